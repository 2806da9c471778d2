//! Errors: the type that failures carry, and their details.

use std::collections::{BTreeMap, BTreeSet};

use super::matching::Names;
use super::{Pair, Site, Walk, mends};
use crate::breaking::change::{Change, Fate, Holder, Kind, Named, Naming};
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Party, Role, Slot};
use crate::model::{ErrorId, Retry};

impl Walk<'_> {
    /// Compares errors of one name, also those that nothing here declares: other contracts may.
    pub(super) fn pair_errors_by_name(&mut self) {
        for (old, new) in self.same_errors.clone() {
            self.hold(Pair::Errors(old, new), Holder::Slots(Vec::new()));
        }
    }

    /// What became of the errors that are not where they were.
    pub(super) fn compare_error_lists(&mut self) {
        for (position, def) in self.old.errors.iter().enumerate() {
            if let Some(new) = self.same_errors.get(&ErrorId(position as u32)) {
                let new = &self.new[*new];
                let moved = self.moved((def.package, &def.meta), (new.package, &new.meta));
                self.changes.extend(moved);
                continue;
            }
            // What goes with a package is said once, of the package.
            if self.packages.removed.contains(&def.package) {
                continue;
            }
            self.changes.push(Change {
                rule: Rule::ErrorRemoved,
                package: self.package_now(def.package).to_owned(),
                element: def.meta.name.clone(),
                old: def.meta.name.clone(),
                new: String::new(),
                old_place: Some(def.meta.span),
                new_place: None,
                holder: Holder::Slots(Vec::new()),
                kind: Kind::Source,
                source: Rule::ErrorRemoved.info().source,
                mend: None,
            });
        }
    }

    /// The errors of both versions whose types on the wire are others now, by the old one.
    pub(super) fn renamed_errors(&self) -> BTreeMap<String, (ErrorId, ErrorId)> {
        let both = self.same_errors.iter();
        both.filter(|(old, new)| self.old[**old].wire != self.new[**new].wire)
            .map(|(old, new)| (self.old[*old].wire.clone(), (*old, *new)))
            .collect()
    }

    /// Remembers that the old retry policy of something names errors as final: attempts and executions that wait keep
    /// the names of their time.
    pub(super) fn hold_final_errors(
        &mut self,
        retry: Option<&Retry>,
        of: &str,
        workers: &BTreeSet<Party>,
    ) {
        for name in retry.iter().flat_map(|retry| &retry.non_retryable) {
            let Some((old, new)) = self.error_types.get(name).copied() else {
                continue;
            };
            let slot = self.add_slot(Slot {
                own_is_read: true,
                ..Slot::new(
                    Role::Call,
                    format!("the retry policy of {of}"),
                    workers.clone(),
                    workers.clone(),
                )
            });
            self.hold(Pair::Errors(old, new), Holder::Slots(vec![slot]));
        }
    }

    pub(super) fn compare_error_pair(&mut self, old: ErrorId, new: ErrorId, holder: Holder) {
        let (before, after) = (&self.old[old], &self.new[new]);
        let site = Site::new(
            &self.new[after.package].name,
            &after.meta.name,
            (before.meta.span, after.meta.span),
            holder,
        );
        if before.wire != after.wire {
            let naming = Naming {
                what: Named::Error,
                fate: Fate::Renamed,
                old_is_served: false,
                new_was_served: false,
            };
            let mut change = site
                .change(Rule::ErrorTypeRenamed, Kind::Name(naming))
                .with_texts(&before.wire, &after.wire)
                .at(
                    Some(self.old.places.of(&before.meta, "wire")),
                    Some(self.new.places.of(&after.meta, "wire")),
                )
                .mended(mends::say(&after.meta, "type", &before.wire));
            if before.meta.name != after.meta.name {
                change.source = Rule::NameInCodeChanged.info().source;
            }
            self.changes.push(change);
        } else {
            self.compare_names_in_code(Names::from(before), Names::from(after), &site);
        }
        if before.retryable != after.retryable || before.retry_delay != after.retry_delay {
            let text =
                |retryable: bool, delay: Option<std::time::Duration>| match (retryable, delay) {
                    (false, _) => String::from("not retryable"),
                    (true, None) => String::from("retryable"),
                    (true, Some(delay)) => format!("retryable after {} s", delay.as_secs_f64()),
                };
            // A failure that ended a call is one that nobody sees while it is tried again, which may be for ever.
            let less = before.retryable != after.retryable;
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
