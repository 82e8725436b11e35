//! `novapos keys rotate`: the next signing key, ahead of the schedule.

use anyhow::Result;
use contracts::contexts;

use super::services::with_services;
use crate::{assembly, cli::Where, config::Config, database::told};

pub async fn rotate(config: &Config, place: &Where) -> Result<()> {
    let rotation = with_services(config, place, async |services, database| {
        let auth = assembly::auth_config(config, database.auth_key()?);
        let rotated = auth::rotate_keys(services.deps(contexts::AUTH), &auth).await;
        rotated.map_err(|error| told("The next key could not be made", &error))
    });
    let rotation = rotation.await?;
    println!(
        "Key {} is published; it signs from {}.",
        rotation.kid,
        rotation.signs_from.to_rfc3339()
    );
    Ok(())
}
