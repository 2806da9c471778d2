//! Types and errors: first what they are, then the limits and defaults, which need to know that of all types.

use super::constraints::{Limits, resolve_constraints, resolve_encoding};
use super::definitions::{span, values};
use super::literal::Literals;
use super::{Resolver, duration};
use crate::ast;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Constraints, Enum, EnumValue, ErrorDef, ErrorId, Field, Newtype, Presence, Record, Scalar,
    Type, TypeId, TypeKind, Union, Value, Variant,
};
use crate::source::{FileId, Span};

/// Whose fields they are.
#[derive(Clone, Copy)]
enum Owner {
    Type(TypeId),
    Error(ErrorId),
}

/// What is looked at when all types are known.
#[derive(Default)]
struct Later<'a> {
    newtypes: Vec<(TypeId, &'a ast::Newtype)>,
    fields: Vec<(Owner, usize, &'a ast::Field)>,
    variants: Vec<(TypeId, TypeId, Span)>,
}

/// What is said of a field beside its type.
struct Completion {
    constraints: Constraints,
    as_string: bool,
    default: Option<Value>,
}

impl Completion {
    fn apply(self, field: &mut Field) {
        field.constraints = self.constraints;
        field.as_string = self.as_string;
        if let Some(default) = self.default {
            field.presence = Presence::Default(default);
        }
    }
}

impl<'a> Resolver<'a> {
    pub(super) fn resolve_types(&mut self) {
        let mut later = Later::default();
        for file in self.files_in_order() {
            let Some(scope) = self.scopes.get(&file.id) else {
                continue;
            };
            let ids = self.model[scope.package].types.clone();
            let mut ids = ids.into_iter();
            for def in &file.types {
                if let Some(id) = ids.next() {
                    self.resolve_typedef(file, id, def, &mut ids, &mut later);
                }
            }
            for def in &file.errors {
                self.resolve_error(file, def, &mut later);
            }
        }
        self.resolve_limits(&later);
        for (_, _, field) in &later.fields {
            if let Some(ty) = &field.ty {
                self.check_keys_in(ty);
            }
        }
        self.check_variants(&later.variants);
    }

    fn resolve_typedef(
        &mut self,
        file: &'a ast::File,
        id: TypeId,
        def: &'a ast::TypeDef,
        inline_ids: &mut impl Iterator<Item = TypeId>,
        later: &mut Later<'a>,
    ) {
        let owner = def.meta.name.span;
        let kind = match &def.body {
            ast::TypeBody::Record(record) => {
                TypeKind::Record(self.resolve_record(file, owner, Owner::Type(id), record, later))
            }
            ast::TypeBody::Enum(body) => TypeKind::Enum(self.resolve_enum(file, owner, body)),
            ast::TypeBody::Union(body) => {
                TypeKind::Union(self.resolve_union(file, id, owner, body, inline_ids, later))
            }
            ast::TypeBody::Newtype(body) => {
                match self.resolve_newtype(file, id, owner, body, later) {
                    Some(newtype) => TypeKind::Newtype(newtype),
                    None => {
                        self.broken_types.insert(id);
                        return;
                    }
                }
            }
            ast::TypeBody::Broken => return,
        };
        self.model.types[id.0 as usize].kind = kind;
    }

    fn resolve_record(
        &mut self,
        file: &'a ast::File,
        place: Span,
        owner: Owner,
        record: &'a ast::Record,
        later: &mut Later<'a>,
    ) -> Record {
        let reserved = record.reserved.iter().map(|name| name.span);
        self.model.places.keep_all(place, "reserved", reserved);
        self.model.places.keep(
            place,
            "unknown",
            record.unknown.as_ref().map(|unknown| unknown.span),
        );
        let mut fields = Vec::with_capacity(record.fields.len());
        for field in &record.fields {
            match self.resolve_field(file, field) {
                Some(resolved) => {
                    later.fields.push((owner, fields.len(), field));
                    fields.push(resolved);
                }
                None => {
                    if let Owner::Type(id) = owner {
                        self.broken_fields.insert((id, &field.meta.name.value));
                    }
                }
            }
        }
        Record {
            fields,
            unknown: record
                .unknown
                .as_ref()
                .map(|unknown| unknown.value)
                .unwrap_or_default(),
            reserved: values(&record.reserved),
        }
    }

    /// A field without its limits and its default.
    fn resolve_field(&mut self, file: &'a ast::File, field: &'a ast::Field) -> Option<Field> {
        let meta = self.resolve_meta(file, &field.meta);
        let ty = self.resolve_type(file.id, field.ty.as_ref()?)?;
        let owner = field.meta.name.span;
        self.model
            .places
            .keep(owner, "type", field.ty.as_ref().map(|ty| ty.span));
        self.model.places.keep(
            owner,
            "default",
            field.default.as_ref().map(|value| value.span),
        );
        if field.optional
            && let Some(default) = &field.default
        {
            self.out.push(
                Diagnostic::error(
                    "default-value",
                    default.span,
                    format!("`{}` is optional and has a default", meta.name),
                )
                .note("a field with a default is never missing to the one who reads it")
                .help("keep the default and drop the `?`, or the other way round"),
            );
        }
        Some(Field {
            wire: self.resolve_local_wire(&field.meta, field.wire.as_ref()),
            aliases: self.resolve_aliases(owner, &field.aliases),
            ty,
            // A default is filled in when all types are known.
            presence: if field.optional || field.default.is_some() {
                Presence::Optional
            } else {
                Presence::Required
            },
            constraints: Constraints::default(),
            enforce: field
                .enforce
                .as_ref()
                .map(|enforce| enforce.value)
                .unwrap_or_default(),
            sensitive: field.sensitive,
            as_string: false,
            recursive: false,
            meta,
        })
    }

    fn resolve_enum(&mut self, file: &'a ast::File, place: Span, body: &'a ast::Enum) -> Enum {
        let reserved = body.reserved.iter().map(|name| name.span);
        self.model.places.keep_all(place, "reserved", reserved);
        let first = body.values.first().map(|value| value.meta.name.span);
        self.model.places.keep(place, "values", first);
        Enum {
            values: body
                .values
                .iter()
                .map(|value| EnumValue {
                    meta: self.resolve_meta(file, &value.meta),
                    wire: self.resolve_local_wire(&value.meta, value.wire.as_ref()),
                })
                .collect(),
            closed: body.closed,
            reserved: values(&body.reserved),
        }
    }

    fn resolve_union(
        &mut self,
        file: &'a ast::File,
        id: TypeId,
        place: Span,
        body: &'a ast::Union,
        inline_ids: &mut impl Iterator<Item = TypeId>,
        later: &mut Later<'a>,
    ) -> Union {
        let reserved = body.reserved.iter().map(|name| name.span);
        self.model.places.keep_all(place, "reserved", reserved);
        self.model
            .places
            .keep(place, "tag", span(body.tag.as_ref()));
        let first = body.variants.first().map(|variant| variant.meta.name.span);
        self.model.places.keep(place, "variants", first);
        let mut variants = Vec::new();
        for variant in &body.variants {
            let record = match &variant.body {
                ast::VariantBody::Inline(record) => {
                    let Some(inline) = inline_ids.next() else {
                        continue;
                    };
                    let owner = variant.meta.name.span;
                    let record =
                        self.resolve_record(file, owner, Owner::Type(inline), record, later);
                    self.model.types[inline.0 as usize].kind = TypeKind::Record(record);
                    inline
                }
                ast::VariantBody::Named(ty) => match self.resolve_type(file.id, ty) {
                    Some(Type::Named(record)) => {
                        later.variants.push((id, record, ty.span));
                        record
                    }
                    Some(_) => {
                        self.report_variant(ty.span);
                        continue;
                    }
                    None => continue,
                },
            };
            variants.push(Variant {
                meta: self.resolve_meta(file, &variant.meta),
                wire: self.resolve_local_wire(&variant.meta, variant.wire.as_ref()),
                record,
            });
        }
        Union {
            tag: body
                .tag
                .as_ref()
                .map_or_else(|| "type".to_owned(), |tag| tag.value.clone()),
            variants,
            closed: body.closed,
            reserved: values(&body.reserved),
        }
    }

    fn resolve_newtype(
        &mut self,
        file: &'a ast::File,
        id: TypeId,
        place: Span,
        body: &'a ast::Newtype,
        later: &mut Later<'a>,
    ) -> Option<Newtype> {
        let of = body.of.as_ref()?;
        self.model.places.keep(place, "newtype", Some(of.span));
        let ty = self.resolve_type(file.id, of)?;
        later.newtypes.push((id, body));
        Some(Newtype {
            of: ty,
            constraints: Constraints::default(),
            sensitive: body.sensitive,
        })
    }

    fn resolve_error(
        &mut self,
        file: &'a ast::File,
        def: &'a ast::ErrorDef,
        later: &mut Later<'a>,
    ) {
        let owner = def.meta.name.span;
        let id = ErrorId(self.model.errors.len() as u32);
        let record = self.resolve_record(file, owner, Owner::Error(id), &def.record, later);
        let places = &mut self.model.places;
        places.keep(
            owner,
            "retryable",
            def.retryable.as_ref().map(|value| value.span),
        );
        places.keep(owner, "retry_delay", span(def.retry_delay.as_ref()));
        let resolved = ErrorDef {
            package: self.package_of(file),
            meta: self.resolve_meta(file, &def.meta),
            wire: self.resolve_local_wire(&def.meta, def.wire.as_ref()),
            retryable: def.retryable.as_ref().is_none_or(|value| value.value),
            retry_delay: duration::resolve_duration(
                def.retry_delay.as_ref(),
                "retry_delay",
                duration::Use::PositiveSpan,
                self.out,
            ),
            record,
        };
        self.model.errors.push(resolved);
    }

    /// A type where one is used.
    pub(super) fn resolve_type(&mut self, file: FileId, ty: &ast::TypeExpr) -> Option<Type> {
        Some(match &ty.kind {
            ast::TypeExprKind::Name(name) => self.lookup_type(file, name, ty.span)?,
            ast::TypeExprKind::Imported { import, name } => {
                self.lookup_imported_type(file, import, name)?
            }
            ast::TypeExprKind::List(item) => Type::List(Box::new(self.resolve_type(file, item)?)),
            ast::TypeExprKind::Map(key, value) => {
                let key = match key {
                    None => Some(Type::Scalar(Scalar::String)),
                    Some(key) => self.resolve_type(file, key),
                };
                let value = self.resolve_type(file, value);
                Type::Map(Box::new(key?), Box::new(value?))
            }
        })
    }

    fn resolve_limits(&mut self, later: &Later<'a>) {
        for (id, body) in &later.newtypes {
            self.check_newtype(*id, body);
            let TypeKind::Newtype(newtype) = &self.model[*id].kind else {
                continue;
            };
            let limits = Limits {
                ty: &newtype.of,
                model: &self.model,
                broken: &self.broken_types,
                sources: self.sources,
                of_newtype: true,
            };
            let constraints = resolve_constraints(body.constraints.as_deref(), limits, self.out);
            if let TypeKind::Newtype(newtype) = &mut self.model.types[id.0 as usize].kind {
                newtype.constraints = constraints;
            }
        }
        for (owner, position, written) in &later.fields {
            self.resolve_limits_of(*owner, *position, written);
        }
    }

    fn resolve_limits_of(&mut self, owner: Owner, position: usize, written: &'a ast::Field) {
        let record = match owner {
            Owner::Type(id) => match &self.model[id].kind {
                TypeKind::Record(record) => record,
                _ => return,
            },
            Owner::Error(id) => &self.model[id].record,
        };
        let Some(field) = record.fields.get(position) else {
            return;
        };
        let ty = field.ty.clone();
        let completion = self.complete_field(&ty, written);
        let record = match owner {
            Owner::Type(id) => match &mut self.model.types[id.0 as usize].kind {
                TypeKind::Record(record) => record,
                _ => return,
            },
            Owner::Error(id) => &mut self.model.errors[id.0 as usize].record,
        };
        if let Some(field) = record.fields.get_mut(position) {
            completion.apply(field);
        }
    }

    /// The limits and the default of a field of this type.
    fn complete_field(&mut self, ty: &Type, written: &ast::Field) -> Completion {
        let limits = Limits {
            ty,
            model: &self.model,
            broken: &self.broken_types,
            sources: self.sources,
            of_newtype: false,
        };
        let constraints = resolve_constraints(written.constraints.as_deref(), limits, self.out);
        let as_string = resolve_encoding(written.encoding.as_ref(), ty, self.out);
        let default = written.default.as_ref().filter(|_| !written.optional);
        let default = default.and_then(|default| {
            let mut literals = Literals {
                model: &self.model,
                broken: &self.broken_types,
                sources: self.sources,
                broken_fields: &self.broken_fields,
                out: self.out,
            };
            literals.resolve_literal(default, ty, Some(&constraints))
        });
        Completion {
            constraints,
            as_string,
            default,
        }
    }

    /// The fields of a memo, which are looked at when all types are known.
    pub(super) fn resolve_memo(
        &mut self,
        file: &'a ast::File,
        memo: &'a [ast::Field],
    ) -> Vec<Field> {
        memo.iter()
            .filter_map(|written| {
                let mut field = self.resolve_field(file, written)?;
                if let Some(ty) = &written.ty {
                    self.check_keys_in(ty);
                }
                self.complete_field(&field.ty, written).apply(&mut field);
                Some(field)
            })
            .collect()
    }
}
