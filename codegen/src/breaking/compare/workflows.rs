//! Workflows: how they are started, what they take and give.

use std::collections::BTreeSet;

use super::calls::{Caller, pinned_of};
use super::definitions::{Definitions, Partners};
use super::messages::Senders;
use super::names::WORKFLOW;
use super::other_meanings::{Defined, NamesTaken};
use super::schedules::{input_description, starts_by_schedules};
use super::signalling::Signalling;
use super::starts::starts_by_open_parents;
use super::templates::WORKFLOW_ID;
use super::{Site, Walk};
use crate::breaking::change::Holder;
use crate::breaking::slots::{Party, Pinned, Rewriter, Role, Slot, Stays};
use crate::model::{Workflow, WorkflowId};

/// A workflow of both versions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Both<'a> {
    pub(super) old: &'a Workflow,
    pub(super) new: &'a Workflow,
}

impl<'a> Walk<'a> {
    pub(super) fn compare_workflows(&mut self, definitions: &Definitions, partners: &Partners) {
        let signalling = Signalling::of(self);
        for (old, new) in &definitions.workflows.both {
            let both = Both {
                old: &self.old[*old],
                new: &self.new[*new],
            };
            let site = self.compare_workflow((*old, *new), both, (definitions, &signalling));
            self.compare_children(both, partners, &site);
            self.compare_as_child(both, *new, definitions, &site);
            self.compare_calls(both, partners, &site);
        }
        self.say_removed_workflows(definitions);
        self.say_added_workflows(definitions);
    }

    fn compare_workflow(
        &mut self,
        (old_id, new_id): (WorkflowId, WorkflowId),
        both: Both<'a>,
        (definitions, signalling): (&Definitions, &Signalling),
    ) -> Site {
        let Both { old, new } = both;
        self.package = Some(new.package);
        let name = &new.meta.name;
        let mut callers = definitions.old.of_workflow(old_id);
        callers.extend(definitions.new.of_workflow(new_id));
        let workers = workers_of(both);
        // An execution that continues as new starts its own workflow.
        let mut starters = callers.clone();
        starters.extend(workers.iter().cloned());
        let mut parents = definitions.parents.parents_of(new_id);
        let mut pinned_parents = definitions.parents.parents_of(new_id);
        let start = Slot {
            replayed_by: Some(name.clone()),
            pinned: is_pinned(both),
            own_is_read: parents
                .any(|parent| parent.declared && !parent.workers.is_disjoint(&workers)),
            // What begins, begins in what is deployed; who starts it may be of the old version.
            stays: Stays {
                reads: None,
                writes: pinned_parents.find_map(|parent| parent.stays.clone()),
            },
            ..Slot::new(
                Role::Call,
                format!("starts of workflow `{name}`"),
                starters.clone(),
                workers.clone(),
            )
        };
        let mut starts = vec![self.add_slot(start.clone())];
        let site = Site::new(
            &self.new[new.package].name,
            name,
            (old.meta.span, new.meta.span),
            Holder::Slots(starts.clone()),
        );
        let (before, after) = ((old.package, old.into()), (new.package, new.into()));
        let parents = definitions.parents.parents_of(new_id);
        let starting: Vec<Rewriter> = parents.flat_map(Caller::rewriter).collect();
        let by_schedules = starts_by_schedules(old, &start).into_iter();
        starts.extend(by_schedules.map(|slot| self.add_slot(slot)));
        let started = Site {
            holder: Holder::Slots(starts),
            ..site.clone()
        };
        let named = (
            Defined::of_workflow(self.package_now(old.package), old),
            Defined::of_workflow(&self.new[new.package].name, new),
        );
        let all = (self.old_workflows(), self.new_workflows());
        let taken = self.names_taken(named, all);
        let of_code = NamesTaken { new: None, ..taken };
        self.compare_definition_names(&WORKFLOW, before, after, of_code, &started);
        if let Some(other) = taken.new {
            let mut starts = vec![start.clone()];
            starts.extend(starts_by_open_parents(both, new_id, definitions));
            let starts = starts.into_iter().map(|slot| self.add_slot(slot));
            let site = Site {
                holder: Holder::Slots(starts.collect()),
                ..site.clone()
            };
            self.say_other_meaning((other.meta.span, other.wire), &new.wire, &site);
        }
        let input = Slot {
            role: Role::WorkflowInput,
            description: format!("the input of workflow `{name}`"),
            rewritten_by: starting.iter().cloned().chain([ends_with(both)]).collect(),
            ..start
        };
        // A schedule gives what it was made with, for as long as it is there.
        let scheduled = old
            .schedules
            .iter()
            .filter(|schedule| schedule.input.is_some());
        let scheduled = scheduled.map(|schedule| Slot {
            description: input_description(name, schedule),
            writers: BTreeSet::from([Party::Schedules]),
            rewritten_by: Vec::new(),
            ..input.clone()
        });
        let inputs = scheduled.chain([input.clone()]).collect();
        self.compare_part(
            "input",
            (&old.meta, old.input.as_ref()),
            (&new.meta, new.input.as_ref()),
            inputs,
            &site,
        );
        let outputs = self.outputs(both, new_id, definitions);
        self.compare_part(
            "output",
            (&old.meta, old.output.as_ref()),
            (&new.meta, new.output.as_ref()),
            outputs.clone(),
            &site,
        );
        let details = outputs.into_iter().map(|slot| Slot {
            role: Role::ErrorDetails,
            description: slot.description.replacen("the output", "the errors", 1),
            ..slot
        });
        self.compare_operation_errors(
            (&old.meta, &old.errors),
            (&new.meta, &new.errors),
            details.collect(),
            &site,
        );
        let known = self.slots.len();
        callers.extend(signalling.senders(both));
        let senders = Senders {
            parties: callers,
            parents: definitions.parents.parents_of(new_id).collect(),
        };
        self.compare_messages(both, &senders, &site);
        // Any workflow may send a signal to any other, and no contract says which do.
        let anybody = Rewriter {
            workflow: String::new(),
            rare: true,
        };
        for slot in self.slots.iter_mut().skip(known) {
            if slot.role == Role::SignalInput {
                slot.rewritten_by = starting.iter().cloned().chain([anybody.clone()]).collect();
            }
        }
        self.compare_workflow_options(both, &site, &started);
        let of = format!("workflow `{name}`");
        self.hold_final_errors(old.options.retry.as_ref(), &of, &workers);
        let ids = (
            (old.id.as_ref(), old.input.as_ref()),
            (new.id.as_ref(), new.input.as_ref()),
        );
        let id = Site {
            old: self.old.places.of(&old.meta, "id"),
            new: self.new.places.of(&new.meta, "id"),
            ..site.clone()
        };
        self.compare_templates(ids, &WORKFLOW_ID, &new.meta, &id);
        self.compare_search_attributes(both, &starters, &site);
        self.compare_memo(both, &starters, &site);
        self.compare_schedules(both, &site);
        site
    }

    /// What a workflow answers, to clients, to parents, and to its own next run.
    fn outputs(&self, both: Both<'a>, id: WorkflowId, definitions: &Definitions) -> Vec<Slot> {
        let name = &both.new.meta.name;
        let for_clients = Slot {
            rewritten_by: vec![ends_with(both)],
            own_is_read: true,
            stays: Stays {
                reads: None,
                writes: pinned_name(both.old),
            },
            ..Slot::new(
                Role::WorkflowOutput,
                format!("the output of workflow `{name}`"),
                workers_of(both),
                BTreeSet::from([Party::Clients]),
            )
        };
        let for_parents = definitions.parents.parents_of(id).map(|parent| Slot {
            description: format!(
                "the output of workflow `{name}`, read by {}",
                parent.description
            ),
            readers: parent.workers.clone(),
            replayed_by: parent.replayed_by.clone(),
            pinned: parent.pinned,
            certain: parent.declared,
            stays: Stays {
                reads: parent.stays.clone(),
                ..for_clients.stays.clone()
            },
            ..for_clients.clone()
        });
        let mut outputs: Vec<Slot> = for_parents.collect();
        if both.old.options.cron.is_some() && both.new.options.cron.is_some() {
            outputs.push(Slot {
                description: format!("the output of workflow `{name}`, read by its next run"),
                readers: workers_of(both),
                replayed_by: Some(name.clone()),
                pinned: is_pinned(both),
                certain: false,
                ..for_clients.clone()
            });
        }
        outputs.push(for_clients);
        outputs
    }
}

/// The replay of what has ended: it writes again what it ended with, an answer or the input of the next run.
fn ends_with(both: Both) -> Rewriter {
    Rewriter {
        workflow: both.new.meta.name.clone(),
        rare: true,
    }
}

/// The workers that run a workflow: those of the queue of either version.
pub(super) fn workers_of(both: Both) -> BTreeSet<Party> {
    [both.old, both.new]
        .map(|workflow| Party::Workers(workflow.options.task_queue.clone()))
        .into()
}

/// The name of a workflow of the old version whose executions may stay with it.
pub(super) fn pinned_name(workflow: &Workflow) -> Option<String> {
    let is_pinned = pinned_of([workflow]) != Pinned::No;
    is_pinned.then(|| workflow.meta.name.clone())
}

/// Whether running executions stay with the code that they began with: it is that code which pins them, whatever the
/// new one says of those that begin with it.
pub(super) fn is_pinned(both: Both) -> Pinned {
    pinned_of([both.old])
}
