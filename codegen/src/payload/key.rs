//! The keys of maps.

use tempoc_json::{Error, MapKey, Uuid};

use super::reader::Reader;
use super::value::Value;
use crate::model::{Enum, Scalar, Type, TypeKind};

impl<'m> Reader<'m> {
    /// The key that a text is, and its one text.
    pub(super) fn read_key(&self, ty: &'m Type, text: &str) -> Result<(String, Value<'m>), Error> {
        match ty {
            Type::Named(id) => {
                let definition = &self.model[*id];
                match &definition.kind {
                    TypeKind::Newtype(newtype) => {
                        let (text, value) = self.read_key(&newtype.of, text)?;
                        self.check_newtype(&definition.meta.name, newtype, &value)?;
                        Ok((text, value))
                    }
                    TypeKind::Enum(kind) => read_enum(kind, text).map(|text| {
                        let value = Value::String(text.clone());
                        (text, value)
                    }),
                    TypeKind::Record(_) | TypeKind::Union(_) => Err(no_key()),
                }
            }
            Type::Scalar(scalar) => match scalar {
                Scalar::Int32 => read_with::<i32>(text, |key| Value::Int((*key).into())),
                Scalar::Int64 => read_with::<i64>(text, |key| Value::Int(*key)),
                Scalar::Uint32 => read_with::<u32>(text, |key| Value::Uint((*key).into())),
                Scalar::Uint64 => read_with::<u64>(text, |key| Value::Uint(*key)),
                Scalar::Uuid => read_with::<Uuid>(text, |key| Value::String(key.to_string())),
                _ => read_with::<String>(text, |key| Value::String(key.clone())),
            },
            Type::List(_) | Type::Map(..) => Err(no_key()),
        }
    }
}

/// The text of a value of an enum.
pub(super) fn read_enum(kind: &Enum, text: &str) -> Result<String, Error> {
    let names: Vec<&str> = kind.values.iter().map(|value| &*value.wire).collect();
    if kind.closed && !names.contains(&text) {
        return Err(Error::expected_one_of(&names, text));
    }
    Ok(text.to_owned())
}

fn read_with<'m, K: MapKey>(
    text: &str,
    value: impl Fn(&K) -> Value<'m>,
) -> Result<(String, Value<'m>), Error> {
    let key = K::from_key(text)?;
    Ok((key.to_key().into_owned(), value(&key)))
}

/// What the compiler refuses in a contract, so that no payload gets here.
fn no_key() -> Error {
    Error::new("not a type of keys")
}
