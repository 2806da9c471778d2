//! Types as the generator writes them: the model for its templates, and the test of what they rest on.
//!
//! Above the line is what is generated for this contract; below it is what it must do.
//!
//! ```yaml
//! types:
//!   OrderId: {newtype: string, pattern: "^ord_[a-z0-9]+$", max_length: 40}
//!   OrderState: {enum: [received, paid, shipped]}
//!   Region: {enum: [eu, us], closed: true}
//!   Card: {fields: {last4: {type: string, sensitive: true}, network?: string}}
//!   Wallet: {unknown: preserve, fields: {provider: string}}
//!   Payment:
//!     union: {tag: type, variants: {card: Card, wallet: Wallet}}
//!   Shape:
//!     union: {tag: kind, closed: true, variants: {wallet: Wallet}}
//!   LineItem:
//!     fields:
//!       sku: string
//!       quantity: uint32 = 1
//!   Tree: {unknown: reject, fields: {name: string, left?: Tree, children: list<Tree> = []}}
//!   Order:
//!     unknown: preserve
//!     fields:
//!       order_id: OrderId
//!       state: OrderState = received
//!       region: Region
//!       items: {type: list<LineItem>, min_items: 1, max_items: 500}
//!       payment: Payment
//!       priority: {type: int32, default: 0, min: 0, max: 5}
//!       ship_to: {type: string, aliases: [shipping_address, address]}
//!       pin?: {type: string, sensitive: true, min_length: 4, enforce: write}
//!       attributes: map<string> = {}
//!       limits: map<OrderState, int32> = {}
//!       serial?: {type: int64, encoding: string}
//!       created_at?: timestamp
//!       extra_info?: json
//! ```

#![deny(warnings)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use tempoc_json::{self as json, Checked, Decode, Encode};

/// Newtype: the limits are those of the type, so it cannot exist outside them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderId(String);

impl OrderId {
    /// Checks the text.
    pub fn new(value: impl Into<String>) -> Result<Self, json::Error> {
        static LIMITS: json::Limits = json::Limits::new()
            .max_length(40)
            .pattern("^ord_[a-z0-9]+$");
        let value = value.into();
        LIMITS
            .check(&value)
            .map_err(|error| error.within("OrderId"))?;
        Ok(Self(value))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Encode for OrderId {
    fn encode(&self, writer: &mut json::Writer) {
        self.0.encode(writer);
    }
}

impl Decode for OrderId {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        Self::new(String::decode(node)?)
    }
}

impl json::MapKey for OrderId {
    fn to_key(&self) -> Cow<'_, str> {
        self.0.to_key()
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        Self::new(text)
    }
}

/// Open enum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum OrderState {
    /// `received`
    Received,
    /// `paid`
    Paid,
    /// `shipped`
    Shipped,
    /// A value that this version of the contract does not know.
    Unknown(String),
}

impl OrderState {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Received => "received",
            Self::Paid => "paid",
            Self::Shipped => "shipped",
            Self::Unknown(text) => text,
        }
    }
}

impl From<&str> for OrderState {
    fn from(text: &str) -> Self {
        match text {
            "received" => Self::Received,
            "paid" => Self::Paid,
            "shipped" => Self::Shipped,
            _ => Self::Unknown(text.to_owned()),
        }
    }
}

impl Encode for OrderState {
    fn encode(&self, writer: &mut json::Writer) {
        writer.string(self.as_str());
    }
}

impl Decode for OrderState {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        node.string("OrderState").map(|text| Self::from(&*text))
    }
}

impl json::MapKey for OrderState {
    fn to_key(&self) -> Cow<'_, str> {
        self.as_str().into()
    }

    fn from_key(text: &str) -> Result<Self, json::Error> {
        Ok(text.into())
    }
}

/// Closed enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// `eu`
    Eu,
    /// `us`
    Us,
}

impl Region {
    /// The text on the wire.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Eu => "eu",
            Self::Us => "us",
        }
    }
}

impl TryFrom<&str> for Region {
    type Error = json::Error;

    fn try_from(text: &str) -> Result<Self, json::Error> {
        match text {
            "eu" => Ok(Self::Eu),
            "us" => Ok(Self::Us),
            _ => Err(json::Error::expected_one_of(&["eu", "us"], text)),
        }
    }
}

impl Encode for Region {
    fn encode(&self, writer: &mut json::Writer) {
        writer.string(self.as_str());
    }
}

impl Decode for Region {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        node.string("Region")
            .and_then(|text| Self::try_from(&*text))
    }
}

/// Record with a sensitive field.
#[derive(Clone, PartialEq)]
pub struct Card {
    /// Kept out of logs.
    pub last4: String,
    /// Optional.
    pub network: Option<String>,
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Card")
            .field("last4", &json::Redacted)
            .field("network", &self.network)
            .finish()
    }
}

impl Encode for Card {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Card");
        writer.field("last4", &json::Sensitive(&self.last4));
        writer.optional("network", &self.network);
        writer.end();
    }
}

impl Decode for Card {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Card")?;
        Ok(Self {
            last4: object.required("last4").map_err(json::Error::redacted)?,
            network: object.optional("network")?,
        })
    }
}

/// Record that keeps unknown fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Wallet {
    /// Required.
    pub provider: String,
    /// Fields that this version of the contract does not know.
    pub unknown: json::Extra,
}

impl Encode for Wallet {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Wallet");
        writer.field("provider", &self.provider);
        writer.extra(&self.unknown);
        writer.end();
    }
}

impl Decode for Wallet {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Wallet")?;
        Ok(Self {
            provider: object.required("provider")?,
            unknown: object.rest(),
        })
    }
}

/// Open union.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Payment {
    /// `card`
    Card(Card),
    /// `wallet`
    Wallet(Wallet),
    /// A variant that this version of the contract does not know.
    Unknown(json::UnknownVariant),
}

impl Encode for Payment {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Card(value) => writer.tagged("type", "card", value),
            Self::Wallet(value) => writer.tagged("type", "wallet", value),
            Self::Unknown(value) => value.encode(writer),
        }
    }
}

impl Decode for Payment {
    fn decode(mut node: json::Node<'_>) -> Result<Self, json::Error> {
        match &*node.tag("Payment", "type")? {
            "card" => Decode::decode(node).map(Self::Card),
            "wallet" => Decode::decode(node).map(Self::Wallet),
            tag => Ok(Self::Unknown(json::UnknownVariant::new("type", tag, node))),
        }
    }
}

/// Closed union.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// `wallet`
    Wallet(Wallet),
}

impl Encode for Shape {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Wallet(value) => writer.tagged("kind", "wallet", value),
        }
    }
}

impl Decode for Shape {
    fn decode(mut node: json::Node<'_>) -> Result<Self, json::Error> {
        match &*node.tag("Shape", "kind")? {
            "wallet" => Decode::decode(node).map(Self::Wallet),
            tag => Err(json::UnknownVariant::refused(
                "Shape",
                "kind",
                &["wallet"],
                tag,
            )),
        }
    }
}

/// Record with a default.
#[derive(Clone, Debug, PartialEq)]
pub struct LineItem {
    /// Required.
    pub sku: String,
    /// 1 by default.
    pub quantity: u32,
}

impl Encode for LineItem {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("LineItem");
        writer.field("sku", &self.sku);
        writer.field("quantity", &self.quantity);
        writer.end();
    }
}

impl Decode for LineItem {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("LineItem")?;
        Ok(Self {
            sku: object.required("sku")?,
            quantity: object.defaulted("quantity", || 1)?,
        })
    }
}

/// Recursive record that refuses unknown fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// Required.
    pub name: String,
    /// Contains its own type.
    pub left: Option<Box<Tree>>,
    /// Contains its own type in a list.
    pub children: Vec<Tree>,
}

impl Encode for Tree {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Tree");
        writer.field("name", &self.name);
        writer.optional("left", &self.left);
        writer.field("children", &self.children);
        writer.end();
    }
}

impl Decode for Tree {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Tree")?;
        let value = Self {
            name: object.required("name")?,
            left: object.optional("left")?,
            children: object.defaulted("children", Vec::new)?,
        };
        object.reject_unknown()?;
        Ok(value)
    }
}

/// Record with everything.
#[derive(Clone, PartialEq)]
pub struct Order {
    /// Newtype.
    pub order_id: OrderId,
    /// Open enum with a default.
    pub state: OrderState,
    /// Closed enum.
    pub region: Region,
    /// List with limits.
    pub items: Vec<LineItem>,
    /// Union.
    pub payment: Payment,
    /// Number with limits and a default.
    pub priority: i32,
    /// Field with old names.
    pub ship_to: String,
    /// Sensitive, with a limit for writing only.
    pub pin: Option<String>,
    /// Map.
    pub attributes: BTreeMap<String, String>,
    /// Map with a key of the contract.
    pub limits: BTreeMap<OrderState, i32>,
    /// Number that is a string on the wire.
    pub serial: Option<i64>,
    /// Time.
    pub created_at: Option<json::Timestamp>,
    /// Anything.
    pub extra_info: Option<json::Json>,
    /// Fields that this version of the contract does not know.
    pub unknown: json::Extra,
}

impl fmt::Debug for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Order")
            .field("order_id", &self.order_id)
            .field("state", &self.state)
            .field("region", &self.region)
            .field("items", &self.items)
            .field("payment", &self.payment)
            .field("priority", &self.priority)
            .field("ship_to", &self.ship_to)
            .field("pin", &json::Redacted)
            .field("attributes", &self.attributes)
            .field("limits", &self.limits)
            .field("serial", &self.serial)
            .field("created_at", &self.created_at)
            .field("extra_info", &self.extra_info)
            .field("unknown", &self.unknown)
            .finish()
    }
}

impl Checked for Order {
    fn check(&self, check: &mut json::Check) {
        static ITEMS: json::Limits = json::Limits::new().min_items(1).max_items(500);
        static PRIORITY: json::Limits = json::Limits::new().min(0).max(5);
        static PIN: json::Limits = json::Limits::new().min_length(4).on_write();
        check.field("items", &self.items, &ITEMS);
        check.field("priority", &self.priority, &PRIORITY);
        check.sensitive("pin", &self.pin, &PIN);
    }
}

impl Encode for Order {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Order");
        writer.check(self);
        writer.field("order_id", &self.order_id);
        writer.field("state", &self.state);
        writer.field("region", &self.region);
        writer.field("items", &self.items);
        writer.field("payment", &self.payment);
        writer.field("priority", &self.priority);
        writer.field("ship_to", &self.ship_to);
        writer.optional("pin", &self.pin.as_ref().map(json::Sensitive));
        writer.field("attributes", &self.attributes);
        writer.field("limits", &self.limits);
        writer.optional("serial", &self.serial.as_ref().map(json::Text));
        writer.optional("created_at", &self.created_at);
        writer.optional("extra_info", &self.extra_info);
        writer.extra(&self.unknown);
        writer.end();
    }
}

impl Decode for Order {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Order")?;
        object.alias("ship_to", &["shipping_address", "address"]);
        let value = Self {
            order_id: object.required("order_id")?,
            state: object.defaulted("state", || OrderState::Received)?,
            region: object.required("region")?,
            items: object.required("items")?,
            payment: object.required("payment")?,
            priority: object.defaulted("priority", || 0)?,
            ship_to: object.required("ship_to")?,
            pin: object.optional("pin").map_err(json::Error::redacted)?,
            attributes: object.defaulted("attributes", BTreeMap::new)?,
            limits: object.defaulted("limits", BTreeMap::new)?,
            serial: object.optional("serial")?.map(json::Text::into_inner),
            created_at: object.optional("created_at")?,
            extra_info: object.optional("extra_info")?,
            unknown: object.rest(),
        };
        object.check(&value)?;
        Ok(value)
    }
}

// ---------------------------------------------------------------------------------------------------

const ORDER: &str = r#"{"order_id":"ord_1","state":"paid","region":"eu","items":[{"sku":"a","quantity":2}],"payment":{"type":"card","last4":"4242"},"priority":3,"ship_to":"Rome","pin":"1234","attributes":{"k":"v"},"limits":{"paid":7},"serial":"9007199254740993","created_at":"2026-01-02T03:04:05Z","extra_info":{"a":1.10}}"#;

fn read<T: Decode>(json: &str) -> T {
    json::from_slice(json.as_bytes()).unwrap()
}

fn refusal<T: Decode + fmt::Debug>(json: &str) -> String {
    json::from_slice::<T>(json.as_bytes())
        .unwrap_err()
        .to_string()
}

/// The order with a field of it set to something else.
fn order_with(field: &str, value: &str) -> String {
    let mut order: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(ORDER).unwrap();
    order.remove(field);
    let mut text = serde_json::to_string(&order).unwrap();
    text.pop();
    if value.is_empty() {
        format!("{text}}}")
    } else {
        format!("{text},\"{field}\":{value}}}")
    }
}

#[test]
fn an_order_is_written_as_it_was_read() {
    assert_eq!(json::to_string(&read::<Order>(ORDER)).unwrap(), ORDER);
}

#[test]
fn white_space_and_order_do_not_matter() {
    let reversed = r#" { "network" : "visa" , "last4" : "1" } "#;
    assert_eq!(
        read::<Card>(reversed),
        Card {
            last4: "1".into(),
            network: Some("visa".into())
        }
    );
}

#[test]
fn defaults_stand_for_what_is_absent_or_null_and_are_written() {
    let item = LineItem {
        sku: "a".into(),
        quantity: 1,
    };
    assert_eq!(read::<LineItem>(r#"{"sku":"a"}"#), item);
    assert_eq!(read::<LineItem>(r#"{"sku":"a","quantity":null}"#), item);
    assert_eq!(
        json::to_string(&item).unwrap(),
        r#"{"sku":"a","quantity":1}"#
    );
}

#[test]
fn optional_fields_may_be_null_and_are_not_written() {
    for json in [r#"{"last4":"1"}"#, r#"{"last4":"1","network":null}"#] {
        assert_eq!(
            json::to_string(&read::<Card>(json)).unwrap(),
            r#"{"last4":"1"}"#
        );
    }
}

#[test]
fn required_fields_must_be_there() {
    assert_eq!(
        refusal::<Wallet>("{}"),
        "Wallet.provider: missing, expected string"
    );
    assert_eq!(
        refusal::<Wallet>(r#"{"provider":null}"#),
        "Wallet.provider: expected string, found null"
    );
    assert_eq!(
        refusal::<Wallet>("null"),
        "Wallet: expected object, found null"
    );
    assert_eq!(
        refusal::<Wallet>("[]"),
        "Wallet: expected object, found a list"
    );
    for (field, what) in [
        ("order_id", "string"),
        ("region", "Region"),
        ("items", "list"),
        ("payment", "object"),
        ("ship_to", "string"),
    ] {
        let message = format!("Order.{field}: missing, expected {what}");
        assert_eq!(refusal::<Order>(&order_with(field, "")), message);
    }
}

#[test]
fn the_path_leads_to_the_place() {
    assert_eq!(
        refusal::<Order>(&order_with(
            "items",
            r#"[{"sku":"a"},{"sku":"b","quantity":"two"}]"#
        )),
        r#"Order.items[1].quantity: expected uint32, found "two""#
    );
    assert_eq!(
        refusal::<Order>(&order_with("attributes", r#"{"a":"b","c d\n":[]}"#)),
        r#"Order.attributes["c d\n"]: expected string, found a list"#
    );
    assert_eq!(
        refusal::<Order>(&order_with("payment", r#"{"provider":1,"type":"wallet"}"#)),
        "Order.payment.provider: expected string, found 1"
    );
    assert_eq!(
        refusal::<Tree>(r#"{"name":"a","left":{"name":"b","children":[{"name":true}]}}"#),
        "Tree.left.children[0].name: expected string, found true"
    );
    assert_eq!(
        refusal::<Vec<LineItem>>(r#"[{"sku":"a"},{"sku":0}]"#),
        "[1].sku: expected string, found 0"
    );
}

#[test]
fn errors_come_in_the_order_of_the_schema() {
    let error = refusal::<Order>(r#"{"items":3,"region":7,"order_id":"ord_1"}"#);
    assert_eq!(error, "Order.region: expected Region, found 7");
}

#[test]
fn the_current_name_wins_over_old_ones() {
    let names = |json: &str| {
        let order = order_with("ship_to", "");
        read::<Order>(&format!("{},{json}}}", &order[..order.len() - 1]))
    };
    assert_eq!(names(r#""shipping_address":"A""#).ship_to, "A");
    assert_eq!(names(r#""address":"B""#).ship_to, "B");
    assert_eq!(
        names(r#""address":"B","shipping_address":"A""#).ship_to,
        "A"
    );
    assert_eq!(
        names(r#""address":"B","ship_to":"C","shipping_address":"A""#).ship_to,
        "C"
    );
    let order = order_with("ship_to", "null");
    assert_eq!(
        refusal::<Order>(&order.replacen('{', r#"{"address":"B","#, 1)),
        "Order.ship_to: expected string, found null"
    );
    let both = names(r#""ship_to":"C","address":"B""#);
    assert!(both.unknown.is_empty(), "an old name is a known field");
    assert_eq!(
        refusal::<Order>(&order_with("ship_to", "").replacen('{', r#"{"address":1,"#, 1)),
        "Order.ship_to: expected string, found 1"
    );
}

#[test]
fn the_last_of_double_names_wins() {
    let item: LineItem = read(r#"{"sku":"a","quantity":1,"sku":"b","quantity":"x","quantity":3}"#);
    assert_eq!(
        item,
        LineItem {
            sku: "b".into(),
            quantity: 3
        }
    );
    let wallet: Wallet = read(r#"{"provider":"p","x":1,"y":2,"x":3}"#);
    assert_eq!(
        json::to_string(&wallet).unwrap(),
        r#"{"provider":"p","x":3,"y":2}"#
    );
    assert!(matches!(
        read(r#"{"type":"card","type":"wallet","provider":"p"}"#),
        Payment::Wallet(_)
    ));
}

#[test]
fn unknown_fields_are_passed_over_kept_or_refused() {
    assert_eq!(
        json::to_string(&read::<Card>(r#"{"last4":"1","x":[1]}"#)).unwrap(),
        r#"{"last4":"1"}"#
    );

    let kept = r#"{"provider":"p","big":123456789012345678901234567890.10,"deep":{"z":[null,1e400],"a":"é\n"}}"#;
    let mut wallet: Wallet = read(kept);
    assert_eq!(json::to_string(&wallet).unwrap(), kept);
    assert_eq!(wallet.unknown.len(), 2);
    assert_eq!(
        wallet.unknown.get("big").unwrap().as_str(),
        "123456789012345678901234567890.10"
    );
    assert_eq!(
        format!("{wallet:?}"),
        r#"Wallet { provider: "p", unknown: {"big", "deep"} }"#
    );
    assert_eq!(
        wallet.unknown.insert("deep", 1),
        Some(r#"{"z":[null,1e400],"a":"é\n"}"#.parse().unwrap())
    );
    wallet.unknown.remove("big");
    assert_eq!(
        json::to_string(&wallet).unwrap(),
        r#"{"provider":"p","deep":1}"#
    );

    assert_eq!(
        refusal::<Tree>(r#"{"name":"a","\"x":1}"#),
        r#"Tree: unknown field "\"x""#
    );
}

#[test]
fn a_kept_field_never_takes_the_place_of_a_declared_one() {
    let mut unknown = json::Extra::new();
    unknown.insert("provider", "false");
    unknown.insert("type", "card");
    let wallet = Wallet {
        provider: "true".into(),
        unknown,
    };
    assert_eq!(
        json::to_string(&wallet).unwrap(),
        r#"{"provider":"true","type":"card"}"#
    );
    let payment = Payment::Wallet(wallet);
    assert_eq!(
        json::to_string(&payment).unwrap(),
        r#"{"type":"wallet","provider":"true"}"#
    );

    let mut order: Order = read(&order_with("pin", ""));
    order.unknown.insert("pin", "1");
    order.unknown.insert("sku", "not a field of an order");
    assert!(
        json::to_string(&order)
            .unwrap()
            .ends_with(r#","sku":"not a field of an order"}"#)
    );
}

#[test]
fn very_many_unknown_fields_are_not_slow() {
    use std::fmt::Write;
    let mut json = String::from("{");
    for n in 0..200_000 {
        write!(json, "\"unknown{}\":{n},", n % 150_000).unwrap();
    }
    json.push_str(r#""provider":"p"}"#);
    let wallet: Wallet = read(&json);
    assert_eq!(wallet.unknown.len(), 150_000);
    assert_eq!(wallet.unknown.iter().nth(7).unwrap().1.as_str(), "150007");
    assert_eq!(read::<Card>(&json.replace("provider", "last4")).last4, "p");
    assert_eq!(
        refusal::<Tree>(&json),
        "Tree.name: missing, expected string"
    );
}

#[test]
fn old_names_are_found_among_very_many_fields() {
    use std::fmt::Write;
    let mut json = order_with("ship_to", "");
    json.pop();
    for n in 0..1000 {
        write!(json, ",\"unknown{n}\":{n}").unwrap();
    }
    json.push_str(r#","address":"B"}"#);
    let order: Order = read(&json);
    assert_eq!((order.ship_to.as_str(), order.unknown.len()), ("B", 1000));
}

#[test]
fn enums_are_open_or_closed() {
    assert_eq!(read::<OrderState>(r#""paid""#), OrderState::Paid);
    let unknown: OrderState = read(r#""frozen""#);
    assert_eq!(unknown, OrderState::Unknown("frozen".into()));
    assert_eq!(json::to_string(&unknown).unwrap(), r#""frozen""#);
    assert_eq!(refusal::<OrderState>("1"), "expected OrderState, found 1");

    assert_eq!(read::<Region>(r#""us""#), Region::Us);
    assert_eq!(
        refusal::<Order>(&order_with("region", r#""mars""#)),
        r#"Order.region: expected one of "eu", "us", found "mars""#
    );
}

#[test]
fn the_tag_of_a_union_may_stand_anywhere() {
    let card = Payment::Card(Card {
        last4: "1".into(),
        network: None,
    });
    for json in [
        r#"{"type":"card","last4":"1"}"#,
        r#"{"last4":"1","type":"card"}"#,
    ] {
        assert_eq!(read::<Payment>(json), card);
    }
    assert_eq!(
        refusal::<Payment>("{}"),
        "Payment.type: missing, expected string"
    );
    assert_eq!(
        refusal::<Payment>(r#"{"type":1}"#),
        "Payment.type: expected string, found 1"
    );
    assert_eq!(
        refusal::<Payment>(r#"{"type":null}"#),
        "Payment.type: expected string, found null"
    );
    assert_eq!(
        refusal::<Payment>("[1]"),
        "Payment: expected object, found a list"
    );
    assert_eq!(
        refusal::<Payment>(r#"{"type":"card"}"#),
        "Card.last4: missing, expected string"
    );
    assert_eq!(
        refusal::<Shape>(r#"{"kind":"round"}"#),
        r#"Shape.kind: expected one of "wallet", found "round""#
    );
    assert_eq!(
        json::to_string(&read::<Shape>(r#"{"provider":"p","kind":"wallet","x":1}"#)).unwrap(),
        r#"{"kind":"wallet","provider":"p","x":1}"#
    );
}

#[test]
fn an_unknown_variant_is_written_as_it_was_read() {
    let json = r#"{"amount":1.10,"type":"cash","nested":{"type":"x"}}"#;
    let payment: Payment = read(json);
    assert_eq!(json::to_string(&payment).unwrap(), json);
    let Payment::Unknown(variant) = payment else {
        panic!("{payment:?}")
    };
    assert_eq!(variant.tag(), "cash");
    assert_eq!(variant.json().as_str(), json);
    assert_eq!(
        format!("{variant:?}"),
        r#"UnknownVariant { tag: "cash", .. }"#
    );
}

#[test]
fn limits_hold_in_both_directions() {
    let item = r#"{"sku":"a"}"#;
    assert_eq!(
        refusal::<Order>(&order_with("items", "[]")),
        "Order.items: expected at least 1 item, found 0"
    );
    let many = format!("[{}]", vec![item; 501].join(","));
    assert_eq!(
        refusal::<Order>(&order_with("items", &many)),
        "Order.items: expected at most 500 items, found 501"
    );
    assert_eq!(
        refusal::<Order>(&order_with("priority", "9")),
        "Order.priority: expected at most 5, found 9"
    );

    let mut order: Order = read(ORDER);
    order.priority = -1;
    let error = json::to_vec(&order).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Order.priority: expected at least 0, found -1"
    );
    assert_eq!(
        (error.path(), error.message()),
        (
            "Order.priority".into(),
            "expected at least 0, found -1".into()
        )
    );
    assert_eq!(
        json::to_vec(&vec![order]).unwrap_err().path(),
        "[0].priority"
    );
}

#[test]
fn limits_for_writing_leave_reading_alone() {
    let order: Order = read(&order_with("pin", r#""1""#));
    assert_eq!(
        json::to_vec(&order).unwrap_err().to_string(),
        "Order.pin: expected at least 4 characters"
    );
}

#[test]
fn newtypes_hold_their_limits() {
    assert_eq!(OrderId::new("ord_7").unwrap().as_str(), "ord_7");
    assert_eq!(
        OrderId::new("7").unwrap_err().to_string(),
        r#"OrderId: expected text that matches `^ord_[a-z0-9]+$`, found "7""#
    );
    assert_eq!(
        refusal::<Order>(&order_with("order_id", r#""x\u0000\u202e""#)),
        r#"Order.order_id: expected text that matches `^ord_[a-z0-9]+$`, found "x\u0000\u202e""#
    );
    assert_eq!(
        refusal::<BTreeMap<OrderId, i32>>(r#"{"ord_1":1,"no":2}"#),
        r#"["no"]: expected text that matches `^ord_[a-z0-9]+$`, found "no""#
    );
}

#[test]
fn sensitive_values_are_shown_nowhere() {
    let order: Order = read(ORDER);
    let shown = format!("{order:?}");
    assert!(
        !shown.contains("1234") && !shown.contains("4242"),
        "{shown}"
    );
    assert!(shown.contains("pin: [sensitive]"), "{shown}");
    for secret in ["4242", "[4242]", r#"{"4242":4242}"#, "4242.5"] {
        let error = refusal::<Payment>(&format!(r#"{{"type":"card","last4":{secret}}}"#));
        assert!(
            error.starts_with("Card.last4: expected string, found a"),
            "{error}"
        );
        assert!(!error.contains("4242"), "{error}");
    }
    let secret: Result<BTreeMap<String, i32>, _> = json::from_slice(br#"{"4242":"4242"}"#);
    let error = secret.unwrap_err().redacted().at_field("secret");
    assert_eq!(
        error.to_string(),
        "secret[…]: expected int32, found a string"
    );
    let error = json::from_slice::<Tree>(br#"{"name":"a","4242":1}"#)
        .unwrap_err()
        .redacted();
    assert_eq!(error.to_string(), "Tree: unknown field");
}

#[test]
fn what_cannot_be_written_is_an_error_with_a_path() {
    let map = BTreeMap::from([("a".to_owned(), vec![1.0, f64::NAN, f64::INFINITY])]);
    let error = json::to_vec(&map).unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"["a"][1]: expected a finite number, found NaN"#
    );
}

#[test]
fn what_is_written_can_be_read() {
    let tree = |depth: usize| {
        let leaf = Tree {
            name: "x".into(),
            left: None,
            children: Vec::new(),
        };
        (1..depth).fold(leaf, |tree, _| Tree {
            name: "x".into(),
            left: Some(tree.into()),
            children: Vec::new(),
        })
    };
    // The innermost list of children is one level more.
    let deepest = tree(json::MAX_DEPTH - 1);
    assert_eq!(read::<Tree>(&json::to_string(&deepest).unwrap()), deepest);
    let error = json::to_string(&tree(json::MAX_DEPTH)).unwrap_err();
    assert_eq!(error.message(), "nested deeper than 128 lists and objects");
}

#[test]
fn messages_are_short_lines() {
    let long = format!("{{\"provider\":[],\"provider\":{}}}", "1".repeat(4000));
    let error = refusal::<Wallet>(&long);
    assert!(error.len() < 150 && error.ends_with("1…"), "{error}");
    let error = refusal::<Region>(&format!("\"{}\"", "ü".repeat(4000)));
    assert!(error.len() < 200 && error.ends_with("ü\"…"), "{error}");
}
