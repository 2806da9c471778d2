//! Unions: a tag, and a record for each of its values.

use super::{Pair, Site, Walk};
use crate::breaking::change::{Effect, Kind, Outcome};
use crate::breaking::rules::Rule;
use crate::model::{Meta, Union, Variant};

impl Walk<'_> {
    pub(super) fn compare_unions(
        &mut self,
        (before, old): (&Meta, &Union),
        (after, new): (&Meta, &Union),
        site: &Site,
    ) {
        self.compare_openness(
            (old.closed, new.closed),
            (Rule::UnionClosed, Rule::UnionOpened),
            site,
        );
        if old.tag != new.tag {
            let change = site
                .payload(Rule::UnionTagChanged, Effect::both(Outcome::Refused))
                .with_texts(&old.tag, &new.tag)
                .at(
                    Some(self.old.places.of(before, "tag")),
                    Some(self.new.places.of(after, "tag")),
                );
            self.changes.push(change);
        }
        let by_wire = |list: &[Variant], wire: &str| list.iter().any(|other| other.wire == wire);
        for variant in &old.variants {
            let mut site = site.inside(&variant.meta.name);
            site.old = variant.meta.span;
            let same_name = |other: &&Variant| {
                other.meta.name == variant.meta.name && !by_wire(&old.variants, &other.wire)
            };
            let known = new.variants.iter().find(|other| other.wire == variant.wire);
            if let Some(known) = known {
                site.new = known.meta.span;
                if known.meta.name != variant.meta.name {
                    let change = site.change(Rule::NameInCodeChanged, Kind::Source);
                    self.changes
                        .push(change.with_texts(&variant.meta.name, &known.meta.name));
                }
                self.hold(Pair::Types(variant.record, known.record), site.holder);
            } else if let Some(renamed) = new.variants.iter().find(same_name) {
                site.new = renamed.meta.span;
                let change =
                    site.payload(Rule::UnionVariantRenamed, Effect::both(Outcome::Refused));
                self.changes
                    .push(change.with_texts(&variant.wire, &renamed.wire));
                self.hold(Pair::Types(variant.record, renamed.record), site.holder);
            } else {
                let effect = Effect::new(Outcome::Refused, Outcome::Fine);
                let change = site.payload(Rule::UnionVariantRemoved, effect);
                self.changes.push(change.with_texts(&variant.wire, ""));
            }
        }
        for variant in &new.variants {
            let mut site = site.inside(&variant.meta.name);
            site.new = variant.meta.span;
            let same_name = |other: &Variant| {
                other.meta.name == variant.meta.name && !by_wire(&new.variants, &other.wire)
            };
            if by_wire(&old.variants, &variant.wire) {
                continue;
            }
            self.compare_reserved_name(&old.reserved, &variant.wire, &site);
            if old.variants.iter().any(same_name) {
                continue;
            }
            let (rule, outcome) = match old.closed {
                true => (Rule::UnionVariantAddedClosed, Outcome::Refused),
                false => (Rule::UnionVariantAdded, Outcome::Depends),
            };
            let change = site.payload(rule, Effect::new(Outcome::Fine, outcome));
            self.changes.push(change.with_texts("", &variant.wire));
        }
        let is_in_use = |name: &str| by_wire(&new.variants, name);
        self.compare_reserved(&old.reserved, &new.reserved, &is_in_use, site);
    }
}
