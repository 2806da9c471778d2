//! What the lines near an error tell about its cause.

/// The first tab in the white space that begins the line of `at`.
pub(super) fn tab_in_indentation(text: &str, at: usize) -> Option<usize> {
    let line_start = line_start(text, at);
    let line = text.get(line_start..)?;
    let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
    line.get(..blank)?.find('\t').map(|tab| line_start + tab)
}

/// The first quote after a place, outside of comments.
pub(super) fn opening_quote(text: &str, floor: usize) -> Option<usize> {
    let mut in_comment = false;
    let mut before = ' ';
    for (at, character) in text.get(floor..)?.char_indices() {
        match character {
            '\n' => in_comment = false,
            '#' if before.is_whitespace() => in_comment = true,
            '"' | '\'' if !in_comment => return Some(floor + at),
            _ => {}
        }
        before = character;
    }
    None
}

/// Whether the default of a short form stands before a place on its line.
pub(super) fn follows_equals(text: &str, at: usize) -> bool {
    let before = text.get(line_start(text, at)..at);
    before.is_some_and(|before| before.contains(" = "))
}

/// Where the space is missing in `key:value`, on the line of a place or on the one above it.
pub(super) fn colon_without_space(text: &str, at: usize) -> Option<usize> {
    let line = line_start(text, at);
    let above = line_start(text, line.saturating_sub(1));
    [line, above].into_iter().find_map(|start| {
        let line = text.get(start..)?.lines().next()?;
        let blank = line.len() - line.trim_start_matches([' ', '-']).len();
        let colon = line.find(':')?;
        let key = line.get(blank..colon)?;
        let is_key = !key.is_empty()
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'?'));
        let follows = line.get(colon + 1..)?.chars().next()?;
        (is_key && !matches!(follows, ' ' | '/' | ':')).then_some(start + colon + 1)
    })
}

/// Whether a value in brackets ends on the same line before a place.
pub(super) fn follows_bracket(text: &str, at: usize) -> bool {
    let before = text.get(line_start(text, at)..at).unwrap_or_default();
    before.trim_end().ends_with(['}', ']'])
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |newline| newline + 1)
}
