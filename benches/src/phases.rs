//! Where the time of `generate` goes: the phases of the pipeline, one after the other, in this process.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};
use tempoc::diagnostic::Diagnostics;
use tempoc::files::{Files, Leftovers};
use tempoc::{check, emit, load, resolve};

use crate::contract::{Services, write_contract};
use crate::measure::median;
use crate::table::{Table, time};
use crate::workshop::Workshop;

const TYPES: usize = 1_000;
const RUNS: usize = 15;
const PHASES: [&str; 6] = ["read", "resolve", "check", "emit", "write", "free"];

/// Measures and prints.
pub(crate) fn measure_phases(workshop: &Workshop) -> Result<()> {
    let root = workshop.folder("phases");
    let paths = write_contract(&root, TYPES, Services::OnePerGroup)?;
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        runs.push(run_phases(&paths, root.clone())?);
    }
    let times: Vec<Duration> = (0..PHASES.len())
        .map(|phase| median(runs.iter().map(|run| run[phase])))
        .collect();
    let whole: Duration = times.iter().sum();
    let mut table = Table::new(&["phase", "wall", "share"]);
    for (name, phase) in PHASES.iter().zip(&times) {
        let share = phase.as_secs_f64() / whole.as_secs_f64() * 100.0;
        table.row([(*name).to_owned(), time(*phase), format!("{share:.0} %")]);
    }
    table.row(["together".to_owned(), time(whole), String::new()]);
    table.print("Phases of generate, 1000 types (medians, in a process that is warm):");
    Ok(())
}

fn run_phases(paths: &[PathBuf], root: PathBuf) -> Result<[Duration; 6]> {
    let out = root.join("out");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let mut diagnostics = Diagnostics::default();
    let mut clock = Clock(Instant::now());

    let loaded = load::load(paths, &root, &mut diagnostics)?;
    let read = clock.lap();
    let model = resolve::resolve(
        &loaded.sources,
        &loaded.files,
        &loaded.entries,
        &loaded.imports,
        &mut diagnostics,
    );
    let resolved = clock.lap();
    check::check(&model, &loaded.sources, &mut diagnostics);
    ensure!(!diagnostics.has_errors(), "the contract does not compile");
    let checked = clock.lap();
    let texts = emit::rust::emit(&model, &loaded.sources, &emit::rust::Options::default())?;
    let mut files = Files::default();
    for (path, text) in texts {
        files
            .insert(path, text)
            .map_err(|clash| anyhow!("two files for {}", clash.path))?;
    }
    let emitted = clock.lap();
    files.write(&out, Leftovers::Keep)?;
    let written = clock.lap();
    drop((files, model, loaded));
    Ok([read, resolved, checked, emitted, written, clock.lap()])
}

struct Clock(Instant);

impl Clock {
    /// The time since the last lap.
    fn lap(&mut self) -> Duration {
        let last = std::mem::replace(&mut self.0, Instant::now());
        self.0 - last
    }
}
