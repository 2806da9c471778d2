//! Declared errors, and those that are not, on every way that an error can take.

use std::time::Instant;

use tempoc_runtime::sdk::client::errors::WorkflowGetResultError;
use tempoc_runtime::sdk::client::errors::WorkflowUpdateError;
use tempoc_runtime::sdk::common::protos::temporal::api::failure::v1::Failure as ProtoFailure;
use tempoc_runtime::sdk::common::protos::temporal::api::failure::v1::failure::FailureInfo;
use tempoc_runtime::{ExecuteError, ResultError, UpdateError};
use tempoc_server_tests::contract::*;

use crate::raw::Raw;
use crate::stage::{Stage, on_each_cast};

on_each_cast![
    an_error_of_an_activity_arrives_typed_and_is_retried_as_declared,
    an_error_of_a_local_activity_arrives_typed_and_is_retried_as_declared,
    an_error_that_is_not_declared_is_another,
    an_error_that_a_workflow_passes_on_arrives_at_the_client,
    an_error_of_a_workflow_arrives_at_the_client,
    errors_of_updates_arrive_typed,
    the_error_of_an_update_is_at_the_top_of_its_failure,
];

async fn errand(stage: &Stage, what: &str, until: u32) -> String {
    let errand = stage.errand_of(Task::new(what).number(until));
    errand.execute().await.unwrap()
}

async fn an_error_of_an_activity_arrives_typed_and_is_retried_as_declared(stage: &Stage) {
    // `retryable: false`
    let said = errand(stage, "attempt refused", 9).await;
    assert_eq!(said, "no: refused in attempt 1");
    // `retryable: true, retry_delay: 700ms`, though the activity's own retries come after 50ms.
    let begin = Instant::now();
    assert_eq!(errand(stage, "attempt busy", 2).await, "attempt 2");
    assert!(begin.elapsed().as_millis() >= 700, "{:?}", begin.elapsed());
    // `max_attempts: 3`
    assert_eq!(errand(stage, "attempt busy", 9).await, "busy: attempt 3");
    assert_eq!(errand(stage, "attempt plain", 3).await, "attempt 3");
}

async fn an_error_of_a_local_activity_arrives_typed_and_is_retried_as_declared(stage: &Stage) {
    let said = errand(stage, "compute refused", 9).await;
    assert_eq!(said, "no: refused in attempt 1");
    let begin = Instant::now();
    assert_eq!(errand(stage, "compute busy", 2).await, "attempt 2");
    assert!(begin.elapsed().as_millis() >= 700, "{:?}", begin.elapsed());
    assert_eq!(errand(stage, "compute busy", 9).await, "busy: attempt 3");
    let said = errand(stage, "compute plain", 9).await;
    assert!(said.starts_with("other: "), "{said}");
    assert!(said.contains("attempt 3 failed"), "{said}");
}

async fn an_error_that_is_not_declared_is_another(stage: &Stage) {
    let said = errand(stage, "attempt plain", 9).await;
    assert!(said.starts_with("other: "), "{said}");
    assert!(said.contains("attempt 3 failed"), "{said}");
    let said = errand(stage, "attempt final", 9).await;
    assert!(said.contains("never again"), "{said}");
    let said = errand(stage, "attempt passed on", 9).await;
    assert!(said.contains("no light"), "{said}");
    // Its type is declared, but its details are not those of the declaration.
    let said = errand(stage, "attempt malformed", 9).await;
    assert!(said.starts_with("other: "), "{said}");
    assert!(said.contains("not as declared"), "{said}");
    let said = errand(stage, "attempt misshapen", 9).await;
    assert!(said.starts_with("other: "), "{said}");
}

async fn an_error_that_a_workflow_passes_on_arrives_at_the_client(stage: &Stage) {
    let execute = async |what: &str| {
        stage
            .errand(&format!("pass-on {what}"))
            .execute()
            .await
            .unwrap_err()
    };
    match execute("own").await {
        ExecuteError::Declared(ErrandError::Busy(busy)) => assert_eq!(busy.queue, "own"),
        other => panic!("expected a declared error, found {other:?}"),
    }
    match execute("refused").await {
        ExecuteError::Declared(ErrandError::Refused(refused)) => {
            assert_eq!(refused.message, "refused in attempt 1");
        }
        other => panic!("expected a declared error, found {other:?}"),
    }
    match execute("shared").await {
        ExecuteError::Declared(ErrandError::Refused(refused)) => {
            assert_eq!(refused.code, "unknown");
        }
        other => panic!("expected a declared error, found {other:?}"),
    }
    // Its type is declared, but its details are not those of the declaration.
    for what in ["malformed", "misshapen"] {
        let error = execute(what).await;
        assert!(matches!(error, ExecuteError::Other(_)), "{error:?}");
        assert!(error.to_string().contains("not as declared"), "{error}");
    }
    let error = execute("final").await;
    assert!(matches!(
        error,
        ExecuteError::Other(WorkflowGetResultError::Failed(_))
    ));
    assert!(error.to_string().contains("never again"), "{error}");
}

async fn an_error_of_a_workflow_arrives_at_the_client(stage: &Stage) {
    let opening = Opening::new("gone");
    let id = format!("desk/{}/gone", stage.name);
    let desk = stage.desk_of(opening).id(id).await.unwrap();
    desk.close().await.unwrap();
    let error = desk.result().await.unwrap_err();
    assert_eq!(error.to_string(), "gone");
    assert!(matches!(error, ResultError::Declared(DeskError::Gone(_))));
}

async fn errors_of_updates_arrive_typed(stage: &Stage) {
    let desk = stage.desk().await.unwrap();
    match desk.book(Booking::new("ana", 9)).await {
        Err(UpdateError::Declared(DeskBookError::Full(full))) => assert_eq!(full.left, 3),
        other => panic!("expected a declared error, found {other:?}"),
    }
    match desk.book_slowly(Booking::new("late", 1)).await {
        Err(UpdateError::Declared(DeskBookSlowlyError::Full(full))) => {
            assert_eq!(full.left, 0);
        }
        other => panic!("expected a declared error, found {other:?}"),
    }
    match desk.book_slowly(Booking::new("strange", 1)).await {
        Err(UpdateError::Failed(failure)) => {
            let said = failure.to_string();
            assert!(said.contains("who is that?"), "{said}");
        }
        other => panic!("expected a failure, found {other:?}"),
    }
    // A failed update does not fail its workflow.
    desk.close().await.unwrap();
    desk.result().await.unwrap();
}

/// The type and the first detail of a failure itself, not of a cause.
fn at_the_top(failure: &ProtoFailure) -> (&str, String) {
    let Some(FailureInfo::ApplicationFailureInfo(info)) = &failure.failure_info else {
        panic!("expected an application failure, found {failure:?}");
    };
    let details = info
        .details
        .as_ref()
        .and_then(|details| details.payloads.first());
    let details = details.map_or("", |payload| std::str::from_utf8(&payload.data).unwrap());
    (&info.r#type, details.to_owned())
}

async fn the_error_of_an_update_is_at_the_top_of_its_failure(stage: &Stage) {
    let desk = stage.desk().await.unwrap();
    let raw = Raw::by_id(stage, desk.id());
    for (update, guest, expected) in [
        ("book", "ana", r#"{"left":3}"#),
        ("book_slowly", "ana", r#"{"left":3}"#),
        ("book_slowly", "late", r#"{"left":0}"#),
    ] {
        let seats = if guest == "late" { 1 } else { 9 };
        let input = format!(r#"{{"guest": "{guest}", "seats": {seats}}}"#);
        let error = raw.update(update, &[&input]).await.unwrap_err();
        let WorkflowUpdateError::Failed(failure) = error else {
            panic!("expected a failure, found {error:?}");
        };
        let found = at_the_top(&failure);
        assert_eq!(found, ("NoSeatLeft", expected.to_owned()), "{update}");
        assert!(failure.cause.is_none());
    }
    desk.close().await.unwrap();
}
