//! Packages of types alone: what goes through nothing of their own is there for those who import them.

use std::collections::BTreeSet;

use super::{Pair, Walk};
use crate::breaking::change::Holder;
use crate::breaking::slots::{Party, Role, Slot};
use crate::model::{Model, PackageId};

impl Walk<'_> {
    /// Remembers that types and errors of a package that declares nothing else are in payloads of packages that are not
    /// compared here.
    ///
    /// Where such a package is only imported by what is compared, others that import it are not what was asked for.
    pub(super) fn hold_what_others_use(&mut self) {
        let packages: Vec<(PackageId, PackageId)> = self
            .packages
            .both
            .iter()
            .map(|(old, new)| (*old, *new))
            .collect();
        let is_reached = self.reached();
        for (old, new) in packages {
            let is_meant = self.new[new].entry
                && has_types_alone(self.old, old)
                && has_types_alone(self.new, new);
            if !is_meant {
                continue;
            }
            let unreached: Vec<usize> = (0..self.pairs.len())
                .filter(|position| !is_reached.get(*position).is_some_and(|is| *is))
                .filter(|position| self.package_of(*position) == Some(new))
                .collect();
            if unreached.is_empty() {
                continue;
            }
            let importers = BTreeSet::from([Party::Importers]);
            let slot = self.add_slot(Slot::new(
                Role::Elsewhere,
                format!("payloads of packages that import `{}`", self.new[new].name),
                importers.clone(),
                importers,
            ));
            for position in unreached {
                if let Some(holders) = self.holders.get_mut(position) {
                    holders.push(Holder::Slots(vec![slot]));
                }
            }
        }
    }

    /// Which pairs are in a payload or a call of what is compared.
    fn reached(&self) -> Vec<bool> {
        let mut parts: Vec<Vec<usize>> = vec![Vec::new(); self.pairs.len()];
        let mut is_reached = vec![false; self.pairs.len()];
        let mut open = Vec::new();
        for (position, holders) in self.holders.iter().enumerate() {
            for holder in holders {
                match holder {
                    Holder::Slots(slots) if slots.is_empty() => {}
                    Holder::Slots(_) => open.push(position),
                    Holder::Pair(whole) => {
                        if let Some(parts) = parts.get_mut(whole.0 as usize) {
                            parts.push(position);
                        }
                    }
                }
            }
        }
        while let Some(position) = open.pop() {
            let is_known = is_reached.get_mut(position);
            if is_known.is_some_and(|is_known| !std::mem::replace(is_known, true)) {
                open.extend(parts.get(position).into_iter().flatten());
            }
        }
        is_reached
    }

    fn package_of(&self, position: usize) -> Option<PackageId> {
        Some(match self.pairs.get_index(position)? {
            Pair::Types(_, new) => self.new[*new].package,
            Pair::Errors(_, new) => self.new[*new].package,
        })
    }
}

fn has_types_alone(model: &Model, id: PackageId) -> bool {
    let package = &model[id];
    package.workflows.is_empty() && package.activities.is_empty() && package.nexus.is_empty()
}
