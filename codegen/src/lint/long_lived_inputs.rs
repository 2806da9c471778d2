//! A required field of an input is written for as long as anybody may still read the input.

use std::collections::BTreeSet;
use std::time::Duration;

use super::found::Found;
use super::named::Named;
use crate::model::{Presence, Type, TypeKind, Workflow};

/// What ends within a day is not long-lived.
const SHORT: Duration = Duration::from_secs(24 * 60 * 60);

pub(super) fn look_at_required_fields(named: &Named<'_>, found: &mut Found<'_>) {
    let mut seen = BTreeSet::new();
    for workflow in named.workflows().filter(|workflow| may_live_long(workflow)) {
        let Some(Type::Named(id)) = &workflow.input else {
            continue;
        };
        let TypeKind::Record(record) = &named.model[*id].kind else {
            continue;
        };
        // An input of several workflows is said once; that of another package is not ours to change.
        if !seen.insert(*id) || !named.model[named.model[*id].package].entry {
            continue;
        }
        for field in &record.fields {
            if field.presence != Presence::Required {
                continue;
            }
            let message = format!(
                "`{}` is required in the input of workflow `{}`, which may run for days",
                field.meta.name, workflow.meta.name
            );
            found.push(&field.meta, field.meta.span, message, |diagnostic| {
                diagnostic
                    .other(workflow.meta.span, "the workflow")
                    .note("a reader of today refuses an input without it, so it can be left out only when no such reader is left")
                    .help(format!("if it may ever go, write `{}?`, or give it a default", field.meta.name))
            });
        }
    }
}

fn may_live_long(workflow: &Workflow) -> bool {
    let options = &workflow.options;
    let ends_soon = |timeout: Option<Duration>| {
        timeout.is_some_and(|timeout| !timeout.is_zero() && timeout <= SHORT)
    };
    // A run may be followed by another with the same input, so only all runs together count.
    !ends_soon(options.execution_timeout)
}
