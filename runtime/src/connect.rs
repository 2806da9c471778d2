//! Connecting to a server, with an answer within seconds when that fails.
//!
//! Every function here gives up early and says in one sentence what was tried and what to do.
//! `connect_from_env` is the one for programs: it reads the variables and the `temporal.toml`
//! that the Temporal CLI and the other SDKs read. [`connect`] takes an address and a namespace,
//! and [`connect_with`] the SDK's own options, for a codec, interceptors or certificates from
//! elsewhere.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use temporalio_client::errors::ClientConnectError;
use temporalio_client::tonic::{Code, IntoRequest, Status};
use temporalio_client::{Client, ClientOptions, Connection, ConnectionOptions, Url};
use temporalio_common::data_converters::{
    DataConverter, DefaultPayloadCodec, PayloadCodec, PayloadConverter,
};
use temporalio_common::protos::temporal::api::workflowservice::v1::DescribeNamespaceRequest;
use tokio::net::TcpStream;
use tokio::time::timeout;

mod from_env;

pub use from_env::connect_from_env;

/// How long the server's port may take to accept a connection.
const REACH_TIMEOUT: Duration = Duration::from_secs(3);

/// How long a port that accepts may take to answer as a Temporal server.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);

/// Where a server listens unless told otherwise.
const DEFAULT_PORT: u16 = 7233;

/// Why no usable connection came about, as one sentence with the address and the mend.
///
/// The predicates tell the cases apart; the text is for people and may change.
#[derive(Debug)]
pub struct ConnectError {
    kind: Kind,
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Configuration,
    Unreachable,
    Handshake,
    Refused,
    NamespaceNotFound,
}

impl ConnectError {
    /// True when the address, a variable, a file or a certificate could not be used; no server
    /// was asked.
    pub fn is_configuration(&self) -> bool {
        self.kind == Kind::Configuration
    }

    /// True when nothing accepts connections at the address. Trying again later may help.
    pub fn is_unreachable(&self) -> bool {
        self.kind == Kind::Unreachable
    }

    /// True when something accepts connections there but did not answer as a Temporal server,
    /// as when one side speaks TLS and the other does not.
    pub fn is_handshake(&self) -> bool {
        self.kind == Kind::Handshake
    }

    /// True when the server answered and turned the caller away, as with a wrong API key.
    pub fn is_refused(&self) -> bool {
        self.kind == Kind::Refused
    }

    /// True when the server answered and does not have the namespace.
    pub fn is_namespace_not_found(&self) -> bool {
        self.kind == Kind::NamespaceNotFound
    }

    fn new(kind: Kind, message: String) -> Self {
        Self {
            kind,
            message,
            source: None,
        }
    }

    fn caused_by(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for ConnectError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}

/// Connects to the server at `address` (`host:port` or a URL; `https://` asks for TLS) and binds
/// the client to `namespace`.
///
/// Fails within seconds when the server is not there or does not have the namespace.
pub async fn connect(address: &str, namespace: &str) -> Result<Client, ConnectError> {
    let target = parse_address(address)?;
    let tls = (target.scheme() == "https").then(Default::default);
    let connection = ConnectionOptions::new(target)
        .maybe_tls_options(tls)
        .build();
    connect_with(connection, client_options(namespace)).await
}

/// Connects as the SDK's own options say.
///
/// What it adds to `Client::connect`: it fails within seconds when the server is not there or
/// does not have the namespace, and an empty identity becomes `process id@program`. The data
/// converter of `client` is used as it is: see [`data_converter`].
pub async fn connect_with(
    mut connection: ConnectionOptions,
    client: ClientOptions,
) -> Result<Client, ConnectError> {
    if connection.identity.is_empty() {
        connection.identity = identity();
    }
    connection.connect_timeout.get_or_insert(REACH_TIMEOUT);

    let server = Server::of(&connection);
    if connection.http_connect_proxy.is_none() && connection.service_override.is_none() {
        server.reach().await?;
    }
    let connection = timeout(ANSWER_TIMEOUT, Connection::connect(connection))
        .await
        .map_err(|_| server.silent())?
        .map_err(|error| server.failed(error))?;
    server
        .check_namespace(&connection, &client.namespace)
        .await?;

    Client::new(connection, client).map_err(|error| server.failed(error.into()))
}

/// The data converter that clients and workers of generated code use: the SDK's, except that a
/// declared error of an update arrives as itself.
///
/// [`connect`] and `connect_from_env` use it; give it to the client options of [`connect_with`].
pub fn data_converter() -> DataConverter {
    data_converter_with(DefaultPayloadCodec)
}

/// [`data_converter`] with a codec, which compresses or encrypts every payload on its way out and
/// undoes it on its way in.
pub fn data_converter_with(codec: impl PayloadCodec + Send + Sync + 'static) -> DataConverter {
    // Only a worker has errors of updates to write; reading them needs nothing special.
    #[cfg(feature = "worker")]
    let failures = crate::worker::HoistingFailureConverter::new();
    #[cfg(not(feature = "worker"))]
    let failures = temporalio_common::data_converters::DefaultFailureConverter::default();
    DataConverter::new(PayloadConverter::default(), failures, codec)
}

fn client_options(namespace: &str) -> ClientOptions {
    ClientOptions::new(namespace)
        .data_converter(data_converter())
        .build()
}

fn parse_address(address: &str) -> Result<Url, ConnectError> {
    // `localhost:7233` parses as a URL of the scheme `localhost`, so a host must have been found.
    let url = match Url::parse(address) {
        Ok(url) if url.has_host() => Ok(url),
        _ => Url::parse(&format!("http://{address}")),
    };
    match url {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url),
        Ok(url) => Err(invalid_address(
            address,
            &format!("unknown scheme `{}`", url.scheme()),
        )),
        Err(error) => Err(invalid_address(address, &error.to_string()).caused_by(error)),
    }
}

fn invalid_address(address: &str, reason: &str) -> ConnectError {
    ConnectError::new(
        Kind::Configuration,
        format!(
            "`{address}` is no address of a Temporal server ({reason}): \
             write `host:port`, as in `localhost:{DEFAULT_PORT}`"
        ),
    )
}

/// Tells this process apart in histories and in the list of a task queue's workers.
fn identity() -> String {
    let program = std::env::current_exe().ok();
    let name = program
        .as_deref()
        .and_then(|path| path.file_stem())
        .map_or_else(|| "tempoc".into(), |name| name.to_string_lossy());
    format!("{}@{name}", std::process::id())
}

/// What is being connected to, for the sentences.
struct Server {
    host: String,
    port: u16,
    tls: bool,
}

impl Server {
    fn of(options: &ConnectionOptions) -> Self {
        let target = &options.target;
        Self {
            host: target.host_str().unwrap_or_default().to_owned(),
            port: target.port_or_known_default().unwrap_or(DEFAULT_PORT),
            tls: options.tls_options.is_some() || target.scheme() == "https",
        }
    }

    /// Fails at once when nothing listens, which the SDK's balanced channel would hide by trying
    /// on and on.
    async fn reach(&self) -> Result<(), ConnectError> {
        let host = self.host.trim_matches(['[', ']']);
        let reached = timeout(REACH_TIMEOUT, TcpStream::connect((host, self.port))).await;
        match reached {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(self.unreachable(&error.to_string()).caused_by(error)),
            Err(_) => Err(self.unreachable(&format!("no answer in {REACH_TIMEOUT:?}"))),
        }
    }

    /// A missing namespace would otherwise show only at the first call, and in a worker as polls
    /// that are retried for ever. A caller who may not ask is let through.
    async fn check_namespace(
        &self,
        connection: &Connection,
        namespace: &str,
    ) -> Result<(), ConnectError> {
        let request = DescribeNamespaceRequest {
            namespace: namespace.to_owned(),
            ..Default::default()
        };
        let mut service = connection.workflow_service();
        let answer = timeout(
            ANSWER_TIMEOUT,
            service.describe_namespace(request.into_request()),
        );
        match answer.await {
            Ok(Err(status)) if status.code() == Code::NotFound => Err(ConnectError::new(
                Kind::NamespaceNotFound,
                format!(
                    "the Temporal server at `{self}` has no namespace `{namespace}`: create it \
                     with `temporal operator namespace create --namespace {namespace}`, or set \
                     TEMPORAL_NAMESPACE to another"
                ),
            )
            .caused_by(status)),
            _ => Ok(()),
        }
    }

    fn failed(&self, error: ClientConnectError) -> ConnectError {
        match &error {
            ClientConnectError::TonicTransportError(transport) => {
                self.misunderstood(&innermost(transport))
            }
            ClientConnectError::SystemInfoCallError(status) => self.answered(status),
            ClientConnectError::DnsResolutionError { source, .. } => {
                self.unreachable(&source.to_string())
            }
            _ => ConnectError::new(
                Kind::Configuration,
                format!("the connection to `{self}` cannot be set up: {error}"),
            ),
        }
        .caused_by(error)
    }

    fn answered(&self, status: &Status) -> ConnectError {
        match status.code() {
            Code::Unauthenticated | Code::PermissionDenied => ConnectError::new(
                Kind::Refused,
                format!(
                    "the Temporal server at `{self}` refused the caller ({}): check \
                     TEMPORAL_API_KEY, or the client certificate",
                    status.message()
                ),
            ),
            _ => self.misunderstood(&match status.source() {
                Some(source) => innermost(source),
                None => status.message().to_owned(),
            }),
        }
    }

    fn silent(&self) -> ConnectError {
        self.misunderstood(&format!("no answer in {ANSWER_TIMEOUT:?}"))
    }

    fn unreachable(&self, reason: &str) -> ConnectError {
        let start = match (self.host.as_str(), self.port) {
            ("localhost" | "127.0.0.1" | "[::1]", port) if port != DEFAULT_PORT => {
                format!("temporal server start-dev --port {port}")
            }
            _ => "temporal server start-dev".to_owned(),
        };
        ConnectError::new(
            Kind::Unreachable,
            format!(
                "no Temporal server listens at `{self}` ({reason}): start one with `{start}`, \
                 or set TEMPORAL_ADDRESS to where one runs"
            ),
        )
    }

    fn misunderstood(&self, reason: &str) -> ConnectError {
        let message = if self.tls {
            format!(
                "what listens at `{self}` did not agree on TLS as a Temporal server ({reason}): \
                 set TEMPORAL_TLS=false if it has none, or check its certificate and \
                 TEMPORAL_TLS_SERVER_CA_CERT_PATH"
            )
        } else {
            format!(
                "what listens at `{self}` did not answer as a Temporal server ({reason}): \
                 set TEMPORAL_TLS=true if it speaks TLS, or check the address"
            )
        };
        ConnectError::new(Kind::Handshake, message)
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

/// The outer layers of a transport error say only "transport error".
fn innermost(error: &(dyn Error + 'static)) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}
