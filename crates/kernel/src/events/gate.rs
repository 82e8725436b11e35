//! The version gate of the Kafka arm: a topic that was produced again may have lost its order, so an event waits for the one before it of
//! its aggregate. It waits in the database, for a minute at most: the one before it may be older than what the topic keeps.
//!
//! The inbox says which versions were applied. An aggregate's first event, as nearly all are, has nothing to wait for and is not looked up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use sqlx::Row;
use uuid::Uuid;

use super::{
    ConsumerRun, Event,
    apply::{TRIES, bury},
    dead_letter, inbox,
};
use crate::{Error, Result, db::TenantTx, id::TenantId};

/// How long an event waits for the one before it.
pub(super) const EARLY_S_MAX: i64 = 60;
/// Aggregates whose early events are looked at in one go.
const RELEASE_MAX: i64 = 200;

/// An aggregate and a version of it.
type Step = (Uuid, i32);

/// Keeps the early ones of these events for later. Returns the others, each aggregate's in the order of their versions.
pub(super) async fn hold_early<'e>(
    tx: &mut TenantTx<'_>,
    run: &ConsumerRun,
    events: Vec<&'e Event>,
) -> Result<Vec<&'e Event>> {
    if events.iter().all(|event| event.version == 1) {
        return Ok(events);
    }
    let (mut ready, early) = part(&events, &seen(tx, run, &events).await?);
    if early.is_empty() {
        return Ok(ready);
    }
    // What was applied before versions were written down is known by its id alone.
    let applied = inbox::known(tx, run.consumer.name, &early).await?;
    for event in early {
        if applied.contains(&event.id) {
            ready.push(event);
            continue;
        }
        metrics::counter!("events_early_total", "consumer" => run.consumer.name).increment(1);
        dead_letter::insert(
            tx,
            run.consumer.name,
            &run.consumer.source_log(),
            event,
            "early",
            "waits for the event before it of the same aggregate",
            0,
            run.clock.now(),
        )
        .await?;
    }
    Ok(ready)
}

/// Parts events into those that can be applied now, by aggregate and version, and those that are early. `seen` has the steps that were applied
/// before.
fn part<'e>(events: &[&'e Event], seen: &BTreeSet<Step>) -> (Vec<&'e Event>, Vec<&'e Event>) {
    let mut by_aggregate: BTreeMap<Uuid, Vec<&Event>> = BTreeMap::new();
    for event in events {
        by_aggregate.entry(event.aggregate).or_default().push(event);
    }
    let (mut ready, mut early) = (Vec::new(), Vec::new());
    for (aggregate, mut list) in by_aggregate {
        list.sort_by_key(|event| event.version);
        let mut reached = 0;
        for event in list {
            let version = event.version;
            let follows = version <= reached + 1
                || seen.contains(&(aggregate, version - 1))
                || seen.contains(&(aggregate, version));
            if follows {
                reached = reached.max(version);
                ready.push(event);
            } else {
                early.push(event);
            }
        }
    }
    ready.sort_by_key(|event| event.position);
    (ready, early)
}

/// Which of these events, and of those right before them, the consumer has applied.
async fn seen(tx: &mut TenantTx<'_>, run: &ConsumerRun, events: &[&Event]) -> Result<BTreeSet<Step>> {
    let asked: BTreeSet<Step> = events
        .iter()
        .filter(|event| event.version > 1)
        .flat_map(|event| [event.version - 1, event.version].map(|version| (event.aggregate, version)))
        .collect();
    let (aggregates, versions): (Vec<Uuid>, Vec<i32>) = asked.into_iter().unzip();
    let rows: Vec<Step> = sqlx::query_as(
        "SELECT aggregate_id, aggregate_version FROM inbox WHERE tenant_id = $1 AND consumer = $2
         AND (aggregate_id, aggregate_version) IN (SELECT * FROM unnest($3::uuid[], $4::int[]))",
    )
    .bind(tx.tenant().uuid())
    .bind(run.consumer.name)
    .bind(&aggregates)
    .bind(&versions)
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Applies the early events whose predecessor has come meanwhile, or that have waited long enough. Returns how many.
///
/// # Errors
/// 503 when the database cannot be reached; events are never the reason.
pub(super) async fn release(run: &ConsumerRun) -> Result<u64> {
    let overdue = run.clock.now() - TimeDelta::seconds(EARLY_S_MAX);
    let mut tx = run.db.system("which early events can be applied").await?;
    let due: Vec<(Uuid, Uuid)> = sqlx::query_as(
        "SELECT DISTINCT d.tenant_id, d.aggregate_id FROM dead_letter d
         WHERE d.consumer = $1 AND d.state = 'early' AND (d.at <= $2 OR EXISTS (
             SELECT FROM inbox i WHERE i.tenant_id = d.tenant_id AND i.consumer = d.consumer
                 AND i.aggregate_id = d.aggregate_id AND i.aggregate_version = d.aggregate_version - 1))
         LIMIT $3",
    )
    .bind(run.consumer.name)
    .bind(overdue)
    .bind(RELEASE_MAX)
    .fetch_all(&mut *tx)
    .await?;
    drop(tx);
    let mut released = 0;
    for (tenant, aggregate) in due {
        while release_first(run, TenantId::from_uuid(tenant), aggregate).await? {
            released += 1;
        }
    }
    Ok(released)
}

/// Applies the first early event of an aggregate, or finds out why it is a dead letter. Returns whether there may be another.
async fn release_first(run: &ConsumerRun, tenant: TenantId, aggregate: Uuid) -> Result<bool> {
    let mut failed: Option<(Event, Error)> = None;
    for rest in TRIES {
        tokio::time::sleep(*rest).await;
        let mut tx = run.db.for_tenant(tenant).await?;
        let Some((event, at)) = lock_first(&mut tx, run, aggregate).await? else {
            return Ok(false);
        };
        let behind = dead_letter::park_behind(
            &mut tx,
            run.consumer.name,
            &run.consumer.source_log(),
            &[&event],
            run.clock.now(),
        )
        .await?;
        if !behind.is_empty() {
            // Parked now, unless it was applied when it came again.
            forget(&mut tx, run, &event).await?;
            tx.commit().await?;
            return Ok(true);
        }
        let follows = seen(&mut tx, run, &[&event])
            .await?
            .contains(&(aggregate, event.version - 1));
        if !follows && at > run.clock.now() - TimeDelta::seconds(EARLY_S_MAX) {
            return Ok(false);
        }
        match dead_letter::apply_again(&mut tx, run, &event).await {
            Ok(()) => {
                tx.commit().await?;
                if !follows {
                    metrics::counter!("events_out_of_order_total", "consumer" => run.consumer.name).increment(1);
                    tracing::warn!(
                        consumer = run.consumer.name, event = %event.id, kind = event.kind, %aggregate, version = event.version,
                        "applied without the event before it, which did not come"
                    );
                }
                return Ok(true);
            }
            Err(error) if error.is_passing() => return Err(error),
            Err(error) => {
                tx.rollback().await?;
                failed = Some((event, error));
            }
        }
    }
    if let Some((event, error)) = failed {
        bury(run, &event, &error.chain()).await?;
    }
    Ok(true)
}

/// The early event of an aggregate with the lowest version, and since when it waits. It stays locked.
async fn lock_first(
    tx: &mut TenantTx<'_>,
    run: &ConsumerRun,
    aggregate: Uuid,
) -> Result<Option<(Event, chrono::DateTime<chrono::Utc>)>> {
    let row = sqlx::query(
        "SELECT event_id, position, type, aggregate_version, event_at, trace_parent, data, at FROM dead_letter
         WHERE tenant_id = $1 AND consumer = $2 AND aggregate_id = $3 AND state = 'early'
         ORDER BY aggregate_version LIMIT 1 FOR UPDATE",
    )
    .bind(tx.tenant().uuid())
    .bind(run.consumer.name)
    .bind(aggregate)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (dead_letter::event_of(&row, tx.tenant(), aggregate), row.get("at"))))
}

/// Removes the event where it is still early.
async fn forget(tx: &mut TenantTx<'_>, run: &ConsumerRun, event: &Event) -> Result<()> {
    let sql = "DELETE FROM dead_letter WHERE tenant_id = $1 AND consumer = $2 AND event_id = $3 AND state = 'early'";
    sqlx::query(sql)
        .bind(tx.tenant().uuid())
        .bind(run.consumer.name)
        .bind(event.id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(aggregate: u128, version: i32, position: i64) -> Event {
        Event {
            tenant: TenantId::from_uuid(Uuid::nil()),
            id: Uuid::from_u128(u128::from(position.unsigned_abs())),
            position,
            kind: "probe.happened".to_owned(),
            aggregate: Uuid::from_u128(aggregate),
            version,
            at: chrono::DateTime::UNIX_EPOCH,
            trace_parent: None,
            data: String::new(),
        }
    }

    type Steps = Vec<(u128, i32)>;

    /// Aggregate and version of what is ready and of what is early, for events given so in the order in which they came.
    fn parted(came: &[(u128, i32)], seen: &[(u128, i32)]) -> (Steps, Steps) {
        let events: Vec<Event> = came
            .iter()
            .map(|(aggregate, version)| event(*aggregate, *version, i64::from(*version)))
            .collect();
        let events: Vec<&Event> = events.iter().collect();
        let seen = seen
            .iter()
            .map(|(aggregate, version)| (Uuid::from_u128(*aggregate), *version))
            .collect();
        let (ready, early) = part(&events, &seen);
        let steps = |list: Vec<&Event>| list.iter().map(|e| (e.aggregate.as_u128(), e.version)).collect();
        (steps(ready), steps(early))
    }

    #[test]
    fn events_that_come_together_are_put_in_order() {
        assert_eq!(
            parted(&[(7, 3), (7, 1), (7, 2)], &[]),
            (vec![(7, 1), (7, 2), (7, 3)], vec![])
        );
    }

    #[test]
    fn an_event_waits_for_the_one_before_it_of_its_own_aggregate() {
        assert_eq!(parted(&[(7, 2), (8, 1)], &[(8, 1)]), (vec![(8, 1)], vec![(7, 2)]));
        assert_eq!(parted(&[(7, 2)], &[(7, 1)]), (vec![(7, 2)], vec![]));
    }

    #[test]
    fn a_gap_holds_all_that_is_behind_it() {
        assert_eq!(
            parted(&[(7, 1), (7, 3), (7, 4)], &[]),
            (vec![(7, 1)], vec![(7, 3), (7, 4)])
        );
    }

    #[test]
    fn what_was_applied_and_comes_again_is_not_early() {
        assert_eq!(parted(&[(7, 5)], &[(7, 5)]), (vec![(7, 5)], vec![]));
        assert_eq!(parted(&[(7, 2), (7, 2)], &[(7, 1)]), (vec![(7, 2), (7, 2)], vec![]));
    }
}
