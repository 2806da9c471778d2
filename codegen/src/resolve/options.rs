//! Options of activities and workflows: what the element says, then what the file's defaults say.

use super::Resolver;
use super::cron::check_cron;
use super::definitions::{span, values};
use super::duration::{Use, resolve_duration};
use super::number::{parse_int, resolve_at_least};
use super::policy::resolve_policy;
use crate::ast;
use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    ActivityCancellation, ActivityOptions, IdConflict, IdReuse, Priority, Retry, Versioning,
    WorkflowOptions,
};
use crate::source::{Span, Spanned};

const ID_REUSE: [(&str, IdReuse); 3] = [
    ("allow_duplicate", IdReuse::AllowDuplicate),
    (
        "allow_duplicate_failed_only",
        IdReuse::AllowDuplicateFailedOnly,
    ),
    ("reject_duplicate", IdReuse::RejectDuplicate),
];

const ID_CONFLICT: [(&str, IdConflict); 3] = [
    ("fail", IdConflict::Fail),
    ("use_existing", IdConflict::UseExisting),
    ("terminate_existing", IdConflict::TerminateExisting),
];

const VERSIONING: [(&str, Versioning); 2] = [
    ("pinned", Versioning::Pinned),
    ("auto_upgrade", Versioning::AutoUpgrade),
];

const ACTIVITY_CANCELLATION: [(&str, ActivityCancellation); 3] = [
    ("try_cancel", ActivityCancellation::TryCancel),
    (
        "wait_cancellation_completed",
        ActivityCancellation::WaitCompleted,
    ),
    ("abandon", ActivityCancellation::Abandon),
];

impl Resolver<'_> {
    /// Reports what is wrong with the defaults of all files, also where nothing inherits it.
    ///
    /// What an element inherits is reported once: the places are the same.
    pub(super) fn resolve_defaults(&mut self) {
        for file in self.files_in_order() {
            let owner = Span {
                file: file.id,
                start: 0,
                end: 0,
            };
            let defaults = &file.defaults;
            self.resolve_activity_options(owner, &defaults.activity, &Default::default(), file);
            self.resolve_workflow_options(owner, &defaults.workflow, &Default::default(), file);
        }
    }

    /// The options of an activity, merged key by key with the defaults of its file.
    pub(super) fn resolve_activity_options(
        &mut self,
        owner: Span,
        own: &ast::ActivityOptions,
        defaults: &ast::ActivityOptions,
        file: &ast::File,
    ) -> ActivityOptions {
        let merged = ast::ActivityOptions {
            task_queue: own
                .task_queue
                .clone()
                .or_else(|| defaults.task_queue.clone()),
            schedule_to_close: first(&own.schedule_to_close, &defaults.schedule_to_close),
            schedule_to_start: first(&own.schedule_to_start, &defaults.schedule_to_start),
            start_to_close: first(&own.start_to_close, &defaults.start_to_close),
            heartbeat_timeout: first(&own.heartbeat_timeout, &defaults.heartbeat_timeout),
            retry: merge_retry(&own.retry, &defaults.retry),
            priority: merge_priority(&own.priority, &defaults.priority),
            cancellation: first(&own.cancellation, &defaults.cancellation),
            summary: first(&own.summary, &defaults.summary),
        };
        for (part, text) in [
            ("task_queue", &merged.task_queue),
            ("schedule_to_close", &merged.schedule_to_close),
            ("schedule_to_start", &merged.schedule_to_start),
            ("start_to_close", &merged.start_to_close),
            ("heartbeat", &merged.heartbeat_timeout),
            ("cancellation", &merged.cancellation),
            ("summary", &merged.summary),
        ] {
            self.model.places.keep(owner, part, span(text.as_ref()));
        }
        let timeout = |text: &Option<ast::Text>, key, out: &mut Diagnostics| {
            resolve_duration(text.as_ref(), key, Use::Timeout, out)
        };
        ActivityOptions {
            schedule_to_close: timeout(&merged.schedule_to_close, "schedule_to_close", self.out),
            schedule_to_start: timeout(&merged.schedule_to_start, "schedule_to_start", self.out),
            start_to_close: timeout(&merged.start_to_close, "start_to_close", self.out),
            heartbeat_timeout: timeout(&merged.heartbeat_timeout, "heartbeat", self.out),
            retry: self.resolve_retry(owner, merged.retry.as_ref(), file),
            priority: resolve_priority(merged.priority.as_ref(), self.out),
            cancellation: resolve_policy(
                merged.cancellation.as_ref(),
                "cancellation",
                &ACTIVITY_CANCELLATION,
                self.out,
            ),
            summary: merged.summary.map(|text| text.value),
            task_queue: merged.task_queue.map(|text| text.value),
        }
    }

    /// The options of a workflow, merged key by key with the defaults of its file.
    pub(super) fn resolve_workflow_options(
        &mut self,
        owner: Span,
        own: &ast::WorkflowOptions,
        defaults: &ast::WorkflowOptions,
        file: &ast::File,
    ) -> WorkflowOptions {
        let merged = ast::WorkflowOptions {
            task_queue: first(&own.task_queue, &defaults.task_queue),
            id_reuse: first(&own.id_reuse, &defaults.id_reuse),
            id_conflict: first(&own.id_conflict, &defaults.id_conflict),
            execution_timeout: first(&own.execution_timeout, &defaults.execution_timeout),
            run_timeout: first(&own.run_timeout, &defaults.run_timeout),
            task_timeout: first(&own.task_timeout, &defaults.task_timeout),
            retry: merge_retry(&own.retry, &defaults.retry),
            priority: merge_priority(&own.priority, &defaults.priority),
            versioning: first(&own.versioning, &defaults.versioning),
            cron: first(&own.cron, &defaults.cron),
            summary: first(&own.summary, &defaults.summary),
            details: first(&own.details, &defaults.details),
        };
        for (part, text) in [
            ("task_queue", &merged.task_queue),
            ("id_reuse", &merged.id_reuse),
            ("id_conflict", &merged.id_conflict),
            ("execution_timeout", &merged.execution_timeout),
            ("run_timeout", &merged.run_timeout),
            ("task_timeout", &merged.task_timeout),
            ("versioning", &merged.versioning),
            ("cron", &merged.cron),
            ("summary", &merged.summary),
            ("details", &merged.details),
        ] {
            self.model.places.keep(owner, part, span(text.as_ref()));
        }
        let timeout = |text: &Option<ast::Text>, key, out: &mut Diagnostics| {
            resolve_duration(text.as_ref(), key, Use::Timeout, out)
        };
        WorkflowOptions {
            id_reuse: resolve_policy(merged.id_reuse.as_ref(), "id_reuse", &ID_REUSE, self.out),
            id_conflict: resolve_policy(
                merged.id_conflict.as_ref(),
                "id_conflict",
                &ID_CONFLICT,
                self.out,
            ),
            execution_timeout: timeout(&merged.execution_timeout, "execution_timeout", self.out),
            run_timeout: timeout(&merged.run_timeout, "run_timeout", self.out),
            task_timeout: timeout(&merged.task_timeout, "task_timeout", self.out),
            retry: self.resolve_retry(owner, merged.retry.as_ref(), file),
            priority: resolve_priority(merged.priority.as_ref(), self.out),
            versioning: resolve_policy(
                merged.versioning.as_ref(),
                "versioning",
                &VERSIONING,
                self.out,
            ),
            cron: merged.cron.and_then(|cron| check_cron(&cron, self.out)),
            summary: merged.summary.map(|text| text.value),
            details: merged.details.map(|text| text.value),
            task_queue: merged.task_queue.map(|text| text.value),
        }
    }

    fn resolve_retry(
        &mut self,
        owner: Span,
        retry: Option<&Spanned<ast::Retry>>,
        file: &ast::File,
    ) -> Option<Retry> {
        let retry = retry?;
        let places = &mut self.model.places;
        places.keep(owner, "retry", Some(retry.span));
        let written = &retry.value;
        places.keep(owner, "retry.initial", span(written.initial.as_ref()));
        places.keep(
            owner,
            "retry.max_interval",
            span(written.max_interval.as_ref()),
        );
        places.keep_all(
            owner,
            "retry.non_retryable",
            written.non_retryable.iter().map(|name| name.span),
        );
        let out = &mut *self.out;
        Some(Retry {
            initial: resolve_duration(written.initial.as_ref(), "initial", Use::PositiveSpan, out),
            backoff: resolve_at_least(written.backoff.as_ref(), "backoff", 1.0, out),
            max_interval: resolve_duration(
                written.max_interval.as_ref(),
                "max_interval",
                Use::PositiveSpan,
                out,
            ),
            max_attempts: resolve_attempts(written.max_attempts.as_ref(), out),
            non_retryable: self.resolve_error_types(file, &written.non_retryable),
        })
    }

    /// The error types on the wire: those of declared errors, and others as they are written.
    fn resolve_error_types(&mut self, file: &ast::File, names: &[ast::Text]) -> Vec<String> {
        let Some(scope) = self.scopes.get(&file.id) else {
            return values(names);
        };
        let wire = |name: &ast::Text| {
            let declared = match name.value.split_once('.') {
                None => scope.errors.get(name.value.as_str()),
                Some((import, name)) => {
                    scope
                        .imports
                        .get_key_value(import)
                        .and_then(|(alias, home)| {
                            let error = self.scopes.get(home)?.errors.get(name)?;
                            self.used_imports.insert((file.id, *alias));
                            Some(error)
                        })
                }
            };
            // Errors are resolved with the types, so their wire names are known by now.
            declared
                .and_then(|id| self.model.errors.get(id.0 as usize))
                .map_or_else(|| name.value.clone(), |error| error.wire.clone())
        };
        names.iter().map(wire).collect()
    }
}

fn first(own: &Option<ast::Text>, default: &Option<ast::Text>) -> Option<ast::Text> {
    own.clone().or_else(|| default.clone())
}

fn merge_retry(
    own: &Option<Spanned<ast::Retry>>,
    default: &Option<Spanned<ast::Retry>>,
) -> Option<Spanned<ast::Retry>> {
    let (Some(mine), Some(theirs)) = (own, default) else {
        return own.clone().or_else(|| default.clone());
    };
    let (one, other) = (&mine.value, &theirs.value);
    let non_retryable = if one.non_retryable.is_empty() {
        &other.non_retryable
    } else {
        &one.non_retryable
    };
    Some(Spanned::new(
        ast::Retry {
            initial: first(&one.initial, &other.initial),
            backoff: first(&one.backoff, &other.backoff),
            max_interval: first(&one.max_interval, &other.max_interval),
            max_attempts: first(&one.max_attempts, &other.max_attempts),
            non_retryable: non_retryable.clone(),
        },
        mine.span,
    ))
}

fn merge_priority(
    own: &Option<Spanned<ast::Priority>>,
    default: &Option<Spanned<ast::Priority>>,
) -> Option<Spanned<ast::Priority>> {
    let (Some(mine), Some(theirs)) = (own, default) else {
        return own.clone().or_else(|| default.clone());
    };
    let (one, other) = (&mine.value, &theirs.value);
    Some(Spanned::new(
        ast::Priority {
            key: first(&one.key, &other.key),
            fairness_key: first(&one.fairness_key, &other.fairness_key),
            fairness_weight: first(&one.fairness_weight, &other.fairness_weight),
        },
        mine.span,
    ))
}

/// A number of attempts, 0 being without limit.
fn resolve_attempts(text: Option<&ast::Text>, out: &mut Diagnostics) -> Option<u32> {
    let text = text?;
    if text.value == "unlimited" {
        return Some(0);
    }
    let count = parse_int(&text.value)
        .and_then(|count| i32::try_from(count).ok())
        .and_then(|count| u32::try_from(count).ok());
    if count.is_none() {
        out.push(
            Diagnostic::error(
                "invalid-number",
                text.span,
                format!("`max_attempts` is not a count: {}", shown(&text.value)),
            )
            .help("write a whole number of at least 1, or `unlimited`"),
        );
    }
    count
}

fn resolve_priority(
    priority: Option<&Spanned<ast::Priority>>,
    out: &mut Diagnostics,
) -> Option<Priority> {
    let written = &priority?.value;
    let key = written.key.as_ref().and_then(|text| {
        let key = parse_int(&text.value)
            .and_then(|key| u32::try_from(key).ok())
            .filter(|key| (1..=i32::MAX as u32).contains(key));
        if key.is_none() {
            out.push(
                Diagnostic::error(
                    "invalid-priority",
                    text.span,
                    format!("the priority `key` cannot be {}", shown(&text.value)),
                )
                .help("write a whole number from 1, the most urgent; servers have 5 levels by default"),
            );
        }
        key
    });
    let fairness_key = written.fairness_key.as_ref().and_then(|text| {
        if text.value.len() > 64 {
            out.push(
                Diagnostic::error(
                    "invalid-priority",
                    text.span,
                    format!("`fairness_key` is {} bytes long", text.value.len()),
                )
                .help("Temporal keeps at most 64 bytes"),
            );
            return None;
        }
        Some(text.value.clone())
    });
    let weight = written.fairness_weight.as_ref();
    let fairness_weight =
        resolve_at_least(weight, "fairness_weight", 0.001, out).and_then(|number| {
            if number <= 1000.0 {
                return Some(number as f32);
            }
            out.push(
                Diagnostic::error(
                    "invalid-priority",
                    weight.map_or(priority?.span, |text| text.span),
                    format!("`fairness_weight` is {number}"),
                )
                .help("Temporal takes weights from 0.001 to 1000"),
            );
            None
        });
    Some(Priority {
        key,
        fairness_key,
        fairness_weight,
    })
}
