//! Model to text: a view per emitted item, and a template that prints it.
//!
//! Every decision is made in the files below, for each language by its own; a template gets final text.
//! What is printed depends on nothing but the model, the options and the version of this crate.

pub mod python;
pub mod rust;

pub(crate) mod json;
mod queues;
mod templates;
mod text;

pub use templates::TemplateError;

/// The files of a language: each path in the output folder with its text.
pub type Emitted = Vec<(String, String)>;
