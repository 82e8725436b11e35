//! What works in the background: events on their way, consumers behind them, and what could not be applied.

use anyhow::{Context as _, Result};
use kernel::{
    Clock,
    events::{self, Bus, Log, kafka},
};
use sqlx::Row as _;

use super::Finding;
use crate::{
    assembly::Assembly,
    config::Config,
    database::{Database, told},
};

/// An event that waits longer has nobody to publish it, or a database that is overloaded.
const UNPUBLISHED_S_MAX: i64 = 60;
/// The most events that a consumer may be behind.
const BEHIND_MAX: i64 = 10_000;

pub async fn examine(database: &Database, config: &Config) -> Result<Vec<Finding>> {
    let assembly = database.assemble(config).await?;
    let mut findings = Vec::new();
    for service in &assembly.services {
        findings.push(outbox(&assembly, service.context).await?);
        findings.extend(dead_letters(&assembly, service.context).await?);
    }
    for run in assembly.consumers() {
        findings.push(match &run.bus {
            Bus::Log => consumer(&assembly, &run).await?,
            Bus::Kafka(kafka) => group(&run, kafka).await,
        });
    }
    assembly.tasks.stop();
    assembly.pool.close().await;
    Ok(findings)
}

async fn outbox(assembly: &Assembly, context: kernel::Context) -> Result<Finding> {
    let (waiting, oldest) = match &assembly.bus {
        Bus::Log => unpublished(assembly, context).await?,
        Bus::Kafka(kafka) => {
            let backlog = kafka::backlog(&assembly.deps(context).db, kafka, Log::Outbox).await;
            let backlog = backlog.map_err(|error| told("The outbox could not be read", &error))?;
            (backlog.events, backlog.since)
        }
    };
    let age_s = oldest.map_or(0, |at| (Clock::system().now() - at).num_seconds());
    let what = format!(
        "{}: {waiting} events wait to be published, the oldest for {age_s} s.",
        context.name
    );
    Ok(Finding::when(
        age_s <= UNPUBLISHED_S_MAX,
        what,
        "Events are published while NovaPOS runs: start it, or look into its log.",
    ))
}

async fn unpublished(
    assembly: &Assembly,
    context: kernel::Context,
) -> Result<(i64, Option<chrono::DateTime<chrono::Utc>>)> {
    let mut tx = begin(assembly, context).await?;
    let row = sqlx::query("SELECT count(*), min(at) FROM outbox WHERE position IS NULL")
        .fetch_one(&mut *tx)
        .await?;
    Ok((row.get(0), row.get(1)))
}

async fn dead_letters(assembly: &Assembly, context: kernel::Context) -> Result<Option<Finding>> {
    let mut letters = events::dead_letters(&assembly.deps(context).db)
        .await
        .map_err(|error| told("dead letters", &error))?;
    // One that waits for the event before it is on its way.
    letters.retain(|letter| letter.state != "early");
    let Some(first) = letters.first() else { return Ok(None) };
    let what = format!(
        "{}: {} events could not be applied; the first, {}: {}",
        context.name,
        letters.len(),
        first.kind,
        first.reason
    );
    Ok(Some(Finding::problem(
        what,
        "See `novapos events dead-letters`; mend the cause, then `novapos events redrive`.",
    )))
}

async fn consumer(assembly: &Assembly, run: &events::ConsumerRun) -> Result<Finding> {
    let (name, source, log) = (run.consumer.name, run.consumer.source, run.consumer.log);
    let mut tx = begin(assembly, run.db.context()).await?;
    let read: i64 =
        sqlx::query("SELECT coalesce(max(position), 0) FROM consumer_cursor WHERE consumer = $1 AND source = $2")
            .bind(name)
            .bind(run.consumer.source_log())
            .fetch_one(&mut *tx)
            .await?
            .get(0);
    drop(tx);
    let mut tx = begin(assembly, source).await?;
    let last: i64 = sqlx::query(match log {
        Log::Outbox => "SELECT position FROM outbox_head",
        Log::Audit => "SELECT position FROM audit_head",
    })
    .fetch_one(&mut *tx)
    .await?
    .get(0);
    let behind = last - read;
    let what = format!("{name} is {behind} events behind.");
    Ok(Finding::when(
        behind <= BEHIND_MAX,
        what,
        "It catches up while NovaPOS runs; if it does not, look into the log.",
    ))
}

/// The same where it reads a topic.
async fn group(run: &events::ConsumerRun, kafka: &std::sync::Arc<kafka::Kafka>) -> Finding {
    match kafka::lag(kafka, &run.consumer).await {
        Ok(lag) => Finding::when(
            lag.messages <= BEHIND_MAX,
            format!("{} is {} messages behind its topic.", run.consumer.name, lag.messages),
            "It catches up while NovaPOS runs; if it does not, look into the log.",
        ),
        Err(why) => Finding::problem(
            format!("{}: {why}.", run.consumer.name),
            "Start Kafka; if it runs, see whether `novapos migrate` has made the topics.",
        ),
    }
}

async fn begin(assembly: &Assembly, context: kernel::Context) -> Result<kernel::SystemTx<'static>> {
    assembly
        .deps(context)
        .db
        .system("doctor")
        .await
        .context("the database cannot be read")
}
