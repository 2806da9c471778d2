//! The workflows that others start.

use tempoc_runtime::{Failure, InitContext, SyncContext};

use crate::contract::shared::{AuditContext, AuditError, AuditWorkflow, Money, Refused, Subject};
use crate::contract::*;

/// A helper that collects pokes until it is dismissed.
///
/// The one called `refuser` fails at once with a declared error, and `breaker` with another.
#[derive(Debug)]
pub struct Clerk {
    pokes: Vec<String>,
    is_dismissed: bool,
}

impl HelperWorkflow for Clerk {
    fn init(_: &InitContext, _: &Subject) -> Self {
        Self {
            pokes: Vec::new(),
            is_dismissed: false,
        }
    }

    async fn run(
        context: &HelperContext<Self>,
        input: Subject,
    ) -> Result<String, Failure<HelperError>> {
        match input.name.as_str() {
            "refuser" => return Err(HelperError::from(Refused::new("no", "not today")).into()),
            "breaker" => return Err(Failure::other("the pencil broke")),
            _ => {}
        }
        context.wait_condition(|clerk| clerk.is_dismissed).await?;
        let pokes = context.state(|clerk| clerk.pokes.join(","));
        Ok(format!("{}: {pokes}", input.name))
    }

    fn poke(&mut self, _: &SyncContext, input: Note) {
        self.pokes.push(input.text);
    }

    fn dismiss(&mut self, _: &SyncContext) {
        self.is_dismissed = true;
    }
}

/// An audit, done at once.
#[derive(Debug)]
pub struct Auditor;

impl AuditWorkflow for Auditor {
    fn init(_: &InitContext, _: &Subject) -> Self {
        Self
    }

    async fn run(_: &AuditContext<Self>, input: Subject) -> Result<Money, Failure<AuditError>> {
        match input.name.as_str() {
            "refuser" => Err(Refused::new("audit", "the books are closed").into()),
            name => Ok(Money::new(name.len() as i64)),
        }
    }
}

/// A relay that may be told to use another queue.
#[derive(Debug)]
pub struct Relay;

impl RelayWorkflow for Relay {
    fn init(_: &InitContext, _: &Load) -> Self {
        Self
    }

    async fn run(context: &RelayContext<Self>, input: Load) -> Result<Load, Failure> {
        let elsewhere = input.elsewhere.clone();
        let carry = context.activities().carry(input);
        Ok(match elsewhere {
            Some(queue) => carry.task_queue(queue).await?,
            None => carry.await?,
        })
    }
}

/// What has nothing to do.
#[derive(Debug)]
pub struct Idle;

impl BareWorkflow for Idle {
    fn init(_: &InitContext) -> Self {
        Self
    }

    async fn run(_: &BareContext<Self>) -> Result<(), Failure> {
        Ok(())
    }
}

impl ConfiguredStartWorkflow for Idle {
    fn init(_: &InitContext, _: &Settings) -> Self {
        Self
    }

    async fn run(_: &ConfiguredStartContext<Self>, input: Settings) -> Result<String, Failure> {
        Ok(input.name)
    }
}

impl ErrandWorkflow for Idle {
    fn init(_: &InitContext, _: &Task) -> Self {
        Self
    }

    async fn run(_: &ErrandContext<Self>, input: Task) -> Result<String, Failure<ErrandError>> {
        Ok(format!("{} {}", input.what, input.number))
    }
}
