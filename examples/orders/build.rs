fn main() {
    tempoc::compile(&["schemas/order.tempoc.yaml"]).unwrap()
}
