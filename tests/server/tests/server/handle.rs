//! A running workflow at its handle: signals, queries, updates, and how it ends.

use tempoc_runtime::sdk::client::errors::WorkflowGetResultError;
use tempoc_runtime::sdk::client::{
    WorkflowCancelOptions, WorkflowExecutionStatus, WorkflowTerminateOptions,
};
use tempoc_runtime::{QueryError, ResultError, SignalError, UpdateError};
use tempoc_server_tests::contract::*;

use crate::history::describe;
use crate::stage::{Stage, on_each_worker};

on_each_worker![
    signals_with_and_without_input_arrive,
    queries_with_and_without_input_are_answered,
    updates_are_awaited_or_started,
    an_update_of_the_same_id_gives_the_same_answer,
    an_update_that_waits_for_acceptance_gives_its_handle,
    cancelling_ends_what_waits,
];

async fn signals_with_and_without_input_arrive(stage: &Stage) {
    let desk = stage.desk().await.unwrap();
    desk.note(Note::new("hello").by("ana")).await.unwrap();
    desk.note_later(Note::new("bye")).await.unwrap();
    desk.knock().await.unwrap();
    while desk.notes(Page::new()).await.unwrap().total < 3 {}
    desk.close().await.unwrap();
    let closing = desk.result().await.unwrap();
    assert_eq!(closing.notes, ["ana: hello", "knock", "later: bye"]);
}

async fn queries_with_and_without_input_are_answered(stage: &Stage) {
    let desk = stage.desk().await.unwrap();
    assert_eq!(desk.state().await.unwrap(), Doors::Open);
    for text in ["one", "two", "three"] {
        desk.note(Note::new(text)).await.unwrap();
    }
    let page = desk.notes(Page::new().offset(1u32).limit(1u32)).await;
    assert_eq!(page.unwrap(), NotePage::new(vec!["two".to_owned()], 3));
    desk.close().await.unwrap();
    desk.result().await.unwrap();
    assert_eq!(desk.state().await.unwrap(), Doors::Closed);
}

async fn updates_are_awaited_or_started(stage: &Stage) {
    let desk = stage.desk().await.unwrap();
    let ticket = desk.book(Booking::new("ana", 2)).await.unwrap();
    assert_eq!((ticket.number, ticket.price.amount_minor), (1, 100));
    desk.touch().await.unwrap();
    desk.tidy().await.unwrap();
    assert_eq!(desk.notes(Page::new()).await.unwrap().total, 0);

    let slow = desk.book_slowly(Booking::new("bo", 1)).start();
    let slow = slow.await.unwrap();
    assert!(!slow.id().is_empty());
    assert_eq!(slow.result().await.unwrap().price.amount_minor, 250);
    // A second question is answered as the first.
    assert_eq!(slow.result().await.unwrap().number, 1);
    assert_eq!(slow.sdk().workflow_id(), desk.id());
    desk.close().await.unwrap();
}

async fn an_update_of_the_same_id_gives_the_same_answer(stage: &Stage) {
    let desk = stage.desk().await.unwrap();
    let book = async |id: &str| desk.book(Booking::new("ana", 1)).id(id).await.unwrap();
    assert_eq!(book("a").await.number, 1);
    assert_eq!(book("a").await.number, 1);
    assert_eq!(book("b").await.number, 2);

    // The contract's template makes the id, unless the caller gives another.
    let rename = desk.rename(Rename::new("front")).start().await.unwrap();
    assert_eq!(rename.id(), "rename/front");
    assert_eq!(rename.result().await.unwrap(), stage.name);
    let repeated = desk.rename(Rename::new("front")).await.unwrap();
    assert_eq!(repeated, stage.name);
    let another = desk.rename(Rename::new("front")).id("another");
    assert_eq!(another.await.unwrap(), "front");
    desk.close().await.unwrap();
}

async fn an_update_that_waits_for_acceptance_gives_its_handle(stage: &Stage) {
    let desk = stage.desk().await.unwrap();
    let sweep = desk.sweep(Note::new("crumbs")).await.unwrap();
    desk.note(Note::new("crumbs")).await.unwrap();
    assert_eq!(sweep.result().await.unwrap(), "swept crumbs");
    desk.close().await.unwrap();
}

async fn cancelling_ends_what_waits(stage: &Stage) {
    let desk = stage.desk().await.unwrap();
    desk.sdk()
        .cancel(WorkflowCancelOptions::default())
        .await
        .unwrap();
    assert!(matches!(
        desk.result().await,
        Err(ResultError::Other(WorkflowGetResultError::Cancelled { .. }))
    ));
    let status = describe(&desk).await.status();
    assert_eq!(status, WorkflowExecutionStatus::Canceled);
}

#[tokio::test]
async fn terminating_ends_it_at_once() {
    let stage = Stage::new().await;
    let desk = stage.desk().await.unwrap();
    let options = WorkflowTerminateOptions::builder().reason("enough").build();
    desk.sdk().terminate(options).await.unwrap();
    let error = desk.result().await.unwrap_err();
    assert!(matches!(
        error,
        ResultError::Other(WorkflowGetResultError::Terminated { .. })
    ));
    assert_eq!(error.to_string(), "Workflow terminated");
    let late = desk.note(Note::new("late")).await;
    assert!(matches!(late, Err(SignalError::NotFound(_))), "{late:?}");
}

#[tokio::test]
async fn a_workflow_that_nobody_started_is_not_found() {
    let stage = Stage::new().await;
    let desk = stage.suite.desk_by_id("desk/never");
    assert!(matches!(desk.close().await, Err(SignalError::NotFound(_))));
    assert!(matches!(desk.state().await, Err(QueryError::NotFound(_))));
    assert!(matches!(desk.touch().await, Err(UpdateError::Other(_))));
    assert!(matches!(
        desk.result().await,
        Err(ResultError::Other(WorkflowGetResultError::NotFound(_)))
    ));
}

#[tokio::test]
async fn the_result_of_a_run_that_timed_out_says_so() {
    let stage = Stage::new().await;
    let short = std::time::Duration::from_secs(1);
    let error = stage.desk().execution_timeout(short).execute().await;
    assert!(matches!(
        error,
        Err(tempoc_runtime::ExecuteError::Other(
            WorkflowGetResultError::TimedOut
        ))
    ));
}
