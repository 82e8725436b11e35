//! What can be typed: the commands and their options.

use std::{net::IpAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use contracts::auth::ReceiptLanguage;
use kernel::secret::SecretRef;
use uuid::Uuid;

use crate::neighbours::Only;

/// NovaPOS: the till, the office and the services behind them, in one program.
#[derive(Debug, Parser)]
#[command(name = "novapos", version, about, max_term_width = 100)]
pub struct Cli {
    /// The configuration file; `novapos.toml` in the current folder is read when it is there. NOVAPOS__SECTION__KEY overrides it.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start everything on this computer, with a database of its own. The first start makes a demo shop.
    Up(Up),
    /// Start services against the configured Postgres: all of them, or some as a process of their own.
    Serve {
        /// Only these: services that the others find by `[peers]`, each on its own port; or the edge in front of them, with both web apps.
        #[arg(long, value_enum, value_delimiter = ',', value_name = "NAME,...")]
        only: Vec<Only>,
    },
    /// Bring the database to this program's version.
    Migrate(Where),
    /// Check that what must always hold does hold: money, stock, events, isolation.
    Verify(Where),
    /// Write everything to a new folder: the database, the keys that its secrets are stored under, and the trail's checkpoints. It may run
    /// meanwhile.
    Backup {
        #[command(flatten)]
        place: Where,
        /// The folder to write to. It must not exist.
        #[arg(value_name = "FOLDER")]
        to: PathBuf,
    },
    /// Make a new home, or fill an empty database, from what `backup` has written, and check it.
    Restore {
        #[command(flatten)]
        place: Where,
        /// The folder that `backup` has written.
        #[arg(value_name = "FOLDER")]
        from: PathBuf,
    },
    /// Look for what is wrong with this installation, and say what to do.
    Doctor(Where),
    /// Write the OpenAPI document of each service.
    Openapi {
        /// The folder to write to.
        #[arg(long, default_value = "openapi", value_name = "FOLDER")]
        out: PathBuf,
    },
    /// Write the pages that are made from the code: docs/errors.md.
    Docs {
        /// The folder to write to.
        #[arg(long, default_value = "docs", value_name = "FOLDER")]
        out: PathBuf,
    },
    /// Work with tenants.
    #[command(subcommand)]
    Tenant(Tenant),
    /// Make the demo shop, or finish it.
    SeedDemo(Where),
    /// Fill the catalogues of empty shops, named on standard input, for the load generator.
    #[command(hide = true)]
    BenchSeed {
        #[command(flatten)]
        place: Where,
        /// Products for each.
        #[arg(long)]
        goods: u32,
    },
    /// Look at events that could not be applied, and apply them again.
    #[command(subcommand)]
    Events(Events),
    /// Work with the keys that sign access tokens, and checkpoints of the audit trail.
    #[command(subcommand)]
    Keys(Keys),
    /// Work with the audit trail.
    #[command(subcommand)]
    Audit(Audit),
}

/// Which database: the private one of a home, or the one that the configuration names.
#[derive(Debug, Default, Args)]
pub struct Where {
    /// The folder that `novapos up` keeps its data in. Without it: `.novapos`, where no other database is configured.
    #[arg(long, value_name = "FOLDER")]
    pub home: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Up {
    #[command(flatten)]
    pub place: Where,
    /// The port of the API and both web apps (8080). 0 takes a free one.
    #[arg(long)]
    pub port: Option<u16>,
    /// The port where the admin portal comes first (3001). 0 takes a free one.
    #[arg(long)]
    pub admin_port: Option<u16>,
    /// The address to listen on: `0.0.0.0` for tablets and other computers. Without it, only this computer.
    #[arg(long)]
    pub address: Option<IpAddr>,
    /// Speak https, with a certificate of this computer's own: what tablets need before they let the till sell offline or use the camera.
    #[arg(long)]
    pub tls: bool,
    /// Also open each service's own port (8081, 8084, 8085, 8087, 8090).
    #[arg(long)]
    pub service_ports: bool,
    /// A receipt printer in this network: its address, for all registers; or A1=ADDRESS for the register of this series. Port 9100
    /// unless named. May be repeated.
    #[arg(long, value_name = "ADDRESS")]
    pub printer: Vec<order::Printer>,
    /// Make no demo shop.
    #[arg(long)]
    pub no_demo: bool,
}

#[derive(Debug, Subcommand)]
pub enum Tenant {
    /// Make a tenant: its owner, one store and one register.
    Create(NewTenant),
}

#[derive(Debug, Args)]
pub struct NewTenant {
    #[command(flatten)]
    pub place: Where,
    /// What people type to sign in: 3 to 40 of a-z, 0-9 and `-`.
    #[arg(long)]
    pub shop_code: String,
    /// The name of the shop.
    #[arg(long)]
    pub name: String,
    /// The owner's name.
    #[arg(long)]
    pub owner: String,
    /// The owner's e-mail address.
    #[arg(long)]
    pub email: String,
    /// Where the owner's password is: env:NAME or file:PATH. Without it, one line is read from standard input.
    #[arg(long, value_name = "WHERE")]
    pub password: Option<SecretRef>,
    /// The currency of the first store (ISO 4217).
    #[arg(long, default_value = "EUR")]
    pub currency: String,
    /// The time zone of the first store (IANA).
    #[arg(long, default_value = "Europe/Berlin")]
    pub time_zone: String,
    /// What the first store prints its receipts and reports in: en, de, fr, es, it or nl.
    #[arg(long, default_value = "en", value_parser = receipt_language)]
    pub receipt_language: ReceiptLanguage,
    /// Prices are meant without tax.
    #[arg(long)]
    pub prices_without_tax: bool,
}

#[derive(Debug, Subcommand)]
pub enum Events {
    /// List events that could not be applied, and those that wait behind them.
    DeadLetters(Where),
    /// Apply a dead event again, then everything that waits behind it.
    Redrive {
        #[command(flatten)]
        place: Where,
        /// The consumer, as `dead-letters` names it.
        #[arg(long)]
        consumer: String,
        #[arg(long)]
        tenant: Uuid,
        /// What the event is about, as `dead-letters` names it.
        #[arg(long)]
        aggregate: Uuid,
    },
}

#[derive(Debug, Subcommand)]
pub enum Keys {
    /// Make the next signing key ahead of the schedule: published at once, used ten minutes later.
    Rotate(Where),
    /// Make the key that signs checkpoints of the audit trail from now on. What the earlier ones signed stays good.
    RotateAudit(Where),
    /// Wrap the stored keys as the configuration says now: after `vault.wrap_keys` changed, or Vault's key was rotated.
    Rewrap(Where),
}

#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Prove that nobody changed the trail: walk its chains and compare them with every checkpoint.
    Verify {
        #[command(flatten)]
        place: Where,
        /// Only this tenant's chain.
        #[arg(long)]
        tenant: Option<Uuid>,
        /// A folder that checkpoints were written to, or a copy of it that is kept elsewhere. Without it, the configured folder and bucket.
        #[arg(long, value_name = "FOLDER")]
        checkpoints: Option<PathBuf>,
    },
}

fn receipt_language(name: &str) -> Result<ReceiptLanguage, String> {
    ReceiptLanguage::named(name).ok_or_else(|| "it is en, de, fr, es, it or nl".to_owned())
}
