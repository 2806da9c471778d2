//! From the events of an execution to what can be held against the contract.

use std::collections::{BTreeMap, BTreeSet};

use super::carried::{Carried, payloads};
use super::event::Event;
use super::held::{Held, Reader, Remark, Wanted};
use super::part::Part;
use crate::diagnostic::Severity;
use crate::diagnostic::shown::shown;
use crate::model::{Activity, ErrorId, Meta, Model, NexusOperation, Type, Update, Workflow};

/// Goes through the events of an execution of one workflow.
pub(super) struct Walk<'m, 'a> {
    pub(super) model: &'m Model,
    pub(super) workflow: &'m Workflow,
    pub(super) events: &'a [Event<'a>],
    pub(super) held: Vec<Held<'m>>,
    pub(super) remarks: Vec<Remark>,
    /// The position of the event that is looked at.
    pub(super) at: usize,
    /// By the events that scheduled them.
    pub(super) activities: BTreeMap<u64, &'m Activity>,
    /// By the events that initiated them.
    pub(super) children: BTreeMap<u64, &'m Workflow>,
    /// By the ids of their executions.
    pub(super) children_by_id: BTreeMap<&'a str, &'m Workflow>,
    /// By the events that accepted them.
    pub(super) updates: BTreeMap<u64, &'m Update>,
    /// Requests of updates that are not accepted yet, by the ids of those, with the positions of their events.
    pub(super) admitted: BTreeMap<&'a str, (usize, Part<'a>)>,
    /// By the events that scheduled them.
    pub(super) operations: BTreeMap<u64, &'m NexusOperation>,
    /// The first events of activities and children that have ended, and of operations that were taken on.
    ended: BTreeSet<u64>,
    /// The id of the execution, where the history says it.
    pub(super) workflow_id: Option<&'a str>,
}

/// What declares payloads and errors.
#[derive(Clone, Copy)]
pub(super) struct Owner<'m> {
    pub(super) meta: &'m Meta,
    pub(super) errors: &'m [ErrorId],
    /// "activity", "workflow", "update", "operation"
    pub(super) what: &'static str,
}

impl<'m, 'a> Walk<'m, 'a> {
    pub(super) fn new(model: &'m Model, workflow: &'m Workflow, events: &'a [Event<'a>]) -> Self {
        let first_event = |event: &Event<'_>| match event.kind {
            "ActivityTaskCompleted"
            | "ActivityTaskFailed"
            | "ActivityTaskTimedOut"
            | "ActivityTaskCanceled"
            | "NexusOperationStarted"
            | "NexusOperationCompleted"
            | "NexusOperationFailed"
            | "NexusOperationCanceled"
            | "NexusOperationTimedOut" => event.attributes.number("scheduledEventId"),
            "ChildWorkflowExecutionCompleted"
            | "ChildWorkflowExecutionFailed"
            | "ChildWorkflowExecutionCanceled"
            | "ChildWorkflowExecutionTimedOut"
            | "ChildWorkflowExecutionTerminated"
            | "StartChildWorkflowExecutionFailed" => event.attributes.number("initiatedEventId"),
            _ => None,
        };
        Self {
            model,
            workflow,
            events,
            held: Vec::new(),
            remarks: Vec::new(),
            at: 0,
            activities: BTreeMap::new(),
            children: BTreeMap::new(),
            children_by_id: BTreeMap::new(),
            updates: BTreeMap::new(),
            admitted: BTreeMap::new(),
            operations: BTreeMap::new(),
            ended: events.iter().filter_map(first_event).collect(),
            workflow_id: events
                .first()
                .and_then(|start| start.attributes.text("workflowId")),
        }
    }

    /// Looks at every event. A sentence where something in it is no history.
    pub(super) fn walk(&mut self) -> Result<(), String> {
        for (at, event) in self.events.iter().enumerate() {
            self.at = at;
            self.look_at(event)
                .map_err(|problem| format!("event {}, {}: {problem}", event.id, event.kind))?;
        }
        self.look_at_waiting_updates()
    }

    fn look_at(&mut self, event: &Event<'a>) -> Result<(), String> {
        let attributes = event.attributes;
        match event.kind {
            "WorkflowExecutionStarted" => self.start(attributes),
            "WorkflowExecutionCompleted" => self.complete(attributes),
            "WorkflowExecutionFailed" => {
                let owner = Owner::workflow(self.workflow);
                self.failure(attributes.get("failure"), owner, Reader::Client)
            }
            "WorkflowExecutionContinuedAsNew" => self.continue_as_new(attributes),
            "WorkflowExecutionSignaled" => self.signal(attributes),
            "SignalExternalWorkflowExecutionInitiated" => self.signal_of_another(attributes),
            "WorkflowExecutionUpdateAdmitted" => {
                self.admit_update(attributes);
                Ok(())
            }
            "WorkflowExecutionUpdateAccepted" => self.accept_update(event.id, attributes),
            "WorkflowExecutionUpdateRejected" => self.reject_update(attributes),
            "WorkflowExecutionUpdateCompleted" => self.complete_update(attributes),
            "ActivityTaskScheduled" => self.schedule_activity(event.id, attributes),
            "ActivityTaskStarted" => self.start_activity(attributes),
            "ActivityTaskCompleted" => self.complete_activity(attributes),
            "ActivityTaskFailed" | "ActivityTaskTimedOut" => self.fail_activity(attributes),
            "StartChildWorkflowExecutionInitiated" => self.initiate_child(event.id, attributes),
            "ChildWorkflowExecutionCompleted" => self.complete_child(attributes),
            "ChildWorkflowExecutionFailed" => self.fail_child(attributes),
            "MarkerRecorded" => self.record_marker(attributes),
            "UpsertWorkflowSearchAttributes" => self.search_attributes(self.workflow, attributes),
            "WorkflowPropertiesModified" | "WorkflowPropertiesModifiedExternally" => {
                self.memo(self.workflow, attributes.get("upsertedMemo"))
            }
            "NexusOperationScheduled" => self.schedule_operation(event.id, attributes),
            "NexusOperationCompleted" => self.complete_operation(attributes),
            "NexusOperationFailed" | "NexusOperationCanceled" | "NexusOperationTimedOut" => {
                self.fail_operation(attributes)
            }
            // Nothing in the others is of the contract.
            _ => Ok(()),
        }
    }

    fn start(&mut self, attributes: Part<'a>) -> Result<(), String> {
        let workflow = self.workflow;
        let what = format!("the input of workflow {}", shown(&workflow.meta.name));
        let input = payloads(attributes.get("input"))?;
        self.hold(
            what,
            input,
            workflow.input.as_ref(),
            Reader::Replay,
            (&workflow.meta, "input"),
        );
        self.last_run(attributes, "continuedFailure")?;
        self.search_attributes(workflow, attributes)?;
        self.memo(workflow, attributes.get("memo"))
    }

    /// What the runs before this one have come to, which the next one may ask for.
    fn last_run(&mut self, attributes: Part<'a>, failure: &str) -> Result<(), String> {
        let workflow = self.workflow;
        if let Some(last) = attributes.get("lastCompletionResult") {
            let what = format!(
                "the output of the last run of workflow {}",
                shown(&workflow.meta.name)
            );
            self.hold(
                what,
                payloads(Some(last))?,
                workflow.output.as_ref(),
                Reader::Replay,
                (&workflow.meta, "output"),
            );
        }
        let owner = Owner::workflow(workflow);
        self.failure(attributes.get(failure), owner, Reader::Replay)
    }

    fn complete(&mut self, attributes: Part<'a>) -> Result<(), String> {
        let workflow = self.workflow;
        let what = format!("the output of workflow {}", shown(&workflow.meta.name));
        self.hold(
            what,
            payloads(attributes.get("result"))?,
            workflow.output.as_ref(),
            Reader::Client,
            (&workflow.meta, "output"),
        );
        Ok(())
    }

    fn continue_as_new(&mut self, attributes: Part<'a>) -> Result<(), String> {
        self.last_run(attributes, "failure")?;
        let wire = name_in(attributes, "workflowType");
        let Some(next) = find_workflow(self.model, wire) else {
            let message = format!("workflow {} is not declared", shown(wire));
            let remark = Remark::error(self.at, "undeclared-workflow", message)
                .note("the execution went on as it, in a run of its own");
            self.remarks.push(remark);
            return Ok(());
        };
        let what = format!(
            "the input of the next run of workflow {}",
            shown(&next.meta.name)
        );
        self.hold(
            what,
            payloads(attributes.get("input"))?,
            next.input.as_ref(),
            Reader::Replay,
            (&next.meta, "input"),
        );
        self.is_written_again();
        self.search_attributes(next, attributes)?;
        self.memo(next, attributes.get("memo"))
    }

    /// Holds the payloads of an input or an output against its type.
    pub(super) fn hold(
        &mut self,
        what: String,
        payloads: Vec<Carried>,
        ty: Option<&'m Type>,
        reader: Reader,
        (meta, part): (&'m Meta, &'static str),
    ) {
        self.held.push(Held {
            event: self.at,
            what,
            payloads,
            wanted: ty.map_or(Wanted::Nothing, Wanted::Message),
            reader,
            place: self.model.places.of(meta, part),
            child: None,
            written_again: None,
        });
    }

    /// Remembers of what was held last that workflow code writes it again in every replay.
    pub(super) fn is_written_again(&mut self) {
        let severity = match self.is_open() {
            true => Severity::Error,
            false => Severity::Warning,
        };
        if let Some(held) = self.held.last_mut() {
            held.written_again = Some(severity);
        }
    }

    /// Whether what an event began has not ended, in an execution that has not either.
    pub(super) fn is_pending(&self, first_event: u64) -> bool {
        self.is_open() && !self.ended.contains(&first_event)
    }

    /// Whether the execution has not ended.
    pub(super) fn is_open(&self) -> bool {
        self.events.last().is_some_and(|last| !last.closes())
    }
}

impl<'m> Owner<'m> {
    pub(super) fn workflow(workflow: &'m Workflow) -> Self {
        Self {
            meta: &workflow.meta,
            errors: &workflow.errors,
            what: "workflow",
        }
    }

    pub(super) fn activity(activity: &'m Activity) -> Self {
        Self {
            meta: &activity.meta,
            errors: &activity.errors,
            what: "activity",
        }
    }

    pub(super) fn update(update: &'m Update) -> Self {
        Self {
            meta: &update.meta,
            errors: &update.errors,
            what: "update",
        }
    }

    pub(super) fn operation(operation: &'m NexusOperation) -> Self {
        Self {
            meta: &operation.meta,
            errors: &operation.errors,
            what: "operation",
        }
    }
}

/// The workflow of a name on the wire, or of an alias.
pub(super) fn find_workflow<'m>(model: &'m Model, wire: &str) -> Option<&'m Workflow> {
    let by_name = model.workflows.iter().find(|known| known.wire == wire);
    let is_alias = |known: &&Workflow| known.aliases.iter().any(|alias| alias == wire);
    by_name.or_else(|| model.workflows.iter().find(is_alias))
}

/// The name in a field such as `workflowType: {name: …}`.
pub(super) fn name_in<'a>(attributes: Part<'a>, field: &str) -> &'a str {
    let named = attributes.get(field).and_then(|field| field.text("name"));
    named.unwrap_or_default()
}

/// Whether a name is one of Temporal's own.
pub(super) fn is_built_in(name: &str) -> bool {
    name.starts_with("__temporal_") || name == "__stack_trace" || name == "__enhanced_stack_trace"
}

/// "did you mean …?" where a known name is near.
pub(super) fn meant<'n>(written: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    crate::diagnostic::similar::nearest(written, known)
        .map(|near| format!("the nearest that is declared is {}", shown(near)))
}
