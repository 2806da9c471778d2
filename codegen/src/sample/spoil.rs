//! What may be wrong with lists, maps, records, unions and whole documents.

use crate::model::{Record, Union};

use super::any_json::any_json;
use super::draft::{Draft, quoted};
use super::generate::Generator;
use super::random::Random;

impl<'m> Generator<'m> {
    /// A union without a tag, or with one that is none.
    pub(super) fn bad_union(&mut self, union: &'m Union) -> Draft {
        if self.random.percent(20) {
            return self.anything_else();
        }
        let wrong = [
            None,
            Some("null"),
            Some("1"),
            Some("{}"),
            Some("[\"card\"]"),
            Some("\"\""),
            Some("\"no such variant\""),
        ];
        let wrong = self.random.pick(&wrong).copied().flatten();
        let mut fields = self.unknown_fields();
        if let Some(wrong) = wrong {
            fields.push((quoted(&union.tag), Draft::text(wrong)));
        }
        Draft::Object(fields)
    }

    /// Leaves a field out, changes one, repeats one, or adds one.
    pub(super) fn spoil_fields(&mut self, record: &'m Record, fields: &mut Vec<(String, Draft)>) {
        let at = self.random.below(fields.len());
        match self.random.below(5) {
            0 if !fields.is_empty() => {
                fields.remove(at);
            }
            1 if !fields.is_empty() => fields[at].1 = Draft::text("null"),
            2 if !fields.is_empty() => fields[at].1 = self.anything_else(),
            3 if !fields.is_empty() => {
                let again = (fields[at].0.clone(), self.anything_else());
                fields.push(again);
            }
            _ => match self.random.percent(40) {
                // A name in the schema is none on the wire, if there is another one for that.
                true if !record.fields.is_empty() => {
                    let field = self.random.pick(&record.fields);
                    let name = field.map_or("", |field| &field.meta.name);
                    let value = self.anything_else();
                    fields.push((quoted(name), value));
                }
                _ => {
                    let mut more = self.unknown_fields();
                    more.push((quoted("no such field"), Draft::text("1")));
                    fields.append(&mut more);
                }
            },
        }
    }

    /// A value of any other kind.
    pub(super) fn anything_else(&mut self) -> Draft {
        match self.random.percent(50) {
            true => Draft::Text(any_json(&mut self.random, 3)),
            false => Draft::text(self.random.word(&[
                "null",
                "true",
                "0",
                "-1",
                "1.5",
                "\"\"",
                "\"text\"",
                "[]",
                "{}",
                "[[]]",
                "[null]",
                "{\"a\":null}",
            ])),
        }
    }
}

/// A document that is most probably no JSON any more.
pub(super) fn break_syntax(text: &str, random: &mut Random) -> String {
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    let all_but_last: String = text
        .chars()
        .take(text.chars().count().saturating_sub(1))
        .collect();
    let texts = [
        half,
        all_but_last,
        String::new(),
        " ".to_owned(),
        format!("{text} "),
        format!("\r\n\t {text}\n"),
        format!("{text},"),
        format!("{text}}}"),
        format!("{text} {text}"),
        format!("\u{feff}{text}"),
        format!("\u{a0}{text}"),
        format!("{text}\u{b}"),
        format!("/**/{text}"),
        format!("{text}//"),
        text.replacen('"', "'", 2),
        text.replacen(':', "=", 1),
        text.replacen(':', " : ", 3),
        text.replacen('}', ",}", 1),
        text.replacen(']', ",]", 1),
        text.replacen('{', "{,", 1),
        text.replacen('"', "", 2),
        text.replacen("null", "None", 1),
        text.replacen("true", "True", 1),
    ];
    match random.word(&texts) {
        // Half of `-0.0`; see `floats`.
        "-0" => "-".to_owned(),
        text => text.to_owned(),
    }
}
