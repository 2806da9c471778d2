//! `activities:`

use super::Reader;
use super::keys::{Keys, Shape};
use super::names::NameRule;
use super::options::{parse_activity_options, parse_heartbeat};
use crate::ast::Activity;
use crate::yaml::Entry;

pub(super) const ACTIVITIES: Shape = Shape {
    what: "`activities`",
    sample: "activities: {charge_card: {input: ChargeRequest, start_to_close: 20s}}",
};

const ACTIVITY: Shape = Shape {
    what: "an activity",
    sample: "charge_card: {input: ChargeRequest, output: ChargeResult, start_to_close: 20s}",
};

/// Reads one activity.
pub(super) fn parse_activity(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Activity> {
    let mut keys = Keys::of(reader, entry, ACTIVITY)?;
    let mut activity = Activity {
        meta: keys.meta(entry, NameRule::Snake),
        wire: keys.text("name"),
        aliases: keys.texts("aliases"),
        input: keys.type_expr("input"),
        output: keys.type_expr("output"),
        errors: keys.references("errors").unwrap_or_default(),
        local: keys.flag("local"),
        heartbeat_details: None,
        options: parse_activity_options(&mut keys),
    };
    activity.heartbeat_details = parse_heartbeat(&mut keys, &mut activity.options, true);
    keys.finish();
    Some(activity)
}
