//! Python: through the SDK's converters, in a process of its own.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use tempoc_runtime::json;

use crate::table::{Table, verdict};
use crate::workshop::Workshop;

/// How many times faster than the SDK's default converter on a plain dataclass.
const GOAL: f64 = 20.0;

/// The contenders of `payload/measure.py`; all but the first are measured in how many times faster they are.
const CONTENDERS: [(&str, &str); 5] = [
    ("default", "plain dataclass, SDK's default converter"),
    ("pydantic", "pydantic model, SDK's pydantic converter"),
    ("generated", "generated, SDK's default converter"),
    ("generated_pydantic", "generated, SDK's pydantic converter"),
    ("json", "no types, the module `json` alone"),
];

/// Measures and prints.
pub(crate) fn measure_python(workshop: &Workshop) -> Result<()> {
    let folder = workshop.root().join("benches/payload");
    let out = workshop.folder("payload").join("contracts");
    let generated = workshop
        .tempoc()
        .current_dir(&folder)
        .args(["generate", "order.tempoc.yaml", "--python-out"])
        .arg(&out)
        .output()?;
    ensure!(
        generated.status.success(),
        "{}",
        String::from_utf8_lossy(&generated.stderr)
    );
    let output = Command::new(workshop.root().join(".venv/bin/python"))
        .arg(folder.join("measure.py"))
        .env("PYTHONPATH", workshop.folder("payload"))
        .output()
        .context("`make setup` makes the environment of Python")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );

    // For each contender, the microseconds of writing and of reading.
    let times: BTreeMap<String, Vec<f64>> = json::from_slice(&output.stdout)?;
    let both = |name: &str| -> Result<(f64, f64)> {
        match times.get(name).map(Vec::as_slice) {
            Some([encode, decode]) => Ok((*encode, *decode)),
            _ => anyhow::bail!("measure.py says nothing of {name}"),
        }
    };
    let (default_encode, default_decode) = both("default")?;
    let mut table = Table::new(&[
        "types, path",
        "decode",
        "encode",
        "as fast, both",
        "goal",
        "",
    ]);
    for (name, title) in CONTENDERS {
        let (encode, decode) = both(name)?;
        let ratio = (default_encode + default_decode) / (encode + decode);
        let has_goal = name == "generated";
        table.row([
            title.to_owned(),
            format!("{decode:.0} µs"),
            format!("{encode:.0} µs"),
            format!("{ratio:.1}x"),
            if has_goal {
                format!("{GOAL}x")
            } else {
                String::new()
            },
            if has_goal {
                verdict(ratio >= GOAL)
            } else {
                String::new()
            },
        ]);
    }
    table.print("The same payload in Python (CPU time, the best of 15 rounds; the plain dataclass has strings where it must):");
    Ok(())
}
