use tempoc_server_tests::contract::shared::Subject;
use tempoc_server_tests::contract::*;
use tempoc_server_tests::rt::{Failure, InitContext, SyncContext};

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

    fn poke(&mut self, _: &SyncContext, _: String) {}

    fn dismiss(&mut self, _: &SyncContext) {}
}
