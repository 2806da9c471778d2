//! A workflow that has not been started yet, with the contract's options.

use std::time::Duration;

use temporalio_client::{
    Client, WorkflowIdConflictPolicy, WorkflowIdReusePolicy, WorkflowStartOptions,
    WorkflowUpdateWithStartOptions,
};
use temporalio_common::{MemoValues, Priority, RetryPolicy, search_attributes::SearchAttributes};

use super::{Handle, StartError, Typed, UpdateWithStart};
use crate::definition::{self, IdConflict, IdReuse, Signal, Update, Workflow};
use crate::payload::Wire;

/// A workflow that has not been started yet.
///
/// Generated types wrap it and add what the contract declares; [`start_options!`](crate::start_options)
/// gives them its setters.
pub struct Start<W: Workflow> {
    pub(super) client: Client,
    pub(super) input: W::Input,
    pub(super) options: WorkflowStartOptions,
}

impl<W: Workflow> Start<W> {
    /// A start with the options of the contract.
    pub fn new(client: &Client, id: impl Into<String>, input: W::Input) -> Self {
        Self {
            client: client.clone(),
            input,
            options: start_options(&W::OPTIONS, id.into()),
        }
    }

    /// Changes the options.
    pub fn options(mut self, change: impl FnOnce(&mut WorkflowStartOptions)) -> Self {
        change(&mut self.options);
        self
    }

    /// Starts it.
    pub async fn start(self) -> Result<Handle<W>, StartError> {
        self.client
            .start_workflow(Typed::<W>::new(), Wire(self.input), self.options)
            .await
            .map(Handle::from_sdk)
    }

    /// Starts it with a signal, or sends the signal to the one that runs already.
    pub async fn with_signal<S: Signal<Workflow = W>>(
        self,
        input: S::Input,
    ) -> Result<Handle<W>, StartError> {
        self.client
            .signal_with_start_workflow(
                Typed::<W>::new(),
                Wire(self.input),
                Typed::<S>::new(),
                Wire(input),
                self.options,
            )
            .await
            .map(Handle::from_sdk)
    }

    /// Starts it with an update, or sends the update to the one that runs already.
    pub fn with_update<U: Update<Workflow = W>, H: Send + 'static>(
        self,
        input: U::Input,
        handle: fn(Handle<W>) -> H,
    ) -> UpdateWithStart<U, H> {
        UpdateWithStart::new(self, input, handle)
    }

    /// The same options for an update-with-start.
    ///
    /// Where neither the contract nor the caller says what to do with a running workflow, the update goes to it,
    /// as a signal-with-start would.
    pub(super) fn update_options(&self, id: Option<String>) -> WorkflowUpdateWithStartOptions {
        let from = self.options.clone();
        let conflict = match from.id_conflict_policy {
            WorkflowIdConflictPolicy::Unspecified => WorkflowIdConflictPolicy::UseExisting,
            policy => policy,
        };
        let mut options =
            WorkflowUpdateWithStartOptions::new(from.task_queue, from.workflow_id, conflict)
                .build();
        options.id_reuse_policy = from.id_reuse_policy;
        options.execution_timeout = from.execution_timeout;
        options.run_timeout = from.run_timeout;
        options.task_timeout = from.task_timeout;
        options.search_attributes = from.search_attributes;
        options.retry_policy = from.retry_policy;
        options.links = from.links;
        options.completion_callbacks = from.completion_callbacks;
        options.priority = from.priority;
        options.versioning_override = from.versioning_override;
        options.start_header = from.header;
        options.memo = from.memo;
        options.static_summary = from.static_summary;
        options.static_details = from.static_details;
        options.rpc_options = from.rpc_options;
        options.update_id = id;
        options
    }

    /// Sets the workflow id.
    pub fn id(self, id: impl Into<String>) -> Self {
        self.options(|options| options.workflow_id = id.into())
    }

    /// Sets the task queue.
    pub fn task_queue(self, task_queue: impl Into<String>) -> Self {
        self.options(|options| options.task_queue = task_queue.into())
    }

    /// Sets what happens when a closed workflow has the same id.
    pub fn id_reuse(self, policy: IdReuse) -> Self {
        self.options(|options| options.id_reuse_policy = id_reuse(policy))
    }

    /// Sets what happens when a running workflow has the same id.
    pub fn id_conflict(self, policy: IdConflict) -> Self {
        self.options(|options| options.id_conflict_policy = id_conflict(policy))
    }

    /// Sets the longest time of all runs together.
    pub fn execution_timeout(self, timeout: Duration) -> Self {
        self.options(|options| options.execution_timeout = Some(timeout))
    }

    /// Sets the longest time of one run.
    pub fn run_timeout(self, timeout: Duration) -> Self {
        self.options(|options| options.run_timeout = Some(timeout))
    }

    /// Sets the longest time of one workflow task.
    pub fn task_timeout(self, timeout: Duration) -> Self {
        self.options(|options| options.task_timeout = Some(timeout))
    }

    /// Sets when to run it again after a failure.
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.options(|options| options.retry_policy = Some(policy))
    }

    /// Sets which comes first.
    pub fn priority(self, priority: Priority) -> Self {
        self.options(|options| options.priority = priority)
    }

    /// Sets when to run it again, as a cron expression.
    pub fn cron(self, schedule: impl Into<String>) -> Self {
        self.options(|options| options.cron_schedule = Some(schedule.into()))
    }

    /// Sets its memo.
    pub fn memo(self, memo: MemoValues) -> Self {
        self.options(|options| options.memo = Some(memo))
    }

    /// Sets its search attributes.
    pub fn search_attributes(self, attributes: SearchAttributes) -> Self {
        self.options(|options| options.search_attributes = Some(attributes))
    }

    /// Sets a line for the user interface.
    pub fn summary(self, summary: impl Into<String>) -> Self {
        self.options(|options| options.static_summary = Some(summary.into()))
    }

    /// Sets some lines for the user interface.
    pub fn details(self, details: impl Into<String>) -> Self {
        self.options(|options| options.static_details = Some(details.into()))
    }
}

impl<W: Workflow> std::fmt::Debug for Start<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Start")
            .field("workflow", &W::NAME)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

fn start_options(contract: &definition::WorkflowOptions, id: String) -> WorkflowStartOptions {
    let mut options = WorkflowStartOptions::new(contract.task_queue, id).build();
    if let Some(policy) = contract.id_reuse {
        options.id_reuse_policy = id_reuse(policy);
    }
    if let Some(policy) = contract.id_conflict {
        options.id_conflict_policy = id_conflict(policy);
    }
    options.execution_timeout = contract.execution_timeout;
    options.run_timeout = contract.run_timeout;
    options.task_timeout = contract.task_timeout;
    options.retry_policy = contract.retry.map(|retry| retry.to_sdk());
    if let Some(priority) = contract.priority {
        options.priority = priority.to_sdk();
    }
    options.cron_schedule = contract.cron.map(str::to_owned);
    options.static_summary = contract.summary.map(str::to_owned);
    options.static_details = contract.details.map(str::to_owned);
    options
}

fn id_reuse(policy: IdReuse) -> WorkflowIdReusePolicy {
    match policy {
        IdReuse::AllowDuplicate => WorkflowIdReusePolicy::AllowDuplicate,
        IdReuse::AllowDuplicateFailedOnly => WorkflowIdReusePolicy::AllowDuplicateFailedOnly,
        IdReuse::RejectDuplicate => WorkflowIdReusePolicy::RejectDuplicate,
    }
}

fn id_conflict(policy: IdConflict) -> WorkflowIdConflictPolicy {
    match policy {
        IdConflict::Fail => WorkflowIdConflictPolicy::Fail,
        IdConflict::UseExisting => WorkflowIdConflictPolicy::UseExisting,
        IdConflict::TerminateExisting => WorkflowIdConflictPolicy::TerminateExisting,
    }
}

/// Gives a generated start, a tuple struct around [`Start`], the setters of all options.
#[macro_export]
macro_rules! start_options {
    () => {
        $crate::start_options! { @setters
            /// Sets the workflow id, in place of the one that the contract makes.
            id(id: impl ::std::convert::Into<::std::string::String>);
            /// Sets the task queue.
            task_queue(task_queue: impl ::std::convert::Into<::std::string::String>);
            /// Sets what happens when a closed workflow has the same id.
            id_reuse(policy: $crate::IdReuse);
            /// Sets what happens when a running workflow has the same id.
            id_conflict(policy: $crate::IdConflict);
            /// Sets the longest time of all runs together.
            execution_timeout(timeout: ::std::time::Duration);
            /// Sets the longest time of one run.
            run_timeout(timeout: ::std::time::Duration);
            /// Sets the longest time of one workflow task.
            task_timeout(timeout: ::std::time::Duration);
            /// Sets when to run it again after a failure.
            retry(policy: $crate::sdk::common::RetryPolicy);
            /// Sets which comes first.
            priority(priority: $crate::sdk::common::Priority);
            /// Sets when to run it again, as a cron expression.
            cron(schedule: impl ::std::convert::Into<::std::string::String>);
            /// Sets its memo.
            memo(memo: $crate::sdk::common::MemoValues);
            /// Sets its search attributes.
            search_attributes(attributes: $crate::sdk::common::search_attributes::SearchAttributes);
            /// Sets a line for the user interface.
            summary(summary: impl ::std::convert::Into<::std::string::String>);
            /// Sets some lines for the user interface.
            details(details: impl ::std::convert::Into<::std::string::String>);
            /// Changes any option of the SDK.
            options(change: impl ::std::ops::FnOnce(&mut $crate::sdk::client::WorkflowStartOptions));
        }
    };
    (@setters $($(#[$doc:meta])* $name:ident($value:ident: $type:ty);)*) => {$(
        $(#[$doc])*
        pub fn $name(self, $value: $type) -> Self {
            Self(self.0.$name($value))
        }
    )*};
}
