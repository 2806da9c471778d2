//! What implementers use: workflows, activities and the worker that runs them. Built with the feature `worker`.
//!
//! Generated code implements [`ServeWorkflow`] and [`ServeActivity`] for its definitions;
//! two modules turn those into the SDK's own traits.

mod activity;
mod builder;
mod call;
mod child;
mod context;
mod external;
mod failure;
mod host;
mod messages;
mod replay;
mod sdk_context;
mod unfinished;

pub use activity::{ActivityContext, ServeActivity};
pub use builder::{BuildError, Missing, Registered, RunError, Serves, Worker, WorkerSetup};
pub use call::{ActivityCall, CallError, CallFailure, RunningActivity};
pub use child::{ChildCall, RunningChild, StartedChild};
pub use context::{Caller, Context, NoCalls, SyncContext, WaitError};
pub use external::External;
pub use failure::Failure;
pub(crate) use failure::HoistingFailureConverter;
pub use host::{Host, ServeWorkflow, Stubs};
pub use messages::Messages;
pub use replay::Replayer;

/// What a query handler and a validator see of their workflow: who it is, and nothing that changes it.
pub use temporalio_workflow::WorkflowContextView as ViewContext;
/// What `init` sees of its workflow.
pub use temporalio_workflow::WorkflowContextView as InitContext;
