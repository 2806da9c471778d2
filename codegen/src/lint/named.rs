//! The part of a contract that the caller named, rather than what that imports only.

use crate::model::{
    Activity, ErrorDef, Field, Meta, Model, NexusService, Package, PackageId, TypeDef, TypeKind,
    Workflow,
};

/// The packages that were named, and what is in them.
pub(crate) struct Named<'m> {
    /// The whole contract, for what named packages refer to.
    pub(super) model: &'m Model,
}

impl<'m> Named<'m> {
    pub(crate) fn of(model: &'m Model) -> Self {
        Self { model }
    }

    fn has(&self, package: PackageId) -> bool {
        self.model[package].entry
    }

    pub(super) fn packages(&self) -> impl Iterator<Item = &'m Package> {
        self.model.packages.iter().filter(|package| package.entry)
    }

    pub(super) fn types(&self) -> impl Iterator<Item = &'m TypeDef> {
        let types = self.model.types.iter();
        types.filter(|def| self.has(def.package))
    }

    pub(super) fn errors(&self) -> impl Iterator<Item = &'m ErrorDef> {
        let errors = self.model.errors.iter();
        errors.filter(|def| self.has(def.package))
    }

    pub(super) fn activities(&self) -> impl Iterator<Item = &'m Activity> {
        let activities = self.model.activities.iter();
        activities.filter(|activity| self.has(activity.package))
    }

    pub(super) fn workflows(&self) -> impl Iterator<Item = &'m Workflow> {
        let workflows = self.model.workflows.iter();
        workflows.filter(|workflow| self.has(workflow.package))
    }

    pub(super) fn nexus(&self) -> impl Iterator<Item = &'m NexusService> {
        let services = self.model.nexus.iter();
        services.filter(|service| self.has(service.package))
    }

    /// The fields of all records, also of those that unions, errors and memos hold.
    pub(super) fn fields(&self) -> impl Iterator<Item = &'m Field> {
        let of_types = self.types().flat_map(|def| match &def.kind {
            TypeKind::Record(record) => record.fields.iter(),
            TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Newtype(_) => [].iter(),
        });
        let of_errors = self.errors().flat_map(|error| &error.record.fields);
        let of_memos = self.workflows().flat_map(|workflow| &workflow.memo);
        of_types.chain(of_errors).chain(of_memos)
    }

    /// Everything that has a name and may be deprecated, with the package that it is in.
    pub(crate) fn elements(&self) -> Vec<(&'m Package, &'m Meta)> {
        let mut elements: Vec<(&'m Package, &'m Meta)> = Vec::new();
        for def in self.types() {
            let package = &self.model[def.package];
            // A record that a union declares in place has the name of its variant.
            if def.variant_of.is_none() {
                elements.push((package, &def.meta));
            }
            match &def.kind {
                TypeKind::Record(record) => {
                    elements.extend(record.fields.iter().map(|field| (package, &field.meta)));
                }
                TypeKind::Enum(body) => {
                    elements.extend(body.values.iter().map(|value| (package, &value.meta)));
                }
                TypeKind::Union(body) => {
                    let variants = body.variants.iter();
                    elements.extend(variants.map(|variant| (package, &variant.meta)));
                }
                TypeKind::Newtype(_) => {}
            }
        }
        for error in self.errors() {
            let package = &self.model[error.package];
            elements.push((package, &error.meta));
            let fields = error.record.fields.iter();
            elements.extend(fields.map(|field| (package, &field.meta)));
        }
        for activity in self.activities() {
            elements.push((&self.model[activity.package], &activity.meta));
        }
        for workflow in self.workflows() {
            let package = &self.model[workflow.package];
            elements.push((package, &workflow.meta));
            elements.extend(parts_of(workflow).map(|meta| (package, meta)));
        }
        for service in self.nexus() {
            let package = &self.model[service.package];
            elements.push((package, &service.meta));
            let operations = service.operations.iter();
            elements.extend(operations.map(|operation| (package, &operation.meta)));
        }
        elements
    }
}

/// What is declared inside of a workflow.
pub(super) fn parts_of(workflow: &Workflow) -> impl Iterator<Item = &Meta> {
    // Where the children are left open, they are the workflows of the package.
    let children = match workflow.children_declared {
        true => workflow.children.iter(),
        false => [].iter(),
    };
    let attributes = workflow.search_attributes.iter();
    workflow
        .messages()
        .chain(children.map(|child| &child.meta))
        .chain(attributes.map(|attribute| &attribute.meta))
        .chain(workflow.memo.iter().map(|field| &field.meta))
        .chain(workflow.schedules.iter().map(|schedule| &schedule.meta))
}
