//! Task queues: which is another one's new name, and which the schema can name.

use std::collections::{BTreeMap, BTreeSet};

use super::definitions::Definitions;
use super::settings::Setting;
use super::{Site, Walk};
use crate::breaking::change::{Holder, Kind};
use crate::breaking::finding::Level;
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Party, Slot};
use crate::model::{Meta, Model, Package, PackageId};
use crate::names::generated::QueueItem;
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

/// The queues that have a worker in the generated code of a package.
fn queues_in<'m>(model: &'m Model, package: &Package) -> BTreeSet<&'m str> {
    let workflows = package.workflows.iter();
    let workflows = workflows.map(|id| model[*id].options.task_queue.as_deref());
    let activities = package.activities.iter();
    let activities = activities.map(|id| model[*id].task_queue.as_deref());
    workflows.chain(activities).flatten().collect()
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

    /// What it does to code that serves a definition of a package that it is on another queue: each queue has a worker
    /// and a list of activities of its own, and those of one and of another may be called alike.
    ///
    /// Of what is in another package, or in one of another name, that is said.
    pub(super) fn source_of_queues(
        &self,
        (package, old): (PackageId, Option<&str>),
        (package_now, new): (PackageId, Option<&str>),
    ) -> Level {
        let (before, after) = (&self.old[package], &self.new[package_now]);
        let worker = |package: &Package, queue: Option<&str>| {
            QueueItem::Worker.of(queue.unwrap_or_default(), package)
        };
        match before.name == after.name && worker(before, old) != worker(after, new) {
            true => Level::Error,
            false => Level::Safe,
        }
    }

    /// Says that a definition of a package is on another queue, and what that does to code.
    pub(super) fn push_queue(
        &mut self,
        setting: Option<Setting>,
        (package, source): (PackageId, Level),
        metas: (&Meta, &Meta),
        site: &Site,
    ) {
        let known = self.changes.len();
        let setting = setting.map(|setting| Setting {
            value: setting
                .value
                .filter(|queue| self.can_have_queue(package, queue)),
            ..setting
        });
        self.push_settings(Vec::from_iter(setting), metas, site);
        for change in self.changes.iter_mut().skip(known) {
            change.source = source;
        }
    }

    /// Says of the queues of both versions whose workers have another name in code now: that of the default queue is
    /// the package's.
    pub(super) fn compare_worker_names(&mut self) {
        for (old, new) in self.packages.both.clone() {
            let (before, after) = (&self.old[old], &self.new[new]);
            if before.name != after.name {
                continue;
            }
            let served = queues_in(self.new, after);
            for queue in queues_in(self.old, before).intersection(&served) {
                let name = |package| QueueItem::Worker.of(queue, package);
                let (was, is) = (name(before), name(after));
                if was == is {
                    continue;
                }
                let places = (before.span, after.span);
                let holder = Holder::Slots(Vec::new());
                let site = Site::new(&after.name, &after.name, places, holder);
                let change = site.change(Rule::NameInCodeChanged, Kind::Source);
                self.changes.push(change.with_texts(was, is));
            }
        }
    }

    /// Whether a definition of a package can have a queue again, by itself: its worker has a name that no other queue's
    /// worker has, and the queue has not got another name for all.
    fn can_have_queue(&self, package: PackageId, queue: &str) -> bool {
        if self.renamed_queues.values().any(|renamed| renamed == queue) {
            return false;
        }
        let package = &self.new[package];
        let default = package.task_queue.as_deref();
        let name = |queue: &str| queue_prefix(&package.name, default, queue);
        let mut others = queues_in(self.new, package).into_iter().chain(default);
        !others.any(|other| other != queue && name(other) == name(queue))
    }
}
