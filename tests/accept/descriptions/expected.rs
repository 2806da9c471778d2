//// cases_v1/types.rs

//! The types of `cases.v1`.

use tempoc_runtime::json;

/// Text with a fence:
///
/// ```text
/// let x = items[0];
/// ```
///
/// and one of another language:
///
/// ```json
/// {"a": [1, 2]}
/// ```
///
/// - a list
/// - whose second item is so long that it does not fit in one line of a comment of generated
///   code any more
///   and goes on
///   - and has a list of its own
/// 1. a number
/// 2. and one more number whose text is so long that it does not fit in one line of a comment
///    any more
///
/// > a quotation
///
/// A link: <https://example.com/a_b?c=>\[d\], an index \[0\], \[`Item`\], a tag \<b\>, a *
/// star * and a
/// fence that nobody closes:
///
/// ~~~text
/// open
/// ~~~
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Two lines
    /// of a comment.
    pub name: String,
    /// | a | table |
    /// |---|---|
    /// | 1 | 2 |
    pub table: String,
}

impl Item {
    /// Makes one from its fields.
    pub fn new(name: impl Into<String>, table: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            table: table.into(),
        }
    }
}

impl json::Encode for Item {
    fn encode(&self, writer: &mut json::Writer) {
        writer.begin("Item");
        writer.field("name", &self.name);
        writer.field("table", &self.table);
        writer.end();
    }
}

impl json::Decode for Item {
    fn decode(node: json::Node<'_>) -> Result<Self, json::Error> {
        let mut object = node.object("Item")?;
        Ok(Self {
            name: object.required("name")?,
            table: object.required("table")?,
        })
    }
}

tempoc_runtime::impl_payload! { Item }
