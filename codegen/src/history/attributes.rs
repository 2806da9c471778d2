//! Search attributes and memos, as far as the contract declares them.

use super::carried::payload;
use super::held::{Held, Reader, Wanted};
use super::part::Part;
use super::walk::Walk;
use crate::diagnostic::shown::shown;
use crate::model::Workflow;

impl<'m, 'a> Walk<'m, 'a> {
    /// Namespaces have more of them than a contract knows, so that only declared ones are looked at.
    pub(super) fn search_attributes(
        &mut self,
        workflow: &'m Workflow,
        attributes: Part<'a>,
    ) -> Result<(), String> {
        let fields = attributes
            .get("searchAttributes")
            .and_then(|attributes| attributes.get("indexedFields"));
        for (name, value) in fields.into_iter().flat_map(Part::entries) {
            let mut declared = workflow.search_attributes.iter();
            if let Some(attribute) = declared.find(|known| known.meta.name == name) {
                self.held.push(Held {
                    event: self.at,
                    what: format!("search attribute {}", shown(name)),
                    payloads: vec![payload(value)?],
                    wanted: Wanted::SearchAttribute(attribute.ty),
                    reader: Reader::Replay,
                    place: attribute.meta.span,
                    child: None,
                    written_again: None,
                });
            }
        }
        Ok(())
    }

    /// An entry without a value takes one away.
    pub(super) fn memo(
        &mut self,
        workflow: &'m Workflow,
        memo: Option<Part<'a>>,
    ) -> Result<(), String> {
        let fields = memo.and_then(|memo| memo.get("fields"));
        for (name, value) in fields.into_iter().flat_map(Part::entries) {
            let mut declared = workflow.memo.iter();
            let is_it = |known: &&crate::model::Field| {
                known.wire == name || known.aliases.iter().any(|alias| alias == name)
            };
            let payload = payload(value)?;
            if let Some(field) = declared.find(is_it)
                && !payload.is_nothing()
            {
                self.held.push(Held {
                    event: self.at,
                    what: format!("memo {}", shown(name)),
                    payloads: vec![payload],
                    wanted: Wanted::Field(field),
                    reader: Reader::Client,
                    place: field.meta.span,
                    child: None,
                    written_again: None,
                });
            }
        }
        Ok(())
    }
}
