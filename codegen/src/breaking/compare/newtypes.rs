//! Newtypes.

use super::constraints::compare_constraints;
use super::{Site, Walk};
use crate::model::{Enforce, Meta, Newtype};

impl Walk<'_> {
    pub(super) fn compare_newtypes(
        &mut self,
        (before, old): (&Meta, &Newtype),
        (after, new): (&Meta, &Newtype),
        site: &Site,
    ) {
        let mut site = site.clone();
        site.old = self.old.places.of(before, "newtype");
        site.new = self.new.places.of(after, "newtype");
        self.compare_values(&old.of, &new.of, &site);
        self.changes.extend(compare_constraints(
            (&old.constraints, Enforce::Both),
            (&new.constraints, Enforce::Both),
            &site,
        ));
        self.compare_sensitive(old.sensitive, new.sensitive, &site);
    }
}
