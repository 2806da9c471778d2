//! Who may send signals to the workflows of a package: code of any workflow that knows it.

use std::collections::{BTreeMap, BTreeSet};

use super::Walk;
use super::workflows::{Both, workers_of};
use crate::breaking::slots::Party;
use crate::model::{Model, PackageId};

/// The workers of the workflows of each package, and of those of packages that import it, in either version.
#[derive(Debug)]
pub(super) struct Signalling(BTreeMap<PackageId, BTreeSet<Party>>);

impl Signalling {
    pub(super) fn of(walk: &Walk) -> Self {
        let mut senders: BTreeMap<PackageId, BTreeSet<Party>> = BTreeMap::new();
        for (package, workers) in workers_by_package(walk.new) {
            senders.entry(package).or_default().extend(workers);
        }
        for (package, workers) in workers_by_package(walk.old) {
            if let Some(package) = walk.packages.both.get(&package) {
                senders.entry(*package).or_default().extend(workers);
            }
        }
        Self(senders)
    }

    /// Those of other queues than the workflow's own, whose signals meet workers of another version than theirs.
    pub(super) fn senders(&self, both: Both) -> BTreeSet<Party> {
        let own = workers_of(both);
        let senders = self.0.get(&both.new.package).into_iter().flatten();
        senders
            .filter(|party| !own.contains(party))
            .cloned()
            .collect()
    }
}

fn workers_by_package(model: &Model) -> BTreeMap<PackageId, BTreeSet<Party>> {
    let mut found: BTreeMap<PackageId, BTreeSet<Party>> = BTreeMap::new();
    for id in model.package_ids() {
        let workflows = model[id].workflows.iter();
        let queues = workflows.map(|id| model[*id].options.task_queue.clone());
        let workers: BTreeSet<Party> = queues.map(Party::Workers).collect();
        let known = model[id].imports.iter().map(|import| import.package);
        for known in known.chain([id]) {
            found
                .entry(known)
                .or_default()
                .extend(workers.iter().cloned());
        }
    }
    found
}
