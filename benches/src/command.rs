//! The command `tempoc` over contracts of four sizes, as whole processes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::contract::{Services, write_contract};
use crate::measure::{Cost, measure};
use crate::table::{Table, memory, ratio, time, verdict};
use crate::workshop::Workshop;

/// What one size may cost.
struct Goal {
    types: usize,
    runs: usize,
    /// Of `generate` for Rust and Python together: the half of it is for Rust.
    generate: Option<Duration>,
    lint: Option<Duration>,
    /// Of `breaking`, against the same contract with another default in most records.
    breaking: Option<Duration>,
    /// In bytes, at most; `breaking` holds two contracts, and may take more.
    memory: Option<u64>,
    /// How many times the cost of the size before it may be.
    growth: Option<f64>,
}

const GOALS: [Goal; 4] = [
    Goal {
        types: 10,
        runs: 31,
        generate: Some(Duration::from_millis(5)),
        lint: None,
        breaking: None,
        memory: None,
        growth: None,
    },
    Goal {
        types: 100,
        runs: 21,
        generate: None,
        lint: None,
        breaking: None,
        memory: None,
        growth: None,
    },
    Goal {
        types: 1_000,
        runs: 9,
        generate: Some(Duration::from_millis(80)),
        lint: Some(Duration::from_millis(70)),
        breaking: Some(Duration::from_millis(140)),
        memory: None,
        growth: None,
    },
    Goal {
        types: 10_000,
        runs: 3,
        generate: Some(Duration::from_millis(1_100)),
        lint: None,
        breaking: Some(Duration::from_millis(1_500)),
        memory: Some(300_000_000),
        growth: Some(11.0),
    },
];

/// What `breaking` of 10,000 types may take, in bytes.
const MEMORY_OF_TWO: u64 = 500_000_000;

/// Measures and prints.
pub(crate) fn measure_command(workshop: &Workshop) -> Result<()> {
    let mut table = Table::new(&[
        "work",
        "CPU",
        "wall",
        "memory",
        "growth",
        "goal (CPU)",
        "",
        "goal (memory, growth)",
        "",
    ]);
    let start = measure(31, || with_arguments(workshop, &["--version"]), || Ok(()))?;
    push_row(
        &mut table,
        "start and end of the process",
        start,
        None,
        None,
        (None, None),
    );
    for work in ["lint", "generate", "breaking"] {
        let mut before = None;
        for goal in &GOALS {
            let folder = workshop.folder(&format!("{work}{}", goal.types));
            let paths = write_contract(&folder, goal.types, Services::OnePerGroup)?;
            let out = folder.join("out");
            let old = folder.join("old");
            if work == "breaking" {
                write_contract(&old, goal.types, Services::OnePerGroup)?;
                change_defaults(&paths)?;
            }
            let command = || {
                let mut command = with_arguments(workshop, &[work]);
                command.args(&paths);
                if work == "generate" {
                    command.arg("--out").arg(&out);
                }
                if work == "breaking" {
                    command.arg("--against").arg(&old);
                }
                command
            };
            let cost = measure(goal.runs, command, || remove_folder(&out))?;
            let title = format!("{work}, {} types", goal.types);
            let cpu_goal = match work {
                "lint" => goal.lint,
                "breaking" => goal.breaking,
                _ => goal.generate.map(|both| both / 2),
            };
            let most_memory = match work {
                "breaking" => goal.memory.map(|_| MEMORY_OF_TWO),
                _ => goal.memory,
            };
            push_row(
                &mut table,
                &title,
                cost,
                before,
                cpu_goal,
                (most_memory, goal.growth),
            );
            before = Some(cost);
        }
    }
    table.print(
        "The command (medians; growth to ten times the types; half of a goal for both languages is Rust's):",
    );
    Ok(())
}

/// Another default for one field of most records, which is a finding for each of them.
fn change_defaults(paths: &[PathBuf]) -> Result<()> {
    for path in paths {
        let text = fs::read_to_string(path)?;
        fs::write(path, text.replace("default: 1,", "default: 2,"))?;
    }
    Ok(())
}

fn push_row(
    table: &mut Table,
    title: &str,
    cost: Cost,
    before: Option<Cost>,
    cpu_goal: Option<Duration>,
    (memory_goal, growth_goal): (Option<u64>, Option<f64>),
) {
    let growth = before.map(|before| cost.cpu.as_secs_f64() / before.cpu.as_secs_f64());
    let other_goals = [
        memory_goal.map(memory),
        growth_goal.map(|most| format!("{most}x")),
    ];
    let others_met = memory_goal.is_none_or(|most| cost.memory <= most)
        && growth_goal.is_none_or(|most| growth.is_none_or(|growth| growth <= most));
    let has_others = memory_goal.is_some() || growth_goal.is_some();
    table.row([
        title.to_owned(),
        time(cost.cpu),
        time(cost.wall),
        memory(cost.memory),
        before.map_or_else(String::new, |before| ratio(cost.cpu, before.cpu)),
        cpu_goal.map_or_else(String::new, time),
        cpu_goal.map_or_else(String::new, |most| verdict(cost.cpu <= most)),
        other_goals
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        if has_others {
            verdict(others_met)
        } else {
            String::new()
        },
    ]);
}

fn with_arguments(workshop: &Workshop, arguments: &[&str]) -> Command {
    let mut command = workshop.tempoc();
    command.args(arguments);
    command
}

fn remove_folder(folder: &Path) -> Result<()> {
    match folder.exists() {
        true => Ok(fs::remove_dir_all(folder)?),
        false => Ok(()),
    }
}
