//! Name, documentation, `since:` and `deprecated:`, which every element has.

use std::sync::Arc;

use super::keys::{Keys, Shape};
use super::names::{NameRule, check_name};
use super::{Reader, kinds};
use crate::ast::{Deprecated, Meta};
use crate::source::Spanned;
use crate::yaml::{Key, Kind, Style};

/// The meta of an element in short form: its name and the `##` lines above it.
pub(super) fn parse_bare_meta(
    reader: &mut Reader<'_>,
    key: &Key<'_>,
    docs: Option<&Arc<str>>,
    rule: NameRule,
) -> Meta {
    check_name(reader, key, rule);
    let name = match rule {
        NameRule::Field => key.text.strip_suffix('?').unwrap_or(&key.text),
        NameRule::Type | NameRule::Snake | NameRule::Free => &*key.text,
    };
    Meta {
        name: Spanned::new(name.to_owned(), key.span),
        docs: docs.cloned(),
        since: None,
        deprecated: None,
    }
}

const DEPRECATED: Shape = Shape {
    what: "`deprecated`",
    sample: "deprecated: {since: 1.4.0, message: use promotions}",
};

/// `deprecated: {since: 1.4.0, message: use promotions}` or `deprecated: use promotions`
pub(super) fn parse_deprecated(keys: &mut Keys<'_, '_>) -> Option<Deprecated> {
    let entry = keys.take("deprecated")?;
    let span = entry.value.span;
    match &entry.value.kind {
        Kind::Scalar(scalar)
            if scalar.style == Style::Plain && matches!(&*scalar.text, "true" | "false") =>
        {
            keys.reader.push(
                kinds::wrong_kind(
                    span,
                    format!(
                        "`deprecated` must say what to use instead, found `{}`",
                        scalar.text
                    ),
                )
                .help("write `deprecated: use promotions`, or delete the key"),
            );
            None
        }
        Kind::Scalar(scalar) => Some(Deprecated {
            span,
            since: None,
            message: Some(Spanned::new(scalar.text.to_string(), span)),
            remove_in: None,
        }),
        Kind::Empty | Kind::List(_) | Kind::Map(_) | Kind::Broken => {
            let mut keys = Keys::of(keys.reader, entry, DEPRECATED)?;
            let deprecated = Deprecated {
                span,
                since: keys.version("since"),
                message: keys.text("message"),
                remove_in: keys.version("remove_in"),
            };
            keys.finish();
            Some(deprecated)
        }
    }
}
