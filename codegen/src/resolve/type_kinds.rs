//! Places where only some kinds of types may stand: bases of newtypes, keys of maps, variants of unions.

use super::Resolver;
use crate::ast;
use crate::diagnostic::Diagnostic;
use crate::model::{Scalar, Type, TypeId, TypeKind};
use crate::source::Span;

impl Resolver<'_> {
    pub(super) fn check_newtype(&mut self, id: TypeId, body: &ast::Newtype) {
        let (Some(of), TypeKind::Newtype(newtype)) = (&body.of, &self.model[id].kind) else {
            return;
        };
        let what = match &newtype.of {
            Type::Scalar(_) => return,
            Type::List(_) => "a list",
            Type::Map(..) => "a map",
            Type::Named(base) if self.broken_types.contains(base) => return,
            Type::Named(base) => match &self.model[*base].kind {
                TypeKind::Newtype(_) => return,
                TypeKind::Record(_) => "a record",
                TypeKind::Enum(_) => "an enum",
                TypeKind::Union(_) => "a union",
            },
        };
        self.out.push(
            Diagnostic::error(
                "newtype-base",
                of.span,
                format!("a newtype cannot be made of {what}"),
            )
            .help("a newtype gives a name and limits to a scalar or to another newtype; use the type itself"),
        );
    }

    /// Reports map keys that cannot be text, anywhere in a type.
    pub(super) fn check_keys_in(&mut self, ty: &ast::TypeExpr) {
        match &ty.kind {
            ast::TypeExprKind::List(item) => self.check_keys_in(item),
            ast::TypeExprKind::Map(key, value) => {
                if let Some(key) = key {
                    self.check_key(key);
                }
                self.check_keys_in(value);
            }
            ast::TypeExprKind::Name(_) | ast::TypeExprKind::Imported { .. } => {}
        }
    }

    fn check_key(&mut self, key: &ast::TypeExpr) {
        let Some(ty) = self.known_type(key) else {
            return;
        };
        let fits = match &ty {
            Type::Named(id) if self.broken_types.contains(id) => true,
            Type::Named(id) if matches!(self.model[*id].kind, TypeKind::Enum(_)) => true,
            _ => match self.model.scalar_of(&ty) {
                Some(scalar) => matches!(
                    scalar,
                    Scalar::String
                        | Scalar::Uuid
                        | Scalar::Int32
                        | Scalar::Int64
                        | Scalar::Uint32
                        | Scalar::Uint64
                ),
                None => false,
            },
        };
        if !fits {
            let written = self.sources.text(key.span);
            self.out.push(
                Diagnostic::error(
                    "map-key",
                    key.span,
                    format!("`{written}` cannot be the key of a map"),
                )
                .note("the keys of a JSON object are text")
                .help("use `string`, `uuid`, an integer, an enum, or a newtype of one of them"),
            );
        }
    }

    /// A type that was looked up before: nothing is reported again.
    fn known_type(&self, ty: &ast::TypeExpr) -> Option<Type> {
        let scope = self.scopes.get(&ty.span.file)?;
        match &ty.kind {
            ast::TypeExprKind::Name(name) => match Scalar::from_name(name) {
                Some(scalar) => Some(Type::Scalar(scalar)),
                None => scope.types.get(name.as_str()).copied().map(Type::Named),
            },
            ast::TypeExprKind::Imported { import, name } => {
                let home = scope.imports.get(import.value.as_str())?;
                let types = &self.scopes.get(home)?.types;
                types.get(name.value.as_str()).copied().map(Type::Named)
            }
            // The kind is all that matters of these here.
            ast::TypeExprKind::List(_) => Some(Type::List(Box::new(Type::Scalar(Scalar::Json)))),
            ast::TypeExprKind::Map(..) => Some(Type::Map(
                Box::new(Type::Scalar(Scalar::String)),
                Box::new(Type::Scalar(Scalar::Json)),
            )),
        }
    }

    /// Reports and leaves out variants that name something other than a record.
    pub(super) fn check_variants(&mut self, variants: &[(TypeId, TypeId, Span)]) {
        for (union, record, place) in variants {
            let is_record = matches!(self.model[*record].kind, TypeKind::Record(_));
            if !is_record {
                self.report_variant(*place);
                let kind = &mut self.model.types[union.0 as usize].kind;
                if let TypeKind::Union(union) = kind {
                    union.variants.retain(|variant| variant.record != *record);
                }
            }
        }
    }

    pub(super) fn report_variant(&mut self, place: Span) {
        let written = self.sources.text(place);
        self.out.push(
            Diagnostic::error(
                "variant-record",
                place,
                format!("a variant carries a record, and `{written}` is none"),
            )
            .note("the fields of the record stand next to the tag, in the same JSON object")
            .help(format!("wrap it: `{{fields: {{value: {written}}}}}`")),
        );
    }
}
