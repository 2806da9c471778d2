//! Names on the wire: what is started, called and sent by name.

use super::matching::Names;
use super::other_meanings::NamesTaken;
use super::{Site, Walk, mends};
use crate::breaking::change::{Fate, Kind, Named, Naming};
use crate::breaking::finding::Level;
use crate::breaking::rules::Rule;

/// What is said about the names of one kind of definition.
#[derive(Debug)]
pub(super) struct NameRules {
    pub(super) what: Named,
    pub(super) added: Rule,
    pub(super) removed: Rule,
    pub(super) renamed: Rule,
    pub(super) renamed_with_alias: Rule,
    pub(super) alias_removed: Rule,
}

pub(super) const WORKFLOW: NameRules = NameRules {
    what: Named::Workflow,
    added: Rule::WorkflowAdded,
    removed: Rule::WorkflowRemoved,
    renamed: Rule::WorkflowRenamed,
    renamed_with_alias: Rule::WorkflowRenamedWithAlias,
    alias_removed: Rule::WorkflowAliasRemoved,
};

pub(super) const ACTIVITY: NameRules = NameRules {
    what: Named::Activity,
    added: Rule::ActivityAdded,
    removed: Rule::ActivityRemoved,
    renamed: Rule::ActivityRenamed,
    renamed_with_alias: Rule::ActivityRenamedWithAlias,
    alias_removed: Rule::ActivityAliasRemoved,
};

pub(super) const SIGNAL: NameRules = NameRules {
    what: Named::Signal,
    added: Rule::SignalAdded,
    removed: Rule::SignalRemoved,
    renamed: Rule::SignalRenamed,
    renamed_with_alias: Rule::SignalRenamedWithAlias,
    alias_removed: Rule::SignalAliasRemoved,
};

pub(super) const QUERY: NameRules = NameRules {
    what: Named::Query,
    added: Rule::QueryAdded,
    removed: Rule::QueryRemoved,
    renamed: Rule::QueryRenamed,
    renamed_with_alias: Rule::QueryRenamedWithAlias,
    alias_removed: Rule::QueryAliasRemoved,
};

pub(super) const UPDATE: NameRules = NameRules {
    what: Named::Update,
    added: Rule::UpdateAdded,
    removed: Rule::UpdateRemoved,
    renamed: Rule::UpdateRenamed,
    renamed_with_alias: Rule::UpdateRenamedWithAlias,
    alias_removed: Rule::UpdateAliasRemoved,
};

impl Walk<'_> {
    /// Compares the names of what both versions have; `site` has the calls by name.
    pub(super) fn compare_names(
        &mut self,
        rules: &NameRules,
        old: Names<'_>,
        new: Names<'_>,
        taken: NamesTaken<'_>,
        site: &Site,
    ) {
        let (before, after) = (old.meta, new.meta);
        let naming = Naming {
            what: rules.what,
            fate: Fate::Renamed,
            old_is_served: new.serves(old.wire),
            new_was_served: old.serves(new.wire),
        };
        if old.wire != new.wire {
            let rule = match naming.old_is_served {
                true => rules.renamed_with_alias,
                false => rules.renamed,
            };
            let mut change = site.change(rule, Kind::Name(naming));
            if taken.old || (old.package, &before.name) == (new.package, &after.name) {
                change.source = Level::Safe;
            }
            if !naming.old_is_served {
                let name = mends::say(after, "name", old.wire);
                // The old version serves the new name as well, and so it is kept.
                let alias = match naming.new_was_served {
                    true => mends::list(after, "aliases", new.wire),
                    false => None,
                };
                change.mend = mends::all([name, alias]);
            }
            let change = change.with_texts(old.wire, new.wire).at(
                Some(self.old.places.of(before, "wire")),
                Some(self.new.places.of(after, "wire")),
            );
            self.changes.push(change);
        } else if !taken.old {
            self.compare_names_in_code(old, new, site);
        }
        if let Some(other) = taken.new {
            self.say_other_meaning((other.meta.span, other.wire), new.wire, site);
        }
        for (position, alias) in old.aliases.iter().enumerate() {
            if new.serves(alias) {
                continue;
            }
            let naming = Naming {
                fate: Fate::AliasRemoved,
                old_is_served: false,
                new_was_served: true,
                ..naming
            };
            let change = site
                .change(rules.alias_removed, Kind::Name(naming))
                .mended(mends::list(after, "aliases", alias))
                .with_texts(alias, "")
                .at(
                    Some(self.old.places.item(before, "aliases", position)),
                    None,
                );
            self.changes.push(change);
        }
    }

    /// Compares the names that generated code has: of a package that is not renamed as a whole, and in it.
    pub(super) fn compare_names_in_code(&mut self, old: Names<'_>, new: Names<'_>, site: &Site) {
        if old.meta.name != new.meta.name {
            let change = site.change(Rule::NameInCodeChanged, Kind::Source);
            let (old, new) = (old.meta.name.clone(), new.meta.name.clone());
            self.changes.push(change.with_texts(old, new));
        }
    }

    /// Says that something is gone, unless another serves its name.
    pub(super) fn say_removed(
        &mut self,
        rules: &NameRules,
        names: Names<'_>,
        old_is_served: bool,
        site: &Site,
    ) {
        let naming = Naming {
            what: rules.what,
            fate: Fate::Removed,
            old_is_served,
            new_was_served: true,
        };
        let change = site.change(rules.removed, Kind::Name(naming));
        self.changes.push(change.with_texts(names.wire, ""));
    }

    /// Says that something is new.
    pub(super) fn say_added(
        &mut self,
        rules: &NameRules,
        names: Names<'_>,
        new_was_served: bool,
        site: &Site,
    ) {
        let naming = Naming {
            what: rules.what,
            fate: Fate::Added,
            old_is_served: true,
            new_was_served,
        };
        let change = site.change(rules.added, Kind::Name(naming));
        self.changes.push(change.with_texts("", names.wire));
    }
}
