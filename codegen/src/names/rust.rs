//! Names as Rust prints them.

use super::{pascal_case, screaming_case, snake_case};

/// Words that Rust keeps for itself, in all editions up to 2024, or that cannot even be written as `r#word`.
const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Types, traits and variants that every Rust file sees without importing them.
const PRELUDE: [&str; 38] = [
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Some",
    "String",
    "Vec",
];

/// Names that generated code uses besides.
const OURS: [&str; 3] = ["Sync", "T", "ToString"];

/// Setters that would hide a method of a trait, or that clippy takes for one, begin with `with_`.
const METHODS: [&str; 44] = [
    "add",
    "as_mut",
    "as_ref",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "check",
    "clone",
    "cmp",
    "decode",
    "default",
    "deref",
    "deref_mut",
    "div",
    "drop",
    "encode",
    "eq",
    "fmt",
    "from_iter",
    "from_str",
    "hash",
    "index",
    "index_mut",
    "into",
    "into_iter",
    "max",
    "min",
    "mul",
    "ne",
    "neg",
    "new",
    "next",
    "not",
    "partial_cmp",
    "rem",
    "shl",
    "shr",
    "sub",
    "to_owned",
    "to_string",
    "try_into",
    "type_id",
];

/// The name of a struct, an enum or a trait: `OrderInput`.
pub fn type_name(name: &str) -> String {
    escape(pascal_case(name))
}

/// The name of a type that users never chose as one, such as the marker of a definition.
///
/// It hides nothing that generated code means: the activity `result` gives `Result_`.
pub fn free_type_name(name: &str) -> String {
    let name = type_name(name);
    if hides_prelude(&name) {
        name + "_"
    } else {
        name
    }
}

/// The name of an enum's variant: `BankTransfer`.
pub fn variant_name(name: &str) -> String {
    escape(pascal_case(name))
}

/// The name of a field, a method or an argument: `order_id`, `type_`.
pub fn value_name(name: &str) -> String {
    escape(snake_case(name))
}

/// The name of the method of a definition; `new` belongs to what makes a value of its type.
pub fn method_name(name: &str) -> String {
    match snake_case(name).as_str() {
        "new" => "new_".to_owned(),
        _ => value_name(name),
    }
}

/// Whether Rust expects something else of a method of this name than that it is called on a reference.
pub fn is_unusual_method(name: &str) -> bool {
    ["as_", "from_", "into_", "is_", "to_"]
        .iter()
        .any(|prefix| snake_case(name).starts_with(prefix))
}

/// The name of the method that sets a field: `order_id`, `with_max`.
pub fn setter_name(name: &str) -> String {
    let name = value_name(name);
    if METHODS.binary_search(&name.as_str()).is_ok() {
        format!("with_{name}")
    } else {
        name
    }
}

/// The name of a module: `process_order`, `match_`.
pub fn module_name(name: &str) -> String {
    escape(snake_case(name))
}

/// The name of a constant: `CHARGE_CARD`.
pub fn const_name(name: &str) -> String {
    screaming_case(name)
}

/// Whether a type of this name would hide one that generated code means.
pub fn hides_prelude(type_name: &str) -> bool {
    PRELUDE.binary_search(&type_name).is_ok() || OURS.contains(&type_name)
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
    fn keywords_get_a_suffix() {
        for (name, expected) in [
            ("type", "type_"),
            ("self", "self_"),
            ("super", "super_"),
            ("crate", "crate_"),
            ("gen", "gen_"),
            ("order_id", "order_id"),
        ] {
            assert_eq!(value_name(name), expected);
            assert_eq!(module_name(name), expected);
        }
        assert_eq!(type_name("self"), "Self_");
        assert_eq!(variant_name("bank_transfer"), "BankTransfer");
        assert_eq!(const_name("charge_card"), "CHARGE_CARD");
    }

    #[test]
    fn the_lists_are_sorted_for_the_search() {
        assert!(KEYWORDS.is_sorted());
        assert!(PRELUDE.is_sorted());
        assert!(METHODS.is_sorted());
        assert!(hides_prelude("Option"));
        assert!(!hides_prelude("OrderOption"));
    }
}
