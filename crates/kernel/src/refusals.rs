//! Refusals of people whom we know: they are counted in memory and written into the trail once a minute, one row for each caller,
//! operation and reason. So a flood of them is a number and not a flood of rows, and a refused request costs no write.
//!
//! What was counted in the last minute before the process ends is lost.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde_json::json;

use crate::{
    Caller, Job, Result,
    audit::AuditEvent,
    id::{TenantId, UserId},
    service::Deps,
};

/// The action in the trail. Its subject is who was refused.
const ACTION: &str = "request.refused";
/// How often it is looked whether a minute is over.
const WRITE_EVERY: Duration = Duration::from_secs(10);
/// Counters at once, over all services of a process; what has none is counted in the metrics alone.
const COUNTERS_MAX: usize = 10_000;
/// Rows that are written in one go.
const ROWS_MAX: usize = 500;

/// What is counted together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    service: &'static str,
    /// Minutes since 1970.
    minute: i64,
    tenant: TenantId,
    user: UserId,
    /// `POST /orders/{order_id}/void`.
    operation: String,
    /// `forbidden`.
    code: String,
}

#[derive(Clone)]
struct Counted {
    caller: Caller,
    times: u64,
}

/// Refusals that are not written yet.
#[derive(Clone, Default)]
pub struct Refusals(Arc<Mutex<BTreeMap<Key, Counted>>>);

impl Refusals {
    fn counters(&self) -> MutexGuard<'_, BTreeMap<Key, Counted>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts one.
    pub(crate) fn note(&self, service: &'static str, minute: i64, caller: &Caller, operation: String, code: &str) {
        let key = Key {
            service,
            minute,
            tenant: caller.tenant,
            user: caller.user,
            operation,
            code: code.to_owned(),
        };
        let mut counters = self.counters();
        if counters.len() >= COUNTERS_MAX && !counters.contains_key(&key) {
            metrics::counter!("refusals_not_written_total", "service" => service).increment(1);
            return;
        }
        let counted = counters.entry(key).or_insert_with(|| Counted {
            caller: caller.clone(),
            times: 0,
        });
        counted.times += 1;
    }

    /// Takes what the service counted before that minute: at most [`ROWS_MAX`].
    fn take(&self, service: &str, minute: i64) -> Vec<(Key, Counted)> {
        let mut counters = self.counters();
        let over: Vec<Key> = counters
            .keys()
            .filter(|key| key.service == service && key.minute < minute)
            .take(ROWS_MAX)
            .cloned()
            .collect();
        over.into_iter().filter_map(|key| counters.remove_entry(&key)).collect()
    }

    /// Gives back what could not be written.
    fn give_back(&self, counted: impl IntoIterator<Item = (Key, Counted)>) {
        let mut counters = self.counters();
        for (key, more) in counted {
            counters
                .entry(key)
                .and_modify(|counted| counted.times += more.times)
                .or_insert(more);
        }
    }
}

/// The minute of the service's clock.
pub(crate) fn minute(clock: &crate::Clock) -> i64 {
    clock.now().timestamp().div_euclid(60)
}

/// Writes what was counted in minutes that are over. Returns how many rows.
async fn write(deps: &Deps) -> Result<u64> {
    let refusals = &deps.gate.refusals;
    let taken = refusals.take(deps.db.context().name, minute(&deps.clock));
    let mut by_tenant: BTreeMap<TenantId, Vec<(Key, Counted)>> = BTreeMap::new();
    for (key, counted) in taken {
        by_tenant.entry(key.tenant).or_default().push((key, counted));
    }
    let mut written = 0;
    while let Some((tenant, rows)) = by_tenant.pop_first() {
        if let Err(error) = write_some(deps, tenant, &rows).await {
            refusals.give_back(by_tenant.into_values().flatten().chain(rows));
            return Err(error);
        }
        written += rows.len() as u64;
    }
    Ok(written)
}

async fn write_some(deps: &Deps, tenant: TenantId, rows: &[(Key, Counted)]) -> Result<()> {
    let mut tx = deps.db.for_tenant(tenant).await?;
    for (key, counted) in rows {
        let told = json!({"operation": key.operation, "code": key.code, "times": counted.times, "minute": key.minute});
        let event = AuditEvent::new(ACTION, key.user.uuid()).after(&told)?;
        deps.record(&mut tx, &counted.caller, event).await?;
    }
    tx.commit().await
}

impl Job {
    /// Writes the service's refusals into its trail.
    #[must_use]
    pub fn write_refusals(deps: &Deps) -> Self {
        let deps = deps.clone();
        Self {
            name: "write_refusals",
            every: WRITE_EVERY,
            run: Arc::new(move || {
                let deps = deps.clone();
                Box::pin(async move { write(&deps).await })
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn caller(user: u128) -> Caller {
        Caller {
            user: UserId::from_uuid(Uuid::from_u128(user)),
            ..Caller::service(TenantId::from_uuid(Uuid::from_u128(1)), "probe")
        }
    }

    fn note(refusals: &Refusals, minute: i64, user: u128, operation: &str) {
        refusals.note("order", minute, &caller(user), operation.to_owned(), "forbidden");
    }

    #[test]
    fn a_flood_is_one_counter_and_its_minute_must_be_over() {
        let refusals = Refusals::default();
        for _ in 0..1000 {
            note(&refusals, 7, 1, "GET /a");
        }
        note(&refusals, 7, 1, "GET /b");
        note(&refusals, 7, 2, "GET /a");
        note(&refusals, 8, 1, "GET /a");
        assert!(refusals.take("order", 7).is_empty());
        assert!(refusals.take("auth", 8).is_empty());
        let times: Vec<u64> = refusals.take("order", 8).iter().map(|(_, it)| it.times).collect();
        assert_eq!(times, [1000, 1, 1]);
        assert_eq!(refusals.take("order", 9).len(), 1);
    }

    #[test]
    fn what_could_not_be_written_is_counted_on() {
        let refusals = Refusals::default();
        note(&refusals, 7, 1, "GET /a");
        let taken = refusals.take("order", 8);
        note(&refusals, 7, 1, "GET /a");
        refusals.give_back(taken);
        let times: Vec<u64> = refusals.take("order", 8).iter().map(|(_, it)| it.times).collect();
        assert_eq!(times, [2]);
    }

    #[test]
    fn counters_have_a_limit() {
        let refusals = Refusals::default();
        for user in 0..COUNTERS_MAX as u128 + 5 {
            note(&refusals, 7, user, "GET /a");
        }
        note(&refusals, 7, 0, "GET /a");
        assert_eq!(refusals.counters().len(), COUNTERS_MAX);
        assert_eq!(refusals.counters().values().map(|it| it.times).max(), Some(2));
    }
}
