//! All that is wrong with a body, told at once.

use kernel::{Error, codes};

use crate::texts::Fault;

/// Collects what is wrong with the fields of a body.
#[derive(Debug, Default)]
pub struct Faults(Vec<(String, Fault)>);

impl Faults {
    /// The value, or a note of what is wrong with it.
    pub fn take<T>(&mut self, pointer: impl Into<String>, parsed: Result<T, Fault>) -> Option<T> {
        parsed.map_err(|fault| self.0.push((pointer.into(), fault))).ok()
    }

    /// The same for a field that may be left out: `Some(None)` when it was.
    pub fn take_given<T, U>(
        &mut self,
        pointer: &str,
        given: Option<&U>,
        parse: impl FnOnce(&U) -> Result<T, Fault>,
    ) -> Option<Option<T>> {
        match given {
            None => Some(None),
            Some(given) => self.take(pointer, parse(given)).map(Some),
        }
    }

    /// 400 `invalid_body` with a pointer to each fault.
    #[must_use]
    pub fn error(self) -> Error {
        self.0
            .into_iter()
            .fold(codes::INVALID_BODY.error(), |error, (pointer, fault)| {
                error.at(pointer, fault.code, fault.detail)
            })
    }
}
