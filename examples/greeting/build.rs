fn main() {
    tempoc::compile(&["schemas/greeting.tempoc.yaml"]).unwrap()
}
