use super::keys::Keys;
use super::names::is_snake;
use crate::ast::Text;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::shown;
use crate::source::Span;

/// Reads `package: acme.orders.v1`.
pub(super) fn parse_package(keys: &mut Keys<'_, '_>, place: Span) -> Option<Text> {
    if keys.has("package").is_none() && keys.reader.is_whole {
        keys.report_missing("package", place);
    }
    let text = keys.text("package")?;
    if is_package(&text.value) {
        return Some(text);
    }
    let message = format!(
        "the package {} is not a lower-case dotted name that ends in a version",
        shown(&text.value)
    );
    let diagnostic = Diagnostic::error("package-name", text.span, message);
    keys.reader.push(match mend(&text.value) {
        Some(mended) => diagnostic
            .help(format!("write `package: {mended}`"))
            .suggest(text.span, mended),
        None => diagnostic
            .help("write `package: acme.orders.v1`; each part begins with a letter from a to z"),
    });
    // The name still serves to find other problems; the error stops the compilation.
    Some(text)
}

fn is_package(text: &str) -> bool {
    let Some((names, version)) = text.rsplit_once('.') else {
        return false;
    };
    let number = version.strip_prefix('v').unwrap_or_default();
    names.split('.').all(is_snake)
        && !number.starts_with('0')
        && !number.is_empty()
        && number.len() <= 9
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn mend(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase().replace(['-', '/', ' '], "_");
    let is_version = |part: &str| {
        let number = part.strip_prefix('v');
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let names = match lower.rsplit_once('.') {
        Some((names, part)) if is_version(part) => names,
        _ => lower.as_str(),
    };
    let with_version = format!("{names}.v1");
    [lower, with_version]
        .into_iter()
        .find(|text| is_package(text))
}
