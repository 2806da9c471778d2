//! The smallest payload, or the event, that shows what a change breaks.
//!
//! A payload is found, never made up: of what the writing side may write, the smallest that the reading side refuses or
//! takes for something else, by the same reading as that of generated code. Where none is found, there is no witness.

mod candidates;
mod events;
mod focus;
mod inside;
mod sight;
mod subject;
mod whole;

use std::cell::Cell;

use super::change::{Change, Kind, Outcome};
use super::compare::Comparison;
use super::finding::{Shape, Witness, WitnessPayload, Writer};
use super::slots::Role;
use crate::model::Model;
use crate::payload::PayloadReader;
use crate::sample::Sampler;
use focus::Focus;
use sight::Sight;
use subject::Subject;

/// How many payloads are tried for one change, in each direction.
const MOST_TRIES: usize = 150;

/// How many bytes of payloads are made up for all changes together, so that thousands of changes of a contract, or of
/// one record, take no minutes.
const MOST_BYTES_IN_ALL: usize = 8_000_000;

/// Looks for witnesses of the changes of one comparison.
pub(super) struct Search<'m> {
    old: Side<'m>,
    new: Side<'m>,
    comparison: &'m Comparison,
    bytes_left: Cell<usize>,
}

/// One of the two versions.
struct Side<'m> {
    model: &'m Model,
    sampler: Sampler<'m>,
    payloads: PayloadReader,
}

/// One version writes and the other one reads.
struct Direction<'s, 'm> {
    change: &'s Change,
    writer: &'s Side<'m>,
    reader: &'s Side<'m>,
    written: Subject,
    read: Subject,
    focus: Focus<'m>,
    is_old_writer: bool,
    /// Whether the reader is to write it as well.
    is_written_again: bool,
}

/// A payload that is not read as it was meant.
struct Found {
    text: String,
    /// Whether only versions before the writer wrote it, which reads it.
    is_earlier: bool,
    sight: Sight,
    /// What it is to who wrote it and to who reads it, where that is more than what the change is about.
    whole: Option<(Subject, Subject)>,
}

impl<'m> Search<'m> {
    pub(super) fn new(old: &'m Model, new: &'m Model, comparison: &'m Comparison) -> Self {
        let side = |model| Side {
            model,
            sampler: Sampler::new(model),
            payloads: PayloadReader::default(),
        };
        Self {
            old: side(old),
            new: side(new),
            comparison,
            bytes_left: Cell::new(MOST_BYTES_IN_ALL),
        }
    }

    /// What shows a change, if anything was found.
    pub(super) fn find(&self, change: &Change) -> Option<Witness> {
        let (old_to_new, new_to_old) = match change.kind {
            Kind::Payload(_) if events::is_of_server(change.rule) => {
                return events::of_server(change);
            }
            Kind::Payload(effect) => (effect.old_to_new, effect.new_to_old),
            Kind::PassedOn => (Outcome::Fine, Outcome::Depends),
            Kind::Presence { added, .. } => return self.find_presence(change, added),
            _ => {
                let slots = self.comparison.slots_of(&change.holder);
                let is_local = slots.iter().any(|slot| slot.role == Role::LocalCall);
                return events::find_event(change, is_local);
            }
        };
        let mut directions = [(true, old_to_new), (false, new_to_old)];
        // What is in histories comes first where both are as bad.
        directions.sort_by_key(|(_, outcome)| std::cmp::Reverse(*outcome));
        let met = directions
            .into_iter()
            .filter(|(_, outcome)| *outcome > Outcome::Fine)
            .find_map(|(is_old_writer, outcome)| {
                self.can_go_on(&[])?;
                let direction = self.direction(change, is_old_writer)?;
                let found = self.search(&direction, outcome)?;
                let found = self.whole_payload(&direction, &found).unwrap_or(found);
                let part = (direction.written, direction.read);
                let (written, read) = found.whole.unwrap_or(part);
                Some(Witness {
                    text: found.text,
                    writer: match (is_old_writer, found.is_earlier) {
                        (true, false) => Writer::Old,
                        (true, true) => Writer::Earlier,
                        (false, _) => Writer::New,
                    },
                    failure: found.sight.to_string(),
                    payload: Some(WitnessPayload {
                        written: written.into(),
                        read: read.into(),
                        is_refused: matches!(found.sight, Sight::Refused(_)),
                    }),
                })
            });
        met.or_else(|| match change.kind {
            Kind::Payload(effect) if effect.rewritten > Outcome::Fine => {
                self.find_rewritten(change)
            }
            _ => None,
        })
    }

    /// What the old version wrote, and the new one refuses to write where its code is replayed.
    fn find_rewritten(&self, change: &Change) -> Option<Witness> {
        self.can_go_on(&[])?;
        let direction = Direction {
            is_written_again: true,
            ..self.direction(change, true)?
        };
        let found = self.search(&direction, Outcome::Refused)?;
        let found = self.whole_payload(&direction, &found).unwrap_or(found);
        let Sight::Refused(problem) = found.sight else {
            return None;
        };
        Some(Witness {
            text: found.text,
            writer: Writer::Old,
            failure: format!("where replay writes it again, it is refused: {problem}"),
            payload: None,
        })
    }

    fn direction<'s>(
        &'s self,
        change: &'s Change,
        is_old_writer: bool,
    ) -> Option<Direction<'s, 'm>> {
        let (old, new) = Subject::both(self.comparison, change)?;
        let focus = Focus::of(change, (self.old.model, &old), (self.new.model, &new));
        let sides = (&self.old, &self.new, old, new);
        let (writer, reader, written, read, focus) = match (is_old_writer, sides) {
            (true, (old, new, before, after)) => (old, new, before, after, focus),
            (false, (old, new, before, after)) => (new, old, after, before, focus.turned()),
        };
        Some(Direction {
            change,
            writer,
            reader,
            written,
            read,
            focus,
            is_old_writer,
            is_written_again: false,
        })
    }

    /// The smallest payload that is not read as it was meant.
    fn search(&self, direction: &Direction<'_, 'm>, outcome: Outcome) -> Option<Found> {
        let written = direction.candidates();
        self.can_go_on(&written)?;
        let written = written.iter().take(MOST_TRIES).filter_map(|json| {
            let payload = direction.written.read(direction.writer, json).ok()?;
            let text = payload.written.ok()?;
            let sight = direction.sight(&text, &text)?;
            Some(Found {
                text,
                is_earlier: false,
                sight,
                whole: None,
            })
        });
        if let Some(found) = first(written, outcome) {
            return Some(found);
        }
        if !direction.is_old_writer {
            return None;
        }
        let earlier = direction.earlier_candidates();
        self.can_go_on(&earlier)?;
        let earlier = earlier.iter().take(MOST_TRIES).filter_map(|json| {
            let payload = direction.written.read(direction.writer, json).ok()?;
            let sight = direction.sight(json, &payload.written.ok()?)?;
            Some(Found {
                text: json.clone(),
                is_earlier: true,
                sight,
                whole: None,
            })
        });
        first(earlier, outcome)
    }

    /// Nothing when enough was made up.
    fn can_go_on(&self, made: &[String]) -> Option<()> {
        // What is very long takes longer to read than by its length.
        let cost = |text: &String| text.len() + text.len() * text.len() / 4096;
        let bytes: usize = made.iter().map(cost).sum();
        let left = self.bytes_left.get().saturating_sub(bytes);
        self.bytes_left.set(left);
        (left > 0).then_some(())
    }

    /// A payload where there is none in the other version, or none where there is one.
    fn find_presence(&self, change: &Change, added: bool) -> Option<Witness> {
        let (reader, ty) = match self.comparison.shapes(&change.holder)? {
            (Shape::Nothing, Shape::Type(ty)) => (&self.new, ty),
            (Shape::Type(ty), Shape::Nothing) => (&self.old, ty),
            _ => return None,
        };
        let problems = reader
            .payloads
            .read_message(reader.model, &ty, None)
            .err()?;
        Some(Witness {
            text: String::from("no payload"),
            writer: match added {
                true => Writer::Old,
                false => Writer::New,
            },
            failure: problems.first()?.to_string(),
            payload: Some(WitnessPayload {
                written: Shape::Nothing,
                read: Shape::Type(ty),
                is_refused: true,
            }),
        })
    }
}

/// The first that is refused, where a refusal is looked for, else the first of all.
fn first(all: impl Iterator<Item = Found>, outcome: Outcome) -> Option<Found> {
    let mut mistaken = None;
    for found in all {
        match found.sight {
            Sight::Mistaken(_) if outcome == Outcome::Refused => {
                mistaken.get_or_insert(found);
            }
            _ => return Some(found),
        }
    }
    mistaken
}
