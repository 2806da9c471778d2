//! The worker that was recorded: the workflows of the unchanged contract, and what they call.

use tempoc_runtime::sdk::Client;
use tempoc_runtime::{ActivityContext, BuildError, Failure, Worker, json};

use crate::versions::unchanged::contract::tests_histories_v1::*;
use crate::versions::unchanged::exerciser::{Exercise, Help, Stateless};

/// A worker of a task queue.
pub fn worker(client: Client, queue: &str) -> Result<Worker, BuildError> {
    HistoriesWorker::builder(client)
        .task_queue(queue)
        .exercise::<Exercise>()
        .help::<Help>()
        .count::<Stateless>()
        .held::<Stateless>()
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
}
