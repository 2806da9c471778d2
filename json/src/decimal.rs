//! Decimal numbers of any precision.

use std::fmt;
use std::str::FromStr;

use super::{Decode, Encode, Error, Node, Writer};

/// A decimal number, with its digits as they were written: `1.10` stays `1.10`.
///
/// It has an optional minus, digits without needless zeros before the point, and digits after the point
/// if there is one; no exponent, and no more than 100 characters. It carries a value from one end to the
/// other and does no arithmetic: pass [`as_str`](Decimal::as_str) to the crate that does it. Two
/// decimals are equal if their texts are, so `1.1` is not `1.10`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(Box<str>);

const LONGEST: usize = 100;

impl Decimal {
    /// The digits, as they are written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Decimal {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if text.len() > LONGEST {
            let what = format!("decimal of at most {LONGEST} characters");
            return Err(Error::expected_text(&what, text));
        }
        if !is_decimal(text) {
            return Err(Error::expected_text("decimal", text));
        }
        Ok(Decimal(text.into()))
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    digits(whole) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(digits)
}

macro_rules! from_whole_numbers {
    ($($rust:ty)*) => {$(
        impl From<$rust> for Decimal {
            fn from(value: $rust) -> Self {
                Decimal(value.to_string().into())
            }
        }
    )*};
}

from_whole_numbers! { i32 i64 u32 u64 }

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Encode for Decimal {
    fn encode(&self, writer: &mut Writer) {
        writer.display(self);
    }
}

impl Decode for Decimal {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        node.string("decimal")?.parse()
    }
}
