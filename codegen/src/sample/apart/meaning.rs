//! What a pattern of the dialect means, for automata.
//!
//! `regex-syntax` has the syntax; its own meaning of `\d`, `\w`, `\s`, `\b` and `(?i)` is of all languages, that of the
//! dialect of ASCII alone.

use regex_syntax::ast::{
    Assertion, AssertionKind, Ast, ClassBracketed, ClassPerl, ClassPerlKind, ClassSet,
    ClassSetItem, Flag, Flags, GroupKind, RepetitionKind, RepetitionRange, parse::Parser,
};
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Dot, Hir, Look, Repetition};

/// What the whole text is that has a match of the pattern somewhere; nothing of what is not of the dialect.
pub(super) fn whole_text(pattern: &str) -> Option<Hir> {
    let ast = Parser::new().parse(pattern).ok()?;
    let found = meaning(&ast, &mut Modes::default())?;
    Some(Hir::concat(vec![any_text(), found, any_text()]))
}

/// Any text at all.
pub(super) fn any_text() -> Hir {
    repeated(Hir::dot(Dot::AnyChar), 0, None)
}

/// What `(?i)` and `(?s)` have turned on.
#[derive(Clone, Copy, Debug, Default)]
struct Modes {
    any_case: bool,
    dot_is_any: bool,
}

impl Modes {
    fn set(&mut self, flags: &Flags) {
        let set = |flag, mode: &mut bool| *mode = flags.flag_state(flag).unwrap_or(*mode);
        set(Flag::CaseInsensitive, &mut self.any_case);
        set(Flag::DotMatchesNewLine, &mut self.dot_is_any);
    }
}

fn meaning(ast: &Ast, modes: &mut Modes) -> Option<Hir> {
    Some(match ast {
        Ast::Empty(_) => Hir::empty(),
        Ast::Flags(set) => {
            modes.set(&set.flags);
            Hir::empty()
        }
        Ast::Literal(literal) => class(one(literal.c), *modes),
        Ast::Dot(_) if modes.dot_is_any => Hir::dot(Dot::AnyChar),
        Ast::Dot(_) => Hir::dot(Dot::AnyCharExceptLF),
        Ast::Assertion(assertion) => Hir::look(look(assertion)?),
        Ast::ClassUnicode(_) => return None,
        Ast::ClassPerl(perl) => Hir::class(Class::Unicode(perl_class(perl))),
        Ast::ClassBracketed(bracketed) => {
            Hir::class(Class::Unicode(bracketed_class(bracketed, *modes)?))
        }
        Ast::Repetition(repetition) => {
            let part = meaning(&repetition.ast, modes)?;
            let (least, most) = times(&repetition.op.kind);
            repeated(part, least, most)
        }
        Ast::Group(group) => {
            // What a group turns on ends with it.
            let mut inner = *modes;
            if let GroupKind::NonCapturing(flags) = &group.kind {
                inner.set(flags);
            }
            meaning(&group.ast, &mut inner)?
        }
        Ast::Alternation(alternation) => Hir::alternation(all(&alternation.asts, modes)?),
        Ast::Concat(concat) => Hir::concat(all(&concat.asts, modes)?),
    })
}

fn all(parts: &[Ast], modes: &mut Modes) -> Option<Vec<Hir>> {
    parts.iter().map(|part| meaning(part, modes)).collect()
}

fn look(assertion: &Assertion) -> Option<Look> {
    Some(match assertion.kind {
        // The dialect has no mode in which these are about lines.
        AssertionKind::StartLine | AssertionKind::StartText => Look::Start,
        AssertionKind::EndLine | AssertionKind::EndText => Look::End,
        AssertionKind::WordBoundary => Look::WordAscii,
        AssertionKind::NotWordBoundary => Look::WordAsciiNegate,
        _ => return None,
    })
}

fn times(kind: &RepetitionKind) -> (u32, Option<u32>) {
    match kind {
        RepetitionKind::ZeroOrOne => (0, Some(1)),
        RepetitionKind::ZeroOrMore => (0, None),
        RepetitionKind::OneOrMore => (1, None),
        RepetitionKind::Range(RepetitionRange::Exactly(count)) => (*count, Some(*count)),
        RepetitionKind::Range(RepetitionRange::AtLeast(least)) => (*least, None),
        RepetitionKind::Range(RepetitionRange::Bounded(least, most)) => (*least, Some(*most)),
    }
}

fn repeated(part: Hir, min: u32, max: Option<u32>) -> Hir {
    Hir::repetition(Repetition {
        min,
        max,
        greedy: true,
        sub: Box::new(part),
    })
}

fn bracketed_class(bracketed: &ClassBracketed, modes: Modes) -> Option<ClassUnicode> {
    let ClassSet::Item(item) = &bracketed.kind else {
        return None;
    };
    let mut class = ClassUnicode::empty();
    add_item(&mut class, item)?;
    if modes.any_case {
        add_other_case(&mut class);
    }
    if bracketed.negated {
        class.negate();
    }
    Some(class)
}

fn add_item(class: &mut ClassUnicode, item: &ClassSetItem) -> Option<()> {
    match item {
        ClassSetItem::Empty(_) => {}
        ClassSetItem::Literal(literal) => class.union(&one(literal.c)),
        ClassSetItem::Range(range) => {
            class.push(ClassUnicodeRange::new(range.start.c, range.end.c));
        }
        ClassSetItem::Perl(perl) => class.union(&perl_class(perl)),
        ClassSetItem::Union(union) => {
            for item in &union.items {
                add_item(class, item)?;
            }
        }
        ClassSetItem::Ascii(_) | ClassSetItem::Unicode(_) | ClassSetItem::Bracketed(_) => {
            return None;
        }
    }
    Some(())
}

fn class(mut class: ClassUnicode, modes: Modes) -> Hir {
    if modes.any_case {
        add_other_case(&mut class);
    }
    Hir::class(Class::Unicode(class))
}

fn one(letter: char) -> ClassUnicode {
    ClassUnicode::new([ClassUnicodeRange::new(letter, letter)])
}

fn perl_class(perl: &ClassPerl) -> ClassUnicode {
    let ranges: &[(char, char)] = match perl.kind {
        ClassPerlKind::Digit => &[('0', '9')],
        ClassPerlKind::Space => &[('\t', '\r'), (' ', ' ')],
        ClassPerlKind::Word => &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
    };
    let ranges = ranges.iter();
    let mut class =
        ClassUnicode::new(ranges.map(|(first, last)| ClassUnicodeRange::new(*first, *last)));
    if perl.negated {
        class.negate();
    }
    class
}

/// Adds the capital of each small letter, and the other way round, of ASCII alone.
fn add_other_case(class: &mut ClassUnicode) {
    let others = ('a'..='z').chain('A'..='Z').filter(|letter| {
        let is_in = |range: &ClassUnicodeRange| (range.start()..=range.end()).contains(letter);
        class.iter().any(is_in)
    });
    let others = others.map(|letter| match letter.is_ascii_uppercase() {
        true => letter.to_ascii_lowercase(),
        false => letter.to_ascii_uppercase(),
    });
    let others: Vec<_> = others
        .map(|letter| ClassUnicodeRange::new(letter, letter))
        .collect();
    class.union(&ClassUnicode::new(others));
}
