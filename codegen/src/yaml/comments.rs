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

    let mut lines = Vec::new();
    while line_start > floor {
        let line_end = line_start - 1;
        line_start = match text.get(floor..line_end)?.rfind('\n') {
            Some(at) => floor + at + 1,
            None if floor == 0 => 0,
            None => break,
        };
        let line = text.get(line_start..line_end)?;
        let comment = line.trim_start_matches(' ');
        if comment.starts_with("##") && !comment.starts_with("###") {
            // A comment of another column belongs to another element.
            if line.len() - comment.len() != column {
                break;
            }
            lines.push(comment.get(2..)?);
        } else if !comment.starts_with('#') {
            break;
        }
    }
    lines.reverse();
    let docs = lines
        .into_iter()
        .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end())
        .collect::<Vec<_>>()
        .join("\n");
    let docs = docs.trim_matches('\n');
    (!docs.is_empty()).then(|| docs.to_owned())
}

fn skip_spaces_back(bytes: &[u8], mut at: usize) -> usize {
    while at > 0 && bytes.get(at - 1) == Some(&b' ') {
        at -= 1;
    }
    at
}
