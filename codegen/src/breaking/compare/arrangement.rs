//! The order in which a schema lists fields and values, where generated code has it.

use std::collections::BTreeMap;

use super::records::Fate;
use super::{Site, Walk};
use crate::breaking::change::Kind;
use crate::breaking::rules::Rule;
use crate::breaking::wording::several;
use crate::model::{Enum, Field, Presence, Record};

impl Walk<'_> {
    /// Compares the order of the fields that a record is made of in Rust: what `new` takes, one after the other.
    ///
    /// What is required in one version alone is said of the field: `new` takes more or less then.
    pub(super) fn compare_field_order(
        &mut self,
        fates: &[Fate],
        (old, new): (&Record, &Record),
        site: &Site,
    ) {
        let is_required = |field: &&Field| field.presence == Presence::Required;
        let before: Vec<&Field> = old.fields.iter().filter(is_required).collect();
        let after: Vec<&Field> = new.fields.iter().filter(is_required).collect();
        let by_name: BTreeMap<&str, usize> = (after.iter().enumerate())
            .map(|(at, field)| (field.meta.name.as_str(), at))
            .collect();
        let places = fates.iter().filter_map(|fate| match fate {
            Fate::Same(old, new) if old.presence == Presence::Required => {
                // Code knows a field by its name, if that is there still.
                let name = by_name.get(old.meta.name.as_str());
                let place = name.or_else(|| by_name.get(new.meta.name.as_str()))?;
                Some((old.meta.name.as_str(), *place))
            }
            _ => None,
        });
        let places: Vec<(&str, usize)> = places.collect();
        let Some((old_names, new_names)) = moved(&places) else {
            return;
        };
        let mut pairs = before.iter().zip(&after);
        let compiles = before.len() == after.len()
            && pairs.all(|(old, new)| self.is_taken_for(&old.ty, &new.ty));
        let kind = match compiles {
            true => Kind::Meaning,
            false => Kind::Source,
        };
        let change = site.change(Rule::FieldsReordered, kind);
        self.changes.push(change.with_texts(old_names, new_names));
    }

    /// Compares the order of the values of an enum, in which Python goes through them and Rust sorts them: a map of them
    /// as well.
    pub(super) fn compare_value_order(&mut self, old: &Enum, new: &Enum, site: &Site) {
        let by_name: BTreeMap<&str, usize> = (new.values.iter().enumerate())
            .map(|(at, value)| (value.meta.name.as_str(), at))
            .collect();
        let by_wire: BTreeMap<&str, usize> = (new.values.iter().enumerate())
            .map(|(at, value)| (value.wire.as_str(), at))
            .collect();
        let places = old.values.iter().filter_map(|value| {
            let name = by_name.get(value.meta.name.as_str());
            let place = name.or_else(|| by_wire.get(value.wire.as_str()))?;
            Some((value.meta.name.as_str(), *place))
        });
        let places: Vec<(&str, usize)> = places.collect();
        if let Some((old_names, new_names)) = moved(&places) {
            let change = site.change(Rule::EnumValuesReordered, Kind::Sequence);
            self.changes.push(change.with_texts(old_names, new_names));
        }
    }
}

/// Those of a list that stand somewhere else among one another, as they stood and as they stand; none if none do.
///
/// The list is in the old order, with the place of each in the new one.
fn moved(places: &[(&str, usize)]) -> Option<(String, String)> {
    if places.is_sorted_by_key(|(_, place)| *place) {
        return None;
    }
    let mut after = places.to_vec();
    after.sort_by_key(|(_, place)| *place);
    let both = places.iter().zip(&after);
    let moved = both.filter(|(old, new)| old.1 != new.1);
    let (old, new): (Vec<String>, Vec<String>) = moved
        .map(|(old, new)| (format!("`{}`", old.0), format!("`{}`", new.0)))
        .unzip();
    Some((several(old), several(new)))
}
