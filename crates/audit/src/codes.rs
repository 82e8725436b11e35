//! The reasons for which audit refuses: it has none of its own.

use kernel::Code;

/// All of them, for the docs and for the test that they are unique.
pub const ALL: &[Code] = &[];
