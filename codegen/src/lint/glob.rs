//! Patterns of paths.

/// Whether a path of parts between `/` fits a pattern.
///
/// `*` stands for any characters of a part, `?` for one, and the part `**` for any parts, also none.
pub(super) fn fits(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    fits_all(
        &pattern,
        &path,
        |part| *part == "**",
        |part, text| {
            let part: Vec<char> = part.chars().collect();
            let text: Vec<char> = text.chars().collect();
            fits_all(&part, &text, |c| *c == '*', |c, d| *c == '?' || c == d)
        },
    )
}

/// Walks on as far as it can, and goes back to the last wildcard at most: never more steps than
/// the pattern is long times the text.
fn fits_all<T>(
    pattern: &[T],
    text: &[T],
    is_wildcard: impl Fn(&T) -> bool,
    fits_one: impl Fn(&T, &T) -> bool,
) -> bool {
    let (mut at, mut next) = (0, 0);
    let mut wildcard = None;
    while at < text.len() {
        match pattern.get(next) {
            Some(part) if is_wildcard(part) => {
                wildcard = Some((next, at));
                next += 1;
            }
            Some(part) if fits_one(part, &text[at]) => {
                next += 1;
                at += 1;
            }
            _ => {
                let Some((position, from)) = wildcard else {
                    return false;
                };
                wildcard = Some((position, from + 1));
                next = position + 1;
                at = from + 1;
            }
        }
    }
    pattern[next..].iter().all(is_wildcard)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_and_paths() {
        for (pattern, path, expected) in [
            ("acme.v1/Order", "acme.v1/Order", true),
            ("acme.v1/Order", "acme.v1/Order/note", false),
            ("acme.v1/Order", "acme.v1/Orders", false),
            ("acme.v1/*", "acme.v1/Order", true),
            ("acme.v1/*", "acme.v1/Order/note", false),
            ("acme.v1/*/note", "acme.v1/Order/note", true),
            ("acme.*/O*r", "acme.v1/Order", true),
            ("acme.v?/Order", "acme.v1/Order", true),
            ("acme.v?/Order", "acme.v12/Order", false),
            ("acme.v1/**", "acme.v1/Order/note", true),
            ("acme.v1/**", "acme.v1", true),
            ("acme.v1/**", "acme.v2/Order", false),
            ("**", "acme.v1/Order/note", true),
            ("**/note", "acme.v1/Order/note", true),
            ("**/note", "note", true),
            ("**/Order/**/a*b*", "x/Order/Order/q/axbb", true),
            ("**/Order/**/a*b*", "x/Order/Order/q/xaxbb", false),
            ("", "", true),
            ("*", "", true),
            ("é*", "éa", true),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn many_wildcards_take_no_time() {
        let text = "a".repeat(5_000);
        assert!(!fits(&format!("{}b", "*a".repeat(50)), &text));
        let path = "a/".repeat(5_000);
        assert!(!fits(&format!("{}b", "**/a/".repeat(50)), &path));
    }
}
