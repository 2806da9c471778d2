//! Paths into an input: `input.ship_to.city`.

use std::ops::Range;

use super::Resolver;
use crate::diagnostic::shown::shown;
use crate::diagnostic::similar::nearest;
use crate::model::{Field, Presence, Scalar, Type, TypeKind};

/// What a path leads to.
pub(super) struct Target {
    /// The fields on the way, by their names in the schema.
    pub(super) fields: Vec<String>,
    /// The type at the end.
    pub(super) ty: Type,
    /// A field on the way that may be absent, with the name that it is reached by.
    pub(super) optional: Option<String>,
    /// A field or type on the way that is kept out of logs.
    pub(super) sensitive: Option<String>,
}

/// Why a path leads nowhere, and which bytes of it are wrong.
pub(super) struct DeadEnd {
    pub(super) bytes: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// What to write in the place of those bytes.
    pub(super) near: Option<String>,
}

impl Resolver<'_> {
    /// Follows the fields of a path, which is written without its leading `input`.
    ///
    /// Nothing comes back where the path runs into something that was already reported.
    pub(super) fn follow_path(&self, root: &Type, path: &str) -> Option<Result<Target, DeadEnd>> {
        let mut target = Target {
            fields: Vec::new(),
            ty: root.clone(),
            optional: None,
            sensitive: self.sensitive_type(root),
        };
        let mut start = 0;
        for part in path.split('.').filter(|_| !path.is_empty()) {
            let bytes = start..start + part.len();
            start = bytes.end + 1;
            match self.step(&target, part)? {
                Ok(field) => {
                    target.fields.push(part.to_owned());
                    let reached = format!("input.{}", target.fields.join("."));
                    if field.presence == Presence::Optional && target.optional.is_none() {
                        target.optional = Some(reached.clone());
                    }
                    if field.sensitive && target.sensitive.is_none() {
                        target.sensitive = Some(format!("`{reached}`"));
                    }
                    target.ty = field.ty.clone();
                    if target.sensitive.is_none() {
                        target.sensitive = self.sensitive_type(&target.ty);
                    }
                }
                Err((message, help, near)) => {
                    return Some(Err(DeadEnd {
                        bytes,
                        message,
                        help,
                        near,
                    }));
                }
            }
        }
        Some(Ok(target))
    }

    #[allow(
        clippy::type_complexity,
        reason = "it is taken apart at its one caller"
    )]
    fn step(
        &self,
        from: &Target,
        part: &str,
    ) -> Option<Result<&Field, (String, String, Option<String>)>> {
        let place = match from.fields.last() {
            None => "the input".to_owned(),
            Some(field) => format!("`{field}`"),
        };
        let Type::Named(id) = &from.ty else {
            let message = format!(
                "{place} has no fields, so there is no {} in it",
                shown(part)
            );
            return Some(Err((
                message,
                "leave the rest of the path out".to_owned(),
                None,
            )));
        };
        if self.broken_types.contains(id) || self.broken_fields.contains(&(*id, part)) {
            return None;
        }
        let def = &self.model[*id];
        let TypeKind::Record(record) = &def.kind else {
            let message = format!(
                "{place} is the {} `{}`, which has no fields to follow",
                kind_word(&def.kind),
                def.meta.name
            );
            let help = match def.kind {
                TypeKind::Union(_) => "its variants differ: use a field that is always there",
                _ => "leave the rest of the path out",
            };
            return Some(Err((message, help.to_owned(), None)));
        };
        if let Some(field) = record.fields.iter().find(|field| field.meta.name == part) {
            return Some(Ok(field));
        }
        // Fields that were reported and left out are what may be meant, too.
        let broken = self.broken_fields.iter().filter(|(of, _)| of == id);
        let broken: Vec<&str> = broken.map(|(_, name)| *name).collect();
        let names = || {
            let fields = record.fields.iter().map(|field| field.meta.name.as_str());
            fields.chain(broken.iter().copied())
        };
        let near = nearest(part, names()).map(str::to_owned);
        let help = match &near {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let known: Vec<String> = names().take(12).map(|name| format!("`{name}`")).collect();
                match known.is_empty() {
                    true => "it has no fields".to_owned(),
                    false => format!("its fields are {}", known.join(", ")),
                }
            }
        };
        Some(Err((
            format!("`{}` has no field {}", def.meta.name, shown(part)),
            help,
            near,
        )))
    }

    /// The newtype that makes a type sensitive, if one does.
    fn sensitive_type(&self, ty: &Type) -> Option<String> {
        let mut ty = ty;
        for _ in 0..64 {
            let Type::Named(id) = ty else {
                return None;
            };
            let TypeKind::Newtype(newtype) = &self.model[*id].kind else {
                return None;
            };
            if newtype.sensitive {
                return Some(format!("`{}`", self.model[*id].meta.name));
            }
            ty = &newtype.of;
        }
        None
    }

    /// The scalar that a type is on the wire, an enum being a string.
    pub(super) fn leaf(&self, ty: &Type) -> Option<Scalar> {
        if let Type::Named(id) = ty
            && matches!(self.model[*id].kind, TypeKind::Enum(_))
        {
            return Some(Scalar::String);
        }
        self.model.scalar_of(ty)
    }

    /// A type in words: `the record Address`, `a list`, `float64`.
    pub(super) fn describe_type(&self, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => format!("`{}`", scalar.name()),
            Type::List(_) => "a list".to_owned(),
            Type::Map(..) => "a map".to_owned(),
            Type::Named(id) => {
                let def = &self.model[*id];
                match self
                    .leaf(ty)
                    .filter(|_| matches!(def.kind, TypeKind::Newtype(_)))
                {
                    Some(scalar) => format!("`{}`, a `{}`", def.meta.name, scalar.name()),
                    None => format!("the {} `{}`", kind_word(&def.kind), def.meta.name),
                }
            }
        }
    }

    /// Whether nothing more should be said about a type, as its declaration is reported.
    pub(super) fn is_broken(&self, ty: &Type) -> bool {
        matches!(ty, Type::Named(id) if self.broken_types.contains(id))
    }
}

fn kind_word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Record(_) => "record",
        TypeKind::Enum(_) => "enum",
        TypeKind::Union(_) => "union",
        TypeKind::Newtype(_) => "newtype",
    }
}
