//! Redis, where one is configured: whether limits are shared at this moment.

use std::time::Duration;

use kernel::{Secrets, tasks::Tasks};

use super::Finding;
use crate::config::Config;

/// How long is waited for it: a few looks of the services themselves.
const WAIT_MAX: Duration = Duration::from_secs(3);

pub async fn examine(config: &Config, secrets: &Secrets) -> Finding {
    let tasks = Tasks::default();
    let finding = match config.redis.open(secrets, &tasks).await {
        Err(why) => Finding::problem(
            format!("Redis cannot be used: {why}."),
            "Correct it: the keys are in docs/runbook.md.",
        ),
        Ok(None) => Finding::ok("Limits are counted in this process; no Redis is configured."),
        Ok(Some(redis)) => Finding::when(
            redis.wait_until_up(WAIT_MAX).await,
            if redis.is_up() {
                "Redis answers: processes share their limits."
            } else {
                "Redis does not answer in time: every process goes on with half of each limit."
            },
            "Start it, or correct redis.url, redis.password and redis.tls.",
        ),
    };
    tasks.stop();
    finding
}
