//! Messages that are gone, or that another one is taken for.

use super::matching::serving;
use super::messages::{
    Message, MessageKind, QUERIES, SIGNALS, Senders, UPDATES, call_of, input_of, numbered,
    output_of, queries, signals, updates,
};
use super::starts::called_by;
use super::workflows::Both;
use super::{Site, Walk};
use crate::breaking::change::Holder;
use crate::breaking::slots::Slot;

/// A workflow, and who sends its messages.
type Sent<'a, 's> = (Both<'a>, &'s Senders<'s>);

impl<'a> Walk<'a> {
    /// Says that a message is gone, and compares it with the one that is handled under its name, if one is.
    pub(super) fn say_removed_message(
        &mut self,
        kind: &MessageKind,
        message: &Message<'a>,
        new: &[Message<'a>],
        sent: Sent<'a, '_>,
        workflow: &Site,
    ) {
        let call = call_of(kind, message, sent.0, &sent.1.parties);
        let mut site = self.message_site(message, call.clone(), workflow);
        site.old = message.names.meta.span;

        let mut new = new.iter();
        let serving = new.find(|other| other.names.serves(message.names.wire));
        let mut sent_too = site.clone();
        if let Holder::Slots(slots) = &mut sent_too.holder {
            // Where it is gone, so is what sends it, or the code does not compile: replay sends it no more.
            let parents = sent.1.parents.iter();
            let sends = parents.map(|parent| called_by(parent, &call.description, &call.readers));
            slots.extend(sends.map(|slot| self.add_slot(slot)));
        }
        self.say_removed(&kind.rules, message.names, serving.is_some(), &sent_too);
        if let Some(serving) = serving {
            self.compare_taken_over_message(kind, (message, serving), call, &site);
        }
    }

    /// Compares the messages of a workflow that is gone with those of the one that serves its type.
    pub(super) fn compare_taken_over_messages(
        &mut self,
        both: Both<'a>,
        senders: &Senders,
        site: &Site,
    ) {
        let clients = Senders::clients();
        let lists = (signals(both.old), signals(both.new));
        self.compare_taken_over_list(&SIGNALS, lists, (both, senders), site);
        let lists = (queries(both.old), queries(both.new));
        self.compare_taken_over_list(&QUERIES, lists, (both, &clients), site);
        let lists = (updates(both.old), updates(both.new));
        self.compare_taken_over_list(&UPDATES, lists, (both, &clients), site);
    }

    fn compare_taken_over_list(
        &mut self,
        kind: &MessageKind,
        (old, new): (Vec<Message<'a>>, Vec<Message<'a>>),
        sent: Sent<'a, '_>,
        workflow: &Site,
    ) {
        let served = serving(numbered(&new));
        for message in &old {
            match served.get(message.names.wire).and_then(|at| new.get(*at)) {
                Some(serving) => {
                    let call = call_of(kind, message, sent.0, &sent.1.parties);
                    let site = self.message_site(message, call.clone(), workflow);
                    self.compare_taken_over_message(kind, (message, serving), call, &site);
                }
                None => self.say_removed_message(kind, message, &new, sent, workflow),
            }
        }
    }

    fn compare_taken_over_message(
        &mut self,
        kind: &MessageKind,
        (old, new): (&Message<'a>, &Message<'a>),
        call: Slot,
        site: &Site,
    ) {
        let (before, after) = (old.names.meta, new.names.meta);
        let inputs = ((before, old.input), (after, new.input));
        self.compare_taken_over_input(inputs, vec![input_of(kind, &call)], site);
        if let Some(role) = kind.output {
            let outputs = ((before, old.output), (after, new.output));
            self.compare_taken_over_output(outputs, vec![output_of(role, call)], site);
        }
    }
}
