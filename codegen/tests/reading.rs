//! What the reader makes of a contract: values, places and documentation.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

use std::path::{Path, PathBuf};

use tempoc::ast::{self, LiteralKind, TypeBody, TypeExprKind, VariantBody};
use tempoc::diagnostic::Diagnostics;
use tempoc::load::{Loaded, Memory, load_from};
use tempoc::source::Span;

#[test]
fn the_order_contract_is_read_whole() {
    let files = Memory::from_iter([
        (
            "order.tempoc.yaml",
            include_str!("../../schemas/order.tempoc.yaml"),
        ),
        (
            "common.tempoc.yaml",
            include_str!("../../schemas/common.tempoc.yaml"),
        ),
    ]);
    let loaded = load(&files, "order.tempoc.yaml");
    let [order, common] = loaded.files.as_slice() else {
        panic!("two files");
    };
    assert_eq!(loaded.imports[&(order.id, "common".to_owned())], common.id);
    assert_eq!(order.types.len(), 19);
    assert_eq!(order.errors.len(), 4);
    assert_eq!(order.activities.len(), 3);
    assert_eq!(order.nexus[0].operations.len(), 2);
    assert_eq!(
        order
            .defaults
            .activity
            .retry
            .as_ref()
            .unwrap()
            .value
            .backoff
            .as_ref()
            .unwrap()
            .value,
        "2.0"
    );

    let [process, ship, report] = order.workflows.as_slice() else {
        panic!("three workflows");
    };
    assert_eq!(process.id.as_ref().unwrap().value, "order/{input.order_id}");
    assert_eq!(
        (
            process.signals.len(),
            process.queries.len(),
            process.updates.len()
        ),
        (3, 2, 2)
    );
    assert!(process.signals[1].input.is_none());
    assert!(
        process.signals[0].with_start
            && process.updates[1].with_start
            && process.updates[0].validator
    );
    assert_eq!(process.activities.as_ref().unwrap().len(), 3);
    assert_eq!(
        process.children.as_ref().unwrap()[0]
            .parent_close
            .as_ref()
            .unwrap()
            .value,
        "request_cancel"
    );
    assert!(process.memo.as_ref().unwrap().value[0].optional);
    assert!(ship.activities.is_none() && ship.children.is_none());
    assert_eq!(report.schedules[0].cron[0].value, "0 2 * * *");

    let TypeBody::Enum(state) = &find(order, "OrderState").body else {
        panic!("an enum");
    };
    let names: Vec<&str> = state
        .values
        .iter()
        .map(|value| value.meta.name.value.as_str())
        .collect();
    assert_eq!(
        names,
        ["received", "paid", "shipped", "delivered", "cancelled"]
    );
    let TypeBody::Union(method) = &find(order, "PaymentMethod").body else {
        panic!("a union");
    };
    assert!(matches!(&method.variants[2].body, VariantBody::Named(_)));
    assert!(
        matches!(&method.variants[3].body, VariantBody::Inline(record) if record.fields.is_empty())
    );
    assert_eq!(
        find(order, "OrderId").meta.docs.as_deref(),
        Some("Identifier of an order, for example `ord_01hv...`.")
    );
}

#[test]
fn places_inside_a_short_form_are_exact() {
    let loaded = load_one(
        "types:\n  A:\n    fields:\n      plain?: map<uuid, common.Money> = {}\n      quoted: \"list<string> = [\\u0022]\"\n      single: 'list<B>'\n",
    );
    let fields = record(&loaded.files[0], "A");
    let text = |span: Span| loaded.sources.text(span);

    let plain = &fields[0];
    assert_eq!(
        (plain.meta.name.value.as_str(), text(plain.meta.name.span)),
        ("plain", "plain?")
    );
    assert_eq!(
        text(plain.ty.as_ref().unwrap().span),
        "map<uuid, common.Money>"
    );
    let TypeExprKind::Map(Some(key), value) = &plain.ty.as_ref().unwrap().kind else {
        panic!("a map");
    };
    assert_eq!((text(key.span), text(value.span)), ("uuid", "common.Money"));
    let TypeExprKind::Imported { import, name } = &value.kind else {
        panic!("an imported name");
    };
    assert_eq!((text(import.span), text(name.span)), ("common", "Money"));
    assert_eq!(text(plain.default.as_ref().unwrap().span), "{}");

    let quoted = fields[1].default.as_ref().unwrap();
    assert_eq!(quoted.kind, LiteralKind::Short("[\"]".to_owned()));
    assert_eq!(text(quoted.span), "\"list<string> = [\\u0022]\"");

    let TypeExprKind::List(item) = &fields[2].ty.as_ref().unwrap().kind else {
        panic!("a list");
    };
    assert_eq!(text(item.span), "B");
}

#[test]
fn text_stays_as_written() {
    let loaded = load_one(
        "version: 1.10.0\ntypes:\n  A:\n    fields:\n      a: string = \"x = y\"\n      b: {type: bool, default: no}\n      c: {type: string, default: \"no\"}\n      d: {type: json, default: {k: [1.10, '2']}}\n",
    );
    assert_eq!(loaded.files[0].version.as_ref().unwrap().value, "1.10.0");
    let kinds: Vec<LiteralKind> = record(&loaded.files[0], "A")
        .iter()
        .map(|field| field.default.clone().unwrap().kind)
        .collect();
    assert_eq!(kinds[0], LiteralKind::Short("\"x = y\"".to_owned()));
    assert_eq!(kinds[1], LiteralKind::Plain("no".to_owned()));
    assert_eq!(kinds[2], LiteralKind::Quoted("no".to_owned()));
    let LiteralKind::Map(entries) = &kinds[3] else {
        panic!("a mapping");
    };
    let LiteralKind::List(items) = &entries[0].1.kind else {
        panic!("a list");
    };
    assert_eq!(items[0].kind, LiteralKind::Plain("1.10".to_owned()));
    assert_eq!(items[1].kind, LiteralKind::Quoted("2".to_owned()));
}

#[test]
fn documentation_is_what_stands_directly_above() {
    let loaded = load_one(
        "\
types:
  ## Two lines
  ##   of text.
  # A note for colleagues.
  A:
    fields:
      ## First.
      a: string
      ## Loses to the description.
      b: {type: string, description: Wins.}
      ## Too far away.

      c: string
      # Not documentation.
      d: string # nor this
      e: {type: string, default: \"a
      ## part of the text\"}
      f: string
      ### a rule, not documentation
      g: string
    ## Of another column.
  ## Of B.
  B:
    description: |
      Several
      ## lines
    enum:
      ## The first.
      - one
      - two
      ## The third.
      - three: {}
",
    );
    let file = &loaded.files[0];
    assert_eq!(
        find(file, "A").meta.docs.as_deref(),
        Some("Two lines\n  of text.")
    );
    let docs: Vec<Option<&str>> = record(file, "A")
        .iter()
        .map(|field| field.meta.docs.as_deref())
        .collect();
    assert_eq!(
        docs,
        [Some("First."), Some("Wins."), None, None, None, None, None]
    );
    let b = find(file, "B");
    assert_eq!(b.meta.docs.as_deref(), Some("Several\n## lines"));
    let TypeBody::Enum(values) = &b.body else {
        panic!("an enum");
    };
    let docs: Vec<Option<&str>> = values
        .values
        .iter()
        .map(|value| value.meta.docs.as_deref())
        .collect();
    assert_eq!(docs, [Some("The first."), None, Some("The third.")]);
}

#[test]
fn the_documentation_of_a_file_stands_above_its_first_key() {
    let files = Memory::from_iter([(
        "a.tempoc.yaml",
        "\u{feff}## Orders\r\n## and more.\r\ntempoc: 1\r\npackage: a.v1\r\n",
    )]);
    let loaded = load(&files, "a.tempoc.yaml");
    assert_eq!(loaded.files[0].docs.as_deref(), Some("Orders\nand more."));
}

#[test]
fn a_broken_part_leaves_the_rest() {
    let files = Memory::from_iter([(
        "a.tempoc.yaml",
        "tempoc: 1\npackage: a.v1\ntypes:\n  A: nothing\n  B: {fields: {a: list<, b: string}}\nactivities:\n  a: {errors: Broken, input: B}\n",
    )]);
    let mut diagnostics = Diagnostics::default();
    let loaded = load_from(
        &files,
        &[PathBuf::from("a.tempoc.yaml")],
        Path::new(""),
        &mut diagnostics,
    )
    .unwrap();
    let file = &loaded.files[0];
    assert!(matches!(find(file, "A").body, TypeBody::Broken));
    let fields = record(file, "B");
    assert!(fields[0].ty.is_none() && fields[1].ty.is_some());
    assert!(file.activities[0].errors.is_empty() && file.activities[0].input.is_some());
    assert_eq!(diagnostics.sorted().len(), 3);
}

#[test]
fn a_file_that_breaks_off_is_not_handed_on() {
    let files = Memory::from_iter([(
        "a.tempoc.yaml",
        "tempoc: 1\npackage: a.v1\ntypes:\n  A: {fields: {}}\n  B: {fields: [}\n",
    )]);
    let mut diagnostics = Diagnostics::default();
    let entries = [PathBuf::from("a.tempoc.yaml")];
    let loaded = load_from(&files, &entries, Path::new(""), &mut diagnostics).unwrap();
    assert!(loaded.files.is_empty());
    assert_eq!((loaded.entries.len(), diagnostics.sorted().len()), (1, 1));
}

fn load_one(body: &str) -> Loaded {
    let text = format!("tempoc: 1\npackage: a.v1\n{body}");
    load(
        &Memory::from_iter([("a.tempoc.yaml", text)]),
        "a.tempoc.yaml",
    )
}

fn load(files: &Memory, entry: &str) -> Loaded {
    let mut diagnostics = Diagnostics::default();
    let loaded = load_from(
        files,
        &[PathBuf::from(entry)],
        Path::new(""),
        &mut diagnostics,
    )
    .unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    loaded
}

fn find<'f>(file: &'f ast::File, name: &str) -> &'f ast::TypeDef {
    file.types
        .iter()
        .find(|def| def.meta.name.value == name)
        .unwrap()
}

fn record<'f>(file: &'f ast::File, name: &str) -> &'f [ast::Field] {
    match &find(file, name).body {
        TypeBody::Record(record) => &record.fields,
        other => panic!("{other:?}"),
    }
}
