//! `novapos serve`: all services against the configured Postgres.

use anyhow::{Context as _, Result, bail};

use crate::{
    config::Config,
    database::Database,
    serving::{self, Doors},
    signals::Signals,
};

/// Names at most this many of the migrations that are missing.
const NAMED_MAX: usize = 5;

pub async fn run(config: &Config) -> Result<()> {
    let mut signals = Signals::listen().context("signals cannot be received")?;
    let database = Database::configured(config).await?;
    let pending = database.pending().await?;
    if let Some(refusal) = behind(&pending) {
        bail!(refusal);
    }
    let assembly = database.assemble(config).await?;
    let doors = Doors::open(&config.listen, &assembly).await?;
    let (whole, admin) = doors.addresses()?;
    doors.serve(&assembly, config);
    tracing::info!(%whole, %admin, "serving");
    signals.next().await;
    tracing::info!("stopping");
    serving::drain(&assembly, &mut signals).await;
    tracing::info!("stopped");
    Ok(())
}

fn behind(pending: &[String]) -> Option<String> {
    if pending.is_empty() {
        return None;
    }
    let named = pending
        .iter()
        .take(NAMED_MAX)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    let more = if pending.len() > NAMED_MAX { " and more" } else { "" };
    Some(format!(
        "The database is older than this program: {} migrations are missing ({named}{more}). Run `novapos migrate` first, once, then start again.",
        pending.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_database_is_named_with_what_to_do() {
        assert_eq!(behind(&[]), None);
        let refusal = behind(&["order/1001".to_owned()]).unwrap();
        assert!(
            refusal.contains("order/1001") && refusal.contains("`novapos migrate`"),
            "{refusal}"
        );
    }
}
