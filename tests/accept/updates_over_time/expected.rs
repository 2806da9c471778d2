//// cases_v1/workflows.rs

//! The workflows of `cases.v1`, to be implemented.

use std::future::Future;

use tempoc_runtime as rt;

use super::definitions;
use super::errors::{OrderCancelError, OrderStopError};
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
    fn touch(context: &OrderContext<Self>) -> impl Future<Output = Result<(), rt::Failure>>;

    /// Handles the update `cancel`.
    fn cancel(
        context: &OrderContext<Self>,
        input: Request,
    ) -> impl Future<Output = Result<bool, rt::Failure<OrderCancelError>>>;

    /// Rejects the update `cancel` before it is accepted, or lets it through.
    fn validate_cancel(
        &self,
        context: &rt::ViewContext,
        input: &Request,
    ) -> Result<(), OrderCancelError>;

    /// Handles the update `stop`.
    fn stop(
        context: &OrderContext<Self>,
    ) -> impl Future<Output = Result<(), rt::Failure<OrderStopError>>>;

    /// Rejects the update `stop` before it is accepted, or lets it through.
    fn validate_stop(&self, context: &rt::ViewContext) -> Result<(), OrderStopError>;
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
            .async_update(
                &["touch"],
                |context, ()| async move { T::touch(&context).await },
            )
            .validated_async_update(
                &["cancel"],
                |workflow, context, input| {
                    workflow
                        .validate_cancel(context, input)
                        .map_err(rt::Failure::Declared)
                },
                |context, input| async move { T::cancel(&context, input).await },
            )
            .validated_async_update(
                &["stop"],
                |workflow, context, _| {
                    workflow
                        .validate_stop(context)
                        .map_err(rt::Failure::Declared)
                },
                |context, ()| async move { T::stop(&context).await },
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
