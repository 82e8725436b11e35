//! The report for a person.

use std::fmt::Write;

use crate::report::{Report, Row, SalesRow};

/// The report as plain text.
pub fn table(report: &Report) -> String {
    let mut text = String::new();
    // Writing to a String does not fail.
    let _ = rates(&mut text, report);
    let _ = costs(&mut text, report);
    let _ = rest(&mut text, report);
    text
}

fn each(row: &Row) -> [(&'static str, &SalesRow); 2] {
    [("chain", &row.chain), ("many", &row.many)]
}

fn rates(text: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(
        text,
        "\nSales acknowledged and settled a second, and as a multiple of the floor (x)"
    )?;
    writeln!(
        text,
        "clients  load   floor/s   ack/s      x  settled/s      x  p50 ms  p95 ms  p99 ms  floor mean ms  lag ms  errors"
    )?;
    for row in &report.rows {
        for (name, sales) in each(row) {
            writeln!(
                text,
                "{:>7}  {name:<5} {:>8.0} {:>7.0} {:>6.2} {:>10.0} {:>6.2} {:>7.1} {:>7.1} {:>7.1} {:>14.1} {:>7.0} {:>7}",
                row.clients,
                row.floor.checkouts_per_s,
                sales.acknowledged_per_s,
                sales.ratio,
                sales.settled_per_s,
                sales.settled_ratio,
                sales.p50_ms,
                sales.p95_ms,
                sales.p99_ms,
                row.floor.latency_mean_ms,
                sales.lag_max_ms,
                sales.errors.values().sum::<u64>(),
            )?;
        }
    }
    Ok(())
}

fn costs(text: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(
        text,
        "\nCPU for one sale until settled (ms), over the floor's Postgres (x), and log"
    )?;
    writeln!(
        text,
        "clients  load   novapos  postgres (sales  events  backgr.)      x  client  floor pg  floor client  WAL B  floor WAL B  syncs"
    )?;
    for row in &report.rows {
        for (name, sales) in each(row) {
            let cpu = &sales.settled_cpu_ms;
            writeln!(
                text,
                "{:>7}  {name:<5} {:>8.3} {:>9.3} {:>6.3} {:>7.3} {:>9.3} {:>6.2} {:>7.3} {:>9.3} {:>13.3} {:>6.0} {:>12.0} {:>6.2}",
                row.clients,
                cpu.novapos,
                cpu.postgres,
                cpu.postgres_sales,
                cpu.postgres_events,
                cpu.postgres_background,
                sales.cpu_ratio,
                cpu.client,
                row.floor.postgres_cpu_ms,
                row.floor.client_cpu_ms,
                sales.wal_bytes,
                row.floor.wal_bytes,
                sales.wal_syncs,
            )?;
        }
    }
    Ok(())
}

fn rest(text: &mut String, report: &Report) -> std::fmt::Result {
    let (rows, memory, start, checks) = (
        &report.rows_per_sale,
        &report.memory,
        &report.cold_start,
        &report.checks,
    );
    writeln!(
        text,
        "\nRows for one sale: {:.1} inserted, {:.1} updated",
        rows.inserted, rows.updated
    )?;
    for (table, row) in &rows.tables {
        writeln!(text, "  {table:<32} {:>6.2} {:>6.2}", row.inserted, row.updated)?;
    }
    writeln!(
        text,
        "Memory (resident): idle {:.0} MB, chain {:.0} MB, all tenants {:.0} MB (peak {:.0} MB)",
        memory.idle.rss_mb, memory.chain.rss_mb, memory.all_tenants.rss_mb, memory.all_tenants.peak_rss_mb
    )?;
    writeln!(
        text,
        "Ready: first start {:.0} ms, existing database {:.0} ms (first sale {:.0} ms), after kill {:.0} ms (first sale {:.0} ms)",
        start.first_ready_ms, start.ready_ms, start.first_sale_ms, start.killed_ready_ms, start.killed_first_sale_ms
    )?;
    let goods = &report.catalogue;
    writeln!(
        text,
        "Catalogue of {} goods: imported in {:.1} s (read and checked in {:.1} s); {} searches, {} with hits: p50 {:.1}, p95 {:.1}, p99 {:.1}, at most {:.1} ms",
        goods.goods,
        goods.import_s,
        goods.check_s,
        goods.searches,
        goods.found,
        goods.search_p50_ms,
        goods.search_p95_ms,
        goods.search_p99_ms,
        goods.search_max_ms,
    )?;
    let closing = &report.closing;
    writeln!(
        text,
        "A drawer with {} sales closed in {:.2} s",
        closing.sales, closing.close_s
    )?;
    writeln!(
        text,
        "Checks: {} sales acknowledged, {} stored, {} lost, {} errors; verify {}",
        checks.acknowledged,
        checks.stored,
        checks.lost,
        checks.errors,
        if checks.verify_clean { "clean" } else { "NOT CLEAN" },
    )?;
    for target in &report.result.targets {
        let met = if target.met { "met" } else { "NOT MET" };
        writeln!(
            text,
            "Target {:<22} {:>8} {:>10.2}  {met}",
            target.name, target.wanted, target.got
        )?;
    }
    writeln!(text, "Took {:.0} s", report.took_s)
}
