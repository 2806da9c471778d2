//! Generates the Rust of the payload that is measured.

fn main() -> Result<(), tempoc::Error> {
    tempoc::Config::new()
        .root("payload")
        .schema("order.tempoc.yaml")
        .client(false)
        .worker(false)
        .compile_for_cargo()
}
