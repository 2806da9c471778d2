//! What the generated Rust costs its users: `cargo check`, beside the same types with serde derive.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use tempoc::Config;
use tempoc::files::Leftovers;

use crate::contract::{Services, write_contract};
use crate::measure::{Cost, measure};
use crate::serde_types::serde_types;
use crate::table::{Table, memory, ratio, time, verdict};
use crate::workshop::Workshop;

const GOAL_TYPES: usize = 1_000;
const GOAL_USER: Duration = Duration::from_secs(8);
const GOAL_MEMORY: u64 = 800_000_000;

/// Measures and prints.
pub(crate) fn measure_check_cost(workshop: &Workshop, full: bool) -> Result<()> {
    println!("\nBuilding what the measured crate depends on; the first time takes minutes.");
    let sources = workshop.prepare_crate()?;
    let library = sources.join("lib.rs");
    let check = |module: &str, runs: usize| {
        let text = format!("{module}\n");
        // Writing the file anew makes Cargo check it again.
        measure(
            runs,
            || workshop.cargo_check(),
            || Ok(fs::write(&library, &text)?),
        )
    };

    let mut table = Table::new(&[
        "crate", "user CPU", "wall", "memory", "a type", "to serde", "goal", "",
    ]);
    let empty = check("", 5)?;
    push_row(
        &mut table,
        "empty: Cargo, and loading the runtime",
        empty,
        [""; 4].map(str::to_owned),
    );
    let sizes: &[usize] = if full {
        &[100, 1_000, 10_000]
    } else {
        &[100, 1_000]
    };
    for &types in sizes {
        let runs = if types > 100 { 1 } else { 3 };
        let each = |cost: Cost| time(cost.user.saturating_sub(empty.user) / types as u32);

        fs::write(sources.join("serde_types.rs"), serde_types(types))?;
        let serde = check("pub mod serde_types;", runs)?;
        let title = format!("{types} types, serde derive");
        push_row(
            &mut table,
            &title,
            serde,
            [each(serde), String::new(), String::new(), String::new()],
        );

        for (title, services) in [
            ("generated", Services::None),
            ("generated, with clients and workers", Services::OnePerGroup),
        ] {
            generate(workshop, types, services, &sources.join("contract"))?;
            let cost = check("pub mod contract;", runs)?;
            let has_goal = types == GOAL_TYPES && services == Services::None;
            let met = cost.user <= GOAL_USER && cost.memory <= GOAL_MEMORY;
            push_row(
                &mut table,
                &format!("{types} types, {title}"),
                cost,
                [
                    each(cost),
                    ratio(cost.user, serde.user),
                    if has_goal {
                        format!("{}, {}", time(GOAL_USER), memory(GOAL_MEMORY))
                    } else {
                        String::new()
                    },
                    if has_goal {
                        verdict(met)
                    } else {
                        String::new()
                    },
                ],
            );
        }
    }
    table.print("cargo check of a crate alone, not incremental:");
    Ok(())
}

fn push_row(table: &mut Table, title: &str, cost: Cost, others: [String; 4]) {
    let [each, to_serde, goal, verdict] = others;
    table.row([
        title.to_owned(),
        time(cost.user),
        time(cost.wall),
        memory(cost.memory),
        each,
        to_serde,
        goal,
        verdict,
    ]);
}

fn generate(workshop: &Workshop, types: usize, services: Services, out: &Path) -> Result<()> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    let folder = workshop.folder(&format!("check{types}{services:?}"));
    let schemas = write_contract(&folder, types, services)?;
    Config::new()
        .root(folder)
        .out_dir(out)
        .schemas(schemas)
        .compile()?
        .files()
        .write(out, Leftovers::Keep)?;
    Ok(())
}
