//// acme_queues_v1/workflows.rs

//! The workflows of `acme.queues.v1`, to be implemented.

use std::future::Future;

use tempoc_runtime as rt;

use super::definitions;

/// The workflow `urgent`.
///
/// Implement it for the type that holds the state of an execution.
pub trait UrgentWorkflow: Sized + 'static {
    /// Makes the state of a new execution.
    fn init(context: &rt::InitContext) -> Self;

    /// Runs the workflow.
    fn run(context: &UrgentContext<Self>) -> impl Future<Output = Result<(), rt::Failure>>;
}

/// The context of `urgent`'s `run` and asynchronous handlers, for the type `T` that implements it.
pub type UrgentContext<T> = rt::Context<definitions::Urgent, T>;

impl<T: UrgentWorkflow> rt::ServeWorkflow<T> for definitions::Urgent {
    fn init(context: &rt::InitContext, (): &()) -> T {
        T::init(context)
    }

    async fn run(context: &UrgentContext<T>, (): ()) -> Result<(), rt::Failure> {
        T::run(context).await
    }

    fn messages() -> rt::Messages<Self, T> {
        rt::Messages::<Self, T>::new()
    }
}

impl rt::Stubs for definitions::Urgent {
    type Activities<'a> = UrgentActivityCalls<'a>;
    type Children<'a> = UrgentChildCalls<'a>;
    type External<'a> = ExternalCalls<'a>;
}

/// The activities of the package.
#[derive(Clone, Copy, Debug)]
pub struct UrgentActivityCalls<'a>(rt::Caller<'a>);

impl<'a> From<rt::Caller<'a>> for UrgentActivityCalls<'a> {
    fn from(caller: rt::Caller<'a>) -> Self {
        Self(caller)
    }
}

impl<'a> UrgentActivityCalls<'a> {
    /// Calls the activity `pack`.
    pub fn pack(&self) -> rt::ActivityCall<'a, definitions::Pack> {
        rt::ActivityCall::new(self.0, ()).task_queue("main")
    }
}

/// The workflows of the package, to be started as children.
#[derive(Clone, Copy, Debug)]
pub struct UrgentChildCalls<'a>(rt::Caller<'a>);

impl<'a> From<rt::Caller<'a>> for UrgentChildCalls<'a> {
    fn from(caller: rt::Caller<'a>) -> Self {
        Self(caller)
    }
}

impl<'a> UrgentChildCalls<'a> {
    /// Starts the workflow `urgent`.
    pub fn urgent(&self) -> rt::ChildCall<'a, definitions::Urgent, UrgentChild> {
        const OPTIONS: rt::ChildOptions = rt::ChildOptions {
            same_task_queue: true,
            ..rt::ChildOptions::of(rt::WorkflowOptions::on("fast"))
        };
        let id = "urgent".to_owned();
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
    /// A running `urgent`, by its workflow id.
    pub fn urgent(&self, id: impl Into<String>) -> UrgentExternal {
        UrgentExternal(rt::External::new(self.0, id))
    }
}

/// A workflow `urgent` that this workflow has started.
#[derive(Debug)]
pub struct UrgentChild(rt::StartedChild<definitions::Urgent>);

impl From<rt::StartedChild<definitions::Urgent>> for UrgentChild {
    fn from(child: rt::StartedChild<definitions::Urgent>) -> Self {
        Self(child)
    }
}

impl std::ops::Deref for UrgentChild {
    type Target = rt::StartedChild<definitions::Urgent>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl UrgentChild {
    /// The rest of its life: await it for its output.
    pub fn result(self) -> rt::RunningChild<definitions::Urgent> {
        self.0.result()
    }
}

/// A workflow `urgent` that runs elsewhere.
#[derive(Debug)]
pub struct UrgentExternal(rt::External<definitions::Urgent>);

impl std::ops::Deref for UrgentExternal {
    type Target = rt::External<definitions::Urgent>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}
