//! Replaying histories that were recorded before, with the code of today.

use std::fmt;

use temporalio_sdk::WorkerOptions;
use temporalio_sdk::error::WorkflowRegistrationError;
use temporalio_sdk::workflow_replayer::{WorkflowReplayer, WorkflowReplayerOptions};

use super::builder::{BuildError, Cause};
use super::{Host, ServeWorkflow};
use crate::definition::MAX_ALIASES;

/// What histories are replayed with: the types that implement their workflows.
///
/// A history that the code of today would not have made is found before the code meets executions
/// that still run.
///
/// ```ignore
/// let replayer = Replayer::new()
///     .workflow::<definitions::ProcessOrder, Processing>()
///     .build()?;
/// replayer.replay_workflow(WorkflowHistory::from_json(&recorded)?).await?;
/// ```
pub struct Replayer {
    options: WorkflowReplayerOptions,
    error: Option<WorkflowRegistrationError>,
}

impl Replayer {
    /// A replayer that knows no workflow yet, with the data converter of [`connect`](crate::connect).
    pub fn new() -> Self {
        Self {
            options: WorkflowReplayerOptions::new()
                .data_converter(crate::data_converter())
                .build(),
            error: None,
        }
    }

    /// Replays histories of the workflow `D`, under its name and its aliases, with the type `T`.
    pub fn workflow<D: ServeWorkflow<T>, T: 'static>(mut self) -> Self {
        if let Err(error) = register::<D, T>(&mut self.options) {
            self.error.get_or_insert(error);
        }
        self
    }

    /// Changes any option of the SDK, the data converter for example where a codec is used.
    pub fn options(mut self, change: impl FnOnce(&mut WorkflowReplayerOptions)) -> Self {
        change(&mut self.options);
        self
    }

    /// Makes the SDK's replayer. It needs no server.
    pub fn build(self) -> Result<WorkflowReplayer, BuildError> {
        if let Some(error) = self.error {
            return Err(BuildError(Cause::Registration(error)));
        }
        WorkflowReplayer::new(self.options)
            .map_err(|error| BuildError(Cause::Replayer(Box::new(error))))
    }
}

impl Default for Replayer {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Replayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replayer").finish_non_exhaustive()
    }
}

/// What workflows are registered with: the options of a worker, or of a replayer.
pub(super) trait Registry {
    fn register<D: ServeWorkflow<T>, T: 'static, const NAME: usize>(
        &mut self,
    ) -> Result<(), WorkflowRegistrationError>;
}

impl Registry for WorkerOptions {
    fn register<D: ServeWorkflow<T>, T: 'static, const NAME: usize>(
        &mut self,
    ) -> Result<(), WorkflowRegistrationError> {
        self.register_workflow::<Host<D, T, NAME>>().map(|_| ())
    }
}

impl Registry for WorkflowReplayerOptions {
    fn register<D: ServeWorkflow<T>, T: 'static, const NAME: usize>(
        &mut self,
    ) -> Result<(), WorkflowRegistrationError> {
        self.register_workflow::<Host<D, T, NAME>>().map(|_| ())
    }
}

/// Registers a workflow under its name and its aliases.
pub(super) fn register<D: ServeWorkflow<T>, T: 'static>(
    registry: &mut impl Registry,
) -> Result<(), WorkflowRegistrationError> {
    register_name::<D, T, 0>(registry)?;
    register_name::<D, T, 1>(registry)?;
    register_name::<D, T, 2>(registry)?;
    register_name::<D, T, 3>(registry)?;
    register_name::<D, T, 4>(registry)?;
    register_name::<D, T, 5>(registry)?;
    register_name::<D, T, 6>(registry)?;
    register_name::<D, T, 7>(registry)?;
    register_name::<D, T, 8>(registry)
}

fn register_name<D: ServeWorkflow<T>, T: 'static, const NAME: usize>(
    registry: &mut impl Registry,
) -> Result<(), WorkflowRegistrationError> {
    const { assert!(NAME <= MAX_ALIASES) };
    // In a constant, so that nothing is compiled for aliases that the workflow does not have.
    if const { NAME > D::ALIASES.len() } {
        return Ok(());
    }
    registry.register::<D, T, NAME>()
}
