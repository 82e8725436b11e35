//! The receipt as text, from the stored order only (rule 76): what the till prints is what the cloud prints later.

use chrono_tz::Tz;
use contracts::product::Unit;

use crate::{
    discount::OrderDiscount,
    document::{Document, OrderLine},
    paper::{Paper, amount_text, percent},
    status::Status,
};

/// Renders the receipt; any but the first one says that it is a copy.
#[must_use]
pub fn text(document: &Document, is_original: bool) -> String {
    let order = &document.order;
    let money = |amount| amount_text(amount, &order.currency);
    let mut out = Paper::default();
    centred_lines(&mut out, &document.imprint.receipt_header, &order.store_name);
    if !is_original {
        out.centred("*** COPY ***");
    }
    out.rule();
    out.pair(&order.receipt_label, &local_time(document));
    out.pair("Served by", &order.cashier_name);
    if order.kind == "training" {
        out.centred("*** TRAINING: NOT A SALE ***");
    }
    if order.status == Status::Voided {
        out.centred("*** VOIDED ***");
    }
    out.rule();
    for line in &order.lines {
        item(&mut out, line, &money);
    }
    out.rule();
    if let Some(discount) = &order.discount {
        let of_lines: i64 = order.lines.iter().map(own_discount).sum();
        out.pair("Subtotal", &money(order.subtotal_minor - of_lines));
        out.pair(&discount_label(discount), &money(-discount.off_minor));
    }
    if !order.prices_include_tax {
        out.pair("Net", &money(order.net_minor));
    }
    for tax in &order.taxes {
        let label = if order.prices_include_tax { "incl. " } else { "" };
        out.pair(
            &format!(
                "{label}{} {} on {}",
                tax.name,
                percent(tax.rate_micro),
                money(tax.net_minor)
            ),
            &money(tax.tax_minor),
        );
    }
    out.pair(&format!("TOTAL {}", order.currency.code), &money(order.total_minor));
    if order.cash_rounding_minor != 0 {
        out.pair("Cash rounding", &money(order.cash_rounding_minor));
        out.pair("To pay", &money(order.due_minor));
    }
    for tender in &order.tenders {
        out.pair(tender_name(tender.kind), &money(tender.amount_minor));
    }
    if order.change_minor != 0 {
        out.pair("Change", &money(order.change_minor));
    }
    if let Some(note) = &order.note {
        out.rule();
        out.wrapped(note);
    }
    if let Some(void) = &order.voided {
        out.rule();
        out.wrapped(&format!("Voided by {}: {}", void.user_name, void.reason));
    }
    out.rule();
    let footer = document.imprint.receipt_footer.as_deref();
    centred_lines(&mut out, footer.unwrap_or_default(), "Thank you!");
    out.text
}

/// The shop's own lines, or these where it has none.
fn centred_lines(out: &mut Paper, own: &str, otherwise: &str) {
    let text = if own.trim().is_empty() { otherwise } else { own };
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        out.centred(line.trim());
    }
}

/// A kind of tender as people call it.
#[must_use]
pub const fn tender_name(kind: crate::document::TenderKind) -> &'static str {
    use crate::document::TenderKind;
    match kind {
        TenderKind::Cash => "Cash",
        TenderKind::Card => "Card",
        TenderKind::Crypto => "Crypto",
        TenderKind::GiftCard => "Gift card",
        TenderKind::StoreCredit => "Store credit",
    }
}

fn item(out: &mut Paper, line: &OrderLine, money: &impl Fn(i64) -> String) {
    out.wrapped(&line.name);
    let price = money(line.unit_price.amount_minor);
    let per = if line.unit_price.per_milli == 1000 {
        String::new()
    } else {
        format!(" per {}", quantity(line.unit_price.per_milli, line.unit))
    };
    out.pair(
        &format!("  {} x {price}{per}", quantity(line.quantity_milli, line.unit)),
        &money(line.subtotal_minor),
    );
    if let Some(discount) = &line.discount {
        out.pair(&format!("  {}", discount_label(discount)), &money(-discount.off_minor));
    }
    if let Some(note) = &line.note {
        out.wrapped(note);
    }
}

fn own_discount(line: &OrderLine) -> i64 {
    line.discount.as_ref().map_or(0, |discount| discount.off_minor)
}

/// Discount 10 %; an amount says nothing more than what it took off.
fn discount_label(discount: &OrderDiscount) -> String {
    discount
        .rate_micro
        .map_or_else(|| "Discount".to_owned(), |rate| format!("Discount {}", percent(rate)))
}

/// 1.5 kg, 3, 0.25 l: without digits that say nothing.
fn quantity(milli: i64, unit: Unit) -> String {
    let number = if milli % 1000 == 0 {
        (milli / 1000).to_string()
    } else {
        format!("{}.{:03}", milli / 1000, milli % 1000)
            .trim_end_matches('0')
            .to_owned()
    };
    match unit {
        Unit::Piece => number,
        Unit::Kilogram => format!("{number} kg"),
        Unit::Litre => format!("{number} l"),
        Unit::Metre => format!("{number} m"),
    }
}

fn local_time(document: &Document) -> String {
    let zone: Tz = document.imprint.time_zone.parse().unwrap_or(Tz::UTC);
    document
        .order
        .created_at
        .with_timezone(&zone)
        .format("%Y-%m-%d %H:%M")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_have_no_idle_digits() {
        assert_eq!(quantity(1500, Unit::Kilogram), "1.5 kg");
        assert_eq!(quantity(3000, Unit::Piece), "3");
        assert_eq!(quantity(1, Unit::Litre), "0.001 l");
    }
}
