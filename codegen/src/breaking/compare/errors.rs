//! Errors: the type that failures carry, and their details.

use std::collections::{BTreeMap, BTreeSet};

use super::packages::Packages;
use super::{Pair, Site, Walk};
use crate::breaking::change::{Fate, Holder, Kind, Named, Naming};
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Party, Role, Slot};
use crate::model::{Activity, ErrorId, Model, PackageId};

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

    /// Remembers that calls of an activity name errors as final: attempts that wait keep the names of their time.
    pub(super) fn hold_final_errors(&mut self, activity: &Activity) {
        let Some(retry) = &activity.options.retry else {
            return;
        };
        let description = format!("the retry policy of activity `{}`", activity.meta.name);
        for name in &retry.non_retryable {
            let Some((old, new)) = self.error_types.get(name).copied() else {
                continue;
            };
            let workers = BTreeSet::from([Party::Workers(activity.task_queue.clone())]);
            let slot = self.add_slot(Slot {
                role: Role::Call,
                description: description.clone(),
                writers: workers.clone(),
                readers: workers,
                replayed_by: None,
                pinned: false,
                certain: true,
            });
            self.hold(Pair::Errors(old, new), Holder::Slots(vec![slot]));
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

impl Walk<'_> {
    /// Says which errors are gone. What that is to those who saw them is said of each definition.
    pub(super) fn compare_error_lists(&mut self) {
        let kept: BTreeSet<ErrorId> = self
            .pairs
            .iter()
            .filter_map(|pair| match pair {
                Pair::Errors(old, _) => Some(*old),
                Pair::Types(..) => None,
            })
            .collect();
        for (position, def) in (0..).zip(&self.old.errors) {
            // What goes with a package is said once, of the package.
            let Some(package) = self.packages.both.get(&def.package) else {
                continue;
            };
            if kept.contains(&ErrorId(position)) {
                continue;
            }
            let package = &self.new[*package];
            let site = Site {
                package: package.name.clone(),
                element: def.meta.name.clone(),
                old: def.meta.span,
                new: package.span,
                holder: Holder::Slots(Vec::new()),
                as_string: (false, false),
            };
            let change = site.change(Rule::ErrorRemoved, Kind::Source);
            self.changes.push(change.with_texts(&def.wire, ""));
        }
    }
}

/// The errors of both versions whose types on the wire are others now, by the old one.
pub(super) fn renamed_errors(
    old: &Model,
    new: &Model,
    packages: &Packages,
) -> BTreeMap<String, (ErrorId, ErrorId)> {
    let after = named(new, |id| &new[id].name);
    let now = |id: PackageId| packages.both.get(&id).map_or("", |id| &new[*id].name);
    let both = named(old, now).into_iter();
    let both = both.filter_map(|(name, id)| Some((id, *after.get(&name)?)));
    both.filter(|(a, b)| old[*a].wire != new[*b].wire)
        .map(|(a, b)| (old[a].wire.clone(), (a, b)))
        .collect()
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
