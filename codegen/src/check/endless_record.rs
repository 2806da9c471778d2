//! A record that cannot do without another one of itself has no value.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Field, Model, Presence, Type, TypeId, TypeKind};
use crate::source::Span;

/// How many places of a long chain are shown.
const MOST_SHOWN: usize = 10;

/// What a value of a type holds: a value of another one.
#[derive(Clone, Copy, Debug)]
struct Link {
    /// The field of a record, or the variant of a union, by its position.
    part: usize,
    to: TypeId,
}

pub(super) fn check_endless_records(model: &Model, out: &mut Diagnostics) {
    let links: Vec<Vec<Link>> = (0..model.types.len() as u32)
        .map(|position| links_of(model, TypeId(position)))
        .collect();
    let endless = endless_types(model, &links);
    // The walk in which each type was met.
    let mut met: Vec<Option<usize>> = vec![None; links.len()];
    for start in 0..links.len() {
        let mut path: Vec<(TypeId, usize)> = Vec::new();
        let mut at = start;
        while endless[at] && met[at].is_none() {
            // Every endless type leads to another one.
            let Some(link) = links[at].iter().find(|link| endless[link.to.0 as usize]) else {
                break;
            };
            met[at] = Some(start);
            path.push((TypeId(at as u32), link.part));
            at = link.to.0 as usize;
        }
        let first = path.iter().position(|(id, _)| id.0 as usize == at);
        if let Some(first) = first {
            report(model, path.split_off(first), out);
        }
    }
}

/// What has to be there in each value of a record; of a union, what each of its variants holds.
fn links_of(model: &Model, id: TypeId) -> Vec<Link> {
    match &model[id].kind {
        TypeKind::Record(record) => (0..)
            .zip(&record.fields)
            .filter_map(|(part, field)| {
                Some(Link {
                    part,
                    to: held_by(field)?,
                })
            })
            .collect(),
        TypeKind::Union(union) => (0..)
            .zip(&union.variants)
            .map(|(part, variant)| Link {
                part,
                to: variant.record,
            })
            .collect(),
        TypeKind::Enum(_) | TypeKind::Newtype(_) => Vec::new(),
    }
}

/// The type of which a field holds a value in any case.
fn held_by(field: &Field) -> Option<TypeId> {
    // A field with a default is always there to be read, and so holds a value as a required one does.
    if field.presence == Presence::Optional {
        return None;
    }
    field.needs()
}

/// For each type, whether none of its values ends.
fn endless_types(model: &Model, links: &[Vec<Link>]) -> Vec<bool> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); links.len()];
    for (holder, links) in links.iter().enumerate() {
        for link in links {
            holders[link.to.0 as usize].push(holder);
        }
    }
    // How many of the types that a value holds have to end before it does.
    let mut open: Vec<usize> = links
        .iter()
        .zip(&model.types)
        .map(|(links, def)| match def.kind {
            TypeKind::Union(_) => links.len().min(1),
            _ => links.len(),
        })
        .collect();
    let mut ended: Vec<usize> = (0..links.len()).filter(|at| open[*at] == 0).collect();
    while let Some(at) = ended.pop() {
        for holder in &holders[at] {
            if open[*holder] > 0 {
                open[*holder] -= 1;
                if open[*holder] == 0 {
                    ended.push(*holder);
                }
            }
        }
    }
    open.iter().map(|open| *open > 0).collect()
}

fn report(model: &Model, mut cycle: Vec<(TypeId, usize)>, out: &mut Diagnostics) {
    // It begins with the record that was declared first.
    let is_record = |(id, _): &&(TypeId, usize)| field_of(model, *id, 0).is_some();
    let Some(first) = cycle.iter().filter(is_record).min().copied() else {
        return;
    };
    let start = cycle.iter().position(|step| *step == first);
    cycle.rotate_left(start.unwrap_or_default());
    let Some(field) = field_of(model, first.0, first.1) else {
        return;
    };
    let steps: Vec<(String, Span, &str)> = cycle
        .iter()
        .filter_map(|(id, part)| {
            let def = &model[*id];
            let (meta, what) = match &def.kind {
                TypeKind::Record(record) => (&record.fields.get(*part)?.meta, "field"),
                TypeKind::Union(union) => (&union.variants.get(*part)?.meta, "variant"),
                TypeKind::Enum(_) | TypeKind::Newtype(_) => return None,
            };
            let path = format!("`{}.{}`", def.meta.name, meta.name);
            Some((path, meta.span, what))
        })
        .collect();
    let path: Vec<&str> = steps.iter().map(|(path, ..)| path.as_str()).collect();
    let mut diagnostic = Diagnostic::error(
        "endless-record",
        field.meta.span,
        format!(
            "`{}` contains itself without an end: {}",
            model[first.0].meta.name,
            path.join(", then ")
        ),
    )
    .help(help(model, field, &cycle));
    for (_, place, what) in steps.iter().skip(1).take(MOST_SHOWN) {
        diagnostic = diagnostic.other(*place, format!("and on through this {what}"));
    }
    out.push(diagnostic);
}

/// What would let it end.
fn help(model: &Model, field: &Field, cycle: &[(TypeId, usize)]) -> String {
    let mut fields = cycle
        .iter()
        .filter_map(|(id, part)| field_of(model, *id, *part));
    let has_items = fields.any(|field| !matches!(field.ty, Type::Named(_)));
    let mut ways = vec![format!(
        "make one of the fields optional, as in `{}?`",
        field.meta.name
    )];
    ways.push(String::from(match has_items {
        true => "let the list or the map be empty, without `min_items`",
        false => "put a list or a map between them",
    }));
    let is_union = |(id, _): &(TypeId, usize)| matches!(model[*id].kind, TypeKind::Union(_));
    if cycle.iter().any(is_union) {
        ways.push(String::from("give the union a variant that ends"));
    }
    ways.join(", or ")
}

fn field_of(model: &Model, id: TypeId, part: usize) -> Option<&Field> {
    match &model[id].kind {
        TypeKind::Record(record) => record.fields.get(part),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Newtype(_) => None,
    }
}
