//! The binary's parts: how services are put together, configured, served and looked after.

pub mod assembly;
pub mod config;
pub mod embedded;
