//! Who serves the contract: Rust, Python, or one the workflows and the other what they call.
//!
//! Each cast has a namespace of its own, so that all of them serve the task queues that the
//! contract names.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{OnceLock, mpsc};
use std::thread;

use tempoc_runtime::DevServer;
use tempoc_server_tests::serve;

/// Who serves the queues of a namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cast {
    Rust,
    Python,
    /// Python with the converter of Pydantic.
    Pydantic,
    /// Python with the converter that the contract exports.
    DataConverter,
    RustCallsPython,
    PythonCallsRust,
}

/// What the workers in Rust serve, as [`serve`] reads it.
const BY_RUST: [&str; 7] = [
    "suite@rust",
    "suite-elsewhere@rust",
    "shared@rust",
    "suite@rust-calls-python",
    "suite-other@python-calls-rust",
    "suite-elsewhere@python-calls-rust",
    "shared@python-calls-rust",
];

/// What the workers in Python serve, with the SDK's own converter unless they name another.
const BY_PYTHON: [&str; 11] = [
    "suite@python",
    "suite-elsewhere@python",
    "shared@python",
    "suite@python-calls-rust",
    "suite-other@rust-calls-python",
    "suite-elsewhere@rust-calls-python",
    "shared@rust-calls-python",
    "suite@pydantic=pydantic",
    "suite-elsewhere@pydantic=pydantic",
    "shared@pydantic=pydantic",
    "suite@data-converter=contract",
];

impl Cast {
    const ALL: [Self; 6] = [
        Self::Rust,
        Self::Python,
        Self::Pydantic,
        Self::DataConverter,
        Self::RustCallsPython,
        Self::PythonCallsRust,
    ];

    /// The namespace of this cast.
    pub(crate) fn namespace(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Python => "python",
            Self::Pydantic => "pydantic",
            Self::DataConverter => "data-converter",
            Self::RustCallsPython => "rust-calls-python",
            Self::PythonCallsRust => "python-calls-rust",
        }
    }

    /// The queue on which the other language serves the whole suite.
    pub(crate) fn elsewhere(self) -> Option<&'static str> {
        match self {
            Self::Rust | Self::Python | Self::Pydantic | Self::DataConverter => None,
            Self::RustCallsPython | Self::PythonCallsRust => Some("suite-other"),
        }
    }

    /// Returns when its workers serve, which they do for as long as this process runs.
    pub(crate) fn enter(self) {
        match self {
            Self::Rust => serve_in_rust(),
            Self::Python | Self::Pydantic | Self::DataConverter => serve_in_python(),
            Self::RustCallsPython | Self::PythonCallsRust => {
                serve_in_rust();
                serve_in_python();
            }
        }
    }
}

/// The address of the server, which runs for as long as this process.
pub(crate) fn address() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| {
        outlive_tests(async |begin| {
            let server = DevServer::builder()
                .search_attribute("Customer", "Keyword")
                .search_attribute("Amount", "Int");
            let namespaces = Cast::ALL.iter().map(|cast| cast.namespace());
            let server = namespaces.fold(server, |server, name| server.namespace(name));
            let server = server.start().await.unwrap();
            begin.send(server.address()).unwrap();
            std::future::pending::<()>().await;
        })
    })
}

fn serve_in_rust() {
    static SERVING: OnceLock<()> = OnceLock::new();
    let address = address();
    SERVING.get_or_init(|| {
        outlive_tests(async move |begin| {
            let served = serve(address, BY_RUST, || begin.send(()).unwrap());
            served.await.unwrap();
        });
    });
}

/// Runs in a thread of its own, as the runtime of a test ends with that.
fn outlive_tests<T: Send + 'static>(run: impl AsyncFnOnce(mpsc::Sender<T>) + Send + 'static) -> T {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(run(send));
    });
    receive.recv().expect("it begins")
}

fn serve_in_python() {
    static SERVING: OnceLock<Child> = OnceLock::new();
    SERVING.get_or_init(|| {
        // Its standard input is a pipe that ends with this process, however that ends, and so
        // does it.
        let mut worker = python("suite.worker")
            .arg(address())
            .args(BY_PYTHON)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(worker.stdout.take().unwrap()).lines().next();
        let said = said.expect("the worker in Python serves").unwrap();
        assert_eq!(said, "serving");
        worker
    });
}

/// Runs a module of the implementation in Python.
pub(crate) fn python(module: &str) -> Command {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = package.join("../../.venv/bin/python");
    assert!(
        program.exists(),
        "there is no {}: run `make setup`",
        program.display()
    );
    let mut command = Command::new(program);
    command
        .args(["-m", module])
        .current_dir(package.join("python"));
    command
}
