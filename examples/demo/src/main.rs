//! Starts a real Temporal server, runs both examples on it, and stops everything, also when a step fails or the
//! run is interrupted: `make demo`.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail};
use tempoc_runtime::DevServer;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

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
    println!("\ngreeting");
    run("greeting", server).await?;

    println!("\norders");
    // Dropped at the end of this function, in any way, and killed then.
    let _worker = start_worker(server).await?;
    run("orders-starter", server).await?;
    println!();
    Ok(())
}

/// Runs an example to its end; what it prints is what the demo shows.
async fn run(name: &str, server: &DevServer) -> anyhow::Result<()> {
    let status = timeout(STEP, command(name, server)?.status())
        .await
        .with_context(|| format!("`{name}` did not end within {STEP:?}"))?
        .with_context(|| format!("`{name}` could not be started"))?;
    if !status.success() {
        bail!("`{name}` failed: {status}");
    }
    Ok(())
}

/// Starts the worker of the orders and waits until it says that it serves.
async fn start_worker(server: &DevServer) -> anyhow::Result<Child> {
    let mut worker = command("orders-worker", server)?
        .stdout(Stdio::piped())
        .spawn()
        .context("`orders-worker` could not be started")?;
    let stdout = worker
        .stdout
        .take()
        .context("`orders-worker` has no output")?;
    let first_line = timeout(STEP, BufReader::new(stdout).lines().next_line()).await;
    match first_line.context("`orders-worker` did not begin to serve")?? {
        Some(line) => println!("{line}"),
        None => bail!(
            "`orders-worker` ended before it served: {}",
            worker.wait().await?
        ),
    }
    Ok(worker)
}

fn command(name: &str, server: &DevServer) -> anyhow::Result<Command> {
    let mut command = Command::new(example(name)?);
    command
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
