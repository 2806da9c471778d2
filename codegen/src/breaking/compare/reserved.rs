//! Names that may not come back.

use super::{Site, Walk, mends};
use crate::breaking::change::{Effect, Kind, Outcome};
use crate::breaking::rules::Rule;
use crate::model::Meta;

impl Walk<'_> {
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
        (before, old): (&Meta, &[String]),
        (after, new): (&Meta, &[String]),
        is_in_use: &dyn Fn(&str) -> bool,
        site: &Site,
    ) {
        for (position, name) in old.iter().enumerate() {
            if new.contains(name) || is_in_use(name) {
                continue;
            }
            let place = self.old.places.item(before, "reserved", position);
            let change = site
                .change(Rule::ReservedNameFreed, Kind::Meta)
                .with_texts(name, "")
                .at(Some(place), None)
                .mended(mends::list(after, "reserved", name));
            self.changes.push(change);
        }
    }
}
