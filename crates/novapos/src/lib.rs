//! The binary's parts: how services are put together, configured, served and looked after.

pub mod assembly;
pub mod cli;
mod client;
pub mod commands;
pub mod config;
mod database;
pub mod demo;
pub mod doctor;
pub mod documents;
mod edge;
mod embedded;
mod front;
mod home;
pub mod neighbours;
mod own_tls;
mod ports;
mod serving;
mod signals;
pub mod verify;
mod waiting;
mod web_files;
