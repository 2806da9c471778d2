//! Enums: lists of texts, which a reader knows all or not.

use super::{Site, Walk};
use crate::breaking::change::{Effect, Outcome};
use crate::breaking::rules::Rule;
use crate::model::{Enum, EnumValue, Meta};

impl Walk<'_> {
    pub(super) fn compare_enums(
        &mut self,
        (_, old): (&Meta, &Enum),
        (_, new): (&Meta, &Enum),
        site: &Site,
    ) {
        self.compare_openness(
            (old.closed, new.closed),
            (Rule::EnumClosed, Rule::EnumOpened),
            site,
        );
        let unknown = |closed| match closed {
            true => Outcome::Refused,
            false => Outcome::Depends,
        };
        let by_wire = |list: &[EnumValue], wire: &str| list.iter().any(|value| value.wire == wire);
        for value in &old.values {
            if by_wire(&new.values, &value.wire) {
                continue;
            }
            let mut site = site.inside(&value.meta.name);
            site.old = value.meta.span;
            let same_name = |other: &&EnumValue| {
                other.meta.name == value.meta.name && !by_wire(&old.values, &other.wire)
            };
            let change = match new.values.iter().find(same_name) {
                Some(renamed) => {
                    site.new = renamed.meta.span;
                    site.payload(Rule::EnumValueRenamed, Effect::both(Outcome::Refused))
                        .with_texts(&value.wire, &renamed.wire)
                }
                None => {
                    let effect = Effect::new(unknown(new.closed), Outcome::Fine);
                    site.payload(Rule::EnumValueRemoved, effect)
                        .with_texts(&value.wire, "")
                }
            };
            self.changes.push(change);
        }
        for value in &new.values {
            if let Some(known) = old.values.iter().find(|other| other.wire == value.wire) {
                if known.meta.name != value.meta.name {
                    let mut site = site.inside(&value.meta.name);
                    (site.old, site.new) = (known.meta.span, value.meta.span);
                    let change = site.change(Rule::NameInCodeChanged, super::Kind::Source);
                    self.changes
                        .push(change.with_texts(&known.meta.name, &value.meta.name));
                }
                continue;
            }
            let mut site = site.inside(&value.meta.name);
            site.new = value.meta.span;
            self.compare_reserved_name(&old.reserved, &value.wire, &site);
            let same_name = |other: &EnumValue| {
                other.meta.name == value.meta.name && !by_wire(&new.values, &other.wire)
            };
            if old.values.iter().any(same_name) {
                continue;
            }
            let rule = match old.closed {
                true => Rule::EnumValueAddedClosed,
                false => Rule::EnumValueAdded,
            };
            let effect = Effect::new(Outcome::Fine, unknown(old.closed));
            self.changes
                .push(site.payload(rule, effect).with_texts("", &value.wire));
        }
        let is_in_use = |name: &str| by_wire(&new.values, name);
        self.compare_reserved(&old.reserved, &new.reserved, &is_in_use, site);
    }

    /// Whether readers refuse what they do not know, of an enum or a union.
    pub(super) fn compare_openness(
        &mut self,
        (old, new): (bool, bool),
        (closed, opened): (Rule, Rule),
        site: &Site,
    ) {
        let change = match (old, new) {
            (false, true) => site.payload(closed, Effect::new(Outcome::Refused, Outcome::Fine)),
            (true, false) => site.payload(opened, Effect::new(Outcome::Fine, Outcome::Depends)),
            _ => return,
        };
        self.changes.push(change);
    }
}
