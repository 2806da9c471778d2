//! Newtypes.

use super::constraints::Place;
use super::{Pair, Site, Walk};
use crate::model::{Enforce, Meta, Newtype, Type};

impl Walk<'_> {
    pub(super) fn compare_newtypes(
        &mut self,
        (before, old): (&Meta, &Newtype),
        (after, new): (&Meta, &Newtype),
        site: &Site,
    ) {
        self.compare_sensitive(old.sensitive, new.sensitive, site);
        let mut site = site.clone();
        site.old = self.old.places.of(before, "newtype");
        site.new = self.new.places.of(after, "newtype");
        let place = |newtype| -> Place {
            let Newtype {
                of, constraints, ..
            }: &Newtype = newtype;
            Place {
                ty: of,
                own: Some((constraints, Enforce::Both)),
            }
        };
        let (old, new) = (place(old), place(new));
        match (old.ty, new.ty) {
            // What differs between the inner ones is said there; here it is what each adds to its own.
            (Type::Named(a), Type::Named(b)) => {
                self.hold(Pair::Types(*a, *b), site.holder.clone());
                self.compare_type_names(*a, *b, &site);
                let (before, after) = (old.own_limits(self.old), new.own_limits(self.new));
                self.compare_limits(&before, &after, &site);
            }
            _ => self.compare_places(old, new, &site),
        }
    }
}
