//! Names in code that are those of something else now: code that is not changed compiles, and means another.

use super::matching::Names;
use super::text::{fields_text, type_text};
use super::{Site, Walk};
use crate::breaking::change::Kind;
use crate::breaking::rules::Rule;
use crate::model::{Activity, Meta, Model, Scalar, Type, TypeId, TypeKind, Workflow};
use crate::source::Span;

/// What becomes of the names that a definition had in code, and has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NamesTaken<'n> {
    /// Whether its old name is that of another one now, for which code of the old one compiles.
    pub(super) old: bool,
    /// What had its new name, if that was another one, of which code compiles.
    pub(super) new: Option<Names<'n>>,
}

/// A value of an enum, or a variant of a union: what it is called in code, and on the wire.
pub(super) type Name<'m> = (&'m Meta, &'m str);

/// What a definition takes and gives.
pub(super) type Payloads<'m> = (Option<&'m Type>, Option<&'m Type>);

/// A definition as code knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Defined<'m> {
    /// The package that code finds it in now.
    pub(super) package: &'m str,
    pub(super) names: Names<'m>,
    pub(super) payloads: Payloads<'m>,
}

impl<'a> Walk<'a> {
    /// Says that a name in code is that of something else: where it was, and what both are called on the wire.
    pub(super) fn say_other_meaning(&mut self, old: (Span, &str), new: &str, site: &Site) {
        let change = site.change(Rule::NameMeansAnother, Kind::Meaning);
        let change = change.with_texts(old.1, new).at(Some(old.0), None);
        self.changes.push(change);
    }

    /// Says which names in code of the values of a type, or of its variants, are those of other ones now.
    pub(super) fn compare_value_names(&mut self, old: &[Name], new: &[Name], site: &Site) {
        let is_written = |names: &[Name], wire: &str| names.iter().any(|(_, text)| *text == wire);
        for (meta, wire) in new {
            let mut olds = old.iter();
            let Some((known, before)) = olds.find(|(known, _)| known.name == meta.name) else {
                continue;
            };
            // One that is written in another way is the same one, unless either way is that of another.
            if before != wire && (is_written(old, wire) || is_written(new, before)) {
                let mut site = site.inside(&meta.name);
                site.new = meta.span;
                self.say_other_meaning((known.span, *before), wire, &site);
            }
        }
    }

    /// Whether code of what had a type goes on to compile, or to be checked, where another one stands in its place: one
    /// of both is taken for the other in one language at least, where it is written or where it is read.
    pub(super) fn is_taken_for(&self, old: &Type, new: &Type) -> bool {
        let (old, new) = ((self.old, old), (self.new, new));
        passes(old, new) || passes(new, old)
    }

    /// The same of definitions.
    fn are_taken_for(&self, old: Payloads, new: Payloads) -> bool {
        let is_taken = |old: Option<&Type>, new: Option<&Type>| match (old, new) {
            (None, None) => true,
            (Some(old), Some(new)) => self.is_taken_for(old, new),
            _ => false,
        };
        is_taken(old.0, new.0) && is_taken(old.1, new.1)
    }

    /// The same of records: each has the fields of the other.
    pub(super) fn are_records_taken_for(&self, old: TypeId, new: TypeId) -> bool {
        match (&self.old[old].kind, &self.new[new].kind) {
            (TypeKind::Record(a), TypeKind::Record(b)) => {
                fields_text(self.old, a) == fields_text(self.new, b)
            }
            _ => false,
        }
    }

    /// What becomes of the names of a definition of both versions in code, where these are all of its kind.
    pub(super) fn names_taken(
        &self,
        (old, new): (Defined<'a>, Defined<'a>),
        (olds, news): (
            impl IntoIterator<Item = Defined<'a>>,
            impl IntoIterator<Item = Defined<'a>>,
        ),
    ) -> NamesTaken<'a> {
        if old.key() == new.key() {
            return NamesTaken::default();
        }
        let mut news = news.into_iter();
        let has = news.find(|other| other.key() == old.key());
        NamesTaken {
            old: has.is_some_and(|other| self.are_taken_for(old.payloads, other.payloads)),
            new: self.had_name(new, olds),
        }
    }

    /// What had the name of another definition in the old version, if code of it compiles.
    pub(super) fn had_name(
        &self,
        new: Defined<'a>,
        olds: impl IntoIterator<Item = Defined<'a>>,
    ) -> Option<Names<'a>> {
        let mut olds = olds.into_iter();
        let had = olds.find(|other| other.key() == new.key())?;
        self.are_taken_for(had.payloads, new.payloads)
            .then_some(had.names)
    }

    /// The workflows of the old version.
    pub(super) fn old_workflows(&self) -> impl Iterator<Item = Defined<'a>> {
        let (old, walk) = (self.old, self);
        old.workflows
            .iter()
            .map(|of| Defined::of_workflow(walk.package_now(of.package), of))
    }

    /// The workflows of the new version.
    pub(super) fn new_workflows(&self) -> impl Iterator<Item = Defined<'a>> + use<'a> {
        let new = self.new;
        new.workflows
            .iter()
            .map(|of| Defined::of_workflow(&new[of.package].name, of))
    }

    /// The activities of the old version.
    pub(super) fn old_activities(&self) -> impl Iterator<Item = Defined<'a>> {
        let (old, walk) = (self.old, self);
        old.activities
            .iter()
            .map(|of| Defined::of_activity(walk.package_now(of.package), of))
    }

    /// The activities of the new version.
    pub(super) fn new_activities(&self) -> impl Iterator<Item = Defined<'a>> + use<'a> {
        let new = self.new;
        new.activities
            .iter()
            .map(|of| Defined::of_activity(&new[of.package].name, of))
    }
}

impl<'m> Defined<'m> {
    pub(super) fn of_workflow(package: &'m str, of: &'m Workflow) -> Self {
        Self {
            package,
            names: of.into(),
            payloads: (of.input.as_ref(), of.output.as_ref()),
        }
    }

    pub(super) fn of_activity(package: &'m str, of: &'m Activity) -> Self {
        Self {
            package,
            names: of.into(),
            payloads: (of.input.as_ref(), of.output.as_ref()),
        }
    }

    fn key(self) -> (&'m str, &'m str) {
        (self.package, &self.names.meta.name)
    }
}

/// Whether a value of the one type is taken where the other one is expected, by the type checkers of Python at least.
fn passes((from, ty): (&Model, &Type), (to, expected): (&Model, &Type)) -> bool {
    let inner = |model: &Model, ty: &Type| match ty {
        Type::Named(id) => match &model[*id].kind {
            TypeKind::Newtype(newtype) => Some(newtype.of.clone()),
            TypeKind::Record(_) | TypeKind::Enum(_) | TypeKind::Union(_) => None,
        },
        Type::Scalar(_) | Type::List(_) | Type::Map(..) => None,
    };
    let mut ty = ty.clone();
    // A newtype of itself is reported by a check, and must not hang this.
    for _ in 0..=64 {
        let is_passed = match (&ty, expected) {
            (Type::Scalar(a), Type::Scalar(b)) => is_scalar_passed(*a, *b),
            (Type::List(a), Type::List(b)) => passes((from, a), (to, b)),
            (Type::Map(key, a), Type::Map(other, b)) => {
                passes((from, key), (to, other)) && passes((from, a), (to, b))
            }
            _ => type_text(from, &ty) == type_text(to, expected),
        };
        if is_passed {
            return true;
        }
        // What is made of a type is one of it.
        let Some(of) = inner(from, &ty) else {
            return false;
        };
        ty = of;
    }
    false
}

fn is_scalar_passed(from: Scalar, to: Scalar) -> bool {
    use Scalar::{Bool, Date, Float32, Float64, Int32, Int64, Json, Timestamp, Uint32, Uint64};
    let is_whole = |scalar| matches!(scalar, Int32 | Int64 | Uint32 | Uint64);
    let is_float = |scalar| matches!(scalar, Float32 | Float64);
    let is_whole_in_python = from == Bool || is_whole(from);
    from == to
        || to == Json
        || is_whole_in_python && is_whole(to)
        || (is_whole_in_python || is_float(from)) && is_float(to)
        // A `datetime` is a `date`.
        || (from, to) == (Timestamp, Date)
}
