//! Limits: what is allowed less, and what more.

use super::Site;
use crate::breaking::change::{Change, Effect, Kind, Outcome};
use crate::breaking::rules::Rule;
use crate::model::{Constraints, Enforce, Number};

/// Limits, and when they are checked.
pub(super) type Limits<'l> = (&'l Constraints, Enforce);

/// What differs between the limits of one place.
///
/// Writers keep to the limits in any case; readers check them unless `enforce: write` says otherwise.
pub(super) fn compare_constraints(old: Limits, new: Limits, site: &Site) -> Vec<Change> {
    let anything = Constraints::default();
    let read_by = |limits: Limits| match limits.1 {
        Enforce::Both => limits.0.clone(),
        Enforce::Write => anything.clone(),
    };
    let outcome = |writer: &Constraints, reader: &Constraints| match allows(reader, writer) {
        true => Outcome::Fine,
        false => Outcome::Depends,
    };
    // A history may have what the old version read, whoever wrote it.
    let old_to_new = outcome(&read_by(old), &read_by(new)).max(outcome(old.0, &read_by(new)));
    let new_to_old = outcome(new.0, &read_by(old));
    let texts = (limits_text(old), limits_text(new));
    let change = |rule, effect, less| {
        let kind = match effect {
            Effect::NONE => Kind::Behaviour { less },
            _ => Kind::Payload(effect),
        };
        site.change(rule, kind)
            .with_texts(texts.0.clone(), texts.1.clone())
    };
    let tightened = old_to_new != Outcome::Fine || !allows(new.0, old.0);
    let loosened = new_to_old != Outcome::Fine || !allows(old.0, new.0);
    let mut changes = Vec::new();
    if tightened {
        let effect = Effect::new(old_to_new, Outcome::Fine);
        changes.push(change(Rule::ConstraintTightened, effect, true));
    }
    if loosened {
        let effect = Effect::new(Outcome::Fine, new_to_old);
        changes.push(change(Rule::ConstraintLoosened, effect, false));
    }
    changes
}

/// Whether everything that keeps to the limits of `inner` also keeps to those of `outer`.
fn allows(outer: &Constraints, inner: &Constraints) -> bool {
    let Constraints {
        min,
        max,
        min_length,
        max_length,
        pattern,
        min_items,
        max_items,
        unique,
    } = outer;
    at_least(inner.min.map(number), min.map(number))
        && at_most(inner.max.map(number), max.map(number))
        && at_least(inner.min_length, *min_length)
        && at_most(inner.max_length, *max_length)
        && at_least(inner.min_items, *min_items)
        && at_most(inner.max_items, *max_items)
        && (!unique || inner.unique)
        // Which texts match two patterns is not decided here: another pattern may allow less.
        && (pattern.is_none() || *pattern == inner.pattern)
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

/// Whole numbers before floats of the same value: a limit of either kind is exact.
fn number(number: Number) -> (f64, i128) {
    match number {
        Number::Int(whole) => (whole as f64, whole),
        Number::Float(float) => (float, float as i128),
    }
}

/// The limits as a schema writes them.
fn limits_text((limits, enforce): Limits) -> String {
    let mut parts = Vec::new();
    let number = |number: &Number| match number {
        Number::Int(whole) => whole.to_string(),
        Number::Float(float) => float.to_string(),
    };
    let mut add = |key: &str, value: Option<String>| {
        parts.extend(value.map(|value| format!("{key}: {value}")));
    };
    add("min", limits.min.as_ref().map(number));
    add("max", limits.max.as_ref().map(number));
    add("min_length", limits.min_length.map(|n| n.to_string()));
    add("max_length", limits.max_length.map(|n| n.to_string()));
    add(
        "pattern",
        limits.pattern.as_ref().map(|text| format!("{text:?}")),
    );
    add("min_items", limits.min_items.map(|n| n.to_string()));
    add("max_items", limits.max_items.map(|n| n.to_string()));
    add("unique", limits.unique.then(|| String::from("true")));
    if enforce == Enforce::Write && !parts.is_empty() {
        parts.push(String::from("enforce: write"));
    }
    match parts.is_empty() {
        true => String::from("anything"),
        false => parts.join(", "),
    }
}
