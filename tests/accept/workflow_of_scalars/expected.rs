//// cases_v1/client.rs

//! Calls the workflows of `cases.v1`.

use tempoc_runtime as rt;

use super::definitions;

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

    /// Starts the workflow `shout`.
    ///
    /// Await it to start the workflow and get its handle.
    pub fn shout(&self, input: String) -> ShoutStart {
        ShoutStart(rt::Start::new(
            &self.client,
            definitions::Shout::id(&input),
            input,
        ))
    }

    /// A workflow `shout` that was started before, by its id.
    pub fn shout_by_id(&self, id: impl Into<String>) -> ShoutHandle {
        ShoutHandle(rt::Handle::by_id(&self.client, id))
    }

    /// Starts the workflow `double`.
    ///
    /// Await it to start the workflow and get its handle.
    pub fn double(&self, input: i64) -> DoubleStart {
        DoubleStart(rt::Start::new(
            &self.client,
            definitions::Double::id(),
            input,
        ))
    }

    /// A workflow `double` that was started before, by its id.
    pub fn double_by_id(&self, id: impl Into<String>) -> DoubleHandle {
        DoubleHandle(rt::Handle::by_id(&self.client, id))
    }

    /// Starts the workflow `fixed`.
    ///
    /// Await it to start the workflow and get its handle.
    pub fn fixed(&self, input: bool) -> FixedStart {
        FixedStart(rt::Start::new(
            &self.client,
            definitions::Fixed::id(),
            input,
        ))
    }

    /// A workflow `fixed` that was started before, by its id.
    pub fn fixed_by_id(&self, id: impl Into<String>) -> FixedHandle {
        FixedHandle(rt::Handle::by_id(&self.client, id))
    }
}

/// A workflow `shout` that has not been started yet.
#[must_use = "a workflow is started when this is awaited"]
#[derive(Debug)]
pub struct ShoutStart(rt::Start<definitions::Shout>);

impl ShoutStart {
    rt::start_options!();

    /// Starts it and waits for its output.
    pub async fn execute(self) -> Result<String, rt::ExecuteError<rt::NoError>> {
        Ok(self.await?.result().await?)
    }
}

impl std::future::IntoFuture for ShoutStart {
    type Output = Result<ShoutHandle, rt::StartError>;
    type IntoFuture = std::pin::Pin<Box<dyn std::future::Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.0.start().await.map(ShoutHandle) })
    }
}

/// The workflow `shout`.
///
/// A handle of a workflow that runs or has run, with its signals, queries and updates.
#[derive(Debug)]
pub struct ShoutHandle(rt::Handle<definitions::Shout>);

impl std::ops::Deref for ShoutHandle {
    type Target = rt::Handle<definitions::Shout>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// A workflow `double` that has not been started yet.
#[must_use = "a workflow is started when this is awaited"]
#[derive(Debug)]
pub struct DoubleStart(rt::Start<definitions::Double>);

impl DoubleStart {
    rt::start_options!();

    /// Starts it and waits for its output.
    pub async fn execute(self) -> Result<i64, rt::ExecuteError<rt::NoError>> {
        Ok(self.await?.result().await?)
    }
}

impl std::future::IntoFuture for DoubleStart {
    type Output = Result<DoubleHandle, rt::StartError>;
    type IntoFuture = std::pin::Pin<Box<dyn std::future::Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.0.start().await.map(DoubleHandle) })
    }
}

/// The workflow `double`.
///
/// A handle of a workflow that runs or has run, with its signals, queries and updates.
#[derive(Debug)]
pub struct DoubleHandle(rt::Handle<definitions::Double>);

impl std::ops::Deref for DoubleHandle {
    type Target = rt::Handle<definitions::Double>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// A workflow `fixed` that has not been started yet.
#[must_use = "a workflow is started when this is awaited"]
#[derive(Debug)]
pub struct FixedStart(rt::Start<definitions::Fixed>);

impl FixedStart {
    rt::start_options!();

    /// Starts it and waits for its output.
    pub async fn execute(self) -> Result<f64, rt::ExecuteError<rt::NoError>> {
        Ok(self.await?.result().await?)
    }
}

impl std::future::IntoFuture for FixedStart {
    type Output = Result<FixedHandle, rt::StartError>;
    type IntoFuture = std::pin::Pin<Box<dyn std::future::Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.0.start().await.map(FixedHandle) })
    }
}

/// The workflow `fixed`.
///
/// A handle of a workflow that runs or has run, with its signals, queries and updates.
#[derive(Debug)]
pub struct FixedHandle(rt::Handle<definitions::Fixed>);

impl std::ops::Deref for FixedHandle {
    type Target = rt::Handle<definitions::Fixed>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

//// cases_v1/definitions.rs

//! The definitions of `cases.v1`: what is addressed by name, and what the contract says about
//! it.

use tempoc_runtime as rt;
use tempoc_runtime::json;

/// The workflow `shout`.
#[derive(Clone, Copy, Debug)]
pub struct Shout;

impl rt::Workflow for Shout {
    type Input = String;
    type Output = String;
    type Error = rt::NoError;

    const NAME: &'static str = "cases.v1.Shout";
    const OPTIONS: rt::WorkflowOptions = rt::WorkflowOptions::on("work");
}

impl Shout {
    /// The workflow id that the contract makes of an input.
    pub fn id(input: &str) -> String {
        format!("shout/{input}")
    }
}

/// The workflow `double`.
#[derive(Clone, Copy, Debug)]
pub struct Double;

impl rt::Workflow for Double {
    type Input = i64;
    type Output = i64;
    type Error = rt::NoError;

    const NAME: &'static str = "cases.v1.Double";
    const OPTIONS: rt::WorkflowOptions = rt::WorkflowOptions::on("work");
}

impl Double {
    /// The workflow id that the contract makes.
    pub fn id() -> String {
        format!("double/{}", json::Uuid::new_v4())
    }
}

/// The workflow `fixed`.
#[derive(Clone, Copy, Debug)]
pub struct Fixed;

impl rt::Workflow for Fixed {
    type Input = bool;
    type Output = f64;
    type Error = rt::NoError;

    const NAME: &'static str = "cases.v1.Fixed";
    const OPTIONS: rt::WorkflowOptions = rt::WorkflowOptions::on("work");
}

impl Fixed {
    /// The workflow id that the contract makes.
    pub fn id() -> String {
        "fixed".to_owned()
    }
}
