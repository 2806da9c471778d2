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

    /// Starts the workflow `tick`.
    ///
    /// Await it to start the workflow and get its handle.
    pub fn tick(&self, id: impl Into<String>) -> TickStart {
        TickStart(rt::Start::new(&self.client, id, ()))
    }

    /// A workflow `tick` that was started before, by its id.
    pub fn tick_by_id(&self, id: impl Into<String>) -> TickHandle {
        TickHandle(rt::Handle::by_id(&self.client, id))
    }
}

/// A workflow `tick` that has not been started yet.
#[must_use = "a workflow is started when this is awaited"]
#[derive(Debug)]
pub struct TickStart(rt::Start<definitions::Tick>);

impl TickStart {
    rt::start_options!();

    /// Starts it and waits for its output.
    pub async fn execute(self) -> Result<(), rt::ExecuteError<rt::NoError>> {
        Ok(self.await?.result().await?)
    }
}

impl std::future::IntoFuture for TickStart {
    type Output = Result<TickHandle, rt::StartError>;
    type IntoFuture = std::pin::Pin<Box<dyn std::future::Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.0.start().await.map(TickHandle) })
    }
}

/// The workflow `tick`.
///
/// A handle of a workflow that runs or has run, with its signals, queries and updates.
#[derive(Debug)]
pub struct TickHandle(rt::Handle<definitions::Tick>);

impl std::ops::Deref for TickHandle {
    type Target = rt::Handle<definitions::Tick>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

//// cases_v1/workflows.rs

//! The workflows of `cases.v1`, to be implemented.

use std::future::Future;

use tempoc_runtime as rt;

use super::definitions;

/// The workflow `tick`.
///
/// Implement it for the type that holds the state of an execution.
pub trait TickWorkflow: Sized + 'static {
    /// Makes the state of a new execution.
    fn init(context: &rt::InitContext) -> Self;

    /// Runs the workflow.
    fn run(context: &TickContext<Self>) -> impl Future<Output = Result<(), rt::Failure>>;
}

/// The context of `tick`'s `run` and asynchronous handlers, for the type `T` that implements it.
pub type TickContext<T> = rt::Context<definitions::Tick, T>;

impl<T: TickWorkflow> rt::ServeWorkflow<T> for definitions::Tick {
    fn init(context: &rt::InitContext, (): &()) -> T {
        T::init(context)
    }

    async fn run(context: &TickContext<T>, (): ()) -> Result<(), rt::Failure> {
        T::run(context).await
    }

    fn messages() -> rt::Messages<Self, T> {
        rt::Messages::<Self, T>::new()
    }
}

impl rt::Stubs for definitions::Tick {
    type Activities<'a> = rt::NoCalls;
    type Children<'a> = ChildCalls<'a>;
    type External<'a> = ExternalCalls<'a>;
}

/// The workflows of the package, to be started as children.
#[derive(Clone, Copy, Debug)]
pub struct ChildCalls<'a>(rt::Caller<'a>);

impl<'a> From<rt::Caller<'a>> for ChildCalls<'a> {
    fn from(caller: rt::Caller<'a>) -> Self {
        Self(caller)
    }
}

impl<'a> ChildCalls<'a> {
    /// Starts the workflow `tick`.
    pub fn tick(&self, id: impl Into<String>) -> rt::ChildCall<'a, definitions::Tick, TickChild> {
        const OPTIONS: rt::ChildOptions = rt::ChildOptions {
            same_task_queue: true,
            ..rt::ChildOptions::of(rt::WorkflowOptions::on("work"))
        };
        let id = id.into();
        rt::ChildCall::new(self.0, OPTIONS, id, ())
    }
}

/// The running workflows of the package, by id.
#[derive(Clone, Copy, Debug)]
pub struct ExternalCalls<'a>(rt::Caller<'a>);

impl<'a> From<rt::Caller<'a>> for ExternalCalls<'a> {
    fn from(caller: rt::Caller<'a>) -> Self {
        Self(caller)
    }
}

impl<'a> ExternalCalls<'a> {
    /// A running `tick`, by its workflow id.
    pub fn tick(&self, id: impl Into<String>) -> TickExternal {
        TickExternal(rt::External::new(self.0, id))
    }
}

/// A workflow `tick` that this workflow has started.
#[derive(Debug)]
pub struct TickChild(rt::StartedChild<definitions::Tick>);

impl From<rt::StartedChild<definitions::Tick>> for TickChild {
    fn from(child: rt::StartedChild<definitions::Tick>) -> Self {
        Self(child)
    }
}

impl std::ops::Deref for TickChild {
    type Target = rt::StartedChild<definitions::Tick>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl TickChild {
    /// The rest of its life: await it for its output.
    pub fn result(self) -> rt::RunningChild<definitions::Tick> {
        self.0.result()
    }
}

/// A workflow `tick` that runs elsewhere.
#[derive(Debug)]
pub struct TickExternal(rt::External<definitions::Tick>);

impl std::ops::Deref for TickExternal {
    type Target = rt::External<definitions::Tick>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}
