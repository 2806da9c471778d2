#![allow(clippy::unwrap_used, reason = "a test may end with a panic")]

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use super::*;

/// These variables and no file, whatever the user who runs the tests has.
fn environment<const N: usize>(variables: [(&str, &str); N]) -> HashMap<String, String> {
    [("TEMPORAL_CONFIG_FILE", "/dev/null")]
        .into_iter()
        .chain(variables)
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// A port on which nothing listens.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

async fn error_of(environment: HashMap<String, String>) -> ConnectError {
    connect_from(&environment).await.unwrap_err()
}

#[tokio::test]
async fn nothing_listening_is_said_at_once_with_the_address_and_the_mend() {
    let port = free_port();
    let address = format!("localhost:{port}");
    let started = Instant::now();
    let error = error_of(environment([("TEMPORAL_ADDRESS", &address)])).await;

    assert!(started.elapsed() < Duration::from_secs(2));
    assert!(error.is_unreachable());
    let message = error.to_string();
    assert!(
        message.starts_with(&format!("no Temporal server listens at `{address}` (")),
        "{message}"
    );
    assert!(
        message.ends_with(&format!(
            "): start one with `temporal server start-dev --port {port}`, \
             or set TEMPORAL_ADDRESS to where one runs"
        )),
        "{message}"
    );
}

#[tokio::test]
async fn a_host_without_an_address_is_unreachable() {
    let error = error_of(environment([("TEMPORAL_ADDRESS", "nowhere.invalid:7233")])).await;
    assert!(error.is_unreachable(), "{error}");
    assert!(error.to_string().contains("`nowhere.invalid:7233`"));
}

#[tokio::test]
async fn the_profile_of_the_file_is_used_and_variables_go_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("temporal.toml");
    let (default, staging, variable) = (free_port(), free_port(), free_port());
    fs::write(
        &file,
        format!(
            "[profile.default]\naddress = \"127.0.0.1:{default}\"\n\
             [profile.staging]\naddress = \"127.0.0.1:{staging}\"\n"
        ),
    )
    .unwrap();

    let mut variables = environment([("TEMPORAL_CONFIG_FILE", file.to_str().unwrap())]);
    let error = error_of(variables.clone()).await.to_string();
    assert!(error.contains(&format!("`127.0.0.1:{default}`")), "{error}");

    variables.insert("TEMPORAL_PROFILE".to_owned(), "staging".to_owned());
    let error = error_of(variables.clone()).await.to_string();
    assert!(error.contains(&format!("`127.0.0.1:{staging}`")), "{error}");

    variables.insert(
        "TEMPORAL_ADDRESS".to_owned(),
        format!("127.0.0.1:{variable}"),
    );
    let error = error_of(variables).await.to_string();
    assert!(
        error.contains(&format!("`127.0.0.1:{variable}`")),
        "{error}"
    );
}

#[tokio::test]
async fn a_file_profile_or_address_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("temporal.toml");
    let path = file.to_str().unwrap();

    let error = error_of(environment([("TEMPORAL_CONFIG_FILE", path)])).await;
    assert!(error.is_configuration());
    assert_eq!(
        error.to_string(),
        format!(
            "TEMPORAL_CONFIG_FILE names `{path}`, which does not exist: \
             write the file, or unset the variable"
        )
    );

    fs::write(&file, "[profile.default]\n").unwrap();
    let error = error_of(environment([
        ("TEMPORAL_CONFIG_FILE", path),
        ("TEMPORAL_PROFILE", "production"),
    ]))
    .await;
    assert!(error.is_configuration());
    assert_eq!(
        error.to_string(),
        format!(
            "TEMPORAL_PROFILE names the profile `production`, which `{path}` does not have: \
             add `[profile.production]` to it, or unset the variable"
        )
    );

    fs::write(&file, "[profile.default\n").unwrap();
    let error = error_of(environment([("TEMPORAL_CONFIG_FILE", path)])).await;
    assert!(error.is_configuration());
    assert!(error.to_string().contains(&format!("`{path}`")), "{error}");

    let error = error_of(environment([("TEMPORAL_ADDRESS", "local host")])).await;
    assert!(error.is_configuration());
    assert_eq!(
        error.to_string(),
        "`local host` is no address of a Temporal server (invalid international domain name): \
         write `host:port`, as in `localhost:7233`"
    );
}

#[tokio::test]
async fn tls_is_never_dropped_in_silence() {
    let cases = [
        (
            environment([
                ("TEMPORAL_ADDRESS", "http://127.0.0.1:7233"),
                ("TEMPORAL_API_KEY", "secret"),
            ]),
            "TLS is asked for, but the address is `http://127.0.0.1:7233`: \
             write it without `http://`, or set TEMPORAL_TLS=false",
        ),
        (
            environment([
                ("TEMPORAL_ADDRESS", "https://127.0.0.1:7233"),
                ("TEMPORAL_TLS", "false"),
            ]),
            "TLS is turned off, but the address is `https://127.0.0.1:7233`: \
             write it without `https://`, or set TEMPORAL_TLS=true",
        ),
        (
            environment([("TEMPORAL_TLS", "yes")]),
            "TEMPORAL_TLS is `yes`: set it to `true` or `false`, or unset it",
        ),
        (
            environment([("TEMPORAL_TLS_SERVER_CA_CERT_PATH", "absent/ca.pem")]),
            "the server's CA certificate `absent/ca.pem` cannot be read \
             (No such file or directory (os error 2)): \
             see the TEMPORAL_TLS_ variables and the `tls` of the profile",
        ),
    ];
    for (environment, message) in cases {
        let error = error_of(environment).await;
        assert!(error.is_configuration());
        assert_eq!(error.to_string(), message);
    }
}

#[tokio::test]
async fn what_is_no_temporal_server_is_not_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            // The client may have gone already, as after it saw that the port is open.
            let _ = stream.and_then(|mut stream| stream.write_all(b"220 mail.example ready\r\n"));
        }
    });

    let started = Instant::now();
    let error = error_of(environment([("TEMPORAL_ADDRESS", &address)])).await;
    assert!(started.elapsed() < Duration::from_secs(7));
    assert!(error.is_handshake(), "{error}");
    assert!(
        error.to_string().contains(&format!("`{address}`")),
        "{error}"
    );
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();

    let started = Instant::now();
    let error = error_of(environment([("TEMPORAL_ADDRESS", &address)])).await;
    assert!(started.elapsed() < Duration::from_secs(7));
    assert!(error.is_handshake(), "{error}");
    assert!(error.to_string().contains("no answer in 5s"), "{error}");
}
