//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `Node`
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// `value`
    pub value: String,
    /// `next`
    pub next: Option<Box<Node>>,
    /// `children`
    pub children: Vec<Node>,
}

impl Node {
    /// Makes one from its required fields; what else it has is absent or at its default.
    pub fn new(value: impl Into<String>, children: Vec<Node>) -> Self {
        Self {
            value: value.into(),
            next: None,
            children,
        }
    }

    /// Sets `next`.
    pub fn with_next(mut self, next: Node) -> Self {
        self.next = Some(Box::new(next));
        self
    }
}

impl json::Encode for Node {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Node");
        writer.field("value", &self.value);
        writer.optional("next", &self.next);
        writer.field("children", &self.children);
        writer.end();
    }
}

impl json::Decode for Node {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Node")?;
        Ok(Self {
            value: object.required("value")?,
            next: object.optional("next")?,
            children: object.required("children")?,
        })
    }
}

/// `Left`
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    /// `right`
    pub right: Option<Box<Right>>,
}

impl Left {
    /// Makes one with every field absent or at its default.
    pub fn new() -> Self {
        Self { right: None }
    }

    /// Sets `right`.
    pub fn right(mut self, right: Right) -> Self {
        self.right = Some(Box::new(right));
        self
    }
}

impl Default for Left {
    fn default() -> Self {
        Self::new()
    }
}

impl json::Encode for Left {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Left");
        writer.optional("right", &self.right);
        writer.end();
    }
}

impl json::Decode for Left {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Left")?;
        Ok(Self {
            right: object.optional("right")?,
        })
    }
}

/// `Right`
#[derive(Clone, Debug, PartialEq)]
pub struct Right {
    /// `left`
    pub left: Box<Left>,
}

impl Right {
    /// Makes one from its field.
    pub fn new(left: Left) -> Self {
        Self {
            left: Box::new(left),
        }
    }
}

impl json::Encode for Right {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Right");
        writer.field("left", &self.left);
        writer.end();
    }
}

impl json::Decode for Right {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Right")?;
        Ok(Self {
            left: object.required("left")?,
        })
    }
}

tempoc_runtime::impl_payload! { Node, Left, Right }
