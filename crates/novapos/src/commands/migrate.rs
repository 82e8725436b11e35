//! `novapos migrate`: brings the database to this program's version.

use anyhow::Result;

use crate::{cli::Where, config::Config, database::Database};

pub async fn run(config: &Config, place: &Where) -> Result<()> {
    let database = Database::find(config, place.home.as_deref()).await?;
    let migrated = database.migrate().await;
    database.close().await?;
    migrated?;
    println!("The database is up to date.");
    Ok(())
}
