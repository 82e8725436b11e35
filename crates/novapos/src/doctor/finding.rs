//! One thing that was looked at.

use std::fmt;

/// What was found, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    what: String,
    /// What to do; nothing when all is well.
    next: Option<String>,
}

impl Finding {
    #[must_use]
    pub fn ok(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            next: None,
        }
    }

    #[must_use]
    pub fn problem(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            next: Some(next.into()),
        }
    }

    /// A problem when the condition does not hold.
    #[must_use]
    pub fn when(fine: bool, what: impl Into<String>, next: impl Into<String>) -> Self {
        if fine {
            Self::ok(what)
        } else {
            Self::problem(what, next)
        }
    }

    #[must_use]
    pub const fn is_problem(&self) -> bool {
        self.next.is_some()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.next {
            None => write!(f, "ok       {}", self.what),
            Some(next) => write!(f, "PROBLEM  {}\n         {next}", self.what),
        }
    }
}
