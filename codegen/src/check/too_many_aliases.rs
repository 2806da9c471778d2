//! A worker can serve a definition under a few names only.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Meta, Model};

/// As many as the runtime's `MAX_ALIASES`: each is a type of its own to the SDK.
const MAX_ALIASES: usize = 8;

pub(super) fn check_alias_counts(model: &Model, out: &mut Diagnostics) {
    for workflow in &model.workflows {
        check_count(model, "workflow", &workflow.meta, &workflow.aliases, out);
    }
    for activity in &model.activities {
        check_count(model, "activity", &activity.meta, &activity.aliases, out);
    }
}

fn check_count(model: &Model, what: &str, meta: &Meta, aliases: &[String], out: &mut Diagnostics) {
    if aliases.len() <= MAX_ALIASES {
        return;
    }
    out.push(
        Diagnostic::error(
            "too-many-aliases",
            model.places.item(meta, "aliases", MAX_ALIASES),
            format!(
                "{what} `{}` has {} aliases, and a worker serves at most {MAX_ALIASES}",
                meta.name,
                aliases.len()
            ),
        )
        .other(meta.span, format!("of this {what}"))
        .help("remove the names that no running execution was started under any more"),
    );
}
