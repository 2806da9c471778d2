//! Who calls what: the workflows that call an activity or start another workflow.
//!
//! Workflows that leave open what they call share one list, so they are told apart only where there are few of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use indexmap::IndexMap;

use super::matching::Matched;
use super::workflows::{Both, is_pinned, pinned_name, workers_of};
use crate::breaking::slots::{Party, Pinned, Rewriter};
use crate::model::{ActivityId, Model, Versioning, Workflow, WorkflowId};

/// Workflows of both versions that call the same.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    /// What it is called in a finding: ``workflow `process_order` ``.
    pub(super) description: String,
    /// The workflow whose replay reads what it is answered: its name in the schema. Of many, one.
    pub(super) replayed_by: Option<String>,
    pub(super) workers: BTreeSet<Party>,
    /// Whether all of them are pinned.
    pub(super) pinned: Pinned,
    /// One of them whose executions may stay with the old version.
    pub(super) stays: Option<String>,
    /// Whether every version that has this says that it calls it, rather than leave open what it calls.
    pub(super) declared: bool,
    /// Whether every version that has this leaves it open.
    pub(super) open: bool,
    /// The workflow of the new version, where it is one.
    one: Option<WorkflowId>,
}

impl Caller {
    /// Whose replay writes what is called with once more.
    pub(super) fn rewriter(&self) -> Option<Rewriter> {
        Some(Rewriter {
            workflow: self.replayed_by.clone()?,
            rare: false,
        })
    }
}

/// Who calls each activity or starts each workflow `T`, of the workflows that both versions have.
#[derive(Debug)]
pub(super) struct Calls<T> {
    callers: Vec<Caller>,
    /// By its id in the new version.
    of: BTreeMap<T, Vec<usize>>,
    /// Of what is gone: by its id in the old version.
    of_removed: BTreeMap<T, Vec<usize>>,
}

impl<T: Copy + Ord> Calls<T> {
    /// Those that call it in both versions.
    pub(super) fn of(&self, called: T) -> impl Iterator<Item = &Caller> {
        self.at(self.of.get(&called))
    }

    /// Those that called what is gone, and are there still.
    pub(super) fn of_removed(&self, called: T) -> impl Iterator<Item = &Caller> {
        self.at(self.of_removed.get(&called))
    }

    fn add(&mut self, callers: Vec<Caller>) -> Range<usize> {
        let first = self.callers.len();
        self.callers.extend(callers);
        first..self.callers.len()
    }

    fn at<'s>(&'s self, positions: Option<&'s Vec<usize>>) -> impl Iterator<Item = &'s Caller> {
        let positions = positions.into_iter().flatten();
        positions.filter_map(|position| self.callers.get(*position))
    }
}

impl Calls<WorkflowId> {
    /// Those that start a workflow in both versions; one starts itself only where it says so.
    pub(super) fn parents_of(&self, child: WorkflowId) -> impl Iterator<Item = &Caller> {
        let may_start = move |caller: &&Caller| caller.declared || caller.one != Some(child);
        self.of(child).filter(may_start)
    }
}

/// A list of what workflows call, and whether several share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum List {
    Own(WorkflowId),
    /// By where it is kept, which serves to tell lists apart and nothing else.
    Shared(usize),
}

/// What is asked of a workflow about what it calls.
#[derive(Clone, Copy)]
struct Question<T> {
    is_declared: fn(&Workflow) -> bool,
    address: fn(&Workflow) -> usize,
    called: fn(&Workflow) -> BTreeSet<T>,
}

const ACTIVITIES: Question<ActivityId> = Question {
    is_declared: |workflow| workflow.activities_declared,
    address: |workflow| workflow.activities.as_ptr().addr(),
    called: |workflow| workflow.activities.iter().copied().collect(),
};

const CHILDREN: Question<WorkflowId> = Question {
    is_declared: |workflow| workflow.children_declared,
    address: |workflow| workflow.children.as_ptr().addr(),
    called: |workflow| {
        workflow
            .children
            .iter()
            .map(|child| child.workflow)
            .collect()
    },
};

/// So many workflows that leave open what they call are named one by one.
const NAMED: usize = 3;

/// Who calls the activities, of the workflows that both versions have.
pub(super) fn find_callers(
    models: (&Model, &Model),
    workflows: &Matched<WorkflowId>,
    activities: &Matched<ActivityId>,
) -> Calls<ActivityId> {
    find_calls(models, &workflows.both, activities, ACTIVITIES)
}

/// Who starts the workflows as children, of the workflows that both versions have.
pub(super) fn find_parents(
    models: (&Model, &Model),
    workflows: &Matched<WorkflowId>,
) -> Calls<WorkflowId> {
    find_calls(models, &workflows.both, workflows, CHILDREN)
}

fn find_calls<T: Copy + Ord>(
    (old, new): (&Model, &Model),
    workflows: &[(WorkflowId, WorkflowId)],
    called: &Matched<T>,
    question: Question<T>,
) -> Calls<T> {
    let mut groups: IndexMap<(List, List, Pinned), Vec<(WorkflowId, Both)>> = IndexMap::new();
    let mut old_groups: IndexMap<(List, Pinned), Vec<(WorkflowId, Both)>> = IndexMap::new();
    let mut lists = (IndexMap::new(), IndexMap::new());
    for (before, after) in workflows {
        let both = Both {
            old: &old[*before],
            new: &new[*after],
        };
        let lists = (
            question.keep_list(*before, both.old, &mut lists.0),
            question.keep_list(*after, both.new, &mut lists.1),
        );
        let pinned = is_pinned(both);
        let group = groups.entry((lists.0, lists.1, pinned)).or_default();
        group.push((*after, both));
        let group = old_groups.entry((lists.0, pinned)).or_default();
        group.push((*after, both));
    }
    let forward: BTreeMap<T, T> = called.both.iter().copied().collect();
    let backward: BTreeMap<T, T> = called.both.iter().map(|(old, new)| (*new, *old)).collect();
    let removed: BTreeSet<T> = called.removed.iter().copied().collect();
    let mut calls = Calls {
        callers: Vec::new(),
        of: BTreeMap::new(),
        of_removed: BTreeMap::new(),
    };
    for ((before, after, _), workflows) in groups {
        let (Some(before), Some(after)) = (lists.0.get(&before), lists.1.get(&after)) else {
            continue;
        };
        let says = |both: Both| [both.old, both.new].map(question.is_declared);
        let positions = calls.add(callers(new, &workflows, says));
        // The shorter list is gone through: one of the two may be that of a whole package.
        let common: Vec<T> = match before.len() <= after.len() {
            true => {
                let partners = before.iter().filter_map(|id| forward.get(id).copied());
                partners.filter(|id| after.contains(id)).collect()
            }
            false => {
                let has_partner = |id: &&T| backward.get(*id).is_some_and(|id| before.contains(id));
                after.iter().filter(has_partner).copied().collect()
            }
        };
        for id in common {
            calls.of.entry(id).or_default().extend(positions.clone());
        }
    }
    for ((before, _), workflows) in old_groups {
        let gone = lists.0.get(&before).into_iter();
        let gone: Vec<T> = gone
            .flat_map(|list| removed.intersection(list).copied())
            .collect();
        if gone.is_empty() {
            continue;
        }
        let says = |both: Both| [(question.is_declared)(both.old)];
        let positions = calls.add(callers(new, &workflows, says));
        for id in gone {
            let known = calls.of_removed.entry(id).or_default();
            known.extend(positions.clone());
        }
    }
    calls
}

impl<T: Copy + Ord> Question<T> {
    fn list(self, id: WorkflowId, workflow: &Workflow) -> List {
        match (self.is_declared)(workflow) {
            true => List::Own(id),
            false => List::Shared((self.address)(workflow)),
        }
    }

    fn keep_list(
        self,
        id: WorkflowId,
        workflow: &Workflow,
        lists: &mut IndexMap<List, BTreeSet<T>>,
    ) -> List {
        let list = self.list(id, workflow);
        lists.entry(list).or_insert_with(|| (self.called)(workflow));
        list
    }
}

/// The callers of one list; `says` is whether each version that has what is called says so.
fn callers<const VERSIONS: usize>(
    new: &Model,
    workflows: &[(WorkflowId, Both)],
    says: impl Fn(Both) -> [bool; VERSIONS],
) -> Vec<Caller> {
    let caller = |(id, both): &(WorkflowId, Both)| Caller {
        description: format!("workflow `{}`", both.new.meta.name),
        replayed_by: Some(both.new.meta.name.clone()),
        workers: workers_of(*both),
        pinned: is_pinned(*both),
        stays: pinned_name(both.old),
        declared: !says(*both).contains(&false),
        open: !says(*both).contains(&true),
        one: Some(*id),
    };
    match workflows {
        [first, ..] if workflows.len() > NAMED => {
            let package = &new[first.1.new.package].name;
            vec![Caller {
                description: format!("{} workflows of `{package}`", workflows.len()),
                workers: workflows
                    .iter()
                    .flat_map(|(_, both)| workers_of(*both))
                    .collect(),
                stays: workflows.iter().find_map(|(_, both)| pinned_name(both.old)),
                one: None,
                ..caller(first)
            }]
        }
        _ => workflows.iter().map(caller).collect(),
    }
}

/// The workers of all workflows of a version that call each activity.
pub(super) fn workers_by_activity(model: &Model) -> BTreeMap<ActivityId, BTreeSet<Party>> {
    workers_by_called(model, ACTIVITIES)
}

/// The workers of all workflows of a version that start each workflow as a child.
pub(super) fn workers_by_child(model: &Model) -> BTreeMap<WorkflowId, BTreeSet<Party>> {
    workers_by_called(model, CHILDREN)
}

fn workers_by_called<T: Copy + Ord>(
    model: &Model,
    question: Question<T>,
) -> BTreeMap<T, BTreeSet<Party>> {
    let mut lists: IndexMap<List, (&Workflow, BTreeSet<Party>)> = IndexMap::new();
    for (position, workflow) in (0..).zip(&model.workflows) {
        let list = question.list(WorkflowId(position), workflow);
        let (_, workers) = lists
            .entry(list)
            .or_insert_with(|| (workflow, BTreeSet::new()));
        workers.insert(Party::Workers(workflow.options.task_queue.clone()));
    }
    let mut found: BTreeMap<T, BTreeSet<Party>> = BTreeMap::new();
    for (workflow, workers) in lists.into_values() {
        for id in (question.called)(workflow) {
            let known = found.entry(id).or_default();
            known.extend(workers.iter().cloned());
        }
    }
    found
}

/// Whether running executions of all workflows stay with the code that they began with.
pub(super) fn pinned_of<'w>(workflows: impl IntoIterator<Item = &'w Workflow>) -> Pinned {
    let is_pinned = |workflow: &Workflow| workflow.options.versioning == Some(Versioning::Pinned);
    match workflows.into_iter().all(is_pinned) {
        true => Pinned::Declared,
        false => Pinned::No,
    }
}
