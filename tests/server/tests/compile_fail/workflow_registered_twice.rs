use tempoc_server_tests::Idle;
use tempoc_server_tests::contract::*;
use tempoc_server_tests::rt::{BuildError, Worker, sdk::Client};

pub fn workflows(client: Client) -> Result<Worker, BuildError> {
    SuiteConfiguredWorker::builder(client)
        .configured_start::<Idle>()
        .configured_start::<Idle>()
        .build()
}
