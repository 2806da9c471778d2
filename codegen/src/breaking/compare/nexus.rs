//! Nexus services, which are called from other namespaces.

use std::collections::BTreeSet;

use super::definitions::{Definitions, Partners};
use super::matching::{Names, Shape, match_by_names};
use super::settings::Setting;
use super::text::payloads_text;
use super::{Site, Walk};
use crate::breaking::change::{Effect, Fate, Holder, Kind, Named, Naming, Outcome};
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Party, Rewriter, Role, Slot};
use crate::model::{Model, NexusOperation, NexusService, WorkflowId};
use crate::source::Span;

/// A service, or an operation of it, in the old version and in the new one.
type Same<'a, T> = (&'a T, &'a T);

impl<'a> Walk<'a> {
    pub(super) fn compare_nexus(&mut self, definitions: &Definitions, partners: &Partners) {
        for (old, new) in &definitions.nexus.both {
            self.compare_service((&self.old[*old], &self.new[*new]), partners);
        }
        for id in &definitions.nexus.removed {
            let old = &self.old[*id];
            if let Some(package) = self.packages.both.get(&old.package).copied() {
                let package = &self.new[package];
                let places = (old.meta.span, package.span);
                let site = self.service_site(old, &package.name, places);
                self.push_name(
                    Rule::NexusServiceRemoved,
                    Fate::Removed,
                    (&old.wire, ""),
                    &site,
                );
            }
        }
        for id in &definitions.nexus.added {
            let new = &self.new[*id];
            if let Some(package) = self.packages.old_of(new.package) {
                let places = (self.old[package].span, new.meta.span);
                let name = &self.new[new.package].name;
                let site = self.service_site(new, name, places);
                self.push_name(Rule::NexusServiceAdded, Fate::Added, ("", &new.wire), &site);
            }
        }
    }

    fn compare_service(&mut self, service: Same<'a, NexusService>, partners: &Partners) {
        let NexusService {
            package: _,
            meta,
            wire,
            endpoint,
            operations,
        } = service.0;
        let new = service.1;
        self.package = Some(new.package);
        let package = &self.new[new.package].name;
        let site = self.service_site(new, package, (meta.span, new.meta.span));
        let definitions = (
            (service.0.package, Names::from(service.0)),
            (new.package, Names::from(new)),
        );
        if *wire != new.wire && !self.is_renamed_with_package(definitions.0, definitions.1) {
            let places = (
                self.old.places.of(meta, "wire"),
                self.new.places.of(&new.meta, "wire"),
            );
            let site = Site {
                old: places.0,
                new: places.1,
                ..site.clone()
            };
            self.push_name(
                Rule::NexusServiceRenamed,
                Fate::Renamed,
                (wire, &new.wire),
                &site,
            );
        }
        let setting = Setting::of_texts(
            "endpoint",
            (endpoint.clone(), new.endpoint.clone()),
            Rule::NexusEndpointChanged,
            Kind::ANOTHER_QUEUE,
        );
        self.push_settings(setting.into_iter().collect(), (meta, &new.meta), &site);
        let matched = match_by_names(&numbered(operations), &numbered(&new.operations))
            .with_near_names(
                |at| operation_shape(self.old, operations.get(at)),
                |at| operation_shape(self.new, new.operations.get(at)),
            );
        for (old, after) in matched.both {
            if let (Some(old), Some(new)) = (operations.get(old), new.operations.get(after)) {
                self.without_code(|walk| {
                    walk.compare_operation((old, new), service, partners, &site);
                });
            }
        }
        for old in matched
            .removed
            .into_iter()
            .filter_map(|at| operations.get(at))
        {
            let site = Site {
                old: old.meta.span,
                ..site.inside(&old.meta.name)
            };
            let names = (old.meta.name.as_str(), "");
            self.push_name(Rule::NexusOperationRemoved, Fate::Removed, names, &site);
        }
        for added in matched
            .added
            .into_iter()
            .filter_map(|at| new.operations.get(at))
        {
            let site = Site {
                new: added.meta.span,
                ..site.inside(&added.meta.name)
            };
            let names = ("", added.meta.name.as_str());
            self.push_name(Rule::NexusOperationAdded, Fate::Added, names, &site);
        }
    }

    fn compare_operation(
        &mut self,
        operation: Same<'a, NexusOperation>,
        service: Same<'a, NexusService>,
        partners: &Partners,
        site: &Site,
    ) {
        let NexusOperation {
            meta,
            workflow,
            input,
            output,
            errors,
            timeout,
        } = operation.0;
        let new = operation.1;
        let site = Site {
            old: meta.span,
            new: new.meta.span,
            ..site.inside(&new.meta.name)
        };
        if meta.name != new.meta.name {
            let names = (meta.name.as_str(), new.meta.name.as_str());
            self.push_name(Rule::NexusOperationRenamed, Fate::Renamed, names, &site);
        }
        let of = format!(
            "Nexus operation `{}.{}`",
            service.1.meta.name, new.meta.name
        );
        let workers = self.operation_workers(service, operation);
        let given = Slot {
            // Those that call it do so from workflows of their own.
            rewritten_by: vec![Rewriter {
                workflow: String::new(),
                rare: false,
            }],
            own_is_read: true,
            ..Slot::new(
                Role::Nexus,
                format!("the input of {of}"),
                BTreeSet::from([Party::OtherNamespaces]),
                workers.clone(),
            )
        };
        let answered = Slot {
            rewritten_by: Vec::new(),
            description: format!("the output of {of}"),
            writers: workers,
            readers: BTreeSet::from([Party::OtherNamespaces]),
            ..given.clone()
        };
        let behind = |model: &Model, workflow: Option<WorkflowId>| match workflow {
            Some(id) => format!("backed by workflow `{}`", model[id].meta.name),
            None => String::from("answered at once"),
        };
        let is_same = match (*workflow, new.workflow) {
            (Some(old), Some(new)) => partners.workflows.get(&old) == Some(&new),
            (old, new) => old.is_none() && new.is_none(),
        };
        if !is_same {
            // A caller waits for another kind of answer than it gets, in one version or the other.
            let slots = [given.clone(), answered.clone()].map(|slot| self.add_slot(slot));
            let site = Site {
                holder: Holder::Slots(slots.into()),
                ..site.clone()
            };
            let effect = Effect::both(Outcome::Depends);
            let change = site.payload(Rule::NexusOperationKindChanged, effect);
            self.changes.push(
                change.with_texts(behind(self.old, *workflow), behind(self.new, new.workflow)),
            );
        }
        let timeouts = (*timeout, new.timeout);
        let rules = (Rule::NexusTimeoutChanged, Rule::NexusTimeoutChanged);
        let setting = Setting::of_timeouts("timeout", timeouts, timeouts, rules);
        self.push_settings(setting.into_iter().collect(), (meta, &new.meta), &site);
        let inputs = ((meta, input.as_ref()), (&new.meta, new.input.as_ref()));
        self.compare_part("input", inputs.0, inputs.1, vec![given], &site);
        let details = Slot {
            description: format!("the errors of {of}"),
            ..answered.clone()
        };
        let outputs = ((meta, output.as_ref()), (&new.meta, new.output.as_ref()));
        self.compare_part("output", outputs.0, outputs.1, vec![answered], &site);
        let errors = ((meta, &**errors), (&new.meta, &*new.errors));
        self.compare_operation_errors(errors.0, errors.1, vec![details], &site);
    }

    /// The workers that serve an operation: those of the workflow behind it, else of its package.
    fn operation_workers(
        &self,
        service: Same<NexusService>,
        operation: Same<NexusOperation>,
    ) -> BTreeSet<Party> {
        let queue = |model: &Model, service: &NexusService, operation: &NexusOperation| {
            let queue = match operation.workflow {
                Some(id) => &model[id].options.task_queue,
                None => &model[service.package].task_queue,
            };
            Party::Workers(queue.clone())
        };
        BTreeSet::from([
            queue(self.old, service.0, operation.0),
            queue(self.new, service.1, operation.1),
        ])
    }

    /// Where a service is, with the calls of it.
    fn service_site(
        &mut self,
        service: &NexusService,
        package: &str,
        places: (Span, Span),
    ) -> Site {
        let name = &service.meta.name;
        let calls = Slot {
            own_is_read: true,
            ..Slot::new(
                Role::Call,
                format!("calls of Nexus service `{name}`"),
                BTreeSet::from([Party::OtherNamespaces]),
                BTreeSet::from([Party::Workers(None)]),
            )
        };
        let holder = Holder::Slots(vec![self.add_slot(calls)]);
        Site::new(package, name, places, holder)
    }

    fn push_name(&mut self, rule: Rule, fate: Fate, (old, new): (&str, &str), site: &Site) {
        let naming = Naming {
            what: Named::NexusOperation,
            fate,
            old_is_served: fate == Fate::Added,
            new_was_served: fate == Fate::Removed,
        };
        let change = site.change(rule, Kind::Name(naming));
        self.changes.push(change.with_texts(old, new));
    }
}

fn numbered(operations: &[NexusOperation]) -> Vec<(usize, Names<'_>)> {
    let names = operations
        .iter()
        .map(|operation| Names::of_one(&operation.meta));
    names.enumerate().collect()
}

/// What a service answers to.
pub(super) fn service_shape<'m>(model: &'m Model, service: &'m NexusService) -> Shape<'m> {
    let operations = service.operations.iter();
    let operations = operations.map(|of| {
        format!(
            "{}: {}",
            of.meta.name,
            operation_shape(model, Some(of)).parts
        )
    });
    Shape {
        name: &service.meta.name,
        parts: operations.collect::<Vec<_>>().join(", "),
    }
}

fn operation_shape<'m>(model: &'m Model, operation: Option<&'m NexusOperation>) -> Shape<'m> {
    Shape {
        name: operation.map_or("", |operation| &operation.meta.name),
        parts: operation.map_or_else(String::new, |operation| {
            payloads_text(model, operation.input.as_ref(), operation.output.as_ref())
        }),
    }
}
