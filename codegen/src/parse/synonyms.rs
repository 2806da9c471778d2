//! Names that other tools give to keys of the language.

/// Temporal's own names and other common ones, each with the key that says the same here.
const SYNONYMS: [(&str, &str); 31] = [
    ("args", "input"),
    ("arguments", "input"),
    ("backoff_coefficient", "backoff"),
    ("catchup_window", "catchup"),
    ("comment", "description"),
    ("cron_schedule", "cron"),
    ("doc", "description"),
    ("docs", "description"),
    ("heartbeat_timeout", "heartbeat"),
    ("id_conflict_policy", "id_conflict"),
    ("id_reuse_policy", "id_reuse"),
    ("initial_interval", "initial"),
    ("interval", "every"),
    ("maximum_attempts", "max_attempts"),
    ("maximum_interval", "max_interval"),
    ("non_retryable_error_types", "non_retryable"),
    ("parent_close_policy", "parent_close"),
    ("request", "input"),
    ("response", "output"),
    ("result", "output"),
    ("retry_policy", "retry"),
    ("returns", "output"),
    ("schedule_to_close_timeout", "schedule_to_close"),
    ("schedule_to_start_timeout", "schedule_to_start"),
    ("start_to_close_timeout", "start_to_close"),
    ("throws", "errors"),
    ("timeout", "start_to_close"),
    ("timeout", "run_timeout"),
    ("values", "enum"),
    ("workflow_id", "id"),
    ("workflow_type", "name"),
];

/// The key that somebody meant who wrote another tool's name for it.
pub(super) fn meant<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    let mut synonyms = SYNONYMS.iter().filter(|(synonym, _)| *synonym == written);
    synonyms.find_map(|(_, key)| known.iter().copied().find(|known| known == key))
}
