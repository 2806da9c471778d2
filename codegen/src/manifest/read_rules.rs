//! `[lint]` and `[breaking]`: the levels of rules, and what is allowed.

use std::collections::BTreeMap;

use super::read::{Reader, Value};
use crate::breaking;
use crate::diagnostic::shown::{listed, shown};
use crate::diagnostic::similar::nearest;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{self, Allow, CheckedAs, Level, Settings};
use crate::source::Span;

/// Whose rules a table is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Lint,
    Breaking,
}

impl Owner {
    fn table(self) -> &'static str {
        match self {
            Owner::Lint => "lint",
            Owner::Breaking => "breaking",
        }
    }

    fn rules(self) -> Vec<&'static str> {
        match self {
            Owner::Lint => lint::rules::RULES.iter().map(|rule| rule.name).collect(),
            Owner::Breaking => breaking::rules::RULES.iter().map(|rule| rule.id).collect(),
        }
    }

    fn find(self, name: &str) -> Option<&'static str> {
        self.rules().into_iter().find(|rule| *rule == name)
    }

    fn lists_rules(self) -> &'static str {
        match self {
            Owner::Lint => "list all rules with `tempoc lint --rules`",
            Owner::Breaking => "list all rules with `tempoc breaking rules`",
        }
    }

    fn example(self) -> &'static str {
        match self {
            Owner::Lint => "scalar-io",
            Owner::Breaking => "enum-value-added",
        }
    }
}

impl Reader<'_> {
    /// Reads all of `[lint]`; what is wrong in it is reported and left out.
    pub(super) fn read_lint(&mut self, value: &Value<'_>) -> Settings {
        let mut settings = Settings::default();
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "lint", "a table", "[lint]");
            return settings;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "fail-on" => self.read_fail_on(value, &mut settings.fail_on),
                "rules" => settings.levels = self.read_levels(value, Owner::Lint),
                "allow" => settings.allow = self.read_allowances(value, Owner::Lint),
                _ => self.unknown_key(key, "of `[lint]`", &["fail-on", "rules", "allow"]),
            }
        }
        settings
    }

    pub(super) fn read_fail_on(&mut self, value: &Value<'_>, fail_on: &mut Severity) {
        let level = self.read_level(value, "fail-on", &FAIL_ON);
        if let Some(severity) = level.and_then(Level::severity) {
            *fail_on = severity;
        }
    }

    pub(super) fn read_levels(
        &mut self,
        value: &Value<'_>,
        owner: Owner,
    ) -> BTreeMap<&'static str, Level> {
        let mut levels = BTreeMap::new();
        let Some(table) = value.get_ref().as_table() else {
            let example = format!("[{}.rules]", owner.table());
            self.wrong_type(value, "rules", "a table", &example);
            return levels;
        };
        let names = Level::ALL.map(|(name, _)| name);
        for (key, value) in table {
            let level = self.read_level(value, key.get_ref(), &names);
            let span = self.span(key.span());
            let rule = self.find_rule(key.get_ref(), span, owner);
            if let (Some(rule), Some(level)) = (rule, level) {
                levels.insert(rule, level);
            }
        }
        levels
    }

    fn read_level(
        &mut self,
        value: &Value<'_>,
        key: &str,
        known: &[&'static str],
    ) -> Option<Level> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(value, key, "a level", "\"warning\"");
            return None;
        };
        if known.contains(&text) {
            let mut levels = Level::ALL.iter();
            return levels
                .find(|(name, _)| *name == text)
                .map(|(_, level)| *level);
        }
        let span = self.span(value.span());
        let message = format!("`{key}` is {}, which is not a level", shown(text));
        let diagnostic = Diagnostic::error("manifest-unknown-choice", span, message);
        self.push(match nearest(text, known.iter().copied()) {
            Some(meant) => diagnostic
                .help(format!("did you mean `{meant}`?"))
                .suggest(span, format!("\"{meant}\"")),
            None => diagnostic.help(format!("write one of {}", listed(known.iter().copied()))),
        });
        None
    }

    pub(super) fn find_rule(
        &mut self,
        name: &str,
        span: Span,
        owner: Owner,
    ) -> Option<&'static str> {
        let rule = owner.find(name);
        if rule.is_none() {
            let message = format!("no rule {}", shown(name));
            let diagnostic = Diagnostic::error("manifest-unknown-rule", span, message);
            let checked = CheckedAs::find(name).filter(|_| owner == Owner::Lint);
            self.push(match (checked, nearest(name, owner.rules())) {
                (Some(entry), _) => diagnostic
                    .note(format!(
                        "it is the error `{}`, which has no level",
                        entry.code
                    ))
                    .help("delete it: a contract that breaks it does not compile"),
                (None, Some(meant)) => diagnostic.help(format!("did you mean `{meant}`?")),
                (None, None) => diagnostic.help(owner.lists_rules()),
            });
        }
        rule
    }

    pub(super) fn read_allowances(&mut self, value: &Value<'_>, owner: Owner) -> Vec<Allow> {
        let Some(tables) = value.get_ref().as_array() else {
            let example = format!("[[{}.allow]]", owner.table());
            self.wrong_type(value, "allow", "a list of tables", &example);
            return Vec::new();
        };
        let tables = tables.iter();
        tables
            .filter_map(|table| self.read_allowance(table, owner))
            .collect()
    }

    fn read_allowance(&mut self, value: &Value<'_>, owner: Owner) -> Option<Allow> {
        let header = format!("[[{}.allow]]", owner.table());
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "allow", "a table", &header);
            return None;
        };
        let (mut rule, mut is_named) = (None, false);
        let (mut at, mut file, mut reason, mut until) = (None, None, None, None);
        let mut has_reason = false;
        let mut is_whole = true;
        for (key, value) in table {
            let text = |reader: &mut Self, example: &str| {
                reader.read_text(value, key.get_ref(), &format!("\"{example}\""))
            };
            match key.get_ref().as_ref() {
                "rule" => {
                    is_named = true;
                    let name = text(self, owner.example());
                    let span = self.span(value.span());
                    rule = name.and_then(|name| self.find_rule(&name, span, owner));
                    is_whole &= rule.is_some();
                }
                "at" => at = text(self, "acme.orders.v1/Currency"),
                "file" => file = text(self, "schemas/legacy/*.tempoc.yaml"),
                "reason" => {
                    has_reason = true;
                    reason = text(self, "why it is right here");
                    is_whole &= reason.is_some();
                }
                "until" => until = self.read_day(value),
                _ => self.unknown_key(key, &format!("of `{header}`"), ALLOW_KEYS),
            }
        }
        let has_place = ["at", "file"].iter().any(|key| table.contains_key(*key));
        for (is_there, key, example) in [
            (is_named, "rule", owner.example()),
            (has_place, "at", "acme.orders.v1/Currency"),
            (has_reason, "reason", "why it is right here"),
        ] {
            if !is_there {
                is_whole = false;
                self.missing_key(value, &header, key, example);
            }
        }
        is_whole.then_some(Allow {
            rule: rule?,
            at,
            file,
            reason: reason?,
            until,
            span: self.span(value.span()),
        })
    }

    pub(super) fn missing_key(
        &mut self,
        table: &Value<'_>,
        header: &str,
        key: &str,
        example: &str,
    ) {
        let span = self.span(table.span());
        let message = format!("a `{header}` without `{key}`");
        let diagnostic = Diagnostic::error("manifest-missing-key", span, message);
        self.push(diagnostic.help(format!("add `{key} = \"{example}\"`")));
    }

    pub(super) fn read_text(
        &mut self,
        value: &Value<'_>,
        key: &str,
        example: &str,
    ) -> Option<String> {
        let text = value.get_ref().as_str();
        let text = text.filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.wrong_type(value, key, "some text", example);
        }
        text.map(str::to_owned)
    }

    /// `"2027-01-01"`, or the same as a date of TOML.
    fn read_day(&mut self, value: &Value<'_>) -> Option<String> {
        let Some(written) = written_day(value) else {
            self.wrong_type(value, "until", "a date", "\"2027-01-01\"");
            return None;
        };
        if !is_day(&written) {
            let span = self.span(value.span());
            let message = format!("`until` is {}, which is not a date", shown(&written));
            self.push(
                Diagnostic::error("manifest-wrong-date", span, message).help(
                    "write the last day on which it is allowed, such as `until = \"2027-01-01\"`",
                ),
            );
            return None;
        }
        Some(written)
    }
}

/// The text of a date, which TOML may have as one of its own.
pub(super) fn written_day(value: &Value<'_>) -> Option<String> {
    match value.get_ref() {
        toml::de::DeValue::String(text) => Some(text.to_string()),
        toml::de::DeValue::Datetime(date) => Some(date.to_string()),
        _ => None,
    }
}

/// Whether a text is a day, such as `2027-01-01`.
pub(crate) fn is_day(text: &str) -> bool {
    // Other forms, with a time or in short, are read by the parser as well.
    let day = text.parse::<jiff::civil::Date>();
    day.is_ok_and(|day| day.to_string() == text)
}

const FAIL_ON: [&str; 3] = ["info", "warning", "error"];

const ALLOW_KEYS: &[&str] = &["rule", "at", "file", "reason", "until"];
