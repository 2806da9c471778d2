//! Workflows that only one version has.

use super::Walk;
use super::definitions::{Definitions, workflows};
use super::matching::serving;
use super::messages::Senders;
use super::names::WORKFLOW;
use super::other_meanings::Defined;
use super::schedules::starts_by_schedules;
use super::site::Site;
use super::starts::{starts_by_open_parents, starts_by_parents, starts_of};
use super::workflows::{Both, pinned_name};
use crate::breaking::change::Holder;
use crate::breaking::slots::{Role, Slot, Stays};
use crate::model::WorkflowId;

impl<'a> Walk<'a> {
    pub(super) fn say_removed_workflows(&mut self, definitions: &Definitions) {
        let served = serving(workflows(self.new));
        for id in &definitions.workflows.removed {
            let workflow = &self.old[*id];
            let starts = starts_of(workflow, definitions.old.of_workflow(*id));
            let serving = served.get(workflow.wire.as_str());
            let definition = (workflow.package, workflow.into());
            let mut calls = vec![starts.clone()];
            calls.extend(starts_by_schedules(workflow, &starts));
            calls.extend(starts_by_parents(workflow, *id, definitions));
            let site = self.say_removed_definition(&WORKFLOW, definition, calls, serving.is_some());
            if let (Some(site), Some(serving)) = (site, serving) {
                let both = Both {
                    old: workflow,
                    new: &self.new[*serving],
                };
                self.compare_taken_over_workflow(both, starts, &site);
            }
        }
    }

    /// Compares what executions of a workflow take and give with what that does which serves its type now.
    fn compare_taken_over_workflow(&mut self, both: Both<'a>, starts: Slot, site: &Site) {
        let Both { old, new } = both;
        let name = &old.meta.name;
        let senders = starts.writers.clone();
        let output = Slot {
            role: Role::WorkflowOutput,
            description: format!("the output of workflow `{name}`"),
            writers: starts.readers.clone(),
            readers: starts.writers.clone(),
            replayed_by: None,
            stays: Stays {
                reads: None,
                writes: pinned_name(old),
            },
            ..starts.clone()
        };
        let input = Slot {
            role: Role::WorkflowInput,
            description: format!("the input of workflow `{name}`"),
            ..starts
        };
        let inputs = (
            (&old.meta, old.input.as_ref()),
            (&new.meta, new.input.as_ref()),
        );
        let outputs = (
            (&old.meta, old.output.as_ref()),
            (&new.meta, new.output.as_ref()),
        );
        self.compare_taken_over_input(inputs, vec![input], site);
        self.compare_taken_over_output(outputs, vec![output], site);
        let senders = Senders {
            parties: senders,
            parents: Vec::new(),
        };
        self.compare_taken_over_messages(both, &senders, site);
    }

    pub(super) fn say_added_workflows(&mut self, definitions: &Definitions) {
        let served = serving(workflows(self.old));
        for id in &definitions.workflows.added {
            let workflow = &self.new[*id];
            let starts = starts_of(workflow, definitions.new.of_workflow(*id));
            let was_served = served.contains_key(workflow.wire.as_str());
            let definition = (workflow.package, workflow.into());
            let named = Defined::of_workflow(&self.new[workflow.package].name, workflow);
            let own = starts.clone();
            let site = self.say_added_definition(&WORKFLOW, definition, starts, was_served);
            let had_name = self.had_name(named, self.old_workflows());
            if let Some((site, other)) = site.zip(had_name) {
                // Code that started the other one starts this one now.
                let known = |(old, _): &&(WorkflowId, WorkflowId)| {
                    std::ptr::eq(&self.old[*old].meta, other.meta)
                };
                let mut starts = vec![own];
                if let Some((old, new)) = definitions.workflows.both.iter().find(known) {
                    let both = Both {
                        old: &self.old[*old],
                        new: &self.new[*new],
                    };
                    starts.extend(starts_by_open_parents(both, *new, definitions));
                }
                let starts = starts.into_iter().map(|slot| self.add_slot(slot));
                let site = Site {
                    holder: Holder::Slots(starts.collect()),
                    ..site
                };
                let known = (other.meta.span, other.wire);
                self.say_other_meaning(known, &workflow.wire, &site);
            }
        }
    }
}
