//! Search attributes and memos: what is said of an execution besides its input.

use std::collections::BTreeSet;

use super::records::Fate;
use super::workflows::{Both, is_pinned, workers_of};
use super::{Site, Walk};
use crate::breaking::change::{Effect, Holder, Kind, Outcome};
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Party, Role, Slot};
use crate::model::{Meta, Record, SearchAttribute, Type, UnknownFields, Workflow};

impl<'a> Walk<'a> {
    /// Compares the memo of a workflow, each entry of which is a payload of its own.
    pub(super) fn compare_memo(&mut self, both: Both<'a>, starters: &BTreeSet<Party>, site: &Site) {
        let Both { old, new } = both;
        if old.memo.is_empty() && new.memo.is_empty() {
            return;
        }
        let description = format!("the memo of workflow `{}`", new.meta.name);
        let slot = written_at_start(Role::Memo, description, both, starters);
        let record = |workflow: &Workflow| Record {
            fields: workflow.memo.clone(),
            // Nobody refuses an entry that he has no use for.
            unknown: UnknownFields::Ignore,
            reserved: Vec::new(),
        };
        let site = Site {
            old: self.old.places.of(&old.meta, "memo"),
            new: self.new.places.of(&new.meta, "memo"),
            holder: Holder::Slots(vec![self.add_slot(slot)]),
            ..site.inside("memo")
        };
        let records = (record(old), record(new));
        for fate in self.match_fields(&records.0, &records.1) {
            if let Fate::Same(before, after) = fate {
                let key = (site.package.clone(), site.inside(&after.meta.name).element);
                let types = (before.ty.clone(), after.ty.clone());
                self.memo_entries.insert(key, types);
            }
        }
        self.without_code(|walk| {
            walk.compare_records((&old.meta, &records.0), (&new.meta, &records.1), &site);
        });
    }

    pub(super) fn compare_search_attributes(
        &mut self,
        both: Both<'a>,
        starters: &BTreeSet<Party>,
        site: &Site,
    ) {
        let (before, after) = (&both.old.search_attributes, &both.new.search_attributes);
        let named = |list: &'a [SearchAttribute], meta: &Meta| {
            list.iter()
                .find(|attribute| attribute.meta.name == meta.name)
        };
        for old in before {
            let SearchAttribute { meta, ty, from } = old;
            let mut site = Site {
                old: meta.span,
                ..site.inside(&meta.name)
            };
            let Some(new) = named(after, meta) else {
                let kind = Kind::Behaviour { less: true };
                let change = site.change(Rule::SearchAttributeRemoved, kind);
                self.changes.push(change.with_texts(ty.name(), ""));
                continue;
            };
            site.new = new.meta.span;
            if *ty != new.ty {
                let description = format!(
                    "search attribute `{}` of workflow `{}`",
                    meta.name, both.new.meta.name
                );
                let slot = written_at_start(Role::SearchAttribute, description, both, starters);
                let site = Site {
                    holder: Holder::Slots(vec![self.add_slot(slot)]),
                    ..site.clone()
                };
                // A server keeps one type for a name, and refuses values of the other.
                let change = site.payload(
                    Rule::SearchAttributeTypeChanged,
                    Effect::both(Outcome::Refused),
                );
                self.changes
                    .push(change.with_texts(ty.name(), new.ty.name()));
            }
            let is_same = match (from, &new.from) {
                (Some((old, _)), Some((new, _))) => {
                    let (before, after) = (both.old.input.as_ref(), both.new.input.as_ref());
                    self.is_same_part((before, old), (after, new))
                }
                (old, new) => old.is_none() && new.is_none(),
            };
            if !is_same {
                let kind = Kind::Behaviour { less: true };
                let change = site.change(Rule::SearchAttributeSourceChanged, kind);
                let texts = (source_text(from.as_ref()), source_text(new.from.as_ref()));
                let change = change.with_texts(texts.0, texts.1).at(
                    Some(self.old.places.of(meta, "from")),
                    Some(self.new.places.of(&new.meta, "from")),
                );
                self.changes.push(change);
            }
        }
        for new in after
            .iter()
            .filter(|new| named(before, &new.meta).is_none())
        {
            let site = Site {
                new: new.meta.span,
                ..site.inside(&new.meta.name)
            };
            // A server refuses to start what has an attribute that it does not know.
            let kind = Kind::Behaviour { less: true };
            let change = site.change(Rule::SearchAttributeAdded, kind);
            let text = format!("{} --type {}", new.meta.name, new.ty.name());
            self.changes.push(change.with_texts("", text));
        }
    }
}

/// What is written when a workflow starts, and read by whoever sees it, and by its own code.
fn written_at_start(
    role: Role,
    description: String,
    both: Both,
    starters: &BTreeSet<Party>,
) -> Slot {
    let mut readers = workers_of(both);
    readers.insert(Party::Clients);
    Slot {
        replayed_by: Some(both.new.meta.name.clone()),
        pinned: is_pinned(both),
        ..Slot::new(role, description, starters.clone(), readers)
    }
}

/// Where the first value comes from, as a schema writes it: `input.customer`.
fn source_text(from: Option<&(Vec<String>, Type)>) -> String {
    match from {
        Some((path, _)) => {
            let path = path.iter().map(String::as_str);
            std::iter::once("input")
                .chain(path)
                .collect::<Vec<_>>()
                .join(".")
        }
        None => String::from("the code of the workflow"),
    }
}
