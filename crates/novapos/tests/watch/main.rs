//! What watches NovaPOS fits NovaPOS: every metric and label that a rule or a dashboard names is on `/metrics`, and a real fault makes the alert
//! fire that is about it, and no other.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

#[path = "../support/program.rs"]
mod program;
#[path = "../topology/scenario.rs"]
mod scenario;
#[path = "../support/serving.rs"]
mod serving;
#[expect(dead_code, reason = "another test program uses the rest")]
#[path = "../topology/shape.rs"]
mod shape;
#[expect(dead_code, reason = "another test program uses the rest")]
#[path = "../topology/talk.rs"]
mod talk;

mod asked;
mod faults;
mod names;
mod scrape;
mod watch;
