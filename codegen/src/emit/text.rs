//! Text of a contract, in whatever language it is printed.

use crate::model::{Deprecated, Package};

/// Control characters, those that turn the direction of text, and those that have no width.
pub(super) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
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
