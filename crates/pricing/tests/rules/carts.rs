//! Any cart that a shop could ring up.

use pricing::{
    AMOUNT_MINOR_MAX, CashRounding, CashTie, Discount, Key, QuoteInput, QuoteLine, Rounding, TaxRate, UnitPrice,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::support::{Cart, amount, compound, percent, piece, rate, rule};

const CATEGORIES: [&str; 4] = ["goods", "food", "drink", "stamps"];

/// Carts of 1 to 30 lines that are mostly accepted: only discounts by amount may turn out too large.
pub fn any_cart() -> impl Strategy<Value = QuoteInput> {
    let rounding = prop_oneof![Just(Rounding::PerLine), Just(Rounding::PerDocument)];
    let discounts = vec(
        prop_oneof![3 => any_percent(), 1 => (0..300_i64).prop_map(|amount_minor| Discount::Amount { amount_minor })],
        0..3,
    );
    let parts = (
        any::<bool>(),
        rounding,
        option::of(any_cash_rounding()),
        any_rates(),
        vec(any_line(), 1..30),
        discounts,
    );
    parts.prop_map(|(gross, rounding, cash_rounding, rates, lines, discounts)| {
        let cart = if gross {
            Cart::gross(rounding)
        } else {
            Cart::net(rounding)
        };
        // Rates are shared between categories; the last category is exempt.
        let cart = cart
            .rule(CATEGORIES[0], &rates)
            .rule(CATEGORIES[1], &rates[..1])
            .rule(CATEGORIES[3], &[]);
        let cart = cart.rule(CATEGORIES[2], &rates[rates.len() - 1..]);
        let mut input = cart.0;
        input.settings.cash_rounding = cash_rounding;
        input.cart_discounts = discounts;
        input.lines = lines;
        for (at, line) in input.lines.iter_mut().enumerate() {
            // Ids neither in the order of the lines nor in any other that matters.
            line.input.id = Key::from((at as u128 + 1) * 7919 % 1009);
        }
        input
    })
}

/// One to four rates in steps of half a percent, which keeps the exact fractions of a cart within 128 bits.
fn any_rates() -> impl Strategy<Value = Vec<TaxRate>> {
    vec((0..=60_i64, any::<bool>()), 1..=4).prop_map(|rates| {
        let rate_of = |(id, (halves, compounds))| {
            if compounds {
                compound(id, halves * 5000)
            } else {
                rate(id, halves * 5000)
            }
        };
        (1..).zip(rates).map(rate_of).collect()
    })
}

fn any_line() -> impl Strategy<Value = QuoteLine> {
    let quantity =
        prop_oneof![3 => Just(1000_i64), 1 => (1..=20_i64).prop_map(|pieces| pieces * 1000), 2 => 1..=5000_i64];
    let price = prop_oneof![1 => 0..=20_i64, 2 => 1..=20_000_i64];
    let per = prop_oneof![4 => Just(1000_i64), 1 => Just(100_i64), 1 => Just(10_000_i64)];
    let discount = prop_oneof![5 => Just(None), 2 => any_percent().prop_map(Some), 1 => Just(Some(Discount::Amount { amount_minor: 1 }))];
    let exemption = prop_oneof![9 => Just(None), 1 => Just(Some("DE-4711".to_owned()))];
    (0..CATEGORIES.len(), quantity, price, per, discount, exemption).prop_map(
        |(category, quantity_milli, amount_minor, per_milli, discount, exemption)| {
            let mut line = piece(0, CATEGORIES[category], 0);
            line.input.price_override = Some(UnitPrice {
                amount_minor,
                per_milli,
            });
            line.input.quantity_milli = quantity_milli;
            line.input.discount = discount;
            line.input.exemption = exemption;
            line
        },
    )
}

fn any_percent() -> impl Strategy<Value = Discount> {
    prop_oneof![4 => 0..=1_000_000_i64, 1 => Just(500_000_i64), 1 => Just(1_000_000_i64)].prop_map(percent)
}

pub fn any_cash_rounding() -> impl Strategy<Value = CashRounding> {
    let tie = prop_oneof![Just(CashTie::Away), Just(CashTie::Down)];
    (prop_oneof![Just(5_i64), Just(10), Just(100)], tie)
        .prop_map(|(increment_minor, tie)| CashRounding { increment_minor, tie })
}

/// Numbers around every limit.
pub fn any_edge() -> impl Strategy<Value = i64> {
    let edges = [
        0,
        1,
        2,
        999,
        1000,
        1_000_000,
        1_000_000_000,
        1_000_000_000_000,
        i64::MAX,
    ];
    let near = (prop::sample::select(edges.to_vec()), -1..=1_i64, any::<bool>());
    let near = near.prop_map(|(edge, step, negative)| (if negative { -edge } else { edge }).saturating_add(step));
    prop_oneof![3 => near, 1 => any::<i64>(), 2 => 0..=1_000_000_000_000_i64]
}

/// A line as bare numbers: quantity, price, what the price is for, and a discount in percent or not.
type EdgeLine = (i64, i64, i64, Option<(bool, i64)>);

fn edge_line(amount_max: i64, odd_weight: u32) -> impl Strategy<Value = EdgeLine> {
    let per = prop_oneof![30 => Just(1000_i64), odd_weight => any_edge()];
    let quantity = prop_oneof![
        30 => prop::sample::select(vec![1_i64, 999, 1000]),
        odd_weight => prop::sample::select(vec![1_000_000_i64, 1_000_000_000]),
        odd_weight => any_edge(),
    ];
    let price =
        prop_oneof![30 => prop::sample::select(vec![0, 1, amount_max - 1, amount_max]), odd_weight => any_edge()];
    let off = prop_oneof![30 => Just(None), 10 => (0..=1_000_000_i64).prop_map(|rate_micro| Some((true, rate_micro))), odd_weight => (any::<bool>(), any_edge()).prop_map(Some)];
    (quantity, price, per, off)
}

/// Carts with numbers around every limit, about half of which are refused.
pub fn edge_cart() -> impl Strategy<Value = QuoteInput> {
    let lines = prop_oneof![3 => vec(edge_line(AMOUNT_MINOR_MAX, 2), 1..3), 1 => vec(edge_line(AMOUNT_MINOR_MAX / 250, 0), 490..505)];
    let one_rate = (prop_oneof![9 => 0..=1_000_000_i64, 1 => any_edge()], any::<bool>());
    let rates = prop_oneof![3 => vec((0..=100_000_i64, any::<bool>()), 1..=2), 1 => vec(one_rate, 0..=9)];
    let discounts = prop_oneof![2 => Just(vec![]), 1 => vec((any::<bool>(), any_edge()), 0..3)];
    let increment = prop_oneof![4 => Just(5_i64), 1 => any_edge()];
    let parts = (any_cart(), lines, rates, discounts, increment, any_edge());
    parts.prop_map(|(mut input, lines, rates, discounts, increment_minor, at)| {
        let rate_of = |(id, (rate_micro, compound))| TaxRate {
            compound,
            ..rate(id, rate_micro)
        };
        let rates: Vec<TaxRate> = (1..).zip(rates).map(rate_of).collect();
        input.settings.tax_rules = vec![rule("goods", &rates)];
        input.settings.cash_rounding = Some(CashRounding {
            increment_minor,
            tie: CashTie::Down,
        });
        input.cart_discounts = discounts.into_iter().map(edge_discount).collect();
        input.at = at.into();
        input.lines = (1..).zip(lines).map(|(id, line)| line_of(id, line)).collect();
        input
    })
}

fn edge_discount((of_percent, size): (bool, i64)) -> Discount {
    if of_percent { percent(size) } else { amount(size) }
}

fn line_of(id: u128, (quantity_milli, amount_minor, per_milli, off): EdgeLine) -> QuoteLine {
    let mut line = piece(id, "goods", 0);
    line.input.quantity_milli = quantity_milli;
    line.input.price_override = Some(UnitPrice {
        amount_minor,
        per_milli,
    });
    line.input.discount = off.map(edge_discount);
    line
}
