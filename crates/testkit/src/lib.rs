//! What tests are written with: the whole product over a database of one test ([`TestApp`]), clients, shops, and the Postgres that all
//! tests of a run share ([`cluster`]). A dev-dependency only.

mod app;
mod client;
pub mod cluster;
pub mod collector;
pub mod kafka;
pub mod mail_server;
pub mod receipt_printer;
pub mod redis_server;
pub mod s3_server;
mod shop;
pub mod vault_server;

pub use app::{AUTH_KEY, START, TestApp};
pub use client::{Answer, Client};
pub use novapos::config::Config;
pub use shop::{PASSWORD, Shop, id};
