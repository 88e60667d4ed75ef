//! What is printed: the answer on standard output, everything else on standard error.

mod json;
mod page;
mod progress;
mod style;
mod usage;
pub(crate) mod words;

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use crate::args::Globals;
use crate::failure::{Failure, Result};

pub(crate) use json::escape_hidden;
pub(crate) use page::Page;
pub(crate) use progress::Progress;
pub(crate) use style::Style;
pub(crate) use usage::{clap_colour, usage};

/// What a verb answers, as it will be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    text: String,
    code: u8,
}

impl Answer {
    /// Nothing to print.
    pub(crate) fn nothing() -> Self {
        Answer { text: String::new(), code: 0 }
    }

    /// A text of our own as it is, for other programs to read: a script, a page of the manual.
    pub(crate) fn verbatim(text: String) -> Self {
        Answer { text, code: 0 }
    }

    /// The same answer with another exit code, for verbs whose result is a verdict.
    pub(crate) fn with_code(mut self, code: u8) -> Self {
        self.code = code;
        self
    }
}

/// What programs read of an answer.
#[derive(Serialize)]
struct Envelope<'d, D> {
    ok: bool,
    data: &'d D,
}

/// How to print.
#[derive(Debug, Clone)]
pub(crate) struct Output {
    json: bool,
    verbose: bool,
    /// How text on standard output looks.
    pub(crate) style: Style,
    error_style: Style,
}

impl Output {
    /// The output that the globals ask for.
    pub(crate) fn of(globals: &Globals) -> Self {
        Output {
            json: globals.json,
            verbose: globals.verbose > 0,
            style: Style::of_stdout(globals),
            error_style: Style::of_stderr(globals),
        }
    }

    /// An answer: its data as the envelope, or its text.
    ///
    /// The data has a JSON Schema: see `schema/answers.rs`.
    pub(crate) fn answer(
        &self,
        data: &(impl Serialize + JsonSchema),
        text: impl FnOnce(&mut Page),
    ) -> Result<Answer> {
        if !self.json {
            let mut page = Page::new(self.style);
            text(&mut page);
            return Ok(Answer { text: page.finish(), code: 0 });
        }
        let written =
            serde_json::to_string(&Envelope { ok: true, data }).map_err(|error| Failure::Other {
                message: format!("the answer cannot be written as JSON: {error}"),
                source: Some(error.into()),
            })?;
        let text = escape_hidden(written);
        Ok(Answer { text: text + "\n", code: 0 })
    }

    /// Whether the answer is for programs.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// Says something beside the answer, on standard error; not to programs.
    pub(crate) fn say(&self, message: &str) {
        if !self.json {
            let text = format!("{}\n", domain::visible(message));
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
    }

    /// Shows what a question will be about, on standard error; not to programs.
    pub(crate) fn show(&self, text: impl FnOnce(&mut Page)) {
        if !self.json {
            let mut page = Page::new(self.error_style);
            text(&mut page);
            let _ = io::stderr().lock().write_all(page.finish().as_bytes());
        }
    }

    /// Prints an answer. A closed pipe ends quietly; any other failure to print is said.
    pub(crate) fn print(&self, answer: &Answer) -> ExitCode {
        let mut out = io::stdout().lock();
        match out.write_all(answer.text.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => ExitCode::from(answer.code),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::from(answer.code),
            Err(error) => {
                let message = format!("the answer could not be printed: {error}");
                self.fail(&Failure::Other { message, source: None })
            }
        }
    }

    /// Prints a failure on standard error and answers with its exit code.
    pub(crate) fn fail(&self, failure: &Failure) -> ExitCode {
        let text = if self.json {
            error_json(
                failure.kind(),
                &failure.to_string(),
                failure.field(),
                &failure.hints(),
                failure.detail(),
            )
        } else {
            self.error_text(failure)
        };
        // Standard error is the last place to say anything; when it is closed, the exit code remains.
        let _ = io::stderr().lock().write_all(text.as_bytes());
        ExitCode::from(failure.exit_code())
    }

    fn error_text(&self, failure: &Failure) -> String {
        let style = self.error_style;
        let message = domain::visible_lines(&failure.to_string());
        let mut lines = vec![format!("{} {message}", style.alarm("error:"))];
        let hint = |hint: &String| format!("  {} {}", style.strong("hint:"), domain::visible(hint));
        lines.extend(failure.hints().iter().map(hint));
        if self.verbose {
            lines
                .extend(failure.chain().iter().map(|cause| format!("  because: {}", domain::visible(cause))));
        }
        lines.join("\n") + "\n"
    }
}

/// The envelope of an error, one line.
fn error_json(
    kind: &str,
    message: &str,
    field: Option<&str>,
    hints: &[String],
    detail: Option<&Value>,
) -> String {
    let mut error = json!({ "kind": kind, "message": message, "field": field, "hints": hints });
    if let (Some(Value::Object(more)), Some(error)) = (detail, error.as_object_mut()) {
        error.extend(more.clone());
    }
    escape_hidden(format!("{{\"ok\":false,\"error\":{error}}}")) + "\n"
}

#[cfg(test)]
mod tests;
