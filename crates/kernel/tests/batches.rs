//! The batcher: neighbours do not suffer, queues are bounded, nothing that was taken is left undone (performance.md).
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

mod probe;

use std::{sync::Arc, time::Duration};

use kernel::{
    Error,
    batcher::{BatchLimits, Batcher},
    db::BatchTx,
    id::TenantId,
    tasks::Tasks,
};
use probe::Probe;
use sqlx::{Executor, Row};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// A thing to be written; more than 1000 violates the table's check and so fails the whole statement.
struct Write {
    id: Uuid,
    amount: i64,
    gate: Option<Arc<Semaphore>>,
}

/// The amount that a bug in the code waits for.
const PANIC: i64 = -1;

/// Answers each with how many of its tenant's ran together.
async fn write(tx: &mut BatchTx<'_>, writes: &[(TenantId, &Write)]) -> Result<Vec<usize>, Error> {
    for (tenant, write) in writes {
        assert_ne!(write.amount, PANIC, "a bug");
        if let Some(gate) = &write.gate {
            gate.acquire().await.unwrap().forget();
        }
        sqlx::query("INSERT INTO probe.thing (tenant_id, id, amount) VALUES ($1, $2, $3)")
            .bind(tenant.uuid())
            .bind(write.id)
            .bind(write.amount)
            .execute(&mut **tx)
            .await?;
    }
    let of = |tenant| writes.iter().filter(|(other, _)| *other == tenant).count();
    Ok(writes.iter().map(|(tenant, _)| of(*tenant)).collect())
}

fn batcher(probe: &Probe, limits: BatchLimits, tasks: &Tasks) -> Arc<Batcher<Write, usize>> {
    Batcher::start(
        "probe",
        &probe.db,
        limits,
        tasks,
        Arc::new(|tx, writes| Box::pin(write(tx, writes))),
    )
}

fn one_worker() -> BatchLimits {
    BatchLimits {
        workers: 1,
        ..BatchLimits::default()
    }
}

async fn stored(probe: &Probe) -> i64 {
    sqlx::query("SELECT count(*) FROM probe.thing")
        .fetch_one(&mut probe.admin().await)
        .await
        .unwrap()
        .get(0)
}

/// Holds the first command in flight, so that those submitted meanwhile form one batch behind it.
struct Held {
    gate: Arc<Semaphore>,
    first: tokio::task::JoinHandle<Result<usize, Error>>,
}

async fn hold(probe: &Probe, batcher: &Arc<Batcher<Write, usize>>, tenant: TenantId) -> Held {
    let gate = Arc::new(Semaphore::new(0));
    let command = Write {
        id: probe.id(),
        amount: 0,
        gate: Some(Arc::clone(&gate)),
    };
    let batcher = Arc::clone(batcher);
    let first = tokio::spawn(async move { batcher.submit(tenant, command).await });
    tokio::task::yield_now().await;
    Held { gate, first }
}

#[tokio::test]
async fn what_arrives_meanwhile_runs_together() {
    let probe = Probe::start().await;
    let (tenant, tasks) = (probe.tenant(), Tasks::default());
    let batcher = batcher(&probe, one_worker(), &tasks);
    let held = hold(&probe, &batcher, tenant).await;
    let rest: Vec<_> = (0..10)
        .map(|amount| {
            let (batcher, id) = (Arc::clone(&batcher), probe.id());
            tokio::spawn(async move { batcher.submit(tenant, Write { id, amount, gate: None }).await })
        })
        .collect();
    tokio::task::yield_now().await;
    held.gate.add_permits(1);
    assert_eq!(held.first.await.unwrap().unwrap(), 1);
    for task in rest {
        assert_eq!(task.await.unwrap().unwrap(), 10, "ten in one transaction");
    }
    assert_eq!(stored(&probe).await, 11);
}

#[tokio::test]
async fn one_bad_command_fails_alone() {
    let probe = Probe::start().await;
    let (tenant, tasks) = (probe.tenant(), Tasks::default());
    let batcher = batcher(&probe, one_worker(), &tasks);
    let held = hold(&probe, &batcher, tenant).await;
    let rest: Vec<_> = [1, 2, 5000, 3]
        .map(|amount| {
            let (batcher, id) = (Arc::clone(&batcher), probe.id());
            (
                amount,
                tokio::spawn(async move { batcher.submit(tenant, Write { id, amount, gate: None }).await }),
            )
        })
        .into_iter()
        .collect();
    tokio::task::yield_now().await;
    held.gate.add_permits(1);
    held.first.await.unwrap().unwrap();
    for (amount, task) in rest {
        assert_eq!(task.await.unwrap().is_ok(), amount != 5000, "{amount}");
    }
    assert_eq!(stored(&probe).await, 4);
}

/// The worker is the only one: it must outlive what it runs.
#[tokio::test]
async fn a_panic_fails_its_own_command_only() {
    let probe = Probe::start().await;
    let (tenant, tasks) = (probe.tenant(), Tasks::default());
    let batcher = batcher(&probe, one_worker(), &tasks);
    let held = hold(&probe, &batcher, tenant).await;
    let submit = |amount| {
        let (batcher, id) = (Arc::clone(&batcher), probe.id());
        tokio::spawn(async move { batcher.submit(tenant, Write { id, amount, gate: None }).await })
    };
    let rest: Vec<_> = [1, PANIC, 2]
        .into_iter()
        .map(|amount| (amount, submit(amount)))
        .collect();
    tokio::task::yield_now().await;
    held.gate.add_permits(1);
    held.first.await.unwrap().unwrap();
    for (amount, task) in rest {
        let outcome = tokio::time::timeout(Duration::from_secs(5), task)
            .await
            .expect("an outcome")
            .unwrap();
        match outcome {
            Ok(_) => assert_ne!(amount, PANIC),
            Err(error) => assert_eq!((amount, error.code()), (PANIC, "internal")),
        }
    }
    submit(3).await.unwrap().unwrap();
    assert_eq!(stored(&probe).await, 4);
}

#[tokio::test]
async fn a_full_queue_is_503_and_stores_nothing_more() {
    let probe = Probe::start().await;
    let (tenant, tasks) = (probe.tenant(), Tasks::default());
    let batcher = batcher(
        &probe,
        BatchLimits {
            queue_max: 2,
            ..one_worker()
        },
        &tasks,
    );
    let held = hold(&probe, &batcher, tenant).await;
    // The held command is in flight; two wait; the fourth is one too many.
    while batcher.in_flight() == 0 {
        tokio::task::yield_now().await;
    }
    let waiting: Vec<_> = (0..2)
        .map(|amount| {
            let (batcher, id) = (Arc::clone(&batcher), probe.id());
            tokio::spawn(async move { batcher.submit(tenant, Write { id, amount, gate: None }).await })
        })
        .collect();
    tokio::task::yield_now().await;
    let refused = batcher
        .submit(
            tenant,
            Write {
                id: probe.id(),
                amount: 9,
                gate: None,
            },
        )
        .await
        .unwrap_err();
    assert_eq!((refused.code(), refused.kind().status().as_u16()), ("busy", 503));
    held.gate.add_permits(1);
    held.first.await.unwrap().unwrap();
    for task in waiting {
        task.await.unwrap().unwrap();
    }
    assert_eq!(stored(&probe).await, 3);
}

#[tokio::test]
async fn a_stop_finishes_what_was_taken() {
    let probe = Probe::start().await;
    let (tenant, tasks) = (probe.tenant(), Tasks::default());
    let batcher = batcher(&probe, one_worker(), &tasks);
    let held = hold(&probe, &batcher, tenant).await;
    let waiting: Vec<_> = (0..5)
        .map(|amount| {
            let (batcher, id) = (Arc::clone(&batcher), probe.id());
            tokio::spawn(async move { batcher.submit(tenant, Write { id, amount, gate: None }).await })
        })
        .collect();
    tokio::task::yield_now().await;
    tasks.stop();
    held.gate.add_permits(1);
    held.first.await.unwrap().unwrap();
    for task in waiting {
        task.await.unwrap().unwrap();
    }
    assert!(tasks.wait(Duration::from_secs(5)).await);
    assert_eq!(stored(&probe).await, 6);
}

#[tokio::test]
async fn a_lost_connection_costs_no_command() {
    let probe = Probe::start().await;
    let (tenant, tasks) = (probe.tenant(), Tasks::default());
    let batcher = batcher(&probe, one_worker(), &tasks);
    batcher
        .submit(
            tenant,
            Write {
                id: probe.id(),
                amount: 1,
                gate: None,
            },
        )
        .await
        .unwrap();
    let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'novapos'";
    probe.admin().await.execute(kill).await.unwrap();
    batcher
        .submit(
            tenant,
            Write {
                id: probe.id(),
                amount: 2,
                gate: None,
            },
        )
        .await
        .unwrap();
    assert_eq!(stored(&probe).await, 2);
}

#[tokio::test]
async fn several_tenants_share_a_transaction_and_see_only_their_own() {
    let probe = Probe::start().await;
    let tasks = Tasks::default();
    let limits = BatchLimits {
        tenants_per_transaction_max: 8,
        ..one_worker()
    };
    let batcher = batcher(&probe, limits, &tasks);
    let held = hold(&probe, &batcher, probe.tenant()).await;
    while batcher.in_flight() == 0 {
        tokio::task::yield_now().await;
    }
    let tenants: Vec<TenantId> = (0..4).map(|_| probe.tenant()).collect();
    let rest: Vec<_> = tenants
        .iter()
        .map(|&tenant| {
            let (batcher, id) = (Arc::clone(&batcher), probe.id());
            tokio::spawn(async move {
                batcher
                    .submit(
                        tenant,
                        Write {
                            id,
                            amount: 1,
                            gate: None,
                        },
                    )
                    .await
            })
        })
        .collect();
    tokio::task::yield_now().await;
    held.gate.add_permits(1);
    held.first.await.unwrap().unwrap();
    for task in rest {
        task.await.unwrap().unwrap();
    }
    let transactions: i64 = sqlx::query("SELECT count(DISTINCT xmin::text) FROM probe.thing")
        .fetch_one(&mut probe.admin().await)
        .await
        .unwrap()
        .get(0);
    assert_eq!(transactions, 2, "the held one, and one for the four");
    for tenant in tenants {
        let mut tx = probe.db.for_tenant(tenant).await.unwrap();
        let own: i64 = sqlx::query("SELECT count(*) FROM probe.thing")
            .fetch_one(&mut *tx)
            .await
            .unwrap()
            .get(0);
        assert_eq!(own, 1);
    }
}

/// What fails for one tenant sends the others' commands back together, not one by one.
#[tokio::test]
async fn a_bad_command_costs_another_tenant_one_commit_more() {
    let probe = Probe::start().await;
    let tasks = Tasks::default();
    let batcher = batcher(&probe, one_worker(), &tasks);
    let held = hold(&probe, &batcher, probe.tenant()).await;
    while batcher.in_flight() == 0 {
        tokio::task::yield_now().await;
    }
    let (good, bad) = (probe.tenant(), probe.tenant());
    let rest: Vec<_> = [(good, 1), (good, 2), (good, 3), (bad, 4), (bad, 5000)]
        .map(|(tenant, amount)| {
            let (batcher, id) = (Arc::clone(&batcher), probe.id());
            tokio::spawn(async move { batcher.submit(tenant, Write { id, amount, gate: None }).await })
        })
        .into_iter()
        .collect();
    tokio::task::yield_now().await;
    held.gate.add_permits(1);
    held.first.await.unwrap().unwrap();
    let mut together = Vec::new();
    for task in rest {
        together.push(task.await.unwrap().ok());
    }
    assert_eq!(together, [Some(3), Some(3), Some(3), Some(1), None]);
}
