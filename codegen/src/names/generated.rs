//! The names of what is generated for each element, besides its own.
//!
//! The emission prints these names and the checks keep them free, so both ask here.

use super::{package_prefix, pascal_case, queue_prefix, rust, snake_case};
use crate::model::{Package, Update, Workflow};

/// What is generated for a workflow: `ProcessOrderHandle` for `process_order` and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkflowItem {
    /// The trait that implementers write.
    Workflow,
    /// What clients hold of one that runs.
    Handle,
    /// One that is not started yet.
    Start,
    /// What the code of the workflow is given.
    Context,
    /// The errors that it declares.
    Error,
    /// The activities that it declares, or that it alone calls in this way.
    ActivityCalls,
    /// The children that it declares, or that it alone starts in this way.
    ChildCalls,
    /// What a parent holds of one that runs.
    Child,
    /// What any other workflow holds of one that runs.
    External,
}

impl WorkflowItem {
    /// The name for a workflow of the schema.
    pub fn of(self, workflow: &Workflow) -> String {
        let suffix = match self {
            Self::Workflow => "Workflow",
            Self::Handle => "Handle",
            Self::Start => "Start",
            Self::Context => "Context",
            Self::Error => "Error",
            Self::ActivityCalls => "ActivityCalls",
            Self::ChildCalls => "ChildCalls",
            Self::Child => "Child",
            Self::External => "External",
        };
        format!("{}{suffix}", pascal_case(&workflow.meta.name))
    }

    /// What is generated for this very workflow.
    pub fn all_of(workflow: &Workflow, package: &Package) -> Vec<Self> {
        let mut items = vec![
            Self::Workflow,
            Self::Handle,
            Self::Start,
            Self::Context,
            Self::Child,
            Self::External,
        ];
        if !workflow.errors.is_empty() {
            items.push(Self::Error);
        }
        if has_own_activities(workflow, package) {
            items.push(Self::ActivityCalls);
        }
        if has_own_children(workflow, package) {
            items.push(Self::ChildCalls);
        }
        items
    }
}

/// What every package has by the same name: the calls of all workflows that declare none of their own.
pub const PACKAGE_ITEMS: [&str; 3] = [ACTIVITY_CALLS, CHILD_CALLS, EXTERNAL_CALLS];

/// The activities of the package.
pub const ACTIVITY_CALLS: &str = "ActivityCalls";

/// The workflows of the package, to be started as children.
pub const CHILD_CALLS: &str = "ChildCalls";

/// The running workflows of the package.
pub const EXTERNAL_CALLS: &str = "ExternalCalls";

/// The client of a package: `OrdersClient` for `acme.orders.v1`.
pub fn client(package: &str) -> String {
    format!("{}Client", package_prefix(package))
}

/// What is generated for a task queue: `PaymentsWorker` for `payments` and so on.
///
/// For the queue that is the default of its package, the name begins like the package's: `OrdersWorker`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueItem {
    /// The worker.
    Worker,
    /// The worker in the making.
    WorkerBuilder,
    /// The trait of the activities.
    Activities,
}

impl QueueItem {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Worker, Self::WorkerBuilder, Self::Activities];

    /// The name for a task queue of a package.
    pub fn of(self, queue: &str, package: &Package) -> String {
        let suffix = match self {
            Self::Worker => "Worker",
            Self::WorkerBuilder => "WorkerBuilder",
            Self::Activities => "Activities",
        };
        let prefix = queue_prefix(&package.name, package.task_queue.as_deref(), queue);
        format!("{prefix}{suffix}")
    }
}

/// The function that makes the worker of a task queue in Python: `payments_worker`.
pub fn worker_function(queue: &str, package: &Package) -> String {
    snake_case(&QueueItem::Worker.of(queue, package))
}

/// The activities that a workflow may call: its own list, or the package's.
pub fn activity_calls(workflow: &Workflow, package: &Package) -> String {
    match has_own_activities(workflow, package) {
        true => WorkflowItem::ActivityCalls.of(workflow),
        false => ACTIVITY_CALLS.to_owned(),
    }
}

/// The workflows that a workflow may start: its own list, or the package's.
pub fn child_calls(workflow: &Workflow, package: &Package) -> String {
    match has_own_children(workflow, package) {
        true => WorkflowItem::ChildCalls.of(workflow),
        false => CHILD_CALLS.to_owned(),
    }
}

/// A workflow on a task queue of its own shares no stubs: which calls need to name a queue differs.
fn has_own_activities(workflow: &Workflow, package: &Package) -> bool {
    workflow.activities_declared || workflow.options.task_queue != package.task_queue
}

/// A workflow on a task queue of its own shares no stubs: which children run on the same queue differs.
fn has_own_children(workflow: &Workflow, package: &Package) -> bool {
    workflow.children_declared || workflow.options.task_queue != package.task_queue
}

/// The marker of a workflow or an activity among the definitions of its package: `ProcessOrder`.
pub fn definition(name: &str) -> String {
    rust::free_type_name(name)
}

/// The marker of a signal, a query or an update: `ProcessOrderApprove`.
pub fn message_definition(workflow: &str, message: &str) -> String {
    rust::free_type_name(&format!("{workflow}_{message}"))
}

/// The enum of the errors that an activity declares: `ChargeCardError`.
pub fn activity_errors(activity: &str) -> String {
    format!("{}Error", pascal_case(activity))
}

/// The enum of the errors that an update declares: `ProcessOrderCancelError`.
pub fn update_errors(workflow: &Workflow, update: &Update) -> String {
    let (workflow, update) = (&workflow.meta.name, &update.meta.name);
    format!("{}{}Error", pascal_case(workflow), pascal_case(update))
}

/// The method that looks at an update before it is accepted: `validate_change_address`.
pub fn validator(update: &str) -> String {
    format!("validate_{}", snake_case(update))
}

/// The method of a client that finds a workflow that runs already: `process_order_by_id`.
pub fn handle_by_id(workflow: &str) -> String {
    format!("{}_by_id", snake_case(workflow))
}

/// The method of a start that sends a message with it: `with_approve`.
pub fn with_start(message: &str) -> String {
    format!("with_{}", snake_case(message))
}

/// The members that every workflow handle has of its own.
///
/// What a parent holds of a child, and any workflow of another, also has `cancel`. A signal of that name hides it, as
/// it is too good a name to refuse; ours is still called as `StartedChild::cancel(&child, reason)`.
pub const HANDLE_MEMBERS: [&str; 4] = ["id", "run_id", "result", "sdk"];

/// The methods that every workflow trait has of its own.
pub const WORKFLOW_MEMBERS: [&str; 2] = ["init", "run"];

/// The members that every client has of its own, besides `new`, which no definition's method is called.
pub const CLIENT_MEMBERS: [&str; 2] = ["connect_from_env", "sdk"];

/// The members that every worker builder has of its own.
pub const BUILDER_MEMBERS: [&str; 4] = ["task_queue", "options", "activities", "build"];
