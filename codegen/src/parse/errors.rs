//! `errors:`

use super::Reader;
use super::fields::parse_record;
use super::keys::{Keys, Shape};
use super::names::NameRule;
use crate::ast::ErrorDef;
use crate::yaml::Entry;

pub(super) const ERRORS: Shape = Shape {
    what: "`errors`",
    sample: "errors: {CardDeclined: {retryable: false}}",
};

const ERROR: Shape = Shape {
    what: "an error",
    sample: "CardDeclined: {retryable: false, fields: {code: string}}",
};

/// Reads one error.
pub(super) fn parse_error(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<ErrorDef> {
    let mut keys = Keys::of(reader, entry, ERROR)?;
    let error = ErrorDef {
        meta: keys.meta(entry, NameRule::Type),
        wire: keys.text("type"),
        retryable: keys.spanned_flag("retryable"),
        retry_delay: keys.text("retry_delay"),
        record: parse_record(&mut keys),
    };
    keys.finish();
    Some(error)
}
