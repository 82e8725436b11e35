//! What came out: every figure with its unit in its name, the ratios to the floor, and whether the targets are met.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    closing::ClosingReport,
    load::Load,
    measure::{Cost, FloorSlice, SalesSlice},
    process::Memory,
    searching::CatalogueReport,
};

/// What NovaPOS is held to, at [`CLIENTS`] clients.
pub const CLIENTS: usize = 32;
const CHAIN_RATIO_MIN: f64 = 1.0;
const MANY_RATIO_MIN: f64 = 0.7;
const CPU_RATIO_MAX: f64 = 1.5;
const MEMORY_MB_MAX: f64 = 150.0;
const READY_MS_MAX: f64 = 1000.0;
/// The longest that consumers may lag behind at the end of a slice.
const LAG_MS_MAX: f64 = 1000.0;
/// A catalogue of 100,000 goods.
const IMPORT_S_MAX: f64 = 20.0;
const SEARCH_P99_MS_MAX: f64 = 10.0;
/// A drawer with 10,000 sales.
const CLOSE_S_MAX: f64 = 1.0;

/// The whole report, as it is written to the file.
#[derive(Debug, Serialize)]
pub struct Report {
    pub begun_at: String,
    pub took_s: f64,
    pub machine: Machine,
    pub settings: Settings,
    pub rows: Vec<Row>,
    pub rows_per_sale: RowsPerSale,
    pub memory: MemoryReport,
    pub cold_start: ColdStart,
    pub catalogue: CatalogueReport,
    pub closing: ClosingReport,
    pub checks: Checks,
    pub result: Outcome,
}

#[derive(Debug, Serialize)]
pub struct Machine {
    pub cpus: usize,
    pub kernel: String,
    pub postgres: String,
    pub fsync: String,
    pub synchronous_commit: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Settings {
    pub seconds: f64,
    pub clients: Vec<usize>,
    pub chain_goods: usize,
    pub many_goods: usize,
    pub seed: u64,
}

/// One number of clients.
#[derive(Debug, Serialize)]
pub struct Row {
    pub clients: usize,
    pub floor: FloorRow,
    pub chain: SalesRow,
    pub many: SalesRow,
}

/// The floor: means over its slices.
#[derive(Debug, Serialize)]
pub struct FloorRow {
    pub slices: usize,
    pub checkouts: u64,
    pub checkouts_per_s: f64,
    pub each_slice_per_s: Vec<f64>,
    pub latency_mean_ms: f64,
    pub postgres_cpu_ms: f64,
    pub client_cpu_ms: f64,
    pub wal_bytes: f64,
}

/// NovaPOS: means over its slices; CPU, log and rows are for one sale.
#[derive(Debug, Serialize)]
pub struct SalesRow {
    pub slices: usize,
    pub sales: u64,
    pub acknowledged_per_s: f64,
    pub settled_per_s: f64,
    pub each_slice_per_s: Vec<f64>,
    /// Acknowledged, over the floor of the same minutes.
    pub ratio: f64,
    pub settled_ratio: f64,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub p99_ms: f64,
    pub max_ms: f64,
    /// Until the last answer.
    pub acknowledged_cpu_ms: CpuRow,
    /// Until the consumers had caught up.
    pub settled_cpu_ms: CpuRow,
    /// NovaPOS and Postgres until settled, over the floor's Postgres.
    pub cpu_ratio: f64,
    pub wal_bytes: f64,
    pub wal_page_images: f64,
    pub wal_syncs: f64,
    /// The longest lag of all slices.
    pub lag_max_ms: f64,
    pub lag_ok: bool,
    pub errors: BTreeMap<String, u64>,
}

/// CPU for one sale.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct CpuRow {
    pub novapos: f64,
    pub postgres: f64,
    /// Of Postgres: the backends that write sales; NovaPOS's others (relay, consumers); everything else.
    pub postgres_sales: f64,
    pub postgres_events: f64,
    pub postgres_background: f64,
    pub client: f64,
}

/// Rows that one sale writes, over both loads and everything that follows from it.
#[derive(Debug, Default, Serialize)]
pub struct RowsPerSale {
    pub inserted: f64,
    pub updated: f64,
    pub tables: BTreeMap<String, TableRow>,
}

#[derive(Debug, Serialize)]
pub struct TableRow {
    pub inserted: f64,
    pub updated: f64,
}

/// NovaPOS's process, without its Postgres.
#[derive(Debug, Serialize)]
pub struct MemoryReport {
    /// Before any sale, with every shop open.
    pub idle: Memory,
    /// The most after any slice of the chain, before another tenant has sold.
    pub chain: Memory,
    /// At the end, with the price books of all tenants.
    pub all_tenants: Memory,
}

/// Until `/readyz` is 200, and until a sale is answered after it.
#[derive(Debug, Default, Serialize)]
pub struct ColdStart {
    /// On an empty folder: the database is made.
    pub first_ready_ms: f64,
    /// On the existing database, after an orderly stop.
    pub ready_ms: f64,
    pub first_sale_ms: f64,
    /// On the existing database, after NovaPOS was killed.
    pub killed_ready_ms: f64,
    pub killed_first_sale_ms: f64,
}

#[derive(Debug, Serialize)]
pub struct Checks {
    /// Sales that were answered 201, and those that are stored.
    pub acknowledged: u64,
    pub stored: u64,
    pub lost: i64,
    pub errors: u64,
    pub verify_clean: bool,
    pub verify_said: String,
}

#[derive(Debug, Serialize)]
pub struct Outcome {
    pub ratio_c32: f64,
    pub ratio_many_c32: f64,
    pub cpu_ratio: f64,
    pub targets: Vec<Target>,
    pub sound: bool,
}

#[derive(Debug, Serialize)]
pub struct Target {
    pub name: String,
    pub wanted: String,
    pub got: f64,
    pub met: bool,
}

impl Target {
    pub fn at_least(name: impl Into<String>, wanted: f64, got: f64) -> Self {
        Self {
            name: name.into(),
            wanted: format!(">= {wanted}"),
            got,
            met: got >= wanted,
        }
    }

    pub fn at_most(name: impl Into<String>, wanted: f64, got: f64) -> Self {
        Self {
            name: name.into(),
            wanted: format!("<= {wanted}"),
            got,
            met: got <= wanted,
        }
    }
}

/// The slices of one number of clients.
#[derive(Debug, Default)]
pub struct Slices {
    pub floor: Vec<FloorSlice>,
    pub sales: BTreeMap<Load, Vec<SalesSlice>>,
}

fn mean(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = values.clone().count().max(1);
    values.sum::<f64>() / count as f64
}

impl Row {
    pub fn of(clients: usize, slices: &Slices) -> Self {
        let floor = FloorRow::of(&slices.floor);
        let of = |load| SalesRow::of(slices.sales.get(&load).map_or(&[], Vec::as_slice), &floor);
        let (chain, many) = (of(Load::Chain), of(Load::Many));
        Self {
            clients,
            floor,
            chain,
            many,
        }
    }
}

impl FloorRow {
    fn of(slices: &[FloorSlice]) -> Self {
        let checkouts: u64 = slices.iter().map(|slice| slice.ran.checkouts).sum();
        let each = |value: fn(&FloorSlice) -> f64| slices.iter().map(value).sum::<f64>() / checkouts.max(1) as f64;
        Self {
            slices: slices.len(),
            checkouts,
            checkouts_per_s: mean(slices.iter().map(|slice| slice.ran.tps)),
            each_slice_per_s: slices.iter().map(|slice| slice.ran.tps).collect(),
            latency_mean_ms: mean(slices.iter().map(|slice| slice.ran.latency_ms)),
            postgres_cpu_ms: each(|slice| slice.postgres_s * 1000.0),
            client_cpu_ms: each(|slice| slice.client_s * 1000.0),
            wal_bytes: each(|slice| slice.wal_bytes),
        }
    }
}

impl SalesRow {
    fn of(slices: &[SalesSlice], floor: &FloorRow) -> Self {
        let sales: u64 = slices.iter().map(|slice| slice.outcome.sales).sum();
        let rate = |slice: &SalesSlice| slice.outcome.sales as f64 / slice.outcome.seconds;
        let settled_rate = |slice: &SalesSlice| slice.outcome.sales as f64 / (slice.outcome.seconds + lag_s(slice));
        let acknowledged_per_s = mean(slices.iter().map(rate));
        let settled_per_s = mean(slices.iter().map(settled_rate));
        let settled_cpu_ms = CpuRow::of(slices.iter().map(|slice| &slice.settled), sales);
        let wal = |value: fn(&Cost) -> f64| {
            slices.iter().map(|slice| value(&slice.settled)).sum::<f64>() / sales.max(1) as f64
        };
        let lag_max_ms = slices.iter().map(lag_s).fold(0.0, f64::max) * 1000.0;
        let over = |value: f64, floor: f64| if floor > 0.0 { value / floor } else { 0.0 };
        let mut errors = BTreeMap::new();
        for (code, count) in slices.iter().flat_map(|slice| &slice.outcome.errors) {
            *errors.entry(code.clone()).or_default() += count;
        }
        Self {
            slices: slices.len(),
            sales,
            acknowledged_per_s,
            settled_per_s,
            each_slice_per_s: slices.iter().map(rate).collect(),
            ratio: over(acknowledged_per_s, floor.checkouts_per_s),
            settled_ratio: over(settled_per_s, floor.checkouts_per_s),
            p50_ms: mean(slices.iter().map(|slice| slice.outcome.p50_ms)),
            p95_ms: mean(slices.iter().map(|slice| slice.outcome.p95_ms)),
            p99_ms: mean(slices.iter().map(|slice| slice.outcome.p99_ms)),
            max_ms: slices.iter().map(|slice| slice.outcome.max_ms).fold(0.0, f64::max),
            acknowledged_cpu_ms: CpuRow::of(slices.iter().map(|slice| &slice.acknowledged), sales),
            settled_cpu_ms,
            cpu_ratio: over(settled_cpu_ms.novapos + settled_cpu_ms.postgres, floor.postgres_cpu_ms),
            wal_bytes: wal(|cost| cost.wal.bytes),
            wal_page_images: wal(|cost| cost.wal.page_images),
            wal_syncs: wal(|cost| cost.wal.syncs),
            lag_max_ms,
            lag_ok: lag_max_ms <= LAG_MS_MAX,
            errors,
        }
    }
}

fn lag_s(slice: &SalesSlice) -> f64 {
    slice.lag.unwrap_or(crate::settling::LIMIT).as_secs_f64()
}

impl CpuRow {
    fn of<'a>(costs: impl Iterator<Item = &'a Cost> + Clone, sales: u64) -> Self {
        let each = |value: fn(&Cost) -> f64| costs.clone().map(value).sum::<f64>() * 1000.0 / sales.max(1) as f64;
        Self {
            novapos: each(|cost| cost.novapos),
            postgres: each(|cost| cost.postgres.all),
            postgres_sales: each(|cost| cost.postgres.sales),
            postgres_events: each(|cost| cost.postgres.events),
            postgres_background: each(|cost| cost.postgres.background()),
            client: each(|cost| cost.client),
        }
    }
}

impl Outcome {
    /// Judges the figures at [`CLIENTS`] clients, and whether the data came through whole.
    pub fn of(
        rows: &[Row],
        memory: &MemoryReport,
        cold_start: &ColdStart,
        (catalogue, closing): (&CatalogueReport, &ClosingReport),
        checks: &Checks,
    ) -> Self {
        let row = rows.iter().find(|row| row.clients == CLIENTS);
        let get = |value: fn(&Row) -> f64| row.map_or(0.0, value);
        let (ratio_c32, ratio_many_c32) = (get(|row| row.chain.ratio), get(|row| row.many.ratio));
        let cpu_ratio = get(|row| row.chain.cpu_ratio);
        let lag_max_ms = rows
            .iter()
            .map(|row| row.chain.lag_max_ms.max(row.many.lag_max_ms))
            .fold(0.0, f64::max);
        let targets = vec![
            Target::at_least("ratio_c32", CHAIN_RATIO_MIN, ratio_c32),
            Target::at_least("ratio_many_c32", MANY_RATIO_MIN, ratio_many_c32),
            Target::at_most("cpu_ratio", CPU_RATIO_MAX, cpu_ratio),
            Target::at_most("lag_max_ms", LAG_MS_MAX, lag_max_ms),
            Target::at_most("memory_chain_mb", MEMORY_MB_MAX, memory.chain.rss_mb),
            Target::at_most("memory_all_tenants_mb", MEMORY_MB_MAX, memory.all_tenants.rss_mb),
            Target::at_most("ready_ms", READY_MS_MAX, cold_start.ready_ms),
            Target::at_most("import_s", IMPORT_S_MAX, catalogue.import_s),
            Target::at_most("search_p99_ms", SEARCH_P99_MS_MAX, catalogue.search_p99_ms),
            Target::at_most("close_s", CLOSE_S_MAX, closing.close_s),
        ];
        let sound = checks.lost == 0 && checks.errors == 0 && checks.verify_clean;
        Self {
            ratio_c32,
            ratio_many_c32,
            cpu_ratio,
            targets,
            sound,
        }
    }

    /// The line that `make bench` ends with.
    pub fn line(&self) -> String {
        let Self {
            ratio_c32,
            ratio_many_c32,
            cpu_ratio,
            ..
        } = self;
        format!("ratio_c32={ratio_c32:.2} ratio_many_c32={ratio_many_c32:.2} cpu_ratio={cpu_ratio:.2}")
    }
}
