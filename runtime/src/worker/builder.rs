//! Putting a worker together.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use futures_util::future::{Either, select};
use temporalio_client::Client;
use temporalio_sdk::error::{WorkerCreateError, WorkerRunError, WorkflowRegistrationError};
use temporalio_sdk::workflow_replayer::WorkflowReplayError;
use temporalio_sdk::{Runtime, Worker as SdkWorker, WorkerOptions};

use super::activity::{Implementer, Run};
use super::replay::register;
use super::{ServeActivity, ServeWorkflow};
use crate::definition::MAX_ALIASES;

/// Marks, in the type of a generated worker builder, what the contract declares and nobody has registered yet.
#[derive(Clone, Copy, Debug)]
pub struct Missing;

/// Marks, in the type of a generated worker builder, what is registered.
#[derive(Clone, Copy, Debug)]
pub struct Registered;

/// Whether a place in the type of a generated worker builder is filled.
#[diagnostic::on_unimplemented(
    message = "nothing is registered for `{D}` yet",
    label = "register it before `build`",
    note = "the contract declares it for the task queue of this worker"
)]
pub trait Serves<D> {}

impl<D> Serves<D> for Registered {}

/// What a generated worker builder fills: the options of a worker with what it serves.
pub struct WorkerSetup {
    client: Client,
    options: WorkerOptions,
    error: Option<WorkflowRegistrationError>,
}

impl fmt::Debug for WorkerSetup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkerSetup").finish_non_exhaustive()
    }
}

impl WorkerSetup {
    /// A worker of a task queue that serves nothing yet.
    pub fn new(client: Client, task_queue: &str) -> Self {
        Self {
            client,
            options: WorkerOptions::new(task_queue).build(),
            error: None,
        }
    }

    /// Changes any option of the SDK, for example to register what is not part of the contract.
    pub fn options(mut self, change: impl FnOnce(&mut WorkerOptions)) -> Self {
        change(&mut self.options);
        self
    }

    /// Serves a workflow with the type `T`, under its name and its aliases.
    pub fn workflow<D: ServeWorkflow<T>, T: 'static>(mut self) -> Self {
        if let Err(error) = register::<D, T>(&mut self.options) {
            self.error.get_or_insert(error);
        }
        self
    }

    /// Takes the implementation of a task queue's activities, to be served one by one.
    pub fn activities<T: Send + Sync + 'static>(self, implementer: T) -> ActivitySetup<T> {
        ActivitySetup {
            setup: self,
            implementer: Arc::new(Implementer(implementer)),
        }
    }

    /// Makes the worker. It connects when it runs.
    pub fn build(self) -> Result<Worker, BuildError> {
        if let Some(error) = self.error {
            return Err(BuildError(Cause::Registration(error)));
        }
        let runtime = Runtime::from_current_tokio(Default::default())
            .map_err(|error| BuildError(Cause::Runtime(error.to_string())))?;
        let sdk = SdkWorker::new(&runtime, self.client, self.options)
            .map_err(|error| BuildError(Cause::Create(error)))?;
        Ok(Worker {
            sdk,
            _runtime: runtime,
        })
    }
}

/// A worker in the making, with the implementation of its activities at hand.
pub struct ActivitySetup<T> {
    setup: WorkerSetup,
    implementer: Arc<Implementer<T>>,
}

impl<T> fmt::Debug for ActivitySetup<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ActivitySetup").finish_non_exhaustive()
    }
}

impl<T: Send + Sync + 'static> ActivitySetup<T> {
    /// Serves an activity, under its name and its aliases.
    pub fn activity<A: ServeActivity<T>>(mut self) -> Self {
        self.name::<A, 0>();
        self.name::<A, 1>();
        self.name::<A, 2>();
        self.name::<A, 3>();
        self.name::<A, 4>();
        self.name::<A, 5>();
        self.name::<A, 6>();
        self.name::<A, 7>();
        self.name::<A, 8>();
        self
    }

    fn name<A: ServeActivity<T>, const NAME: usize>(&mut self) {
        const { assert!(NAME <= MAX_ALIASES) };
        // In a constant, so that nothing is compiled for aliases that the activity does not have.
        if const { NAME <= A::ALIASES.len() } {
            self.setup
                .options
                .register_activity::<Run<A, T, NAME>>(self.implementer.clone());
        }
    }

    /// The worker in the making, with the activities.
    pub fn done(self) -> WorkerSetup {
        self.setup
    }
}

/// A worker that serves all that the contract declares for its task queue.
pub struct Worker {
    sdk: SdkWorker,
    // The SDK's worker needs its runtime for as long as it lives.
    _runtime: Runtime,
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker")
            .field("task_queue", &self.sdk.task_queue())
            .finish_non_exhaustive()
    }
}

impl Worker {
    /// The task queue that it serves.
    pub fn task_queue(&self) -> &str {
        self.sdk.task_queue()
    }

    /// What stops it, from anywhere: it finishes what it has begun and `run` returns.
    pub fn shutdown_handle(&self) -> impl Fn() + Send + Sync + use<> {
        self.sdk.shutdown_handle()
    }

    /// Serves until it is shut down.
    pub async fn run(mut self) -> Result<(), RunError> {
        self.sdk.run().await
    }

    /// Serves until `stop` is ready, then finishes what it has begun.
    ///
    /// If it cannot serve, it says so at once and drops `stop`, which might wait for it for ever.
    pub async fn run_until<R>(mut self, stop: impl Future<Output = R>) -> Result<R, RunError> {
        let shutdown = self.sdk.shutdown_handle();
        let run = std::pin::pin!(self.sdk.run());
        let stop = std::pin::pin!(stop);
        match select(run, stop).await {
            Either::Left((ended, stop)) => {
                ended?;
                Ok(stop.await)
            }
            Either::Right((result, run)) => {
                shutdown();
                run.await?;
                Ok(result)
            }
        }
    }

    /// The SDK's own worker.
    pub fn sdk(&mut self) -> &mut SdkWorker {
        &mut self.sdk
    }
}

/// Why a worker stopped running.
pub type RunError = WorkerRunError;

/// Why a worker or a replayer could not be made.
#[derive(Debug)]
pub struct BuildError(pub(super) Cause);

#[derive(Debug)]
pub(super) enum Cause {
    Registration(WorkflowRegistrationError),
    Runtime(String),
    Create(WorkerCreateError),
    Replayer(Box<WorkflowReplayError>),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Cause::Registration(error) => write!(f, "a workflow could not be registered: {error}"),
            Cause::Runtime(error) => write!(f, "the runtime could not be started: {error}"),
            Cause::Create(error) => write!(f, "the worker could not be made: {error}"),
            Cause::Replayer(error) => write!(f, "the replayer could not be made: {error}"),
        }
    }
}

impl Error for BuildError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            Cause::Registration(error) => Some(error),
            Cause::Create(error) => Some(error),
            Cause::Replayer(error) => Some(&**error),
            Cause::Runtime(_) => None,
        }
    }
}
