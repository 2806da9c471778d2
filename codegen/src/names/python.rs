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

/// What classes of ours name in their own bodies, besides types.
const DECORATORS: [&str; 3] = ["abstractmethod", "deprecated", "property"];

/// The name of the method, the stub or the property of a definition: `charge_card`, `property_`.
pub fn method_name(name: &str) -> String {
    let name = value_name(name);
    if DECORATORS.contains(&name.as_str()) {
        name + "_"
    } else {
        name
    }
}

/// What every failure of the SDK has of its own.
const FAILURE_MEMBERS: [&str; 11] = [
    "add_note",
    "args",
    "category",
    "cause",
    "details",
    "failure",
    "message",
    "next_retry_delay",
    "non_retryable",
    "type",
    "with_traceback",
];

/// The name of an error's field: `code`, `type_`.
pub fn error_field_name(name: &str) -> String {
    let name = value_name(name);
    if FAILURE_MEMBERS.contains(&name.as_str()) || name == "self" {
        name + "_"
    } else {
        name
    }
}

/// The name of a definition: `PROCESS_ORDER`.
pub fn constant_name(name: &str) -> String {
    screaming_case(name)
}

/// The name of the definition of a signal, a query or an update: `PROCESS_ORDER_APPROVE`.
pub fn message_constant(workflow: &str, message: &str) -> String {
    screaming_case(&format!("{workflow}_{message}"))
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
