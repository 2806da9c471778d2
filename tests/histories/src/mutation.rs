//! A change of the contract, as an edit of its text.

/// A change of the contract, and of the workflows where they would not compile otherwise.
#[derive(Clone, Debug)]
pub struct Mutation {
    /// What it is called.
    pub name: &'static str,
    /// What it does to the contract.
    pub contract: Vec<Edit>,
    /// What it does to the workflows in Rust.
    pub rust: Vec<Edit>,
    /// What it does to the workflows in Python.
    pub python: Vec<Edit>,
    /// Why histories may replay although replay is said to break: what it depends on.
    pub depends: Option<&'static str>,
    /// Whether it is replayed in Rust every time, rather than with `TEMPOC_HISTORIES=all` alone.
    pub is_sampled: bool,
}

/// A text and what stands there instead.
pub type Edit = (&'static str, &'static str);

/// A mutation that changes nothing yet.
pub fn mutation(name: &'static str) -> Mutation {
    Mutation {
        name,
        contract: Vec::new(),
        rust: Vec::new(),
        python: Vec::new(),
        depends: None,
        is_sampled: false,
    }
}

impl Mutation {
    /// Writes something else in the contract.
    pub fn contract(mut self, from: &'static str, to: &'static str) -> Self {
        self.contract.push((from, to));
        self
    }

    /// Writes something else in the workflows of both languages.
    pub fn code(self, from: &'static str, to: &'static str) -> Self {
        self.rust(from, to).python(from, to)
    }

    /// Writes something else in the workflows in Rust.
    pub fn rust(mut self, from: &'static str, to: &'static str) -> Self {
        self.rust.push((from, to));
        self
    }

    /// Writes something else in the workflows in Python.
    pub fn python(mut self, from: &'static str, to: &'static str) -> Self {
        self.python.push((from, to));
        self
    }

    /// Says what it depends on whether histories replay.
    pub fn depends(mut self, on: &'static str) -> Self {
        self.depends = Some(on);
        self
    }

    /// Has it replayed in Rust every time.
    pub fn sampled(mut self) -> Self {
        self.is_sampled = true;
        self
    }
}

/// A text with its edits made, in their order, everywhere.
pub fn edited(text: &str, edits: &[Edit]) -> Result<String, String> {
    let mut text = text.to_owned();
    for (from, to) in edits {
        if !text.contains(from) {
            return Err(format!("nothing reads {from:?}"));
        }
        text = text.replace(from, to);
    }
    Ok(text)
}
