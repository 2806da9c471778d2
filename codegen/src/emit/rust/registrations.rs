//! How a workflow's signals, queries and updates are registered: the calls, and their layout.

use super::print::literal;
use crate::model::{Query, Scalar, Signal, Type, Unfinished, Update, Workflow};
use crate::names::rust::method_name;

/// What a line of code may be wide, and a call's arguments or a chain of calls on one line.
const LINE_WIDTH: usize = 100;
const EXPRESSION_WIDTH: usize = 60;

/// A call that registers a message, or says more of it: its method, the names on the wire, and what handles it.
struct Registration {
    method: &'static str,
    names: String,
    closures: Vec<Closure>,
}

/// `|workflow, context, input| workflow.approve(context, input)`.
struct Closure {
    parameters: String,
    is_async: bool,
    /// The calls of the body, the second one on the result of the first.
    receiver: String,
    calls: Vec<String>,
    /// What the closure gives, where that is not its body.
    and_then: Option<&'static str>,
}

/// The expression that registers all messages of a workflow, laid out for the body of a function.
pub(super) fn registrations(workflow: &Workflow) -> String {
    let signals = workflow.signals.iter().map(register_signal);
    let queries = workflow.queries.iter().map(register_query);
    let updates = workflow.updates.iter().map(register_update);
    let abandoned = abandoned(workflow);
    let all: Vec<Registration> = signals
        .chain(queries)
        .chain(updates)
        .chain(abandoned)
        .collect();
    let start = "rt::Messages::<Self, T>::new()";
    match all.as_slice() {
        [] => start.to_owned(),
        // One call stays behind its receiver, unless it fits on a line of its own only.
        [only] => {
            let (behind, below) = (only.lay_out(8, start), only.lay_out(12, ""));
            let first = behind.lines().next().unwrap_or_default();
            let fits = 8 + first.len() <= LINE_WIDTH;
            match fits && (!behind.contains('\n') || below.contains('\n')) {
                true => behind,
                false => format!("{start}\n            {below}"),
            }
        }
        all => {
            let lines = all
                .iter()
                .map(|registration| format!("\n            {}", registration.lay_out(12, "")));
            format!("{start}{}", lines.collect::<String>())
        }
    }
}

fn register_signal(signal: &Signal) -> Registration {
    let method = method_name(&signal.meta.name);
    let has_input = signal.input.is_some();
    let closure = match signal.rust_async {
        false => Closure::on_workflow(&method, has_input),
        true => Closure::over_time(&method, has_input),
    };
    Registration {
        method: if signal.rust_async {
            "async_signal"
        } else {
            "signal"
        },
        names: wire_names(&signal.wire, &signal.aliases),
        closures: vec![closure],
    }
}

fn register_query(query: &Query) -> Registration {
    let method = method_name(&query.meta.name);
    Registration {
        method: "query",
        names: wire_names(&query.wire, &query.aliases),
        closures: vec![Closure::on_workflow(&method, query.input.is_some())],
    }
}

fn register_update(update: &Update) -> Registration {
    let method = method_name(&update.meta.name);
    let has_input = update.input.is_some();
    let declares = !update.errors.is_empty();
    let mut closures = Vec::new();
    if update.validator {
        let method = crate::names::generated::validator(&update.meta.name);
        let mut validate = Closure::on_workflow(&method, has_input);
        validate.parameters = match &update.input {
            // The trait takes `&str`, which would be taken for the type of the input.
            Some(Type::Scalar(Scalar::String)) => "workflow, context, input: &String".to_owned(),
            Some(_) => validate.parameters,
            None => "workflow, context, _".to_owned(),
        };
        closures.push(validate.declaring(declares));
    }
    closures.push(match (update.rust_async, declares) {
        (true, _) => Closure::over_time(&method, has_input),
        (false, true) => Closure::on_workflow(&method, has_input).declaring(true),
        (false, false) => Closure::on_workflow(&method, has_input).succeeding(update),
    });
    Registration {
        method: match (update.validator, update.rust_async) {
            (false, false) => "update",
            (false, true) => "async_update",
            (true, false) => "validated_update",
            (true, true) => "validated_async_update",
        },
        names: wire_names(&update.wire, &update.aliases),
        closures,
    }
}

/// The handlers over time that may still run when their workflow ends.
fn abandoned(workflow: &Workflow) -> impl Iterator<Item = Registration> {
    let signals = workflow.signals.iter().map(|signal| {
        let is_abandoned = signal.rust_async && signal.unfinished == Unfinished::Abandon;
        (is_abandoned, wire_names(&signal.wire, &signal.aliases))
    });
    let updates = workflow.updates.iter().map(|update| {
        let is_abandoned = update.rust_async && update.unfinished == Unfinished::Abandon;
        (is_abandoned, wire_names(&update.wire, &update.aliases))
    });
    let messages = signals.chain(updates);
    messages.filter_map(|(is_abandoned, names)| {
        is_abandoned.then_some(Registration {
            method: "abandoned",
            names,
            closures: Vec::new(),
        })
    })
}

/// The names of a message on the wire, the canonical one first.
fn wire_names(wire: &str, aliases: &[String]) -> String {
    let aliases = aliases.iter().map(String::as_str);
    let names: Vec<String> = std::iter::once(wire).chain(aliases).map(literal).collect();
    format!("&[{}]", names.join(", "))
}

impl Closure {
    /// Calls a method of the workflow, at once.
    fn on_workflow(method: &str, has_input: bool) -> Self {
        let (parameter, arguments) = match has_input {
            true => ("input", "context, input"),
            false => ("()", "context"),
        };
        Self {
            parameters: format!("workflow, context, {parameter}"),
            is_async: false,
            receiver: "workflow".to_owned(),
            calls: vec![format!(".{method}({arguments})")],
            and_then: None,
        }
    }

    /// Calls a handler that runs over time.
    fn over_time(method: &str, has_input: bool) -> Self {
        let (parameter, arguments) = match has_input {
            true => ("input", "&context, input"),
            false => ("()", "&context"),
        };
        Self {
            parameters: format!("context, {parameter}"),
            is_async: true,
            receiver: format!("T::{method}({arguments})"),
            calls: vec![".await".to_owned()],
            and_then: None,
        }
    }

    /// Makes a failure of a declared error.
    fn declaring(mut self, declares: bool) -> Self {
        if declares {
            self.calls
                .push(".map_err(rt::Failure::Declared)".to_owned());
        }
        self
    }

    /// Makes a result of what cannot fail.
    fn succeeding(self, update: &Update) -> Self {
        match update.output {
            Some(_) => Self {
                receiver: format!("Ok::<_, rt::Failure>({})", self.body()),
                calls: Vec::new(),
                ..self
            },
            None => Self {
                and_then: Some("Ok::<(), rt::Failure>(())"),
                ..self
            },
        }
    }

    fn body(&self) -> String {
        format!("{}{}", self.receiver, self.calls.concat())
    }

    /// On one line.
    fn flat(&self) -> String {
        let (parameters, body) = (&self.parameters, self.body());
        match self.is_async {
            true => format!("|{parameters}| async move {{ {body} }}"),
            false => format!("|{parameters}| {body}"),
        }
    }

    /// With its body in a block, whose end is indented by `indent`.
    fn block(&self, indent: usize) -> String {
        let pad = " ".repeat(indent + 4);
        let mut body = self.body();
        if self.calls.len() > 1 && body.len() > EXPRESSION_WIDTH {
            body = self.receiver.clone();
            for call in &self.calls {
                body.push_str(&format!("\n{pad}    {call}"));
            }
        }
        if let Some(value) = self.and_then {
            body.push_str(&format!(";\n{pad}{value}"));
        }
        let start = if self.is_async { "async move " } else { "" };
        let parameters = &self.parameters;
        format!(
            "|{parameters}| {start}{{\n{pad}{body}\n{}}}",
            " ".repeat(indent)
        )
    }

    /// Whether the calls do not fit on one line.
    fn is_wide(&self) -> bool {
        self.and_then.is_some() || self.calls.len() > 1 && self.body().len() > EXPRESSION_WIDTH
    }
}

impl Registration {
    /// Laid out like rustfmt does: on one line, with the body of the last closure in a block, or a line an argument.
    fn lay_out(&self, indent: usize, before: &str) -> String {
        let Self { method, names, .. } = self;
        if self.closures.is_empty() {
            return format!("{before}.{method}({names})");
        }
        let flat: Vec<String> = self.closures.iter().map(Closure::flat).collect();
        let arguments = format!("{names}, {}", flat.join(", "));
        let line = format!("{before}.{method}({arguments})");
        let is_wide = self.closures.iter().any(Closure::is_wide);
        if !is_wide && arguments.len() <= EXPRESSION_WIDTH && indent + line.len() <= LINE_WIDTH {
            return line;
        }
        if let [closure] = self.closures.as_slice()
            && (!closure.is_async || closure.flat().len() > EXPRESSION_WIDTH)
        {
            let line = format!("{before}.{method}({names}, {})", closure.block(indent));
            let first = line.lines().next().unwrap_or_default();
            if indent + first.len() <= LINE_WIDTH {
                return line;
            }
        }
        let pad = " ".repeat(indent + 4);
        let mut out = format!("{before}.{method}(\n{pad}{names},\n");
        for closure in &self.closures {
            let flat = closure.flat();
            let fits = indent + 4 + flat.len() < LINE_WIDTH && !closure.is_wide();
            let text = if fits {
                flat
            } else {
                closure.block(indent + 4)
            };
            out.push_str(&format!("{pad}{text},\n"));
        }
        out.push_str(&" ".repeat(indent));
        out.push(')');
        out
    }
}
