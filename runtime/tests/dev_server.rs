//! The development server: that it works, and that nothing is left of it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may end with a panic, and its output is read by another"
)]

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempoc_runtime::{DevServer, connect};
use temporalio_client::tonic::IntoRequest;
use temporalio_common::protos::temporal::api::operatorservice::v1::ListSearchAttributesRequest;

fn listens(address: &str) -> bool {
    TcpStream::connect(address).is_ok()
}

#[track_caller]
fn assert_ends(address: &str) {
    let deadline = Instant::now() + Duration::from_secs(5);
    while listens(address) {
        assert!(
            Instant::now() < deadline,
            "the server at {address} still runs"
        );
        thread::sleep(Duration::from_millis(20));
    }
}

#[tokio::test]
async fn servers_run_side_by_side_and_stop_leaves_nothing() {
    let (first, second) = tokio::join!(DevServer::start(), DevServer::start());
    let (first, second) = (first.unwrap(), second.unwrap());
    assert_ne!(first.address(), second.address());
    assert_eq!(first.url(), format!("http://{}", first.address()));

    let address = first.address();
    connect(&address, "default").await.unwrap();
    first.stop().await.unwrap();
    assert!(!listens(&address));

    connect(&second.address(), "default").await.unwrap();
    second.stop().await.unwrap();
}

#[tokio::test]
async fn namespaces_and_search_attributes_are_there_from_the_start() {
    let server = DevServer::builder()
        .namespace("orders")
        .search_attribute("Customer", "Keyword")
        .start()
        .await
        .unwrap();
    let client = connect(&server.address(), "orders").await.unwrap();

    let mut operator = client.connection().operator_service();
    let request = ListSearchAttributesRequest {
        namespace: "orders".to_owned(),
    };
    let request = request.into_request();
    let answer = operator.list_search_attributes(request).await.unwrap();
    assert!(
        answer
            .into_inner()
            .custom_attributes
            .contains_key("Customer")
    );
}

#[tokio::test]
async fn what_the_server_complains_about_is_in_the_error() {
    let error = DevServer::builder()
        .search_attribute("Customer", "Colour")
        .start()
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("ended at once (exit status: 1)"), "{error}");
    assert!(error.contains("Colour"), "{error}");
}

#[tokio::test]
async fn dropping_it_ends_it() {
    let server = DevServer::start().await.unwrap();
    let address = server.address();
    assert!(listens(&address));
    drop(server);
    assert_ends(&address);
}

#[test]
fn it_outlives_the_runtime_that_started_it() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(DevServer::start()).unwrap();
    drop(runtime);

    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime
        .block_on(connect(&server.address(), "default"))
        .unwrap();
    let address = server.address();
    drop(server);
    assert_ends(&address);
}

#[cfg(unix)]
#[test]
fn it_ends_with_a_process_that_is_killed() {
    let mut owner = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "hold_a_server", "--ignored", "--nocapture"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(owner.stdout.take().unwrap());
    let address = output
        .lines()
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix("server at ").map(str::to_owned))
        .unwrap();
    assert!(listens(&address));

    // On Unix this is SIGKILL: no destructor and no handler of the owner runs.
    owner.kill().unwrap();
    owner.wait().unwrap();
    assert_ends(&address);
}

#[tokio::test]
#[ignore = "run, and killed, by the test above"]
async fn hold_a_server() {
    let server = DevServer::start().await.unwrap();
    println!("\nserver at {}", server.address());
    tokio::time::sleep(Duration::from_secs(60)).await;
}
