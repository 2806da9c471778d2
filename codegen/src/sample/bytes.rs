//! Bytes, in base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::model::Constraints;

use super::random::Random;
use super::texts::{edge_lengths, lengths, pick_length};

/// Bytes at the edges of their limits, in base64.
pub(super) fn edges(limits: &[&Constraints]) -> Vec<String> {
    edge_lengths(limits)
        .into_iter()
        .map(|length| {
            let bytes: Vec<u8> = (0..length).map(|index| !(index as u8)).collect();
            STANDARD.encode(bytes)
        })
        .collect()
}

/// Bytes within their limits, in base64.
pub(super) fn good_bytes(limits: &[&Constraints], random: &mut Random) -> String {
    let (least, most) = lengths(limits);
    let length = pick_length(least, most, random);
    bytes_of(length, random)
}

/// What may be no base64, or bytes outside of their limits.
pub(super) fn bad_bytes(limits: &[&Constraints], random: &mut Random) -> String {
    let (least, most) = lengths(limits);
    match random.below(4) {
        0 if least > 0 => bytes_of(least - 1, random),
        0 | 1 if most < 1000 => bytes_of(most + 1, random),
        _ => random
            .word(&[
                "aGVsbG8",
                "aGVsbG8==",
                "aGVsbG9=",
                "aGVsbG8=\n",
                " aGVsbG8=",
                "aGVs bG8=",
                "aGVs\nbG8=",
                "aGVsbG8=aGVsbG8=",
                "a",
                "ab",
                "abc",
                "a===",
                "ab=c",
                "=",
                "====",
                "ab==",
                "YR==",
                "-_-_",
                "ab-_",
                "ab*c",
                "abcé",
                "YWI=YWI=",
                "YQ==YQ==",
                "YQ=",
            ])
            .to_owned(),
    }
}

fn bytes_of(length: usize, random: &mut Random) -> String {
    let bytes: Vec<u8> = (0..length).map(|_| random.bits() as u8).collect();
    STANDARD.encode(bytes)
}
