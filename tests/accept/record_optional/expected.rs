//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `Item`
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// `note`
    pub note: Option<String>,
    /// `parts`
    pub parts: Option<Vec<String>>,
    /// `weight`
    pub weight: Option<f32>,
}

impl Item {
    /// Makes one with every field absent or at its default.
    pub fn new() -> Self {
        Self {
            note: None,
            parts: None,
            weight: None,
        }
    }

    /// Sets `note`.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Sets `parts`.
    pub fn parts(mut self, parts: Vec<String>) -> Self {
        self.parts = Some(parts);
        self
    }

    /// Sets `weight`.
    pub fn weight(mut self, weight: f32) -> Self {
        self.weight = Some(weight);
        self
    }
}

impl Default for Item {
    fn default() -> Self {
        Self::new()
    }
}

impl json::Encode for Item {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Item");
        writer.optional("note", &self.note);
        writer.optional("parts", &self.parts);
        writer.optional("weight", &self.weight);
        writer.end();
    }
}

impl json::Decode for Item {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Item")?;
        Ok(Self {
            note: object.optional("note")?,
            parts: object.optional("parts")?,
            weight: object.optional("weight")?,
        })
    }
}

tempoc_runtime::impl_payload! { Item }
