//! How long one attempt of an activity may take.

use std::time::Duration;

use super::found::Found;
use super::named::Named;
use crate::model::{Activity, ActivityOptions};

/// How long an attempt may take unheard.
const LONGEST_UNHEARD: Duration = Duration::from_secs(60);

/// How long a workflow task takes unless a workflow says otherwise.
const LONGEST_LOCAL: Duration = Duration::from_secs(10);

/// A worker that dies in a long attempt is noticed by its missing heartbeat, or not until the end.
pub(super) fn look_at_heartbeats(named: &Named<'_>, found: &mut Found<'_>) {
    for activity in named.activities().filter(|activity| !activity.local) {
        let heartbeat = activity.options.heartbeat_timeout;
        if heartbeat.is_some_and(|timeout| !timeout.is_zero()) {
            continue;
        }
        let Some(key) = longer_than(LONGEST_UNHEARD, activity) else {
            continue;
        };
        let message = format!(
            "an attempt of activity `{}` may take longer than a minute, without a heartbeat",
            activity.meta.name
        );
        let place = named.model.places.of(&activity.meta, key);
        found.push(&activity.meta, place, message, |diagnostic| {
            diagnostic
                .note("a worker that dies in the meantime is noticed only when this time is over, and the activity is not told of a cancellation")
                .help("add `heartbeat: 30s` and send heartbeats, or lower the timeout")
        });
    }
}

/// A local activity runs inside of a workflow task.
pub(super) fn look_at_local_activities(named: &Named<'_>, found: &mut Found<'_>) {
    for activity in named.activities().filter(|activity| activity.local) {
        let Some(key) = longer_than(LONGEST_LOCAL, activity) else {
            continue;
        };
        let message = format!(
            "an attempt of the local activity `{}` may take longer than 10 seconds",
            activity.meta.name
        );
        let place = named.model.places.of(&activity.meta, key);
        found.push(&activity.meta, place, message, |diagnostic| {
            diagnostic
                .note("the workflow hears no signal until it ends, and a worker that dies does all of the task again")
                .help("lower the timeout, or leave `local: true` out")
        });
    }
}

/// The key that lets an attempt take longer, if one does.
fn longer_than(limit: Duration, activity: &Activity) -> Option<&'static str> {
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
    (longest > limit).then_some(key)
}
