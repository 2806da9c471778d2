use tempoc_server_tests::contract::*;
use tempoc_server_tests::rt::{BuildError, Worker, sdk::Client};

pub fn workflows(client: Client) -> Result<Worker, BuildError> {
    SuiteConfiguredWorker::builder(client).build()
}
