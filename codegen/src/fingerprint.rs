//! Short names for texts, the same for the same text in every version and on every machine.

use hmac_sha256::Hash;

/// Sixteen hexadecimal digits for some texts in their order.
pub(crate) fn fingerprint(parts: &[&str]) -> String {
    // No part has this character: names have none, and values and messages have it escaped.
    let digest = Hash::hash(parts.join("\u{0}").as_bytes());
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
