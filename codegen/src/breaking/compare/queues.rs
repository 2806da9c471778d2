//! Task queues: which is another one's new name, and which the schema can name.

use std::collections::{BTreeMap, BTreeSet};

use super::Walk;
use super::definitions::Definitions;
use crate::breaking::slots::{Party, Slot};
use crate::model::{Model, PackageId};
use crate::names::queue_prefix;

/// The queues that only the new version has, each with the one that only the old version has and that it stands for.
///
/// The workers of both are the same programs in two versions: nothing of the old version polls the new queue.
pub(super) fn renamed_queues(
    old: &Model,
    new: &Model,
    definitions: &Definitions,
) -> BTreeMap<String, String> {
    let workflows = definitions.workflows.both.iter().map(|(before, after)| {
        let (before, after) = (&old[*before].options, &new[*after].options);
        (&before.task_queue, &after.task_queue)
    });
    let activities = definitions.activities.both.iter();
    let activities = activities.map(|(before, after)| (&old[*before], &new[*after]));
    let activities = activities
        .filter(|(before, after)| !before.local && !after.local)
        .map(|(before, after)| (&before.task_queue, &after.task_queue));
    let (gone, fresh) = (queues_of(old), queues_of(new));
    let mut pairs = BTreeSet::new();
    for (before, after) in workflows.chain(activities) {
        if let (Some(before), Some(after)) = (before, after)
            && !fresh.contains(before.as_str())
            && !gone.contains(after.as_str())
        {
            pairs.insert((before, after));
        }
    }
    // What is split up or put together has other programs than before.
    let is_only = |(old, new): &(&String, &String)| {
        let mut others = pairs.iter();
        others.all(|other| (other.0 == *old) == (other.1 == *new))
    };
    let renamed = pairs.iter().copied().filter(is_only);
    renamed
        .map(|(old, new)| (new.clone(), old.clone()))
        .collect()
}

fn queues_of(model: &Model) -> BTreeSet<&str> {
    let packages = model.packages.iter().map(|package| &package.task_queue);
    let workflows = model.workflows.iter().map(|of| &of.options.task_queue);
    let activities = model.activities.iter().map(|of| &of.task_queue);
    let all = packages.chain(workflows).chain(activities);
    all.flatten().map(String::as_str).collect()
}

impl Walk<'_> {
    /// The same slot with the workers of a queue by what they poll in the old version.
    pub(super) fn with_queues_of_before(&self, slot: Slot) -> Slot {
        if self.renamed_queues.is_empty() {
            return slot;
        }
        let before = |party: Party| match &party {
            Party::Workers(Some(queue)) => match self.renamed_queues.get(queue) {
                Some(old) => Party::Workers(Some(old.clone())),
                None => party,
            },
            _ => party,
        };
        Slot {
            writers: slot.writers.into_iter().map(before).collect(),
            readers: slot.readers.into_iter().map(before).collect(),
            ..slot
        }
    }

    /// Whether a definition of a package can have a queue again, by itself: its worker has a name that no other queue's
    /// worker has, and the queue has not got another name for all.
    pub(super) fn can_have_queue(&self, package: PackageId, queue: &str) -> bool {
        if self.renamed_queues.values().any(|renamed| renamed == queue) {
            return false;
        }
        let package = &self.new[package];
        let default = package.task_queue.as_deref();
        let name = |queue: &str| queue_prefix(&package.name, default, queue);
        let workflows = package.workflows.iter();
        let workflows = workflows.filter_map(|id| self.new[*id].options.task_queue.as_deref());
        let activities = package.activities.iter();
        let activities = activities.filter_map(|id| self.new[*id].task_queue.as_deref());
        let mut others = workflows.chain(activities).chain(default);
        !others.any(|other| other != queue && name(other) == name(queue))
    }
}
