//! Measures NovaPOS's checkout against the physical limit of the same writes on the same Postgres in the same minutes: docs/performance.md.

mod catalogue;
mod client;
mod closing;
mod ending;
mod events;
mod floor;
mod generate;
mod generator;
mod goods;
mod http;
mod load;
mod measure;
mod postgres;
mod process;
mod report;
mod run;
mod searching;
mod server;
mod settling;
mod shops;
mod table;
mod till;

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

/// Measures NovaPOS's checkout.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs everything and writes the report.
    Run(RunOptions),
    /// Imports a large catalogue and searches in it, closes a drawer after a long day, and nothing else.
    Catalogue(CatalogueOptions),
    /// Measures how sales reach the stock, on Postgres's log and on a Kafka of its own, which is killed meanwhile.
    Events(EventsOptions),
    /// Sells as it is told on its standard input: started by `run`.
    #[command(hide = true)]
    Generate,
}

#[derive(Args)]
struct RunOptions {
    /// The NovaPOS to measure: a release build.
    #[arg(long)]
    novapos: PathBuf,
    /// Where the report goes.
    #[arg(long, default_value = "bench/results/latest.json")]
    out: PathBuf,
    /// A folder on a disk, which every user can reach; the run's own folder is made in it and removed at the end.
    #[arg(long, default_value = "/var/tmp")]
    folder: PathBuf,
    /// Keep the run's folder, with its shops, for `--again`.
    #[arg(long)]
    keep: bool,
    /// Use the shops in the folder that an earlier run kept: for trying changes, as sales pile up in it.
    #[arg(long, conflicts_with_all = ["folder", "keep"])]
    again: Option<PathBuf>,
    /// How long one slice is.
    #[arg(long)]
    seconds: Option<f64>,
    /// How many clients sell at once: at most 128.
    #[arg(long, value_delimiter = ',')]
    clients: Option<Vec<usize>>,
    /// What random goods are picked with.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A look in two minutes: 32 clients only, short slices, fewer goods for each of the many tenants.
    #[arg(long)]
    quick: bool,
    /// Goods for the large catalogue: a CSV file with the columns barcode and name. Without it they are made up.
    #[arg(long)]
    goods_file: Option<PathBuf>,
}

#[derive(Args)]
struct CatalogueOptions {
    #[arg(long)]
    novapos: PathBuf,
    /// As for `run`.
    #[arg(long, default_value = "/var/tmp")]
    folder: PathBuf,
    #[arg(long)]
    goods_file: Option<PathBuf>,
    #[arg(long, default_value_t = CATALOGUE_GOODS)]
    goods: usize,
}

#[derive(Args)]
struct EventsOptions {
    #[arg(long)]
    novapos: PathBuf,
    /// Where the report goes.
    #[arg(long, default_value = "bench/results/events.json")]
    out: PathBuf,
    /// As for `run`.
    #[arg(long, default_value = "/var/tmp")]
    folder: PathBuf,
    /// How long one slice of sales is.
    #[arg(long, default_value_t = 15.0)]
    seconds: f64,
    /// How long Kafka is away.
    #[arg(long, default_value_t = 60.0)]
    outage: f64,
    /// Events of the backlog.
    #[arg(long, default_value_t = 60_000)]
    backlog: i64,
    /// What random goods are picked with.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Goods of the large catalogue, and of the one for a quick look.
const CATALOGUE_GOODS: usize = 100_000;
const CATALOGUE_GOODS_QUICK: usize = 10_000;

impl RunOptions {
    fn plan(self) -> run::Plan {
        let (seconds, clients, many_goods) = if self.quick {
            (5.0, vec![32], 1000)
        } else {
            (8.0, vec![1, 8, 32, 128], 10_000)
        };
        run::Plan {
            novapos: self.novapos,
            out: self.out,
            folder: self.folder,
            keep: self.keep,
            again: self.again,
            seconds: self.seconds.unwrap_or(seconds),
            clients: self.clients.unwrap_or(clients),
            slices: if self.quick { 1 } else { 2 },
            size: shops::Size {
                chain_goods: 10_000,
                many_goods,
                seed: self.seed,
            },
            catalogue: run::CataloguePlan {
                file: self.goods_file,
                goods: if self.quick {
                    CATALOGUE_GOODS_QUICK
                } else {
                    CATALOGUE_GOODS
                },
            },
        }
    }
}

/// One thread: the orchestrator waits, and the generator must not take the server's processors from it by waking threads.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode> {
    let sound = match Cli::parse().command {
        Command::Run(options) => run::run(options.plan()).await?,
        Command::Catalogue(options) => {
            let plan = run::CataloguePlan {
                file: options.goods_file,
                goods: options.goods,
            };
            run::run_catalogue(&plan, &options.novapos, &options.folder).await?
        }
        Command::Events(options) => {
            events::run(&events::Plan {
                novapos: options.novapos,
                out: options.out,
                folder: options.folder,
                seconds: options.seconds,
                outage_s: options.outage,
                backlog: options.backlog,
                seed: options.seed,
            })
            .await?
        }
        Command::Generate => {
            generate::generate().await?;
            true
        }
    };
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
