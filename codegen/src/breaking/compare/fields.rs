//! Fields that both versions have: their names, whether they may be absent, their types.

use super::constraints::Place;
use super::records::Fate;
use super::text::{is_same_value, type_text, value_text};
use super::{Site, Walk, mends};
use crate::breaking::change::{Effect, Kind, Outcome};
use crate::breaking::rules::Rule;
use crate::model::{Constraints, Field, Model, Presence, Record, Scalar, UnknownFields, Value};

impl Walk<'_> {
    pub(super) fn compare_fields(
        &mut self,
        (old, old_record): (&Field, &Record),
        (new, new_record): (&Field, &Record),
        site: &Site,
    ) {
        let mut site = site.inside(&new.meta.name);
        (site.old, site.new) = (old.meta.span, new.meta.span);
        site.as_string = (old.as_string, new.as_string);
        self.compare_field_names((old, old_record), (new, new_record), &site);
        self.compare_aliases(old, (new, new_record), &site);
        self.compare_alias_order(old, new, &site);
        self.compare_presence(old, new, &site);
        self.compare_sensitive(old.sensitive, new.sensitive, &site);
        site.old = self.old.places.of(&old.meta, "type");
        site.new = self.new.places.of(&new.meta, "type");
        let first = self.changes.len();
        self.compare_places(Place::of_field(old), Place::of_field(new), &site);
        for change in self.changes.iter_mut().skip(first) {
            change.mend = match change.rule {
                Rule::ConstraintTightened if new.constraints != Constraints::default() => {
                    mends::say(&new.meta, "enforce", "write")
                }
                Rule::EncodingChanged if old.as_string => {
                    mends::say(&new.meta, "encoding", "string")
                }
                _ => None,
            };
        }
    }

    fn compare_field_names(
        &mut self,
        (old, old_record): (&Field, &Record),
        (new, new_record): (&Field, &Record),
        site: &Site,
    ) {
        let is_named_otherwise = old.meta.name != new.meta.name;
        let rule = if old.wire == new.wire {
            None
        } else {
            self.compare_reserved_name(&old_record.reserved, &new.wire, site);
            let effect = Effect::new(
                outcome_under(&old.wire, new, new_record),
                outcome_under(&new.wire, old, old_record),
            );
            let rule = match effect.old_to_new {
                Outcome::Fine => Rule::FieldRenamedWithAlias,
                _ if is_named_otherwise => Rule::FieldRenamed,
                _ => Rule::FieldWireRenamed,
            };
            let is_taken = is_name_of_any(new_record, &old.wire);
            let wire = (!is_taken).then(|| mends::say(&new.meta, "wire", &old.wire));
            // The old version reads the new name as well, and so it is kept.
            let is_kept = !is_taken && old.aliases.contains(&new.wire);
            let alias = is_kept.then(|| mends::list(&new.meta, "aliases", &new.wire));
            let change = site
                .payload(rule, effect)
                .with_texts(&old.wire, &new.wire)
                .mended(mends::all([wire.flatten(), alias.flatten()]));
            self.changes.push(change);
            Some(rule)
        };
        if is_named_otherwise
            && rule != Some(Rule::FieldRenamed)
            && !self.is_name_taken(old, new_record)
        {
            let change = site.change(Rule::FieldSourceRenamed, Kind::Source);
            self.changes
                .push(change.with_texts(&old.meta.name, &new.meta.name));
        }
    }

    /// Whether code that uses a field by its old name compiles, and uses another one.
    fn is_name_taken(&self, old: &Field, new_record: &Record) -> bool {
        let mut fields = new_record.fields.iter();
        let other = fields.find(|other| other.meta.name == old.meta.name);
        other.is_some_and(|other| self.is_taken_for(&old.ty, &other.ty))
    }

    /// Says of the fields of a record whose names were those of others that code takes them for those.
    pub(super) fn compare_meanings(&mut self, old: &Record, fates: &[Fate], site: &Site) {
        for fate in fates {
            let (same, field) = match fate {
                Fate::Same(same, field) => (Some(*same), *field),
                Fate::Added(field) => (None, *field),
                Fate::Removed(_) => continue,
            };
            if same.is_some_and(|same| same.meta.name == field.meta.name) {
                continue;
            }
            let mut fields = old.fields.iter();
            let other = fields.find(|other| other.meta.name == field.meta.name);
            if let Some(other) = other.filter(|other| self.is_taken_for(&other.ty, &field.ty)) {
                let mut site = site.inside(&field.meta.name);
                site.new = field.meta.span;
                let known = (other.meta.span, other.wire.as_str());
                self.say_other_meaning(known, &field.wire, &site);
            }
        }
    }

    fn compare_aliases(&mut self, old: &Field, (new, record): (&Field, &Record), site: &Site) {
        for (position, alias) in old.aliases.iter().enumerate() {
            let effect = Effect::new(outcome_under(alias, new, record), Outcome::Fine);
            if effect != Effect::NONE {
                let is_taken = is_name_of_any(record, alias);
                let earlier = old.aliases[..position].iter().rev().cloned();
                let mend = (!is_taken)
                    .then(|| mends::list_behind(&new.meta, "aliases", alias, earlier.collect()));
                let change = site
                    .payload(Rule::FieldAliasRemoved, effect)
                    .with_texts(alias, "")
                    .mended(mend.flatten());
                self.changes.push(change);
            }
        }
    }

    /// The first alias that a payload has is the one that counts. What has several was written by a version that had a
    /// field of each name.
    fn compare_alias_order(&mut self, old: &Field, new: &Field, site: &Site) {
        let place = |alias: &String| new.aliases.iter().position(|other| other == alias);
        let kept = old
            .aliases
            .iter()
            .filter_map(|alias| Some((alias, place(alias)?)));
        let kept: Vec<(&String, usize)> = kept.collect();
        let mut pairs = kept.iter().zip(kept.iter().skip(1));
        let Some(((before, _), (now, _))) = pairs.find(|(one, next)| one.1 > next.1) else {
            return;
        };
        let effect = Effect::new(Outcome::Depends, Outcome::Fine);
        let change = site
            .payload(Rule::FieldAliasesReordered, effect)
            .with_texts(*before, *now)
            .at(
                Some(self.old.places.of(&old.meta, "aliases")),
                Some(self.new.places.of(&new.meta, "aliases")),
            );
        self.changes.push(change);
    }

    fn compare_presence(&mut self, old: &Field, new: &Field, site: &Site) {
        use Outcome::{Depends, Fine, Refused};
        use Presence::{Default, Optional, Required};
        let is_json =
            |model: &Model, field: &Field| model.scalar_of(&field.ty) == Some(Scalar::Json);
        // A value of JSON like any other where the field is always there; elsewhere it stands for none.
        let null = match is_json(self.old, old) && is_json(self.new, new) {
            true => Depends,
            false => Fine,
        };
        let (rule, effect) = match (&old.presence, &new.presence) {
            (Required, Required) | (Optional, Optional) => return,
            (Required, Optional) => (Rule::FieldRequiredToOptional, Effect::new(Fine, Refused)),
            // What has a default is written all the same, and read as it is unless that is `null`.
            (Required, Default(_)) => (Rule::FieldDefaultAdded, Effect::new(null, Fine)),
            (Optional, Required) => (Rule::FieldOptionalToRequired, Effect::new(Refused, Fine)),
            (Optional, Default(_)) => (Rule::FieldDefaultGiven, Effect::new(Depends, Fine)),
            // Payloads without it are older than the default; it is there for them.
            (Default(_), Required) => (Rule::FieldDefaultRemoved, Effect::new(Refused, null)),
            (Default(_), Optional) => (Rule::FieldDefaultDropped, Effect::both(Depends)),
            (Default(a), Default(b)) => match is_same_value((self.old, a), (self.new, b)) {
                true => return,
                false => (Rule::FieldDefaultChanged, Effect::new(Depends, Fine)),
            },
        };
        let mend = match (&old.presence, &new.presence) {
            (Optional, Required) => mends::made_optional(new),
            (Default(value), Required) => mends::given_default(self.old, value, new),
            // A float may not have the whole number that it was.
            (Default(Value::Int(whole)), Default(Value::Float(_)))
                if *whole as f64 as i128 != *whole =>
            {
                None
            }
            (Default(value), Default(_)) => {
                let place = self.new.places.of(&new.meta, "default");
                mends::default_replaced(self.old, value, place)
            }
            _ => None,
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
        self.changes.push(change.mended(mend));
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
}

/// What becomes of a value that was written under a name which may not be that of the reader's field.
fn outcome_under(wire: &str, reader: &Field, record: &Record) -> Outcome {
    match is_read_as(reader, wire) {
        true => Outcome::Fine,
        false if reader.presence == Presence::Required => Outcome::Refused,
        // Another field may have taken the name.
        false if record.unknown == UnknownFields::Reject && !is_name_of_any(record, wire) => {
            Outcome::Refused
        }
        false => Outcome::Depends,
    }
}

/// Whether a reader takes what it finds under a name for this field.
pub(super) fn is_read_as(field: &Field, wire: &str) -> bool {
    field.wire == wire || field.aliases.iter().any(|alias| alias == wire)
}

fn is_name_of_any(record: &Record, wire: &str) -> bool {
    record.fields.iter().any(|field| is_read_as(field, wire))
}

/// A field as a schema writes it: `region: string`.
pub(super) fn field_text(model: &Model, field: &Field) -> String {
    let ty = type_text(model, &field.ty);
    match &field.presence {
        Presence::Required => ty,
        Presence::Optional => format!("optional {ty}"),
        Presence::Default(value) => format!("{ty} = {}", value_text(model, value)),
    }
}
