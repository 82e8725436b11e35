//! The outbox, its relay, consumers and dead letters (reliability D13-D15).
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

mod probe;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use kernel::events::{Bus, dead_letters, prune_inbox, prune_outbox, redrive, relay_once, run_consumer_once};
use probe::{PROBE, Probe};
use sqlx::{Executor, Row};
use uuid::Uuid;

fn no_poison() -> Arc<Mutex<Vec<Uuid>>> {
    Arc::default()
}

#[tokio::test]
async fn an_event_exists_if_and_only_if_its_transaction_committed() {
    let probe = Probe::start().await;
    let tenant = probe.tenant();
    let mut tx = probe.db.for_tenant(tenant).await.unwrap();
    probe.publish(&mut tx, probe.id(), 1).await;
    tx.rollback().await.unwrap();
    let kept = probe.happen(tenant, probe.id(), 1).await;
    let rows: Vec<Uuid> = sqlx::query_scalar("SELECT id FROM probe.outbox")
        .fetch_all(&mut probe.admin().await)
        .await
        .unwrap();
    assert_eq!(rows, [kept]);
}

/// A cursor over sequence numbers would pass the row that commits late; the relay must not.
#[tokio::test]
async fn a_transaction_that_commits_late_loses_nothing() {
    let probe = Probe::start().await;
    let (tenant, early, late) = (probe.tenant(), probe.id(), probe.id());
    let run = probe.consumer(no_poison());
    let mut open = probe.db.for_tenant(tenant).await.unwrap();
    probe.publish(&mut open, late, 1).await;
    probe.happen(tenant, early, 1).await;
    probe.settle(&run).await;
    assert_eq!(probe.effects().await, [(early, 1)]);
    open.commit().await.unwrap();
    probe.settle(&run).await;
    assert_eq!(probe.effects().await, [(early, 1), (late, 1)]);
}

/// Many events in a transaction, many transactions, and several relays at once: each aggregate's versions only rise.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_relays_never_reorder_an_aggregate() {
    let probe = Arc::new(Probe::start().await);
    let tenant = probe.tenant();
    let writers = (0..4).map(|_| {
        let probe = Arc::clone(&probe);
        tokio::spawn(async move {
            let aggregate = probe.id();
            for first in (1..=40).step_by(4) {
                let mut tx = probe.db.for_tenant(tenant).await.unwrap();
                for version in first..first + 4 {
                    probe.publish(&mut tx, aggregate, version).await;
                }
                tx.commit().await.unwrap();
            }
        })
    });
    let writers: Vec<_> = writers.collect();
    let relays: Vec<_> = (0..3)
        .map(|_| {
            let probe = Arc::clone(&probe);
            tokio::spawn(async move {
                for _ in 0..200 {
                    relay_once(&probe.db, &Bus::Log).await.unwrap();
                    tokio::task::yield_now().await;
                }
            })
        })
        .collect();
    for task in writers.into_iter().chain(relays) {
        task.await.unwrap();
    }
    let run = probe.consumer(no_poison());
    probe.settle(&run).await;
    let effects = probe.effects().await;
    assert_eq!(effects.len(), 160);
    for aggregate in effects
        .iter()
        .map(|(a, _)| *a)
        .collect::<std::collections::BTreeSet<_>>()
    {
        let versions: Vec<i32> = effects
            .iter()
            .filter(|(a, _)| *a == aggregate)
            .map(|(_, v)| *v)
            .collect();
        assert_eq!(versions, (1..=40).collect::<Vec<_>>());
    }
    let positions: Vec<i64> = sqlx::query_scalar("SELECT position FROM probe.outbox ORDER BY position")
        .fetch_all(&mut probe.admin().await)
        .await
        .unwrap();
    assert_eq!(
        positions,
        (1..=160).collect::<Vec<_>>(),
        "positions have no hole and no twin"
    );
}

/// A backlog that is larger than anything that Postgres has counted: a batch of it is stamped within the time of a statement, in its order.
#[tokio::test]
async fn a_backlog_that_postgres_knows_nothing_of_is_stamped_at_once() {
    let probe = Probe::start().await;
    let mut admin = probe.admin().await;
    let write = async |admin: &mut sqlx::PgConnection, count: i64| {
        let sql = "INSERT INTO probe.outbox (tenant_id, id, type, aggregate_id, aggregate_version, at, data)
                   SELECT $1, gen_random_uuid(), 'probe.happened', gen_random_uuid(), 1, now(), '{}' FROM generate_series(1, $2)";
        let tenant = probe.tenant().uuid();
        sqlx::query(sql).bind(tenant).bind(count).execute(admin).await.unwrap();
    };
    write(&mut admin, 1000).await;
    assert_eq!(relay_once(&probe.db, &Bus::Log).await.unwrap(), 1000);
    admin.execute("ANALYZE probe.outbox").await.unwrap();
    write(&mut admin, 100_000).await;
    assert_eq!(relay_once(&probe.db, &Bus::Log).await.unwrap(), 1000);
    let in_order: bool = sqlx::query_scalar(
        "SELECT bool_and(position = n) FROM (SELECT position, row_number() OVER (ORDER BY seq) AS n FROM probe.outbox WHERE position IS NOT NULL) stamped",
    )
    .fetch_one(&mut admin)
    .await
    .unwrap();
    assert!(in_order);
}

#[tokio::test]
async fn an_event_that_comes_again_has_one_effect() {
    let probe = Probe::start().await;
    let (tenant, aggregate) = (probe.tenant(), probe.id());
    let run = probe.consumer(no_poison());
    for version in 1..=3 {
        probe.happen(tenant, aggregate, version).await;
    }
    probe.settle(&run).await;
    // As after a lost offset: the cursor is back at the beginning, the inbox is not.
    probe
        .admin()
        .await
        .execute("UPDATE probe.consumer_cursor SET position = 0")
        .await
        .unwrap();
    assert_eq!(run_consumer_once(&run).await.unwrap(), 3, "the events are read again");
    assert_eq!(probe.effects().await, [(aggregate, 1), (aggregate, 2), (aggregate, 3)]);
}

#[tokio::test]
async fn two_processes_with_one_consumer_have_one_effect() {
    let probe = Probe::start().await;
    let tenant = probe.tenant();
    let run = probe.consumer(no_poison());
    for _ in 0..20 {
        probe.happen(tenant, probe.id(), 1).await;
    }
    while relay_once(&probe.db, &Bus::Log).await.unwrap() > 0 {}
    let (first, second) = tokio::join!(run_consumer_once(&run), run_consumer_once(&run));
    assert!(first.is_ok() || second.is_ok());
    probe.settle(&run).await;
    assert_eq!(probe.effects().await.len(), 20);
}

#[tokio::test]
async fn poison_halts_its_own_aggregate_only_and_is_redriven_in_order() {
    let probe = Probe::start().await;
    let (tenant, sick, healthy) = (probe.tenant(), probe.id(), probe.id());
    let poison = Arc::new(Mutex::new(vec![sick]));
    let run = probe.consumer(Arc::clone(&poison));
    for version in 1..=2 {
        probe.happen(tenant, sick, version).await;
        probe.happen(tenant, healthy, version).await;
    }
    probe.settle(&run).await;
    probe.happen(tenant, sick, 3).await;
    probe.settle(&run).await;
    assert_eq!(probe.effects().await, [(healthy, 1), (healthy, 2)]);
    let states: Vec<_> = dead_letters(&probe.db)
        .await
        .unwrap()
        .into_iter()
        .map(|d| (d.aggregate, d.state))
        .collect();
    assert_eq!(
        states,
        [
            (sick, "dead".to_owned()),
            (sick, "parked".to_owned()),
            (sick, "parked".to_owned())
        ]
    );

    // Not mended: it stays, with its reason, and nothing overtakes it.
    assert!(redrive(&run, tenant, sick).await.is_err());
    let dead = dead_letters(&probe.db).await.unwrap();
    let attempts: Vec<i32> = dead.iter().map(|letter| letter.attempts).collect();
    assert_eq!(attempts, [4, 0, 0], "three tries at first, and one now");

    poison.lock().unwrap().clear();
    assert_eq!(redrive(&run, tenant, sick).await.unwrap(), 3);
    assert_eq!(
        probe.effects().await,
        [(healthy, 1), (healthy, 2), (sick, 1), (sick, 2), (sick, 3)]
    );
    assert!(dead_letters(&probe.db).await.unwrap().is_empty());
}

/// A consumer that finds a dead letter waits until the redrive that removes it has ended: nothing may park behind what is gone.
/// A lock that somebody holds for long (a migration, a person's open transaction) is not the event's fault: it waits, and is applied.
#[tokio::test]
async fn an_event_whose_rows_are_locked_waits_and_is_no_dead_letter() {
    let probe = Probe::start().await;
    let (tenant, aggregate) = (probe.tenant(), probe.id());
    let run = probe.consumer(no_poison());
    probe.happen(tenant, aggregate, 1).await;
    relay_once(&probe.db, &Bus::Log).await.unwrap();
    let mut admin = probe.admin().await;
    admin.execute("BEGIN; LOCK TABLE probe.effect").await.unwrap();
    let error = run_consumer_once(&run).await.unwrap_err();
    assert!(error.is_passing() && !error.is_connection(), "{error}");
    admin.execute("COMMIT").await.unwrap();
    assert!(dead_letters(&probe.db).await.unwrap().is_empty());
    probe.settle(&run).await;
    assert_eq!(probe.effects().await, [(aggregate, 1)]);
}

#[tokio::test]
async fn nothing_parks_behind_a_dead_letter_that_is_being_redriven() {
    let probe = Probe::start().await;
    let (tenant, sick) = (probe.tenant(), probe.id());
    let poison = Arc::new(Mutex::new(vec![sick]));
    let run = probe.consumer(Arc::clone(&poison));
    probe.happen(tenant, sick, 1).await;
    probe.settle(&run).await;
    poison.lock().unwrap().clear();

    // What a redrive does before its commit.
    let mut redriving = probe.db.for_tenant(tenant).await.unwrap();
    sqlx::query("DELETE FROM dead_letter WHERE tenant_id = $1")
        .bind(tenant.uuid())
        .execute(&mut *redriving)
        .await
        .unwrap();
    probe.happen(tenant, sick, 2).await;
    while relay_once(&probe.db, &Bus::Log).await.unwrap() > 0 {}
    let ended = async {
        tokio::select! {
            () = probe.until_one_waits() => {}
            () = tokio::time::sleep(Duration::from_millis(500)) => {}
        }
        redriving.commit().await
    };
    let (consumed, committed) = tokio::join!(run_consumer_once(&run), ended);
    committed.unwrap();
    assert_eq!(consumed.unwrap(), 1);
    assert!(dead_letters(&probe.db).await.unwrap().is_empty());
    assert_eq!(probe.effects().await, [(sick, 2)]);
}

#[tokio::test]
async fn an_event_whose_consumer_panics_is_a_dead_letter() {
    let probe = Probe::start().await;
    let (tenant, sick, healthy) = (probe.tenant(), probe.id(), probe.id());
    let panics = probe.consumer_with(Arc::new(move |tx, events| {
        Box::pin(async move {
            assert!(events.iter().all(|event| event.aggregate != sick), "a bug");
            probe::note(tx, events, &[]).await
        })
    }));
    probe.happen(tenant, sick, 1).await;
    probe.happen(tenant, healthy, 1).await;
    probe.settle(&panics).await;
    assert_eq!(probe.effects().await, [(healthy, 1)]);
    let dead = dead_letters(&probe.db).await.unwrap();
    assert_eq!((dead.len(), dead[0].aggregate), (1, sick));
    assert!(dead[0].reason.contains("a bug"), "{}", dead[0].reason);
    assert!(redrive(&panics, tenant, sick).await.is_err());
    let mended = probe.consumer(no_poison());
    assert_eq!(redrive(&mended, tenant, sick).await.unwrap(), 1);
}

/// An inbox row goes when it is old and its event is gone; while the event can be read again, the row stays.
#[tokio::test]
async fn the_inbox_forgets_what_cannot_come_again() {
    let probe = Probe::start().await;
    let run = probe.consumer(no_poison());
    let prune = || prune_inbox(&probe.db, &probe.clock, &run.consumer, 100);
    for _ in 0..3 {
        probe.happen(probe.tenant(), probe.id(), 1).await;
    }
    probe.settle(&run).await;
    probe.later(22 * 24 * 3600);
    assert_eq!(prune().await.unwrap(), 0, "the events are still in the log");
    assert_eq!(
        prune_outbox(&probe.db, &probe.clock, &Bus::Log, &[PROBE], 2)
            .await
            .unwrap(),
        2,
        "two of the three"
    );
    assert_eq!(prune().await.unwrap(), 2);
    probe
        .admin()
        .await
        .execute("UPDATE probe.consumer_cursor SET position = 0")
        .await
        .unwrap();
    probe.settle(&run).await;
    assert_eq!(probe.effects().await.len(), 3, "what is left comes again and is known");
    prune_outbox(&probe.db, &probe.clock, &Bus::Log, &[PROBE], 100)
        .await
        .unwrap();
    assert_eq!(prune().await.unwrap(), 1);

    probe.happen(probe.tenant(), probe.id(), 1).await;
    probe.settle(&run).await;
    probe.later(15 * 24 * 3600);
    assert_eq!(
        prune_outbox(&probe.db, &probe.clock, &Bus::Log, &[PROBE], 100)
            .await
            .unwrap(),
        1
    );
    assert_eq!(prune().await.unwrap(), 0, "younger than three weeks");
}

/// Retention removes what every consumer has read and what is old, and positions go on from where they were.
#[tokio::test]
async fn pruning_keeps_what_is_unread_or_young_and_positions_go_on() {
    let probe = Probe::start().await;
    let tenant = probe.tenant();
    let run = probe.consumer(no_poison());
    for _ in 0..3 {
        probe.happen(tenant, probe.id(), 1).await;
    }
    probe.settle(&run).await;
    assert_eq!(
        prune_outbox(&probe.db, &probe.clock, &Bus::Log, &[PROBE], 100)
            .await
            .unwrap(),
        0,
        "young"
    );
    probe.later(15 * 24 * 3600);
    let unread = probe.id();
    probe.happen(tenant, unread, 1).await;
    while relay_once(&probe.db, &Bus::Log).await.unwrap() > 0 {}
    probe.later(15 * 24 * 3600);
    assert_eq!(
        prune_outbox(&probe.db, &probe.clock, &Bus::Log, &[PROBE], 100)
            .await
            .unwrap(),
        3,
        "old and read"
    );
    probe.settle(&run).await;
    assert_eq!(
        prune_outbox(&probe.db, &probe.clock, &Bus::Log, &[PROBE], 100)
            .await
            .unwrap(),
        1
    );
    let next = probe.id();
    probe.happen(tenant, next, 1).await;
    probe.settle(&run).await;
    assert_eq!(
        probe.effects().await.last(),
        Some(&(next, 1)),
        "an empty log does not begin again at 1"
    );
    let position: i64 = sqlx::query("SELECT max(position) FROM probe.outbox")
        .fetch_one(&mut probe.admin().await)
        .await
        .unwrap()
        .get(0);
    assert_eq!(position, 5);
}
