//! The fields of an object while it is parsed.

use std::borrow::Cow;

use super::Node;

pub(crate) type Field<'a> = (Cow<'a, str>, Node<'a>);

/// Sees to it that each name is there once: at its first place, with its last value.
///
/// It knows a bit for each name so far, by a cheap hash. Most names are new, and are found to be so
/// without a comparison.
#[derive(Default)]
pub(crate) struct Names(u64);

/// Up to here, names that may be double are looked up one by one; all others are sorted at the end.
const FEW: usize = 64;

impl Names {
    /// Adds a field to those of its object, which begin at `start`.
    pub(crate) fn push<'a>(
        &mut self,
        fields: &mut Vec<Field<'a>>,
        start: usize,
        name: Cow<'a, str>,
        value: Node<'a>,
    ) {
        let bit = 1u64 << hash(name.as_bytes());
        if self.0 & bit != 0
            && fields.len() - start < FEW
            && let Some(field) = fields[start..].iter_mut().find(|(known, _)| *known == name)
        {
            field.1 = value;
            return;
        }
        self.0 |= bit;
        fields.push((name, value));
    }

    /// The fields of the whole object.
    pub(crate) fn finish<'a>(self, mut fields: Vec<Field<'a>>) -> Vec<Field<'a>> {
        if fields.len() <= FEW || fields.is_sorted_by(|(a, _), (b, _)| a < b) {
            return fields;
        }
        let mut order: Vec<usize> = (0..fields.len()).collect();
        order.sort_by(|&a, &b| fields[a].0.cmp(&fields[b].0));
        // The sort is stable: within a name, the order is still that of the document.
        let mut repeated = false;
        let mut first = order[0];
        for &index in &order[1..] {
            if fields[index].0 == fields[first].0 {
                repeated = true;
                fields[first].1 = std::mem::take(&mut fields[index].1);
            } else {
                first = index;
            }
        }
        if repeated {
            fields.retain(|(_, value)| !value.is_missing());
        }
        fields
    }
}

/// A number below 64.
#[inline]
fn hash(name: &[u8]) -> u32 {
    let (first, last) = match name {
        [first, .., last] => (*first, *last),
        [only] => (*only, 0),
        [] => (0, 0),
    };
    (name.len() as u32)
        .wrapping_mul(7)
        .wrapping_add(u32::from(first) * 31 + u32::from(last) * 17)
        & 63
}
