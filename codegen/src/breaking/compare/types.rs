//! Types: which are compared, and what became of those that only one version has.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::field_text;
use super::text::type_text;
use super::{Pair, Site, Walk};
use crate::breaking::change::{Change, Effect, Holder, Kind};
use crate::breaking::rules::Rule;
use crate::model::{Model, PackageId, TypeDef, TypeId, TypeKind};

impl Walk<'_> {
    /// Compares types of one name, also those that no payload has: other contracts may.
    pub(super) fn pair_types_by_name(&mut self) {
        let before = named(self.old, |id| self.package_now(id));
        let after = named(self.new, |id| &self.new[id].name);
        for (name, old) in &before {
            if let Some(new) = after.get(name).or_else(|| moved(name, &before, &after)) {
                self.hold(Pair::Types(*old, *new), Holder::Slots(Vec::new()));
            }
        }
    }

    pub(super) fn compare_type_pair(&mut self, old: TypeId, new: TypeId, holder: Holder) {
        let (before, after) = (&self.old[old], &self.new[new]);
        let site = Site::new(
            &self.new[after.package].name,
            &after.meta.name,
            (before.meta.span, after.meta.span),
            holder,
        );
        let known = self.changes.len();
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
            _ => {
                let change = match self.effect_of_kinds(old, new) {
                    Effect::NONE => site.change(Rule::TypeKindChanged, Kind::Source),
                    effect => site.payload(Rule::TypeKindChanged, effect),
                };
                self.changes
                    .push(change.with_texts(kind_text(before), kind_text(after)));
            }
        }
        // One of the two is in both versions, so this one is another, whose own payloads are not to be changed with these.
        let is_replaced = before.meta.name != after.meta.name
            && (self.new_type_names.contains(before.meta.name.as_str())
                || self.old_type_names.contains(after.meta.name.as_str()));
        if is_replaced {
            let changes = self.changes.iter_mut().skip(known);
            changes.for_each(|change| change.mend = None);
        }
    }

    /// What became of the types that only one version has.
    pub(super) fn compare_type_lists(&mut self) {
        let before = named(self.old, |id| self.package_now(id));
        let after = named(self.new, |id| &self.new[id].name);
        let mut partners: BTreeMap<TypeId, BTreeSet<TypeId>> = BTreeMap::new();
        for pair in &self.pairs {
            if let Pair::Types(old, new) = pair {
                partners.entry(*old).or_default().insert(*new);
            }
        }
        let is_new = |id: &&TypeId| {
            let def = &self.new[**id];
            let key = (self.new[def.package].name.as_str(), def.meta.name.as_str());
            def.variant_of.is_none() && !before.contains_key(&key)
        };
        // A type that nothing uses is known by what it is made of.
        let mut by_parts: BTreeMap<String, TypeId> = BTreeMap::new();
        for id in after.values().filter(is_new) {
            by_parts.entry(parts_text(self.new, *id)).or_insert(*id);
        }
        let mut changes = Vec::new();
        for (name, old) in &before {
            if after.contains_key(name) {
                continue;
            }
            let used = partners.get(old).and_then(|ids| {
                let mut ids = ids.iter().filter(is_new);
                ids.find(|id| self.have_parts_in_common(*old, **id))
            });
            let successor = match partners.contains_key(old) {
                true => used,
                false => by_parts.get(&parts_text(self.old, *old)),
            };
            // What goes with a package is said once, of the package.
            let package = self.old[*old].package;
            if successor.is_some() || !self.packages.removed.contains(&package) {
                changes.push(self.type_gone(*old, successor.copied()));
            }
        }
        self.changes.extend(changes);
    }

    /// A type that has another name, or is in another package, or is gone.
    fn type_gone(&self, old: TypeId, successor: Option<TypeId>) -> Change {
        let def = &self.old[old];
        let package = self.package_now(def.package);
        let name = &def.meta.name;
        let after = successor.map(|id| &self.new[id]);
        let (rule, element, texts) = match after {
            Some(after) if after.meta.name != *name => (
                Rule::TypeRenamed,
                &after.meta.name,
                (name.clone(), after.meta.name.clone()),
            ),
            Some(after) => (
                Rule::TypeMoved,
                name,
                (
                    self.old[def.package].name.clone(),
                    self.new[after.package].name.clone(),
                ),
            ),
            None => (Rule::TypeRemoved, name, (name.clone(), String::new())),
        };
        Change {
            rule,
            package: package.to_owned(),
            element: element.clone(),
            old: texts.0,
            new: texts.1,
            old_place: Some(def.meta.span),
            new_place: after.map(|after| after.meta.span),
            holder: Holder::Slots(Vec::new()),
            kind: Kind::Source,
            source: rule.info().source,
            mend: None,
        }
    }

    /// Whether a type may be taken for another one under a new name, rather than for a new type in its place.
    fn have_parts_in_common(&self, old: TypeId, new: TypeId) -> bool {
        let (old, new) = (&self.old[old], &self.new[new]);
        let any = |old: Vec<&str>, new: Vec<&str>| {
            (old.is_empty() && new.is_empty()) || old.iter().any(|name| new.contains(name))
        };
        old.meta.name == new.meta.name
            || match (&old.kind, &new.kind) {
                (TypeKind::Newtype(_), TypeKind::Newtype(_)) => true,
                (old, new) => {
                    std::mem::discriminant(old) == std::mem::discriminant(new)
                        && any(wires(old), wires(new))
                }
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

/// The new type that has the name of an old one in another package, if only one has.
fn moved<'n>(
    (package, name): &(&str, &str),
    before: &BTreeMap<(&str, &str), TypeId>,
    after: &'n BTreeMap<(&str, &str), TypeId>,
) -> Option<&'n TypeId> {
    let mut candidates = after
        .iter()
        .filter(|(key, _)| key.0 != *package && key.1 == *name && !before.contains_key(*key));
    let (_, only) = candidates.next()?;
    candidates.next().is_none().then_some(only)
}

/// The names on the wire of what a type is made of.
fn wires(kind: &TypeKind) -> Vec<&str> {
    match kind {
        TypeKind::Record(record) => record.fields.iter().map(|field| &*field.wire).collect(),
        TypeKind::Enum(body) => body.values.iter().map(|value| &*value.wire).collect(),
        TypeKind::Union(body) => body.variants.iter().map(|variant| &*variant.wire).collect(),
        TypeKind::Newtype(_) => Vec::new(),
    }
}

/// What a type is made of, as one text; two types that are the same on the wire have the same.
fn parts_text(model: &Model, id: TypeId) -> String {
    let kind = &model[id].kind;
    let parts: Vec<String> = match kind {
        TypeKind::Record(record) => record
            .fields
            .iter()
            .map(|field| format!("{}: {}", field.wire, field_text(model, field)))
            .collect(),
        TypeKind::Newtype(newtype) => vec![type_text(model, &newtype.of)],
        TypeKind::Enum(_) | TypeKind::Union(_) => {
            wires(kind).into_iter().map(str::to_owned).collect()
        }
    };
    format!("{} {}", kind_text(&model[id]), parts.join(", "))
}

fn kind_text(def: &TypeDef) -> &'static str {
    match &def.kind {
        TypeKind::Record(_) => "a record",
        TypeKind::Enum(_) => "an enum",
        TypeKind::Union(_) => "a union",
        TypeKind::Newtype(_) => "a newtype",
    }
}
