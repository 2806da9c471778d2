//! `workflows:`

use super::fields::parse_field;
use super::keys::{Keys, Shape, parse_each};
use super::names::NameRule;
use super::options::parse_workflow_options;
use super::{Reader, children, messages, schedules, search_attributes};
use crate::ast::{Field, Workflow};
use crate::source::Spanned;
use crate::yaml::Entry;

pub(super) const WORKFLOWS: Shape = Shape {
    what: "`workflows`",
    sample: "workflows: {process_order: {input: OrderInput, output: OrderResult}}",
};

const WORKFLOW: Shape = Shape {
    what: "a workflow",
    sample: "process_order: {input: OrderInput, output: OrderResult}",
};

const MEMO: Shape = Shape {
    what: "`memo`",
    sample: "memo: {channel?: string}",
};

/// Reads one workflow.
pub(super) fn parse_workflow(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Workflow> {
    let mut keys = Keys::of(reader, entry, WORKFLOW)?;
    let workflow = Workflow {
        meta: keys.meta(entry, NameRule::Snake),
        wire: keys.text("name"),
        aliases: keys.texts("aliases"),
        input: keys.type_expr("input"),
        output: keys.type_expr("output"),
        errors: keys.references("errors").unwrap_or_default(),
        id: keys.text("id"),
        options: parse_workflow_options(&mut keys),
        search_attributes: keys.each(
            "search_attributes",
            search_attributes::SEARCH_ATTRIBUTES,
            search_attributes::parse_search_attribute,
        ),
        memo: parse_memo(&mut keys),
        activities: keys.references("activities"),
        children: children::parse_children(&mut keys),
        signals: keys.each("signals", messages::SIGNALS, messages::parse_signal),
        queries: keys.each("queries", messages::QUERIES, messages::parse_query),
        updates: keys.each("updates", messages::UPDATES, messages::parse_update),
        schedules: keys.each("schedules", schedules::SCHEDULES, schedules::parse_schedule),
    };
    keys.finish();
    Some(workflow)
}

fn parse_memo(keys: &mut Keys<'_, '_>) -> Option<Spanned<Vec<Field>>> {
    let entry = keys.take("memo")?;
    let fields = parse_each(keys.reader, entry, MEMO, parse_field);
    Some(Spanned::new(fields, entry.value.span))
}
