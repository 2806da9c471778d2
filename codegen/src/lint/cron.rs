//! `cron:` is the way of before schedules.

use super::found::Found;
use super::named::Named;

pub(super) fn look_at_cron(named: &Named<'_>, found: &mut Found<'_>) {
    let places = &named.model.places;
    for workflow in named.workflows() {
        let Some(cron) = &workflow.options.cron else {
            continue;
        };
        let message = format!("workflow `{}` runs by `cron:`", workflow.meta.name);
        let place = places.of(&workflow.meta, "cron");
        found.push(&workflow.meta, place, message, |diagnostic| {
            diagnostic
                .note("a cron workflow cannot be paused, changed or run in between, and the output of a run is read by the next one")
                .help(format!(
                    "declare a schedule, `schedules: {{regular: {{cron: \"{cron}\"}}}}`, and make it with `temporal schedule create`"
                ))
        });
    }
}
