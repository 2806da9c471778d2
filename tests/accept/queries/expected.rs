//// cases_v1/client.rs

//! Calls the workflows of `cases.v1`.

use tempoc_runtime as rt;

use super::definitions;
use super::types::{Filter, State};

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

    /// Starts the workflow `order`.
    ///
    /// Await it to start the workflow and get its handle.
    pub fn order(&self, id: impl Into<String>) -> OrderStart {
        OrderStart(rt::Start::new(&self.client, id, ()))
    }

    /// A workflow `order` that was started before, by its id.
    pub fn order_by_id(&self, id: impl Into<String>) -> OrderHandle {
        OrderHandle(rt::Handle::by_id(&self.client, id))
    }
}

/// A workflow `order` that has not been started yet.
#[must_use = "a workflow is started when this is awaited"]
#[derive(Debug)]
pub struct OrderStart(rt::Start<definitions::Order>);

impl OrderStart {
    rt::start_options!();

    /// Starts it and waits for its output.
    pub async fn execute(self) -> Result<(), rt::ExecuteError<rt::NoError>> {
        Ok(self.await?.result().await?)
    }
}

impl std::future::IntoFuture for OrderStart {
    type Output = Result<OrderHandle, rt::StartError>;
    type IntoFuture = std::pin::Pin<Box<dyn std::future::Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.0.start().await.map(OrderHandle) })
    }
}

/// The workflow `order`.
///
/// A handle of a workflow that runs or has run, with its signals, queries and updates.
#[derive(Debug)]
pub struct OrderHandle(rt::Handle<definitions::Order>);

impl std::ops::Deref for OrderHandle {
    type Target = rt::Handle<definitions::Order>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl OrderHandle {
    /// The query `state`.
    pub async fn state(&self) -> Result<State, rt::QueryError> {
        rt::Handle::query::<definitions::OrderState>(&self.0, ()).await
    }

    /// The query `find`.
    pub async fn find(&self, input: Filter) -> Result<u32, rt::QueryError> {
        rt::Handle::query::<definitions::OrderFind>(&self.0, input).await
    }
}

//// cases_v1/workflows.rs

//! The workflows of `cases.v1`, to be implemented.

use std::future::Future;

use tempoc_runtime as rt;

use super::definitions;
use super::types::{Filter, State};

/// The workflow `order`.
///
/// Implement it for the type that holds the state of an execution.
pub trait OrderWorkflow: Sized + 'static {
    /// Makes the state of a new execution.
    fn init(context: &rt::InitContext) -> Self;

    /// Runs the workflow.
    fn run(context: &OrderContext<Self>) -> impl Future<Output = Result<(), rt::Failure>>;

    /// Answers the query `state`.
    fn state(&self, context: &rt::ViewContext) -> State;

    /// Answers the query `find`.
    fn find(&self, context: &rt::ViewContext, input: Filter) -> u32;
}

/// The context of `order`'s `run` and asynchronous handlers, for the type `T` that implements it.
pub type OrderContext<T> = rt::Context<definitions::Order, T>;

impl<T: OrderWorkflow> rt::ServeWorkflow<T> for definitions::Order {
    fn init(context: &rt::InitContext, (): &()) -> T {
        T::init(context)
    }

    async fn run(context: &OrderContext<T>, (): ()) -> Result<(), rt::Failure> {
        T::run(context).await
    }

    fn messages() -> rt::Messages<Self, T> {
        rt::Messages::<Self, T>::new()
            .query(&["state"], |workflow, context, ()| workflow.state(context))
            .query(&["Find", "search"], |workflow, context, input| {
                workflow.find(context, input)
            })
    }
}

impl rt::Stubs for definitions::Order {
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
    /// Starts the workflow `order`.
    pub fn order(
        &self,
        id: impl Into<String>,
    ) -> rt::ChildCall<'a, definitions::Order, OrderChild> {
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
    /// A running `order`, by its workflow id.
    pub fn order(&self, id: impl Into<String>) -> OrderExternal {
        OrderExternal(rt::External::new(self.0, id))
    }
}

/// A workflow `order` that this workflow has started.
#[derive(Debug)]
pub struct OrderChild(rt::StartedChild<definitions::Order>);

impl From<rt::StartedChild<definitions::Order>> for OrderChild {
    fn from(child: rt::StartedChild<definitions::Order>) -> Self {
        Self(child)
    }
}

impl std::ops::Deref for OrderChild {
    type Target = rt::StartedChild<definitions::Order>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl OrderChild {
    /// The rest of its life: await it for its output.
    pub fn result(self) -> rt::RunningChild<definitions::Order> {
        self.0.result()
    }
}

/// A workflow `order` that runs elsewhere.
#[derive(Debug)]
pub struct OrderExternal(rt::External<definitions::Order>);

impl std::ops::Deref for OrderExternal {
    type Target = rt::External<definitions::Order>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}
