//! A payload of 4 kB in both languages: the generated types, beside what their users would have without them.

mod plain;
mod python;
mod rust;

use anyhow::Result;

use crate::workshop::Workshop;

/// The generated types.
#[allow(unreachable_pub, reason = "generated for the crates of users")]
pub(crate) mod generated {
    tempoc_runtime::include_contract!("bench.payload.v1");
}

/// The JSON of the order that is read and written, in both languages.
pub(crate) const ORDER: &str = include_str!("../payload/order.json");

/// Measures and prints.
pub(crate) fn measure_payloads(workshop: &Workshop) -> Result<()> {
    rust::measure_rust()?;
    python::measure_python(workshop)
}
