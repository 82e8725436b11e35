//! X and Z reports as text for the printer.

use contracts::{Currency, auth::ReceiptLanguage};

use super::{
    drawer::DrawerCash,
    figures::{Figures, Takings},
    z_report::ZReport,
};
use crate::paper::{
    Paper,
    words::{Words, ZWords},
};

/// The Z report, marked as a copy if it is one, with the beginning of its hash: what is on paper tells whether the stored one is still
/// the same.
#[must_use]
pub fn z_report(report: &ZReport, hash: &[u8], language: ReceiptLanguage, original: bool) -> String {
    let words = Words::of(language);
    let z = &words.z;
    let money = |amount| words.amount(amount, &report.currency);
    let at = |moment| words.moment(moment, &report.time_zone);
    let mut out = Paper::default();
    out.centred(&format!("{} {}-{}", z.title, report.series, report.z_number));
    if !original {
        out.centred(words.copy);
    }
    out.rule();
    out.pair(z.business_day, &report.business_date.to_string());
    out.pair(z.opened, &at(report.opened_at));
    out.pair(z.by, &report.opened_by.name);
    out.pair(z.closed, &at(report.closed_at));
    out.pair(z.counted_by, &report.counted_by.name);
    if report.closed_by != report.counted_by {
        out.pair(z.approved_by, &report.closed_by.name);
    }
    takings(&mut out, &report.takings, words, &report.currency);
    cash(&mut out, &report.cash, z, &money);
    out.pair(z.expected, &money(report.expected_minor));
    out.pair(z.counted, &money(report.counted_minor));
    out.pair(z.variance, &money(report.variance_minor));
    out.pair(z.left, &money(report.left_minor));
    out.rule();
    let totals = &report.grand_totals;
    out.centred(z.since);
    out.pair(
        &format!("{} {}", z.all_sales, totals.sales_count),
        &money(totals.sales_minor),
    );
    out.pair(
        &format!("{} {}", z.all_voids, totals.voids_count),
        &money(totals.voids_minor),
    );
    let seal: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    out.pair(z.seal, &seal);
    out.text
}

fn takings(out: &mut Paper, takings: &Takings, words: &Words, currency: &Currency) {
    let money = |amount| words.amount(amount, currency);
    if let (Some(first), Some(last)) = (takings.first_receipt_number, takings.last_receipt_number) {
        out.pair(words.z.receipts, &format!("{first} {} {last}", words.z.to));
    }
    for (name, figures) in [(words.z.sales, &takings.sales), (words.z.voids, &takings.voids)] {
        out.rule();
        group(out, name, figures, words, &money);
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

fn group(out: &mut Paper, name: &str, figures: &Figures, words: &Words, money: &impl Fn(i64) -> String) {
    out.pair(&format!("{name} ({})", figures.count), &money(figures.total_minor));
    if figures.count == 0 {
        return;
    }
    if figures.discount_minor != 0 {
        out.pair(&format!("  {}", words.z.discounts), &money(figures.discount_minor));
    }
    out.pair(&format!("  {}", words.net), &money(figures.net_minor));
    for tax in &figures.taxes {
        out.pair(
            &format!(
                "  {} {} {} {}",
                tax.name,
                words.percent(tax.rate_micro),
                words.on,
                money(tax.net_minor)
            ),
            &money(tax.tax_minor),
        );
    }
    if figures.cash_rounding_minor != 0 {
        out.pair(
            &format!("  {}", words.cash_rounding),
            &money(figures.cash_rounding_minor),
        );
    }
    for tender in &figures.tenders {
        out.pair(
            &format!("  {} ({})", words.tender(tender.kind), tender.count),
            &money(tender.amount_minor),
        );
    }
}

fn cash(out: &mut Paper, cash: &DrawerCash, z: &ZWords, money: &impl Fn(i64) -> String) {
    out.pair(z.float, &money(cash.float_minor));
    out.pair(z.cash_sales, &money(cash.sales_minor));
    for (name, amount) in [
        (z.given_back, -cash.voids_minor),
        (z.paid_in, cash.paid_in_minor),
        (z.paid_out, -cash.paid_out_minor),
        (z.dropped, -cash.drops_minor),
        (z.from_safe, cash.loans_minor),
    ] {
        if amount != 0 {
            out.pair(name, &money(amount));
        }
    }
    out.pair(z.no_sales, &cash.no_sales.to_string());
}
