//! Combinations that generated code needs on one line.

use super::{AsText, Decode, Error, Limited, Limits, Node, Object, Text};

/// The value that a literal of a contract stands for.
///
/// The compiler has checked the literal against its type, so that it can be read; no value of a user gets here.
pub fn constant<T: Decode>(json: &str) -> T {
    match super::from_slice(json.as_bytes()) {
        Ok(value) => value,
        Err(error) => unreachable!("the contract's literal {json} is not of its type: {error}"),
    }
}

impl<'a> Object<'a> {
    /// [`required`](Self::required), with no value in the message of an error.
    pub fn required_redacted<T: Decode>(&mut self, name: &'static str) -> Result<T, Error> {
        self.required(name).map_err(Error::redacted)
    }

    /// [`optional`](Self::optional), with no value in the message of an error.
    pub fn optional_redacted<T: Decode>(&mut self, name: &'static str) -> Result<Option<T>, Error> {
        self.optional(name).map_err(Error::redacted)
    }

    /// [`defaulted`](Self::defaulted), with no value in the message of an error.
    pub fn defaulted_redacted<T: Decode>(
        &mut self,
        name: &'static str,
        default: impl FnOnce() -> T,
    ) -> Result<T, Error> {
        self.defaulted(name, default).map_err(Error::redacted)
    }

    /// [`required`](Self::required), of 64-bit integers that are strings on the wire.
    pub fn required_text<T: AsText>(&mut self, name: &'static str) -> Result<T, Error> {
        self.required(name).map(Text::into_inner)
    }

    /// [`required_text`](Self::required_text), with no value in the message of an error.
    pub fn required_text_redacted<T: AsText>(&mut self, name: &'static str) -> Result<T, Error> {
        self.required_text(name).map_err(Error::redacted)
    }

    /// [`optional`](Self::optional), of 64-bit integers that are strings on the wire.
    pub fn optional_text<T: AsText>(&mut self, name: &'static str) -> Result<Option<T>, Error> {
        self.optional(name).map(|value| value.map(Text::into_inner))
    }

    /// [`optional_text`](Self::optional_text), with no value in the message of an error.
    pub fn optional_text_redacted<T: AsText>(
        &mut self,
        name: &'static str,
    ) -> Result<Option<T>, Error> {
        self.optional_text(name).map_err(Error::redacted)
    }

    /// [`defaulted`](Self::defaulted), of 64-bit integers that are strings on the wire.
    pub fn defaulted_text<T: AsText>(
        &mut self,
        name: &'static str,
        default: impl FnOnce() -> T,
    ) -> Result<T, Error> {
        self.optional_text(name)
            .map(|value| value.unwrap_or_else(default))
    }

    /// [`defaulted_text`](Self::defaulted_text), with no value in the message of an error.
    pub fn defaulted_text_redacted<T: AsText>(
        &mut self,
        name: &'static str,
        default: impl FnOnce() -> T,
    ) -> Result<T, Error> {
        self.defaulted_text(name, default).map_err(Error::redacted)
    }
}

impl Node<'_> {
    /// The value of a newtype.
    pub fn inner<T: Decode>(self, name: &'static str) -> Result<T, Error> {
        T::decode(self).map_err(|error| error.within(name))
    }

    /// The value of a sensitive newtype, with no value in the message of an error.
    pub fn inner_redacted<T: Decode>(self, name: &'static str) -> Result<T, Error> {
        self.inner(name).map_err(Error::redacted)
    }
}

impl Limits {
    /// [`check`](Self::check), of the value of a newtype.
    pub fn check_within(&self, name: &'static str, value: &dyn Limited) -> Result<(), Error> {
        self.check(value).map_err(|error| error.within(name))
    }

    /// [`check`](Self::check), of the value of a sensitive newtype.
    pub fn check_redacted(&self, name: &'static str, value: &dyn Limited) -> Result<(), Error> {
        self.check_within(name, value).map_err(Error::redacted)
    }
}
