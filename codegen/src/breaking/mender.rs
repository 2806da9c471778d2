//! From what would mend a change to an edit of the schema, in the form in which the schema is written.

mod addition;
mod listed;
mod named;

use std::cell::RefCell;
use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::change::{Edit, Mend};
use crate::diagnostic::Diagnostics;
use crate::lint::entries::in_quotes;
use crate::source::{FileId, SourceMap, Span};
use crate::yaml::{Entry, Kind, Node, Report, Style, Tree, parse_yaml};
use addition::{Addition, pairs, quoted};
use named::{Named, find, part_for, written};

/// Makes edits of the files of a contract.
#[derive(Debug)]
pub(super) struct Mender<'s> {
    sources: &'s SourceMap,
    /// The files that were needed so far.
    trees: RefCell<BTreeMap<FileId, Option<std::rc::Rc<Tree<'s>>>>>,
}

impl<'s> Mender<'s> {
    /// Edits these files, which compile.
    pub(super) fn new(sources: &'s SourceMap) -> Self {
        Self {
            sources,
            trees: RefCell::default(),
        }
    }

    /// The edits that do all of these together; none for what is said already, or written in a way that no edit is known
    /// for. Where two say different things of one element, the first is heard.
    pub(super) fn edits<'d>(&self, mends: impl IntoIterator<Item = &'d Mend>) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut said: IndexMap<Span, Vec<(&'static str, Addition)>> = IndexMap::new();
        for mend in mends.into_iter().flat_map(parts) {
            let (of, key, addition) = match mend {
                Mend::Write(edit) => {
                    edits.push(edit.clone());
                    continue;
                }
                Mend::MayBeAbsent(name) => {
                    edits.extend(self.may_be_absent(*name));
                    continue;
                }
                Mend::Say { of, key, value } => (of, key, Addition::of(value)),
                Mend::List {
                    of,
                    key,
                    item,
                    behind,
                } => (of, key, Addition::of_item(item, behind)),
                Mend::All(_) => continue,
            };
            let known = said.entry(*of).or_default();
            match known.iter_mut().find(|(known, _)| known == key) {
                Some((_, known)) => known.join(addition),
                None => known.push((key, addition)),
            }
        }
        for (of, additions) in said {
            edits.extend(self.edits_of(of, &additions).unwrap_or_default());
        }
        edits.retain(|edit| self.sources.text(edit.place) != edit.text);
        edits
    }

    fn may_be_absent(&self, name: Span) -> Option<Edit> {
        let tree = self.tree(name.file)?;
        match find(&tree.root, "", name)? {
            Named::Entry(entry, _) => Some(may_be_absent(entry)),
            Named::Item(..) => None,
        }
    }

    /// Everything that is added to what one element says.
    fn edits_of(&self, of: Span, additions: &[(&'static str, Addition)]) -> Option<Vec<Edit>> {
        let tree = self.tree(of.file)?;
        let (entry, section) = match find(&tree.root, "", of)? {
            Named::Item(scalar, place) => {
                // An item says one thing of itself, and lists nothing.
                let is_said =
                    |(_, addition): &&(_, Addition)| matches!(addition, Addition::Said(_));
                let said: Vec<_> = additions.iter().filter(is_said).cloned().collect();
                let text = format!("{{{}: {{{}}}}}", quoted(&scalar.text), pairs(&said)?);
                return Some(vec![Edit { place, text }]);
            }
            Named::Entry(entry, section) => (entry, section),
        };
        let Kind::Map(entries) = &entry.value.kind else {
            let edit = self.made_long(entry, section, &pairs(additions)?);
            return edit.map(|edit| vec![edit]);
        };
        let mut edits = Vec::new();
        // What is not there yet, by the part of the element that it belongs to.
        let mut missing: Vec<(&Node<'s>, Vec<(&'static str, Addition)>)> = Vec::new();
        for (key, addition) in additions {
            if let Some(written) = written(entries, key) {
                edits.extend(self.changed(written, addition));
                continue;
            }
            let Some(part) = part_for(entry, key) else {
                continue;
            };
            let addition = (*key, addition.clone());
            match missing
                .iter_mut()
                .find(|(known, _)| std::ptr::eq(*known, part))
            {
                Some((_, known)) => known.push(addition),
                None => missing.push((part, vec![addition])),
            }
        }
        for (part, additions) in missing {
            edits.extend(self.inserted(part, &additions));
        }
        Some(edits)
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

    /// Another value in the place of what is said under a key now, or more in its list.
    fn changed(&self, said: &Entry<'s>, addition: &Addition) -> Vec<Edit> {
        match (addition, &said.value.kind) {
            (Addition::Said(value), Kind::Scalar(_) | Kind::Map(_)) => {
                Vec::from_iter(edit(self.whole(&said.value), value.clone()))
            }
            (Addition::Listed(items), Kind::List(listed)) => match listed.is_empty() {
                true => Vec::from_iter(edit(said.value.span, addition.text())),
                false => self.listed(&said.value, listed, items),
            },
            _ => Vec::new(),
        }
    }

    /// `name: TYPE` becomes `name: {type: TYPE, key: value}`, in the words of its section.
    fn made_long(&self, entry: &Entry<'s>, section: &str, pairs: &str) -> Option<Edit> {
        let long_for = match section {
            "signals" => "input",
            "queries" => "output",
            _ => "type",
        };
        let scalar = match &entry.value.kind {
            Kind::Scalar(scalar) => scalar,
            Kind::Empty => return self.filled(entry, pairs),
            Kind::List(_) | Kind::Map(_) | Kind::Broken => return None,
        };
        let text = self.sources.text(entry.value.span);
        if section == "signals" && matches!(text, "~" | "null") {
            return edit(entry.value.span, format!("{{{pairs}}}"));
        }
        let is_cut = |text: &str| text.contains([',', '[', ']', '{', '}']);
        let ty = match scalar.style {
            Style::Block => return None,
            _ if text.contains('\n') => return None,
            Style::Plain if is_cut(text) => in_quotes(text),
            Style::Plain | Style::Quoted => text.to_owned(),
        };
        edit(entry.value.span, format!("{{{long_for}: {ty}, {pairs}}}"))
    }

    /// `name:` becomes `name: {key: value}`.
    fn filled(&self, entry: &Entry<'s>, pairs: &str) -> Option<Edit> {
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
        edit(place, format!(" {{{pairs}}}"))
    }

    /// More keys in a mapping.
    fn inserted(&self, map: &Node<'s>, additions: &[(&'static str, Addition)]) -> Option<Edit> {
        let Kind::Map(entries) = &map.kind else {
            return None;
        };
        let Some((first, last)) = entries.first().zip(entries.last()) else {
            return edit(map.span, format!("{{{}}}", pairs(additions)?));
        };
        if self.is_flow(map) {
            return edit(self.after(&last.value), format!(", {}", pairs(additions)?));
        }
        let start = Span {
            end: first.key.span.start,
            ..first.key.span
        };
        let (_, column) = self.sources.line_and_column(start);
        let indent = " ".repeat(column - 1);
        let line_break = self.line_break(start.file);
        let line = |(key, addition): &(&str, Addition)| {
            format!("{key}: {}{line_break}{indent}", addition.text())
        };
        edit(start, additions.iter().map(line).collect())
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

/// What a mend is made of.
fn parts(mend: &Mend) -> Vec<&Mend> {
    match mend {
        Mend::All(all) => all.iter().flat_map(parts).collect(),
        one => vec![one],
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
