//! How activities are called: queues, timeouts, retries, locally or not.

use super::settings::{Retries, Setting, compare_retries, priority_text, retry_text, shorter};
use super::{Site, Walk};
use crate::breaking::change::Kind;
use crate::breaking::finding::Level;
use crate::breaking::rules::Rule;
use crate::model::{Activity, ActivityCancellation, ActivityOptions, Retry};

impl Walk<'_> {
    /// Compares how an activity is called; `site` has its calls.
    pub(super) fn compare_activity_options(&mut self, old: &Activity, new: &Activity, site: &Site) {
        let word = |local| match local {
            true => "local",
            false => "not local",
        };
        if old.local != new.local {
            let change = site.change(Rule::ActivityLocalChanged, Kind::Command);
            self.changes
                .push(change.with_texts(word(old.local), word(new.local)));
        }
        let settings = self.activity_settings(&old.options, &new.options);
        self.push_settings(settings, (&old.meta, &new.meta), site);
        let source = self.source_of_queues(
            (old.package, old.task_queue.as_deref()),
            (new.package, new.task_queue.as_deref()),
        );
        let kind = match (old.local, new.local) {
            // Where it is called is where it is served, whether it says so itself or its package does.
            (false, false) => Some(Kind::ANOTHER_QUEUE),
            // Who serves it has it in another list of activities.
            (true, true) if source > Level::Safe => Some(Kind::Source),
            _ => None,
        };
        let queues = (old.task_queue.clone(), new.task_queue.clone());
        let queue = kind.and_then(|kind| {
            Setting::of_texts("task_queue", queues, Rule::ActivityTaskQueueChanged, kind)
        });
        self.push_queue(queue, (new.package, source), (&old.meta, &new.meta), site);
    }

    fn activity_settings(&self, old: &ActivityOptions, new: &ActivityOptions) -> Vec<Setting> {
        let ActivityOptions {
            task_queue: _,
            schedule_to_close,
            schedule_to_start,
            start_to_close,
            heartbeat_timeout,
            retry,
            priority,
            cancellation,
            summary,
        } = old;
        let timeouts = (Rule::ActivityTimeoutReduced, Rule::ActivityTimeoutRaised);
        let all = (*schedule_to_close, new.schedule_to_close);
        // An attempt, and the wait for one, end with all of them.
        let within = |key, (old, new)| {
            let effective = (shorter(old, all.0), shorter(new, all.1));
            Setting::of_timeouts(key, (old, new), effective, timeouts).filter(|_| old != new)
        };
        let heartbeats = match heartbeat_timeout.is_some_and(|timeout| !timeout.is_zero()) {
            true => timeouts,
            false => (Rule::HeartbeatTimeoutAdded, Rule::ActivityTimeoutRaised),
        };
        let heartbeat = (*heartbeat_timeout, new.heartbeat_timeout);
        let other = |key, texts| {
            let kind = Kind::Behaviour { less: false };
            Setting::of_texts(key, texts, Rule::ActivityOptionChanged, kind)
        };
        let settings = [
            Setting::of_timeouts("schedule_to_close", all, all, timeouts),
            within(
                "schedule_to_start",
                (*schedule_to_start, new.schedule_to_start),
            ),
            within("start_to_close", (*start_to_close, new.start_to_close)),
            Setting::of_timeouts("heartbeat.timeout", heartbeat, heartbeat, heartbeats),
            self.activity_retries(retry.as_ref(), new.retry.as_ref()),
            other(
                "priority",
                (
                    priority.as_ref().map(priority_text),
                    new.priority.as_ref().map(priority_text),
                ),
            ),
            Setting::of_choices(
                "cancellation",
                (*cancellation, new.cancellation),
                (ActivityCancellation::TryCancel, cancellation_text),
                Rule::ActivityCancellationChanged,
                Kind::Cancellation,
            ),
            other("summary", (summary.clone(), new.summary.clone())),
        ];
        settings.into_iter().flatten().collect()
    }

    fn activity_retries(&self, old: Option<&Retry>, new: Option<&Retry>) -> Option<Setting> {
        let old = old.map(|retry| self.with_names_of_now(retry));
        // An activity without a policy is tried for ever.
        let retries = compare_retries((old.as_ref(), new), u32::MAX)?;
        let (rule, less) = match retries {
            Retries::Fewer => (Rule::ActivityRetryReduced, true),
            Retries::More => (Rule::ActivityRetryRaised, false),
            Retries::Again => (Rule::ActivityRetryRaised, true),
            Retries::Otherwise => (Rule::ActivityOptionChanged, false),
        };
        Setting::of_texts(
            "retry",
            (old.as_ref().map(retry_text), new.map(retry_text)),
            rule,
            Kind::Behaviour { less },
        )
    }

    /// A policy with the types that its errors have in the new version: what that breaks is said of the errors.
    pub(super) fn with_names_of_now(&self, retry: &Retry) -> Retry {
        let now = |name: &String| match self.error_types.get(name) {
            Some((_, new)) => self.new[*new].wire.clone(),
            None => name.clone(),
        };
        Retry {
            non_retryable: retry.non_retryable.iter().map(now).collect(),
            ..retry.clone()
        }
    }
}

fn cancellation_text(cancellation: ActivityCancellation) -> String {
    String::from(match cancellation {
        ActivityCancellation::TryCancel => "try_cancel",
        ActivityCancellation::WaitCompleted => "wait_cancellation_completed",
        ActivityCancellation::Abandon => "abandon",
    })
}
