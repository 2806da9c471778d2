//! Timeouts, retries, policies and the like.

use super::keys::{Keys, Shape};
use super::snippet::parse_text;
use crate::ast::{ActivityOptions, Priority, Retry, TypeExpr, WorkflowOptions};
use crate::source::Spanned;
use crate::yaml::Kind;

const RETRY: Shape = Shape {
    what: "`retry`",
    sample: "retry: {initial: 1s, backoff: 2.0, max_interval: 1m, max_attempts: 8}",
};

const PRIORITY: Shape = Shape {
    what: "`priority`",
    sample: "priority: {key: 1}",
};

const HEARTBEAT: Shape = Shape {
    what: "`heartbeat`",
    sample: "heartbeat: {timeout: 30s, details: Progress}",
};

/// Reads how an activity is called, without its heartbeat.
pub(super) fn parse_activity_options(keys: &mut Keys<'_, '_>) -> ActivityOptions {
    ActivityOptions {
        task_queue: keys.text("task_queue"),
        schedule_to_close: keys.text("schedule_to_close"),
        schedule_to_start: keys.text("schedule_to_start"),
        start_to_close: keys.text("start_to_close"),
        heartbeat_timeout: None,
        retry: parse_retry(keys),
        priority: parse_priority(keys),
        cancellation: keys.text("cancellation"),
        summary: keys.text("summary"),
    }
}

/// Reads how a workflow is started.
pub(super) fn parse_workflow_options(keys: &mut Keys<'_, '_>) -> WorkflowOptions {
    WorkflowOptions {
        task_queue: keys.text("task_queue"),
        id_reuse: keys.text("id_reuse"),
        id_conflict: keys.text("id_conflict"),
        execution_timeout: keys.text("execution_timeout"),
        run_timeout: keys.text("run_timeout"),
        task_timeout: keys.text("task_timeout"),
        retry: parse_retry(keys),
        priority: parse_priority(keys),
        versioning: keys.text("versioning"),
        cron: keys.text("cron"),
        summary: keys.text("summary"),
        details: keys.text("details"),
    }
}

/// Reads `heartbeat: 30s` or `heartbeat: {timeout: 30s, details: Progress}` into `options`.
///
/// Returns the details, which only an activity of its own can have.
pub(super) fn parse_heartbeat(
    keys: &mut Keys<'_, '_>,
    options: &mut ActivityOptions,
    has_details: bool,
) -> Option<TypeExpr> {
    let entry = keys.take("heartbeat")?;
    if !matches!(entry.value.kind, Kind::Map(_)) {
        options.heartbeat_timeout = parse_text(keys.reader, entry);
        return None;
    }
    let mut keys = Keys::of(keys.reader, entry, HEARTBEAT)?;
    options.heartbeat_timeout = keys.text("timeout");
    let details = if has_details {
        keys.type_expr("details")
    } else {
        None
    };
    keys.finish();
    details
}

fn parse_retry(keys: &mut Keys<'_, '_>) -> Option<Spanned<Retry>> {
    let entry = keys.take("retry")?;
    let mut keys = Keys::of(keys.reader, entry, RETRY)?;
    let retry = Retry {
        initial: keys.text("initial"),
        backoff: keys.text("backoff"),
        max_interval: keys.text("max_interval"),
        max_attempts: keys.text("max_attempts"),
        non_retryable: keys.texts("non_retryable"),
    };
    let span = keys.span;
    keys.finish();
    Some(Spanned::new(retry, span))
}

fn parse_priority(keys: &mut Keys<'_, '_>) -> Option<Spanned<Priority>> {
    let entry = keys.take("priority")?;
    let mut keys = Keys::of(keys.reader, entry, PRIORITY)?;
    let priority = Priority {
        key: keys.text("key"),
        fairness_key: keys.text("fairness_key"),
        fairness_weight: keys.text("fairness_weight"),
    };
    let span = keys.span;
    keys.finish();
    Some(Spanned::new(priority, span))
}
