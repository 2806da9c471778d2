//! What a worker does with what is sent to it: aliases, unknown names, and inputs that do not fit.

use tempoc_runtime::sdk::client::errors::{WorkflowGetResultError, WorkflowUpdateError};
use tempoc_runtime::sdk::common::protos::temporal::api::failure::v1::failure::FailureInfo;
use tempoc_runtime::sdk::common::protos::temporal::api::failure::v1::{
    ApplicationFailureInfo, Failure as ProtoFailure,
};
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::history_event::Attributes;
use tempoc_runtime::worker::Host;
use tempoc_runtime::{
    Activity, ActivityCall, ActivityOptions, CallError, Caller, Context, Failure, Handle,
    InitContext, Messages, NoCalls, NoError, ServeWorkflow, Stubs, UpdateError, Workflow,
    WorkflowOptions, json::Json,
};
use tempoc_server_tests::Idle;
use tempoc_server_tests::contract::*;
use tracing::Level;

use crate::history::find;
use crate::log::Log;
use crate::raw::{Raw, text};
use crate::stage::{Stage, on_each_worker, on_own_stage, tests_on};

on_each_worker![
    workflows_and_messages_are_served_under_their_aliases,
    signals_that_are_unknown_or_unreadable_are_dropped,
    missing_optional_and_extra_arguments_are_tolerated,
    an_unreadable_input_fails_the_workflow_for_good,
    an_unreadable_update_is_rejected_and_leaves_no_trace,
    an_unreadable_or_unknown_query_fails_and_the_workflow_goes_on,
    an_update_that_its_validator_rejects_is_not_in_the_history,
    activities_are_served_under_their_aliases_and_refuse_what_they_cannot_read,
];

// The SDK's own converters for Python raise what their workers try again for ever.
tests_on!(rust_alone, Rust: an_input_that_is_no_json_fails_the_workflow_for_good);
tests_on!(data_converter, DataConverter: an_input_that_is_no_json_fails_the_workflow_for_good);

const UNREADABLE: &str = "PayloadValidationError";

fn application(failure: &ProtoFailure) -> &ApplicationFailureInfo {
    match &failure.failure_info {
        Some(FailureInfo::ApplicationFailureInfo(info)) => info,
        other => panic!("expected an application failure, found {other:?}"),
    }
}

async fn accepted_updates<W: Workflow>(handle: &Handle<W>) -> usize {
    let accepted = find(handle, |attributes| match attributes {
        Attributes::WorkflowExecutionUpdateAcceptedEventAttributes(update) => Some(update),
        _ => None,
    });
    accepted.await.len()
}

async fn workflows_and_messages_are_served_under_their_aliases(stage: &Stage) {
    let desk = Raw::start(stage, "OldDesk", &[r#"{"name": "old"}"#]).await;
    desk.signal("addNote", &[r#"{"text": "a note"}"#]).await;
    let notes = desk.query("listNotes", &["{}"]).await.unwrap();
    assert_eq!(notes, r#"{"notes":["a note"],"total":1}"#);
    let booking = [r#"{"guest": "ana", "seats": 2}"#];
    let ticket = desk.update("bookSlowly", &booking).await.unwrap();
    assert!(ticket.starts_with(r#"{"number":2,"#), "{ticket}");
    desk.signal("close", &[]).await;
    let result = desk.0.get_result(Default::default()).await.unwrap();
    let expected = r#"{"notes":["a note"],"owner":"nobody"}"#;
    assert_eq!(text(result), expected);
}

/// Gives the id of the desk that they were sent to.
async fn signals_that_are_unknown_or_unreadable_are_dropped(stage: &Stage) -> String {
    let desk = stage.desk().await.unwrap();
    let raw = Raw::by_id(stage, desk.id());
    raw.signal("wink", &["1"]).await;
    raw.signal("note", &[r#"{"text": 7}"#]).await;
    raw.signal("note_later", &["[]"]).await;
    raw.signal("note", &[]).await;
    desk.note(Note::new("still here")).await.unwrap();
    desk.close().await.unwrap();
    assert_eq!(desk.result().await.unwrap().notes, ["still here"]);
    desk.id().to_owned()
}

#[tokio::test]
async fn signals_that_are_dropped_are_logged() {
    let log = Log::listen();
    on_own_stage(async |stage| {
        let id = signals_that_are_unknown_or_unreadable_are_dropped(stage).await;
        let dropped = log.lines("is dropped");
        let of = |part: &str| dropped.iter().find(|line| line.message.contains(part));
        assert_eq!(dropped.len(), 4, "{dropped:?}");
        assert!(of("`wink`").is_some(), "{dropped:?}");
        assert!(of("Note.text: expected string").is_some(), "{dropped:?}");
        assert!(of("`note_later`").is_some(), "{dropped:?}");
        assert!(of("found none").is_some() || of("Note.text").is_some());
        for line in &dropped {
            assert_eq!(line.level, Some(Level::WARN));
            assert_eq!(line.workflow_id, id);
        }
    })
    .await;
}

#[tokio::test]
async fn a_workflow_that_ends_warns_of_handlers_that_still_run() {
    let log = Log::listen();
    on_own_stage(async |stage| {
        let desk = stage.desk().await.unwrap();
        desk.tidy().await.unwrap();
        // It waits for a note that nobody writes; the contract says of `knock` that it may be abandoned.
        desk.sweep(Note::new("crumbs")).await.unwrap();
        desk.sweep(Note::new("dust")).await.unwrap();
        desk.knock().await.unwrap();
        desk.close().await.unwrap();
        desk.result().await.unwrap();
        let warnings = log.lines("handlers still run");
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        let message = &warnings[0].message;
        assert!(message.contains("run: `sweep` (2 times);"), "{message}");
        assert_eq!(warnings[0].level, Some(Level::WARN));
        assert_eq!(warnings[0].workflow_id, desk.id());
    })
    .await;
}

async fn missing_optional_and_extra_arguments_are_tolerated(stage: &Stage) {
    let opening = r#"{"name": "extra", "seats": 5, "colour": "red"}"#;
    let desk = Raw::start(stage, "tests.suite.v1.Desk", &[opening, "17", "true"]).await;
    desk.signal("note", &[r#"{"text": "one"}"#, "2"]).await;
    desk.signal("close", &[r#"{"now": true}"#]).await;
    let all = r#"{"notes":["one"],"total":1}"#;
    assert_eq!(desk.query("notes", &[]).await.unwrap(), all);
    assert_eq!(desk.query("notes", &["null"]).await.unwrap(), all);
    assert_eq!(
        desk.query("state", &["1", "2"]).await.unwrap(),
        "\"closed\""
    );
    desk.0.get_result(Default::default()).await.unwrap();
}

async fn an_unreadable_input_fails_the_workflow_for_good(stage: &Stage) {
    let expected = "Opening.name: expected string, found 5";
    assert_fails_for_good(stage, &[r#"{"name": 5}"#], expected).await;
    let seats = r#"{"name": "a", "seats": -1}"#;
    assert_fails_for_good(stage, &[seats], "Opening.seats: expected uint32").await;
    assert_fails_for_good(stage, &[], "Opening.name").await;
}

async fn an_input_that_is_no_json_fails_the_workflow_for_good(stage: &Stage) {
    assert_fails_for_good(stage, &["{"], "").await;
}

async fn assert_fails_for_good(stage: &Stage, input: &[&str], expected: &str) {
    let desk = Raw::start(stage, "tests.suite.v1.Desk", input).await;
    let error = desk.0.get_result(Default::default()).await.unwrap_err();
    let WorkflowGetResultError::Failed(failed) = error else {
        panic!("expected a failure, found {error:?}");
    };
    let failure = failed.failure();
    assert!(failure.message.contains(expected), "{}", failure.message);
    assert_eq!(application(failure).r#type, UNREADABLE);
    assert!(application(failure).non_retryable);
}

async fn an_unreadable_update_is_rejected_and_leaves_no_trace(stage: &Stage) {
    let desk = stage.desk().await.unwrap();
    let raw = Raw::by_id(stage, desk.id());
    for name in ["book", "book_slowly"] {
        let input = [r#"{"guest": "ana", "seats": "two"}"#];
        let error = raw.update(name, &input).await.unwrap_err();
        let WorkflowUpdateError::Failed(failure) = error else {
            panic!("expected a failure, found {error:?}");
        };
        let expected = "Booking.seats: expected uint32, found \"two\"";
        assert!(failure.message.contains(expected), "{}", failure.message);
        assert_eq!(application(&failure).r#type, UNREADABLE);
    }
    assert!(raw.update("unheard_of", &[]).await.is_err());
    assert_eq!(accepted_updates(&desk).await, 0);
    assert_eq!(desk.book(Booking::new("ana", 1)).await.unwrap().number, 1);
    desk.close().await.unwrap();
    desk.result().await.unwrap();
}

async fn an_unreadable_or_unknown_query_fails_and_the_workflow_goes_on(stage: &Stage) {
    let desk = stage.desk().await.unwrap();
    let raw = Raw::by_id(stage, desk.id());
    let error = raw
        .query("notes", &[r#"{"limit": 1.5}"#])
        .await
        .unwrap_err();
    let error = error.to_string();
    assert!(error.contains("Page.limit: expected uint32"), "{error}");
    let error = raw.query("weather", &[]).await.unwrap_err().to_string();
    assert!(error.contains("weather"), "{error}");
    desk.close().await.unwrap();
    desk.result().await.unwrap();
}

async fn an_update_that_its_validator_rejects_is_not_in_the_history(stage: &Stage) {
    let desk = stage.desk().await.unwrap();
    let rename = Rename::new("x").reason("validator");
    match desk.rename(rename).await {
        Err(UpdateError::Declared(DeskRenameError::Refused(refused))) => {
            assert_eq!(refused.code, stage.name);
            assert_eq!(refused.message, "the name stays");
        }
        other => panic!("expected a rejection, found {other:?}"),
    }
    match desk.book_slowly(Booking::new("ana", 99)).await {
        Err(UpdateError::Declared(DeskBookSlowlyError::Full(full))) => {
            assert_eq!(full.left, 3);
        }
        other => panic!("expected a rejection, found {other:?}"),
    }
    // One that is started is answered with the rejection, too.
    let rejected = desk.book_slowly(Booking::new("ana", 99)).start().await;
    let rejected = rejected.unwrap().result().await;
    assert!(
        matches!(rejected, Err(UpdateError::Declared(_))),
        "{rejected:?}"
    );
    assert_eq!(accepted_updates(&desk).await, 0);

    // One that the handler refuses was accepted first.
    let rename = Rename::new("y").reason("handler");
    assert!(matches!(
        desk.rename(rename).await,
        Err(UpdateError::Declared(DeskRenameError::Gone(_)))
    ));
    assert_eq!(accepted_updates(&desk).await, 1);
    desk.close().await.unwrap();
}

/// An activity of the contract with its name and its input as a test likes.
struct Odd<const ALIAS: bool>;

impl<const ALIAS: bool> Activity for Odd<ALIAS> {
    type Input = Json;
    type Output = String;
    type Error = NoError;
    type Heartbeat = ();
    const NAME: &'static str = if ALIAS {
        "OldGreet"
    } else {
        definitions::Greet::NAME
    };
    const OPTIONS: ActivityOptions = definitions::Greet::OPTIONS;
}

/// A workflow that is in no contract, and calls the activity with the input that it is given.
struct OddErrand;

impl Workflow for OddErrand {
    type Input = Json;
    type Output = String;
    type Error = NoError;
    const NAME: &'static str = "OddErrand";
    const OPTIONS: WorkflowOptions = WorkflowOptions::on("unused");
}

impl ServeWorkflow<Idle> for OddErrand {
    fn init(_: &InitContext, _: &Json) -> Idle {
        Idle
    }

    async fn run(context: &Context<Self, Idle>, input: Json) -> Result<String, Failure> {
        let OddCalls(caller) = context.activities();
        let greeting = ActivityCall::<Odd<true>>::new(caller, input.clone());
        let greeting = greeting.task_queue("suite").await;
        let Err(unreadable) = greeting else {
            return Ok(greeting?);
        };
        let again = ActivityCall::<Odd<false>>::new(caller, input);
        let again = again.task_queue("suite").await;
        assert!(matches!(again, Err(CallError::Other(_))));
        Err(unreadable.into())
    }

    fn messages() -> Messages<Self, Idle> {
        Messages::new()
    }
}

struct OddCalls<'a>(Caller<'a>);

impl<'a> From<Caller<'a>> for OddCalls<'a> {
    fn from(caller: Caller<'a>) -> Self {
        Self(caller)
    }
}

impl Stubs for OddErrand {
    type Activities<'a> = OddCalls<'a>;
    type Children<'a> = NoCalls;
    type External<'a> = NoCalls;
}

async fn activities_are_served_under_their_aliases_and_refuse_what_they_cannot_read(stage: &Stage) {
    // The workflow is in Rust, and its activities are where the stage has them.
    let stage = &Stage {
        queue: stage.name.clone(),
        ..stage.clone()
    };
    let test = async {
        let good = Raw::start(stage, "OddErrand", &[r#"{"what": "dig", "number": 2}"#]).await;
        let greeting = good.0.get_result(Default::default()).await.unwrap();
        assert_eq!(text(greeting), "\"OldGreet: dig 2\"");

        let bad = Raw::start(stage, "OddErrand", &[r#"{"what": ["dig"]}"#]).await;
        let error = bad.0.get_result(Default::default()).await.unwrap_err();
        let WorkflowGetResultError::Failed(failed) = error else {
            panic!("expected a failure, found {error:?}");
        };
        let failure = failed.failure();
        let cause = failure.cause.as_deref().unwrap();
        assert!(
            cause.message.contains("Task.what: expected string"),
            "{}",
            cause.message
        );
        assert_eq!(application(cause).r#type, UNREADABLE);
        assert!(application(cause).non_retryable);
    };
    let register = |options: &mut tempoc_runtime::sdk::worker::WorkerOptions| {
        options
            .register_workflow::<Host<OddErrand, Idle>>()
            .unwrap();
    };
    stage.run_with::<Idle, _>(register, test).await;
}

#[tokio::test]
async fn a_worker_serves_the_queue_of_the_contract_unless_told_otherwise() {
    let stage = Stage::new().await;
    let builder = || SuiteConfiguredWorker::builder(stage.suite.sdk().clone());
    let worker = builder().configured_start::<Idle>().build().unwrap();
    assert_eq!(worker.task_queue(), "suite-configured");
    let builder = builder().task_queue(&stage.queue);
    let worker = builder.configured_start::<Idle>().build().unwrap();
    assert_eq!(worker.task_queue(), stage.name);
}
