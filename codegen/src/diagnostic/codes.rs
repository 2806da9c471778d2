//! Every code that a diagnostic can have, with the page that explains it.

use crate::lint::CheckedAs;

/// A rule, by its stable name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The name that diagnostics carry, such as `unknown-type`.
    pub name: &'static str,
    /// What it means, a wrong and a right sample, and why the rule exists, as Markdown.
    pub explanation: &'static str,
}

impl Code {
    /// The code of a name, or of the name that a rule of lint would have for it.
    pub fn find(name: &str) -> Option<&'static Self> {
        let name = CheckedAs::find(name).map_or(name, |entry| entry.code);
        Self::all().find(|code| code.name == name)
    }

    /// [`CODES`], then [`LINT_CODES`], [`BREAKING_CODES`], [`TOOL_CODES`] and [`HISTORY_CODES`].
    pub fn all() -> impl Iterator<Item = &'static Self> {
        let lists = [CODES, LINT_CODES, BREAKING_CODES, TOOL_CODES, HISTORY_CODES];
        lists.into_iter().flatten()
    }
}

macro_rules! code {
    ($name:literal) => {
        Code {
            name: $name,
            explanation: include_str!(concat!("../../explain/", $name, ".md")),
        }
    };
}

/// All codes of what is wrong with a contract, in the order of their names, one a line.
pub const CODES: &[Code] = &[
    code!("activity-timeout"),
    code!("bidirectional-character"),
    code!("constraint-kind"),
    code!("constraint-order"),
    code!("contract-too-large"),
    code!("control-character"),
    code!("deep-nesting"),
    code!("default-value"),
    code!("duplicate-key"),
    code!("duplicate-name"),
    code!("duplicate-reference"),
    code!("duplicate-wire"),
    code!("empty-name"),
    code!("empty-type"),
    code!("encoding"),
    code!("endless-newtype"),
    code!("endless-record"),
    code!("file-too-large"),
    code!("import-itself"),
    code!("import-not-found"),
    code!("import-outside-root"),
    code!("import-path"),
    code!("import-twice"),
    code!("import-unreadable"),
    code!("invalid-cron"),
    code!("invalid-duration"),
    code!("invalid-number"),
    code!("invalid-pattern"),
    code!("invalid-priority"),
    code!("invalid-schedule"),
    code!("invalid-timezone"),
    code!("language-version"),
    code!("local-activity"),
    code!("map-key"),
    code!("missing-key"),
    code!("missing-task-queue"),
    code!("newtype-base"),
    code!("nexus-operation"),
    code!("not-a-boolean"),
    code!("not-generated"),
    code!("not-utf8"),
    code!("optional-conflict"),
    code!("package-clash"),
    code!("package-name"),
    code!("pascal-case"),
    code!("payload-root"),
    code!("reference-syntax"),
    code!("reserved-name"),
    code!("retry-conflict"),
    code!("search-attribute"),
    code!("sensitive-memo"),
    code!("several-documents"),
    code!("shadowing-name"),
    code!("snake-case"),
    code!("tab-indentation"),
    code!("template-field"),
    code!("template-path"),
    code!("template-syntax"),
    code!("template-value"),
    code!("temporal-name"),
    code!("timeout-order"),
    code!("too-deep"),
    code!("too-many-aliases"),
    code!("too-many-nodes"),
    code!("too-many-problems"),
    code!("two-defaults"),
    code!("type-kind"),
    code!("type-syntax"),
    code!("unknown-activity"),
    code!("unknown-choice"),
    code!("unknown-error"),
    code!("unknown-import"),
    code!("unknown-key"),
    code!("unknown-type"),
    code!("unknown-workflow"),
    code!("unprintable-name"),
    code!("unquoted-comma"),
    code!("variant-record"),
    code!("version-order"),
    code!("version-syntax"),
    code!("with-start-conflict"),
    code!("wrong-kind"),
    code!("yaml-anchor"),
    code!("yaml-directive"),
    code!("yaml-key"),
    code!("yaml-merge-key"),
    code!("yaml-syntax"),
    code!("yaml-tag"),
];

/// All codes of what a contract had better not do, which only `tempoc lint` says.
pub const LINT_CODES: &[Code] = &[
    code!("activity-input-not-record"),
    code!("activity-long-without-heartbeat"),
    code!("bare-json-type"),
    code!("conflict-policy-incoherent"),
    code!("cron-deprecated-use-schedule"),
    code!("deprecated-past-remove-in"),
    code!("deprecated-without-replacement"),
    code!("enum-closed-without-reason"),
    code!("field-required-in-long-lived-input"),
    code!("id-template-missing"),
    code!("import-cycle-packages"),
    code!("import-unused"),
    code!("int64-json-precision"),
    code!("local-activity-long"),
    code!("missing-description"),
    code!("pinned-with-long-timeout"),
    code!("retry-unlimited-non-idempotent"),
    code!("scalar-io"),
    code!("signal-input-not-record"),
    code!("signal-with-start-without-id"),
    code!("stable-imports-unstable"),
    code!("union-closed-without-reason"),
    code!("unversioned-package"),
    code!("update-without-errors"),
    code!("workflow-input-not-record"),
    code!("workflow-task-timeout-large"),
];

/// All codes of what is wrong around a contract: its `tempoc.toml`, its output, a command.
pub const TOOL_CODES: &[Code] = &[
    code!("against-ambiguous"),
    code!("against-broken"),
    code!("against-not-found"),
    code!("against-nothing"),
    code!("against-two-files"),
    code!("against-unknown"),
    code!("cannot-accept"),
    code!("exceeded-accept"),
    code!("expired-accept"),
    code!("git-failed"),
    code!("git-missing"),
    code!("init-exists"),
    code!("lint-allow-expired"),
    code!("lint-allow-unused"),
    code!("manifest-missing-key"),
    code!("manifest-syntax"),
    code!("manifest-unknown-choice"),
    code!("manifest-unknown-key"),
    code!("manifest-unknown-rule"),
    code!("manifest-unreadable"),
    code!("manifest-wrong-date"),
    code!("manifest-wrong-type"),
    code!("no-manifest"),
    code!("no-merge-base"),
    code!("no-output-folder"),
    code!("no-repository"),
    code!("no-tags"),
    code!("not-proven"),
    code!("object-missing"),
    code!("output-clash"),
    code!("output-foreign"),
    code!("output-missing"),
    code!("output-not-a-file"),
    code!("output-not-a-folder"),
    code!("output-not-written"),
    code!("output-stale"),
    code!("output-superfluous"),
    code!("output-unreadable"),
    code!("proof-unsaid"),
    code!("saved-damaged"),
    code!("saved-newer"),
    code!("template-error"),
    code!("unknown-code"),
    code!("unreadable-file"),
    code!("unused-accept"),
    code!("wrong-accept"),
];

/// All codes of what is wrong with recorded histories, or with their fit to a contract.
pub const HISTORY_CODES: &[Code] = &[
    code!("histories-left-out"),
    code!("history-codec"),
    code!("history-encoded"),
    code!("history-foreign"),
    code!("history-server"),
    code!("history-unreadable"),
    code!("no-history"),
    code!("payload-count"),
    code!("recorded-attribute"),
    code!("recorded-call"),
    code!("recorded-id"),
    code!("recorded-name"),
    code!("undeclared-activity"),
    code!("undeclared-child"),
    code!("undeclared-error"),
    code!("undeclared-operation"),
    code!("undeclared-signal"),
    code!("undeclared-update"),
    code!("undeclared-value"),
    code!("undeclared-workflow"),
    code!("unreadable-payload"),
    code!("unwritable-payload"),
];

/// The rules of [`RULES`](crate::breaking::rules::RULES), in their order: what a change of a contract breaks.
pub const BREAKING_CODES: &[Code] = &[
    // Fields.
    code!("field-required-added"),
    code!("field-optional-added"),
    code!("field-added-to-strict-record"),
    code!("field-required-removed"),
    code!("field-optional-removed"),
    code!("field-renamed"),
    code!("field-wire-renamed"),
    code!("field-renamed-with-alias"),
    code!("field-alias-removed"),
    code!("field-aliases-reordered"),
    code!("field-alias-reused"),
    code!("field-lost-in-passthrough"),
    code!("field-lost-in-unique-list"),
    code!("field-source-renamed"),
    code!("field-optional-to-required"),
    code!("field-required-to-optional"),
    code!("field-default-added"),
    code!("field-default-removed"),
    code!("field-default-given"),
    code!("field-default-dropped"),
    code!("field-default-changed"),
    code!("field-type-changed"),
    code!("int-widened"),
    code!("int-narrowed"),
    code!("int-to-float"),
    code!("float-to-int"),
    code!("float-widened"),
    code!("float-narrowed"),
    code!("scalar-format-changed"),
    code!("cardinality-changed"),
    code!("map-key-type-changed"),
    code!("constraint-tightened"),
    code!("constraint-loosened"),
    code!("pattern-changed"),
    code!("encoding-changed"),
    code!("unknown-policy-changed"),
    code!("unknown-fields-dropped"),
    code!("named-type-changed"),
    code!("name-in-code-changed"),
    code!("name-means-another"),
    code!("fields-reordered"),
    code!("type-removed"),
    code!("type-renamed"),
    code!("type-moved"),
    code!("definition-moved"),
    code!("type-kind-changed"),
    code!("reserved-name-reused"),
    code!("reserved-name-freed"),
    code!("sensitive-changed"),
    // Enums and unions.
    code!("enum-value-added"),
    code!("enum-value-added-closed"),
    code!("enum-value-removed"),
    code!("enum-value-renamed"),
    code!("enum-closed"),
    code!("enum-opened"),
    code!("enum-values-reordered"),
    code!("union-variant-added"),
    code!("union-variant-added-closed"),
    code!("union-variant-removed"),
    code!("union-variant-renamed"),
    code!("union-tag-changed"),
    code!("union-closed"),
    code!("union-opened"),
    // Errors.
    code!("error-type-renamed"),
    code!("error-retryability-changed"),
    code!("error-removed"),
    code!("error-added-to-operation"),
    code!("error-removed-from-operation"),
    // Payloads of definitions.
    code!("payload-added"),
    code!("payload-removed"),
    // Workflows.
    code!("workflow-added"),
    code!("workflow-removed"),
    code!("workflow-renamed"),
    code!("workflow-renamed-with-alias"),
    code!("workflow-alias-removed"),
    code!("workflow-task-queue-changed"),
    code!("workflow-id-template-changed"),
    code!("workflow-id-field-incompatible"),
    code!("workflow-id-policy-changed"),
    code!("workflow-timeout-reduced"),
    code!("workflow-timeout-raised"),
    code!("workflow-retry-changed"),
    code!("workflow-option-changed"),
    code!("versioning-pinned-to-auto"),
    code!("versioning-auto-to-pinned"),
    code!("child-target-changed"),
    code!("child-id-template-changed"),
    code!("child-added"),
    code!("child-removed"),
    code!("parent-close-policy-changed"),
    code!("child-cancellation-changed"),
    code!("child-option-changed"),
    code!("child-task-queue-changed"),
    code!("call-added"),
    code!("call-removed"),
    code!("schedule-changed"),
    code!("schedule-added"),
    code!("schedule-input-refused"),
    code!("schedule-removed"),
    code!("search-attribute-added"),
    code!("search-attribute-removed"),
    code!("search-attribute-type-changed"),
    code!("search-attribute-source-changed"),
    // Messages.
    code!("signal-added"),
    code!("signal-removed"),
    code!("signal-renamed"),
    code!("signal-renamed-with-alias"),
    code!("signal-alias-removed"),
    code!("query-added"),
    code!("query-removed"),
    code!("query-renamed"),
    code!("query-renamed-with-alias"),
    code!("query-alias-removed"),
    code!("update-added"),
    code!("update-removed"),
    code!("update-renamed"),
    code!("update-renamed-with-alias"),
    code!("update-alias-removed"),
    code!("update-validator-added"),
    code!("update-validator-removed"),
    code!("with-start-added"),
    code!("with-start-removed"),
    code!("wait-stage-changed"),
    code!("update-id-template-changed"),
    code!("unfinished-policy-changed"),
    code!("handler-async-changed"),
    // Activities.
    code!("activity-added"),
    code!("activity-removed"),
    code!("activity-renamed"),
    code!("activity-renamed-with-alias"),
    code!("activity-alias-removed"),
    code!("activity-local-changed"),
    code!("local-activity-unserved"),
    code!("activity-task-queue-changed"),
    code!("activity-timeout-reduced"),
    code!("activity-timeout-raised"),
    code!("heartbeat-timeout-added"),
    code!("activity-retry-reduced"),
    code!("activity-retry-raised"),
    code!("activity-cancellation-changed"),
    code!("activity-option-changed"),
    // Nexus and packages.
    code!("nexus-service-added"),
    code!("nexus-service-removed"),
    code!("nexus-service-renamed"),
    code!("nexus-operation-removed"),
    code!("nexus-operation-renamed"),
    code!("nexus-operation-added"),
    code!("nexus-endpoint-changed"),
    code!("nexus-timeout-changed"),
    code!("nexus-operation-kind-changed"),
    code!("package-added"),
    code!("package-removed"),
    code!("package-renamed"),
    code!("task-queue-shared"),
    // The contract about itself.
    code!("version-not-bumped"),
    code!("deprecation-window-violated"),
    code!("removed-without-deprecation"),
];

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{BREAKING_CODES, CODES, Code, HISTORY_CODES, LINT_CODES, TOOL_CODES};
    use crate::breaking::rules::RULES;

    #[test]
    fn codes_are_sorted_and_explained() {
        assert!(CODES.is_sorted_by(|a, b| a.name < b.name));
        assert!(LINT_CODES.is_sorted_by(|a, b| a.name < b.name));
        assert!(TOOL_CODES.is_sorted_by(|a, b| a.name < b.name));
        assert!(HISTORY_CODES.is_sorted_by(|a, b| a.name < b.name));
        for code in Code::all() {
            let lines = code.explanation.lines().count();
            let title = format!("# {}\n", code.name);
            assert!(code.explanation.starts_with(&title), "{}", code.name);
            assert!((8..=32).contains(&lines), "{} has {lines} lines", code.name);
        }
    }

    #[test]
    fn every_rule_is_explained_in_their_order() {
        let explained: Vec<&str> = BREAKING_CODES.iter().map(|code| code.name).collect();
        let rules: Vec<&str> = RULES.iter().map(|info| info.id).collect();
        assert_eq!(explained, rules);
    }

    #[test]
    fn every_code_in_use_is_in_the_table_and_every_code_of_the_table_is_in_use() {
        let mut used = BTreeSet::new();
        let mut all = String::new();
        for file in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
            let source = fs::read_to_string(&file).unwrap();
            if !file.ends_with("codes.rs") {
                all.push_str(&source);
            }
            for constructor in [
                concat!("Diagnostic::", "error("),
                concat!("Diagnostic::", "warning("),
                concat!("code", ": "),
            ] {
                used.extend(source.split(constructor).skip(1).filter_map(first_literal));
            }
        }
        let known: BTreeSet<String> = Code::all().map(|code| code.name.to_owned()).collect();
        let unexplained: Vec<&String> = used.difference(&known).collect();
        assert_eq!(unexplained, Vec::<&String>::new());
        // Some reach a diagnostic by way of a function.
        let unused = known
            .iter()
            .find(|code| !all.contains(&format!("\"{code}\"")));
        assert_eq!(unused, None);
    }

    fn first_literal(arguments: &str) -> Option<String> {
        let literal = arguments.trim_start().strip_prefix('"')?;
        Some(literal.split('"').next()?.to_owned())
    }

    fn rust_files(folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(rust_files(&path));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
        found
    }
}
