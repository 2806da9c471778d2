//! Errors that are met where no call declares them: code looks for their types in any failure.

use super::definitions::Definitions;
use super::workflows::{Both, workers_of};
use super::{Pair, Walk};
use crate::breaking::change::Holder;
use crate::breaking::slots::{Role, Slot, SlotId};
use crate::model::PackageId;

impl<'a> Walk<'a> {
    /// Remembers that workflows may have met an error whose type is another now, though no call of theirs declares it.
    ///
    /// Where a call declares it, that says more.
    pub(super) fn hold_what_is_met_undeclared(&mut self, definitions: &Definitions) {
        let renamed: Vec<_> = self.error_types.values().copied().collect();
        for (old, new) in renamed {
            let pair = Pair::Errors(old, new);
            let Some(position) = self.pairs.get_index_of(&pair) else {
                continue;
            };
            if self.is_met_by_workflows(position) {
                continue;
            }
            let package = self.new[new].package;
            let Some(both) = self.one_that_may_meet(package, definitions) else {
                continue;
            };
            let workers = workers_of(both);
            self.package = Some(package);
            let slot = self.add_slot(Slot {
                replayed_by: Some(both.new.meta.name.clone()),
                certain: false,
                ..Slot::new(
                    Role::ErrorDetails,
                    String::from("failures of calls that do not declare it"),
                    workers.clone(),
                    workers,
                )
            });
            self.hold(pair, Holder::Slots(vec![slot]));
        }
    }

    /// Whether a history surely has the failures of a pair of errors, as a call declares it.
    fn is_met_by_workflows(&self, position: usize) -> bool {
        let holders = self.holders.get(position).into_iter().flatten();
        let slots = holders.flat_map(|holder| match holder {
            Holder::Slots(slots) => slots.as_slice(),
            Holder::Pair(_) => &[],
        });
        let slot = |SlotId(id): &SlotId| self.slots.get(*id as usize);
        slots.filter_map(slot).any(Slot::is_in_history)
    }

    /// A workflow that both versions have, of the package of an error where there is one.
    fn one_that_may_meet(&self, package: PackageId, definitions: &Definitions) -> Option<Both<'a>> {
        let all = || definitions.workflows.both.iter();
        let own = all().find(|(_, new)| self.new[*new].package == package);
        let (old, new) = own.or_else(|| all().next())?;
        Some(Both {
            old: &self.old[*old],
            new: &self.new[*new],
        })
    }
}
