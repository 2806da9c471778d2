//! The worker that was recorded: the workflows of the unchanged contract, and what they call.

use std::time::Duration;

use tempoc_runtime::sdk::Client;
use tempoc_runtime::sdk::common::ActivityError;
use tempoc_runtime::{ActivityContext, BuildError, Failure, Worker, json, to_failure};
use tokio::time::sleep;

use crate::versions::unchanged::contract::tests_histories_v1::*;
use crate::versions::unchanged::exerciser::{Exercise, Help, Moored, Stateless};

/// A worker of a task queue.
pub fn worker(client: Client, queue: &str) -> Result<Worker, BuildError> {
    HistoriesWorker::builder(client)
        .task_queue(queue)
        .exercise::<Exercise>()
        .help::<Help>()
        .count::<Stateless>()
        .held::<Stateless>()
        .moored::<Moored>()
        .quit::<Stateless>()
        .idle::<Stateless>()
        .smelt::<Stateless>()
        .brave::<Stateless>()
        .frail::<Stateless>()
        .bare::<Stateless>()
        .activities(Activities)
        .build()
}

struct Activities;

impl HistoriesActivities for Activities {
    async fn measure(&self, _: ActivityContext, _: Sample) -> Result<Reading, Failure> {
        json::from_slice(include_bytes!("../reading.json")).map_err(Failure::non_retryable)
    }

    async fn guess(&self, _: ActivityContext, _: Sample) -> Result<Guess, Failure> {
        Ok(Guess::new(7))
    }

    async fn attempt(&self, _: ActivityContext, _: Sample) -> Result<(), Failure<AttemptError>> {
        Err(Refused::new("no").into())
    }

    async fn walk(
        &self,
        context: ActivityContext<Progress>,
        input: Progress,
    ) -> Result<u32, Failure> {
        context.heartbeat(Progress::new(1)).await?;
        Ok(input.done)
    }

    async fn tick(&self, _: ActivityContext) -> Result<(), Failure> {
        Ok(())
    }

    async fn assay(&self, _: ActivityContext, input: Ore) -> Result<Purity, Failure<AssayError>> {
        match input.name.as_str() {
            "dross" => Err(Spoilt::new("dross").into()),
            _ => Ok(Purity::new(50, "fine")),
        }
    }

    async fn wear(&self, _: ActivityContext, _: Task) -> Result<(), Failure> {
        Err(to_failure(&Worn::new("time")).into())
    }

    async fn grind(&self, _: ActivityContext, _: Task) -> Result<(), Failure> {
        Err(to_failure(&Worn::new("sand")).into())
    }

    async fn linger(&self, context: ActivityContext, _: Task) -> Result<(), Failure> {
        until_cancelled(context).await
    }

    async fn linger_on(&self, context: ActivityContext, _: Task) -> Result<(), Failure> {
        until_cancelled(context).await
    }

    async fn linger_off(&self, context: ActivityContext, _: Task) -> Result<(), Failure> {
        until_cancelled(context).await
    }

    async fn anchor(&self, _: ActivityContext) -> Result<(), Failure> {
        Ok(())
    }

    async fn dawdle(&self, context: ActivityContext, _: Task) -> Result<(), Failure> {
        context.cancelled().await;
        Err(ActivityError::cancelled().into())
    }
}

async fn until_cancelled(context: ActivityContext) -> Result<(), Failure> {
    loop {
        context.heartbeat(()).await?;
        tokio::select! {
            () = context.cancelled() => return Err(ActivityError::cancelled().into()),
            () = sleep(Duration::from_millis(100)) => {}
        }
    }
}
