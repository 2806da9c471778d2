//! `[lint]`: the levels of the rules, and what is allowed.

use super::read::{Key, Reader, Value};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::{listed, shown};
use crate::diagnostic::similar::nearest;
use crate::lint::rules::RULES;
use crate::lint::{Allow, CheckedAs, Level, Rule, Settings};

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
                "fail-on" => {
                    let level = self.read_level(value, "fail-on", &FAIL_ON);
                    if let Some(severity) = level.and_then(Level::severity) {
                        settings.fail_on = severity;
                    }
                }
                "rules" => self.read_levels(value, &mut settings),
                "allow" => settings.allow = self.read_allowances(value),
                _ => self.unknown_key(key, "of `[lint]`", &["fail-on", "rules", "allow"]),
            }
        }
        settings
    }

    fn read_levels(&mut self, value: &Value<'_>, settings: &mut Settings) {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "rules", "a table", "[lint.rules]");
            return;
        };
        let names = Level::ALL.map(|(name, _)| name);
        for (key, value) in table {
            let level = self.read_level(value, key.get_ref(), &names);
            let span = self.span(key.span());
            let rule = self.find_rule(key.get_ref(), span);
            if let (Some(rule), Some(level)) = (rule, level) {
                settings.levels.insert(rule.name, level);
            }
        }
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

    fn find_rule(&mut self, name: &str, span: crate::source::Span) -> Option<&'static Rule> {
        let rule = Rule::find(name);
        if rule.is_none() {
            let message = format!("no rule {}", shown(name));
            let diagnostic = Diagnostic::error("manifest-unknown-rule", span, message);
            let meant = nearest(name, RULES.iter().map(|rule| rule.name));
            self.push(match (CheckedAs::find(name), meant) {
                (Some(entry), _) => diagnostic
                    .note(format!(
                        "it is the error `{}`, which has no level",
                        entry.code
                    ))
                    .help("delete it: a contract that breaks it does not compile"),
                (None, Some(meant)) => diagnostic.help(format!("did you mean `{meant}`?")),
                (None, None) => diagnostic.help("list all rules with `tempoc lint --rules`"),
            });
        }
        rule
    }

    fn read_allowances(&mut self, value: &Value<'_>) -> Vec<Allow> {
        let Some(tables) = value.get_ref().as_array() else {
            self.wrong_type(value, "allow", "a list of tables", "[[lint.allow]]");
            return Vec::new();
        };
        let tables = tables.iter();
        tables
            .filter_map(|table| self.read_allowance(table))
            .collect()
    }

    fn read_allowance(&mut self, value: &Value<'_>) -> Option<Allow> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "allow", "a table", "[[lint.allow]]");
            return None;
        };
        let (mut rule, mut is_named) = (None, false);
        let (mut at, mut file, mut reason, mut until) = (None, None, None, None);
        let mut has_reason = false;
        let mut is_whole = true;
        for (key, value) in table {
            let text = |reader: &mut Self, example: &str| reader.read_text(key, value, example);
            match key.get_ref().as_ref() {
                "rule" => {
                    is_named = true;
                    let name = text(self, "\"scalar-io\"");
                    let span = self.span(value.span());
                    rule = name.and_then(|name| self.find_rule(&name, span));
                    is_whole &= rule.is_some();
                }
                "at" => at = text(self, "\"acme.orders.v1/Currency\""),
                "file" => file = text(self, "\"schemas/legacy/*.tempoc.yaml\""),
                "reason" => {
                    has_reason = true;
                    reason = text(self, "\"why it is right here\"");
                    is_whole &= reason.is_some();
                }
                "until" => until = self.read_day(value),
                _ => self.unknown_key(key, "of `[[lint.allow]]`", ALLOW_KEYS),
            }
        }
        let has_place = ["at", "file"].iter().any(|key| table.contains_key(*key));
        for (is_there, key, example) in [
            (is_named, "rule", "rule = \"scalar-io\""),
            (has_place, "at", "at = \"acme.orders.v1/Currency\""),
            (has_reason, "reason", "reason = \"why it is right here\""),
        ] {
            if !is_there {
                is_whole = false;
                let span = self.span(value.span());
                let message = format!("a `[[lint.allow]]` without `{key}`");
                let diagnostic = Diagnostic::error("manifest-missing-key", span, message);
                self.push(diagnostic.help(format!("add `{example}`")));
            }
        }
        is_whole.then_some(Allow {
            rule: rule?.name,
            at,
            file,
            reason: reason?,
            until,
            span: self.span(value.span()),
        })
    }

    fn read_text(&mut self, key: &Key<'_>, value: &Value<'_>, example: &str) -> Option<String> {
        let text = value.get_ref().as_str();
        let text = text.filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.wrong_type(value, key.get_ref(), "some text", example);
        }
        text.map(str::to_owned)
    }

    /// `"2027-01-01"`, or the same as a date of TOML.
    fn read_day(&mut self, value: &Value<'_>) -> Option<String> {
        let written = match value.get_ref() {
            toml::de::DeValue::String(text) => text.to_string(),
            toml::de::DeValue::Datetime(date) => date.to_string(),
            _ => {
                self.wrong_type(value, "until", "a date", "\"2027-01-01\"");
                return None;
            }
        };
        let day: Option<jiff::civil::Date> = written.parse().ok();
        // Other forms, with a time or in short, are read by the parser as well.
        let day = day.map(|day| day.to_string()).filter(|day| *day == written);
        if day.is_none() {
            let span = self.span(value.span());
            let message = format!("`until` is {}, which is not a date", shown(&written));
            self.push(
                Diagnostic::error("manifest-wrong-date", span, message).help(
                    "write the last day on which it is allowed, such as `until = \"2027-01-01\"`",
                ),
            );
        }
        day
    }
}

const FAIL_ON: [&str; 3] = ["info", "warning", "error"];

const ALLOW_KEYS: &[&str] = &["rule", "at", "file", "reason", "until"];
