//// cases_v1/workflows.rs

//! The workflows of `cases.v1`, to be implemented.

use std::future::Future;
use std::time::Duration;

use tempoc_runtime as rt;

use super::definitions;
use super::types::Parcel;

/// The workflow `order`.
///
/// Implement it for the type that holds the state of an execution.
pub trait OrderWorkflow: Sized + 'static {
    /// Makes the state of a new execution.
    fn init(context: &rt::InitContext) -> Self;

    /// Runs the workflow.
    fn run(context: &OrderContext<Self>) -> impl Future<Output = Result<(), rt::Failure>>;
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
    }
}

impl rt::Stubs for definitions::Order {
    type Activities<'a> = rt::NoCalls;
    type Children<'a> = OrderChildCalls<'a>;
    type External<'a> = ExternalCalls<'a>;
}

/// The workflows that `order` may start.
#[derive(Clone, Copy, Debug)]
pub struct OrderChildCalls<'a>(rt::Caller<'a>);

impl<'a> From<rt::Caller<'a>> for OrderChildCalls<'a> {
    fn from(caller: rt::Caller<'a>) -> Self {
        Self(caller)
    }
}

impl<'a> OrderChildCalls<'a> {
    /// Starts the workflow `ship`.
    pub fn ship(&self, input: Parcel) -> rt::ChildCall<'a, definitions::Ship, ShipChild> {
        const OPTIONS: rt::ChildOptions = rt::ChildOptions {
            parent_close: rt::ParentClose::RequestCancel,
            cancellation: rt::ChildCancellation::WaitCompleted,
            ..rt::ChildOptions::of(rt::WorkflowOptions {
                run_timeout: Some(Duration::from_secs(3_600)),
                ..rt::WorkflowOptions::on("ships")
            })
        };
        let id = format!("{}/ship/{}", self.0.workflow_id(), input.number);
        rt::ChildCall::new(self.0, OPTIONS, id, input)
    }

    /// Starts the workflow `order`.
    pub fn again(&self) -> rt::ChildCall<'a, definitions::Order, OrderChild> {
        const OPTIONS: rt::ChildOptions = rt::ChildOptions {
            same_task_queue: true,
            ..rt::ChildOptions::of(rt::WorkflowOptions::on("work"))
        };
        let id = format!("{}/again", self.0.workflow_id());
        rt::ChildCall::new(self.0, OPTIONS, id, ())
    }

    /// Starts the workflow `watch`.
    pub fn watch(
        &self,
        id: impl Into<String>,
    ) -> rt::ChildCall<'a, definitions::Watch, WatchChild> {
        const OPTIONS: rt::ChildOptions = rt::ChildOptions {
            same_task_queue: true,
            ..rt::ChildOptions::of(rt::WorkflowOptions::on("work"))
        };
        let id = id.into();
        rt::ChildCall::new(self.0, OPTIONS, id, ())
    }
}

/// The workflow `ship`.
///
/// Implement it for the type that holds the state of an execution.
pub trait ShipWorkflow: Sized + 'static {
    /// Makes the state of a new execution.
    fn init(context: &rt::InitContext, input: &Parcel) -> Self;

    /// Runs the workflow.
    fn run(
        context: &ShipContext<Self>,
        input: Parcel,
    ) -> impl Future<Output = Result<String, rt::Failure>>;

    /// Handles the signal `hurry`.
    fn hurry(&mut self, context: &rt::SyncContext<'_>);
}

/// The context of `ship`'s `run` and asynchronous handlers, for the type `T` that implements it.
pub type ShipContext<T> = rt::Context<definitions::Ship, T>;

impl<T: ShipWorkflow> rt::ServeWorkflow<T> for definitions::Ship {
    fn init(context: &rt::InitContext, input: &Parcel) -> T {
        T::init(context, input)
    }

    async fn run(context: &ShipContext<T>, input: Parcel) -> Result<String, rt::Failure> {
        T::run(context, input).await
    }

    fn messages() -> rt::Messages<Self, T> {
        rt::Messages::<Self, T>::new()
            .signal(&["hurry"], |workflow, context, ()| workflow.hurry(context))
    }
}

impl rt::Stubs for definitions::Ship {
    type Activities<'a> = rt::NoCalls;
    type Children<'a> = ShipChildCalls<'a>;
    type External<'a> = ExternalCalls<'a>;
}

/// The workflows of the package, to be started as children.
#[derive(Clone, Copy, Debug)]
pub struct ShipChildCalls<'a>(rt::Caller<'a>);

impl<'a> From<rt::Caller<'a>> for ShipChildCalls<'a> {
    fn from(caller: rt::Caller<'a>) -> Self {
        Self(caller)
    }
}

impl<'a> ShipChildCalls<'a> {
    /// Starts the workflow `order`.
    pub fn order(
        &self,
        id: impl Into<String>,
    ) -> rt::ChildCall<'a, definitions::Order, OrderChild> {
        const OPTIONS: rt::ChildOptions = rt::ChildOptions::of(rt::WorkflowOptions::on("work"));
        let id = id.into();
        rt::ChildCall::new(self.0, OPTIONS, id, ())
    }

    /// Starts the workflow `ship`.
    pub fn ship(
        &self,
        id: impl Into<String>,
        input: Parcel,
    ) -> rt::ChildCall<'a, definitions::Ship, ShipChild> {
        const OPTIONS: rt::ChildOptions = rt::ChildOptions {
            same_task_queue: true,
            ..rt::ChildOptions::of(rt::WorkflowOptions::on("ships"))
        };
        let id = id.into();
        rt::ChildCall::new(self.0, OPTIONS, id, input)
    }

    /// Starts the workflow `watch`.
    pub fn watch(
        &self,
        id: impl Into<String>,
    ) -> rt::ChildCall<'a, definitions::Watch, WatchChild> {
        const OPTIONS: rt::ChildOptions = rt::ChildOptions::of(rt::WorkflowOptions::on("work"));
        let id = id.into();
        rt::ChildCall::new(self.0, OPTIONS, id, ())
    }
}

/// The workflow `watch`.
///
/// Implement it for the type that holds the state of an execution.
pub trait WatchWorkflow: Sized + 'static {
    /// Makes the state of a new execution.
    fn init(context: &rt::InitContext) -> Self;

    /// Runs the workflow.
    fn run(context: &WatchContext<Self>) -> impl Future<Output = Result<(), rt::Failure>>;
}

/// The context of `watch`'s `run` and asynchronous handlers, for the type `T` that implements it.
pub type WatchContext<T> = rt::Context<definitions::Watch, T>;

impl<T: WatchWorkflow> rt::ServeWorkflow<T> for definitions::Watch {
    fn init(context: &rt::InitContext, (): &()) -> T {
        T::init(context)
    }

    async fn run(context: &WatchContext<T>, (): ()) -> Result<(), rt::Failure> {
        T::run(context).await
    }

    fn messages() -> rt::Messages<Self, T> {
        rt::Messages::<Self, T>::new()
    }
}

impl rt::Stubs for definitions::Watch {
    type Activities<'a> = rt::NoCalls;
    type Children<'a> = rt::NoCalls;
    type External<'a> = ExternalCalls<'a>;
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

    /// A running `ship`, by its workflow id.
    pub fn ship(&self, id: impl Into<String>) -> ShipExternal {
        ShipExternal(rt::External::new(self.0, id))
    }

    /// A running `watch`, by its workflow id.
    pub fn watch(&self, id: impl Into<String>) -> WatchExternal {
        WatchExternal(rt::External::new(self.0, id))
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

/// A workflow `ship` that this workflow has started, with its signals.
#[derive(Debug)]
pub struct ShipChild(rt::StartedChild<definitions::Ship>);

impl From<rt::StartedChild<definitions::Ship>> for ShipChild {
    fn from(child: rt::StartedChild<definitions::Ship>) -> Self {
        Self(child)
    }
}

impl std::ops::Deref for ShipChild {
    type Target = rt::StartedChild<definitions::Ship>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl ShipChild {
    /// The rest of its life: await it for its output.
    pub fn result(self) -> rt::RunningChild<definitions::Ship> {
        self.0.result()
    }

    /// Sends the signal `hurry`.
    pub async fn hurry(&self) -> Result<(), rt::CallFailure> {
        rt::StartedChild::signal::<definitions::ShipHurry>(&self.0, ()).await
    }
}

/// A workflow `ship` that runs elsewhere, with its signals.
#[derive(Debug)]
pub struct ShipExternal(rt::External<definitions::Ship>);

impl std::ops::Deref for ShipExternal {
    type Target = rt::External<definitions::Ship>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl ShipExternal {
    /// Sends the signal `hurry`.
    pub async fn hurry(&self) -> Result<(), rt::CallFailure> {
        rt::External::signal::<definitions::ShipHurry>(&self.0, ()).await
    }
}

/// A workflow `watch` that this workflow has started.
#[derive(Debug)]
pub struct WatchChild(rt::StartedChild<definitions::Watch>);

impl From<rt::StartedChild<definitions::Watch>> for WatchChild {
    fn from(child: rt::StartedChild<definitions::Watch>) -> Self {
        Self(child)
    }
}

impl std::ops::Deref for WatchChild {
    type Target = rt::StartedChild<definitions::Watch>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl WatchChild {
    /// The rest of its life: await it for its output.
    pub fn result(self) -> rt::RunningChild<definitions::Watch> {
        self.0.result()
    }
}

/// A workflow `watch` that runs elsewhere.
#[derive(Debug)]
pub struct WatchExternal(rt::External<definitions::Watch>);

impl std::ops::Deref for WatchExternal {
    type Target = rt::External<definitions::Watch>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}
