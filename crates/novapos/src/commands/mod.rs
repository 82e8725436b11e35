//! The commands, each a file: what it reads, does and says.

mod audit;
mod backup;
mod bench_seed;
mod doctor;
mod documents;
mod events;
mod keys;
mod migrate;
mod seed_demo;
mod serve;
mod services;
mod tenant;
mod up;
mod verify;

use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::ValueEnum as _;
use kernel::{
    id::TenantId,
    telemetry::{self, LogFormat},
};

use crate::{
    cli::{Audit, Cli, Command, Events, Keys, Tenant},
    config::Config,
    neighbours::Only,
};

/// Runs the command.
///
/// # Errors
/// What went wrong and what to do, in words for whoever typed it.
pub async fn run(cli: Cli) -> Result<ExitCode> {
    let loaded = Config::load(cli.config.as_deref());
    // The one command that must work when the configuration does not.
    if let Command::Doctor(place) = &cli.command {
        return doctor::run(loaded, place).await;
    }
    let config = loaded.map_err(|why| anyhow!("The configuration cannot be used: {why}"))?;
    begin_logs(&config, &cli.command);
    // Before anything counts: what is counted earlier is lost.
    telemetry::metrics_handle();
    let _sent = telemetry::send_spans(&config.traces, &name(&cli.command)).map_err(|why| anyhow!(why))?;
    let done = match cli.command {
        Command::Up(up) => up::run(config, up).await,
        Command::Serve { only } => serve::run(&config, &only).await,
        Command::Migrate(place) => migrate::run(&config, &place).await,
        Command::Verify(place) => return verify::run(&config, &place).await,
        Command::Backup { place, to } => backup::write(&config, &place, &to).await,
        Command::Restore { place, from } => return backup::restore(&config, &place, &from).await,
        Command::Doctor(_) => Ok(()),
        Command::Openapi { out } => documents::write_openapi(&out),
        Command::Docs { out } => documents::write_pages(&out),
        Command::Tenant(Tenant::Create(new)) => tenant::create(&config, new).await,
        Command::SeedDemo(place) => seed_demo::run(&config, &place).await,
        Command::BenchSeed { place, goods } => bench_seed::run(&config, &place, goods).await,
        Command::Events(Events::DeadLetters(place)) => events::list(&config, &place).await,
        Command::Events(Events::Redrive {
            place,
            consumer,
            tenant,
            aggregate,
        }) => events::redrive(&config, &place, &consumer, tenant.into(), aggregate).await,
        Command::Keys(Keys::Rotate(place)) => keys::rotate(&config, &place).await,
        Command::Keys(Keys::RotateAudit(place)) => keys::rotate_audit(&config, &place).await,
        Command::Keys(Keys::Rewrap(place)) => keys::rewrap(&config, &place).await,
        Command::Audit(Audit::Verify {
            place,
            tenant,
            checkpoints,
        }) => return audit::verify(&config, &place, tenant.map(TenantId::from_uuid), checkpoints).await,
    };
    done.map(|()| ExitCode::SUCCESS)
}

/// What the process is called where traces are looked at: `novapos`, or `novapos-order`.
fn name(command: &Command) -> String {
    let only = match command {
        Command::Serve { only } => only.as_slice(),
        _ => &[],
    };
    only.iter()
        .filter_map(Only::to_possible_value)
        .fold("novapos".to_owned(), |all, one| format!("{all}-{}", one.get_name()))
}

/// `serve` talks to machines; everything else to the person who typed it.
fn begin_logs(config: &Config, command: &Command) {
    let (format, filter) = match command {
        Command::Serve { .. } => (LogFormat::Json, "info"),
        _ => (LogFormat::Text, "warn"),
    };
    let filter = config.log.filter.as_deref().unwrap_or(filter);
    telemetry::init_logs(config.log.format.unwrap_or(format), filter);
}
