//! Kafka is killed while tills sell, and comes back.

use anyhow::Result;
use sqlx::PgConnection;
use testkit::kafka::Broker;

use super::{report::Outage, sell, slice, times};
use crate::{generator::Generator, load::Outcome};

/// How long tills go on selling when it is back.
const AFTER_S: f64 = 20.0;

/// Sells at a rate while the broker is gone for so many seconds, and after it.
pub async fn measure(
    broker: &Broker,
    generator: &mut Generator,
    admin: &mut PgConnection,
    (per_s, seconds): (f64, f64),
    calm: &Outcome,
) -> Result<Outage> {
    broker.kill();
    let away = sell(generator, slice(seconds, Some(per_s))).await?;
    // Nobody sells while it starts: its own start would be measured.
    broker.restart();
    let back_at = times::now(admin).await?;
    let after = sell(generator, slice(AFTER_S, Some(per_s))).await?;
    times::wait_until_applied(admin).await?;
    let drained = times::drained(admin, back_at).await?;
    let drained_per_s = drained.applied as f64 / drained.seconds.max(0.001);
    Ok(Outage {
        seconds,
        sales: away.sales + after.sales,
        checkout_p99_ms: away.p99_ms,
        checkout_p99_ratio: away.p99_ms / calm.p99_ms,
        after_checkout_p99_ms: after.p99_ms,
        waiting: drained.waiting,
        drained_s: drained.seconds,
        drained_per_s,
        drained_ratio: drained_per_s / per_s,
    })
}
