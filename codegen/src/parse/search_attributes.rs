//! `search_attributes:` of a workflow.

use super::Reader;
use super::keys::{Keys, Shape};
use super::names::NameRule;
use crate::ast::SearchAttribute;
use crate::yaml::Entry;

pub(super) const SEARCH_ATTRIBUTES: Shape = Shape {
    what: "`search_attributes`",
    sample: "search_attributes: {CustomerId: {type: keyword, from: input.customer}}",
};

const SEARCH_ATTRIBUTE: Shape = Shape {
    what: "a search attribute",
    sample: "CustomerId: {type: keyword}",
};

/// Reads one search attribute.
pub(super) fn parse_search_attribute(
    reader: &mut Reader<'_>,
    entry: &Entry<'_>,
) -> Option<SearchAttribute> {
    let mut keys = Keys::of(reader, entry, SEARCH_ATTRIBUTE)?;
    if keys.has("type").is_none() {
        keys.report_missing("type", entry.key.span);
    }
    let attribute = SearchAttribute {
        meta: keys.meta(entry, NameRule::Free),
        ty: keys.text("type"),
        from: keys.text("from"),
    };
    keys.finish();
    Some(attribute)
}
