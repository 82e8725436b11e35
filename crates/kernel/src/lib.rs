//! The shared mechanism of every service: identifiers, errors, callers and their capabilities, transactions under row-level
//! security, the outbox and its relay, idempotency, the batcher, HTTP and its limits, configuration and telemetry.
//!
//! Kernel knows no business word: nothing here says "product" or "sale". A thing enters kernel only when three contexts need it.
//!
//! Invariants that live here:
//! - tenant tables are reached through [`db::TenantTx`] alone, which carries its tenant for the life of the transaction;
//! - an event is written in the transaction of the change that it tells of ([`outbox`]);
//! - a retried mutation has one effect, by a constraint ([`idempotency`]);
//! - time and randomness are values that are passed in ([`clock`]).

pub mod admission;
pub mod audit;
pub mod authorities;
pub mod batcher;
pub mod caller;
pub mod capability;
pub mod clock;
pub mod codes;
pub mod config;
pub mod csv;
pub mod dates;
pub mod db;
pub mod error;
pub mod events;
pub mod failpoint;
pub mod http;
pub mod id;
pub mod idempotency;
pub mod job;
pub mod lanes;
pub mod limits;
pub mod outbox;
pub mod page;
pub mod peer;
pub mod refusals;
pub mod sealing;
pub mod secret;
pub mod secrets;
pub mod service;
pub mod sorted;
pub mod tasks;
pub mod telemetry;
pub mod token;
pub mod vault;

pub use caller::Caller;
pub use capability::{Capability, Role};
pub use clock::{Clock, Entropy};
pub use db::{Context, Db, SystemTx, TenantTx};
pub use error::{Code, Error, FieldError, Kind};
pub use id::Id;
pub use job::Job;
pub use secrets::Secrets;
pub use service::{Access, Routes, Service};

/// The result of everything that can fail with an answer for the client.
pub type Result<T, E = Error> = std::result::Result<T, E>;
