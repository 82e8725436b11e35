//! X and Z reports as text for the printer.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use contracts::Currency;

use super::{
    drawer::DrawerCash,
    figures::{Figures, Takings},
    z_report::ZReport,
};
use crate::{
    paper::{Paper, amount_text, percent},
    receipt::tender_name,
};

/// The Z report, marked as a copy if it is one, with the beginning of its hash: what is on paper tells whether the stored one is still
/// the same.
#[must_use]
pub fn z_report(report: &ZReport, hash: &[u8], original: bool) -> String {
    let money = |amount| amount_text(amount, &report.currency);
    let at = |moment| local(moment, &report.time_zone);
    let mut out = Paper::default();
    out.centred(&format!("Z REPORT {}-{}", report.series, report.z_number));
    if !original {
        out.centred("*** COPY ***");
    }
    out.rule();
    out.pair("Business day", &report.business_date.to_string());
    out.pair("Opened", &at(report.opened_at));
    out.pair("by", &report.opened_by.name);
    out.pair("Closed", &at(report.closed_at));
    out.pair("Counted by", &report.counted_by.name);
    if report.closed_by != report.counted_by {
        out.pair("Approved by", &report.closed_by.name);
    }
    takings(&mut out, &report.takings, &report.currency);
    cash(&mut out, &report.cash, &money);
    out.pair("Expected", &money(report.expected_minor));
    out.pair("Counted", &money(report.counted_minor));
    out.pair("Over / short", &money(report.variance_minor));
    out.pair("Left in drawer", &money(report.left_minor));
    out.rule();
    let totals = &report.grand_totals;
    out.centred("Since the first sale");
    out.pair(&format!("Sales {}", totals.sales_count), &money(totals.sales_minor));
    out.pair(&format!("Voids {}", totals.voids_count), &money(totals.voids_minor));
    let seal: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    out.pair("Seal", &seal);
    out.text
}

fn takings(out: &mut Paper, takings: &Takings, currency: &Currency) {
    let money = |amount| amount_text(amount, currency);
    if let (Some(first), Some(last)) = (takings.first_receipt_number, takings.last_receipt_number) {
        out.pair("Receipts", &format!("{first} to {last}"));
    }
    for (name, figures) in [("SALES", &takings.sales), ("VOIDS", &takings.voids)] {
        out.rule();
        group(out, name, figures, &money);
    }
    out.rule();
    for cashier in &takings.cashiers {
        out.pair(
            &format!("{} ({})", cashier.cashier_name, cashier.count),
            &money(cashier.total_minor),
        );
    }
    out.rule();
}

fn group(out: &mut Paper, name: &str, figures: &Figures, money: &impl Fn(i64) -> String) {
    out.pair(&format!("{name} ({})", figures.count), &money(figures.total_minor));
    if figures.count == 0 {
        return;
    }
    if figures.discount_minor != 0 {
        out.pair("  Discounts given", &money(figures.discount_minor));
    }
    out.pair("  Net", &money(figures.net_minor));
    for tax in &figures.taxes {
        out.pair(
            &format!("  {} {} on {}", tax.name, percent(tax.rate_micro), money(tax.net_minor)),
            &money(tax.tax_minor),
        );
    }
    if figures.cash_rounding_minor != 0 {
        out.pair("  Cash rounding", &money(figures.cash_rounding_minor));
    }
    for tender in &figures.tenders {
        out.pair(
            &format!("  {} ({})", tender_name(tender.kind), tender.count),
            &money(tender.amount_minor),
        );
    }
}

fn cash(out: &mut Paper, cash: &DrawerCash, money: &impl Fn(i64) -> String) {
    out.pair("Float", &money(cash.float_minor));
    out.pair("Cash sales", &money(cash.sales_minor));
    for (name, amount) in [
        ("Cash given back", -cash.voids_minor),
        ("Paid in", cash.paid_in_minor),
        ("Paid out", -cash.paid_out_minor),
        ("Dropped to the safe", -cash.drops_minor),
        ("Change from the safe", cash.loans_minor),
    ] {
        if amount != 0 {
            out.pair(name, &money(amount));
        }
    }
    out.pair("Opened without sale", &cash.no_sales.to_string());
}

fn local(moment: DateTime<Utc>, time_zone: &str) -> String {
    let zone: Tz = time_zone.parse().unwrap_or(Tz::UTC);
    moment.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}
