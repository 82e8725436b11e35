//! What came out, each figure with its unit in its name, and what was wanted.

use std::fmt::Write;

use serde::Serialize;

use crate::report::Target;

const LAG_P99_MS_MAX_LOG: f64 = 50.0;
const LAG_P99_MS_MAX_KAFKA: f64 = 250.0;
const RELAYED_PER_S_MIN: f64 = 10_000.0;
const APPLIED_PER_S_MIN: f64 = 3_000.0;
const OUTAGE_P99_RATIO_MAX: f64 = 1.2;
const DRAINED_RATIO_MIN: f64 = 3.0;

#[derive(Debug, Serialize)]
pub struct EventsReport {
    pub arms: Vec<ArmReport>,
    pub targets: Vec<Target>,
    /// Nothing lost, nothing doubled, `novapos verify` content. The targets are no part of it.
    pub sound: bool,
}

/// What was measured on one bus.
#[derive(Debug, Serialize)]
pub struct ArmReport {
    pub arm: &'static str,
    /// Sales a second when all clients sell as fast as they are answered.
    pub most_per_s: f64,
    pub checkout_p99_ms: f64,
    pub lag: Lag,
    pub outage: Option<Outage>,
    pub backlog: Backlog,
    pub rows: Rows,
    pub verify_clean: bool,
    pub verify_said: String,
}

/// From the commit of a sale to the commit of its moves of stock, at half the load.
#[derive(Debug, Serialize)]
pub struct Lag {
    pub sales_per_s: f64,
    pub checkout_p99_ms: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    pub max_ms: f64,
}

/// Kafka away, at half the load.
#[derive(Debug, Serialize)]
pub struct Outage {
    pub seconds: f64,
    pub sales: u64,
    pub checkout_p99_ms: f64,
    /// Over the p99 before it.
    pub checkout_p99_ratio: f64,
    /// While what waited was applied.
    pub after_checkout_p99_ms: f64,
    /// Sales that the stock had not heard of when Kafka was back, and how fast they and newer ones were applied until the last of them was.
    pub waiting: i64,
    pub drained_s: f64,
    pub drained_per_s: f64,
    /// Over the sales of a second, which went on.
    pub drained_ratio: f64,
}

/// A backlog, nobody selling.
#[derive(Debug, Serialize)]
pub struct Backlog {
    pub events: i64,
    pub relayed_per_s: f64,
    /// Sales, each with the moves of its lines.
    pub applied_per_s: f64,
}

#[derive(Debug, Serialize)]
pub struct Rows {
    pub sales_lost: i64,
    pub events: i64,
    pub effects_lost: i64,
    pub effects_doubled: i64,
    pub dead_letters: i64,
}

impl Rows {
    const fn are_whole(&self) -> bool {
        self.sales_lost == 0 && self.effects_lost == 0 && self.effects_doubled == 0 && self.dead_letters == 0
    }
}

impl EventsReport {
    pub fn of(arms: Vec<ArmReport>) -> Self {
        let targets = arms.iter().flat_map(targets).collect();
        let sound = arms.iter().all(|arm| arm.rows.are_whole() && arm.verify_clean);
        Self { arms, targets, sound }
    }

    pub fn table(&self) -> String {
        let mut text = String::new();
        for target in &self.targets {
            let verdict = if target.met { "met" } else { "MISSED" };
            // Writing to a String does not fail.
            let _ = writeln!(
                text,
                "{:<36} {:>10.1}  wanted {:<8} {verdict}",
                target.name, target.got, target.wanted
            );
        }
        for arm in &self.arms {
            let Rows {
                sales_lost,
                effects_lost,
                effects_doubled,
                dead_letters,
                events,
            } = arm.rows;
            let _ = writeln!(
                text,
                "{}: {events} events; lost: {sales_lost} sales, {effects_lost} effects; doubled: {effects_doubled}; dead letters: {dead_letters}; \
                 verify {}",
                arm.arm,
                if arm.verify_clean { "clean" } else { "NOT clean" }
            );
        }
        text
    }
}

fn targets(arm: &ArmReport) -> Vec<Target> {
    let name = |what: &str| format!("{}_{what}", arm.arm);
    let lag_max = if arm.outage.is_some() {
        LAG_P99_MS_MAX_KAFKA
    } else {
        LAG_P99_MS_MAX_LOG
    };
    let mut targets = vec![
        Target::at_least(name("relayed_per_s"), RELAYED_PER_S_MIN, arm.backlog.relayed_per_s),
        Target::at_least(name("applied_per_s"), APPLIED_PER_S_MIN, arm.backlog.applied_per_s),
        Target::at_most(name("lag_p99_ms"), lag_max, arm.lag.p99_ms),
    ];
    if let Some(outage) = &arm.outage {
        let ratio = outage.checkout_p99_ratio;
        targets.push(Target::at_most(name("away_p99_ratio"), OUTAGE_P99_RATIO_MAX, ratio));
        targets.push(Target::at_least(
            name("drained_ratio"),
            DRAINED_RATIO_MIN,
            outage.drained_ratio,
        ));
    }
    targets
}
