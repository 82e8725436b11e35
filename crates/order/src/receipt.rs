//! The receipt as text, from the stored order only (rule 76): what the till prints is what the cloud prints later.

use crate::{
    discount::OrderDiscount,
    document::{Document, OrderLine},
    paper::{Paper, words::Words},
    status::Status,
};

/// Renders the receipt; any but the first one says that it is a copy.
#[must_use]
pub fn text(document: &Document, is_original: bool) -> String {
    let order = &document.order;
    let words = Words::of(document.imprint.language);
    let money = |amount| words.amount(amount, &order.currency);
    let mut out = Paper::default();
    centred_lines(&mut out, &document.imprint.receipt_header, &order.store_name);
    if !is_original {
        out.centred(words.copy);
    }
    out.rule();
    out.pair(
        &order.receipt_label,
        &words.moment(order.created_at, &document.imprint.time_zone),
    );
    out.pair(words.served_by, &order.cashier_name);
    if order.kind == "training" {
        out.centred(words.training);
    }
    if order.status == Status::Voided {
        out.centred(words.voided);
    }
    out.rule();
    for line in &order.lines {
        item(&mut out, line, words, &money);
    }
    out.rule();
    if let Some(discount) = &order.discount {
        let of_lines: i64 = order.lines.iter().map(own_discount).sum();
        out.pair(words.subtotal, &money(order.subtotal_minor - of_lines));
        out.pair(&discount_label(discount, words), &money(-discount.off_minor));
    }
    if !order.prices_include_tax {
        out.pair(words.net, &money(order.net_minor));
    }
    for tax in &order.taxes {
        let rate = words.percent(tax.rate_micro);
        let label = format!("{} {rate} {} {}", tax.name, words.on, money(tax.net_minor));
        if order.prices_include_tax {
            out.pair(&format!("{} {label}", words.including), &money(tax.tax_minor));
        } else {
            out.pair(&label, &money(tax.tax_minor));
        }
    }
    out.pair(
        &format!("{} {}", words.total, order.currency.code),
        &money(order.total_minor),
    );
    if order.cash_rounding_minor != 0 {
        out.pair(words.cash_rounding, &money(order.cash_rounding_minor));
        out.pair(words.to_pay, &money(order.due_minor));
    }
    for tender in &order.tenders {
        out.pair(words.tender(tender.kind), &money(tender.amount_minor));
    }
    if order.change_minor != 0 {
        out.pair(words.change, &money(order.change_minor));
    }
    if let Some(note) = &order.note {
        out.rule();
        out.wrapped(note);
    }
    if let Some(void) = &order.voided {
        out.rule();
        out.wrapped(&format!("{} {}: {}", words.voided_by, void.user_name, void.reason));
    }
    out.rule();
    let footer = document.imprint.receipt_footer.as_deref();
    centred_lines(&mut out, footer.unwrap_or_default(), words.thanks);
    out.text
}

/// The shop's own lines, or these where it has none.
fn centred_lines(out: &mut Paper, own: &str, otherwise: &str) {
    let text = if own.trim().is_empty() { otherwise } else { own };
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        out.centred(line.trim());
    }
}

fn item(out: &mut Paper, line: &OrderLine, words: &Words, money: &impl Fn(i64) -> String) {
    out.wrapped(&line.name);
    let price = money(line.unit_price.amount_minor);
    let per = if line.unit_price.per_milli == 1000 {
        String::new()
    } else {
        format!(
            " {} {}",
            words.per,
            words.quantity(line.unit_price.per_milli, line.unit)
        )
    };
    out.pair(
        &format!("  {} x {price}{per}", words.quantity(line.quantity_milli, line.unit)),
        &money(line.subtotal_minor),
    );
    if let Some(discount) = &line.discount {
        out.pair(
            &format!("  {}", discount_label(discount, words)),
            &money(-discount.off_minor),
        );
    }
    if let Some(note) = &line.note {
        out.wrapped(note);
    }
}

fn own_discount(line: &OrderLine) -> i64 {
    line.discount.as_ref().map_or(0, |discount| discount.off_minor)
}

/// Discount 10 %; an amount says nothing more than what it took off.
fn discount_label(discount: &OrderDiscount, words: &Words) -> String {
    match discount.rate_micro {
        Some(rate) => format!("{} {}", words.discount, words.percent(rate)),
        None => words.discount.to_owned(),
    }
}
