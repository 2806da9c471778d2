//! Ids that are made of inputs.

use super::id_texts::{Part, other_default, other_text};
use super::text::template_text;
use super::{Site, Walk, mends};
use crate::breaking::change::{Holder, Kind};
use crate::breaking::finding::Level;
use crate::breaking::rules::Rule;
use crate::breaking::slots::Slot;
use crate::model::{Meta, Model, Template, TemplatePart, Type};

/// A template, if there is one, and the input that it takes its values from.
type Made<'m> = (Option<&'m Template>, Option<&'m Type>);

/// What another id is.
#[derive(Debug)]
pub(super) struct IdRules {
    changed: Rule,
    kind: Kind,
    /// What there is where there is no template.
    without: &'static str,
    /// What it does to callers that there is one, or none any more.
    source: Level,
}

pub(super) const WORKFLOW_ID: IdRules = IdRules {
    changed: Rule::WorkflowIdTemplateChanged,
    kind: Kind::Behaviour { less: true },
    without: "given by the caller",
    // It is an argument of what they call.
    source: Level::Error,
};

pub(super) const CHILD_ID: IdRules = IdRules {
    changed: Rule::ChildIdTemplateChanged,
    kind: Kind::Command,
    without: "given by the parent's code",
    source: Level::Error,
};

pub(super) const UPDATE_ID: IdRules = IdRules {
    changed: Rule::UpdateIdTemplateChanged,
    kind: Kind::Behaviour { less: true },
    without: "another for each call",
    source: Level::Safe,
};

impl Walk<'_> {
    /// Compares how an id is made.
    pub(super) fn compare_templates(
        &mut self,
        (old, new): (Made<'_>, Made<'_>),
        rules: &IdRules,
        owner: &Meta,
        site: &Site,
    ) {
        let (before, after) = match (old.0, new.0) {
            (None, None) => return,
            (Some(before), Some(after)) if self.is_made_alike((before, old.1), (after, new.1)) => {
                (before, after)
            }
            (before, after) => {
                let text = |template: Option<&Template>| match template {
                    Some(template) => format!("`{}`", template_text(template)),
                    None => rules.without.to_owned(),
                };
                let in_names_of_now =
                    before.and_then(|before| self.in_names_of_now((before, old.1), new.1));
                let mend = in_names_of_now
                    .and_then(|before| mends::say(owner, "id", &template_text(&before)));
                let mut change = site.change(rules.changed, rules.kind);
                if before.is_none() || after.is_none() {
                    change.source = rules.source;
                }
                self.changes
                    .push(change.with_texts(text(before), text(after)).mended(mend));
                return;
            }
        };
        for (a, b) in before.parts.iter().zip(&after.parts) {
            let both = value(a, old, self.old).zip(value(b, new, self.new));
            let Some((a, b)) = both else {
                continue;
            };
            let of_any = other_text(a, b);
            let Some((before, after)) = of_any.clone().or_else(|| other_default(a, b)) else {
                continue;
            };
            let mut site = a
                .path
                .iter()
                .fold(site.inside("id"), |site, name| site.inside(name));
            if of_any.is_none() {
                site.holder = self.depending(&site.holder);
            }
            let change = site.change(Rule::WorkflowIdFieldIncompatible, rules.kind);
            self.changes.push(change.with_texts(before, after));
        }
    }

    /// The same calls, of which it depends on the programs whether they leave a field out.
    fn depending(&mut self, holder: &Holder) -> Holder {
        let Holder::Slots(slots) = holder else {
            return holder.clone();
        };
        let mut depending = Vec::new();
        for id in slots {
            if let Some(slot) = self.slots.get(id.0 as usize).cloned() {
                depending.push(self.add_slot(Slot {
                    certain: false,
                    ..slot
                }));
            }
        }
        Holder::Slots(depending)
    }

    /// Whether two ids are made of the same parts: fields are the same as they are in payloads, whatever they are
    /// called in code.
    fn is_made_alike(
        &self,
        old: (&Template, Option<&Type>),
        new: (&Template, Option<&Type>),
    ) -> bool {
        use TemplatePart::{Input, ParentId, Text, Uuid, WholeInput};
        let is_alike = |(a, b): (&TemplatePart, &TemplatePart)| match (a, b) {
            (Text(a), Text(b)) => a == b,
            (Input(a, _), Input(b, _)) => self.is_same_part((old.1, a), (new.1, b)),
            (WholeInput(_), WholeInput(_)) | (ParentId, ParentId) | (Uuid, Uuid) => true,
            (Text(_) | Input(..) | WholeInput(_) | ParentId | Uuid, _) => false,
        };
        let (a, b) = (&old.0.parts, &new.0.parts);
        a.len() == b.len() && a.iter().zip(b).all(is_alike)
    }

    /// The template of the old version with the names that its fields have now; none where one of them is gone.
    fn in_names_of_now(
        &self,
        (template, input): (&Template, Option<&Type>),
        now: Option<&Type>,
    ) -> Option<Template> {
        let part = |part: &TemplatePart| match part {
            TemplatePart::Input(path, ty) => {
                let path = self.path_now((input, path), now)?;
                Some(TemplatePart::Input(path, ty.clone()))
            }
            other => Some(other.clone()),
        };
        let parts = template.parts.iter().map(part).collect::<Option<_>>()?;
        Some(Template { parts })
    }
}

/// The value of an input that stands in an id: where it is, and what it is.
fn value<'m>(part: &'m TemplatePart, made: Made<'m>, model: &'m Model) -> Option<Part<'m>> {
    let (path, ty): (&[String], &Type) = match part {
        TemplatePart::Input(path, ty) => (path, ty),
        TemplatePart::WholeInput(ty) => (&[], ty),
        TemplatePart::Text(_) | TemplatePart::ParentId | TemplatePart::Uuid => return None,
    };
    Some(Part {
        model,
        input: made.1,
        path,
        ty,
    })
}
