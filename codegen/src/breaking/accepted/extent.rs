//! How bad a finding is, and where: what an entry says was accepted, and what it is held against.
//!
//! The same change is worse where more takes its type, so a fingerprint alone does not say what somebody has agreed to.

use std::collections::BTreeMap;

use crate::breaking::finding::{Finding, Level, Verdict};
use crate::breaking::wording::several;

/// How bad a finding is all in all, and in each payload and call where it may fail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// All in all.
    pub levels: Verdict,
    /// In each payload and call, by what findings call it; those where nothing fails are not in it.
    pub places: BTreeMap<String, Verdict>,
}

impl Extent {
    /// That of a finding.
    pub fn of(finding: &Finding) -> Self {
        let mut places: BTreeMap<String, Verdict> = BTreeMap::new();
        for slot in &finding.slots {
            let verdict = finding.verdict_in(slot);
            if verdict.between_versions() > Level::Info {
                // Another package may have a definition of the same name.
                let place = match &slot.package {
                    Some(package) if *package != finding.change.package => {
                        format!("{} (`{package}`)", slot.description)
                    }
                    _ => slot.description.clone(),
                };
                let known = places.entry(place).or_default();
                *known = known.or(Verdict {
                    // Code sees a change once, wherever it is.
                    source: Level::Safe,
                    behaviour: Level::Safe,
                    ..verdict
                });
            }
        }
        Self {
            levels: finding.verdict,
            places,
        }
    }

    /// All that is in either.
    pub fn or(&self, other: &Self) -> Self {
        let mut places = self.places.clone();
        for (place, verdict) in &other.places {
            let known = places.entry(place.clone()).or_default();
            *known = known.or(*verdict);
        }
        Self {
            levels: self.levels.or(other.levels),
            places,
        }
    }

    /// What is worse than was accepted, in words; nothing where all of it was.
    pub fn beyond(&self, accepted: &Self) -> Option<String> {
        let mut worse = Vec::new();
        let mut told = Verdict::default();
        for (place, verdict) in &self.places {
            let known = accepted.places.get(place).copied().unwrap_or_default();
            let here = beyond(*verdict, known);
            if let Some(text) = levels_text(here) {
                worse.push(format!("{text} in {place}"));
                told = told.or(here);
            }
        }
        // What a place shows is not said once more of all of it.
        let of_all = beyond(beyond(self.levels, accepted.levels), told);
        worse.extend(levels_text(of_all));
        (!worse.is_empty()).then(|| several(worse))
    }

    /// `the input of signal `turn` of workflow `w`: replay error, new readers error`
    pub(super) fn place_texts(&self) -> Vec<String> {
        let places = self.places.iter();
        places
            .filter_map(|(place, verdict)| Some(format!("{place}: {}", levels_text(*verdict)?)))
            .collect()
    }
}

/// A place, as [`Extent::place_texts`] writes it.
pub(crate) fn parse_place(text: &str) -> Option<(String, Verdict)> {
    let (place, levels) = text.rsplit_once(": ")?;
    Some((place.to_owned(), parse_levels(levels)?))
}

/// `replay error, new readers error`: each respect that is not safe; nothing where all are.
pub fn levels_text(verdict: Verdict) -> Option<String> {
    let respects = verdict.respects().into_iter();
    let respects = respects.filter(|(_, level)| *level > Level::Safe);
    let texts = respects.map(|(respect, level)| format!("{respect} {}", level.name()));
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// The same, read; nothing where it is something else.
pub(crate) fn parse_levels(text: &str) -> Option<Verdict> {
    let mut verdict = Verdict::default();
    for part in text.split(',') {
        let (respect, level) = part.trim().rsplit_once(' ')?;
        let levels = [Level::Info, Level::Warning, Level::Error];
        let level = levels.into_iter().find(|known| known.name() == level)?;
        let axis = match respect {
            "replay" => &mut verdict.replay,
            "old readers" => &mut verdict.old_reader,
            "new readers" => &mut verdict.new_reader,
            "source" => &mut verdict.source,
            "behaviour" => &mut verdict.behaviour,
            _ => return None,
        };
        *axis = level;
    }
    Some(verdict)
}

/// Of the first, what is worse than in the second.
fn beyond(now: Verdict, accepted: Verdict) -> Verdict {
    let worse = |now: Level, accepted: Level| match now > accepted {
        true => now,
        false => Level::Safe,
    };
    Verdict {
        replay: worse(now.replay, accepted.replay),
        old_reader: worse(now.old_reader, accepted.old_reader),
        new_reader: worse(now.new_reader, accepted.new_reader),
        source: worse(now.source, accepted.source),
        behaviour: worse(now.behaviour, accepted.behaviour),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_as_they_are_written() {
        let verdict = Verdict {
            replay: Level::Error,
            old_reader: Level::Info,
            new_reader: Level::Warning,
            source: Level::Error,
            behaviour: Level::Warning,
        };
        let text = levels_text(verdict).unwrap();
        assert_eq!(
            text,
            "replay error, old readers info, new readers warning, source error, behaviour warning"
        );
        assert_eq!(parse_levels(&text), Some(verdict));
        assert_eq!(levels_text(Verdict::default()), None);
        for wrong in ["", "replay", "replay bad", "readers error", "replay error;"] {
            assert_eq!(parse_levels(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_was_not_accepted_is_said() {
        let error = |of: &str| parse_levels(of).unwrap();
        let extent = |levels: &str, places: &[(&str, &str)]| Extent {
            levels: error(levels),
            places: places
                .iter()
                .map(|(place, levels)| ((*place).to_owned(), error(levels)))
                .collect(),
        };
        let accepted = extent(
            "replay error, new readers error",
            &[("a", "new readers error"), ("b", "replay error")],
        );
        assert_eq!(accepted.beyond(&accepted), None);
        let less = extent("replay error", &[("b", "replay warning")]);
        assert_eq!(less.beyond(&accepted), None);
        // No axis is worse all in all, and still another place breaks now, or one of them in another way.
        let elsewhere = extent("replay error", &[("c", "replay error")]);
        assert_eq!(elsewhere.beyond(&accepted).unwrap(), "replay error in c");
        let otherwise = extent("replay error", &[("a", "replay error")]);
        assert_eq!(otherwise.beyond(&accepted).unwrap(), "replay error in a");
        assert_eq!(otherwise.beyond(&accepted.or(&otherwise)), None);
    }
}
