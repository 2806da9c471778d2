//! Enums: lists of texts, which a reader knows all or not.

use super::openness::unknown;
use super::other_meanings::Name;
use super::{Site, Walk, mends};
use crate::breaking::change::{Change, Effect, Kind, Mend, Outcome};
use crate::breaking::rules::Rule;
use crate::model::{Enum, EnumValue, Meta};

impl Walk<'_> {
    pub(super) fn compare_enums(
        &mut self,
        (before, old): (&Meta, &Enum),
        (after, new): (&Meta, &Enum),
        site: &Site,
    ) {
        self.compare_openness(
            (old.closed, new.closed),
            (Rule::EnumClosed, Rule::EnumOpened),
            (after.span, site),
        );
        for value in &old.values {
            if find(&new.values, &value.wire).is_none() {
                let change = value_gone(value, (old, new), after, site);
                self.changes.push(change);
            }
        }
        for value in &new.values {
            let mut site = site.inside(&value.meta.name);
            site.new = value.meta.span;
            match find(&old.values, &value.wire) {
                Some(known)
                    if known.meta.name != value.meta.name
                        && named(&new.values, &known.meta.name).is_none() =>
                {
                    site.old = known.meta.span;
                    let change = site.change(Rule::NameInCodeChanged, Kind::Source);
                    self.changes
                        .push(change.with_texts(&known.meta.name, &value.meta.name));
                }
                Some(_) => {}
                None => {
                    self.compare_reserved_name(&old.reserved, &value.wire, &site);
                    if renamed(value, &old.values, &new.values).is_none() {
                        let rule = match old.closed {
                            true => Rule::EnumValueAddedClosed,
                            false => Rule::EnumValueAdded,
                        };
                        let effect = Effect::new(Outcome::Fine, unknown(old.closed));
                        let change = site.payload(rule, effect);
                        self.changes.push(change.with_texts("", &value.wire));
                    }
                }
            }
        }
        self.compare_value_names(&names(&old.values), &names(&new.values), site);
        self.compare_value_order(old, new, site);
        let is_in_use = |name: &str| find(&new.values, name).is_some();
        self.compare_reserved(
            (before, &old.reserved),
            (after, &new.reserved),
            &is_in_use,
            site,
        );
    }
}

/// A text that the new version does not list.
fn value_gone(value: &EnumValue, (old, new): (&Enum, &Enum), after: &Meta, site: &Site) -> Change {
    let mut site = site.inside(&value.meta.name);
    site.old = value.meta.span;
    // Code that has the text in its hands finds no value of a closed enum for it.
    let rewritten = match new.closed {
        true => Outcome::Depends,
        false => Outcome::Fine,
    };
    if let Some(renamed) = renamed(value, &new.values, &old.values) {
        site.new = renamed.meta.span;
        // A reader that keeps what it does not know takes it for another value all the same.
        return site
            .payload(
                Rule::EnumValueRenamed,
                Effect::both(Outcome::Refused).with_rewritten(rewritten),
            )
            .with_texts(&value.wire, &renamed.wire)
            .mended(mends::say(&renamed.meta, "wire", &value.wire));
    }
    let wire = (value.wire != value.meta.name).then(|| ("wire", value.wire.clone()));
    // Code has the order of the values.
    let mut behind: Vec<String> = (old.values.iter())
        .take_while(|other| other.wire != value.wire)
        .map(|other| other.meta.name.clone())
        .collect();
    behind.reverse();
    let listed = Mend::List {
        of: after.span,
        key: "enum",
        item: (value.meta.name.clone(), wire),
        behind: Some(behind),
    };
    // A name that is reserved now was taken away for good, and one that is in use is no more to be had.
    let is_taken = |name: &String| {
        let mut values = new.values.iter();
        new.reserved.contains(name) || values.any(|other| other.meta.name == *name)
    };
    let can_be_back = !is_taken(&value.wire) && !is_taken(&value.meta.name);
    let effect = Effect::new(unknown(new.closed), Outcome::Fine).with_rewritten(rewritten);
    site.payload(Rule::EnumValueRemoved, effect)
        .with_texts(&value.wire, "")
        .mended(can_be_back.then_some(listed))
}

/// The value of the same name in the other version, with a text that its own version does not have.
fn renamed<'v>(
    value: &EnumValue,
    others: &'v [EnumValue],
    own: &[EnumValue],
) -> Option<&'v EnumValue> {
    others
        .iter()
        .find(|other| other.meta.name == value.meta.name && find(own, &other.wire).is_none())
}

fn named<'v>(values: &'v [EnumValue], name: &str) -> Option<&'v EnumValue> {
    values.iter().find(|value| value.meta.name == name)
}

fn find<'v>(values: &'v [EnumValue], wire: &str) -> Option<&'v EnumValue> {
    values.iter().find(|value| value.wire == wire)
}

fn names(values: &[EnumValue]) -> Vec<Name<'_>> {
    let names = values.iter();
    names.map(|value| (&value.meta, &*value.wire)).collect()
}
