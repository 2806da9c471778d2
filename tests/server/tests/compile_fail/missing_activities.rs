use tempoc_server_tests::contract::*;
use tempoc_server_tests::rt::{BuildError, Worker, sdk::Client};

pub fn activities(client: Client) -> Result<Worker, BuildError> {
    SuiteElsewhereWorker::builder(client).build()
}
