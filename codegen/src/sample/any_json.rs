//! JSON of any kind.

use super::draft::{quoted, spelled};
use super::random::Random;
use super::texts;

/// Any JSON.
///
/// Python reads a number with a fraction or an exponent as a float, so none has more digits than a float keeps,
/// and there is no `-0`, which is no float and yet has a sign.
pub(super) fn any_json(random: &mut Random, depth: usize) -> String {
    let kinds = if depth == 0 { 8 } else { 10 };
    match random.below(kinds) {
        0 => "null".to_owned(),
        1 => random.word(&["true", "false"]).to_string(),
        2 => random
            .word(&[
                "0",
                "1",
                "-7",
                "9007199254740993",
                "18446744073709551616",
                "-123456789012345678901234567890",
            ])
            .to_string(),
        3 => random
            .word(&[
                "1.5",
                "-0.25",
                "1.50",
                "1e2",
                "1E-7",
                "123456.789",
                "0.1",
                "2.5e20",
            ])
            .to_string(),
        4..=7 => spelled(&texts::any_text(random, 6), random),
        8 => {
            let items: Vec<String> = (0..random.below(4))
                .map(|_| any_json(random, depth - 1))
                .collect();
            format!("[{}]", items.join(","))
        }
        _ => {
            let fields: Vec<String> = (0..random.below(4))
                .map(|_| {
                    let name = match random.percent(40) {
                        true => quoted(random.word(&["a", "b"])),
                        false => spelled(&texts::any_text(random, 4), random),
                    };
                    format!("{name}:{}", any_json(random, depth - 1))
                })
                .collect();
            format!("{{{}}}", fields.join(","))
        }
    }
}
