//! What workflow code uses to act: its state, time, and calls of activities and children.

use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::rc::Rc;
use std::time::{Duration, SystemTime};

use futures_util::future::FusedFuture;
use temporalio_common::data_converters::{PayloadConversionError, RawValue};
use temporalio_common::protos::temporal::api::common::v1::Payload;
use temporalio_common::search_attributes::{SearchAttributeUpdate, SearchAttributes};
use temporalio_common::{Memo, MemoValue};
use temporalio_workflow::{
    CancellableFuture, ContinueAsNewOptions, TimerOptions, TimerResult, WaitConditionOptions,
    WorkflowCancellationToken, WorkflowRandomStream, WorkflowRandomValue,
};

use super::sdk_context::{SdkContext, SdkState};
use super::{Failure, Stubs, ViewContext};
use crate::definition::Workflow;
use crate::failure::DeclaredErrors;
use crate::payload::Message;

/// A wait that ended because the workflow was cancelled.
pub use temporalio_workflow::WorkflowCancellationError as WaitError;

/// The context of a workflow's `run` and of its asynchronous handlers.
///
/// `D` is the definition of the workflow and `T` the type that implements it; generated code has an alias for
/// each workflow, such as `ProcessOrderContext<Self>`.
pub struct Context<D, T: 'static> {
    sdk: Rc<dyn SdkState<T>>,
    definition: PhantomData<fn() -> D>,
}

impl<D, T> Clone for Context<D, T> {
    fn clone(&self) -> Self {
        Self {
            sdk: self.sdk.clone(),
            definition: PhantomData,
        }
    }
}

impl<D: Workflow, T> fmt::Debug for Context<D, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("workflow", &D::NAME)
            .finish_non_exhaustive()
    }
}

impl<D: Workflow, T> Context<D, T> {
    pub(super) fn new(sdk: Rc<dyn SdkState<T>>) -> Self {
        Self {
            sdk,
            definition: PhantomData,
        }
    }

    /// Lets `look` see the state.
    ///
    /// The state is borrowed for the closure only, so no borrow lives across an `await`.
    pub fn state<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        let (mut look, mut seen) = (Some(look), None);
        self.sdk
            .state(&mut |state| seen = look.take().map(|look| look(state)));
        match seen {
            Some(seen) => seen,
            None => unreachable!("code runs only in workflows whose input was read"),
        }
    }

    /// Lets `change` change the state, and wakes what waits for it.
    pub fn state_mut<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        let (mut change, mut changed) = (Some(change), None);
        self.sdk
            .state_mut(&mut |state| changed = change.take().map(|change| change(state)));
        match changed {
            Some(changed) => changed,
            None => unreachable!("code runs only in workflows whose input was read"),
        }
    }

    /// Waits until `condition` holds of the state.
    pub fn wait_condition<'a>(
        &'a self,
        condition: impl FnMut(&T) -> bool + 'a,
    ) -> impl FusedFuture<Output = Result<(), WaitError>> + Unpin + 'a {
        self.sdk
            .wait_condition(Box::new(condition), WaitConditionOptions::default())
    }

    /// Waits until `condition` holds of the state, at most for `timeout`; gives whether it held.
    ///
    /// No timer is started if it holds at once, and the timer is cancelled when it holds in time.
    pub async fn wait_for(
        &self,
        timeout: Duration,
        mut condition: impl FnMut(&T) -> bool,
    ) -> Result<bool, WaitError> {
        if self.state(&mut condition) {
            return Ok(true);
        }
        let mut timer = self.timer(timeout);
        let mut met = self.wait_condition(condition);
        futures_util::select_biased! {
            result = met => {
                timer.cancel();
                result.map(|()| true)
            }
            fired = timer => match fired {
                TimerResult::Fired => Ok(false),
                // Only a cancelled workflow cancels this timer, and then the wait says so.
                TimerResult::Cancelled => met.await.map(|()| true),
            }
        }
    }

    /// The end of a run that is followed by a new one with another input: `return Err(context.continue_as_new(input))`.
    pub fn continue_as_new<E: DeclaredErrors>(&self, input: D::Input) -> Failure<E> {
        self.continue_as_new_with(input, ContinueAsNewOptions::default())
    }

    /// The same with options.
    pub fn continue_as_new_with<E: DeclaredErrors>(
        &self,
        input: D::Input,
        options: ContinueAsNewOptions,
    ) -> Failure<E> {
        match input.to_arguments() {
            Ok(payloads) => {
                Failure::Workflow(self.sdk.continue_as_new(RawValue::new(payloads), options))
            }
            Err(error) => Failure::non_retryable(error),
        }
    }
}

impl<D: Stubs, T> Context<D, T> {
    /// The activities that the contract lets this workflow call.
    pub fn activities(&self) -> D::Activities<'_> {
        Caller(self.sdk.base()).into()
    }

    /// The workflows that the contract lets this workflow start.
    pub fn children(&self) -> D::Children<'_> {
        Caller(self.sdk.base()).into()
    }

    /// The running workflows of the package, by id.
    pub fn external(&self) -> D::External<'_> {
        Caller(self.sdk.base()).into()
    }
}

/// The right to make calls out of a workflow. Generated stubs hold one.
#[derive(Clone, Copy)]
pub struct Caller<'a>(pub(super) &'a dyn SdkContext);

impl Caller<'_> {
    /// The id of the workflow that calls.
    pub fn workflow_id(&self) -> String {
        self.0.info().workflow_id().to_owned()
    }

    /// A random uuid that replay repeats.
    pub fn uuid4(&self) -> String {
        self.0.uuid4()
    }
}

impl fmt::Debug for Caller<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Caller")
    }
}

/// The calls of a workflow that may make none.
#[derive(Clone, Copy, Debug)]
pub struct NoCalls;

impl From<Caller<'_>> for NoCalls {
    fn from(_: Caller<'_>) -> Self {
        Self
    }
}

/// The context of a handler that is done at once, with the state in its hands.
pub struct SyncContext<'a>(&'a dyn SdkContext);

impl<'a> SyncContext<'a> {
    pub(super) fn new(sdk: &'a dyn SdkContext) -> Self {
        Self(sdk)
    }
}

impl fmt::Debug for SyncContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SyncContext")
    }
}

/// What both contexts offer, on the SDK's context that each holds.
macro_rules! shared_methods {
    () => {
        /// Who this workflow is: ids, attempt, timeouts, parent.
        pub fn info(&self) -> ViewContext {
            self.sdk().info()
        }

        /// The time of the current workflow task, which replay repeats. Use it in place of the clock.
        pub fn now(&self) -> Option<SystemTime> {
            self.sdk().workflow_time()
        }

        /// Whether the code repeats what history says, rather than make it.
        pub fn is_replaying(&self) -> bool {
            self.sdk().is_replaying()
        }

        /// How many events the history has.
        pub fn history_length(&self) -> u32 {
            self.sdk().history_length()
        }

        /// Whether the server would like the history to be shorter.
        pub fn continue_as_new_suggested(&self) -> bool {
            self.sdk().continue_as_new_suggested()
        }

        /// Whether no handler of a signal or of an update still runs.
        pub fn all_handlers_finished(&self) -> bool {
            self.sdk().all_handlers_finished()
        }

        /// The headers of what is handled.
        pub fn headers(&self) -> &HashMap<String, Payload> {
            self.sdk().headers()
        }

        /// A random value that replay repeats.
        pub fn random<V: WorkflowRandomValue>(&self) -> V {
            self.random_stream("tempoc").random()
        }

        /// A stream of random values that replay repeats, apart from those of other names.
        pub fn random_stream(&self, name: impl Into<String>) -> WorkflowRandomStream {
            self.sdk().random_stream(name.into())
        }

        /// A random uuid that replay repeats.
        pub fn uuid4(&self) -> String {
            self.sdk().uuid4()
        }

        /// Whether code behind the patch `id` is to run: true in new executions, and in those that ran it before.
        pub fn patched(&self, id: &str) -> bool {
            self.sdk().patched(id)
        }

        /// Says that no execution without the patch `id` is left.
        pub fn deprecate_patch(&self, id: &str) -> bool {
            self.sdk().deprecate_patch(id)
        }

        /// The token that the cancellation of the workflow trips.
        pub fn cancellation_token(&self) -> WorkflowCancellationToken {
            self.sdk().cancellation_token()
        }

        /// The workflow's memo.
        pub fn memo(&self) -> Memo {
            self.sdk().memo()
        }

        /// Sets an entry of the memo, or removes it.
        pub fn upsert_memo(
            &self,
            key: impl Into<String>,
            value: Option<MemoValue>,
        ) -> Result<(), PayloadConversionError> {
            self.sdk().upsert_memo(key.into(), value)
        }

        /// The workflow's search attributes.
        pub fn search_attributes(&self) -> SearchAttributes {
            self.sdk().search_attributes()
        }

        /// Sets or removes search attributes.
        pub fn upsert_search_attributes(
            &self,
            updates: impl IntoIterator<Item = SearchAttributeUpdate>,
        ) {
            self.sdk()
                .upsert_search_attributes(updates.into_iter().collect());
        }

        /// Says in the user interface what the workflow is at.
        pub fn set_current_details(&self, details: impl Into<String>) {
            self.sdk().set_current_details(details.into());
        }

        /// Fails the current workflow task, which is then tried again, perhaps on another worker.
        pub fn force_task_fail(&self, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) {
            self.sdk().force_task_fail(error.into());
        }

        /// A durable timer. It starts now, not when it is awaited.
        pub fn timer(
            &self,
            options: impl Into<TimerOptions>,
        ) -> Pin<Box<dyn CancellableFuture<Output = TimerResult> + '_>> {
            self.sdk().timer(options.into())
        }
    };
}

impl<D, T> Context<D, T> {
    fn sdk(&self) -> &dyn SdkContext {
        self.sdk.base()
    }

    shared_methods!();
}

impl SyncContext<'_> {
    fn sdk(&self) -> &dyn SdkContext {
        self.0
    }

    shared_methods!();
}
