//! Bringing generated code into a crate.

/// Includes what `tempoc::compile` has generated in the build script for a package.
///
/// ```ignore
/// pub mod orders {
///     tempoc_runtime::include_contract!("acme.orders.v1");
/// }
/// ```
///
/// The types of the package are then in `orders`, its definitions in `orders::definitions`, and each package
/// that it imports in a module of the name that the schema gives the import: `orders::common`.
///
/// Two `include_contract!` make two sets of types, also of a package that both import.
/// `tempoc::Config::extern_package` says where the second finds those of the first.
#[macro_export]
macro_rules! include_contract {
    ($package:literal) => {
        include!(concat!(env!("OUT_DIR"), "/", $package, ".rs"));
    };
}
