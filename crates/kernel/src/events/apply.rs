//! Applying events, however they were read: each tenant's under that tenant, in one transaction with what remembers them. A batch that
//! fails, or panics, is applied event by event, and the one that cannot be applied becomes a dead letter.

use std::time::Duration;

use super::{ConsumerRun, Event, Log, dead_letter, gate, inbox};
use crate::{
    Error, Result,
    db::TenantTx,
    failpoint,
    id::TenantId,
    tasks::survive,
    telemetry::{self, Attribute, SpanKind, Trace},
};

/// How often an event is tried before it is a dead letter, and how long apart.
pub(super) const TRIES: &[Duration] = &[Duration::ZERO, Duration::from_millis(100), Duration::from_secs(1)];

/// Applies the events that the consumer handles, and moves its cursor over the log (`from`, `to`) where it reads one.
///
/// # Errors
/// 503 when the database cannot be reached, or others hold what the events need: they come again. Events are never the reason.
pub(super) async fn apply_all(run: &ConsumerRun, events: &[Event], cursor: Option<(i64, i64)>) -> Result<()> {
    // A gate must see what the consumer passes over, too: the next event of the aggregate waits for it.
    let wanted: Vec<&Event> = events.iter().filter(|e| run.is_gated() || run.handles(e)).collect();
    match apply_batch(run, &wanted, cursor).await {
        Err(error) if error.is_passing() => Err(error),
        Err(error) => {
            tracing::warn!(
                consumer = run.consumer.name,
                cause = error.chain(),
                "a batch failed; applying its events one by one"
            );
            for event in wanted {
                apply_alone(run, event).await?;
            }
            apply_batch(run, &[], cursor).await
        }
        Ok(()) => Ok(()),
    }
}

/// One transaction: each tenant's fresh events under that tenant, then the cursor.
async fn apply_batch(run: &ConsumerRun, events: &[&Event], cursor: Option<(i64, i64)>) -> Result<()> {
    if events.is_empty() && cursor.is_none() {
        return Ok(());
    }
    let mut by_tenant: Vec<(TenantId, Vec<&Event>)> = Vec::new();
    for event in events.iter().copied() {
        match by_tenant.iter_mut().find(|(tenant, _)| *tenant == event.tenant) {
            Some((_, list)) => list.push(event),
            None => by_tenant.push((event.tenant, vec![event])),
        }
    }
    // One order of locks for all consumers of all processes.
    by_tenant.sort_by_key(|(tenant, _)| *tenant);
    let first = by_tenant
        .first()
        .map_or(TenantId::from_uuid(uuid::Uuid::nil()), |(tenant, _)| *tenant);
    let mut tx = run.db.for_tenant(first).await?;
    if let Some((from, to)) = cursor {
        tx.commit_may_wait().await?;
        move_cursor(&mut tx, run, from, to).await?;
    }
    for (tenant, list) in by_tenant {
        tx.turn_to(tenant).await?;
        apply_tenant(&mut tx, run, &list).await?;
    }
    let (written, committed) = match run.consumer.log {
        Log::Outbox => (failpoint::EFFECT_WRITTEN, failpoint::EFFECT_COMMITTED),
        Log::Audit => (failpoint::TRAIL_WRITTEN, failpoint::TRAIL_COMMITTED),
    };
    failpoint::pass_if(!events.is_empty(), written);
    tx.commit().await?;
    failpoint::pass_if(!events.is_empty(), committed);
    Ok(())
}

/// Applies one tenant's events that are neither applied yet, nor behind a dead letter of their aggregate, nor too early.
async fn apply_tenant(tx: &mut TenantTx<'_>, run: &ConsumerRun, events: &[&Event]) -> Result<()> {
    let parked = dead_letter::park_behind(
        tx,
        run.consumer.name,
        &run.consumer.source_log(),
        events,
        run.clock.now(),
    )
    .await?;
    let candidates: Vec<&Event> = events.iter().copied().filter(|e| !parked.contains(&e.id)).collect();
    let candidates = if run.is_gated() {
        gate::hold_early(tx, run, candidates).await?
    } else {
        candidates
    };
    let fresh = inbox::remember(tx, run, &candidates).await?;
    let fresh: Vec<Event> = candidates
        .into_iter()
        .filter(|e| fresh.contains(&e.id))
        .cloned()
        .collect();
    apply_fresh(tx, run, fresh).await
}

/// The effect of events that the inbox did not know: it is what the caller's transaction is for.
pub(super) async fn apply_fresh(tx: &mut TenantTx<'_>, run: &ConsumerRun, mut fresh: Vec<Event>) -> Result<()> {
    fresh.retain(|event| run.handles(event));
    let Some(first) = fresh.first() else {
        return Ok(());
    };
    failpoint::pass_if(run.consumer.log == Log::Outbox, failpoint::EFFECT_BEGUN);
    let trace = Trace::continue_or_begin(first.trace_parent.as_deref(), &crate::Entropy::system());
    let begun = telemetry::now();
    let applied = trace
        .scope(survive(async { (run.consumer.apply)(tx, &fresh).await }))
        .await;
    for event in &fresh {
        let parent = event.trace_parent.as_deref().and_then(Trace::parse);
        let name = || format!("{} applies {}", run.consumer.name, event.kind);
        telemetry::note_span(parent, run.db.context().name, name, SpanKind::Consumer, begun, || {
            vec![
                Attribute::new("applied", applied.is_ok()),
                Attribute::new("together", fresh.len().to_string()),
            ]
        });
    }
    applied
}

async fn move_cursor(tx: &mut TenantTx<'_>, run: &ConsumerRun, from: i64, to: i64) -> Result<()> {
    let moved = sqlx::query(
        "INSERT INTO consumer_cursor (consumer, source, position) VALUES ($1, $2, $3)
         ON CONFLICT (consumer, source) DO UPDATE SET position = excluded.position WHERE consumer_cursor.position = $4",
    )
    .bind(run.consumer.name)
    .bind(run.consumer.source_log())
    .bind(to)
    .bind(from)
    .execute(&mut **tx)
    .await?;
    if moved.rows_affected() == 1 {
        Ok(())
    } else {
        Err(crate::codes::BUSY.because("Another process runs this consumer."))
    }
}

/// One event in a transaction of its own: tried a few times, then a dead letter.
async fn apply_alone(run: &ConsumerRun, event: &Event) -> Result<()> {
    let mut reason = String::new();
    for rest in TRIES {
        tokio::time::sleep(*rest).await;
        match apply_batch(run, &[event], None).await {
            Ok(()) => return Ok(()),
            Err(error) if error.is_passing() => return Err(error),
            Err(error) => reason = error.chain(),
        }
    }
    bury(run, event, &reason).await
}

/// Keeps an event that was tried in vain as a dead letter.
pub(super) async fn bury(run: &ConsumerRun, event: &Event, reason: &str) -> Result<(), Error> {
    tracing::error!(consumer = run.consumer.name, event = %event.id, kind = event.kind, reason, "dead letter");
    metrics::counter!("dead_letters_total", "consumer" => run.consumer.name).increment(1);
    let mut tx = run.db.for_tenant(event.tenant).await?;
    dead_letter::insert(
        &mut tx,
        run.consumer.name,
        &run.consumer.source_log(),
        event,
        "dead",
        reason,
        TRIES.len(),
        run.clock.now(),
    )
    .await?;
    tx.commit().await
}
