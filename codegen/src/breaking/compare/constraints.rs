//! Limits: what is allowed less, and what more.

use std::collections::BTreeSet;

use super::patterns::Patterns;
use super::scalars::whole_range;
use super::{Site, Walk};
use crate::breaking::change::{Change, Effect, Kind, Outcome};
use crate::breaking::rules::Rule;
use crate::model::{Constraints, Enforce, Field, Model, Number, Type, TypeKind};
use crate::sample::{Apart, pattern_of_lengths};

/// A type where it is used, with the limits that it has there.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) ty: &'p Type,
    /// The limits of the field, or of the newtype, that has the type.
    pub(super) own: Option<(&'p Constraints, Enforce)>,
}

/// All limits of one place: those that its field has, and those of every newtype that its type is made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Limits {
    /// What writers keep to.
    pub(super) written: Bounds,
    /// What readers accept.
    pub(super) read: Bounds,
}

/// How much of what keeps to some limits keeps to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Allowed {
    All,
    /// Not all of it.
    Some,
    /// Their patterns are too large to be decided, and no text was found that tells them apart.
    Perhaps,
}

/// Limits that hold together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Bounds {
    /// What a whole number is within in any case.
    range: Option<(i128, i128)>,
    min: Option<Number>,
    max: Option<Number>,
    min_length: Option<u64>,
    max_length: Option<u64>,
    patterns: BTreeSet<String>,
    min_items: Option<u64>,
    max_items: Option<u64>,
    unique: bool,
}

impl<'p> Place<'p> {
    /// A type without limits of its own.
    pub(super) fn of(ty: &'p Type) -> Self {
        Self { ty, own: None }
    }

    /// A field of a record.
    pub(super) fn of_field(field: &'p Field) -> Self {
        Self {
            ty: &field.ty,
            own: Some((&field.constraints, field.enforce)),
        }
    }

    /// The limits of the field or the newtype alone.
    fn own_limits(self, model: &Model) -> Limits {
        let bounds = Bounds {
            range: model.scalar_of(self.ty).and_then(whole_range),
            ..Bounds::default()
        };
        let mut limits = Limits {
            written: bounds.clone(),
            read: bounds,
        };
        if let Some((constraints, enforce)) = self.own {
            limits.add(constraints, enforce);
        }
        limits
    }

    /// The limits that hold here.
    pub(super) fn limits(self, model: &Model) -> Limits {
        let mut limits = self.own_limits(model);
        let mut ty = self.ty;
        // A newtype of itself is reported by a check, and must not hang this.
        for _ in 0..=64 {
            let Type::Named(id) = ty else { break };
            let TypeKind::Newtype(newtype) = &model[*id].kind else {
                break;
            };
            limits.add(&newtype.constraints, Enforce::Both);
            ty = &newtype.of;
        }
        limits
    }
}

impl Walk<'_> {
    /// What differs between the limits of one place.
    ///
    /// Writers keep to the limits in any case; readers check them unless `enforce: write` says otherwise.
    pub(super) fn compare_limits(&mut self, old: &Limits, new: &Limits, site: &Site) {
        if old == new {
            return;
        }
        let outcome = |allowed| match allowed {
            Allowed::All | Allowed::Perhaps => Outcome::Fine,
            Allowed::Some => Outcome::Depends,
        };
        // A history may have whatever the old version read, whoever wrote it.
        let allow = |outer: &Bounds, inner: &Bounds| outer.allow(inner, &self.patterns);
        let read = (allow(&new.read, &old.read), allow(&old.read, &new.written));
        let is_checked_by_both = old.read == old.written && new.read == new.written;
        let written = match is_checked_by_both {
            true => read,
            false => (
                allow(&new.written, &old.written),
                allow(&old.written, &new.written),
            ),
        };
        let (less, more) = ([read.0, written.0], [read.1, written.1]);
        let texts = (old.text(), new.text());
        let change = |rule, effect, less| -> Change {
            let kind = match effect {
                Effect::NONE => Kind::Behaviour { less },
                _ => Kind::Payload(effect),
            };
            site.change(rule, kind)
                .with_texts(texts.0.clone(), texts.1.clone())
        };
        let (is_less, is_more) = (less.contains(&Allowed::Some), more.contains(&Allowed::Some));
        if is_less {
            // Code that is replayed writes again what it wrote.
            let effect =
                Effect::new(outcome(read.0), Outcome::Fine).with_rewritten(outcome(written.0));
            self.changes
                .push(change(Rule::ConstraintTightened, effect, true));
        }
        if is_more {
            let effect = Effect::new(Outcome::Fine, outcome(read.1));
            self.changes
                .push(change(Rule::ConstraintLoosened, effect, false));
        }
        if !is_less && less.contains(&Allowed::Perhaps)
            || !is_more && more.contains(&Allowed::Perhaps)
        {
            // Nothing is safe for not being known.
            let unknown = |said: bool, allowed| match allowed {
                Allowed::Perhaps if !said => Outcome::Depends,
                _ => Outcome::Fine,
            };
            let effect = Effect::new(unknown(is_less, read.0), unknown(is_more, read.1))
                .with_rewritten(unknown(is_less, written.0));
            self.changes
                .push(change(Rule::PatternChanged, effect, false));
        }
    }
}

impl Limits {
    /// Whether readers refuse a list that has an item twice.
    pub(super) fn tell_items_apart(&self) -> bool {
        self.read.unique
    }

    /// Adds those of a field or a newtype.
    pub(super) fn add(&mut self, constraints: &Constraints, enforce: Enforce) {
        self.written.add(constraints);
        if enforce == Enforce::Both {
            self.read.add(constraints);
        }
    }

    /// The limits as a schema writes them.
    fn text(&self) -> String {
        let mut text = self.written.text();
        if self.read != self.written {
            text.push_str(", enforced when it is written");
        }
        text
    }
}

impl Bounds {
    /// Adds limits; one that every value of the type keeps to is none.
    fn add(&mut self, constraints: &Constraints) {
        let Constraints {
            min,
            max,
            min_length,
            max_length,
            pattern,
            min_items,
            max_items,
            unique,
        } = constraints;
        let range = self.range.unwrap_or((i128::MIN, i128::MAX));
        let min = min.filter(|min| *min != Number::Int(range.0));
        let max = max.filter(|max| *max != Number::Int(range.1));
        if !at_least(self.min.map(number), min.map(number)) {
            self.min = min;
        }
        if !at_most(self.max.map(number), max.map(number)) {
            self.max = max;
        }
        let least = |a: Option<u64>, b: Option<u64>| a.into_iter().chain(b).max();
        let most = |a: Option<u64>, b: Option<u64>| a.into_iter().chain(b).min();
        self.min_length = least(self.min_length, min_length.filter(|least| *least > 0));
        self.max_length = most(self.max_length, *max_length);
        self.min_items = least(self.min_items, min_items.filter(|least| *least > 0));
        self.max_items = most(self.max_items, *max_items);
        self.patterns.extend(pattern.clone());
        self.unique |= unique;
    }

    /// Whether everything that keeps to the limits of `inner` also keeps to these.
    fn allow(&self, inner: &Self, known: &Patterns) -> Allowed {
        let Self {
            range: _,
            min,
            max,
            min_length,
            max_length,
            patterns,
            min_items,
            max_items,
            unique,
        } = self;
        let end =
            |limit: Option<Number>, end: Option<i128>| limit.or(end.map(Number::Int)).map(number);
        let smallest = end(inner.min, inner.range.map(|range| range.0));
        let largest = end(inner.max, inner.range.map(|range| range.1));
        let is_within = at_least(smallest, min.map(number))
            && at_most(largest, max.map(number))
            && at_least(inner.min_items, *min_items)
            && at_most(inner.max_items, *max_items)
            && (!unique || inner.unique);
        let lengths = (
            inner.min_length.unwrap_or(0) as usize,
            inner.max_length.map_or(usize::MAX, |most| most as usize),
        );
        let is_length_within =
            at_least(inner.min_length, *min_length) && at_most(inner.max_length, *max_length);
        let mut others: Vec<String> = patterns.difference(&inner.patterns).cloned().collect();
        if !is_length_within {
            // A pattern may keep to a length that no limit says.
            others.push(pattern_of_lengths(*min_length, *max_length));
        }
        if !is_within || !is_length_within && inner.patterns.is_empty() {
            return Allowed::Some;
        }
        if others.is_empty() {
            return Allowed::All;
        }
        match known.compare(inner.patterns.iter().cloned().collect(), others, lengths) {
            Some(Apart::Never) => Allowed::All,
            Some(Apart::Unknown) if is_length_within => Allowed::Perhaps,
            // What was not tried may be anything, and nothing is to be called safe for that.
            Some(Apart::Text(_) | Apart::Unknown) | None => Allowed::Some,
        }
    }

    /// The whole numbers that are left, of a type of whole numbers.
    pub(super) fn whole_numbers(&self) -> Option<(i128, i128)> {
        let whole = |limit: Option<Number>| match limit {
            Some(Number::Int(whole)) => Some(whole),
            Some(Number::Float(_)) | None => None,
        };
        let (smallest, largest) = self.range?;
        Some((
            whole(self.min).unwrap_or(smallest),
            whole(self.max).unwrap_or(largest),
        ))
    }

    /// Whether they allow every value of the type.
    pub(super) fn allow_everything(&self) -> bool {
        self.patterns.is_empty()
            && self.allow(&Self::default(), &Patterns::default()) == Allowed::All
    }

    /// Whether a limit is a number that no `float32` is written as: its text may be beyond a limit that it keeps to.
    pub(super) fn are_finer_than_float32(&self) -> bool {
        let mut limits = [self.min, self.max].into_iter().flatten().map(number);
        limits.any(|(limit, _)| (limit as f32).to_string().parse() != Ok(limit))
    }

    fn text(&self) -> String {
        let mut parts = Vec::new();
        let mut add = |key: &str, value: Option<String>| {
            parts.extend(value.map(|value| format!("{key}: {value}")));
        };
        let number = |number: Number| match number {
            Number::Int(whole) => whole.to_string(),
            Number::Float(float) => float.to_string(),
        };
        let count = |count: u64| count.to_string();
        add("min", self.min.map(number));
        add("max", self.max.map(number));
        add("min_length", self.min_length.map(count));
        add("max_length", self.max_length.map(count));
        for pattern in &self.patterns {
            add("pattern", Some(format!("{pattern:?}")));
        }
        add("min_items", self.min_items.map(count));
        add("max_items", self.max_items.map(count));
        add("unique", self.unique.then(|| String::from("true")));
        match parts.is_empty() {
            true => String::from("anything"),
            false => parts.join(", "),
        }
    }
}

fn at_least<T: PartialOrd>(inner: Option<T>, outer: Option<T>) -> bool {
    match (inner, outer) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(inner), Some(outer)) => inner >= outer,
    }
}

fn at_most<T: PartialOrd>(inner: Option<T>, outer: Option<T>) -> bool {
    match (inner, outer) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(inner), Some(outer)) => inner <= outer,
    }
}

/// A number that can be compared: whole numbers of one float are told apart.
fn number(number: Number) -> (f64, i128) {
    match number {
        Number::Int(whole) => (whole as f64, whole),
        Number::Float(float) => (float, float as i128),
    }
}
