//! A finding as a diagnostic, with what else is said of it.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::template::fill;
use crate::breaking::change::{Change, Kind};
use crate::breaking::finding::{Finding, Level, Verdict, Witness, Writer};
use crate::breaking::review::{Excuse, Review, Reviewed};
use crate::breaking::rules::Rule;
use crate::breaking::severity::is_written_less;
use crate::breaking::slots::{Pinned, Slot};
use crate::breaking::wording::{affected, sentences, several};
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::{Entry, Facts, Rating, Remark};
use crate::source::{FileId, Span};

/// How many payloads are told one by one.
const MOST_SLOTS: usize = 4;

impl Review {
    pub(super) fn entry(&self, reviewed: &Reviewed) -> Entry<'static> {
        let finding = &reviewed.finding;
        Entry {
            diagnostic: Cow::Owned(self.diagnostic(reviewed)),
            fingerprint: finding.fingerprint.clone(),
            remarks: self.remarks(reviewed),
            ratings: ratings(finding.verdict),
            accepted: reviewed.excuse.as_ref().map(Excuse::sentence),
            facts: self.facts_of(reviewed),
        }
    }

    fn diagnostic(&self, reviewed: &Reviewed) -> Diagnostic {
        let finding = &reviewed.finding;
        let change = &finding.change;
        let info = change.rule.info();
        let (old, new) = labels(change);
        let here = change.new_place.or(reviewed.package);
        let (primary, label) = match (here, change.old_place) {
            (Some(place), _) => (place, new),
            (None, Some(place)) => (place, old),
            (None, None) => (NOWHERE, ""),
        };
        let mut diagnostic = Diagnostic {
            severity: reviewed.level.severity().unwrap_or(Severity::Info),
            ..Diagnostic::error(info.id, primary, reviewed.message())
        };
        let is_less = matches!(change.kind, Kind::Payload(effect) if is_written_less(effect));
        let is_rewritten =
            finding.is_rewritten() || is_less && finding.verdict.replay > Level::Safe;
        let mend = match finding.is_announced && info.mend.contains("deprecate") {
            true => ANNOUNCED,
            false if is_rewritten => REWRITTEN,
            false if is_less => WRITTEN_LESS,
            false => info.mend,
        };
        diagnostic = diagnostic.label(label).help(fill(mend, change));
        if let (Some(_), Some(place)) = (here, change.old_place) {
            diagnostic = diagnostic.other(place, old);
        }
        let edits = finding.mend.iter();
        edits.fold(diagnostic, |diagnostic, edit| {
            diagnostic.suggest(edit.place, &edit.text)
        })
    }

    /// What the last old version with this finding is called, which is the one that is shown.
    fn newest(&self, reviewed: &Reviewed) -> &str {
        let position = reviewed.versions.last();
        let old = position.and_then(|position| self.old.get(*position));
        old.map_or("the old version", |old| &old.label)
    }

    fn remarks(&self, reviewed: &Reviewed) -> Vec<Remark> {
        let finding = &reviewed.finding;
        let mut remarks = Vec::new();
        let mut push = |name, text| remarks.push(Remark { name, text });
        for slot in finding.slots.iter().take(MOST_SLOTS) {
            push("affects", affected(slot));
        }
        if let Some(more) = finding
            .slots
            .len()
            .checked_sub(MOST_SLOTS)
            .filter(|more| *more > 0)
        {
            push("affects", format!("and {more} more"));
        }
        for (respect, text) in sentences(finding) {
            push(respect, text);
        }
        if let Some(witness) = &finding.witness {
            push(
                "witness",
                witness_text(witness, self.newest(reviewed), &self.present),
            );
        }
        if self.old.len() > 1 {
            let labels = reviewed.versions.iter().filter_map(|at| self.old.get(*at));
            push(
                "against",
                several(labels.map(|old| format!("`{}`", old.label)).collect()),
            );
        }
        if finding.verdict.replay == Level::Error && is_declared_pinned(&finding.slots) {
            push("pinned", String::from(PINNED));
        }
        if let Some(text) = stay_behind(finding) {
            push("pinned", text);
        }
        remarks.extend(reviewed.notes.iter().cloned());
        let mut push = |name, text| remarks.push(Remark { name, text });
        push(
            "more",
            format!(
                "`tempoc explain {}`; fingerprint {}",
                finding.change.rule.info().id,
                finding.fingerprint
            ),
        );
        remarks
    }

    fn facts_of(&self, reviewed: &Reviewed) -> Facts {
        let Finding {
            change,
            verdict,
            slots,
            witness,
            ..
        } = &reviewed.finding;
        let slots = slots.iter().map(|slot| {
            json!({
                "description": slot.description,
                "role": slot.role.name(),
                "replayed_by": slot.replayed_by,
                "rewritten_by": rewriters(slot),
                "pinned": slot.pinned != Pinned::No,
            })
        });
        let labels = reviewed.versions.iter().filter_map(|at| self.old.get(*at));
        let excuse = reviewed
            .excuse
            .as_ref()
            .map(|excuse| json!({"reason": excuse.reason, "by": excuse.by, "until": excuse.until}));
        // What changed is the rest of the contract; the text is what that asks for.
        let (old, least) = match change.rule {
            Rule::VersionNotBumped => ("", Some(&change.old)),
            _ => (change.old.as_str(), None),
        };
        let mut facts = vec![
            ("package", json!(change.package)),
            ("element", json!(change.element)),
            ("path", json!(reviewed.path)),
            ("old", json!(old)),
            ("new", json!(change.new)),
            ("against", labels.map(|old| json!(old.label)).collect()),
            ("verdict", verdict_facts(*verdict)),
            ("slots", slots.collect()),
            (
                "witness",
                witness.as_ref().map_or(Value::Null, witness_facts),
            ),
            ("accepted", json!(excuse)),
        ];
        if let Some(least) = least {
            facts.push(("least_version", json!(least)));
        }
        Facts(facts)
    }
}

impl Reviewed {
    /// What differs, in one sentence.
    pub fn message(&self) -> String {
        let change = &self.finding.change;
        fill(change.rule.info().message, change)
    }
}

impl Excuse {
    /// `nothing of it runs any more (Ada Lovelace, until 2027-01-01)`
    fn sentence(&self) -> String {
        let until = self.until.as_ref().map(|until| format!("until {until}"));
        let details: Vec<String> = self.by.clone().into_iter().chain(until).collect();
        match details.is_empty() {
            true => self.reason.clone(),
            false => format!("{} ({})", self.reason, details.join(", ")),
        }
    }
}

/// What may make less of a finding.
const PINNED: &str = "the contract pins what replays it; where that holds, say `pinned-stay = true` in `[breaking]` of \
    tempoc.toml, and what it breaks in replay is a warning";

/// What to do where something goes that was deprecated as it should be.
const ANNOUNCED: &str = "it goes as it was announced: see first that nobody is left who has it";

/// What to do where replay writes again what cannot be written any more, which no rule for readers mends.
const REWRITTEN: &str = "keep what may be written as it was while any execution runs that wrote it, or add a second \
    one with the new limits and choose between them with `patched`, or pin the workflow";

/// What to do where readers take what they took, and what may be written is less.
const WRITTEN_LESS: &str = "see first that no program writes what is not allowed any more";

/// What is said where executions stay on old workers, which deploying the new ones first does not change.
fn stay_behind(finding: &Finding) -> Option<String> {
    let mut slots = finding.slots.iter();
    let reads = slots.find_map(|slot| slot.stays.reads.as_ref());
    let mut slots = finding.slots.iter();
    let writes = slots.find_map(|slot| slot.stays.writes.as_ref());
    if let Some(workflow) = reads.filter(|_| finding.verdict.old_reader > Level::Safe) {
        return Some(format!(
            "executions of `{workflow}` that are pinned to the old version stay on its workers when new ones are \
             deployed: for them this holds until they have ended"
        ));
    }
    let workflow = writes.filter(|_| finding.verdict.new_reader > Level::Safe)?;
    Some(format!(
        "executions of `{workflow}` that are pinned to the old version go on to write and call as it does until they \
         have ended"
    ))
}

/// Whether the contract pins all that is replayed for sure, and nobody says that it holds.
fn is_declared_pinned(slots: &[Slot]) -> bool {
    let is_sure = |slot: &&Slot| slot.certain && slot.is_replayed();
    let mut replayed = slots.iter().filter(is_sure).peekable();
    replayed.peek().is_some() && replayed.all(|slot| slot.pinned == Pinned::Declared)
}

/// The workflows whose replay writes a payload once more: null stands for callers in other namespaces.
fn rewriters(slot: &Slot) -> Value {
    let rewriters = slot.rewritten_by.iter().filter(|writer| !writer.rare);
    rewriters
        .map(|writer| match writer.workflow.as_str() {
            "" => Value::Null,
            workflow => json!(workflow),
        })
        .collect()
}

/// What is said about the place in the old version, whose file says which one that is, and about
/// the place in the present one.
fn labels(change: &Change) -> (&'static str, &'static str) {
    let is_removal = matches!(
        change.rule,
        Rule::RemovedWithoutDeprecation | Rule::DeprecationWindowViolated
    );
    match (change.old.is_empty(), change.new.is_empty()) {
        (false, true) => ("was here", "not here any more"),
        _ if is_removal => ("was here", "not here any more"),
        (true, false) => ("not here before", "new here"),
        _ => ("before", "now"),
    }
}

/// The place of what has no other.
const NOWHERE: Span = Span {
    file: FileId(0),
    start: 0,
    end: 0,
};

fn witness_text(witness: &Witness, old: &str, present: &str) -> String {
    let (from, reader) = match witness.writer {
        Writer::Old => (format!("written by {old}"), present),
        Writer::Earlier => (format!("from before {old}, which reads it"), present),
        Writer::New => (format!("written by {present}"), old),
    };
    let Witness { text, failure, .. } = witness;
    // Generated code of both languages reads in the same way.
    let does = match &witness.payload {
        Some(payload) if payload.is_refused => "refuses it in Rust and in Python: ",
        Some(_) => "reads it in Rust and in Python, but ",
        None => "meets it: ",
    };
    format!("{text}, {from}; {reader} {does}{failure}")
}

fn ratings(verdict: Verdict) -> Vec<Rating> {
    let ratings = verdict.respects().into_iter();
    ratings
        .map(|(respect, level)| Rating {
            respect,
            level: level.name(),
        })
        .collect()
}

fn verdict_facts(verdict: Verdict) -> Value {
    json!({
        "replay": verdict.replay.name(),
        "old_reader": verdict.old_reader.name(),
        "new_reader": verdict.new_reader.name(),
        "source": verdict.source.name(),
        "behaviour": verdict.behaviour.name(),
    })
}

fn witness_facts(witness: &Witness) -> Value {
    json!({
        "text": witness.text,
        "writer": match witness.writer {
            Writer::Old => "old",
            Writer::Earlier => "earlier",
            Writer::New => "new",
        },
        "failure": witness.failure,
    })
}
