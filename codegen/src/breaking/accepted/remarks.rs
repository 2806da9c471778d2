//! What is said of entries: that they are done, over, too narrow, or wrong.

use super::{Accept, Until};
use crate::breaking::review::{OldVersion, Reviewed};
use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Severity};
use crate::version::Version;

impl Accept {
    /// What is said of an entry whose finding is not found.
    ///
    /// Where its own old version was compared, the finding is mended. Where it was not, the change may be part of what
    /// was: after a merge, a merge base has it and the last release has not, so only all releases together say that
    /// an entry is done.
    pub(super) fn unused(&self, compared: &[OldVersion], tags: bool) -> Option<Diagnostic> {
        let rule = self.rule;
        let against = self.against.as_deref();
        if against.is_none_or(|against| compared.iter().any(|old| old.is_named(against))) {
            let message = format!("`{rule}` is accepted here, and is not found");
            let found = Diagnostic::warning("unused-accept", self.span, message);
            return Some(
                found
                    .note("what was accepted is mended")
                    .help("delete the entry"),
            );
        }
        let against = shown(against?);
        tags.then(|| {
            let message = format!("`{rule}` is accepted here, and none of these versions gives it");
            Diagnostic {
                severity: Severity::Info,
                ..Diagnostic::warning("unused-accept", self.span, message)
            }
            .note(format!(
                "it was accepted against {against}, which is not one of them"
            ))
            .help("delete the entry once nothing is compared any more that gives it")
        })
    }

    pub(super) fn until_text(&self) -> &str {
        self.until.as_ref().map_or("", Until::text)
    }
}

pub(super) fn over(entry: &Accept, version: Option<&str>) -> Diagnostic {
    let until = entry.until_text();
    let is_lost = matches!(entry.until, Some(Until::Version(_)))
        && version.and_then(Version::parse).is_none();
    let (message, help) = match is_lost {
        false => (
            format!(
                "`{}` was accepted until {until}, and is found again",
                entry.rule
            ),
            "mend what is found, or accept it again with a later `--until`",
        ),
        true => (
            format!(
                "`{}` is accepted until version {until}, and no `version:` of its package says whether that has come",
                entry.rule
            ),
            "give the package its `version:` again, or accept it with a day, such as `--until 2027-01-01`",
        ),
    };
    Diagnostic::warning("expired-accept", entry.span, message)
        .note(format!("the reason was {}", shown(&entry.reason)))
        .help(help)
}

pub(super) fn exceeded(entry: &Accept, worse: &str) -> Diagnostic {
    let message = format!("`{}` is worse than was accepted, with {worse}", entry.rule);
    Diagnostic::warning("exceeded-accept", entry.span, message)
        .note(format!("the reason was {}", shown(&entry.reason)))
        .help(format!(
            "mend what is found, or see whether the reason still holds and accept it again with `tempoc breaking accept {}`",
            entry.fingerprint
        ))
}

pub(super) fn without_levels(entry: &Accept) -> Diagnostic {
    let message = format!(
        "the entry of `{}` does not say what it accepts: it has no `levels`",
        entry.rule
    );
    Diagnostic::warning("wrong-accept", entry.span, message)
        .note("the same change can come to be worse, so an entry without levels accepts nothing")
        .help(format!(
            "write them with `tempoc breaking accept {} --reason \"...\"`",
            entry.fingerprint
        ))
}

pub(super) fn wrong(entry: &Accept, found: &Reviewed) -> Diagnostic {
    let message = format!(
        "this is the fingerprint of `{}` at `{}`, and the entry says `{}` at `{}`",
        found.rule(),
        found.path,
        entry.rule,
        entry.at
    );
    Diagnostic::warning("wrong-accept", entry.span, message)
        .note("what people read in the entry is not what it would accept, so it accepts nothing")
        .help("delete the entry, and write it with `tempoc breaking accept`")
}
