//! Records: which fields are the same one, and what differs in each.

use super::constraints::compare_constraints;
use super::text::{type_text, value_text};
use super::{Site, Walk};
use crate::breaking::change::{Effect, Kind, Outcome};
use crate::breaking::rules::Rule;
use crate::diagnostic::similar::nearest;
use crate::model::{Field, Meta, Presence, Record, UnknownFields};

/// What became of a field.
#[derive(Clone, Copy)]
enum Fate<'a> {
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
        let unknown = |place| match place {
            UnknownFields::Ignore => "ignore",
            UnknownFields::Preserve => "preserve",
            UnknownFields::Reject => "reject",
        };
        if old.unknown != new.unknown {
            let effect = match (old.unknown, new.unknown) {
                (_, UnknownFields::Reject) => Effect::new(Outcome::Refused, Outcome::Fine),
                (UnknownFields::Preserve, _) => Effect::new(Outcome::Depends, Outcome::Fine),
                (UnknownFields::Reject, UnknownFields::Preserve) => {
                    Effect::new(Outcome::Fine, Outcome::Depends)
                }
                _ => Effect::NONE,
            };
            let change = site
                .payload(Rule::UnknownPolicyChanged, effect)
                .with_texts(unknown(old.unknown), unknown(new.unknown))
                .at(
                    Some(self.old.places.of(before, "unknown")),
                    Some(self.new.places.of(after, "unknown")),
                );
            self.changes.push(change);
        }
        for fate in self.match_fields(old, new) {
            match fate {
                Fate::Same(a, b) => self.compare_fields((a, old), (b, new), site),
                Fate::Removed(field) => self.field_removed(field, new, site),
                Fate::Added(field) => self.field_added(field, old, site),
            }
        }
        let is_in_use = |name: &str| has_name(new, name);
        self.compare_reserved(&old.reserved, &new.reserved, &is_in_use, site);
    }

    /// Fields are the same one by their names on the wire, else by an alias, by their names in the schema, or by a
    /// name that is near, with the same type.
    fn match_fields<'r>(&self, old: &'r Record, new: &'r Record) -> Vec<Fate<'r>> {
        let mut partner: Vec<Option<usize>> = vec![None; old.fields.len()];
        let mut taken = vec![false; new.fields.len()];
        let alike = |a: &Field, b: &Field| {
            type_text(self.old, &a.ty) == type_text(self.new, &b.ty)
                && a.presence == b.presence
                && nearest(&a.wire, [b.wire.as_str()]).is_some()
        };
        let is_same: [IsSame; 5] = [
            &|a, b| a.wire == b.wire,
            &|a, b| b.aliases.contains(&a.wire),
            &|a, b| a.aliases.contains(&b.wire),
            &|a, b| a.meta.name == b.meta.name,
            &alike,
        ];
        for is_same in is_same {
            for (a, found) in old.fields.iter().zip(&mut partner) {
                if found.is_some() {
                    continue;
                }
                let free = |(position, b): &(usize, &Field)| {
                    !taken.get(*position).copied().unwrap_or(true) && is_same(a, b)
                };
                *found = new.fields.iter().enumerate().find(free).map(|(at, _)| at);
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

    fn compare_fields(
        &mut self,
        (old, old_record): (&Field, &Record),
        (new, new_record): (&Field, &Record),
        site: &Site,
    ) {
        let mut site = site.inside(&new.meta.name);
        (site.old, site.new) = (old.meta.span, new.meta.span);
        site.as_string = (old.as_string, new.as_string);
        self.compare_field_names((old, old_record), (new, new_record), &site);
        self.compare_presence(old, new, &site);
        if old.meta.name != new.meta.name && old.wire == new.wire {
            let change = site.change(Rule::FieldSourceRenamed, Kind::Source);
            self.changes
                .push(change.with_texts(&old.meta.name, &new.meta.name));
        }
        self.compare_sensitive(old.sensitive, new.sensitive, &site);
        self.changes.extend(compare_constraints(
            (&old.constraints, old.enforce),
            (&new.constraints, new.enforce),
            &site,
        ));
        site.old = self.old.places.of(&old.meta, "type");
        site.new = self.new.places.of(&new.meta, "type");
        self.compare_values(&old.ty, &new.ty, &site);
    }

    fn compare_field_names(
        &mut self,
        (old, old_record): (&Field, &Record),
        (new, new_record): (&Field, &Record),
        site: &Site,
    ) {
        // What was written under a name that the reader does not take for this field.
        let outcome = |wire: &str, reader: &Field, record: &Record| match wire == reader.wire
            || reader.aliases.iter().any(|alias| alias == wire)
        {
            true => Outcome::Fine,
            false if reader.presence == Presence::Required => Outcome::Refused,
            false if record.unknown == UnknownFields::Reject => Outcome::Refused,
            false => Outcome::Depends,
        };
        if old.wire != new.wire {
            let effect = Effect::new(
                outcome(&old.wire, new, new_record),
                outcome(&new.wire, old, old_record),
            );
            let rule = match effect.old_to_new {
                Outcome::Fine => Rule::FieldRenamedWithAlias,
                _ => Rule::FieldRenamed,
            };
            let change = site
                .payload(rule, effect)
                .with_texts(&old.wire, &new.wire)
                .at(None, Some(new.meta.span));
            self.changes.push(change);
        }
        for alias in &old.aliases {
            let effect = Effect::new(outcome(alias, new, new_record), Outcome::Fine);
            if effect != Effect::NONE {
                let change = site.payload(Rule::FieldAliasRemoved, effect);
                self.changes.push(change.with_texts(alias, ""));
            }
        }
    }

    fn compare_presence(&mut self, old: &Field, new: &Field, site: &Site) {
        use Outcome::{Depends, Fine, Refused};
        use Presence::{Default, Optional, Required};
        let (rule, effect) = match (&old.presence, &new.presence) {
            (Required, Required) | (Optional, Optional) => return,
            (Required, Optional) => (Rule::FieldRequiredToOptional, Effect::new(Fine, Refused)),
            // What has a default is written all the same.
            (Required, Default(_)) => (Rule::FieldDefaultAdded, Effect::NONE),
            (Optional, Required) => (Rule::FieldOptionalToRequired, Effect::new(Refused, Fine)),
            (Optional, Default(_)) => (Rule::FieldDefaultGiven, Effect::new(Depends, Fine)),
            (Default(_), Required) => (Rule::FieldDefaultRemoved, Effect::new(Refused, Fine)),
            (Default(_), Optional) => (Rule::FieldDefaultDropped, Effect::both(Depends)),
            (Default(a), Default(b)) => match value_text(self.old, a) == value_text(self.new, b) {
                true => return,
                false => (Rule::FieldDefaultChanged, Effect::both(Depends)),
            },
        };
        let text = |field: &Field, model| match &field.presence {
            Required => String::from("required"),
            Optional => String::from("optional"),
            Default(value) => value_text(model, value),
        };
        let change = site
            .payload(rule, effect)
            .with_texts(text(old, self.old), text(new, self.new))
            .at(
                Some(self.old.places.of(&old.meta, "default")),
                Some(self.new.places.of(&new.meta, "default")),
            );
        self.changes.push(change);
    }

    fn field_removed(&mut self, field: &Field, new: &Record, site: &Site) {
        let mut site = site.inside(&field.meta.name);
        site.old = field.meta.span;
        let (rule, new_to_old) = match field.presence {
            Presence::Required => (Rule::FieldRequiredRemoved, Outcome::Refused),
            Presence::Optional | Presence::Default(_) => {
                (Rule::FieldOptionalRemoved, Outcome::Depends)
            }
        };
        let old_to_new = match new.unknown {
            UnknownFields::Reject => Outcome::Refused,
            UnknownFields::Ignore => Outcome::Depends,
            UnknownFields::Preserve => Outcome::Fine,
        };
        let change = site
            .payload(rule, Effect::new(old_to_new, new_to_old))
            .with_texts(field_text(self.old, field), "");
        self.changes.push(change);
    }

    fn field_added(&mut self, field: &Field, old: &Record, site: &Site) {
        let mut site = site.inside(&field.meta.name);
        site.new = field.meta.span;
        self.compare_reserved_name(&old.reserved, &field.wire, &site);
        let (rule, old_to_new) = match field.presence {
            Presence::Required => (Rule::FieldRequiredAdded, Outcome::Refused),
            Presence::Optional | Presence::Default(_) => (Rule::FieldOptionalAdded, Outcome::Fine),
        };
        let text = field_text(self.new, field);
        let change = site
            .payload(rule, Effect::new(old_to_new, Outcome::Fine))
            .with_texts("", &text);
        let change = match field.presence {
            // `name: TYPE` becomes `name?: TYPE`.
            Presence::Required => {
                let after_name = crate::source::Span {
                    start: field.meta.span.end,
                    ..field.meta.span
                };
                change.mended_by(after_name, "?")
            }
            _ => change,
        };
        self.changes.push(change);
        if old.unknown == UnknownFields::Reject {
            let effect = Effect::new(Outcome::Fine, Outcome::Refused);
            let change = site.payload(Rule::FieldAddedToStrictRecord, effect);
            self.changes.push(change.with_texts("", text));
        }
    }

    pub(super) fn compare_sensitive(&mut self, old: bool, new: bool, site: &Site) {
        if old != new {
            let text = |sensitive| match sensitive {
                true => "sensitive",
                false => "not sensitive",
            };
            let kind = Kind::Behaviour { less: old };
            let change = site.change(Rule::SensitiveChanged, kind);
            self.changes.push(change.with_texts(text(old), text(new)));
        }
    }

    /// A name that was reserved and comes back.
    pub(super) fn compare_reserved_name(&mut self, reserved: &[String], name: &str, site: &Site) {
        if reserved.iter().any(|other| other == name) {
            let effect = Effect::both(Outcome::Refused);
            let change = site.payload(Rule::ReservedNameReused, effect);
            self.changes.push(change.with_texts("", name));
        }
    }

    /// Names that are not reserved any more, and not in use either.
    pub(super) fn compare_reserved(
        &mut self,
        old: &[String],
        new: &[String],
        is_in_use: &dyn Fn(&str) -> bool,
        site: &Site,
    ) {
        for name in old {
            if !new.contains(name) && !is_in_use(name) {
                let change = site.change(Rule::ReservedNameFreed, Kind::Meta);
                self.changes.push(change.with_texts(name, ""));
            }
        }
    }
}

fn has_name(record: &Record, name: &str) -> bool {
    record.fields.iter().any(|field| field.wire == name)
}

/// A field as a schema writes it: `region: string`.
fn field_text(model: &crate::model::Model, field: &Field) -> String {
    let ty = type_text(model, &field.ty);
    match &field.presence {
        Presence::Required => ty,
        Presence::Optional => format!("optional {ty}"),
        Presence::Default(value) => format!("{ty} = {}", value_text(model, value)),
    }
}
