//! Starting workflows: ids, the options of the contract and those of a call.

use std::time::Duration;

use tempoc_runtime::sdk::common::protos::temporal::api::common::v1 as proto;
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::WorkflowExecutionStartedEventAttributes as Started;
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::history_event::Attributes;
use tempoc_runtime::sdk::common::search_attributes::{SearchAttributeKey, SearchAttributes};
use tempoc_runtime::sdk::common::{MemoValues, Priority, RetryPolicy};
use tempoc_runtime::{
    ExecuteError, Handle, IdConflict, IdReuse, StartError, UpdateError, Workflow,
};
use tempoc_server_tests::contract::*;

use crate::history::{describe, find};
use crate::stage::{Stage, address, on_each_worker};

on_each_worker![
    executing_gives_the_output,
    a_signal_starts_its_workflow_or_reaches_the_running_one,
    an_update_starts_its_workflow_or_reaches_the_running_one,
    an_update_with_start_has_the_id_of_the_contract,
    a_handle_by_id_is_as_good_as_any,
];

const MINUTE: Duration = Duration::from_secs(60);

async fn started<W: Workflow>(handle: &Handle<W>) -> Started {
    let started = find(handle, |attributes| match attributes {
        Attributes::WorkflowExecutionStartedEventAttributes(started) => Some(started),
        _ => None,
    });
    started.await.pop().unwrap()
}

async fn terminate<W: Workflow>(handle: &Handle<W>) {
    handle.sdk().terminate(Default::default()).await.unwrap();
}

#[tokio::test]
async fn starting_takes_the_id_of_the_contract() {
    let stage = Stage::new().await;
    let desk = stage.desk().await.unwrap();
    assert_eq!(desk.id(), format!("desk/{}", stage.name));
    assert!(desk.run_id().is_some_and(|id| !id.is_empty()));
    let errand = stage.errand("a").await.unwrap();
    let uuid = errand.id().strip_prefix("errand/").unwrap();
    assert!(uuid.parse::<tempoc_runtime::json::Uuid>().is_ok(), "{uuid}");
    assert_ne!(stage.errand("a").await.unwrap().id(), errand.id());

    let bare = stage.suite.bare(format!("bare/{}", stage.name));
    let bare = bare.task_queue(&stage.queue).await.unwrap();
    assert_eq!(bare.id(), format!("bare/{}", stage.name));
    let description = describe(&bare).await;
    assert_eq!(description.workflow_type(), "tests.suite.v1.Bare");
    assert_eq!(description.task_queue(), stage.name);
}

async fn executing_gives_the_output(stage: &Stage) {
    let output = stage.errand("say no more").execute().await.unwrap();
    assert_eq!(output, "no more 0");
    let bare = stage.suite.bare(format!("bare/{}", stage.name));
    bare.task_queue(&stage.queue).execute().await.unwrap();
}

#[tokio::test]
async fn the_options_of_the_contract_are_the_default() {
    let stage = Stage::new().await;
    let handle = stage.suite.configured_start(Settings::new(&stage.name));
    let handle = handle.await.unwrap();
    assert_eq!(handle.id(), format!("configured/{}", stage.name));

    let started = started(&handle).await;
    assert_eq!(started.task_queue.unwrap().name, "suite-configured");
    let workflow_type = started.workflow_type.unwrap().name;
    assert_eq!(workflow_type, "tests.suite.v1.ConfiguredStart");
    let execution = started.workflow_execution_timeout.unwrap();
    assert_eq!(execution.seconds, 3 * 60 * 60);
    assert_eq!(started.workflow_run_timeout.unwrap().seconds, 2 * 60 * 60);
    assert_eq!(started.workflow_task_timeout.unwrap().seconds, 7);
    assert_eq!(started.cron_schedule, "0 3 * * *");
    let retry = started.retry_policy.unwrap();
    assert_eq!(retry.initial_interval.unwrap().seconds, 2);
    assert_eq!(retry.backoff_coefficient, 3.0);
    assert_eq!(retry.maximum_interval.unwrap().seconds, 60);
    assert_eq!(retry.maximum_attempts, 5);
    assert_eq!(retry.non_retryable_error_types, ["Gone"]);
    let priority = started.priority.unwrap();
    assert_eq!(priority.priority_key, 4);
    assert_eq!(priority.fairness_key, "tenant");
    assert_eq!(priority.fairness_weight, 3.0);

    let description = describe(&handle).await;
    assert_eq!(description.static_summary(), Some("As the contract says."));
    assert_eq!(description.static_details(), Some("In some lines."));

    // `id_conflict: use_existing`
    let same = stage.suite.configured_start(Settings::new(&stage.name));
    assert_eq!(same.await.unwrap().run_id(), handle.run_id());
    terminate(&handle).await;
}

#[tokio::test]
async fn every_option_of_the_contract_gives_way_to_one_of_the_call() {
    let stage = Stage::new().await;
    let mut retry = RetryPolicy::default();
    retry.set_initial_interval(Duration::from_secs(9));
    retry.set_maximum_attempts(2);
    let mut priority = Priority::default();
    priority.priority_key = Some(1);
    let mut memo = MemoValues::new();
    memo.insert("channel", Settings::new("phone"));
    let customer = SearchAttributeKey::keyword("Customer");
    let amount = SearchAttributeKey::int("Amount");

    let id = format!("chosen/{}", stage.name);
    let handle = stage
        .suite
        .configured_start(Settings::new(&stage.name))
        .id(&id)
        .task_queue(&stage.queue)
        .id_reuse(IdReuse::RejectDuplicate)
        .id_conflict(IdConflict::Fail)
        .execution_timeout(30 * MINUTE)
        .run_timeout(20 * MINUTE)
        .task_timeout(Duration::from_secs(5))
        .retry(retry)
        .priority(priority)
        .cron("30 4 * * *")
        .memo(memo)
        .search_attributes(SearchAttributes::new([
            customer.value_set("ana".to_owned()),
            amount.value_set(12),
        ]))
        .summary("Another summary.")
        .details("Other details.")
        .await
        .unwrap();
    assert_eq!(handle.id(), id);

    let started = started(&handle).await;
    assert_eq!(started.task_queue.unwrap().name, stage.name);
    assert_eq!(started.workflow_execution_timeout.unwrap().seconds, 1800);
    assert_eq!(started.workflow_run_timeout.unwrap().seconds, 1200);
    assert_eq!(started.workflow_task_timeout.unwrap().seconds, 5);
    assert_eq!(started.cron_schedule, "30 4 * * *");
    let retry = started.retry_policy.unwrap();
    assert_eq!(retry.initial_interval.unwrap().seconds, 9);
    assert_eq!(retry.maximum_attempts, 2);
    assert!(retry.non_retryable_error_types.is_empty());
    assert_eq!(started.priority.unwrap().priority_key, 1);

    let description = describe(&handle).await;
    assert_eq!(description.static_summary(), Some("Another summary."));
    assert_eq!(description.static_details(), Some("Other details."));
    let memo: Option<Settings> = description.memo().get("channel").unwrap();
    assert_eq!(memo, Some(Settings::new("phone")));
    let attributes = description.search_attributes();
    assert_eq!(attributes.get(&customer).as_deref(), Some("ana"));
    assert_eq!(attributes.get(&amount), Some(12));

    // `id_conflict` was `fail`, and `id_reuse` was `reject_duplicate`.
    let again = async || {
        let start = stage.suite.configured_start(Settings::new("other"));
        let start = start.id(&id).id_conflict(IdConflict::Fail);
        start.id_reuse(IdReuse::RejectDuplicate).await
    };
    assert!(matches!(
        again().await,
        Err(StartError::AlreadyStarted { .. })
    ));
    terminate(&handle).await;
    assert!(matches!(
        again().await,
        Err(StartError::AlreadyStarted { .. })
    ));

    // The contract's own `allow_duplicate_failed_only` allows another after the terminated one.
    let next = stage.suite.configured_start(Settings::new("other")).id(&id);
    let next = next.await.unwrap();
    assert_ne!(next.run_id(), handle.run_id());
    terminate(&next).await;
}

#[tokio::test]
async fn any_option_of_the_sdk_can_be_set() {
    let stage = Stage::new().await;
    let handle = stage.desk().options(|options| {
        let mut header = proto::Header::default();
        let payload = proto::Payload::default();
        header.fields.insert("trace".to_owned(), payload);
        options.header = Some(header);
    });
    let handle = handle.await.unwrap();
    let header = started(&handle).await.header.unwrap();
    assert!(header.fields.contains_key("trace"));
}

#[tokio::test]
async fn a_workflow_that_runs_already_is_an_error_or_the_existing_one() {
    let stage = Stage::new().await;
    let first = stage.desk().await.unwrap();
    match stage.desk().await {
        Err(StartError::AlreadyStarted { run_id, .. }) => {
            assert_eq!(run_id.as_deref(), first.run_id());
        }
        other => panic!("expected that it runs already, found {other:?}"),
    }
    let executed = stage.desk().execute().await;
    assert!(matches!(
        executed,
        Err(ExecuteError::Start(StartError::AlreadyStarted { .. }))
    ));

    let existing = stage.desk().id_conflict(IdConflict::UseExisting);
    assert_eq!(existing.await.unwrap().run_id(), first.run_id());
    let replaced = stage.desk().id_conflict(IdConflict::TerminateExisting);
    assert_ne!(replaced.await.unwrap().run_id(), first.run_id());
}

async fn a_signal_starts_its_workflow_or_reaches_the_running_one(stage: &Stage) {
    let first = stage.desk().with_note(Note::new("one")).await.unwrap();
    let second = stage.desk().with_note(Note::new("two")).await.unwrap();
    assert_eq!(second.id(), first.id());
    first.close().await.unwrap();
    let closing = second.result().await.unwrap();
    assert_eq!(closing.notes, ["one", "two"]);
    let events = find(&first, |attributes| match attributes {
        Attributes::WorkflowExecutionSignaledEventAttributes(signal) => Some(signal.signal_name),
        _ => None,
    });
    assert_eq!(events.await, ["note", "note", "close"]);
}

async fn an_update_starts_its_workflow_or_reaches_the_running_one(stage: &Stage) {
    let booking = stage.desk().with_book(Booking::new("ana", 1));
    let (desk, ticket) = booking.await.unwrap();
    assert_eq!(ticket.number, 1);

    let booking = stage.desk().with_book(Booking::new("bo", 1)).id("second");
    let (same, booking) = booking.start().await.unwrap();
    assert_eq!(same.id(), desk.id());
    assert_eq!(booking.id(), "second");
    assert_eq!(booking.result().await.unwrap().number, 2);

    let full = stage.desk().with_book(Booking::new("cy", 9)).await;
    assert!(matches!(
        full,
        Err(UpdateError::Declared(DeskBookError::Full(Full { left: 1 })))
    ));
    let fail = stage.desk().id_conflict(IdConflict::Fail);
    let fail = fail.with_book(Booking::new("di", 1)).await;
    assert!(matches!(fail, Err(UpdateError::Start(_))), "{fail:?}");
    desk.close().await.unwrap();
    desk.result().await.unwrap();
}

async fn an_update_with_start_has_the_id_of_the_contract(stage: &Stage) {
    let rename = stage.desk().with_rename(Rename::new("front"));
    let (desk, rename) = rename.start().await.unwrap();
    assert_eq!(rename.id(), "rename/front");
    assert_eq!(rename.result().await.unwrap(), stage.name);
    terminate(&desk).await;
}

async fn a_handle_by_id_is_as_good_as_any(stage: &Stage) {
    let started = stage.desk().await.unwrap();
    let found = stage.suite.desk_by_id(started.id());
    assert_eq!(found.run_id(), None);
    found.note(Note::new("by id")).await.unwrap();
    found.close().await.unwrap();
    assert_eq!(found.result().await.unwrap().notes, ["by id"]);
}

#[tokio::test]
async fn a_client_connects_from_the_environment() {
    // Variables are the whole process's, so a process of its own connects.
    let program = env!("CARGO_BIN_EXE_suite-worker");
    let mut command = tokio::process::Command::new(program);
    command.arg("ping").env("TEMPORAL_ADDRESS", address());
    let output = command.output().await.unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(said.trim(), "connected to default");
}
