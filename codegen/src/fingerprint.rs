//! Short names for texts, the same for the same text in every version and on every machine.

use sha2::{Digest, Sha256};

/// Sixteen hexadecimal digits for some texts in their order.
pub(crate) fn fingerprint(parts: &[&str]) -> String {
    // No part has this character: names have none, and values and messages have it escaped.
    let digest = Sha256::digest(parts.join("\u{0}"));
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
