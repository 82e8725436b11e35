//! Bad input, generated from the OpenAPI over every operation: every field of a good body and every parameter of a query made wrong in
//! every way that its name and shape suggest, the wrong caller, and a used key or id with another body. Each is answered with a
//! documented status and a known code, and nothing is written.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

mod bodies;
mod callers;
mod fields;
mod openapi;
mod queries;
mod spoil;
mod used;
mod world;
mod written;

use testkit::Answer;

use crate::openapi::Operation;

/// What is wrong with a refusal, if anything: its status is one of those that are right, and documented; it has a code and is a problem.
fn fault(answer: &Answer, what: &str, right: &[u16], operation: &Operation) -> Option<String> {
    let fine = right.contains(&answer.status())
        && operation.statuses.contains(&answer.status())
        && !answer.code().is_empty()
        && answer.header("content-type") == Some("application/problem+json");
    (!fine).then(|| {
        format!(
            "{} with {what}: {} {:.300} (right: {right:?}, documented: {:?})",
            operation.id,
            answer.status(),
            answer.text(),
            operation.statuses
        )
    })
}
