//! What most commands need: all services over the right database, and everything closed behind them.

use anyhow::{Result, bail};

use kernel::Context;

use crate::{
    assembly::Assembly,
    cli::Where,
    config::Config,
    database::Database,
    neighbours::{self, Neighbours},
};

/// Runs the work over all services, none of which does anything by itself meanwhile.
pub async fn with_services<T>(
    config: &Config,
    place: &Where,
    work: impl AsyncFnOnce(&Assembly, &Database) -> Result<T>,
) -> Result<T> {
    with_these(config, place, neighbours::ALL, work).await
}

/// The same over these alone, so that their own database role is enough.
pub async fn with_these<T>(
    config: &Config,
    place: &Where,
    here: &[Context],
    work: impl AsyncFnOnce(&Assembly, &Database) -> Result<T>,
) -> Result<T> {
    let database = Database::find(config, place.home.as_deref()).await?;
    let done = over(&database, config, here, work).await;
    database.close().await?;
    done
}

async fn over<T>(
    database: &Database,
    config: &Config,
    here: &[Context],
    work: impl AsyncFnOnce(&Assembly, &Database) -> Result<T>,
) -> Result<T> {
    if !database.pending_of(here).await?.is_empty() {
        bail!("The database is older than this program. Run `novapos migrate` first.");
    }
    let assembly = database.assemble_with(config, Neighbours::out_of_reach(here)).await?;
    let done = work(&assembly, database).await;
    assembly.tasks.stop();
    assembly.pool.close().await;
    done
}
