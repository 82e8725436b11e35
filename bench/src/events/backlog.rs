//! A backlog of sales, relayed and then applied, each alone. Its events are copies of real ones, each of an order of its own with lines of their own.
//! The stock cannot remember an event before we let it: so the relay works alone first.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use sqlx::{Connection, Executor, PgConnection};

use super::{
    report::Backlog,
    stand::{Arm, Stand},
    times,
};
const RELAY_LIMIT: Duration = Duration::from_secs(120);
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Makes the events and measures them.
pub async fn measure(admin: &mut PgConnection, stand: &Stand, count: i64) -> Result<Backlog> {
    let mut gate = stand.server.postgres.connect_novapos().await?;
    let mut making = admin.begin().await?;
    let made = make(&mut making, count).await?;
    let wanted = relayed_to(&mut gate, stand.arm).await? + made;
    let mut closed = gate.begin().await?;
    // A lock that has no transaction number: it keeps nothing from being cleaned up.
    closed.execute("LOCK TABLE inventory.inbox IN SHARE MODE").await?;
    making.commit().await?;
    let relaying = Instant::now();
    while relayed_to(&mut closed, stand.arm).await? < wanted {
        ensure!(relaying.elapsed() < RELAY_LIMIT, "the backlog is not relayed");
        tokio::time::sleep(LOOK_EVERY).await;
    }
    let relay_s = relaying.elapsed().as_secs_f64();
    let opened_at = times::now(admin).await?;
    closed.commit().await?;
    times::wait_until_applied(admin).await?;
    let applied = times::last_applied(admin).await? - opened_at;
    let apply_s = applied.to_std().context("applied before it could be")?.as_secs_f64();
    Ok(Backlog {
        events: made,
        relayed_per_s: made as f64 / relay_s,
        applied_per_s: made as f64 / apply_s,
    })
}

async fn make(connection: &mut PgConnection, count: i64) -> Result<i64> {
    let sql = "WITH real AS MATERIALIZED (SELECT * FROM orders.outbox WHERE type = 'order.completed' ORDER BY seq DESC LIMIT 10000),
             copy AS MATERIALIZED (
                 SELECT real.*, gen_random_uuid() AS order_id
                 FROM real, generate_series(0, $1 / (SELECT count(*) FROM real)) LIMIT $1)
         INSERT INTO orders.outbox (tenant_id, id, type, aggregate_id, aggregate_version, at, data)
         SELECT tenant_id, gen_random_uuid(), type, order_id, 1, at,
             (data::jsonb || jsonb_build_object('order_id', order_id, 'lines', (
                 SELECT jsonb_agg(line || jsonb_build_object('line_id', gen_random_uuid())) FROM jsonb_array_elements(data::jsonb -> 'lines') line)))::text
         FROM copy";
    let made = sqlx::query(sql).bind(count).execute(connection).await?.rows_affected();
    Ok(i64::try_from(made)?)
}

/// Where the log ends; on Kafka, what of it is there.
async fn relayed_to(connection: &mut PgConnection, arm: Arm) -> Result<i64> {
    let sql = match arm {
        Arm::Log => "SELECT position FROM orders.outbox_head",
        Arm::Kafka => "SELECT position FROM orders.publisher_cursor WHERE topic = 'novapos.order'",
    };
    Ok(sqlx::query_scalar(sql).fetch_one(connection).await?)
}
