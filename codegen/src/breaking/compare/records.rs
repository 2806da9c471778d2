//! Records: which fields are the same one, and what becomes of those that only one version has.

use std::collections::BTreeMap;

use super::constraints::Place;
use super::fields::{field_text, is_read_as};
use super::text::type_text;
use super::{Site, Walk, mends};
use crate::breaking::change::{Effect, Kind, Outcome};
use crate::breaking::rules::Rule;
use crate::diagnostic::similar::nearest;
use crate::model::{Field, Meta, Presence, Record, UnknownFields};

/// What became of a field.
#[derive(Clone, Copy)]
pub(super) enum Fate<'a> {
    Same(&'a Field, &'a Field),
    Removed(&'a Field),
    Added(&'a Field),
}

/// Whether two fields are the same one.
type IsSame<'r> = &'r dyn Fn(&Field, &Field) -> bool;

impl Walk<'_> {
    pub(super) fn compare_records(
        &mut self,
        (before, old): (&Meta, &Record),
        (after, new): (&Meta, &Record),
        site: &Site,
    ) {
        self.compare_unknown((before, old), (after, new), site);
        let fates = self.match_fields(old, new);
        self.compare_meanings(old, &fates, site);
        self.compare_field_order(&fates, (old, new), site);
        for fate in fates {
            match fate {
                Fate::Same(a, b) => self.compare_fields((a, old), (b, new), site),
                Fate::Removed(field) => self.field_removed(field, (old, new), site),
                Fate::Added(field) => self.field_added(field, (old, new), site),
            }
        }
        let is_in_use = |name: &str| new.fields.iter().any(|field| field.wire == name);
        self.compare_reserved(
            (before, &old.reserved),
            (after, &new.reserved),
            &is_in_use,
            site,
        );
    }

    /// What readers do with fields that they do not know.
    ///
    /// Only what a third version wrote has any: what is removed or added here is said at the field.
    fn compare_unknown(
        &mut self,
        (before, old): (&Meta, &Record),
        (after, new): (&Meta, &Record),
        site: &Site,
    ) {
        use UnknownFields::{Ignore, Preserve, Reject};
        let (rule, effect) = match (old.unknown, new.unknown) {
            (Ignore, Ignore) | (Preserve, Preserve) | (Reject, Reject) => return,
            (Ignore, Preserve) | (Reject, Ignore) => (Rule::UnknownPolicyChanged, Effect::NONE),
            (Ignore, Reject) => (
                Rule::UnknownPolicyChanged,
                Effect::new(Outcome::Depends, Outcome::Fine),
            ),
            // What the new version passes on, the old one refuses.
            (Reject, Preserve) => (
                Rule::UnknownPolicyChanged,
                Effect::new(Outcome::Fine, Outcome::Depends),
            ),
            (Preserve, Ignore | Reject) => (
                Rule::UnknownFieldsDropped,
                Effect::new(Outcome::Depends, Outcome::Fine),
            ),
        };
        let text = |unknown| match unknown {
            Ignore => "ignore",
            Preserve => "preserve",
            Reject => "reject",
        };
        let change = site
            .payload(rule, effect)
            .with_texts(text(old.unknown), text(new.unknown))
            .at(
                Some(self.old.places.of(before, "unknown")),
                Some(self.new.places.of(after, "unknown")),
            )
            .mended(mends::say(after, "unknown", text(old.unknown)));
        self.changes.push(change);
    }

    /// Fields are the same one by their names on the wire, else by an alias, by their names in the schema, or by a
    /// name that is near, with the same type.
    pub(super) fn match_fields<'r>(&self, old: &'r Record, new: &'r Record) -> Vec<Fate<'r>> {
        let mut partner: Vec<Option<usize>> = vec![None; old.fields.len()];
        let mut taken = vec![false; new.fields.len()];
        let alike = |a: &Field, b: &Field| {
            type_text(self.old, &a.ty) == type_text(self.new, &b.ty)
                && a.presence == b.presence
                && nearest(&a.wire, [b.wire.as_str()]).is_some()
        };
        let by_wire: BTreeMap<&str, usize> = (new.fields.iter().enumerate())
            .map(|(at, field)| (field.wire.as_str(), at))
            .collect();
        for (a, found) in old.fields.iter().zip(&mut partner) {
            *found = by_wire.get(a.wire.as_str()).copied();
            if let Some(taken) = found.and_then(|at| taken.get_mut(at)) {
                *taken = true;
            }
        }
        let is_same: [IsSame; 4] = [
            &|a, b| b.aliases.contains(&a.wire),
            &|a, b| a.aliases.contains(&b.wire),
            &|a, b| a.meta.name == b.meta.name,
            &alike,
        ];
        for is_same in is_same {
            // Few are left.
            let left: Vec<usize> = (0..new.fields.len())
                .filter(|at| taken.get(*at) == Some(&false))
                .collect();
            for (a, found) in old.fields.iter().zip(&mut partner) {
                if found.is_some() {
                    continue;
                }
                let is_free = |at: &&usize| {
                    taken.get(**at) == Some(&false)
                        && new.fields.get(**at).is_some_and(|b| is_same(a, b))
                };
                *found = left.iter().find(is_free).copied();
                if let Some(taken) = found.and_then(|at| taken.get_mut(at)) {
                    *taken = true;
                }
            }
        }
        let matched = old.fields.iter().zip(partner).map(|(a, partner)| {
            match partner.and_then(|at| new.fields.get(at)) {
                Some(b) => Fate::Same(a, b),
                None => Fate::Removed(a),
            }
        });
        let added = new.fields.iter().zip(taken).filter(|(_, taken)| !taken);
        matched.chain(added.map(|(b, _)| Fate::Added(b))).collect()
    }

    fn field_removed(&mut self, field: &Field, (old, new): (&Record, &Record), site: &Site) {
        let mut site = site.inside(&field.meta.name);
        site.old = field.meta.span;
        let (rule, new_to_old) = match field.presence {
            Presence::Required => (Rule::FieldRequiredRemoved, Outcome::Refused),
            Presence::Optional | Presence::Default(_) => {
                (Rule::FieldOptionalRemoved, Outcome::Depends)
            }
        };
        let mut others = new.fields.iter();
        let old_to_new = match others.find(|other| is_read_as(other, &field.wire)) {
            Some(other) => self.outcome_of_taking(field, old, other, &site),
            None => match new.unknown {
                UnknownFields::Reject => Outcome::Refused,
                // What is kept is passed on, and code that acted on it does not see it either.
                UnknownFields::Ignore | UnknownFields::Preserve => Outcome::Depends,
            },
        };
        // What was written before it had its name may be read as another one still.
        let is_read = |alias| new.fields.iter().any(|other| is_read_as(other, alias));
        let earlier = match field.aliases.iter().any(|alias| is_read(alias)) {
            true => Outcome::Depends,
            false => Outcome::Fine,
        };
        let change = site
            .payload(rule, Effect::new(old_to_new.max(earlier), new_to_old))
            .with_texts(field_text(self.old, field), "");
        self.changes.push(change);
    }

    /// What becomes of a field that is taken for another one, where that is not written itself.
    fn outcome_of_taking(
        &self,
        field: &Field,
        old: &Record,
        other: &Field,
        site: &Site,
    ) -> Outcome {
        let is_always_written = |known: &Field| {
            known.presence == Presence::Required
                && known.wire != field.wire
                && is_read_as(other, &known.wire)
        };
        let effect = match old.fields.iter().any(is_always_written) {
            true => Effect::NONE,
            false => self.effect_of(site, |walk, site| {
                walk.compare_places(Place::of_field(field), Place::of_field(other), site);
            }),
        };
        effect.old_to_new.max(Outcome::Depends)
    }

    fn field_added(&mut self, field: &Field, (old, new): (&Record, &Record), site: &Site) {
        let mut site = site.inside(&field.meta.name);
        site.new = field.meta.span;
        self.compare_reserved_name(&old.reserved, &field.wire, &site);
        let text = field_text(self.new, field);
        let (rule, effect) = match (&field.presence, old.unknown) {
            (Presence::Required, _) => (
                Rule::FieldRequiredAdded,
                Effect::new(Outcome::Refused, Outcome::Fine),
            ),
            (Presence::Optional | Presence::Default(_), _) => {
                (Rule::FieldOptionalAdded, Effect::NONE)
            }
        };
        let change = site.payload(rule, effect).with_texts("", &text);
        let mend = match field.presence {
            Presence::Required => mends::made_optional(field),
            Presence::Optional | Presence::Default(_) => None,
        };
        self.changes.push(change.mended(mend));
        let other = old
            .fields
            .iter()
            .find(|known| is_read_as(known, &field.wire));
        // What is there by its own name is read by that, and the alias is passed over.
        let is_written = |other: &Field| {
            let mut fields = new.fields.iter();
            fields.any(|known| known.wire == other.wire && known.presence == Presence::Required)
        };
        match other {
            Some(other) if is_written(other) => {
                let may_be_lost = field.presence != Presence::Required;
                let change = site.change(Rule::FieldLostInPassthrough, Kind::PassedOn);
                let change = change.with_texts("", text);
                self.changes.extend(may_be_lost.then_some(change));
            }
            Some(other) => {
                let effect = Effect::new(Outcome::Fine, Outcome::Depends);
                let mut site = site.clone();
                site.old = other.meta.span;
                let change = site.payload(Rule::FieldAliasReused, effect);
                self.changes
                    .push(change.with_texts(&other.meta.name, &field.wire));
            }
            None if old.unknown == UnknownFields::Reject => {
                let effect = Effect::new(Outcome::Fine, Outcome::Refused);
                let change = site.payload(Rule::FieldAddedToStrictRecord, effect);
                self.changes.push(change.with_texts("", text));
            }
            None if old.unknown == UnknownFields::Ignore
                && field.presence != Presence::Required =>
            {
                let change = site.change(Rule::FieldLostInPassthrough, Kind::PassedOn);
                self.changes.push(change.with_texts("", text));
            }
            None => {}
        }
    }
}
