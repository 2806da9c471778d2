//// cases_v1/client.rs

//! Calls the workflows of `cases.v1`.

use tempoc_runtime as rt;

use super::definitions;
use super::types::Note;

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

    /// Starts it with the signal `approve`, or sends the signal to the one that runs already.
    pub async fn with_approve(self, input: String) -> Result<OrderHandle, rt::StartError> {
        let handle = rt::Start::with_signal::<definitions::OrderApprove>(self.0, input);
        handle.await.map(OrderHandle)
    }

    /// Starts it with the signal `poke`, or sends the signal to the one that runs already.
    pub async fn with_poke(self) -> Result<OrderHandle, rt::StartError> {
        let handle = rt::Start::with_signal::<definitions::OrderPoke>(self.0, ());
        handle.await.map(OrderHandle)
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
    /// The signal `pause`.
    pub async fn pause(&self) -> Result<(), rt::SignalError> {
        rt::Handle::signal::<definitions::OrderPause>(&self.0, ()).await
    }

    /// The signal `add_note`.
    pub async fn add_note(&self, input: Note) -> Result<(), rt::SignalError> {
        rt::Handle::signal::<definitions::OrderAddNote>(&self.0, input).await
    }

    /// The signal `approve`.
    pub async fn approve(&self, input: String) -> Result<(), rt::SignalError> {
        rt::Handle::signal::<definitions::OrderApprove>(&self.0, input).await
    }

    /// The signal `poke`.
    pub async fn poke(&self) -> Result<(), rt::SignalError> {
        rt::Handle::signal::<definitions::OrderPoke>(&self.0, ()).await
    }

    /// The signal `later`.
    pub async fn later(&self, input: Note) -> Result<(), rt::SignalError> {
        rt::Handle::signal::<definitions::OrderLater>(&self.0, input).await
    }

    /// The signal `soon`.
    pub async fn soon(&self) -> Result<(), rt::SignalError> {
        rt::Handle::signal::<definitions::OrderSoon>(&self.0, ()).await
    }
}

//// cases_v1/workflows.rs

//! The workflows of `cases.v1`, to be implemented.

use std::future::Future;

use tempoc_runtime as rt;

use super::definitions;
use super::types::Note;

/// The workflow `order`.
///
/// Implement it for the type that holds the state of an execution.
pub trait OrderWorkflow: Sized + 'static {
    /// Makes the state of a new execution.
    fn init(context: &rt::InitContext) -> Self;

    /// Runs the workflow.
    fn run(context: &OrderContext<Self>) -> impl Future<Output = Result<(), rt::Failure>>;

    /// Handles the signal `pause`.
    fn pause(&mut self, context: &rt::SyncContext<'_>);

    /// Handles the signal `add_note`.
    fn add_note(&mut self, context: &rt::SyncContext<'_>, input: Note);

    /// Handles the signal `approve`.
    fn approve(&mut self, context: &rt::SyncContext<'_>, input: String);

    /// Handles the signal `poke`.
    fn poke(&mut self, context: &rt::SyncContext<'_>);

    /// Handles the signal `later`.
    fn later(context: &OrderContext<Self>, input: Note) -> impl Future<Output = ()>;

    /// Handles the signal `soon`.
    fn soon(context: &OrderContext<Self>) -> impl Future<Output = ()>;
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
            .signal(&["pause"], |workflow, context, ()| workflow.pause(context))
            .signal(&["add_note"], |workflow, context, input| {
                workflow.add_note(context, input)
            })
            .signal(&["approve"], |workflow, context, input| {
                workflow.approve(context, input)
            })
            .signal(&["Poke", "prod", "nudge"], |workflow, context, ()| {
                workflow.poke(context)
            })
            .async_signal(&["later"], |context, input| async move {
                T::later(&context, input).await
            })
            .async_signal(
                &["soon"],
                |context, ()| async move { T::soon(&context).await },
            )
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

/// A workflow `order` that this workflow has started, with its signals.
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

    /// Sends the signal `pause`.
    pub async fn pause(&self) -> Result<(), rt::CallFailure> {
        rt::StartedChild::signal::<definitions::OrderPause>(&self.0, ()).await
    }

    /// Sends the signal `add_note`.
    pub async fn add_note(&self, input: Note) -> Result<(), rt::CallFailure> {
        rt::StartedChild::signal::<definitions::OrderAddNote>(&self.0, input).await
    }

    /// Sends the signal `approve`.
    pub async fn approve(&self, input: String) -> Result<(), rt::CallFailure> {
        rt::StartedChild::signal::<definitions::OrderApprove>(&self.0, input).await
    }

    /// Sends the signal `poke`.
    pub async fn poke(&self) -> Result<(), rt::CallFailure> {
        rt::StartedChild::signal::<definitions::OrderPoke>(&self.0, ()).await
    }

    /// Sends the signal `later`.
    pub async fn later(&self, input: Note) -> Result<(), rt::CallFailure> {
        rt::StartedChild::signal::<definitions::OrderLater>(&self.0, input).await
    }

    /// Sends the signal `soon`.
    pub async fn soon(&self) -> Result<(), rt::CallFailure> {
        rt::StartedChild::signal::<definitions::OrderSoon>(&self.0, ()).await
    }
}

/// A workflow `order` that runs elsewhere, with its signals.
#[derive(Debug)]
pub struct OrderExternal(rt::External<definitions::Order>);

impl std::ops::Deref for OrderExternal {
    type Target = rt::External<definitions::Order>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl OrderExternal {
    /// Sends the signal `pause`.
    pub async fn pause(&self) -> Result<(), rt::CallFailure> {
        rt::External::signal::<definitions::OrderPause>(&self.0, ()).await
    }

    /// Sends the signal `add_note`.
    pub async fn add_note(&self, input: Note) -> Result<(), rt::CallFailure> {
        rt::External::signal::<definitions::OrderAddNote>(&self.0, input).await
    }

    /// Sends the signal `approve`.
    pub async fn approve(&self, input: String) -> Result<(), rt::CallFailure> {
        rt::External::signal::<definitions::OrderApprove>(&self.0, input).await
    }

    /// Sends the signal `poke`.
    pub async fn poke(&self) -> Result<(), rt::CallFailure> {
        rt::External::signal::<definitions::OrderPoke>(&self.0, ()).await
    }

    /// Sends the signal `later`.
    pub async fn later(&self, input: Note) -> Result<(), rt::CallFailure> {
        rt::External::signal::<definitions::OrderLater>(&self.0, input).await
    }

    /// Sends the signal `soon`.
    pub async fn soon(&self) -> Result<(), rt::CallFailure> {
        rt::External::signal::<definitions::OrderSoon>(&self.0, ()).await
    }
}
