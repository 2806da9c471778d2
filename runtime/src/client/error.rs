//! What a caller gets when a workflow or an update does not succeed.

use std::error::Error;
use std::fmt;

use temporalio_client::errors::{
    WorkflowGetResultError, WorkflowUpdateError, WorkflowUpdateWithStartError,
};
use temporalio_common::data_converters::{
    DataConverter, SerializationContextData, WorkflowSerializationContext,
};
use temporalio_common::payload_visitor::decode_payloads;
use temporalio_common::protos::temporal::api::failure::v1::Failure;
use temporalio_common::protos::temporal::api::failure::v1::failure::FailureInfo;

use super::StartError;
use crate::failure::DeclaredErrors;

/// Why there is no result of a workflow.
#[derive(Debug)]
#[non_exhaustive]
pub enum ResultError<E> {
    /// It failed with an error that the contract declares.
    Declared(E),
    /// It failed in another way, was cancelled, terminated or timed out, or the server could not be asked.
    Other(WorkflowGetResultError),
}

impl<E: DeclaredErrors> ResultError<E> {
    pub(super) fn decode(error: WorkflowGetResultError) -> Self {
        match &error {
            WorkflowGetResultError::Failed(failed) => match E::find(failed.failure()) {
                Some(declared) => Self::Declared(declared),
                None => Self::Other(error),
            },
            _ => Self::Other(error),
        }
    }
}

impl<E: fmt::Display> fmt::Display for ResultError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Declared(error) => error.fmt(f),
            Self::Other(error) => write_result_error(f, error),
        }
    }
}

impl<E: Error + 'static> Error for ResultError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Declared(error) => Some(error),
            Self::Other(error) => Some(error),
        }
    }
}

/// Why a workflow that was started and awaited in one call gave no output.
#[derive(Debug)]
#[non_exhaustive]
pub enum ExecuteError<E> {
    /// It failed with an error that the contract declares.
    Declared(E),
    /// It could not be started.
    Start(StartError),
    /// It failed in another way, was cancelled, terminated or timed out, or the server could not be asked.
    Other(WorkflowGetResultError),
}

impl<E> From<StartError> for ExecuteError<E> {
    fn from(error: StartError) -> Self {
        Self::Start(error)
    }
}

impl<E> From<ResultError<E>> for ExecuteError<E> {
    fn from(error: ResultError<E>) -> Self {
        match error {
            ResultError::Declared(error) => Self::Declared(error),
            ResultError::Other(error) => Self::Other(error),
        }
    }
}

impl<E: fmt::Display> fmt::Display for ExecuteError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Declared(error) => error.fmt(f),
            Self::Start(error) => error.fmt(f),
            Self::Other(error) => write_result_error(f, error),
        }
    }
}

impl<E: Error + 'static> Error for ExecuteError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Declared(error) => Some(error),
            Self::Start(error) => Some(error),
            Self::Other(error) => Some(error),
        }
    }
}

/// Why an update has no answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum UpdateError<E> {
    /// It was rejected, or failed, with an error that the contract declares.
    Declared(E),
    /// It was rejected, or failed, in another way.
    Failed(UpdateFailure),
    /// The workflow that it should start could not be started.
    Start(StartError),
    /// The server could not be asked, or its answer could not be read.
    Other(WorkflowUpdateError),
}

impl<E: DeclaredErrors> UpdateError<E> {
    pub(super) async fn decode(error: WorkflowUpdateError, converter: &DataConverter) -> Self {
        let WorkflowUpdateError::Failed(mut failure) = error else {
            return Self::Other(error);
        };
        // The SDK hands the failure of an update out as it came, without the codec.
        let context = SerializationContextData::Workflow(WorkflowSerializationContext::new());
        if let Err(error) = decode_payloads(&mut *failure, converter.codec(), &context).await {
            return Self::Other(error.into());
        }
        match E::find(&failure) {
            Some(declared) => Self::Declared(declared),
            None => Self::Failed(UpdateFailure(failure)),
        }
    }

    pub(super) async fn decode_with_start(
        error: WorkflowUpdateWithStartError,
        converter: &DataConverter,
    ) -> Self {
        match error {
            WorkflowUpdateWithStartError::Start(error) => Self::Start(error),
            WorkflowUpdateWithStartError::Update(error) => Self::decode(error, converter).await,
            WorkflowUpdateWithStartError::PayloadConversion(error) => Self::Other(error.into()),
            WorkflowUpdateWithStartError::Rpc(status) => {
                Self::Other(WorkflowUpdateError::Rpc(status))
            }
            other => Self::Other(WorkflowUpdateError::Other(Box::new(other))),
        }
    }
}

impl<E: fmt::Display> fmt::Display for UpdateError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Declared(error) => error.fmt(f),
            Self::Failed(failure) => failure.fmt(f),
            Self::Start(error) => error.fmt(f),
            Self::Other(error) => error.fmt(f),
        }
    }
}

impl<E: Error + 'static> Error for UpdateError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Declared(error) => Some(error),
            Self::Failed(failure) => Some(failure),
            Self::Start(error) => Some(error),
            Self::Other(error) => Some(error),
        }
    }
}

/// The failure of an update that the contract does not declare, with its payloads decoded.
#[derive(Debug)]
pub struct UpdateFailure(Box<Failure>);

impl UpdateFailure {
    /// The failure as the server gave it.
    pub fn failure(&self) -> &Failure {
        &self.0
    }
}

impl fmt::Display for UpdateFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_causes(f, "the update failed", &self.0)
    }
}

impl Error for UpdateFailure {}

/// Writes why there is no result, with the causes where the workflow failed.
fn write_result_error(f: &mut fmt::Formatter<'_>, error: &WorkflowGetResultError) -> fmt::Result {
    match error {
        WorkflowGetResultError::Failed(failed) => {
            write_causes(f, "the workflow failed", failed.failure())
        }
        other => fmt::Display::fmt(other, f),
    }
}

/// Writes the messages of a chain of causes on one line, each with its error type.
fn write_causes(f: &mut fmt::Formatter<'_>, what: &str, failure: &Failure) -> fmt::Result {
    f.write_str(what)?;
    let mut next = Some(failure);
    while let Some(failure) = next {
        write!(f, ": {}", failure.message)?;
        if let Some(FailureInfo::ApplicationFailureInfo(info)) = &failure.failure_info
            && !info.r#type.is_empty()
        {
            write!(f, " ({})", info.r#type)?;
        }
        next = failure.cause.as_deref();
    }
    Ok(())
}
