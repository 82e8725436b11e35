//! The trail from the deed to the chain, and what finds what somebody changed in it.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids"
)]

mod attacks;
mod bucket;
mod chain;
mod refusals;
mod retention;
mod rotation;
mod routes;
mod support;
