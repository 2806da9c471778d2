//! The keys of one mapping: what is asked for is known, what is left over is unknown.

use std::sync::Arc;

use super::names::NameRule;
use super::{
    Reader, booleans, kinds, literals, meta, references, samples, snippet, synonyms, type_expr,
    versions,
};
use crate::ast::{self, Text};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::{brief, listed, shown};
use crate::diagnostic::similar::nearest;
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Kind, Node};

/// What a mapping stands for, in the words of a message.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// With its article: `an activity`.
    pub(super) what: &'static str,
    /// A short example of it.
    pub(super) sample: &'static str,
}

/// The keys of one mapping.
///
/// Each key that the language knows there is asked for once; [`Keys::finish`] reports the others.
pub(super) struct Keys<'k, 'd> {
    pub(super) reader: &'k mut Reader<'d>,
    /// The whole mapping.
    pub(super) span: Span,
    shape: Shape,
    entries: &'k [Entry<'k>],
    taken: Vec<bool>,
    known: Vec<&'static str>,
}

impl<'k, 'd> Keys<'k, 'd> {
    /// The keys of an entry's value, which must be a mapping.
    pub(super) fn of(
        reader: &'k mut Reader<'d>,
        entry: &'k Entry<'k>,
        shape: Shape,
    ) -> Option<Self> {
        if let Kind::Empty = entry.value.kind {
            reader.push(kinds::nothing_written(entry, shape));
            return None;
        }
        Self::of_node(reader, &entry.value, shape)
    }

    /// The keys of a value, which must be a mapping.
    pub(super) fn of_node(
        reader: &'k mut Reader<'d>,
        node: &'k Node<'k>,
        shape: Shape,
    ) -> Option<Self> {
        let Kind::Map(entries) = &node.kind else {
            kinds::report_not_a_mapping(reader, node, shape);
            return None;
        };
        Some(Self {
            reader,
            span: node.span,
            shape,
            entries,
            taken: vec![false; entries.len()],
            known: Vec::with_capacity(32),
        })
    }

    /// The entry of a key, which is known from now on.
    pub(super) fn take(&mut self, key: &'static str) -> Option<&'k Entry<'k>> {
        self.known.push(key);
        let position = self
            .entries
            .iter()
            .position(|entry| entry.key.text == key)?;
        // The second of two equal keys is reported already; it is not unknown as well.
        for (entry, taken) in self.entries.iter().zip(&mut self.taken) {
            *taken |= entry.key.text == key;
        }
        self.entries.get(position)
    }

    /// Whether a key is written, without asking for it.
    pub(super) fn has(&self, key: &str) -> Option<&'k Entry<'k>> {
        self.entries.iter().find(|entry| entry.key.text == key)
    }

    /// A piece of text.
    pub(super) fn text(&mut self, key: &'static str) -> Option<Text> {
        let entry = self.take(key)?;
        snippet::parse_text(self.reader, entry)
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<Text> {
        let Some(items) = self.items(key) else {
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| snippet::parse_item_text(self.reader, item, key))
            .collect()
    }

    /// `true` or `false`; false where it is not written.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        self.spanned_flag(key).is_some_and(|flag| flag.value)
    }

    /// `true` or `false`, where it is written.
    pub(super) fn spanned_flag(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let entry = self.take(key)?;
        booleans::parse_boolean(self.reader, entry)
    }

    /// One word of a closed list.
    pub(super) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<Spanned<T>> {
        let text = self.text(key)?;
        if let Some(&(_, value)) = choices.iter().find(|(name, _)| *name == text.value) {
            return Some(Spanned::new(value, text.span));
        }
        let names = || choices.iter().map(|&(name, _)| name);
        let message = format!("{} is not a value of `{key}`", shown(&text.value));
        let diagnostic = Diagnostic::error("unknown-choice", text.span, message);
        self.reader.push(match nearest(&text.value, names()) {
            Some(name) => diagnostic
                .help(format!("did you mean `{name}`?"))
                .suggest(text.span, name),
            None => diagnostic.help(format!("write one of {}", listed(names()))),
        });
        None
    }

    /// A semantic version.
    pub(super) fn version(&mut self, key: &'static str) -> Option<Text> {
        let text = self.text(key)?;
        versions::check_version(self.reader, key, &text).then_some(text)
    }

    /// A type.
    pub(super) fn type_expr(&mut self, key: &'static str) -> Option<ast::TypeExpr> {
        let entry = self.take(key)?;
        type_expr::parse_type_expr(self.reader, entry)
    }

    /// The name of another definition.
    pub(super) fn reference(&mut self, key: &'static str) -> Option<ast::Reference> {
        let text = self.text(key)?;
        references::parse_reference(self.reader, text)
    }

    /// A list of names of other definitions; nothing where it is not written.
    pub(super) fn references(&mut self, key: &'static str) -> Option<Vec<ast::Reference>> {
        let items = self.items(key)?;
        let mut references = Vec::new();
        for item in items {
            if let Some(text) = snippet::parse_item_text(self.reader, item, key) {
                references.extend(references::parse_reference(self.reader, text));
            }
        }
        Some(references)
    }

    /// Any value.
    pub(super) fn literal(&mut self, key: &'static str) -> Option<ast::Literal> {
        let entry = self.take(key)?;
        literals::parse_literal(self.reader, entry)
    }

    /// Named things under one key, such as `types:` or `signals:`.
    pub(super) fn each<T>(
        &mut self,
        key: &'static str,
        shape: Shape,
        parse: impl Fn(&mut Reader<'d>, &Entry<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(entry) = self.take(key) else {
            return Vec::new();
        };
        parse_each(self.reader, entry, shape, parse)
    }

    /// The items of a list; a single value in its place is reported with the brackets it needs.
    pub(super) fn items(&mut self, key: &'static str) -> Option<&'k [Node<'k>]> {
        let entry = self.take(key)?;
        match &entry.value.kind {
            Kind::List(items) => Some(items),
            Kind::Scalar(_) => {
                let span = entry.value.span;
                let written = self.reader.text_at(span);
                let diagnostic =
                    kinds::wrong_kind(span, format!("{} must be a list, found text", shown(key)));
                self.reader.push(if written.contains('\n') {
                    diagnostic.help(format!("write for example `{}`", samples::of(key)))
                } else {
                    diagnostic
                        .help(format!("write `{key}: [{written}]`"))
                        .suggest(span, format!("[{written}]"))
                });
                None
            }
            Kind::Broken => None,
            Kind::Empty | Kind::Map(_) => {
                self.reader.push(kinds::unexpected(entry, "a list"));
                None
            }
        }
    }

    /// Name, docs, since and deprecated of the element that this mapping describes.
    pub(super) fn meta(&mut self, entry: &Entry<'_>, rule: NameRule) -> ast::Meta {
        let bare = meta::parse_bare_meta(self.reader, &entry.key, entry.docs.as_ref(), rule);
        ast::Meta {
            docs: self.description().or(bare.docs),
            since: self.version("since"),
            deprecated: meta::parse_deprecated(self).map(Box::new),
            name: bare.name,
        }
    }

    /// `description:`
    pub(super) fn description(&mut self) -> Option<Arc<str>> {
        self.text("description")
            .map(|text| Arc::from(text.value.trim_end()))
    }

    /// Reports that a key is not written.
    pub(super) fn report_missing(&mut self, key: &'static str, place: Span) {
        self.report_missing_as(key, place, &samples::of(key));
    }

    /// The same with a sample that fits the place better than the one of the key.
    pub(super) fn report_missing_as(&mut self, key: &'static str, place: Span, sample: &str) {
        let what = self.shape.what;
        self.reader.push(
            Diagnostic::error(
                "missing-key",
                place,
                format!("{what} needs the key `{key}`"),
            )
            .help(format!("add it, for example `{sample}`")),
        );
    }

    /// Reports the keys that nobody asked for. Keys that begin with `x-` are free.
    pub(super) fn finish(self) {
        let what = self.shape.what;
        let unknown = self.entries.iter().zip(&self.taken);
        let unknown: Vec<_> = unknown
            .filter(|(entry, taken)| !**taken && !entry.key.text.starts_with("x-"))
            .map(|(entry, _)| &entry.key)
            .collect();
        if unknown.is_empty() {
            return;
        }
        // A key that is written as well is not what was meant.
        let free: Vec<&str> = self
            .known
            .iter()
            .copied()
            .filter(|known| self.has(known).is_none())
            .collect();
        for key in unknown {
            let message = format!("{what} has no key {}", shown(&key.text));
            let diagnostic = Diagnostic::error("unknown-key", key.span, message);
            let near = || nearest(&key.text, free.iter().copied());
            let meant = synonyms::meant(&key.text, &free).or_else(near);
            self.reader.push(match meant {
                Some(meant) => diagnostic
                    .help(format!("did you mean `{meant}`?"))
                    .suggest(key.span, meant),
                None if free.contains(&"fields") && what == "a variant" => {
                    diagnostic.help(format!(
                        "the fields of a variant stand under `fields`: `fields: {{{}: …}}`",
                        brief(&key.text)
                    ))
                }
                None => diagnostic.help(format!(
                    "known here: {}; keys that begin with `x-` are free",
                    listed(self.known.iter().copied())
                )),
            });
        }
    }
}

/// The entries of a mapping of named things; keys that begin with `x-` are free.
pub(super) fn parse_each<'d, T>(
    reader: &mut Reader<'d>,
    entry: &Entry<'_>,
    shape: Shape,
    parse: impl Fn(&mut Reader<'d>, &Entry<'_>) -> Option<T>,
) -> Vec<T> {
    let entries = match &entry.value.kind {
        Kind::Map(entries) => entries,
        Kind::Empty => {
            reader.push(kinds::nothing_written(entry, shape));
            return Vec::new();
        }
        Kind::Scalar(_) | Kind::List(_) | Kind::Broken => {
            kinds::report_not_a_mapping(reader, &entry.value, shape);
            return Vec::new();
        }
    };
    let mut things = Vec::with_capacity(entries.len());
    for entry in entries {
        if !entry.key.text.starts_with("x-") {
            things.extend(parse(reader, entry));
        }
    }
    things
}
