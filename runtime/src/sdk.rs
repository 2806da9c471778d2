//! The names of the SDK that generated code and its users need, from one place.

pub use temporalio_common::data_converters::{
    ErasedSerdePayloadConverter, PayloadConversionError, SerializationContext,
    TemporalDeserializable, TemporalSerializable,
};
pub use temporalio_common::protos::temporal::api::common::v1::Payload;

#[cfg(feature = "client")]
pub use temporalio_client::{self as client, Client};
pub use temporalio_common as common;
#[cfg(feature = "worker")]
pub use temporalio_sdk as worker;
#[cfg(feature = "worker")]
pub use temporalio_workflow as workflow;

use crate::payload::{Message, Wire};

/// Writes a message as a `json/plain` payload.
pub fn to_payload<T: Message>(
    value: &T,
    _: &SerializationContext<'_>,
) -> Result<Payload, PayloadConversionError> {
    value
        .to_result()
        .map_err(|error| PayloadConversionError::EncodingError(Box::new(error)))
}

/// Reads a message from a payload.
pub fn from_payload<T: Message>(
    context: &SerializationContext<'_>,
    payload: Payload,
) -> Result<T, PayloadConversionError> {
    Wire::from_payload(context, payload).map(|Wire(value)| value)
}
