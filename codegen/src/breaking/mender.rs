//! From what would mend a change to an edit of the schema, in the form in which the schema is written.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::change::{Edit, Mend, Said};
use crate::diagnostic::Diagnostics;
use crate::lint::entries::in_quotes;
use crate::source::{FileId, SourceMap, Span};
use crate::yaml::{Entry, Kind, Node, Report, Scalar, Style, Tree, parse_yaml};

/// Makes edits of the files of a contract.
#[derive(Debug)]
pub(super) struct Mender<'s> {
    sources: &'s SourceMap,
    /// The files that were needed so far.
    trees: RefCell<BTreeMap<FileId, Option<std::rc::Rc<Tree<'s>>>>>,
}

/// What has a name in a schema.
enum Named<'t, 's> {
    /// A key and what belongs to it, and the key of the section that it is in.
    Entry(&'t Entry<'s>, &'t str),
    /// An item of a list that is nothing but a name.
    Item(&'t Scalar<'s>, Span),
}

impl<'s> Mender<'s> {
    /// Edits these files, which compile.
    pub(super) fn new(sources: &'s SourceMap) -> Self {
        Self {
            sources,
            trees: RefCell::default(),
        }
    }

    /// The edit; none where the schema is written in a way that no edit is known for, or says it already.
    pub(super) fn edit(&self, mend: &Mend) -> Option<Edit> {
        let edit = self.edit_for(mend)?;
        (self.sources.text(edit.place) != edit.text).then_some(edit)
    }

    fn edit_for(&self, mend: &Mend) -> Option<Edit> {
        let of = match mend {
            Mend::Write(edit) => return Some(edit.clone()),
            Mend::MayBeAbsent(name) => *name,
            Mend::Say { of, .. } | Mend::List { of, .. } => *of,
        };
        let tree = self.tree(of.file)?;
        let named = find(&tree.root, "", of)?;
        match (mend, named) {
            (Mend::MayBeAbsent(_), Named::Entry(entry, _)) => Some(may_be_absent(entry)),
            (Mend::Say { key, value, .. }, named) => {
                let text = match value {
                    Said::Word(word) => quoted(word),
                    Said::Json(json) => json.clone(),
                };
                self.say(named, key, &text)
            }
            (Mend::List { key, item, .. }, named) => {
                let item = match item {
                    (name, None) => quoted(name),
                    (name, Some((key, value))) => {
                        format!("{{{}: {{{key}: {}}}}}", quoted(name), quoted(value))
                    }
                };
                self.list(named, key, &item)
            }
            (Mend::Write(_) | Mend::MayBeAbsent(_), _) => None,
        }
    }

    fn tree(&self, file: FileId) -> Option<std::rc::Rc<Tree<'s>>> {
        let mut trees = self.trees.borrow_mut();
        let parse = || {
            // The contract compiles, so there is nothing to say about the file.
            let mut unheard = Diagnostics::default();
            let text = &self.sources.get(file).text;
            parse_yaml(text, file, &mut Report::new(&mut unheard)).map(std::rc::Rc::new)
        };
        trees.entry(file).or_insert_with(parse).clone()
    }

    /// `key: value` of what has the name, in the place of what is said now.
    fn say(&self, named: Named<'_, 's>, key: &str, value: &str) -> Option<Edit> {
        let (entry, section) = match named {
            Named::Item(scalar, place) => {
                let name = quoted(&scalar.text);
                return edit(place, format!("{{{name}: {{{key}: {value}}}}}"));
            }
            Named::Entry(entry, section) => (entry, section),
        };
        let Kind::Map(entries) = &entry.value.kind else {
            return self.made_long(entry, section, key, value);
        };
        match written(entries, key) {
            Some(said) if matches!(said.value.kind, Kind::Scalar(_) | Kind::Map(_)) => {
                edit(self.whole(&said.value), value.to_owned())
            }
            Some(_) => None,
            None => self.inserted(part_for(entry, key)?, key, value),
        }
    }

    /// `key: [item]` of what has the name, besides what is listed there now.
    fn list(&self, named: Named<'_, 's>, key: &str, item: &str) -> Option<Edit> {
        let Named::Entry(entry, section) = named else {
            return None;
        };
        let Kind::Map(entries) = &entry.value.kind else {
            return self.made_long(entry, section, key, &format!("[{item}]"));
        };
        let Some(listed) = written(entries, key) else {
            return self.inserted(part_for(entry, key)?, key, &format!("[{item}]"));
        };
        let Kind::List(items) = &listed.value.kind else {
            return None;
        };
        match (items.last(), self.is_flow(&listed.value)) {
            (None, _) => edit(listed.value.span, format!("[{item}]")),
            (Some(last), true) => edit(self.after(last), format!(", {item}")),
            (Some(last), false) => {
                let indent = self.indent_of_dash(last)?;
                let line_break = self.line_break(last.span.file);
                edit(self.after(last), format!("{line_break}{indent}- {item}"))
            }
        }
    }

    /// `name: TYPE` becomes `name: {type: TYPE, key: value}`, in the words of its section.
    fn made_long(&self, entry: &Entry<'s>, section: &str, key: &str, value: &str) -> Option<Edit> {
        let long_for = match section {
            "signals" => "input",
            "queries" => "output",
            _ => "type",
        };
        let scalar = match &entry.value.kind {
            Kind::Scalar(scalar) => scalar,
            Kind::Empty => return self.filled(entry, key, value),
            Kind::List(_) | Kind::Map(_) | Kind::Broken => return None,
        };
        let text = self.sources.text(entry.value.span);
        if section == "signals" && matches!(text, "~" | "null") {
            return edit(entry.value.span, format!("{{{key}: {value}}}"));
        }
        let is_cut = |text: &str| text.contains([',', '[', ']', '{', '}']);
        let ty = match scalar.style {
            Style::Block => return None,
            _ if text.contains('\n') => return None,
            Style::Plain if is_cut(text) => in_quotes(text),
            Style::Plain | Style::Quoted => text.to_owned(),
        };
        edit(
            entry.value.span,
            format!("{{{long_for}: {ty}, {key}: {value}}}"),
        )
    }

    /// `name:` becomes `name: {key: value}`.
    fn filled(&self, entry: &Entry<'s>, key: &str, value: &str) -> Option<Edit> {
        let name = entry.key.span;
        let text = &self.sources.get(name.file).text;
        let rest = text.get(name.end as usize..)?;
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        rest.get(spaces..)?.strip_prefix(':')?;
        let after_colon = name.end + spaces as u32 + 1;
        let place = Span {
            start: after_colon,
            end: after_colon,
            ..name
        };
        edit(place, format!(" {{{key}: {value}}}"))
    }

    /// One key more in a mapping.
    fn inserted(&self, map: &Node<'s>, key: &str, value: &str) -> Option<Edit> {
        let Kind::Map(entries) = &map.kind else {
            return None;
        };
        let Some((first, last)) = entries.first().zip(entries.last()) else {
            return edit(map.span, format!("{{{key}: {value}}}"));
        };
        if self.is_flow(map) {
            return edit(self.after(&last.value), format!(", {key}: {value}"));
        }
        let start = Span {
            end: first.key.span.start,
            ..first.key.span
        };
        let (_, column) = self.sources.line_and_column(start);
        let indent = " ".repeat(column - 1);
        let line_break = self.line_break(start.file);
        edit(start, format!("{key}: {value}{line_break}{indent}"))
    }

    /// What ends the lines of a file: what ends its first one.
    fn line_break(&self, file: FileId) -> &'static str {
        match self.sources.get(file).text.split_once('\n') {
            Some((line, _)) if line.ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }

    /// A value from its beginning to its end.
    fn whole(&self, node: &Node<'s>) -> Span {
        Span {
            end: self.after(node).end,
            ..node.span
        }
    }

    /// The place after a value.
    fn after(&self, node: &Node<'s>) -> Span {
        let end = match &node.kind {
            Kind::Map(entries) if !self.is_flow(node) => {
                entries.last().map(|entry| self.after(&entry.value).end)
            }
            Kind::List(items) if !self.is_flow(node) => {
                items.last().map(|item| self.after(item).end)
            }
            _ => None,
        };
        let end = end.unwrap_or(node.span.end);
        Span {
            start: end,
            end,
            ..node.span
        }
    }

    fn is_flow(&self, node: &Node<'s>) -> bool {
        self.sources.text(node.span).starts_with(['{', '['])
    }

    /// The spaces before the `-` of an item.
    fn indent_of_dash(&self, item: &Node<'s>) -> Option<String> {
        let text = &self.sources.get(item.span.file).text;
        let before = text.get(..item.span.start as usize)?;
        let line = before.rsplit('\n').next()?;
        let (indent, _) = line.rsplit_once('-')?;
        indent
            .chars()
            .all(|letter| letter == ' ')
            .then(|| indent.to_owned())
    }
}

fn edit(place: Span, text: String) -> Option<Edit> {
    Some(Edit { place, text })
}

/// `name` becomes `name?`; where the long form says whether it is optional, that it is.
fn may_be_absent(entry: &Entry<'_>) -> Edit {
    let said = match &entry.value.kind {
        Kind::Map(entries) => written(entries, "optional"),
        _ => None,
    };
    match said {
        Some(said) => Edit {
            place: said.value.span,
            text: String::from("true"),
        },
        None => Edit {
            place: entry.key.span,
            text: format!("{}?", entry.key.text),
        },
    }
}

/// What is named at a place.
fn find<'t, 's>(node: &'t Node<'s>, section: &'t str, place: Span) -> Option<Named<'t, 's>> {
    match &node.kind {
        Kind::Map(entries) => {
            let after = entries.partition_point(|entry| entry.key.span.start <= place.start);
            let entry = entries.get(after.checked_sub(1)?)?;
            match entry.key.span.start == place.start {
                true => Some(Named::Entry(entry, section)),
                false => find(&entry.value, &entry.key.text, place),
            }
        }
        Kind::List(items) => {
            let after = items.partition_point(|item| item.span.start <= place.start);
            let item = items.get(after.checked_sub(1)?)?;
            match &item.kind {
                Kind::Scalar(scalar) if item.span.start == place.start => {
                    Some(Named::Item(scalar, item.span))
                }
                _ => find(item, section, place),
            }
        }
        Kind::Scalar(_) | Kind::Empty | Kind::Broken => None,
    }
}

/// What a definition says under a key; a union says some of it one level deeper.
fn written<'t, 's>(entries: &'t [Entry<'s>], key: &str) -> Option<&'t Entry<'s>> {
    let find =
        |entries: &'t [Entry<'s>], key: &str| entries.iter().find(|said| said.key.text == key);
    find(entries, key).or_else(|| match &find(entries, "union")?.value.kind {
        Kind::Map(entries) => find(entries, key),
        _ => None,
    })
}

/// Where a definition may say something.
fn part_for<'t, 's>(entry: &'t Entry<'s>, key: &str) -> Option<&'t Node<'s>> {
    match (key, &entry.value.kind) {
        ("tag", Kind::Map(entries)) => written(entries, "union").map(|union| &union.value),
        _ => Some(&entry.value),
    }
}

/// A word as YAML takes it for this word and nothing else.
fn quoted(word: &str) -> String {
    const OTHERS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_letter = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
    let is_bare = word.starts_with(is_letter)
        && word
            .chars()
            .all(|letter| is_letter(letter) || letter.is_ascii_digit())
        && !OTHERS.contains(&&*word.to_lowercase());
    match is_bare {
        true => word.to_owned(),
        false => in_quotes(word),
    }
}

#[cfg(test)]
mod tests {
    use super::{Diagnostics, FileId, Kind, Report, parse_yaml, quoted};

    #[test]
    fn a_word_is_read_back_and_hides_nothing() {
        for word in [
            "amount",
            "n",
            "Off",
            "1",
            "",
            "a b",
            "a: b",
            "#a",
            "a\"b\\c",
            "a\n\tb",
            "\u{ad}\u{200b}",
            "größe 🎉",
        ] {
            let text = quoted(word);
            assert!(!text.contains(crate::render::is_deceptive), "{text}");
            let mut diagnostics = Diagnostics::default();
            let tree = parse_yaml(&text, FileId(0), &mut Report::new(&mut diagnostics));
            let root = tree.map(|tree| tree.root.kind);
            let Some(Kind::Scalar(scalar)) = root else {
                unreachable!("{text} is no scalar: {root:?}");
            };
            assert_eq!(scalar.text, word);
            assert!(diagnostics.is_empty(), "{text}");
        }
    }
}
