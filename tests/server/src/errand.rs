//! An errand that does what its input says, for tests of a worker that runs elsewhere.
//!
//! The first word of `what` says which way to go, and the rest is up to that. The implementation in
//! `python/suite/errand.py` takes the same words and says the same.

mod activities;
mod children;
mod errors;

use tempoc_runtime::{Activity, ActivityCall, ChildCall, Failure, InitContext, Workflow};

use crate::contract::*;

/// The errand of all workers that several tests share.
#[derive(Debug)]
pub struct Errands;

impl ErrandWorkflow for Errands {
    fn init(_: &InitContext, _: &Task) -> Self {
        Self
    }

    async fn run(context: &ErrandContext<Self>, input: Task) -> Said {
        let (way, rest) = input.what.split_once(' ').unwrap_or((&input.what, ""));
        let order = Order {
            context,
            rest,
            number: input.number,
            elsewhere: input.elsewhere.as_deref(),
        };
        match way {
            "say" => Ok(format!("{rest} {}", input.number)),
            "again" => order.again(&input),

            "greet" => order.greet().await,
            "locally" => order.locally().await,
            "configured" => order.configured().await,
            "walk" => order.walk().await,
            "select" => order.select().await,
            "give-up" => order.give_up().await,
            "linger" => order.linger().await,

            "delegate" => order.delegate().await,
            "audit" => order.audit().await,
            "options" => order.options().await,
            "leave" => order.leave().await,
            "dismiss" => order.dismiss().await,
            "fail" => order.fail().await,
            "twice" => order.twice().await,
            "signal" => order.signal().await,
            "cancel" => order.cancel().await,

            "attempt" => order.attempt().await,
            "compute" => order.compute().await,
            "pass-on" => order.pass_on().await,
            _ => Err(Failure::non_retryable(format!("no way to {way}"))),
        }
    }
}

type Said = Result<String, Failure<ErrandError>>;

/// What an errand is to do.
struct Order<'a> {
    context: &'a ErrandContext<Errands>,
    rest: &'a str,
    number: u32,
    elsewhere: Option<&'a str>,
}

impl Order<'_> {
    fn again(&self, input: &Task) -> Said {
        match self.number {
            0 => Ok(format!("done as {}", self.context.info().workflow_id())),
            more => {
                let next = Task {
                    number: more - 1,
                    ..input.clone()
                };
                Err(self.context.continue_as_new(next))
            }
        }
    }

    /// The call on the queue that the errand was told to use.
    fn call<'c, A: Activity>(&self, call: ActivityCall<'c, A>) -> ActivityCall<'c, A> {
        match self.elsewhere {
            Some(queue) => call.task_queue(queue),
            None => call,
        }
    }

    /// The same for a child.
    fn child<'c, W: Workflow, H: From<tempoc_runtime::StartedChild<W>>>(
        &self,
        call: ChildCall<'c, W, H>,
    ) -> ChildCall<'c, W, H> {
        match self.elsewhere {
            Some(queue) => call.task_queue(queue),
            None => call,
        }
    }
}
