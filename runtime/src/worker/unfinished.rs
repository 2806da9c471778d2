//! The handlers that still run when their workflow ends.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The names of the messages whose handlers run, with how many of each.
#[derive(Clone, Debug, Default)]
pub(super) struct Running(Rc<RefCell<BTreeMap<String, u32>>>);

impl Running {
    /// Counts a handler until what it gives is dropped.
    pub(super) fn begin(&self, name: &str) -> Handler {
        *self.0.borrow_mut().entry(name.to_owned()).or_default() += 1;
        Handler {
            running: self.clone(),
            name: name.to_owned(),
        }
    }

    /// The messages whose handlers run, for a sentence; none if there are none.
    pub(super) fn describe(&self) -> Option<String> {
        let running = self.0.borrow();
        let names: Vec<String> = running
            .iter()
            .map(|(name, count)| match count {
                1 => format!("`{name}`"),
                count => format!("`{name}` ({count} times)"),
            })
            .collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

/// A handler that runs.
#[derive(Debug)]
pub(super) struct Handler {
    running: Running,
    name: String,
}

impl Drop for Handler {
    fn drop(&mut self) {
        let mut running = self.running.0.borrow_mut();
        if let Some(count) = running.get_mut(&self.name) {
            *count -= 1;
            if *count == 0 {
                running.remove(&self.name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handlers_are_described_while_they_run() {
        let running = Running::default();
        assert_eq!(running.describe(), None);
        let first = running.begin("note");
        let second = running.begin("note");
        let other = running.begin("close");
        let both = "`close`, `note` (2 times)".to_owned();
        assert_eq!(running.describe(), Some(both));
        drop((first, other));
        assert_eq!(running.describe(), Some("`note`".to_owned()));
        drop(second);
        assert_eq!(running.describe(), None);
    }
}
