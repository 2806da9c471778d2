//// cases_v1/errors.rs

//! The errors of `cases.v1`.

use std::time::Duration;

use tempoc_runtime as rt;
use tempoc_runtime::json;

/// The bank said no.
#[derive(Clone, Debug, PartialEq)]
pub struct CardDeclined {
    /// `code`
    pub code: String,
    /// `message`
    pub message: String,
}

impl CardDeclined {
    /// Makes one from its fields.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
        }
    }
}

impl json::Encode for CardDeclined {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("CardDeclined");
        writer.field("code", &self.code);
        writer.field("message", &self.message);
        writer.end();
    }
}

impl json::Decode for CardDeclined {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("CardDeclined")?;
        Ok(Self {
            code: object.required("code")?,
            message: object.required("message")?,
        })
    }
}

impl std::fmt::Display for CardDeclined {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "card declined: {}", self.message)
    }
}

impl std::error::Error for CardDeclined {}

impl rt::DeclaredError for CardDeclined {
    const TYPE: &'static str = "CARD_DECLINED";
    const RETRYABLE: bool = false;
}

/// The error `Busy`.
#[derive(Clone, Debug, PartialEq)]
pub struct Busy {}

impl Busy {
    /// Makes one; it has no fields.
    pub fn new() -> Self {
        Self {}
    }
}

impl Default for Busy {
    fn default() -> Self {
        Self::new()
    }
}

impl json::Encode for Busy {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Busy");
        writer.end();
    }
}

impl json::Decode for Busy {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        node.object("Busy")?;
        Ok(Self {})
    }
}

impl std::fmt::Display for Busy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("busy")
    }
}

impl std::error::Error for Busy {}

impl rt::DeclaredError for Busy {
    const TYPE: &'static str = "Busy";
    const RETRYABLE: bool = true;
    const RETRY_DELAY: Option<Duration> = Some(Duration::from_secs(90));
}

tempoc_runtime::impl_payload! { CardDeclined, Busy }

/// The errors that activity `charge` declares.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ChargeError {
    /// The bank said no.
    CardDeclined(CardDeclined),
    /// The error `Busy`.
    Busy(Busy),
}

rt::errors! {
    ChargeError { CardDeclined(CardDeclined), Busy(Busy) }
}
rt::failures! {
    ChargeError { CardDeclined, Busy }
}
