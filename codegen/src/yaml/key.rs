//! One key of a document, without the rest.

use granit_parser::{Event, Parser};

/// The text of a key of the mapping that the document is.
pub(super) fn find(text: &str, key: &str) -> Option<String> {
    let mut events = Parser::new_from_str(text);
    let mut depth = 0_usize;
    // Of the outermost mapping: keys and values take turns.
    let mut is_key = true;
    let mut is_found = false;
    loop {
        match events.next()?.ok()?.0 {
            // The whole document is a list.
            Event::SequenceStart(..) if depth == 0 => return None,
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if is_found || (depth == 1 && is_key) {
                    return None;
                }
                depth += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                if depth == 1 {
                    is_key = true;
                }
            }
            Event::Scalar(value, ..) if depth == 1 => {
                if is_found {
                    return Some(value.into_owned());
                }
                is_found = is_key && value == key;
                is_key = !is_key;
            }
            Event::Alias(..) | Event::UnresolvedAlias(..) if depth == 1 => return None,
            Event::DocumentEnd | Event::StreamEnd => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn only_a_text_of_the_whole_document_is_found() {
        let found = |text| find(text, "package");
        assert_eq!(
            found("tempoc: 1\npackage: acme.v1\n"),
            Some("acme.v1".to_owned())
        );
        assert_eq!(
            found("types: {package: x}\n'package': \"a\\u0062\"\n"),
            Some("ab".to_owned())
        );
        assert_eq!(
            found("a: [package, b]\nb: package\npackage: c\n"),
            Some("c".to_owned())
        );
        // What comes later is not looked at.
        assert_eq!(found("package: c\na: b\nd: e\n} ["), Some("c".to_owned()));
        for without in [
            "",
            "a: package",
            "package: [a]",
            "- package\n- a",
            "a: {package: b}",
            "} [",
            "? [a]\n: b\npackage: c",
        ] {
            assert_eq!(found(without), None, "{without}");
        }
    }
}
