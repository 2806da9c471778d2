//! Contracts by chance, and changes of them by chance: what nobody has thought of.

mod edits;

use std::fmt::{self, Write};

use tempoc::sample::Random;

pub(crate) use edits::edit;

/// A contract that may still be wrong, as it is written.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    types: Vec<Definition>,
    /// How many names were given out, so that none comes twice.
    names: usize,
}

#[derive(Clone, Debug)]
struct Definition {
    name: String,
    /// The workflow that has it for an input, if it may.
    workflow: String,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Record {
        unknown: &'static str,
        fields: Vec<Field>,
    },
    Enum {
        values: Vec<Value>,
        closed: bool,
    },
    Union {
        tag: &'static str,
        variants: Vec<Variant>,
        closed: bool,
    },
    Newtype {
        of: &'static str,
        limits: Vec<String>,
    },
}

#[derive(Clone, Debug)]
struct Field {
    name: String,
    wire: Option<String>,
    aliases: Vec<String>,
    ty: String,
    presence: Presence,
    limits: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Presence {
    Required,
    Optional,
    Default(String),
}

/// A value of an enum.
#[derive(Clone, Debug)]
struct Value {
    name: String,
    wire: Option<String>,
}

#[derive(Clone, Debug)]
struct Variant {
    name: String,
    wire: Option<String>,
    fields: Vec<Field>,
}

const SCALARS: &[&str] = &[
    "bool",
    "int32",
    "int64",
    "uint32",
    "uint64",
    "float32",
    "float64",
    "string",
    "string",
    "bytes",
    "timestamp",
    "date",
    "duration",
    "decimal",
    "uuid",
    "json",
];

impl Draft {
    /// Some types, of which each may use those that come after it.
    pub(crate) fn by_chance(random: &mut Random) -> Self {
        let mut draft = Self {
            types: Vec::new(),
            names: 0,
        };
        for index in 0..2 + random.below(4) {
            let name = draft.name("T");
            let kind = match (index, random.below(6)) {
                (0, _) | (_, 0..=2) => draft.record(random),
                (_, 3) => draft.enumeration(random),
                (_, 4) => draft.union(random),
                _ => draft.newtype(random),
            };
            let workflow = name.to_lowercase();
            let definition = Definition {
                name,
                workflow,
                kind,
            };
            draft.types.insert(0, definition);
        }
        draft
    }

    fn name(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    fn record(&mut self, random: &mut Random) -> Kind {
        Kind::Record {
            unknown: random.word(&["ignore", "ignore", "preserve", "reject"]),
            fields: self.fields(random, 4),
        }
    }

    fn enumeration(&mut self, random: &mut Random) -> Kind {
        let count = 1 + random.below(3);
        Kind::Enum {
            values: (0..count).map(|_| self.value()).collect(),
            closed: random.percent(50),
        }
    }

    fn value(&mut self) -> Value {
        Value {
            name: self.name("v"),
            wire: None,
        }
    }

    fn union(&mut self, random: &mut Random) -> Kind {
        let count = 1 + random.below(3);
        Kind::Union {
            tag: "kind",
            variants: (0..count).map(|_| self.variant(random)).collect(),
            closed: random.percent(50),
        }
    }

    fn variant(&mut self, random: &mut Random) -> Variant {
        Variant {
            name: self.name("w"),
            wire: None,
            fields: self.fields(random, 2),
        }
    }

    fn newtype(&mut self, random: &mut Random) -> Kind {
        let of = random.word(SCALARS);
        Kind::Newtype {
            of,
            limits: limits(of, random),
        }
    }

    fn fields(&mut self, random: &mut Random, most: usize) -> Vec<Field> {
        let count = random.below(most + 1);
        (0..count).map(|_| self.field(random)).collect()
    }

    fn field(&mut self, random: &mut Random) -> Field {
        let ty = self.ty(random);
        Field {
            name: self.name("f"),
            wire: None,
            aliases: Vec::new(),
            presence: presence(&ty, random),
            limits: limits(&ty, random),
            ty,
        }
    }

    /// A scalar, a type that is there already, or a list or a map of one.
    fn ty(&self, random: &mut Random) -> String {
        let named: Vec<&str> = self.types.iter().map(|known| known.name.as_str()).collect();
        match random.below(10) {
            0..=4 => random.word(SCALARS).to_owned(),
            5..=6 if !named.is_empty() => random.word(&named).to_owned(),
            7 => format!("list<{}>", self.ty(random)),
            8 => format!("map<{}>", self.ty(random)),
            9 => {
                let key = random.word(&["int32", "int64", "uint32", "uuid"]);
                format!("map<{key}, {}>", self.ty(random))
            }
            _ => random.word(SCALARS).to_owned(),
        }
    }
}

/// Whether a field may be absent; not every type has a default here.
fn presence(ty: &str, random: &mut Random) -> Presence {
    let default = match ty {
        "bool" => random.word(&["true", "false"]),
        "int32" | "int64" | "uint32" | "uint64" => random.word(&["0", "1", "7"]),
        "float32" | "float64" => random.word(&["0", "1.5"]),
        "string" => random.word(&["\"\"", "\"a\"", "\"abc\""]),
        _ if ty.starts_with("list") => "[]",
        _ if ty.starts_with("map") => "{}",
        _ => "",
    };
    match random.below(3) {
        0 => Presence::Required,
        1 if !default.is_empty() => Presence::Default(default.to_owned()),
        1 | 2 => Presence::Optional,
        _ => Presence::Required,
    }
}

/// Limits that fit a type, most often none.
fn limits(ty: &str, random: &mut Random) -> Vec<String> {
    if !random.percent(35) {
        return Vec::new();
    }
    let number = |first: i128, last: i128, random: &mut Random| random.between(first, last);
    let mut limits = match ty {
        "int32" | "int64" => vec![
            format!("min: {}", number(-9, 0, random)),
            format!("max: {}", number(7, 20, random)),
        ],
        "uint32" | "uint64" => vec![
            format!("min: {}", number(0, 1, random)),
            format!("max: {}", number(7, 20, random)),
        ],
        "float32" | "float64" => vec![
            format!("min: {}", number(-9, 0, random)),
            format!("max: {}.5", number(2, 9, random)),
        ],
        "string" => vec![
            format!("min_length: {}", number(0, 2, random)),
            format!("max_length: {}", number(3, 9, random)),
            format!(
                "pattern: '{}'",
                random.word(&["^[a-z]*$", "^[a-c]*$", "^[a-zA-Z]{0,5}$"])
            ),
        ],
        "bytes" => vec![
            format!("min_length: {}", number(0, 2, random)),
            format!("max_length: {}", number(3, 9, random)),
        ],
        _ if ty.starts_with("list") => vec![
            format!("min_items: {}", number(0, 1, random)),
            format!("max_items: {}", number(2, 4, random)),
            "unique: true".to_owned(),
        ],
        _ if ty.starts_with("map") => vec![
            format!("min_items: {}", number(0, 1, random)),
            format!("max_items: {}", number(2, 4, random)),
        ],
        _ => Vec::new(),
    };
    limits.retain(|_| random.percent(50));
    limits
}

impl fmt::Display for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "tempoc: 1\npackage: acme.chance.v1")?;
        writeln!(f, "defaults: {{task_queue: chance}}\ntypes:")?;
        for definition in &self.types {
            writeln!(f, "  {}: {}", definition.name, definition.kind)?;
        }
        writeln!(f, "workflows:")?;
        for definition in &self.types {
            let Definition {
                name,
                workflow,
                kind,
            } = definition;
            if matches!(kind, Kind::Record { .. } | Kind::Enum { .. }) {
                writeln!(f, "  {workflow}: {{input: {name}}}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Record { unknown, fields } => {
                write!(f, "{{unknown: {unknown}, fields: {{{}}}}}", listed(fields))
            }
            Kind::Enum { values, closed } => {
                write!(f, "{{enum: [{}], closed: {closed}}}", listed(values))
            }
            Kind::Union {
                tag,
                variants,
                closed,
            } => {
                let variants = listed(variants);
                write!(
                    f,
                    "{{union: {{tag: {tag}, variants: {{{variants}}}}}, closed: {closed}}}"
                )
            }
            Kind::Newtype { of, limits } => {
                let limits: String = limits.iter().map(|limit| format!(", {limit}")).collect();
                write!(f, "{{newtype: {of}{limits}}}")
            }
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {{type: '{}'", self.name, self.ty)?;
        match &self.presence {
            Presence::Required => {}
            Presence::Optional => f.write_str(", optional: true")?,
            Presence::Default(default) => write!(f, ", default: {default}")?,
        }
        if let Some(wire) = &self.wire {
            write!(f, ", wire: {wire}")?;
        }
        if !self.aliases.is_empty() {
            write!(f, ", aliases: [{}]", self.aliases.join(", "))?;
        }
        for limit in &self.limits {
            write!(f, ", {limit}")?;
        }
        f.write_char('}')
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.wire {
            None => f.write_str(&self.name),
            Some(wire) => write!(f, "{{{}: {{wire: {wire}}}}}", self.name),
        }
    }
}

impl fmt::Display for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {{", self.name)?;
        if let Some(wire) = &self.wire {
            write!(f, "wire: {wire}, ")?;
        }
        write!(f, "fields: {{{}}}}}", listed(&self.fields))
    }
}

fn listed<T: fmt::Display>(parts: &[T]) -> String {
    let parts: Vec<String> = parts.iter().map(T::to_string).collect();
    parts.join(", ")
}
