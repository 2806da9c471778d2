//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// `Expression`
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Expression {
    /// `number`
    Number(Box<ExpressionNumber>),
    /// `sum`
    Sum(Box<ExpressionSum>),
    /// A variant that this version of the contract does not know, kept as it came.
    Unknown(json::UnknownVariant),
}

impl From<ExpressionNumber> for Expression {
    fn from(value: ExpressionNumber) -> Self {
        Self::Number(Box::new(value))
    }
}

impl From<ExpressionSum> for Expression {
    fn from(value: ExpressionSum) -> Self {
        Self::Sum(Box::new(value))
    }
}

impl json::Encode for Expression {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Number(value) => writer.tagged("op", "number", value),
            Self::Sum(value) => writer.tagged("op", "sum", value),
            Self::Unknown(value) => json::Encode::encode(value, writer),
        }
    }
}

impl json::Decode for Expression {
    fn decode(mut node: json::Node<'_>) -> Result<Self, json::Error> {
        match &*node.tag("Expression", "op")? {
            "number" => json::Decode::decode(node).map(Self::Number),
            "sum" => json::Decode::decode(node).map(Self::Sum),
            tag => Ok(Self::Unknown(json::UnknownVariant::new("op", tag, node))),
        }
    }
}

/// What a variant of `Expression` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpressionNumber {
    /// `value`
    pub value: f64,
}

impl ExpressionNumber {
    /// Makes one from its field.
    pub fn new(value: f64) -> Self {
        Self { value }
    }
}

impl json::Encode for ExpressionNumber {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("ExpressionNumber");
        writer.field("value", &self.value);
        writer.end();
    }
}

impl json::Decode for ExpressionNumber {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("ExpressionNumber")?;
        Ok(Self {
            value: object.required("value")?,
        })
    }
}

/// What a variant of `Expression` carries.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpressionSum {
    /// `left`
    pub left: Expression,
    /// `right`
    pub right: Expression,
}

impl ExpressionSum {
    /// Makes one from its fields.
    pub fn new(left: Expression, right: Expression) -> Self {
        Self { left, right }
    }
}

impl json::Encode for ExpressionSum {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("ExpressionSum");
        writer.field("left", &self.left);
        writer.field("right", &self.right);
        writer.end();
    }
}

impl json::Decode for ExpressionSum {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("ExpressionSum")?;
        Ok(Self {
            left: object.required("left")?,
            right: object.required("right")?,
        })
    }
}

tempoc_runtime::impl_payload! { Expression, ExpressionNumber, ExpressionSum }
