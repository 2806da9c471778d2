//! In what a value differs that was read and written again.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::{Model, Record, Type, TypeKind};

use super::Subject;

/// A part of a value that has not stayed as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// `items[3].quantity`, or nothing for the whole value.
    pub path: String,
    /// What happened to it.
    pub kind: ChangeKind,
}

/// What happened to a part of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The writer wrote it, and the reader does not know it.
    Dropped,
    /// The writer did not write it, and the reader has it.
    Added,
    /// The reader has another one.
    Altered {
        /// What was written.
        from: String,
        /// What the reader writes.
        to: String,
    },
}

/// The parts in which two texts of JSON differ. Names that the reader knows as aliases are its own names.
///
/// No payload is an object without fields, which is what readers take it for.
pub(super) fn changes(
    model: &Model,
    subject: Subject,
    written: Option<&str>,
    rewritten: Option<&str>,
) -> Vec<Change> {
    let parse = |text: Option<&str>| serde_json::from_str(text.unwrap_or("{}")).unwrap_or_default();
    let (mut written, rewritten): (Value, Value) = (parse(written), parse(rewritten));
    if subject == Subject::Nothing && written != rewritten {
        return vec![Change {
            path: String::new(),
            kind: ChangeKind::Dropped,
        }];
    }
    let reader = Reader { model };
    match subject {
        Subject::Type(id) => reader.rename(&Type::Named(id), &mut written),
        Subject::Error(id) => reader.rename_fields(&model[id].record, &mut written),
        Subject::Nothing | Subject::Scalar(_) => {}
    }
    let mut found = Vec::new();
    compare(String::new(), &written, &rewritten, &mut found);
    found
}

/// Names fields as the reader does.
struct Reader<'m> {
    model: &'m Model,
}

impl Reader<'_> {
    fn rename(&self, ty: &Type, value: &mut Value) {
        match (ty, value) {
            (Type::List(item), Value::Array(items)) => {
                items.iter_mut().for_each(|value| self.rename(item, value));
            }
            (Type::Map(_, item), Value::Object(entries)) => {
                let values = entries.iter_mut();
                values.for_each(|(_, value)| self.rename(item, value));
            }
            (Type::Named(id), value) => match &self.model[*id].kind {
                TypeKind::Record(record) => self.rename_fields(record, value),
                TypeKind::Union(union) => {
                    let tag = value.get(&union.tag).and_then(Value::as_str);
                    let mut variants = union.variants.iter();
                    let variant = variants.find(|variant| Some(variant.wire.as_str()) == tag);
                    if let Some(variant) = variant {
                        self.rename(&Type::Named(variant.record), value);
                    }
                }
                TypeKind::Enum(_) | TypeKind::Newtype(_) => {}
            },
            (Type::Scalar(_) | Type::List(_) | Type::Map(..), _) => {}
        }
    }

    fn rename_fields(&self, record: &Record, value: &mut Value) {
        let Value::Object(fields) = value else {
            return;
        };
        for field in &record.fields {
            let mut names = field.aliases.iter();
            if !fields.contains_key(&field.wire)
                && let Some((_, value)) = names.find_map(|name| fields.remove_entry(name))
            {
                fields.insert(field.wire.clone(), value);
            }
            if let Some(value) = fields.get_mut(&field.wire) {
                self.rename(&field.ty, value);
            }
        }
    }
}

fn compare(path: String, written: &Value, rewritten: &Value, found: &mut Vec<Change>) {
    match (written, rewritten) {
        (Value::Object(before), Value::Object(after)) => {
            compare_fields(&path, before, after, found);
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            for (index, (before, after)) in before.iter().zip(after).enumerate() {
                compare(format!("{path}[{index}]"), before, after, found);
            }
        }
        _ if is_same(written, rewritten) => {}
        _ => found.push(Change {
            path,
            kind: ChangeKind::Altered {
                from: written.to_string(),
                to: rewritten.to_string(),
            },
        }),
    }
}

fn compare_fields(
    path: &str,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    found: &mut Vec<Change>,
) {
    let mut both: BTreeMap<&String, (Option<&Value>, Option<&Value>)> = BTreeMap::new();
    for (name, value) in before {
        both.entry(name).or_default().0 = Some(value);
    }
    for (name, value) in after {
        both.entry(name).or_default().1 = Some(value);
    }
    for (name, values) in both {
        let path = match path {
            "" => name.clone(),
            path => format!("{path}.{name}"),
        };
        let kind = match values {
            (Some(before), Some(after)) => {
                compare(path, before, after, found);
                continue;
            }
            (Some(_), None) => ChangeKind::Dropped,
            (None, _) => ChangeKind::Added,
        };
        found.push(Change { path, kind });
    }
}

/// Whether two scalars are one value: `1` is `1.0`, and an integer may be written as a string.
fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(number), Value::String(text))
        | (Value::String(text), Value::Number(number)) => number.to_string() == *text,
        (Value::Number(left), Value::Number(right)) => match (whole(left), whole(right)) {
            (Some(left), Some(right)) => left == right,
            (None, None) => left.as_f64() == right.as_f64(),
            _ => false,
        },
        _ => left == right,
    }
}

/// A number without a fraction, exactly.
fn whole(number: &serde_json::Number) -> Option<i128> {
    let of_float = || {
        let value = number.as_f64()?;
        (value.fract() == 0.0 && value.abs() < 1e30).then_some(value as i128)
    };
    number.as_i128().or_else(of_float)
}
