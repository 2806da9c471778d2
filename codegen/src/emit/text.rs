//! Text of a contract, in whatever language it is printed.

use crate::model::{Deprecated, Package};
use crate::render::is_deceptive;

/// Control characters, those that turn the direction of text, and those that have no width.
pub(super) fn is_hidden(character: char) -> bool {
    is_deceptive(character) || matches!(character, '\u{200c}' | '\u{200d}')
}

/// The sentence about a deprecation.
pub(super) fn deprecation(deprecated: &Deprecated) -> String {
    let mut text = "Deprecated".to_owned();
    if let Some(since) = &deprecated.since {
        text.push_str(&format!(" since {since}"));
    }
    if let Some(remove_in) = &deprecated.remove_in {
        text.push_str(&format!(", to be removed in {remove_in}"));
    }
    if let Some(message) = &deprecated.message {
        text.push_str(&format!(": {message}"));
    }
    text
}

/// What is said about a package.
pub(super) fn about_package(package: &Package) -> String {
    let mut about = format!("The contract `{}`", package.name);
    if let Some(version) = &package.version {
        about.push_str(&format!(", version {version}"));
    }
    about.push('.');
    if let Some(docs) = &package.docs {
        about.push_str(&format!("\n\n{docs}"));
    }
    about
}
