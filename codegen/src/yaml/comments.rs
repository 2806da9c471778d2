//! `##` lines, the documentation of the element below them.

/// The text of the `##` lines directly above the key or list item that begins at `start`.
///
/// `floor` is where the last scalar before it ends: no comment can begin earlier, so that a `##`
/// inside a quoted text of several lines is never taken for one.
pub(super) fn docs_above(text: &str, floor: usize, start: usize, is_item: bool) -> Option<String> {
    let bytes = text.as_bytes();
    let mut element = start;
    let mut line_start = skip_spaces_back(bytes, start);
    if is_item && line_start > 0 && bytes.get(line_start - 1) == Some(&b'-') {
        element = line_start - 1;
        line_start = skip_spaces_back(bytes, element);
    }
    if line_start > 0 && bytes.get(line_start - 1) != Some(&b'\n') {
        return None;
    }
    let column = element - line_start;

    let end = line_start;
    let mut has_docs = false;
    while line_start > floor {
        let line_end = line_start - 1;
        let above = match text.get(floor..line_end)?.rfind('\n') {
            Some(at) => floor + at + 1,
            None if floor == 0 => 0,
            None => break,
        };
        let line = text.get(above..line_end)?;
        if let Some((indentation, _)) = split_docs(line) {
            // A comment of another column belongs to another element.
            if indentation != column {
                break;
            }
            has_docs = true;
        } else if !line.trim_start_matches(' ').starts_with('#') {
            break;
        }
        line_start = above;
    }
    if !has_docs {
        return None;
    }
    let mut docs = String::with_capacity(end - line_start);
    for (_, line) in text.get(line_start..end)?.lines().filter_map(split_docs) {
        if !docs.is_empty() {
            docs.push('\n');
        }
        docs.push_str(line.strip_prefix(' ').unwrap_or(line).trim_end());
    }
    docs.truncate(docs.trim_end().len());
    (!docs.is_empty()).then_some(docs)
}

/// The indentation of a `##` line and what follows the `##`; a line of more `#` is only a rule.
fn split_docs(line: &str) -> Option<(usize, &str)> {
    let comment = line.trim_start_matches(' ');
    let docs = comment
        .strip_prefix("##")
        .filter(|docs| !docs.starts_with('#'))?;
    Some((line.len() - comment.len(), docs))
}

fn skip_spaces_back(bytes: &[u8], mut at: usize) -> usize {
    while at > 0 && bytes.get(at - 1) == Some(&b' ') {
        at -= 1;
    }
    at
}
