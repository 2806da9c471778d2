//! Types where they are used: what becomes of a value that one version writes and the other reads.

use super::constraints::{Bounds, Limits, Place};
use super::scalars::{
    Form, have_same_limits, is_float, is_number, is_text, rule_of_scalars, scalar_outcome,
    whole_range,
};
use super::text::type_text;
use super::{Site, Walk};
use crate::breaking::change::{Effect, Kind, Outcome};
use crate::breaking::rules::Rule;
use crate::model::{Model, Scalar, Type, TypeId, TypeKind};

/// What a type is on the wire.
#[derive(Clone, Copy, Debug)]
enum Base<'m> {
    Scalar(Scalar),
    Enum { closed: bool },
    Record,
    Union,
    List,
    Map(&'m Type, &'m Type),
}

/// What one version has at a place.
#[derive(Debug)]
struct Side<'m> {
    base: Base<'m>,
    limits: Limits,
    as_string: bool,
}

impl Walk<'_> {
    /// Compares what both versions have at one place, with no limits but those of the types.
    pub(super) fn compare_values(&mut self, old: &Type, new: &Type, site: &Site) {
        self.compare_places(Place::of(old), Place::of(new), site);
    }

    /// Compares what both versions have at one place.
    pub(super) fn compare_places(&mut self, old: Place, new: Place, site: &Site) {
        match (old.ty, new.ty) {
            (Type::Named(a), Type::Named(b)) if self.are_pair(*a, *b) => {
                self.compare_named((old, *a), (new, *b), site);
            }
            (Type::List(a), Type::List(b)) => {
                let limits = old.limits(self.old);
                self.compare_limits(&limits, &new.limits(self.new), site);
                if limits.tell_items_apart() {
                    self.compare_unique_items(a, b, site);
                }
                self.compare_values(a, b, site);
            }
            (Type::Map(key, a), Type::Map(new_key, b)) => {
                self.compare_limits(&old.limits(self.old), &new.limits(self.new), site);
                self.compare_keys((key, old.ty), (new_key, new.ty), site);
                self.compare_values(a, b, site);
            }
            _ => self.compare_unlike(old, new, site),
        }
    }

    /// Whether what differs between two types is said at the types, rather than where they are used.
    fn are_pair(&self, old: TypeId, new: TypeId) -> bool {
        let (old, new) = (&self.old[old], &self.new[new]);
        std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind)
            || old.meta.name == new.meta.name
    }

    /// A type of another name; one that was renamed is said once, at the type.
    pub(super) fn compare_type_names(&mut self, old: TypeId, new: TypeId, site: &Site) {
        let (before, after) = (&self.old[old], &self.new[new]);
        let is_still_there = self.new_type_names.contains(before.meta.name.as_str());
        if before.meta.name != after.meta.name && is_still_there {
            let change = site.change(Rule::NamedTypeChanged, Kind::Source);
            self.changes
                .push(change.with_texts(&before.meta.name, &after.meta.name));
        }
    }

    fn compare_keys(
        &mut self,
        (old, old_map): (&Type, &Type),
        (new, new_map): (&Type, &Type),
        site: &Site,
    ) {
        let (before, after) = (base(self.old, old), base(self.new, new));
        let is_same = match (before, after) {
            (Base::Scalar(before), Base::Scalar(after)) => before == after,
            (Base::Enum { .. }, Base::Enum { .. }) => true,
            _ => false,
        };
        if is_same {
            self.compare_values(old, new, site);
            return;
        }
        let (before, after) = (
            side(self.old, Place::of(old), false),
            side(self.new, Place::of(new), false),
        );
        let effect = Effect::new(
            key_outcome(before.base, &after),
            key_outcome(after.base, &before),
        );
        let effect = effect.with_rewritten(rewritten(&before, &after));
        let texts = (type_text(self.old, old_map), type_text(self.new, new_map));
        let change = site.payload(Rule::MapKeyTypeChanged, effect);
        self.changes.push(change.with_texts(texts.0, texts.1));
    }

    /// Types that are not both lists, maps, or of one kind and a name.
    pub(super) fn compare_unlike(&mut self, old: Place, new: Place, site: &Site) {
        let before = side(self.old, old, site.as_string.0);
        let after = side(self.new, new, site.as_string.1);
        let mut texts = (type_text(self.old, old.ty), type_text(self.new, new.ty));
        let rule = match (before.base, after.base) {
            (Base::Scalar(a), Base::Scalar(b)) => {
                if have_same_limits(a, b) {
                    self.compare_limits(&before.limits, &after.limits, site);
                }
                let is_rewritten = before.as_string != after.as_string;
                if is_rewritten {
                    let form = |as_string| match as_string {
                        true => "a string",
                        false => "a number",
                    };
                    let with_form = |text: String, scalar, as_string| match is_number(scalar) {
                        true => format!("{text} as {}", form(as_string)),
                        false => text,
                    };
                    texts = match a == b {
                        true => (form(before.as_string).into(), form(after.as_string).into()),
                        false => (
                            with_form(texts.0, a, before.as_string),
                            with_form(texts.1, b, after.as_string),
                        ),
                    };
                }
                match (a == b, is_rewritten) {
                    (true, true) => Rule::EncodingChanged,
                    (true, false)
                        if matches!((old.ty, new.ty), (Type::Scalar(_), Type::Scalar(_))) =>
                    {
                        return;
                    }
                    (true, false) => Rule::NamedTypeChanged,
                    (false, _) => rule_of_scalars(a, b),
                }
            }
            (Base::List | Base::Map(..), _) | (_, Base::List | Base::Map(..)) => {
                Rule::CardinalityChanged
            }
            _ => Rule::FieldTypeChanged,
        };
        let read = outcome(&before, &before.limits.read, &after);
        // Readers of such strings take numbers as well, of writers from before it was one.
        let is_no_string = before.as_string && !after.as_string && is_text_base(after.base);
        let effect = Effect::new(
            read.max(match is_no_string {
                true => Outcome::Depends,
                false => Outcome::Fine,
            }),
            outcome(&after, &after.limits.written, &before),
        );
        let is_any_json = matches!(after.base, Base::Scalar(Scalar::Json));
        let effect =
            effect.with_rewritten(match is_any_json && !is_json_in_code(self.old, old.ty) {
                // Any value is taken for JSON by what checks types, and not by what writes it.
                true => Outcome::Depends,
                false => rewritten(&before, &after),
            });
        let change = match effect {
            Effect::NONE => site.change(rule, Kind::Source),
            _ => site.payload(rule, effect),
        };
        self.changes.push(change.with_texts(texts.0, texts.1));
    }

    /// What becomes of values of two types of which one has taken the name of the other.
    pub(super) fn effect_of_kinds(&self, old: TypeId, new: TypeId) -> Effect {
        let (old, new) = (Type::Named(old), Type::Named(new));
        let before = side(self.old, Place::of(&old), false);
        let after = side(self.new, Place::of(&new), false);
        Effect::new(
            outcome(&before, &before.limits.read, &after),
            outcome(&after, &after.limits.written, &before),
        )
        .with_rewritten(rewritten(&before, &after))
    }
}

/// What a reader makes of what was written within some limits.
fn outcome(writer: &Side, within: &Bounds, reader: &Side) -> Outcome {
    match (writer.base, reader.base) {
        // Any value is read as JSON; whether JSON is a value of the type is for the value.
        (_, Base::Scalar(Scalar::Json)) => Outcome::Fine,
        (Base::Scalar(from), Base::Scalar(to)) => {
            let form = Form {
                scalar: from,
                as_string: writer.as_string,
                range: within.whole_numbers(),
            };
            let outcome = scalar_outcome(form, to, reader.as_string);
            let is_written_shorter = (from, to) == (Scalar::Float32, Scalar::Float64)
                && reader.limits.read.are_finer_than_float32();
            match have_same_limits(from, to) {
                true if is_written_shorter => outcome.max(Outcome::Depends),
                // What the limits do is said of them.
                true => outcome,
                false => outcome.max(unlimited(reader)),
            }
        }
        (Base::Enum { .. }, Base::Scalar(Scalar::String)) => unlimited(reader),
        (Base::Scalar(from), Base::Enum { closed }) if is_text(from) || writer.as_string => {
            unlisted(closed)
        }
        (Base::Record | Base::Union, Base::Map(key, value)) => match (key, value) {
            (Type::Scalar(Scalar::String), Type::Scalar(Scalar::Json)) => unlimited(reader),
            _ => Outcome::Refused,
        },
        _ => Outcome::Refused,
    }
}

/// What becomes of a value that a program of one version wrote, where one of the next has the same to write.
///
/// A value of another kind altogether is another value, which its code makes as it likes.
fn rewritten(before: &Side, after: &Side) -> Outcome {
    match (before.base, after.base) {
        // Code in Python has one type for both, and what is too large for the smaller one is not written.
        (Base::Scalar(Scalar::Float64), Base::Scalar(Scalar::Float32)) => Outcome::Depends,
        // There, one is also the other by its type, and nothing but what writes it says that it is not.
        (Base::Scalar(Scalar::Timestamp), Base::Scalar(Scalar::Date)) => Outcome::Depends,
        (Base::Scalar(Scalar::Bool), Base::Scalar(to)) if is_number(to) => Outcome::Depends,
        (Base::Enum { .. }, Base::Scalar(Scalar::String)) => {
            match after.limits.written.allow_everything() {
                true => Outcome::Fine,
                false => Outcome::Depends,
            }
        }
        // There, a value of any type is checked as one of each.
        (Base::Scalar(Scalar::Json), Base::Scalar(Scalar::Json)) => Outcome::Fine,
        (Base::Scalar(Scalar::Json), _) => Outcome::Depends,
        (Base::Scalar(from), Base::Scalar(to)) if have_same_limits(from, to) && !is_float(to) => {
            let form = Form {
                scalar: from,
                as_string: false,
                range: before.limits.written.whole_numbers(),
            };
            match scalar_outcome(form, to, true) {
                Outcome::Depends => Outcome::Depends,
                Outcome::Fine | Outcome::Refused => Outcome::Fine,
            }
        }
        (Base::Scalar(from), Base::Enum { closed: true }) if is_text(from) => Outcome::Depends,
        _ => Outcome::Fine,
    }
}

/// Whether what code in Python has of a type is JSON as it is.
fn is_json_in_code(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::List(item) => is_json_in_code(model, item),
        Type::Map(key, value) => {
            !matches!(base(model, key), Base::Scalar(key) if key != Scalar::String)
                && is_json_in_code(model, value)
        }
        Type::Scalar(_) | Type::Named(_) => match base(model, ty) {
            Base::Scalar(scalar) => {
                scalar == Scalar::String || scalar == Scalar::Json || !is_text(scalar)
            }
            Base::Enum { .. } => true,
            Base::Record | Base::Union | Base::List | Base::Map(..) => false,
        },
    }
}

fn is_text_base(base: Base) -> bool {
    matches!(base, Base::Scalar(scalar) if is_text(scalar))
}

/// What a reader makes of what is of its form, and was never held to its limits.
fn unlimited(reader: &Side) -> Outcome {
    match reader.limits.read.allow_everything() {
        true => Outcome::Fine,
        false => Outcome::Depends,
    }
}

/// Keys are text: numbers are read as the strings that they are written as.
fn key_outcome(writer: Base, reader: &Side) -> Outcome {
    match (writer, reader.base) {
        (Base::Scalar(from), Base::Scalar(to)) => match (whole_range(from), whole_range(to)) {
            (_, None) if to == Scalar::String => unlimited(reader),
            (Some(range), Some(_)) => {
                let form = Form {
                    scalar: from,
                    as_string: false,
                    range: Some(range),
                };
                scalar_outcome(form, to, false).max(unlimited(reader))
            }
            // A text may be a number or an id, but no id is a number.
            _ if from == Scalar::String => Outcome::Depends,
            _ => Outcome::Refused,
        },
        (Base::Enum { .. }, Base::Scalar(Scalar::String)) => unlimited(reader),
        (_, Base::Enum { closed }) => unlisted(closed),
        _ => Outcome::Refused,
    }
}

/// What a reader of an enum makes of a text that is not in its list.
fn unlisted(closed: bool) -> Outcome {
    match closed {
        true => Outcome::Refused,
        false => Outcome::Depends,
    }
}

fn side<'m>(model: &'m Model, place: Place<'m>, as_string: bool) -> Side<'m> {
    let base = base(model, place.ty);
    Side {
        base,
        limits: place.limits(model),
        as_string: as_string && matches!(base, Base::Scalar(Scalar::Int64 | Scalar::Uint64)),
    }
}

fn base<'m>(model: &'m Model, ty: &'m Type) -> Base<'m> {
    if let Some(scalar) = model.scalar_of(ty) {
        return Base::Scalar(scalar);
    }
    match ty {
        Type::Named(id) => match &model[*id].kind {
            TypeKind::Enum(of) => Base::Enum { closed: of.closed },
            TypeKind::Union(_) => Base::Union,
            // What is left of newtypes is one of itself, which is reported.
            TypeKind::Record(_) | TypeKind::Newtype(_) => Base::Record,
        },
        Type::Map(key, value) => Base::Map(key, value),
        Type::List(_) | Type::Scalar(_) => Base::List,
    }
}
