//! Search attributes, and where in the input their first values come from.

use super::Resolver;
use super::definitions::span;
use super::place::place_inside;
use super::policy::resolve_policy;
use crate::ast;
use crate::diagnostic::Diagnostic;
use crate::model::{Scalar, SearchAttribute, SearchAttributeType, Type};

const TYPES: [(&str, SearchAttributeType); 7] = [
    ("keyword", SearchAttributeType::Keyword),
    ("keyword_list", SearchAttributeType::KeywordList),
    ("text", SearchAttributeType::Text),
    ("int", SearchAttributeType::Int),
    ("double", SearchAttributeType::Double),
    ("bool", SearchAttributeType::Bool),
    ("datetime", SearchAttributeType::Datetime),
];

impl Resolver<'_> {
    /// `known_input` is false where the input is written but could not be looked up.
    pub(super) fn resolve_search_attributes(
        &mut self,
        file: &ast::File,
        attributes: &[ast::SearchAttribute],
        input: Option<&Type>,
        known_input: bool,
    ) -> Vec<SearchAttribute> {
        let mut found = Vec::with_capacity(attributes.len());
        for attribute in attributes {
            let meta = self.resolve_meta(file, &attribute.meta);
            self.model
                .places
                .keep(meta.span, "from", span(attribute.from.as_ref()));
            let ty = resolve_policy(attribute.ty.as_ref(), "type", &TYPES, self.out);
            let Some(ty) = ty else {
                continue;
            };
            let from = attribute.from.as_ref().filter(|_| known_input);
            found.push(SearchAttribute {
                from: from.and_then(|from| self.resolve_source(from, ty, input)),
                meta,
                ty,
            });
        }
        found
    }

    fn resolve_source(
        &mut self,
        from: &ast::Text,
        ty: SearchAttributeType,
        input: Option<&Type>,
    ) -> Option<(Vec<String>, Type)> {
        let path = match from.value.strip_prefix("input") {
            Some("") => Some(""),
            Some(rest) => rest.strip_prefix('.'),
            None => None,
        };
        let (Some(path), Some(input)) = (path, input) else {
            let (message, help) = match input {
                None => (
                    "there is no input to take a value from",
                    "add an `input:`, or leave `from:` out".to_owned(),
                ),
                Some(_) => (
                    "a search attribute takes its value from the input",
                    format!("write `input.{}`", from.value.trim_start_matches('.')),
                ),
            };
            self.out
                .push(Diagnostic::error("search-attribute", from.span, message).help(help));
            return None;
        };
        if self.is_broken(input) {
            return None;
        }
        let target = match self.follow_path(input, path)? {
            Ok(target) => target,
            Err(end) => {
                let start = from.value.len() - path.len();
                let span = place_inside(
                    self.sources,
                    from,
                    start + end.bytes.start..start + end.bytes.end,
                );
                self.out
                    .push(Diagnostic::error("search-attribute", span, end.message).help(end.help));
                return None;
            }
        };
        if self.is_broken(&target.ty) {
            return None;
        }
        if let Some(sensitive) = target.sensitive {
            self.out.push(
                Diagnostic::error(
                    "search-attribute",
                    from.span,
                    format!(
                        "{sensitive} is sensitive, and search attributes are stored in the clear"
                    ),
                )
                .help("use a field that is not sensitive, or leave `from:` out"),
            );
            return None;
        }
        if !self.fits_attribute(ty, &target.ty) {
            let what = self.describe_type(&target.ty);
            self.out.push(
                Diagnostic::error(
                    "search-attribute",
                    from.span,
                    format!(
                        "{what} does not fit a search attribute of type `{}`",
                        word(ty)
                    ),
                )
                .help(format!("`{}` takes {}", word(ty), takes(ty))),
            );
            return None;
        }
        Some((target.fields, target.ty))
    }

    fn fits_attribute(&self, attribute: SearchAttributeType, ty: &Type) -> bool {
        let text = |scalar| matches!(scalar, Scalar::String | Scalar::Uuid);
        let int = |scalar| matches!(scalar, Scalar::Int32 | Scalar::Int64 | Scalar::Uint32);
        if let (SearchAttributeType::KeywordList, Type::List(item)) = (attribute, ty) {
            return self.leaf(item).is_some_and(text);
        }
        let Some(scalar) = self.leaf(ty) else {
            return false;
        };
        match attribute {
            SearchAttributeType::Keyword | SearchAttributeType::Text => text(scalar),
            SearchAttributeType::KeywordList => false,
            SearchAttributeType::Int => int(scalar),
            SearchAttributeType::Double => {
                int(scalar) || matches!(scalar, Scalar::Float32 | Scalar::Float64)
            }
            SearchAttributeType::Bool => scalar == Scalar::Bool,
            SearchAttributeType::Datetime => scalar == Scalar::Timestamp,
        }
    }
}

fn word(ty: SearchAttributeType) -> &'static str {
    TYPES
        .iter()
        .find(|(_, other)| *other == ty)
        .map_or("", |(word, _)| word)
}

fn takes(ty: SearchAttributeType) -> &'static str {
    match ty {
        SearchAttributeType::Keyword | SearchAttributeType::Text => {
            "strings, uuids, enums, and newtypes of them"
        }
        SearchAttributeType::KeywordList => "lists of strings, uuids or enums",
        SearchAttributeType::Int => "`int32`, `int64` and `uint32`",
        SearchAttributeType::Double => "floats, `int32`, `int64` and `uint32`",
        SearchAttributeType::Bool => "`bool`",
        SearchAttributeType::Datetime => "`timestamp`",
    }
}
