//! Names as Python prints them.

use super::{pascal_case, screaming_case, snake_case};

/// `keyword.kwlist`; the soft keywords `match`, `case`, `type` and `_` are ordinary names.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// Types that a class body names in its own annotations.
///
/// A field of the same name would stand for itself in every annotation below it, and checkers refuse that.
const ANNOTATIONS: [&str; 13] = [
    "bool",
    "bytes",
    "date",
    "datetime",
    "dict",
    "float",
    "int",
    "list",
    "set",
    "str",
    "timedelta",
    "tuple",
    "uuid",
];

/// What every generated class has of its own.
const MEMBERS: [&str; 2] = ["from_wire", "to_wire"];

/// The name of a class: `OrderInput`.
pub fn type_name(name: &str) -> String {
    escape(pascal_case(name))
}

/// The name of a field, a method or an argument: `order_id`, `from_`, `list_`.
pub fn value_name(name: &str) -> String {
    let name = snake_case(name);
    if ANNOTATIONS.contains(&name.as_str()) || MEMBERS.contains(&name.as_str()) {
        name + "_"
    } else {
        escape(name)
    }
}

/// The name of a module: `process_order`, `import_`.
pub fn module_name(name: &str) -> String {
    escape(snake_case(name))
}

/// The name of an enum's member: `BANK_TRANSFER`.
pub fn member_name(name: &str) -> String {
    screaming_case(name)
}

fn escape(name: String) -> String {
    if KEYWORDS.binary_search(&name.as_str()).is_ok() {
        name + "_"
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_python_or_its_checkers_refuse_get_a_suffix() {
        for (name, expected) in [
            ("from", "from_"),
            ("list", "list_"),
            ("to_wire", "to_wire_"),
            ("match", "match"),
            ("type", "type"),
            ("note", "note"),
        ] {
            assert_eq!(value_name(name), expected);
        }
        assert_eq!(module_name("import"), "import_");
        assert_eq!(module_name("list"), "list");
        assert_eq!(type_name("none"), "None_");
        assert_eq!(member_name("bank_transfer"), "BANK_TRANSFER");
        assert!(KEYWORDS.is_sorted());
    }
}
