//! Admission of requests from outside: each in its lane ([`crate::admission`] decides), at once, after a short wait, or not at all.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;

use crate::{
    Entropy, Error, Result,
    admission::{Lane, LaneLimits, Line, Party},
    codes,
};

/// Whoever is sent away is asked to come again after 1 to so many seconds, each after another time.
const RETRY_AFTER_S_MAX: u8 = 4;

/// The limits of each lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LanesLimits {
    pub checkout: LaneLimits,
    pub sync: LaneLimits,
    pub admin: LaneLimits,
    pub analytics: LaneLimits,
}

impl Default for LanesLimits {
    /// For one process on a few cores with a pool of eight connections. Sales have many places, because those that are under way
    /// together share a commit; one shop that reads has as many as keep half of the pool busy.
    fn default() -> Self {
        let lane = |at_once, per_tenant, waiting_max, wait_max_ms| LaneLimits {
            at_once,
            per_tenant,
            waiting_max,
            wait_max_ms,
        };
        Self {
            checkout: lane(256, 8, 1024, 2000),
            sync: lane(128, 4, 256, 2000),
            admin: lane(64, 4, 256, 2000),
            analytics: lane(4, 1, 32, 5000),
        }
    }
}

/// The lanes of a process, which all services share.
pub struct Lanes {
    lanes: [OneLane; Lane::ALL.len()],
    entropy: Entropy,
}

struct OneLane {
    wait_max: Duration,
    line: Mutex<Line<oneshot::Sender<Place>>>,
}

impl Lanes {
    #[must_use]
    pub fn new(limits: LanesLimits, entropy: Entropy) -> Arc<Self> {
        let lanes = Lane::ALL.map(|lane| {
            let limits = match lane {
                Lane::Checkout => limits.checkout,
                Lane::Sync => limits.sync,
                Lane::Admin => limits.admin,
                Lane::Analytics => limits.analytics,
            };
            OneLane {
                wait_max: Duration::from_millis(limits.wait_max_ms.into()),
                line: Mutex::new(Line::new(limits)),
            }
        });
        Arc::new(Self { lanes, entropy })
    }

    /// Takes a place in the lane, and waits for it where that is needed and not too long.
    ///
    /// # Errors
    /// 503 `busy` with a `Retry-After` of its own.
    pub async fn enter(self: &Arc<Self>, lane: Lane, party: Party) -> Result<Place> {
        let place = || Place {
            lanes: Arc::clone(self),
            lane,
            party,
        };
        let here = self.lane(lane);
        let (waiting, told) = {
            let mut line = here.line();
            if line.enter(party, Instant::now()) {
                return Ok(place());
            }
            let (teller, told) = oneshot::channel();
            let (ticket, sent_away) = line.wait(party, teller);
            drop(line);
            // Whoever loses their teller is sent away.
            drop(sent_away);
            (
                Waiting {
                    lanes: self,
                    lane,
                    party,
                    ticket,
                },
                told,
            )
        };
        let since = Instant::now();
        let outcome = tokio::time::timeout(here.wait_max, told).await;
        drop(waiting);
        metrics::histogram!("admission_wait_seconds", "lane" => lane.name()).record(since.elapsed().as_secs_f64());
        match outcome {
            Ok(Ok(place)) => Ok(place),
            Ok(Err(_)) => Err(self.sent_away(lane, "full")),
            Err(_) => Err(self.sent_away(lane, "late")),
        }
    }

    fn sent_away(&self, lane: Lane, why: &'static str) -> Error {
        metrics::counter!("admission_shed_total", "lane" => lane.name(), "why" => why).increment(1);
        let [byte] = self.entropy.bytes();
        codes::BUSY.error().retry_after(u32::from(1 + byte % RETRY_AFTER_S_MAX))
    }

    fn lane(&self, lane: Lane) -> &OneLane {
        &self.lanes[lane as usize]
    }

    fn leave(self: &Arc<Self>, lane: Lane, party: Party) {
        let mut admitted = Vec::new();
        {
            let mut line = self.lane(lane).line();
            line.leave(party, Instant::now());
            while let Some(next) = line.next_in() {
                admitted.push(next);
            }
        }
        for (party, teller) in admitted {
            // Who has gone meanwhile leaves the place behind, which is then dropped: the next one has it.
            let _ = teller.send(Place {
                lanes: Arc::clone(self),
                lane,
                party,
            });
        }
    }
}

impl OneLane {
    fn line(&self) -> MutexGuard<'_, Line<oneshot::Sender<Place>>> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that is worked on. Dropping it lets the next one in.
pub struct Place {
    lanes: Arc<Lanes>,
    lane: Lane,
    party: Party,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.lanes.leave(self.lane, self.party);
    }
}

/// Somebody in line; when they go before their turn, nobody keeps their ticket.
struct Waiting<'a> {
    lanes: &'a Arc<Lanes>,
    lane: Lane,
    party: Party,
    ticket: u64,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.lanes.lane(self.lane).line().give_up(self.party, self.ticket);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lanes(waiting_max: usize, wait_max_ms: u32) -> Arc<Lanes> {
        let admin = LaneLimits {
            at_once: 1,
            per_tenant: 1,
            waiting_max,
            wait_max_ms,
        };
        let limits = LanesLimits {
            admin,
            ..LanesLimits::default()
        };
        Lanes::new(limits, Entropy::seeded(7))
    }

    async fn enter(lanes: &Arc<Lanes>) -> Result<Place> {
        lanes.enter(Lane::Admin, Party::Address(None)).await
    }

    #[tokio::test]
    async fn a_place_that_is_given_back_goes_to_who_waits_and_whoever_left_the_line_costs_none() {
        let lanes = lanes(10, 60_000);
        let inside = enter(&lanes).await.unwrap_or_else(|_| unreachable!());
        let gone = tokio::time::timeout(Duration::from_millis(20), enter(&lanes)).await;
        assert!(gone.is_err(), "the client went away while it waited");
        let since = Instant::now();
        let let_go = async {
            tokio::time::sleep(Duration::from_millis(20)).await;
            drop(inside);
        };
        let (entered, ()) = tokio::join!(enter(&lanes), let_go);
        assert!(entered.is_ok() && since.elapsed() >= Duration::from_millis(20));
        drop(entered);
        assert!(enter(&lanes).await.is_ok(), "and the place is free again");
        assert!(lanes.enter(Lane::Checkout, Party::Address(None)).await.is_ok());
    }

    #[tokio::test]
    async fn who_is_sent_away_is_asked_to_come_again_each_after_another_time() {
        let lanes = lanes(0, 60_000);
        let _inside = enter(&lanes).await;
        let mut times = std::collections::BTreeSet::new();
        for _ in 0..40 {
            let error = enter(&lanes).await.err().unwrap_or_else(|| unreachable!());
            assert_eq!(error.code(), "busy");
            let response = axum::response::IntoResponse::into_response(error);
            times.insert(response.headers()["retry-after"].clone());
        }
        assert_eq!(times.len(), 4, "{times:?}");
        let lanes = self::lanes(1, 50);
        let _inside = enter(&lanes).await;
        let since = Instant::now();
        assert!(enter(&lanes).await.is_err());
        assert!(since.elapsed() >= Duration::from_millis(50), "late");
    }
}
