//! A pinned workflow keeps the workers of its version for as long as it runs.

use std::time::Duration;

use super::found::Found;
use super::named::Named;
use crate::model::Versioning;

/// For how long old workers are kept without a second thought.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

pub(super) fn look_at_pinned(named: &Named<'_>, found: &mut Found<'_>) {
    let places = &named.model.places;
    for workflow in named.workflows() {
        let options = &workflow.options;
        if options.versioning != Some(Versioning::Pinned) {
            continue;
        }
        // Later runs stay with the version as well. 0 says that there is no end; where nothing
        // is said, nothing is known.
        let (key, longest) = match (options.execution_timeout, options.run_timeout) {
            (Some(longest), _) => ("execution_timeout", longest),
            (None, Some(longest)) => ("run_timeout", longest),
            (None, None) => continue,
        };
        if !longest.is_zero() && longest <= LONGEST {
            continue;
        }
        let message = format!(
            "workflow `{}` is pinned, and may run for longer than a week",
            workflow.meta.name
        );
        let place = places.of(&workflow.meta, key);
        found.push(&workflow.meta, place, message, |diagnostic| {
            diagnostic
                .note("the workers of the version that it began on have to be kept until it ends")
                .help("write `versioning: auto_upgrade` and patch what changes, or shorten the timeout")
        });
    }
}
