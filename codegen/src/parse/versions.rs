//! The version of the language and versions of contracts.

use super::Reader;
use super::keys::Keys;
use super::snippet::parse_text;
use crate::ast::Text;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::shown;
use crate::source::Span;

/// Reads `tempoc: 1`; false where the rest would be read in the wrong language.
pub(super) fn parse_language_version(keys: &mut Keys<'_, '_>, place: Span) -> bool {
    let Some(entry) = keys.take("tempoc") else {
        if keys.reader.is_whole {
            keys.reader.push(no_language_version(place));
        }
        return true;
    };
    let Some(text) = parse_text(keys.reader, entry) else {
        return true;
    };
    if text.value == "1" {
        return true;
    }
    keys.reader.push(
        Diagnostic::error(
            "language-version",
            text.span,
            format!("the language version {} is not known", shown(&text.value)),
        )
        .help("write `tempoc: 1`; a newer version needs a newer tempoc. The contract's own version is the key `version`")
        .suggest(text.span, "1"),
    );
    // A number of the future means a language of the future; anything else is a slip.
    text.value.parse::<u64>().is_err()
}

/// Says that `tempoc: 1` is missing.
pub(super) fn no_language_version(place: Span) -> Diagnostic {
    let start = Span {
        end: place.start,
        ..place
    };
    Diagnostic::error(
        "language-version",
        place,
        "the file does not say in which version of the language it is written",
    )
    .help("add `tempoc: 1` as the first line")
    .suggest(start, "tempoc: 1\n")
}

/// Reports text that is not a semantic version.
pub(super) fn check_version(reader: &mut Reader<'_>, key: &str, text: &Text) -> bool {
    if is_semantic_version(&text.value) {
        return true;
    }
    let message = format!(
        "`{key}` must be a semantic version, found {}",
        shown(&text.value)
    );
    let diagnostic = Diagnostic::error("version-syntax", text.span, message);
    reader.push(match mend(&text.value) {
        Some(mended) => diagnostic
            .help(format!("write `{key}: {mended}`"))
            .suggest(text.span, mended),
        None => diagnostic.help(format!("write three numbers, as in `{key}: 1.4.0`")),
    });
    false
}

fn is_semantic_version(text: &str) -> bool {
    let (text, build) = text
        .split_once('+')
        .map_or((text, None), |(text, build)| (text, Some(build)));
    let (core, pre) = text
        .split_once('-')
        .map_or((text, None), |(core, pre)| (core, Some(pre)));
    let numbers: Vec<&str> = core.split('.').collect();
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    numbers.len() == 3
        && numbers.iter().all(|number| is_number(number))
        && pre.is_none_or(|pre| {
            pre.split('.')
                .all(|part| is_part(part) && (!is_numeric(part) || is_number(part)))
        })
        && build.is_none_or(|build| build.split('.').all(is_part))
}

fn is_number(text: &str) -> bool {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && (text == "0" || !text.starts_with('0')) && text.parse::<u64>().is_ok()
}

/// `v1.2` -> `1.2.0`
fn mend(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches(['v', 'V', '=']);
    let missing = 2usize.checked_sub(text.matches('.').count())?;
    Some(format!("{text}{}", ".0".repeat(missing))).filter(|text| is_semantic_version(text))
}

#[cfg(test)]
mod tests {
    use super::{is_semantic_version, mend};

    #[test]
    fn semantic_versions_are_told_from_others() {
        for fine in [
            "1.4.0",
            "0.0.0",
            "1.0.0-rc.1",
            "1.0.0+build.01",
            "1.0.0-a-b+c",
        ] {
            assert!(is_semantic_version(fine), "{fine}");
        }
        for wrong in [
            "1",
            "1.4",
            "1.04.0",
            "1.4.0-",
            "1.4.0-01",
            "v1.4.0",
            "1.4.0.0",
            "1.4.99999999999999999999",
            "",
        ] {
            assert!(!is_semantic_version(wrong), "{wrong}");
        }
        assert_eq!(mend("v1.4").as_deref(), Some("1.4.0"));
        assert_eq!(mend("one"), None);
    }
}
