//! What signals and updates say besides their payloads.

use super::templates::UPDATE_ID;
use super::{Site, Walk, mends};
use crate::breaking::change::Kind;
use crate::breaking::rules::Rule;
use crate::model::{Meta, Signal, Unfinished, Update, UpdateWait};

impl Walk<'_> {
    pub(super) fn compare_signal_options(&mut self, old: &Signal, new: &Signal, site: &Site) {
        let Signal {
            meta,
            wire: _,
            aliases: _,
            input: _,
            with_start,
            unfinished,
            rust_async,
        } = old;
        self.compare_with_start((*with_start, new.with_start), site);
        self.compare_unfinished((meta, *unfinished), (&new.meta, new.unfinished), site);
        self.compare_rust_async((*rust_async, new.rust_async), site);
    }

    pub(super) fn compare_update_options(&mut self, old: &Update, new: &Update, site: &Site) {
        let Update {
            meta,
            wire: _,
            aliases: _,
            input,
            output: _,
            errors: _,
            validator,
            id,
            wait,
            with_start,
            unfinished,
            rust_async,
        } = old;
        self.compare_with_start((*with_start, new.with_start), site);
        self.compare_unfinished((meta, *unfinished), (&new.meta, new.unfinished), site);
        self.compare_rust_async((*rust_async, new.rust_async), site);
        match (validator, new.validator) {
            (false, true) => self.push_behaviour(Rule::UpdateValidatorAdded, true, site),
            (true, false) => self.push_behaviour(Rule::UpdateValidatorRemoved, false, site),
            _ => {}
        }
        if *wait != new.wait {
            let word = |wait| match wait {
                UpdateWait::Accepted => "accepted",
                UpdateWait::Completed => "completed",
            };
            let change = site.change(Rule::WaitStageChanged, Kind::Behaviour { less: true });
            let change = change.mended(mends::say(&new.meta, "wait", word(*wait)));
            let change = change.with_texts(word(*wait), word(new.wait)).at(
                Some(self.old.places.of(meta, "wait")),
                Some(self.new.places.of(&new.meta, "wait")),
            );
            self.changes.push(change);
        }
        let ids = (
            (id.as_ref(), input.as_ref()),
            (new.id.as_ref(), new.input.as_ref()),
        );
        let mut site = site.clone();
        site.old = self.old.places.of(meta, "id");
        site.new = self.new.places.of(&new.meta, "id");
        self.compare_templates(ids, &UPDATE_ID, &new.meta, &site);
    }

    fn compare_with_start(&mut self, with_start: (bool, bool), site: &Site) {
        let rule = match with_start {
            (false, true) => Rule::WithStartAdded,
            (true, false) => Rule::WithStartRemoved,
            _ => return,
        };
        self.changes.push(site.change(rule, Kind::Source));
    }

    fn compare_unfinished(
        &mut self,
        (before, old): (&Meta, Unfinished),
        (after, new): (&Meta, Unfinished),
        site: &Site,
    ) {
        if old == new {
            return;
        }
        let word = |unfinished| match unfinished {
            Unfinished::Warn => "warn",
            Unfinished::Abandon => "abandon",
        };
        let kind = Kind::Behaviour {
            less: new == Unfinished::Abandon,
        };
        let change = site
            .change(Rule::UnfinishedPolicyChanged, kind)
            .mended(mends::say(after, "unfinished", word(old)))
            .with_texts(word(old), word(new))
            .at(
                Some(self.old.places.of(before, "unfinished")),
                Some(self.new.places.of(after, "unfinished")),
            );
        self.changes.push(change);
    }

    fn compare_rust_async(&mut self, (old, new): (bool, bool), site: &Site) {
        if old == new {
            return;
        }
        let word = |rust_async| match rust_async {
            true => "asynchronous",
            false => "synchronous",
        };
        // One that is asynchronous runs when it is polled, and the other one as soon as the message is there.
        let change = site.change(Rule::HandlerAsyncChanged, Kind::Sequence);
        self.changes.push(change.with_texts(word(old), word(new)));
    }

    /// Something is done in another way, which the rule says by itself.
    fn push_behaviour(&mut self, rule: Rule, less: bool, site: &Site) {
        self.changes
            .push(site.change(rule, Kind::Behaviour { less }));
    }
}
