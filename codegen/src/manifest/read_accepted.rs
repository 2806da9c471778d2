//! `tempoc-breaking.toml`: what breaks, and may.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::read::{Reader, Value};
use super::read_rules::{Owner, is_day, written_day};
use crate::breaking::accepted::extent::{Extent, parse_levels, parse_place};
use crate::breaking::accepted::{Accept, PLACED, Until};
use crate::breaking::finding::Verdict;
use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::FileId;
use crate::version::Version;

/// Reads all entries, and reports all that is wrong with them.
pub(crate) fn read_accepted(
    text: &str,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Vec<Accept> {
    let mut reader = Reader::new(file, diagnostics);
    let Some(document) = reader.parse(text, "[[accept]]") else {
        return Vec::new();
    };
    reader.read_entries(document.get_ref())
}

impl Reader<'_> {
    fn read_entries(&mut self, document: &DeTable<'_>) -> Vec<Accept> {
        let mut entries: Vec<Accept> = Vec::new();
        for (key, value) in document {
            if key.get_ref() != "accept" {
                self.unknown_key(key, "of `tempoc-breaking.toml`", &["accept"]);
                continue;
            }
            let Some(tables) = value.get_ref().as_array() else {
                self.wrong_type(value, "accept", "a list of tables", HEADER);
                continue;
            };
            for table in tables {
                let Some(entry) = self.read_entry(table) else {
                    continue;
                };
                match entries
                    .iter()
                    .find(|other| other.fingerprint == entry.fingerprint)
                {
                    Some(first) => {
                        let message = format!("`{}` is accepted twice", entry.fingerprint);
                        self.push(
                            Diagnostic::error("wrong-accept", entry.span, message)
                                .other(first.span, "first here")
                                .help("keep one of the two"),
                        );
                    }
                    None => entries.push(entry),
                }
            }
        }
        entries
    }

    fn read_entry(&mut self, value: &Value<'_>) -> Option<Accept> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "accept", "a table", HEADER);
            return None;
        };
        let (mut fingerprint, mut rule, mut at, mut reason) = (None, None, None, None);
        let (mut until, mut by, mut against) = (None, None, None);
        let (mut levels, mut affected) = (None, None);
        let mut is_whole = true;
        for (key, value) in table {
            let span = self.span(value.span());
            let mut text = |reader: &mut Self, example: &str| {
                let text = reader.read_text(value, key.get_ref(), &format!("\"{example}\""));
                is_whole &= text.is_some();
                text
            };
            match key.get_ref().as_ref() {
                "fingerprint" => {
                    fingerprint =
                        text(self, FINGERPRINT).filter(|text| self.is_fingerprint(text, span));
                    is_whole &= fingerprint.is_some();
                }
                "rule" => {
                    let name = text(self, "field-required-added");
                    rule = name.and_then(|name| self.find_rule(&name, span, Owner::Breaking));
                    is_whole &= rule.is_some();
                }
                "at" => at = text(self, AT),
                "reason" => reason = text(self, REASON),
                "by" => by = text(self, "Ada Lovelace"),
                "against" => against = text(self, "v1.3.0 (5b1e0c2)"),
                "levels" => {
                    levels = text(self, LEVELS).and_then(|text| {
                        let levels = parse_levels(&text);
                        if levels.is_none() {
                            self.wrong_levels("levels", &text, span, LEVELS);
                        }
                        levels
                    });
                    is_whole &= levels.is_some();
                }
                "places" => {
                    affected = self.read_affected(value);
                    is_whole &= affected.is_some();
                }
                "until" => {
                    until = self.read_until(value);
                    is_whole &= until.is_some();
                }
                _ => self.unknown_key(key, "of `[[accept]]`", KEYS),
            }
        }
        for (key, example) in [
            ("fingerprint", FINGERPRINT),
            ("rule", "field-required-added"),
            ("at", AT),
            ("reason", REASON),
        ] {
            if !table.contains_key(key) {
                is_whole = false;
                self.missing_key(value, HEADER, key, example);
            }
        }
        // A key and its value, from the first character to the last.
        let place = |name: &str| {
            let (key, value) = table.get_key_value(name)?;
            Some(self.span(key.span()).to(self.span(value.span())))
        };
        let places = PLACED.map(place);
        is_whole.then_some(Accept {
            fingerprint: fingerprint?,
            rule: rule?,
            at: at?,
            extent: levels.map(|levels| Extent {
                levels,
                places: affected.unwrap_or_default(),
            }),
            against,
            reason: reason?,
            until,
            by,
            span: place("fingerprint")?,
            places,
        })
    }

    /// Each place with how bad it is there.
    fn read_affected(&mut self, value: &Value<'_>) -> Option<BTreeMap<String, Verdict>> {
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(
                value,
                "places",
                "a list of texts",
                &format!("[\"{PLACE}\"]"),
            );
            return None;
        };
        let mut places = BTreeMap::new();
        for place in list {
            let text = self.read_text(place, "places", &format!("[\"{PLACE}\"]"))?;
            let Some((place_name, levels)) = parse_place(&text) else {
                let span = self.span(place.span());
                self.wrong_levels("places", &text, span, PLACE);
                return None;
            };
            places.insert(place_name, levels);
        }
        Some(places)
    }

    fn wrong_levels(&mut self, key: &str, text: &str, span: crate::source::Span, example: &str) {
        let message = format!(
            "`{key}` has {}, which does not say how bad it is",
            shown(text)
        );
        self.push(
            Diagnostic::error("wrong-accept", span, message).help(format!(
                "write it as {}, or delete `levels` and `places` and accept the finding again",
                shown(example)
            )),
        );
    }

    fn is_fingerprint(&mut self, text: &str, span: crate::source::Span) -> bool {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let is_one = text.len() == 16 && text.bytes().all(is_digit);
        if !is_one {
            let message = format!("{} is not a fingerprint", shown(text));
            self.push(
                Diagnostic::error("wrong-accept", span, message)
                    .help("copy the sixteen digits that the finding ends with"),
            );
        }
        is_one
    }

    /// `"2027-01-01"`, or the same as a date of TOML, or `"2.0.0"`.
    fn read_until(&mut self, value: &Value<'_>) -> Option<Until> {
        let Some(written) = written_day(value) else {
            self.wrong_type(value, "until", "a date or a version", "\"2027-01-01\"");
            return None;
        };
        let until = Until::parse(&written);
        if until.is_none() {
            let span = self.span(value.span());
            let message = format!(
                "`until` is {}, which is neither a date nor a version",
                shown(&written)
            );
            self.push(Diagnostic::error("manifest-wrong-date", span, message).help(
                "write the last day, such as `until = \"2027-01-01\"`, or the version that ends it, such as `until = \"2.0.0\"`",
            ));
        }
        until
    }
}

impl Until {
    /// What a text says, if it is a day or a version.
    pub fn parse(text: &str) -> Option<Until> {
        match is_day(text) {
            true => Some(Until::Day(text.to_owned())),
            false => Version::parse(text).map(|_| Until::Version(text.to_owned())),
        }
    }
}

const HEADER: &str = "[[accept]]";
const FINGERPRINT: &str = "4be1c09a5d7f0e21";
const AT: &str = "acme.orders.v1/OrderInput/region";
const REASON: &str = "why it may break";
const LEVELS: &str = "replay error, new readers error";
const PLACE: &str = "the input of workflow `process_order`: replay error, new readers error";
const KEYS: &[&str] = &[
    "fingerprint",
    "rule",
    "at",
    "levels",
    "places",
    "against",
    "reason",
    "until",
    "by",
];
