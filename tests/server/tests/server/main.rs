//! A contract on a real server: its client, its worker and its stubs.
//!
//! All tests share one development server, and run side by side. Most are written once for the
//! workers of both languages, which many tests share; see [`cast`]. Those that look into a worker, or
//! need one of their own, have a task queue for it; see [`stage`].

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may end with a panic"
)]

mod activities;
mod cast;
mod children;
mod client;
mod codec;
mod context;
mod errors;
mod handle;
mod history;
mod ids;
mod kill;
mod log;
mod raw;
mod replay;
mod stage;
mod values;
mod worker;
