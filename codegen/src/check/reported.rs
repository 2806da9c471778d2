//! What is reported already, so that a slip is not reported a second time as something that is missing.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::model::{Meta, Model};
use crate::source::FileId;

/// The places of the errors that are reported already.
pub(super) struct Reported {
    places: BTreeSet<(FileId, u32)>,
    /// Files with keys that were not understood: one of them may be the key that is missing.
    strange_keys: BTreeSet<FileId>,
}

impl Reported {
    pub(super) fn of(out: &Diagnostics) -> Self {
        let errors: Vec<&Diagnostic> = out
            .sorted()
            .into_iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .collect();
        let is_strange = |diagnostic: &&&Diagnostic| {
            matches!(
                diagnostic.code,
                "unknown-key" | "wrong-kind" | "duplicate-key"
            )
        };
        Self {
            places: errors
                .iter()
                .map(|error| (error.primary.span.file, error.primary.span.start))
                .collect(),
            strange_keys: errors
                .iter()
                .filter(is_strange)
                .map(|error| error.primary.span.file)
                .collect(),
        }
    }

    /// Whether the key that an element lacks may be one that was not understood.
    pub(super) fn explains_absence(&self, owner: &Meta) -> bool {
        self.strange_keys.contains(&owner.span.file)
    }

    /// Whether an error lies between the name of a type and the name of the next one in its file.
    pub(super) fn is_inside_type(&self, model: &Model, position: usize) -> bool {
        let begin = model.types[position].meta.span;
        let end = model.types[position + 1..]
            .iter()
            .map(|def| def.meta.span)
            .find(|span| span.file == begin.file)
            .map_or(u32::MAX, |span| span.start);
        let from = (begin.file, begin.start);
        self.places
            .range(from..(begin.file, end.max(begin.start)))
            .next()
            .is_some()
    }
}
