//! What the trail proves, as a person meets it; and what must never be in it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids"
)]

mod canary;
mod command;
