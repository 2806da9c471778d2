//// cases_v1/types.rs

//! The types of `cases.v1`.

use std::collections::BTreeMap;

use tempoc_runtime::json;

/// `Item`
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// `sku`
    pub sku: String,
    /// `count`
    pub count: i64,
    /// `share`
    pub share: Option<f64>,
    /// `tags`
    pub tags: Vec<String>,
    /// `note`
    pub note: String,
    /// `ids`
    pub ids: Vec<Id>,
    /// `counts`
    pub counts: BTreeMap<String, u32>,
}

impl Item {
    /// Makes one from its required fields; what else it has is absent or at its default.
    pub fn new(
        sku: impl Into<String>,
        count: i64,
        tags: Vec<String>,
        note: impl Into<String>,
        ids: Vec<Id>,
        counts: BTreeMap<String, u32>,
    ) -> Self {
        Self {
            sku: sku.into(),
            count,
            share: None,
            tags,
            note: note.into(),
            ids,
            counts,
        }
    }

    /// Sets `share`.
    pub fn share(mut self, share: f64) -> Self {
        self.share = Some(share);
        self
    }
}

impl json::Checked for Item {
    fn check(&self, check: &mut json::Check) {
        static SKU: json::Limits = json::Limits::new()
            .min_length(1)
            .max_length(40)
            .pattern("^[A-Z0-9.]+$");
        static COUNT: json::Limits = json::Limits::new().min(0).max(100);
        static SHARE: json::Limits = json::Limits::new().min(0).max(1);
        static TAGS: json::Limits = json::Limits::new().min_items(1).max_items(9).unique();
        static NOTE: json::Limits = json::Limits::new().max_length(80).on_write();
        static IDS: json::Limits = json::Limits::new().max_items(5).unique();
        static COUNTS: json::Limits = json::Limits::new().max_items(5);
        check.field("sku", &self.sku, &SKU);
        check.field("count", &self.count, &COUNT);
        check.field("share", &self.share, &SHARE);
        check.field("tags", &self.tags, &TAGS);
        check.field("note", &self.note, &NOTE);
        check.field("ids", &self.ids, &IDS);
        check.field("counts", &self.counts, &COUNTS);
    }
}

impl json::Encode for Item {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Item");
        writer.check(self);
        writer.field("sku", &self.sku);
        writer.field("count", &self.count);
        writer.optional("share", &self.share);
        writer.field("tags", &self.tags);
        writer.field("note", &self.note);
        writer.field("ids", &self.ids);
        writer.field("counts", &self.counts);
        writer.end();
    }
}

impl json::Decode for Item {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Item")?;
        let value = Self {
            sku: object.required("sku")?,
            count: object.required("count")?,
            share: object.optional("share")?,
            tags: object.required("tags")?,
            note: object.required("note")?,
            ids: object.required("ids")?,
            counts: object.required("counts")?,
        };
        object.check(&value)?;
        Ok(value)
    }
}

/// `Id`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// Gives the value its name.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
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

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Id {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::new(text))
    }
}

impl From<String> for Id {
    fn from(value: String) -> Self {
        Self::new(value)
    }
}

impl json::Encode for Id {
    fn encode(&self, writer: &mut json::Writer) {
        json::Encode::encode(&self.0, writer);
    }
}

impl json::Decode for Id {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        node.inner("Id").map(Self)
    }
}

impl json::MapKey for Id {
    fn to_key(&self) -> std::borrow::Cow<'_, str> {
        json::MapKey::to_key(&self.0)
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        json::MapKey::from_key(text).map(Self)
    }
}

tempoc_runtime::impl_payload! { Item, Id }
