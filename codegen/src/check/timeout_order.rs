//! A timeout inside of another one has to be the shorter.

use std::time::Duration;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Meta, Model, WorkflowOptions};

pub(super) fn check_timeout_order(model: &Model, out: &mut Diagnostics) {
    for activity in &model.activities {
        let options = &activity.options;
        let whole = Timeout("schedule_to_close", options.schedule_to_close);
        let attempt = Timeout("start_to_close", options.start_to_close);
        let queued = Timeout("schedule_to_start", options.schedule_to_start);
        let heartbeat = Timeout("heartbeat", options.heartbeat_timeout);
        let mut order = Order {
            model,
            meta: &activity.meta,
            out,
        };
        order.check(
            attempt,
            whole,
            "one attempt is a part of all attempts together",
        );
        order.check(queued, whole, "waiting for a worker is a part of the whole");
        let longest = if attempt.set().is_some() {
            attempt
        } else {
            whole
        };
        order.check_shorter(
            heartbeat,
            longest,
            "an attempt would end before its first heartbeat is missed",
        );
    }
    for workflow in &model.workflows {
        check_workflow(model, &workflow.meta, &workflow.options, out);
        if workflow.children_declared {
            for child in workflow.children.iter() {
                check_workflow(model, &child.meta, &child.options, out);
            }
        }
    }
}

fn check_workflow(model: &Model, meta: &Meta, options: &WorkflowOptions, out: &mut Diagnostics) {
    let all_runs = Timeout("execution_timeout", options.execution_timeout);
    let run = Timeout("run_timeout", options.run_timeout);
    let task = Timeout("task_timeout", options.task_timeout);
    let mut order = Order { model, meta, out };
    order.check(run, all_runs, "one run is a part of all runs together");
    let longest = if run.set().is_some() { run } else { all_runs };
    order.check(task, longest, "a workflow task is a part of a run");
}

/// A timeout and the key that it is written under.
#[derive(Clone, Copy)]
struct Timeout(&'static str, Option<Duration>);

impl Timeout {
    /// Its length, if there is one; 0 says that there is none.
    fn set(self) -> Option<Duration> {
        self.1.filter(|length| !length.is_zero())
    }
}

struct Order<'a> {
    model: &'a Model,
    meta: &'a Meta,
    out: &'a mut Diagnostics,
}

impl Order<'_> {
    fn check(&mut self, inner: Timeout, outer: Timeout, why: &str) {
        if let (Some(short), Some(long)) = (inner.set(), outer.set())
            && short > long
        {
            self.report(inner, outer, "longer than", why);
        }
    }

    fn check_shorter(&mut self, inner: Timeout, outer: Timeout, why: &str) {
        if let (Some(short), Some(long)) = (inner.set(), outer.set())
            && short >= long
        {
            self.report(inner, outer, "not shorter than", why);
        }
    }

    fn report(&mut self, inner: Timeout, outer: Timeout, relation: &str, why: &str) {
        let places = &self.model.places;
        self.out.push(
            Diagnostic::error(
                "timeout-order",
                places.of(self.meta, inner.0),
                format!(
                    "`{}` of `{}` is {relation} `{}`",
                    inner.0, self.meta.name, outer.0
                ),
            )
            .other(places.of(self.meta, outer.0), "this one ends first")
            .note(why)
            .help(format!("shorten `{}` or lengthen `{}`", inner.0, outer.0)),
        );
    }
}
