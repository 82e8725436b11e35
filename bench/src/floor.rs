//! The floor: the least that any till must make durable for a sale of five lines, as a pgbench script on the same Postgres.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context, Result, bail, ensure};
use sqlx::PgConnection;
use tokio::process::Command;

use crate::postgres::{self, Postgres};

/// Postgres takes 100 connections, of which NovaPOS has some.
const CONNECTIONS_MAX: usize = 64;

/// The database of the floor, beside NovaPOS's own.
pub const DATABASE: &str = "floor";
const SCHEMA: &str = include_str!("../floor/schema.sql");
/// One call to one function, over 32 stores: the divisor of both loads.
const SCRIPT: &str = include_str!("../floor/func_spread.sql");
/// What pgbench may take beyond the time that it is asked for.
const MARGIN: Duration = Duration::from_secs(30);

/// The floor, ready to run.
pub struct Floor {
    script: PathBuf,
}

/// What one run of pgbench said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ran {
    pub checkouts: u64,
    pub tps: f64,
    pub latency_ms: f64,
}

impl Floor {
    /// Makes the floor's database, and its script in `folder`, unless an earlier run has.
    pub async fn prepare(postgres: &Postgres, folder: &Path) -> Result<Self> {
        let script = folder.join("func_spread.sql");
        let schema = folder.join("schema.sql");
        if script.exists() {
            return Ok(Self { script });
        }
        let mut admin = postgres.connect("postgres").await?;
        postgres::execute(&mut admin, format!("CREATE DATABASE {DATABASE}")).await?;
        std::fs::write(&schema, SCHEMA)?;
        let output = Command::new(postgres.programs.join("psql"))
            .args(postgres.arguments())
            .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", DATABASE, "-f"])
            .arg(&schema)
            .kill_on_drop(true)
            .output()
            .await
            .context("running psql")?;
        ensure!(
            output.status.success(),
            "the floor's schema: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        postgres::tidy(&mut postgres.connect(DATABASE).await?).await?;
        std::fs::write(&script, SCRIPT)?;
        Ok(Self { script })
    }

    /// Runs it with so many clients, but with no more connections than Postgres takes beside NovaPOS's: beyond them it only gets slower. `admin` is a connection to another database: it sees the last backend leave.
    pub async fn run(
        &self,
        postgres: &Postgres,
        admin: &mut PgConnection,
        clients: usize,
        seconds: f64,
    ) -> Result<Ran> {
        let whole = seconds.ceil().max(1.0);
        let program = postgres.programs.join("pgbench");
        let run = Command::new(&program)
            .args(postgres.arguments())
            .args([
                "-n",
                "-M",
                "prepared",
                "-j",
                "2",
                "-c",
                &clients.min(CONNECTIONS_MAX).to_string(),
                "-T",
                &whole.to_string(),
                "-f",
            ])
            .arg(&self.script)
            .arg(DATABASE)
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .output();
        let output = tokio::time::timeout(Duration::from_secs_f64(whole) + MARGIN, run).await;
        let output = output
            .context("pgbench does not end")?
            .with_context(|| format!("running {}", program.display()))?;
        let said = String::from_utf8_lossy(&output.stdout);
        ensure!(
            output.status.success(),
            "pgbench: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        postgres::wait_until_left(admin, DATABASE).await?;
        parse(&said)
    }
}

fn parse(said: &str) -> Result<Ran> {
    let after = |name: &str| -> Option<&str> {
        let rest = said.lines().find_map(|line| line.strip_prefix(name))?;
        rest.split_whitespace().next()
    };
    let (Some(checkouts), Some(tps), Some(latency_ms)) = (
        after("number of transactions actually processed:").and_then(|text| text.parse().ok()),
        after("tps =").and_then(|text| text.parse().ok()),
        after("latency average =").and_then(|text| text.parse().ok()),
    ) else {
        bail!("pgbench said something unexpected: {said}");
    };
    let failed = after("number of failed transactions:").unwrap_or("0");
    ensure!(failed == "0", "{failed} checkouts of the floor failed");
    Ok(Ran {
        checkouts,
        tps,
        latency_ms,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pgbench_is_understood() {
        let said = "pgbench (15.18)\ntransaction type: f.sql\nnumber of clients: 32\nduration: 5 s\n\
                    number of transactions actually processed: 12345\nnumber of failed transactions: 0 (0.000%)\n\
                    latency average = 12.900 ms\ninitial connection time = 30.1 ms\n\
                    tps = 2468.135790 (without initial connection time)\n";
        assert_eq!(
            parse(said).unwrap(),
            Ran {
                checkouts: 12345,
                tps: 2468.13579,
                latency_ms: 12.9
            }
        );
        assert!(parse(&said.replace(": 0 (", ": 3 (")).is_err());
        assert!(parse("").is_err());
    }
}
