//! Connections to a real server, also from processes with an environment of their own.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may end with a panic, and its output is read by another"
)]

use std::error::Error;
use std::fs;
use std::process::Command;

use tempoc_runtime::{DevServer, connect, connect_from_env, connect_with};
use temporalio_client::{ClientOptions, ConnectionOptions, TlsOptions, Url};
use tokio::sync::OnceCell;

async fn server() -> &'static DevServer {
    static SERVER: OnceCell<DevServer> = OnceCell::const_new();
    let started = SERVER.get_or_init(async || {
        let builder = DevServer::builder().namespace("orders");
        builder.start().await.unwrap()
    });
    started.await
}

#[tokio::test]
async fn an_address_and_a_namespace_are_enough() {
    let server = server().await;
    for address in [server.address(), server.url()] {
        let client = connect(&address, "orders").await.unwrap();
        assert_eq!(client.options().namespace, "orders");
        let identity = client.connection().identity();
        assert!(
            identity.starts_with(&format!("{}@connect", std::process::id())),
            "{identity}"
        );
    }
}

#[tokio::test]
async fn a_missing_namespace_is_said_at_once() {
    let server = server().await;
    let error = connect(&server.address(), "invoices").await.unwrap_err();
    assert!(error.is_namespace_not_found());
    assert!(error.source().is_some());
    assert_eq!(
        error.to_string(),
        format!(
            "the Temporal server at `{}` has no namespace `invoices`: create it with \
             `temporal operator namespace create --namespace invoices`, or set \
             TEMPORAL_NAMESPACE to another",
            server.address()
        )
    );
}

#[tokio::test]
async fn tls_asked_of_a_server_without_it_is_said_with_the_mend() {
    let server = server().await;
    let target = Url::parse(&format!("https://{}", server.address())).unwrap();
    let options = ConnectionOptions::new(target)
        .tls_options(TlsOptions::default())
        .build();
    let client_options = ClientOptions::new("default").build();
    let error = connect_with(options, client_options).await.unwrap_err();
    assert!(error.is_handshake(), "{error}");

    let message = error.to_string();
    assert!(message.contains(&server.address()), "{message}");
    assert!(message.contains("set TEMPORAL_TLS=false"), "{message}");
}

#[tokio::test]
async fn the_environment_of_the_process_is_read() {
    let server = server().await;
    let report = in_a_process(&[
        ("TEMPORAL_ADDRESS", &server.address()),
        ("TEMPORAL_NAMESPACE", "orders"),
    ]);
    assert!(report.contains("connected to orders"), "{report}");
}

#[tokio::test]
async fn the_profile_of_the_configuration_file_is_read() {
    let server = server().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("temporal.toml");
    let profile = format!(
        "[profile.local]\naddress = \"{}\"\nnamespace = \"orders\"\n",
        server.address()
    );
    fs::write(&file, profile).unwrap();

    let report = in_a_process(&[
        ("TEMPORAL_CONFIG_FILE", file.to_str().unwrap()),
        ("TEMPORAL_PROFILE", "local"),
    ]);
    assert!(report.contains("connected to orders"), "{report}");
}

#[tokio::test]
async fn tls_by_environment_of_a_server_without_it_is_said() {
    let server = server().await;
    let report = in_a_process(&[
        ("TEMPORAL_ADDRESS", &server.address()),
        ("TEMPORAL_TLS", "true"),
    ]);
    assert!(report.contains("did not agree on TLS"), "{report}");
}

/// Runs the test below in a process of its own, as a process cannot safely change its own
/// environment.
fn in_a_process(variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "report_connection", "--ignored", "--nocapture"]);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TEMPORAL_") {
            command.env_remove(name);
        }
    }
    // Whatever file the user who runs the tests has, it is not read.
    command.env("TEMPORAL_CONFIG_FILE", "/dev/null");
    let output = command.envs(variables.iter().copied()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
#[ignore = "run by the tests above, each with an environment of its own"]
async fn report_connection() {
    match connect_from_env().await {
        Ok(client) => println!("connected to {}", client.options().namespace),
        Err(error) => println!("{error}"),
    }
}
