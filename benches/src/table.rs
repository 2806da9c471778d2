//! Tables that can be read in a terminal.

use std::time::Duration;

/// Rows of text under a heading; columns are as wide as their widest text.
#[derive(Debug)]
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(columns: &[&str]) -> Self {
        let heading = columns.iter().map(|column| (*column).to_owned()).collect();
        Self {
            rows: vec![heading],
        }
    }

    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }

    /// Prints it below a title.
    pub(crate) fn print(&self, title: &str) {
        println!("\n{title}");
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or_default()
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &self.rows {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                // The first column says what, the others how much.
                line += &match column {
                    0 => format!("  {cell:<width$}"),
                    _ => format!("  {cell:>width$}"),
                };
            }
            println!("{}", line.trim_end());
        }
    }
}

/// `1.2 ms`, `34 ms`, `5.67 s`.
pub(crate) fn time(time: Duration) -> String {
    match time.as_secs_f64() * 1e3 {
        ms if ms < 10.0 => format!("{ms:.1} ms"),
        ms if ms < 1e3 => format!("{ms:.0} ms"),
        ms => format!("{:.2} s", ms / 1e3),
    }
}

/// `12 MB`.
pub(crate) fn memory(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}

/// `10.5x`, of one time to another.
pub(crate) fn ratio(time: Duration, other: Duration) -> String {
    match other.is_zero() {
        true => String::new(),
        false => format!("{:.1}x", time.as_secs_f64() / other.as_secs_f64()),
    }
}

/// Whether a goal is reached.
pub(crate) fn verdict(met: bool) -> String {
    String::from(if met { "met" } else { "not met" })
}
