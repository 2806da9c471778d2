//! Findings as JSON. The fields are a promise to tools: they are added to, never renamed.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter};

use super::escape::is_deceptive;
use super::places::Places;
use super::{Document, Entry, Facts, severity_name};
use crate::diagnostic::{Label, Suggestion};
use crate::source::Span;

/// One array, an object a finding; one object with it where there is more to be said.
pub(super) fn render_all(document: &Document<'_>, places: &Places<'_>) -> String {
    let entries = |is_accepted| {
        document
            .entries
            .iter()
            .filter(move |entry| entry.accepted.is_some() == is_accepted)
            .map(|entry| Finding::new(entry, places))
            .collect()
    };
    let findings: Vec<Finding<'_>> = entries(false);
    match &document.facts {
        None => write(&findings),
        Some(facts) => write(&Whole {
            tempoc: env!("CARGO_PKG_VERSION"),
            format: FORMAT,
            command: document.command,
            completed: document.completed,
            facts,
            findings,
            accepted: entries(true),
        }),
    }
}

/// Any data as JSON that people can read, with a line break at its end.
pub(super) fn write(data: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut serializer =
        serde_json::Serializer::with_formatter(&mut bytes, Visible(PrettyFormatter::new()));
    // Neither strings and numbers nor a vector of bytes can refuse to be written.
    let written = data.serialize(&mut serializer);
    debug_assert!(written.is_ok());
    String::from_utf8(bytes).unwrap_or_default() + "\n"
}

/// The version of the object that commands write which say more than their findings; it changes
/// when a field goes or means something else.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Whole<'a> {
    tempoc: &'static str,
    format: u32,
    command: &'a str,
    completed: bool,
    #[serde(flatten)]
    facts: &'a Facts,
    findings: Vec<Finding<'a>>,
    accepted: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    labels: Vec<LabelView<'a>>,
    notes: &'a [String],
    help: Option<&'a str>,
    suggestions: Vec<SuggestionView<'a>>,
    fingerprint: &'a str,
    #[serde(flatten)]
    facts: &'a Facts,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start_byte: u32,
    end_byte: u32,
}

#[derive(Serialize)]
struct LabelView<'a> {
    primary: bool,
    text: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
}

#[derive(Serialize)]
struct SuggestionView<'a> {
    replacement: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
}

impl<'a> Finding<'a> {
    fn new(entry: &'a Entry<'_>, places: &Places<'a>) -> Self {
        let diagnostic = entry.diagnostic.as_ref();
        let others = diagnostic.others.iter();
        let labels = std::iter::once(&diagnostic.primary)
            .chain(others)
            .enumerate()
            .map(|(position, label)| LabelView::new(position == 0, label, places));
        Self {
            code: diagnostic.code,
            severity: severity_name(diagnostic.severity),
            message: &diagnostic.message,
            place: Place::new(diagnostic.primary.span, places),
            labels: labels.collect(),
            notes: &diagnostic.notes,
            help: diagnostic.help.as_deref(),
            suggestions: diagnostic
                .suggestions
                .iter()
                .map(|suggestion| SuggestionView::new(suggestion, places))
                .collect(),
            fingerprint: &entry.fingerprint,
            facts: &entry.facts,
        }
    }
}

impl<'a> LabelView<'a> {
    fn new(primary: bool, label: &'a Label, places: &Places<'a>) -> Self {
        Self {
            primary,
            text: &label.text,
            place: Place::new(label.span, places),
        }
    }
}

impl<'a> SuggestionView<'a> {
    fn new(suggestion: &'a Suggestion, places: &Places<'a>) -> Self {
        Self {
            replacement: &suggestion.replacement,
            place: Place::new(suggestion.span, places),
        }
    }
}

impl<'a> Place<'a> {
    fn new(span: Span, places: &Places<'a>) -> Self {
        let start = places.start(span);
        let end = places.end(span);
        let source = places.source(span);
        Self {
            file: &source.name,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            start_byte: source.mark + span.start,
            end_byte: source.mark + span.end,
        }
    }
}

/// Writes JSON whose strings mean what they held, and whose text hides nothing: JSON itself
/// leaves marks of direction and the upper control characters as they are.
struct Visible(PrettyFormatter<'static>);

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut units = [0; 2];
        for character in fragment.chars() {
            if is_deceptive(character) {
                for unit in character.encode_utf16(&mut units) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            } else {
                write!(writer, "{character}")?;
            }
        }
        Ok(())
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}
