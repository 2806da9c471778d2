//! Characters that a terminal would act on rather than show.

/// A sentence with every character that a terminal would act on shown by its code point,
/// line breaks and tabs included.
pub fn escape_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_deceptive(character) => push_code_point(&mut out, character),
            _ => out.push(character),
        }
    }
    out
}

/// Lines of a source as they may be shown, and where each place of them has gone.
pub(super) struct ShownSource {
    /// The lines; tabs and line breaks are as they were.
    pub(super) text: String,
    /// For each character that is shown longer or shorter: its end in the source, and in `text`.
    shifts: Vec<(usize, usize)>,
}

impl ShownSource {
    /// Shows some whole lines.
    pub(super) fn new(lines: &str) -> Self {
        let mut text = String::with_capacity(lines.len());
        let mut shifts = Vec::new();
        let mut characters = lines.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let line_break = matches!(characters.peek(), Some((_, '\n')));
            match character {
                // The renderer would show the first half of a Windows line break.
                '\r' if line_break => {}
                '\n' | '\t' => text.push(character),
                _ if is_deceptive(character) => push_code_point(&mut text, character),
                _ => {
                    text.push(character);
                    continue;
                }
            }
            shifts.push((at + character.len_utf8(), text.len()));
        }
        Self { text, shifts }
    }

    /// Where a byte of the lines is in [`ShownSource::text`].
    pub(super) fn position(&self, at: usize) -> usize {
        let before = self.shifts.partition_point(|(end, _)| *end <= at);
        let (end, shown) = match before {
            0 => (0, 0),
            _ => self.shifts[before - 1],
        };
        (shown + (at - end)).min(self.text.len())
    }
}

/// Whether a terminal or an editor would do something else with a character than show it.
///
/// The two that join letters or part them are shown, as some languages and many pictures are written with them.
pub(crate) fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{061c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn push_code_point(out: &mut String, character: char) {
    out.push_str(&format!("\\u{{{:x}}}", u32::from(character)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_keeps_letters_of_every_language() {
        assert_eq!(escape_text("größe 日本 🎉 `a`"), "größe 日本 🎉 `a`");
    }

    #[test]
    fn a_sentence_shows_what_a_terminal_would_act_on() {
        assert_eq!(
            escape_text("a\u{1b}[31m\u{202e}b\n\t\u{7f}\u{9b}\u{0}\u{ad}\u{206a}"),
            "a\\u{1b}[31m\\u{202e}b\\n\\t\\u{7f}\\u{9b}\\u{0}\\u{ad}\\u{206a}"
        );
    }

    #[test]
    fn places_after_a_shown_character_move_with_it() {
        let lines = "ab\u{202e}cd\r\nef";
        let shown = ShownSource::new(lines);
        assert_eq!(shown.text, "ab\\u{202e}cd\nef");
        let follow = |piece: &str| {
            let start = lines.find(piece).map_or(0, |at| shown.position(at));
            &shown.text[start..start + piece.len()]
        };
        assert_eq!(follow("ab"), "ab");
        assert_eq!(follow("cd"), "cd");
        assert_eq!(follow("ef"), "ef");
        assert_eq!(shown.position(lines.len()), shown.text.len());
    }
}
