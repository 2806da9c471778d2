fn main() {
    tempoc::compile(&["schemas/suite.tempoc.yaml"]).unwrap()
}
