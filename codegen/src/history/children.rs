//! Children.

use super::carried::payloads;
use super::held::{ChildId, Reader, Remark};
use super::part::Part;
use super::walk::{Owner, Walk, find_workflow, meant, name_in};
use crate::diagnostic::shown::shown;
use crate::model::{Child, Workflow};

impl<'m, 'a> Walk<'m, 'a> {
    pub(super) fn initiate_child(
        &mut self,
        event: u64,
        attributes: Part<'a>,
    ) -> Result<(), String> {
        let wire = name_in(attributes, "workflowType");
        let Some((child, declared)) = self.called_child(wire) else {
            return Ok(());
        };
        self.children.insert(event, child);
        let reader = match self.is_pending(event) {
            true => Reader::Worker,
            false => Reader::Nobody,
        };
        let what = format!("the input of child {}", shown(&child.meta.name));
        self.hold(
            what,
            payloads(attributes.get("input"))?,
            child.input.as_ref(),
            reader,
            (&child.meta, "input"),
        );
        self.is_written_again();
        if let (Some(held), Some(id)) = (self.held.last_mut(), attributes.text("workflowId")) {
            self.children_by_id.insert(id, child);
            held.child = Some(ChildId {
                id: id.to_owned(),
                parent: self.workflow_id.map(str::to_owned),
                declared,
            });
        }
        self.search_attributes(child, attributes)?;
        self.memo(child, attributes.get("memo"))
    }

    pub(super) fn complete_child(&mut self, attributes: Part<'a>) -> Result<(), String> {
        let Some(child) = self.initiated(attributes) else {
            return Ok(());
        };
        let what = format!("the output of child {}", shown(&child.meta.name));
        self.hold(
            what,
            payloads(attributes.get("result"))?,
            child.output.as_ref(),
            Reader::Replay,
            (&child.meta, "output"),
        );
        Ok(())
    }

    pub(super) fn fail_child(&mut self, attributes: Part<'a>) -> Result<(), String> {
        match self.initiated(attributes) {
            Some(child) => {
                let owner = Owner::workflow(child);
                self.failure(attributes.get("failure"), owner, Reader::Replay)
            }
            None => Ok(()),
        }
    }

    fn initiated(&self, attributes: Part<'a>) -> Option<&'m Workflow> {
        let event = attributes.number("initiatedEventId")?;
        self.children.get(&event).copied()
    }

    /// The workflow that was started as a child and the ways in which the contract does, with remarks on how it was.
    fn called_child(&mut self, wire: &str) -> Option<(&'m Workflow, Vec<&'m Child>)> {
        let Some(child) = find_workflow(self.model, wire) else {
            let message = format!("child workflow {} is not declared", shown(wire));
            let names = self.model.workflows.iter().map(|known| &*known.wire);
            let mend = format!("`name: {wire}` keeps the name that is recorded");
            let help = match meant(wire, names) {
                Some(near) => format!("{near}: {mend}"),
                None => format!("declare it again, or rename it in code only: {mend}"),
            };
            let remark = Remark::error(self.at, "undeclared-child", message)
                .note("a replay compares the names of children; with another one, or none, the execution is stuck")
                .help(help);
            self.remarks.push(remark);
            return None;
        };
        let name = shown(&child.meta.name);
        let model = self.model;
        let is_it = |known: &&Child| model[known.workflow].wire == child.wire;
        let declared: Vec<&'m Child> = self.workflow.children.iter().filter(is_it).collect();
        if declared.is_empty() {
            let workflow = &self.workflow.meta;
            let message = format!(
                "workflow {name} is declared, but not as a child of workflow {}",
                shown(&workflow.name)
            );
            let remark = Remark::error(self.at, "undeclared-child", message)
                .at(workflow.span, "the workflow that started it")
                .note("a replay starts what was started before; without it the execution is stuck")
                .help("list it in `children:` of the workflow");
            self.remarks.push(remark);
        } else if child.wire != wire {
            let message = format!(
                "child {name} was started by its alias {}, and is started as {} now",
                shown(wire),
                shown(&child.wire)
            );
            let remark = Remark::error(self.at, "recorded-name", message)
                .at(child.meta.span, "declared here")
                .note(
                    "a replay compares the names of children; an alias only lets workers take both",
                )
                .help(format!("`name: {wire}` keeps the name that is recorded"));
            self.remarks.push(remark);
        }
        Some((child, declared))
    }
}
