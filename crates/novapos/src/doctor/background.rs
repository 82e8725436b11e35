//! What works in the background: events on their way, consumers behind them, what could not be applied, and checkpoints on their way.

use anyhow::Result;
use kernel::{
    Clock,
    events::{self, Log},
};

use super::{Finding, checkpoints};
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
        findings.push(consumer(&run).await?);
    }
    findings.extend(checkpoints::examine(&assembly, database, config).await?);
    assembly.tasks.stop();
    assembly.pool.close().await;
    Ok(findings)
}

async fn outbox(assembly: &Assembly, context: kernel::Context) -> Result<Finding> {
    let waiting = events::waiting(&assembly.deps(context).db, &assembly.bus, Log::Outbox).await;
    let waiting = waiting.map_err(|error| told("The outbox could not be read", &error))?;
    let age_s = waiting.since.map_or(0, |at| (Clock::system().now() - at).num_seconds());
    let what = format!(
        "{}: {} events wait to be published, the oldest for {age_s} s.",
        context.name, waiting.events
    );
    Ok(Finding::when(
        age_s <= UNPUBLISHED_S_MAX,
        what,
        "Events are published while NovaPOS runs: start it, or look into its log.",
    ))
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

async fn consumer(run: &events::ConsumerRun) -> Result<Finding> {
    let name = run.consumer.name;
    let behind = events::behind(run).await;
    Ok(
        match behind.map_err(|error| told("How far consumers have read is not known", &error))? {
            Ok(behind) => Finding::when(
                behind <= BEHIND_MAX,
                format!("{name} is {behind} events behind."),
                "It catches up while NovaPOS runs; if it does not, look into the log.",
            ),
            Err(why) => Finding::problem(
                format!("{name}: {why}."),
                "Start Kafka; if it runs, see whether `novapos migrate` has made the topics.",
            ),
        },
    )
}
