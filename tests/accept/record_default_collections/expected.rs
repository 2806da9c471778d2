//// cases_v1/types.rs

//! The types of `cases.v1`.

use std::collections::BTreeMap;

use tempoc_runtime::json;

/// `Name`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// Checks the limits of the contract.
    pub fn new(value: impl Into<String>) -> Result<Self, json::Error> {
        static LIMITS: json::Limits = json::Limits::new().max_length(10);
        let value = value.into();
        LIMITS.check_within("Name", &value)?;
        Ok(Self(value))
    }

    /// The value.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value, out of its name.
    pub fn into_inner(self) -> String {
        self.0
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Name {
    type Err = json::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl TryFrom<String> for Name {
    type Error = json::Error;

    fn try_from(value: String) -> Result<Self, json::Error> {
        Self::new(value)
    }
}

impl json::Encode for Name {
    fn encode(&self, writer: &mut json::Writer) {
        json::Encode::encode(&self.0, writer);
    }
}

impl json::Decode for Name {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let value: String = node.inner("Name")?;
        Self::new(value)
    }
}

impl json::MapKey for Name {
    fn to_key(&self) -> std::borrow::Cow<'_, str> {
        json::MapKey::to_key(&self.0)
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        let value: String = json::MapKey::from_key(text)?;
        Self::new(value)
    }
}

/// `Point`
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// `x`
    pub x: i32,
    /// `y`
    pub y: i32,
}

impl Point {
    /// Makes one with every field absent or at its default.
    pub fn new() -> Self {
        Self { x: 0, y: 0 }
    }

    /// Sets `x`.
    pub fn x(mut self, x: i32) -> Self {
        self.x = x;
        self
    }

    /// Sets `y`.
    pub fn y(mut self, y: i32) -> Self {
        self.y = y;
        self
    }
}

impl Default for Point {
    fn default() -> Self {
        Self::new()
    }
}

impl json::Encode for Point {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Point");
        writer.field("x", &self.x);
        writer.field("y", &self.y);
        writer.end();
    }
}

impl json::Decode for Point {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Point")?;
        Ok(Self {
            x: object.defaulted("x", || 0)?,
            y: object.defaulted("y", || 0)?,
        })
    }
}

/// `Everything`
#[derive(Clone, Debug, PartialEq)]
pub struct Everything {
    /// `none`
    pub none: Vec<String>,
    /// `some`
    pub some: Vec<i64>,
    /// `nobody`
    pub nobody: BTreeMap<String, String>,
    /// `ages`
    pub ages: BTreeMap<String, u32>,
    /// `name`
    pub name: Name,
    /// `names`
    pub names: Vec<Name>,
    /// `long`
    pub long: Vec<String>,
}

impl Everything {
    /// Makes one with every field absent or at its default.
    pub fn new() -> Self {
        Self {
            none: Vec::new(),
            some: json::constant("[1,2,3]"),
            nobody: BTreeMap::new(),
            ages: json::constant("{\"ana\":3,\"bo\":4}"),
            name: json::constant("\"ana\""),
            names: json::constant("[\"ana\",\"bo\"]"),
            long: json::constant(
                "[\"the first of several\",\"the second of several\",\"the third of several\"]",
            ),
        }
    }

    /// Sets `none`.
    pub fn none(mut self, none: Vec<String>) -> Self {
        self.none = none;
        self
    }

    /// Sets `some`.
    pub fn some(mut self, some: Vec<i64>) -> Self {
        self.some = some;
        self
    }

    /// Sets `nobody`.
    pub fn nobody(mut self, nobody: BTreeMap<String, String>) -> Self {
        self.nobody = nobody;
        self
    }

    /// Sets `ages`.
    pub fn ages(mut self, ages: BTreeMap<String, u32>) -> Self {
        self.ages = ages;
        self
    }

    /// Sets `name`.
    pub fn name(mut self, name: Name) -> Self {
        self.name = name;
        self
    }

    /// Sets `names`.
    pub fn names(mut self, names: Vec<Name>) -> Self {
        self.names = names;
        self
    }

    /// Sets `long`.
    pub fn long(mut self, long: Vec<String>) -> Self {
        self.long = long;
        self
    }
}

impl Default for Everything {
    fn default() -> Self {
        Self::new()
    }
}

impl json::Encode for Everything {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Everything");
        writer.field("none", &self.none);
        writer.field("some", &self.some);
        writer.field("nobody", &self.nobody);
        writer.field("ages", &self.ages);
        writer.field("name", &self.name);
        writer.field("names", &self.names);
        writer.field("long", &self.long);
        writer.end();
    }
}

impl json::Decode for Everything {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Everything")?;
        Ok(Self {
            none: object.defaulted("none", Vec::new)?,
            some: object.defaulted("some", || json::constant("[1,2,3]"))?,
            nobody: object.defaulted("nobody", BTreeMap::new)?,
            ages: object.defaulted("ages", || json::constant("{\"ana\":3,\"bo\":4}"))?,
            name: object.defaulted("name", || json::constant("\"ana\""))?,
            names: object.defaulted("names", || json::constant("[\"ana\",\"bo\"]"))?,
            long: object.defaulted("long", || {
                json::constant(
                    "[\"the first of several\",\"the second of several\",\"the third of several\"]",
                )
            })?,
        })
    }
}

tempoc_runtime::impl_payload! { Name, Point, Everything }
