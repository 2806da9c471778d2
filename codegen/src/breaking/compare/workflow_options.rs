//! How workflows are started: queues, ids, timeouts, retries, versioning.

use std::time::Duration;

use super::settings::{
    OldNew, Retries, Setting, compare_retries, priority_text, retry_text, shorter,
};
use super::workflows::Both;
use super::{Site, Walk};
use crate::breaking::change::Kind;
use crate::breaking::rules::Rule;
use crate::model::{IdConflict, IdReuse, Retry, Versioning, WorkflowOptions};

/// Temporal's own limit of a workflow task.
const WORKFLOW_TASK: Duration = Duration::from_secs(10);

impl Walk<'_> {
    /// Compares how a workflow is started; `started` has what its schedules start as well.
    pub(super) fn compare_workflow_options(&mut self, both: Both<'_>, site: &Site, started: &Site) {
        let settings = self.workflow_settings(&both.old.options, &both.new.options);
        let is_queue = |setting: &Setting| setting.key == "task_queue";
        let (queues, others): (Vec<_>, _) = settings.into_iter().partition(is_queue);
        let source = self.source_of_queues(
            (both.old.package, both.old.options.task_queue.as_deref()),
            (both.new.package, both.new.options.task_queue.as_deref()),
        );
        let metas = (&both.old.meta, &both.new.meta);
        let queue = queues.into_iter().next();
        self.push_queue(queue, (both.new.package, source), metas, started);
        self.push_settings(others, metas, site);
    }

    /// The options that differ.
    pub(super) fn workflow_settings(
        &self,
        old: &WorkflowOptions,
        new: &WorkflowOptions,
    ) -> Vec<Setting> {
        let WorkflowOptions {
            task_queue,
            id_reuse,
            id_conflict,
            execution_timeout,
            run_timeout,
            task_timeout,
            retry,
            priority,
            versioning,
            cron,
            summary,
            details,
        } = old;
        let text = |key, texts: OldNew<&str>| {
            let texts = (texts.0.map(str::to_owned), texts.1.map(str::to_owned));
            let kind = Kind::Behaviour { less: false };
            Setting::of_texts(key, texts, Rule::WorkflowOptionChanged, kind)
        };
        let timeouts = (Rule::WorkflowTimeoutReduced, Rule::WorkflowTimeoutRaised);
        let execution = (*execution_timeout, new.execution_timeout);
        let run = (*run_timeout, new.run_timeout);
        let task = (*task_timeout, new.task_timeout);
        let queues = (task_queue.clone(), new.task_queue.clone());
        let ids = |key, texts: OldNew<&str>, less| {
            let texts = (texts.0.map(str::to_owned), texts.1.map(str::to_owned));
            let kind = Kind::Behaviour { less };
            Setting::of_texts(key, texts, Rule::WorkflowIdPolicyChanged, kind)
        };
        let settings = [
            Setting::of_texts(
                "task_queue",
                queues,
                Rule::WorkflowTaskQueueChanged,
                Kind::ANOTHER_QUEUE,
            ),
            ids(
                "id_reuse",
                (id_reuse.map(reuse_text), new.id_reuse.map(reuse_text)),
                strictness(new.id_reuse) > strictness(*id_reuse),
            ),
            // A start that fails, or that starts nothing, or that ends another: each is less than one of the others.
            ids(
                "id_conflict",
                (
                    id_conflict.map(conflict_text),
                    new.id_conflict.map(conflict_text),
                ),
                true,
            ),
            Setting::of_timeouts("execution_timeout", execution, execution, timeouts),
            // A run is no longer than all of them.
            Setting::of_timeouts(
                "run_timeout",
                run,
                (shorter(run.0, execution.0), shorter(run.1, execution.1)),
                timeouts,
            )
            .filter(|_| run.0 != run.1),
            Setting::of_timeouts(
                "task_timeout",
                task,
                (
                    task.0
                        .filter(|timeout| !timeout.is_zero())
                        .or(Some(WORKFLOW_TASK)),
                    task.1
                        .filter(|timeout| !timeout.is_zero())
                        .or(Some(WORKFLOW_TASK)),
                ),
                timeouts,
            ),
            self.workflow_retries(retry.as_ref(), new.retry.as_ref()),
            Setting::of_texts(
                "priority",
                (
                    priority.as_ref().map(priority_text),
                    new.priority.as_ref().map(priority_text),
                ),
                Rule::WorkflowOptionChanged,
                Kind::Behaviour { less: false },
            ),
            versioning_setting(*versioning, new.versioning),
            // Running executions keep the times that they were started with.
            Setting::of_texts(
                "cron",
                (cron.clone(), new.cron.clone()),
                Rule::WorkflowOptionChanged,
                Kind::Behaviour { less: true },
            ),
            text("summary", (summary.as_deref(), new.summary.as_deref())),
            text("details", (details.as_deref(), new.details.as_deref())),
        ];
        settings.into_iter().flatten().collect()
    }

    fn workflow_retries(&self, old: Option<&Retry>, new: Option<&Retry>) -> Option<Setting> {
        let old = old.map(|retry| self.with_names_of_now(retry));
        // A workflow without a policy is run once.
        let retries = compare_retries((old.as_ref(), new), 1)?;
        Setting::of_texts(
            "retry",
            (old.as_ref().map(retry_text), new.map(retry_text)),
            Rule::WorkflowRetryChanged,
            Kind::Behaviour {
                less: matches!(retries, Retries::Fewer | Retries::Again),
            },
        )
    }
}

fn versioning_setting(old: Option<Versioning>, new: Option<Versioning>) -> Option<Setting> {
    let text = |versioning: Versioning| {
        String::from(match versioning {
            Versioning::Pinned => "pinned",
            Versioning::AutoUpgrade => "auto_upgrade",
        })
    };
    let pinned = Some(Versioning::Pinned);
    let (rule, kind) = match (old == pinned, new == pinned) {
        (true, _) => (
            Rule::VersioningPinnedToAuto,
            Kind::Versioning { unpinned: true },
        ),
        (_, true) => (
            Rule::VersioningAutoToPinned,
            Kind::Versioning { unpinned: false },
        ),
        // What says nothing is done as workers are told: those that are told nothing refuse to start.
        _ => (
            Rule::WorkflowOptionChanged,
            Kind::Behaviour {
                less: new.is_none(),
            },
        ),
    };
    Setting::of_texts("versioning", (old.map(text), new.map(text)), rule, kind)
}

/// How many starts with an id that was in use are refused.
fn strictness(policy: Option<IdReuse>) -> u8 {
    match policy {
        None | Some(IdReuse::AllowDuplicate) => 0,
        Some(IdReuse::AllowDuplicateFailedOnly) => 1,
        Some(IdReuse::RejectDuplicate) => 2,
    }
}

fn reuse_text(policy: IdReuse) -> &'static str {
    match policy {
        IdReuse::AllowDuplicate => "allow_duplicate",
        IdReuse::AllowDuplicateFailedOnly => "allow_duplicate_failed_only",
        IdReuse::RejectDuplicate => "reject_duplicate",
    }
}

fn conflict_text(policy: IdConflict) -> &'static str {
    match policy {
        IdConflict::Fail => "fail",
        IdConflict::UseExisting => "use_existing",
        IdConflict::TerminateExisting => "terminate_existing",
    }
}
