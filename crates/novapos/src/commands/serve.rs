//! `novapos serve`: services against the configured Postgres: all of them in one process, some (`--only order`), or the edge in front of
//! those that are processes of their own.

use anyhow::{Context as _, Result, bail, ensure};
use kernel::{Clock, Context, Entropy, http::MetricsReaders, tasks::Tasks, telemetry};

use crate::{
    config::Config,
    database::{self, Database},
    documents, edge, front,
    neighbours::{self, Neighbours, Only},
    serving::{self, Doors, Front},
    signals::Signals,
    waiting::Patience,
};

/// Names at most this many of the migrations that are missing.
const NAMED_MAX: usize = 5;

pub async fn run(config: &Config, only: &[Only]) -> Result<()> {
    let mut signals = Signals::listen().context("signals cannot be received")?;
    if only.contains(&Only::Edge) {
        ensure!(
            only.len() == 1,
            "The edge is a process of its own: `serve --only edge`."
        );
        return run_edge(config, signals).await;
    }
    let here = services(only);
    let patience = Patience::new(config.listen.wait());
    let database = Database::configured(config).await?;
    let neighbours = if only.is_empty() {
        Neighbours::none()
    } else {
        let (clock, entropy) = (Clock::system(), Entropy::system());
        Neighbours::apart(here.clone(), &config.peers, database.secrets(), &clock, &entropy).await?
    };
    let others = neighbours::asked_elsewhere(&here);
    let assembly = tokio::select! {
        assembly = async {
            patience.wait_for("the database", || migrated(&database, &here)).await?;
            patience.wait_for_services(&config.peers, &others).await?;
            database.assemble_with(config, neighbours).await
        } => assembly?,
        () = signals.next() => return Ok(()),
    };
    let readers = config
        .metrics
        .readers(database.secrets(), MetricsReaders::Nobody)
        .await?;
    let doors = if only.is_empty() {
        Doors::open(&config.listen, &assembly).await?
    } else {
        Doors::open_apart(&config.listen, &assembly).await?
    };
    let addresses = doors.addresses()?;
    doors.serve(&assembly, config, &readers);
    tracing::info!(%addresses, "serving");
    signals.next().await;
    tracing::info!("stopping");
    serving::drain(&assembly.tasks, Some(&assembly.pool), &mut signals).await;
    tracing::info!("stopped");
    Ok(())
}

/// The services that were named, each once; all of them where none was.
fn services(only: &[Only]) -> Vec<Context> {
    let named = |context: &&Context| only.is_empty() || only.iter().any(|one| one.context() == Some(**context));
    neighbours::ALL.iter().filter(named).copied().collect()
}

async fn run_edge(config: &Config, mut signals: Signals) -> Result<()> {
    let tasks = Tasks::default();
    tasks.spawn(telemetry::keep_metrics(|| (), tasks.clone()));
    let secrets = database::secrets(config).await?;
    if let Some(vault) = secrets.vault() {
        tasks.spawn(vault.clone().keep(tasks.clone()));
    }
    let readers = config.metrics.readers(&secrets, MetricsReaders::Nobody).await?;
    let services = documents::services()?;
    let routes = edge::routes(&services, &config.peers)?;
    let document = documents::whole(&services);
    let patience = Patience::new(config.listen.wait());
    tokio::select! {
        reached = patience.wait_for_services(&config.peers, neighbours::ALL) => reached?,
        () = signals.next() => return Ok(()),
    }
    let doors = Front::open(&config.listen).await?;
    let addresses = doors.told()?;
    doors.serve(&tasks, |first| {
        front::edge(routes.clone(), &document, &tasks, config, &readers, first)
    });
    tracing::info!(%addresses, "serving");
    signals.next().await;
    tracing::info!("stopping");
    serving::drain(&tasks, None, &mut signals).await;
    tracing::info!("stopped");
    Ok(())
}

/// Whether the database is there and has what this process needs of it.
async fn migrated(database: &Database, here: &[Context]) -> Result<()> {
    match behind(&database.pending_of(here).await?) {
        Some(refusal) => bail!(refusal),
        None => Ok(()),
    }
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

    #[test]
    fn without_a_choice_every_service_runs_and_a_choice_is_put_in_order() {
        assert_eq!(services(&[]), neighbours::ALL);
        let chosen = services(&[Only::Order, Only::Auth, Only::Order]);
        assert_eq!(
            chosen.iter().map(|context| context.name).collect::<Vec<_>>(),
            ["auth", "order"]
        );
    }
}
