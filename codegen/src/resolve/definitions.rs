//! What all elements have, and the activities.

use super::Resolver;
use crate::ast;
use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Activity, Deprecated, ErrorId, Meta, Places, Type};
use crate::names;
use crate::source::Span;
use crate::version::Version;

/// The name, the description and the versions of an element.
pub(super) fn resolve_meta(
    file: &ast::File,
    meta: &ast::Meta,
    places: &mut Places,
    out: &mut Diagnostics,
) -> Meta {
    let owner = meta.name.span;
    places.keep(owner, "since", span(meta.since.as_ref()));
    if let Some(deprecated) = &meta.deprecated {
        places.keep(owner, "deprecated", Some(deprecated.span));
        places.keep(owner, "deprecated.since", span(deprecated.since.as_ref()));
        places.keep(owner, "remove_in", span(deprecated.remove_in.as_ref()));
    }
    Meta {
        name: meta.name.value.clone(),
        span: owner,
        docs: meta.docs.clone(),
        since: checked_version(meta.since.as_ref().or(file.since.as_ref()), out),
        deprecated: meta.deprecated.as_ref().map(|deprecated| {
            Box::new(Deprecated {
                since: checked_version(deprecated.since.as_ref(), out),
                message: deprecated.message.as_ref().map(|text| text.value.clone()),
                remove_in: checked_version(deprecated.remove_in.as_ref(), out),
            })
        }),
    }
}

/// A semantic version, as it is written.
pub(super) fn checked_version(text: Option<&ast::Text>, out: &mut Diagnostics) -> Option<String> {
    let text = text?;
    if Version::parse(&text.value).is_some() {
        return Some(text.value.clone());
    }
    let mut diagnostic = Diagnostic::error(
        "version-syntax",
        text.span,
        format!("{} is not a version", shown(&text.value)),
    );
    let whole = ["", ".0", ".0.0"]
        .iter()
        .map(|rest| format!("{}{rest}", text.value.trim_start_matches('v')))
        .find(|candidate| Version::parse(candidate).is_some());
    diagnostic = match whole {
        Some(whole) => diagnostic
            .help(format!("write `{whole}`"))
            .suggest(text.span, whole),
        None => diagnostic.help("write three numbers, such as `1.4.0`"),
    };
    out.push(diagnostic);
    None
}

/// The place of a text that may be absent.
pub(super) fn span(text: Option<&ast::Text>) -> Option<Span> {
    text.map(|text| text.span)
}

/// The texts of a list, without their places.
pub(super) fn values(texts: &[ast::Text]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}

impl<'a> Resolver<'a> {
    pub(super) fn resolve_activities(&mut self) {
        for file in self.files_in_order() {
            for activity in &file.activities {
                let activity = self.resolve_activity(file, activity);
                self.model.activities.push(activity);
            }
        }
    }

    fn resolve_activity(&mut self, file: &'a ast::File, activity: &'a ast::Activity) -> Activity {
        let owner = activity.meta.name.span;
        let defaults = &file.defaults;
        let mut inherited = defaults.activity.clone();
        if activity.local {
            // A local activity never sends heartbeats, and runs where its caller runs.
            inherited.heartbeat_timeout = None;
            inherited.task_queue = None;
        }
        let options = self.resolve_activity_options(owner, &activity.options, &inherited, file);
        let heartbeat_details = activity
            .heartbeat_details
            .as_ref()
            .and_then(|ty| self.resolve_type(file.id, ty));
        let places = &mut self.model.places;
        places.keep(
            owner,
            "heartbeat_details",
            activity.heartbeat_details.as_ref().map(|ty| ty.span),
        );
        Activity {
            package: self.package_of(file),
            meta: self.resolve_meta(file, &activity.meta),
            wire: self.resolve_wire(file, &activity.meta, activity.wire.as_ref()),
            aliases: self.resolve_aliases(owner, &activity.aliases),
            input: self.resolve_root(file, owner, "input", activity.input.as_ref()),
            output: self.resolve_root(file, owner, "output", activity.output.as_ref()),
            errors: self.resolve_errors_of(file, owner, &activity.errors),
            local: activity.local,
            task_queue: options.task_queue.clone().or_else(|| {
                defaults
                    .task_queue
                    .as_ref()
                    .map(|queue| queue.value.clone())
            }),
            heartbeat_details,
            options,
        }
    }

    /// The package of a file that was declared.
    pub(super) fn package_of(&self, file: &ast::File) -> crate::model::PackageId {
        self.scopes
            .get(&file.id)
            .map_or(crate::model::PackageId(0), |scope| scope.package)
    }

    /// The wire name of what is addressed by name from anywhere: `<package>.<PascalName>` unless it is pinned.
    pub(super) fn resolve_wire(
        &mut self,
        file: &ast::File,
        meta: &ast::Meta,
        wire: Option<&ast::Text>,
    ) -> String {
        let package = file.package.as_ref().map_or("", |name| name.value.as_str());
        self.pinned(meta, wire)
            .unwrap_or_else(|| names::default_wire(package, &meta.name.value))
    }

    /// The wire name of what is addressed inside of something else: the name itself unless it is pinned.
    pub(super) fn resolve_local_wire(
        &mut self,
        meta: &ast::Meta,
        wire: Option<&ast::Text>,
    ) -> String {
        self.pinned(meta, wire)
            .unwrap_or_else(|| meta.name.value.clone())
    }

    fn pinned(&mut self, meta: &ast::Meta, wire: Option<&ast::Text>) -> Option<String> {
        let owner = meta.name.span;
        self.model.places.keep(owner, "wire", span(wire));
        wire.map(|text| text.value.clone())
    }

    pub(super) fn resolve_aliases(&mut self, owner: Span, aliases: &[ast::Text]) -> Vec<String> {
        let places = aliases.iter().map(|alias| alias.span);
        self.model.places.keep_all(owner, "aliases", places);
        values(aliases)
    }

    /// The type of a payload.
    pub(super) fn resolve_root(
        &mut self,
        file: &ast::File,
        owner: Span,
        part: &'static str,
        ty: Option<&ast::TypeExpr>,
    ) -> Option<Type> {
        let ty = ty?;
        self.model.places.keep(owner, part, Some(ty.span));
        self.resolve_type(file.id, ty)
    }

    /// The errors that a definition declares.
    pub(super) fn resolve_errors_of(
        &mut self,
        file: &ast::File,
        owner: Span,
        errors: &[ast::Reference],
    ) -> Vec<ErrorId> {
        let mut found = Vec::new();
        let mut places = Vec::new();
        for error in errors {
            if let Some(id) = self.lookup_error(file.id, error) {
                found.push(id);
                places.push(error.span);
            }
        }
        self.model.places.keep_all(owner, "errors", places);
        found
    }
}
