//! What is looked at when the load is over: starting on the existing database, and whether everything that was acknowledged is there.

use std::collections::BTreeMap;

use anyhow::Result;
use sqlx::PgConnection;

use crate::{
    generator::Generator,
    load::{Load, Slice},
    postgres::TableRows,
    report::{Checks, ColdStart, Row, RowsPerSale, TableRow},
    server::Server,
};

/// Stops and starts NovaPOS, then kills and starts it, and sells once after each. Returns the sales.
pub async fn start_anew(server: &mut Server, generator: &mut Generator, cold_start: &mut ColdStart) -> Result<u64> {
    let once = Slice {
        load: Load::Chain,
        clients: 1,
        seconds: 0.0,
        per_s: None,
    };
    server.stop().await?;
    cold_start.ready_ms = server.start_again().await?.as_secs_f64() * 1000.0;
    let first = generator.run(once).await?;
    cold_start.first_sale_ms = first.max_ms;
    server.kill().await?;
    cold_start.killed_ready_ms = server.start_again().await?.as_secs_f64() * 1000.0;
    let second = generator.run(once).await?;
    cold_start.killed_first_sale_ms = second.max_ms;
    Ok(first.sales + second.sales)
}

/// What the tables of sales and stock gained for each sale.
pub fn rows_per_sale(before: &[TableRows], after: &[TableRows], sales: u64) -> RowsPerSale {
    let before: BTreeMap<&str, &TableRows> = before.iter().map(|rows| (rows.table.as_str(), rows)).collect();
    let mut all = RowsPerSale::default();
    let none = TableRows::default();
    for rows in after {
        let old = before.get(rows.table.as_str()).copied().unwrap_or(&none);
        let each = |new: f64, old: f64| (new - old) / sales.max(1) as f64;
        let row = TableRow {
            inserted: each(rows.inserted, old.inserted),
            updated: each(rows.updated, old.updated),
        };
        // Signing in and such, spread over all sales, is next to nothing and not the sales' doing.
        if row.inserted + row.updated > 0.01 {
            all.inserted += row.inserted;
            all.updated += row.updated;
            all.tables.insert(rows.table.clone(), row);
        }
    }
    all
}

/// Sales that are stored.
pub async fn stored(admin: &mut PgConnection) -> Result<u64> {
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM orders.orders")
        .fetch_one(admin)
        .await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Compares what was acknowledged with what is stored, and has NovaPOS check itself.
pub async fn checks(server: &Server, admin: &mut PgConnection, acknowledged: u64, rows: &[Row]) -> Result<Checks> {
    let stored = stored(admin).await?;
    let errors = rows
        .iter()
        .flat_map(|row| [&row.chain, &row.many])
        .flat_map(|sales| sales.errors.values())
        .sum();
    let verified = server.verify().await;
    let lost = i64::try_from(acknowledged).unwrap_or(i64::MAX) - i64::try_from(stored).unwrap_or(0);
    Ok(Checks {
        acknowledged,
        stored,
        lost,
        errors,
        verify_clean: verified.is_ok(),
        verify_said: verified.unwrap_or_else(|error| format!("{error:#}")).trim().to_owned(),
    })
}
