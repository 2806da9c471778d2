//! Types where they are used: what becomes of a value that one version writes and the other reads.

use super::constraints::compare_constraints;
use super::scalars::{Form, rule_of_scalars, scalar_effect};
use super::text::type_text;
use super::{Pair, Site, Walk};
use crate::breaking::change::{Effect, Kind, Outcome};
use crate::breaking::rules::Rule;
use crate::model::{Constraints, Enforce, Model, Scalar, Type, TypeKind};

impl Walk<'_> {
    /// Compares what both versions have at one place.
    pub(super) fn compare_values(&mut self, old: &Type, new: &Type, site: &Site) {
        match (old, new) {
            (Type::Named(a), Type::Named(b)) if same_kind(self.old, old, self.new, new) => {
                self.hold(Pair::Types(*a, *b), site.holder.clone());
                let (before, after) = (&self.old[*a].meta, &self.new[*b].meta);
                // A type that was renamed is said once, at the type.
                if before.name != after.name && self.new_type_names.contains(before.name.as_str()) {
                    let change = site.change(Rule::NamedTypeChanged, Kind::Source);
                    self.changes
                        .push(change.with_texts(&before.name, &after.name));
                }
            }
            (Type::List(a), Type::List(b)) => self.compare_values(a, b, site),
            (Type::Map(key, a), Type::Map(new_key, b)) => {
                self.compare_keys(key, new_key, site, old, new);
                self.compare_values(a, b, site);
            }
            _ => self.compare_other_values(old, new, site),
        }
    }

    fn compare_keys(&mut self, old: &Type, new: &Type, site: &Site, map: &Type, new_map: &Type) {
        let (before, after) = (self.old.scalar_of(old), self.new.scalar_of(new));
        if before != after {
            // Keys are text: numbers are read as the strings that they are written as, and not the other way round.
            let outcome = |reader: Option<Scalar>| match reader {
                Some(Scalar::String) => Outcome::Fine,
                _ => Outcome::Depends,
            };
            let effect = Effect::new(outcome(after), outcome(before));
            let texts = (type_text(self.old, map), type_text(self.new, new_map));
            let change = site.payload(Rule::MapKeyTypeChanged, effect);
            self.changes.push(change.with_texts(texts.0, texts.1));
        } else {
            self.compare_values(old, new, site);
        }
    }

    /// Types of two kinds, at least one of them a scalar, or a newtype of one.
    fn compare_other_values(&mut self, old: &Type, new: &Type, site: &Site) {
        let (before, after) = (base(self.old, old), base(self.new, new));
        let texts = (type_text(self.old, old), type_text(self.new, new));
        let (rule, effect) = match (before, after) {
            (Base::Scalar(a), Base::Scalar(b)) => {
                self.compare_limits(old, new, site);
                let is_wide = |scalar| matches!(scalar, Scalar::Int64 | Scalar::Uint64);
                let form = |scalar, as_string| Form {
                    scalar,
                    as_string: as_string && is_wide(scalar),
                };
                let forms = (form(a, site.as_string.0), form(b, site.as_string.1));
                let rule = match a == b {
                    true if forms.0 != forms.1 => Rule::EncodingChanged,
                    true if old == new => return,
                    true => Rule::NamedTypeChanged,
                    false => rule_of_scalars(a, b),
                };
                (rule, scalar_effect(forms.0, forms.1))
            }
            // Any value is read as JSON; whether JSON is a value of the type is for the value.
            (Base::Scalar(Scalar::Json), _) => (
                Rule::FieldTypeChanged,
                Effect::new(Outcome::Refused, Outcome::Fine),
            ),
            (_, Base::Scalar(Scalar::Json)) => (
                Rule::FieldTypeChanged,
                Effect::new(Outcome::Fine, Outcome::Refused),
            ),
            (Base::Enum { closed }, Base::Scalar(Scalar::String)) => (
                Rule::TypeKindChanged,
                Effect::new(Outcome::Fine, unlisted(closed)),
            ),
            (Base::Scalar(Scalar::String), Base::Enum { closed }) => (
                Rule::TypeKindChanged,
                Effect::new(unlisted(closed), Outcome::Fine),
            ),
            (Base::Collection, _) | (_, Base::Collection) => {
                (Rule::CardinalityChanged, Effect::both(Outcome::Refused))
            }
            _ => (Rule::FieldTypeChanged, Effect::both(Outcome::Refused)),
        };
        let change = match effect {
            Effect::NONE => site.change(rule, Kind::Source),
            _ => site.payload(rule, effect),
        };
        self.changes.push(change.with_texts(texts.0, texts.1));
    }

    /// The limits that newtypes give to a scalar.
    fn compare_limits(&mut self, old: &Type, new: &Type, site: &Site) {
        let limits = |model: &Model, ty: &Type| match ty {
            Type::Named(id) => match &model[*id].kind {
                TypeKind::Newtype(newtype) => newtype.constraints.clone(),
                _ => Constraints::default(),
            },
            _ => Constraints::default(),
        };
        let before = (limits(self.old, old), Enforce::Both);
        let after = (limits(self.new, new), Enforce::Both);
        self.changes.extend(compare_constraints(
            (&before.0, before.1),
            (&after.0, after.1),
            site,
        ));
    }
}

/// What a type is on the wire.
enum Base {
    Scalar(Scalar),
    Enum { closed: bool },
    Object,
    Collection,
}

fn base(model: &Model, ty: &Type) -> Base {
    if let Some(scalar) = model.scalar_of(ty) {
        return Base::Scalar(scalar);
    }
    match ty {
        Type::Named(id) => match &model[*id].kind {
            TypeKind::Enum(of) => Base::Enum { closed: of.closed },
            _ => Base::Object,
        },
        _ => Base::Collection,
    }
}

/// What a reader of an enum makes of a text that is not in its list.
fn unlisted(closed: bool) -> Outcome {
    match closed {
        true => Outcome::Refused,
        false => Outcome::Depends,
    }
}

fn same_kind(old_model: &Model, old: &Type, new_model: &Model, new: &Type) -> bool {
    let (Type::Named(old), Type::Named(new)) = (old, new) else {
        return false;
    };
    std::mem::discriminant(&old_model[*old].kind) == std::mem::discriminant(&new_model[*new].kind)
}
