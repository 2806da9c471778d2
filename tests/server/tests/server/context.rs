//! What workflow code does beside its calls: state, waits, timers, and what replay repeats.

use std::sync::Mutex;
use std::time::Duration;

use futures_util::{FutureExt, join};
use tempoc_runtime::sdk::client::errors::WorkflowGetResultError;
use tempoc_runtime::sdk::common::MemoValue;
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::history_event::Attributes;
use tempoc_runtime::sdk::common::search_attributes::SearchAttributeKey;
use tempoc_runtime::sdk::worker::WorkerOptions;
use tempoc_runtime::{Failure, Handle, InitContext, ResultError, Workflow, log as workflow_log};
use tempoc_server_tests::contract::*;

use crate::history::{describe, find};
use crate::log::Log;
use crate::stage::{Stage, errand, on_each_worker, on_own_stage_with};

on_each_worker![a_result_follows_the_runs_that_continue_as_new];

/// No cache, so that every workflow task replays from the beginning.
fn without_cache(options: &mut WorkerOptions) {
    options.max_cached_workflows = 0;
}

async fn timers<W: Workflow>(handle: &Handle<W>) -> (usize, usize) {
    let timers = find(handle, |attributes| match attributes {
        Attributes::TimerStartedEventAttributes(_) => Some((1, 0)),
        Attributes::TimerCanceledEventAttributes(_) => Some((0, 1)),
        _ => None,
    });
    let timers = timers.await.into_iter();
    timers.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}

/// Counts in its state, and waits for what it counts.
struct Waiting(u32);

impl ErrandWorkflow for Waiting {
    fn init(context: &InitContext, input: &Task) -> Self {
        assert_eq!(context.workflow_type(), "tests.suite.v1.Errand");
        Self(input.number)
    }

    async fn run(
        context: &ErrandContext<Self>,
        input: Task,
    ) -> Result<String, Failure<ErrandError>> {
        let count = async || {
            context.timer(Duration::from_millis(100)).await;
            context.state_mut(|state| state.0 += 1);
        };
        let second = Duration::from_secs(30);
        let met = match input.what.as_str() {
            "condition" => join!(context.wait_condition(|state| state.0 == 1), count()).0,
            "met at once" => context
                .wait_for(second, |state| state.0 == 0)
                .await
                .map(drop),
            "met in time" => {
                let (met, ()) = join!(context.wait_for(second, |state| state.0 == 1), count());
                return Ok(format!("{}", met?));
            }
            "timed out" => {
                let short = Duration::from_millis(200);
                let (met, ()) = join!(context.wait_for(short, |state| state.0 == 2), count());
                return Ok(format!("{}", met?));
            }
            _ => {
                let waited = context.wait_for(second, |state| state.0 == 9).await;
                assert!(waited.is_err());
                waited.map(drop)
            }
        };
        met?;
        Ok(format!("{}", context.state(|state| state.0)))
    }
}

#[tokio::test]
async fn waits_end_when_they_are_met_or_time_is_up() {
    on_own_stage_with::<Waiting, _>(async |stage| {
        for (what, output, expected) in [
            ("condition", "1", (1, 0)),
            // No timer is needed for what holds already.
            ("met at once", "0", (0, 0)),
            ("met in time", "true", (2, 1)),
            ("timed out", "false", (2, 0)),
        ] {
            let errand = stage.errand(what).await.unwrap();
            assert_eq!(errand.result().await.unwrap(), output, "{what}");
            assert_eq!(timers(&errand).await, expected, "{what}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_wait_of_a_cancelled_workflow_ends() {
    on_own_stage_with::<Waiting, _>(async |stage| {
        let errand = stage.errand("cancelled").await.unwrap();
        while timers(&errand).await.0 == 0 {}
        errand.sdk().cancel(Default::default()).await.unwrap();
        assert!(matches!(
            errand.result().await,
            Err(ResultError::Other(WorkflowGetResultError::Cancelled { .. }))
        ));
    })
    .await;
}

async fn a_result_follows_the_runs_that_continue_as_new(stage: &Stage) {
    let errand = stage.errand_of(Task::new("again").number(3u32));
    let errand = errand.await.unwrap();
    let done = errand.result().await.unwrap();
    assert_eq!(done, format!("done as {}", errand.id()));
    let latest = stage.suite.errand_by_id(errand.id());
    assert_ne!(describe(&latest).await.run_id(), errand.run_id().unwrap());
    let continued = find(&errand, |attributes| match attributes {
        Attributes::WorkflowExecutionContinuedAsNewEventAttributes(next) => Some(next),
        _ => None,
    });
    let continued = continued.await.pop().unwrap();
    let input = continued.input.unwrap().payloads.remove(0).data;
    let next: Task = tempoc_runtime::json::from_slice(&input).unwrap();
    assert_eq!(next, Task::new("again").number(2u32));
}

static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

errand!(Repeated, |context, _| {
    let patched = context.patched("coffee first");
    let random: u64 = context.random();
    let stream: u32 = context.random_stream("dice").random();
    let seen = format!(
        "{patched} {random} {stream} {} {:?}",
        context.uuid4(),
        context.now()
    );
    SEEN.lock().unwrap().push(seen.clone());
    context.timer(Duration::from_millis(50)).await;
    context.activities().ping().await?;
    let later: u64 = context.random();
    assert_ne!(later, random);
    Ok(seen)
});

#[tokio::test]
async fn replay_repeats_patches_random_values_and_time() {
    let stage = Stage::new().await;
    let test = async {
        let errand = stage.errand("repeat").await.unwrap();
        let output = errand.result().await.unwrap();
        assert!(output.starts_with("true "), "{output}");
        let seen = SEEN.lock().unwrap().clone();
        assert!(seen.len() >= 3, "{seen:?}");
        assert!(seen.iter().all(|seen| *seen == output), "{seen:?}");
        let again = stage.errand("repeat").execute().await.unwrap();
        assert_ne!(again, output);
    };
    stage.run_with::<Repeated, _>(without_cache, test).await;
}

errand!(Log3, |context, _| {
    workflow_log::info!(context, "one of {}", 3);
    context.timer(Duration::from_millis(50)).await;
    workflow_log::warn!(context, "two of {}", 3);
    context.activities().ping().await?;
    workflow_log::error!(context, "three of {}", 3);
    Ok("logged".to_owned())
});

#[tokio::test]
async fn the_log_is_silent_during_replay() {
    let log = Log::listen();
    let stage = Stage::new().await;
    let test = async {
        let errand = stage.errand("log").await.unwrap();
        errand.result().await.unwrap();
        for line in ["one of 3", "two of 3", "three of 3"] {
            let lines = log.lines(line);
            assert_eq!(lines.len(), 1, "{line}: {lines:?}");
            assert_eq!(lines[0].workflow_id, errand.id());
        }
        assert_eq!(log.lines("two of 3")[0].level, Some(tracing::Level::WARN));
    };
    stage.run_with::<Log3, _>(without_cache, test).await;
}

errand!(Describe, |context, _| {
    context.upsert_memo("progress", Some(MemoValue::new(Progress::new(7))))?;
    context.upsert_memo("nothing", Some(MemoValue::new(Progress::new(0))))?;
    context.upsert_memo("nothing", None)?;
    let customer = SearchAttributeKey::keyword("Customer");
    let amount = SearchAttributeKey::int("Amount");
    context.upsert_search_attributes([customer.value_set("bo".to_owned()), amount.value_set(3)]);
    context.set_current_details("half way");
    let attributes = context.search_attributes();
    assert_eq!(attributes.get(&customer).as_deref(), Some("bo"));
    let memo: Option<Progress> = context.memo().get("progress").unwrap_or(None);
    context.timer(Duration::from_millis(50)).await;
    Ok(format!("{memo:?} {}", context.history_length() > 3))
});

#[tokio::test]
async fn memo_and_search_attributes_can_be_changed() {
    on_own_stage_with::<Describe, _>(async |stage| {
        let errand = stage.errand("describe").await.unwrap();
        let output = errand.result().await.unwrap();
        assert_eq!(output, "Some(Progress { done: 7 }) true");
        let description = describe(&errand).await;
        let memo = description.memo();
        let progress: Option<Progress> = memo.get("progress").unwrap();
        assert_eq!(progress, Some(Progress::new(7)));
        assert!(!memo.contains_key("nothing"));
        let attributes = description.search_attributes();
        let customer = SearchAttributeKey::keyword("Customer");
        assert_eq!(attributes.get(&customer).as_deref(), Some("bo"));
        let amount = SearchAttributeKey::int("Amount");
        assert_eq!(attributes.get(&amount), Some(3));
    })
    .await;
}

errand!(Timers, |context, _| {
    use tempoc_runtime::sdk::workflow::TimerResult;
    let long = context.timer(Duration::from_secs(60));
    assert!(context.timer(Duration::from_millis(50)).await == TimerResult::Fired);
    long.cancel();
    assert!(long.await == TimerResult::Cancelled);
    let first = context.timer(Duration::from_millis(10)).map(|_| "first");
    let second = context.timer(Duration::from_millis(10)).map(|_| "second");
    let (first, second) = join!(first, second);
    Ok(format!("{first} {second}"))
});

#[tokio::test]
async fn timers_fire_or_are_cancelled() {
    on_own_stage_with::<Timers, _>(async |stage| {
        let errand = stage.errand("timers").await.unwrap();
        assert_eq!(errand.result().await.unwrap(), "first second");
        assert_eq!(timers(&errand).await, (4, 1));
    })
    .await;
}
