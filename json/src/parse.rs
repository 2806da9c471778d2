//! Text to tree: the grammar of RFC 8259, nothing more and nothing less.

use std::borrow::Cow;

use super::fields::{Field, Names};
use super::scan::plain_length;
use super::{Error, MAX_DEPTH, Node};

impl<'a> Node<'a> {
    /// The tree of a whole JSON document, in UTF-8 without a byte order mark.
    pub fn parse(json: &'a [u8]) -> Result<Self, Error> {
        let text = match std::str::from_utf8(json) {
            Ok(text) => text,
            Err(error) => return Err(not_json("invalid UTF-8", json, error.valid_up_to())),
        };
        let mut parser = Parser::new(text);
        parser.document().map_err(|problem| {
            if problem == TOO_DEEP {
                too_deep()
            } else {
                not_json(problem, json, parser.at)
            }
        })
    }
}

/// The error for lists and objects that are nested too deep to be read.
pub(crate) fn too_deep() -> Error {
    Error::new(format!("nested deeper than {MAX_DEPTH} lists and objects"))
}

#[cold]
fn not_json(problem: &str, json: &[u8], at: usize) -> Error {
    let before = String::from_utf8_lossy(json.get(..at).unwrap_or(json));
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    Error::new(format!(
        "not valid JSON at line {line}, column {column}: {problem}"
    ))
}

struct Parser<'a> {
    text: &'a str,
    /// The bytes of the text.
    json: &'a [u8],
    at: usize,
    depth: usize,
    /// The items of the lists that are open, from the outermost to the innermost: a list is allocated
    /// once, when its length is known.
    items: Vec<Node<'a>>,
    /// The same for the objects.
    fields: Vec<Field<'a>>,
}

/// What is wrong at the place where the parser stands.
type Problem = &'static str;

const TOO_DEEP: Problem = "too deep";
const END: Problem = "the text ends too early";

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        Parser {
            text,
            json: text.as_bytes(),
            at: 0,
            depth: 0,
            items: Vec::with_capacity(32),
            fields: Vec::with_capacity(32),
        }
    }

    fn document(&mut self) -> Result<Node<'a>, Problem> {
        let node = self.value()?;
        match self.peek() {
            None => Ok(node),
            Some(_) => Err("expected the end of the text"),
        }
    }

    fn value(&mut self) -> Result<Node<'a>, Problem> {
        match self.peek() {
            Some(b'"') => self.string().map(Node::String),
            Some(b'{') => self.object(),
            Some(b'[') => self.list(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Node::Bool(true)),
            Some(b'f') => self.word("false", Node::Bool(false)),
            Some(b'n') => self.word("null", Node::Null),
            Some(_) => Err("expected a value"),
            None => Err(END),
        }
    }

    fn list(&mut self) -> Result<Node<'a>, Problem> {
        self.enter()?;
        let start = self.items.len();
        if !self.eat(b']') {
            loop {
                let item = self.value()?;
                self.items.push(item);
                match self.peek() {
                    Some(b',') => self.at += 1,
                    Some(b']') => break self.at += 1,
                    Some(_) => return Err("expected `,` or `]`"),
                    None => return Err(END),
                }
            }
        }
        self.depth -= 1;
        Ok(Node::List(self.items.split_off(start)))
    }

    fn object(&mut self) -> Result<Node<'a>, Problem> {
        self.enter()?;
        let start = self.fields.len();
        let mut names = Names::default();
        if !self.eat(b'}') {
            loop {
                let name = match self.peek() {
                    Some(b'"') => self.string()?,
                    Some(_) => return Err("expected a name in double quotes"),
                    None => return Err(END),
                };
                match self.peek() {
                    Some(b':') => self.at += 1,
                    Some(_) => return Err("expected `:`"),
                    None => return Err(END),
                }
                let value = self.value()?;
                names.push(&mut self.fields, start, name, value);
                match self.peek() {
                    Some(b',') => self.at += 1,
                    Some(b'}') => break self.at += 1,
                    Some(_) => return Err("expected `,` or `}`"),
                    None => return Err(END),
                }
            }
        }
        self.depth -= 1;
        Ok(Node::Object(names.finish(self.fields.split_off(start))))
    }

    /// Steps over an opening bracket.
    fn enter(&mut self) -> Result<(), Problem> {
        if self.depth == MAX_DEPTH {
            return Err(TOO_DEEP);
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &'static str, node: Node<'a>) -> Result<Node<'a>, Problem> {
        if !self.json[self.at..].starts_with(word.as_bytes()) {
            return Err("expected a value");
        }
        self.at += word.len();
        Ok(node)
    }

    fn number(&mut self) -> Result<Node<'a>, Problem> {
        let start = self.at;
        let negative = self.json.get(self.at) == Some(&b'-');
        if negative {
            self.at += 1;
        }
        let (whole, digits) = self.digits()?;
        if digits > 1 && self.json.get(self.at - digits) == Some(&b'0') {
            self.at -= digits;
            return Err("a number does not begin with a needless 0");
        }
        let mut is_whole = true;
        if self.json.get(self.at) == Some(&b'.') {
            is_whole = false;
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.json.get(self.at) {
            is_whole = false;
            self.at += 1;
            if let Some(b'+' | b'-') = self.json.get(self.at) {
                self.at += 1;
            }
            self.digits()?;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        if is_whole {
            // The integer 0 has no sign to keep.
            if digits <= 18 && !(negative && whole == 0) {
                return Ok(Node::Int(if negative { -whole } else { whole }));
            }
            if digits == 19
                && let Ok(value) = text.parse()
            {
                return Ok(Node::Int(value));
            }
        }
        Ok(Node::Number(Cow::Borrowed(text)))
    }

    /// One or more digits: how many there are, and their value if it takes no more than 18 of them.
    fn digits(&mut self) -> Result<(i64, usize), Problem> {
        let start = self.at;
        let mut value = 0i64;
        while let Some(byte @ b'0'..=b'9') = self.json.get(self.at) {
            value = value.wrapping_mul(10).wrapping_add(i64::from(byte - b'0'));
            self.at += 1;
        }
        if self.at == start {
            Err("expected a digit")
        } else {
            Ok((value, self.at - start))
        }
    }

    #[inline]
    fn string(&mut self) -> Result<Cow<'a, str>, Problem> {
        let plain = self.plain(self.at + 1);
        if self.json.get(self.at) == Some(&b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(plain));
        }
        self.string_with_escapes(plain).map(Cow::Owned)
    }

    fn string_with_escapes(&mut self, plain: &str) -> Result<String, Problem> {
        let mut text = plain.to_owned();
        loop {
            match self.json.get(self.at) {
                Some(b'"') => break self.at += 1,
                Some(b'\\') => text.push(self.escape()?),
                Some(_) => return Err("a control character in a string is written as an escape"),
                None => return Err(END),
            }
            text.push_str(self.plain(self.at));
        }
        Ok(text)
    }

    /// Text up to the next quote, backslash or control character, or to the end.
    #[inline]
    fn plain(&mut self, start: usize) -> &'a str {
        let rest = self.json.get(start..).unwrap_or_default();
        self.at = start + plain_length(rest);
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn escape(&mut self) -> Result<char, Problem> {
        let Some(letter) = self.json.get(self.at + 1) else {
            return Err(END);
        };
        let c = match letter {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => return Err("no such escape"),
        };
        self.at += 2;
        Ok(c)
    }

    /// `\u00e9`, or two of them that are a surrogate pair.
    fn unicode_escape(&mut self) -> Result<char, Problem> {
        const HALF: Problem = "half of a surrogate pair";
        let unit = self.unit(self.at)?;
        let (code, length) = match unit {
            0xd800..=0xdbff => match self.unit(self.at + 6) {
                Ok(low @ 0xdc00..=0xdfff) => {
                    (0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), 12)
                }
                _ => return Err(HALF),
            },
            _ => (unit, 6),
        };
        let c = char::from_u32(code).ok_or(HALF)?;
        self.at += length;
        Ok(c)
    }

    /// The four digits of the escape at an index.
    fn unit(&self, at: usize) -> Result<u32, Problem> {
        let Some([b'\\', b'u', digits @ ..]) = self.json.get(at..at + 6) else {
            return Err("`\\u` takes four digits");
        };
        digits.iter().try_fold(0, |unit, &digit| {
            let digit = char::from(digit)
                .to_digit(16)
                .ok_or("`\\u` takes four digits")?;
            Ok(unit << 4 | digit)
        })
    }

    /// The next byte that is no white space.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.json.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let eaten = self.peek() == Some(byte);
        if eaten {
            self.at += 1;
        }
        eaten
    }
}
