//! Options of definitions, as dictionaries with the names that the SDK gives them.

use super::literals::literal;
use super::print::Printer;
use crate::model::{
    Activity, ActivityCancellation, Child, ChildCancellation, IdConflict, IdReuse, ParentClose,
    Priority, Retry, Workflow, WorkflowOptions,
};

/// The options of a call of an activity; none if the contract leaves all to the server.
pub(super) fn activity_options(activity: &Activity, printer: &Printer<'_>) -> Option<String> {
    let options = &activity.options;
    let mut entries = Entries::default();
    entries.text("task_queue", options.task_queue.as_deref());
    for (name, value) in [
        ("schedule_to_close_timeout", options.schedule_to_close),
        ("schedule_to_start_timeout", options.schedule_to_start),
        ("start_to_close_timeout", options.start_to_close),
        ("heartbeat_timeout", options.heartbeat_timeout),
    ] {
        entries.add(name, value.map(|value| printer.duration(value)));
    }
    entries.add(
        "retry_policy",
        options.retry.as_ref().map(|policy| retry(policy, printer)),
    );
    entries.add(
        "priority",
        options
            .priority
            .as_ref()
            .map(|value| priority(value, printer)),
    );
    let cancellation = options.cancellation.map(activity_cancellation);
    entries.constant("cancellation_type", cancellation, printer);
    entries.text("summary", options.summary.as_deref());
    entries.print(4)
}

/// The options of the start of a workflow.
pub(super) fn workflow_options(workflow: &Workflow, printer: &Printer<'_>) -> Option<String> {
    let options = &workflow.options;
    let mut entries = Entries::default();
    entries.constant("id_reuse_policy", options.id_reuse.map(id_reuse), printer);
    entries.constant(
        "id_conflict_policy",
        options.id_conflict.map(id_conflict),
        printer,
    );
    entries.start(options, printer);
    entries.print(4)
}

/// The options of the start of a child.
pub(super) fn child_options(
    parent: &Workflow,
    child: &Child,
    printer: &Printer<'_>,
) -> Option<String> {
    let options = &child.options;
    let mut entries = Entries::default();
    if options.task_queue != parent.options.task_queue {
        // Without a queue of its own, it runs on the one of its parent, whatever that is called.
        entries.text("task_queue", options.task_queue.as_deref());
    }
    let parent_close = child.parent_close.map(parent_close);
    entries.constant("parent_close_policy", parent_close, printer);
    let cancellation = child.cancellation.map(child_cancellation);
    entries.constant("cancellation_type", cancellation, printer);
    entries.constant("id_reuse_policy", options.id_reuse.map(id_reuse), printer);
    entries.start(options, printer);
    entries.print(8)
}

/// The entries of a dictionary.
#[derive(Default)]
struct Entries(Vec<String>);

impl Entries {
    fn add(&mut self, name: &str, value: Option<String>) {
        self.0
            .extend(value.map(|value| format!("\"{name}\": {value}")));
    }

    fn text(&mut self, name: &str, value: Option<&str>) {
        self.add(name, value.map(literal));
    }

    /// A constant of an enum of the SDK, which the runtime has under the same name.
    fn constant(&mut self, name: &str, value: Option<&str>, printer: &Printer<'_>) {
        self.add(name, value.map(|value| printer.runtime(value)));
    }

    /// What the start of a workflow and of a child have in common.
    fn start(&mut self, options: &WorkflowOptions, printer: &Printer<'_>) {
        for (name, value) in [
            ("execution_timeout", options.execution_timeout),
            ("run_timeout", options.run_timeout),
            ("task_timeout", options.task_timeout),
        ] {
            self.add(name, value.map(|value| printer.duration(value)));
        }
        let policy = options.retry.as_ref();
        self.add("retry_policy", policy.map(|policy| retry(policy, printer)));
        let value = options.priority.as_ref();
        self.add("priority", value.map(|value| priority(value, printer)));
        self.text("cron_schedule", options.cron.as_deref());
        self.text("static_summary", options.summary.as_deref());
        self.text("static_details", options.details.as_deref());
    }

    /// The dictionary with an entry a line, behind an argument that is indented by `indent`.
    fn print(self, indent: usize) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        let pad = " ".repeat(indent);
        let entries = self.0.iter().map(|entry| format!("{pad}    {entry},\n"));
        Some(format!("{{\n{}{pad}}}", entries.collect::<String>()))
    }
}

fn retry(retry: &Retry, printer: &Printer<'_>) -> String {
    let mut arguments = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        arguments.extend(value.map(|value| format!("{name}={value}")));
    };
    let initial = retry.initial.map(|value| printer.duration(value));
    add("initial_interval", initial);
    let backoff = retry.backoff.map(|value| format!("{value:?}"));
    add("backoff_coefficient", backoff);
    let longest = retry.max_interval.map(|value| printer.duration(value));
    add("maximum_interval", longest);
    let attempts = retry.max_attempts.map(|value| value.to_string());
    add("maximum_attempts", attempts);
    if !retry.non_retryable.is_empty() {
        let types: Vec<String> = retry
            .non_retryable
            .iter()
            .map(|name| literal(name))
            .collect();
        add(
            "non_retryable_error_types",
            Some(format!("[«{}»]", types.join(", "))),
        );
    }
    let policy = printer.runtime("RetryPolicy");
    format!("{policy}(‹{}›)", arguments.join(", "))
}

fn priority(priority: &Priority, printer: &Printer<'_>) -> String {
    let mut arguments = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        arguments.extend(value.map(|value| format!("{name}={value}")));
    };
    add("priority_key", priority.key.map(|key| key.to_string()));
    add(
        "fairness_key",
        priority.fairness_key.as_deref().map(literal),
    );
    let weight = priority.fairness_weight.map(|weight| format!("{weight:?}"));
    add("fairness_weight", weight);
    let name = printer.runtime("Priority");
    format!("{name}(‹{}›)", arguments.join(", "))
}

fn id_reuse(policy: IdReuse) -> &'static str {
    match policy {
        IdReuse::AllowDuplicate => "WorkflowIDReusePolicy.ALLOW_DUPLICATE",
        IdReuse::AllowDuplicateFailedOnly => "WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY",
        IdReuse::RejectDuplicate => "WorkflowIDReusePolicy.REJECT_DUPLICATE",
    }
}

fn id_conflict(policy: IdConflict) -> &'static str {
    match policy {
        IdConflict::Fail => "WorkflowIDConflictPolicy.FAIL",
        IdConflict::UseExisting => "WorkflowIDConflictPolicy.USE_EXISTING",
        IdConflict::TerminateExisting => "WorkflowIDConflictPolicy.TERMINATE_EXISTING",
    }
}

fn activity_cancellation(cancellation: ActivityCancellation) -> &'static str {
    match cancellation {
        ActivityCancellation::TryCancel => "ActivityCancellationType.TRY_CANCEL",
        ActivityCancellation::WaitCompleted => {
            "ActivityCancellationType.WAIT_CANCELLATION_COMPLETED"
        }
        ActivityCancellation::Abandon => "ActivityCancellationType.ABANDON",
    }
}

fn parent_close(policy: ParentClose) -> &'static str {
    match policy {
        ParentClose::Terminate => "ParentClosePolicy.TERMINATE",
        ParentClose::Abandon => "ParentClosePolicy.ABANDON",
        ParentClose::RequestCancel => "ParentClosePolicy.REQUEST_CANCEL",
    }
}

fn child_cancellation(cancellation: ChildCancellation) -> &'static str {
    match cancellation {
        ChildCancellation::Abandon => "ChildWorkflowCancellationType.ABANDON",
        ChildCancellation::TryCancel => "ChildWorkflowCancellationType.TRY_CANCEL",
        ChildCancellation::WaitCompleted => {
            "ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED"
        }
        ChildCancellation::WaitRequested => {
            "ChildWorkflowCancellationType.WAIT_CANCELLATION_REQUESTED"
        }
    }
}
