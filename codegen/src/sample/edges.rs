//! Values at the edges of what is allowed, one edge at a time.

use crate::model::{
    Constraints, Enum, Field, Model, Presence, Record, Type, TypeKind, Union, UnknownFields,
};

use super::Target;
use super::draft::{Draft, quoted};
use super::heights::Heights;
use super::known::Known;
use super::scalars::{self, Place};

/// How many levels of records have all their edges tried; what is below has its smallest and its fullest value.
const DEEPEST: usize = 3;

/// How many edges a whole value has at most, and how many a part of one.
const MOST: usize = 1000;
const MOST_OF_PART: usize = 80;

/// How many values the fullest one has before what can be left out is left out.
const FULLEST: usize = 400;

/// How many items a list has that may have any number, and the most that one has that may not.
const MANY: usize = 100;
const LONGEST: usize = 1000;

#[derive(Clone, Copy)]
pub(super) struct Edges<'m> {
    pub(super) model: &'m Model,
    pub(super) heights: &'m Heights,
    pub(super) known: &'m Known,
}

/// A part of a value: its type, the limits of its field, and how deep it lies.
#[derive(Clone, Copy)]
struct Part<'m> {
    ty: &'m Type,
    field: Option<&'m Constraints>,
    as_string: bool,
    depth: usize,
}

impl<'m> Part<'m> {
    /// Of a list or a map.
    fn inner(self, ty: &'m Type) -> Self {
        Self {
            ty,
            field: None,
            as_string: false,
            depth: self.depth + 1,
        }
    }

    /// Of a record at this depth.
    fn of_field(field: &'m Field, depth: usize) -> Self {
        Self {
            ty: &field.ty,
            field: Some(&field.constraints),
            as_string: field.as_string,
            depth: depth + 1,
        }
    }
}

/// The name of a union's tag, and the variant in it.
type Tag<'a> = Option<(&'a str, &'a str)>;

impl<'m> Edges<'m> {
    pub(super) fn smallest(self, target: Target<'m>) -> Draft {
        self.sized(target, &mut 0)
    }

    pub(super) fn fullest(self, target: Target<'m>) -> Draft {
        self.sized(target, &mut { FULLEST })
    }

    pub(super) fn all(self, target: Target<'m>) -> Vec<Draft> {
        let edges = match target {
            Target::Type(ty) => self.part(whole(ty)),
            Target::Record(record) => self.record(record, None, 0),
        };
        thinned(distinct(edges), MOST)
    }

    fn sized(self, target: Target<'m>, budget: &mut usize) -> Draft {
        match target {
            Target::Type(ty) => self.sized_part(whole(ty), budget),
            Target::Record(record) => Draft::Object(self.sized_record(record, None, 0, budget)),
        }
    }

    /// One value: with so many parts that need not be there, and then none.
    fn sized_part(self, part: Part<'m>, budget: &mut usize) -> Draft {
        let (ty, limits) = scalars::within_newtypes(self.model, part.ty, part.field);
        let full = *budget > 0 && part.depth <= DEEPEST;
        *budget = budget.saturating_sub(1);
        match ty {
            Type::Scalar(scalar) => {
                let place = Place {
                    scalar: *scalar,
                    limits,
                    as_string: part.as_string,
                };
                let edges = self.known.edges(&place);
                let edge = edges.get(usize::from(full)).or(edges.first());
                Draft::Text(edge.cloned().unwrap_or_default())
            }
            Type::List(item) => {
                let (least, most) = scalars::counts(&limits);
                let count = if full { least.max(2).min(most) } else { least };
                let unique = limits.iter().any(|limits| limits.unique);
                Draft::List(self.items(part.inner(item), count, unique, budget))
            }
            Type::Map(key, value) => {
                let (least, most) = scalars::counts(&limits);
                let count = if full { least.max(2).min(most) } else { least };
                let keys = self.keys(key).into_iter().take(count);
                let entries = keys.map(|key| (key, self.sized_part(part.inner(value), budget)));
                Draft::Object(entries.collect())
            }
            Type::Named(id) => match &self.model[*id].kind {
                TypeKind::Record(record) => {
                    Draft::Object(self.sized_record(record, None, part.depth, budget))
                }
                TypeKind::Enum(definition) => {
                    let edges = enum_texts(definition);
                    let edge = edges.get(usize::from(full)).or(edges.first());
                    Draft::string(edge.map_or("", String::as_str))
                }
                TypeKind::Union(union) => {
                    let variant = match full {
                        true => union.variants.first(),
                        false => self.heights.lowest_variant(union),
                    };
                    let fields = variant.map(|variant| {
                        let tag = Some((union.tag.as_str(), variant.wire.as_str()));
                        match &self.model[variant.record].kind {
                            TypeKind::Record(record) => {
                                self.sized_record(record, tag, part.depth, budget)
                            }
                            _ => Vec::new(),
                        }
                    });
                    Draft::Object(fields.unwrap_or_default())
                }
                TypeKind::Newtype(_) => Draft::text("null"),
            },
        }
    }

    fn sized_record(
        self,
        record: &'m Record,
        tag: Tag<'_>,
        depth: usize,
        budget: &mut usize,
    ) -> Vec<(String, Draft)> {
        let tag = tag.map(|(tag, wire)| (quoted(tag), Draft::string(wire)));
        let fields = record.fields.iter().filter_map(|field| {
            let full = *budget > 0 && depth <= DEEPEST;
            if field.presence != Presence::Required && !full {
                return None;
            }
            let part = Part::of_field(field, depth);
            Some((quoted(&field.wire), self.sized_part(part, budget)))
        });
        tag.into_iter().chain(fields).collect()
    }

    /// So many items, different ones where they have to be.
    fn items(self, part: Part<'m>, count: usize, unique: bool, budget: &mut usize) -> Vec<Draft> {
        // What no item is asked of may be a list of what has this one.
        let different = match unique && count > 0 || (*budget > 0 && count > 1) {
            true => self.part(part),
            false => Vec::new(),
        };
        let mut items: Vec<Draft> = different.into_iter().take(count).collect();
        while items.len() < count && !unique {
            items.push(self.sized_part(part, budget));
        }
        items
    }

    /// The names of entries, as JSON.
    fn keys(self, ty: &'m Type) -> Vec<String> {
        let (ty, limits) = scalars::within_newtypes(self.model, ty, None);
        let texts = match ty {
            Type::Scalar(scalar) => scalars::key_edges(&Place {
                scalar: *scalar,
                limits,
                as_string: false,
            }),
            Type::Named(id) => match &self.model[*id].kind {
                TypeKind::Enum(definition) => enum_texts(definition),
                _ => Vec::new(),
            },
            Type::List(_) | Type::Map(..) => Vec::new(),
        };
        texts.iter().map(|text| quoted(text)).collect()
    }

    /// All edges of a part.
    fn part(self, part: Part<'m>) -> Vec<Draft> {
        if part.depth > DEEPEST {
            let (smallest, fullest) = (self.sized_part(part, &mut 0), &mut { FULLEST / 10 });
            return distinct(vec![smallest, self.sized_part(part, fullest)]);
        }
        let (ty, limits) = scalars::within_newtypes(self.model, part.ty, part.field);
        let edges = match ty {
            Type::Scalar(scalar) => {
                let texts = self.known.edges(&Place {
                    scalar: *scalar,
                    limits,
                    as_string: part.as_string,
                });
                texts.iter().cloned().map(Draft::Text).collect()
            }
            Type::List(item) => self.list(part, item, &limits),
            Type::Map(key, value) => self.map(part, key, value, &limits),
            Type::Named(id) => match &self.model[*id].kind {
                TypeKind::Record(record) => self.record(record, None, part.depth),
                TypeKind::Union(union) => self.union(union, part.depth),
                TypeKind::Enum(definition) => {
                    let texts = enum_texts(definition).into_iter();
                    texts.map(|text| Draft::string(&text)).collect()
                }
                TypeKind::Newtype(_) => Vec::new(),
            },
        };
        let most = if part.depth == 0 { MOST } else { MOST_OF_PART };
        thinned(distinct(edges), most)
    }

    fn list(self, part: Part<'m>, item: &'m Type, limits: &[&'m Constraints]) -> Vec<Draft> {
        let (least, most) = scalars::counts(limits);
        let unique = limits.iter().any(|limits| limits.unique);
        let inner = part.inner(item);
        let of_count = |count| Draft::List(self.items(inner, count, unique, &mut 0));
        let edges = self.part(inner);
        let mut lists = vec![of_count(least)];
        if most >= 1 {
            let padded = edges.iter().map(|edge| {
                let others = edges.iter().filter(|other| !unique || *other != edge);
                let others = others.cycle().take(least.saturating_sub(1)).cloned();
                Draft::List(std::iter::once(edge.clone()).chain(others).collect())
            });
            lists.extend(padded);
        }
        if most >= 2 && least <= 2 {
            lists.push(Draft::List(edges.iter().take(2).cloned().collect()));
            if !unique {
                lists.push(of_count(2));
            }
        }
        let many = match item {
            _ if most <= LONGEST => most,
            Type::Scalar(_) => MANY.max(least),
            Type::Named(_) | Type::List(_) | Type::Map(..) => 10.max(least),
        };
        lists.push(of_count(many));
        lists
    }

    fn map(
        self,
        part: Part<'m>,
        key: &'m Type,
        value: &'m Type,
        limits: &[&'m Constraints],
    ) -> Vec<Draft> {
        let (least, most) = scalars::counts(limits);
        let inner = part.inner(value);
        let keys = self.keys(key);
        let smallest = self.sized_part(inner, &mut 0);
        let with = |names: Vec<&String>, first: &Draft| {
            let values = std::iter::once(first).chain(std::iter::repeat(&smallest));
            let entries = names.into_iter().cloned().zip(values.cloned());
            Draft::Object(entries.collect())
        };
        let first_keys = |count| keys.iter().take(count).collect::<Vec<_>>();
        let mut maps = vec![with(first_keys(least), &smallest)];
        if most >= 1 {
            let count = least.max(1);
            for key in &keys {
                let others = keys.iter().filter(|other| *other != key).take(count - 1);
                maps.push(with(
                    std::iter::once(key).chain(others).collect(),
                    &smallest,
                ));
            }
            let values = self.part(inner);
            maps.extend(values.iter().map(|value| with(first_keys(count), value)));
        }
        maps.push(with(first_keys(most.min(MANY)), &smallest));
        maps
    }

    fn union(self, union: &'m Union, depth: usize) -> Vec<Draft> {
        let mut edges = Vec::new();
        for variant in &union.variants {
            if let TypeKind::Record(record) = &self.model[variant.record].kind {
                let tag = Some((union.tag.as_str(), variant.wire.as_str()));
                edges.extend(self.record(record, tag, depth));
            }
        }
        if !union.closed {
            let unknown = [
                (quoted(&union.tag), Draft::string("no_such_variant")),
                (quoted("no_such_field"), Draft::text("[1]")),
            ];
            edges.push(Draft::Object(unknown.into()));
        }
        edges
    }

    fn record(self, record: &'m Record, tag: Tag<'_>, depth: usize) -> Vec<Draft> {
        let smallest = self.sized_record(record, tag, depth, &mut 0);
        let fullest = self.sized_record(record, tag, depth, &mut { FULLEST });
        let mut edges = vec![
            Draft::Object(smallest.clone()),
            Draft::Object(fullest.clone()),
        ];
        if record.unknown == UnknownFields::Preserve {
            let mut more = smallest.clone();
            more.push((quoted("no_such_field"), Draft::text("[1]")));
            edges.push(Draft::Object(more));
        }
        let with = |fields: &[(String, Draft)], name: &str, value: Option<Draft>| {
            let others = fields.iter().filter(|(known, _)| known != name).cloned();
            let changed = value.map(|value| (name.to_owned(), value));
            Draft::Object(others.chain(changed).collect())
        };
        for field in &record.fields {
            let name = quoted(&field.wire);
            if field.presence != Presence::Required {
                edges.push(with(&fullest, &name, None));
            }
            for value in self.part(Part::of_field(field, depth)) {
                edges.push(with(&smallest, &name, Some(value)));
            }
        }
        edges
    }
}

fn whole(ty: &Type) -> Part<'_> {
    Part {
        ty,
        field: None,
        as_string: false,
        depth: 0,
    }
}

/// Each value, and one that nobody knows if the enum is open.
fn enum_texts(definition: &Enum) -> Vec<String> {
    let values = definition.values.iter().map(|value| value.wire.clone());
    let unknown = (!definition.closed).then(|| "no_such_value".to_owned());
    values.chain(unknown).collect()
}

fn distinct(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut known = std::collections::BTreeSet::new();
    let mut drafts = drafts;
    drafts.retain(|draft| known.insert(draft.to_string()));
    drafts
}

/// The first two, and as many others as fit, taken from everywhere.
fn thinned(drafts: Vec<Draft>, most: usize) -> Vec<Draft> {
    let count = drafts.len();
    if count <= most {
        return drafts;
    }
    let kept = |index: usize| index < 2 || (index * most) / count != ((index - 1) * most) / count;
    let numbered = drafts.into_iter().enumerate();
    numbered
        .filter(|(index, _)| kept(*index))
        .map(|(_, draft)| draft)
        .collect()
}
