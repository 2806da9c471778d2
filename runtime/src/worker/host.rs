//! One type that runs every workflow of every contract.
//!
//! [`Host`] is the only place that implements the SDK's traits for workflows. It reads inputs, finds handlers by
//! name, and decides what happens to what cannot be read: a workflow fails at once and for good, a signal is
//! logged and dropped, an update is rejected, a query fails.

use std::any::Any;
use std::error::Error;
use std::future::Future;
use std::marker::PhantomData;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use temporalio_common::data_converters::{PayloadConverter, RawValue};
use temporalio_common::error::ApplicationFailure;
use temporalio_common::protos::temporal::api::common::v1::Payloads;
use temporalio_common::{SignalDefinition, UpdateDefinition, WorkflowDefinition};
use temporalio_workflow::workflow_interceptors::WorkflowOutputValue;
use temporalio_workflow::workflows::{
    ExecutableSyncSignal, ExecutableSyncUpdate, UpdateDefinitionDescriptor,
    WorkflowDefinitionDescriptor, WorkflowError, WorkflowImplementation,
};
use temporalio_workflow::{
    SyncWorkflowContext, WorkflowContext, WorkflowContextView, WorkflowTermination,
};

use super::messages::{Encoded, Handling, QueryCall, SignalCall, UpdateCall};
use super::unfinished::{Handler, Running};
use super::{Caller, Context, Failure, InitContext, Messages, SyncContext};
use crate::definition::Workflow;
use crate::failure::{self, PAYLOAD_VALIDATION_ERROR};
use crate::json;
use crate::payload::Message;

/// Binds a workflow of a contract to a type `T` that implements it.
///
/// Generated code implements this for the workflow's definition, for every `T` that implements the generated
/// trait of the workflow.
pub trait ServeWorkflow<T: 'static>: Workflow {
    /// Makes the state of a new execution.
    fn init(context: &InitContext, input: &Self::Input) -> T;

    /// Runs the workflow.
    fn run(
        context: &Context<Self, T>,
        input: Self::Input,
    ) -> impl Future<Output = Result<Self::Output, Failure<Self::Error>>>;

    /// The handlers of its signals, queries and updates.
    fn messages() -> Messages<Self, T>;
}

/// The typed calls that a workflow may make.
pub trait Stubs: Workflow {
    /// The activities that the contract lets it call.
    type Activities<'a>: From<Caller<'a>>;
    /// The workflows that the contract lets it start.
    type Children<'a>: From<Caller<'a>>;
    /// The running workflows of its package.
    type External<'a>: From<Caller<'a>>;
}

/// An execution of the workflow `D` that `T` implements, under its own name or one of its aliases.
///
/// `NAME` 0 is the workflow's own name, and `n` is alias `n - 1`.
pub struct Host<D: Workflow, T, const NAME: usize = 0> {
    /// The state and the input, until `run` takes that, or why the input could not be read.
    execution: Result<(T, Option<D::Input>), json::Error>,
    /// The handlers that a workflow should not leave behind.
    running: Running,
}

impl<D: Workflow, T, const NAME: usize> std::fmt::Debug for Host<D, T, NAME> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Host")
            .field("workflow", &type_name::<D>(NAME))
            .finish_non_exhaustive()
    }
}

impl<D: Workflow, T, const NAME: usize> Host<D, T, NAME> {
    /// Lets `look` see the state; there is none if the input could not be read, and then nothing asks for it.
    pub(super) fn read(&self, look: &mut dyn FnMut(&T)) {
        if let Ok((state, _)) = &self.execution {
            look(state);
        }
    }

    pub(super) fn write(&mut self, change: &mut dyn FnMut(&mut T)) {
        if let Ok((state, _)) = &mut self.execution {
            change(state);
        }
    }
}

impl<D: Workflow, T, const NAME: usize> Host<D, T, NAME> {
    /// The input, for `run` to have, or why there is none.
    fn take_input(&mut self) -> Result<D::Input, Box<ApplicationFailure>> {
        match &mut self.execution {
            // The SDK calls `run` once for each execution, so the input is there.
            Ok((_, input)) => input
                .take()
                .ok_or_else(|| Box::new(ApplicationFailure::new("the workflow was run twice"))),
            Err(error) => {
                let what = format!("workflow `{}`", D::NAME);
                Err(Box::new(failure::unreadable(&what, error)))
            }
        }
    }
}

fn type_name<D: Workflow>(name: usize) -> &'static str {
    match name.checked_sub(1) {
        None => D::NAME,
        Some(alias) => D::ALIASES.get(alias).copied().unwrap_or(D::NAME),
    }
}

/// The workflow as the SDK's registry sees it: payloads in, payloads out.
#[derive(Debug)]
pub struct Served<D, const NAME: usize>(PhantomData<fn() -> D>);

impl<D: Workflow, const NAME: usize> WorkflowDefinition for Served<D, NAME> {
    type Input = RawValue;
    type Output = RawValue;

    fn name(&self) -> &str {
        type_name::<D>(NAME)
    }
}

impl<D: ServeWorkflow<T>, T: 'static, const NAME: usize> WorkflowImplementation
    for Host<D, T, NAME>
{
    type Run = Served<D, NAME>;

    const HAS_INIT: bool = true;
    const INIT_TAKES_INPUT: bool = true;

    fn name() -> &'static str {
        type_name::<D>(NAME)
    }

    fn definition() -> WorkflowDefinitionDescriptor {
        let messages = D::messages();
        let updates = messages.updates().map(|name| UpdateDefinitionDescriptor {
            name: name.to_owned(),
            // Only a validator can reject an update before it is in the history, and each update has to be
            // rejected if it cannot be read.
            has_validator: true,
        });
        WorkflowDefinitionDescriptor {
            workflow_type: type_name::<D>(NAME).to_owned(),
            has_init: Self::HAS_INIT,
            init_takes_input: Self::INIT_TAKES_INPUT,
            signals: messages.signals().map(str::to_owned).collect(),
            queries: messages.queries().map(str::to_owned).collect(),
            updates: updates.collect(),
        }
    }

    fn init(context: WorkflowContextView, input: Option<RawValue>) -> Self {
        let payloads = input.map(|input| input.payloads).unwrap_or_default();
        let execution = D::Input::from_payloads(&payloads)
            .map(|input| (D::init(&context, &input), Some(input)));
        Self {
            execution,
            running: Running::default(),
        }
    }

    fn run(
        context: WorkflowContext<Self>,
        _: Option<RawValue>,
    ) -> LocalBoxFuture<'static, Result<Box<dyn WorkflowOutputValue>, WorkflowTermination>> {
        async move {
            let input = context
                .state_mut(|host| host.take_input())
                .map_err(|failure| *failure)?;
            let running = context.state(|host| host.running.clone());
            let context = Rc::new(context);
            let output = D::run(&Context::new(context.clone()), input).await;
            if let Some(handlers) = running.describe() {
                crate::log::warn!(
                    context,
                    "workflow `{}` ends while handlers still run: {handlers}; wait until \
                     `all_handlers_finished`, or declare `unfinished: abandon`",
                    D::NAME
                );
            }
            let output = output.map_err(Failure::into_termination)?;
            match Encoded::of(&output) {
                Ok(encoded) => Ok(Box::new(encoded) as Box<dyn WorkflowOutputValue>),
                Err(error) => Err(unwritable(D::NAME, &error).into()),
            }
        }
        .boxed_local()
    }

    fn decode_signal_input(
        name: &str,
        payloads: Payloads,
        _: &PayloadConverter,
    ) -> Result<Option<Box<dyn Any>>, WorkflowError> {
        Ok(Some(Box::new(
            D::messages().signal_call(name, &payloads.payloads),
        )))
    }

    fn dispatch_signal(
        context: WorkflowContext<Self>,
        name: &str,
        input: Box<dyn Any>,
    ) -> LocalBoxFuture<'static, Result<(), WorkflowError>> {
        let call = match input.downcast::<SignalCall<D, T>>() {
            Ok(call) => *call,
            Err(_) => return foreign_input(name),
        };
        match call {
            Ok(Handling::Async(handle)) if context.state(|host| host.execution.is_ok()) => {
                let handler = begin(&context, name);
                let handling = handle(Context::new(Rc::new(context)));
                let handled = handling.map(move |()| {
                    drop(handler);
                    Ok(())
                });
                handled.boxed_local()
            }
            Ok(Handling::Async(_)) => async { Ok(()) }.boxed_local(),
            Ok(Handling::Sync(handle)) => {
                let input: Box<dyn Any> = Box::new(Sync(handle));
                <Self as ExecutableSyncSignal<AnyMessage<SyncSignal<T>>>>::dispatch(context, input)
            }
            Err(error) => {
                // The sender has long been told that the signal was accepted; failing the workflow task would only
                // retry it for ever.
                crate::log::warn!(
                    context,
                    "signal `{name}` of `{}` is dropped: {error}",
                    D::NAME
                );
                async { Ok(()) }.boxed_local()
            }
        }
    }

    fn decode_query_input(
        name: &str,
        payloads: &Payloads,
        _: &PayloadConverter,
    ) -> Result<Option<Box<dyn Any>>, WorkflowError> {
        match D::messages().query_call(name, &payloads.payloads) {
            Some(Ok(call)) => Ok(Some(Box::new(call))),
            Some(Err(error)) => Err(execution(unreadable("query", name, &error))),
            None => Ok(None),
        }
    }

    fn dispatch_query(
        &self,
        context: WorkflowContextView,
        name: &str,
        input: Box<dyn Any>,
    ) -> Result<Box<dyn WorkflowOutputValue>, WorkflowError> {
        let Ok(call) = input.downcast::<QueryCall<T>>() else {
            return Err(execution(
                format!("an interceptor replaced the input of `{name}`").into(),
            ));
        };
        match &self.execution {
            Ok((state, _)) => match call(state, &context) {
                Ok(encoded) => Ok(Box::new(encoded)),
                Err(error) => Err(execution(
                    Failure::<crate::NoError>::from(unwritable(name, &error)).into_update_error(),
                )),
            },
            Err(error) => Err(execution(unreadable("workflow", D::NAME, error))),
        }
    }

    fn decode_update_input(
        name: &str,
        payloads: Payloads,
        _: &PayloadConverter,
    ) -> Result<Option<Box<dyn Any>>, WorkflowError> {
        match D::messages().update_call(name, &payloads.payloads) {
            Some(Ok(call)) => Ok(Some(Box::new(call))),
            Some(Err(error)) => Err(execution(unreadable("update", name, &error))),
            None => Ok(None),
        }
    }

    fn dispatch_update(
        context: WorkflowContext<Self>,
        name: &str,
        input: Box<dyn Any>,
    ) -> LocalBoxFuture<'static, Result<Box<dyn WorkflowOutputValue>, WorkflowError>> {
        let call = match input.downcast::<UpdateCall<D, T>>() {
            Ok(call) => *call,
            Err(_) => return foreign_input(name),
        };
        if let Some(error) = context.state(|host| host.execution.as_ref().err().cloned()) {
            return async move { Err(execution(unreadable("workflow", D::NAME, &error))) }
                .boxed_local();
        }
        match call.handling {
            Handling::Async(handle) => {
                let handler = begin(&context, name);
                let handling = handle(Context::new(Rc::new(context)));
                let answered = handling.map(move |result| {
                    drop(handler);
                    match result {
                        Ok(encoded) => Ok(Box::new(encoded) as Box<dyn WorkflowOutputValue>),
                        Err(error) => Err(execution(error)),
                    }
                });
                answered.boxed_local()
            }
            Handling::Sync(handle) => {
                let input: Box<dyn Any> = Box::new(Sync(handle));
                <Self as ExecutableSyncUpdate<AnyMessage<SyncUpdate<T>>>>::dispatch(context, input)
            }
        }
    }

    fn validate_update(
        &self,
        context: WorkflowContextView,
        name: &str,
        input: Box<dyn Any>,
    ) -> Result<(), WorkflowError> {
        let Ok(call) = input.downcast::<UpdateCall<D, T>>() else {
            return Err(execution(
                format!("an interceptor replaced the input of `{name}`").into(),
            ));
        };
        match (&self.execution, call.validate) {
            (Ok((state, _)), Some(validate)) => validate(state, &context).map_err(execution),
            (Ok(_), None) => Ok(()),
            (Err(error), _) => Err(execution(unreadable("workflow", D::NAME, error))),
        }
    }
}

/// Counts the handler of a message that its workflow should not leave behind.
fn begin<D: ServeWorkflow<T>, T: 'static, const NAME: usize>(
    context: &WorkflowContext<Host<D, T, NAME>>,
    message: &str,
) -> Option<Handler> {
    let warns = D::messages().warns_of(message);
    warns.then(|| context.state(|host| host.running.begin(message)))
}

/// A synchronous handler with its input, as the input that the SDK hands to [`ExecutableSyncSignal`].
///
/// Only the default methods of the SDK's traits can make a [`SyncWorkflowContext`], so all synchronous handlers
/// of all workflows go through one signal and one update whose input is what to do.
pub struct Sync<F>(F);

type SyncSignal<T> = Box<dyn FnOnce(&mut T, &SyncContext<'_>)>;
type SyncUpdate<T> = Box<
    dyn FnOnce(
        &mut T,
        &SyncContext<'_>,
    ) -> Result<Encoded, Box<dyn Error + Send + std::marker::Sync>>,
>;

impl<F> std::fmt::Debug for Sync<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sync")
    }
}

impl<F> temporalio_common::data_converters::TemporalSerializable for Sync<F> {}
impl<F> temporalio_common::data_converters::TemporalDeserializable for Sync<F> {}

/// The signal and the update that all synchronous handlers go through.
#[derive(Debug)]
pub struct AnyMessage<F>(PhantomData<fn() -> F>);

impl<F: 'static> SignalDefinition for AnyMessage<F> {
    type Workflow = temporalio_common::UntypedWorkflow;
    type Input = Sync<F>;

    fn name(&self) -> &str {
        "any signal"
    }
}

impl<F: 'static> UpdateDefinition for AnyMessage<F> {
    type Workflow = temporalio_common::UntypedWorkflow;
    type Input = Sync<F>;
    type Output = Encoded;

    fn name(&self) -> &str {
        "any update"
    }
}

impl<D: ServeWorkflow<T>, T: 'static, const NAME: usize>
    ExecutableSyncSignal<AnyMessage<SyncSignal<T>>> for Host<D, T, NAME>
{
    fn handle(&mut self, context: &mut SyncWorkflowContext<Self>, input: Sync<SyncSignal<T>>) {
        if let Ok((state, _)) = &mut self.execution {
            input.0(state, &SyncContext::new(context));
        }
    }
}

impl<D: ServeWorkflow<T>, T: 'static, const NAME: usize>
    ExecutableSyncUpdate<AnyMessage<SyncUpdate<T>>> for Host<D, T, NAME>
{
    fn handle(
        &mut self,
        context: &mut SyncWorkflowContext<Self>,
        input: Sync<SyncUpdate<T>>,
    ) -> Result<Encoded, Box<dyn Error + Send + std::marker::Sync>> {
        match &mut self.execution {
            Ok((state, _)) => input.0(state, &SyncContext::new(context)),
            Err(error) => Err(unreadable("workflow", D::NAME, error)),
        }
    }
}

fn execution(error: Box<dyn Error + Send + std::marker::Sync>) -> WorkflowError {
    WorkflowError::Execution(error)
}

/// The failure of an input that could not be read, typed, so that the sender can tell it from others.
fn unreadable(
    kind: &str,
    name: &str,
    error: &json::Error,
) -> Box<dyn Error + Send + std::marker::Sync> {
    let failure = failure::unreadable(&format!("{kind} `{name}`"), error);
    Failure::<crate::NoError>::from(failure).into_update_error()
}

/// The failure of an output that breaks the contract's own limits. The implementation is wrong, not the payload.
fn unwritable(name: &str, error: &json::Error) -> ApplicationFailure {
    ApplicationFailure::builder(format!("the output of `{name}` cannot be written: {error}"))
        .type_name(PAYLOAD_VALIDATION_ERROR.to_owned())
        .non_retryable(true)
        .build()
}

fn foreign_input<R: 'static>(name: &str) -> LocalBoxFuture<'static, Result<R, WorkflowError>> {
    let error = execution(format!("an interceptor replaced the input of `{name}`").into());
    async move { Err(error) }.boxed_local()
}
