//! Rules for trying again that contradict each other.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Meta, Model, Retry};

pub(super) fn check_retry_conflicts(model: &Model, out: &mut Diagnostics) {
    for activity in &model.activities {
        check_retry(model, &activity.meta, activity.options.retry.as_ref(), out);
    }
    for workflow in &model.workflows {
        check_retry(model, &workflow.meta, workflow.options.retry.as_ref(), out);
    }
    for error in &model.errors {
        if !error.retryable && error.retry_delay.is_some() {
            out.push(
                Diagnostic::error(
                    "retry-conflict",
                    model.places.of(&error.meta, "retry_delay"),
                    format!(
                        "error `{}` has a `retry_delay` and is not retryable",
                        error.meta.name
                    ),
                )
                .other(
                    model.places.of(&error.meta, "retryable"),
                    "so it is never tried again",
                )
                .help("leave `retry_delay:` out, or make the error retryable"),
            );
        }
    }
}

fn check_retry(model: &Model, meta: &Meta, retry: Option<&Retry>, out: &mut Diagnostics) {
    let Some(retry) = retry else {
        return;
    };
    if let (Some(initial), Some(longest)) = (retry.initial, retry.max_interval)
        && initial > longest
    {
        out.push(
            Diagnostic::error(
                "retry-conflict",
                model.places.of(meta, "retry.initial"),
                format!(
                    "the first wait of `{}` is longer than the longest",
                    meta.name
                ),
            )
            .other(
                model.places.of(meta, "retry.max_interval"),
                "the longest wait",
            )
            .help("shorten `initial` or lengthen `max_interval`"),
        );
    }
}
