//! What a contract must not do: one rule a file, message and help together.
use crate::diagnostic::Diagnostics;
use crate::model::Model;
use crate::source::SourceMap;

/// Reports everything that a contract must not do.
pub fn check(model: &Model, sources: &SourceMap, out: &mut Diagnostics) {
    let _ = (model, sources, out);
}
