//! Every schema name as the name that each language prints.
//!
//! A contract has two spellings: `snake_case` for fields, operations and enum values, `PascalCase` for types and errors.
//! Here they become names of Rust and Python.
//! A name that a language keeps for itself gets the suffix `_`; its name on the wire stays as it is.

pub mod generated;
pub mod python;
pub mod rust;

/// The member that holds the fields which `unknown: preserve` keeps.
pub const UNKNOWN_FIELDS: &str = "unknown_fields";

/// `PascalCase`: `process_order` is `ProcessOrder`; what is Pascal already stays as it is.
///
/// Everything that is not an ASCII letter or digit separates words, so `payments-eu` is `PaymentsEu`.
pub fn pascal_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut starts_word = true;
    for letter in name.chars() {
        if !letter.is_ascii_alphanumeric() {
            starts_word = true;
        } else if starts_word {
            out.push(letter.to_ascii_uppercase());
            starts_word = false;
        } else {
            out.push(letter);
        }
    }
    out
}

/// `snake_case`: `OrderInput` is `order_input`, `HTTPCode` is `http_code`; what is snake already stays as it is.
pub fn snake_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut letters = name.chars().peekable();
    let mut before: Option<char> = None;
    while let Some(letter) = letters.next() {
        if letter.is_ascii_alphanumeric() {
            let starts_word = letter.is_ascii_uppercase()
                && before.is_some_and(|before| {
                    before.is_ascii_lowercase()
                        || before.is_ascii_digit()
                        || (before.is_ascii_uppercase()
                            && letters.peek().is_some_and(char::is_ascii_lowercase))
                });
            if starts_word {
                out.push('_');
            }
            out.push(letter.to_ascii_lowercase());
        } else {
            out.push('_');
        }
        before = Some(letter);
    }
    out
}

/// `SCREAMING_CASE`: `bank_transfer` is `BANK_TRANSFER`.
pub fn screaming_case(name: &str) -> String {
    snake_case(name).to_ascii_uppercase()
}

/// The name of the module of a package: `acme_orders_v1` for `acme.orders.v1`.
pub fn package_module(package: &str) -> String {
    package.replace('.', "_")
}

/// What the names of a package's client and worker begin with: `Orders` for `acme.orders.v1`.
pub fn package_prefix(package: &str) -> String {
    pascal_case(package_subject(package))
}

/// What the names of a task queue's worker begin with.
///
/// The queue that a package gives as its default is served by the package's own worker.
pub fn queue_prefix(package: &str, default_queue: Option<&str>, queue: &str) -> String {
    if default_queue == Some(queue) {
        package_prefix(package)
    } else {
        pascal_case(queue)
    }
}

/// The name of the record that a union declares in place: `PaymentMethodCard` for the variant `card`.
pub fn variant_record(union: &str, variant: &str) -> String {
    format!("{union}{}", pascal_case(variant))
}

/// The name on the wire of a workflow, an activity or a Nexus service that pins none.
pub fn default_wire(package: &str, name: &str) -> String {
    format!("{package}.{}", pascal_case(name))
}

/// The part of a package's name that says what it is about: the last one before the version.
fn package_subject(package: &str) -> &str {
    let mut parts = package.rsplit('.');
    let last = parts.next().unwrap_or(package);
    if is_version_part(last) {
        parts.next().unwrap_or(last)
    } else {
        last
    }
}

fn is_version_part(part: &str) -> bool {
    part.strip_prefix('v').is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pascal() {
        for (name, expected) in [
            ("process_order", "ProcessOrder"),
            ("ProcessOrder", "ProcessOrder"),
            ("item_1", "Item1"),
            ("payments-eu", "PaymentsEu"),
            ("a__b", "AB"),
            ("", ""),
        ] {
            assert_eq!(pascal_case(name), expected);
        }
    }

    #[test]
    fn snake_and_screaming() {
        for (name, expected) in [
            ("OrderInput", "order_input"),
            ("order_input", "order_input"),
            ("HTTPCode", "http_code"),
            ("parseHTTP", "parse_http"),
            ("V2Report", "v2_report"),
            ("A", "a"),
        ] {
            assert_eq!(snake_case(name), expected);
        }
        assert_eq!(screaming_case("bank_transfer"), "BANK_TRANSFER");
    }

    #[test]
    fn what_a_package_is_about() {
        assert_eq!(package_prefix("acme.orders.v1"), "Orders");
        assert_eq!(package_prefix("acme.order_intake.v12"), "OrderIntake");
        assert_eq!(package_prefix("acme.vault"), "Vault");
        assert_eq!(package_prefix("v1"), "V1");
        assert_eq!(
            queue_prefix("acme.orders.v1", Some("orders-eu"), "orders-eu"),
            "Orders"
        );
        assert_eq!(
            queue_prefix("acme.orders.v1", Some("orders"), "payments"),
            "Payments"
        );
    }

    #[test]
    fn names_on_the_wire() {
        assert_eq!(
            default_wire("acme.orders.v1", "ship_order"),
            "acme.orders.v1.ShipOrder"
        );
        assert_eq!(
            variant_record("PaymentMethod", "bank_transfer"),
            "PaymentMethodBankTransfer"
        );
    }
}
