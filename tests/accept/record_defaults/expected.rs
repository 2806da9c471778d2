//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `Colour`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Colour {
    /// `red`
    Red,
    /// `blue`
    Blue,
    /// A value that this version of the contract does not know, kept as it came.
    Unknown(String),
}

impl Colour {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Red => "red",
            Self::Blue => "blue",
            Self::Unknown(text) => text,
        }
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<&str> for Colour {
    fn from(text: &str) -> Self {
        match text {
            "red" => Self::Red,
            "blue" => Self::Blue,
            _ => Self::Unknown(text.to_owned()),
        }
    }
}

impl json::Encode for Colour {
    fn encode(&self, writer: &mut json::Writer) {
        writer.string(self.as_str());
    }
}

impl json::Decode for Colour {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        Ok(Self::from(&*node.string("Colour")?))
    }
}

impl json::MapKey for Colour {
    fn to_key(&self) -> std::borrow::Cow<'_, str> {
        self.as_str().into()
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        Ok(text.into())
    }
}

/// `Everything`
#[derive(Clone, Debug, PartialEq)]
pub struct Everything {
    /// `flag`
    pub flag: bool,
    /// `int32`
    pub int32: i32,
    /// `int64`
    pub int64: i64,
    /// `uint32`
    pub uint32: u32,
    /// `uint64`
    pub uint64: u64,
    /// `float32`
    pub float32: f32,
    /// `float64`
    pub float64: f64,
    /// `text`
    pub text: String,
    /// `empty`
    pub empty: String,
    /// `bytes`
    pub bytes: Vec<u8>,
    /// `timestamp`
    pub timestamp: json::Timestamp,
    /// `date`
    pub date: json::Date,
    /// `duration`
    pub duration: json::Duration,
    /// `decimal`
    pub decimal: json::Decimal,
    /// `uuid`
    pub uuid: json::Uuid,
    /// `json`
    pub json: json::Json,
    /// `colour`
    pub colour: Colour,
}

impl Everything {
    /// Makes one with every field absent or at its default.
    pub fn new() -> Self {
        Self {
            flag: true,
            int32: -5,
            int64: 9007199254740993,
            uint32: 1,
            uint64: 18446744073709551615,
            float32: 1.5,
            float64: 1e300,
            text: "hello, world".to_owned(),
            empty: String::new(),
            bytes: json::constant("\"aGVsbG8=\""),
            timestamp: json::constant("\"2026-01-02T03:04:05Z\""),
            date: json::constant("\"2026-01-02\""),
            duration: json::constant("\"PT1.5S\""),
            decimal: json::constant("\"1.10\""),
            uuid: json::constant("\"67e55044-10b1-426f-9247-bb680e5fe0c8\""),
            json: json::constant("{\"a\":[1,2.50]}"),
            colour: Colour::Blue,
        }
    }

    /// Sets `flag`.
    pub fn flag(mut self, flag: bool) -> Self {
        self.flag = flag;
        self
    }

    /// Sets `int32`.
    pub fn int32(mut self, int32: i32) -> Self {
        self.int32 = int32;
        self
    }

    /// Sets `int64`.
    pub fn int64(mut self, int64: i64) -> Self {
        self.int64 = int64;
        self
    }

    /// Sets `uint32`.
    pub fn uint32(mut self, uint32: u32) -> Self {
        self.uint32 = uint32;
        self
    }

    /// Sets `uint64`.
    pub fn uint64(mut self, uint64: u64) -> Self {
        self.uint64 = uint64;
        self
    }

    /// Sets `float32`.
    pub fn float32(mut self, float32: f32) -> Self {
        self.float32 = float32;
        self
    }

    /// Sets `float64`.
    pub fn float64(mut self, float64: f64) -> Self {
        self.float64 = float64;
        self
    }

    /// Sets `text`.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// Sets `empty`.
    pub fn empty(mut self, empty: impl Into<String>) -> Self {
        self.empty = empty.into();
        self
    }

    /// Sets `bytes`.
    pub fn bytes(mut self, bytes: Vec<u8>) -> Self {
        self.bytes = bytes;
        self
    }

    /// Sets `timestamp`.
    pub fn timestamp(mut self, timestamp: json::Timestamp) -> Self {
        self.timestamp = timestamp;
        self
    }

    /// Sets `date`.
    pub fn date(mut self, date: json::Date) -> Self {
        self.date = date;
        self
    }

    /// Sets `duration`.
    pub fn duration(mut self, duration: json::Duration) -> Self {
        self.duration = duration;
        self
    }

    /// Sets `decimal`.
    pub fn decimal(mut self, decimal: json::Decimal) -> Self {
        self.decimal = decimal;
        self
    }

    /// Sets `uuid`.
    pub fn uuid(mut self, uuid: json::Uuid) -> Self {
        self.uuid = uuid;
        self
    }

    /// Sets `json`.
    pub fn json(mut self, json: json::Json) -> Self {
        self.json = json;
        self
    }

    /// Sets `colour`.
    pub fn colour(mut self, colour: Colour) -> Self {
        self.colour = colour;
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
        writer.field("flag", &self.flag);
        writer.field("int32", &self.int32);
        writer.field("int64", &self.int64);
        writer.field("uint32", &self.uint32);
        writer.field("uint64", &self.uint64);
        writer.field("float32", &self.float32);
        writer.field("float64", &self.float64);
        writer.field("text", &self.text);
        writer.field("empty", &self.empty);
        writer.field("bytes", &self.bytes);
        writer.field("timestamp", &self.timestamp);
        writer.field("date", &self.date);
        writer.field("duration", &self.duration);
        writer.field("decimal", &self.decimal);
        writer.field("uuid", &self.uuid);
        writer.field("json", &self.json);
        writer.field("colour", &self.colour);
        writer.end();
    }
}

impl json::Decode for Everything {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Everything")?;
        Ok(Self {
            flag: object.defaulted("flag", || true)?,
            int32: object.defaulted("int32", || -5)?,
            int64: object.defaulted("int64", || 9007199254740993)?,
            uint32: object.defaulted("uint32", || 1)?,
            uint64: object.defaulted("uint64", || 18446744073709551615)?,
            float32: object.defaulted("float32", || 1.5)?,
            float64: object.defaulted("float64", || 1e300)?,
            text: object.defaulted("text", || "hello, world".to_owned())?,
            empty: object.defaulted("empty", String::new)?,
            bytes: object.defaulted("bytes", || json::constant("\"aGVsbG8=\""))?,
            timestamp: object
                .defaulted("timestamp", || json::constant("\"2026-01-02T03:04:05Z\""))?,
            date: object.defaulted("date", || json::constant("\"2026-01-02\""))?,
            duration: object.defaulted("duration", || json::constant("\"PT1.5S\""))?,
            decimal: object.defaulted("decimal", || json::constant("\"1.10\""))?,
            uuid: object.defaulted("uuid", || {
                json::constant("\"67e55044-10b1-426f-9247-bb680e5fe0c8\"")
            })?,
            json: object.defaulted("json", || json::constant("{\"a\":[1,2.50]}"))?,
            colour: object.defaulted("colour", || Colour::Blue)?,
        })
    }
}

tempoc_runtime::impl_payload! { Colour, Everything }
