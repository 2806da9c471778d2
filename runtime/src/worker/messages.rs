//! The handlers of a workflow's signals, queries and updates, by name.

use std::error::Error;
use std::future::Future;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use temporalio_common::data_converters::{
    PayloadConversionError, SerializationContext, TemporalDeserializable, TemporalSerializable,
};
use temporalio_common::protos::temporal::api::common::v1::Payload;

use super::{Context, Failure, ServeWorkflow, SyncContext, ViewContext};
use crate::failure::DeclaredErrors;
use crate::json;
use crate::payload::Message;

type BoxError = Box<dyn Error + Send + Sync>;

/// A payload that is already written.
#[derive(Clone, Debug)]
pub struct Encoded(Payload);

impl Encoded {
    pub(super) fn of<M: Message>(message: &M) -> Result<Self, json::Error> {
        message.to_result().map(Encoded)
    }
}

impl TemporalSerializable for Encoded {
    fn to_payload(&self, _: &SerializationContext<'_>) -> Result<Payload, PayloadConversionError> {
        Ok(self.0.clone())
    }
}

impl TemporalDeserializable for Encoded {}

/// What to do with a message whose input was read.
pub(super) enum Handling<Sync, Async> {
    /// To be done at once, on the state.
    Sync(Sync),
    /// To be done over time, with the context.
    Async(Async),
}

pub(super) type SignalCall<D, T> = Result<
    Handling<
        Box<dyn FnOnce(&mut T, &SyncContext<'_>)>,
        Box<dyn FnOnce(Context<D, T>) -> LocalBoxFuture<'static, ()>>,
    >,
    json::Error,
>;

pub(super) type QueryCall<T> = Box<dyn FnOnce(&T, &ViewContext) -> Result<Encoded, json::Error>>;

pub(super) struct UpdateCall<D, T: 'static> {
    pub(super) validate: Option<UpdateValidation<T>>,
    pub(super) handling: Handling<SyncUpdate<T>, AsyncUpdate<D, T>>,
}

/// What looks at the update, with the input that was read.
pub(super) type UpdateValidation<T> = Box<dyn FnOnce(&T, &ViewContext) -> Result<(), BoxError>>;

type UpdateResult = Result<Encoded, BoxError>;
type SyncUpdate<T> = Box<dyn FnOnce(&mut T, &SyncContext<'_>) -> UpdateResult>;
type AsyncUpdate<D, T> = Box<dyn FnOnce(Context<D, T>) -> LocalBoxFuture<'static, UpdateResult>>;

type ReadSignal<D, T> = Box<dyn Fn(&[Payload]) -> SignalCall<D, T>>;
type ReadQuery<T> = Box<dyn Fn(&[Payload]) -> Result<QueryCall<T>, json::Error>>;
type ReadUpdate<D, T> = Box<dyn Fn(&[Payload]) -> Result<UpdateCall<D, T>, json::Error>>;

/// The handlers of a workflow's signals, queries and updates.
///
/// Generated code builds it with one line for each: the names on the wire, the canonical one first, and the
/// method of the user's type.
pub struct Messages<D, T: 'static> {
    signals: Vec<(&'static [&'static str], ReadSignal<D, T>)>,
    queries: Vec<(&'static [&'static str], ReadQuery<T>)>,
    updates: Vec<(&'static [&'static str], ReadUpdate<D, T>)>,
    abandoned: Vec<&'static str>,
}

impl<D, T> std::fmt::Debug for Messages<D, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages").finish_non_exhaustive()
    }
}

impl<D: ServeWorkflow<T>, T: 'static> Default for Messages<D, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<D: ServeWorkflow<T>, T: 'static> Messages<D, T> {
    /// No handlers.
    pub fn new() -> Self {
        Self {
            signals: Vec::new(),
            queries: Vec::new(),
            updates: Vec::new(),
            abandoned: Vec::new(),
        }
    }

    /// Adds a signal that is handled at once.
    pub fn signal<I: Message>(
        mut self,
        names: &'static [&'static str],
        handle: fn(&mut T, &SyncContext<'_>, I),
    ) -> Self {
        let read = move |payloads: &[Payload]| -> SignalCall<D, T> {
            let input = I::from_payloads(payloads)?;
            Ok(Handling::Sync(Box::new(move |state, context| {
                handle(state, context, input)
            })))
        };
        self.signals.push((names, Box::new(read)));
        self
    }

    /// Adds a signal that is handled over time.
    pub fn async_signal<I, F>(
        mut self,
        names: &'static [&'static str],
        handle: fn(Context<D, T>, I) -> F,
    ) -> Self
    where
        I: Message,
        F: Future<Output = ()> + 'static,
    {
        let read = move |payloads: &[Payload]| -> SignalCall<D, T> {
            let input = I::from_payloads(payloads)?;
            Ok(Handling::Async(Box::new(move |context| {
                handle(context, input).boxed_local()
            })))
        };
        self.signals.push((names, Box::new(read)));
        self
    }

    /// Adds a query.
    pub fn query<I: Message, O: Message>(
        mut self,
        names: &'static [&'static str],
        handle: fn(&T, &ViewContext, I) -> O,
    ) -> Self {
        let read = move |payloads: &[Payload]| -> Result<QueryCall<T>, json::Error> {
            let input = I::from_payloads(payloads)?;
            Ok(Box::new(move |state, context| {
                Encoded::of(&handle(state, context, input))
            }))
        };
        self.queries.push((names, Box::new(read)));
        self
    }

    /// Adds an update that is handled at once.
    pub fn update<I, O, E>(
        self,
        names: &'static [&'static str],
        handle: fn(&mut T, &SyncContext<'_>, I) -> Result<O, Failure<E>>,
    ) -> Self
    where
        I: Message,
        O: Message,
        E: DeclaredErrors,
    {
        self.add_update(names, None, handle)
    }

    /// Adds an update that is looked at before it is accepted, and handled at once.
    pub fn validated_update<I, O, E>(
        self,
        names: &'static [&'static str],
        validate: fn(&T, &ViewContext, &I) -> Result<(), Failure<E>>,
        handle: fn(&mut T, &SyncContext<'_>, I) -> Result<O, Failure<E>>,
    ) -> Self
    where
        I: Message,
        O: Message,
        E: DeclaredErrors,
    {
        self.add_update(names, Some(validate), handle)
    }

    fn add_update<I, O, E>(
        mut self,
        names: &'static [&'static str],
        validate: Option<Validate<T, I, E>>,
        handle: fn(&mut T, &SyncContext<'_>, I) -> Result<O, Failure<E>>,
    ) -> Self
    where
        I: Message,
        O: Message,
        E: DeclaredErrors,
    {
        let read = move |payloads: &[Payload]| -> Result<UpdateCall<D, T>, json::Error> {
            let input = I::from_payloads(payloads)?;
            let Some(validate) = validate else {
                let handling =
                    Handling::Sync(Box::new(move |state: &mut T, context: &SyncContext<'_>| {
                        answer(handle(state, context, input))
                    })
                        as Box<dyn FnOnce(&mut T, &SyncContext<'_>) -> _>);
                return Ok(UpdateCall {
                    validate: None,
                    handling,
                });
            };
            let looked_at = I::from_payloads(payloads)?;
            Ok(UpdateCall {
                validate: Some(Box::new(move |state, context| {
                    validate(state, context, &looked_at).map_err(Failure::into_update_error)
                })),
                handling: Handling::Sync(Box::new(move |state, context| {
                    answer(handle(state, context, input))
                })),
            })
        };
        self.updates.push((names, Box::new(read)));
        self
    }

    /// Adds an update that is handled over time.
    pub fn async_update<I, O, E, F>(
        self,
        names: &'static [&'static str],
        handle: fn(Context<D, T>, I) -> F,
    ) -> Self
    where
        I: Message,
        O: Message,
        E: DeclaredErrors,
        F: Future<Output = Result<O, Failure<E>>> + 'static,
    {
        self.add_async_update(names, None, handle)
    }

    /// Adds an update that is looked at before it is accepted, and handled over time.
    pub fn validated_async_update<I, O, E, F>(
        self,
        names: &'static [&'static str],
        validate: fn(&T, &ViewContext, &I) -> Result<(), Failure<E>>,
        handle: fn(Context<D, T>, I) -> F,
    ) -> Self
    where
        I: Message,
        O: Message,
        E: DeclaredErrors,
        F: Future<Output = Result<O, Failure<E>>> + 'static,
    {
        self.add_async_update(names, Some(validate), handle)
    }

    fn add_async_update<I, O, E, F>(
        mut self,
        names: &'static [&'static str],
        validate: Option<Validate<T, I, E>>,
        handle: fn(Context<D, T>, I) -> F,
    ) -> Self
    where
        I: Message,
        O: Message,
        E: DeclaredErrors,
        F: Future<Output = Result<O, Failure<E>>> + 'static,
    {
        let read = move |payloads: &[Payload]| -> Result<UpdateCall<D, T>, json::Error> {
            let input = I::from_payloads(payloads)?;
            let mut call = UpdateCall {
                validate: None,
                handling: Handling::Async(Box::new(move |context| {
                    handle(context, input).map(answer).boxed_local()
                })),
            };
            if let Some(validate) = validate {
                let looked_at = I::from_payloads(payloads)?;
                call.validate = Some(Box::new(move |state, context| {
                    validate(state, context, &looked_at).map_err(Failure::into_update_error)
                }));
            }
            Ok(call)
        };
        self.updates.push((names, Box::new(read)));
        self
    }

    /// Says that the handler of a message may still run when the workflow ends.
    pub fn abandoned(mut self, names: &'static [&'static str]) -> Self {
        self.abandoned.extend(names);
        self
    }

    /// Whether a workflow that ends warns of a handler that still runs.
    pub(super) fn warns_of(&self, name: &str) -> bool {
        !self.abandoned.contains(&name)
    }

    pub(super) fn signals(&self) -> impl Iterator<Item = &'static str> {
        self.signals
            .iter()
            .flat_map(|(names, _)| names.iter().copied())
    }

    pub(super) fn queries(&self) -> impl Iterator<Item = &'static str> {
        self.queries
            .iter()
            .flat_map(|(names, _)| names.iter().copied())
    }

    pub(super) fn updates(&self) -> impl Iterator<Item = &'static str> {
        self.updates
            .iter()
            .flat_map(|(names, _)| names.iter().copied())
    }

    pub(super) fn signal_call(&self, name: &str, payloads: &[Payload]) -> SignalCall<D, T> {
        match self.signals.iter().find(|(names, _)| names.contains(&name)) {
            Some((_, read)) => read(payloads),
            None => Err(json::Error::new("the contract has no signal of this name")),
        }
    }

    pub(super) fn query_call(
        &self,
        name: &str,
        payloads: &[Payload],
    ) -> Option<Result<QueryCall<T>, json::Error>> {
        let (_, read) = self
            .queries
            .iter()
            .find(|(names, _)| names.contains(&name))?;
        Some(read(payloads))
    }

    pub(super) fn update_call(
        &self,
        name: &str,
        payloads: &[Payload],
    ) -> Option<Result<UpdateCall<D, T>, json::Error>> {
        let (_, read) = self
            .updates
            .iter()
            .find(|(names, _)| names.contains(&name))?;
        Some(read(payloads))
    }
}

/// Looks at the input of an update before it is accepted.
type Validate<T, I, E> = fn(&T, &ViewContext, &I) -> Result<(), Failure<E>>;

/// Writes the answer of an update.
fn answer<O: Message, E: DeclaredErrors>(
    result: Result<O, Failure<E>>,
) -> Result<Encoded, BoxError> {
    let output = result.map_err(Failure::into_update_error)?;
    Encoded::of(&output).map_err(|error| Failure::<E>::non_retryable(error).into_update_error())
}
