//! A worker as a process of its own: for tests that kill it, and for those in Python.
//!
//! `suite-worker ping` connects and says so; `suite-worker serve ADDRESS QUEUE@NAMESPACE...` says
//! `serving` and serves until it is killed or its standard input ends.

#![allow(clippy::print_stdout, reason = "the test reads what it prints")]

use anyhow::bail;
use tempoc_server_tests::contract::SuiteClient;
use tempoc_server_tests::serve;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["ping"] => {
            let suite = SuiteClient::connect_from_env().await?;
            println!("connected to {}", suite.sdk().options().namespace);
            Ok(())
        }
        ["serve", address, ref places @ ..] => {
            end_with_standard_input();
            let never = serve(address, places, || println!("serving")).await?;
            match never {}
        }
        _ => bail!("usage: suite-worker ping | suite-worker serve ADDRESS QUEUE@NAMESPACE..."),
    }
}

/// Ends this process when whoever started it has closed the pipe, also by being killed.
fn end_with_standard_input() {
    std::thread::spawn(|| {
        std::io::copy(&mut std::io::stdin(), &mut std::io::sink()).ok();
        std::process::exit(0);
    });
}
