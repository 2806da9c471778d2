//! Changes of a contract by chance.

use tempoc::sample::Random;

use super::{Draft, Field, Kind, Presence, Variant, limits, presence};

/// The same contract with a few changes; says which.
pub(crate) fn edit(draft: &Draft, random: &mut Random) -> (Draft, Vec<&'static str>) {
    let mut new = draft.clone();
    let mut edits = Vec::new();
    for _ in 0..1 + random.below(2) {
        edits.extend(edit_once(&mut new, random));
    }
    (new, edits)
}

fn edit_once(draft: &mut Draft, random: &mut Random) -> Option<&'static str> {
    let at = random.below(draft.types.len());
    // What a field may be of is what stands behind its type.
    let mut rest = Draft {
        types: draft.types[at + 1..].to_vec(),
        names: draft.names + 100,
    };
    if random.percent(5) {
        return Some(rename_type(draft, at));
    }
    let made = match &mut draft.types[at].kind {
        Kind::Record { unknown, fields } => match random.below(8) {
            0 => {
                *unknown = random.word(&["ignore", "preserve", "reject"]);
                Some("policy")
            }
            _ => edit_fields(&mut rest, fields, random),
        },
        Kind::Enum { values, closed } => {
            let at = random.below(values.len());
            match random.below(5) {
                0 => {
                    *closed = !*closed;
                    Some("closed or opened")
                }
                1 => {
                    values.insert(at, rest.value());
                    Some("value added")
                }
                2 if values.len() > 1 => {
                    values.remove(at);
                    Some("value removed")
                }
                3 => {
                    values[at].wire = Some(rest.name("x"));
                    Some("value written otherwise")
                }
                _ => {
                    let old = std::mem::replace(&mut values[at].name, rest.name("v"));
                    if random.percent(50) {
                        values[at].wire.get_or_insert(old);
                    }
                    Some("value renamed")
                }
            }
        }
        Kind::Union {
            tag,
            variants,
            closed,
        } => {
            let at = random.below(variants.len());
            match random.below(7) {
                0 => {
                    *closed = !*closed;
                    Some("closed or opened")
                }
                1 => {
                    variants.insert(at, rest.variant(random));
                    Some("variant added")
                }
                2 if variants.len() > 1 => {
                    variants.remove(at);
                    Some("variant removed")
                }
                3 => {
                    let Variant { name, wire, .. } = &mut variants[at];
                    let old = std::mem::replace(name, rest.name("w"));
                    if random.percent(50) {
                        wire.get_or_insert(old);
                    }
                    Some("variant renamed")
                }
                4 if random.percent(50) => {
                    *tag = random.word(&["kind", "tag"]);
                    Some("tag")
                }
                _ => edit_fields(&mut rest, &mut variants[at].fields, random),
            }
        }
        Kind::Newtype { of, limits: old } => {
            if random.percent(40) {
                *of = random.word(super::SCALARS);
            }
            *old = limits(of, random);
            Some("newtype")
        }
    };
    draft.names = rest.names;
    made
}

fn edit_fields(
    rest: &mut Draft,
    fields: &mut Vec<Field>,
    random: &mut Random,
) -> Option<&'static str> {
    let at = random.below(fields.len());
    if fields.is_empty() || random.percent(15) {
        fields.insert(at, rest.field(random));
        return Some("field added");
    }
    let field = &mut fields[at];
    let written = field.wire.clone().unwrap_or_else(|| field.name.clone());
    let made = match random.below(11) {
        0 => {
            fields.remove(at);
            return Some("field removed");
        }
        1 => {
            field.name = rest.name("f");
            "field renamed"
        }
        2 => {
            field.name = rest.name("f");
            field.wire = None;
            field.aliases.push(written);
            "field renamed with alias"
        }
        3 => {
            field.name = rest.name("f");
            field.wire = Some(written);
            "field renamed in code"
        }
        4 => {
            field.wire = Some(rest.name("y"));
            "field written otherwise"
        }
        5 => {
            match random.percent(50) {
                true => field.aliases.clear(),
                false => field.aliases.push(rest.name("z")),
            }
            "aliases"
        }
        6 => {
            field.presence = presence(&field.ty, random);
            "presence"
        }
        7 => {
            field.limits = limits(&field.ty, random);
            if !field.limits.is_empty() && random.percent(25) {
                field.limits.push("enforce: write".to_owned());
            }
            "limits"
        }
        8 if matches!(field.ty.as_str(), "int64" | "uint64") => {
            let text = "encoding: string".to_owned();
            match field.limits.iter().position(|limit| *limit == text) {
                Some(at) => drop(field.limits.remove(at)),
                None => field.limits.push(text),
            }
            "encoding"
        }
        9 => {
            field.ty = format!("list<{}>", field.ty);
            field.limits.clear();
            if matches!(field.presence, Presence::Default(_)) {
                field.presence = Presence::Default("[]".to_owned());
            }
            "list of it"
        }
        _ => {
            field.ty = rest.ty(random);
            field.limits = limits(&field.ty, random);
            if matches!(field.presence, Presence::Default(_)) {
                field.presence = Presence::Optional;
            }
            "type"
        }
    };
    Some(made)
}

/// Gives a type another name, also where it is used; its workflow keeps the one it has.
fn rename_type(draft: &mut Draft, at: usize) -> &'static str {
    let old = draft.types[at].name.clone();
    let new = draft.name("R");
    draft.types[at].name.clone_from(&new);
    for definition in &mut draft.types {
        let fields: Vec<&mut Field> = match &mut definition.kind {
            Kind::Record { fields, .. } => fields.iter_mut().collect(),
            Kind::Union { variants, .. } => variants
                .iter_mut()
                .flat_map(|variant| &mut variant.fields)
                .collect(),
            Kind::Enum { .. } | Kind::Newtype { .. } => Vec::new(),
        };
        for field in fields {
            let words = field.ty.split_inclusive(['<', '>', ' ', ',']);
            field.ty = words
                .map(|word| match word.trim_end_matches(['<', '>', ' ', ',']) {
                    name if name == old => word.replace(&old, &new),
                    _ => word.to_owned(),
                })
                .collect();
        }
    }
    "type renamed"
}
