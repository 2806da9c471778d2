//! How far a string needs no escape.

/// How many bytes come before the first quote, backslash or control character.
#[inline]
pub(crate) fn plain_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((eight, after)) = rest.split_first_chunk::<8>() {
        let special = special_bytes(u64::from_le_bytes(*eight));
        if special != 0 {
            return bytes.len() - rest.len() + special.trailing_zeros() as usize / 8;
        }
        rest = after;
    }
    let plain = |byte: &&u8| **byte >= b' ' && **byte != b'"' && **byte != b'\\';
    bytes.len() - rest.len() + rest.iter().take_while(plain).count()
}

/// The lowest bit that is set is the high bit of the first byte that is a quote, a backslash or a
/// control character. Bits above that one mean nothing.
fn special_bytes(eight: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    // The high bit of every byte that is smaller than `limit`, from the first such byte on.
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(ONES * u64::from(limit)) & !bytes;
    let control = below(eight, b' ');
    let quote = below(eight ^ (ONES * u64::from(b'"')), 1);
    let backslash = below(eight ^ (ONES * u64::from(b'\\')), 1);
    (control | quote | backslash) & (ONES << 7)
}

#[cfg(test)]
mod tests {
    use super::plain_length;

    #[test]
    fn every_byte_is_told_from_every_other_at_every_place() {
        for length in 0..20 {
            for place in 0..length {
                for byte in 0..=255u8 {
                    for around in [b'a', b' ', b'!', b'#', 0x80, 0xa2, 0xff] {
                        let mut bytes = vec![around; length];
                        bytes[place] = byte;
                        let special = byte < b' ' || byte == b'"' || byte == b'\\';
                        let expected = if special { place } else { length };
                        assert_eq!(plain_length(&bytes), expected, "{bytes:?}");
                    }
                }
            }
        }
    }
}
