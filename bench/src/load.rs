//! What the orchestrator and the generator tell each other: one JSON object a line, on the generator's standard input and output.

use std::{collections::BTreeMap, net::SocketAddr};

use serde::{Deserialize, Serialize};

use crate::client::Account;

/// The two shapes of a busy cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Load {
    /// One tenant with many stores.
    Chain,
    /// Many tenants with one store each.
    Many,
}

impl Load {
    pub const ALL: [Self; 2] = [Self::Chain, Self::Many];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Chain => "chain",
            Self::Many => "many",
        }
    }
}

/// One till: where it stands and who sells at it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TillPlan {
    pub account: Account,
    pub register_id: String,
}

/// Everything that the generator needs to begin: the first line that it is told.
#[derive(Debug, Serialize, Deserialize)]
pub struct Plan {
    pub server: SocketAddr,
    pub seed: u64,
    /// The tills of each load, in the order in which clients are added.
    pub tills: BTreeMap<Load, Vec<TillPlan>>,
}

/// One slice to run.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Slice {
    pub load: Load,
    pub clients: usize,
    pub seconds: f64,
    /// Sales a second of all clients together; without it each sells as fast as it is answered.
    #[serde(default)]
    pub per_s: Option<f64>,
}

/// What came of a slice.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// Sales that were answered 201.
    pub sales: u64,
    pub seconds: f64,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub p99_ms: f64,
    pub max_ms: f64,
    /// Every other answer, by its code.
    pub errors: BTreeMap<String, u64>,
}

/// What the generator tells.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// All tills are signed in and know their prices.
    Ready,
    /// A slice is over.
    Done(Outcome),
}
