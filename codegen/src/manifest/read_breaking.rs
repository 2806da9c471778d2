//! `[breaking]`: what is compared with, and what is thought of it.

use super::read::{Reader, Value};
use super::read_rules::Owner;
use crate::breaking::Settings;

impl Reader<'_> {
    /// Reads all of `[breaking]`; what is wrong in it is reported and left out.
    pub(super) fn read_breaking(&mut self, value: &Value<'_>) -> Settings {
        let mut settings = Settings::default();
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "breaking", "a table", "[breaking]");
            return settings;
        };
        let rules = &mut settings.rules;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "against" => settings.against = self.read_against(value),
                "against-tags" => {
                    settings.against_tags = self.read_text(value, "against-tags", "\"v1.*\"");
                }
                "merge-base" => self.read_bool(value, "merge-base", &mut settings.merge_base),
                "pinned-stay" => {
                    self.read_bool(value, "pinned-stay", &mut settings.assumptions.pinned_stay);
                }
                "fail-on" => self.read_fail_on(value, &mut rules.fail_on),
                "rules" => rules.levels = self.read_levels(value, Owner::Breaking),
                "allow" => rules.allow = self.read_allowances(value, Owner::Breaking),
                _ => self.unknown_key(key, "of `[breaking]`", KEYS),
            }
        }
        settings
    }

    /// One old version, or a list of them.
    fn read_against(&mut self, value: &Value<'_>) -> Vec<String> {
        let example = "\"origin/main\"";
        match value.get_ref().as_array() {
            Some(list) => list
                .iter()
                .filter_map(|value| self.read_text(value, "against", example))
                .collect(),
            None => {
                let text = self.read_text(value, "against", example);
                text.into_iter().collect()
            }
        }
    }
}

const KEYS: &[&str] = &[
    "against",
    "against-tags",
    "merge-base",
    "pinned-stay",
    "fail-on",
    "rules",
    "allow",
];
