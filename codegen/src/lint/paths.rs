//! The path of every element, such as `acme.orders.v1/process_order/approve`.

use std::collections::BTreeMap;

use super::named::parts_of;
use crate::model::{Meta, Model, TypeKind};
use crate::source::{FileId, Span};

/// The paths of all elements, by where their names are written.
#[derive(Default)]
pub(super) struct Paths {
    by_place: BTreeMap<(FileId, u32), String>,
}

impl Paths {
    pub(super) fn of(model: &Model) -> Self {
        let mut paths = Self::default();
        for package in &model.packages {
            paths.insert(package.span, package.name.clone());
            for import in &package.imports {
                let path = format!("{}/imports/{}", package.name, import.alias);
                paths.insert(import.span, path);
            }
        }
        for def in &model.types {
            let package = &model[def.package].name;
            let path = match def.variant_of {
                None => format!("{package}/{}", def.meta.name),
                // The union comes before the records that it declares in place, with their names.
                Some(_) => paths.at(def.meta.span).to_owned(),
            };
            paths.insert(def.meta.span, path.clone());
            match &def.kind {
                TypeKind::Record(record) => {
                    paths.insert_all(&path, record.fields.iter().map(|field| &field.meta));
                }
                TypeKind::Enum(body) => {
                    paths.insert_all(&path, body.values.iter().map(|value| &value.meta));
                }
                TypeKind::Union(body) => {
                    paths.insert_all(&path, body.variants.iter().map(|variant| &variant.meta));
                }
                TypeKind::Newtype(_) => {}
            }
        }
        for error in &model.errors {
            let path = format!("{}/{}", model[error.package].name, error.meta.name);
            paths.insert_all(&path, error.record.fields.iter().map(|field| &field.meta));
            paths.insert(error.meta.span, path);
        }
        for activity in &model.activities {
            let path = format!("{}/{}", model[activity.package].name, activity.meta.name);
            paths.insert(activity.meta.span, path);
        }
        for workflow in &model.workflows {
            let path = format!("{}/{}", model[workflow.package].name, workflow.meta.name);
            paths.insert_all(&path, parts_of(workflow));
            paths.insert(workflow.meta.span, path);
        }
        for service in &model.nexus {
            let path = format!("{}/{}", model[service.package].name, service.meta.name);
            let operations = service.operations.iter();
            paths.insert_all(&path, operations.map(|operation| &operation.meta));
            paths.insert(service.meta.span, path);
        }
        paths
    }

    /// The path of the element whose name is written at a place, or else of the last one before it.
    pub(super) fn at(&self, place: Span) -> &str {
        let until = (place.file, place.start);
        let mut before = self.by_place.range((place.file, 0)..=until);
        before.next_back().map_or("", |(_, path)| path)
    }

    fn insert(&mut self, place: Span, path: String) {
        self.by_place.insert((place.file, place.start), path);
    }

    fn insert_all<'m>(&mut self, owner: &str, parts: impl Iterator<Item = &'m Meta>) {
        for meta in parts {
            self.insert(meta.span, format!("{owner}/{}", meta.name));
        }
    }
}
