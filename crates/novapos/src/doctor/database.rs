//! The database: whether it answers, which one it is, its roles, its migrations, its clock, and what works behind it.

use anyhow::Result;
use kernel::Clock;
use sqlx::{Connection as _, PgConnection, Row as _};

use super::{Finding, background};
use crate::{config::Config, database::Database};

/// Major versions of Postgres that NovaPOS is tested with.
const SUPPORTED: std::ops::RangeInclusive<i32> = 15..=18;
/// Sign-ins and holds on stock are good for minutes: a few seconds do not matter.
const SKEW_S_MAX: i64 = 5;

pub async fn examine(database: &Database, config: &Config) -> Vec<Finding> {
    let mut connection = match database.connect().await {
        Ok(connection) => connection,
        Err(cause) => {
            return vec![Finding::problem(
                format!("{cause:#}"),
                "Start it, or correct the address in the configuration.",
            )];
        }
    };
    let mut findings = vec![Finding::ok("The database answers.")];
    for looked in [
        server(&mut connection).await,
        role(&mut connection).await,
        pending(database).await,
    ] {
        findings.push(looked.unwrap_or_else(|cause| unreadable(&cause)));
    }
    let _ = connection.close().await;
    if findings.iter().any(Finding::is_problem) {
        return findings;
    }
    match background::examine(database, config).await {
        Ok(background) => findings.extend(background),
        Err(cause) => findings.push(unreadable(&cause)),
    }
    findings
}

fn unreadable(cause: &anyhow::Error) -> Finding {
    Finding::problem(
        format!("The database cannot be read: {cause:#}"),
        "See postgres.log, or the log of your Postgres.",
    )
}

/// Its version, and how far its clock is from this computer's.
async fn server(connection: &mut PgConnection) -> Result<Finding> {
    let row = sqlx::query("SELECT current_setting('server_version_num')::int / 10000, clock_timestamp()")
        .fetch_one(connection)
        .await?;
    let (major, at): (i32, chrono::DateTime<chrono::Utc>) = (row.get(0), row.get(1));
    let skew_s = (Clock::system().now() - at).num_seconds().abs();
    if !SUPPORTED.contains(&major) {
        return Ok(Finding::problem(
            format!("It is Postgres {major}."),
            "NovaPOS works with 15 to 18: move the data to one of these.",
        ));
    }
    let what = format!("It is Postgres {major}; its clock and this computer's are {skew_s} s apart.");
    Ok(Finding::when(
        skew_s <= SKEW_S_MAX,
        what,
        "Set both by a time server (systemd-timesyncd, chrony).",
    ))
}

/// The services' login role must stand below row-level security and inherit nothing.
async fn role(connection: &mut PgConnection) -> Result<Finding> {
    let row = sqlx::query(
        "SELECT rolname, rolsuper OR rolbypassrls OR rolinherit FROM pg_roles WHERE rolname = current_user",
    );
    let row = row.fetch_one(connection).await?;
    let (name, above): (String, bool) = (row.get(0), row.get(1));
    let next = "Run `novapos migrate`, which makes the role `novapos`, and use that one in database.url.";
    Ok(Finding::when(
        !above,
        format!("Services sign in as {name}, which may do no more than it must."),
        next,
    ))
}

async fn pending(database: &Database) -> Result<Finding> {
    let pending = database.pending().await?;
    let what = match pending.len() {
        0 => "Its tables are up to date.".to_owned(),
        count => format!(
            "It lacks {count} migrations, from {} on.",
            pending.first().map_or("", String::as_str)
        ),
    };
    Ok(Finding::when(pending.is_empty(), what, "Run `novapos migrate`."))
}
