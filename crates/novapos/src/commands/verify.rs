//! `novapos verify`: whether what must always hold does hold.

use std::process::ExitCode;

use anyhow::Result;
use kernel::Clock;

use crate::{cli::Where, config::Config, database::Database, verify};

pub async fn run(config: &Config, place: &Where) -> Result<ExitCode> {
    let database = Database::find(config, place.home.as_deref()).await?;
    let checked = verify::check(&database.login, Clock::system().now()).await;
    database.close().await?;
    let report = checked?;
    print!("{report}");
    Ok(if report.holds() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
