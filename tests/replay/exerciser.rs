//! The workflows that were recorded, for whichever version of the contract is beside it.
//!
//! A change that renames something edits this text too. `python/exerciser.py` does the same.

use std::time::Duration;

use tempoc_runtime::sdk::workflow::CancellableFuture;
use tempoc_runtime::{
    CallError, Failure, InitContext, Replayer, SyncContext, ViewContext, to_failure,
};

use super::contract::tests_histories_v1::*;

/// What replays the histories.
pub fn replayer() -> Replayer {
    Replayer::new()
        .workflow::<definitions::Exercise, Exercise>()
        .workflow::<definitions::Help, Help>()
        .workflow::<definitions::Count, Stateless>()
        .workflow::<definitions::Held, Stateless>()
        .workflow::<definitions::Moored, Moored>()
        .workflow::<definitions::Quit, Stateless>()
        .workflow::<definitions::Idle, Stateless>()
        .workflow::<definitions::Smelt, Stateless>()
        .workflow::<definitions::Brave, Stateless>()
        .workflow::<definitions::Frail, Stateless>()
        .workflow::<definitions::Bare, Stateless>()
}

/// Calls and awaits everything.
#[derive(Debug)]
pub struct Exercise {
    is_approved: bool,
    is_amended: bool,
}

impl ExerciseWorkflow for Exercise {
    fn init(_: &InitContext, _: &Request) -> Self {
        Self {
            is_approved: false,
            is_amended: false,
        }
    }

    async fn run(context: &ExerciseContext<Self>, input: Request) -> Result<Report, Failure> {
        let activities = context.activities();
        let reading = activities.measure(Sample::new(&input.name)).await?;
        activities.guess(Sample::new(&input.name)).await?;
        for _ in 0..input.rounds {
            activities.tick().await?;
        }
        activities.walk(Progress::new(1)).await?;
        context.timer(Duration::from_millis(50)).await;
        match activities.attempt(Sample::new(&input.name)).await {
            Err(CallError::Declared(AttemptError::Refused(_))) => activities.tick().await?,
            other => other?,
        }
        let helper = context.children().helper(Errand::new(&input.name));
        let helper = helper.start().await?;
        helper.poke(Poke::new("now")).await?;
        helper.result().await?;
        match context.children().again(Errand::new(format!("lost-{}", input.name))).await {
            Err(CallError::Declared(HelpError::Lost(_))) => activities.tick().await?,
            other => {
                other?;
            }
        }
        context
            .wait_condition(|state| state.is_approved && state.is_amended)
            .await?;
        activities.tick().await?;
        Ok(Report::new(reading.sensor))
    }

    fn approve(&mut self, _: &SyncContext, _: Approval) {
        self.is_approved = true;
    }

    fn nudge(&mut self, _: &SyncContext) {}

    fn hurry(&mut self, _: &SyncContext, _: Approval) {}

    fn mood(&self, _: &ViewContext) -> Mood {
        Mood::Calm
    }

    fn page(&self, _: &ViewContext, input: Page) -> Page {
        input
    }

    fn amend(
        &mut self,
        _: &SyncContext,
        input: Amendment,
    ) -> Result<Amended, ExerciseAmendError> {
        self.is_amended = true;
        Ok(Amended::new(input.text))
    }

    fn tweak(&mut self, _: &SyncContext, _: Amendment) {}
}

/// A child that waits for a poke, or is lost.
#[derive(Debug)]
pub struct Help {
    is_poked: bool,
}

impl HelpWorkflow for Help {
    fn init(_: &InitContext, _: &Errand) -> Self {
        Self { is_poked: false }
    }

    async fn run(
        context: &HelpContext<Self>,
        input: Errand,
    ) -> Result<Parcel, Failure<HelpError>> {
        if input.name.starts_with("lost") {
            return Err(Lost::new("at sea").into());
        }
        context.wait_condition(|state| state.is_poked).await?;
        Ok(Parcel::new(7))
    }

    fn poke(&mut self, _: &SyncContext, _: Poke) {
        self.is_poked = true;
    }
}

/// A pinned one, which waits.
#[derive(Debug)]
pub struct Moored {
    sails: bool,
}

impl MooredWorkflow for Moored {
    fn init(_: &InitContext, _: &Counter) -> Self {
        Self { sails: false }
    }

    async fn run(context: &MooredContext<Self>, input: Counter) -> Result<Voyage, Failure> {
        context.activities().anchor().await?;
        context.wait_condition(|state| state.sails).await?;
        context.activities().anchor().await?;
        Ok(Voyage::new(input.left))
    }

    fn sail(&mut self, _: &SyncContext, _: Breeze) {
        self.sails = true;
    }
}

/// The workflows without a state.
#[derive(Debug)]
pub struct Stateless;

impl CountWorkflow for Stateless {
    fn init(_: &InitContext, _: &Counter) -> Self {
        Self
    }

    async fn run(context: &CountContext<Self>, input: Counter) -> Result<u32, Failure> {
        match input.left {
            0 => Ok(0),
            left => Err(context.continue_as_new(Counter::new(left - 1))),
        }
    }
}

impl HeldWorkflow for Stateless {
    fn init(_: &InitContext, _: &Counter) -> Self {
        Self
    }

    async fn run(context: &HeldContext<Self>, input: Counter) -> Result<Guess, Failure> {
        Ok(context
            .activities()
            .guess(Sample::new(input.left.to_string()))
            .await?)
    }
}

impl QuitWorkflow for Stateless {
    fn init(_: &InitContext, _: &Leave) -> Self {
        Self
    }

    async fn run(context: &QuitContext<Self>, input: Leave) -> Result<(), Failure> {
        let activities = context.activities();
        let children = context.children();
        let task = || Task::new(&input.what);
        match input.what.as_str() {
            "activities" => {
                give_up(context, activities.linger(task()).start()).await?;
                give_up(context, activities.linger_on(task()).start()).await?;
                give_up(context, activities.linger_off(task()).start()).await?;
            }
            "local activities" => {
                let dawdling = activities.dawdle(task()).start();
                activities.guess(Sample::new(&input.what)).await?;
                dawdling.cancel();
                let _cancelled = dawdling.await;
                activities.tick().await?;
            }
            _ => {
                let idler = children.idler(Task::new("idler")).start().await?;
                give_up(context, idler.result()).await?;
                let idler = children.idler_tried(Task::new("tried")).start().await?;
                give_up(context, idler.result()).await?;
                let idler = children.idler_asked(Task::new("asked")).start().await?;
                give_up(context, idler.result()).await?;
                let idler = children.idler_off(Task::new("off")).start().await?;
                give_up(context, idler.result()).await?;
            }
        }
        Ok(())
    }
}

/// Cancels a call that has begun, and goes on with another.
async fn give_up(
    context: &QuitContext<Stateless>,
    running: impl CancellableFuture,
) -> Result<(), Failure> {
    context.timer(Duration::from_millis(300)).await;
    running.cancel();
    let _cancelled = running.await;
    context.activities().tick().await?;
    Ok(())
}

impl IdleWorkflow for Stateless {
    fn init(_: &InitContext, _: &Task) -> Self {
        Self
    }

    async fn run(context: &IdleContext<Self>, _: Task) -> Result<(), Failure> {
        context.wait_condition(|_| false).await?;
        Ok(())
    }
}

impl SmeltWorkflow for Stateless {
    fn init(_: &InitContext, _: &Task) -> Self {
        Self
    }

    async fn run(context: &SmeltContext<Self>, input: Task) -> Result<(), Failure> {
        let activities = context.activities();
        let label = "a label of some twenty";
        activities.assay(Ore::new(&input.name, 50, 0.5, label)).await?;
        match activities.assay(Ore::new("dross", 1, 0.5, label)).await {
            Err(CallError::Declared(AssayError::Spoilt(_))) => activities.tick().await?,
            other => {
                other?;
            }
        }
        Ok(())
    }
}

impl BraveWorkflow for Stateless {
    fn init(_: &InitContext, _: &Task) -> Self {
        Self
    }

    async fn run(context: &BraveContext<Self>, input: Task) -> Result<(), Failure> {
        let activities = context.activities();
        match activities.wear(input.clone()).await {
            Err(CallError::Other(_)) => activities.tick().await?,
            other => other?,
        }
        match activities.grind(input.clone()).await {
            Err(CallError::Other(_)) => activities.tick().await?,
            other => other?,
        }
        match context.children().frail(input).await {
            Err(CallError::Other(_)) => activities.tick().await?,
            other => other?,
        }
        Ok(())
    }
}

impl FrailWorkflow for Stateless {
    fn init(_: &InitContext, _: &Task) -> Self {
        Self
    }

    async fn run(_: &FrailContext<Self>, _: Task) -> Result<(), Failure> {
        Err(to_failure(&Worn::new("fear")).into())
    }
}

impl BareWorkflow for Stateless {
    fn init(_: &InitContext) -> Self {
        Self
    }

    async fn run(context: &BareContext<Self>) -> Result<(), Failure> {
        context.timer(Duration::from_millis(50)).await;
        Ok(())
    }
}
