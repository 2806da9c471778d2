//! Which definition of the old version is which of the new one.

use std::collections::BTreeMap;

use crate::diagnostic::similar::nearest;
use crate::model::{Activity, ErrorDef, Meta, NexusService, Workflow};

/// Definitions of both versions that are the same, and those that only one has.
#[derive(Debug)]
pub(super) struct Matched<T> {
    pub(super) both: Vec<(T, T)>,
    pub(super) removed: Vec<T>,
    pub(super) added: Vec<T>,
}

/// What a definition is known by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'n> {
    /// Its package, where its name in the schema is one of many packages.
    pub(super) package: &'n str,
    /// With its name in the schema.
    pub(super) meta: &'n Meta,
    /// On the wire.
    pub(super) wire: &'n str,
    pub(super) aliases: &'n [String],
}

impl<'n> Names<'n> {
    /// What has one name, in the schema and on the wire.
    pub(super) fn of_one(meta: &'n Meta) -> Self {
        Self {
            package: "",
            meta,
            wire: &meta.name,
            aliases: &[],
        }
    }

    pub(super) fn in_package(self, package: &'n str) -> Self {
        Self { package, ..self }
    }

    /// Whether what is called by a name on the wire is this one.
    pub(super) fn serves(self, wire: &str) -> bool {
        self.wire == wire || self.aliases.iter().any(|alias| alias == wire)
    }
}

impl<'n> From<&'n Workflow> for Names<'n> {
    fn from(workflow: &'n Workflow) -> Self {
        Self {
            package: "",
            meta: &workflow.meta,
            wire: &workflow.wire,
            aliases: &workflow.aliases,
        }
    }
}

impl<'n> From<&'n Activity> for Names<'n> {
    fn from(activity: &'n Activity) -> Self {
        Self {
            package: "",
            meta: &activity.meta,
            wire: &activity.wire,
            aliases: &activity.aliases,
        }
    }
}

impl<'n> From<&'n ErrorDef> for Names<'n> {
    fn from(def: &'n ErrorDef) -> Self {
        Self {
            package: "",
            meta: &def.meta,
            wire: &def.wire,
            aliases: &[],
        }
    }
}

impl<'n> From<&'n NexusService> for Names<'n> {
    fn from(service: &'n NexusService) -> Self {
        Self {
            package: "",
            meta: &service.meta,
            wire: &service.wire,
            aliases: &[],
        }
    }
}

/// A definition that only one version has: its name in the schema, and what it takes and gives.
#[derive(Debug)]
pub(super) struct Shape<'n> {
    pub(super) name: &'n str,
    pub(super) parts: String,
}

/// So many of one form, and a name says nothing any more.
pub(super) const TOO_MANY: usize = 32;

impl<T: Copy> Matched<T> {
    /// Takes what is gone and what is new for the same where the names are near and both take and give the same, else
    /// where both have one name, and no other that is gone or new has it: it was moved.
    pub(super) fn with_near_names<'n>(
        self,
        old: impl Fn(T) -> Shape<'n>,
        new: impl Fn(T) -> Shape<'n>,
    ) -> Self {
        self.with_near_names_where(old, new, |_, _| true)
    }

    /// The same, where near names are those of what may be the same.
    pub(super) fn with_near_names_where<'n>(
        mut self,
        old: impl Fn(T) -> Shape<'n>,
        new: impl Fn(T) -> Shape<'n>,
        may_be: impl Fn(T, T) -> bool,
    ) -> Self {
        let mut candidates: BTreeMap<String, Vec<(&str, T)>> = BTreeMap::new();
        for id in std::mem::take(&mut self.added) {
            let Shape { name, parts } = new(id);
            candidates.entry(parts).or_default().push((name, id));
        }
        let mut removed: BTreeMap<&str, Vec<T>> = BTreeMap::new();
        for id in std::mem::take(&mut self.removed) {
            let Shape { name, parts } = old(id);
            let alike = candidates.get_mut(&parts);
            let partner = alike
                .filter(|alike| alike.len() <= TOO_MANY)
                .and_then(|alike| {
                    let possible = alike.iter().filter(|(_, other)| may_be(id, *other));
                    let name = nearest(name, possible.map(|(name, _)| *name))?;
                    let is_it = |(other, to): &(&str, T)| *other == name && may_be(id, *to);
                    let position = alike.iter().position(is_it)?;
                    Some(alike.remove(position).1)
                });
            match partner {
                Some(partner) => self.both.push((id, partner)),
                None => removed.entry(name).or_default().push(id),
            }
        }
        let mut added: BTreeMap<&str, Vec<T>> = BTreeMap::new();
        for (name, id) in candidates.into_values().flatten() {
            added.entry(name).or_default().push(id);
        }
        for (name, ids) in removed {
            match (&*ids, added.get(name).map(Vec::as_slice)) {
                ([only], Some([other])) => {
                    self.both.push((*only, *other));
                    added.remove(name);
                }
                _ => self.removed.extend(ids),
            }
        }
        self.added = added.into_values().flatten().collect();
        self
    }
}

/// Definitions are the same by their names on the wire, else by an alias, else by package and name in the schema.
pub(super) fn match_by_names<'n, T: Copy>(
    old: &[(T, Names<'n>)],
    new: &[(T, Names<'n>)],
) -> Matched<T> {
    let mut partners: Vec<Option<usize>> = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    for rule in 0..3 {
        // What may be found, by what it is found by; the first of two wins.
        let mut known = BTreeMap::new();
        for (position, (_, names)) in new.iter().enumerate() {
            if taken.get(position).copied().unwrap_or(true) {
                continue;
            }
            for key in keys(*names, rule) {
                known.entry(key).or_insert(position);
            }
        }
        for ((_, names), partner) in old.iter().zip(&mut partners) {
            if partner.is_some() {
                continue;
            }
            let found = keys(*names, rule)
                .into_iter()
                .filter_map(|key| known.get(&key).copied())
                .find(|position| taken.get(*position) == Some(&false));
            if let Some(taken) = found.and_then(|position| taken.get_mut(position)) {
                *taken = true;
                *partner = found;
            }
        }
    }
    let mut matched = Matched {
        both: Vec::new(),
        removed: Vec::new(),
        added: Vec::new(),
    };
    for ((id, _), partner) in old.iter().zip(partners) {
        match partner.and_then(|position| new.get(position)) {
            Some((other, _)) => matched.both.push((*id, *other)),
            None => matched.removed.push(*id),
        }
    }
    let added = new.iter().zip(taken).filter(|(_, taken)| !taken);
    matched.added.extend(added.map(|((id, _), _)| *id));
    matched
}

/// Which definition is called by each name on the wire.
pub(super) fn serving<'n, T: Copy>(
    all: impl IntoIterator<Item = (T, Names<'n>)>,
) -> BTreeMap<&'n str, T> {
    let mut serving = BTreeMap::new();
    for (id, names) in all {
        serving.insert(names.wire, id);
        serving.extend(names.aliases.iter().map(|alias| (alias.as_str(), id)));
    }
    serving
}

/// What a definition is found by: its name on the wire, any of its names on the wire, its name in the schema.
fn keys<'n>(names: Names<'n>, rule: usize) -> Vec<(&'n str, &'n str)> {
    let aliases = names.aliases.iter().map(|alias| ("", alias.as_str()));
    match rule {
        0 => vec![("", names.wire)],
        // An old name that the new version still serves, or a new name that the old version served already.
        1 => std::iter::once(("", names.wire)).chain(aliases).collect(),
        _ => vec![(names.package, &names.meta.name)],
    }
}
