//! What a value of an input is in an id: whether the same value has the same text there in both versions.

use super::input_paths::field_at;
use super::text::value_text;
use crate::model::{Enum, Model, Presence, Scalar, Type, TypeKind, Value};
use crate::payload::{Payload, PayloadReader, Problem};
use crate::sample::{Sampler, Target, quoted};

/// Texts that are written in more than one way: a uuid, and a number.
const UUID: &str = "c0ffee00-0000-4000-8000-00000000000a";
const LARGE_UUID: &str = "C0FFEE00-0000-4000-8000-00000000000A";
const NUMBERS: [&str; 3] = ["1", "01", "0"];

/// A value of an input that stands in an id.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'m> {
    pub(super) model: &'m Model,
    pub(super) input: Option<&'m Type>,
    /// The fields that lead to it.
    pub(super) path: &'m [String],
    pub(super) ty: &'m Type,
}

/// A text that the old version writes in an id, and what the new one has in its place, if that is another one.
///
/// Where the two have no text in common, there is another one in the place of each.
pub(super) fn other_text(old: Part, new: Part) -> Option<(String, String)> {
    match (old.body(), new.body()) {
        (Some(before), Some(after)) => return other_value(before, after),
        (None, None) if is_written_alike(old.scalar(), new.scalar()) => return None,
        _ => {}
    }
    let written = old.written(new);
    let pair = |text: &String| Some((text.clone(), new.now(text)?));
    let both: Vec<(String, String)> = written.iter().filter_map(pair).collect();
    let changed = both.iter().find(|(before, after)| before != after);
    match (changed, both.is_empty()) {
        (Some((before, after)), _) => Some((code(before), code(after))),
        (None, false) => None,
        (None, true) => {
            let before = written.first().map(|text| code(text));
            Some((
                before.unwrap_or_else(|| String::from("one text")),
                String::from("another text"),
            ))
        }
    }
}

/// The text that the old version writes in an id where a program leaves a field out, and what the new one has there, if
/// that is another one.
///
/// What was required was always given, and what is required now has to be: no program leaves it out in both.
pub(super) fn other_default(old: Part, new: Part) -> Option<(String, String)> {
    let defaults = old.defaults().into_iter().zip(new.defaults());
    let mut both = defaults.filter_map(|(before, after)| before.zip(after));
    let (before, after) = both.find(|(before, after)| before != after)?;
    let text = |default: String| format!("the default {}", code(&default));
    Some((text(before), text(after)))
}

/// A value that is called the same in both versions, and has another text.
fn other_value(old: &Enum, new: &Enum) -> Option<(String, String)> {
    old.values.iter().find_map(|value| {
        let mut values = new.values.iter();
        let same = values.find(|other| other.meta.name == value.meta.name)?;
        (same.wire != value.wire).then(|| (code(&value.wire), code(&same.wire)))
    })
}

/// Whether every value of the one has its text in the other as well.
fn is_written_alike(old: Option<Scalar>, new: Option<Scalar>) -> bool {
    old == new || new == Some(Scalar::String) || is_integer(old) && is_integer(new)
}

impl<'m> Part<'m> {
    /// Texts that this version writes, among them those that the other one may write in another way.
    fn written(self, other: Part) -> Vec<String> {
        if let Some(body) = self.body() {
            return wires(body);
        }
        let mut forms: Vec<String> = match self.scalar() {
            Some(Scalar::String) => [LARGE_UUID, UUID, "a"].map(str::to_owned).into(),
            Some(Scalar::Uuid) => vec![UUID.to_owned()],
            _ => Vec::new(),
        };
        forms.extend(NUMBERS.map(str::to_owned));
        forms.extend(other.body().map(wires).unwrap_or_default());
        forms.retain(|text| self.now(text).as_ref() == Some(text));
        if forms.is_empty() {
            // A pattern may allow only what is made for it.
            let smallest = Sampler::new(self.model).smallest(Target::Type(self.ty));
            forms.extend(text_of(&smallest.to_string()));
        }
        // Limits of the field are known only where they allow one of these.
        let field = self
            .input
            .and_then(|input| field_at(self.model, input, self.path));
        let allowed: Vec<String> = field.map_or_else(Vec::new, |field| {
            let of_field = |text: &&String| {
                let text = self.own_text(text, |json| {
                    PayloadReader::default().read_field(self.model, field, json)
                });
                text.is_some()
            };
            forms.iter().filter(of_field).cloned().collect()
        });
        match allowed.is_empty() {
            true => forms,
            false => allowed,
        }
    }

    /// For each field that leads to it, what this version writes where a program leaves that field out and gives those
    /// before it; nothing of a field without a default.
    fn defaults(self) -> Vec<Option<String>> {
        let default = |length: usize| {
            let (before, inside) = self.path.split_at_checked(length)?;
            let field = field_at(self.model, self.input?, before)?;
            let Presence::Default(value) = &field.presence else {
                return None;
            };
            let text = self.text_inside(value, &field.ty, inside)?;
            self.now(&text).or(Some(text))
        };
        (1..=self.path.len()).map(default).collect()
    }

    /// The text of what the fields of a path lead to in a value; what the value leaves out has its own default.
    fn text_inside(self, value: &Value, ty: &Type, path: &[String]) -> Option<String> {
        let Some((name, inside)) = path.split_first() else {
            return text_of(&value_text(self.model, value));
        };
        let field = field_at(self.model, ty, std::slice::from_ref(name))?;
        let Value::Record(_, fields) = value else {
            return None;
        };
        let value = match (
            fields.iter().find(|(wire, _)| *wire == field.wire),
            &field.presence,
        ) {
            (Some((_, value)), _) | (None, Presence::Default(value)) => value,
            (None, Presence::Required | Presence::Optional) => return None,
        };
        self.text_inside(value, &field.ty, inside)
    }

    /// What this version writes for the value that has a text; none where it has no such value.
    fn now(self, text: &str) -> Option<String> {
        self.own_text(text, |json| {
            PayloadReader::default().read(self.model, self.ty, json)
        })
    }

    /// The text of what is read of a text: of a string, or of the number that it says.
    fn own_text(
        self,
        text: &str,
        read: impl Fn(&[u8]) -> Result<Payload, Vec<Problem>>,
    ) -> Option<String> {
        let number = text.parse::<i128>().ok().map(|number| number.to_string());
        let forms = std::iter::once(quoted(text)).chain(number);
        let mut texts =
            forms.filter_map(|json| text_of(&read(json.as_bytes()).ok()?.written.ok()?));
        texts.next()
    }

    fn body(self) -> Option<&'m Enum> {
        match self.ty {
            Type::Named(id) => match &self.model[*id].kind {
                TypeKind::Enum(body) => Some(body),
                _ => None,
            },
            _ => None,
        }
    }

    fn scalar(self) -> Option<Scalar> {
        self.model.scalar_of(self.ty)
    }
}

/// The text of a string or of a whole number.
fn text_of(json: &str) -> Option<String> {
    match tempoc_json::Node::parse(json.as_bytes()).ok()? {
        tempoc_json::Node::String(text) => Some(text.into_owned()),
        tempoc_json::Node::Int(number) => Some(number.to_string()),
        _ => None,
    }
}

fn is_integer(scalar: Option<Scalar>) -> bool {
    matches!(
        scalar,
        Some(Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64)
    )
}

fn wires(body: &Enum) -> Vec<String> {
    body.values.iter().map(|value| value.wire.clone()).collect()
}

fn code(text: &str) -> String {
    format!("`{text}`")
}
