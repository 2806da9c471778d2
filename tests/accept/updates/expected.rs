//// cases_v1/client.rs

//! Calls the workflows of `cases.v1`.

use tempoc_runtime as rt;

use super::definitions;
use super::types::Request;

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

    /// Starts it with the update `cancel`, or sends the update to the one that runs already.
    ///
    /// Await it for the workflow's handle and the update's answer.
    pub fn with_cancel(
        self,
        input: Request,
    ) -> rt::UpdateWithStart<definitions::OrderCancel, OrderHandle> {
        let id = definitions::OrderCancel::id(&input);
        self.0.with_update(input, OrderHandle).id(id)
    }

    /// Starts it with the update `ship`, or sends the update to the one that runs already.
    ///
    /// Await it for the workflow's handle and the update's answer.
    pub fn with_ship(self) -> rt::UpdateWithStart<definitions::OrderShip, OrderHandle> {
        let id = definitions::OrderShip::id();
        self.0.with_update((), OrderHandle).id(id)
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
    /// The update `touch`.
    pub fn touch(&self) -> rt::UpdateCall<'_, definitions::OrderTouch> {
        rt::Handle::update(&self.0, ())
    }

    /// The update `rename`.
    pub fn rename(&self, input: String) -> rt::UpdateCall<'_, definitions::OrderRename> {
        rt::Handle::update(&self.0, input)
    }

    /// The update `cancel`.
    pub fn cancel(&self, input: Request) -> rt::UpdateCall<'_, definitions::OrderCancel> {
        let id = definitions::OrderCancel::id(&input);
        rt::Handle::update(&self.0, input).id(id)
    }

    /// The update `ship`.
    pub async fn ship(
        &self,
    ) -> Result<rt::UpdateHandle<definitions::OrderShip>, rt::UpdateError<rt::NoError>> {
        let id = definitions::OrderShip::id();
        rt::Handle::update(&self.0, ()).id(id).start().await
    }
}

//// cases_v1/workflows.rs

//! The workflows of `cases.v1`, to be implemented.

use std::future::Future;

use tempoc_runtime as rt;

use super::definitions;
use super::errors::OrderCancelError;
use super::types::Request;

/// The workflow `order`.
///
/// Implement it for the type that holds the state of an execution.
pub trait OrderWorkflow: Sized + 'static {
    /// Makes the state of a new execution.
    fn init(context: &rt::InitContext) -> Self;

    /// Runs the workflow.
    fn run(context: &OrderContext<Self>) -> impl Future<Output = Result<(), rt::Failure>>;

    /// Handles the update `touch`.
    fn touch(&mut self, context: &rt::SyncContext<'_>);

    /// Handles the update `rename`.
    fn rename(&mut self, context: &rt::SyncContext<'_>, input: String);

    /// Rejects the update `rename` before it is accepted, or lets it through.
    fn validate_rename(&self, context: &rt::ViewContext, input: &str) -> Result<(), rt::Failure>;

    /// Handles the update `cancel`.
    fn cancel(
        &mut self,
        context: &rt::SyncContext<'_>,
        input: Request,
    ) -> Result<bool, OrderCancelError>;

    /// Rejects the update `cancel` before it is accepted, or lets it through.
    fn validate_cancel(
        &self,
        context: &rt::ViewContext,
        input: &Request,
    ) -> Result<(), OrderCancelError>;

    /// Handles the update `ship`.
    fn ship(&mut self, context: &rt::SyncContext<'_>) -> String;
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
            .update(&["touch"], |workflow, context, ()| {
                workflow.touch(context);
                Ok::<(), rt::Failure>(())
            })
            .validated_update(
                &["rename"],
                |workflow, context, input: &String| workflow.validate_rename(context, input),
                |workflow, context, input| {
                    workflow.rename(context, input);
                    Ok::<(), rt::Failure>(())
                },
            )
            .validated_update(
                &["cancel"],
                |workflow, context, input| {
                    workflow
                        .validate_cancel(context, input)
                        .map_err(rt::Failure::Declared)
                },
                |workflow, context, input| {
                    workflow
                        .cancel(context, input)
                        .map_err(rt::Failure::Declared)
                },
            )
            .update(&["ship"], |workflow, context, ()| {
                Ok::<_, rt::Failure>(workflow.ship(context))
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
