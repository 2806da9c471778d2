//! What the tool says of a change, held against what was measured of it.

use std::fmt;

use tempoc::breaking::Finding;
use tempoc::breaking::finding::Level;
use tempoc::prove::{Case, Outcome, Prover, witness_case};

use crate::matrix::{Change, Effect};
use crate::measure::{Direction, Measured};

/// How far the tool and the measurements agree.
#[derive(Default)]
pub(crate) struct Verdicts {
    /// How many directions of changes were held.
    held: usize,
    /// How many directions of single payloads were held.
    held_slots: usize,
    /// Said safe, but a value is refused or becomes another one.
    unsound: Vec<String>,
    /// Said broken, but every value is read as it is.
    false_alarms: Vec<String>,
    /// Said to depend on data or order, but every value is read as it is: a pity, and no more.
    idle_warnings: Vec<String>,
    /// Said broken for a reason that two versions do not show, which the matrix names.
    beyond: usize,
    /// Said broken, but every value is read as it is: of changes by chance.
    unshown: Vec<String>,
    /// The matrix names such a reason where none is needed.
    needless: Vec<String>,
    /// How many witnesses were tried.
    witnesses: usize,
    /// A witness that is said to be refused is read, or nobody writes it.
    wrong_witnesses: Vec<String>,
    /// The rule that the matrix names has found nothing.
    silent: Vec<String>,
}

impl Verdicts {
    /// Holds the findings about a change against what was measured of it.
    pub(crate) fn hold(&mut self, change: &Change, findings: &[Finding], measured: &Measured) {
        let rules = rules(findings);
        if let Some(rule) = &change.rule
            && !rules.contains(&rule.as_str())
        {
            let name = &change.name;
            self.silent
                .push(format!("{name}: not {rule}, but {rules:?}"));
        }
        let mut went_beyond = false;
        for (direction, found, level) in [
            (
                "old -> new",
                &measured.old_to_new,
                worst(findings, |finding| finding.verdict.new_reader),
            ),
            (
                "new -> old",
                &measured.new_to_old,
                worst(findings, |finding| finding.verdict.old_reader),
            ),
        ] {
            self.held += 1;
            let text = || describe(change, direction, level, found, findings);
            let fails = fails(found);
            match level {
                Level::Safe | Level::Info if fails => self.unsound.push(text()),
                Level::Error if !fails && change.beyond.is_some() => {
                    went_beyond = true;
                    self.beyond += 1;
                }
                // By chance a value that shows it may not be among those that were tried.
                Level::Error if !fails && change.old_to_new.is_none() => {
                    self.unshown.push(text());
                }
                Level::Error if !fails => self.false_alarms.push(text()),
                Level::Warning if found.effect() == Effect::Reads => {
                    self.idle_warnings.push(text());
                }
                _ => {}
            }
        }
        if change.beyond.is_some() && !went_beyond {
            self.needless.push(change.name.clone());
        }
        for (slot, [old_to_new, new_to_old]) in &measured.slots {
            // Who reads what activities answer, and the details of errors, has a payload of its own in findings.
            if !slot.contains("workflow") {
                continue;
            }
            let here: Vec<Finding> = findings
                .iter()
                .filter(|finding| finding.slots.iter().any(|known| known.description == *slot))
                .cloned()
                .collect();
            let old_to_new_level = worst(&here, |finding| finding.verdict.new_reader);
            let new_to_old_level = worst(&here, |finding| finding.verdict.old_reader);
            for (direction, found, level) in [
                ("old -> new", old_to_new, old_to_new_level),
                ("new -> old", new_to_old, new_to_old_level),
            ] {
                self.held_slots += 1;
                if level < Level::Warning && fails(found) {
                    self.unsound
                        .push(describe(change, direction, level, found, &here));
                }
            }
        }
    }

    /// Tries the witnesses of the findings about a change.
    pub(crate) fn try_witnesses(
        &mut self,
        prover: &mut Prover<'_>,
        change: &Change,
        findings: &[Finding],
    ) {
        let case = |finding| Some((finding, witness_case(finding, change.old, change.new)?));
        let tried: Vec<(&Finding, Case)> = findings.iter().filter_map(case).collect();
        let cases: Vec<Case> = tried.iter().map(|(_, case)| case.clone()).collect();
        for ((finding, _), answers) in tried.iter().zip(prover.exchange(&cases)) {
            self.witnesses += 1;
            let Some(witness) = &finding.witness else {
                continue;
            };
            let is_refused = witness
                .payload
                .as_ref()
                .is_some_and(|payload| payload.is_refused);
            let wrong = answers.iter().find(|answer| match &answer.outcome {
                Outcome::NotWritten(_) => true,
                // Of several problems, generated code reports the first.
                Outcome::Refused { .. } => false,
                Outcome::Read { .. } | Outcome::ReadOnly { .. } => is_refused,
            });
            if answers.is_empty() || wrong.is_some() {
                self.wrong_witnesses.push(format!(
                    "{}: {}: {witness:?}, but {wrong:?}",
                    change.name,
                    finding.change.rule.info().id
                ));
            }
        }
    }

    /// Fails where the tool is wrong.
    pub(crate) fn assert_sound(&self) {
        let wrong = [
            &self.unsound,
            &self.false_alarms,
            &self.needless,
            &self.silent,
            &self.wrong_witnesses,
        ];
        assert!(
            wrong.iter().all(|wrong| wrong.is_empty()),
            "the tool and the measurements do not agree, see above"
        );
    }
}

impl fmt::Display for Verdicts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} verdicts, {} of single payloads: {} said safe that fail, {} said broken that never fail, {} warnings that nothing shows, \
             {} said broken beyond what two versions show, {} by chance that nothing shows",
            self.held,
            self.held_slots,
            self.unsound.len(),
            self.false_alarms.len(),
            self.idle_warnings.len(),
            self.beyond,
            self.unshown.len()
        )?;
        writeln!(
            f,
            "{} witnesses: {} do not show what they are said to",
            self.witnesses,
            self.wrong_witnesses.len()
        )?;
        for (what, found) in [
            ("said safe, but fails", &self.unsound),
            ("said broken, but never fails", &self.false_alarms),
            ("said to depend, but nothing shows it", &self.idle_warnings),
            ("said broken, and by chance nothing shows it", &self.unshown),
            ("has a reason that is not needed", &self.needless),
            ("is found by another rule", &self.silent),
            ("the witness does not show it", &self.wrong_witnesses),
        ] {
            for text in found {
                writeln!(f, "{what}: {text}")?;
            }
        }
        Ok(())
    }
}

fn fails(found: &Direction) -> bool {
    matches!(found.effect(), Effect::Refuses | Effect::Alters)
}

fn worst(findings: &[Finding], level: impl Fn(&Finding) -> Level) -> Level {
    findings.iter().map(level).max().unwrap_or_default()
}

fn describe(
    change: &Change,
    direction: &str,
    level: Level,
    found: &Direction,
    findings: &[Finding],
) -> String {
    let rules = rules(findings);
    format!(
        "{} {direction}: {} by {rules:?}, measured: {found}\n{}",
        change.name,
        level.name(),
        found.examples()
    )
}

fn rules(findings: &[Finding]) -> Vec<&'static str> {
    let rules = findings.iter();
    rules.map(|finding| finding.change.rule.info().id).collect()
}

#[test]
fn what_is_said_safe_and_fails_is_found() {
    use tempoc::prove::{Answer, Language, Problem};

    let answer = Answer {
        writer: Some(Language::Rust),
        reader: Language::Python,
        outcome: Outcome::Refused {
            written: Some("{}".to_owned()),
            problem: Problem {
                path: "Order.region".to_owned(),
                message: "missing, expected string".to_owned(),
            },
        },
    };
    let slot = "the input of workflow `order`";
    let mut measured = Measured::default();
    measured.old_to_new.note(slot, &answer);
    let here = measured.slots.entry(slot.to_owned()).or_default();
    here[0].note(slot, &answer);
    let change = Change::unnamed("a change".to_owned(), 0, 1);
    let mut verdicts = Verdicts::default();
    verdicts.hold(&change, &[], &measured);
    assert_eq!(verdicts.unsound.len(), 2, "{verdicts}");
    assert!(verdicts.unsound[0].contains("Order.region: missing"));
}
