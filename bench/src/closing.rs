//! The end of a long day: how long a drawer with ten thousand sales takes to close.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{catalogue, client::Client, server::Server, shops, till::Till};

/// Sales of the day, and goods that are sold.
const SALES: u64 = 10_000;
const GOODS: usize = 1000;
/// What the drawer begins with, in minor units.
const FLOAT_MINOR: i64 = 10_000;
/// How long selling may take: longer than any machine needs, shorter than a token lives.
const SELLING: Duration = Duration::from_secs(300);

/// What came out.
#[derive(Clone, Debug, Serialize)]
pub struct ClosingReport {
    pub sales: u64,
    /// From the request that closes until its answer: the Z report is made.
    pub close_s: f64,
}

impl ClosingReport {
    /// The figure.
    pub fn line(&self) -> String {
        format!("close_s={:.2}", self.close_s)
    }
}

#[derive(Deserialize)]
struct ZReport {
    variance_minor: i64,
    takings: Takings,
}

#[derive(Deserialize)]
struct Takings {
    sales: Sales,
}

#[derive(Deserialize)]
struct Sales {
    count: u64,
}

/// Opens a drawer in a shop of its own, sells, counts and closes it.
///
/// # Errors
/// When something is refused, or what the report says is not what was sold.
pub async fn measure(server: &Server, seed: u64) -> Result<ClosingReport> {
    let (mut owner, plan) = shops::open_corner_shop(server, GOODS).await?;
    let goods = Arc::new(catalogue::read(&mut owner).await?);
    let pieces = |amount_minor: i64| json!([{"value_minor": amount_minor, "count": 1}]);
    let session_id = Uuid::now_v7();
    let opening = json!({"id": session_id, "register_id": plan.register_id, "float": pieces(FLOAT_MINOR)});
    let _: Value = owner.post("/sessions", &opening).await?;
    let path = format!("/sessions/{session_id}");
    let mut cashier = Client::new(server.address, shops::CORNER_CASHIER);
    cashier.sign_in(&plan.account).await?;
    let mut till = Till::start(cashier, &plan, goods, seed).await?;
    till.session_id = Some(session_id);
    till.make_ready(SELLING).await?;
    let mut taken_minor = FLOAT_MINOR;
    for _ in 0..SALES {
        let tally = till.sell_until(Instant::now(), None).await?;
        ensure!(tally.errors.is_empty(), "a sale was refused: {:?}", tally.errors);
        taken_minor += tally.taken_minor;
    }
    let counted = json!({"count_number": 1, "pieces": pieces(taken_minor)});
    let _: Value = owner.post(&format!("{path}/counts"), &counted).await?;
    let begun = Instant::now();
    let _: Value = owner.post(&format!("{path}/close"), &json!({"left_minor": 0})).await?;
    let close_s = begun.elapsed().as_secs_f64();
    let z: ZReport = owner
        .get(&format!("/registers/{}/z-reports/1", plan.register_id))
        .await?;
    ensure!(
        z.takings.sales.count == SALES && z.variance_minor == 0,
        "the report has {} sales and a variance of {}",
        z.takings.sales.count,
        z.variance_minor
    );
    Ok(ClosingReport { sales: SALES, close_s })
}
