//! Payloads of a history against what the contract says they are.

use tempoc_json::Node;

use super::carried::{Carried, JSON, NULL};
use super::child_id::check_child_id;
use super::counted;
use super::held::{Held, Reader, Remark, Wanted};
use super::loose::loosened;
use super::part::is_same_name;
use crate::diagnostic::Severity;
use crate::diagnostic::shown::shown;
use crate::model::{Model, SearchAttributeType, Type};
use crate::payload::{Payload, PayloadReader, Problem};

/// A contract, and what it would be otherwise.
#[derive(Clone, Copy)]
pub(super) struct Models<'m> {
    pub(super) model: &'m Model,
    /// With nothing open, where something of it is open.
    pub(super) strict: Option<&'m Model>,
    /// Without limits.
    pub(super) loose: &'m Model,
}

/// What does not fit of some payloads.
pub(super) fn check(payloads: &PayloadReader, models: Models<'_>, held: &Held<'_>) -> Vec<Remark> {
    let Models {
        model,
        strict,
        loose,
    } = models;
    let mut remarks = Vec::new();
    if let Some(remark) = check_count(held) {
        remarks.push(remark);
    }
    // Mostly all that is recorded is declared, and is read once.
    let (read, undeclared_parts) = match strict.and_then(|strict| read(payloads, strict, held)) {
        None => (read(payloads, model, held), Vec::new()),
        Some(Ok(payload)) => (Some(Ok(payload)), Vec::new()),
        Some(Err(problems)) => (read(payloads, model, held), problems),
    };
    match (held.wanted, read) {
        (Wanted::Nothing, _) => remarks.extend(check_child(model, held, None, "null")),
        (Wanted::SearchAttribute(ty), _) => remarks.extend(check_search_attribute(held, ty)),
        (_, None) => {}
        (wanted, Some(Ok(payload))) => {
            if let (Wanted::Message(input), Ok(json)) = (wanted, &payload.written) {
                remarks.extend(check_child(model, held, Some(input), json));
            }
            if let (Some(severity), Err(problem)) = (held.written_again, &payload.written) {
                remarks.push(unwritable(held, severity, problem));
            }
            let undeclared_parts = undeclared_parts.iter();
            remarks.extend(undeclared_parts.map(|problem| undeclared(held, problem)));
        }
        (_, Some(Err(problems))) => {
            let of_another_kind = match held.written_again {
                Some(_) => read_without_limits(payloads, loose, held),
                None => Vec::new(),
            };
            let is_beyond = |problem: &Problem| {
                let mut others = of_another_kind.iter();
                !others.any(|other| other.path == problem.path)
            };
            remarks.extend(problems.iter().map(|problem| {
                match held.written_again {
                    Some(severity) if is_beyond(problem) => match held.reader {
                        Reader::Nobody => unwritable(held, severity, problem),
                        reader => unreadable(held, problem)
                            .note(format!("{}; {WRITTEN_AGAIN}", reader.sentence())),
                    },
                    _ => unreadable(held, problem),
                }
            }));
        }
    }
    remarks
}

/// What generated code reads; nothing of what it reads in no payload of its own.
fn read(
    payloads: &PayloadReader,
    model: &Model,
    held: &Held<'_>,
) -> Option<Result<Payload, Vec<Problem>>> {
    let json = json_of(&held.payloads);
    Some(match held.wanted {
        Wanted::Nothing | Wanted::SearchAttribute(_) => return None,
        Wanted::Message(ty) => json.and_then(|json| payloads.read_message(model, ty, json)),
        Wanted::Details(error) => {
            json.and_then(|json| payloads.read_error_details(model, error, or_empty(json)))
        }
        Wanted::Field(field) => {
            json.and_then(|json| payloads.read_field(model, field, json.unwrap_or(b"null")))
        }
    })
}

/// What is wrong with it besides that it is beyond some limit.
fn read_without_limits(payloads: &PayloadReader, loose: &Model, held: &Held<'_>) -> Vec<Problem> {
    let Wanted::Message(ty) = held.wanted else {
        return Vec::new();
    };
    let read =
        json_of(&held.payloads).and_then(|json| payloads.read_message(loose, &loosened(ty), json));
    read.err().unwrap_or_default()
}

/// The JSON of the first payload, as generated code reads it: none where there is nothing.
fn json_of(payloads: &[Carried]) -> Result<Option<&[u8]>, Vec<Problem>> {
    let Some(first) = payloads.first() else {
        return Ok(None);
    };
    match first.encoding().as_str() {
        JSON => Ok(Some(&first.data)),
        NULL => Ok(None),
        other => Err(vec![Problem {
            path: String::new(),
            message: format!(
                "expected a payload of encoding `json/plain`, found {}",
                shown(other)
            ),
        }]),
    }
}

/// Details that say nothing are those of an error without fields.
fn or_empty(json: Option<&[u8]>) -> &[u8] {
    match json {
        Some(json) if json.trim_ascii() != b"null" => json,
        _ => b"{}",
    }
}

fn unreadable(held: &Held<'_>, problem: &Problem) -> Remark {
    let what = &held.what;
    let message = format!("{what} does not decode: {problem}");
    let (complaint, _) = problem
        .message
        .split_once(", found ")
        .unwrap_or((&problem.message, ""));
    let mut remark = Remark::error(held.event, "unreadable-payload", message);
    remark.severity = held.reader.severity();
    remark.key = format!("{what} {}: {complaint}", without_indexes(&problem.path));
    remark.at(held.place, "declared here").note(held.reader.sentence()).help(
        "what is recorded stays as it is: make the field optional, give it a default, let an alias read the old name, or add a new one beside it",
    )
}

/// What becomes of what workflow code did when it is replayed.
const WRITTEN_AGAIN: &str =
    "workflow code writes it again in every replay and is refused, so the history does not fit";

/// What code may have written once, and may not write any more.
fn unwritable(held: &Held<'_>, severity: Severity, problem: &Problem) -> Remark {
    let what = &held.what;
    let message = format!("{what} cannot be written any more: {problem}");
    let (complaint, _) = problem
        .message
        .split_once(", found ")
        .unwrap_or((&problem.message, ""));
    let mut remark = Remark::error(held.event, "unwritable-payload", message);
    remark.severity = severity;
    remark.key = format!("{what} {}: {complaint}", without_indexes(&problem.path));
    remark.at(held.place, "declared here").note(WRITTEN_AGAIN).help(
        "keep what may be written as it was while an execution runs that wrote it, or add a second one with the new limits and choose between them with `patched`, or pin the workflow",
    )
}

/// A value of an enum or a variant of a union that readers keep without knowing it.
fn undeclared(held: &Held<'_>, problem: &Problem) -> Remark {
    let what = &held.what;
    let message = format!("{what} has what the contract does not declare: {problem}");
    let mut remark = Remark::warning(held.event, "undeclared-value", message);
    remark.key = format!(
        "{what} {}: {}",
        without_indexes(&problem.path),
        problem.message
    );
    remark
        .at(held.place, "declared here")
        .note(format!(
            "it is read as a value that nobody knows, and code takes the way of those; {}",
            held.reader.sentence()
        ))
        .help("declare it for as long as it is recorded, `deprecated:` if nobody is to use it any more")
}

/// A path with `[]` for each place in a list and each key of a map.
fn without_indexes(path: &str) -> String {
    let mut plain = String::new();
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for character in path.chars() {
        match character {
            '"' if depth > 0 && !escaped => quoted = !quoted,
            '[' if !quoted => {
                depth += 1;
                plain.push_str("[]");
            }
            ']' if !quoted => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(character),
            _ => {}
        }
        escaped = quoted && character == '\\' && !escaped;
    }
    plain
}

/// Payloads that nobody looks at.
fn check_count(held: &Held<'_>) -> Option<Remark> {
    let expected = match held.wanted {
        Wanted::Nothing => 0,
        _ => 1,
    };
    let carried = held.payloads.iter();
    // Nothing may be written as nothing.
    let found = carried
        .filter(|payload| expected > 0 || payload.encoding() != NULL)
        .count();
    if found <= expected {
        return None;
    }
    let what = &held.what;
    let payloads = counted(found, "payload", "payloads");
    let message = match expected {
        0 => format!("{what} has {payloads}, and the contract declares none"),
        _ => format!("{what} has {payloads}, of which the contract knows the first"),
    };
    let remark = Remark::warning(held.event, "payload-count", message)
        .at(held.place, "declared here")
        .note("nobody looks at the others");
    Some(remark)
}

/// Against the type that the server has written beside the value, or the value where a tool has left that alone.
fn check_search_attribute(held: &Held<'_>, ty: SearchAttributeType) -> Option<Remark> {
    let payload = held.payloads.first()?;
    let declared = ty.name();
    let found = match payload.metadata_text("type") {
        Some(found) if is_same_name(&found, declared) => return None,
        Some(found) => format!("as {}", shown(&found)),
        None => {
            let value = Node::parse(&payload.data).ok()?;
            if is_value_of(ty, &value) {
                return None;
            }
            format!(
                "with the value {}",
                shown(&String::from_utf8_lossy(&payload.data))
            )
        }
    };
    let what = &held.what;
    let message = format!(
        "{what} was recorded {found}, and is declared as {}",
        shown(declared)
    );
    let remark = Remark::error(held.event, "recorded-attribute", message)
        .at(held.place, "declared here")
        .note("the server refuses a value of another type, and a worker that reads it by type finds none")
        .help("declare a new search attribute beside it");
    Some(remark)
}

/// Whether the server may have taken a value for one of a type. One that is taken away is of each, and a list of
/// one value is that value.
fn is_value_of(ty: SearchAttributeType, value: &Node<'_>) -> bool {
    match (value, ty) {
        (Node::Null, _) => true,
        (Node::Object(fields), _) => fields.is_empty(),
        (Node::List(values), _) => values.iter().all(|value| is_value_of(ty, value)),
        (
            Node::String(_),
            SearchAttributeType::Keyword
            | SearchAttributeType::KeywordList
            | SearchAttributeType::Text
            | SearchAttributeType::Datetime,
        ) => true,
        (Node::Int(_), SearchAttributeType::Int | SearchAttributeType::Double) => true,
        (Node::Number(_), SearchAttributeType::Double) => true,
        (Node::Bool(_), SearchAttributeType::Bool) => true,
        _ => false,
    }
}

/// The id of a child, of its input as JSON.
fn check_child(model: &Model, held: &Held<'_>, input: Option<&Type>, json: &str) -> Option<Remark> {
    let child = held.child.as_ref()?;
    let rendered = check_child_id(model, child, input, json)?;
    let message = format!(
        "{} was started with the id {}, and would be with {} now",
        held.what.trim_start_matches("the input of "),
        shown(&child.id),
        shown(&rendered)
    );
    let mut remark = Remark::error(held.event, "recorded-id", message);
    remark.key = format!("{} has another id", held.what);
    let remark = remark
        .at(held.place, "declared here")
        .note("a replay compares the ids of children; with another one the execution is stuck")
        .help("keep the `id:` that is recorded; code that gave the id itself is not concerned");
    Some(remark)
}
