//! Compilers give up on types that lie very deep in each other.

use crate::containment::Containment;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Model;

/// rustc stops at 128 of its own steps, some of which are between the records.
const DEEPEST: usize = 100;

pub(super) fn check_deep_nesting(model: &Model, out: &mut Diagnostics) {
    let depths = Containment::of(model, |_| true).depths();
    // The deepest one holds all the others, so it is enough to name that.
    let deepest = depths
        .iter()
        .zip(&model.types)
        .max_by_key(|(depth, _)| **depth)
        .filter(|(depth, _)| **depth > DEEPEST);
    if let Some((depth, def)) = deepest {
        out.push(
            Diagnostic::warning(
                "deep-nesting",
                def.meta.span,
                format!("`{}` holds records {depth} deep in each other", def.meta.name),
            )
            .note("rustc stops at its recursion limit, which is 128 unless it is raised")
            .help("flatten the records, put a list between them, or raise `#![recursion_limit]` in the crate"),
        );
    }
}
