//! Workflows that a workflow starts, and those that run elsewhere.

use tempoc_runtime::sdk::client::WorkflowExecutionStatus;
use tempoc_runtime::sdk::common::protos::temporal::api::enums::v1::ParentClosePolicy;
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::StartChildWorkflowExecutionInitiatedEventAttributes as Initiated;
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::history_event::Attributes;
use tempoc_runtime::{Handle, ResultError, Workflow};
use tempoc_server_tests::contract::*;

use crate::history::{describe, find};
use crate::stage::{Stage, on_each_cast};

on_each_cast![
    a_child_takes_signals_and_gives_its_output,
    a_child_of_another_package_runs_on_the_queue_of_that,
    every_option_of_a_child_can_be_another,
    a_parent_that_closes_does_to_its_children_what_the_contract_says,
    a_child_can_be_cancelled,
    errors_of_a_child_arrive_typed,
    a_child_that_runs_already_is_not_started_again,
    what_runs_elsewhere_takes_signals_and_cancellation,
];

async fn initiated<W: Workflow>(handle: &Handle<W>) -> Vec<Initiated> {
    let initiated = find(handle, |attributes| match attributes {
        Attributes::StartChildWorkflowExecutionInitiatedEventAttributes(child) => Some(child),
        _ => None,
    });
    initiated.await
}

async fn a_child_takes_signals_and_gives_its_output(stage: &Stage) {
    let errand = stage.errand("delegate").await.unwrap();
    let id = format!("{}/helper/ana", errand.id());
    let said = errand.result().await.unwrap();
    assert_eq!(said, format!("ana: one,two as {id}, true"));
    let initiated = &initiated(&errand).await[0];
    assert_eq!(initiated.workflow_id, id);
    // It has the same queue as its parent, whatever that is called, unless a call says otherwise.
    let queue = &initiated.task_queue.as_ref().unwrap().name;
    assert_eq!(queue, stage.called_queue());
    let policy = initiated.parent_close_policy();
    assert_eq!(policy, ParentClosePolicy::RequestCancel);
}

async fn a_child_of_another_package_runs_on_the_queue_of_that(stage: &Stage) {
    let errand = stage.errand("audit").await.unwrap();
    assert_eq!(errand.result().await.unwrap(), "5 EUR");
    let initiated = &initiated(&errand).await[0];
    assert_eq!(initiated.workflow_id, format!("{}/audit", errand.id()));
    assert_eq!(initiated.task_queue.as_ref().unwrap().name, "shared");
    assert_eq!(
        initiated.workflow_type.as_ref().unwrap().name,
        "tests.shared.v1.Audit"
    );
    let policy = initiated.parent_close_policy();
    assert_eq!(policy, ParentClosePolicy::Terminate);
}

async fn every_option_of_a_child_can_be_another(stage: &Stage) {
    let errand = stage.errand("options").await.unwrap();
    let id = errand.result().await.unwrap();
    assert_eq!(id, format!("{}/chosen", errand.id()));
    let initiated = &initiated(&errand).await[0];
    assert_eq!(initiated.workflow_run_timeout.unwrap().seconds, 60);
    assert_eq!(initiated.workflow_execution_timeout.unwrap().seconds, 120);
    assert_eq!(initiated.workflow_task_timeout.unwrap().seconds, 6);
    let policy = initiated.parent_close_policy();
    assert_eq!(policy, ParentClosePolicy::Terminate);
    let helper = stage.suite.helper_by_id(id);
    assert!(helper.result().await.is_err());
    let description = describe(&helper).await;
    assert_eq!(description.status(), WorkflowExecutionStatus::Terminated);
    assert_eq!(description.static_summary(), Some("as the call says"));
}

async fn a_parent_that_closes_does_to_its_children_what_the_contract_says(stage: &Stage) {
    let errand = stage.errand("leave").await.unwrap();
    errand.result().await.unwrap();
    let initiated = initiated(&errand).await;
    let policies = initiated.iter().map(Initiated::parent_close_policy);
    let expected = [ParentClosePolicy::RequestCancel, ParentClosePolicy::Abandon];
    assert!(policies.eq(expected));
    assert_eq!(initiated[1].workflow_run_timeout.unwrap().seconds, 3600);

    let helper = |id: String| stage.suite.helper_by_id(id);
    let cancelled = helper(format!("{}/helper/with me", errand.id()));
    assert!(cancelled.result().await.is_err());
    let status = describe(&cancelled).await.status();
    assert_eq!(status, WorkflowExecutionStatus::Canceled);
    let alone = helper(format!("{}/left/alone", errand.id()));
    let status = describe(&alone).await.status();
    assert_eq!(status, WorkflowExecutionStatus::Running);
    alone.dismiss().await.unwrap();
    assert_eq!(alone.result().await.unwrap(), "alone: ");
}

async fn a_child_can_be_cancelled(stage: &Stage) {
    let output = stage.errand("dismiss").execute().await.unwrap();
    assert_eq!(output, "cancelled");
}

async fn errors_of_a_child_arrive_typed(stage: &Stage) {
    let said = stage.errand("fail refuser").execute().await.unwrap();
    assert_eq!(said, "refused: no, not today");
    let said = stage.errand("fail breaker").execute().await.unwrap();
    assert!(said.contains("the pencil broke"), "{said}");

    let errand = stage.errand_of(Task::new("fail refuser").number(1u32));
    let errand = errand.await.unwrap();
    match errand.result().await {
        Err(ResultError::Declared(ErrandError::Refused(refused))) => {
            assert_eq!(refused.code, "audit");
        }
        other => panic!("expected a declared error, found {other:?}"),
    }
}

async fn a_child_that_runs_already_is_not_started_again(stage: &Stage) {
    let output = stage.errand("twice").execute().await.unwrap();
    assert_eq!(output, "not twice");
}

async fn what_runs_elsewhere_takes_signals_and_cancellation(stage: &Stage) {
    let desk = stage.desk().await.unwrap();
    let id = desk.id();
    let send = async |what: String| stage.errand(&what).execute().await.unwrap();
    assert_eq!(send(format!("signal {id}")).await, format!("told {id}"));
    let notes = desk.notes(Page::new()).await.unwrap();
    assert_eq!(notes.notes, ["from afar"]);
    let cancelled = send(format!("cancel {id}")).await;
    assert_eq!(cancelled, format!("cancelled {id}"));
    assert!(desk.result().await.is_err());
    let status = describe(&desk).await.status();
    assert_eq!(status, WorkflowExecutionStatus::Canceled);
    let never = send("signal desk/never".to_owned()).await;
    assert_eq!(never, "nobody there");
}
