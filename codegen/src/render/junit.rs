//! A report of tests in the XML of JUnit: a case for the run itself, and one for each finding.

use super::document::{Document, Entry};
use super::escape::escape_text;
use super::places::Places;
use super::severity_name;

/// What has become of a case.
enum Result {
    Passed,
    Skipped(String),
    /// What was found, in a line, and all of it.
    Failed(String, String),
    /// The same where the command could not do what it was asked for.
    Broken(String, String),
}

struct Case {
    class: String,
    name: String,
    place: Option<(String, usize)>,
    result: Result,
}

/// One suite.
pub(super) fn render_all(document: &Document<'_>, places: &Places<'_>, closing: &str) -> String {
    let suite = format!("tempoc {}", document.command);
    let last_line = closing.lines().last().unwrap_or("no findings").to_owned();
    let of_run = Case {
        class: suite.clone(),
        name: String::from(match document.completed {
            true => "it ran to its end",
            false => "it could not run",
        }),
        place: None,
        result: match document.completed {
            true => Result::Passed,
            false => Result::Broken(last_line.clone(), closing.to_owned()),
        },
    };
    let of_findings = document
        .entries
        .iter()
        .map(|entry| case(document, entry, places));
    let cases: Vec<Case> = std::iter::once(of_run).chain(of_findings).collect();

    let count = |is: fn(&Result) -> bool| cases.iter().filter(|case| is(&case.result)).count();
    let counts = format!(
        "tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"",
        cases.len(),
        count(|result| matches!(result, Result::Failed(..))),
        count(|result| matches!(result, Result::Broken(..))),
        count(|result| matches!(result, Result::Skipped(_))),
    );
    let name = escape(&suite);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!("<testsuites name=\"{name}\" {counts}>\n"));
    out.push_str(&format!("  <testsuite name=\"{name}\" {counts}>\n"));
    for case in &cases {
        push_case(&mut out, case);
    }
    let last_line = escape(&last_line);
    out.push_str(&format!("    <system-out>{last_line}</system-out>\n"));
    out.push_str("  </testsuite>\n</testsuites>\n");
    out
}

/// What does not fail the run is a case that passes, so that it is seen all the same.
fn case(document: &Document<'_>, entry: &Entry<'_>, places: &Places<'_>) -> Case {
    let diagnostic = entry.diagnostic.as_ref();
    let place = document.place_in_tree(entry);
    let file = places.source(place).name.clone();
    let line = places.start(place).line;
    let severity = severity_name(diagnostic.severity);
    let message = format!("{severity}: {}", diagnostic.message);
    let whole = std::iter::once(format!("{file}:{line}")).chain(entry.lines());
    let whole = || whole.collect::<Vec<_>>().join("\n");
    Case {
        class: diagnostic.code.to_owned(),
        // Two cases of one name would be one.
        name: format!("{} ({})", diagnostic.message, entry.fingerprint),
        result: match &entry.accepted {
            Some(reason) => Result::Skipped(format!("accepted: {reason}")),
            None if !document.completed => Result::Broken(message, whole()),
            None if diagnostic.severity <= document.fail_on => Result::Failed(message, whole()),
            None => Result::Passed,
        },
        place: Some((file, line)),
    }
}

fn push_case(out: &mut String, case: &Case) {
    let mut tag = format!(
        "    <testcase classname=\"{}\" name=\"{}\"",
        escape(&case.class),
        escape(&case.name)
    );
    if let Some((file, line)) = &case.place {
        tag.push_str(&format!(" file=\"{}\" line=\"{line}\"", escape(file)));
    }
    let inside = match &case.result {
        Result::Passed => {
            out.push_str(&format!("{tag}/>\n"));
            return;
        }
        Result::Skipped(reason) => format!("<skipped message=\"{}\"/>", escape(reason)),
        Result::Failed(message, whole) => problem("failure", message, whole),
        Result::Broken(message, whole) => problem("error", message, whole),
    };
    out.push_str(&format!("{tag}>\n      {inside}\n    </testcase>\n"));
}

fn problem(tag: &str, message: &str, whole: &str) -> String {
    let lines: Vec<String> = whole.lines().map(escape).collect();
    let message = escape(message);
    format!("<{tag} message=\"{message}\">{}</{tag}>", lines.join("\n"))
}

/// Text that XML may hold, in an attribute as well as between tags.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in escape_text(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // No document may hold these two, not even by their number.
            '\u{fffe}' | '\u{ffff}' => out.push_str(&format!("\\u{{{:x}}}", u32::from(character))),
            _ => out.push(character),
        }
    }
    out
}
