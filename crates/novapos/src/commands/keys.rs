//! `novapos keys`: the next signing key ahead of the schedule, the next key of the audit trail, and the stored ones wrapped anew.

use anyhow::Result;
use contracts::contexts;

use super::services::with_these;
use crate::{assembly, cli::Where, config::Config, database::told};

pub async fn rotate(config: &Config, place: &Where) -> Result<()> {
    let rotation = with_these(config, place, &[contexts::AUTH], async |services, database| {
        let auth = assembly::auth_config(config, database.auth_key()?, database.secrets());
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

pub async fn rotate_audit(config: &Config, place: &Where) -> Result<()> {
    let made = with_these(config, place, &[contexts::AUDIT], async |services, database| {
        let made = audit::rotate_key(services.deps(contexts::AUDIT), &database.audit_key()?).await;
        made.map_err(|error| told("The next key could not be made", &error))
    });
    println!(
        "Key {} signs checkpoints from now on. It leaves the database with the next of them; what the earlier keys signed stays good.",
        made.await?.key
    );
    Ok(())
}

pub async fn rewrap(config: &Config, place: &Where) -> Result<()> {
    let changed = with_these(config, place, &[contexts::AUTH], async |services, database| {
        let auth = assembly::auth_config(config, database.auth_key()?, database.secrets());
        let rewrapped = auth::rewrap_keys(services.deps(contexts::AUTH), &auth).await;
        rewrapped.map_err(|error| told("The keys could not be wrapped anew", &error))
    });
    match changed.await? {
        0 => println!("Every key is wrapped as it should be."),
        1 => println!("One key was wrapped anew."),
        count => println!("{count} keys were wrapped anew."),
    }
    Ok(())
}
