//! Measures NovaPOS's checkout against the physical limit of the same writes on the same Postgres in the same minutes: docs/performance.md.

mod catalogue;
mod client;
mod ending;
mod floor;
mod generate;
mod generator;
mod http;
mod load;
mod measure;
mod postgres;
mod process;
mod report;
mod run;
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
}

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
        }
    }
}

/// One thread: the orchestrator waits, and the generator must not take the server's processors from it by waking threads.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode> {
    let sound = match Cli::parse().command {
        Command::Run(options) => run::run(options.plan()).await?,
        Command::Generate => {
            generate::generate().await?;
            true
        }
    };
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
