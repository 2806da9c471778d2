//! What differs between two versions of a contract.
//!
//! Definitions are matched by their names on the wire, then by their names in the schema. Types are compared where they
//! are used, pair by pair, so that renaming or moving one is no difference on the wire.

mod activities;
mod activity_options;
mod arrangement;
mod attributes;
mod calls;
mod children;
mod comparison;
mod constraints;
mod declared_calls;
mod definition_names;
mod definitions;
mod elsewhere;
mod enums;
mod errors;
mod fields;
mod id_texts;
mod input_paths;
mod local_calls;
mod matching;
mod mends;
mod message_options;
mod messages;
mod names;
mod newtypes;
mod nexus;
mod openness;
mod operation_errors;
mod other_meanings;
mod other_workflows;
mod package_changes;
mod packages;
mod patterns;
mod queues;
mod records;
mod removed_messages;
mod reserved;
mod same_errors;
mod scalars;
mod schedules;
pub(super) mod settings;
mod shared_queues;
mod signalling;
mod site;
mod starts;
mod taken_over;
mod templates;
mod text;
mod types;
mod undeclared;
mod unions;
mod unique_items;
mod values;
mod workflow_options;
mod workflows;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

pub use self::comparison::Comparison;
use self::definitions::find_definitions;
use self::packages::{Packages, match_packages};
use self::patterns::Patterns;
use self::site::Site;
use super::change::{Change, Holder, Kind, PairId};
use super::finding::Level;
use super::rules::Rule;
use super::slots::{Assumptions, Pinned, Slot, SlotId};
use crate::model::{ErrorId, Meta, Model, PackageId, Presence, Type, TypeId, TypeKind};

/// Compares two versions.
pub fn compare(old: &Model, new: &Model, assumptions: Assumptions) -> Comparison {
    let mut walk = Walk::new(old, new);
    let definitions = find_definitions(old, new, &walk.packages);
    walk.same_errors = walk.match_errors(&definitions).both.into_iter().collect();
    walk.error_types = walk.renamed_errors();
    walk.compare_definitions(&definitions);
    walk.pair_types_by_name();
    walk.pair_errors_by_name();
    walk.compare_pairs();
    walk.hold_what_others_use();
    walk.hold_what_is_met_undeclared(&definitions);
    walk.compare_type_lists();
    walk.compare_error_lists();
    if assumptions.pinned_stay {
        let declared = walk
            .slots
            .iter_mut()
            .filter(|slot| slot.pinned == Pinned::Declared);
        declared.for_each(|slot| slot.pinned = Pinned::Kept);
    }
    Comparison {
        changes: walk.changes,
        slots: walk.slots,
        slot_packages: walk.slot_packages,
        payloads: walk.payloads,
        taken_over: walk.taken_over,
        memo_entries: walk.memo_entries,
        pairs: walk.pairs.into_iter().collect(),
        holders: walk.holders,
    }
}

/// A comparison under way.
struct Walk<'a> {
    old: &'a Model,
    new: &'a Model,
    packages: Packages,
    /// The errors of both versions, by the old one.
    same_errors: BTreeMap<ErrorId, ErrorId>,
    /// The errors whose types on the wire are others now, by the old one.
    error_types: BTreeMap<String, (ErrorId, ErrorId)>,
    /// The queues that are others now, by the new one.
    renamed_queues: BTreeMap<String, String>,
    changes: Vec<Change>,
    slots: Vec<Slot>,
    slot_packages: Vec<Option<PackageId>>,
    /// The package of the new version of whose definitions one is compared now.
    package: Option<PackageId>,
    patterns: Patterns,
    payloads: BTreeMap<SlotId, (Option<Type>, Option<Type>)>,
    taken_over: BTreeMap<SlotId, (Option<Type>, Option<Type>)>,
    memo_entries: BTreeMap<(String, String), (Type, Type)>,
    old_type_names: BTreeSet<&'a str>,
    new_type_names: BTreeSet<&'a str>,
    /// All pairs that were met, of which the first ones are compared already.
    pairs: IndexSet<Pair>,
    holders: Vec<Vec<Holder>>,
    /// Whether only what the items of a list are made of is compared: the lists in them belong to the same.
    is_of_items: bool,
}

/// What one version has where the other has the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Pair {
    Types(TypeId, TypeId),
    Errors(ErrorId, ErrorId),
}

impl<'a> Walk<'a> {
    fn new(old: &'a Model, new: &'a Model) -> Self {
        Self {
            old,
            new,
            same_errors: BTreeMap::new(),
            error_types: BTreeMap::new(),
            renamed_queues: BTreeMap::new(),
            packages: match_packages(old, new),
            changes: Vec::new(),
            slots: Vec::new(),
            slot_packages: Vec::new(),
            package: None,
            patterns: Patterns::default(),
            payloads: BTreeMap::new(),
            taken_over: BTreeMap::new(),
            memo_entries: BTreeMap::new(),
            old_type_names: old.types.iter().map(|def| def.meta.name.as_str()).collect(),
            new_type_names: new.types.iter().map(|def| def.meta.name.as_str()).collect(),
            pairs: IndexSet::new(),
            holders: Vec::new(),
            is_of_items: false,
        }
    }

    /// Compares every pair that was met, and those that are met on the way.
    fn compare_pairs(&mut self) {
        let mut next = 0;
        while let Some(pair) = self.pairs.get_index(next).copied() {
            let holder = Holder::Pair(PairId(next as u32));
            match pair {
                Pair::Types(old, new) => self.compare_type_pair(old, new, holder),
                Pair::Errors(old, new) => self.compare_error_pair(old, new, holder),
            }
            next += 1;
        }
    }

    /// Compares what no code is generated of, such as a memo or a Nexus operation.
    fn without_code(&mut self, compare: impl FnOnce(&mut Self)) {
        let known = self.changes.len();
        compare(self);
        for change in self.changes.iter_mut().skip(known) {
            change.source = Level::Safe;
        }
    }

    /// Remembers that a pair is part of something, and compares it some time.
    fn hold(&mut self, pair: Pair, holder: Holder) {
        let (position, _) = self.pairs.insert_full(pair);
        if self.holders.len() <= position {
            self.holders.resize(position + 1, Vec::new());
        }
        if let Some(holders) = self.holders.get_mut(position) {
            holders.push(holder);
        }
    }

    /// Remembers a payload or a call that both versions have.
    fn add_slot(&mut self, slot: Slot) -> SlotId {
        let slot = self.with_queues_of_before(slot);
        let package = self.package.map(|package| self.new[package].name.clone());
        self.slots.push(Slot { package, ..slot });
        self.slot_packages.push(self.package);
        SlotId(self.slots.len() as u32 - 1)
    }

    /// Compares a payload of two definitions of `site`; `slots` are who writes and reads it.
    fn compare_part(
        &mut self,
        part: &'static str,
        (before, old): (&Meta, Option<&Type>),
        (after, new): (&Meta, Option<&Type>),
        slots: Vec<Slot>,
        site: &Site,
    ) {
        if old.is_none() && new.is_none() {
            return;
        }
        let slots = slots.into_iter().map(|slot| self.add_slot(slot));
        let site = Site {
            holder: Holder::Slots(slots.collect()),
            old: self.old.places.of(before, part),
            new: self.new.places.of(after, part),
            ..site.inside(part)
        };
        self.compare_payload(old, new, &site);
    }

    /// Compares a payload that both versions have, where `site` is the slot.
    fn compare_payload(&mut self, old: Option<&Type>, new: Option<&Type>, site: &Site) {
        if let Holder::Slots(slots) = &site.holder {
            let types = (old.cloned(), new.cloned());
            let of_all = slots.iter().map(|slot| (*slot, types.clone()));
            self.payloads.extend(of_all);
        }
        match (old, new) {
            (Some(old), Some(new)) => self.compare_values(old, new, site),
            (None, None) => {}
            (old, new) => {
                let (rule, nothing_is_read) = match new {
                    Some(ty) => (Rule::PayloadAdded, takes_nothing(self.new, ty)),
                    None => {
                        let is_read = old.is_some_and(|ty| takes_nothing(self.old, ty));
                        (Rule::PayloadRemoved, is_read)
                    }
                };
                let text = |ty: Option<&Type>, model| {
                    ty.map(|ty| text::type_text(model, ty)).unwrap_or_default()
                };
                let change = site
                    .change(
                        rule,
                        Kind::Presence {
                            added: new.is_some(),
                            nothing_is_read,
                        },
                    )
                    .with_texts(text(old, self.old), text(new, self.new));
                self.changes.push(change);
            }
        }
    }
}

/// Whether readers take nothing for a value of the type: both runtimes read it as an object without fields.
fn takes_nothing(model: &Model, ty: &Type) -> bool {
    let Type::Named(id) = ty else {
        return false;
    };
    let TypeKind::Record(record) = &model[*id].kind else {
        return false;
    };
    let mut fields = record.fields.iter();
    fields.all(|field| field.presence != Presence::Required)
}
