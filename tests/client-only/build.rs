//! Generates the callers' half of the order contract.

fn main() -> Result<(), tempoc::Error> {
    tempoc::Config::new()
        .root("../..")
        .schema("schemas/order.tempoc.yaml")
        .worker(false)
        .serde(true)
        .compile_for_cargo()
}
