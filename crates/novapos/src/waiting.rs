//! Waiting at the start for what a process cannot work without, and saying for what: programs of one installation start in any order.

use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use kernel::{Context, peer};

use crate::{config::Peers, database::told, neighbours};

/// How often it looks again.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How often it says that it still waits.
const SAY_EVERY: Duration = Duration::from_secs(5);
/// How long one look may take.
const LOOK_MAX: Duration = Duration::from_secs(3);

/// How long a process waits for the others before it gives up.
pub struct Patience {
    until: Instant,
}

impl Patience {
    #[must_use]
    pub fn new(time: Duration) -> Self {
        Self {
            until: Instant::now() + time,
        }
    }

    /// Waits until the look succeeds.
    ///
    /// # Errors
    /// Why the last one failed, when the time is over.
    pub async fn wait_for(&self, what: &str, look: impl AsyncFn() -> Result<()>) -> Result<()> {
        let mut said: Option<Instant> = None;
        loop {
            let seen = tokio::time::timeout(LOOK_MAX, look());
            let Err(why) = seen.await.unwrap_or_else(|_| Err(anyhow!("{what} does not answer"))) else {
                return Ok(());
            };
            if Instant::now() >= self.until {
                return Err(why);
            }
            if said.is_none_or(|said| said.elapsed() >= SAY_EVERY) {
                tracing::warn!(why = format!("{why:#}"), "waiting for {what}");
                said = Some(Instant::now());
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Waits until each of these services answers at its address.
    ///
    /// # Errors
    /// Which one does not, when the time is over.
    pub async fn wait_for_services(&self, peers: &Peers, services: &[Context]) -> Result<()> {
        let client =
            peer::client(peers.authorities()?).map_err(|error| told("Other services cannot be asked", &error))?;
        for service in services {
            let at = neighbours::found(peers, *service)?;
            let alive = format!("{}/livez", at.url.trim_end_matches('/'));
            let look = async || {
                let answer = client
                    .get(&alive)
                    .send()
                    .await
                    .and_then(reqwest::Response::error_for_status);
                answer.map(drop).map_err(|cause| {
                    anyhow!(
                        "{} does not answer at {} ({cause}). Does it run, and is peers.{0}.url right?",
                        service.name,
                        at.url
                    )
                })
            };
            self.wait_for(service.name, look).await?;
        }
        Ok(())
    }
}
