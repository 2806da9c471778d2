//! Errors: the type that failures carry, and their details.

use std::collections::BTreeMap;

use super::{Pair, Site, Walk};
use crate::breaking::change::{Fate, Holder, Kind, Named, Naming};
use crate::breaking::rules::Rule;
use crate::model::{ErrorId, Model, PackageId};

impl Walk<'_> {
    /// Compares errors of one name, also those that nothing here declares: other contracts may.
    pub(super) fn pair_errors_by_name(&mut self) {
        let new = named(self.new, |id| &self.new[id].name);
        for (name, old) in named(self.old, |id| self.package_now(id)) {
            if let Some(new) = new.get(&name) {
                self.hold(Pair::Errors(old, *new), Holder::Slots(Vec::new()));
            }
        }
    }

    pub(super) fn compare_error_pair(&mut self, old: ErrorId, new: ErrorId, holder: Holder) {
        let (before, after) = (&self.old[old], &self.new[new]);
        let site = Site {
            package: self.new[after.package].name.clone(),
            element: after.meta.name.clone(),
            old: before.meta.span,
            new: after.meta.span,
            holder,
            as_string: (false, false),
        };
        if before.wire != after.wire {
            let naming = Naming {
                what: Named::Error,
                fate: Fate::Renamed,
                old_is_served: false,
                new_was_served: false,
            };
            let change = site
                .change(Rule::ErrorTypeRenamed, Kind::Name(naming))
                .with_texts(&before.wire, &after.wire)
                .at(
                    Some(self.old.places.of(&before.meta, "wire")),
                    Some(self.new.places.of(&after.meta, "wire")),
                );
            self.changes.push(change);
        }
        if before.meta.name != after.meta.name {
            let change = site.change(Rule::NameInCodeChanged, Kind::Source);
            self.changes
                .push(change.with_texts(&before.meta.name, &after.meta.name));
        }
        if before.retryable != after.retryable || before.retry_delay != after.retry_delay {
            let text =
                |retryable: bool, delay: Option<std::time::Duration>| match (retryable, delay) {
                    (false, _) => String::from("not retryable"),
                    (true, None) => String::from("retryable"),
                    (true, Some(delay)) => format!("retryable after {} s", delay.as_secs_f64()),
                };
            let less = before.retryable && !after.retryable;
            let change = site.change(Rule::ErrorRetryabilityChanged, Kind::Behaviour { less });
            self.changes.push(change.with_texts(
                text(before.retryable, before.retry_delay),
                text(after.retryable, after.retry_delay),
            ));
        }
        self.compare_records(
            (&before.meta, &before.record),
            (&after.meta, &after.record),
            &site,
        );
    }
}

/// The errors by package and name.
fn named<'m>(
    model: &'m Model,
    package: impl Fn(PackageId) -> &'m str,
) -> BTreeMap<(&'m str, &'m str), ErrorId> {
    (0..)
        .zip(&model.errors)
        .map(|(position, def)| {
            let key = (package(def.package), def.meta.name.as_str());
            (key, ErrorId(position))
        })
        .collect()
}
