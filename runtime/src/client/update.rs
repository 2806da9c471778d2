//! Updates: a call that may be awaited or started, and what was started.

use std::future::{Future, IntoFuture};
use std::pin::Pin;

use temporalio_client::{
    Client, RpcOptions, WorkflowHandle, WorkflowStartUpdateOptions, WorkflowUpdateHandle,
};

use super::{Handle, Start, Typed, UpdateError};
use crate::definition::{Update, Workflow};
use crate::payload::Wire;

/// An update that has not been sent yet. Await it for the answer, or [`start`](Self::start) it.
#[must_use = "an update is sent when it is awaited or started"]
pub struct UpdateCall<'a, U: Update> {
    workflow: &'a WorkflowHandle<Client, Typed<U::Workflow>>,
    input: U::Input,
    id: Option<String>,
}

impl<'a, U: Update> UpdateCall<'a, U> {
    pub(super) fn new(
        workflow: &'a WorkflowHandle<Client, Typed<U::Workflow>>,
        input: U::Input,
    ) -> Self {
        Self {
            workflow,
            input,
            id: None,
        }
    }

    /// Sets the id, which makes a second call with the same id an answer of the first.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sends it and waits until the workflow has accepted it.
    pub async fn start(self) -> Result<UpdateHandle<U>, UpdateError<U::Error>> {
        let mut options = WorkflowStartUpdateOptions::default();
        options.update_id = self.id;
        let started = self
            .workflow
            .start_update(Typed::<U>::new(), Wire(self.input), options)
            .await;
        match started {
            Ok(sdk) => Ok(UpdateHandle {
                client: self.workflow.client().clone(),
                sdk,
            }),
            Err(error) => Err(UpdateError::decode(
                error,
                &self.workflow.client().options().data_converter,
            )
            .await),
        }
    }
}

impl<U: Update> std::fmt::Debug for UpdateCall<'_, U> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UpdateCall")
            .field("update", &U::NAME)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl<'a, U: Update> IntoFuture for UpdateCall<'a, U> {
    type Output = Result<U::Output, UpdateError<U::Error>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.start().await?.result().await })
    }
}

/// An update that a workflow has accepted.
pub struct UpdateHandle<U: Update> {
    client: Client,
    sdk: WorkflowUpdateHandle<Client, Wire<U::Output>>,
}

impl<U: Update> UpdateHandle<U> {
    /// Its id.
    pub fn id(&self) -> &str {
        self.sdk.id()
    }

    /// Waits for the answer.
    pub async fn result(&self) -> Result<U::Output, UpdateError<U::Error>> {
        match self.sdk.get_result(RpcOptions::default()).await {
            Ok(Wire(output)) => Ok(output),
            Err(error) => {
                Err(UpdateError::decode(error, &self.client.options().data_converter).await)
            }
        }
    }

    /// The SDK's own handle.
    pub fn sdk(&self) -> &WorkflowUpdateHandle<Client, Wire<U::Output>> {
        &self.sdk
    }
}

impl<U: Update> std::fmt::Debug for UpdateHandle<U> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UpdateHandle")
            .field("id", &self.id())
            .finish_non_exhaustive()
    }
}

/// An update that starts its workflow unless that runs already.
///
/// Await it for the workflow's handle and the update's answer, or [`start`](Self::start) it.
#[must_use = "an update is sent when it is awaited or started"]
pub struct UpdateWithStart<U: Update, H> {
    start: Start<U::Workflow>,
    input: U::Input,
    id: Option<String>,
    handle: fn(Handle<U::Workflow>) -> H,
}

impl<U: Update, H> std::fmt::Debug for UpdateWithStart<U, H> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UpdateWithStart")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl<U: Update, H: Send + 'static> UpdateWithStart<U, H> {
    pub(super) fn new(
        start: Start<U::Workflow>,
        input: U::Input,
        handle: fn(Handle<U::Workflow>) -> H,
    ) -> Self {
        Self {
            start,
            input,
            id: None,
            handle,
        }
    }

    /// Sets the id of the update.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sends it and waits until the workflow runs and has accepted it.
    pub async fn start(self) -> Result<(H, UpdateHandle<U>), UpdateError<U::Error>> {
        let client = self.start.client.clone();
        let workflow_id = self.start.options.workflow_id.clone();
        let options = self.start.update_options(self.id);
        let started = client
            .start_update_with_start_workflow(
                Typed::<U::Workflow>::new(),
                Wire(self.start.input),
                Typed::<U>::new(),
                Wire(self.input),
                options,
            )
            .await;
        match started {
            Ok(sdk) => {
                let handle = (self.handle)(Handle::<U::Workflow>::by_id(&client, workflow_id));
                Ok((handle, UpdateHandle { client, sdk }))
            }
            Err(error) => {
                Err(UpdateError::decode_with_start(error, &client.options().data_converter).await)
            }
        }
    }
}

impl<U: Update, H: Send + 'static> IntoFuture for UpdateWithStart<U, H>
where
    U::Workflow: Workflow,
{
    type Output = Result<(H, U::Output), UpdateError<U::Error>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let (handle, update) = self.start().await?;
            Ok((handle, update.result().await?))
        })
    }
}
