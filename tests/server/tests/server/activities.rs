//! Calls of activities out of a workflow: options, retries, heartbeats, cancellation.

use std::time::Duration;

use tempoc_runtime::sdk::client::errors::WorkflowGetResultError;
use tempoc_runtime::sdk::common::RetryPolicy;
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::ActivityTaskScheduledEventAttributes as Scheduled;
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::history_event::Attributes;
use tempoc_runtime::sdk::workflow::{CancellableFuture, WorkflowCancellationToken};
use tempoc_runtime::{CallError, Handle, ResultError, Workflow};
use tempoc_server_tests::contract::shared::Subject;
use tempoc_server_tests::contract::*;

use crate::history::{events, find};
use crate::stage::{errand, on_stage_with};

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

errand!(Remote, |context, input| {
    let greeting = context.activities().greet(input).await?;
    context.activities().ping().await?;
    let told = context.activities().notify(Subject::new("ana")).await?;
    Ok(format!("{greeting}, {told}"))
});

#[tokio::test]
async fn remote_activities_go_through_their_queues() {
    on_stage_with::<Remote, _>(async |stage| {
        let errand = stage.errand("dig").await.unwrap();
        assert_eq!(errand.result().await.unwrap(), "Greet: dig 0, told ana");
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
            (&*stage.queue, &*stage.queue, "shared")
        );
        assert_eq!(scheduled[0].start_to_close_timeout.unwrap().seconds, 10);
    })
    .await;
}

errand!(Local, |context, _| {
    let local = context
        .activities()
        .compute(Trouble::new("plain").until(2))
        .await?;
    let remote = context
        .activities()
        .compute(Trouble::new("plain").until(1))
        .remote()
        .await?;
    let made_local = context
        .activities()
        .attempt(Trouble::new("plain").until(3))
        .local()
        .await?;
    Ok(format!("{local} {remote} {made_local}"))
});

#[tokio::test]
async fn local_activities_leave_only_markers() {
    on_stage_with::<Local, _>(async |stage| {
        let errand = stage.errand("add").await.unwrap();
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
    })
    .await;
}

errand!(Configured, |context, input| {
    let call = context.activities().configured();
    if input.what == "default" {
        return Ok(call.await?);
    }
    let mut retry = RetryPolicy::default();
    retry.set_maximum_attempts(9);
    let output = call
        .task_queue("nobody serves this")
        .schedule_to_close(Duration::from_secs(3))
        .schedule_to_start(Duration::from_secs(1))
        .start_to_close(Duration::from_secs(2))
        .heartbeat_timeout(Duration::from_secs(1))
        .retry(retry)
        .cancellation(tempoc_runtime::ActivityCancellation::TryCancel)
        .summary("As the call says.")
        .await;
    match output {
        Err(CallError::Other(failure)) if failure.is_timeout() => Ok("timeout".to_owned()),
        other => Ok(other?),
    }
});

#[tokio::test]
async fn the_options_of_the_contract_are_the_default_of_a_call() {
    on_stage_with::<Configured, _>(async |stage| {
        let errand = stage.errand("default").await.unwrap();
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
    })
    .await;
}

#[tokio::test]
async fn every_option_of_a_call_can_be_another() {
    on_stage_with::<Configured, _>(async |stage| {
        let errand = stage.errand("override").await.unwrap();
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
    })
    .await;
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

errand!(Walk, |context, _| {
    let walked = context.activities().walk(Progress::new(42)).await?;
    Ok(format!("walked {walked}"))
});

#[tokio::test]
async fn an_attempt_goes_on_where_the_last_heartbeat_was() {
    on_stage_with::<Walk, _>(async |stage| {
        let walked = stage.errand("walk").execute().await.unwrap();
        assert_eq!(walked, "walked 42");
    })
    .await;
}

errand!(Select, |context, _| {
    let mut lingering = context.activities().linger().start();
    let mut timer = context.timer(Duration::from_millis(300));
    futures_util::select! {
        output = lingering => return Ok(output?),
        _ = timer => {}
    }
    let mut quick = context.activities().ping().start();
    let mut slow = context.timer(Duration::from_secs(60));
    futures_util::select! {
        output = quick => output?,
        _ = slow => return Ok("the timer was quicker".to_owned()),
    }
    slow.cancel();
    lingering.cancel();
    Ok(format!("still lingering: {}", lingering.await.is_err()))
});

#[tokio::test]
async fn a_call_that_was_started_can_be_selected_on() {
    on_stage_with::<Select, _>(async |stage| {
        let output = stage.errand("select").execute().await.unwrap();
        assert_eq!(output, "still lingering: true");
    })
    .await;
}

errand!(CancelCall, |context, _| {
    let lingering = context.activities().linger().start();
    context.timer(Duration::from_millis(300)).await;
    lingering.cancel();
    match lingering.await {
        Err(CallError::Other(failure)) if failure.is_cancelled() => Ok("cancelled".to_owned()),
        other => Ok(format!("{other:?}")),
    }
});

#[tokio::test]
async fn a_call_that_was_started_can_be_cancelled() {
    on_stage_with::<CancelCall, _>(async |stage| {
        let errand = stage.errand("wait").await.unwrap();
        assert_eq!(errand.result().await.unwrap(), "cancelled");
        let cancelled = find(&errand, |attributes| match attributes {
            Attributes::ActivityTaskCanceledEventAttributes(cancelled) => Some(cancelled),
            _ => None,
        });
        assert_eq!(cancelled.await.len(), 1);
    })
    .await;
}

errand!(Shielded, |context, input| {
    let call = context.activities().linger();
    let token = WorkflowCancellationToken::new();
    let lingering = match input.what.as_str() {
        "shielded" => call.cancellation_token(token.clone()).start(),
        _ => call.start(),
    };
    let cancelled = context.wait_condition(|_| false).await;
    assert!(cancelled.is_err());
    if input.what == "shielded" {
        // Nothing but its own token reaches it.
        token.cancel();
    }
    match lingering.await {
        Err(CallError::Other(failure)) if failure.is_cancelled() => Err(failure.into()),
        other => Ok(format!("{other:?}")),
    }
});

#[tokio::test]
async fn cancelling_the_workflow_cancels_its_activities() {
    on_stage_with::<Shielded, _>(async |stage| {
        for what in ["open", "shielded"] {
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
    })
    .await;
}
