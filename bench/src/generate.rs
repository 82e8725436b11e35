//! The generator: a process of its own, so that its CPU is counted apart from the server's. It is told a plan and then slices, one
//! line each, and ends when its standard input does.

use std::{
    collections::{BTreeMap, HashMap},
    io::Write,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use futures_util::future::join_all;
use serde::de::DeserializeOwned;

use crate::{
    catalogue::{self, Catalogue},
    client::Client,
    load::{Load, Outcome, Plan, Slice, Told},
    till::{Pace, Tally, Till},
};

/// Serves the orchestrator until it closes our standard input.
pub async fn generate() -> Result<()> {
    let plan: Plan = next().await?.context("no plan was given")?;
    let mut tills = start_all(&plan).await?;
    tell(&Told::Ready)?;
    while let Some(slice) = next::<Slice>().await? {
        let tills = tills.get_mut(&slice.load).context("no tills for this load")?;
        let clients = slice.clients.min(tills.len());
        tell(&Told::Done(run(&mut tills[..clients], &slice).await?))?;
    }
    Ok(())
}

/// The next line that we are told; nothing when the orchestrator is done, or gone.
async fn next<T: DeserializeOwned>() -> Result<Option<T>> {
    let line = tokio::task::spawn_blocking(|| std::io::stdin().lines().next())
        .await?
        .transpose()?;
    line.map(|line| serde_json::from_str(&line).context("reading a line of the orchestrator"))
        .transpose()
}

fn tell(told: &Told) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(told)?)?;
    Ok(out.flush()?)
}

/// Signs every cashier in, one after the other: each password costs the server a hash.
async fn start_all(plan: &Plan) -> Result<BTreeMap<Load, Vec<Till>>> {
    let mut started = BTreeMap::new();
    let mut number: u16 = 0;
    let mut catalogues: HashMap<&str, Arc<Catalogue>> = HashMap::new();
    for (load, plans) in &plan.tills {
        let mut tills = Vec::with_capacity(plans.len());
        for till in plans {
            number += 1;
            let mut client = Client::new(plan.server, number);
            client.sign_in(&till.account).await?;
            let shop = till.account.shop_code.as_str();
            let catalogue = match catalogues.get(shop) {
                Some(catalogue) => Arc::clone(catalogue),
                None => Arc::new(catalogue::read(&mut client).await?),
            };
            catalogues.insert(shop, Arc::clone(&catalogue));
            tills.push(Till::start(client, till, catalogue, plan.seed.wrapping_add(u64::from(number))).await?);
        }
        started.insert(*load, tills);
    }
    Ok(started)
}

/// All tills sell at once; the clock runs from the first request to the last answer. At a rate they take turns.
async fn run(tills: &mut [Till], slice: &Slice) -> Result<Outcome> {
    let selling = Duration::from_secs_f64(slice.seconds);
    let clients = tills.len() as f64;
    for till in tills.iter_mut() {
        till.make_ready(selling).await?;
    }
    let started = Instant::now();
    let selling_all = tills.iter_mut().enumerate().map(|(number, till)| {
        let pace = slice.per_s.map(|per_s| Pace {
            first: started + Duration::from_secs_f64(number as f64 / per_s),
            every: Duration::from_secs_f64(clients / per_s),
        });
        till.sell_until(started + selling, pace)
    });
    let tallies = join_all(selling_all).await;
    let seconds = started.elapsed().as_secs_f64();
    Ok(summary(tallies.into_iter().collect::<Result<Vec<Tally>>>()?, seconds))
}

fn summary(tallies: Vec<Tally>, seconds: f64) -> Outcome {
    let mut latencies_us = Vec::new();
    let mut errors = BTreeMap::new();
    for tally in tallies {
        latencies_us.extend(tally.latencies_us);
        for (code, count) in tally.errors {
            *errors.entry(code).or_default() += count;
        }
    }
    latencies_us.sort_unstable();
    let at = |share: f64| percentile_ms(&latencies_us, share);
    Outcome {
        sales: latencies_us.len() as u64,
        seconds,
        p50_ms: at(0.50),
        p95_ms: at(0.95),
        p99_ms: at(0.99),
        max_ms: at(1.0),
        errors,
    }
}

/// The value that this share of the sorted ones does not exceed (nearest rank).
pub fn percentile_ms(sorted_us: &[u32], share: f64) -> f64 {
    let rank = (share * sorted_us.len() as f64).ceil() as usize;
    let value = sorted_us.get(rank.saturating_sub(1)).copied().unwrap_or(0);
    f64::from(value) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_nearest_ranks() {
        let hundred: Vec<u32> = (1..=100).map(|ms| ms * 1000).collect();
        assert_eq!(percentile_ms(&hundred, 0.50), 50.0);
        assert_eq!(percentile_ms(&hundred, 0.99), 99.0);
        assert_eq!(percentile_ms(&hundred, 1.0), 100.0);
        assert_eq!(percentile_ms(&[7000], 0.5), 7.0);
        assert_eq!(percentile_ms(&[], 0.99), 0.0);
    }
}
