//! A till that sells at a steady rate until it is told to stop, and how long its checkouts took.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crate::stand::Stand;

pub struct Steady {
    every: Duration,
    stopped: AtomicBool,
    /// When each sale was made, and how long its checkout took.
    made: Mutex<Vec<(Instant, Duration)>>,
}

impl Steady {
    pub fn new(per_second: u32) -> Self {
        Self {
            every: Duration::from_secs(1) / per_second,
            stopped: AtomicBool::new(false),
            made: Mutex::default(),
        }
    }

    /// Sells until it is stopped. A sale that took longer than the rate allows is made up for.
    pub async fn sell(&self, stand: &Stand) {
        let mut tick = tokio::time::interval(self.every);
        while !self.stopped.load(Ordering::Relaxed) {
            tick.tick().await;
            let took = stand.sell_timed().await;
            self.made.lock().unwrap().push((Instant::now(), took));
        }
    }

    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    pub fn sold(&self) -> usize {
        self.made.lock().unwrap().len()
    }

    /// How long the checkouts between two moments took, the fastest first.
    pub fn between(&self, from: Instant, to: Instant) -> Vec<Duration> {
        let made = self.made.lock().unwrap();
        let mut took: Vec<Duration> = made
            .iter()
            .filter(|(at, _)| (from..to).contains(at))
            .map(|(_, took)| *took)
            .collect();
        took.sort();
        took
    }
}

/// So many per second.
pub fn rate(count: usize, during: Duration) -> f64 {
    f64::from(u32::try_from(count).unwrap()) / during.as_secs_f64()
}
