//! Temporal refuses a call of an activity that may take for ever.

use std::time::Duration;

use super::reported::Reported;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Model;

pub(super) fn check_activity_timeouts(model: &Model, out: &mut Diagnostics) {
    let reported = Reported::of(out);
    for activity in &model.activities {
        let options = &activity.options;
        let ends = |timeout: Option<Duration>| timeout.is_some_and(|timeout| !timeout.is_zero());
        if ends(options.start_to_close) || ends(options.schedule_to_close) {
            continue;
        }
        // A timeout that could not be read is reported as such.
        let unreadable = |key, timeout: Option<Duration>| {
            timeout.is_none() && model.places.has(&activity.meta, key)
        };
        if unreadable("start_to_close", options.start_to_close)
            || unreadable("schedule_to_close", options.schedule_to_close)
            || reported.explains_absence(&activity.meta)
        {
            continue;
        }
        out.push(
            Diagnostic::error(
                "activity-timeout",
                activity.meta.span,
                format!("activity `{}` has no timeout", activity.meta.name),
            )
            .note("a worker that dies is noticed by the timeout of an attempt, and Temporal refuses a call without any")
            .help("add `start_to_close: 30s`, the longest that one attempt may take, here or under `defaults: {activity: …}`"),
        );
    }
}
