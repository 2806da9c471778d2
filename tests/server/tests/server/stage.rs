//! A server for all tests, and for each a task queue of its own with a worker.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use tempoc_runtime::sdk::Client;
use tempoc_runtime::sdk::worker::WorkerOptions;
use tempoc_runtime::{DevServer, connect};
use tempoc_server_tests::contract::shared::SharedWorker;
use tempoc_server_tests::contract::*;
use tempoc_server_tests::{Auditor, Clerk, Elsewhere, FrontDesk, Idle, Office, PostOffice};
use tokio::time::timeout;

/// How long a test may take; the slowest takes a tenth.
const PATIENCE: Duration = Duration::from_secs(60);

/// The address of the server, which runs for as long as this process.
pub(crate) fn address() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| {
        let (send, receive) = mpsc::channel();
        // The server and the workers of what tests call on other queues outlive every test's runtime.
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async move {
                let server = DevServer::builder()
                    .search_attribute("Customer", "Keyword")
                    .search_attribute("Amount", "Int");
                let server = server.start().await.unwrap();
                send.send(server.address()).unwrap();
                serve_other_queues(&server.address()).await;
            });
        });
        receive.recv().expect("the development server starts")
    })
}

async fn serve_other_queues(address: &str) {
    let client = connect(address, "default").await.unwrap();
    let shared = SharedWorker::builder(client.clone())
        .audit::<Auditor>()
        .activities(PostOffice)
        .build();
    let elsewhere = SuiteElsewhereWorker::builder(client)
        .activities(Elsewhere)
        .build();
    tokio::try_join!(shared.unwrap().run(), elsewhere.unwrap().run()).unwrap();
}

/// A task queue and the client of a test.
#[derive(Clone)]
pub(crate) struct Stage {
    pub(crate) suite: SuiteClient,
    /// The name of the task queue, good as a part of ids as well.
    pub(crate) queue: String,
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
        Self {
            suite: SuiteClient::new(client),
            queue: format!("stage-{count}-{}", std::process::id()),
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
            .helper::<Clerk>()
            .bare::<Idle>()
            .activities(Office)
            .build()
            .unwrap();
        // What a server or a worker never answers would otherwise hang, and not say which test it was.
        let test = timeout(PATIENCE, test);
        let ended = worker.run_until(test).await.unwrap();
        ended.expect("the test ends")
    }

    /// A desk on this stage's queue, with an id of its own.
    pub(crate) fn desk(&self) -> DeskStart {
        self.desk_of(self.opening())
    }

    pub(crate) fn desk_of(&self, opening: Opening) -> DeskStart {
        self.suite.desk(opening).task_queue(&self.queue)
    }

    pub(crate) fn opening(&self) -> Opening {
        Opening::new(&self.queue)
    }

    /// An errand on this stage's queue.
    pub(crate) fn errand(&self, what: &str) -> ErrandStart {
        let errand = self.suite.errand(Task::new(what));
        errand.task_queue(&self.queue)
    }
}

/// Runs `test` on a stage of its own whose errands do nothing.
pub(crate) async fn on_stage<R>(test: impl AsyncFnOnce(&Stage) -> R) -> R {
    on_stage_with::<Idle, R>(test).await
}

/// Runs `test` on a stage of its own, with `E` for errands.
pub(crate) async fn on_stage_with<E: ErrandWorkflow, R>(test: impl AsyncFnOnce(&Stage) -> R) -> R {
    let stage = Stage::new().await;
    stage.run::<E, R>(test(&stage)).await
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

pub(crate) use errand;
