//! UUIDs.

use super::{Decode, Encode, Error, Node, Uuid, Writer};

impl Encode for Uuid {
    fn encode(&self, writer: &mut Writer) {
        writer.display(self.hyphenated());
    }
}

impl Decode for Uuid {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let text = node.string("uuid")?;
        parse_uuid(&text).ok_or_else(|| Error::expected_text("uuid", &text))
    }
}

/// A UUID in the one form with hyphens, in any case.
pub(crate) fn parse_uuid(text: &str) -> Option<Uuid> {
    // The only form of 36 characters; the crate reads others too.
    if text.len() == 36 {
        Uuid::try_parse(text).ok()
    } else {
        None
    }
}
