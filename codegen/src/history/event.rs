//! Events.

use super::part::{Part, is_same_name};
use crate::diagnostic::shown::shown;

/// An event of a history.
#[derive(Clone, Debug)]
pub(super) struct Event<'a> {
    pub(super) id: u64,
    /// One of [`KINDS`], or [`IGNORED`].
    pub(super) kind: &'static str,
    /// When it was recorded, in RFC 3339.
    pub(super) time: Option<&'a str>,
    pub(super) attributes: Part<'a>,
    /// Where its id is written in the file, in bytes.
    pub(super) place: (u32, u32),
}

/// The types of events, by the names that Temporal shows.
const KINDS: [&str; 60] = [
    "WorkflowExecutionStarted",
    "WorkflowExecutionCompleted",
    "WorkflowExecutionFailed",
    "WorkflowExecutionTimedOut",
    "WorkflowTaskScheduled",
    "WorkflowTaskStarted",
    "WorkflowTaskCompleted",
    "WorkflowTaskTimedOut",
    "WorkflowTaskFailed",
    "ActivityTaskScheduled",
    "ActivityTaskStarted",
    "ActivityTaskCompleted",
    "ActivityTaskFailed",
    "ActivityTaskTimedOut",
    "ActivityTaskCancelRequested",
    "ActivityTaskCanceled",
    "TimerStarted",
    "TimerFired",
    "TimerCanceled",
    "WorkflowExecutionCancelRequested",
    "WorkflowExecutionCanceled",
    "RequestCancelExternalWorkflowExecutionInitiated",
    "RequestCancelExternalWorkflowExecutionFailed",
    "ExternalWorkflowExecutionCancelRequested",
    "MarkerRecorded",
    "WorkflowExecutionSignaled",
    "WorkflowExecutionTerminated",
    "WorkflowExecutionContinuedAsNew",
    "StartChildWorkflowExecutionInitiated",
    "StartChildWorkflowExecutionFailed",
    "ChildWorkflowExecutionStarted",
    "ChildWorkflowExecutionCompleted",
    "ChildWorkflowExecutionFailed",
    "ChildWorkflowExecutionCanceled",
    "ChildWorkflowExecutionTimedOut",
    "ChildWorkflowExecutionTerminated",
    "SignalExternalWorkflowExecutionInitiated",
    "SignalExternalWorkflowExecutionFailed",
    "ExternalWorkflowExecutionSignaled",
    "UpsertWorkflowSearchAttributes",
    "WorkflowExecutionUpdateAccepted",
    "WorkflowExecutionUpdateRejected",
    "WorkflowExecutionUpdateCompleted",
    "WorkflowPropertiesModifiedExternally",
    "ActivityPropertiesModifiedExternally",
    "WorkflowPropertiesModified",
    "WorkflowExecutionUpdateAdmitted",
    "NexusOperationScheduled",
    "NexusOperationStarted",
    "NexusOperationCompleted",
    "NexusOperationFailed",
    "NexusOperationCanceled",
    "NexusOperationTimedOut",
    "NexusOperationCancelRequested",
    "WorkflowExecutionOptionsUpdated",
    "NexusOperationCancelRequestCompleted",
    "NexusOperationCancelRequestFailed",
    "WorkflowExecutionPaused",
    "WorkflowExecutionUnpaused",
    "WorkflowExecutionTimeSkippingTransitioned",
];

/// What nobody has to know.
const IGNORED: &str = "Ignored";

/// The last events of executions.
const CLOSING: [&str; 6] = [
    "WorkflowExecutionCompleted",
    "WorkflowExecutionFailed",
    "WorkflowExecutionTimedOut",
    "WorkflowExecutionCanceled",
    "WorkflowExecutionTerminated",
    "WorkflowExecutionContinuedAsNew",
];

impl Event<'_> {
    /// Whether nothing comes after it.
    pub(super) fn closes(&self) -> bool {
        CLOSING.contains(&self.kind)
    }
}

/// Reads an event out of its part of the tree of `text`.
pub(super) fn read_event<'a>(part: Part<'a>, text: &'a str) -> Result<Event<'a>, String> {
    let Some(id) = part.number("eventId") else {
        return Err("it has an event without an `eventId`".to_owned());
    };
    let (name, attributes) = attributes(part)
        .ok_or_else(|| format!("event {id} has no attributes: nothing says what happened"))?;
    let known = KINDS.iter().find(|kind| is_same_name(kind, name));
    let kind = match known {
        Some(kind) => kind,
        // Newer servers say so of what no workflow reads.
        None if part.is_true("workerMayIgnore") => IGNORED,
        None => {
            return Err(format!(
                "event {id} is of a type that this version of tempoc does not know, {}",
                shown(name)
            ));
        }
    };
    Ok(Event {
        id,
        kind,
        time: part.text("eventTime"),
        attributes,
        place: place(part, text),
    })
}

/// The attributes of an event, with the name of its type.
fn attributes(part: Part<'_>) -> Option<(&str, Part<'_>)> {
    let direct = part.entries().find_map(typed);
    // The SDK for Rust writes them one level further down.
    direct.or_else(|| part.get("attributes")?.entries().find_map(typed))
}

/// `ActivityTaskScheduled`, in any spelling, of attributes that are called by it.
fn typed<'a>((name, attributes): (&'a str, Part<'a>)) -> Option<(&'a str, Part<'a>)> {
    let ending = ["EventAttributes", "_event_attributes"];
    let kind = ending.iter().find_map(|ending| name.strip_suffix(ending))?;
    matches!(attributes.node(), tempoc_json::Node::Object(_)).then_some((kind, attributes))
}

/// Where the name of the id stands in a text that the part was read from.
fn place(part: Part<'_>, text: &str) -> (u32, u32) {
    let name = part
        .entries()
        .find(|(name, _)| is_same_name(name, "eventId"));
    let place = name.and_then(|(name, _)| {
        // The tree borrows from the text.
        let start = (name.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
        let end = start + name.len();
        (end <= text.len()).then_some((u32::try_from(start).ok()?, u32::try_from(end).ok()?))
    });
    place.unwrap_or_default()
}
