//! The receipt as text, from the stored order only (rule 76): what the till prints is what the cloud prints later.

use chrono_tz::Tz;
use contracts::product::Unit;
use pricing::{Currency, format_minor};

use crate::{
    document::{Document, OrderLine},
    status::Status,
};

/// Characters in a line: what an 80 mm printer holds, and a phone shows.
const WIDTH: usize = 42;

/// Renders the receipt.
#[must_use]
pub fn text(document: &Document) -> String {
    let order = &document.order;
    let money = |amount| amount_text(amount, &order.currency);
    let mut out = Paper::default();
    for line in document
        .imprint
        .receipt_header
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        out.centred(line.trim());
    }
    if document.imprint.receipt_header.trim().is_empty() {
        out.centred(&order.store_name);
    }
    out.rule();
    out.pair(&order.receipt_label, &local_time(document));
    out.pair("Served by", &order.cashier_name);
    if order.status == Status::Voided {
        out.centred("*** VOIDED ***");
    }
    out.rule();
    for line in &order.lines {
        item(&mut out, line, &money);
    }
    out.rule();
    if order.discount_minor != 0 {
        out.pair("Subtotal", &money(order.subtotal_minor));
        out.pair("Discount", &money(-order.discount_minor));
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
    if let Some(void) = &order.voided {
        out.rule();
        out.wrapped(&format!("Voided by {}: {}", void.user_name, void.reason));
    }
    out.rule();
    out.centred("Thank you!");
    out.text
}

const fn tender_name(kind: crate::document::TenderKind) -> &'static str {
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
    if line.discount_minor != 0 {
        out.pair("  Discount", &money(-line.discount_minor));
    }
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

/// 20 %, 8.875 %.
fn percent(rate_micro: i64) -> String {
    let (whole, rest) = (rate_micro / 10_000, rate_micro % 10_000);
    if rest == 0 {
        format!("{whole} %")
    } else {
        format!("{whole}.{}", format!("{rest:04}").trim_end_matches('0')) + " %"
    }
}

fn amount_text(amount_minor: i64, currency: &contracts::Currency) -> String {
    match Currency::new(&currency.code, currency.exponent) {
        Ok(currency) => format_minor(amount_minor, &currency),
        Err(_) => amount_minor.to_string(),
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

/// A narrow sheet of fixed-width text.
#[derive(Default)]
struct Paper {
    text: String,
}

impl Paper {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn rule(&mut self) {
        self.line(&"-".repeat(WIDTH));
    }

    fn centred(&mut self, text: &str) {
        for part in wrap(text) {
            let left = WIDTH.saturating_sub(part.chars().count()) / 2;
            self.line(&format!("{}{part}", " ".repeat(left)));
        }
    }

    fn wrapped(&mut self, text: &str) {
        for part in wrap(text) {
            self.line(&part);
        }
    }

    /// Left and right, on one line where they fit, else on two.
    fn pair(&mut self, left: &str, right: &str) {
        let gap = WIDTH.saturating_sub(left.chars().count() + right.chars().count());
        if gap == 0 {
            self.wrapped(left);
            self.line(&format!("{right:>WIDTH$}"));
        } else {
            self.line(&format!("{left}{}{right}", " ".repeat(gap)));
        }
    }
}

/// Breaks text at spaces, and within a word that is longer than a line.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let used = lines.last().map_or(0, |line| line.chars().count());
        let fits = used == 0 || used + 1 + word.chars().count() <= WIDTH;
        if !fits {
            lines.push(String::new());
        }
        for (index, letter) in word.chars().enumerate() {
            let Some(line) = lines.last_mut() else { break };
            if index == 0 && !line.is_empty() {
                line.push(' ');
            }
            if line.chars().count() >= WIDTH {
                lines.push(letter.to_string());
            } else {
                line.push(letter);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_and_rates_have_no_idle_digits() {
        assert_eq!(quantity(1500, Unit::Kilogram), "1.5 kg");
        assert_eq!(quantity(3000, Unit::Piece), "3");
        assert_eq!(quantity(1, Unit::Litre), "0.001 l");
        assert_eq!(percent(200_000), "20 %");
        assert_eq!(percent(88_750), "8.875 %");
    }

    #[test]
    fn long_names_wrap_and_nothing_is_lost() {
        let name = "Wholegrain spelt bread with pumpkin seeds and a crust that crackles";
        let lines = wrap(name);
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert_eq!(lines.join(" "), name);
        assert_eq!(wrap(&"x".repeat(100)).concat(), "x".repeat(100));
    }
}
