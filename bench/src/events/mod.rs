//! How events travel: how fast a backlog of sales is relayed and applied, how late the stock hears of a sale, and what a Kafka that is away does
//! to tills. Once on Postgres's own log, once on a real Kafka: docs/performance.md.

mod backlog;
mod outage;
mod report;
mod stand;
mod times;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, Result, ensure};
use sqlx::PgConnection;

use crate::{
    generator::Generator,
    load::{Load, Outcome, Slice},
    postgres,
    report::CLIENTS,
    server::Folder,
    shops::{self, Size},
};
use report::{ArmReport, EventsReport, Lag};
use stand::{Arm, Stand};

/// What is run.
#[derive(Clone, Debug)]
pub struct Plan {
    pub novapos: PathBuf,
    pub out: PathBuf,
    /// Where the run's folder is made.
    pub folder: PathBuf,
    /// How long one slice of sales is.
    pub seconds: f64,
    /// How long Kafka is away.
    pub outage_s: f64,
    /// Events of the backlog.
    pub backlog: i64,
    pub seed: u64,
}

/// Goods of the shop that sells.
const GOODS: usize = 10_000;
/// Sales before anything is measured.
const WARM_UP_S: f64 = 3.0;

/// Runs both arms, writes the report and prints it. Whether nothing was lost, and nothing was applied twice.
///
/// # Errors
/// When something does not start, or is refused.
pub async fn run(plan: &Plan) -> Result<bool> {
    let mut arms = Vec::new();
    for arm in [Arm::Log, Arm::Kafka] {
        let folder = Folder::make(&plan.folder, false)?;
        let stand = Stand::start(arm, &plan.novapos, &folder).await?;
        let said = format!("{arm:?}");
        let measured = measure(plan, stand).await;
        arms.push(measured.context(said)?);
    }
    let report = EventsReport::of(arms);
    write(&plan.out, &report)?;
    print!("{}", report.table());
    Ok(report.sound)
}

fn write(path: &Path, report: &EventsReport) -> Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, serde_json::to_string_pretty(report)? + "\n").with_context(|| format!("writing {}", path.display()))
}

async fn measure(plan: &Plan, mut stand: Stand) -> Result<ArmReport> {
    let measured = measure_arm(plan, &mut stand).await;
    let last_words = stand.last_words();
    let stopped = stand.stop().await;
    let report = measured.context(last_words)?;
    stopped?;
    Ok(report)
}

async fn measure_arm(plan: &Plan, stand: &mut Stand) -> Result<ArmReport> {
    let begun = Instant::now();
    let arm = stand.arm;
    let say = |what: &str| eprintln!("bench: {:>4.0} s  {arm:?}: {what}", begun.elapsed().as_secs_f64());
    say("opening the shops");
    let size = Size {
        chain_goods: GOODS,
        many_goods: 1,
        seed: plan.seed,
    };
    let shops = shops::open(&stand.server, size).await?;
    let mut generator = Generator::start(&shops).await?;
    let mut admin = stand.server.postgres.connect_novapos().await?;
    let mut sold = sell(&mut generator, slice(WARM_UP_S, None)).await?.sales;
    times::wait_until_applied(&mut admin).await?;
    postgres::tidy(&mut admin).await?;

    say("selling as fast as it goes");
    let most = sell(&mut generator, slice(plan.seconds, None)).await?;
    let most_per_s = most.sales as f64 / most.seconds;
    times::wait_until_applied(&mut admin).await?;
    let half = most_per_s / 2.0;

    say(&format!("selling half as fast: {half:.0} a second"));
    let from = times::now(&mut admin).await?;
    let calm = sell(&mut generator, slice(plan.seconds, Some(half))).await?;
    sold += most.sales + calm.sales;
    times::wait_until_applied(&mut admin).await?;
    let [p50_ms, p99_ms, max_ms] = times::lags_ms(&mut admin, from).await?;

    let outage = match &stand.broker {
        Some(broker) => {
            say(&format!(
                "Kafka is killed for {:.0} s, and selling goes on",
                plan.outage_s
            ));
            let outage = outage::measure(broker, &mut generator, &mut admin, (half, plan.outage_s), &calm).await?;
            sold += outage.sales;
            Some(outage)
        }
        None => None,
    };
    say("checking the data");
    let stored = crate::ending::stored(&mut admin).await?;
    let verified = stand.server.verify().await;

    say(&format!("a backlog of {} sales", plan.backlog));
    let backlog = backlog::measure(&mut admin, stand, plan.backlog).await?;
    Ok(ArmReport {
        arm: arm.name(),
        most_per_s,
        checkout_p99_ms: most.p99_ms,
        lag: Lag {
            sales_per_s: half,
            checkout_p99_ms: calm.p99_ms,
            p50_ms,
            p99_ms,
            max_ms,
        },
        outage,
        rows: rows(&mut admin, sold, stored).await?,
        backlog,
        verify_clean: verified.is_ok(),
        verify_said: verified.unwrap_or_else(|error| format!("{error:#}")).trim().to_owned(),
    })
}

fn slice(seconds: f64, per_s: Option<f64>) -> Slice {
    Slice {
        load: Load::Chain,
        clients: CLIENTS,
        seconds,
        per_s,
    }
}

/// Sells for a slice, of which nothing may be refused.
async fn sell(generator: &mut Generator, slice: Slice) -> Result<Outcome> {
    let outcome = generator.run(slice).await?;
    ensure!(outcome.errors.is_empty(), "sales were refused: {:?}", outcome.errors);
    Ok(outcome)
}

/// Sales that were acknowledged against those that are stored, and what the stock did against what the events say, each line once.
async fn rows(admin: &mut PgConnection, acknowledged: u64, stored: u64) -> Result<report::Rows> {
    let counted = times::counted(admin).await?;
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    Ok(report::Rows {
        sales_lost: whole(acknowledged) - whole(stored),
        events: counted.events,
        effects_lost: counted.lines_wanting,
        effects_doubled: counted.moves + counted.lines_wanting - counted.lines,
        dead_letters: counted.dead_letters,
    })
}
