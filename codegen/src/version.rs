//! Semantic versions: `1.4.0`, `2.0.0-rc.1`.

use std::cmp::Ordering;

/// A semantic version, ordered as semver.org says; build metadata does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    numbers: [u64; 3],
    pre_release: Vec<Identifier>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Identifier {
    Number(u64),
    Text(String),
}

impl Version {
    /// The version that a text says, if it says one in full.
    pub(crate) fn parse(text: &str) -> Option<Version> {
        let (rest, build) = match text.split_once('+') {
            Some((rest, build)) => (rest, Some(build)),
            None => (text, None),
        };
        let (core, pre_release) = match rest.split_once('-') {
            Some((core, pre_release)) => (core, Some(pre_release)),
            None => (rest, None),
        };
        if build.is_some_and(|build| !build.split('.').all(is_identifier)) {
            return None;
        }
        let mut parts = core.split('.');
        let mut number = || parts.next().and_then(parse_number);
        let numbers = [number()?, number()?, number()?];
        if parts.next().is_some() {
            return None;
        }
        let pre_release = pre_release
            .map(|text| text.split('.').map(parse_identifier).collect())
            .unwrap_or(Some(Vec::new()))?;
        Some(Version {
            numbers,
            pre_release,
        })
    }
}

impl Version {
    /// Its three numbers, without what makes it a pre-release.
    pub(crate) fn numbers(&self) -> [u64; 3] {
        self.numbers
    }

    /// Whether it comes before the release of its numbers.
    pub(crate) fn is_pre_release(&self) -> bool {
        !self.pre_release.is_empty()
    }

    /// Whether it promises anything: not before 1.0.0, and not in a pre-release.
    pub(crate) fn is_stable(&self) -> bool {
        self.numbers[0] > 0 && self.pre_release.is_empty()
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        let releases = |version: &Version| version.pre_release.is_empty();
        self.numbers
            .cmp(&other.numbers)
            .then(releases(self).cmp(&releases(other)))
            .then(self.pre_release.cmp(&other.pre_release))
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn parse_number(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|digit| digit.is_ascii_digit());
    if plain && (text == "0" || !text.starts_with('0')) {
        text.parse().ok()
    } else {
        None
    }
}

fn is_identifier(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !text.is_empty() && text.bytes().all(plain)
}

fn parse_identifier(text: &str) -> Option<Identifier> {
    if !is_identifier(text) {
        return None;
    }
    if text.bytes().all(|digit| digit.is_ascii_digit()) {
        return parse_number(text).map(Identifier::Number);
    }
    Some(Identifier::Text(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_in_their_order() {
        let ordered = [
            "0.9.0",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0",
            "1.4.0",
            "1.10.0",
            "2.0.0",
        ];
        for pair in ordered.windows(2) {
            assert!(
                Version::parse(pair[0]) < Version::parse(pair[1]),
                "{pair:?}"
            );
        }
        assert_eq!(Version::parse("1.0.0+build.7"), Version::parse("1.0.0"));
    }

    #[test]
    fn what_is_no_version() {
        for text in [
            "", "1", "1.4", "1.4.0.0", "v1.4.0", "01.4.0", "1.4.0-", "1.4.0+", "1.4.x",
        ] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }
}
