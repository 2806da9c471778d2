//! Events of histories, and calls, that show what a change of a name breaks.

use crate::breaking::change::{Change, Fate, Kind, Named, Naming};
use crate::breaking::finding::{Witness, Writer};
use crate::breaking::rules::Rule;

/// Whether a rule is about what the server keeps or takes, rather than about a payload that a version reads.
pub(super) fn is_of_server(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::ScheduleInputRefused
            | Rule::NexusOperationKindChanged
            | Rule::SearchAttributeTypeChanged
    )
}

/// What the server keeps of the old version, and what becomes of it with the new one.
pub(super) fn of_server(change: &Change) -> Option<Witness> {
    if change.rule == Rule::SearchAttributeTypeChanged {
        let name = change.element.rsplit('.').next().unwrap_or_default();
        return Some(Witness {
            text: format!("search attribute {name:?}, registered as {}", change.old),
            writer: Writer::Old,
            failure: format!(
                "the server refuses to start what has a value of the type {} for it",
                change.new
            ),
            payload: None,
        });
    }
    let (text, failure) = match change.rule {
        Rule::ScheduleInputRefused => (change.old.clone(), change.new.clone()),
        _ => (
            String::from("an operation that is pending"),
            format!("it is {} there", change.new),
        ),
    };
    Some(Witness {
        text,
        writer: Writer::Old,
        failure,
        payload: None,
    })
}

/// What the core of the SDKs writes to a history when a local activity is done.
const LOCAL_ACTIVITY: &str = "MarkerRecorded of a local activity";

/// The event that meets a version which does not know it; whether it is of calls that stay in one process.
pub(super) fn find_event(change: &Change, is_local: bool) -> Option<Witness> {
    match change.kind {
        Kind::Name(naming) => of_name(change, naming, is_local),
        Kind::Command => Some(of_command(change, is_local)),
        Kind::Cancellation => Some(Witness {
            text: String::from("a call that was cancelled"),
            writer: Writer::Old,
            failure: format!(
                "it has {}, and replay makes other commands than are recorded",
                change.new
            ),
            payload: None,
        }),
        Kind::Queue {
            old_is_polled: false,
            ..
        } => Some(Witness {
            text: format!("a task that waits on {}", change.old),
            writer: Writer::Old,
            failure: format!("it has {}, and the task goes on waiting", change.new),
            payload: None,
        }),
        Kind::Queue {
            new_was_polled: false,
            ..
        } => Some(Witness {
            text: format!("a task that waits on {}", change.new),
            writer: Writer::New,
            failure: format!(
                "it serves that with {} alone, and the task goes on waiting",
                change.old
            ),
            payload: None,
        }),
        Kind::Unserved => Some(Witness {
            text: String::from("a workflow task that calls it"),
            writer: Writer::Old,
            failure: String::from("its worker has no such activity, and it is tried for ever"),
            payload: None,
        }),
        Kind::Versioning { unpinned: true } => Some(Witness {
            text: String::from("a workflow task of an execution that began pinned"),
            writer: Writer::Old,
            failure: String::from("its new code replays the history of the old one"),
            payload: None,
        }),
        Kind::Queue { .. }
        | Kind::Versioning { unpinned: false }
        | Kind::Payload(_)
        | Kind::PassedOn
        | Kind::Presence { .. }
        | Kind::Behaviour { .. }
        | Kind::Meaning
        | Kind::Sequence
        | Kind::Shared
        | Kind::Source
        | Kind::Meta => None,
    }
}

fn of_name(change: &Change, naming: Naming, is_local: bool) -> Option<Witness> {
    let is_late = naming.fate != Fate::Added && !naming.old_is_served;
    let is_early = matches!(naming.fate, Fate::Added | Fate::Renamed) && !naming.new_was_served;
    let (writer, name) = match (is_late, is_early) {
        (true, _) => (Writer::Old, &change.old),
        (false, true) => (Writer::New, &change.new),
        (false, false) => return None,
    };
    let name = match change.rule {
        // All names that are made of it.
        Rule::PackageRemoved | Rule::PackageRenamed => format!("{name}.*"),
        _ => name.clone(),
    };
    let (event, failure) = match naming.what {
        Named::Workflow => ("WorkflowExecutionStarted", "no workflow of this type"),
        Named::Signal => (
            "WorkflowExecutionSignaled",
            "no handler: it is lost, and its sender sees success",
        ),
        Named::Query => ("a query", "no handler: the query fails"),
        Named::Update => (
            "WorkflowExecutionUpdateAccepted",
            "no handler: it is rejected, and replay with it",
        ),
        Named::Activity if is_local && naming.fate == Fate::Removed => (
            LOCAL_ACTIVITY,
            "replay finds that its code does something else there",
        ),
        Named::Activity if writer == Writer::Old && naming.fate == Fate::Renamed => (
            match is_local {
                true => LOCAL_ACTIVITY,
                false => "ActivityTaskScheduled",
            },
            "replay finds another activity where its code calls the new one",
        ),
        Named::Activity => ("ActivityTaskScheduled", "no activity of this type"),
        Named::Error if naming.fate == Fate::Renamed => (
            "a failure of type",
            "another error, or none that it declares",
        ),
        Named::Error => ("a failure of type", "not an error that it declares"),
        Named::NexusOperation => ("NexusOperationScheduled", "no such operation"),
    };
    Some(Witness {
        text: format!("{event} {name:?}"),
        writer,
        failure: failure.to_owned(),
        payload: None,
    })
}

fn of_command(change: &Change, is_local: bool) -> Witness {
    if change.rule == Rule::ActivityLocalChanged {
        return of_local_changed(change);
    }
    let event = match change.rule {
        Rule::CallRemoved if is_local => LOCAL_ACTIVITY,
        Rule::CallRemoved => "ActivityTaskScheduled",
        _ => "StartChildWorkflowExecutionInitiated",
    };
    let is_in_id = change.rule == Rule::WorkflowIdFieldIncompatible;
    let text = match change.rule {
        _ if change.old.is_empty() => event.to_owned(),
        _ if is_in_id => format!("{event} with {} in its id", change.old),
        // Of several types, one is enough.
        Rule::ChildRemoved | Rule::CallRemoved => {
            let first = change.old.split('`').nth(1).unwrap_or_default();
            format!("{event} with {first:?}")
        }
        _ => format!("{event} with {}", quoted(&change.old)),
    };
    let failure = match change.new.is_empty() {
        true => String::from("replay finds that its code does something else there"),
        false if is_in_id => format!("replay finds {} in its place", change.new),
        false => format!("replay finds {} in its place", quoted(&change.new)),
    };
    Witness {
        text,
        writer: Writer::Old,
        failure,
        payload: None,
    }
}

fn of_local_changed(change: &Change) -> Witness {
    let (event, now) = match change.new.as_str() {
        "local" => ("ActivityTaskScheduled", "a local activity"),
        _ => (LOCAL_ACTIVITY, "a task for a queue"),
    };
    Witness {
        text: format!("{event} `{}`", change.element),
        writer: Writer::Old,
        failure: format!("replay finds that its code asks for {now} there"),
        payload: None,
    }
}

/// A text in quotes, if it has none of its own.
fn quoted(text: &str) -> String {
    match text.starts_with('`') {
        true => text.to_owned(),
        false => format!("{text:?}"),
    }
}
