//// cases_v1/activities.rs

//! The activities of `cases.v1`, to be implemented.

use std::future::Future;

use tempoc_runtime as rt;

use super::definitions;

/// The activities of the task queue `work`, to be implemented.
pub trait CasesActivities: Send + Sync + 'static {
    /// The activity `ping`.
    fn ping(
        &self,
        context: rt::ActivityContext,
    ) -> impl Future<Output = Result<(), rt::Failure>> + Send;
}

impl<T: CasesActivities> rt::ServeActivity<T> for definitions::Ping {
    async fn run(implementer: &T, context: rt::ActivityContext, (): ()) -> Result<(), rt::Failure> {
        implementer.ping(context).await
    }
}

/// The activities of the task queue `payments-eu`, to be implemented.
pub trait PaymentsEuActivities: Send + Sync + 'static {
    /// The activity `charge`.
    fn charge(
        &self,
        context: rt::ActivityContext,
    ) -> impl Future<Output = Result<(), rt::Failure>> + Send;
}

impl<T: PaymentsEuActivities> rt::ServeActivity<T> for definitions::Charge {
    async fn run(implementer: &T, context: rt::ActivityContext, (): ()) -> Result<(), rt::Failure> {
        implementer.charge(context).await
    }
}

//// cases_v1/worker.rs

//! The workers of `cases.v1`.

use std::marker::PhantomData;

use tempoc_runtime as rt;

use super::activities::{CasesActivities, PaymentsEuActivities};
use super::definitions;
use super::workflows::{OrderWorkflow, RefundWorkflow};

/// The worker of the task queue `work`.
///
/// [`builder`](Self::builder) takes an implementation of everything that the contract declares for the queue, and
/// `build` does not compile before it has them all.
#[derive(Clone, Copy, Debug)]
pub struct CasesWorker;

impl CasesWorker {
    /// The task queue that the contract gives it.
    pub const TASK_QUEUE: &'static str = "work";

    /// A worker that serves nothing yet.
    pub fn builder(
        client: impl Into<rt::sdk::Client>,
    ) -> CasesWorkerBuilder<rt::Missing, rt::Missing> {
        CasesWorkerBuilder {
            setup: rt::WorkerSetup::new(client.into(), Self::TASK_QUEUE),
            registered: PhantomData,
        }
    }
}

/// Makes the [`CasesWorker`]. Its type says what is registered already.
#[derive(Debug)]
pub struct CasesWorkerBuilder<Order, Activities> {
    setup: rt::WorkerSetup,
    registered: PhantomData<(Order, Activities)>,
}

impl<Order, Activities> CasesWorkerBuilder<Order, Activities> {
    /// Serves another task queue than the contract's, in a test for example.
    pub fn task_queue(self, task_queue: impl Into<String>) -> Self {
        let task_queue = task_queue.into();
        self.options(|options| options.task_queue = task_queue)
    }

    /// Changes any option of the SDK, or registers what is not part of the contract.
    pub fn options(self, change: impl FnOnce(&mut rt::sdk::worker::WorkerOptions)) -> Self {
        Self {
            setup: self.setup.options(change),
            registered: PhantomData,
        }
    }

    /// Makes the worker. It connects when it runs.
    pub fn build(self) -> Result<rt::Worker, rt::BuildError>
    where
        Order: rt::Serves<definitions::Order>,
        Activities: rt::Serves<definitions::Ping>,
    {
        self.setup.build()
    }
}

impl<Activities> CasesWorkerBuilder<rt::Missing, Activities> {
    /// Serves `order` with the type `T`.
    pub fn order<T: OrderWorkflow>(self) -> CasesWorkerBuilder<rt::Registered, Activities> {
        CasesWorkerBuilder {
            setup: self.setup.workflow::<definitions::Order, T>(),
            registered: PhantomData,
        }
    }
}

impl<Order> CasesWorkerBuilder<Order, rt::Missing> {
    /// Serves the activities of the queue with `implementer`.
    pub fn activities<T: CasesActivities>(
        self,
        implementer: T,
    ) -> CasesWorkerBuilder<Order, rt::Registered> {
        let setup = self
            .setup
            .activities(implementer)
            .activity::<definitions::Ping>()
            .done();
        CasesWorkerBuilder {
            setup,
            registered: PhantomData,
        }
    }
}

/// The worker of the task queue `payments-eu`.
///
/// [`builder`](Self::builder) takes an implementation of everything that the contract declares for the queue, and
/// `build` does not compile before it has them all.
#[derive(Clone, Copy, Debug)]
pub struct PaymentsEuWorker;

impl PaymentsEuWorker {
    /// The task queue that the contract gives it.
    pub const TASK_QUEUE: &'static str = "payments-eu";

    /// A worker that serves nothing yet.
    pub fn builder(
        client: impl Into<rt::sdk::Client>,
    ) -> PaymentsEuWorkerBuilder<rt::Missing, rt::Missing> {
        PaymentsEuWorkerBuilder {
            setup: rt::WorkerSetup::new(client.into(), Self::TASK_QUEUE),
            registered: PhantomData,
        }
    }
}

/// Makes the [`PaymentsEuWorker`]. Its type says what is registered already.
#[derive(Debug)]
pub struct PaymentsEuWorkerBuilder<Refund, Activities> {
    setup: rt::WorkerSetup,
    registered: PhantomData<(Refund, Activities)>,
}

impl<Refund, Activities> PaymentsEuWorkerBuilder<Refund, Activities> {
    /// Serves another task queue than the contract's, in a test for example.
    pub fn task_queue(self, task_queue: impl Into<String>) -> Self {
        let task_queue = task_queue.into();
        self.options(|options| options.task_queue = task_queue)
    }

    /// Changes any option of the SDK, or registers what is not part of the contract.
    pub fn options(self, change: impl FnOnce(&mut rt::sdk::worker::WorkerOptions)) -> Self {
        Self {
            setup: self.setup.options(change),
            registered: PhantomData,
        }
    }

    /// Makes the worker. It connects when it runs.
    pub fn build(self) -> Result<rt::Worker, rt::BuildError>
    where
        Refund: rt::Serves<definitions::Refund>,
        Activities: rt::Serves<definitions::Charge>,
    {
        self.setup.build()
    }
}

impl<Activities> PaymentsEuWorkerBuilder<rt::Missing, Activities> {
    /// Serves `refund` with the type `T`.
    pub fn refund<T: RefundWorkflow>(self) -> PaymentsEuWorkerBuilder<rt::Registered, Activities> {
        PaymentsEuWorkerBuilder {
            setup: self.setup.workflow::<definitions::Refund, T>(),
            registered: PhantomData,
        }
    }
}

impl<Refund> PaymentsEuWorkerBuilder<Refund, rt::Missing> {
    /// Serves the activities of the queue with `implementer`.
    pub fn activities<T: PaymentsEuActivities>(
        self,
        implementer: T,
    ) -> PaymentsEuWorkerBuilder<Refund, rt::Registered> {
        let setup = self
            .setup
            .activities(implementer)
            .activity::<definitions::Charge>()
            .done();
        PaymentsEuWorkerBuilder {
            setup,
            registered: PhantomData,
        }
    }
}
