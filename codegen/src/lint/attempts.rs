//! How long one attempt of an activity may take.

use std::time::Duration;

use super::found::Found;
use super::named::Named;
use crate::model::{Activity, ActivityOptions};
use crate::source::Span;

/// How long an attempt may take unheard.
const LONGEST_UNHEARD: Duration = Duration::from_secs(60);

/// How long a workflow task takes unless a workflow says otherwise.
const LONGEST_LOCAL: Duration = Duration::from_secs(10);

/// A worker that dies in a long attempt is noticed by its missing heartbeat, or not until the end.
pub(super) fn look_at_heartbeats(named: &Named<'_>, found: &mut Found<'_>) {
    let remote = named.activities().filter(|activity| !activity.local);
    for (activity, place) in longer_than(LONGEST_UNHEARD, named, remote) {
        let heartbeat = activity.options.heartbeat_timeout;
        if heartbeat.is_some_and(|timeout| !timeout.is_zero()) {
            continue;
        }
        let message = format!(
            "an attempt of activity `{}` may take longer than a minute, without a heartbeat",
            activity.meta.name
        );
        found.push(&activity.meta, place, message, |diagnostic| {
            diagnostic
                .note("a worker that dies in the meantime is noticed only when this time is over, and the activity is not told of a cancellation")
                .help("add `heartbeat: 30s` and send heartbeats, or lower the timeout")
        });
    }
}

/// A local activity runs inside of a workflow task.
pub(super) fn look_at_local_activities(named: &Named<'_>, found: &mut Found<'_>) {
    let local = named.activities().filter(|activity| activity.local);
    for (activity, place) in longer_than(LONGEST_LOCAL, named, local) {
        let message = format!(
            "an attempt of the local activity `{}` may take longer than 10 seconds",
            activity.meta.name
        );
        found.push(&activity.meta, place, message, |diagnostic| {
            diagnostic
                .note("the workflow hears no signal until it ends, and a worker that dies does all of the task again")
                .help("lower the timeout, or leave `local: true` out")
        });
    }
}

/// The activities of which an attempt may take longer, each with the place that lets it.
fn longer_than<'m>(
    limit: Duration,
    named: &Named<'m>,
    activities: impl Iterator<Item = &'m Activity>,
) -> impl Iterator<Item = (&'m Activity, Span)> {
    let places = &named.model.places;
    activities.filter_map(move |activity| {
        let ActivityOptions {
            start_to_close,
            schedule_to_close,
            ..
        } = &activity.options;
        let is_set = |timeout: &Duration| !timeout.is_zero();
        // Without a limit of its own, an attempt may take as long as all together.
        let (key, longest) = match start_to_close.filter(is_set) {
            Some(attempt) => ("start_to_close", attempt),
            None => ("schedule_to_close", schedule_to_close.filter(is_set)?),
        };
        (longest > limit).then(|| (activity, places.of(&activity.meta, key)))
    })
}
