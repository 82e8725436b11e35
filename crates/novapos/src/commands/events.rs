//! `novapos events`: what could not be applied, and applying it again once its cause is mended.

use anyhow::{Result, anyhow, bail};
use kernel::{
    events::{self, DeadLetter, kafka},
    id::TenantId,
};
use uuid::Uuid;

use super::services::with_services;
use crate::{assembly::Assembly, cli::Where, config::Config, database::told};

pub async fn list(config: &Config, place: &Where) -> Result<()> {
    let (letters, strangers) = with_services(config, place, async |assembly, _| all(assembly).await).await?;
    for letter in &letters {
        print(letter);
    }
    for stranger in &strangers {
        print_stranger(stranger);
    }
    if !strangers.is_empty() {
        println!(
            "{} messages are no events of ours. Nothing waits for them.",
            strangers.len()
        );
    }
    match letters.len() {
        0 => println!("There are no dead letters."),
        count => println!(
            "{count} events wait. Mend the cause, then: novapos events redrive --consumer ... --tenant ... --aggregate ..."
        ),
    }
    Ok(())
}

async fn all(assembly: &Assembly) -> Result<(Vec<DeadLetter>, Vec<kafka::Unreadable>)> {
    let (mut letters, mut strangers) = (Vec::new(), Vec::new());
    for service in &assembly.services {
        let found = events::dead_letters(&assembly.deps(service.context).db).await;
        letters.extend(found.map_err(|error| told("The dead letters could not be read", &error))?);
    }
    for service in &assembly.services {
        let found = kafka::unreadable_messages(&assembly.deps(service.context).db).await;
        strangers.extend(found.map_err(|error| told("The unreadable messages could not be read", &error))?);
    }
    Ok((letters, strangers))
}

fn print(letter: &DeadLetter) {
    let DeadLetter {
        tenant,
        consumer,
        event_id,
        kind,
        aggregate,
        state,
        reason,
        attempts,
        at,
    } = letter;
    let at = at.to_rfc3339();
    println!(
        "{at} {state} {kind} consumer={consumer} tenant={tenant} aggregate={aggregate} event={event_id} attempts={attempts}"
    );
    println!("    {reason}");
}

/// A message that is no event: nothing waits behind it, and it cannot be applied again.
fn print_stranger(stranger: &kafka::Unreadable) {
    let kafka::Unreadable {
        consumer,
        topic,
        partition,
        offset,
        reason,
        size_bytes,
        at,
    } = stranger;
    let at = at.to_rfc3339();
    println!(
        "{at} unreadable consumer={consumer} topic={topic} partition={partition} offset={offset} bytes={size_bytes}"
    );
    println!("    {reason}");
}

pub async fn redrive(config: &Config, place: &Where, consumer: &str, tenant: TenantId, aggregate: Uuid) -> Result<()> {
    let applied = with_services(config, place, async |assembly, _| {
        let runs = assembly.consumers();
        let Some(run) = runs.iter().find(|run| run.consumer.name == consumer) else {
            let names = runs.iter().map(|run| run.consumer.name).collect::<Vec<_>>().join(", ");
            bail!("There is no consumer {consumer}. There are: {names}.");
        };
        let redriven = events::redrive(run, tenant, aggregate).await;
        redriven.map_err(|error| {
            anyhow!(
                "The first event that waits there failed again, and stays: {}",
                error.chain()
            )
        })
    });
    match applied.await? {
        0 => println!("Nothing waits there."),
        count => println!("{count} events were applied."),
    }
    Ok(())
}
