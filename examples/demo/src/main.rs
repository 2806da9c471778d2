//! Starts a real Temporal server, runs the examples on it in both languages and in mixed company, and stops
//! everything, also when a step fails or the run is interrupted: `make demo`.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail};
use tempoc_runtime::DevServer;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// The Python that `make setup` has put beside the SDK, from the top of the repository.
const INTERPRETER: &str = if cfg!(windows) {
    ".venv/Scripts/python.exe"
} else {
    ".venv/bin/python"
};

/// How long a step may take on a slow machine.
const STEP: Duration = Duration::from_secs(60);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    // What has been started when it is dropped here is stopped by that.
    let mut interrupted = std::pin::pin!(interrupted());
    let server = tokio::select! {
        server = DevServer::start() => server?,
        signal = &mut interrupted => bail!(signal?),
    };
    println!("server        {}", server.address());
    let outcome = tokio::select! {
        outcome = run_examples(&server) => outcome,
        signal = &mut interrupted => signal.and_then(|signal| bail!(signal)),
    };
    let stopped = server.stop().await;
    outcome?;
    stopped?;
    println!("demo ok");
    Ok(())
}

/// Waits until somebody wants the demo to end, and says so.
#[cfg(unix)]
async fn interrupted() -> anyhow::Result<&'static str> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed?,
        _ = terminate.recv() => {}
        _ = hang_up.recv() => {}
    }
    Ok("the demo was interrupted")
}

/// Waits until somebody wants the demo to end, and says so.
#[cfg(not(unix))]
async fn interrupted() -> anyhow::Result<&'static str> {
    tokio::signal::ctrl_c().await?;
    Ok("the demo was interrupted")
}

async fn run_examples(server: &DevServer) -> anyhow::Result<()> {
    println!("\ngreeting, in Rust and in Python");
    run(&RUST_GREETING, server).await?;
    run(&PYTHON_GREETING, server).await?;

    for (title, workers, starter) in ORDERS {
        println!("\norders: {title}");
        // Dropped at the end of a turn, or of this function in any way, and killed then.
        let mut running = Vec::new();
        for worker in *workers {
            running.push(start_worker(worker, server).await?);
        }
        run(starter, server).await?;
    }
    println!();
    Ok(())
}

/// A program of an example: what is run, and with which arguments.
struct Program {
    name: &'static str,
    /// The folder of a program in Python, from the top of the repository.
    python: Option<&'static str>,
    arguments: &'static [&'static str],
}

const RUST_GREETING: Program = rust("greeting", &[]);
const PYTHON_GREETING: Program = python("examples/greeting/python", "greeting.py", &[]);
const RUST_STARTER: Program = rust("orders-starter", &[]);
const PYTHON_STARTER: Program = python("examples/orders/python", "orders_starter.py", &[]);

const fn rust(name: &'static str, arguments: &'static [&'static str]) -> Program {
    Program {
        name,
        python: None,
        arguments,
    }
}

const fn python(
    folder: &'static str,
    name: &'static str,
    arguments: &'static [&'static str],
) -> Program {
    Program {
        name,
        python: Some(folder),
        arguments,
    }
}

const fn python_worker(queues: &'static [&'static str]) -> Program {
    python("examples/orders/python", "orders_worker.py", queues)
}

/// Who serves the orders, and who calls.
const ORDERS: &[(&str, &[Program], &Program)] = &[
    ("all in Rust", &[rust("orders-worker", &[])], &RUST_STARTER),
    (
        "workflows in Rust, payments in Python, the caller in Python",
        &[
            rust("orders-worker", &["orders"]),
            python_worker(&["payments"]),
        ],
        &PYTHON_STARTER,
    ),
    (
        "workflows in Python, payments in Rust, the caller in Rust",
        &[
            python_worker(&["orders"]),
            rust("orders-worker", &["payments"]),
        ],
        &RUST_STARTER,
    ),
];

/// Runs an example to its end; what it prints is what the demo shows.
async fn run(program: &Program, server: &DevServer) -> anyhow::Result<()> {
    let name = program.name;
    let status = timeout(STEP, command(program, server)?.status())
        .await
        .with_context(|| format!("`{name}` did not end within {STEP:?}"))?
        .with_context(|| format!("`{name}` could not be started"))?;
    if !status.success() {
        bail!("`{name}` failed: {status}");
    }
    Ok(())
}

/// Starts a worker and waits until it says that it serves.
async fn start_worker(program: &Program, server: &DevServer) -> anyhow::Result<Child> {
    let name = program.name;
    let mut worker = command(program, server)?
        .stdout(Stdio::piped())
        // The SDK for Python logs errors of activities that a contract expects, too.
        .stderr(if program.python.is_some() {
            Stdio::null()
        } else {
            Stdio::inherit()
        })
        .spawn()
        .with_context(|| format!("`{name}` could not be started"))?;
    let stdout = worker
        .stdout
        .take()
        .with_context(|| format!("`{name}` has no output"))?;
    let first_line = timeout(STEP, BufReader::new(stdout).lines().next_line()).await;
    match first_line.with_context(|| format!("`{name}` did not begin to serve"))?? {
        Some(line) => println!("{line}"),
        None => bail!("`{name}` ended before it served: {}", worker.wait().await?),
    }
    Ok(worker)
}

fn command(program: &Program, server: &DevServer) -> anyhow::Result<Command> {
    let mut command = match program.python {
        None => Command::new(example(program.name)?),
        Some(folder) => {
            let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
            let interpreter = top.join(INTERPRETER);
            if !interpreter.exists() {
                bail!("`{INTERPRETER}` is not there: run `make setup`");
            }
            let mut command = Command::new(interpreter);
            command.arg(program.name).current_dir(top.join(folder));
            command
        }
    };
    command
        .args(program.arguments)
        .env("TEMPORAL_ADDRESS", server.address())
        .kill_on_drop(true);
    Ok(command)
}

/// The program of an example, built beside this one.
fn example(name: &str) -> anyhow::Result<PathBuf> {
    let this = std::env::current_exe()?;
    let program = this.with_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        bail!(
            "`{}` is not built: run `cargo build --workspace`",
            program.display()
        );
    }
    Ok(program)
}
