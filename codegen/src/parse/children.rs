//! `children:` of a workflow.

use super::Reader;
use super::keys::{Keys, Shape, parse_each};
use super::names::NameRule;
use super::options::parse_workflow_options;
use crate::ast::Child;
use crate::diagnostic::shown::brief;
use crate::yaml::Entry;

const CHILDREN: Shape = Shape {
    what: "`children`",
    sample: "children: {ship: {workflow: ship_order}}",
};

const CHILD: Shape = Shape {
    what: "a child",
    sample: "ship: {workflow: ship_order}",
};

/// Reads the workflows that a workflow starts; `None` where it does not say.
pub(super) fn parse_children(keys: &mut Keys<'_, '_>) -> Option<Vec<Child>> {
    let entry = keys.take("children")?;
    Some(parse_each(keys.reader, entry, CHILDREN, parse_child))
}

fn parse_child(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Child> {
    let mut keys = Keys::of(reader, entry, CHILD)?;
    if keys.has("workflow").is_none() {
        // Most children are called like their workflows.
        let sample = format!("workflow: {}", brief(&entry.key.text));
        keys.report_missing_as("workflow", entry.key.span, &sample);
    }
    let child = Child {
        meta: keys.meta(entry, NameRule::Snake),
        workflow: keys.reference("workflow"),
        id: keys.text("id"),
        parent_close: keys.text("parent_close"),
        cancellation: keys.text("cancellation"),
        options: parse_workflow_options(&mut keys),
    };
    keys.finish();
    Some(child)
}
