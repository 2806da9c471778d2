//! Packages: which is which, and what goes with one that is gone or renamed.

use std::collections::{BTreeMap, BTreeSet};

use super::Walk;
use crate::model::{Model, Package, PackageId};

/// Which package of the old version is which of the new one.
#[derive(Clone, Debug, Default)]
pub(super) struct Packages {
    /// By name, or renamed.
    pub(super) both: BTreeMap<PackageId, PackageId>,
    pub(super) removed: BTreeSet<PackageId>,
    pub(super) added: BTreeSet<PackageId>,
}

impl<'a> Walk<'a> {
    /// What a package of the old version is called now; its own name where it is gone.
    pub(super) fn package_now(&self, old: PackageId) -> &'a str {
        match self.packages.both.get(&old) {
            Some(new) => &self.new[*new].name,
            None => &self.old[old].name,
        }
    }
}

impl Packages {
    /// What a package of the new version was.
    pub(super) fn old_of(&self, new: PackageId) -> Option<PackageId> {
        let mut both = self.both.iter();
        both.find(|(_, other)| **other == new).map(|(old, _)| *old)
    }
}

/// Packages are the same by name, else by what they declare.
pub(super) fn match_packages(old: &Model, new: &Model) -> Packages {
    let by_name: BTreeMap<&str, PackageId> = (0..)
        .zip(&new.packages)
        .map(|(position, package)| (package.name.as_str(), PackageId(position)))
        .collect();
    let mut packages = Packages {
        added: by_name.values().copied().collect(),
        ..Packages::default()
    };
    for id in old.package_ids() {
        match by_name.get(old[id].name.as_str()) {
            Some(other) => {
                packages.added.remove(other);
                packages.both.insert(id, *other);
            }
            None => {
                packages.removed.insert(id);
            }
        }
    }
    for id in packages.removed.clone() {
        let names = names_in(old, &old[id]);
        let alike = |other: &PackageId| {
            let others = names_in(new, &new[*other]);
            let common = names.intersection(&others).count();
            // More than half of what either declares.
            (common * 2 > names.len().max(others.len())).then_some((common, *other))
        };
        let best = packages.added.iter().filter_map(alike);
        if let Some((_, other)) = best.max_by_key(|(common, _)| *common) {
            packages.removed.remove(&id);
            packages.added.remove(&other);
            packages.both.insert(id, other);
        }
    }
    packages
}

/// Everything that a package declares, with what it is.
fn names_in<'m>(model: &'m Model, package: &'m Package) -> BTreeSet<(&'static str, &'m str)> {
    let Package {
        name: _,
        span: _,
        file: _,
        docs: _,
        version: _,
        imports: _,
        entry: _,
        task_queue: _,
        types,
        errors,
        activities,
        workflows,
        nexus,
    } = package;
    let types = types.iter().map(|id| ("type", &model[*id].meta));
    let errors = errors.iter().map(|id| ("error", &model[*id].meta));
    let activities = activities.iter().map(|id| ("activity", &model[*id].meta));
    let workflows = workflows.iter().map(|id| ("workflow", &model[*id].meta));
    let nexus = nexus.iter().map(|id| ("nexus", &model[*id].meta));
    let all = types
        .chain(errors)
        .chain(activities)
        .chain(workflows)
        .chain(nexus);
    all.map(|(what, meta)| (what, meta.name.as_str())).collect()
}
