//! Ids that the clients of both languages make of the same inputs.

use std::process::Command;

use tempoc_runtime::{Handle, StartError, Workflow, json};
use tempoc_server_tests::contract::*;

use crate::cast::python;
use crate::stage::{Stage, address};

/// Inputs of desks and of relays, and what their ids begin with.
fn desks(stage: &Stage) -> Vec<Opening> {
    let names = ["plain", "Ærø/東京 🦀", "a\"b\\c %20 {x}", "  ", "\u{1}\n"];
    names
        .map(|name| Opening::new(format!("{} {name}", stage.name)))
        .into()
}

fn relays(stage: &Stage) -> Vec<Load> {
    let load = |number: i64, size: u64, doors: &str, key: &str| {
        let load = format!(
            r#"{{"name":"{}","number":{number},"size":{size},"price":"1","ratio":1,"doors":"{doors}","wrapping":{{"kind":"none"}},"key":"{key}","made":"2026-01-02T03:04:05Z","due":"2026-01-02","lasts":"PT1S","seal":"","labels":{{}},"rest":null}}"#,
            stage.name
        );
        json::from_slice::<Load>(load.as_bytes()).unwrap()
    };
    vec![
        load(
            i64::MIN,
            u64::MAX,
            "open",
            "018f2f5e-7a52-7c4e-9d1a-0123456789ab",
        ),
        load(0, 0, "ajar", "018F2F5E-7A52-7C4E-9D1A-0123456789AB"),
        load(
            -1,
            1 << 53,
            "closed",
            "00000000-0000-0000-0000-000000000000",
        ),
    ]
}

#[tokio::test]
async fn what_python_started_has_the_ids_of_rust() {
    let stage = &Stage::new().await;
    let started = in_python(stage);
    let mut started = started.iter();
    for desk in desks(stage) {
        assert_runs_already(stage.desk_of(desk).await, started.next().unwrap());
    }
    for load in relays(stage) {
        let relay = stage.suite.relay(load).task_queue(&stage.queue);
        assert_runs_already(relay.await, started.next().unwrap());
    }
    assert!(started.next().is_none());
}

#[tokio::test]
async fn what_rust_started_has_the_ids_of_python() {
    let stage = &Stage::new().await;
    let mut expected = Vec::new();
    for desk in desks(stage) {
        let desk = stage.desk_of(desk).await.unwrap();
        expected.push(Started::of(&desk));
    }
    for load in relays(stage) {
        let relay = stage.suite.relay(load).task_queue(&stage.queue);
        expected.push(Started::of(&relay.await.unwrap()));
    }
    assert_eq!(in_python(stage), expected);
}

/// A workflow and its run.
#[derive(Debug, PartialEq, Eq)]
struct Started {
    id: String,
    run_id: String,
}

impl Started {
    fn of<W: Workflow>(handle: &Handle<W>) -> Self {
        Self {
            id: handle.id().to_owned(),
            run_id: handle.run_id().unwrap().to_owned(),
        }
    }
}

fn assert_runs_already<H: std::fmt::Debug>(start: Result<H, StartError>, expected: &Started) {
    match start {
        Err(StartError::AlreadyStarted { run_id, .. }) => {
            assert_eq!(run_id.as_ref(), Some(&expected.run_id), "{}", expected.id);
        }
        other => panic!(
            "expected that {} runs already, found {other:?}",
            expected.id
        ),
    }
}

/// Starts all of them in Python, or finds those that run already.
fn in_python(stage: &Stage) -> Vec<Started> {
    let json = |text: Result<String, json::Error>| text.unwrap();
    let mut starter: Command = python("suite.starter");
    starter.args([address(), &stage.queue]);
    for desk in desks(stage) {
        starter.args(["desk", &json(json::to_string(&desk))]);
    }
    for load in relays(stage) {
        starter.args(["relay", &json(json::to_string(&load))]);
    }
    let output = starter.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let complaints = String::from_utf8_lossy(&output.stderr);
    // Not by its status: the SDK may crash when its interpreter ends.
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines.last(), Some(&"done"), "{complaints}");
    lines[..lines.len() - 1]
        .iter()
        .map(|line| {
            let (run_id, id) = line.split_once(' ').unwrap();
            let id: String = json::from_slice(id.as_bytes()).unwrap();
            let run_id = run_id.to_owned();
            Started { id, run_id }
        })
        .collect()
}
