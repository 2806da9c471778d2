//! Calls of activities out of a workflow: options, retries, heartbeats, cancellation.

use std::time::Duration;

use tempoc_runtime::sdk::client::errors::WorkflowGetResultError;
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::ActivityTaskScheduledEventAttributes as Scheduled;
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::history_event::Attributes;
use tempoc_runtime::{Handle, ResultError, Workflow};

use crate::history::{events, find};
use crate::stage::{Stage, on_each_cast};

on_each_cast![
    remote_activities_go_through_their_queues,
    local_activities_leave_only_markers,
    the_options_of_the_contract_are_the_default_of_a_call,
    every_option_of_a_call_can_be_another,
    an_attempt_goes_on_where_the_last_heartbeat_was,
    a_call_that_was_started_can_be_selected_on,
    a_call_that_was_started_can_be_cancelled,
    cancelling_the_workflow_cancels_its_activities,
];

async fn scheduled<W: Workflow>(handle: &Handle<W>) -> Vec<Scheduled> {
    let scheduled = find(handle, |attributes| match attributes {
        Attributes::ActivityTaskScheduledEventAttributes(scheduled) => Some(scheduled),
        _ => None,
    });
    scheduled.await
}

fn name(scheduled: &Scheduled) -> &str {
    scheduled
        .activity_type
        .as_ref()
        .map_or("", |name| &name.name)
}

async fn remote_activities_go_through_their_queues(stage: &Stage) {
    let errand = stage.errand("greet moles").await.unwrap();
    assert_eq!(errand.result().await.unwrap(), "Greet: moles 0, told ana");
    let scheduled = scheduled(&errand).await;
    assert_eq!(name(&scheduled[0]), "tests.suite.v1.Greet");
    assert_eq!(scheduled[0].input.as_ref().unwrap().payloads.len(), 1);
    assert!(
        scheduled[1]
            .input
            .as_ref()
            .is_none_or(|input| input.payloads.is_empty())
    );
    let queue = |at: usize| scheduled[at].task_queue.as_ref().unwrap().name.as_str();
    assert_eq!(
        (queue(0), queue(1), queue(2)),
        (stage.called_queue(), stage.called_queue(), "shared")
    );
    assert_eq!(scheduled[0].start_to_close_timeout.unwrap().seconds, 10);
}

async fn local_activities_leave_only_markers(stage: &Stage) {
    let errand = stage.errand("locally").await.unwrap();
    assert_eq!(errand.result().await.unwrap(), "2 1 3");
    let scheduled = scheduled(&errand).await;
    assert_eq!(
        scheduled.iter().map(name).collect::<Vec<_>>(),
        ["tests.suite.v1.Compute"]
    );
    let markers = find(&errand, |attributes| match attributes {
        Attributes::MarkerRecordedEventAttributes(marker) => Some(marker.marker_name),
        _ => None,
    });
    assert_eq!(markers.await.len(), 2);
}

async fn the_options_of_the_contract_are_the_default_of_a_call(stage: &Stage) {
    let errand = stage.errand("configured").await.unwrap();
    assert_eq!(errand.result().await.unwrap(), "suite-elsewhere");
    let scheduled = &scheduled(&errand).await[0];
    assert_eq!(scheduled.schedule_to_close_timeout.unwrap().seconds, 40);
    assert_eq!(scheduled.schedule_to_start_timeout.unwrap().seconds, 20);
    assert_eq!(scheduled.start_to_close_timeout.unwrap().seconds, 30);
    assert_eq!(scheduled.heartbeat_timeout.unwrap().seconds, 15);
    let retry = scheduled.retry_policy.as_ref().unwrap();
    assert_eq!(retry.initial_interval.unwrap().seconds, 2);
    assert_eq!(retry.backoff_coefficient, 3.0);
    assert_eq!(retry.maximum_interval.unwrap().seconds, 9);
    assert_eq!(retry.maximum_attempts, 4);
    assert_eq!(retry.non_retryable_error_types, ["Busy"]);
    let priority = scheduled.priority.as_ref().unwrap();
    assert_eq!(
        (priority.priority_key, &*priority.fairness_key),
        (2, "tenant")
    );
    assert_eq!(priority.fairness_weight, 2.0);
    assert_eq!(summaries(&errand).await, ["\"As the contract says.\""]);
}

async fn every_option_of_a_call_can_be_another(stage: &Stage) {
    let errand = stage.errand("configured otherwise").await.unwrap();
    assert_eq!(errand.result().await.unwrap(), "timeout");
    let scheduled = &scheduled(&errand).await[0];
    assert_eq!(
        scheduled.task_queue.as_ref().unwrap().name,
        "nobody serves this"
    );
    assert_eq!(scheduled.schedule_to_close_timeout.unwrap().seconds, 3);
    assert_eq!(scheduled.schedule_to_start_timeout.unwrap().seconds, 1);
    assert_eq!(scheduled.start_to_close_timeout.unwrap().seconds, 2);
    assert_eq!(scheduled.heartbeat_timeout.unwrap().seconds, 1);
    let retry = scheduled.retry_policy.as_ref().unwrap();
    assert_eq!(retry.maximum_attempts, 9);
    assert_eq!(summaries(&errand).await, ["\"As the call says.\""]);
}

/// The summaries of the activities of a workflow.
async fn summaries<W: Workflow>(handle: &Handle<W>) -> Vec<String> {
    let events = events(handle).await.into_iter();
    let activities = events.filter(|event| {
        matches!(
            event.attributes,
            Some(Attributes::ActivityTaskScheduledEventAttributes(_))
        )
    });
    let summaries = activities.filter_map(|event| event.user_metadata?.summary);
    summaries
        .map(|payload| String::from_utf8(payload.data).unwrap())
        .collect()
}

async fn an_attempt_goes_on_where_the_last_heartbeat_was(stage: &Stage) {
    let walked = stage.errand("walk").execute().await.unwrap();
    assert_eq!(walked, "walked 42");
}

async fn a_call_that_was_started_can_be_selected_on(stage: &Stage) {
    let output = stage.errand("select").execute().await.unwrap();
    assert_eq!(output, "still lingering: true");
}

async fn a_call_that_was_started_can_be_cancelled(stage: &Stage) {
    let errand = stage.errand("give-up").await.unwrap();
    assert_eq!(errand.result().await.unwrap(), "cancelled");
    let cancelled = find(&errand, |attributes| match attributes {
        Attributes::ActivityTaskCanceledEventAttributes(cancelled) => Some(cancelled),
        _ => None,
    });
    assert_eq!(cancelled.await.len(), 1);
}

async fn cancelling_the_workflow_cancels_its_activities(stage: &Stage) {
    for what in ["linger", "linger shielded"] {
        let errand = stage.errand(what).await.unwrap();
        tokio::time::sleep(Duration::from_millis(300)).await;
        errand.sdk().cancel(Default::default()).await.unwrap();
        let result = errand.result().await;
        assert!(
            matches!(
                result,
                Err(ResultError::Other(WorkflowGetResultError::Cancelled { .. }))
            ),
            "{what}: {result:?}"
        );
    }
}
