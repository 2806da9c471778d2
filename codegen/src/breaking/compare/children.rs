//! The workflows that a workflow starts, as far as it says so.

use std::collections::BTreeSet;

use super::definitions::{Definitions, Partners};
use super::matching::{Names, match_by_names};
use super::settings::Setting;
use super::starts::{starts, starts_by_open_parents};
use super::templates::CHILD_ID;
use super::workflows::{Both, workers_of};
use super::{Site, Walk};
use crate::breaking::change::{Holder, Kind};
use crate::breaking::finding::Level;
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Party, Slot};
use crate::breaking::wording::several;
use crate::model::{Child, ChildCancellation, ParentClose, Workflow, WorkflowId};

impl<'a> Walk<'a> {
    /// Compares the children of a workflow, where at least one version says which it has.
    ///
    /// Where both leave it open, what becomes of a workflow as a child is said of that workflow.
    pub(super) fn compare_children(&mut self, both: Both<'a>, partners: &Partners, site: &Site) {
        let (before, after) = (&*both.old.children, &*both.new.children);
        let declared = (both.old.children_declared, both.new.children_declared);
        let is_same =
            |old: &Child, new: &Child| partners.workflows.get(&old.workflow) == Some(&new.workflow);
        match declared {
            (false, false) => {}
            (true, true) => {
                let matched = match_by_names(&names(before), &names(after));
                let mut pairs = matched.both;
                let mut added = matched.added;
                for old in matched.removed {
                    let same = |new: &usize| match (before.get(old), after.get(*new)) {
                        (Some(old), Some(new)) => is_same(old, new),
                        _ => false,
                    };
                    match added.iter().position(same) {
                        Some(position) => pairs.push((old, added.remove(position))),
                        None => self.say_child_removed(before.get(old), both, site),
                    }
                }
                for (old, new) in pairs {
                    if let (Some(old), Some(new)) = (before.get(old), after.get(new)) {
                        self.compare_child(old, new, both, site);
                    }
                }
                for new in added.into_iter().filter_map(|at| after.get(at)) {
                    let site = Site {
                        new: new.meta.span,
                        ..site.inside(&new.meta.name)
                    };
                    let change = site.change(Rule::ChildAdded, Kind::Source);
                    let wire = &self.new[new.workflow].wire;
                    self.changes.push(change.with_texts("", wire));
                }
            }
            (true, false) => {
                for old in before {
                    match after.iter().find(|new| is_same(old, new)) {
                        Some(new) => self.compare_child(old, new, both, site),
                        None => self.say_child_removed(Some(old), both, site),
                    }
                }
            }
            (false, true) => {
                for new in after {
                    if let Some(old) = before.iter().find(|old| is_same(old, new)) {
                        self.compare_child(old, new, both, site);
                    }
                }
                self.say_children_left_out(both, partners, site);
            }
        }
    }

    /// Says which workflows of its package a workflow may start no more, as it says now which it starts.
    ///
    /// What is said of those that are gone says it too, and one starts itself only where it says so.
    fn say_children_left_out(&mut self, both: Both<'a>, partners: &Partners, site: &Site) {
        let named: BTreeSet<WorkflowId> = both.new.children.iter().map(|to| to.workflow).collect();
        let is_left_out = |child: &&Child| {
            let partner = partners.workflows.get(&child.workflow);
            partner.is_some_and(|id| self.new[*id].wire != both.new.wire && !named.contains(id))
        };
        let left_out = both.old.children.iter().filter(is_left_out);
        let types = left_out.map(|child| format!("`{}`", self.old[child.workflow].wire));
        let types: Vec<String> = types.collect();
        if types.is_empty() {
            return;
        }
        let holder = Holder::Slots(vec![self.add_slot(starts(None, both))]);
        let site = Site {
            holder,
            ..site.clone()
        };
        let change = site.change(Rule::ChildRemoved, Kind::Command);
        self.changes.push(change.with_texts(several(types), ""));
    }

    fn say_child_removed(&mut self, old: Option<&Child>, both: Both<'a>, site: &Site) {
        let Some(old) = old else {
            return;
        };
        // Whether an execution started it, its history knows.
        let slot = Slot {
            certain: false,
            ..starts(Some(&old.meta), both)
        };
        let site = Site {
            old: old.meta.span,
            holder: Holder::Slots(vec![self.add_slot(slot)]),
            ..site.inside(&old.meta.name)
        };
        let change = site.change(Rule::ChildRemoved, Kind::Command);
        let text = format!("`{}`", self.old[old.workflow].wire);
        self.changes.push(change.with_texts(text, ""));
    }

    fn compare_child(&mut self, old: &Child, new: &Child, both: Both<'a>, site: &Site) {
        let Child {
            meta,
            workflow,
            id,
            parent_close,
            cancellation,
            options,
        } = old;
        let (before, after) = (&self.old[*workflow], &self.new[new.workflow]);
        let mut site = Site {
            old: meta.span,
            new: new.meta.span,
            holder: Holder::Slots(vec![self.add_slot(starts(Some(&new.meta), both))]),
            ..site.inside(&new.meta.name)
        };
        if meta.name != new.meta.name {
            let change = site.change(Rule::NameInCodeChanged, Kind::Source);
            self.changes
                .push(change.with_texts(&meta.name, &new.meta.name));
        }
        if before.wire != after.wire {
            let mut change = site.change(Rule::ChildTargetChanged, Kind::Command);
            if before.meta.name == after.meta.name {
                change.source = Level::Safe;
            }
            let change = change.with_texts(&before.wire, &after.wire).at(
                Some(self.old.places.of(meta, "workflow")),
                Some(self.new.places.of(&new.meta, "workflow")),
            );
            self.changes.push(change);
        }
        let mut settings = vec![
            Setting::of_choices(
                "parent_close",
                (*parent_close, new.parent_close),
                (ParentClose::Terminate, parent_close_text),
                Rule::ParentClosePolicyChanged,
                Kind::Behaviour { less: true },
            ),
            Setting::of_choices(
                "cancellation",
                (*cancellation, new.cancellation),
                (ChildCancellation::WaitCompleted, cancellation_text),
                Rule::ChildCancellationChanged,
                Kind::Cancellation,
            ),
        ];
        // What the child has from its workflow is said of that.
        let inherited = self.workflow_settings(&before.options, &after.options);
        if options.retry != before.options.retry {
            let of = format!("child `{}` of workflow `{}`", meta.name, both.new.meta.name);
            let workers = workers_of(Both {
                old: before,
                new: after,
            });
            self.hold_final_errors(options.retry.as_ref(), &of, &workers);
        }
        let own = self.workflow_settings(options, &new.options);
        let own = own
            .into_iter()
            .filter(|setting| !inherited.contains(setting));
        let (queues, own): (Vec<_>, Vec<_>) = own.partition(|setting| setting.key == "task_queue");
        settings.extend(own.into_iter().map(|setting| {
            let kind = match setting.kind {
                // Which code a child stays with is a matter of the workers that run it.
                Kind::Versioning { .. } => Kind::Behaviour { less: false },
                kind => kind,
            };
            Some(Setting {
                rule: Rule::ChildOptionChanged,
                kind,
                ..setting
            })
        }));
        let settings = settings.into_iter().flatten().collect();
        self.push_settings(settings, (meta, &new.meta), &site);
        if let Some(queue) = queues.into_iter().next() {
            let workflows = Both {
                old: before,
                new: after,
            };
            let (kind, starts) = queue_of_child((old, new), workflows, both);
            let site = Site {
                holder: Holder::Slots(vec![self.add_slot(starts)]),
                ..site.clone()
            };
            let queue = Setting {
                rule: Rule::ChildTaskQueueChanged,
                kind,
                ..queue
            };
            self.push_settings(vec![queue], (meta, &new.meta), &site);
        }
        let ids = (
            (id.as_ref(), before.input.as_ref()),
            (new.id.as_ref(), after.input.as_ref()),
        );
        site.old = self.old.places.of(meta, "id");
        site.new = self.new.places.of(&new.meta, "id");
        self.compare_templates(ids, &CHILD_ID, &new.meta, &site);
    }

    /// Compares what becomes of a workflow as the child of those that leave open what they start, in both versions.
    pub(super) fn compare_as_child(
        &mut self,
        both: Both<'a>,
        id: WorkflowId,
        definitions: &Definitions,
        site: &Site,
    ) {
        let slots = starts_by_open_parents(both, id, definitions);
        if slots.is_empty() {
            return;
        }
        let holder = Holder::Slots(slots.into_iter().map(|slot| self.add_slot(slot)).collect());
        let mut site = Site {
            holder,
            ..site.clone()
        };
        let Both { old, new } = both;
        // What is called after its package is another with all of that, which is said once.
        let (before, after) = ((old.package, old.into()), (new.package, new.into()));
        let is_served = new.aliases.contains(&old.wire);
        if old.wire != new.wire && (is_served || !self.is_renamed_with_package(before, after)) {
            let mut change = site.change(Rule::ChildTargetChanged, Kind::Command);
            change.source = Level::Safe;
            self.changes.push(change.with_texts(&old.wire, &new.wire));
        }
        site.old = self.old.places.of(&old.meta, "id");
        site.new = self.new.places.of(&new.meta, "id");
        let ids = (
            (old.id.as_ref(), old.input.as_ref()),
            (new.id.as_ref(), new.input.as_ref()),
        );
        self.compare_templates(ids, &CHILD_ID, &new.meta, &site);
    }
}

/// What becomes of a child that is started on another queue than before: who serves its workflow where.
///
/// The workers of a workflow's own queue serve it there, whatever those that start it say.
fn queue_of_child(
    (old, new): (&Child, &Child),
    workflows: Both<'_>,
    parent: Both<'_>,
) -> (Kind, Slot) {
    // A child that has none is on the queue of its parent.
    let queue = |child: &Child, parent: &Workflow| {
        let own = child.options.task_queue.clone();
        own.or_else(|| parent.options.task_queue.clone())
    };
    let (before, after) = (queue(old, parent.old), queue(new, parent.new));
    let old_is_polled = workflows.new.options.task_queue == before;
    let mut readers = BTreeSet::from([Party::Workers(after.clone())]);
    if !old_is_polled {
        readers.insert(Party::Workers(before));
    }
    let kind = Kind::Queue {
        old_is_polled,
        new_was_polled: workflows.old.options.task_queue == after,
    };
    let starts = Slot {
        readers,
        replayed_by: None,
        ..starts(Some(&new.meta), parent)
    };
    (kind, starts)
}

fn names(children: &[Child]) -> Vec<(usize, Names<'_>)> {
    let names = children.iter().map(|child| Names::of_one(&child.meta));
    names.enumerate().collect()
}

fn parent_close_text(policy: ParentClose) -> String {
    String::from(match policy {
        ParentClose::Terminate => "terminate",
        ParentClose::Abandon => "abandon",
        ParentClose::RequestCancel => "request_cancel",
    })
}

fn cancellation_text(cancellation: ChildCancellation) -> String {
    String::from(match cancellation {
        ChildCancellation::Abandon => "abandon",
        ChildCancellation::TryCancel => "try_cancel",
        ChildCancellation::WaitCompleted => "wait_cancellation_completed",
        ChildCancellation::WaitRequested => "wait_cancellation_requested",
    })
}
