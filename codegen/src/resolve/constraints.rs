//! Limits of fields and newtypes: that they fit the type, and that they can be met.

use std::collections::BTreeSet;

use super::number::{parse_number, resolve_count};
use super::pattern::check_pattern;
use crate::ast;
use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Constraints, Model, Number, Scalar, Type, TypeId, TypeKind};
use crate::source::SourceMap;

const NEWTYPE: &str = "a newtype";

/// What the limits are on.
#[derive(Clone, Copy)]
pub(super) struct Limits<'a> {
    pub(super) ty: &'a Type,
    pub(super) model: &'a Model,
    pub(super) sources: &'a SourceMap,
    /// Types whose declaration is reported.
    pub(super) broken: &'a BTreeSet<TypeId>,
    /// A newtype may narrow another newtype; a field may not.
    pub(super) of_newtype: bool,
}

/// What kinds of limits a type may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number(Scalar),
    Text,
    Bytes,
    List,
    Map,
    /// No limits at all, because of what the words say.
    None(&'static str),
    /// The type is broken, which is reported.
    Unknown,
}

impl Limits<'_> {
    fn kind(&self) -> Kind {
        match self.ty {
            Type::List(_) => Kind::List,
            Type::Map(..) => Kind::Map,
            Type::Named(id) if self.broken.contains(id) => Kind::Unknown,
            Type::Named(id) => match &self.model[*id].kind {
                TypeKind::Newtype(_) if self.of_newtype => self
                    .model
                    .scalar_of(self.ty)
                    .map_or(Kind::Unknown, Self::scalar_kind),
                TypeKind::Newtype(_) => Kind::None(NEWTYPE),
                TypeKind::Record(_) => Kind::None("a record"),
                TypeKind::Enum(_) => Kind::None("an enum"),
                TypeKind::Union(_) => Kind::None("a union"),
            },
            Type::Scalar(scalar) => Self::scalar_kind(*scalar),
        }
    }

    fn scalar_kind(scalar: Scalar) -> Kind {
        match scalar {
            Scalar::Int32
            | Scalar::Int64
            | Scalar::Uint32
            | Scalar::Uint64
            | Scalar::Float32
            | Scalar::Float64 => Kind::Number(scalar),
            Scalar::String => Kind::Text,
            Scalar::Bytes => Kind::Bytes,
            Scalar::Bool => Kind::None("a bool"),
            Scalar::Timestamp => Kind::None("a timestamp"),
            Scalar::Date => Kind::None("a date"),
            Scalar::Duration => Kind::None("a duration"),
            Scalar::Decimal => Kind::None("a decimal"),
            Scalar::Uuid => Kind::None("a uuid"),
            Scalar::Json => Kind::None("json"),
        }
    }
}

/// The limits as the model keeps them.
pub(super) fn resolve_constraints(
    written: Option<&ast::Constraints>,
    limits: Limits<'_>,
    out: &mut Diagnostics,
) -> Constraints {
    let Some(written) = written else {
        return Constraints::default();
    };
    let kind = limits.kind();
    let number = matches!(kind, Kind::Number(_));
    let length = matches!(kind, Kind::Text | Kind::Bytes);
    let items = matches!(kind, Kind::List | Kind::Map);
    let mut fits = |part: &Option<ast::Text>, key: &str, fits: bool, on: &str| {
        let part = part.as_ref()?;
        if !fits && kind != Kind::Unknown {
            out.push(misfit(part.span, key, on, kind));
        }
        fits.then(|| part.clone())
    };
    let min = fits(&written.min, "min", number, "numbers");
    let max = fits(&written.max, "max", number, "numbers");
    let min_length = fits(
        &written.min_length,
        "min_length",
        length,
        "strings and bytes",
    );
    let max_length = fits(
        &written.max_length,
        "max_length",
        length,
        "strings and bytes",
    );
    let pattern = fits(&written.pattern, "pattern", kind == Kind::Text, "strings");
    let min_items = fits(&written.min_items, "min_items", items, "lists and maps");
    let max_items = fits(&written.max_items, "max_items", items, "lists and maps");
    if let Some(unique) = &written.unique
        && kind != Kind::List
        && kind != Kind::Unknown
    {
        out.push(misfit(unique.span, "unique", "lists", kind));
    }
    let constraints = Constraints {
        min: resolve_limit(min.as_ref(), "min", kind, out),
        max: resolve_limit(max.as_ref(), "max", kind, out),
        min_length: resolve_count(min_length.as_ref(), "min_length", out),
        max_length: resolve_count(max_length.as_ref(), "max_length", out),
        pattern: pattern.and_then(|pattern| check_pattern(limits.sources, &pattern, out)),
        min_items: resolve_count(min_items.as_ref(), "min_items", out),
        max_items: resolve_count(max_items.as_ref(), "max_items", out),
        unique: written.unique.as_ref().is_some_and(|unique| unique.value) && kind == Kind::List,
    };
    check_order(&constraints, written, out);
    constraints
}

/// Whether a field is written as a JSON string although it is a number.
pub(super) fn resolve_encoding(
    written: Option<&ast::Text>,
    ty: &Type,
    out: &mut Diagnostics,
) -> bool {
    let Some(written) = written else {
        return false;
    };
    if written.value != "string" {
        out.push(
            Diagnostic::error(
                "encoding",
                written.span,
                format!("`encoding` cannot be {}", shown(&written.value)),
            )
            .help("`string` is the only one: an `int64` or `uint64` as a JSON string"),
        );
        return false;
    }
    let fits = matches!(ty, Type::Scalar(Scalar::Int64 | Scalar::Uint64));
    if !fits {
        out.push(
            Diagnostic::error(
                "encoding",
                written.span,
                "`encoding: string` is for `int64` and `uint64` only",
            )
            .note("other numbers reach every reader unharmed")
            .help("leave it out"),
        );
    }
    fits
}

fn misfit(place: crate::source::Span, key: &str, on: &str, kind: Kind) -> Diagnostic {
    let what = match kind {
        Kind::Number(_) => "a number",
        Kind::Text => "a string",
        Kind::Bytes => "bytes",
        Kind::List => "a list",
        Kind::Map => "a map",
        Kind::None(what) => what,
        Kind::Unknown => "unknown",
    };
    let instead = match (kind, key) {
        (Kind::Text | Kind::Bytes, "min" | "min_items") => "use `min_length`",
        (Kind::Text | Kind::Bytes, "max" | "max_items") => "use `max_length`",
        (Kind::List | Kind::Map, "min" | "min_length") => "use `min_items`",
        (Kind::List | Kind::Map, "max" | "max_length") => "use `max_items`",
        (Kind::Number(_), "min_length" | "min_items") => "use `min`",
        (Kind::Number(_), "max_length" | "max_items") => "use `max`",
        (Kind::List | Kind::Map, _) => {
            "leave it out; for the items, make a newtype with this limit"
        }
        (Kind::None(NEWTYPE), _) => "put the limit where the newtype is declared",
        _ => "leave it out",
    };
    Diagnostic::error(
        "constraint-kind",
        place,
        format!("`{key}` is a limit of {on}, and this is {what}"),
    )
    .help(instead)
}

/// `min` or `max`, within what the type can hold.
fn resolve_limit(
    text: Option<&ast::Text>,
    key: &str,
    kind: Kind,
    out: &mut Diagnostics,
) -> Option<Number> {
    let (text, Kind::Number(scalar)) = (text?, kind) else {
        return None;
    };
    let range = int_range(scalar);
    let problem = match (parse_number(&text.value), range) {
        (None, _) => format!("`{key}` is not a number: {}", shown(&text.value)),
        (Some(Number::Float(_)), Some(_)) => {
            format!(
                "`{key}` of `{}` is not a whole number: {}",
                scalar.name(),
                shown(&text.value)
            )
        }
        (Some(Number::Int(whole)), Some((least, most))) if whole < least || whole > most => {
            format!(
                "`{key}` is outside of what `{}` can hold: `{whole}`",
                scalar.name()
            )
        }
        (Some(number), _) => return Some(number),
    };
    let diagnostic = Diagnostic::error("invalid-number", text.span, problem);
    out.push(match range {
        Some((least, most)) => {
            diagnostic.help(format!("`{}` goes from {least} to {most}", scalar.name()))
        }
        None => diagnostic.help("write a number such as `0` or `0.5`"),
    });
    None
}

/// The least and the greatest value of an integer type.
pub(super) fn int_range(scalar: Scalar) -> Option<(i128, i128)> {
    Some(match scalar {
        Scalar::Int32 => (i32::MIN.into(), i32::MAX.into()),
        Scalar::Int64 => (i64::MIN.into(), i64::MAX.into()),
        Scalar::Uint32 => (0, u32::MAX.into()),
        Scalar::Uint64 => (0, u64::MAX.into()),
        _ => return None,
    })
}

fn check_order(constraints: &Constraints, written: &ast::Constraints, out: &mut Diagnostics) {
    let mut check =
        |reversed: bool, min: &Option<ast::Text>, max: &Option<ast::Text>, key: &str| {
            if let (true, Some(min), Some(max)) = (reversed, min, max) {
                out.push(
                    Diagnostic::error(
                        "constraint-order",
                        min.span,
                        format!(
                            "no value fits: `min{key}` is {} and `max{key}` is {}",
                            min.value, max.value
                        ),
                    )
                    .other(max.span, "less than the least")
                    .help("swap them, or widen one of them"),
                );
            }
        };
    let numbers_reversed = match (constraints.min, constraints.max) {
        (Some(min), Some(max)) => compare(min, max).is_some_and(std::cmp::Ordering::is_gt),
        _ => false,
    };
    check(numbers_reversed, &written.min, &written.max, "");
    let reversed =
        |min: Option<u64>, max: Option<u64>| matches!((min, max), (Some(a), Some(b)) if a > b);
    check(
        reversed(constraints.min_length, constraints.max_length),
        &written.min_length,
        &written.max_length,
        "_length",
    );
    check(
        reversed(constraints.min_items, constraints.max_items),
        &written.min_items,
        &written.max_items,
        "_items",
    );
}

/// Which of two numbers is greater.
pub(super) fn compare(a: Number, b: Number) -> Option<std::cmp::Ordering> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => Some(a.cmp(&b)),
        (Number::Int(a), Number::Float(b)) => (a as f64).partial_cmp(&b),
        (Number::Float(a), Number::Int(b)) => a.partial_cmp(&(b as f64)),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
    }
}
