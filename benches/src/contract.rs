//! Synthetic contracts of any size: each construct in a fixed share, the same text on every run.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

/// How many types a file holds at most: a limit of the compiler is 200,000 nodes a file.
const TYPES_A_FILE: usize = 1_000;

/// How many types share an identifier, a state, a union, and a workflow with its activity.
const TYPES_A_GROUP: usize = 20;

/// How many workflows, and as many activities, a worker serves.
const GROUPS_A_QUEUE: usize = 5;

/// What a contract declares beside its types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Services {
    None,
    /// For each group an error, an activity, and a workflow with a signal, a query and an update.
    OnePerGroup,
}

/// What the type at a position is. The measurements beside ours build the same types from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A checked string.
    Identifier,
    /// Ten values.
    State,
    /// Three records of its group.
    Union,
    /// Ten fields that name no other type.
    Leaf,
    /// Ten fields, among them the types of its group.
    Record,
}

/// The kind of the type at a position of the whole contract.
pub(crate) fn kind(position: usize) -> Kind {
    match position % TYPES_A_GROUP {
        0 => Kind::Identifier,
        1 | 11 => Kind::State,
        2 => Kind::Union,
        3..=5 => Kind::Leaf,
        _ => Kind::Record,
    }
}

/// The name of the type at a position: a word for its kind, and the position.
pub(crate) fn name(position: usize) -> String {
    let word = match kind(position) {
        Kind::Identifier => "Identifier",
        Kind::State => "State",
        Kind::Union => "Choice",
        Kind::Leaf => "Leaf",
        Kind::Record => "Record",
    };
    format!("{word}{position}")
}

/// The position of the first type of a group.
pub(crate) fn start_of_group(position: usize) -> usize {
    position - position % TYPES_A_GROUP
}

/// Writes a contract of so many types, and gives its files.
pub(crate) fn write_contract(
    folder: &Path,
    types: usize,
    services: Services,
) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(folder)?;
    let mut paths = Vec::new();
    for (part, first) in (0..types).step_by(TYPES_A_FILE).enumerate() {
        let last = types.min(first + TYPES_A_FILE);
        let path = folder.join(file_name(part));
        fs::write(&path, file(part, first, last, services))?;
        paths.push(path);
    }
    Ok(paths)
}

fn file_name(part: usize) -> String {
    format!("part{part}.tempoc.yaml")
}

fn file(part: usize, first: usize, last: usize, services: Services) -> String {
    let mut text = format!("tempoc: 1\npackage: bench.part{part}.v1\n");
    if let Some(before) = part.checked_sub(1) {
        let _ = write!(text, "imports:\n  before: ./{}\n", file_name(before));
    }
    text.push_str("\ntypes:\n");
    for position in first..last {
        push_type(&mut text, position, part > 0);
    }
    if services == Services::OnePerGroup {
        push_services(&mut text, first, last);
    }
    text
}

fn push_type(text: &mut String, position: usize, imports: bool) {
    let name = name(position);
    let _ = write!(
        text,
        "  ## What the business calls number {position}, as it is kept and sent.\n  \
           ## The second line says what a reader may rely on.\n  {name}:\n"
    );
    match kind(position) {
        Kind::Identifier => text.push_str(
            "    newtype: string\n    pattern: \"^id_[a-z0-9]+$\"\n    max_length: 40\n",
        ),
        Kind::State => text.push_str(
            "    enum: [received, checked, accepted, paid, packed, shipped, delivered, returned, refunded, closed]\n",
        ),
        Kind::Union => {
            let leaves = position + 1;
            let _ = write!(
                text,
                "    union:\n      tag: choice\n      variants:\n        first: {}\n        second: {}\n        third: {}\n",
                self::name(leaves),
                self::name(leaves + 1),
                self::name(leaves + 2),
            );
        }
        Kind::Leaf => push_fields(text, LEAF, &[]),
        Kind::Record => {
            let group = start_of_group(position);
            // The leaf at the same place of the file before.
            let elsewhere = match imports {
                true => format!("before.{}", self::name(group + 3 - TYPES_A_FILE)),
                false => self::name(group + 4),
            };
            let names = [
                ("IDENTIFIER", self::name(group)),
                ("STATE", self::name(group + 1)),
                ("CHOICE", self::name(group + 2)),
                ("LEAF", self::name(group + 3)),
                ("ELSEWHERE", elsewhere),
            ];
            push_fields(text, RECORD, &names);
        }
    }
}

const LEAF: [&str; 10] = [
    "key: uuid",
    "title: string",
    "active: bool = false",
    "count: uint32",
    "size: int64 = 0",
    "amount: decimal",
    "body?: bytes",
    "due?: date",
    "patience?: duration",
    "secret: {type: string, sensitive: true}",
];

const RECORD: [&str; 10] = [
    "id: IDENTIFIER",
    "note?: string",
    "weight: float64 = 1.5",
    "quantity: {type: int32, default: 1, min: 0, max: 1000}",
    "state: STATE = received",
    "choice: CHOICE",
    "items: list<LEAF> = []",
    "attributes: map<string> = {}",
    "origin?: ELSEWHERE",
    "created_at: {type: timestamp, aliases: [created]}",
];

fn push_fields(text: &mut String, fields: [&str; 10], names: &[(&str, String)]) {
    text.push_str("    fields:\n");
    for field in fields {
        let mut field = field.to_owned();
        for (mark, name) in names {
            field = field.replace(mark, name);
        }
        let _ = write!(
            text,
            "      ## Why it is kept with the rest.\n      {field}\n"
        );
    }
}

fn push_services(text: &mut String, first: usize, last: usize) {
    let groups = || (first..last).step_by(TYPES_A_GROUP);
    let queue = |group: usize| group / (GROUPS_A_QUEUE * TYPES_A_GROUP);
    let input = |group: usize| name(group + 6);
    text.push_str("\nerrors:\n");
    for group in groups() {
        let _ = write!(
            text,
            "  ## The other side said no.\n  Refused{group}:\n    retryable: false\n    fields:\n      reason: string\n"
        );
    }
    text.push_str("\nactivities:\n");
    for group in groups() {
        let _ = write!(
            text,
            "  ## Does the part that may fail.\n  carry_out_{group}:\n    input: {input}\n    output: {output}\n    \
             errors: [Refused{group}]\n    task_queue: queue_{queue}\n    start_to_close: 30s\n    retry: {{initial: 1s, max_attempts: 5}}\n",
            input = input(group),
            output = name(group + 3),
            queue = queue(group),
        );
    }
    text.push_str("\nworkflows:\n");
    for group in groups() {
        let _ = write!(
            text,
            "  ## Follows one of them to its end.\n  follow_{group}:\n    input: {input}\n    output: {leaf}\n    \
             errors: [Refused{group}]\n    task_queue: queue_{queue}\n    id: \"follow/{group}/{{input.id}}\"\n    \
             execution_timeout: 30d\n    activities: [carry_out_{group}]\n    children:\n      next: {{workflow: follow_{group}}}\n    \
             signals:\n      approve: {{input: {leaf}, with_start: true}}\n      pause:\n    \
             queries:\n      state: {state}\n    \
             updates:\n      change:\n        input: {leaf}\n        output: {state}\n        errors: [Refused{group}]\n        validator: true\n",
            input = input(group),
            leaf = name(group + 3),
            state = name(group + 1),
            queue = queue(group),
        );
    }
}
