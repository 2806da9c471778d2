//! A client and a task queue for each test.
//!
//! A stage of a [`Cast`] is served by workers that many tests share, in either language, and takes
//! the queues of the contract. Any other has a queue of its own, which nobody serves unless the
//! test does.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tempoc_runtime::connect;
use tempoc_runtime::sdk::Client;
use tempoc_runtime::sdk::worker::WorkerOptions;
use tempoc_server_tests::contract::*;
use tempoc_server_tests::{Clerk, FrontDesk, Idle, Office, Relay};
use tokio::time::timeout;

pub(crate) use crate::cast::{Cast, address};

/// How long a test may take; the slowest takes a tenth.
const PATIENCE: Duration = Duration::from_secs(60);

/// A task queue and the client of a test.
#[derive(Clone)]
pub(crate) struct Stage {
    pub(crate) suite: SuiteClient,
    /// A name that no other stage has, good as a part of ids.
    pub(crate) name: String,
    /// The task queue of its workflows.
    pub(crate) queue: String,
    /// The task queue of what its errands call, if that is another.
    pub(crate) elsewhere: Option<String>,
}

impl Stage {
    /// A stage without a worker.
    pub(crate) async fn new() -> Self {
        Self::of(connect(address(), "default").await.unwrap())
    }

    /// A stage without a worker, with a client made elsewhere.
    pub(crate) fn of(client: Client) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("stage-{count}-{}", std::process::id());
        Self {
            suite: SuiteClient::new(client),
            queue: name.clone(),
            name,
            elsewhere: None,
        }
    }

    /// The stage of a cast.
    pub(crate) async fn on(cast: Cast) -> Self {
        tokio::task::spawn_blocking(move || cast.enter())
            .await
            .unwrap();
        let client = connect(address(), cast.namespace()).await.unwrap();
        Self {
            queue: "suite".to_owned(),
            elsewhere: cast.elsewhere().map(str::to_owned),
            ..Self::of(client)
        }
    }

    /// Runs `test` beside a worker of the stage's queue, with `E` for errands.
    pub(crate) async fn run<E: ErrandWorkflow, R>(&self, test: impl Future<Output = R>) -> R {
        self.run_with::<E, R>(|_| {}, test).await
    }

    /// The same with other options of the worker.
    pub(crate) async fn run_with<E: ErrandWorkflow, R>(
        &self,
        options: impl FnOnce(&mut WorkerOptions),
        test: impl Future<Output = R>,
    ) -> R {
        let worker = SuiteWorker::builder(self.suite.sdk().clone())
            .task_queue(&self.queue)
            .options(options)
            .desk::<FrontDesk>()
            .errand::<E>()
            .relay::<Relay>()
            .helper::<Clerk>()
            .bare::<Idle>()
            .activities(Office)
            .build()
            .unwrap();
        worker.run_until(in_time(test)).await.unwrap()
    }

    /// A desk on this stage's queue, with an id of its own.
    pub(crate) fn desk(&self) -> DeskStart {
        self.desk_of(self.opening())
    }

    pub(crate) fn desk_of(&self, opening: Opening) -> DeskStart {
        self.suite.desk(opening).task_queue(&self.queue)
    }

    pub(crate) fn opening(&self) -> Opening {
        Opening::new(&self.name)
    }

    /// An errand on this stage's queue.
    pub(crate) fn errand(&self, what: &str) -> ErrandStart {
        self.errand_of(Task::new(what))
    }

    pub(crate) fn errand_of(&self, mut task: Task) -> ErrandStart {
        task.elsewhere.clone_from(&self.elsewhere);
        self.suite.errand(task).task_queue(&self.queue)
    }

    /// The queue of what its errands call.
    pub(crate) fn called_queue(&self) -> &str {
        self.elsewhere.as_ref().unwrap_or(&self.queue)
    }
}

/// What a server or a worker never answers would otherwise hang, and not say which test it was.
async fn in_time<R>(test: impl Future<Output = R>) -> R {
    timeout(PATIENCE, test).await.expect("the test ends")
}

/// Runs `test` on a stage of a cast.
pub(crate) async fn on_stage<R>(cast: Cast, test: impl AsyncFnOnce(&Stage) -> R) -> R {
    let stage = Stage::on(cast).await;
    in_time(test(&stage)).await
}

/// Runs `test` on a stage of its own whose errands do nothing.
pub(crate) async fn on_own_stage<R>(test: impl AsyncFnOnce(&Stage) -> R) -> R {
    on_own_stage_with::<Idle, R>(test).await
}

/// Runs `test` on a stage of its own, with `E` for errands.
pub(crate) async fn on_own_stage_with<E: ErrandWorkflow, R>(
    test: impl AsyncFnOnce(&Stage) -> R,
) -> R {
    let stage = Stage::new().await;
    stage.run::<E, R>(test(&stage)).await
}

/// A test of each function, which takes a stage, with the workers of one cast.
macro_rules! tests_on {
    ($module:ident, $cast:ident: $($test:ident)*) => {
        mod $module {
            $(
                #[tokio::test]
                async fn $test() {
                    crate::stage::on_stage(crate::stage::Cast::$cast, super::$test).await;
                }
            )*
        }
    };
}

/// Tests of what a client sees of a worker, in each language.
macro_rules! on_each_worker {
    ($($test:ident),* $(,)?) => {
        crate::stage::tests_on!(rust, Rust: $($test)*);
        crate::stage::tests_on!(python, Python: $($test)*);
        crate::stage::tests_on!(pydantic, Pydantic: $($test)*);
    };
}

/// Tests of what workflows call, in each language and across.
macro_rules! on_each_cast {
    ($($test:ident),* $(,)?) => {
        crate::stage::on_each_worker!($($test),*);
        crate::stage::tests_on!(rust_calls_python, RustCallsPython: $($test)*);
        crate::stage::tests_on!(python_calls_rust, PythonCallsRust: $($test)*);
    };
}

/// A type that implements the workflow `errand` with what its `run` does.
macro_rules! errand {
    ($name:ident, |$context:pat_param, $input:pat_param| $run:block) => {
        struct $name;

        impl ::tempoc_server_tests::contract::ErrandWorkflow for $name {
            fn init(
                _: &::tempoc_runtime::InitContext,
                _: &::tempoc_server_tests::contract::Task,
            ) -> Self {
                Self
            }

            async fn run(
                $context: &::tempoc_server_tests::contract::ErrandContext<Self>,
                $input: ::tempoc_server_tests::contract::Task,
            ) -> Result<
                String,
                ::tempoc_runtime::Failure<::tempoc_server_tests::contract::ErrandError>,
            > $run
        }
    };
}

pub(crate) use {errand, on_each_cast, on_each_worker, tests_on};
