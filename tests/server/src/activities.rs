//! The activities: each goes as its input says.

use std::time::Duration;

use anyhow::Context as _;
use tempoc_runtime::sdk::Payload;
use tempoc_runtime::sdk::common::data_converters::RawValue;
use tempoc_runtime::sdk::common::{ActivityError, error::ApplicationFailure};
use tempoc_runtime::{ActivityContext, Failure, to_failure};
use tokio::time::sleep;

use crate::contract::shared::{self, Refused, SharedActivities, Subject};
use crate::contract::*;

/// The activities of the queue `suite`.
#[derive(Clone, Copy, Debug)]
pub struct Office;

impl SuiteActivities for Office {
    async fn greet(&self, context: ActivityContext, input: Task) -> Result<String, Failure> {
        let name = &context.info().activity_type;
        let alias = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(_, name)| name);
        Ok(format!("{alias}: {} {}", input.what, input.number))
    }

    async fn ping(&self, _: ActivityContext) -> Result<(), Failure> {
        Ok(())
    }

    async fn attempt(
        &self,
        context: ActivityContext,
        input: Trouble,
    ) -> Result<u32, Failure<AttemptError>> {
        let attempt = context.info().attempt;
        if attempt >= input.until {
            return Ok(attempt);
        }
        match input.kind.as_str() {
            "refused" => Err(AttemptError::from(refusal(attempt)).into()),
            "busy" => Err(Busy::new(format!("attempt {attempt}")).into()),
            "passed on" => {
                Err::<u32, _>(anyhow::anyhow!("the lamp is broken")).context("no light")?;
                Ok(attempt)
            }
            "final" => Err(Failure::non_retryable("never again")),
            "malformed" => Err(malformed(None).into()),
            "misshapen" => Err(malformed(Some(r#"{"code":7}"#)).into()),
            _ => Err(Failure::other(format!("attempt {attempt} failed"))),
        }
    }

    async fn walk(
        &self,
        context: ActivityContext<Progress>,
        input: Progress,
    ) -> Result<u32, Failure> {
        if let Some(progress) = context.last_heartbeat() {
            return Ok(progress.done);
        }
        context.heartbeat(Progress::new(input.done)).await?;
        Err(Failure::other("stumbled"))
    }

    async fn carry(&self, _: ActivityContext, input: Load) -> Result<Load, Failure> {
        Ok(input)
    }

    async fn linger(&self, context: ActivityContext) -> Result<String, Failure> {
        loop {
            context.heartbeat(()).await?;
            tokio::select! {
                () = context.cancelled() => return Err(ActivityError::cancelled().into()),
                () = sleep(Duration::from_millis(100)) => {}
            }
        }
    }

    async fn compute(
        &self,
        context: ActivityContext,
        input: Trouble,
    ) -> Result<u32, Failure<ComputeError>> {
        let attempt = context.info().attempt;
        if attempt >= input.until {
            return Ok(attempt);
        }
        match input.kind.as_str() {
            "refused" => Err(ComputeError::from(refusal(attempt)).into()),
            "busy" => Err(Busy::new(format!("attempt {attempt}")).into()),
            _ => Err(Failure::other(format!("attempt {attempt} failed"))),
        }
    }
}

/// The activities of the queue `suite-elsewhere`.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere;

impl SuiteElsewhereActivities for Elsewhere {
    async fn configured(&self, context: ActivityContext) -> Result<String, Failure> {
        Ok(context.info().task_queue.clone())
    }
}

/// The activities of the queue `shared`.
#[derive(Clone, Copy, Debug)]
pub struct PostOffice;

impl SharedActivities for PostOffice {
    async fn notify(
        &self,
        _: ActivityContext,
        input: Subject,
    ) -> Result<String, Failure<shared::NotifyError>> {
        match input.name.as_str() {
            "nobody" => Err(Refused::new("unknown", "nobody lives there").into()),
            name => Ok(format!("told {name}")),
        }
    }
}

fn refusal(attempt: u32) -> Refused {
    Refused::new("no", format!("refused in attempt {attempt}"))
}

/// A failure with the type of a declared error whose details are something else.
fn malformed(details: Option<&str>) -> ApplicationFailure {
    let declared = to_failure(&refusal(1));
    let type_name = declared.type_name().unwrap_or_default().to_owned();
    ApplicationFailure::builder("not as declared")
        .type_name(type_name)
        .non_retryable(true)
        .maybe_details(details.map(|details| RawValue::new(vec![json(details)])))
        .build()
}

fn json(text: &str) -> Payload {
    let encoding = ("encoding".to_owned(), b"json/plain".to_vec());
    Payload {
        metadata: [encoding].into(),
        data: text.as_bytes().to_vec(),
        ..Payload::default()
    }
}
