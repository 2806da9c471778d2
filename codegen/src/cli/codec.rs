//! What decodes payloads: a codec server, or a program.

use std::env;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::arguments::Codec;

/// Takes payloads as JSON and gives them decoded.
pub(crate) type Decoder = Box<dyn Fn(&str) -> Result<String, String>>;

/// How long a codec server or a program may take for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// The largest answer that is read.
const LARGEST: u64 = 256 << 20;

/// What the command line or the environment names, if anything.
pub(crate) fn decoder(codec: &Codec, namespace: Option<&str>) -> Option<Decoder> {
    if let Some(command) = &codec.codec_command {
        let command = command.clone();
        return Some(Box::new(move |payloads| run(&command, payloads, PATIENCE)));
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

/// Runs a program with its arguments, which are divided by white space, for so long at most.
fn run(command: &str, payloads: &str, patience: Duration) -> Result<String, String> {
    let mut words = command.split_whitespace();
    let Some(program) = words.next() else {
        return Err("`--codec-command` names no program".to_owned());
    };
    let failed = |error: io::Error| format!("the codec `{program}` cannot be run: {error}");
    let deadline = Instant::now() + patience;
    let mut child = Command::new(program)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let input = child.stdin.take();
    let payloads = payloads.to_owned();
    // It may answer before it has read everything. What it has started itself may hold its ends for longer than it lives,
    // so nobody waits for these threads.
    thread::spawn(move || {
        if let Some(mut input) = input {
            // Where it does not want to know more, its answer says why.
            let _ = input.write_all(payloads.as_bytes());
        }
    });
    let (output, errors) = (child.stdout.take(), child.stderr.take());
    let (output, errors) = (read_aside(output), read_aside(errors));
    let mut ended = || -> io::Result<Option<Output>> {
        let Some(stdout) = read_until(&output, deadline)? else {
            return Ok(None);
        };
        let Some(stderr) = read_until(&errors, deadline)? else {
            return Ok(None);
        };
        let status = wait_until(&mut child, deadline)?;
        Ok(status.map(|status| Output {
            status,
            stdout,
            stderr,
        }))
    };
    let Some(output) = ended().map_err(failed)? else {
        // It may have ended in the meantime.
        let _ = child.kill();
        let _ = child.wait();
        return Err(format!(
            "the codec `{program}` has not answered for {} seconds",
            patience.as_secs()
        ));
    };
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().rev().find(|line| !line.trim().is_empty());
        let last = last.unwrap_or("it does not say why").trim().to_owned();
        return Err(format!("the codec `{program}` failed: {last}"));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| format!("the codec `{program}` wrote something that is no text"))
}

/// Everything that comes until the end, read by a thread of its own.
fn read_aside(from: Option<impl Read + Send + 'static>) -> Receiver<io::Result<Vec<u8>>> {
    let (told, all) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = from.map_or(Ok(0), |mut from| from.read_to_end(&mut bytes));
        // Nobody may be waiting for it any more.
        let _ = told.send(read.map(|_| bytes));
    });
    all
}

/// What was read; nothing where that takes too long.
fn read_until(
    all: &Receiver<io::Result<Vec<u8>>>,
    deadline: Instant,
) -> io::Result<Option<Vec<u8>>> {
    let left = deadline.saturating_duration_since(Instant::now());
    all.recv_timeout(left).ok().transpose()
}

/// How a program has ended, which is about to; nothing where that takes too long.
fn wait_until(child: &mut Child, deadline: Instant) -> io::Result<Option<ExitStatus>> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= deadline {
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(2));
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Whether it holds its output or not, and whether it is the one that hangs.
    #[test]
    fn a_program_that_hangs_is_given_up() {
        let script = tempfile::NamedTempFile::new().and_then(|mut file| {
            writeln!(file, "sleep 30; true")?;
            Ok(file)
        });
        let script = script.map(|file| file.into_temp_path());
        let script = script.as_ref().map(|path| path.display().to_string());
        let script = script.unwrap_or_default();
        for command in ["sleep 30", &format!("sh {script}")] {
            let begun = Instant::now();
            let answer = run(command, "{}", Duration::from_secs(1));
            let said = answer.err().unwrap_or_default();
            assert!(said.contains("has not answered for 1 seconds"), "{said}");
            assert!(begun.elapsed() < Duration::from_secs(10));
        }
        let answer = run("cat", "{}", PATIENCE);
        assert_eq!(answer.as_deref(), Ok("{}"));
    }
}
