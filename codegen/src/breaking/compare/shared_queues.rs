//! Task queues of several packages: a worker takes what is on its queue, also what it does not serve.

use std::collections::{BTreeMap, BTreeSet};

use super::{Site, Walk};
use crate::breaking::change::{Holder, Kind};
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Party, Role, Slot};
use crate::breaking::wording::several;
use crate::model::{Model, PackageId};

/// The packages that are served on each queue.
type Served<'m> = BTreeMap<&'m str, BTreeSet<PackageId>>;

impl Walk<'_> {
    /// Says which packages have come to a queue that another one is served on still.
    pub(super) fn compare_shared_queues(&mut self) {
        let (before, after) = (served(self.old), served(self.new));
        for (queue, packages) in after {
            let Some(known) = before.get(queue) else {
                continue;
            };
            let known = known.iter().filter_map(|id| self.packages.both.get(id));
            let known: BTreeSet<PackageId> = known.copied().collect();
            let others: Vec<PackageId> = packages.intersection(&known).copied().collect();
            let Some(other) = others.first() else {
                continue;
            };
            for id in packages.difference(&known) {
                self.say_shared_queue(queue, *id, (*other, &others));
            }
        }
    }

    fn say_shared_queue(
        &mut self,
        queue: &str,
        id: PackageId,
        (other, others): (PackageId, &[PackageId]),
    ) {
        self.package = Some(id);
        let workers = BTreeSet::from([Party::Workers(Some(queue.to_owned()))]);
        let tasks = self.add_slot(Slot::new(
            Role::Call,
            format!("tasks of queue `{queue}`"),
            BTreeSet::from([Party::Clients]),
            workers,
        ));
        let (package, new) = (&self.new[id].name, self.new);
        let old = self.packages.old_of(other);
        let old = old.map_or(new[other].span, |old| self.old[old].span);
        let site = Site::new(
            package,
            package,
            (old, new[id].span),
            Holder::Slots(vec![tasks]),
        );
        let names = others.iter().map(|id| format!("`{}`", new[*id].name));
        let change = site.change(Rule::TaskQueueShared, Kind::Shared);
        self.changes
            .push(change.with_texts(several(names.collect()), queue));
    }
}

/// What workers poll: local activities alone are on no queue.
fn served(model: &Model) -> Served<'_> {
    let workflows = model.workflows.iter();
    let workflows = workflows.map(|of| (of.options.task_queue.as_deref(), of.package));
    let activities = model.activities.iter().filter(|of| !of.local);
    let activities = activities.map(|of| (of.task_queue.as_deref(), of.package));
    let mut served = Served::new();
    for (queue, package) in workflows.chain(activities) {
        if let Some(queue) = queue {
            served.entry(queue).or_default().insert(package);
        }
    }
    served
}
