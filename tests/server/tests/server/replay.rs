//! Histories that were recorded before, with the code of today.
//!
//! `RECORD=1 cargo test -p tempoc-server-tests replay` records them anew.

use std::path::PathBuf;
use std::time::Duration;

use tempoc_runtime::sdk::client::{WorkflowFetchHistoryOptions, WorkflowHistory};
use tempoc_runtime::sdk::worker::workflow_replayer::{WorkflowReplayError, WorkflowReplayFailure};
use tempoc_runtime::{Handle, Replayer, Workflow};
use tempoc_server_tests::contract::*;
use tempoc_server_tests::{FrontDesk, Idle};

use crate::stage::{Stage, errand};

fn path(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("histories");
    folder.join(format!("{name}.json"))
}

fn recorded(name: &str) -> WorkflowHistory {
    let json = std::fs::read(path(name)).expect("a history was recorded with RECORD=1");
    WorkflowHistory::from_json(&json).unwrap()
}

async fn record<W: Workflow>(name: &str, handle: &Handle<W>) {
    let history = handle
        .sdk()
        .fetch_history(WorkflowFetchHistoryOptions::default());
    let json = history.to_json().await.unwrap();
    std::fs::create_dir_all(path(name).parent().unwrap()).unwrap();
    std::fs::write(path(name), json).unwrap();
}

fn is_recording() -> bool {
    std::env::var_os("RECORD").is_some()
}

errand!(Recorded, |context, input| {
    let greeting = context.activities().greet(input).await?;
    context.timer(Duration::from_millis(50)).await;
    let computed = context
        .activities()
        .compute(Trouble::new("").until(1))
        .await?;
    Ok(format!("{greeting}, {computed}"))
});

// The timer is gone.
errand!(Changed, |context, input| {
    let greeting = context.activities().greet(input).await?;
    let computed = context
        .activities()
        .compute(Trouble::new("").until(1))
        .await?;
    Ok(format!("{greeting}, {computed}"))
});

#[tokio::test]
async fn an_errand_replays() {
    if is_recording() {
        let stage = Stage::new().await;
        let test = async {
            let errand = stage.errand("record").id("errand/recorded").await.unwrap();
            errand.result().await.unwrap();
            record("errand", &errand).await;
        };
        stage.run::<Recorded, _>(test).await;
    }
    let replayer = Replayer::new().workflow::<definitions::Errand, Recorded>();
    let replayer = replayer.build().unwrap();
    replayer.replay_workflow(recorded("errand")).await.unwrap();
}

#[tokio::test]
async fn a_desk_replays_with_its_signals_and_updates() {
    if is_recording() {
        let stage = Stage::new().await;
        let test = async {
            let desk = stage.desk_of(Opening::new("recorded").owner("ana"));
            let desk = desk.await.unwrap();
            desk.note(Note::new("one")).await.unwrap();
            desk.note_later(Note::new("two")).await.unwrap();
            desk.book(Booking::new("ana", 1)).await.unwrap();
            desk.book(Booking::new("ana", 9)).await.unwrap_err();
            desk.book_slowly(Booking::new("bo", 1)).await.unwrap();
            desk.rename(Rename::new("front")).await.unwrap();
            while desk.notes(Page::new()).await.unwrap().total < 2 {}
            desk.close().await.unwrap();
            desk.result().await.unwrap();
            record("desk", &desk).await;
        };
        stage.run::<Idle, _>(test).await;
    }
    let replayer = Replayer::new().workflow::<definitions::Desk, FrontDesk>();
    let replayer = replayer.build().unwrap();
    replayer.replay_workflow(recorded("desk")).await.unwrap();
}

#[tokio::test]
async fn a_changed_workflow_does_not_replay() {
    if is_recording() {
        return;
    }
    let replayer = Replayer::new().workflow::<definitions::Errand, Changed>();
    let replayer = replayer.build().unwrap();
    let error = replayer
        .replay_workflow(recorded("errand"))
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            WorkflowReplayError::Replay(WorkflowReplayFailure::Nondeterminism { .. })
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_replayer_without_workflows_is_not_made() {
    let error = Replayer::new().build().err().unwrap().to_string();
    let expected = "the replayer could not be made: at least one workflow must be registered";
    assert!(error.starts_with(expected), "{error}");
}
