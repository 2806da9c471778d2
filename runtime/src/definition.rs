//! What generated code says about each definition of a contract, in plain constants.
//!
//! The generated `definitions` module has a marker type for every workflow, signal, query, update and
//! activity, and implements one of these traits for it. Everything else in this crate is generic over
//! them, so that the SDK's own traits are implemented here, once, and never in generated code.

use std::time::Duration;

use crate::failure::DeclaredErrors;
use crate::payload::Message;

/// A workflow of a contract.
pub trait Workflow: Sized + Send + Sync + 'static {
    /// Its input; `()` where the contract declares none.
    type Input: Message;
    /// Its output; `()` where the contract declares none.
    type Output: Message;
    /// The errors that it declares; [`NoError`](crate::NoError) where it declares none.
    type Error: DeclaredErrors;
    /// The workflow type on the wire.
    const NAME: &'static str;
    /// Other workflow types that a worker serves it under; at most [`MAX_ALIASES`].
    const ALIASES: &'static [&'static str] = &[];
    /// How it is started unless the caller says otherwise.
    const OPTIONS: WorkflowOptions;
}

/// A signal of a workflow.
pub trait Signal: Sized + Send + Sync + 'static {
    /// The workflow that it is sent to.
    type Workflow: Workflow;
    /// Its input; `()` where the contract declares none.
    type Input: Message;
    /// Its name on the wire.
    const NAME: &'static str;
}

/// A query of a workflow.
pub trait Query: Sized + Send + Sync + 'static {
    /// The workflow that answers it.
    type Workflow: Workflow;
    /// Its input; `()` where the contract declares none.
    type Input: Message;
    /// Its answer; `()` where the contract declares none.
    type Output: Message;
    /// Its name on the wire.
    const NAME: &'static str;
}

/// An update of a workflow.
pub trait Update: Sized + Send + Sync + 'static {
    /// The workflow that handles it.
    type Workflow: Workflow;
    /// Its input; `()` where the contract declares none.
    type Input: Message;
    /// Its answer; `()` where the contract declares none.
    type Output: Message;
    /// The errors that it declares; [`NoError`](crate::NoError) where it declares none.
    type Error: DeclaredErrors;
    /// Its name on the wire.
    const NAME: &'static str;
    /// What a caller waits for.
    const WAIT: UpdateWait = UpdateWait::Completed;
}

/// What the caller of an update waits for when it awaits the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdateWait {
    /// That the workflow accepts it.
    Accepted,
    /// Its answer.
    Completed,
}

/// An activity of a contract.
pub trait Activity: Sized + Send + Sync + 'static {
    /// Its input; `()` where the contract declares none.
    type Input: Message;
    /// Its output; `()` where the contract declares none.
    type Output: Message;
    /// The errors that it declares; [`NoError`](crate::NoError) where it declares none.
    type Error: DeclaredErrors;
    /// The details of its heartbeats; `()` where the contract declares none.
    type Heartbeat: Message;
    /// The activity type on the wire.
    const NAME: &'static str;
    /// Other activity types that a worker serves it under; at most [`MAX_ALIASES`].
    const ALIASES: &'static [&'static str] = &[];
    /// How it is called unless the caller says otherwise.
    const OPTIONS: ActivityOptions;
}

/// How many aliases a workflow or an activity may have.
///
/// The SDK names a workflow by its Rust type, so each alias is a type of its own.
pub const MAX_ALIASES: usize = 8;

/// When Temporal tries again. `None` leaves it to the server.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Retry {
    /// Wait before the second attempt.
    pub initial_interval: Option<Duration>,
    /// How the wait grows from one attempt to the next.
    pub backoff_coefficient: Option<f64>,
    /// Longest wait between two attempts.
    pub maximum_interval: Option<Duration>,
    /// Most attempts; 0 is without limit.
    pub maximum_attempts: Option<u32>,
    /// Error types that are not tried again.
    pub non_retryable: &'static [&'static str],
}

impl Retry {
    /// Everything left to the server.
    pub const DEFAULT: Retry = Retry {
        initial_interval: None,
        backoff_coefficient: None,
        maximum_interval: None,
        maximum_attempts: None,
        non_retryable: &[],
    };
}

/// Which task of a queue comes first. `None` inherits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Priority {
    /// From 1, the most urgent.
    pub key: Option<u32>,
    /// What shares the queue fairly with the same urgency.
    pub fairness_key: Option<&'static str>,
    /// Its share.
    pub fairness_weight: Option<f32>,
}

/// What the contract says about starting a workflow. `None` leaves it to the server.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorkflowOptions {
    /// The task queue whose worker serves it.
    pub task_queue: &'static str,
    /// When a closed workflow has the same id.
    pub id_reuse: Option<IdReuse>,
    /// When a running workflow has the same id.
    pub id_conflict: Option<IdConflict>,
    /// Longest time of all runs together.
    pub execution_timeout: Option<Duration>,
    /// Longest time of one run.
    pub run_timeout: Option<Duration>,
    /// Longest time of one workflow task.
    pub task_timeout: Option<Duration>,
    /// When to run it again after a failure.
    pub retry: Option<Retry>,
    /// Which comes first.
    pub priority: Option<Priority>,
    /// When to run it again, as a cron expression.
    pub cron: Option<&'static str>,
    /// A line for the user interface.
    pub summary: Option<&'static str>,
    /// Some lines for the user interface.
    pub details: Option<&'static str>,
}

impl WorkflowOptions {
    /// Everything left to the server, on a task queue.
    pub const fn on(task_queue: &'static str) -> Self {
        Self {
            task_queue,
            id_reuse: None,
            id_conflict: None,
            execution_timeout: None,
            run_timeout: None,
            task_timeout: None,
            retry: None,
            priority: None,
            cron: None,
            summary: None,
            details: None,
        }
    }
}

/// When a closed workflow has the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdReuse {
    /// The new one starts.
    AllowDuplicate,
    /// The new one starts unless the closed one completed.
    AllowDuplicateFailedOnly,
    /// The new one does not start.
    RejectDuplicate,
}

/// When a running workflow has the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdConflict {
    /// The new one does not start.
    Fail,
    /// The caller gets the running one.
    UseExisting,
    /// The running one is terminated and the new one starts.
    TerminateExisting,
}

/// What the contract says about starting a child, beyond what it says about its workflow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChildOptions {
    /// How it is started; a task queue of `None` is the parent's own.
    pub workflow: WorkflowOptions,
    /// Whether it runs on the task queue of its parent, whatever that is called.
    pub same_task_queue: bool,
    /// What becomes of it when its parent closes.
    pub parent_close: ParentClose,
    /// What the cancellation of a call waits for.
    pub cancellation: ChildCancellation,
}

impl ChildOptions {
    /// The SDK's defaults for a child that is started with `workflow`.
    pub const fn of(workflow: WorkflowOptions) -> Self {
        Self {
            workflow,
            same_task_queue: false,
            parent_close: ParentClose::Terminate,
            cancellation: ChildCancellation::WaitCompleted,
        }
    }
}

/// What becomes of a child when its parent closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParentClose {
    /// It is terminated.
    Terminate,
    /// It goes on.
    Abandon,
    /// It is asked to cancel.
    RequestCancel,
}

/// What the cancellation of a call of a child waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChildCancellation {
    /// Nothing, and the child is not told.
    Abandon,
    /// Nothing: the child is asked to cancel and the caller goes on.
    TryCancel,
    /// The child to close.
    WaitCompleted,
    /// The server to have recorded the request.
    WaitRequested,
}

/// What the contract says about calling an activity. `None` leaves it to the server.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActivityOptions {
    /// The task queue whose worker serves it; `None` is the calling workflow's own.
    pub task_queue: Option<&'static str>,
    /// Longest time from scheduling to the end, with all attempts.
    pub schedule_to_close: Option<Duration>,
    /// Longest time from scheduling to the start of an attempt.
    pub schedule_to_start: Option<Duration>,
    /// Longest time of one attempt.
    pub start_to_close: Option<Duration>,
    /// Longest time between two heartbeats.
    pub heartbeat_timeout: Option<Duration>,
    /// When to try again.
    pub retry: Option<Retry>,
    /// Which comes first.
    pub priority: Option<Priority>,
    /// What the cancellation of a call waits for.
    pub cancellation: ActivityCancellation,
    /// A line for the user interface.
    pub summary: Option<&'static str>,
    /// Whether a call runs in the calling workflow's own worker.
    pub local: bool,
}

impl ActivityOptions {
    /// Everything left to the server.
    ///
    /// A contract always adds `start_to_close` or `schedule_to_close`, without which Temporal refuses a call.
    pub const DEFAULT: ActivityOptions = ActivityOptions {
        task_queue: None,
        schedule_to_close: None,
        schedule_to_start: None,
        start_to_close: None,
        heartbeat_timeout: None,
        retry: None,
        priority: None,
        cancellation: ActivityCancellation::TryCancel,
        summary: None,
        local: false,
    };
}

/// What the cancellation of a call of an activity waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivityCancellation {
    /// Nothing: the activity is asked to stop and the caller goes on.
    TryCancel,
    /// The activity to stop.
    WaitCompleted,
    /// Nothing, and the activity is not told.
    Abandon,
}
