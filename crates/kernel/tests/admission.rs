//! The line in which tenants take turns: what it decides, and what that does to quiet tenants beside a noisy one (F33), by a clock of its own.
#![expect(clippy::unwrap_used, reason = "a test may end with a panic")]

use std::time::{Duration, Instant};

use kernel::{
    admission::{LaneLimits, Line, Party},
    id::TenantId,
};

const LIMITS: LaneLimits = LaneLimits {
    at_once: 8,
    per_tenant: 4,
    waiting_max: 64,
    wait_max_ms: 500,
};

fn tenant(number: u128) -> Party {
    Party::Tenant(TenantId::from_uuid(uuid::Uuid::from_u128(number)))
}

/// So many of a party at one moment: how many got in, the others wait.
fn arrive(line: &mut Line<u32>, party: Party, count: u32, now: Instant) -> usize {
    let entered = (0..count).filter(|name| {
        let entered = line.enter(party, now);
        if !entered {
            line.wait(party, *name);
        }
        entered
    });
    entered.count()
}

#[test]
fn a_tenant_alone_has_all_places_and_half_while_another_asks() {
    let now = Instant::now();
    let mut line = Line::new(LIMITS);
    assert_eq!(arrive(&mut line, tenant(1), 20, now), 8);
    let mut line = Line::new(LIMITS);
    assert_eq!(arrive(&mut line, tenant(2), 1, now), 1);
    assert_eq!(arrive(&mut line, tenant(1), 20, now), 4);
    assert_eq!(arrive(&mut line, tenant(3), 20, now), 3, "and no more than all");
    // The other was not heard of for a while.
    line.leave(tenant(2), now);
    for _ in 0..3 {
        line.leave(tenant(3), now);
    }
    while let Some((party, _)) = line.next_in() {
        line.leave(party, now);
    }
    for _ in 0..4 {
        line.leave(tenant(1), now);
    }
    let later = now + Duration::from_secs(1);
    assert_eq!(arrive(&mut line, tenant(1), 20, later), 8);
}

#[test]
fn tenants_take_turns_and_of_one_the_newest_is_next() {
    let now = Instant::now();
    let mut line = Line::new(LaneLimits { at_once: 1, ..LIMITS });
    assert!(line.enter(tenant(9), now));
    for (party, name) in [(1, 10), (1, 11), (1, 12), (2, 20), (3, 30), (3, 31)] {
        assert!(!line.enter(tenant(party), now));
        line.wait(tenant(party), name);
    }
    let mut last = tenant(9);
    let mut order = Vec::new();
    loop {
        line.leave(last, now);
        let Some((party, name)) = line.next_in() else { break };
        assert!(line.next_in().is_none(), "one place");
        order.push(name);
        last = party;
    }
    assert_eq!(order, [12, 20, 31, 11, 30, 10]);
}

#[test]
fn who_fills_the_line_pays_with_their_oldest() {
    let now = Instant::now();
    let mut line = Line::new(LaneLimits {
        at_once: 1,
        waiting_max: 3,
        ..LIMITS
    });
    assert!(line.enter(tenant(9), now));
    let mut wait = |party, name| {
        assert!(!line.enter(tenant(party), now));
        line.wait(tenant(party), name).1
    };
    assert_eq!((wait(1, 10), wait(1, 11), wait(1, 12)), (None, None, None));
    assert_eq!(
        wait(2, 20),
        Some(10),
        "the quiet one takes the place of the noisy one's oldest"
    );
    assert_eq!(wait(1, 13), Some(11));
    let mut none = Line::new(LaneLimits {
        at_once: 1,
        waiting_max: 0,
        ..LIMITS
    });
    assert!(none.enter(tenant(1), now) && !none.enter(tenant(1), now));
    assert_eq!(
        none.wait(tenant(1), 7).1,
        Some(7),
        "where nobody may wait, whoever comes goes"
    );
}

#[test]
fn who_gives_up_is_not_called() {
    let now = Instant::now();
    let mut line = Line::new(LaneLimits { at_once: 1, ..LIMITS });
    assert!(line.enter(tenant(1), now) && !line.enter(tenant(1), now));
    let (ticket, _) = line.wait(tenant(1), 1);
    line.give_up(tenant(1), ticket);
    line.leave(tenant(1), now);
    assert_eq!(line.next_in(), None);
    assert!(line.enter(tenant(2), now), "the place is free");
}

/// One tenant's load: a request each so many microseconds, from so many on.
struct Load {
    party: Party,
    every_us: u64,
    from_us: u64,
}

/// What became of a tenant's requests: how long each took that was worked on, in microseconds, sorted; and how many were asked.
struct Outcome {
    took_us: Vec<u64>,
    asked: usize,
}

impl Outcome {
    fn p99(&self) -> u64 {
        self.took_us[self.took_us.len() * 99 / 100]
    }
}

/// Two seconds of these loads through a line, in steps of 100 us; each request is worked on for 10 ms.
fn run(limits: LaneLimits, loads: &[Load]) -> Vec<Outcome> {
    const STEP_US: u64 = 100;
    const WORK_US: u64 = 10_000;
    let start = Instant::now();
    let mut line: Line<(usize, u64)> = Line::new(limits);
    let mut inside: Vec<(u64, usize, u64)> = Vec::new();
    let mut waiting: Vec<(u64, Party, u64)> = Vec::new();
    let mut outcomes: Vec<_> = loads
        .iter()
        .map(|_| Outcome {
            took_us: Vec::new(),
            asked: 0,
        })
        .collect();
    for at in (0..2_000_000).step_by(usize::try_from(STEP_US).unwrap()) {
        let now = start + Duration::from_micros(at);
        let (done, still): (Vec<_>, Vec<_>) = inside.into_iter().partition(|(end, ..)| *end <= at);
        inside = still;
        for (_, load, came) in done {
            outcomes[load].took_us.push(at - came);
            line.leave(loads[load].party, now);
        }
        waiting.retain(|(until, party, ticket)| {
            let waits_on = *until > at;
            if !waits_on {
                line.give_up(*party, *ticket);
            }
            waits_on
        });
        while let Some((_, (load, came))) = line.next_in() {
            inside.push((at + WORK_US, load, came));
        }
        for (index, load) in loads.iter().enumerate() {
            let count = |until: u64| until.saturating_sub(load.from_us).div_ceil(load.every_us);
            for _ in count(at)..count(at + STEP_US) {
                outcomes[index].asked += 1;
                if line.enter(load.party, now) {
                    inside.push((at + WORK_US, index, at));
                } else {
                    let (ticket, _) = line.wait(load.party, (index, at));
                    waiting.push((at + u64::from(limits.wait_max_ms) * 1000, load.party, ticket));
                }
            }
        }
    }
    for outcome in &mut outcomes {
        outcome.took_us.sort_unstable();
    }
    outcomes
}

/// 1 when all have the same, one part of so many when one has all.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn jain(shares: &[f64]) -> f64 {
    let sum: f64 = shares.iter().sum();
    let squares: f64 = shares.iter().map(|share| share * share).sum();
    sum * sum / (shares.len() as f64 * squares)
}

/// Nine tenants with eight requests a second each, a tenth of all; the lane does 800.
fn quiet() -> Vec<Load> {
    (0..9)
        .map(|number| Load {
            party: tenant(number),
            every_us: 125_000,
            from_us: 1700 + 13_300 * u64::try_from(number).unwrap(),
        })
        .collect()
}

/// F33: a tenant that asks for nine tenths of what the lane does, or for four times all of it.
#[test]
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn a_noisy_tenant_costs_quiet_ones_next_to_nothing() {
    let alone = run(LIMITS, &quiet());
    for every_us in [1540, 310] {
        let mut loads = quiet();
        loads.push(Load {
            party: tenant(99),
            every_us,
            from_us: 0,
        });
        let together = run(LIMITS, &loads);
        let mut shares = Vec::new();
        for (before, after) in alone.iter().zip(&together) {
            assert!(
                after.p99() * 2 <= before.p99() * 3,
                "{} after {}",
                after.p99(),
                before.p99()
            );
            shares.push(after.took_us.len() as f64 / after.asked as f64);
        }
        // Of what the quiet ones leave.
        let left = together[9].asked.min(2 * (800 - 72));
        shares.push(together[9].took_us.len() as f64 / left as f64);
        assert!(jain(&shares) >= 0.9, "{} of {shares:?}", jain(&shares));
    }
}

/// Tenants that all ask for more than there is get the same, however much more.
#[test]
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn who_asks_more_is_not_served_more() {
    let loads: Vec<_> = [4000, 2000, 1000, 200]
        .into_iter()
        .zip(1..)
        .map(|(every_us, number)| Load {
            party: tenant(number),
            every_us,
            from_us: 0,
        })
        .collect();
    let limits = LaneLimits { at_once: 2, ..LIMITS };
    let served: Vec<_> = run(limits, &loads)
        .iter()
        .map(|outcome| outcome.took_us.len() as f64)
        .collect();
    assert!(jain(&served) > 0.99, "{served:?}");
}
