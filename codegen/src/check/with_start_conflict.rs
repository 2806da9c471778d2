//! A message that starts the workflow is meant for one that runs as well.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{IdConflict, Model};

pub(super) fn check_with_start_conflicts(model: &Model, out: &mut Diagnostics) {
    for workflow in &model.workflows {
        if workflow.options.id_conflict != Some(IdConflict::Fail) {
            continue;
        }
        if let Some(signal) = workflow.signals.iter().find(|signal| signal.with_start) {
            out.push(
                Diagnostic::warning(
                    "with-start-conflict",
                    signal.meta.span,
                    format!(
                        "signal `{}` may start workflow `{}`, whose `id_conflict` is `fail`",
                        signal.meta.name, workflow.meta.name
                    ),
                )
                .other(
                    model.places.of(&workflow.meta, "id_conflict"),
                    "written here",
                )
                .note("the server refuses this policy when a signal starts a workflow")
                .help("write `id_conflict: use_existing`, or give another policy with each call"),
            );
        }
    }
}
