//! The one binary: every service, or one command that looks after them.

use std::process::ExitCode;

use clap::Parser;
use novapos::{cli::Cli, commands};

/// Gives memory back after a catalogue was read, and costs less: docs/performance.md.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(cause) => return failed(&anyhow::Error::from(cause)),
    };
    match runtime.block_on(commands::run(cli)) {
        Ok(code) => code,
        Err(cause) => failed(&cause),
    }
}

/// What went wrong, in words for whoever typed the command.
fn failed(cause: &anyhow::Error) -> ExitCode {
    eprintln!("novapos: {cause:#}");
    ExitCode::FAILURE
}
