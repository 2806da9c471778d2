//! From a part that shows a change to the whole payload that has it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

use super::candidates::with;
use super::sight::Sight;
use super::subject::Subject;
use super::{Direction, Found, Search, Side};
use crate::breaking::change::{Holder, PairId};
use crate::breaking::compare::Pair;
use crate::model::{Record, Scalar, Type, TypeId, TypeKind};
use crate::payload::Problem;
use crate::sample::{Draft, Target, quoted};

/// A payload, as one version writes it and the other reads it.
type Root = (Subject, Subject);

impl Search<'_> {
    /// The payload that has a part in it; none where the part is a payload by itself.
    pub(super) fn whole_payload(
        &self,
        direction: &Direction<'_, '_>,
        part: &Found,
    ) -> Option<Found> {
        let (chain, root) = self.way_out(&direction.change.holder)?;
        let ((written, read), writer) = match direction.is_old_writer {
            true => (root, &self.old),
            false => ((root.1, root.0), &self.new),
        };
        let of = |id: &PairId| self.written_type(*id, direction.is_old_writer);
        let mut draft = Draft::Text(part.text.clone());
        let mut inner = chain.first().and_then(of)?;
        for outer in chain.iter().skip(1) {
            draft = match of(outer) {
                Some(outer) => {
                    let wrapped = writer.within_definition(outer, inner, &draft)?;
                    inner = outer;
                    wrapped
                }
                // The details of an error are never in anything else.
                None => writer.within_record(written.record(writer.model)?.1, inner, &draft)?,
            };
        }
        if let Subject::Type(ty) = &written {
            draft = writer.within_type(ty, inner, &draft)?;
        }
        let text = draft.to_string();
        let payload = written.read(writer, &text).ok()?;
        let text = match part.is_earlier {
            true => text,
            false => payload.written.ok()?,
        };
        let sight = match &part.sight {
            Sight::Mistaken(what) => Sight::Mistaken(what.clone()),
            Sight::Refused(problem) => {
                let problems = match read.read(direction.reader, &text) {
                    Ok(read) if direction.is_written_again => vec![read.written.err()?],
                    read => read.err()?,
                };
                let is_same = |other: &Problem| {
                    let end = problem.path.find(['.', '[']).map(|at| &problem.path[at..]);
                    other.message == problem.message && other.path.ends_with(end.unwrap_or(""))
                };
                Sight::Refused(problems.into_iter().find(is_same)?)
            }
        };
        Some(Found {
            text,
            is_earlier: part.is_earlier,
            sight,
            whole: Some((written, read)),
        })
    }

    /// The pairs from a part up to one that is a payload by itself, and that payload.
    fn way_out(&self, holder: &Holder) -> Option<(Vec<PairId>, Root)> {
        let Holder::Pair(first) = holder else {
            return None;
        };
        // What each pair was reached from.
        let mut inner: BTreeMap<PairId, PairId> = BTreeMap::from([(*first, *first)]);
        let mut open = VecDeque::from([*first]);
        while let Some(pair) = open.pop_front() {
            for holder in self.comparison.holders(pair) {
                match holder {
                    Holder::Slots(slots) if !slots.is_empty() => {
                        let root = match self.comparison.pair(pair)? {
                            Pair::Errors(old, new) => {
                                Some((Subject::Error(old), Subject::Error(new)))
                            }
                            Pair::Types(..) => Subject::of_holder(self.comparison, holder),
                        };
                        if let Some(root) = root {
                            return Some((way_from(*first, pair, &inner)?, root));
                        }
                    }
                    Holder::Slots(_) => {}
                    Holder::Pair(outer) => {
                        if let Entry::Vacant(place) = inner.entry(*outer) {
                            place.insert(pair);
                            open.push_back(*outer);
                        }
                    }
                }
            }
        }
        None
    }

    fn written_type(&self, id: PairId, is_old_writer: bool) -> Option<TypeId> {
        match (self.comparison.pair(id)?, is_old_writer) {
            (Pair::Types(old, _), true) => Some(old),
            (Pair::Types(_, new), false) => Some(new),
            (Pair::Errors(..), _) => None,
        }
    }
}

/// The pairs from one to another, by what each was reached from; none where a payload of them would not be readable.
fn way_from(first: PairId, last: PairId, inner: &BTreeMap<PairId, PairId>) -> Option<Vec<PairId>> {
    const DEEPEST: usize = 16;
    let mut way = vec![last];
    while *way.last()? != first {
        way.push(*inner.get(way.last()?)?);
        if way.len() > DEEPEST {
            return None;
        }
    }
    way.reverse();
    Some(way)
}

impl Side<'_> {
    /// The smallest value of a definition that has a part in it.
    fn within_definition(&self, outer: TypeId, inner: TypeId, part: &Draft) -> Option<Draft> {
        match &self.model[outer].kind {
            TypeKind::Record(record) => self.within_record(record, inner, part),
            TypeKind::Newtype(newtype) => self.within_type(&newtype.of, inner, part),
            TypeKind::Union(body) => {
                let mut variants = body.variants.iter();
                let variant = variants.find(|variant| variant.record == inner)?;
                let tag = format!("{}:{}", quoted(&body.tag), quoted(&variant.wire));
                let fields = part.to_string();
                Some(Draft::Text(match fields.strip_prefix('{')? {
                    "}" => format!("{{{tag}}}"),
                    fields => format!("{{{tag},{fields}"),
                }))
            }
            TypeKind::Enum(_) => None,
        }
    }

    fn within_record(&self, record: &Record, inner: TypeId, part: &Draft) -> Option<Draft> {
        let mut fields = record.fields.iter();
        let (field, value) = fields.find_map(|field| {
            let value = self.within_type(&field.ty, inner, part)?;
            Some((field, value))
        })?;
        match self.sampler.smallest(Target::Record(record)) {
            Draft::Object(fields) => Some(Draft::Object(with(&fields, &field.wire, value))),
            Draft::List(_) | Draft::Text(_) => None,
        }
    }

    fn within_type(&self, ty: &Type, inner: TypeId, part: &Draft) -> Option<Draft> {
        match ty {
            Type::Scalar(_) => None,
            Type::Named(id) => (*id == inner).then(|| part.clone()),
            Type::List(item) => Some(Draft::List(vec![self.within_type(item, inner, part)?])),
            Type::Map(key, value) => {
                let key_text = |draft: Draft| match draft.to_string() {
                    text if text.starts_with('"') => text,
                    text => quoted(&text),
                };
                let (name, value) = match self.within_type(value, inner, part) {
                    Some(value) => {
                        let name = match self.model.scalar_of(key) {
                            Some(Scalar::String) => quoted("key"),
                            _ => key_text(self.sampler.smallest(Target::Type(key))),
                        };
                        (name, value)
                    }
                    None => {
                        let name = key_text(self.within_type(key, inner, part)?);
                        (name, self.sampler.smallest(Target::Type(value)))
                    }
                };
                Some(Draft::Object(vec![(name, value)]))
            }
        }
    }
}
