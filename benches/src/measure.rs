//! What another process costs: its time on the CPU and on the wall, and the most memory that it held.

use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::resource::{UsageWho, getrusage};

/// The first argument with which this program measures one command and nothing else.
pub(crate) const ARGUMENT: &str = "--measure";

/// What one run cost, or the middle of several.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// In user code and in the kernel, of the process and all that it started.
    pub(crate) cpu: Duration,
    /// The part of it in user code.
    pub(crate) user: Duration,
    pub(crate) wall: Duration,
    /// The most memory of any one process, in bytes.
    pub(crate) memory: u64,
}

impl Cost {
    /// The middle of several runs, in each number by itself.
    pub(crate) fn median(runs: &[Cost]) -> Cost {
        Cost {
            cpu: median(runs.iter().map(|run| run.cpu)),
            user: median(runs.iter().map(|run| run.user)),
            wall: median(runs.iter().map(|run| run.wall)),
            memory: median(runs.iter().map(|run| run.memory)),
        }
    }
}

/// The one in the middle.
pub(crate) fn median<T: Ord + Copy + Default>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Runs a command several times, each after `prepare`, and gives the middle.
pub(crate) fn measure(
    runs: usize,
    command: impl Fn() -> Command,
    mut prepare: impl FnMut() -> Result<()>,
) -> Result<Cost> {
    let mut costs = Vec::new();
    for _ in 0..runs {
        prepare()?;
        costs.push(measure_once(&command())?);
    }
    Ok(Cost::median(&costs))
}

/// Runs a command through a copy of this program.
///
/// The system counts for the children of a process together, and takes the memory of whoever starts
/// a program for that program's own: a small process that starts nothing else keeps runs apart.
fn measure_once(command: &Command) -> Result<Cost> {
    let mut copy = Command::new(std::env::current_exe()?);
    copy.arg(ARGUMENT)
        .arg(command.get_program())
        .args(command.get_args())
        .envs(
            command
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
    if let Some(folder) = command.get_current_dir() {
        copy.current_dir(folder);
    }
    let output = copy.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        bail!("this failed: {command:?}");
    }
    let printed = String::from_utf8(output.stdout)?;
    let numbers: Vec<u64> = printed
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    let [user, system, wall, memory] = numbers[..] else {
        bail!("no four numbers: {printed}");
    };
    Ok(Cost {
        cpu: Duration::from_micros(user + system),
        user: Duration::from_micros(user),
        wall: Duration::from_micros(wall),
        memory,
    })
}

/// The copy: runs the command, and prints what [`measure_once`] reads.
pub(crate) fn report_cost(mut command: impl Iterator<Item = OsString>) -> Result<()> {
    let program = command.next().context("no command to measure")?;
    let start = Instant::now();
    let output = Command::new(&program).args(command).output()?;
    let wall = start.elapsed();
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let micros = |time: nix::sys::time::TimeVal| time.tv_sec() * 1_000_000 + time.tv_usec();
    // Linux counts in kilobytes, others in bytes.
    let unit = if cfg!(target_os = "linux") { 1_024 } else { 1 };
    println!(
        "{} {} {} {}",
        micros(usage.user_time()),
        micros(usage.system_time()),
        wall.as_micros(),
        usage.max_rss() * unit,
    );
    Ok(())
}
