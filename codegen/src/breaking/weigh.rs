//! What a finding is worth to a project: the levels of `tempoc.toml`, and what that allows.

use super::finding::Level;
use super::review::{Excuse, Review};
use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::lint::{self, Allow, Settings};

impl Review {
    /// Sets the level of each finding, and takes out what is allowed; gives what is to be said about
    /// the settings, in the file that they were read from.
    ///
    /// What breaks replay is an error whatever the settings say, and no allowance covers it: who
    /// leaves executions stuck says so for each finding.
    pub fn apply(&mut self, settings: &Settings) -> Diagnostics {
        self.fail_on = settings.fail_on;
        let mut uses = vec![false; settings.allow.len()];
        let mut about = Diagnostics::default();
        for reviewed in &mut self.findings {
            let is_fixed = reviewed.finding.verdict.replay == Level::Error;
            if let Some(written) = settings.levels.get(reviewed.rule()) {
                let level = Level::from(*written);
                match is_fixed && level < Level::Error {
                    true => reviewed.note(
                        "level",
                        format!(
                            "`{}` in `tempoc.toml` does not hold for what breaks replay",
                            written.name()
                        ),
                    ),
                    false => reviewed.level = level,
                }
            }
            let Some(place) = reviewed.place() else {
                continue;
            };
            for (allow, is_used) in settings.allow.iter().zip(&mut uses) {
                let source = self.sources.get(place.file);
                if allow.rule != reviewed.rule() || !settings.covers(allow, &reviewed.path, source)
                {
                    continue;
                }
                *is_used = true;
                if settings.is_over(allow) {
                    about.push(over(allow));
                } else if is_fixed {
                    reviewed.note(
                        "level",
                        String::from(
                            "`tempoc.toml` allows it, which does not hold for what breaks replay",
                        ),
                    );
                } else {
                    reviewed.excuse = Some(Excuse {
                        reason: allow.reason.clone(),
                        by: None,
                        until: allow.until.clone(),
                    });
                }
            }
        }
        for (allow, is_used) in settings.allow.iter().zip(uses) {
            if !is_used && !settings.partial {
                about.push(unused(allow));
            }
        }
        self.sort();
        about
    }
}

impl From<lint::Level> for Level {
    fn from(level: lint::Level) -> Self {
        match level {
            lint::Level::Off => Level::Safe,
            lint::Level::Info => Level::Info,
            lint::Level::Warning => Level::Warning,
            lint::Level::Error => Level::Error,
        }
    }
}

fn over(allow: &Allow) -> Diagnostic {
    let until = allow.until.as_deref().unwrap_or_default();
    let message = format!(
        "`{}` was allowed until {until}, and is found again",
        allow.rule
    );
    Diagnostic::warning("expired-accept", allow.span, message)
        .note(format!("the reason was {}", shown(&allow.reason)))
        .help("mend what is found, or give a later day and say why in `reason`")
}

fn unused(allow: &Allow) -> Diagnostic {
    let message = format!(
        "`{}` is allowed here, and none of these versions gives it",
        allow.rule
    );
    // An entry does not say what it was written for: after a merge, a merge base has it and the last release has not.
    Diagnostic {
        severity: Severity::Info,
        ..Diagnostic::warning("unused-accept", allow.span, message)
    }
    .help("correct its `at` or `file`, or delete the entry once nothing is compared any more that gives it")
}
