//! Whole numbers and floating-point numbers.

use super::{Decode, Encode, Error, Node, Writer};

macro_rules! whole_numbers {
    ($($rust:ty = $name:literal $write:ident)*) => {$(
        impl Encode for $rust {
            fn encode(&self, writer: &mut Writer) {
                writer.$write((*self).into());
            }
        }

        impl Decode for $rust {
            fn decode(node: Node<'_>) -> Result<Self, Error> {
                let value = match &node {
                    Node::Int(value) => (*value).try_into().ok(),
                    Node::Number(text) if text == "-0" => Some(0),
                    // A fraction, an exponent and a number out of range are no digits that fit.
                    Node::Number(text) => text.parse().ok(),
                    _ => None,
                };
                value.ok_or_else(|| Error::expected($name, &node))
            }
        }
    )*};
}

whole_numbers! { i32 = "int32" int i64 = "int64" int u32 = "uint32" uint u64 = "uint64" uint }

macro_rules! floats {
    ($($rust:ty = $name:literal)*) => {$(
        impl Encode for $rust {
            fn encode(&self, writer: &mut Writer) {
                if self.is_finite() {
                    // The shortest text that reads back as the same number.
                    writer.number(zmij::Buffer::new().format_finite(*self));
                } else {
                    let value = format!("{self:?}");
                    writer.fail(Error::expected_value("expected a finite number".into(), value));
                }
            }
        }

        impl Decode for $rust {
            fn decode(node: Node<'_>) -> Result<Self, Error> {
                // Rounded twice for 32 bits, as in every language whose parser knows 64 only.
                let value: Option<f64> = match &node {
                    Node::Int(value) => Some(*value as f64),
                    Node::Number(text) => text.parse().ok(),
                    _ => None,
                };
                match value.map(|value| value as $rust) {
                    Some(value) if value.is_finite() => Ok(value),
                    _ => Err(Error::expected($name, &node)),
                }
            }
        }
    )*};
}

floats! { f32 = "float32" f64 = "float64" }
