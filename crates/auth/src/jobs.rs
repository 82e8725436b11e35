//! Background work: signing keys in time, and what nobody needs any more removed.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use kernel::{Job, Result};

use crate::{State, store};

/// Sessions are kept this long after they expired: to answer who was signed in when.
const SESSIONS_KEPT: TimeDelta = TimeDelta::days(30);
/// Refresh tokens that were replaced are known as stolen this long; older ones are unknown, and refused as such.
const TOKENS_KEPT: TimeDelta = TimeDelta::days(7);
/// Invitations and resets of passwords are kept this long after they expired.
const INVITATIONS_KEPT: TimeDelta = TimeDelta::days(30);
/// What one batch removes of each table.
const BATCH: i64 = 500;
const HOURLY: Duration = Duration::from_secs(3600);

pub(crate) fn all(state: &State) -> Vec<Job> {
    let (keys, sessions) = (state.clone(), state.clone());
    vec![
        Job::prune_idempotency(&state.deps),
        Job {
            name: "auth.signing_keys",
            every: HOURLY,
            run: Arc::new(move || {
                let keys = keys.keys.clone();
                Box::pin(async move { keys.tend().await })
            }),
        },
        Job {
            name: "auth.prune_sessions",
            every: HOURLY,
            run: Arc::new(move || {
                let state = sessions.clone();
                Box::pin(async move { prune(&state).await })
            }),
        },
    ]
}

async fn prune(state: &State) -> Result<u64> {
    let now = state.deps.clock.now();
    let mut tx = state
        .deps
        .db
        .system("prune sessions, refresh tokens, invitations, resets of passwords and known devices")
        .await?;
    let tokens = store::refresh_token::prune(&mut tx, now - TOKENS_KEPT, BATCH).await?;
    let sessions = store::session::prune(&mut tx, now - SESSIONS_KEPT, BATCH).await?;
    let invitations = store::invitation::prune(&mut tx, now - INVITATIONS_KEPT, BATCH).await?;
    let resets = store::password_reset::prune(&mut tx, now - INVITATIONS_KEPT, BATCH).await?;
    let devices = store::known_device::prune(&mut tx, now - state.config.device_known_for, BATCH).await?;
    tx.commit().await?;
    Ok(tokens + sessions + invitations + resets + devices)
}
