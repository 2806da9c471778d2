//! Newtypes.

use super::constraints::Place;
use super::{Pair, Site, Walk};
use crate::breaking::change::Holder;
use crate::model::{Enforce, Meta, Model, Newtype, Type, TypeId, TypeKind};

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
            (Type::Named(a), Type::Named(b)) => self.compare_named((old, *a), (new, *b), &site),
            _ => self.compare_places(old, new, &site),
        }
    }

    /// Compares two places of types that have names.
    ///
    /// What differs between the types is said there. Of newtypes, that is the first that both are made of; what each has
    /// above it is said here, as the limits that it adds to those of the old version.
    pub(super) fn compare_named(
        &mut self,
        (old, before): (Place, TypeId),
        (new, after): (Place, TypeId),
        site: &Site,
    ) {
        let (inner, outer) = (chain(self.old, before), chain(self.new, after));
        let Some((a, b)) = self.in_common(&inner, &outer) else {
            self.compare_unlike(old, new, site);
            return;
        };
        let (a_type, b_type) = (Type::Named(a), Type::Named(b));
        let (own, tail) = (Place::of(&a_type), Place::of(&b_type));
        let before_limits = old.limits(self.old);
        let is_limited_alike = before_limits == new.limits(self.new);
        // Other limits of what it is made of are nothing to what is limited more than that.
        let is_same_here = is_limited_alike
            && own.limits(self.old) != tail.limits(self.new)
            && self.old.scalar_of(&a_type) == self.new.scalar_of(&b_type);
        let holder = match is_same_here {
            true => Holder::Slots(Vec::new()),
            false => site.holder.clone(),
        };
        self.hold(Pair::Types(a, b), holder);
        self.compare_type_names(before, after, site);
        if !is_limited_alike {
            let mut limits = own.limits(self.old);
            let of_new = |id: &TypeId| newtype(self.new, *id).map(|newtype| &newtype.constraints);
            let above = outer.iter().take_while(|id| **id != b);
            let above = above.filter_map(of_new).map(|own| (own, Enforce::Both));
            for (constraints, enforce) in above.chain(new.own) {
                limits.add(constraints, enforce);
            }
            self.compare_limits(&before_limits, &limits, site);
        }
        let is_secret = |model: &Model, chain: &[TypeId], end: TypeId| {
            let mut above = chain.iter().take_while(|id| **id != end);
            above.any(|id| newtype(model, *id).is_some_and(|newtype| newtype.sensitive))
        };
        let is_secret_below = newtype(self.old, a).is_some_and(|newtype| newtype.sensitive);
        let secrets = (
            is_secret(self.old, &inner, a),
            is_secret(self.new, &outer, b),
        );
        if !is_secret_below {
            self.compare_sensitive(secrets.0, secrets.1, site);
        }
    }

    /// The first types of two chains that are one: by name, or renamed.
    fn in_common(&self, old: &[TypeId], new: &[TypeId]) -> Option<(TypeId, TypeId)> {
        let is_same = |a: TypeId, b: TypeId| {
            let (before, after) = (&*self.old[a].meta.name, &*self.new[b].meta.name);
            let is_newtype = newtype(self.old, a).is_some() && newtype(self.new, b).is_some();
            let is_in_both =
                self.new_type_names.contains(before) || self.old_type_names.contains(after);
            before == after || !is_newtype || !is_in_both
        };
        let mut both = old.iter().flat_map(|a| new.iter().map(move |b| (*a, *b)));
        both.find(|(a, b)| is_same(*a, *b))
    }
}

/// A type, and those that it is made of as a newtype, as far as they have names.
fn chain(model: &Model, id: TypeId) -> Vec<TypeId> {
    let mut chain = vec![id];
    // A newtype of itself is reported by a check, and must not hang this.
    while let Some(Type::Named(of)) = chain.last().and_then(|id| Some(&newtype(model, *id)?.of)) {
        if chain.contains(of) {
            break;
        }
        chain.push(*of);
    }
    chain
}

fn newtype(model: &Model, id: TypeId) -> Option<&Newtype> {
    match &model[id].kind {
        TypeKind::Newtype(newtype) => Some(newtype),
        TypeKind::Record(_) | TypeKind::Enum(_) | TypeKind::Union(_) => None,
    }
}
