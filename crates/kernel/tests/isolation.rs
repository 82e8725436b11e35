//! A tenant's rows are its own, and a query without a tenant is an error (reliability D1-D4).
#![expect(clippy::unwrap_used, reason = "a test may end with a panic")]

mod probe;

use std::time::Duration;

use kernel::{Db, db::PoolLimits};
use probe::{PROBE, Probe};
use sqlx::{Connection, Executor, PgConnection, Row};
use testkit::cluster::ADMIN;

#[tokio::test]
async fn a_query_without_a_tenant_is_an_error() {
    let probe = Probe::start().await;
    let mut connection = PgConnection::connect_with(&probe.database.options_as(kernel::db::LOGIN_ROLE))
        .await
        .unwrap();
    connection.execute("BEGIN; SET LOCAL ROLE probe_app").await.unwrap();
    let error = connection.execute("SELECT * FROM probe.thing").await.unwrap_err();
    assert!(error.to_string().contains("app.tenant_id"), "{error}");
    // After a transaction with a tenant the setting is empty, which is as loud.
    connection.execute("ROLLBACK; BEGIN; SET LOCAL ROLE probe_app; SELECT set_config('app.tenant_id', gen_random_uuid()::text, true); COMMIT").await.unwrap();
    connection.execute("BEGIN; SET LOCAL ROLE probe_app").await.unwrap();
    assert!(connection.execute("SELECT * FROM probe.thing").await.is_err());
}

#[tokio::test]
async fn the_login_role_alone_sees_no_table() {
    let probe = Probe::start().await;
    let mut connection = PgConnection::connect_with(&probe.database.options_as(kernel::db::LOGIN_ROLE))
        .await
        .unwrap();
    let error = connection.execute("SELECT * FROM probe.thing").await.unwrap_err();
    assert!(error.to_string().contains("permission denied"), "{error}");
}

#[tokio::test]
async fn another_tenants_rows_cannot_be_read_changed_or_made() {
    let probe = Probe::start().await;
    let (mine, theirs, id) = (probe.tenant(), probe.tenant(), probe.id());
    let insert = "INSERT INTO probe.thing (tenant_id, id, amount) VALUES ($1, $2, 1)";
    let mut tx = probe.db.for_tenant(theirs).await.unwrap();
    sqlx::query(insert)
        .bind(theirs.uuid())
        .bind(id)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let mut tx = probe.db.for_tenant(mine).await.unwrap();
    // Statements that forgot their tenant: the policy is the second line.
    let seen: i64 = sqlx::query("SELECT count(*) FROM probe.thing")
        .fetch_one(&mut *tx)
        .await
        .unwrap()
        .get(0);
    assert_eq!(seen, 0);
    let changed = sqlx::query("UPDATE probe.thing SET amount = 2")
        .execute(&mut *tx)
        .await
        .unwrap()
        .rows_affected();
    assert_eq!(changed, 0);
    let forged = sqlx::query(insert)
        .bind(theirs.uuid())
        .bind(probe.id())
        .execute(&mut *tx)
        .await
        .unwrap_err();
    assert!(forged.to_string().contains("row-level security"), "{forged}");
}

/// A batcher's transaction holds several tenants' commands: it reaches their rows, and those of nobody else (docs/adr/0008).
#[tokio::test]
async fn a_batch_reaches_its_own_tenants_and_no_other() {
    let probe = Probe::start().await;
    let (first, second, other) = (probe.tenant(), probe.tenant(), probe.tenant());
    let insert = "INSERT INTO probe.thing (tenant_id, id, amount) SELECT tenant, $2, 1 FROM unnest($1::uuid[]) tenant";
    let mut lane = probe.db.lane_connection();
    for tenants in [vec![first, second], vec![other]] {
        let mut tx = lane.batch(&tenants).await.unwrap();
        let rows: Vec<uuid::Uuid> = tenants.iter().map(|tenant| tenant.uuid()).collect();
        sqlx::query(insert)
            .bind(rows)
            .bind(probe.id())
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = lane.batch(&[first, second]).await.unwrap();
    let seen: Vec<uuid::Uuid> = sqlx::query_scalar("SELECT tenant_id FROM probe.thing")
        .fetch_all(&mut *tx)
        .await
        .unwrap();
    assert_eq!(seen.len(), 2);
    assert!(!seen.contains(&other.uuid()), "a statement that forgot its tenants");
    let forged = sqlx::query(insert)
        .bind(vec![first.uuid(), other.uuid()])
        .bind(probe.id())
        .execute(&mut *tx)
        .await
        .unwrap_err();
    assert!(forged.to_string().contains("row-level security"), "{forged}");
    drop(tx);
    let mut connection = PgConnection::connect_with(&probe.database.options_as(kernel::db::LOGIN_ROLE))
        .await
        .unwrap();
    connection.execute("BEGIN; SET LOCAL ROLE probe_batch").await.unwrap();
    let error = connection.execute("SELECT * FROM probe.thing").await.unwrap_err();
    assert!(error.to_string().contains("app.tenant_ids"), "{error}");
}

/// A cancelled `begin` must not leave its transaction to the next request (D4): an acknowledged write would be lost.
#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_request_never_loses_an_acknowledged_write() {
    let probe = Probe::with_connections(2).await;
    let tenant = probe.tenant();
    for round in 0..300_u64 {
        let db = probe.db.clone();
        let begun = tokio::time::timeout(Duration::from_micros(round % 60), db.for_tenant(tenant)).await;
        drop(begun);
        let id = probe.id();
        let mut tx = probe.db.for_tenant(tenant).await.unwrap();
        sqlx::query("INSERT INTO probe.thing (tenant_id, id, amount) VALUES ($1, $2, 1)")
            .bind(tenant.uuid())
            .bind(id)
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        if round % 50 == 49 {
            let kept: i64 = sqlx::query("SELECT count(*) FROM probe.thing")
                .fetch_one(&mut probe.admin().await)
                .await
                .unwrap()
                .get(0);
            assert_eq!(kept, i64::try_from(round + 1).unwrap(), "an acknowledged write is gone");
        }
    }
    let open: i64 = sqlx::query("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'novapos' AND state LIKE 'idle in transaction%'")
        .fetch_one(&mut probe.admin().await)
        .await
        .unwrap()
        .get(0);
    assert_eq!(open, 0);
}

#[tokio::test]
async fn an_unfinished_transaction_is_rolled_back_when_it_is_dropped() {
    let probe = Probe::with_connections(1).await;
    let tenant = probe.tenant();
    let mut tx = probe.db.for_tenant(tenant).await.unwrap();
    sqlx::query("INSERT INTO probe.thing (tenant_id, id, amount) VALUES ($1, $2, 1)")
        .bind(tenant.uuid())
        .bind(probe.id())
        .execute(&mut *tx)
        .await
        .unwrap();
    drop(tx);
    let mut next = probe.db.for_tenant(tenant).await.unwrap();
    let seen: i64 = sqlx::query("SELECT count(*) FROM probe.thing")
        .fetch_one(&mut *next)
        .await
        .unwrap()
        .get(0);
    assert_eq!(seen, 0);
}

#[tokio::test]
async fn an_audit_row_can_be_neither_changed_nor_removed() {
    let probe = Probe::start().await;
    let mut admin = PgConnection::connect_with(&probe.database.options_as(ADMIN))
        .await
        .unwrap();
    admin
        .execute("INSERT INTO probe.audit_event (tenant_id, id, at, user_id, action, subject_id, trace_id) SELECT gen_random_uuid(), gen_random_uuid(), now(), gen_random_uuid(), 'x', gen_random_uuid(), ''")
        .await
        .unwrap();
    for statement in [
        "UPDATE probe.audit_event SET action = 'y'",
        "DELETE FROM probe.audit_event",
    ] {
        let error = admin.execute(statement).await.unwrap_err();
        assert!(error.to_string().contains("append-only"), "{error}");
    }
}

#[tokio::test]
async fn no_connection_in_time_is_503() {
    let probe = Probe::start().await;
    let limits = PoolLimits {
        connections_max: 1,
        acquire_timeout: Duration::from_millis(50),
    };
    let db = Db::open(probe.database.options_as(kernel::db::LOGIN_ROLE), limits).context(PROBE);
    let _held = db.for_tenant(probe.tenant()).await.unwrap();
    let error = db.for_tenant(probe.tenant()).await.err().unwrap();
    assert_eq!(error.code(), "database_unavailable");
}

/// Deadlines live in the database (D3, D4): they are the login role's, whatever a service asks for.
#[tokio::test]
async fn the_login_role_has_its_deadlines() {
    let probe = Probe::start().await;
    let mut tx = probe.db.for_tenant(probe.tenant()).await.unwrap();
    for (name, limit) in [
        ("statement_timeout", "3s"),
        ("lock_timeout", "1s"),
        ("idle_in_transaction_session_timeout", "5s"),
    ] {
        let set: String = sqlx::query_scalar("SELECT current_setting($1)")
            .bind(name)
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        assert_eq!(set, limit, "{name}");
    }
}

#[tokio::test]
async fn a_lock_that_takes_too_long_is_busy() {
    let probe = Probe::start().await;
    let (tenant, id) = (probe.tenant(), probe.id());
    let insert = "INSERT INTO probe.thing (tenant_id, id, amount) VALUES ($1, $2, 1)";
    let mut holder = probe.db.for_tenant(tenant).await.unwrap();
    let mut waiter = probe.db.for_tenant(tenant).await.unwrap();
    sqlx::query(insert)
        .bind(tenant.uuid())
        .bind(id)
        .execute(&mut *holder)
        .await
        .unwrap();
    let waited = sqlx::query(insert)
        .bind(tenant.uuid())
        .bind(id)
        .execute(&mut *waiter)
        .await
        .unwrap_err();
    let error = kernel::Error::from(waited);
    assert_eq!((error.code(), error.kind().status().as_u16()), ("busy", 503));
}

/// A host that takes the connection and never answers, as behind a firewall that drops packets.
#[tokio::test]
async fn a_database_that_does_not_answer_is_503_in_time() {
    let deaf = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = sqlx::postgres::PgConnectOptions::new()
        .host("127.0.0.1")
        .port(deaf.local_addr().unwrap().port());
    let db = Db::open(options, PoolLimits::default()).context(PROBE);
    let mut lane = db.lane_connection();
    let tenant = kernel::Entropy::system().id(kernel::Clock::system().now());
    let begun = tokio::time::timeout(Duration::from_secs(5), lane.batch(&[tenant])).await;
    let error = begun.expect("it gives up by itself").err().unwrap();
    assert_eq!(error.code(), "database_unavailable");
}
