//! Workflows that run elsewhere, by id.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use temporalio_workflow::{
    CancelExternalWorkflowError, ExternalWorkflowHandle, SignalWorkflowOptions,
};

use super::child::{SignalName, encoded};
use super::{CallFailure, Caller};
use crate::definition::{Signal, Workflow};

/// A workflow that runs elsewhere, by its id.
///
/// Generated handles dereference to it and add the signals.
pub struct External<W: Workflow> {
    sdk: ExternalWorkflowHandle,
    definition: PhantomData<fn() -> W>,
}

impl<W: Workflow> External<W> {
    /// The workflow of an id: its latest run.
    pub fn new(caller: Caller<'_>, id: impl Into<String>) -> Self {
        Self::of_run(caller, id, None)
    }

    /// One run of the workflow of an id.
    pub fn of_run(caller: Caller<'_>, id: impl Into<String>, run_id: Option<String>) -> Self {
        Self {
            sdk: caller.0.external_workflow(id.into(), run_id),
            definition: PhantomData,
        }
    }

    /// Its workflow id.
    pub fn id(&self) -> &str {
        self.sdk.workflow_id()
    }

    /// Asks it to cancel.
    pub async fn cancel(&self, reason: Option<String>) -> Result<(), CancelExternalWorkflowError> {
        self.sdk.cancel(reason).await.map(|_| ())
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

impl<W: Workflow> fmt::Debug for External<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("External")
            .field("workflow", &W::NAME)
            .field("id", &self.id())
            .finish_non_exhaustive()
    }
}
