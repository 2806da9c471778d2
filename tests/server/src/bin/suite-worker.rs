//! A worker as a process of its own, so that a test can kill it.
//!
//! `suite-worker ping` connects and says so; `suite-worker serve QUEUE` serves until it is killed.

#![allow(clippy::print_stdout, reason = "the test reads what it prints")]

use anyhow::bail;
use tempoc_server_tests::contract::*;
use tempoc_server_tests::{Clerk, FrontDesk, Idle, Office};

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let suite = SuiteClient::connect_from_env().await?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["ping"] => {
            println!("connected to {}", suite.sdk().options().namespace);
            Ok(())
        }
        ["serve", queue] => {
            let worker = SuiteWorker::builder(suite.sdk().clone())
                .task_queue(queue)
                .desk::<FrontDesk>()
                .errand::<Idle>()
                .helper::<Clerk>()
                .bare::<Idle>()
                .activities(Office)
                .build()?;
            println!("serving");
            Ok(worker.run().await?)
        }
        _ => bail!("usage: suite-worker ping | suite-worker serve QUEUE"),
    }
}
