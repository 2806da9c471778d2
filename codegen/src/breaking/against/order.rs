//! The order of old versions.

use super::Found;
use super::what::What;
use crate::version::Version;

/// Puts commits in the order of their versions, else of their dates, among the places that commits
/// have; everything else stays where it is.
pub(super) fn sorted(all: Vec<Found>) -> Vec<Found> {
    let is_commit: Vec<bool> = all.iter().map(|found| time_of(found).is_some()).collect();
    let (mut commits, others): (Vec<Found>, Vec<Found>) =
        all.into_iter().partition(|found| time_of(found).is_some());
    match commits
        .iter()
        .all(|found| version_in(&found.label).is_some())
    {
        true => commits.sort_by_cached_key(|found| version_in(&found.label)),
        false => commits.sort_by_key(time_of),
    }
    let (mut commits, mut others) = (commits.into_iter(), others.into_iter());
    is_commit
        .into_iter()
        .filter_map(|is_commit| match is_commit {
            true => commits.next(),
            false => others.next(),
        })
        .collect()
}

fn time_of(found: &Found) -> Option<i64> {
    match &found.what {
        What::Commit { commit, .. } => Some(commit.time),
        What::Disk(_) => None,
    }
}

/// The version that a name such as `v1.3.0`, `release-1.3` or `orders/v2` says.
fn version_in(label: &str) -> Option<Version> {
    let name = label.rsplit('/').next().unwrap_or(label);
    let start = name.find(|letter: char| letter.is_ascii_digit())?;
    let (before, number) = name.split_at(start);
    let plain = |letter: char| letter.is_ascii_alphabetic() || "-_.".contains(letter);
    if !before.chars().all(plain) {
        return None;
    }
    let short = number
        .chars()
        .all(|letter| letter.is_ascii_digit() || letter == '.');
    let padded = match number.matches('.').count() {
        // A number alone may as well be the name of a commit.
        0 if short && before.ends_with(['v', 'V']) => format!("{number}.0.0"),
        1 if short => format!("{number}.0"),
        _ => number.to_owned(),
    };
    Version::parse(&padded)
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn versions_in_names() {
        let same = |name: &str, version: &str| {
            assert!(version_in(name).is_some(), "{name}");
            assert_eq!(version_in(name), version_in(version), "{name}");
        };
        same("v1.3.0", "1.3.0");
        same("v1.3", "1.3.0");
        same("v2", "2.0.0");
        same("orders/v2.0.0-rc.1", "2.0.0-rc.1");
        same("release-1.3.2", "1.3.2");
        for name in [
            "main",
            "HEAD~3",
            "1234567",
            "1a2b3c4",
            "v1.x",
            "feature-12",
            "v1~2",
        ] {
            assert_eq!(version_in(name), None, "{name}");
        }
    }
}
