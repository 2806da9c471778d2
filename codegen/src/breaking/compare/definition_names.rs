//! Names on the wire of workflows, activities and Nexus services, which may be made of that of their package.

use super::matching::Names;
use super::names::NameRules;
use super::other_meanings::NamesTaken;
use super::{Site, Walk};
use crate::breaking::change::{Change, Holder, Kind};
use crate::breaking::rules::Rule;
use crate::breaking::slots::Slot;
use crate::model::{Meta, Model, PackageId};
use crate::names::default_wire;

/// A definition by its package and its names.
pub(super) type Definition<'m> = (PackageId, Names<'m>);

impl Walk<'_> {
    /// Compares the names of a definition of both versions; `site` has the calls by name.
    pub(super) fn compare_definition_names(
        &mut self,
        rules: &NameRules,
        old: Definition,
        new: Definition,
        taken: NamesTaken,
        site: &Site,
    ) {
        let mut names = old.1;
        if self.is_renamed_with_package(old, new) {
            names.wire = new.1.wire;
        }
        self.compare_names(rules, names, new.1, taken, site);
        let moved = self.moved((old.0, old.1.meta), (new.0, new.1.meta));
        self.changes.extend(moved);
    }

    /// Says of a definition of both versions that it is in another package now, if it is: code finds it there alone.
    pub(super) fn moved(&self, old: (PackageId, &Meta), new: (PackageId, &Meta)) -> Option<Change> {
        let (before, after) = (self.package_now(old.0), &self.new[new.0].name);
        let places = (old.1.span, new.1.span);
        let site = Site::new(before, &new.1.name, places, Holder::Slots(Vec::new()));
        let change = site.change(Rule::DefinitionMoved, Kind::Source);
        (before != after).then(|| change.with_texts(before, after))
    }

    /// Says that a definition is gone, unless another serves its name, and where it was; what goes with a package is said
    /// of that.
    pub(super) fn say_removed_definition(
        &mut self,
        rules: &NameRules,
        (package, names): Definition,
        calls: Vec<Slot>,
        is_served: bool,
    ) -> Option<Site> {
        let package = &self.new[*self.packages.both.get(&package)?];
        let places = (names.meta.span, package.span);
        let calls = calls.into_iter().map(|slot| self.add_slot(slot));
        let holder = Holder::Slots(calls.collect());
        let site = Site::new(&package.name, &names.meta.name, places, holder);
        self.say_removed(rules, names, is_served, &site);
        Some(site)
    }

    /// Says that a definition is new, and where it is; what comes with a package is said of that.
    pub(super) fn say_added_definition(
        &mut self,
        rules: &NameRules,
        (package, names): Definition,
        calls: Slot,
        was_served: bool,
    ) -> Option<Site> {
        let old = self.packages.old_of(package)?;
        let places = (self.old[old].span, names.meta.span);
        let holder = Holder::Slots(vec![self.add_slot(calls)]);
        let site = Site::new(&self.new[package].name, &names.meta.name, places, holder);
        self.say_added(rules, names, was_served, &site);
        Some(site)
    }

    /// Whether a name on the wire is another because that of the package is: that is said once, of the package.
    pub(super) fn is_renamed_with_package(&self, old: Definition, new: Definition) -> bool {
        let is_made_of = |model: &Model, (package, names): Definition| {
            names.wire == default_wire(&model[package].name, &names.meta.name)
        };
        self.packages.both.get(&old.0) == Some(&new.0)
            && self.old[old.0].name != self.new[new.0].name
            && old.1.meta.name == new.1.meta.name
            && is_made_of(self.old, old)
            && is_made_of(self.new, new)
    }
}
