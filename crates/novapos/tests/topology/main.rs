//! One product in two shapes: all services in one process, and each a process of its own behind the edge. The same requests get the same
//! answers and leave the same rows; a service that is away takes with it only what needs it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

#[path = "../support/program.rs"]
mod program;
#[path = "../support/serving.rs"]
mod serving;

mod away;
mod before;
mod over_kafka;
mod rights;
mod rows;
mod same;
mod scenario;
mod secure;
mod shape;
mod stocked;
mod talk;
mod traced;
