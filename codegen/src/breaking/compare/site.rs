//! Where something is compared, and the changes that are made there.

use crate::breaking::change::{Change, Effect, Holder, Kind, Mend};
use crate::breaking::rules::Rule;
use crate::source::Span;

/// Where something is compared: what it is called, where both versions write it, and what it is part of.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) package: String,
    pub(super) element: String,
    pub(super) old: Span,
    pub(super) new: Span,
    pub(super) holder: Holder,
    /// Whether whole numbers are written as strings: in the old version, in the new one.
    pub(super) as_string: (bool, bool),
}

impl Site {
    /// Where a definition is, whose places are those of the old version and of the new one.
    pub(super) fn new(
        package: &str,
        element: &str,
        (old, new): (Span, Span),
        holder: Holder,
    ) -> Site {
        Site {
            package: package.to_owned(),
            element: element.to_owned(),
            old,
            new,
            holder,
            as_string: (false, false),
        }
    }

    /// A part of it.
    pub(super) fn inside(&self, name: &str) -> Site {
        Site {
            element: format!("{}.{name}", self.element),
            ..self.clone()
        }
    }

    /// A change at this place.
    pub(super) fn change(&self, rule: Rule, kind: Kind) -> Change {
        Change {
            rule,
            package: self.package.clone(),
            element: self.element.clone(),
            old: String::new(),
            new: String::new(),
            old_place: Some(self.old),
            new_place: Some(self.new),
            holder: self.holder.clone(),
            kind,
            source: rule.info().source,
            mend: None,
        }
    }

    /// A change of a payload at this place.
    pub(super) fn payload(&self, rule: Rule, effect: Effect) -> Change {
        self.change(rule, Kind::Payload(effect))
    }
}

impl Change {
    pub(super) fn with_texts(mut self, old: impl Into<String>, new: impl Into<String>) -> Self {
        self.old = old.into();
        self.new = new.into();
        self
    }

    pub(super) fn at(mut self, old: Option<Span>, new: Option<Span>) -> Self {
        self.old_place = old.or(self.old_place);
        self.new_place = new.or(self.new_place);
        self
    }

    pub(super) fn mended(mut self, mend: Option<Mend>) -> Self {
        self.mend = mend;
        self
    }
}
