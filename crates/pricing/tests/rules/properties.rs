//! What holds for every cart.

use pricing::{
    CashShare, Key, LineQuote, LineTax, Quote, QuoteInput, TenderInput, TenderKind, Weight, allocate, line_amount,
    refund_cash, refund_line, refund_share, settle,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::carts::{any_cart, any_cash_rounding, any_edge, edge_cart};
use crate::exact::assert_exact;
use crate::support::{eur, rate};

fn assert_parts_sum(input: &QuoteInput, quote: &Quote) {
    for line in quote.lines.iter().chain(&quote.returned) {
        let value_minor = line.subtotal_minor - line.line_discount_minor - line.cart_discount_minor;
        let gross = input.settings.prices_include_tax;
        assert_eq!(
            if gross { line.total_minor } else { line.net_minor },
            value_minor,
            "{line:?}"
        );
        assert_eq!(line.net_minor + line.tax_minor, line.total_minor, "{line:?}");
        assert_eq!(
            line.taxes.iter().map(|tax| tax.tax_minor).sum::<i64>(),
            line.tax_minor,
            "{line:?}"
        );
        assert!(line.taxes.iter().all(|tax| tax.net_minor == line.net_minor));
    }
    for line in &quote.lines {
        assert_eq!(
            line.subtotal_minor,
            line_amount(line.quantity_milli, &line.unit_price).unwrap()
        );
        assert!(
            line.line_discount_minor >= 0 && line.cart_discount_minor >= 0 && line.total_minor >= 0,
            "{line:?}"
        );
        assert!(line.taxes.iter().all(|tax| tax.tax_minor >= 0), "{line:?}");
    }
    let sum = |part: fn(&LineQuote) -> i64| quote.lines.iter().chain(&quote.returned).map(part).sum::<i64>();
    assert_eq!(quote.subtotal_minor, sum(|line| line.subtotal_minor));
    assert_eq!(
        quote.discount_minor,
        sum(|line| line.line_discount_minor + line.cart_discount_minor)
    );
    assert_eq!(quote.net_minor, sum(|line| line.net_minor));
    assert_eq!(quote.tax_minor, sum(|line| line.tax_minor));
    assert_eq!(quote.total_minor, sum(|line| line.total_minor));
    assert_eq!(
        quote.taxes.iter().map(|tax| tax.tax_minor).sum::<i64>(),
        quote.tax_minor
    );
    for total in &quote.taxes {
        let same = |tax: &&LineTax| (tax.rate_id, tax.rate_micro) == (total.rate_id, total.rate_micro);
        let of_rate: Vec<_> = quote
            .lines
            .iter()
            .chain(&quote.returned)
            .flat_map(|line| &line.taxes)
            .filter(same)
            .collect();
        assert_eq!(total.tax_minor, of_rate.iter().map(|tax| tax.tax_minor).sum::<i64>());
        assert_eq!(total.net_minor, of_rate.iter().map(|tax| tax.net_minor).sum::<i64>());
    }
    assert_eq!(quote.total_minor + quote.cash_rounding_minor, quote.cash_total_minor);
}

/// The quote, unless a random discount was too large.
fn accepted(input: &QuoteInput) -> Option<Quote> {
    match input.quote() {
        Ok(quote) => Some(quote),
        Err(error) => {
            assert!(error.code().starts_with("discount_exceeds_"), "{error}");
            None
        }
    }
}

/// The line in pieces that went back one after the other.
fn pieces(line: &LineQuote, cuts: &[i64]) -> Vec<LineQuote> {
    let mut ends: Vec<i64> = cuts
        .iter()
        .map(|cut| cut.rem_euclid(line.quantity_milli))
        .filter(|end| *end > 0)
        .collect();
    ends.push(line.quantity_milli);
    ends.sort_unstable();
    ends.dedup();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts
        .zip(&ends)
        .map(|(start, end)| refund_line(line, start, end - start).unwrap())
        .collect()
}

fn add_up(whole: &mut LineQuote, part: &LineQuote) {
    whole.quantity_milli += part.quantity_milli;
    whole.subtotal_minor += part.subtotal_minor;
    whole.line_discount_minor += part.line_discount_minor;
    whole.cart_discount_minor += part.cart_discount_minor;
    whole.net_minor += part.net_minor;
    whole.tax_minor += part.tax_minor;
    whole.total_minor += part.total_minor;
    for (sum, tax) in whole.taxes.iter_mut().zip(&part.taxes) {
        sum.net_minor += tax.net_minor;
        sum.tax_minor += tax.tax_minor;
    }
}

/// 2,000, or as many as `make test-full` asks for: with a number written here, proptest would not look.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").map_or(2000, |cases| cases.parse().expect("a number of cases"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn parts_sum_to_the_whole(input in any_cart()) {
        if let Some(quote) = accepted(&input) {
            assert_parts_sum(&input, &quote);
        }
    }

    #[test]
    fn tax_is_the_exact_tax_rounded_once(input in any_cart()) {
        if let Some(quote) = accepted(&input) {
            assert_exact(&input, &quote);
        }
    }

    #[test]
    fn the_order_of_lines_does_not_matter(input in any_cart(), order in vec(any::<u32>(), 30)) {
        let mut places: Vec<usize> = (0..input.lines.len()).collect();
        places.sort_by_key(|place| order[*place]);
        let mut shuffled = input.clone();
        shuffled.lines = places.iter().map(|place| input.lines[*place].clone()).collect();
        match (input.quote(), shuffled.quote()) {
            (Ok(quote), Ok(mut other)) => {
                let moved: Vec<_> = places.iter().map(|place| quote.lines[*place].clone()).collect();
                prop_assert_eq!(&moved, &other.lines);
                other.lines.clone_from(&quote.lines);
                prop_assert_eq!(quote, other);
            }
            (Err(error), Err(other)) => prop_assert_eq!(error.code(), other.code()),
            (quote, other) => prop_assert!(false, "{:?} {:?}", quote, other),
        }
    }

    #[test]
    fn a_refund_mirrors_its_sale(input in any_cart(), cuts in vec(any::<i64>(), 0..6)) {
        let Some(quote) = accepted(&input) else { return Ok(()) };
        for line in &quote.lines {
            let parts = pieces(line, &cuts);
            let mut whole = parts[0].clone();
            for part in &parts[1..] {
                add_up(&mut whole, part);
            }
            prop_assert_eq!(&whole, line);
            for part in &parts {
                let share = part.quantity_milli.min(1) * part.subtotal_minor.min(part.line_discount_minor).min(part.cart_discount_minor);
                prop_assert!(share >= 0 && part.tax_minor >= 0 && part.total_minor >= 0, "{:?}", part);
                prop_assert!(part.net_minor >= 0 || line.net_minor < 0, "{:?}", part);
                prop_assert!(part.taxes.iter().all(|tax| tax.tax_minor >= 0), "{:?}", part);
                prop_assert_eq!(part.net_minor + part.tax_minor, part.total_minor);
                prop_assert_eq!(part.taxes.iter().map(|tax| tax.tax_minor).sum::<i64>(), part.tax_minor);
            }
        }
    }

    #[test]
    fn returning_everything_in_exchange_for_nothing_is_the_sale_with_its_sign_turned(input in any_cart()) {
        let Some(quote) = accepted(&input) else { return Ok(()) };
        let mut back = input.clone();
        back.lines.clear();
        back.cart_discounts.clear();
        back.returned = quote.lines.iter().map(|line| refund_line(line, 0, line.quantity_milli).unwrap()).collect();
        let mirror = back.quote().unwrap();
        assert_parts_sum(&back, &mirror);
        prop_assert_eq!(mirror.subtotal_minor, -quote.subtotal_minor);
        prop_assert_eq!(mirror.discount_minor, -quote.discount_minor);
        prop_assert_eq!(mirror.total_minor, -quote.total_minor);
        prop_assert_eq!(mirror.cash_total_minor, -quote.cash_total_minor);
        let turned = |quote: &Quote| quote.taxes.iter().filter(|tax| tax.net_minor != 0).map(|tax| (tax.rate_id, -tax.net_minor, -tax.tax_minor)).collect::<Vec<_>>();
        let straight = |quote: &Quote| quote.taxes.iter().filter(|tax| tax.net_minor != 0).map(|tax| (tax.rate_id, tax.net_minor, tax.tax_minor)).collect::<Vec<_>>();
        prop_assert_eq!(turned(&quote), straight(&mirror));
    }

    #[test]
    fn an_exchange_is_whole_whatever_comes_back(input in any_cart(), other in any_cart(), old_micro in 0..=1_000_000_i64) {
        let mut other = other;
        other.settings.prices_include_tax = input.settings.prices_include_tax;
        other.settings.tax_rules[0].rates.push(rate(99, old_micro));
        let Some(sold) = accepted(&other) else { return Ok(()) };
        let mut exchange = input;
        for (id, line) in (5000..).zip(&sold.lines) {
            let k_milli = (line.quantity_milli / 2).max(1);
            exchange.returned.push(LineQuote { id: Key::from(id), ..refund_line(line, 0, k_milli).unwrap() });
        }
        if let Some(quote) = accepted(&exchange) {
            assert_parts_sum(&exchange, &quote);
        }
    }

    #[test]
    fn no_overflow_at_the_limits(input in edge_cart()) {
        if let Ok(quote) = input.quote() {
            assert_parts_sum(&input, &quote);
            for line in &quote.lines {
                prop_assert_eq!(&refund_line(line, 0, line.quantity_milli).unwrap(), line);
            }
        }
    }

    #[test]
    fn no_overflow_in_anything_that_takes_numbers(
        numbers in vec(any_edge(), 6),
        tenders in vec((any::<bool>(), any_edge()), 0..12),
        cash_rounding in option::of(any_cash_rounding()),
    ) {
        let kind = |cash| if cash { TenderKind::Cash } else { TenderKind::Other };
        let tenders: Vec<_> = tenders.into_iter().map(|(cash, amount_minor)| TenderInput { kind: kind(cash), amount_minor }).collect();
        let _ = settle(numbers[0], &eur(), cash_rounding.as_ref(), &tenders);
        let _ = refund_share(numbers[0], numbers[1], numbers[2], numbers[3]);
        let paid = CashShare { total_minor: numbers[0], cash_minor: numbers[1] };
        let done = CashShare { total_minor: numbers[2], cash_minor: numbers[3] };
        let _ = refund_cash(&paid, &done, numbers[4], cash_rounding.as_ref());
        let weights: Vec<_> = (1..).zip(&numbers).map(|(id, weight)| Weight { weight_minor: *weight, id: Key::from(id) }).collect();
        let _ = allocate(numbers[5], &weights);
        let text = pricing::format_minor(numbers[0], &eur());
        if let Ok(read) = pricing::parse_minor(&text, &eur()) {
            prop_assert_eq!(read, numbers[0]);
        }
    }

    #[test]
    fn a_settlement_adds_up(
        total_minor in -5000..=5000_i64,
        tenders in vec((0..3_u8, 0..=3000_i64), 0..5),
        cash_rounding in option::of(any_cash_rounding()),
    ) {
        let kinds = [TenderKind::Cash, TenderKind::Card, TenderKind::Other];
        let sign = if total_minor < 0 { -1 } else { 1 };
        let tenders: Vec<_> = tenders.into_iter().map(|(kind, size)| TenderInput { kind: kinds[usize::from(kind)], amount_minor: sign * size }).collect();
        let Ok(settled) = settle(total_minor, &eur(), cash_rounding.as_ref(), &tenders) else { return Ok(()) };
        let of_cash = |cash| tenders.iter().filter(|tender| (tender.kind == TenderKind::Cash) == cash).map(|tender| tender.amount_minor).sum::<i64>();
        prop_assert_eq!(settled.paid_minor, of_cash(true) + of_cash(false));
        prop_assert_eq!(settled.paid_minor - settled.change_minor, settled.due_minor);
        prop_assert_eq!(settled.due_minor, total_minor + settled.cash_rounding_minor);
        prop_assert_eq!(settled.cash_minor, of_cash(true) - settled.change_minor);
        prop_assert!(settled.change_minor >= 0 && (settled.change_minor == 0 || settled.change_minor <= of_cash(true)));
        let half = cash_rounding.map_or(0, |rounding| rounding.increment_minor / 2);
        prop_assert!(settled.cash_rounding_minor.abs() <= half);
        if tenders.last().is_none_or(|last| last.kind != TenderKind::Cash) {
            prop_assert_eq!(settled.cash_rounding_minor, 0);
        }
    }

    #[test]
    fn spreading_gives_each_its_share_but_for_less_than_one(amount_minor in -10_000..=10_000_i64, values in vec(0..=5000_i64, 1..20)) {
        let weights: Vec<_> = (1..).zip(&values).map(|(id, value)| Weight { weight_minor: *value, id: Key::from(id) }).collect();
        let total: i64 = values.iter().sum();
        prop_assume!(total > 0);
        let parts = allocate(amount_minor, &weights).unwrap();
        prop_assert_eq!(parts.iter().sum::<i64>(), amount_minor);
        for (part, value) in parts.iter().zip(&values) {
            prop_assert!((part * total - amount_minor * value).abs() < total);
        }
    }

    #[test]
    fn cash_refunds_end_at_what_was_paid(total_minor in 1..=5000_i64, cuts in vec(1..=5000_i64, 0..8), rounding in any_cash_rounding()) {
        let paid = CashShare { total_minor, cash_minor: rounding.round(total_minor).unwrap() };
        let mut ends: Vec<i64> = cuts.into_iter().filter(|cut| *cut < total_minor).chain([total_minor]).collect();
        ends.sort_unstable();
        let mut done = CashShare::default();
        for end in ends {
            let back = refund_cash(&paid, &done, end - done.total_minor, Some(&rounding)).unwrap();
            prop_assert!(back.cash_minor >= 0);
            done = CashShare { total_minor: end, cash_minor: done.cash_minor + back.cash_minor };
            prop_assert!(done.cash_minor <= paid.cash_minor);
            prop_assert!((done.cash_minor - done.total_minor).abs() <= rounding.increment_minor);
        }
        prop_assert_eq!(done, paid);
    }
}
