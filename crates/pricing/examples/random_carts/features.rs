//! What a cart has to show. A feature counts where it decided something, not where it was merely switched on.

use pricing::{
    Discount, LineQuote, PricingError, Quote, QuoteInput, Rounding, Settlement, Target, TaxRule, TenderInput,
    TenderKind, price_for, tax_for,
};

pub fn of_cart(input: &QuoteInput, quote: Result<&Quote, &PricingError>) -> Vec<&'static str> {
    let Ok(quote) = quote else { return vec!["refused"] };
    let mut features = vec![
        match input.settings.currency.exponent() {
            0 => "money_exponent_0",
            2 => "money_exponent_2",
            _ => "money_exponent_3",
        },
        if input.settings.prices_include_tax {
            "tax_inclusive"
        } else {
            "tax_exclusive"
        },
        match input.settings.rounding {
            Rounding::PerLine => "rounding_per_line",
            Rounding::PerDocument => "rounding_per_document",
        },
    ];
    let mut add = |name, present| {
        if present {
            features.push(name);
        }
    };
    add(
        "quantity_in_thousandths",
        quote.lines.iter().any(|line| line.quantity_milli % 1000 != 0),
    );
    add(
        "price_per_other_quantity",
        quote.lines.iter().any(|line| line.unit_price.per_milli != 1000),
    );
    add(
        "exempt_by_certificate",
        quote.lines.iter().any(|line| line.exemption.is_some()),
    );
    add(
        "exempt_by_category",
        quote
            .lines
            .iter()
            .any(|line| line.exemption.is_none() && line.taxes.is_empty()),
    );
    add(
        "large_amounts",
        quote.lines.iter().any(|line| line.net_minor > 1_000_000_000),
    );
    add("several_rates", quote.lines.iter().any(|line| line.taxes.len() > 1));
    add("document_differs_from_lines", differs_from_lines(input, quote));
    add("cash_rounding", quote.cash_rounding_minor != 0);
    add("exchange", !quote.returned.is_empty());
    discounts(input, quote, &mut add);
    prices(input, &mut add);
    taxes(input, &mut add);
    features
}

fn discounts(input: &QuoteInput, quote: &Quote, add: &mut impl FnMut(&'static str, bool)) {
    let on_lines = |percent| {
        let mut lines = input.lines.iter().zip(&quote.lines);
        lines.any(|(source, line)| {
            line.line_discount_minor > 0
                && source
                    .input
                    .discount
                    .is_some_and(|discount| is_percent(discount) == percent)
        })
    };
    add("line_discount_percent", on_lines(true));
    add("line_discount_amount", on_lines(false));
    let prorated = quote.lines.iter().filter(|line| line.cart_discount_minor > 0).count() > 1;
    let on_cart = |percent| {
        prorated
            && input
                .cart_discounts
                .iter()
                .any(|discount| is_percent(*discount) == percent)
    };
    add("cart_discount_percent_prorated", on_cart(true));
    add("cart_discount_amount_prorated", on_cart(false));
    let (by_size, by_id) = ties(&quote.lines);
    add("tie_by_larger_line", by_size);
    add("tie_by_line_id", by_id);
}

fn is_percent(discount: Discount) -> bool {
    matches!(discount, Discount::Percent { .. })
}

/// Whether a cent of the cart's discount went to one of two equal remainders because its line is larger, or because
/// of its id alone.
fn ties(lines: &[LineQuote]) -> (bool, bool) {
    let weight = |line: &LineQuote| i128::from(line.subtotal_minor - line.line_discount_minor);
    let total: i128 = lines.iter().map(weight).sum();
    let off: i128 = lines.iter().map(|line| i128::from(line.cart_discount_minor)).sum();
    let (mut by_size, mut by_id) = (false, false);
    if total == 0 {
        return (by_size, by_id);
    }
    let claims = lines.iter().map(|line| {
        let exact = off * weight(line);
        (
            exact % total,
            i128::from(line.cart_discount_minor) > exact / total,
            weight(line),
        )
    });
    let claims: Vec<_> = claims.collect();
    for (rest, up, size) in &claims {
        for (_, other_up, other_size) in claims.iter().filter(|(other, ..)| other == rest && *rest != 0) {
            by_size |= *up && !other_up && size > other_size;
            by_id |= *up && !other_up && size == other_size;
        }
    }
    (by_size, by_id)
}

fn differs_from_lines(input: &QuoteInput, quote: &Quote) -> bool {
    let mut by_line = input.clone();
    by_line.settings.rounding = Rounding::PerLine;
    input.settings.rounding == Rounding::PerDocument && by_line.quote().is_ok_and(|other| other.lines != quote.lines)
}

fn prices(input: &QuoteInput, add: &mut impl FnMut(&'static str, bool)) {
    let listed = input.lines.iter().filter(|line| line.input.price_override.is_none());
    let found =
        listed.filter_map(|line| Some((&line.item.prices, price_for(&line.item.prices, &input.scope, input.at)?)));
    let found: Vec<_> = found.collect();
    let from = |wanted| {
        found
            .iter()
            .any(|(prices, price)| prices.len() > 1 && kind(&price.target) == wanted)
    };
    add("price_of_tenant", from(TENANT));
    add("price_of_store", from(STORE));
    add("price_of_register", from(REGISTER));
    let dated = |(prices, price): &(&Vec<_>, &pricing::PriceEntry)| {
        let same: Vec<_> = prices
            .iter()
            .filter(|other: &&pricing::PriceEntry| other.target == price.target)
            .collect();
        same.len() > 1 && same.iter().any(|other| other.from != price.from)
    };
    add("price_by_date", found.iter().any(dated));
    add(
        "price_override",
        input.lines.iter().any(|line| line.input.price_override.is_some()),
    );
}

fn taxes(input: &QuoteInput, add: &mut impl FnMut(&'static str, bool)) {
    let rules = &input.settings.tax_rules;
    let taxed = input.lines.iter().filter(|line| line.input.exemption.is_none());
    let found = taxed.filter_map(|line| tax_for(rules, &line.item.tax_category, &input.scope, input.on));
    let found: Vec<&TaxRule> = found.collect();
    let overridden = |rule: &TaxRule| rules.iter().filter(|other| other.category == rule.category).count() > 2;
    let from = |wanted| {
        found
            .iter()
            .any(|rule| overridden(rule) && kind(&rule.target) == wanted)
    };
    add("tax_of_tenant", from(TENANT));
    add("tax_of_store", from(STORE));
    add("tax_of_register", from(REGISTER));
    add("tax_by_date_old", found.iter().any(|rule| rule.until.is_some()));
    add("tax_by_date_new", found.iter().any(|rule| rule.from.is_some()));
    add(
        "compound_rate",
        found
            .iter()
            .any(|rule| rule.rates.iter().any(|rate| rate.compound && rate.rate_micro > 0)),
    );
}

const TENANT: u8 = 1;
const STORE: u8 = 2;
const REGISTER: u8 = 3;

const fn kind(target: &Target) -> u8 {
    match target {
        Target::Tenant => TENANT,
        Target::Store { .. } => STORE,
        Target::Register { .. } => REGISTER,
    }
}

pub fn of_settlement(
    tenders: &[TenderInput],
    settled: Result<&Settlement, &PricingError>,
) -> impl Iterator<Item = &'static str> {
    let cash = tenders.iter().filter(|tender| tender.kind == TenderKind::Cash).count();
    let split = cash > 0 && cash < tenders.len();
    let settled = settled.ok();
    let change = settled.is_some_and(|settled| settled.change_minor > 0);
    let rounded = settled.is_some_and(|settled| settled.cash_rounding_minor != 0);
    let named = [
        ("change", change),
        ("tender_rounded", rounded),
        ("tender_split", split && settled.is_some()),
        ("tender_refused", settled.is_none()),
    ];
    named.into_iter().filter(|(_, present)| *present).map(|(name, _)| name)
}
