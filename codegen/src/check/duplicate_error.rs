//! Errors and calls that a definition names twice, and errors that cannot be told apart.

use std::collections::BTreeMap;

use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{ErrorId, Meta, Model};

pub(super) fn check_duplicate_errors(model: &Model, out: &mut Diagnostics) {
    for activity in &model.activities {
        check_errors(model, &activity.meta, &activity.errors, out);
    }
    for workflow in &model.workflows {
        check_errors(model, &workflow.meta, &workflow.errors, out);
        for update in &workflow.updates {
            check_errors(model, &update.meta, &update.errors, out);
        }
        if workflow.activities_declared {
            let mut seen = BTreeMap::new();
            for (position, id) in workflow.activities.iter().enumerate() {
                if let Some(first) = seen.insert(*id, position) {
                    let name = &model[*id].meta.name;
                    let message = format!("activity `{name}` is in the list already");
                    out.push(twice(
                        model,
                        &workflow.meta,
                        "activities",
                        position,
                        first,
                        message,
                    ));
                }
            }
        }
    }
    for operation in model.nexus.iter().flat_map(|service| &service.operations) {
        if model.places.has(&operation.meta, "errors") {
            check_errors(model, &operation.meta, &operation.errors, out);
        }
    }
}

fn check_errors(model: &Model, meta: &Meta, errors: &[ErrorId], out: &mut Diagnostics) {
    let mut by_id = BTreeMap::new();
    let mut by_wire = BTreeMap::new();
    let mut by_name = BTreeMap::new();
    for (position, id) in errors.iter().enumerate() {
        let error = &model[*id];
        let name = &error.meta.name;
        if let Some(first) = by_id.insert(*id, position) {
            let message = format!("error `{name}` is in the list already");
            out.push(twice(model, meta, "errors", position, first, message));
        } else if let Some(first) = by_wire.insert(&error.wire, position) {
            let message = format!(
                "two errors of this list are both {} on the wire",
                shown(&error.wire)
            );
            out.push(
                twice(model, meta, "errors", position, first, message)
                    .note("whoever catches one of them could not tell which it is")
                    .help("give one of them another `type:`, or leave it out"),
            );
        } else if let Some(first) = by_name.insert(name, position) {
            let message = format!("two errors of this list are both called `{name}`");
            out.push(
                twice(model, meta, "errors", position, first, message)
                    .help("rename one of them; `type:` keeps the name on the wire"),
            );
        }
    }
}

fn twice(
    model: &Model,
    meta: &Meta,
    part: &'static str,
    position: usize,
    first: usize,
    message: String,
) -> Diagnostic {
    Diagnostic::error(
        "duplicate-reference",
        model.places.item(meta, part, position),
        message,
    )
    .other(model.places.item(meta, part, first), "first here")
    .help("leave it out")
}
