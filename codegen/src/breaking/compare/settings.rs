//! Options that say how something is done: which differ, and which allow less than before.

use std::time::Duration;

use super::text::duration_text;
use super::{Site, Walk};
use crate::breaking::change::{Kind, Mend, Said};
use crate::breaking::rules::Rule;
use crate::model::{Meta, Priority, Retry};

/// An option that differs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setting {
    /// The key of the schema.
    pub(super) key: &'static str,
    pub(super) rule: Rule,
    pub(super) kind: Kind,
    /// As a schema writes it, with its key.
    pub(super) old: String,
    pub(super) new: String,
    /// The value that an edit can give it back.
    pub(super) value: Option<String>,
}

/// What a key has in either version.
pub(super) type OldNew<T> = (Option<T>, Option<T>);

impl Setting {
    /// An option whose texts differ, if they do.
    pub(super) fn of_texts(
        key: &'static str,
        (old, new): OldNew<String>,
        rule: Rule,
        kind: Kind,
    ) -> Option<Self> {
        (old != new).then(|| Self {
            key,
            rule,
            kind,
            value: old.clone(),
            old: setting_text(key, old),
            new: setting_text(key, new),
        })
    }

    /// A choice that differs from what it was; `default` is what both SDKs do where nothing is chosen, and `text` is how
    /// a schema writes a choice.
    pub(super) fn of_choices<T: Copy + PartialEq>(
        key: &'static str,
        (old, new): OldNew<T>,
        (default, text): (T, fn(T) -> String),
        rule: Rule,
        kind: Kind,
    ) -> Option<Self> {
        if old.unwrap_or(default) == new.unwrap_or(default) {
            return None;
        }
        Self::of_texts(key, (old.map(text), new.map(text)), rule, kind)
    }

    /// A timeout that differs; `effective` are those that hold, with all that limits them as well.
    pub(super) fn of_timeouts(
        key: &'static str,
        written: OldNew<Duration>,
        effective: OldNew<Duration>,
        (reduced, raised): (Rule, Rule),
    ) -> Option<Self> {
        if limit(effective.0) == limit(effective.1) {
            return None;
        }
        let less = limit(effective.1) < limit(effective.0);
        let rule = if less { reduced } else { raised };
        let texts = (written.0.map(duration_text), written.1.map(duration_text));
        Self::of_texts(key, texts, rule, Kind::Behaviour { less })
    }
}

impl Walk<'_> {
    /// Says which options differ; a finding points at the keys of both versions.
    pub(super) fn push_settings(
        &mut self,
        settings: Vec<Setting>,
        (before, after): (&Meta, &Meta),
        site: &Site,
    ) {
        for setting in settings {
            let part = match setting.key {
                "heartbeat.timeout" => "heartbeat",
                key => key,
            };
            let mend = setting
                .value
                .filter(|_| is_one_text(setting.key))
                .map(|value| Mend::Say {
                    of: after.span,
                    key: part,
                    value: said(value),
                });
            let change = site
                .change(setting.rule, setting.kind)
                .mended(mend)
                .with_texts(setting.old, setting.new)
                .at(
                    Some(self.old.places.of(before, part)),
                    Some(self.new.places.of(after, part)),
                );
            self.changes.push(change);
        }
    }
}

/// Whether a key has one text for its value, so that another text can stand there.
fn is_one_text(key: &str) -> bool {
    // The times of a schedule are one text or a list of them, and its input is of the workflow's own type.
    !matches!(
        key,
        "cron" | "paused" | "input" | "priority" | "heartbeat.timeout"
    )
}

/// A value as a schema writes it: a policy is a mapping, and a duration needs no quotes.
fn said(value: String) -> Said {
    let is_duration = value.starts_with(|letter: char| letter.is_ascii_digit())
        && value.ends_with(['s', 'm', 'h', 'd']);
    match is_duration || value.starts_with('{') {
        true => Said::Json(value),
        false => Said::Word(value),
    }
}

/// An option as a schema writes it.
fn setting_text(key: &str, value: Option<String>) -> String {
    match value {
        Some(value) => format!("`{key}: {value}`"),
        None => format!("no `{key}`"),
    }
}

/// The value of an option as a schema writes it, if that has one.
pub(in crate::breaking) fn setting_value<'t>(key: &str, text: &'t str) -> Option<&'t str> {
    let pair = text.strip_prefix('`')?.strip_suffix('`')?;
    pair.strip_prefix(key)?.strip_prefix(": ")
}

/// A timeout of nothing is none at all, and what has no limit is longer than everything.
fn limit(timeout: Option<Duration>) -> Duration {
    timeout
        .filter(|timeout| !timeout.is_zero())
        .unwrap_or(Duration::MAX)
}

/// The shorter of two timeouts: what is limited by both.
pub(super) fn shorter(one: Option<Duration>, other: Option<Duration>) -> Option<Duration> {
    let shorter = limit(one).min(limit(other));
    (shorter != Duration::MAX).then_some(shorter)
}

/// What becomes of trying again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Retries {
    Fewer,
    More,
    /// What was done once at most is done again.
    Again,
    /// As often, at other times.
    Otherwise,
}

/// How often something is tried at most; what has no limit is tried for ever.
pub(super) fn compare_retries(
    (old, new): (Option<&Retry>, Option<&Retry>),
    without: u32,
) -> Option<Retries> {
    if old == new {
        return None;
    }
    let attempts = |retry: Option<&Retry>| match retry.map(|retry| retry.max_attempts) {
        None => without,
        Some(None | Some(0)) => u32::MAX,
        Some(Some(attempts)) => attempts,
    };
    let final_errors = |retry: Option<&Retry>| -> Vec<String> {
        retry.map_or_else(Vec::new, |retry| retry.non_retryable.clone())
    };
    let (before, after) = (final_errors(old), final_errors(new));
    let is_new = |error: &String| !before.contains(error);
    if attempts(new) < attempts(old) || after.iter().any(is_new) {
        return Some(Retries::Fewer);
    }
    if attempts(old) == 1 && attempts(new) > 1 {
        return Some(Retries::Again);
    }
    match attempts(new) > attempts(old) || before.len() > after.len() {
        true => Some(Retries::More),
        false => Some(Retries::Otherwise),
    }
}

/// `retry:` as a schema writes it.
pub(super) fn retry_text(retry: &Retry) -> String {
    let Retry {
        initial,
        backoff,
        max_interval,
        max_attempts,
        non_retryable,
    } = retry;
    let parts = [
        initial.map(|initial| format!("initial: {}", duration_text(initial))),
        backoff.map(|backoff| format!("backoff: {backoff}")),
        max_interval.map(|interval| format!("max_interval: {}", duration_text(interval))),
        max_attempts.map(|attempts| match attempts {
            0 => String::from("max_attempts: unlimited"),
            attempts => format!("max_attempts: {attempts}"),
        }),
        (!non_retryable.is_empty())
            .then(|| format!("non_retryable: [{}]", non_retryable.join(", "))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{{{}}}", parts.join(", "))
}

/// `priority:` as a schema writes it.
pub(super) fn priority_text(priority: &Priority) -> String {
    let Priority {
        key,
        fairness_key,
        fairness_weight,
    } = priority;
    let parts = [
        key.map(|key| format!("key: {key}")),
        fairness_key
            .as_ref()
            .map(|key| format!("fairness_key: {key}")),
        fairness_weight.map(|weight| format!("fairness_weight: {weight}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{{{}}}", parts.join(", "))
}
