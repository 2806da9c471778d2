//! Texts of UUIDs.

use super::random::Random;

/// UUIDs at the edges.
pub(super) const EDGES: &[&str] = &[
    "00000000-0000-0000-0000-000000000000",
    "67e55044-10b1-426f-9247-bb680e5fe0c8",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
];

/// A UUID, in any case of its letters.
pub(super) fn good_uuid(random: &mut Random) -> String {
    let (high, low) = (random.bits(), random.bits());
    let digits = format!("{high:016x}{low:016x}");
    let uuid = [0..8, 8..12, 12..16, 16..20, 20..32]
        .map(|part| digits[part].to_owned())
        .join("-");
    match random.below(8) {
        0 => "00000000-0000-0000-0000-000000000000".to_owned(),
        1 => "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF".to_owned(),
        2 => uuid.to_uppercase(),
        3 => uuid.replace('a', "A"),
        _ => uuid,
    }
}

pub(super) const BAD_UUIDS: &[&str] = &[
    "",
    "67e5504410b1426f9247bb680e5fe0c8",
    "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
    "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8",
    "67e55044-10b1-426f-9247-bb680e5fe0c",
    "67e55044-10b1-426f-9247-bb680e5fe0c88",
    "67e55044-10b1-426f-9247-bb680e5fe0cg",
    "67e550441-0b1-426f-9247-bb680e5fe0c8",
    "67e55044-10b1426f-9247-bb68-0e5fe0c8",
    "67e55044 10b1 426f 9247 bb680e5fe0c8",
    "67e55044-10b1-426f-9247-bb680e5fe0c8\n",
    "67e5504410b1426f9247bb680e5fe0c8----",
    "67e55044-10b1-426f-9247-bb680e5fe0c٣",
    "７7e55044-10b1-426f-9247-bb680e5fe0c8",
    "67e55044-10b1-426f-9247-bb680e5fe0_8",
    "0x7e55044-10b1-426f-9247-bb680e5fe0c8",
];
