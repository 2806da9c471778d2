//! Lays out lines that are too long, as the formatter of the printed language would have done.
//!
//! A template breaks no line for its length; it marks where a line may be broken.
//! What the marks mean is said in the file of each language.
//! The contract's own text never holds a mark: see [`escape`].

mod python;
mod rust;

/// Whose lines are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// As rustfmt does.
    Rust,
    /// As `ruff format` does.
    Python,
}

/// Breaks every line that is too long at its marks, and takes all marks out.
pub(crate) fn fold_lines(text: &str, style: Style) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        match style {
            Style::Rust => rust::fold_line_of(line, &mut out),
            Style::Python => python::fold_line(line, &mut out),
        }
    }
    out
}

/// Whether a character is a mark of any language.
pub(crate) fn is_mark(character: char) -> bool {
    matches!(
        character,
        '‹' | '›' | '«' | '»' | '⟨' | '⟩' | '⟦' | '⟧' | '¦'
    )
}

/// How wide a text is without its marks.
pub(crate) fn width(text: &str) -> usize {
    rust::width(text)
}

/// Takes marks out of text that comes from a contract.
pub(crate) fn escape(text: &str) -> String {
    let escape = |character| match character {
        '‹' | '«' | '⟨' | '⟦' => '<',
        '›' | '»' | '⟩' | '⟧' => '>',
        '¦' => '|',
        other => other,
    };
    text.chars().map(escape).collect()
}
