//! Declared errors, and how they travel in Temporal's failures.
//!
//! A declared error is an application failure whose type is its wire name and whose first detail is its fields.
//! It is found again by its type anywhere in a chain of causes, so that it survives an activity, a child
//! workflow and an implementer in another language that passes the failure on as it came.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use temporalio_common::data_converters::RawValue;
use temporalio_common::error::ApplicationFailure;
use temporalio_common::protos::temporal::api::common::v1::Payload;
use temporalio_common::protos::temporal::api::failure::v1::Failure;
use temporalio_common::protos::temporal::api::failure::v1::failure::FailureInfo;

use crate::payload::Message;

/// The error type of a failure whose payload could not be read; the one that the SDKs reserve for it.
pub(crate) const PAYLOAD_VALIDATION_ERROR: &str = "PayloadValidationError";

/// An error of a contract.
pub trait DeclaredError: Message + Error {
    /// The error type on the wire.
    const TYPE: &'static str;
    /// Whether Temporal may try again.
    const RETRYABLE: bool;
    /// How long it should wait before it does.
    const RETRY_DELAY: Option<Duration> = None;
}

/// The errors that a definition declares: one of several [`DeclaredError`]s.
///
/// Generated code implements it through [`errors!`](crate::errors).
pub trait DeclaredErrors: Error + Sized + Send + Sync + 'static {
    /// The failure that carries it.
    fn to_failure(&self) -> ApplicationFailure;

    /// The error of a failure's type and details; `None` if its type is not among the declared ones,
    /// or if its details cannot be read.
    fn from_details(error_type: &str, details: &[Payload]) -> Option<Self>;

    /// The first declared error in a chain of causes.
    fn find(failure: &Failure) -> Option<Self> {
        let mut next = Some(failure);
        while let Some(failure) = next {
            if let Some(FailureInfo::ApplicationFailureInfo(info)) = &failure.failure_info {
                let details = info
                    .details
                    .as_ref()
                    .map_or(&[][..], |details| &details.payloads);
                if let Some(found) = Self::from_details(&info.r#type, details) {
                    return Some(found);
                }
            }
            next = failure.cause.as_deref();
        }
        None
    }
}

/// The errors of a definition that declares none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoError {}

impl fmt::Display for NoError {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl Error for NoError {}

impl DeclaredErrors for NoError {
    fn to_failure(&self) -> ApplicationFailure {
        match *self {}
    }

    fn from_details(_: &str, _: &[Payload]) -> Option<Self> {
        None
    }
}

/// The application failure of a declared error.
pub fn to_failure<E: DeclaredError>(error: &E) -> ApplicationFailure {
    match error.to_arguments() {
        Ok(details) => ApplicationFailure::builder(error.to_string())
            .type_name(E::TYPE.to_owned())
            .non_retryable(!E::RETRYABLE)
            .maybe_next_retry_delay(E::RETRY_DELAY)
            .details(RawValue::new(details))
            .build(),
        Err(unwritable) => ApplicationFailure::builder(format!(
            "the details of `{}` could not be written: {unwritable}",
            E::TYPE
        ))
        .type_name(PAYLOAD_VALIDATION_ERROR.to_owned())
        .non_retryable(true)
        .build(),
    }
}

/// A declared error out of a failure's details.
pub fn from_details<E: DeclaredError>(details: &[Payload]) -> Option<E> {
    E::from_payloads(details).ok()
}

#[cfg(feature = "worker")]
/// The failure of an argument that could not be read. It is final: the same payload stays unreadable.
pub(crate) fn unreadable(what: &str, error: &crate::json::Error) -> ApplicationFailure {
    ApplicationFailure::builder(format!("the input of {what} could not be read: {error}"))
        .type_name(PAYLOAD_VALIDATION_ERROR.to_owned())
        .non_retryable(true)
        .build()
}

/// Implements [`DeclaredErrors`] and the conversions for an enum with one variant for each declared error,
/// named like the error.
#[macro_export]
macro_rules! errors {
    ($name:ident { $($error:ident($type:ty)),+ $(,)? }) => {
        $(
            impl ::std::convert::From<$type> for $name {
                fn from(error: $type) -> Self {
                    Self::$error(error)
                }
            }
        )+

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$error(error) => error.fmt(f),)+
                }
            }
        }

        impl ::std::error::Error for $name {}

        impl $crate::DeclaredErrors for $name {
            fn to_failure(&self) -> $crate::ApplicationFailure {
                match self {
                    $(Self::$error(error) => $crate::to_failure(error),)+
                }
            }

            fn from_details(
                error_type: &str,
                details: &[$crate::sdk::Payload],
            ) -> ::std::option::Option<Self> {
                match error_type {
                    $(<$type as $crate::DeclaredError>::TYPE => {
                        $crate::from_details(details).map(Self::$error)
                    })+
                    _ => ::std::option::Option::None,
                }
            }
        }
    };
}

/// Lets `?` and `into` make a [`Failure`](crate::Failure) of each of a definition's errors.
///
/// Only for errors of the crate that the enum is in: Rust forbids it for others, of which `into` makes the enum first.
#[cfg(feature = "worker")]
#[macro_export]
macro_rules! failures {
    ($name:ident { $($error:ident),+ $(,)? }) => {$(
        impl ::std::convert::From<$error> for $crate::Failure<$name> {
            fn from(error: $error) -> Self {
                $crate::Failure::Declared(error.into())
            }
        }
    )+};
}

/// Nothing: failures are for implementers, and the feature `worker` is off.
#[cfg(not(feature = "worker"))]
#[macro_export]
macro_rules! failures {
    ($name:ident { $($error:ident),+ $(,)? }) => {};
}
