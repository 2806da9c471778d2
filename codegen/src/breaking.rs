//! What a change of a contract breaks: old versions and the present one in, findings out.
//!
//! [`against::open`] finds old versions; [`review()`](review::review) holds the present one against each of them.
//!
//! [`compare()`] walks both models and gives a [`Change`] for everything that differs; a change says what is another now,
//! and nothing about how bad that is.
//! [`severity::assess`] is the one place that judges: from the change, from where it is read and written ([`slots`]),
//! and from what each side does with what it does not know.
//! [`rules::RULES`] has for every kind of change what is said about it and how it is mended.

pub mod accepted;
pub mod against;
mod bump;
pub mod change;
pub mod compare;
pub mod finding;
mod judge;
mod mender;
mod old_version;
pub mod order;
#[cfg(feature = "cli")]
pub mod proof;
mod report;
pub mod review;
pub mod rules;
pub mod saved;
pub mod settings;
mod settle;
pub mod severity;
pub mod slots;
pub mod trial;
mod version;
mod weigh;
mod window;
mod witness;
mod wording;

pub use change::Change;
pub use compare::compare;
pub use finding::Finding;
pub use judge::{findings, judge};
pub use review::{Review, Reviewed};
pub use settings::Settings;
pub use slots::Assumptions;
pub use version::{PRESENT, Version};
