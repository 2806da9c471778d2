//! Between typed values and Temporal's payloads.
//!
//! A value is one `json/plain` payload, no input is no payload at all, and no output is one `binary/null`:
//! the form that the Python SDK's default converter writes and reads.

use temporalio_common::data_converters::{
    ErasedSerdePayloadConverter, PayloadConversionError, SerializationContext,
    TemporalDeserializable, TemporalSerializable,
};
use temporalio_common::protos::temporal::api::common::v1::Payload;

use crate::json::{self, Decode, Encode};

const ENCODING: &str = "encoding";
const JSON: &[u8] = b"json/plain";
const NULL: &[u8] = b"binary/null";

/// A value that a definition takes or gives: what reads and writes JSON, or nothing, `()`.
pub trait Message: Sized + Send + Sync + 'static {
    /// The payloads of an argument: one, or none of `()`.
    fn to_arguments(&self) -> Result<Vec<Payload>, json::Error>;

    /// The payload of a result: `binary/null` of `()`.
    fn to_result(&self) -> Result<Payload, json::Error>;

    /// Reads an argument or a result.
    ///
    /// Payloads after the first are ignored, as are all of them for `()`.
    /// An absent argument or a null is read as an object without fields, so that a definition may gain
    /// an input whose fields are all optional.
    fn from_payloads(payloads: &[Payload]) -> Result<Self, json::Error>;
}

impl<T: Encode + Decode + Send + Sync + 'static> Message for T {
    fn to_arguments(&self) -> Result<Vec<Payload>, json::Error> {
        match T::IS_NOTHING {
            true => Ok(Vec::new()),
            false => Ok(vec![self.to_result()?]),
        }
    }

    fn to_result(&self) -> Result<Payload, json::Error> {
        match T::IS_NOTHING {
            true => Ok(payload(NULL, Vec::new())),
            false => Ok(payload(JSON, json::to_vec(self)?)),
        }
    }

    fn from_payloads(payloads: &[Payload]) -> Result<Self, json::Error> {
        if T::IS_NOTHING {
            return T::decode(json::Node::Missing);
        }
        match payloads.first() {
            Some(payload) if encoding(payload) == JSON => match json::from_slice(&payload.data) {
                Err(refused) if payload.data.trim_ascii() == b"null" => without_fields(refused),
                read => read,
            },
            Some(payload) if encoding(payload) != NULL => Err(json::Error::new(format!(
                "expected a payload of encoding `json/plain`, found `{}`",
                String::from_utf8_lossy(encoding(payload)).escape_debug()
            ))),
            _ => without_fields(json::Error::new("expected an argument, found none")),
        }
    }
}

/// An object without fields in place of nothing; for what is no record, the error about the latter.
fn without_fields<T: Decode>(nothing: json::Error) -> Result<T, json::Error> {
    json::from_slice(b"{}").map_err(|error| match error.path().contains('.') {
        true => error,
        false => nothing,
    })
}

fn payload(encoding: &[u8], data: Vec<u8>) -> Payload {
    let mut payload = Payload {
        data,
        ..Payload::default()
    };
    payload
        .metadata
        .insert(ENCODING.to_owned(), encoding.to_vec());
    payload
}

fn encoding(payload: &Payload) -> &[u8] {
    payload.metadata.get(ENCODING).map_or(b"", Vec::as_slice)
}

/// A message as the SDK's converters take and give it.
#[derive(Clone, Debug)]
pub struct Wire<T>(pub T);

impl<T: Message> TemporalSerializable for Wire<T> {
    fn to_payload(&self, _: &SerializationContext<'_>) -> Result<Payload, PayloadConversionError> {
        self.0.to_result().map_err(unwritable)
    }

    fn to_payloads(
        &self,
        _: &SerializationContext<'_>,
    ) -> Result<Vec<Payload>, PayloadConversionError> {
        self.0.to_arguments().map_err(unwritable)
    }
}

impl<T: Message> TemporalDeserializable for Wire<T> {
    fn from_serde(
        _: &dyn ErasedSerdePayloadConverter,
        context: &SerializationContext<'_>,
        payload: Payload,
    ) -> Result<Self, PayloadConversionError> {
        Self::from_payload(context, payload)
    }

    fn from_payload(
        context: &SerializationContext<'_>,
        payload: Payload,
    ) -> Result<Self, PayloadConversionError> {
        Self::from_payloads(context, vec![payload])
    }

    fn from_payloads(
        _: &SerializationContext<'_>,
        payloads: Vec<Payload>,
    ) -> Result<Self, PayloadConversionError> {
        T::from_payloads(&payloads).map(Wire).map_err(unwritable)
    }
}

fn unwritable(error: json::Error) -> PayloadConversionError {
    PayloadConversionError::EncodingError(Box::new(error))
}

/// The argument of a handler: what was sent, or why it could not be read.
///
/// Reading it never fails, so that the handler's host decides what an unreadable argument means: the SDK
/// would retry a workflow task for ever.
#[derive(Clone, Debug)]
pub struct Args<T>(pub Result<T, json::Error>);

impl<T: Message> TemporalSerializable for Args<T> {
    fn to_payloads(
        &self,
        _: &SerializationContext<'_>,
    ) -> Result<Vec<Payload>, PayloadConversionError> {
        match &self.0 {
            Ok(value) => value.to_arguments().map_err(unwritable),
            Err(error) => Err(unwritable(error.clone())),
        }
    }
}

impl<T: Message> TemporalDeserializable for Args<T> {
    fn from_serde(
        _: &dyn ErasedSerdePayloadConverter,
        _: &SerializationContext<'_>,
        payload: Payload,
    ) -> Result<Self, PayloadConversionError> {
        Ok(Args(T::from_payloads(&[payload])))
    }

    fn from_payload(
        _: &SerializationContext<'_>,
        payload: Payload,
    ) -> Result<Self, PayloadConversionError> {
        Ok(Args(T::from_payloads(&[payload])))
    }

    fn from_payloads(
        _: &SerializationContext<'_>,
        payloads: Vec<Payload>,
    ) -> Result<Self, PayloadConversionError> {
        Ok(Args(T::from_payloads(&payloads)))
    }
}

/// Lets generated types be used with the SDK's own interfaces too: as the details of a heartbeat, in a memo,
/// or with an activity that is not part of a contract.
#[macro_export]
macro_rules! impl_payload {
    ($($name:ty),* $(,)?) => {$(
        impl $crate::sdk::TemporalSerializable for $name {
            fn to_payload(
                &self,
                context: &$crate::sdk::SerializationContext<'_>,
            ) -> ::std::result::Result<$crate::sdk::Payload, $crate::sdk::PayloadConversionError> {
                $crate::sdk::to_payload(self, context)
            }
        }

        impl $crate::sdk::TemporalDeserializable for $name {
            fn from_serde(
                _: &dyn $crate::sdk::ErasedSerdePayloadConverter,
                context: &$crate::sdk::SerializationContext<'_>,
                payload: $crate::sdk::Payload,
            ) -> ::std::result::Result<Self, $crate::sdk::PayloadConversionError> {
                $crate::sdk::from_payload(context, payload)
            }

            fn from_payload(
                context: &$crate::sdk::SerializationContext<'_>,
                payload: $crate::sdk::Payload,
            ) -> ::std::result::Result<Self, $crate::sdk::PayloadConversionError> {
                $crate::sdk::from_payload(context, payload)
            }
        }
    )*};
}
