//! A real Temporal server on this machine, for examples and tests.
//!
//! It is the development server of the Temporal CLI: a whole server in one process, its data in
//! memory, on a port of its own, so that any number of them run side by side.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use temporalio_client::tonic::IntoRequest;
use temporalio_client::{Connection, ConnectionOptions, Url};
use temporalio_common::protos::temporal::api::workflowservice::v1::CountWorkflowExecutionsRequest;
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdin, Command};
use tokio::time::{Instant, sleep, timeout};

mod complaints;
mod error;
mod find_cli;

use complaints::Complaints;
pub use error::DevServerError;
use find_cli::find_cli;

/// How long a server may take until it answers.
const START_TIMEOUT: Duration = Duration::from_secs(30);

/// How long between two looks at a server that is starting or ending.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// How long [`DevServer::stop`] waits for the server to be gone.
const STOP_TIMEOUT: Duration = Duration::from_secs(5);

/// How often another port is tried when the server ended at once.
const ATTEMPTS: usize = 3;

/// The namespace that every development server has.
const DEFAULT_NAMESPACE: &str = "default";

/// Runs the server as a process group that ends with its owner.
///
/// Standard input is a pipe that only the owner holds open. When it closes, whether the owner
/// closed it, ended, crashed or was killed, `read` returns and the whole group is killed. The
/// server keeps its data in memory, so there is nothing for it to save. The group is not the
/// terminal's, so Ctrl-C reaches the owner alone, which may finish its work before the server
/// goes.
#[cfg(unix)]
const GUARD: &str = r#"
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
( while read -r _; do :; done; kill -KILL 0 ) <&3 &
guard=$!
exec 3<&-
wait "$server"
status=$?
kill -KILL "$guard"
exit "$status"
"#;

/// A running development server.
///
/// It ends with [`stop`](DevServer::stop), when it is dropped, and on Unix also when this process
/// ends in whatever way, `SIGKILL` included. Elsewhere a process that is killed, or that ends
/// without dropping it, leaves the server behind. Nothing that it stored is kept.
///
/// ```no_run
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let server = tempoc_runtime::DevServer::start().await?;
/// let client = tempoc_runtime::connect(&server.address(), "default").await?;
/// # drop(client);
/// server.stop().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct DevServer {
    child: Child,
    // Closing it ends the server.
    lifeline: Option<ChildStdin>,
    address: SocketAddr,
    complaints: Complaints,
}

impl DevServer {
    /// Starts a server with the namespace `default` and returns once it answers.
    ///
    /// The Temporal CLI is the one that `TEMPORAL_CLI` names, or `temporal` on `PATH`, or
    /// `.venv/bin/temporal` in the current folder or one above it. Fails when there is none of
    /// them, when the server ends by itself, and when it does not answer within 30 seconds.
    pub async fn start() -> Result<Self, DevServerError> {
        Self::builder().start().await
    }

    /// A server with more than the namespace `default`.
    pub fn builder() -> DevServerBuilder {
        DevServerBuilder::default()
    }

    /// Where it listens, as `127.0.0.1:port`, the form of `TEMPORAL_ADDRESS`.
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Where it listens, as `http://127.0.0.1:port`, the form of `ConnectionOptions::new`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Ends the server and returns once its port is closed.
    pub async fn stop(mut self) -> Result<(), DevServerError> {
        drop(self.lifeline.take());
        #[cfg(not(unix))]
        self.child.start_kill().ok();
        match timeout(STOP_TIMEOUT, self.ended()).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(DevServerError::caused_by(
                format!(
                    "the development server at {} could not be waited for: {error}",
                    self.address
                ),
                error,
            )),
            Err(_) => Err(DevServerError::new(format!(
                "the development server at {} did not end in {STOP_TIMEOUT:?}",
                self.address
            ))),
        }
    }

    async fn ended(&mut self) -> std::io::Result<()> {
        self.child.wait().await?;
        // The child is the guard: the server was killed with it, but may take a moment longer.
        while TcpStream::connect(self.address).await.is_ok() {
            sleep(POLL_INTERVAL).await;
        }
        Ok(())
    }
}

/// What a development server is started with.
#[derive(Clone, Debug, Default)]
pub struct DevServerBuilder {
    namespaces: Vec<String>,
    search_attributes: Vec<String>,
}

impl DevServerBuilder {
    /// Adds a namespace beside `default`.
    pub fn namespace(mut self, name: impl Into<String>) -> Self {
        self.namespaces.push(name.into());
        self
    }

    /// Registers a search attribute in every namespace. `value_type` is `Text`, `Keyword`, `Int`,
    /// `Double`, `Bool`, `Datetime` or `KeywordList`.
    pub fn search_attribute(mut self, name: &str, value_type: &str) -> Self {
        self.search_attributes.push(format!("{name}={value_type}"));
        self
    }

    /// Starts the server, as [`DevServer::start`].
    pub async fn start(self) -> Result<DevServer, DevServerError> {
        let cli = find_cli()?;
        let deadline = Instant::now() + START_TIMEOUT;
        let mut attempt = 1;
        loop {
            let mut server = self.spawn(&cli)?;
            match server.answers(deadline, self.namespaces.as_slice()).await {
                Ok(()) => return Ok(server),
                // Another process may have taken the port since it was found free.
                Err(Unready::Ended(_)) if attempt < ATTEMPTS && server.lost_its_port() => {
                    attempt += 1;
                }
                Err(unready) => return Err(server.explain(&cli, unready)),
            }
        }
    }

    fn spawn(&self, cli: &Path) -> Result<DevServer, DevServerError> {
        let address = free_address()?;
        let mut command = guarded(cli);
        command
            .args(["server", "start-dev", "--headless", "--log-level", "error"])
            .args(["--ip", &address.ip().to_string()])
            .args(["--port", &address.port().to_string()]);
        for name in &self.namespaces {
            command.args(["--namespace", name]);
        }
        for attribute in &self.search_attributes {
            command.args(["--search-attribute", attribute]);
        }
        // The CLI reads them as well, for commands that go to a server: not for one that is it.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("TEMPORAL_") {
                command.env_remove(name);
            }
        }

        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(cfg!(not(unix)))
            .spawn()
            .map_err(|error| DevServerError::cannot_run(cli, error))?;
        Ok(DevServer {
            lifeline: child.stdin.take(),
            complaints: Complaints::follow(&mut child)
                .map_err(|error| DevServerError::cannot_run(cli, error))?,
            child,
            address,
        })
    }
}

#[cfg(unix)]
fn guarded(cli: &Path) -> Command {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", GUARD, "tempoc-dev-server"]).arg(cli);
    command.process_group(0);
    command
}

#[cfg(not(unix))]
fn guarded(cli: &Path) -> Command {
    Command::new(cli)
}

fn free_address() -> Result<SocketAddr, DevServerError> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map_err(|error| {
            DevServerError::caused_by(
                format!("no port is free for a development server: {error}"),
                error,
            )
        })
}

/// Why a started server is of no use.
enum Unready {
    Ended(Option<ExitStatus>),
    Silent,
}

impl DevServer {
    /// Returns once calls about workflows work in every namespace, which is later than the moment
    /// at which the port accepts connections.
    async fn answers(&mut self, deadline: Instant, namespaces: &[String]) -> Result<(), Unready> {
        let mut waiting = namespaces.iter().map(String::as_str).collect::<Vec<_>>();
        waiting.push(DEFAULT_NAMESPACE);
        while let Some(namespace) = waiting.last() {
            if let Ok(ended) = self.child.try_wait()
                && ended.is_some()
            {
                return Err(Unready::Ended(ended));
            }
            if Instant::now() >= deadline {
                return Err(Unready::Silent);
            }
            if self.serves(namespace).await {
                waiting.pop();
            } else {
                sleep(POLL_INTERVAL).await;
            }
        }
        Ok(())
    }

    async fn serves(&self, namespace: &str) -> bool {
        let Ok(target) = Url::parse(&self.url()) else {
            return false;
        };
        let options = ConnectionOptions::new(target)
            .connect_timeout(Duration::from_secs(1))
            .build();
        let asked = timeout(Duration::from_secs(2), async {
            let mut service = Connection::connect(options).await.ok()?.workflow_service();
            let request = CountWorkflowExecutionsRequest {
                namespace: namespace.to_owned(),
                ..Default::default()
            };
            let request = request.into_request();
            service.count_workflow_executions(request).await.ok()
        });
        matches!(asked.await, Ok(Some(_)))
    }

    fn lost_its_port(&self) -> bool {
        self.complaints.text().contains("address already in use")
    }

    fn explain(&self, cli: &Path, unready: Unready) -> DevServerError {
        let cli = cli.display();
        let what = match unready {
            Unready::Ended(Some(status)) => {
                format!("the development server of `{cli}` ended at once ({status})")
            }
            Unready::Ended(None) => format!("the development server of `{cli}` ended at once"),
            Unready::Silent => format!(
                "the development server of `{cli}` did not answer at {} in {START_TIMEOUT:?}",
                self.address
            ),
        };
        let complaints = self.complaints.text();
        DevServerError::new(match complaints.as_str() {
            "" => format!("{what}, and said nothing: see whether `{cli} server start-dev` runs"),
            complaints => format!("{what}, and said: {complaints}"),
        })
    }
}
