//! "Did you mean": the known name that is nearest to one that is not known.

/// The candidate that `wrong` was most likely meant to be, if one is near enough to be worth saying.
pub(crate) fn nearest<'a>(
    wrong: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let folded = fold(wrong);
    let limit = (folded.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other = fold(candidate);
        if other.len().abs_diff(folded.len()) > limit {
            continue;
        }
        let distance = edit_distance(&folded, &other);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Letters and digits in lower case: `orderId`, `OrderID` and `order_id` are the same name to a reader.
fn fold(name: &str) -> Vec<char> {
    // A longer text is no name, and comparing it would only cost time.
    name.chars()
        .take(64)
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Fewest insertions, removals, replacements and swaps of neighbours that turn `a` into `b`.
fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let known = ["OrderInput", "OrderState", "Address"];
        assert_eq!(nearest("OrderInptu", known), Some("OrderInput"));
        assert_eq!(nearest("order_state", known), Some("OrderState"));
        assert_eq!(nearest("Adress", known), Some("Address"));
        assert_eq!(nearest("Invoice", known), None);
        assert_eq!(nearest("", known), None);
    }
}
