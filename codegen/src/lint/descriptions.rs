//! What others call or read is described.

use super::found::Found;
use super::named::Named;
use crate::model::Meta;

/// Types, errors, activities, workflows, messages, and Nexus services with their operations.
///
/// Fields, values and variants mostly say by their name what they are.
pub(super) fn look_at_descriptions(named: &Named<'_>, found: &mut Found<'_>) {
    let mut look = |what: &str, meta: &Meta| {
        if meta.is_described() {
            return;
        }
        let message = format!("{what} `{}` has no description", meta.name);
        found.push(meta, meta.span, message, |diagnostic| {
            diagnostic.help("add a `##` line above it, or `description:`")
        });
    };
    for def in named.types().filter(|def| def.variant_of.is_none()) {
        look("type", &def.meta);
    }
    for error in named.errors() {
        look("error", &error.meta);
    }
    for activity in named.activities() {
        look("activity", &activity.meta);
    }
    for workflow in named.workflows() {
        look("workflow", &workflow.meta);
        workflow
            .signals
            .iter()
            .for_each(|signal| look("signal", &signal.meta));
        workflow
            .queries
            .iter()
            .for_each(|query| look("query", &query.meta));
        workflow
            .updates
            .iter()
            .for_each(|update| look("update", &update.meta));
    }
    for service in named.nexus() {
        look("service", &service.meta);
        let operations = service.operations.iter();
        operations.for_each(|operation| look("operation", &operation.meta));
    }
}
