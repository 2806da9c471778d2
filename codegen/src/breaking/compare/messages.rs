//! Signals, queries and updates: what all of them have.

use std::collections::BTreeSet;

use super::calls::Caller;
use super::matching::{Names, Shape, match_by_names, serving};
use super::names::{NameRules, QUERY, SIGNAL, UPDATE};
use super::other_meanings::Defined;
use super::text::payloads_text;
use super::workflows::{Both, is_pinned, pinned_name, workers_of};
use super::{Site, Walk};
use crate::breaking::change::Holder;
use crate::breaking::slots::{Party, Role, Slot, Stays};
use crate::model::{ErrorId, Meta, Model, Type, Workflow};

/// What is said of one kind of message, and what becomes of it.
pub(super) struct MessageKind {
    word: &'static str,
    pub(super) rules: NameRules,
    input: Role,
    /// None where it is not answered.
    pub(super) output: Option<Role>,
    /// Whether it is in the history.
    is_replayed: bool,
}

pub(super) const SIGNALS: MessageKind = MessageKind {
    word: "signal",
    rules: SIGNAL,
    input: Role::SignalInput,
    output: None,
    is_replayed: true,
};

pub(super) const QUERIES: MessageKind = MessageKind {
    word: "query",
    rules: QUERY,
    input: Role::QueryInput,
    output: Some(Role::QueryOutput),
    is_replayed: false,
};

pub(super) const UPDATES: MessageKind = MessageKind {
    word: "update",
    rules: UPDATE,
    input: Role::UpdateInput,
    output: Some(Role::UpdateOutput),
    is_replayed: true,
};

/// A message of one version.
#[derive(Clone, Copy)]
pub(super) struct Message<'m> {
    pub(super) names: Names<'m>,
    pub(super) input: Option<&'m Type>,
    pub(super) output: Option<&'m Type>,
    errors: &'m [ErrorId],
}

/// Who sends the messages of a workflow.
pub(super) struct Senders<'s> {
    pub(super) parties: BTreeSet<Party>,
    /// The workflows that may have started it, whose code sends it signals then.
    pub(super) parents: Vec<&'s Caller>,
}

/// A message of both versions, by its position in either, and where it is.
pub(super) struct SameMessage {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) site: Site,
}

impl<'a> Walk<'a> {
    /// Compares the messages of a workflow, whose signals `senders` send: workflow code cannot ask, nor wait for an
    /// update.
    pub(super) fn compare_messages(&mut self, both: Both<'a>, senders: &Senders, site: &Site) {
        let lists = (signals(both.old), signals(both.new));
        for same in self.compare_message_lists(&SIGNALS, lists, both, senders, site) {
            let signals = (
                both.old.signals.get(same.old),
                both.new.signals.get(same.new),
            );
            if let (Some(old), Some(new)) = signals {
                self.compare_signal_options(old, new, &same.site);
            }
        }
        let clients = Senders::clients();
        let lists = (queries(both.old), queries(both.new));
        self.compare_message_lists(&QUERIES, lists, both, &clients, site);
        let lists = (updates(both.old), updates(both.new));
        for same in self.compare_message_lists(&UPDATES, lists, both, &clients, site) {
            let updates = (
                both.old.updates.get(same.old),
                both.new.updates.get(same.new),
            );
            if let (Some(old), Some(new)) = updates {
                self.compare_update_options(old, new, &same.site);
            }
        }
    }

    fn compare_message_lists(
        &mut self,
        kind: &MessageKind,
        (old, new): (Vec<Message<'a>>, Vec<Message<'a>>),
        both: Both<'a>,
        senders: &Senders,
        workflow: &Site,
    ) -> Vec<SameMessage> {
        let matched = match_by_names(&numbered(&old), &numbered(&new)).with_near_names(
            |at| shape(self.old, &old, at),
            |at| shape(self.new, &new, at),
        );
        let mut same = Vec::new();
        for (before, after) in matched.both {
            let (Some(a), Some(b)) = (old.get(before), new.get(after)) else {
                continue;
            };
            let call = call_of(kind, b, both, &senders.parties);
            let mut site = self.message_site(b, call.clone(), workflow);
            (site.old, site.new) = (a.names.meta.span, b.names.meta.span);
            let taken =
                self.names_taken((a.defined(), b.defined()), (defined(&old), defined(&new)));
            self.compare_names(&kind.rules, a.names, b.names, taken, &site);
            self.compare_message_payloads(kind, (a, b), call, &site);
            same.push(SameMessage {
                old: before,
                new: after,
                site,
            });
        }
        for message in matched.removed.into_iter().filter_map(|at| old.get(at)) {
            self.say_removed_message(kind, message, &new, (both, senders), workflow);
        }
        let served = serving(numbered(&old));
        for message in matched.added.into_iter().filter_map(|at| new.get(at)) {
            let call = call_of(kind, message, both, &senders.parties);
            let mut site = self.message_site(message, call, workflow);
            site.new = message.names.meta.span;
            if let Some(other) = self.had_name(message.defined(), defined(&old)) {
                let known = (other.meta.span, other.wire);
                self.say_other_meaning(known, message.names.wire, &site);
            }
            let was_served = served.contains_key(message.names.wire);
            self.say_added(&kind.rules, message.names, was_served, &site);
        }
        same
    }

    fn compare_message_payloads(
        &mut self,
        kind: &MessageKind,
        (old, new): (&Message<'a>, &Message<'a>),
        call: Slot,
        site: &Site,
    ) {
        let of = call.description.clone();
        let (before, after) = (old.names.meta, new.names.meta);
        let inputs = ((before, old.input), (after, new.input));
        self.compare_part(
            "input",
            inputs.0,
            inputs.1,
            vec![input_of(kind, &call)],
            site,
        );
        let Some(role) = kind.output else {
            return;
        };
        let answer = output_of(role, call);
        let outputs = ((before, old.output), (after, new.output));
        self.compare_part("output", outputs.0, outputs.1, vec![answer.clone()], site);
        let details = Slot {
            role: Role::ErrorDetails,
            description: format!("the errors of {of}"),
            ..answer
        };
        let errors = ((before, old.errors), (after, new.errors));
        self.compare_operation_errors(errors.0, errors.1, vec![details], site);
    }

    /// Where a message is that only one version has.
    pub(super) fn message_site(&mut self, message: &Message, call: Slot, workflow: &Site) -> Site {
        Site {
            holder: Holder::Slots(vec![self.add_slot(call)]),
            ..workflow.inside(&message.names.meta.name)
        }
    }
}

impl Senders<'_> {
    /// Those of what workflow code cannot send.
    pub(super) fn clients() -> Self {
        Self {
            parties: BTreeSet::from([Party::Clients]),
            parents: Vec::new(),
        }
    }
}

impl<'m> Message<'m> {
    fn defined(&self) -> Defined<'m> {
        Defined {
            package: "",
            names: self.names,
            payloads: (self.input, self.output),
        }
    }
}

fn defined<'m>(messages: &[Message<'m>]) -> impl Iterator<Item = Defined<'m>> {
    messages.iter().map(Message::defined)
}

pub(super) fn call_of(
    kind: &MessageKind,
    message: &Message,
    both: Both,
    senders: &BTreeSet<Party>,
) -> Slot {
    let workflow = &both.new.meta.name;
    let name = &message.names.meta.name;
    Slot {
        replayed_by: kind.is_replayed.then(|| workflow.clone()),
        pinned: is_pinned(both),
        stays: Stays {
            reads: pinned_name(both.old),
            writes: None,
        },
        ..Slot::new(
            Role::Call,
            format!("{} `{name}` of workflow `{workflow}`", kind.word),
            senders.clone(),
            workers_of(both),
        )
    }
}

/// What is written to whom a call goes to.
pub(super) fn input_of(kind: &MessageKind, call: &Slot) -> Slot {
    Slot {
        role: kind.input,
        description: format!("the input of {}", call.description),
        ..call.clone()
    }
}

/// What whoever is called answers.
pub(super) fn output_of(role: Role, call: Slot) -> Slot {
    Slot {
        // Whoever is answered reads it once, and no history has it that is replayed.
        rewritten_by: Vec::new(),
        own_is_read: true,
        stays: Stays {
            reads: None,
            writes: call.stays.reads,
        },
        ..Slot::new(
            role,
            format!("the output of {}", call.description),
            call.readers,
            call.writers,
        )
    }
}

pub(super) fn numbered<'m>(messages: &[Message<'m>]) -> Vec<(usize, Names<'m>)> {
    let names = messages.iter().map(|message| message.names);
    names.enumerate().collect()
}

fn shape<'m>(model: &Model, messages: &[Message<'m>], at: usize) -> Shape<'m> {
    let message = messages.get(at);
    Shape {
        name: message.map_or("", |message| &message.names.meta.name),
        parts: message.map_or_else(String::new, |message| {
            payloads_text(model, message.input, message.output)
        }),
    }
}

pub(super) fn signals(workflow: &Workflow) -> Vec<Message<'_>> {
    let messages = workflow.signals.iter().map(|signal| Message {
        names: names(&signal.meta, &signal.wire, &signal.aliases),
        input: signal.input.as_ref(),
        output: None,
        errors: &[],
    });
    messages.collect()
}

pub(super) fn queries(workflow: &Workflow) -> Vec<Message<'_>> {
    let messages = workflow.queries.iter().map(|query| Message {
        names: names(&query.meta, &query.wire, &query.aliases),
        input: query.input.as_ref(),
        output: query.output.as_ref(),
        errors: &[],
    });
    messages.collect()
}

pub(super) fn updates(workflow: &Workflow) -> Vec<Message<'_>> {
    let messages = workflow.updates.iter().map(|update| Message {
        names: names(&update.meta, &update.wire, &update.aliases),
        input: update.input.as_ref(),
        output: update.output.as_ref(),
        errors: &update.errors,
    });
    messages.collect()
}

fn names<'m>(meta: &'m Meta, wire: &'m str, aliases: &'m [String]) -> Names<'m> {
    Names {
        package: "",
        meta,
        wire,
        aliases,
    }
}
