//! The table of the rules.

use std::fmt;

use super::found::Found;
use super::named::Named;
use super::settings::Level;
use super::{
    attempts, closed, cron, deprecation, descriptions, ids, imports, long_lived_inputs, numbers,
    payload_roots, pinned, retries, task_timeouts, untyped, update_errors, versions,
};

/// A rule that a project sets the level of.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, which findings carry as their code; `tempoc explain` has a page for it.
    pub name: &'static str,
    /// How much it matters where a project does not say.
    pub level: Level,
    /// What it finds, in a line.
    pub summary: &'static str,
    pub(super) found_by: FoundBy,
}

/// Who looks at it.
#[derive(Clone, Copy)]
pub(super) enum FoundBy {
    /// A function of its own.
    Lint(fn(&Named<'_>, &mut Found<'_>)),
    /// The compiler, which warns of it whenever it compiles.
    Compiler,
}

impl Rule {
    /// The rule of a name.
    pub fn find(name: &str) -> Option<&'static Self> {
        let position = RULES.binary_search_by(|rule| rule.name.cmp(name)).ok()?;
        RULES.get(position)
    }

    /// Whether the compiler warns of it as well, whatever its level.
    pub fn is_of_compiler(&self) -> bool {
        matches!(self.found_by, FoundBy::Compiler)
    }
}

/// A rule that needs no level, since a contract that breaks it does not compile.
#[derive(Clone, Copy, Debug)]
pub struct CheckedAs {
    /// What others would call it.
    pub name: &'static str,
    /// The code of the error.
    pub code: &'static str,
    /// What is refused, in a line.
    pub summary: &'static str,
}

const fn lint(
    name: &'static str,
    level: Level,
    look: fn(&Named<'_>, &mut Found<'_>),
    summary: &'static str,
) -> Rule {
    Rule {
        name,
        level,
        summary,
        found_by: FoundBy::Lint(look),
    }
}

const fn warned(name: &'static str, summary: &'static str) -> Rule {
    Rule {
        name,
        level: Level::Warning,
        summary,
        found_by: FoundBy::Compiler,
    }
}

use Level::{Info, Off, Warning};

/// Every rule, in the order of their names.
pub const RULES: &[Rule] = &[
    lint(
        "activity-input-not-record",
        Warning,
        payload_roots::look_at_activity_inputs,
        "the input of an activity cannot gain a field",
    ),
    lint(
        "activity-long-without-heartbeat",
        Warning,
        attempts::look_at_heartbeats,
        "an attempt may take over a minute, and nobody hears of it until it ends",
    ),
    lint(
        "bare-json-type",
        Info,
        untyped::look_at_json_types,
        "a field holds any JSON, so that no change of it is ever noticed",
    ),
    lint(
        "conflict-policy-incoherent",
        Warning,
        ids::look_at_policies,
        "what is said about equal ids contradicts itself",
    ),
    lint(
        "cron-deprecated-use-schedule",
        Info,
        cron::look_at_cron,
        "a workflow runs by `cron:`, which schedules have replaced",
    ),
    warned(
        "deep-nesting",
        "records are nested deeper than every reader of JSON goes",
    ),
    lint(
        "deprecated-past-remove-in",
        Warning,
        deprecation::look_at_overdue,
        "the contract has reached the version that was to remove an element",
    ),
    lint(
        "deprecated-without-replacement",
        Info,
        deprecation::look_at_replacements,
        "something is deprecated without a word about what to use",
    ),
    lint(
        "enum-closed-without-reason",
        Warning,
        closed::look_at_enums,
        "a closed enum has no description that says why",
    ),
    lint(
        "field-required-in-long-lived-input",
        Off,
        long_lived_inputs::look_at_required_fields,
        "a required field of an input that is read for days can never go",
    ),
    lint(
        "id-template-missing",
        Info,
        ids::look_at_missing_ids,
        "every caller makes up the id of a workflow",
    ),
    lint(
        "import-cycle-packages",
        Warning,
        imports::look_at_cycles,
        "packages import each other",
    ),
    lint(
        "import-unused",
        Warning,
        imports::look_at_unused,
        "an import that nothing is taken from",
    ),
    lint(
        "int64-json-precision",
        Off,
        numbers::look_at_wide_integers,
        "a 64-bit integer is written as a number, which many readers round",
    ),
    lint(
        "local-activity-long",
        Warning,
        attempts::look_at_local_activities,
        "an attempt of a local activity may outlast a workflow task",
    ),
    lint(
        "missing-description",
        Off,
        descriptions::look_at_descriptions,
        "a type or an operation without a description",
    ),
    warned(
        "not-generated",
        "a part of the language that is checked, and not generated yet",
    ),
    lint(
        "pinned-with-long-timeout",
        Warning,
        pinned::look_at_pinned,
        "a pinned workflow may keep its old workers for over a week",
    ),
    lint(
        "retry-unlimited-non-idempotent",
        Off,
        retries::look_at_retries,
        "an activity is tried for ever, and its input has no key to do it once by",
    ),
    lint(
        "scalar-io",
        Info,
        payload_roots::look_at_scalars,
        "an output or an input is a bare scalar, which cannot gain a field",
    ),
    lint(
        "signal-input-not-record",
        Warning,
        payload_roots::look_at_signal_inputs,
        "the input of a signal cannot gain a field",
    ),
    lint(
        "signal-with-start-without-id",
        Warning,
        ids::look_at_with_start,
        "a message starts a workflow whose id every sender makes up",
    ),
    lint(
        "stable-imports-unstable",
        Warning,
        imports::look_at_stability,
        "a stable package imports one that may still change at will",
    ),
    lint(
        "union-closed-without-reason",
        Warning,
        closed::look_at_unions,
        "a closed union has no description that says why",
    ),
    lint(
        "unversioned-package",
        Info,
        versions::look_at_packages,
        "a package says no `version:`, so that no change can be held against it",
    ),
    lint(
        "update-without-errors",
        Warning,
        update_errors::look_at_updates,
        "an update with a validator declares no error to refuse with",
    ),
    warned(
        "with-start-conflict",
        "a signal starts a workflow whose `id_conflict` is `fail`",
    ),
    lint(
        "workflow-input-not-record",
        Warning,
        payload_roots::look_at_workflow_inputs,
        "the input of a workflow cannot gain a field",
    ),
    lint(
        "workflow-task-timeout-large",
        Warning,
        task_timeouts::look_at_task_timeouts,
        "the death of a worker is noticed late",
    ),
];

/// What else could be a rule, and is an error of the compiler; in the order of their names.
pub const CHECKED: &[CheckedAs] = &[
    checked(
        "activity-missing-timeout",
        "activity-timeout",
        "an activity that may take for ever",
    ),
    checked(
        "enum-value-snake-case",
        "snake-case",
        "a value of an enum that is not in snake_case",
    ),
    checked(
        "field-snake-case",
        "snake-case",
        "a field that is not in snake_case",
    ),
    checked(
        "heartbeat-timeout-gt-start-to-close",
        "timeout-order",
        "a heartbeat that is missed after the attempt has ended",
    ),
    checked(
        "id-template-optional-field",
        "template-field",
        "an id made of a field that may be absent",
    ),
    checked(
        "id-template-sensitive-field",
        "template-field",
        "an id that shows a sensitive field",
    ),
    checked(
        "name-collision-after-case",
        "duplicate-name",
        "two names that become one in generated code",
    ),
    checked(
        "operation-snake-case",
        "snake-case",
        "an operation that is not in snake_case",
    ),
    checked(
        "package-version-suffix",
        "package-name",
        "a package that does not end in `.v1` or the like",
    ),
    checked(
        "query-name-reserved",
        "temporal-name",
        "a name on the wire that Temporal keeps for itself",
    ),
    checked(
        "reserved-word",
        "shadowing-name",
        "a type named like Rust's own; keywords are escaped",
    ),
    checked(
        "schedule-to-close-lt-start-to-close",
        "timeout-order",
        "one attempt that may take longer than all together",
    ),
    checked(
        "search-attribute-sensitive",
        "search-attribute",
        "a search attribute that shows a sensitive field",
    ),
    checked(
        "type-pascal-case",
        "pascal-case",
        "a type that is not in PascalCase",
    ),
];

impl CheckedAs {
    /// The entry of a name.
    pub fn find(name: &str) -> Option<&'static Self> {
        let position = CHECKED
            .binary_search_by(|entry| entry.name.cmp(name))
            .ok()?;
        CHECKED.get(position)
    }
}

const fn checked(name: &'static str, code: &'static str, summary: &'static str) -> CheckedAs {
    CheckedAs {
        name,
        code,
        summary,
    }
}

impl fmt::Debug for FoundBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FoundBy::Lint(_) => "Lint",
            FoundBy::Compiler => "Compiler",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{CHECKED, RULES, Rule};
    use crate::diagnostic::codes::Code;

    #[test]
    fn tables_are_sorted_and_every_name_has_a_page() {
        assert!(RULES.is_sorted_by(|a, b| a.name < b.name));
        assert!(CHECKED.is_sorted_by(|a, b| a.name < b.name));
        for rule in RULES {
            assert!(Code::find(rule.name).is_some(), "{}", rule.name);
        }
        for entry in CHECKED {
            assert!(Rule::find(entry.name).is_none(), "{}", entry.name);
            let page = Code::find(entry.name).map(|code| code.name);
            assert_eq!(page, Some(entry.code), "{}", entry.name);
        }
    }
}
