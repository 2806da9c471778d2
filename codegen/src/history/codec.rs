//! Payloads that only a codec can read.

use std::collections::BTreeMap;

use super::carried::{Carried, from_answer, to_request};
use super::held::{Held, Wanted};

/// Takes payloads as JSON, `{"payloads": […]}`, and gives them decoded in the same form, as codec servers do; or a
/// sentence why it cannot.
pub type Decode<'d> = dyn Fn(&str) -> Result<String, String> + 'd;

/// How many payloads are decoded at once.
const AT_ONCE: usize = 100;

/// Decodes what is encoded, and leaves the rest as it is. A sentence where the codec failed.
pub(super) fn decode(held: &mut [Held<'_>], codec: &Decode<'_>) -> Result<(), String> {
    let mut encoded: Vec<&mut Carried> = held
        .iter_mut()
        .filter(|held| may_be_encoded(held))
        .flat_map(|held| &mut held.payloads)
        .filter(|payload| payload.is_encoded())
        .collect();
    for some in encoded.chunks_mut(AT_ONCE) {
        let request: Vec<&Carried> = some.iter().map(|payload| &**payload).collect();
        let answer = codec(&to_request(&request))?;
        let decoded = from_answer(&answer)
            .map_err(|problem| format!("the codec's answer is no list of payloads: {problem}"))?;
        if decoded.len() != some.len() {
            return Err(format!(
                "the codec was given {} payloads, and gave back {}",
                some.len(),
                decoded.len()
            ));
        }
        for (payload, decoded) in some.iter_mut().zip(decoded) {
            **payload = decoded;
        }
    }
    Ok(())
}

/// Takes out what is still encoded: how many payloads, by their encoding.
pub(super) fn take_encoded(held: &mut Vec<Held<'_>>) -> BTreeMap<String, usize> {
    let mut left = BTreeMap::new();
    held.retain(|held| {
        // Nothing is wanted of the others, so that nothing is missed.
        let first = held.payloads.first();
        let encoded = first.filter(|payload| may_be_encoded(held) && payload.is_encoded());
        if let Some(payload) = encoded {
            *left.entry(payload.encoding()).or_default() += 1;
        }
        encoded.is_none()
    });
    left
}

/// The server reads search attributes, so that no codec touches them.
fn may_be_encoded(held: &Held<'_>) -> bool {
    !matches!(held.wanted, Wanted::SearchAttribute(_))
}
