//! Words out of a fixed list, such as `id_reuse: reject_duplicate`.

use crate::ast;
use crate::diagnostic::shown::{listed, shown};
use crate::diagnostic::similar::nearest;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The meaning of a word; an unknown one is reported with all that are known.
pub(super) fn resolve_policy<T: Copy>(
    text: Option<&ast::Text>,
    key: &str,
    words: &[(&'static str, T)],
    out: &mut Diagnostics,
) -> Option<T> {
    let text = text?;
    if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text.value) {
        return Some(*meaning);
    }
    let list = format!(
        "write one of {}",
        listed(words.iter().map(|(word, _)| *word))
    );
    let mut diagnostic = Diagnostic::error(
        "unknown-choice",
        text.span,
        format!("{} is not a value of `{key}`", shown(&text.value)),
    );
    if let Some(near) = nearest(&text.value, words.iter().map(|(word, _)| *word)) {
        diagnostic = diagnostic
            .help(format!("did you mean `{near}`? otherwise {list}"))
            .suggest(text.span, near);
    } else {
        diagnostic = diagnostic.help(list);
    }
    out.push(diagnostic);
    None
}
