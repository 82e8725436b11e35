//! Collecting everything that is wrong with a body, so that the client hears of it at once.

use kernel::{Error, codes::INVALID_BODY};

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub code: &'static str,
    pub detail: String,
}

impl Fault {
    pub fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
        }
    }
}

/// The faults of one body so far.
#[derive(Debug, Default)]
pub struct Faults(Vec<(String, Fault)>);

impl Faults {
    /// The value, or `None` and a fault at this JSON pointer.
    pub fn take<T>(&mut self, pointer: &str, parsed: Result<T, Fault>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(fault) => {
                self.0.push((pointer.to_owned(), fault));
                None
            }
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// 400 `invalid_body` with every fault, below `parent` where the body is part of a larger one.
    #[must_use]
    pub fn error(self, parent: &str) -> Error {
        self.0
            .into_iter()
            .fold(INVALID_BODY.error(), |error, (pointer, fault)| {
                error.at(format!("{parent}{pointer}"), fault.code, fault.detail)
            })
    }
}
