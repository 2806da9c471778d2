use super::{Reader, kinds};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::shown;
use crate::source::Spanned;
use crate::yaml::{Entry, Kind, Style};

/// Reads `true` or `false`, and nothing that other YAML readers take for them.
pub(super) fn parse_boolean(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Spanned<bool>> {
    let span = entry.value.span;
    let scalar = match &entry.value.kind {
        Kind::Scalar(scalar) => scalar,
        Kind::Broken => return None,
        Kind::Empty | Kind::List(_) | Kind::Map(_) => {
            reader.push(kinds::unexpected(entry, "`true` or `false`"));
            return None;
        }
    };
    match (&*scalar.text, scalar.style) {
        ("true", Style::Plain) => return Some(Spanned::new(true, span)),
        ("false", Style::Plain) => return Some(Spanned::new(false, span)),
        _ => {}
    }
    let key = &*entry.key.text;
    let message = format!(
        "{} must be `true` or `false`, found {}",
        shown(key),
        shown(reader.text_at(span))
    );
    let diagnostic = Diagnostic::error("not-a-boolean", span, message);
    reader.push(match meant(&scalar.text) {
        Some(value) => diagnostic
            .help(format!("write `{key}: {value}`"))
            .suggest(span, value.to_string()),
        None => diagnostic.help(format!("write `{key}: true`, or delete the key")),
    });
    None
}

fn meant(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "1" => Some(true),
        "false" | "no" | "off" | "n" | "0" => Some(false),
        _ => None,
    }
}
