//! `schedules:` of a workflow.

use super::Reader;
use super::keys::{Keys, Shape};
use super::names::NameRule;
use crate::ast::{Schedule, Text};
use crate::yaml::{Entry, Kind};

pub(super) const SCHEDULES: Shape = Shape {
    what: "`schedules`",
    sample: "schedules: {nightly: {cron: \"0 2 * * *\"}}",
};

const SCHEDULE: Shape = Shape {
    what: "a schedule",
    sample: "nightly: {cron: \"0 2 * * *\"}",
};

/// Reads one schedule.
pub(super) fn parse_schedule(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Schedule> {
    let mut keys = Keys::of(reader, entry, SCHEDULE)?;
    let schedule = Schedule {
        meta: keys.meta(entry, NameRule::Snake),
        cron: parse_cron(&mut keys),
        every: keys.text("every"),
        offset: keys.text("offset"),
        timezone: keys.text("timezone"),
        overlap: keys.text("overlap"),
        catchup: keys.text("catchup"),
        jitter: keys.text("jitter"),
        paused: keys.flag("paused"),
        input: keys.literal("input"),
    };
    keys.finish();
    Some(schedule)
}

/// Reads one expression or a list of them.
fn parse_cron(keys: &mut Keys<'_, '_>) -> Vec<Text> {
    match keys.has("cron").map(|entry| &entry.value.kind) {
        Some(Kind::List(_)) => keys.texts("cron"),
        _ => keys.text("cron").into_iter().collect(),
    }
}
