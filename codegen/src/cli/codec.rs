//! What decodes payloads: a codec server, or a program.

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::arguments::Codec;

/// Takes payloads as JSON and gives them decoded.
pub(crate) type Decoder = Box<dyn Fn(&str) -> Result<String, String>>;

/// How long a codec server may take for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// The largest answer that is read.
const LARGEST: u64 = 256 << 20;

/// What the command line or the environment names, if anything.
pub(crate) fn decoder(codec: &Codec, namespace: Option<&str>) -> Option<Decoder> {
    if let Some(command) = &codec.codec_command {
        let command = command.clone();
        return Some(Box::new(move |payloads| run(&command, payloads)));
    }
    let endpoint = codec
        .codec_endpoint
        .clone()
        .or_else(|| variable("TEMPORAL_CODEC_ENDPOINT"))?;
    let auth = codec
        .codec_auth
        .clone()
        .or_else(|| variable("TEMPORAL_CODEC_AUTH"));
    let namespace = namespace
        .map(str::to_owned)
        .or_else(|| variable("TEMPORAL_NAMESPACE"))
        .unwrap_or_else(|| "default".to_owned());
    // The Temporal CLI lets an endpoint name the namespace too.
    let endpoint = endpoint.replace("{namespace}", &namespace);
    let url = format!("{}/decode", endpoint.trim_end_matches('/'));
    Some(Box::new(move |payloads| {
        ask(&url, auth.as_deref(), &namespace, payloads)
    }))
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

fn ask(url: &str, auth: Option<&str>, namespace: &str, payloads: &str) -> Result<String, String> {
    let failed = |error: ureq::Error| format!("the codec server at {url} failed: {error}");
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .tls_config(
            ureq::tls::TlsConfig::builder()
                .root_certs(ureq::tls::RootCerts::PlatformVerifier)
                .build(),
        )
        .build()
        .into();
    let mut request = agent
        .post(url)
        .header("Content-Type", "application/json")
        .header("X-Namespace", namespace);
    if let Some(auth) = auth {
        request = request.header("Authorization", auth);
    }
    let mut answer = request.send(payloads).map_err(failed)?;
    let body = answer.body_mut().with_config().limit(LARGEST);
    body.read_to_string().map_err(failed)
}

/// Runs a program with its arguments, which are divided by white space.
fn run(command: &str, payloads: &str) -> Result<String, String> {
    let mut words = command.split_whitespace();
    let Some(program) = words.next() else {
        return Err("`--codec-command` names no program".to_owned());
    };
    let failed = |error: std::io::Error| format!("the codec `{program}` cannot be run: {error}");
    let mut child = Command::new(program)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let input = child.stdin.take();
    let output = thread::scope(|scope| {
        // It may answer before it has read everything.
        scope.spawn(move || {
            if let Some(mut input) = input {
                // Where it does not want to know more, its answer says why.
                let _ = input.write_all(payloads.as_bytes());
            }
        });
        child.wait_with_output()
    })
    .map_err(failed)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().rev().find(|line| !line.trim().is_empty());
        let last = last.unwrap_or("it does not say why").trim().to_owned();
        return Err(format!("the codec `{program}` failed: {last}"));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| format!("the codec `{program}` wrote something that is no text"))
}
