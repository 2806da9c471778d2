//! The id that a child was started with, against the ids that the contract makes.

use tempoc_json::Node;

use super::held::ChildId;
use crate::model::{Model, Template, TemplatePart, Type, TypeKind};

/// The id that the child would have today, if none of those that the contract makes is the recorded one.
pub(super) fn check_child_id(
    model: &Model,
    child: &ChildId<'_>,
    input: Option<&Type>,
    json: &str,
) -> Option<String> {
    let tree = Node::parse(json.as_bytes()).ok()?;
    let mut ids = Vec::new();
    for declared in &child.declared {
        // Without one, the caller gives it, and any fits.
        let template = declared.id.as_ref()?;
        ids.push(render(model, template, child, input, &tree)?);
    }
    match ids.contains(&child.id) {
        true => None,
        false => ids.into_iter().next(),
    }
}

/// The id; none where it holds something that is not known here.
fn render(
    model: &Model,
    template: &Template,
    child: &ChildId<'_>,
    input: Option<&Type>,
    value: &Node<'_>,
) -> Option<String> {
    let mut id = String::new();
    for part in &template.parts {
        match part {
            TemplatePart::Text(text) => id.push_str(text),
            TemplatePart::ParentId => id.push_str(child.parent.as_ref()?),
            TemplatePart::WholeInput(_) => id.push_str(&text_of(value)?),
            TemplatePart::Input(path, _) => {
                id.push_str(&text_of(follow(model, path, input?, value)?)?);
            }
            TemplatePart::Uuid => return None,
        }
    }
    Some(id)
}

/// The value at the end of a path of fields, which are named as in the schema.
fn follow<'v, 't>(
    model: &Model,
    path: &[String],
    ty: &Type,
    value: &'v Node<'t>,
) -> Option<&'v Node<'t>> {
    let Some((first, rest)) = path.split_first() else {
        return Some(value);
    };
    let (Type::Named(id), Node::Object(values)) = (ty, value) else {
        return None;
    };
    let TypeKind::Record(record) = &model[*id].kind else {
        return None;
    };
    let field = record
        .fields
        .iter()
        .find(|field| field.meta.name == *first)?;
    let (_, value) = values.iter().find(|(name, _)| *name == field.wire)?;
    follow(model, rest, &field.ty, value)
}

/// A string, an integer, a uuid or an enum, as all languages print it.
fn text_of(value: &Node<'_>) -> Option<String> {
    match value {
        Node::String(text) => Some(text.clone().into_owned()),
        Node::Int(number) => Some(number.to_string()),
        Node::Number(text) => Some(text.clone().into_owned()),
        _ => None,
    }
}
