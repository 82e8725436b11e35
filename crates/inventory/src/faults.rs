//! Collects everything that is wrong with a body, so that a client corrects it in one go.

use kernel::{Error, Result, codes};

/// The most faults that one answer names: a body can hold thousands.
const FAULTS_MAX: usize = 50;

#[derive(Debug, Default)]
pub(crate) struct Faults {
    error: Option<Error>,
    count: usize,
}

impl Faults {
    /// Notes a fault at an RFC 6901 pointer.
    pub(crate) fn add(&mut self, pointer: impl Into<String>, code: &'static str, detail: impl Into<String>) {
        self.count += 1;
        if self.count <= FAULTS_MAX {
            let error = self.error.take().unwrap_or_else(|| codes::INVALID_BODY.error());
            self.error = Some(error.at(pointer, code, detail));
        }
    }

    /// # Errors
    /// 400 `invalid_body` when something was noted.
    pub(crate) fn finish(self) -> Result<()> {
        self.error.map_or(Ok(()), Err)
    }
}
