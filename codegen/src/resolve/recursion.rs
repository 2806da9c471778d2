//! Which fields contain their own record.

use super::Resolver;
use crate::containment::Containment;
use crate::model::TypeKind;

impl Resolver<'_> {
    /// Marks every field that lies on a cycle of records, so that back ends put it behind a pointer.
    pub(super) fn mark_recursion(&mut self) {
        let cyclic = Containment::of(&self.model, |_| true).cyclic_fields();
        for (id, position) in cyclic {
            if let TypeKind::Record(record) = &mut self.model.types[id.0 as usize].kind {
                record.fields[position].recursive = true;
            }
        }
    }
}
