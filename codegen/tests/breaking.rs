//! Every case of `tests/breaking` gives the findings of its `expected.txt`.
//!
//! A case is a folder with two versions of a contract, `old.tempoc.yaml` and `new.tempoc.yaml`, and perhaps
//! `quiet.tempoc.yaml`, a change of the same kind that the rule has nothing to say about.
//! `BLESS=1 cargo test --test breaking` writes what is said now; read the difference like code.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempoc::breaking::change::{Edit, Kind};
use tempoc::breaking::finding::{Level, Verdict, Witness};
use tempoc::breaking::order::deploy_order;
use tempoc::breaking::rules::{RULES, RuleInfo};
use tempoc::breaking::trial::{mend, mend_together};
use tempoc::breaking::{Assumptions, Finding, judge};
use tempoc::diagnostic::Diagnostics;
use tempoc::load::{Disk, Files, Loaded, Memory, load_from};
use tempoc::model::Model;
use tempoc::render::{Format, render};
use tempoc::source::FileId;

/// Generous for an unoptimised build on a busy machine; quadratic work on the large cases takes many times longer.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn findings_are_the_expected_ones() {
    let mut failures = String::new();
    for case in cases::case_folders("tests/breaking") {
        let expected = case.join("expected.txt");
        let mut said = said_of(&case, "new");
        if case.join("quiet.tempoc.yaml").is_file() {
            write!(said, "quiet:\n{}", said_of(&case, "quiet")).unwrap();
        }
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &said).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if said != wanted {
            let case = case.display();
            writeln!(failures, "{case}\n--- expected\n{wanted}--- said\n{said}").unwrap();
        }
    }
    assert!(
        failures.is_empty(),
        "{failures}BLESS=1 accepts what is said now"
    );
}

/// Every rule has a folder of its name, in which it fires, and is quiet where it should be.
#[test]
fn every_rule_has_a_case_that_shows_it() {
    let mut failures = String::new();
    for RuleInfo { rule, id, .. } in RULES {
        let case = cases::folder("tests/breaking").join(id);
        let fires = |version: &str| {
            let findings = judged(&case, version)?;
            Ok(findings.iter().any(|found| found.change.rule == *rule))
        };
        let wrong: Result<_, String> = match (fires("new"), fires("quiet")) {
            (Ok(true), Ok(false)) => continue,
            (Ok(false), _) => Ok("`new` does not fire it"),
            (_, Ok(true)) => Ok("`quiet` fires it"),
            (Err(report), _) | (_, Err(report)) => Err(report),
        };
        match wrong {
            Ok(wrong) => writeln!(failures, "{id}: {wrong}").unwrap(),
            Err(report) => writeln!(failures, "{id}:\n{report}").unwrap(),
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// A case for each axis of each rule, and no finding beyond the axes of its rule.
#[test]
fn the_axes_of_a_rule_are_those_that_its_cases_show() {
    let mut shown: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for case in cases::case_folders("tests/breaking") {
        for version in ["new", "quiet"] {
            if !case.join(format!("{version}.tempoc.yaml")).is_file() {
                continue;
            }
            for finding in judged(&case, version).unwrap() {
                let respects = finding.verdict.respects().into_iter();
                let respects = respects.filter(|(_, level)| *level > Level::Safe);
                let axes = shown.entry(finding.change.rule.info().id).or_default();
                axes.extend(respects.map(|(respect, _)| respect));
            }
        }
    }
    for rule in RULES {
        let axes: BTreeSet<&str> = rule.axes.iter().copied().collect();
        assert_eq!(shown.get(rule.id), Some(&axes), "{}", rule.id);
    }
}

/// Workflows that leave open what they call share the lists of their package: a thousand of them that may each call a
/// thousand activities are told in as many words as a hundred that may call a hundred.
#[test]
fn what_many_workflows_may_call_is_not_told_of_each() {
    let places = |count: usize| {
        let (old, new) = (
            large_contract(count, ""),
            large_contract(count, ", new: string"),
        );
        let findings = judge(&model_of(&old), &model_of(&new), Assumptions::default());
        assert!(findings.len() >= count, "{}", findings.len());
        findings
            .iter()
            .map(|finding| finding.slots.len())
            .sum::<usize>()
    };
    let (hundred, thousand) = (places(100), places(1000));
    assert!(thousand <= 11 * hundred, "{hundred}, then {thousand}");
}

fn large_contract(count: usize, field: &str) -> String {
    let mut text = String::from(
        "tempoc: 1\npackage: acme.big.v1\ndefaults: {task_queue: big, activity: {start_to_close: 1m}}\n",
    );
    let mut section = |name: &str, line: &dyn Fn(usize) -> String| {
        writeln!(text, "{name}:").unwrap();
        for at in 0..count {
            writeln!(text, "  {}", line(at)).unwrap();
        }
    };
    section("types", &|at| {
        format!("Item{at}: {{fields: {{id: string{field}}}}}")
    });
    section("activities", &|at| {
        format!(
            "act_{at}: {{input: Item{at}, output: Item{}}}",
            (at + 1) % count
        )
    });
    section("workflows", &|at| {
        let id = if field.is_empty() { "a" } else { "b" };
        format!(
            "flow_{at}: {{input: Item{at}, output: Item{}, id: \"{id}/{{input.id}}\"}}",
            (at + 1) % count
        )
    });
    text
}

fn model_of(text: &str) -> Model {
    let files: Memory = [("large.tempoc.yaml", text)].into_iter().collect();
    Contract::read(Path::new(""), "large", &files)
        .unwrap()
        .model
}

/// A contract with the mend of a finding compiles, and the finding is gone, or not as bad.
#[test]
fn mends_mend() {
    let mut failures = String::new();
    for case in cases::case_folders("tests/breaking") {
        let old = Contract::read(&case, "old", &Disk).unwrap();
        let new = Contract::read(&case, "new", &Disk).unwrap();
        for finding in new.against(&old) {
            let edit = &finding.mend;
            if edit.is_empty() {
                continue;
            }
            let mended = new.with(&case, edit);
            let left = mended.map(|mended| {
                let same = |other: &Finding| {
                    other.change.rule == finding.change.rule
                        && other.change.element == finding.change.element
                        && other.change.old == finding.change.old
                };
                let left = mended.against(&old).into_iter().find(same);
                left.map(|left| badness(left.verdict))
            });
            match left {
                Ok(left) if left.unwrap_or(0) < badness(finding.verdict) => {}
                Ok(_) => writeln!(
                    failures,
                    "{}: {} of {} is as bad as before with {edit:?}",
                    case.display(),
                    finding.change.rule.info().id,
                    finding.change.element
                )
                .unwrap(),
                Err(report) => {
                    writeln!(failures, "{}: {edit:?}\n{report}", case.display()).unwrap()
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// What a finding's edit does is the first that its help says.
#[test]
fn help_says_what_the_mend_does() {
    const FIRST: [&str; 6] = [
        "keep ",
        "leave it open",
        "make it optional",
        "set `version",
        "deprecate it and keep it",
        "check it for a release when it is written only",
    ];
    let mut said = BTreeSet::new();
    for case in cases::case_folders("tests/breaking") {
        let mended = judged(&case, "new").unwrap().into_iter();
        let mended = mended.filter(|finding| !finding.mend.is_empty());
        said.extend(mended.map(|finding| finding.change.rule.info().mend));
    }
    said.retain(|help| !FIRST.iter().any(|first| help.starts_with(first)));
    assert_eq!(said, BTreeSet::new());
}

/// A contract with all mends together breaks nothing else, and there is nothing left to be mended.
#[test]
fn mends_mend_together_what_they_mend_alone() {
    let mut failures = String::new();
    for case in cases::case_folders("tests/breaking") {
        let old = Contract::read(&case, "old", &Disk).unwrap();
        let new = Contract::read(&case, "new", &Disk).unwrap();
        let found = new.against(&old);
        let edits = mend_together(&new.loaded.sources, &found);
        // What was said of an element may be less now, in the words of another rule.
        let is_said = |left: &Finding| {
            let mut said = found.iter();
            said.any(|finding| {
                finding.change.element == left.change.element
                    && badness(finding.verdict) >= badness(left.verdict)
            })
        };
        let mended = match new.with(&case, &edits) {
            Ok(mended) => mended,
            Err(report) => {
                writeln!(failures, "{}: {edits:?}\n{report}", case.display()).unwrap();
                continue;
            }
        };
        for left in mended.against(&old) {
            let verdict = left.verdict;
            let readers = verdict.old_reader.max(verdict.new_reader);
            let is_other = !is_said(&left) && verdict.replay.max(readers) > Level::Info;
            if is_other || !left.mend.is_empty() {
                writeln!(
                    failures,
                    "{}: {} of {}: {:?}",
                    case.display(),
                    left.change.rule.info().id,
                    left.change.element,
                    left.mend
                )
                .unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn mends_keep_the_line_breaks_of_their_file() {
    let mut breaks = 0;
    for case in cases::case_folders("tests/breaking") {
        let old = Contract::read(&case, "old", &Disk).unwrap();
        let new = Contract::read(&case, "new", &Disk).unwrap();
        let new = new.changed(&case, |_, text| *text = text.replace('\n', "\r\n"));
        for finding in new.unwrap().against(&old) {
            for edit in &finding.mend {
                let written = edit.text.replace("\r\n", "");
                assert!(!written.contains('\n'), "{}: {edit:?}", case.display());
                breaks += usize::from(written != edit.text);
            }
        }
    }
    assert!(breaks > 3, "only {breaks}");
}

/// How much worse a finding is than nothing.
fn badness(verdict: Verdict) -> u32 {
    let levels = verdict.respects().into_iter();
    levels
        .map(|(respect, level)| match level {
            Level::Safe => 0,
            Level::Info => 1,
            // Nothing is refused.
            Level::Warning if respect == "behaviour" => 5,
            Level::Warning => 10,
            Level::Error => 100,
        })
        .sum()
}

/// What is said of a version, or why it does not compile.
fn said_of(case: &Path, version: &str) -> String {
    let old = Contract::read(case, "old", &Disk);
    match (old, Contract::read(case, version, &Disk)) {
        (Ok(old), Ok(new)) => {
            let findings = new.against(&old);
            let order = deploy_order(&findings.iter().collect::<Vec<_>>());
            format!("{}{order}\n", lines(&findings, &new))
        }
        (Err(report), _) | (_, Err(report)) => report,
    }
}

fn judged(case: &Path, version: &str) -> Result<Vec<Finding>, String> {
    let old = Contract::read(case, "old", &Disk)?;
    Ok(Contract::read(case, version, &Disk)?.against(&old))
}

/// A version of a contract that compiles.
struct Contract {
    loaded: Loaded,
    model: Model,
}

impl Contract {
    fn read(case: &Path, version: &str, files: &dyn Files) -> Result<Self, String> {
        let path = case.join(PathBuf::from(format!("{version}.tempoc.yaml")));
        let mut diagnostics = Diagnostics::default();
        let loaded = load_from(files, &[path], case, &mut diagnostics).unwrap();
        let model = cases::understand(&loaded, &mut diagnostics);
        match diagnostics.has_errors() {
            true => Err(render(Format::Text, &diagnostics.sorted(), &loaded.sources)),
            false => Ok(Self { loaded, model }),
        }
    }

    /// What it breaks.
    fn against(&self, old: &Self) -> Vec<Finding> {
        let mut findings = judge(&old.model, &self.model, Assumptions::default());
        mend(&self.model, &self.loaded.sources, findings.iter_mut());
        findings
    }

    /// The same with other texts at some places.
    fn with(&self, case: &Path, edits: &[Edit]) -> Result<Self, String> {
        let mut edits: Vec<&Edit> = edits.iter().collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.place));
        self.changed(case, |id, text| {
            for edit in edits.iter().filter(|edit| edit.place.file == id) {
                let place = edit.place.start as usize..edit.place.end as usize;
                text.replace_range(place, &edit.text);
            }
        })
    }

    /// The same with other texts.
    fn changed(&self, case: &Path, change: impl Fn(FileId, &mut String)) -> Result<Self, String> {
        let files = self.loaded.sources.iter().map(|(id, source)| {
            let mut text = source.text.clone();
            change(id, &mut text);
            let path = source.path.strip_prefix(case.canonicalize().unwrap());
            (path.unwrap().to_owned(), text)
        });
        let memory: Memory = files.collect();
        Self::read(Path::new(""), "new", &memory)
    }
}

/// A line for each finding: the rule, the element, and how bad it is in each respect.
fn lines(findings: &[Finding], new: &Contract) -> String {
    let mut lines = String::new();
    for Finding {
        change,
        verdict,
        slots,
        witness,
        mend,
        ..
    } in findings
    {
        let id = change.rule.info().id;
        write!(lines, "{id} {}: ", change.element).unwrap();
        writeln!(
            lines,
            "replay {:?}, old reader {:?}, new reader {:?}, source {:?}, behaviour {:?}",
            verdict.replay,
            verdict.old_reader,
            verdict.new_reader,
            verdict.source,
            verdict.behaviour
        )
        .unwrap();
        for slot in slots {
            writeln!(lines, "    in {}", slot.description).unwrap();
        }
        if let Some(witness) = witness {
            let Witness {
                text,
                writer,
                failure,
                ..
            } = witness;
            writeln!(lines, "    {writer:?} wrote {text}: {failure}").unwrap();
        }
        for line in mend.iter().flat_map(|edit| mended_lines(edit, new)) {
            writeln!(lines, "    mend: {line}").unwrap();
        }
    }
    lines
}

/// The lines that are others after an edit.
fn mended_lines(edit: &Edit, new: &Contract) -> Vec<String> {
    let mut text = new.loaded.sources.get(edit.place.file).text.clone();
    let start = edit.place.start as usize;
    text.replace_range(start..edit.place.end as usize, &edit.text);
    let begin = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let after = start + edit.text.len();
    let end = text[after..].find('\n').map_or(text.len(), |at| after + at);
    let lines = text[begin..end].lines();
    lines.map(|line| line.trim().to_owned()).collect()
}

/// Types that contain one another a thousand deep, of which each has changed, are compared about as fast as others, and
/// each finding has its witness.
#[test]
fn a_long_chain_of_changed_types_is_compared_in_time() {
    let chain = |field: &str| {
        let mut text =
            String::from("tempoc: 1\npackage: acme.big.v1\ndefaults: {task_queue: big}\ntypes:\n");
        for at in 0..1000 {
            let next = (at + 1) % 1000;
            writeln!(
                text,
                "  Link{at}: {{fields: {{id: string, next: {{type: list<Link{next}>, default: []}}{field}}}}}"
            )
            .unwrap();
        }
        text + "workflows:\n  walk: {input: Link0, id: \"walk/{input.id}\"}\n"
    };
    let (old, new) = (model_of(&chain("")), model_of(&chain(", size: int32")));
    let start = Instant::now();
    let findings = judge(&old, &new, Assumptions::default());
    let taken = start.elapsed();
    assert!(taken < PATIENCE, "it took {taken:?}");
    assert_eq!(findings.len(), 1000);
    assert!(findings.iter().all(|finding| finding.witness.is_some()));
}

/// A record of thousands of changed fields is compared in time; not each finding has a witness then.
#[test]
fn a_record_of_many_changed_fields_is_compared_in_time() {
    let wide = |ty: &str| {
        let mut text = String::from(
            "tempoc: 1\npackage: acme.big.v1\ndefaults: {task_queue: big}\ntypes:\n  Wide:\n    fields:\n",
        );
        for at in 0..3000 {
            writeln!(text, "      f{at}: {ty}").unwrap();
        }
        text + "workflows:\n  walk: {input: Wide, id: \"walk/{input.f0}\"}\n"
    };
    let (old, new) = (model_of(&wide("string")), model_of(&wide("int32")));
    let start = Instant::now();
    let findings = judge(&old, &new, Assumptions::default());
    let taken = start.elapsed();
    assert!(taken < PATIENCE, "it took {taken:?}");
    assert!(findings.len() >= 3000, "{}", findings.len());
}

/// What is said of a payload is shown by one, or by an event.
#[test]
fn what_is_said_of_a_payload_is_shown() {
    let mut unshown = Vec::new();
    for case in cases::case_folders("tests/breaking") {
        for finding in judged(&case, "new").unwrap() {
            let verdict = finding.verdict;
            let worst = verdict
                .replay
                .max(verdict.old_reader)
                .max(verdict.new_reader);
            // Said where nothing was found that shows it.
            let is_unknown = finding.change.rule.info().id == "pattern-changed";
            if matches!(finding.change.kind, Kind::Payload(_))
                && !is_unknown
                && worst >= Level::Warning
                && finding.witness.is_none()
            {
                let id = finding.change.rule.info().id;
                unshown.push(format!(
                    "{}: {id} of {}",
                    case.display(),
                    finding.change.element
                ));
            }
        }
    }
    assert_eq!(unshown, Vec::<String>::new());
}
