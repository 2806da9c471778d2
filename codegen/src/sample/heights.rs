//! How deep the values of a type are at least.

use crate::model::{Field, Model, Presence, Record, TypeId, TypeKind, Union, Variant};

/// How deep the smallest value of each type is: what ends a recursion.
#[derive(Debug)]
pub(super) struct Heights(Vec<u32>);

impl Heights {
    pub(super) fn of(model: &Model) -> Self {
        let mut heights = Self(vec![u32::MAX; model.types.len()]);
        loop {
            let before = heights.0.clone();
            for (index, definition) in model.types.iter().enumerate() {
                let inner = match &definition.kind {
                    TypeKind::Record(record) => heights.record(record),
                    TypeKind::Enum(_) | TypeKind::Newtype(_) => 0,
                    TypeKind::Union(union) => union
                        .variants
                        .iter()
                        .map(|variant| heights.0[variant.record.0 as usize])
                        .min()
                        .unwrap_or(0),
                };
                heights.0[index] = inner.saturating_add(1);
            }
            if heights.0 == before {
                return heights;
            }
        }
    }

    fn record(&self, record: &Record) -> u32 {
        let required = record
            .fields
            .iter()
            .filter(|field| field.presence == Presence::Required);
        let heights = required
            .filter_map(Field::needs)
            .map(|id| self.0[id.0 as usize]);
        heights.max().unwrap_or(0)
    }

    /// The variant of a union that ends soonest.
    pub(super) fn lowest_variant<'m>(&self, union: &'m Union) -> Option<&'m Variant> {
        let height = |id: TypeId| self.0.get(id.0 as usize).copied();
        let variants = union.variants.iter();
        variants.min_by_key(|variant| height(variant.record))
    }
}
