//! A comment on a pull request: a table, and each finding as text behind a fold.

use super::document::{Document, Entry};
use super::escape::escape_text;
use super::places::Places;
use super::{counted, severity_name, text};

/// How many findings the table shows.
const MOST_ROWS: usize = 100;

/// GitHub takes comments of 65,536 characters, and GitLab more.
const MOST_BYTES: usize = 65_000;

/// How far the table may go, and the details after it.
const END_OF_TABLE: usize = 30_000;
const END_OF_DETAILS: usize = 60_000;

/// A heading, what was found, and what was compared with what.
pub(super) fn render_all(document: &Document<'_>, places: &Places<'_>, closing: &str) -> String {
    let severities = document.shown().map(|entry| entry.diagnostic.severity);
    let mut counts = counted(severities);
    if counts.is_empty() {
        counts.push_str("no findings");
    }
    let command = document.command;
    // By the first line a bot finds the comment that it wrote before.
    let mut out = format!("<!-- tempoc {command} -->\n### tempoc {command}: {counts}\n\n");
    if !document.completed {
        out.push_str("**It could not run, so that this says nothing about the contract.**\n\n");
    }
    push_table(&mut out, document, places);
    push_details(&mut out, document, places);
    push_accepted(&mut out, document);
    for line in closing.lines() {
        // A line break of Markdown, but after the last.
        let line = inline(line) + "  \n";
        if out.len() + line.len() <= MOST_BYTES {
            out.push_str(&line);
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn push_table(out: &mut String, document: &Document<'_>, places: &Places<'_>) {
    let Some(first) = document.shown().next() else {
        return;
    };
    let respects: Vec<&str> = first.ratings.iter().map(|rating| rating.respect).collect();
    out.push_str("| | finding | place |");
    for respect in &respects {
        out.push_str(&format!(" {respect} |"));
    }
    out.push_str(&format!(
        "\n|---|---|---|{}\n",
        "---|".repeat(respects.len())
    ));
    let mut rows = 0;
    for entry in document.shown().take(MOST_ROWS) {
        let diagnostic = entry.diagnostic.as_ref();
        let place = document.place_in_tree(entry);
        let file = &places.source(place).name;
        let line = places.start(place).line;
        let mut row = format!(
            "| {} | {}: {} | {} |",
            severity_name(diagnostic.severity),
            cell(&code(diagnostic.code)),
            cell(&inline(&diagnostic.message)),
            cell(&code(&escape_text(&format!("{file}:{line}")))),
        );
        for respect in &respects {
            let mut ratings = entry.ratings.iter();
            let rating = ratings.find(|rating| rating.respect == *respect);
            let level = rating.map_or("", |rating| rating.level);
            row.push_str(match level {
                "safe" => " · |",
                "info" => " info |",
                "warning" => " warning |",
                "error" => " **error** |",
                _ => " |",
            });
        }
        row.push('\n');
        if out.len() + row.len() > END_OF_TABLE {
            break;
        }
        out.push_str(&row);
        rows += 1;
    }
    let more = document.shown().count() - rows;
    if more > 0 {
        out.push_str(&format!("\nand {more} more\n"));
    }
    out.push('\n');
}

fn push_details(out: &mut String, document: &Document<'_>, places: &Places<'_>) {
    let renderer = text::renderer(false);
    let mut left_out = 0_usize;
    for entry in document.shown() {
        let rendered = text::render_one(&renderer, entry, places);
        let summary = html(&escape_text(&entry.diagnostic.message));
        let fence = "`".repeat(longest_run(&rendered).max(2) + 1);
        let details = format!(
            "<details><summary>{summary}</summary>\n\n{fence}text\n{}\n{fence}\n\n</details>\n\n",
            rendered.trim_end()
        );
        if out.len() + details.len() > END_OF_DETAILS {
            left_out += 1;
            continue;
        }
        out.push_str(&details);
    }
    if left_out > 0 {
        out.push_str(&format!(
            "{left_out} of them are too long for a comment: see them with `tempoc {}`.\n\n",
            document.command
        ));
    }
}

fn push_accepted(out: &mut String, document: &Document<'_>) {
    let accepted: Vec<(&Entry<'_>, &String)> = document
        .entries
        .iter()
        .filter_map(|entry| Some((entry, entry.accepted.as_ref()?)))
        .collect();
    if accepted.is_empty() {
        return;
    }
    let count = accepted.len();
    out.push_str(&format!("<details><summary>{count} accepted</summary>\n\n"));
    for (entry, reason) in accepted.into_iter().take(MOST_ROWS) {
        let diagnostic = entry.diagnostic.as_ref();
        let line = format!(
            "* {}: {}: {}\n",
            code(diagnostic.code),
            inline(&diagnostic.message),
            inline(reason)
        );
        if out.len() + line.len() > END_OF_DETAILS {
            break;
        }
        out.push_str(&line);
    }
    out.push_str("\n</details>\n\n");
}

/// A sentence whose names in back-quotes are code, and of which nothing else is taken for Markdown.
fn inline(text: &str) -> String {
    let text = escape_text(text);
    let parts: Vec<&str> = text.split('`').collect();
    let mut out = String::new();
    for (position, part) in parts.iter().enumerate() {
        let is_closed = position + 1 < parts.len();
        match position % 2 == 1 && is_closed && !part.trim().is_empty() {
            true => out.push_str(&code(part)),
            false if position % 2 == 1 => out.push_str(&format!("\\`{}", plain(part))),
            false => out.push_str(&plain(part)),
        }
    }
    out
}

/// Text that is shown as it is.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A person or an issue is called by what directly follows.
            '@' | '#' => {
                out.push(character);
                out.push_str("<!-- -->");
            }
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '+' | '-' | '!' | '~'
            | '|' | '$' | '^' => out.extend(['\\', character]),
            _ => out.push(character),
        }
    }
    out
}

/// Text without line breaks as code.
fn code(text: &str) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    match fence.len() {
        1 => format!("`{text}`"),
        _ => format!("{fence} {text} {fence}"),
    }
}

/// The same in a table, which looks for its lines in code as well.
fn cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut is_escaped = false;
    for character in markdown.chars() {
        if character == '|' && !is_escaped {
            out.push('\\');
        }
        out.push(character);
        is_escaped = character == '\\' && !is_escaped;
    }
    out
}

/// Text between tags, in which no Markdown is looked for, and yet persons and issues are.
fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('@', "@<!-- -->")
        .replace('#', "#<!-- -->")
}

/// The length of the longest run of back-quotes.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|character| character != '`');
    runs.map(str::len).max().unwrap_or_default()
}
