//! From the text of a file to the histories in it.
//!
//! `temporal workflow show --output json`, the SDKs and the page of the Temporal UI write the same protobuf messages
//! in some forms of JSON: an object with `events`, the answer of a server around it, the events alone, or a list of
//! several histories.

use tempoc_json::{MAX_DEPTH, Node};

use super::event::{Event, read_event};
use super::part::Part;

/// The events of one execution, from the first one on and without a gap.
pub(super) struct Document<'a> {
    /// Which of several in one file, from 1.
    pub(super) number: Option<usize>,
    pub(super) events: Vec<Event<'a>>,
}

/// The tree of a file, or a sentence why it is no JSON.
pub(super) fn parse(text: &str) -> Result<Node<'_>, String> {
    Node::parse(text.as_bytes()).map_err(|error| {
        let message = error.message();
        match message.ends_with("ends too early") {
            // Whoever made the file has stopped in the middle of it.
            true => format!("the file is cut off after byte {}", text.len()),
            false if message.contains("nested deeper") => {
                format!("the file has more than {MAX_DEPTH} lists and objects inside of each other")
            }
            false => format!("the file is {message}"),
        }
    })
}

/// The histories of a file; each is a sentence where it is none, or not whole.
pub(super) fn histories<'a>(
    tree: &'a Node<'a>,
    text: &'a str,
) -> Vec<Result<Document<'a>, String>> {
    let tree = Part::new(tree);
    let Some(items) = tree.items() else {
        return vec![history(tree, None, text)];
    };
    // A list holds the events of one history, or several histories.
    let is_event = |item: &Part<'_>| item.get("eventId").is_some();
    match items.first().is_none_or(is_event) {
        true => vec![events_of(&items, None, text)],
        false => items
            .into_iter()
            .enumerate()
            .map(|(position, item)| history(item, Some(position + 1), text))
            .collect(),
    }
}

fn history<'a>(
    part: Part<'a>,
    number: Option<usize>,
    text: &'a str,
) -> Result<Document<'a>, String> {
    let inner = part.get("history").unwrap_or(part);
    let Some(events) = inner.get("events").and_then(|events| events.items()) else {
        return Err("it is no history: there is no list of `events` in it".to_owned());
    };
    let goes_on = part
        .text("nextPageToken")
        .is_some_and(|token| !token.is_empty());
    let document = events_of(&events, number, text)?;
    match goes_on {
        true => Err(format!(
            "it is the first page of a history: there is more after event {}",
            document.events.last().map_or(0, |event| event.id)
        )),
        false => Ok(document),
    }
}

fn events_of<'a>(
    events: &[Part<'a>],
    number: Option<usize>,
    text: &'a str,
) -> Result<Document<'a>, String> {
    let mut events: Vec<Event<'a>> = events
        .iter()
        .map(|event| read_event(*event, text))
        .collect::<Result<_, _>>()?;
    // Some list the newest first.
    events.sort_by_key(|event| event.id);
    let Some(first) = events.first() else {
        return Err("there is no event in it".to_owned());
    };
    if first.id != 1 || first.kind != "WorkflowExecutionStarted" {
        let (id, kind) = (first.id, first.kind);
        return Err(format!(
            "it does not begin with the start of an execution, but with event {id}, {kind}"
        ));
    }
    for (before, after) in events.iter().zip(events.iter().skip(1)) {
        if before.id == after.id {
            return Err(format!("event {} is in it twice", after.id));
        }
        if before.id + 1 != after.id {
            return Err(format!(
                "after event {} it goes on with event {}: there is a part missing",
                before.id, after.id
            ));
        }
    }
    Ok(Document { number, events })
}
