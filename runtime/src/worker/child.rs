//! Child workflows.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::future::{FusedFuture, LocalBoxFuture};
use temporalio_common::data_converters::RawValue;
use temporalio_common::{
    Priority, RetryPolicy, SignalDefinition, UntypedWorkflow, search_attributes::SearchAttributes,
};
use temporalio_workflow::{
    CancellableFuture, CancellableFutureWithReason, ChildWorkflowCancellationType,
    ChildWorkflowExecutionError, ChildWorkflowOptions, ParentClosePolicy, SignalWorkflowOptions,
    StartedChildWorkflow, WorkflowCancellationToken, WorkflowIdReusePolicy,
};

use super::call::read;
use super::sdk_context::CancellableWithReason;
use super::{CallError, CallFailure, Caller};
use crate::definition::{ChildCancellation, ChildOptions, IdReuse, ParentClose, Signal, Workflow};
use crate::payload::Message;

/// A child workflow that has not been started yet. Await it for its output, or [`start`](Self::start) it.
///
/// `H` is the generated handle of the child, with its signals.
#[must_use = "a child is started when this is awaited or started"]
pub struct ChildCall<'a, W: Workflow, H = StartedChild<W>> {
    caller: Caller<'a>,
    input: W::Input,
    options: ChildWorkflowOptions,
    handle: PhantomData<fn() -> H>,
}

impl<'a, W: Workflow, H: From<StartedChild<W>>> ChildCall<'a, W, H> {
    /// A call with the options of the contract.
    pub fn new(caller: Caller<'a>, contract: ChildOptions, id: String, input: W::Input) -> Self {
        let mut options = child_options(&contract);
        options.workflow_id = Some(id);
        Self {
            caller,
            input,
            options,
            handle: PhantomData,
        }
    }

    /// Changes any option of the SDK.
    pub fn options(mut self, change: impl FnOnce(&mut ChildWorkflowOptions)) -> Self {
        change(&mut self.options);
        self
    }

    /// Sets the workflow id, in place of the one that the contract makes.
    pub fn id(self, id: impl Into<String>) -> Self {
        self.options(|options| options.workflow_id = Some(id.into()))
    }

    /// Sets the task queue.
    pub fn task_queue(self, task_queue: impl Into<String>) -> Self {
        self.options(|options| options.task_queue = Some(task_queue.into()))
    }

    /// Sets what becomes of the child when this workflow closes.
    pub fn parent_close(self, policy: ParentClose) -> Self {
        self.options(|options| options.parent_close_policy = parent_close_policy(policy))
    }

    /// Sets what the cancellation of the call waits for.
    pub fn cancellation(self, cancellation: ChildCancellation) -> Self {
        self.options(|options| options.cancel_type = cancellation_type(cancellation))
    }

    /// Sets the token that cancels the call, in place of the workflow's own. A fresh token shields the call.
    pub fn cancellation_token(self, token: WorkflowCancellationToken) -> Self {
        self.options(|options| options.cancellation_token = Some(token))
    }

    /// Sets what happens when a closed workflow has the same id.
    pub fn id_reuse(self, policy: IdReuse) -> Self {
        self.options(|options| options.id_reuse_policy = id_reuse_policy(policy))
    }

    /// Sets the longest time of all runs together.
    pub fn execution_timeout(self, timeout: Duration) -> Self {
        self.options(|options| options.execution_timeout = Some(timeout))
    }

    /// Sets the longest time of one run.
    pub fn run_timeout(self, timeout: Duration) -> Self {
        self.options(|options| options.run_timeout = Some(timeout))
    }

    /// Sets the longest time of one workflow task.
    pub fn task_timeout(self, timeout: Duration) -> Self {
        self.options(|options| options.task_timeout = Some(timeout))
    }

    /// Sets when to run it again after a failure.
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.options(|options| options.retry_policy = Some(policy))
    }

    /// Sets which comes first.
    pub fn priority(self, priority: Priority) -> Self {
        self.options(|options| options.priority = Some(priority))
    }

    /// Sets its search attributes.
    pub fn search_attributes(self, attributes: SearchAttributes) -> Self {
        self.options(|options| options.search_attributes = Some(attributes))
    }

    /// Sets a line for the user interface.
    pub fn summary(self, summary: impl Into<String>) -> Self {
        self.options(|options| options.static_summary = Some(summary.into()))
    }

    /// Sets some lines for the user interface.
    pub fn details(self, details: impl Into<String>) -> Self {
        self.options(|options| options.static_details = Some(details.into()))
    }

    /// Starts the child now and waits until the server has started it.
    ///
    /// The request is made by this call, not when the future is first awaited.
    pub fn start(self) -> impl Future<Output = Result<H, CallError<W::Error>>> + use<'a, W, H> {
        let id = self.options.workflow_id.clone().unwrap_or_default();
        let started = self.input.to_arguments().map(|payloads| {
            self.caller
                .0
                .start_child_workflow(W::NAME, RawValue::new(payloads), self.options)
        });
        async move {
            match started {
                Ok(starting) => starting
                    .await
                    .map(|sdk| {
                        H::from(StartedChild {
                            id,
                            sdk,
                            definition: PhantomData,
                        })
                    })
                    .map_err(|error| CallError::decode(CallFailure::ChildStart(Box::new(error)))),
                Err(error) => Err(CallError::Other(CallFailure::unwritable(error))),
            }
        }
    }
}

impl<W: Workflow, H> fmt::Debug for ChildCall<'_, W, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChildCall")
            .field("workflow", &W::NAME)
            .finish_non_exhaustive()
    }
}

impl<'a, W, H> IntoFuture for ChildCall<'a, W, H>
where
    W: Workflow,
    H: From<StartedChild<W>> + 'static,
{
    type Output = Result<W::Output, CallError<W::Error>>;
    type IntoFuture = LocalBoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let call: ChildCall<'a, W> = ChildCall {
            caller: self.caller,
            input: self.input,
            options: self.options,
            handle: PhantomData,
        };
        let started = call.start();
        Box::pin(async move { started.await?.result().await })
    }
}

/// A child workflow that the server has started.
///
/// Generated handles dereference to it and add the signals.
pub struct StartedChild<W: Workflow> {
    id: String,
    sdk: StartedChildWorkflow<UntypedWorkflow>,
    definition: PhantomData<fn() -> W>,
}

impl<W: Workflow> StartedChild<W> {
    /// Its workflow id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its run id.
    pub fn run_id(&self) -> &str {
        &self.sdk.run_id
    }

    /// The rest of its life: await it for the output.
    pub fn result(self) -> RunningChild<W> {
        RunningChild {
            sdk: Box::pin(self.sdk.result()),
            definition: PhantomData,
        }
    }

    /// Asks it to cancel.
    pub fn cancel(&self, reason: impl Into<String>) {
        self.sdk.cancel(reason.into());
    }

    /// Sends a signal.
    pub fn signal<S: Signal<Workflow = W>>(
        this: &Self,
        input: S::Input,
    ) -> impl Future<Output = Result<(), CallFailure>> {
        let sent = encoded(&input).map(|input| {
            this.sdk
                .signal(SignalName(S::NAME), input, SignalWorkflowOptions::default())
        });
        async move {
            sent?
                .await
                .map_err(|error| CallFailure::Signal(Box::new(error)))
        }
    }
}

impl<W: Workflow> fmt::Debug for StartedChild<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StartedChild")
            .field("workflow", &W::NAME)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A child workflow whose output is awaited.
#[must_use = "the outcome of a child is in the future"]
pub struct RunningChild<W: Workflow> {
    sdk: CancellableWithReason<'static, Result<RawValue, ChildWorkflowExecutionError>>,
    definition: PhantomData<fn() -> W>,
}

impl<W: Workflow> fmt::Debug for RunningChild<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RunningChild")
            .field("workflow", &W::NAME)
            .finish_non_exhaustive()
    }
}

impl<W: Workflow> Future for RunningChild<W> {
    type Output = Result<W::Output, CallError<W::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.sdk.as_mut().poll(context).map(|result| match result {
            Ok(output) => read(&output),
            Err(error) => Err(CallError::decode(CallFailure::Child(Box::new(error)))),
        })
    }
}

impl<W: Workflow> FusedFuture for RunningChild<W> {
    fn is_terminated(&self) -> bool {
        self.sdk.is_terminated()
    }
}

impl<W: Workflow> CancellableFuture for RunningChild<W> {
    fn cancel(&self) {
        self.sdk.cancel();
    }
}

impl<W: Workflow> CancellableFutureWithReason for RunningChild<W> {
    fn cancel_with_reason(&self, reason: String) {
        self.sdk.cancel_with_reason(reason);
    }
}

/// A signal by its name, with an input that is already written.
pub(super) struct SignalName(pub(super) &'static str);

impl SignalDefinition for SignalName {
    type Workflow = UntypedWorkflow;
    type Input = RawValue;

    fn name(&self) -> &str {
        self.0
    }
}

/// The input of a signal, written.
pub(super) fn encoded<M: Message>(input: &M) -> Result<RawValue, CallFailure> {
    input
        .to_arguments()
        .map(RawValue::new)
        .map_err(CallFailure::unwritable)
}

fn child_options(contract: &ChildOptions) -> ChildWorkflowOptions {
    let workflow = &contract.workflow;
    let mut options = ChildWorkflowOptions::default();
    options.task_queue = (!contract.same_task_queue).then(|| workflow.task_queue.to_owned());
    options.cancel_type = cancellation_type(contract.cancellation);
    options.parent_close_policy = parent_close_policy(contract.parent_close);
    if let Some(policy) = workflow.id_reuse {
        options.id_reuse_policy = id_reuse_policy(policy);
    }
    options.execution_timeout = workflow.execution_timeout;
    options.run_timeout = workflow.run_timeout;
    options.task_timeout = workflow.task_timeout;
    options.cron_schedule = workflow.cron.map(str::to_owned);
    options.retry_policy = workflow.retry.map(|retry| retry.to_sdk());
    options.priority = workflow.priority.map(|priority| priority.to_sdk());
    options.static_summary = workflow.summary.map(str::to_owned);
    options.static_details = workflow.details.map(str::to_owned);
    options
}

fn parent_close_policy(policy: ParentClose) -> ParentClosePolicy {
    match policy {
        ParentClose::Terminate => ParentClosePolicy::Terminate,
        ParentClose::Abandon => ParentClosePolicy::Abandon,
        ParentClose::RequestCancel => ParentClosePolicy::RequestCancel,
    }
}

fn cancellation_type(cancellation: ChildCancellation) -> ChildWorkflowCancellationType {
    match cancellation {
        ChildCancellation::Abandon => ChildWorkflowCancellationType::Abandon,
        ChildCancellation::TryCancel => ChildWorkflowCancellationType::TryCancel,
        ChildCancellation::WaitCompleted => {
            ChildWorkflowCancellationType::WaitCancellationCompleted
        }
        ChildCancellation::WaitRequested => {
            ChildWorkflowCancellationType::WaitCancellationRequested
        }
    }
}

fn id_reuse_policy(policy: IdReuse) -> WorkflowIdReusePolicy {
    match policy {
        IdReuse::AllowDuplicate => WorkflowIdReusePolicy::AllowDuplicate,
        IdReuse::AllowDuplicateFailedOnly => WorkflowIdReusePolicy::AllowDuplicateFailedOnly,
        IdReuse::RejectDuplicate => WorkflowIdReusePolicy::RejectDuplicate,
    }
}
