//! A worker that is killed, and another that goes on.

use std::process::Stdio;
use std::time::Duration;

use tempoc_server_tests::contract::*;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::stage::{Stage, address};

/// A worker of the stage's queue in a process of its own, which serves by now.
async fn worker(mut program: Command, stage: &Stage) -> Child {
    let mut worker = program
        .args([address(), &format!("{}@default", stage.queue)])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let said = BufReader::new(worker.stdout.take().unwrap())
        .lines()
        .next_line()
        .await;
    assert_eq!(said.unwrap().as_deref(), Some("serving"));
    worker
}

fn rust() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_suite-worker"));
    program.arg("serve");
    program
}

fn python() -> Command {
    crate::cast::python("suite.worker").into()
}

#[tokio::test]
async fn a_workflow_goes_on_when_its_worker_is_killed() {
    goes_on_when_its_worker_is_killed(rust).await;
}

#[tokio::test]
async fn a_workflow_in_python_goes_on_when_its_worker_is_killed() {
    goes_on_when_its_worker_is_killed(python).await;
}

async fn goes_on_when_its_worker_is_killed(program: fn() -> Command) {
    let stage = &Stage::new().await;
    let mut first = worker(program(), stage).await;
    let desk = stage.desk_of(stage.opening().owner("ana")).await.unwrap();
    desk.note(Note::new("before")).await.unwrap();
    let ticket = desk.book(Booking::new("bo", 1)).await.unwrap();
    assert_eq!(ticket.number, 1);
    // The handler of this one waits for a timer when the worker goes.
    desk.note_later(Note::new("across")).await.unwrap();
    first.kill().await.unwrap();
    desk.note(Note::new("between")).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;

    let mut second = worker(program(), stage).await;
    let ticket = desk.book(Booking::new("cy", 1)).await.unwrap();
    assert_eq!(ticket.number, 2);
    while desk.notes(Page::new()).await.unwrap().total < 3 {}
    desk.close().await.unwrap();
    let closing = desk.result().await.unwrap();
    assert_eq!(closing.owner, "Greet: ana 0");
    assert!(closing.notes.contains(&"later: across".to_owned()));
    assert_eq!(closing.notes[0], "before");
    assert_eq!(closing.notes.len(), 3);
    second.kill().await.unwrap();
}
