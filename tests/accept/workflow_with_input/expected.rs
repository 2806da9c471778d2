//// cases_v1/client.rs

//! Calls the workflows of `cases.v1`.

use tempoc_runtime as rt;

use super::definitions;
use super::types::{Input, Output};

/// Starts and finds the workflows of `cases.v1`.
#[derive(Clone, Debug)]
pub struct CasesClient {
    client: rt::sdk::Client,
}

impl CasesClient {
    /// A client on a connection that is already made.
    pub fn new(client: rt::sdk::Client) -> Self {
        Self { client }
    }

    /// Connects to where the environment and `temporal.toml` say, else to a server on this machine.
    pub async fn connect_from_env() -> Result<Self, rt::ConnectError> {
        rt::connect_from_env().await.map(Self::new)
    }

    /// The SDK's own client.
    pub fn sdk(&self) -> &rt::sdk::Client {
        &self.client
    }

    /// Starts the workflow `greet`.
    ///
    /// Await it to start the workflow and get its handle.
    pub fn greet(&self, input: Input) -> GreetStart {
        GreetStart(rt::Start::new(
            &self.client,
            definitions::Greet::id(&input),
            input,
        ))
    }

    /// A workflow `greet` that was started before, by its id.
    pub fn greet_by_id(&self, id: impl Into<String>) -> GreetHandle {
        GreetHandle(rt::Handle::by_id(&self.client, id))
    }
}

/// A workflow `greet` that has not been started yet.
#[must_use = "a workflow is started when this is awaited"]
#[derive(Debug)]
pub struct GreetStart(rt::Start<definitions::Greet>);

impl GreetStart {
    rt::start_options!();

    /// Starts it and waits for its output.
    pub async fn execute(self) -> Result<Output, rt::ExecuteError<rt::NoError>> {
        Ok(self.await?.result().await?)
    }
}

impl std::future::IntoFuture for GreetStart {
    type Output = Result<GreetHandle, rt::StartError>;
    type IntoFuture = std::pin::Pin<Box<dyn std::future::Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.0.start().await.map(GreetHandle) })
    }
}

/// The workflow `greet`.
///
/// A handle of a workflow that runs or has run, with its signals, queries and updates.
#[derive(Debug)]
pub struct GreetHandle(rt::Handle<definitions::Greet>);

impl std::ops::Deref for GreetHandle {
    type Target = rt::Handle<definitions::Greet>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

//// cases_v1/definitions.rs

//! The definitions of `cases.v1`: what is addressed by name, and what the contract says about
//! it.

use tempoc_runtime as rt;

use super::types::{Input, Output};

/// The workflow `greet`.
#[derive(Clone, Copy, Debug)]
pub struct Greet;

impl rt::Workflow for Greet {
    type Input = Input;
    type Output = Output;
    type Error = rt::NoError;

    const NAME: &'static str = "cases.v1.Greet";
    const ALIASES: &'static [&'static str] = &["Greet0"];
    const OPTIONS: rt::WorkflowOptions = rt::WorkflowOptions::on("work");
}

impl Greet {
    /// The workflow id that the contract makes of an input.
    pub fn id(input: &Input) -> String {
        format!("greet/{}/{}/{{x}}", input.to.country, input.name)
    }
}
