//! Types: which are compared, and what became of those that only one version has.

use std::collections::{BTreeMap, BTreeSet};

use super::{Pair, Site, Walk};
use crate::breaking::change::{Change, Holder, Kind};
use crate::breaking::rules::Rule;
use crate::model::{Model, PackageId, TypeDef, TypeId, TypeKind};

impl Walk<'_> {
    /// Compares types of one name, also those that no payload has: other contracts may.
    pub(super) fn pair_types_by_name(&mut self) {
        let new = named(self.new, |id| &self.new[id].name);
        for (name, old) in named(self.old, |id| self.package_now(id)) {
            if let Some(new) = new.get(&name) {
                self.hold(Pair::Types(old, *new), Holder::Slots(Vec::new()));
            }
        }
    }

    pub(super) fn compare_type_pair(&mut self, old: TypeId, new: TypeId, holder: Holder) {
        let (before, after) = (&self.old[old], &self.new[new]);
        let site = Site {
            package: self.new[after.package].name.clone(),
            element: after.meta.name.clone(),
            old: before.meta.span,
            new: after.meta.span,
            holder,
            as_string: (false, false),
        };
        match (&before.kind, &after.kind) {
            (TypeKind::Record(a), TypeKind::Record(b)) => {
                self.compare_records((&before.meta, a), (&after.meta, b), &site);
            }
            (TypeKind::Enum(a), TypeKind::Enum(b)) => {
                self.compare_enums((&before.meta, a), (&after.meta, b), &site);
            }
            (TypeKind::Union(a), TypeKind::Union(b)) => {
                self.compare_unions((&before.meta, a), (&after.meta, b), &site);
            }
            (TypeKind::Newtype(a), TypeKind::Newtype(b)) => {
                self.compare_newtypes((&before.meta, a), (&after.meta, b), &site);
            }
            // What each use of it makes of that, is compared there.
            _ => self.changes.push(
                site.change(Rule::TypeKindChanged, Kind::Source)
                    .with_texts(kind_text(before), kind_text(after)),
            ),
        }
    }

    /// What became of the types that only one version has.
    pub(super) fn compare_type_lists(&mut self) {
        let before = named(self.old, |id| self.package_now(id));
        let after = named(self.new, |id| &self.new[id].name);
        let mut renamed: BTreeMap<TypeId, BTreeSet<TypeId>> = BTreeMap::new();
        for pair in &self.pairs {
            if let Pair::Types(old, new) = pair {
                renamed.entry(*old).or_default().insert(*new);
            }
        }
        for (name, old) in &before {
            if after.contains_key(name) {
                continue;
            }
            let is_new = |id: &&TypeId| {
                let def = &self.new[**id];
                let key = (self.new[def.package].name.as_str(), def.meta.name.as_str());
                def.variant_of.is_none() && !before.contains_key(&key)
            };
            let successor = renamed.get(old).and_then(|ids| ids.iter().find(is_new));
            let def = &self.old[*old];
            // What goes with a package is said once, of the package.
            if successor.is_none() && self.packages.removed.contains(&def.package) {
                continue;
            }
            let (rule, element, new, place) = match successor {
                Some(id) => {
                    let after = &self.new[*id].meta;
                    (
                        Rule::TypeRenamed,
                        &after.name,
                        after.name.clone(),
                        Some(after.span),
                    )
                }
                None => (Rule::TypeRemoved, &def.meta.name, String::new(), None),
            };
            self.changes.push(Change {
                rule,
                package: self.old[def.package].name.clone(),
                element: element.clone(),
                old: def.meta.name.clone(),
                new,
                old_place: Some(def.meta.span),
                new_place: place,
                holder: Holder::Slots(Vec::new()),
                kind: Kind::Source,
                source: rule.info().source,
                mend: None,
            });
        }
    }
}

/// The types that have a name of their own, by package and name.
fn named<'m>(
    model: &'m Model,
    package: impl Fn(PackageId) -> &'m str,
) -> BTreeMap<(&'m str, &'m str), TypeId> {
    let of_own = |(_, def): &(u32, &TypeDef)| def.variant_of.is_none();
    (0..)
        .zip(&model.types)
        .filter(of_own)
        .map(|(position, def)| {
            let key = (package(def.package), def.meta.name.as_str());
            (key, TypeId(position))
        })
        .collect()
}

fn kind_text(def: &TypeDef) -> &'static str {
    match &def.kind {
        TypeKind::Record(_) => "a record",
        TypeKind::Enum(_) => "an enum",
        TypeKind::Union(_) => "a union",
        TypeKind::Newtype(_) => "a newtype",
    }
}
