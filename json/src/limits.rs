//! What a value may be, beyond its type.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::OnceLock;

use regex_lite::Regex;

use super::{Encode, Error, Node, to_string};

/// The limits of a value, to be built in a `static`.
///
/// ```
/// # use tempoc_json::Limits;
/// static PRIORITY: Limits = Limits::new().min(0).max(5);
/// assert_eq!(PRIORITY.check(&9).unwrap_err().message(), "expected at most 5, found 9");
/// ```
#[derive(Debug, Default)]
pub struct Limits {
    min: Option<Bound>,
    max: Option<Bound>,
    min_length: Option<usize>,
    max_length: Option<usize>,
    pattern: Option<&'static str>,
    /// The pattern, compiled when it is first used.
    regex: OnceLock<Option<Regex>>,
    min_items: Option<usize>,
    max_items: Option<usize>,
    unique: bool,
    on_write: bool,
}

/// A value that limits can be checked on; those that do not speak of its type do not apply.
pub trait Limited {
    /// An error if the value is outside the limits.
    fn check_limits(&self, limits: &Limits) -> Result<(), Error>;
}

impl Limits {
    /// No limits.
    pub const fn new() -> Self {
        Limits {
            min: None,
            max: None,
            min_length: None,
            max_length: None,
            pattern: None,
            regex: OnceLock::new(),
            min_items: None,
            max_items: None,
            unique: false,
            on_write: false,
        }
    }

    /// The smallest number, a whole one.
    #[must_use]
    pub const fn min(mut self, min: i128) -> Self {
        self.min = Some(Bound::Int(min));
        self
    }

    /// The largest number, a whole one.
    #[must_use]
    pub const fn max(mut self, max: i128) -> Self {
        self.max = Some(Bound::Int(max));
        self
    }

    /// The smallest number, with a fraction.
    #[must_use]
    pub const fn min_float(mut self, min: f64) -> Self {
        self.min = Some(Bound::Float(min));
        self
    }

    /// The largest number, with a fraction.
    #[must_use]
    pub const fn max_float(mut self, max: f64) -> Self {
        self.max = Some(Bound::Float(max));
        self
    }

    /// The fewest characters of a string, or bytes of bytes.
    #[must_use]
    pub const fn min_length(mut self, length: usize) -> Self {
        self.min_length = Some(length);
        self
    }

    /// The most characters of a string, or bytes of bytes.
    #[must_use]
    pub const fn max_length(mut self, length: usize) -> Self {
        self.max_length = Some(length);
        self
    }

    /// What a string must match, somewhere in it unless the pattern is anchored.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// The same, of a pattern that is known only when the program runs.
    #[must_use]
    pub fn compiled_pattern(mut self, pattern: Regex) -> Self {
        self.regex = OnceLock::from(Some(pattern));
        self
    }

    /// The fewest items of a list, or entries of a map.
    #[must_use]
    pub const fn min_items(mut self, items: usize) -> Self {
        self.min_items = Some(items);
        self
    }

    /// The most items of a list, or entries of a map.
    #[must_use]
    pub const fn max_items(mut self, items: usize) -> Self {
        self.max_items = Some(items);
        self
    }

    /// No two items of a list are written the same.
    #[must_use]
    pub const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    /// The limits hold for what is written; what is read may be older than they are.
    #[must_use]
    pub const fn on_write(mut self) -> Self {
        self.on_write = true;
        self
    }

    /// An error if the value is outside the limits.
    pub fn check(&self, value: &dyn Limited) -> Result<(), Error> {
        value.check_limits(self)
    }

    pub(crate) fn only_on_write(&self) -> bool {
        self.on_write
    }

    fn check_number(&self, value: Bound) -> Result<(), Error> {
        match (self.min, self.max) {
            (Some(min), _) if value.is_below(min) => Err(Error::expected_value(
                format!("expected at least {min}"),
                value,
            )),
            (_, Some(max)) if max.is_below(value) => Err(Error::expected_value(
                format!("expected at most {max}"),
                value,
            )),
            _ => Ok(()),
        }
    }

    fn check_length(&self, length: usize, units: [&str; 2]) -> Result<(), Error> {
        check_count(length, self.min_length, self.max_length, units)
    }

    fn check_items(&self, items: usize, units: [&str; 2]) -> Result<(), Error> {
        check_count(items, self.min_items, self.max_items, units)
    }

    fn check_pattern(&self, text: &str) -> Result<(), Error> {
        let regex = match self.pattern {
            Some(pattern) => self.regex.get_or_init(|| Regex::new(pattern).ok()),
            None => self.regex.get().unwrap_or(&None),
        };
        match (regex, self.pattern) {
            (Some(regex), _) if regex.is_match(text) => Ok(()),
            (Some(regex), _) => Err(Error::expected_text(
                &format!("text that matches `{regex}`"),
                text,
            )),
            (None, Some(pattern)) => Err(Error::new(format!("`{pattern}` is not a pattern"))),
            (None, None) => Ok(()),
        }
    }

    fn check_unique(&self, items: &[impl Encode]) -> Result<(), Error> {
        if !self.unique {
            return Ok(());
        }
        let mut seen = BTreeSet::new();
        for (index, item) in items.iter().enumerate() {
            let text = to_string(item).and_then(in_one_order);
            if !seen.insert(text.map_err(|error| error.at_index(index))?) {
                let error = Error::new("expected items that all differ, found one a second time");
                return Err(error.at_index(index));
            }
        }
        Ok(())
    }
}

/// JSON with the fields of all objects in the order of their names, as their order is none of a value.
fn in_one_order(text: String) -> Result<String, Error> {
    if !text.contains('{') {
        return Ok(text);
    }
    let mut node = Node::parse(text.as_bytes())?;
    node.sort_fields();
    to_string(&node)
}

fn check_count(
    count: usize,
    min: Option<usize>,
    max: Option<usize>,
    units: [&str; 2],
) -> Result<(), Error> {
    let (bound, limit) = match (min, max) {
        (Some(min), _) if count < min => ("least", min),
        (_, Some(max)) if count > max => ("most", max),
        _ => return Ok(()),
    };
    let [one, many] = units;
    let unit = if limit == 1 { one } else { many };
    Err(Error::expected_value(
        format!("expected at {bound} {limit} {unit}"),
        count,
    ))
}

/// A number of a schema, or one that is compared with it.
#[derive(Clone, Copy, Debug)]
enum Bound {
    Int(i128),
    Float(f64),
}

impl Bound {
    fn is_below(self, other: Bound) -> bool {
        match (self, other) {
            (Bound::Int(a), Bound::Int(b)) => a < b,
            (a, b) => a.as_float() < b.as_float(),
        }
    }

    fn as_float(self) -> f64 {
        match self {
            Bound::Int(value) => value as f64,
            Bound::Float(value) => value,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Int(value) => write!(f, "{value}"),
            Bound::Float(value) => write!(f, "{value:?}"),
        }
    }
}

macro_rules! whole_numbers {
    ($($rust:ty)*) => {$(
        impl Limited for $rust {
            fn check_limits(&self, limits: &Limits) -> Result<(), Error> {
                limits.check_number(Bound::Int((*self).into()))
            }
        }
    )*};
}

whole_numbers! { i32 i64 u32 u64 }

impl Limited for f64 {
    fn check_limits(&self, limits: &Limits) -> Result<(), Error> {
        limits.check_number(Bound::Float(*self))
    }
}

impl Limited for f32 {
    fn check_limits(&self, limits: &Limits) -> Result<(), Error> {
        limits.check_number(Bound::Float((*self).into()))
    }
}

impl Limited for str {
    fn check_limits(&self, limits: &Limits) -> Result<(), Error> {
        if limits.min_length.is_some() || limits.max_length.is_some() {
            limits.check_length(self.chars().count(), ["character", "characters"])?;
        }
        limits.check_pattern(self)
    }
}

impl Limited for String {
    fn check_limits(&self, limits: &Limits) -> Result<(), Error> {
        self.as_str().check_limits(limits)
    }
}

impl Limited for Vec<u8> {
    fn check_limits(&self, limits: &Limits) -> Result<(), Error> {
        limits.check_length(self.len(), ["byte", "bytes"])
    }
}

impl<T: Encode> Limited for Vec<T> {
    fn check_limits(&self, limits: &Limits) -> Result<(), Error> {
        limits.check_items(self.len(), ["item", "items"])?;
        limits.check_unique(self)
    }
}

impl<K, V> Limited for BTreeMap<K, V> {
    fn check_limits(&self, limits: &Limits) -> Result<(), Error> {
        limits.check_items(self.len(), ["entry", "entries"])
    }
}

impl<T: Limited> Limited for Option<T> {
    fn check_limits(&self, limits: &Limits) -> Result<(), Error> {
        match self {
            Some(value) => value.check_limits(limits),
            None => Ok(()),
        }
    }
}

impl<T: Limited> Limited for Box<T> {
    fn check_limits(&self, limits: &Limits) -> Result<(), Error> {
        (**self).check_limits(limits)
    }
}
