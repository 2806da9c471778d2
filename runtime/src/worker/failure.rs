//! How an implementation fails.

use std::error::Error;
use std::fmt;

use temporalio_common::ActivityError;
use temporalio_common::data_converters::{
    DefaultFailureConverter, FailureConverter, PayloadConversionError, PayloadConverter,
    SerializationContextData,
};
use temporalio_common::error::{
    ActivityExecutionError, ApplicationFailure, IncomingError, OutgoingActivityError,
    OutgoingError, OutgoingWorkflowError,
};
use temporalio_common::protos::temporal::api::failure::v1::Failure as ProtoFailure;
use temporalio_workflow::{
    CancelExternalWorkflowError, ChildWorkflowExecutionError, ChildWorkflowStartError,
    WorkflowCancellationError, WorkflowSignalError, WorkflowTermination,
};

use super::{CallError, CallFailure};
use crate::failure::{DeclaredErrors, NoError};

/// Why a workflow, an activity or an update does not succeed: with an error that the contract declares,
/// or in any other way.
///
/// `?` and `into` make it of a declared error, of what a call of an activity or of a child gave, of a
/// cancelled wait, of a heartbeat that could not be written, and of an [`anyhow::Error`];
/// [`Failure::other`] makes it of every other error.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure<E = NoError> {
    /// An error that the contract declares. It arrives with its type and details at whoever waits.
    Declared(E),
    /// An application failure; retryable unless it says otherwise.
    Application(Box<ApplicationFailure>),
    /// One of the SDK's ways for an activity to end.
    Activity(ActivityError),
    /// One of the SDK's ways for a workflow to end.
    Workflow(WorkflowTermination),
}

impl<E> Failure<E> {
    /// A failure that the contract does not declare, retryable, of any error or text.
    pub fn other(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Application(Box::new(ApplicationFailure::new(error)))
    }

    /// A failure that the contract does not declare and that is not tried again, of any error or text.
    pub fn non_retryable(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Application(Box::new(ApplicationFailure::non_retryable(error)))
    }
}

impl<E: DeclaredErrors> Failure<E> {
    /// The same as the end of a workflow.
    pub(super) fn into_termination(self) -> WorkflowTermination {
        match self {
            Self::Declared(error) => error.to_failure().into(),
            Self::Application(failure) => {
                WorkflowTermination::Failed(OutgoingWorkflowError::Application(failure))
            }
            Self::Activity(ActivityError::Application(failure)) => {
                WorkflowTermination::Failed(OutgoingWorkflowError::Application(failure))
            }
            Self::Activity(ActivityError::Cancelled { .. }) => WorkflowTermination::cancelled(),
            Self::Activity(_) => {
                ApplicationFailure::new("a workflow cannot be completed by another process").into()
            }
            Self::Workflow(termination) => termination,
        }
    }

    /// The same as the end of an activity.
    pub(super) fn into_activity_error(self) -> ActivityError {
        match self {
            Self::Declared(error) => ActivityError::application(error.to_failure()),
            Self::Application(failure) => ActivityError::Application(failure),
            Self::Activity(error) => error,
            Self::Workflow(WorkflowTermination::Cancelled { .. }) => ActivityError::cancelled(),
            Self::Workflow(termination) => {
                ActivityError::application(ApplicationFailure::new(termination))
            }
        }
    }

    /// The same as the error of an update.
    pub(super) fn into_update_error(self) -> Box<dyn Error + Send + Sync> {
        match self {
            Self::Declared(error) => Carrier::of(error.to_failure()),
            Self::Application(failure) => Carrier::of(*failure),
            Self::Activity(ActivityError::Application(failure)) => Carrier::of(*failure),
            Self::Activity(ActivityError::Cancelled { .. }) => "the update was cancelled".into(),
            Self::Activity(_) => "an update cannot be completed by another process".into(),
            Self::Workflow(termination) => termination.into(),
        }
    }
}

impl<E: DeclaredErrors> fmt::Display for Failure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Declared(error) => fmt::Display::fmt(error, f),
            Self::Application(failure) => failure.fmt(f),
            Self::Activity(ActivityError::Application(failure)) => failure.fmt(f),
            Self::Activity(ActivityError::Cancelled { .. }) => f.write_str("activity cancelled"),
            Self::Activity(_) => f.write_str("the activity will be completed by another process"),
            Self::Workflow(termination) => termination.fmt(f),
        }
    }
}

impl<E: DeclaredErrors> From<E> for Failure<E> {
    fn from(error: E) -> Self {
        Self::Declared(error)
    }
}

impl<E, A: DeclaredErrors> From<CallError<A>> for Failure<E> {
    fn from(error: CallError<A>) -> Self {
        match error {
            CallError::Declared(declared) => Self::Application(Box::new(declared.to_failure())),
            CallError::Other(failure) => Self::Workflow(failure.into()),
        }
    }
}

impl<E> From<CallFailure> for Failure<E> {
    fn from(failure: CallFailure) -> Self {
        Self::Workflow(failure.into())
    }
}

impl<E> From<anyhow::Error> for Failure<E> {
    fn from(error: anyhow::Error) -> Self {
        Self::Activity(ActivityError::from(error))
    }
}

impl<E> From<PayloadConversionError> for Failure<E> {
    /// Of a heartbeat or of an entry of the memo that breaks the limits of the contract, which it does again
    /// in the next attempt.
    fn from(error: PayloadConversionError) -> Self {
        Self::non_retryable(error)
    }
}

impl<E> From<ApplicationFailure> for Failure<E> {
    fn from(failure: ApplicationFailure) -> Self {
        Self::Application(Box::new(failure))
    }
}

impl<E> From<ActivityError> for Failure<E> {
    fn from(error: ActivityError) -> Self {
        Self::Activity(error)
    }
}

macro_rules! from_terminations {
    ($($error:ty),* $(,)?) => {$(
        impl<E> From<$error> for Failure<E> {
            fn from(error: $error) -> Self {
                Self::Workflow(error.into())
            }
        }
    )*};
}

from_terminations![
    WorkflowTermination,
    WorkflowCancellationError,
    ActivityExecutionError,
    ChildWorkflowStartError,
    ChildWorkflowExecutionError,
    WorkflowSignalError,
    CancelExternalWorkflowError,
];

/// An application failure on its way out of an update handler or a validator.
///
/// The SDK wraps whatever these return into a new failure and keeps only the chain of causes, so the failure
/// travels as a cause. [`HoistingFailureConverter`] puts it back in its place.
#[derive(Debug)]
struct Carrier(ApplicationFailure);

impl Carrier {
    fn of(failure: ApplicationFailure) -> Box<dyn Error + Send + Sync> {
        Box::new(Self(failure))
    }
}

impl fmt::Display for Carrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Carrier {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

/// The SDK's failure converter, but a declared error of an update arrives as itself rather than as the cause of
/// an untyped failure.
///
/// Clients of tempoc find a declared error in either place; other clients look for it at the top.
pub(crate) struct HoistingFailureConverter(DefaultFailureConverter);

impl HoistingFailureConverter {
    pub(crate) fn new() -> Self {
        Self(DefaultFailureConverter::default())
    }
}

impl FailureConverter for HoistingFailureConverter {
    fn to_failure(
        &self,
        error: OutgoingError,
        converter: &PayloadConverter,
        context: &SerializationContextData,
    ) -> ProtoFailure {
        let carried = carries_failure(&error);
        let failure = self.0.to_failure(error, converter, context);
        match failure.cause {
            Some(cause) if carried => *cause,
            _ => failure,
        }
    }

    fn to_error(
        &self,
        failure: ProtoFailure,
        converter: &PayloadConverter,
        context: &SerializationContextData,
    ) -> Result<IncomingError, PayloadConversionError> {
        self.0.to_error(failure, converter, context)
    }
}

fn carries_failure(error: &OutgoingError) -> bool {
    let application = match error {
        OutgoingError::Workflow(OutgoingWorkflowError::Application(failure)) => failure,
        OutgoingError::Activity(OutgoingActivityError::Application(failure)) => failure,
        _ => return false,
    };
    let source: &(dyn Error + 'static) = application.source_error();
    source.downcast_ref::<Carrier>().is_some()
}
