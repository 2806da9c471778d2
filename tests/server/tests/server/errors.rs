//! Declared errors, and those that are not, on every way that an error can take.

use std::time::Instant;

use tempoc_runtime::sdk::client::errors::WorkflowGetResultError;
use tempoc_runtime::sdk::client::errors::WorkflowUpdateError;
use tempoc_runtime::sdk::common::protos::temporal::api::failure::v1::Failure as ProtoFailure;
use tempoc_runtime::sdk::common::protos::temporal::api::failure::v1::failure::FailureInfo;
use tempoc_runtime::{CallError, ExecuteError, ResultError, UpdateError};
use tempoc_server_tests::contract::shared::Subject;
use tempoc_server_tests::contract::*;

use crate::raw::Raw;
use crate::stage::{Stage, errand, on_stage, on_stage_with};

errand!(Remote, |context, input| {
    let trouble = Trouble::new(&input.what).until(input.number);
    match context.activities().attempt(trouble).await {
        Ok(attempt) => Ok(format!("attempt {attempt}")),
        Err(CallError::Declared(AttemptError::Refused(refused))) => {
            Ok(format!("{}: {}", refused.code, refused.message))
        }
        Err(CallError::Declared(AttemptError::Busy(busy))) => Ok(format!("busy: {}", busy.queue)),
        Err(CallError::Other(failure)) => Ok(format!("other: {failure:?}")),
        Err(other) => Ok(format!("{other:?}")),
    }
});

errand!(Local, |context, input| {
    let trouble = Trouble::new(&input.what).until(input.number);
    match context.activities().compute(trouble).await {
        Ok(attempt) => Ok(format!("attempt {attempt}")),
        Err(CallError::Declared(ComputeError::Refused(refused))) => {
            Ok(format!("{}: {}", refused.code, refused.message))
        }
        Err(CallError::Declared(ComputeError::Busy(busy))) => Ok(format!("busy: {}", busy.queue)),
        Err(CallError::Other(failure)) => Ok(format!("other: {failure:?}")),
        Err(other) => Ok(format!("{other:?}")),
    }
});

async fn errand(stage: &Stage, what: &str, until: u32) -> String {
    let errand = stage.suite.errand(Task::new(what).number(until));
    let output = errand.task_queue(&stage.queue).execute().await;
    output.unwrap()
}

#[tokio::test]
async fn an_error_of_an_activity_arrives_typed_and_is_retried_as_declared() {
    on_stage_with::<Remote, _>(async |stage| {
        // `retryable: false`
        let said = errand(stage, "refused", 9).await;
        assert_eq!(said, "no: refused in attempt 1");
        // `retryable: true, retry_delay: 700ms`, though the activity's own retries come after 50ms.
        let begin = Instant::now();
        assert_eq!(errand(stage, "busy", 2).await, "attempt 2");
        assert!(begin.elapsed().as_millis() >= 700, "{:?}", begin.elapsed());
        // `max_attempts: 3`
        assert_eq!(errand(stage, "busy", 9).await, "busy: attempt 3");
        assert_eq!(errand(stage, "plain", 3).await, "attempt 3");
    })
    .await;
}

#[tokio::test]
async fn an_error_of_a_local_activity_arrives_typed_and_is_retried_as_declared() {
    on_stage_with::<Local, _>(async |stage| {
        let said = errand(stage, "refused", 9).await;
        assert_eq!(said, "no: refused in attempt 1");
        let begin = Instant::now();
        assert_eq!(errand(stage, "busy", 2).await, "attempt 2");
        assert!(begin.elapsed().as_millis() >= 700, "{:?}", begin.elapsed());
        assert_eq!(errand(stage, "busy", 9).await, "busy: attempt 3");
        let said = errand(stage, "plain", 9).await;
        assert!(said.starts_with("other: "), "{said}");
        assert!(said.contains("attempt 3 failed"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn an_error_that_is_not_declared_is_another() {
    on_stage_with::<Remote, _>(async |stage| {
        let said = errand(stage, "plain", 9).await;
        assert!(said.starts_with("other: "), "{said}");
        assert!(said.contains("attempt 3 failed"), "{said}");
        let said = errand(stage, "final", 9).await;
        assert!(said.contains("never again"), "{said}");
        let said = errand(stage, "passed on", 9).await;
        assert!(said.contains("no light"), "{said}");
        // Its type is declared, but its details are not those of the declaration.
        let said = errand(stage, "malformed", 9).await;
        assert!(said.starts_with("other: "), "{said}");
        assert!(said.contains("not as declared"), "{said}");
    })
    .await;
}

errand!(PassOn, |context, input| {
    match input.what.as_str() {
        "own" => return Err(Busy::new("own").into()),
        "shared" => {
            context.activities().notify(Subject::new("nobody")).await?;
        }
        what => {
            context.activities().attempt(Trouble::new(what)).await?;
        }
    }
    Ok("fine".to_owned())
});

#[tokio::test]
async fn an_error_that_a_workflow_passes_on_arrives_at_the_client() {
    on_stage_with::<PassOn, _>(async |stage| {
        let execute = async |what: &str| stage.errand(what).execute().await.unwrap_err();
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
        let error = execute("final").await;
        assert!(matches!(
            error,
            ExecuteError::Other(WorkflowGetResultError::Failed(_))
        ));
        assert!(error.to_string().contains("never again"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn an_error_of_a_workflow_arrives_at_the_client() {
    on_stage(async |stage| {
        let opening = Opening::new("gone");
        let id = format!("desk/{}/gone", stage.queue);
        let desk = stage.desk_of(opening).id(id).await.unwrap();
        desk.close().await.unwrap();
        let error = desk.result().await.unwrap_err();
        assert_eq!(error.to_string(), "gone");
        assert!(matches!(error, ResultError::Declared(DeskError::Gone(_))));
    })
    .await;
}

#[tokio::test]
async fn errors_of_updates_arrive_typed() {
    on_stage(async |stage| {
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
    })
    .await;
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

#[tokio::test]
async fn the_error_of_an_update_is_at_the_top_of_its_failure() {
    on_stage(async |stage| {
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
    })
    .await;
}
