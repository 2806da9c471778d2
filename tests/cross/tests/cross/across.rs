//! Both languages: what one reads or refuses, so does the other, and each reads what the other wrote.

use std::collections::BTreeMap;
use std::fmt::Write;

use tempoc::sample::{Draft, quoted};
use tempoc_cross::{Answer, CONTRACTS, Kind};

use crate::case::{Case, cases};
use crate::compare::{Agreement, compare};
use crate::python::Python;

#[test]
fn values_mean_the_same_in_both_languages() {
    let mut python = Python::start();
    let mut report = Report::default();
    for contract in CONTRACTS {
        let cases = cases(contract, |kind| kind != Kind::Id);
        let texts: Vec<String> = cases.iter().map(Case::text).collect();
        let questions: Vec<(&Case, &str)> =
            cases.iter().zip(texts.iter().map(String::as_str)).collect();
        let by_python = python.ask_all(&questions);
        let by_rust: Vec<Answer> = questions
            .iter()
            .map(|(case, text)| (case.definition.answer)(text))
            .collect();
        for ((case, rust), python) in cases.iter().zip(&by_rust).zip(&by_python) {
            report.note(Pair::Itself, case, case.draft.to_string(), rust, python);
        }

        // What was written in one language is read and written again in each.
        for (pair, written) in [(Pair::FromRust, &by_rust), (Pair::FromPython, &by_python)] {
            let written: Vec<(&Case, &str)> = cases
                .iter()
                .zip(written)
                .filter_map(|(case, answer)| match answer {
                    Answer::Written(text) => Some((case, text.as_str())),
                    Answer::Refused { .. } => None,
                })
                .collect();
            let by_python = python.ask_all(&written);
            for ((case, text), by_python) in written.into_iter().zip(by_python) {
                let same = Answer::Written(text.to_owned());
                let by_rust = (case.definition.answer)(text);
                report.note(pair, case, text.to_owned(), &same, &by_rust);
                report.note(pair, case, text.to_owned(), &same, &by_python);
            }
        }
        report.end_contract(contract.name, cases.len());
    }
    report.finish(&mut python);
}

#[test]
fn ids_are_the_same_in_both_languages() {
    let mut python = Python::start();
    let mut report = Report::default();
    for contract in CONTRACTS {
        let cases = cases(contract, |kind| kind == Kind::Id);
        let texts: Vec<String> = cases.iter().map(Case::text).collect();
        let questions: Vec<(&Case, &str)> =
            cases.iter().zip(texts.iter().map(String::as_str)).collect();
        for ((case, text), python) in questions.iter().zip(python.ask_all(&questions)) {
            let rust = (case.definition.answer)(text);
            report.note(Pair::Id, case, (*text).to_owned(), &rust, &python);
        }
        report.end_contract(contract.name, cases.len());
    }
    report.finish(&mut python);
}

/// Which two answers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pair {
    /// Those of both languages to a value that was made up.
    Itself,
    /// What Rust wrote, with what came of it.
    FromRust,
    /// What Python wrote, with what came of it.
    FromPython,
    /// The ids that both languages made of an input.
    Id,
}

/// What differs, a few cases of each kind.
#[derive(Default)]
struct Report {
    compared: usize,
    refused: usize,
    differences: BTreeMap<Difference, Vec<(Case, String)>>,
    counts: BTreeMap<Agreement, usize>,
}

/// What differences are told apart by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Difference {
    agreement: Agreement,
    pair: Pair,
    left: String,
    right: String,
}

/// How many different differences are shown.
const SHOWN: usize = 40;

impl Report {
    fn note(&mut self, pair: Pair, case: &Case, text: String, left: &Answer, right: &Answer) {
        self.compared += 1;
        self.refused += usize::from(matches!(left, Answer::Refused { .. }));
        let agreement = match (pair, left, right) {
            // An id is no JSON: its text has to be the same.
            (Pair::Id, Answer::Written(left), Answer::Written(right)) => match left == right {
                true => Agreement::Same,
                false => Agreement::Different,
            },
            (Pair::Id, left, Answer::Written(id)) => {
                compare(&text, left, &Answer::Written(quoted(id)))
            }
            _ => compare(&text, left, right),
        };
        if agreement == Agreement::Same {
            return;
        }
        *self.counts.entry(agreement).or_default() += 1;
        let difference = Difference {
            agreement,
            pair,
            left: gist(left).to_owned(),
            right: gist(right).to_owned(),
        };
        let known = self.differences.entry(difference).or_default();
        known.push((case.clone(), text));
    }

    fn end_contract(&self, name: &str, values: usize) {
        println!(
            "{name}: {values} values; so far {} comparisons",
            self.compared
        );
    }

    fn finish(self, python: &mut Python) {
        println!(
            "{} comparisons, {} of them of what is refused; different: {:?}",
            self.compared, self.refused, self.counts
        );
        let mut text = String::new();
        for (difference, found) in self.differences.iter().rev().take(SHOWN) {
            let (case, tried) = &found[0];
            let shown = match difference.pair {
                Pair::Itself | Pair::Id => shrink(case, difference, python).to_string(),
                Pair::FromRust | Pair::FromPython => tried.clone(),
            };
            let rust = (case.definition.answer)(&shown);
            let by_python = python.ask(case, &shown);
            let _ = write!(
                text,
                "\n{:?} ({:?}, {} like it): {} {}\n  text:   {shown}\n  Rust:   {rust:?}\n  Python: {by_python:?}",
                difference.agreement,
                difference.pair,
                found.len(),
                case.contract.name,
                case.definition.name,
            );
        }
        assert!(text.is_empty(), "{text}\n");
    }
}

/// What differences are told apart by: the message without the value.
fn gist(answer: &Answer) -> &str {
    match answer {
        Answer::Written(_) => "written",
        Answer::Refused { message, .. } if message.starts_with("not valid JSON") => "no JSON",
        Answer::Refused { message, .. } => message.split(", found ").next().unwrap_or_default(),
    }
}

/// The smallest value with a difference of the same kind that can be reached by leaving out parts.
fn shrink(case: &Case, kind: &Difference, python: &mut Python) -> Draft {
    let mut smallest = case.draft.clone();
    loop {
        let smaller = smallest.smaller().into_iter().find(|draft| {
            let text = draft.to_string();
            let rust = (case.definition.answer)(&text);
            let python = python.ask(case, &text);
            (compare(&text, &rust, &python), gist(&rust), gist(&python))
                == (kind.agreement, &kind.left, &kind.right)
        });
        match smaller {
            Some(draft) => smallest = draft,
            None => return smallest,
        }
    }
}
