//! What is gone while something else serves its name: the payloads of the one, read and written as those of the other.

use super::text::type_text;
use super::{Site, Walk};
use crate::breaking::change::{Effect, Holder, Kind, Outcome};
use crate::breaking::finding::Level;
use crate::breaking::rules::Rule;
use crate::breaking::severity::of_presence;
use crate::breaking::slots::{Slot, SlotId};
use crate::model::{Meta, Model, Type};

/// A payload of a definition of the old version, and that of the one that serves its name in the new one.
pub(super) type TakenOver<'m> = ((&'m Meta, Option<&'m Type>), (&'m Meta, Option<&'m Type>));

impl<'a> Walk<'a> {
    /// Says where what is still sent under an old name, or is in a history, is not what its new owner takes.
    pub(super) fn compare_taken_over_input(
        &mut self,
        payload: TakenOver<'a>,
        slots: Vec<Slot>,
        site: &Site,
    ) {
        // Under the old name, nothing is written any more.
        let effect = Effect {
            new_to_old: Outcome::Fine,
            ..self.effect_of_payloads(payload, site)
        };
        self.say_taken_over("input", payload, effect, slots, site);
    }

    /// Says where what is answered under an old name is not what those expect who still ask for it.
    pub(super) fn compare_taken_over_output(
        &mut self,
        payload: TakenOver<'a>,
        slots: Vec<Slot>,
        site: &Site,
    ) {
        let effect = Effect {
            old_to_new: Outcome::Fine,
            ..self.effect_of_payloads(payload, site)
        };
        self.say_taken_over("output", payload, effect, slots, site);
    }

    fn say_taken_over(
        &mut self,
        part: &'static str,
        ((before, old), (after, new)): TakenOver<'a>,
        effect: Effect,
        slots: Vec<Slot>,
        site: &Site,
    ) {
        if effect == Effect::NONE {
            return;
        }
        let text = |model: &Model, ty: Option<&Type>| {
            ty.map_or_else(|| String::from("nothing"), |ty| type_text(model, ty))
        };
        let slots: Vec<SlotId> = slots.into_iter().map(|slot| self.add_slot(slot)).collect();
        let types = slots
            .iter()
            .map(|slot| (*slot, (old.cloned(), new.cloned())));
        self.taken_over.extend(types);
        let site = Site {
            holder: Holder::Slots(slots),
            old: self.old.places.of(before, part),
            new: self.new.places.of(after, part),
            ..site.inside(part)
        };
        let mut change = site.payload(Rule::FieldTypeChanged, effect);
        // Code sees that the definition is gone.
        change.source = Level::Safe;
        self.changes
            .push(change.with_texts(text(self.old, old), text(self.new, new)));
    }

    /// What becomes of the payload as a whole, which is no payload of both versions.
    fn effect_of_payloads(&self, payload: TakenOver<'a>, site: &Site) -> Effect {
        let ((_, old), (_, new)) = payload;
        self.effect_of(site, |alone, site| {
            alone.compare_payload(old, new, site);
            alone.compare_pairs();
        })
    }

    /// What becomes of values that are none of both versions: the worst of what `compare` says of them.
    ///
    /// It says nothing of the types in them where it does not compare those as well.
    pub(super) fn effect_of(
        &self,
        site: &Site,
        compare: impl FnOnce(&mut Walk<'a>, &Site),
    ) -> Effect {
        let mut alone = Walk::new(self.old, self.new);
        let site = Site {
            holder: Holder::Slots(Vec::new()),
            ..site.clone()
        };
        compare(&mut alone, &site);
        let effects = alone.changes.iter().map(|change| match change.kind {
            Kind::Payload(effect) => effect,
            Kind::Presence {
                added,
                nothing_is_read,
            } => of_presence(added, nothing_is_read),
            _ => Effect::NONE,
        });
        effects.fold(Effect::NONE, Effect::or)
    }
}
