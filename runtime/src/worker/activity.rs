//! One type that runs every activity of every contract.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use temporalio_common::data_converters::PayloadConversionError;
use temporalio_common::{ActivityDefinition, ActivityError};
use temporalio_sdk::activities::{
    ActivityContext as SdkActivityContext, ActivityDefinitions, ActivityImplementer,
    ExecutableActivity,
};

use super::Failure;
use crate::definition::Activity;
use crate::failure;
use crate::payload::{Args, Message, Wire};

/// Binds an activity of a contract to a type `T` that implements it.
///
/// Generated code implements this for the activity's definition, for every `T` that implements the generated
/// trait of its task queue.
pub trait ServeActivity<T>: Activity {
    /// Runs one attempt.
    fn run(
        implementer: &T,
        context: ActivityContext<Self::Heartbeat>,
        input: Self::Input,
    ) -> impl Future<Output = Result<Self::Output, Failure<Self::Error>>> + Send;
}

/// The context of an activity: who called it, whether it is cancelled, and its heartbeats.
///
/// `H` is the type of the details of a heartbeat, `()` where the contract declares none.
#[derive(Clone)]
pub struct ActivityContext<H = ()> {
    sdk: SdkActivityContext,
    heartbeat: PhantomData<fn(H)>,
}

impl<H: Message> ActivityContext<H> {
    /// Tells the server that the activity still runs, and how far it is.
    pub async fn heartbeat(&self, details: H) -> Result<(), PayloadConversionError> {
        self.sdk.record_heartbeat(Wire(details)).await
    }

    /// How far the attempt before this one was, if it said so in a way that can be read.
    pub fn last_heartbeat(&self) -> Option<H> {
        let payloads = self.sdk.heartbeat_details().raw();
        if payloads.is_empty() {
            None
        } else {
            H::from_payloads(payloads).ok()
        }
    }
}

impl<H> Deref for ActivityContext<H> {
    type Target = SdkActivityContext;

    fn deref(&self) -> &SdkActivityContext {
        &self.sdk
    }
}

impl<H> fmt::Debug for ActivityContext<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ActivityContext")
            .field("activity", &self.sdk.info().activity_type)
            .finish_non_exhaustive()
    }
}

/// The activity `A` that `T` implements, under its own name or one of its aliases, as the SDK runs it.
///
/// `NAME` 0 is the activity's own name, and `n` is alias `n - 1`.
pub(super) struct Run<A, T, const NAME: usize>(PhantomData<fn() -> (A, T)>);

impl<A: Activity, T, const NAME: usize> ActivityDefinition for Run<A, T, NAME> {
    type Input = Args<A::Input>;
    type Output = Wire<A::Output>;

    fn name(&self) -> &str {
        match NAME.checked_sub(1) {
            None => A::NAME,
            Some(alias) => A::ALIASES.get(alias).copied().unwrap_or(A::NAME),
        }
    }
}

impl<A, T, const NAME: usize> ExecutableActivity for Run<A, T, NAME>
where
    A: ServeActivity<T>,
    T: Send + Sync + 'static,
{
    type Implementer = Implementer<T>;
    const REQUIRES_INSTANCE: bool = true;

    fn definition() -> Self {
        Self(PhantomData)
    }

    fn execute(
        implementer: Option<Arc<Self::Implementer>>,
        sdk: SdkActivityContext,
        Args(input): Args<A::Input>,
    ) -> BoxFuture<'static, Result<Wire<A::Output>, ActivityError>> {
        async move {
            let input = input.map_err(|error| {
                ActivityError::application(failure::unreadable(
                    &format!("activity `{}`", A::NAME),
                    &error,
                ))
            })?;
            let Some(implementer) = implementer else {
                return Err(ActivityError::from(anyhow::anyhow!(
                    "activity `{}` was registered without its implementation",
                    A::NAME
                )));
            };
            let context = ActivityContext {
                sdk,
                heartbeat: PhantomData,
            };
            A::run(&implementer.0, context, input)
                .await
                .map(Wire)
                .map_err(Failure::into_activity_error)
        }
        .boxed()
    }
}

/// The user's type with the activities of a task queue.
pub(super) struct Implementer<T>(pub(super) T);

impl<T> ActivityImplementer for Implementer<T> {
    /// Nothing: activities are registered one by one, each by its contract.
    fn register_all(self: Arc<Self>, _: &mut ActivityDefinitions) {}
}
