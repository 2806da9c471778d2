//! Schedules, which a server keeps as they were made.

use super::settings::Setting;
use super::text::{duration_text, value_text};
use super::workflows::Both;
use super::{Site, Walk};
use crate::breaking::change::Kind;
use crate::breaking::rules::Rule;
use crate::model::{Model, Overlap, Schedule};

impl Walk<'_> {
    pub(super) fn compare_schedules(&mut self, both: Both<'_>, site: &Site) {
        for old in &both.old.schedules {
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
        (
            "input",
            (
                input.as_ref().map(|value| value_text(old_model, value)),
                new.input.as_ref().map(|value| value_text(new_model, value)),
            ),
        ),
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
