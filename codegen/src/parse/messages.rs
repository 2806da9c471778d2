//! `signals:`, `queries:` and `updates:` of a workflow.

use super::keys::{Keys, Shape};
use super::languages::parse_rust_async;
use super::meta::parse_bare_meta;
use super::names::NameRule;
use super::type_expr::parse_type_expr;
use super::{Reader, kinds};
use crate::ast::{Query, Signal, TypeExpr, Update};
use crate::diagnostic::shown::brief;
use crate::yaml::{Entry, Kind, Style};

pub(super) const SIGNALS: Shape = Shape {
    what: "`signals`",
    sample: "signals: {approve: Approval}",
};

pub(super) const QUERIES: Shape = Shape {
    what: "`queries`",
    sample: "queries: {state: OrderState}",
};

pub(super) const UPDATES: Shape = Shape {
    what: "`updates`",
    sample: "updates: {cancel: {input: CancelRequest, output: OrderState}}",
};

const SIGNAL: Shape = Shape {
    what: "a signal",
    sample: "approve: {input: Approval}",
};

const QUERY: Shape = Shape {
    what: "a query",
    sample: "items: {input: Page, output: ItemPage}",
};

const UPDATE: Shape = Shape {
    what: "an update",
    sample: "cancel: {input: CancelRequest, output: OrderState}",
};

/// Reads `pause:`, `approve: Approval` or the long form.
pub(super) fn parse_signal(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Signal> {
    match &entry.value.kind {
        Kind::Empty => Some(parse_short_signal(reader, entry, None)),
        Kind::Scalar(scalar)
            if scalar.style == Style::Plain && matches!(&*scalar.text, "~" | "null") =>
        {
            Some(parse_short_signal(reader, entry, None))
        }
        Kind::Scalar(_) => {
            let input = parse_type_expr(reader, entry);
            Some(parse_short_signal(reader, entry, input))
        }
        Kind::Map(_) | Kind::List(_) | Kind::Broken => {
            let mut keys = Keys::of(reader, entry, SIGNAL)?;
            let signal = Signal {
                meta: keys.meta(entry, NameRule::Snake),
                wire: keys.text("name"),
                aliases: keys.texts("aliases"),
                input: keys.type_expr("input"),
                with_start: keys.flag("with_start"),
                unfinished: keys.text("unfinished"),
                rust_async: parse_rust_async(&mut keys),
            };
            keys.finish();
            Some(signal)
        }
    }
}

/// Reads `state: OrderState` or the long form.
pub(super) fn parse_query(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Query> {
    match &entry.value.kind {
        Kind::Scalar(_) => Some(Query {
            meta: parse_bare_meta(reader, &entry.key, entry.docs.as_ref(), NameRule::Snake),
            wire: None,
            aliases: Vec::new(),
            input: None,
            output: parse_type_expr(reader, entry),
        }),
        Kind::Empty => {
            let name = brief(&entry.key.text);
            reader.push(
                kinds::wrong_kind(
                    entry.key.span,
                    "a query must say what it returns, found nothing".to_owned(),
                )
                .help(format!(
                    "write `{name}: OrderState`, the type of its output"
                )),
            );
            None
        }
        Kind::Map(_) | Kind::List(_) | Kind::Broken => {
            let mut keys = Keys::of(reader, entry, QUERY)?;
            let query = Query {
                meta: keys.meta(entry, NameRule::Snake),
                wire: keys.text("name"),
                aliases: keys.texts("aliases"),
                input: keys.type_expr("input"),
                output: keys.type_expr("output"),
            };
            keys.finish();
            Some(query)
        }
    }
}

/// Reads one update.
pub(super) fn parse_update(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Update> {
    let mut keys = Keys::of(reader, entry, UPDATE)?;
    let update = Update {
        meta: keys.meta(entry, NameRule::Snake),
        wire: keys.text("name"),
        aliases: keys.texts("aliases"),
        input: keys.type_expr("input"),
        output: keys.type_expr("output"),
        errors: keys.references("errors").unwrap_or_default(),
        validator: keys.flag("validator"),
        id: keys.text("id"),
        wait: keys.text("wait"),
        with_start: keys.flag("with_start"),
        unfinished: keys.text("unfinished"),
        rust_async: parse_rust_async(&mut keys),
    };
    keys.finish();
    Some(update)
}

fn parse_short_signal(
    reader: &mut Reader<'_>,
    entry: &Entry<'_>,
    input: Option<TypeExpr>,
) -> Signal {
    Signal {
        meta: parse_bare_meta(reader, &entry.key, entry.docs.as_ref(), NameRule::Snake),
        wire: None,
        aliases: Vec::new(),
        input,
        with_start: false,
        unfinished: None,
        rust_async: false,
    }
}
