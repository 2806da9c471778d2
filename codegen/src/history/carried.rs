//! Payloads, as histories carry them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tempoc_json::{Json, Node};

use super::part::{Part, is_same_name};

/// A payload: bytes, and what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Carried {
    /// `encoding` and what else is said, in the order written.
    pub(super) metadata: Vec<(String, Vec<u8>)>,
    pub(super) data: Vec<u8>,
}

pub(super) const JSON: &str = "json/plain";
pub(super) const NULL: &str = "binary/null";

/// What the SDKs leave where they have put the data into a store of their own.
const REFERENCE: &str = "temporal.api.sdk.v1.ExternalStorageReference";

/// The metadata that says so of a reference that a codec has encoded.
const REFERENCE_MARK: &str = "__temporal_external_storage_reference";

/// What the SDKs write without a codec.
const PLAIN: [&str; 5] = [
    JSON,
    NULL,
    "binary/plain",
    "json/protobuf",
    "binary/protobuf",
];

impl Carried {
    /// Its encoding, or that it only refers to its data; empty where nothing is said.
    pub(super) fn encoding(&self) -> String {
        let is_reference = self.metadata_text("messageType").as_deref() == Some(REFERENCE)
            || self.metadata_text(REFERENCE_MARK).as_deref() == Some("true");
        match is_reference {
            true => REFERENCE.to_owned(),
            false => self.metadata_text("encoding").unwrap_or_default(),
        }
    }

    /// Whether only a codec can read it.
    pub(super) fn is_encoded(&self) -> bool {
        !PLAIN.contains(&&*self.encoding())
    }

    /// Whether it stands for no value at all: a null, or a payload that nothing is said in.
    pub(super) fn is_nothing(&self) -> bool {
        match self.encoding().as_str() {
            NULL => true,
            "" => self.data.is_empty(),
            // An empty payload looks like this in JSON.
            JSON => self.data == b"{}",
            _ => false,
        }
    }

    /// A text among the metadata.
    pub(super) fn metadata_text(&self, name: &str) -> Option<String> {
        let (_, bytes) = self.metadata.iter().find(|(known, _)| known == name)?;
        Some(String::from_utf8_lossy(bytes).into_owned())
    }
}

/// The payloads of a field; none where it is not there.
pub(super) fn payloads(part: Option<Part<'_>>) -> Result<Vec<Carried>, String> {
    let Some(part) = part else {
        return Ok(Vec::new());
    };
    let is_empty = || {
        part.entries()
            .all(|(name, _)| is_same_name(name, "payloads"))
    };
    let items = match (part.node(), part.get("payloads")) {
        // Some write the list alone.
        (Node::List(_), _) => part.items(),
        (_, Some(payloads)) => payloads.items(),
        (Node::Object(_), None) if is_empty() => Some(Vec::new()),
        _ => None,
    };
    let items = items.ok_or("there is no list of `payloads` where there should be one")?;
    items.into_iter().map(payload).collect()
}

/// One payload.
pub(super) fn payload(part: Part<'_>) -> Result<Carried, String> {
    let names: Vec<&str> = part.entries().map(|(name, _)| name).collect();
    let is_message = names.contains(&"metadata")
        && names
            .iter()
            .all(|name| ["metadata", "data"].contains(name) || is_external(name));
    if !is_message {
        // Tools that decode payloads leave the value in their place.
        let (encoding, data) = match part.node() {
            Node::Null => (NULL, Vec::new()),
            node => (JSON, json(node)?),
        };
        return Ok(Carried {
            metadata: vec![("encoding".to_owned(), encoding.as_bytes().to_vec())],
            data,
        });
    }
    let mut metadata = Vec::new();
    let written = part.get("metadata");
    // Tools that decode payloads leave text here too.
    let encoding = written.and_then(|metadata| metadata.text("encoding"));
    let is_text = encoding.is_some_and(|encoding| PLAIN.contains(&encoding));
    for (name, value) in written.into_iter().flat_map(Part::entries) {
        let text = value.as_text().filter(|_| is_text);
        let value = text.map_or_else(|| bytes(value), |text| Ok(text.as_bytes().to_vec()))?;
        metadata.push((name.to_owned(), value));
    }
    let data = match part.get("data") {
        None => Vec::new(),
        Some(data) if data.as_text().is_none() => json(data.node())?,
        Some(data) => bytes(data)?,
    };
    Ok(Carried { metadata, data })
}

/// Says that the data is kept elsewhere.
fn is_external(name: &str) -> bool {
    is_same_name(name, "externalPayloads")
}

fn json(node: &Node<'_>) -> Result<Vec<u8>, String> {
    let json = Json::encode(node).map_err(|error| error.to_string())?;
    Ok(json.to_string().into_bytes())
}

/// Bytes in base64, of either alphabet, with padding or without.
fn bytes(part: Part<'_>) -> Result<Vec<u8>, String> {
    let text = part.as_text().ok_or("a payload is no text in base64")?;
    let standard = text
        .trim_end_matches('=')
        .replace('-', "+")
        .replace('_', "/");
    base64::engine::general_purpose::STANDARD_NO_PAD
        .decode(standard)
        .map_err(|_| "a payload is no base64".to_owned())
}

/// `{"payloads": […]}`, as codec servers take it.
pub(super) fn to_request(payloads: &[&Carried]) -> String {
    let text = |text: &str| Json::from(text).to_string();
    let payload = |payload: &&Carried| {
        let metadata: Vec<String> = payload
            .metadata
            .iter()
            .map(|(name, bytes)| format!("{}:{}", text(name), text(&STANDARD.encode(bytes))))
            .collect();
        let data = text(&STANDARD.encode(&payload.data));
        format!(r#"{{"metadata":{{{}}},"data":{data}}}"#, metadata.join(","))
    };
    let payloads: Vec<String> = payloads.iter().map(payload).collect();
    format!(r#"{{"payloads":[{}]}}"#, payloads.join(","))
}

/// What a codec answered.
pub(super) fn from_answer(answer: &str) -> Result<Vec<Carried>, String> {
    let tree = Node::parse(answer.as_bytes()).map_err(|error| error.to_string())?;
    payloads(Some(Part::new(&tree)))
}
