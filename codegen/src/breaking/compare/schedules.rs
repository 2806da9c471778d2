//! Schedules, which a server keeps as they were made.

use std::collections::BTreeSet;

use super::settings::Setting;
use super::text::{duration_text, is_same_value, value_text};
use super::workflows::{Both, is_pinned, workers_of};
use super::{Site, Walk};
use crate::breaking::change::{Effect, Holder, Kind, Outcome};
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Party, Role, Slot};
use crate::model::{Model, Overlap, Schedule, Workflow};
use crate::payload::PayloadReader;

/// What the schedules of a workflow start, each for as long as it is there: the type that it was made with, on the queue
/// that it was made with. `starts` are those of everybody.
pub(super) fn starts_by_schedules(workflow: &Workflow, starts: &Slot) -> Vec<Slot> {
    let starts = workflow.schedules.iter().map(|schedule| Slot {
        description: format!(
            "{} by its schedule `{}`",
            starts.description, schedule.meta.name
        ),
        writers: BTreeSet::from([Party::Schedules]),
        own_is_read: false,
        ..starts.clone()
    });
    starts.collect()
}

impl Walk<'_> {
    pub(super) fn compare_schedules(&mut self, both: Both<'_>, site: &Site) {
        for old in &both.old.schedules {
            self.read_stored_input(old, both, site);
            let same = |new: &&Schedule| new.meta.name == old.meta.name;
            let Some(new) = both.new.schedules.iter().find(same) else {
                let site = Site {
                    old: old.meta.span,
                    ..site.inside(&old.meta.name)
                };
                let kind = Kind::Behaviour { less: true };
                self.changes.push(site.change(Rule::ScheduleRemoved, kind));
                continue;
            };
            let site = Site {
                old: old.meta.span,
                new: new.meta.span,
                ..site.inside(&old.meta.name)
            };
            let settings = schedule_settings((self.old, old), (self.new, new));
            self.push_settings(settings, (&old.meta, &new.meta), &site);
        }
        for new in &both.new.schedules {
            let mut known = both.old.schedules.iter();
            if !known.any(|old| old.meta.name == new.meta.name) {
                let site = Site {
                    new: new.meta.span,
                    ..site.inside(&new.meta.name)
                };
                let kind = Kind::Behaviour { less: false };
                self.changes.push(site.change(Rule::ScheduleAdded, kind));
            }
        }
    }
}

impl Walk<'_> {
    /// Says of the input that a server keeps for a schedule why its workflow does not take it any more.
    fn read_stored_input(&mut self, old: &Schedule, both: Both<'_>, site: &Site) {
        let Some(ty) = &both.new.input else {
            return;
        };
        let stored = old.input.as_ref().map(|value| value_text(self.old, value));
        let Err(problems) = PayloadReader::default().read_message(
            self.new,
            ty,
            stored.as_deref().map(str::as_bytes),
        ) else {
            return;
        };
        let workflow = &both.new.meta.name;
        let slot = Slot {
            replayed_by: Some(workflow.clone()),
            pinned: is_pinned(both),
            own_is_read: true,
            ..Slot::new(
                Role::WorkflowInput,
                input_description(workflow, old),
                BTreeSet::from([Party::Schedules]),
                workers_of(both),
            )
        };
        let site = Site {
            old: old.meta.span,
            holder: Holder::Slots(vec![self.add_slot(slot)]),
            ..site.inside(&old.meta.name)
        };
        let effect = Effect::new(Outcome::Refused, Outcome::Fine);
        let problems = problems.iter().map(ToString::to_string);
        let change = site.payload(Rule::ScheduleInputRefused, effect).with_texts(
            stored.unwrap_or_else(|| String::from("nothing")),
            problems.collect::<Vec<_>>().join("; "),
        );
        self.changes.push(change);
    }
}

/// What the input that a schedule gives is called in a finding.
pub(super) fn input_description(workflow: &str, schedule: &Schedule) -> String {
    let schedule = &schedule.meta.name;
    format!("the input of workflow `{workflow}` in its schedule `{schedule}`")
}

fn schedule_settings(
    (old_model, old): (&Model, &Schedule),
    (new_model, new): (&Model, &Schedule),
) -> Vec<Setting> {
    let Schedule {
        meta: _,
        cron,
        every,
        timezone,
        overlap,
        catchup,
        jitter,
        paused,
        input,
    } = old;
    let before = input.as_ref().map(|value| (old_model, value));
    let after = new.input.as_ref().map(|value| (new_model, value));
    let inputs = match before.zip(after) {
        Some((before, after)) if is_same_value(before, after) => (None, None),
        _ => {
            let text = |(model, value)| value_text(model, value);
            (before.map(text), after.map(text))
        }
    };
    let list = |items: &[String]| (!items.is_empty()).then(|| items.join("; "));
    let pause = |paused: bool| paused.then(|| String::from("true"));
    let texts = [
        ("cron", (list(cron), list(&new.cron))),
        (
            "every",
            (
                every.map(|(every, _)| duration_text(every)),
                new.every.map(|(every, _)| duration_text(every)),
            ),
        ),
        (
            "offset",
            (
                every.and_then(|(_, offset)| offset.map(duration_text)),
                new.every.and_then(|(_, offset)| offset.map(duration_text)),
            ),
        ),
        ("timezone", (timezone.clone(), new.timezone.clone())),
        (
            "overlap",
            (overlap.map(overlap_text), new.overlap.map(overlap_text)),
        ),
        (
            "catchup",
            (catchup.map(duration_text), new.catchup.map(duration_text)),
        ),
        (
            "jitter",
            (jitter.map(duration_text), new.jitter.map(duration_text)),
        ),
        ("paused", (pause(*paused), pause(new.paused))),
        ("input", inputs),
    ];
    let kind = Kind::Behaviour { less: true };
    let settings = texts
        .into_iter()
        .map(|(key, texts)| Setting::of_texts(key, texts, Rule::ScheduleChanged, kind));
    settings.flatten().collect()
}

fn overlap_text(overlap: Overlap) -> String {
    String::from(match overlap {
        Overlap::Skip => "skip",
        Overlap::BufferOne => "buffer_one",
        Overlap::BufferAll => "buffer_all",
        Overlap::CancelOther => "cancel_other",
        Overlap::TerminateOther => "terminate_other",
        Overlap::AllowAll => "allow_all",
    })
}
