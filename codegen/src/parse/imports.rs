//! `imports:`

use super::Reader;
use super::keys::Shape;
use super::names::{NameRule, check_name};
use super::snippet::parse_text;
use crate::ast::Import;
use crate::source::Spanned;
use crate::yaml::Entry;

pub(super) const IMPORTS: Shape = Shape {
    what: "`imports`",
    sample: "imports: {common: ./common.tempoc.yaml}",
};

/// Reads one import; whether its file is there is for the loader.
pub(super) fn parse_import(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Import> {
    check_name(reader, &entry.key, NameRule::Snake);
    Some(Import {
        alias: Spanned::new(entry.key.text.to_string(), entry.key.span),
        path: parse_text(reader, entry)?,
    })
}
