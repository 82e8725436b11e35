//! `novapos migrate`: brings the database to this program's version, and makes the topics of Kafka where events go there.

use anyhow::{Result, anyhow};
use kernel::{
    Secrets,
    events::{Bus, kafka},
};

use crate::{assembly, cli::Where, config::Config, database::Database};

pub async fn run(config: &Config, place: &Where) -> Result<()> {
    let database = Database::find(config, place.home.as_deref()).await?;
    let migrated = database.migrate().await;
    let secrets = database.secrets().clone();
    database.close().await?;
    migrated?;
    println!("The database is up to date.");
    for said in topics(config, &secrets).await? {
        println!("{said}");
    }
    Ok(())
}

/// Makes the topics that are missing, where events go over Kafka. Returns what was done, a sentence each.
///
/// # Errors
/// What Kafka refused, or that it does not answer.
pub async fn topics(config: &Config, secrets: &Secrets) -> Result<Vec<String>> {
    match config.events.open(secrets).await.map_err(|why| anyhow!(why))? {
        Bus::Log => Ok(Vec::new()),
        Bus::Kafka(kafka) => {
            let contexts: Vec<_> = assembly::migrations().iter().map(|of| of.context).collect();
            kafka::make_topics(&kafka, &contexts).await.map_err(|why| anyhow!(why))
        }
    }
}
