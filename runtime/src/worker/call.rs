//! Calls of activities out of a workflow.

use std::error::Error;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::future::FusedFuture;
use temporalio_common::data_converters::{PayloadConversionError, RawValue};
use temporalio_common::protos::temporal::api::failure::v1::Failure as ProtoFailure;
use temporalio_common::{Priority, RetryPolicy};
use temporalio_workflow::{
    ActivityCancellationType, ActivityCloseTimeouts, ActivityExecutionError, ActivityOptions,
    CancellableFuture, ChildWorkflowExecutionError, ChildWorkflowStartError, LocalActivityOptions,
    WorkflowCancellationToken, WorkflowSignalError, WorkflowTermination,
};

use super::Caller;
use super::sdk_context::Cancellable;
use crate::definition::{self, Activity, ActivityCancellation};
use crate::failure::DeclaredErrors;
use crate::payload::Message;

/// Why a call of an activity or of a child workflow gave no output.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError<E> {
    /// It failed with an error that the contract declares.
    Declared(E),
    /// It failed in another way, was cancelled or timed out.
    Other(CallFailure),
}

/// A failure of a call that the contract does not declare, as the SDK gives it.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallFailure {
    /// Of an activity.
    Activity(Box<ActivityExecutionError>),
    /// Of a child workflow that could not be started.
    ChildStart(Box<ChildWorkflowStartError>),
    /// Of a child workflow that had started.
    Child(Box<ChildWorkflowExecutionError>),
    /// Of a signal to another workflow.
    Signal(Box<WorkflowSignalError>),
    /// The input breaks the limits of the contract, or the output cannot be read.
    Payload(PayloadConversionError),
}

impl CallFailure {
    fn proto(&self) -> Option<&ProtoFailure> {
        match self {
            Self::Activity(error) => error.failure(),
            Self::ChildStart(error) => error.failure(),
            Self::Child(error) => error.failure(),
            Self::Signal(error) => error.failure(),
            Self::Payload(_) => None,
        }
    }

    /// Whether the call was cancelled.
    pub fn is_cancelled(&self) -> bool {
        match self {
            Self::Activity(error) => error.as_cancelled().is_some(),
            Self::ChildStart(error) => error.as_cancelled().is_some(),
            Self::Child(error) => error.as_cancelled().is_some(),
            Self::Signal(error) => error.as_cancelled().is_some(),
            Self::Payload(_) => false,
        }
    }

    /// Whether the call timed out.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Activity(error) => error.as_timeout().is_some(),
            Self::Child(error) => error.as_timeout().is_some(),
            Self::ChildStart(_) | Self::Signal(_) | Self::Payload(_) => false,
        }
    }
}

impl<E: DeclaredErrors> CallError<E> {
    pub(super) fn decode(failure: CallFailure) -> Self {
        match failure.proto().and_then(E::find) {
            Some(declared) => Self::Declared(declared),
            None => Self::Other(failure),
        }
    }
}

impl<E: fmt::Display> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Declared(error) => error.fmt(f),
            Self::Other(failure) => failure.fmt(f),
        }
    }
}

impl<E: Error + 'static> Error for CallError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Declared(error) => Some(error),
            Self::Other(failure) => Some(failure),
        }
    }
}

impl fmt::Display for CallFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Activity(error) => error.fmt(f),
            Self::ChildStart(error) => error.fmt(f),
            Self::Child(error) => error.fmt(f),
            Self::Signal(error) => error.fmt(f),
            Self::Payload(error) => error.fmt(f),
        }
    }
}

impl Error for CallFailure {}

impl From<CallFailure> for WorkflowTermination {
    fn from(failure: CallFailure) -> Self {
        match failure {
            CallFailure::Activity(error) => (*error).into(),
            CallFailure::ChildStart(error) => (*error).into(),
            CallFailure::Child(error) => (*error).into(),
            CallFailure::Signal(error) => (*error).into(),
            CallFailure::Payload(error) => error.into(),
        }
    }
}

/// A call of an activity that has not been made yet. Await it for the output, or [`start`](Self::start) it.
#[must_use = "an activity is called when this is awaited or started"]
pub struct ActivityCall<'a, A: Activity> {
    caller: Caller<'a>,
    input: A::Input,
    options: ActivityOptions,
    local: Option<LocalActivityOptions>,
}

impl<'a, A: Activity> ActivityCall<'a, A> {
    /// A call with the options of the contract.
    pub fn new(caller: Caller<'a>, input: A::Input) -> Self {
        let options = activity_options(&A::OPTIONS);
        let call = Self {
            caller,
            input,
            options,
            local: None,
        };
        if A::OPTIONS.local { call.local() } else { call }
    }

    /// Changes any option of the SDK.
    pub fn options(mut self, change: impl FnOnce(&mut ActivityOptions)) -> Self {
        change(&mut self.options);
        self
    }

    /// Runs the activity in this workflow's own worker, without a task on a queue.
    pub fn local(mut self) -> Self {
        self.local = Some(local_activity_options(&self.options));
        self
    }

    /// Runs it as a local activity with changed options.
    pub fn local_options(self, change: impl FnOnce(&mut LocalActivityOptions)) -> Self {
        let mut call = if self.local.is_some() {
            self
        } else {
            self.local()
        };
        if let Some(options) = &mut call.local {
            change(options);
        }
        call
    }

    /// Runs it through its task queue, even if the contract says that it is local.
    pub fn remote(mut self) -> Self {
        self.local = None;
        self
    }

    /// Sets the task queue.
    pub fn task_queue(self, task_queue: impl Into<String>) -> Self {
        self.options(|options| options.task_queue = Some(task_queue.into()))
    }

    /// Sets the longest time of one attempt.
    pub fn start_to_close(mut self, timeout: Duration) -> Self {
        if let Some(local) = &mut self.local {
            local.start_to_close_timeout = Some(timeout);
        }
        let total = self.options.close_timeouts.schedule_to_close();
        self.options(|options| {
            options.close_timeouts = match total {
                Some(schedule_to_close) => ActivityCloseTimeouts::ScheduleAndStartToClose {
                    schedule_to_close,
                    start_to_close: timeout,
                },
                None => ActivityCloseTimeouts::StartToClose(timeout),
            };
        })
    }

    /// Sets the longest time with all attempts.
    pub fn schedule_to_close(mut self, timeout: Duration) -> Self {
        if let Some(local) = &mut self.local {
            local.schedule_to_close_timeout = Some(timeout);
        }
        let attempt = self.options.close_timeouts.start_to_close();
        self.options(|options| {
            options.close_timeouts = match attempt {
                Some(start_to_close) => ActivityCloseTimeouts::ScheduleAndStartToClose {
                    schedule_to_close: timeout,
                    start_to_close,
                },
                None => ActivityCloseTimeouts::ScheduleToClose(timeout),
            };
        })
    }

    /// Sets the longest time until an attempt starts.
    pub fn schedule_to_start(mut self, timeout: Duration) -> Self {
        if let Some(local) = &mut self.local {
            local.schedule_to_start_timeout = Some(timeout);
        }
        self.options(|options| options.schedule_to_start_timeout = Some(timeout))
    }

    /// Sets the longest time between two heartbeats.
    pub fn heartbeat_timeout(self, timeout: Duration) -> Self {
        self.options(|options| options.heartbeat_timeout = Some(timeout))
    }

    /// Sets when to try again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        if let Some(local) = &mut self.local {
            local.retry_policy = policy.clone();
        }
        self.options(|options| options.retry_policy = Some(policy))
    }

    /// Sets which comes first.
    pub fn priority(self, priority: Priority) -> Self {
        self.options(|options| options.priority = Some(priority))
    }

    /// Sets what the cancellation of the call waits for.
    pub fn cancellation(mut self, cancellation: ActivityCancellation) -> Self {
        if let Some(local) = &mut self.local {
            local.cancel_type = cancellation_type(cancellation);
        }
        self.options(|options| options.cancellation_type = cancellation_type(cancellation))
    }

    /// Sets the token that cancels the call, in place of the workflow's own. A fresh token shields the call.
    pub fn cancellation_token(mut self, token: WorkflowCancellationToken) -> Self {
        if let Some(local) = &mut self.local {
            local.cancellation_token = Some(token.clone());
        }
        self.options(|options| options.cancellation_token = Some(token))
    }

    /// Sets a line for the user interface.
    pub fn summary(mut self, summary: impl Into<String>) -> Self {
        let summary = summary.into();
        if let Some(local) = &mut self.local {
            local.summary = Some(summary.clone());
        }
        self.options(|options| options.summary = Some(summary))
    }

    /// Makes the call now. What comes back can be awaited, selected on and cancelled.
    pub fn start(self) -> RunningActivity<'a, A> {
        let input = match self.input.to_arguments() {
            Ok(payloads) => RawValue::new(payloads),
            Err(error) => return RunningActivity::Failed(Some(error)),
        };
        RunningActivity::Running(match self.local {
            Some(options) => self
                .caller
                .0
                .execute_local_activity(A::NAME, input, options),
            None => self.caller.0.execute_activity(A::NAME, input, self.options),
        })
    }
}

impl<A: Activity> fmt::Debug for ActivityCall<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ActivityCall")
            .field("activity", &A::NAME)
            .finish_non_exhaustive()
    }
}

impl<'a, A: Activity> IntoFuture for ActivityCall<'a, A> {
    type Output = Result<A::Output, CallError<A::Error>>;
    type IntoFuture = RunningActivity<'a, A>;

    fn into_future(self) -> Self::IntoFuture {
        self.start()
    }
}

/// An activity that was called.
#[must_use = "the outcome of an activity is in the future"]
pub enum RunningActivity<'a, A: Activity> {
    /// It is under way.
    #[doc(hidden)]
    Running(Cancellable<'a, Result<RawValue, ActivityExecutionError>>),
    /// Its input breaks the limits of the contract, so it was not called.
    #[doc(hidden)]
    Failed(Option<crate::json::Error>),
    /// Which activity it is.
    #[doc(hidden)]
    Definition(
        std::convert::Infallible,
        std::marker::PhantomData<fn() -> A>,
    ),
}

impl<A: Activity> fmt::Debug for RunningActivity<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RunningActivity")
            .field("activity", &A::NAME)
            .finish_non_exhaustive()
    }
}

impl<A: Activity> Unpin for RunningActivity<'_, A> {}

impl<A: Activity> Future for RunningActivity<'_, A> {
    type Output = Result<A::Output, CallError<A::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut *self {
            Self::Running(running) => running.as_mut().poll(context).map(|result| match result {
                Ok(output) => read(&output),
                Err(error) => Err(CallError::decode(CallFailure::Activity(Box::new(error)))),
            }),
            Self::Failed(error) => match error.take() {
                Some(error) => Poll::Ready(Err(CallError::Other(CallFailure::unwritable(error)))),
                None => Poll::Pending,
            },
            Self::Definition(never, _) => match *never {},
        }
    }
}

impl<A: Activity> FusedFuture for RunningActivity<'_, A> {
    fn is_terminated(&self) -> bool {
        match self {
            Self::Running(running) => running.is_terminated(),
            Self::Failed(error) => error.is_none(),
            Self::Definition(never, _) => match *never {},
        }
    }
}

impl<A: Activity> CancellableFuture for RunningActivity<'_, A> {
    fn cancel(&self) {
        if let Self::Running(running) = self {
            running.cancel();
        }
    }
}

impl CallFailure {
    pub(super) fn unwritable(error: crate::json::Error) -> Self {
        Self::Payload(PayloadConversionError::EncodingError(Box::new(error)))
    }
}

/// Reads the output of a call.
pub(super) fn read<M: Message, E>(output: &RawValue) -> Result<M, CallError<E>> {
    M::from_payloads(&output.payloads)
        .map_err(|error| CallError::Other(CallFailure::unwritable(error)))
}

fn activity_options(contract: &definition::ActivityOptions) -> ActivityOptions {
    let close_timeouts = match (contract.schedule_to_close, contract.start_to_close) {
        (Some(schedule_to_close), Some(start_to_close)) => {
            ActivityCloseTimeouts::ScheduleAndStartToClose {
                schedule_to_close,
                start_to_close,
            }
        }
        (Some(timeout), None) => ActivityCloseTimeouts::ScheduleToClose(timeout),
        // A contract without either does not compile.
        (None, timeout) => ActivityCloseTimeouts::StartToClose(timeout.unwrap_or_default()),
    };
    let mut options = ActivityOptions::with_close_timeouts(close_timeouts).build();
    options.task_queue = contract.task_queue.map(str::to_owned);
    options.schedule_to_start_timeout = contract.schedule_to_start;
    options.heartbeat_timeout = contract.heartbeat_timeout;
    options.retry_policy = contract.retry.map(|retry| retry.to_sdk());
    options.priority = contract.priority.map(|priority| priority.to_sdk());
    options.cancellation_type = cancellation_type(contract.cancellation);
    options.summary = contract.summary.map(str::to_owned);
    options
}

fn local_activity_options(remote: &ActivityOptions) -> LocalActivityOptions {
    let mut options = LocalActivityOptions::default();
    options.schedule_to_close_timeout = remote.close_timeouts.schedule_to_close();
    options.start_to_close_timeout = remote.close_timeouts.start_to_close();
    options.schedule_to_start_timeout = remote.schedule_to_start_timeout;
    options.retry_policy = remote.retry_policy.clone().unwrap_or_default();
    options.cancel_type = remote.cancellation_type;
    options.cancellation_token = remote.cancellation_token.clone();
    options.summary = remote.summary.clone();
    options
}

fn cancellation_type(cancellation: ActivityCancellation) -> ActivityCancellationType {
    match cancellation {
        ActivityCancellation::TryCancel => ActivityCancellationType::TryCancel,
        ActivityCancellation::WaitCompleted => ActivityCancellationType::WaitCancellationCompleted,
        ActivityCancellation::Abandon => ActivityCancellationType::Abandon,
    }
}
