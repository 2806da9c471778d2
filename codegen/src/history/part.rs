//! A part of a protobuf message as JSON, whose names are written in one of several ways.

use tempoc_json::Node;

/// A part of the tree.
///
/// Names of fields are asked for as protobuf's JSON has them, `workflowType`, and are found as `workflow_type` and
/// `WorkflowType` too.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a>(&'a Node<'a>);

impl<'a> Part<'a> {
    pub(super) fn new(node: &'a Node<'a>) -> Self {
        Self(node)
    }

    pub(super) fn node(self) -> &'a Node<'a> {
        self.0
    }

    /// A field that is there and is not null.
    pub(super) fn get(self, name: &str) -> Option<Part<'a>> {
        self.entries()
            .find(|(known, _)| is_same_name(known, name))
            .map(|(_, value)| value)
            .filter(|value| !matches!(value.0, Node::Null))
    }

    /// The text of a field.
    pub(super) fn text(self, name: &str) -> Option<&'a str> {
        self.get(name)?.as_text()
    }

    pub(super) fn as_text(self) -> Option<&'a str> {
        match self.0 {
            Node::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number of a field; 64-bit integers are strings in protobuf's JSON.
    pub(super) fn number(self, name: &str) -> Option<u64> {
        match self.get(name)?.0 {
            Node::Int(value) => u64::try_from(*value).ok(),
            Node::String(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// Whether a field is set.
    pub(super) fn is_true(self, name: &str) -> bool {
        let field = self.get(name);
        field.is_some_and(|field| matches!(field.0, Node::Bool(true)))
    }

    /// The items of a list.
    pub(super) fn items(self) -> Option<Vec<Part<'a>>> {
        match self.0 {
            Node::List(items) => Some(items.iter().map(Part).collect()),
            _ => None,
        }
    }

    /// The fields of an object, or the entries of a map, as they are written.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'a str, Part<'a>)> {
        let fields = match self.0 {
            Node::Object(fields) => fields.as_slice(),
            _ => &[],
        };
        fields.iter().map(|(name, value)| (&**name, Part(value)))
    }
}

/// Whether two names are the same but for `_` and the case of letters.
pub(super) fn is_same_name(left: &str, right: &str) -> bool {
    left == right || letters(left).eq(letters(right))
}

fn letters(name: &str) -> impl Iterator<Item = u8> {
    let letters = name.bytes().filter(|byte| *byte != b'_');
    letters.map(|byte| byte.to_ascii_lowercase())
}
