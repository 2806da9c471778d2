//! A workflow that runs or has run.

use temporalio_client::{
    Client, WorkflowGetResultOptions, WorkflowHandle, WorkflowQueryOptions, WorkflowSignalOptions,
};

use super::{QueryError, ResultError, SignalError, Typed, UpdateCall};
use crate::definition::{Query, Signal, Update, Workflow};
use crate::payload::Wire;

/// A workflow that runs or has run, by its id.
///
/// Generated handles dereference to it. Its own names are only these four, so that a contract may use all
/// others; the rest are associated functions for generated code.
pub struct Handle<W: Workflow> {
    sdk: WorkflowHandle<Client, Typed<W>>,
}

impl<W: Workflow> std::fmt::Debug for Handle<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handle")
            .field("workflow", &W::NAME)
            .field("id", &self.id())
            .field("run_id", &self.run_id())
            .finish_non_exhaustive()
    }
}

impl<W: Workflow> Handle<W> {
    /// Its workflow id.
    pub fn id(&self) -> &str {
        &self.sdk.info().workflow_id
    }

    /// Its run id, where it is known: of a workflow that this handle started.
    pub fn run_id(&self) -> Option<&str> {
        self.sdk.run_id()
    }

    /// Waits until it closes, through retries and continue-as-new, and gives its output.
    pub async fn result(&self) -> Result<W::Output, ResultError<W::Error>> {
        self.sdk
            .get_result(WorkflowGetResultOptions::default())
            .await
            .map(|Wire(output)| output)
            .map_err(ResultError::decode)
    }

    /// The SDK's own handle, with cancel, terminate, describe and the history.
    pub fn sdk(&self) -> &WorkflowHandle<Client, Typed<W>> {
        &self.sdk
    }

    /// The handle around one of the SDK's.
    pub fn from_sdk(sdk: WorkflowHandle<Client, Typed<W>>) -> Self {
        Self { sdk }
    }

    /// The handle of a workflow by its id.
    pub fn by_id(client: &Client, id: impl Into<String>) -> Self {
        Self::from_sdk(client.get_workflow_handle::<Typed<W>>(id))
    }

    /// Sends a signal.
    pub async fn signal<S: Signal<Workflow = W>>(
        this: &Self,
        input: S::Input,
    ) -> Result<(), SignalError> {
        this.sdk
            .signal(
                Typed::<S>::new(),
                Wire(input),
                WorkflowSignalOptions::default(),
            )
            .await
    }

    /// Asks a query.
    pub async fn query<Q: Query<Workflow = W>>(
        this: &Self,
        input: Q::Input,
    ) -> Result<Q::Output, QueryError> {
        this.sdk
            .query(
                Typed::<Q>::new(),
                Wire(input),
                WorkflowQueryOptions::default(),
            )
            .await
            .map(|Wire(output)| output)
    }

    /// Prepares an update.
    pub fn update<U: Update<Workflow = W>>(this: &Self, input: U::Input) -> UpdateCall<'_, U> {
        UpdateCall::new(&this.sdk, input)
    }
}
