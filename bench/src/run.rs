//! A whole run: a NovaPOS of its own, shops in it, slices of the floor and of both loads in turn, and then the checks.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, Result, bail};
use chrono::{SecondsFormat, Utc};
use sqlx::{Executor, PgConnection, Row as _};
use tokio::signal::unix::{SignalKind, signal};

use crate::{
    closing::{self, ClosingReport},
    ending,
    floor::Floor,
    generator::Generator,
    goods,
    load::{self, Load, Slice},
    measure::Bench,
    postgres,
    process::{self, Memory},
    report::{CLIENTS, ColdStart, Machine, MemoryReport, Outcome, Report, Row, Settings, Slices},
    searching::{self, CatalogueReport},
    server::{Folder, Place, Server},
    settling::Settling,
    shops::{self, Size},
    table::table,
};

/// What is run.
#[derive(Clone, Debug)]
pub struct Plan {
    pub novapos: PathBuf,
    pub out: PathBuf,
    /// Where the run's folder is made.
    pub folder: PathBuf,
    /// Whether it stays, and one that stayed.
    pub keep: bool,
    pub again: Option<PathBuf>,
    pub seconds: f64,
    pub clients: Vec<usize>,
    /// Slices at each number of clients; at [`CLIENTS`], which the targets are for, twice as many.
    pub slices: usize,
    pub size: Size,
    pub catalogue: CataloguePlan,
}

/// The part of a run that is about a large catalogue.
#[derive(Clone, Debug)]
pub struct CataloguePlan {
    /// A CSV file with the columns barcode and name; goods are made up without one.
    pub file: Option<PathBuf>,
    pub goods: usize,
}

/// Sales before anything is measured, for each load.
const WARM_UP_S: f64 = 3.0;

/// Runs the plan, writes the report and prints it. Whether the data came through whole.
pub async fn run(plan: Plan) -> Result<bool> {
    let folder = match &plan.again {
        Some(kept) => Folder::again(kept.clone())?,
        None => Folder::make(&plan.folder, plan.keep)?,
    };
    let place = Place::new(
        fs::canonicalize(&plan.novapos).context("finding novapos")?,
        folder.path.join("home"),
    )?;
    let begun = Instant::now();
    let (mut server, first) = place.start().await?;
    let cold_start = ColdStart {
        first_ready_ms: ms(first),
        ..ColdStart::default()
    };
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let report = tokio::select! {
        report = measure(&plan, &mut server, &folder, cold_start, begun) => report,
        _ = interrupt.recv() => Err(anyhow::anyhow!("interrupted")),
        _ = terminate.recv() => Err(anyhow::anyhow!("terminated")),
    };
    let stopped = server.stop().await;
    let report = report.map_err(|error| error.context(place.last_words()))?;
    stopped?;
    write(&plan.out, &report)?;
    print!("{}", table(&report));
    println!("{} {}", report.catalogue.line(), report.closing.line());
    println!("{}", report.result.line());
    Ok(report.result.sound)
}

fn write(path: &Path, report: &Report) -> Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let text = serde_json::to_string_pretty(report)?;
    fs::write(path, text + "\n").with_context(|| format!("writing {}", path.display()))
}

fn ms(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn say(begun: Instant, what: &str) {
    eprintln!("bench: {:>4.0} s  {what}", begun.elapsed().as_secs_f64());
}

async fn measure(
    plan: &Plan,
    server: &mut Server,
    folder: &Folder,
    mut cold_start: ColdStart,
    begun: Instant,
) -> Result<Report> {
    let begun_at = Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true);
    say(begun, "opening the shops");
    let shops = shops(plan, server, folder).await?;
    say(begun, "preparing the floor");
    let floor = Floor::prepare(&server.postgres, &folder.path).await?;
    let mut admin = server.postgres.connect_novapos().await?;
    let stored_before = ending::stored(&mut admin).await?;
    say(begun, "signing the cashiers in");
    let idle = process::memory(server.pid)?;
    let mut generator = Generator::start(&shops).await?;
    let settling = Settling::new(&mut admin).await?;
    let machine = machine(&mut admin).await?;
    let rows_before = postgres::rows_written(&mut admin).await?;
    let admin_pid = admin.fetch_one("SELECT pg_backend_pid()").await?.get(0);
    let mut bench = Bench {
        server,
        generator: &mut generator,
        floor: &floor,
        settling: &settling,
        admin,
        admin_pid,
        sales_backends: BTreeSet::new(),
    };

    let (mut acknowledged, chain_memory) = warm_up(&mut bench, plan, begun).await?;
    postgres::tidy(&mut bench.admin).await?;
    let mut rows = Vec::with_capacity(plan.clients.len());
    for &clients in &plan.clients {
        let slices = slices(&mut bench, plan, clients, begun).await?;
        acknowledged += slices
            .sales
            .values()
            .flatten()
            .map(|slice| slice.outcome.sales)
            .sum::<u64>();
        rows.push(Row::of(clients, &slices));
    }
    let memory = MemoryReport {
        idle,
        chain: chain_memory,
        all_tenants: process::memory(bench.server.pid)?,
    };
    drop(bench);

    say(begun, "starting anew");
    acknowledged += ending::start_anew(server, &mut generator, &mut cold_start).await?;
    say(begun, "checking the data");
    let mut admin = server.postgres.connect_novapos().await?;
    settling.wait(&mut admin).await?;
    let rows_per_sale = ending::rows_per_sale(&rows_before, &postgres::rows_written(&mut admin).await?, acknowledged);
    let checks = ending::checks(server, &mut admin, stored_before + acknowledged, &rows).await?;
    say(begun, "bringing in a large catalogue and searching in it");
    let catalogue = catalogue(&plan.catalogue, plan.size.seed, server).await?;
    say(begun, "selling ten thousand times at one till, and closing its drawer");
    let closing = closing::measure(server, plan.size.seed).await?;
    let result = Outcome::of(&rows, &memory, &cold_start, (&catalogue, &closing), &checks);
    let settings = Settings {
        seconds: plan.seconds,
        clients: plan.clients.clone(),
        chain_goods: plan.size.chain_goods,
        many_goods: plan.size.many_goods,
        seed: plan.size.seed,
    };
    let took_s = begun.elapsed().as_secs_f64();
    Ok(Report {
        begun_at,
        took_s,
        machine,
        settings,
        rows,
        rows_per_sale,
        memory,
        cold_start,
        catalogue,
        closing,
        checks,
        result,
    })
}

async fn catalogue(plan: &CataloguePlan, seed: u64, server: &Server) -> Result<CatalogueReport> {
    let goods = goods::of(plan.file.as_deref(), plan.goods)?;
    let mut owner = shops::open_empty(server).await?;
    let mut admin = server.postgres.connect_novapos().await?;
    searching::measure(&mut owner, &goods, seed, async || postgres::tidy(&mut admin).await).await
}

async fn shop(plan: &CataloguePlan, server: &Server) -> Result<(CatalogueReport, ClosingReport)> {
    Ok((catalogue(plan, 1, server).await?, closing::measure(server, 1).await?))
}

/// Runs the parts about a large shop alone, and prints what came out.
pub async fn run_catalogue(plan: &CataloguePlan, novapos: &Path, folder: &Path) -> Result<bool> {
    let folder = Folder::make(folder, false)?;
    let novapos = fs::canonicalize(novapos).context("finding novapos")?;
    let place = Place::new(novapos, folder.path.join("home"))?;
    let (mut server, _) = place.start().await?;
    let reports = shop(plan, &server).await;
    let stopped = server.stop().await;
    let (catalogue, closing) = reports.map_err(|error| error.context(place.last_words()))?;
    stopped?;
    println!("{}", serde_json::to_string_pretty(&catalogue)?);
    println!("{} {}", catalogue.line(), closing.line());
    Ok(true)
}

/// The shops of this run, or those that an earlier one kept; only where NovaPOS listens is new.
async fn shops(plan: &Plan, server: &Server, folder: &Folder) -> Result<load::Plan> {
    let file = folder.plan();
    if plan.again.is_some() {
        let kept: load::Plan = serde_json::from_str(&fs::read_to_string(&file)?)?;
        return Ok(load::Plan {
            server: server.address,
            seed: plan.size.seed,
            ..kept
        });
    }
    let opened = shops::open(server, plan.size).await?;
    fs::write(&file, serde_json::to_string(&opened)?)?;
    Ok(opened)
}

/// Fills price books and caches, and lets the backends that write sales be seen. Returns the sales, and the memory while only the chain sells.
async fn warm_up(bench: &mut Bench<'_>, plan: &Plan, begun: Instant) -> Result<(u64, Memory)> {
    say(begun, "warming up");
    let clients = plan.clients.iter().copied().max().unwrap_or(CLIENTS);
    let chain = bench
        .sales(Slice {
            load: Load::Chain,
            clients,
            seconds: WARM_UP_S,
            per_s: None,
        })
        .await?;
    let many = bench
        .sales(Slice {
            load: Load::Many,
            clients,
            seconds: WARM_UP_S,
            per_s: None,
        })
        .await?;
    bench.floor(clients, 1.0).await?;
    for outcome in [&chain.outcome, &many.outcome] {
        if outcome.sales == 0 {
            bail!("nothing could be sold: {:?}", outcome.errors);
        }
    }
    Ok((chain.outcome.sales + many.outcome.sales, chain.memory))
}

/// Floor, chain, many, and again: so that what the machine does to one it does to all.
async fn slices(bench: &mut Bench<'_>, plan: &Plan, clients: usize, begun: Instant) -> Result<Slices> {
    let mut slices = Slices::default();
    let count = if clients == CLIENTS {
        2 * plan.slices
    } else {
        plan.slices
    };
    for _ in 0..count {
        let floor = bench.floor(clients, plan.seconds).await?;
        let mut said = format!("{clients:>3} clients: floor {:.0}/s", floor.ran.tps);
        slices.floor.push(floor);
        for load in Load::ALL {
            let slice = bench
                .sales(Slice {
                    load,
                    clients,
                    seconds: plan.seconds,
                    per_s: None,
                })
                .await?;
            let rate = slice.outcome.sales as f64 / slice.outcome.seconds;
            said += &format!(", {} {rate:.0}/s", load.name());
            slices.sales.entry(load).or_default().push(slice);
        }
        say(begun, &said);
    }
    Ok(slices)
}

async fn machine(admin: &mut PgConnection) -> Result<Machine> {
    let sql =
        "SELECT current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit')";
    let row = admin.fetch_one(sql).await?;
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease")
        .unwrap_or_default()
        .trim()
        .to_owned();
    let cpus = std::thread::available_parallelism().map_or(0, usize::from);
    Ok(Machine {
        cpus,
        kernel,
        postgres: row.get(0),
        fsync: row.get(1),
        synchronous_commit: row.get(2),
    })
}
