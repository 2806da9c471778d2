//! Compiles: what the other cases break.

use tempoc_server_tests::contract::shared::Subject;
use tempoc_server_tests::contract::*;
use tempoc_server_tests::rt::{BuildError, Failure, InitContext, SyncContext, Worker, sdk::Client};
use tempoc_server_tests::{Elsewhere, Idle};

struct Clerk;

impl HelperWorkflow for Clerk {
    fn init(_: &InitContext, _: &Subject) -> Self {
        Self
    }

    async fn run(
        _: &HelperContext<Self>,
        input: Subject,
    ) -> Result<String, Failure<HelperError>> {
        Ok(input.name)
    }

    fn poke(&mut self, _: &SyncContext, _: Note) {}

    fn dismiss(&mut self, _: &SyncContext) {}
}

pub fn workflows(client: Client) -> Result<Worker, BuildError> {
    SuiteConfiguredWorker::builder(client)
        .configured_start::<Idle>()
        .build()
}

pub fn activities(client: Client) -> Result<Worker, BuildError> {
    SuiteElsewhereWorker::builder(client)
        .activities(Elsewhere)
        .build()
}

pub async fn call<T: DeskWorkflow>(context: &DeskContext<T>) {
    context.activities().greet(Task::new("")).await.ok();
}
