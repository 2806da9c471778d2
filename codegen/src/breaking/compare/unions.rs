//! Unions: a tag, and a record for each of its values.

use super::openness::unknown;
use super::other_meanings::Name;
use super::{Pair, Site, Walk, mends};
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
            (after.span, site),
        );
        if old.tag != new.tag {
            let change = site
                .payload(Rule::UnionTagChanged, Effect::both(Outcome::Refused))
                .with_texts(&old.tag, &new.tag)
                .at(
                    Some(self.old.places.of(before, "tag")),
                    Some(self.new.places.of(after, "tag")),
                )
                .mended(mends::say(after, "tag", &old.tag));
            self.changes.push(change);
        }
        for variant in &old.variants {
            self.compare_variant(variant, old, new, site);
        }
        for variant in &new.variants {
            if find(&old.variants, &variant.wire).is_some() {
                continue;
            }
            let mut site = site.inside(&variant.meta.name);
            site.new = variant.meta.span;
            self.compare_reserved_name(&old.reserved, &variant.wire, &site);
            if renamed(variant, &old.variants, &new.variants).is_none() {
                let rule = match old.closed {
                    true => Rule::UnionVariantAddedClosed,
                    false => Rule::UnionVariantAdded,
                };
                let effect = Effect::new(Outcome::Fine, unknown(old.closed));
                let change = site.payload(rule, effect);
                self.changes.push(change.with_texts("", &variant.wire));
            }
        }
        self.compare_value_names(&names(&old.variants), &names(&new.variants), site);
        let is_in_use = |name: &str| find(&new.variants, name).is_some();
        self.compare_reserved(
            (before, &old.reserved),
            (after, &new.reserved),
            &is_in_use,
            site,
        );
    }

    fn compare_variant(&mut self, variant: &Variant, old: &Union, new: &Union, site: &Site) {
        let mut site = site.inside(&variant.meta.name);
        site.old = variant.meta.span;
        let known = find(&new.variants, &variant.wire);
        let renamed = renamed(variant, &new.variants, &old.variants);
        let Some(other) = known.or(renamed) else {
            let effect = Effect::new(unknown(new.closed), Outcome::Fine);
            let change = site.payload(Rule::UnionVariantRemoved, effect);
            self.changes.push(change.with_texts(&variant.wire, ""));
            return;
        };
        site.new = other.meta.span;
        if known.is_none() {
            // A reader that keeps what it does not know takes it for another variant all the same.
            let change = site
                .payload(Rule::UnionVariantRenamed, Effect::both(Outcome::Refused))
                .with_texts(&variant.wire, &other.wire)
                .mended(mends::say(&other.meta, "wire", &variant.wire));
            self.changes.push(change);
        } else if other.meta.name != variant.meta.name && !self.is_variant_taken(variant, new) {
            let change = site.change(Rule::NameInCodeChanged, Kind::Source);
            self.changes
                .push(change.with_texts(&variant.meta.name, &other.meta.name));
        }
        self.hold(
            Pair::Types(variant.record, other.record),
            site.holder.clone(),
        );
        self.compare_variant_records(variant, other, &site);
    }

    /// Whether code that uses a variant by its old name compiles, and uses another one.
    fn is_variant_taken(&self, old: &Variant, new: &Union) -> bool {
        let other = named(&new.variants, &old.meta.name);
        other.is_some_and(|other| self.are_records_taken_for(old.record, other.record))
    }

    /// The type that code has in its hands when it has a variant.
    fn compare_variant_records(&mut self, old: &Variant, new: &Variant, site: &Site) {
        let (before, after) = (&self.old[old.record], &self.new[new.record]);
        match (before.variant_of, after.variant_of) {
            // The name of a record that is declared in place is made of the names of union and variant.
            (Some(_), Some(_)) => {}
            (None, None) => self.compare_type_names(old.record, new.record, site),
            (Some(_), None) | (None, Some(_)) if before.meta.name == after.meta.name => {}
            (Some(_), None) | (None, Some(_)) => {
                let change = site.change(Rule::NamedTypeChanged, Kind::Source);
                self.changes
                    .push(change.with_texts(&before.meta.name, &after.meta.name));
            }
        }
    }
}

/// The variant of the same name in the other version, with a tag that its own version does not have.
fn renamed<'v>(variant: &Variant, others: &'v [Variant], own: &[Variant]) -> Option<&'v Variant> {
    others
        .iter()
        .find(|other| other.meta.name == variant.meta.name && find(own, &other.wire).is_none())
}

fn named<'v>(variants: &'v [Variant], name: &str) -> Option<&'v Variant> {
    variants.iter().find(|variant| variant.meta.name == name)
}

fn find<'v>(variants: &'v [Variant], wire: &str) -> Option<&'v Variant> {
    variants.iter().find(|variant| variant.wire == wire)
}

fn names(variants: &[Variant]) -> Vec<Name<'_>> {
    let names = variants.iter();
    names
        .map(|variant| (&variant.meta, &*variant.wire))
        .collect()
}
