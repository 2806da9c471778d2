//! `defaults:`

use super::keys::{Keys, Shape};
use super::options::{parse_activity_options, parse_heartbeat, parse_workflow_options};
use crate::ast::{ActivityOptions, Defaults, WorkflowOptions};

const DEFAULTS: Shape = Shape {
    what: "`defaults`",
    sample: "defaults: {task_queue: orders, activity: {start_to_close: 30s}}",
};

const ACTIVITY: Shape = Shape {
    what: "`activity`",
    sample: "activity: {start_to_close: 30s}",
};

const WORKFLOW: Shape = Shape {
    what: "`workflow`",
    sample: "workflow: {run_timeout: 7d}",
};

/// Reads what everything in the file inherits.
pub(super) fn parse_defaults(keys: &mut Keys<'_, '_>) -> Defaults {
    let defaults = keys.take("defaults");
    let Some(mut keys) = defaults.and_then(|entry| Keys::of(keys.reader, entry, DEFAULTS)) else {
        return Defaults::default();
    };
    let defaults = Defaults {
        task_queue: keys.text("task_queue"),
        activity: parse_activity(&mut keys).unwrap_or_default(),
        workflow: parse_workflow(&mut keys).unwrap_or_default(),
    };
    keys.finish();
    defaults
}

fn parse_activity(keys: &mut Keys<'_, '_>) -> Option<ActivityOptions> {
    let entry = keys.take("activity")?;
    let mut keys = Keys::of(keys.reader, entry, ACTIVITY)?;
    let mut options = parse_activity_options(&mut keys);
    parse_heartbeat(&mut keys, &mut options, false);
    keys.finish();
    Some(options)
}

fn parse_workflow(keys: &mut Keys<'_, '_>) -> Option<WorkflowOptions> {
    let entry = keys.take("workflow")?;
    let mut keys = Keys::of(keys.reader, entry, WORKFLOW)?;
    let options = parse_workflow_options(&mut keys);
    keys.finish();
    Some(options)
}
