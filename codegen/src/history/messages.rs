//! Signals and updates.

use super::carried::payloads;
use super::held::{Reader, Remark};
use super::part::Part;
use super::walk::{Owner, Walk, is_built_in, meant};
use crate::diagnostic::shown::shown;
use crate::model::{Signal, Type, Update};

impl<'m, 'a> Walk<'m, 'a> {
    pub(super) fn signal(&mut self, attributes: Part<'a>) -> Result<(), String> {
        let wire = attributes.text("signalName").unwrap_or_default();
        let workflow = self.workflow;
        let is_it = |known: &&Signal| is_called(wire, &known.wire, &known.aliases);
        let Some(signal) = workflow.signals.iter().find(is_it) else {
            if !is_built_in(wire) {
                let names = workflow.signals.iter().map(|known| &*known.wire);
                let remark = Remark::error(
                    self.at,
                    "undeclared-signal",
                    format!(
                        "signal {} of workflow {} is not declared",
                        shown(wire),
                        shown(&workflow.meta.name)
                    ),
                )
                .at(workflow.meta.span, "the workflow that got it")
                .note("who sent it was told that it arrived; a replay drops it, and is stuck where the workflow waited for it")
                .help(declare_again(wire, meant(wire, names)));
                self.remarks.push(remark);
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

    /// A signal that the workflow sent. Nothing says to what kind of workflow; where all that have a signal of that
    /// name agree on its input, it is held against that.
    pub(super) fn signal_of_another(&mut self, attributes: Part<'a>) -> Result<(), String> {
        let wire = attributes.text("signalName").unwrap_or_default();
        let workflows = self.model.workflows.iter();
        let signals: Vec<&'m Signal> = workflows
            .flat_map(|workflow| &workflow.signals)
            .filter(|known| is_called(wire, &known.wire, &known.aliases))
            .collect();
        let inputs: Vec<Option<&'m Type>> =
            signals.iter().map(|signal| signal.input.as_ref()).collect();
        let (Some(signal), true) = (
            signals.first(),
            inputs.windows(2).all(|two| two[0] == two[1]),
        ) else {
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
        Ok(())
    }

    /// Keeps the request of an update that was admitted before it was accepted.
    pub(super) fn admit_update(&mut self, attributes: Part<'a>) {
        if let Some(request) = attributes.get("request")
            && let Some(id) = request.get("meta").and_then(|meta| meta.text("updateId"))
        {
            self.admitted.insert(id, request);
        }
    }

    pub(super) fn accept_update(&mut self, event: u64, attributes: Part<'a>) -> Result<(), String> {
        let admitted = attributes
            .text("protocolInstanceId")
            .and_then(|id| self.admitted.get(id).copied());
        let Some(input) = attributes
            .get("acceptedRequest")
            .or(admitted)
            .and_then(|request| request.get("input"))
        else {
            return Err("it does not say which update was accepted".to_owned());
        };
        let wire = input.text("name").unwrap_or_default();
        let workflow = self.workflow;
        let is_it = |known: &&Update| is_called(wire, &known.wire, &known.aliases);
        let Some(update) = workflow.updates.iter().find(is_it) else {
            if !is_built_in(wire) {
                let names = workflow.updates.iter().map(|known| &*known.wire);
                let remark = Remark::error(
                    self.at,
                    "undeclared-update",
                    format!(
                        "update {} of workflow {} is not declared",
                        shown(wire),
                        shown(&workflow.meta.name)
                    ),
                )
                .at(workflow.meta.span, "the workflow that got it")
                .note("it was accepted; a replay that rejects it is stuck")
                .help(declare_again(wire, meant(wire, names)));
                self.remarks.push(remark);
            }
            return Ok(());
        };
        self.updates.insert(event, update);
        let what = format!("the input of update {}", shown(&update.meta.name));
        self.hold(
            what,
            payloads(input.get("args"))?,
            update.input.as_ref(),
            Reader::Replay,
            (&update.meta, "input"),
        );
        Ok(())
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
        if outcome.get("failure").is_some() {
            return self.failure(outcome, Owner::update(update), Reader::Client);
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
