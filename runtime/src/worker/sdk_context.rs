//! The SDK's contexts behind two small traits.
//!
//! The SDK's contexts are generic over the type that implements a workflow, and that type differs for each alias
//! of a workflow. Behind a trait object they are one type, so that what users see has no such parameter.

use std::collections::HashMap;
use std::pin::Pin;
use std::time::SystemTime;

use futures_util::future::FusedFuture;
use temporalio_common::data_converters::PayloadConversionError;
use temporalio_common::data_converters::RawValue;
use temporalio_common::protos::temporal::api::common::v1::Payload;
use temporalio_common::search_attributes::{SearchAttributeUpdate, SearchAttributes};
use temporalio_common::{Memo, MemoValue, UntypedActivity, UntypedWorkflow};
use temporalio_workflow::{
    ActivityExecutionError, ActivityOptions, CancellableFuture, CancellableFutureWithReason,
    ChildWorkflowOptions, ChildWorkflowStartError, ContinueAsNewOptions, ExternalWorkflowHandle,
    LocalActivityOptions, StartedChildWorkflow, SyncWorkflowContext, TimerOptions, TimerResult,
    WaitConditionOptions, WorkflowCancellationError, WorkflowCancellationToken, WorkflowContext,
    WorkflowContextView, WorkflowRandomStream, WorkflowTermination,
};

use super::host::{Host, ServeWorkflow};

/// A boxed future of the SDK that can be cancelled.
pub(super) type Cancellable<'a, T> = Pin<Box<dyn CancellableFuture<Output = T> + 'a>>;

/// A boxed future of the SDK that can be cancelled with a reason.
pub(super) type CancellableWithReason<'a, T> =
    Pin<Box<dyn CancellableFutureWithReason<Output = T> + 'a>>;

/// What the contexts of asynchronous and of synchronous handlers have in common.
pub(super) trait SdkContext {
    fn info(&self) -> WorkflowContextView;
    fn workflow_time(&self) -> Option<SystemTime>;
    fn is_replaying(&self) -> bool;
    fn history_length(&self) -> u32;
    fn headers(&self) -> &HashMap<String, Payload>;
    fn memo(&self) -> Memo;
    fn upsert_memo(
        &self,
        key: String,
        value: Option<MemoValue>,
    ) -> Result<(), PayloadConversionError>;
    fn search_attributes(&self) -> SearchAttributes;
    fn upsert_search_attributes(&self, updates: Vec<SearchAttributeUpdate>);
    fn random_stream(&self, name: String) -> WorkflowRandomStream;
    fn uuid4(&self) -> String;
    fn all_handlers_finished(&self) -> bool;
    fn continue_as_new_suggested(&self) -> bool;
    fn cancellation_token(&self) -> WorkflowCancellationToken;
    fn patched(&self, id: &str) -> bool;
    fn deprecate_patch(&self, id: &str) -> bool;
    fn set_current_details(&self, details: String);
    fn force_task_fail(&self, error: Box<dyn std::error::Error + Send + Sync>);
    fn timer(&self, options: TimerOptions) -> Cancellable<'_, TimerResult>;
    fn external_workflow(&self, id: String, run_id: Option<String>) -> ExternalWorkflowHandle;
    fn execute_activity<'a>(
        &'a self,
        name: &str,
        input: RawValue,
        options: ActivityOptions,
    ) -> Cancellable<'a, Result<RawValue, ActivityExecutionError>>;
    fn execute_local_activity<'a>(
        &'a self,
        name: &str,
        input: RawValue,
        options: LocalActivityOptions,
    ) -> Cancellable<'a, Result<RawValue, ActivityExecutionError>>;
    fn start_child_workflow<'a>(
        &'a self,
        name: &str,
        input: RawValue,
        options: ChildWorkflowOptions,
    ) -> CancellableWithReason<
        'a,
        Result<StartedChildWorkflow<UntypedWorkflow>, ChildWorkflowStartError>,
    >;
}

/// What only the context of an asynchronous handler has: the state of the workflow, and waiting for it.
pub(super) trait SdkState<T>: SdkContext {
    fn state(&self, look: &mut dyn FnMut(&T));
    fn state_mut(&self, change: &mut dyn FnMut(&mut T));
    fn wait_condition<'a>(
        &'a self,
        condition: Box<dyn FnMut(&T) -> bool + 'a>,
        options: WaitConditionOptions,
    ) -> Pin<Box<dyn FusedFuture<Output = Result<(), WorkflowCancellationError>> + 'a>>;
    fn continue_as_new(
        &self,
        input: RawValue,
        options: ContinueAsNewOptions,
    ) -> WorkflowTermination;
    fn base(&self) -> &dyn SdkContext;
}

macro_rules! sdk_context {
    ($context:ident) => {
        impl<W: 'static> SdkContext for $context<W> {
            fn info(&self) -> WorkflowContextView {
                self.info()
            }

            fn workflow_time(&self) -> Option<SystemTime> {
                self.workflow_time()
            }

            fn is_replaying(&self) -> bool {
                self.is_replaying()
            }

            fn history_length(&self) -> u32 {
                self.history_length()
            }

            fn headers(&self) -> &HashMap<String, Payload> {
                self.headers()
            }

            fn memo(&self) -> Memo {
                self.memo()
            }

            fn upsert_memo(
                &self,
                key: String,
                value: Option<MemoValue>,
            ) -> Result<(), PayloadConversionError> {
                self.upsert_memo([(key, value)])
            }

            fn search_attributes(&self) -> SearchAttributes {
                self.search_attributes()
            }

            fn upsert_search_attributes(&self, updates: Vec<SearchAttributeUpdate>) {
                self.upsert_search_attributes(updates);
            }

            fn random_stream(&self, name: String) -> WorkflowRandomStream {
                self.random_stream(name)
            }

            fn uuid4(&self) -> String {
                self.uuid4()
            }

            fn all_handlers_finished(&self) -> bool {
                self.all_handlers_finished()
            }

            fn continue_as_new_suggested(&self) -> bool {
                self.continue_as_new_suggested()
            }

            fn cancellation_token(&self) -> WorkflowCancellationToken {
                self.cancellation_token()
            }

            fn patched(&self, id: &str) -> bool {
                self.patched(id)
            }

            fn deprecate_patch(&self, id: &str) -> bool {
                self.deprecate_patch(id)
            }

            fn set_current_details(&self, details: String) {
                self.set_current_details(details);
            }

            fn force_task_fail(&self, error: Box<dyn std::error::Error + Send + Sync>) {
                self.force_task_fail(error);
            }

            fn timer(&self, options: TimerOptions) -> Cancellable<'_, TimerResult> {
                Box::pin(self.timer(options))
            }

            fn external_workflow(
                &self,
                id: String,
                run_id: Option<String>,
            ) -> ExternalWorkflowHandle {
                self.external_workflow(id, run_id)
            }

            fn execute_activity<'a>(
                &'a self,
                name: &str,
                input: RawValue,
                options: ActivityOptions,
            ) -> Cancellable<'a, Result<RawValue, ActivityExecutionError>> {
                Box::pin(self.execute_activity(UntypedActivity::new(name), input, options))
            }

            fn execute_local_activity<'a>(
                &'a self,
                name: &str,
                input: RawValue,
                options: LocalActivityOptions,
            ) -> Cancellable<'a, Result<RawValue, ActivityExecutionError>> {
                Box::pin(self.execute_local_activity(UntypedActivity::new(name), input, options))
            }

            fn start_child_workflow<'a>(
                &'a self,
                name: &str,
                input: RawValue,
                options: ChildWorkflowOptions,
            ) -> CancellableWithReason<
                'a,
                Result<StartedChildWorkflow<UntypedWorkflow>, ChildWorkflowStartError>,
            > {
                Box::pin(self.start_child_workflow(UntypedWorkflow::new(name), input, options))
            }
        }
    };
}

sdk_context!(WorkflowContext);
sdk_context!(SyncWorkflowContext);

impl<D: ServeWorkflow<T>, T: 'static, const NAME: usize> SdkState<T>
    for WorkflowContext<Host<D, T, NAME>>
{
    fn state(&self, look: &mut dyn FnMut(&T)) {
        self.state(|host| host.read(look));
    }

    fn state_mut(&self, change: &mut dyn FnMut(&mut T)) {
        self.state_mut(|host| host.write(change));
    }

    fn wait_condition<'a>(
        &'a self,
        mut condition: Box<dyn FnMut(&T) -> bool + 'a>,
        options: WaitConditionOptions,
    ) -> Pin<Box<dyn FusedFuture<Output = Result<(), WorkflowCancellationError>> + 'a>> {
        Box::pin(self.wait_condition_with_options(
            move |host| {
                let mut met = false;
                host.read(&mut |state| met = condition(state));
                met
            },
            options,
        ))
    }

    fn continue_as_new(
        &self,
        input: RawValue,
        options: ContinueAsNewOptions,
    ) -> WorkflowTermination {
        match self.continue_as_new(input, options) {
            Err(termination) => termination,
            Ok(never) => match never {},
        }
    }

    fn base(&self) -> &dyn SdkContext {
        self
    }
}
