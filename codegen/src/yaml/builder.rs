//! Events of the YAML parser -> the tree.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, StrInput, StructureStyle};

use super::{Entry, Key, Kind, MAX_DEPTH, MAX_NODES, Node, Report, Scalar, Style, Tree};
use super::{characters, comments, flow, syntax};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::shown;
use crate::source::{FileId, Span};

/// Reads the one document of a file.
pub(super) fn parse_document<'s>(
    text: &'s str,
    file: FileId,
    report: &mut Report<'_>,
) -> Option<Tree<'s>> {
    let options = granit_parser::options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        // `##` lines are found from the text, which costs less than an event for every comment.
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut builder = Builder {
        parser: Parser::new_from_str_with_options(text, options),
        text,
        file,
        report,
        nodes: 0,
        depth: 0,
        floor: 0,
        stopped: false,
    };
    let root = builder.parse_stream().ok()?;
    Some(Tree {
        root,
        is_whole: !builder.stopped,
    })
}

/// Down to which depth a mapping is kept that breaks off: the file, and a section such as `types:`.
const KEPT_DEPTH: usize = 2;

/// Reading cannot go on; why is reported.
struct Stop;

struct Builder<'s, 'r, 'd> {
    parser: Parser<'s, StrInput<'s>>,
    text: &'s str,
    file: FileId,
    report: &'r mut Report<'d>,
    nodes: usize,
    depth: usize,
    /// Where the last scalar that was read ends.
    floor: usize,
    /// Whether reading broke off, so that what is kept is not the whole file.
    stopped: bool,
}

impl<'s> Builder<'s, '_, '_> {
    fn parse_stream(&mut self) -> Result<Node<'s>, Stop> {
        let mut document = None;
        while !self.stopped {
            let (event, span) = match self.next_event() {
                Ok(event) => event,
                Err(Stop) if document.is_some() => {
                    self.stopped = true;
                    break;
                }
                Err(Stop) => return Err(Stop),
            };
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if document.is_some() => {
                    let place = self.place(span);
                    self.report.push(
                        Diagnostic::error(
                            "several-documents",
                            place,
                            "a second YAML document begins here",
                        )
                        .help("delete the `---` line, or move what follows into a file of its own"),
                    );
                    self.stopped = true;
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => document = Some(self.parse_node(event, span)?),
            }
        }
        let nothing = Span {
            file: self.file,
            start: 0,
            end: 0,
        };
        Ok(document.unwrap_or(Node {
            span: nothing,
            kind: Kind::Empty,
            docs: None,
        }))
    }

    fn parse_node(
        &mut self,
        event: Event<'s>,
        span: granit_parser::Span,
    ) -> Result<Node<'s>, Stop> {
        self.nodes += 1;
        let place = self.place(span);
        if self.nodes > MAX_NODES {
            self.report.push(
                Diagnostic::error(
                    "too-many-nodes",
                    place,
                    "this file has more than 200000 keys and values",
                )
                .help("split it into several files, and name them under `imports:`"),
            );
            return Err(Stop);
        }
        if let Some(tag) = span.tag_span() {
            let tag = self.place(tag);
            self.report.push(
                Diagnostic::error(
                    "yaml-tag",
                    tag,
                    "YAML tags such as `!!str` are not part of the language",
                )
                .help("delete the tag; every value is read as the contract needs it")
                .suggest(tag, ""),
            );
        }
        let node = |span, kind| Node {
            span,
            kind,
            docs: None,
        };
        match event {
            Event::Scalar(text, style, ..) => {
                Ok(node(place, self.parse_scalar(text, style, place)))
            }
            Event::SequenceStart(style, ..) => {
                self.enter(place)?;
                let (kind, end) = self.parse_list(style, place)?;
                self.depth -= 1;
                Ok(node(place.to(end), kind))
            }
            Event::MappingStart(style, ..) => {
                self.enter(place)?;
                let (kind, end) = self.parse_map(style, place)?;
                self.depth -= 1;
                Ok(node(place.to(end), kind))
            }
            Event::Alias(..) | Event::UnresolvedAlias(..) => {
                self.report.push(
                    Diagnostic::error(
                        "yaml-anchor",
                        place,
                        "YAML aliases such as `*name` are not part of the language",
                    )
                    .help("write the value out, or declare a type and name it in both places"),
                );
                Ok(node(place, Kind::Broken))
            }
            _ => Ok(node(place, Kind::Broken)),
        }
    }

    fn parse_scalar(&mut self, text: Cow<'s, str>, style: ScalarStyle, place: Span) -> Kind<'s> {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        if style == Style::Plain && place.start == place.end {
            return Kind::Empty;
        }
        // A block reaches to the next line; a comment there is told from it by its column.
        self.floor = if style == Style::Block {
            place.start
        } else {
            place.end
        } as usize;
        // Only an escape makes a text that is not in the file, which was checked already.
        if let Cow::Owned(text) = &text {
            characters::check_escapes(text, place, self.report);
        }
        Kind::Scalar(Scalar { text, style })
    }

    fn parse_list(&mut self, style: StructureStyle, start: Span) -> Result<(Kind<'s>, Span), Stop> {
        let mut items = Vec::new();
        let mut end = start;
        loop {
            let (event, span) = self.next_event()?;
            if matches!(event, Event::SequenceEnd) {
                if style == StructureStyle::Flow {
                    end = self.place(span);
                }
                return Ok((Kind::List(items), end));
            }
            let docs = self.docs_above(span, true);
            let mut item = self.parse_node(event, span)?;
            item.docs = docs;
            end = item.span;
            items.push(item);
        }
    }

    fn parse_map(&mut self, style: StructureStyle, start: Span) -> Result<(Kind<'s>, Span), Stop> {
        let mut entries = Vec::new();
        let mut end = start;
        let depth = self.depth;
        while !self.stopped {
            match self.parse_entry(style, &mut entries, &mut end) {
                Ok(true) => {}
                Ok(false) => break,
                // What was read is still worth looking at; the entry that breaks off is not.
                Err(Stop) if depth <= KEPT_DEPTH => {
                    self.stopped = true;
                    self.depth = depth;
                }
                Err(Stop) => return Err(Stop),
            }
        }
        if style == StructureStyle::Flow {
            entries = flow::join_cut_types(entries, self.text, self.report);
        }
        self.report_repeated_keys(&entries);
        Ok((Kind::Map(entries), end))
    }

    /// Reads the next entry of a mapping; false where the mapping ends.
    fn parse_entry(
        &mut self,
        style: StructureStyle,
        entries: &mut Vec<Entry<'s>>,
        end: &mut Span,
    ) -> Result<bool, Stop> {
        let (event, span) = self.next_event()?;
        if matches!(event, Event::MappingEnd) {
            if style == StructureStyle::Flow {
                *end = self.place(span);
            }
            return Ok(false);
        }
        let docs = self.docs_above(span, false);
        let key = self.parse_node(event, span)?;
        let (event, span) = self.next_event()?;
        let value = self.parse_node(event, span)?;
        *end = if matches!(value.kind, Kind::Empty) {
            key.span
        } else {
            value.span
        };
        if let Some(key) = self.parse_key(key) {
            entries.push(Entry { key, docs, value });
        }
        Ok(true)
    }

    fn parse_key(&mut self, key: Node<'s>) -> Option<Key<'s>> {
        match key.kind {
            Kind::Scalar(scalar) if scalar.style == Style::Plain && scalar.text == "<<" => {
                self.report.push(
                    Diagnostic::error("yaml-merge-key", key.span, "the merge key `<<` is not part of the language")
                        .help("write the keys out, or put them under `defaults:` where they can be inherited"),
                );
                None
            }
            Kind::Scalar(scalar) => Some(Key {
                text: scalar.text,
                span: key.span,
                style: scalar.style,
            }),
            Kind::Broken => None,
            Kind::Empty | Kind::List(_) | Kind::Map(_) => {
                self.report.push(
                    Diagnostic::error("yaml-key", key.span, "a key must be a name").help(
                        "write `name: value`; text that begins with `[`, `{` or `?` needs quotes",
                    ),
                );
                None
            }
        }
    }

    fn report_repeated_keys(&mut self, entries: &[Entry<'s>]) {
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for (position, entry) in entries.iter().enumerate() {
            let key = &*entry.key.text;
            let earlier = if entries.len() <= 16 {
                // Most mappings are short, and looking twice is cheaper than a map.
                entries
                    .iter()
                    .take(position)
                    .find(|other| other.key.text == key)
                    .map(|other| other.key.span)
            } else {
                let seen = first.get(key).copied();
                first.entry(key).or_insert(entry.key.span);
                seen
            };
            if let Some(earlier) = earlier {
                self.report.push(
                    Diagnostic::error(
                        "duplicate-key",
                        entry.key.span,
                        format!("the key {} is written twice", shown(key)),
                    )
                    .label("again here")
                    .other(earlier, "first written here")
                    .help("delete one of them, or give it another name"),
                );
            }
        }
    }

    fn enter(&mut self, place: Span) -> Result<(), Stop> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.report.push(syntax::too_deep(place));
            return Err(Stop);
        }
        Ok(())
    }

    /// The next event that is not an anchor; anchors are reported on the way.
    fn next_event(&mut self) -> Result<(Event<'s>, granit_parser::Span), Stop> {
        loop {
            match self.parser.next() {
                Some(Ok((Event::Anchor(..), span))) => {
                    let place = self.place(span);
                    self.report.push(
                        Diagnostic::error("yaml-anchor", place, "YAML anchors such as `&name` are not part of the language")
                            .help("delete the anchor; to share a shape declare a type, to share options use `defaults:`")
                            .suggest(place, ""),
                    );
                }
                Some(Ok(event)) => return Ok(event),
                Some(Err(error)) => {
                    self.report
                        .push(syntax::diagnose(&error, self.text, self.file, self.floor));
                    return Err(Stop);
                }
                None => return Err(Stop),
            }
        }
    }

    fn docs_above(&self, span: granit_parser::Span, is_item: bool) -> Option<Arc<str>> {
        let start = self.place(span).start as usize;
        comments::docs_above(self.text, self.floor, start, is_item).map(Arc::from)
    }

    fn place(&self, span: granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        syntax::clamp(self.text, self.file, range.start, range.end)
    }
}
