//! Orders as a desk: sales that wait, sales found again, and their receipts.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

mod emails;
mod finding;
mod parked;
mod prints;
mod receipts;
