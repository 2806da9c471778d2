//! Workflows that a workflow starts, and those that run elsewhere.

use std::time::Duration;

use tempoc_runtime::sdk::client::WorkflowExecutionStatus;
use tempoc_runtime::sdk::common::protos::temporal::api::enums::v1::ParentClosePolicy;
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::StartChildWorkflowExecutionInitiatedEventAttributes as Initiated;
use tempoc_runtime::sdk::common::protos::temporal::api::history::v1::history_event::Attributes;
use tempoc_runtime::{CallError, CallFailure, Handle, ParentClose, ResultError, Workflow};
use tempoc_server_tests::contract::shared::Subject;
use tempoc_server_tests::contract::*;

use crate::history::{describe, find};
use crate::stage::{Stage, errand, on_stage_with};

async fn initiated<W: Workflow>(handle: &Handle<W>) -> Vec<Initiated> {
    let initiated = find(handle, |attributes| match attributes {
        Attributes::StartChildWorkflowExecutionInitiatedEventAttributes(child) => Some(child),
        _ => None,
    });
    initiated.await
}

errand!(Delegate, |context, _| {
    let helper = context
        .children()
        .helper(Subject::new("ana"))
        .start()
        .await?;
    assert_eq!(
        helper.id(),
        format!("{}/helper/ana", context.info().workflow_id())
    );
    assert!(!helper.run_id().is_empty());
    helper.poke(Note::new("one")).await?;
    helper.poke(Note::new("two")).await?;
    helper.dismiss().await?;
    Ok(helper.result().await?)
});

#[tokio::test]
async fn a_child_takes_signals_and_gives_its_output() {
    on_stage_with::<Delegate, _>(async |stage| {
        let errand = stage.errand("delegate").await.unwrap();
        assert_eq!(errand.result().await.unwrap(), "ana: one,two");
        let initiated = &initiated(&errand).await[0];
        assert_eq!(initiated.workflow_id, format!("{}/helper/ana", errand.id()));
        // It has the same queue as its parent, whatever that is called.
        assert_eq!(initiated.task_queue.as_ref().unwrap().name, stage.queue);
        let policy = initiated.parent_close_policy();
        assert_eq!(policy, ParentClosePolicy::RequestCancel);
    })
    .await;
}

errand!(Audit, |context, _| {
    let money = context.children().audit(Subject::new("books")).await?;
    Ok(format!("{} {}", money.amount_minor, money.currency))
});

#[tokio::test]
async fn a_child_of_another_package_runs_on_the_queue_of_that() {
    on_stage_with::<Audit, _>(async |stage| {
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
    })
    .await;
}

errand!(Options, |context, _| {
    let helper = context
        .children()
        .left_alone(Subject::new("bo"))
        .id(format!("{}/chosen", context.info().workflow_id()))
        .run_timeout(Duration::from_secs(60))
        .execution_timeout(Duration::from_secs(120))
        .task_timeout(Duration::from_secs(6))
        .parent_close(ParentClose::Terminate)
        .summary("as the call says")
        .start()
        .await?;
    Ok(helper.id().to_owned())
});

#[tokio::test]
async fn every_option_of_a_child_can_be_another() {
    on_stage_with::<Options, _>(async |stage| {
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
    })
    .await;
}

errand!(Leave, |context, _| {
    context
        .children()
        .helper(Subject::new("with me"))
        .start()
        .await?;
    context
        .children()
        .left_alone(Subject::new("alone"))
        .start()
        .await?;
    Ok("left".to_owned())
});

#[tokio::test]
async fn a_parent_that_closes_does_to_its_children_what_the_contract_says() {
    on_stage_with::<Leave, _>(async |stage| {
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
    })
    .await;
}

errand!(CancelChild, |context, _| {
    let helper = context
        .children()
        .helper(Subject::new("cy"))
        .start()
        .await?;
    helper.cancel("enough");
    match helper.result().await {
        Err(CallError::Other(failure)) if failure.is_cancelled() => Ok("cancelled".to_owned()),
        other => Ok(format!("{other:?}")),
    }
});

#[tokio::test]
async fn a_child_can_be_cancelled() {
    on_stage_with::<CancelChild, _>(async |stage| {
        let output = stage.errand("cancel").execute().await.unwrap();
        assert_eq!(output, "cancelled");
    })
    .await;
}

errand!(Fail, |context, input| {
    let helper = context.children().helper(Subject::new(&input.what)).await;
    let said = match helper {
        Err(CallError::Declared(HelperError::Refused(refused))) => {
            format!("refused: {}, {}", refused.code, refused.message)
        }
        Err(CallError::Other(CallFailure::Child(failure))) => format!("other: {failure:?}"),
        other => format!("{other:?}"),
    };
    if input.number == 1 {
        // `AuditError` has `Refused` as well, and so has the errand.
        context.children().audit(Subject::new("refuser")).await?;
    }
    Ok(said)
});

#[tokio::test]
async fn errors_of_a_child_arrive_typed() {
    on_stage_with::<Fail, _>(async |stage| {
        let said = stage.errand("refuser").execute().await.unwrap();
        assert_eq!(said, "refused: no, not today");
        let said = stage.errand("breaker").execute().await.unwrap();
        assert!(said.contains("the pencil broke"), "{said}");

        let errand = stage.suite.errand(Task::new("refuser").number(1u32));
        let errand = errand.task_queue(&stage.queue).await.unwrap();
        match errand.result().await {
            Err(ResultError::Declared(ErrandError::Refused(refused))) => {
                assert_eq!(refused.code, "audit");
            }
            other => panic!("expected a declared error, found {other:?}"),
        }
    })
    .await;
}

errand!(Twice, |context, _| {
    let first = context
        .children()
        .helper(Subject::new("di"))
        .start()
        .await?;
    let second = context.children().helper(Subject::new("di")).start().await;
    let said = match second {
        Err(CallError::Other(CallFailure::ChildStart(_))) => "not twice".to_owned(),
        other => format!("{other:?}"),
    };
    first.dismiss().await?;
    first.result().await?;
    Ok(said)
});

#[tokio::test]
async fn a_child_that_runs_already_is_not_started_again() {
    on_stage_with::<Twice, _>(async |stage| {
        let output = stage.errand("twice").execute().await.unwrap();
        assert_eq!(output, "not twice");
    })
    .await;
}

errand!(Elsewhere, |context, input| {
    let desk = context.external().desk(&input.what);
    assert_eq!(desk.id(), input.what);
    let note = Note::new("from afar");
    match input.number {
        0 => desk.note(note).await?,
        1 => desk.cancel(Some("from afar".to_owned())).await?,
        _ => match desk.note(note).await {
            Err(CallFailure::Signal(_)) => return Ok("nobody there".to_owned()),
            other => return Ok(format!("{other:?}")),
        },
    }
    Ok("sent".to_owned())
});

#[tokio::test]
async fn what_runs_elsewhere_takes_signals_and_cancellation() {
    on_stage_with::<Elsewhere, _>(async |stage: &Stage| {
        let desk = stage.desk().await.unwrap();
        let send = async |id: &str, number: u32| {
            let errand = stage.suite.errand(Task::new(id).number(number));
            errand.task_queue(&stage.queue).execute().await.unwrap()
        };
        assert_eq!(send(desk.id(), 0).await, "sent");
        let notes = desk.notes(Page::new()).await.unwrap();
        assert_eq!(notes.notes, ["from afar"]);
        assert_eq!(send(desk.id(), 1).await, "sent");
        assert!(desk.result().await.is_err());
        let status = describe(&desk).await.status();
        assert_eq!(status, WorkflowExecutionStatus::Canceled);
        assert_eq!(send("desk/never", 2).await, "nobody there");
    })
    .await;
}
