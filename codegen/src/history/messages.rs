//! Signals and updates.

use super::carried::payloads;
use super::held::{Reader, Remark};
use super::part::Part;
use super::walk::{Owner, Walk, is_built_in, meant};
use crate::diagnostic::Severity;
use crate::diagnostic::shown::shown;
use crate::model::{Signal, Update, Workflow};

impl<'m, 'a> Walk<'m, 'a> {
    pub(super) fn signal(&mut self, attributes: Part<'a>) -> Result<(), String> {
        let wire = attributes.text("signalName").unwrap_or_default();
        let workflow = self.workflow;
        let is_it = |known: &&Signal| is_called(wire, &known.wire, &known.aliases);
        let Some(signal) = workflow.signals.iter().find(is_it) else {
            if !is_built_in(wire) {
                self.remarks
                    .push(undeclared_signal(self.at, workflow, wire, Severity::Error));
            }
            return Ok(());
        };
        let what = format!("the input of signal {}", shown(&signal.meta.name));
        self.hold(
            what,
            payloads(attributes.get("input"))?,
            signal.input.as_ref(),
            Reader::Replay,
            (&signal.meta, "input"),
        );
        Ok(())
    }

    /// A signal that the workflow sent. Of a child it is known what kind of workflow got it; else, where all that
    /// have a signal of that name agree on its input, it is held against that.
    pub(super) fn signal_of_another(&mut self, attributes: Part<'a>) -> Result<(), String> {
        let wire = attributes.text("signalName").unwrap_or_default();
        let is_it = |known: &&'m Signal| is_called(wire, &known.wire, &known.aliases);
        let to = attributes.get("workflowExecution");
        let to = to.and_then(|to| self.children_by_id.get(to.text("workflowId")?));
        let signal = match to.copied() {
            Some(child) => {
                let signal = child.signals.iter().find(is_it);
                if signal.is_none() && !is_built_in(wire) {
                    self.remarks
                        .push(undeclared_signal(self.at, child, wire, Severity::Warning));
                }
                signal
            }
            None => {
                let workflows = self.model.workflows.iter();
                let signals: Vec<&'m Signal> = workflows
                    .flat_map(|workflow| &workflow.signals)
                    .filter(is_it)
                    .collect();
                let agree = signals.windows(2).all(|two| two[0].input == two[1].input);
                signals.first().copied().filter(|_| agree)
            }
        };
        let Some(signal) = signal else {
            return Ok(());
        };
        let what = format!(
            "the input of signal {} to another workflow",
            shown(&signal.meta.name)
        );
        self.hold(
            what,
            payloads(attributes.get("input"))?,
            signal.input.as_ref(),
            Reader::Nobody,
            (&signal.meta, "input"),
        );
        self.is_written_again();
        Ok(())
    }

    /// Keeps the request of an update that was admitted before it was accepted.
    pub(super) fn admit_update(&mut self, attributes: Part<'a>) {
        if let Some(request) = attributes.get("request")
            && let Some(id) = request.get("meta").and_then(|meta| meta.text("updateId"))
        {
            self.admitted.insert(id, (self.at, request));
        }
    }

    pub(super) fn accept_update(&mut self, event: u64, attributes: Part<'a>) -> Result<(), String> {
        let admitted = attributes
            .text("protocolInstanceId")
            .and_then(|id| self.admitted.remove(id));
        let request = attributes.get("acceptedRequest");
        let Some(request) = request.or(admitted.map(|(_, request)| request)) else {
            return Err("it does not say which update was accepted".to_owned());
        };
        let note = "it was accepted; a replay that rejects it is stuck";
        if let Some(update) = self.request(request, Reader::Replay, note)? {
            self.updates.insert(event, update);
        }
        Ok(())
    }

    pub(super) fn reject_update(&mut self, attributes: Part<'a>) -> Result<(), String> {
        if let Some(id) = attributes.text("protocolInstanceId") {
            self.admitted.remove(id);
        }
        let Some(request) = attributes.get("rejectedRequest") else {
            return Ok(());
        };
        let note = "it was rejected, and would be again";
        match self.request(request, Reader::Nobody, note)? {
            Some(update) => {
                let owner = Owner::update(update);
                self.failure(attributes.get("failure"), owner, Reader::Client)
            }
            None => Ok(()),
        }
    }

    /// Updates that were admitted, and that no worker has looked at yet.
    pub(super) fn look_at_waiting_updates(&mut self) -> Result<(), String> {
        let reader = match self.is_open() {
            true => Reader::Worker,
            false => Reader::Nobody,
        };
        for (_, (at, request)) in std::mem::take(&mut self.admitted) {
            self.at = at;
            self.request(
                request,
                reader,
                "it waits for a worker, which will reject it",
            )?;
        }
        Ok(())
    }

    /// Holds what was sent with an update; gives which it is. `note` says what becomes of one that is not declared.
    fn request(
        &mut self,
        request: Part<'a>,
        reader: Reader,
        note: &str,
    ) -> Result<Option<&'m Update>, String> {
        let Some(input) = request.get("input") else {
            return Err("it does not say which update it is".to_owned());
        };
        let wire = input.text("name").unwrap_or_default();
        let workflow = self.workflow;
        let is_it = |known: &&Update| is_called(wire, &known.wire, &known.aliases);
        let Some(update) = workflow.updates.iter().find(is_it) else {
            if !is_built_in(wire) {
                let names = workflow.updates.iter().map(|known| &*known.wire);
                let message = format!(
                    "update {} of workflow {} is not declared",
                    shown(wire),
                    shown(&workflow.meta.name)
                );
                let mut remark = Remark::error(self.at, "undeclared-update", message)
                    .at(workflow.meta.span, "the workflow that got it")
                    .note(note)
                    .help(declare_again(wire, meant(wire, names)));
                remark.severity = reader.severity();
                self.remarks.push(remark);
            }
            return Ok(None);
        };
        let what = format!("the input of update {}", shown(&update.meta.name));
        self.hold(
            what,
            payloads(input.get("args"))?,
            update.input.as_ref(),
            reader,
            (&update.meta, "input"),
        );
        Ok(Some(update))
    }

    pub(super) fn complete_update(&mut self, attributes: Part<'a>) -> Result<(), String> {
        let accepted = attributes.number("acceptedEventId").unwrap_or_default();
        let Some(update) = self.updates.get(&accepted).copied() else {
            return Ok(());
        };
        let Some(outcome) = attributes.get("outcome") else {
            return Ok(());
        };
        // The SDK for Rust writes the one that there is a level further down.
        let outcome = outcome.get("value").unwrap_or(outcome);
        if let Some(failure) = outcome.get("failure") {
            return self.failure(Some(failure), Owner::update(update), Reader::Client);
        }
        let what = format!("the output of update {}", shown(&update.meta.name));
        self.hold(
            what,
            payloads(outcome.get("success"))?,
            update.output.as_ref(),
            Reader::Client,
            (&update.meta, "output"),
        );
        Ok(())
    }
}

/// A signal that a workflow got; in the history of who sent it, that is only a warning.
fn undeclared_signal(at: usize, workflow: &Workflow, wire: &str, severity: Severity) -> Remark {
    let names = workflow.signals.iter().map(|known| &*known.wire);
    let message = format!(
        "signal {} of workflow {} is not declared",
        shown(wire),
        shown(&workflow.meta.name)
    );
    let mut remark = Remark::error(at, "undeclared-signal", message)
        .at(workflow.meta.span, "the workflow that got it")
        .note("who sent it was told that it arrived; a replay drops it, and is stuck where the workflow waited for it")
        .help(declare_again(wire, meant(wire, names)));
    remark.severity = severity;
    remark
}

fn is_called(written: &str, wire: &str, aliases: &[String]) -> bool {
    written == wire || aliases.iter().any(|alias| alias == written)
}

fn declare_again(wire: &str, near: Option<String>) -> String {
    match near {
        Some(near) => {
            format!("{near}: add `aliases: [{wire}]` to it, or declare the old one again")
        }
        None => format!("declare it again, or add `aliases: [{wire}]` to what took its place"),
    }
}
