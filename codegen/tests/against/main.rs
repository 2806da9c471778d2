//! Old versions of a contract: from commits of real repositories, folders, files and what
//! `tempoc save` wrote, and the sentences for all that cannot be read.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod commits;
mod disk;
#[path = "../sandbox/git.rs"]
mod git;
mod history;
mod repository;
mod saved;
mod surroundings;
