//! Errors: which error of the old version is which of the new one.

use std::collections::{BTreeMap, BTreeSet};

use super::Walk;
use super::definitions::Definitions;
use super::matching::{Matched, Shape, TOO_MANY};
use super::text::fields_text;
use crate::diagnostic::similar::nearest;
use crate::model::{ActivityId, ErrorId, Model, NexusId, PackageId, WorkflowId};

/// A definition of both versions that may declare errors, by its id in the new version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place<'m> {
    Workflow(WorkflowId),
    Activity(ActivityId),
    /// By its name on the wire.
    Update(WorkflowId, &'m str),
    /// By its name.
    Operation(NexusId, &'m str),
}

/// The definitions of both versions that declare each error of one of them.
type Declared<'m> = BTreeMap<ErrorId, BTreeSet<Place<'m>>>;

impl<'a> Walk<'a> {
    /// Errors are the same by package and name, else by their type on the wire.
    ///
    /// What is gone is what is new where both have the same fields, if they have any, and the same definitions declare
    /// them: one by one, else those that are tried again in the same way, else those with near names, else the two that
    /// are left. Else they are the same where the names are near, the fields are the same, and no definition of both
    /// versions says otherwise; else where both have one name: it was moved.
    pub(super) fn match_errors(&self, definitions: &Definitions) -> Matched<ErrorId> {
        let mut matched = self.match_errors_by_names();
        let (old, new) = declared(self.old, self.new, definitions);
        let nowhere = BTreeSet::new();
        let of_old = |id: ErrorId| old.get(&id).unwrap_or(&nowhere);
        let of_new = |id: ErrorId| new.get(&id).unwrap_or(&nowhere);
        let mut alike: BTreeMap<_, Alike> = BTreeMap::new();
        let keep = |model: &'a Model, id: ErrorId, places| {
            let fields = fields_text(model, &model[id].record);
            let says_nothing = fields.is_empty() || BTreeSet::is_empty(places);
            (!says_nothing).then_some((fields, places))
        };
        for id in &matched.removed {
            if let Some(key) = keep(self.old, *id, of_old(*id)) {
                alike.entry(key).or_default().removed.push(*id);
            }
        }
        for id in &matched.added {
            if let Some(key) = keep(self.new, *id, of_new(*id)) {
                alike.entry(key).or_default().added.push(*id);
            }
        }
        for alike in alike.into_values() {
            matched.both.extend(self.pairs_of(alike));
        }
        let (known_old, known_new): (BTreeSet<ErrorId>, BTreeSet<ErrorId>) =
            matched.both.iter().copied().unzip();
        matched.removed.retain(|id| !known_old.contains(id));
        matched.added.retain(|id| !known_new.contains(id));
        let may_be = |before: ErrorId, after: ErrorId| {
            let (before, after) = (of_old(before), of_new(after));
            before.is_empty() || after.is_empty() || !before.is_disjoint(after)
        };
        matched.with_near_names_where(|id| shape(self.old, id), |id| shape(self.new, id), may_be)
    }

    fn match_errors_by_names(&self) -> Matched<ErrorId> {
        let before = named(self.old, |id| self.package_now(id));
        let after = named(self.new, |id| &self.new[id].name);
        let mut added: BTreeSet<ErrorId> = after
            .iter()
            .filter(|(name, _)| !before.contains_key(*name))
            .map(|(_, id)| *id)
            .collect();
        let by_wire: BTreeMap<&str, ErrorId> = added
            .iter()
            .map(|id| (self.new[*id].wire.as_str(), *id))
            .collect();
        let (mut both, mut removed) = (Vec::new(), Vec::new());
        for (name, old) in &before {
            let by_wire = || by_wire.get(self.old[*old].wire.as_str());
            match after.get(name).or_else(by_wire) {
                Some(new) => both.push((*old, *new)),
                None => removed.push(*old),
            }
        }
        for (_, new) in &both {
            added.remove(new);
        }
        Matched {
            both,
            removed,
            added: added.into_iter().collect(),
        }
    }

    /// Which is which of those that have the same fields and the same places, as far as anything tells.
    fn pairs_of(&self, alike: Alike) -> Vec<(ErrorId, ErrorId)> {
        if let Some(pair) = alike.one() {
            return vec![pair];
        }
        let mut by_retry: BTreeMap<_, Alike> = BTreeMap::new();
        for id in &alike.removed {
            let def = &self.old[*id];
            let retried = by_retry
                .entry((def.retryable, def.retry_delay))
                .or_default();
            retried.removed.push(*id);
        }
        for id in &alike.added {
            let def = &self.new[*id];
            let retried = by_retry
                .entry((def.retryable, def.retry_delay))
                .or_default();
            retried.added.push(*id);
        }
        let mut pairs: Vec<(ErrorId, ErrorId)> = by_retry.values().filter_map(Alike::one).collect();
        let mut left = alike;
        for pair in &pairs {
            left.take(*pair);
        }
        let named = match left.added.len() <= TOO_MANY {
            true => left.removed.clone(),
            false => Vec::new(),
        };
        for old in named {
            let known = left.added.iter().map(|id| self.new[*id].meta.name.as_str());
            let name = nearest(&self.old[old].meta.name, known);
            let mut added = left.added.iter().copied();
            let new = added.find(|id| Some(self.new[*id].meta.name.as_str()) == name);
            if let Some(new) = new {
                left.take((old, new));
                pairs.push((old, new));
            }
        }
        pairs.extend(left.one());
        pairs
    }
}

/// Errors that are gone and errors that are new, of one kind.
#[derive(Debug, Default)]
struct Alike {
    removed: Vec<ErrorId>,
    added: Vec<ErrorId>,
}

impl Alike {
    /// The two of them, if there are no others.
    fn one(&self) -> Option<(ErrorId, ErrorId)> {
        match (&*self.removed, &*self.added) {
            ([old], [new]) => Some((*old, *new)),
            _ => None,
        }
    }

    fn take(&mut self, (old, new): (ErrorId, ErrorId)) {
        self.removed.retain(|id| *id != old);
        self.added.retain(|id| *id != new);
    }
}

/// Who declares the errors of the old version and those of the new one, of the definitions that both have.
fn declared<'m>(
    old: &'m Model,
    new: &'m Model,
    definitions: &Definitions,
) -> (Declared<'m>, Declared<'m>) {
    let mut before: BTreeMap<Place<'_>, &[ErrorId]> = BTreeMap::new();
    let mut after: BTreeMap<Place<'_>, &[ErrorId]> = BTreeMap::new();
    for (a, b) in &definitions.activities.both {
        before.insert(Place::Activity(*b), &old[*a].errors);
        after.insert(Place::Activity(*b), &new[*b].errors);
    }
    for (a, b) in &definitions.workflows.both {
        for (places, workflow) in [(&mut before, &old[*a]), (&mut after, &new[*b])] {
            places.insert(Place::Workflow(*b), &workflow.errors);
            let updates = workflow.updates.iter();
            places.extend(updates.map(|of| (Place::Update(*b, &of.wire), &*of.errors)));
        }
    }
    for (a, b) in &definitions.nexus.both {
        for (places, service) in [(&mut before, &old[*a]), (&mut after, &new[*b])] {
            let operations = service.operations.iter();
            places.extend(operations.map(|of| (Place::Operation(*b, &of.meta.name), &*of.errors)));
        }
    }
    (errors_in(&before, &after), errors_in(&after, &before))
}

/// The errors of some places, of those places that are among the others as well.
fn errors_in<'m>(
    places: &BTreeMap<Place<'m>, &[ErrorId]>,
    others: &BTreeMap<Place<'m>, &[ErrorId]>,
) -> Declared<'m> {
    let mut declared = Declared::new();
    for (place, errors) in places {
        if others.contains_key(place) {
            for id in *errors {
                declared.entry(*id).or_default().insert(*place);
            }
        }
    }
    declared
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

fn shape(model: &Model, id: ErrorId) -> Shape<'_> {
    let def = &model[id];
    Shape {
        name: &def.meta.name,
        parts: fields_text(model, &def.record),
    }
}
