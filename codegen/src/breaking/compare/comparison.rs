//! What a comparison has come to, and what is asked of it.

use std::collections::{BTreeMap, BTreeSet};

use super::Pair;
use crate::breaking::change::{Change, Holder, PairId};
use crate::breaking::finding::Shape;
use crate::breaking::slots::{Slot, SlotId};
use crate::model::{PackageId, Type};

/// Everything that differs, and where it is read and written.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// What differs, in no particular order.
    pub changes: Vec<Change>,
    pub(super) slots: Vec<Slot>,
    /// For each slot, the package of the new version whose definition has it.
    pub(super) slot_packages: Vec<Option<PackageId>>,
    /// What both versions have in a slot, where it is a payload; one of them may have none.
    pub(super) payloads: BTreeMap<SlotId, (Option<Type>, Option<Type>)>,
    /// The same of payloads that only one version writes, and the other one reads as what has taken over the name.
    pub(super) taken_over: BTreeMap<SlotId, (Option<Type>, Option<Type>)>,
    /// The types of the entries of memos, each of which is a payload, by package and element.
    pub(super) memo_entries: BTreeMap<(String, String), (Type, Type)>,
    pub(super) pairs: Vec<Pair>,
    /// For each pair, what it is directly part of.
    pub(super) holders: Vec<Vec<Holder>>,
}

impl Comparison {
    /// The two types, or errors, of a pair.
    pub(in crate::breaking) fn pair(&self, id: PairId) -> Option<Pair> {
        self.pairs.get(id.0 as usize).copied()
    }

    /// What a pair is directly part of.
    pub(in crate::breaking) fn holders(&self, id: PairId) -> &[Holder] {
        self.holders.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// All payloads, with what each version has there.
    #[cfg(feature = "cli")]
    pub(in crate::breaking) fn payloads(
        &self,
    ) -> impl Iterator<Item = (&Slot, Option<&Type>, Option<&Type>)> {
        self.payloads.iter().filter_map(|(id, (old, new))| {
            let slot = self.slots.get(id.0 as usize)?;
            Some((slot, old.as_ref(), new.as_ref()))
        })
    }

    /// What an entry of a memo is to both versions, if a change is about one.
    pub(in crate::breaking) fn memo_entry(&self, change: &Change) -> Option<&(Type, Type)> {
        let key = (change.package.clone(), change.element.clone());
        self.memo_entries.get(&key)
    }

    /// What the payload or the part of one that something is in is to the old version, and to the new one.
    pub fn shapes(&self, holder: &Holder) -> Option<(Shape, Shape)> {
        match holder {
            Holder::Pair(id) => Some(match self.pair(*id)? {
                Pair::Types(old, new) => {
                    (Shape::Type(Type::Named(old)), Shape::Type(Type::Named(new)))
                }
                Pair::Errors(old, new) => (Shape::Error(old), Shape::Error(new)),
            }),
            Holder::Slots(slots) => {
                let shape = |ty: &Option<Type>| ty.clone().map_or(Shape::Nothing, Shape::Type);
                let slot = slots.first()?;
                let (old, new) = self.payloads.get(slot).or(self.taken_over.get(slot))?;
                Some((shape(old), shape(new)))
            }
        }
    }

    /// The payloads and calls that something is in, in the order of their descriptions.
    pub fn slots_of(&self, holder: &Holder) -> Vec<&Slot> {
        let ids = self.slot_ids(holder).into_iter();
        let slots: BTreeSet<&Slot> = ids.filter_map(|id| self.slots.get(id.0 as usize)).collect();
        slots.into_iter().collect()
    }

    /// The payloads and calls that something is in, by the packages whose definitions have them.
    pub(in crate::breaking) fn slots_by_package(
        &self,
        holder: &Holder,
    ) -> BTreeMap<PackageId, Vec<&Slot>> {
        let mut found: BTreeMap<PackageId, Vec<&Slot>> = BTreeMap::new();
        for id in self.slot_ids(holder) {
            let at = id.0 as usize;
            let package = self.slot_packages.get(at).copied().flatten();
            if let Some((package, slot)) = package.zip(self.slots.get(at)) {
                found.entry(package).or_default().push(slot);
            }
        }
        found
    }

    fn slot_ids(&self, holder: &Holder) -> BTreeSet<SlotId> {
        let mut found = BTreeSet::new();
        let mut seen = vec![false; self.holders.len()];
        let mut open = vec![holder];
        while let Some(holder) = open.pop() {
            match holder {
                Holder::Slots(slots) => {
                    found.extend(slots);
                }
                Holder::Pair(pair) => {
                    let seen = seen.get_mut(pair.0 as usize);
                    if seen.is_some_and(|seen| !std::mem::replace(seen, true)) {
                        open.extend(self.holders.get(pair.0 as usize).into_iter().flatten());
                    }
                }
            }
        }
        found
    }
}
