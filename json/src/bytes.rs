//! Bytes, in standard base64 with padding.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Decode, Encode, Error, Node, Writer};

impl Encode for Vec<u8> {
    fn encode(&self, writer: &mut Writer) {
        writer.display(base64::display::Base64Display::new(self, &STANDARD));
    }
}

impl Decode for Vec<u8> {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let text = node.string("bytes")?;
        STANDARD
            .decode(&*text)
            .map_err(|_| Error::expected_text("bytes in padded base64", &text))
    }
}
