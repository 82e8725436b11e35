//! Who is worked on now, who waits, and who is sent away: lanes, so that one kind of work never stands in another's way, and in each
//! lane a line in which tenants take turns (reliability D26). Nothing here waits, reads a clock or locks: see [`crate::lanes`].
//!
//! Invariants of a [`Line`]:
//! - no more are inside than `at_once`, and while several tenants ask, no more of one than `per_tenant`;
//! - a place that is given back goes to whoever waits and may have it;
//! - tenants take turns, so one that asks more often is not served more often; of one tenant the newest is next: whoever waited
//!   longest has most likely gone;
//! - when the line is full, who goes is the oldest of the tenant that has most waiting: whoever fills it pays.

use std::{
    collections::{HashMap, VecDeque},
    net::IpAddr,
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

use crate::{id::TenantId, service::Access};

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// A customer stands there: sales and their price.
    Checkout,
    /// What a till needs to sell at all: the catalogue's feed, its setup, sessions.
    Sync,
    /// What people do in the portal, and at a till between two sales.
    Admin,
    /// What reads much at once: exports, totals.
    Analytics,
}

impl Lane {
    pub const ALL: [Self; 4] = [Self::Checkout, Self::Sync, Self::Admin, Self::Analytics];

    /// The lane of a route that names none.
    #[must_use]
    pub const fn usual(access: Access) -> Self {
        match access {
            // Nobody sells who cannot sign in or renew a session.
            Access::Public => Self::Sync,
            _ => Self::Admin,
        }
    }

    /// Whether tills ask here, at full speed.
    #[must_use]
    pub const fn is_of_tills(self) -> bool {
        matches!(self, Self::Checkout | Self::Sync)
    }

    /// The name in metrics and in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Checkout => "checkout",
            Self::Sync => "sync",
            Self::Admin => "admin",
            Self::Analytics => "analytics",
        }
    }
}

/// How much goes on in a lane at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaneLimits {
    /// Requests that are worked on; 0 is taken as 1.
    pub at_once: usize,
    /// Of them for one tenant (or one address, where nobody is signed in) while others ask, too; 0 is taken as 1. A tenant that is alone may have all.
    pub per_tenant: usize,
    /// Requests that wait for a place; one more sends one away.
    pub waiting_max: usize,
    /// How long one waits before it is sent away, in milliseconds.
    pub wait_max_ms: u32,
}

/// Who takes turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    Tenant(TenantId),
    /// Where nobody is signed in: an address. It never has all places, so that one that sends slowly keeps nobody else from signing in.
    /// None for what came by no socket.
    Address(Option<IpAddr>),
}

/// A party counts as asking for so long after its last request: tills of a quiet shop are seldom inside at the same moment.
const ASKING_FOR: Duration = Duration::from_secs(1);

/// The line of one lane. `W` is how somebody who waits is told.
pub struct Line<W> {
    limits: LaneLimits,
    inside: usize,
    waiting: usize,
    standings: HashMap<Party, Standing<W>>,
    /// Who has somebody waiting, in the order of turns.
    turns: VecDeque<Party>,
    tickets: u64,
    looked: Option<Instant>,
}

/// How a party stands.
struct Standing<W> {
    inside: usize,
    /// With their tickets, the newest last.
    waiting: Vec<(u64, W)>,
    seen: Instant,
}

impl<W> Line<W> {
    #[must_use]
    pub fn new(limits: LaneLimits) -> Self {
        Self {
            limits,
            inside: 0,
            waiting: 0,
            standings: HashMap::new(),
            turns: VecDeque::new(),
            tickets: 0,
            looked: None,
        }
    }

    /// Takes a place where one is free; else says no, and whoever asked may [`Line::wait`].
    pub fn enter(&mut self, party: Party, now: Instant) -> bool {
        self.forget_silent(now);
        let standing = self.standings.entry(party).or_insert_with(|| Standing {
            inside: 0,
            waiting: Vec::new(),
            seen: now,
        });
        standing.seen = now;
        let is_within = standing.inside < self.share(party);
        if !is_within || self.inside >= self.limits.at_once.max(1) {
            return false;
        }
        self.take_place(party);
        true
    }

    /// Stands in line, and gets a ticket. When that is one too many, the one that goes instead is handed back: it may be this one.
    pub fn wait(&mut self, party: Party, waiter: W) -> (u64, Option<W>) {
        self.tickets += 1;
        let ticket = self.tickets;
        if let Some(standing) = self.standings.get_mut(&party) {
            if standing.waiting.is_empty() {
                self.turns.push_back(party);
            }
            standing.waiting.push((ticket, waiter));
            self.waiting += 1;
        }
        let is_full = self.waiting > self.limits.waiting_max;
        (ticket, if is_full { self.send_away() } else { None })
    }

    /// Whoever has this ticket waits no more.
    pub fn give_up(&mut self, party: Party, ticket: u64) {
        let Some(standing) = self.standings.get_mut(&party) else {
            return;
        };
        if let Some(index) = standing.waiting.iter().position(|(other, _)| *other == ticket) {
            standing.waiting.remove(index);
            self.waiting -= 1;
            self.end_turn_of_nobody(party);
        }
    }

    /// Gives a place back: call [`Line::next_in`] until it has nobody more.
    pub fn leave(&mut self, party: Party, now: Instant) {
        if let Some(standing) = self.standings.get_mut(&party) {
            standing.inside -= 1;
            self.inside -= 1;
        }
        self.forget_silent(now);
    }

    /// Who gets in next, if a place is free for somebody who waits.
    pub fn next_in(&mut self) -> Option<(Party, W)> {
        if self.inside >= self.limits.at_once.max(1) {
            return None;
        }
        let may_enter = |party: &Party| {
            let standing = self.standings.get(party);
            standing.is_some_and(|other| other.inside < self.share(*party))
        };
        let index = self.turns.iter().position(may_enter)?;
        let party = self.turns.remove(index)?;
        let standing = self.standings.get_mut(&party)?;
        let (_, waiter) = standing.waiting.pop()?;
        if !standing.waiting.is_empty() {
            self.turns.push_back(party);
        }
        self.waiting -= 1;
        self.take_place(party);
        Some((party, waiter))
    }

    /// How many places a party may have at this moment.
    fn share(&self, party: Party) -> usize {
        match party {
            Party::Address(Some(_)) => self.limits.per_tenant,
            _ if self.standings.len() > 1 => self.limits.per_tenant,
            _ => self.limits.at_once,
        }
        .max(1)
    }

    fn take_place(&mut self, party: Party) {
        if let Some(standing) = self.standings.get_mut(&party) {
            standing.inside += 1;
            self.inside += 1;
        }
    }

    /// The oldest of the party that has most waiting.
    fn send_away(&mut self) -> Option<W> {
        let (party, standing) = self
            .standings
            .iter_mut()
            .max_by_key(|(party, standing)| (standing.waiting.len(), **party))?;
        let party = *party;
        let (_, oldest) = (!standing.waiting.is_empty()).then(|| standing.waiting.remove(0))?;
        self.waiting -= 1;
        self.end_turn_of_nobody(party);
        Some(oldest)
    }

    /// A party with nobody waiting takes no turn.
    fn end_turn_of_nobody(&mut self, party: Party) {
        if self
            .standings
            .get(&party)
            .is_some_and(|standing| standing.waiting.is_empty())
        {
            self.turns.retain(|other| *other != party);
        }
    }

    /// Forgets parties that have nobody here and have not asked for a while, at most once in a while.
    fn forget_silent(&mut self, now: Instant) {
        let is_early = self.looked.is_some_and(|looked| now < looked + ASKING_FOR / 4);
        if is_early {
            return;
        }
        self.looked = Some(now);
        self.standings.retain(|_, standing| {
            standing.inside > 0 || !standing.waiting.is_empty() || now < standing.seen + ASKING_FOR
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_has_its_lane_by_who_may_ask_it() {
        assert_eq!(Lane::usual(Access::Public), Lane::Sync);
        assert_eq!(Lane::usual(Access::SignedIn), Lane::Admin);
    }
}
