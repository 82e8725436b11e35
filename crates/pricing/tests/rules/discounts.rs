//! Rules 12 to 15.

use pricing::Rounding::{PerDocument, PerLine};
use pricing::{CashTie, Key, Weight, allocate, refund_line};

use crate::support::{Cart, amount, cart_discounts, percent, rate, taxes};

/// 3 x 10.00 = 30.00; 10 % off the line: 27.00; 5.00 off the cart: 22.00; 20 % tax: 4.40; 26.40; cash to 0.50: 26.50.
/// (The cart's discount first would give 22.50 before tax; tax first 6.00.)
#[test]
fn rule_12_line_discount_then_cart_discount_then_tax_then_cash_rounding() {
    let cart = Cart::net(PerLine)
        .rule("goods", &[rate(1, 200_000)])
        .line("goods", 1000)
        .with(|input| {
            input.lines[0].input.quantity_milli = 3000;
            input.lines[0].input.discount = Some(percent(100_000));
        });
    let quote = cart.off(amount(500)).cash_rounding(50, CashTie::Away).quote();
    assert_eq!(
        (quote.subtotal_minor, quote.discount_minor, quote.net_minor),
        (3000, 800, 2200)
    );
    assert_eq!(
        (quote.tax_minor, quote.total_minor, quote.cash_total_minor),
        (440, 2640, 2650)
    );
    assert_eq!(
        (quote.lines[0].line_discount_minor, quote.lines[0].cart_discount_minor),
        (300, 500)
    );
}

/// 10 % off 20.00 leaves 18.00, 1.00 off that 17.00; the other way round 10 % of 19.00 leaves 17.10.
#[test]
fn rule_12_each_cart_discount_applies_to_what_those_before_it_left() {
    let cart = Cart::net(PerLine).rule("goods", &[rate(1, 0)]).line("goods", 2000);
    assert_eq!(
        cart.clone().off(percent(100_000)).off(amount(100)).quote().total_minor,
        1700
    );
    assert_eq!(cart.off(amount(100)).off(percent(100_000)).quote().total_minor, 1710);
}

/// Half of 0.01 is half a cent: the discount is 0.01. 12.5 % of 0.99 is 0.12375: 0.12.
#[test]
fn rule_12_a_percentage_is_rounded_half_away() {
    let line = |amount_minor, rate_micro| {
        let cart = Cart::net(PerLine)
            .rule("goods", &[rate(1, 0)])
            .line("goods", amount_minor);
        cart.with(|input| input.lines[0].input.discount = Some(percent(rate_micro)))
            .quote()
            .lines[0]
            .line_discount_minor
    };
    assert_eq!((line(1, 500_000), line(99, 125_000)), (1, 12));
}

/// 10.00 over 19.99, 9.99 and 5.01 (34.99 in all): 5.7131, 2.8551 and 1.4318. Rounded down 5.71 + 2.85 + 1.43 = 9.99;
/// the cent goes to the remainder 0.51.
#[test]
fn rule_13_a_cart_discount_is_prorated_by_largest_remainder() {
    let cart = Cart::net(PerLine)
        .rule("goods", &[rate(1, 0)])
        .lines("goods", &[1999, 999, 501]);
    assert_eq!(cart_discounts(&cart.off(amount(1000)).quote()), [571, 286, 143]);
}

/// 2.00 over three lines of 5.00: 0.6667 each; the two cents go to the lowest ids, wherever they stand.
#[test]
fn rule_13_equal_lines_tie_by_id() {
    let cart = Cart::net(PerLine)
        .rule("goods", &[rate(1, 0)])
        .lines("goods", &[500, 500, 500])
        .off(amount(200));
    assert_eq!(cart_discounts(&cart.quote()), [67, 67, 66]);
    let reversed = cart.with(|input| input.lines.reverse());
    assert_eq!(cart_discounts(&reversed.quote()), [66, 67, 67]);
}

/// Half of 0.03 and 0.01 is 0.02: one and a half cents and half a cent. The cent goes to the larger line although
/// the other has the lower id.
#[test]
fn rule_13_equal_remainders_tie_by_the_larger_line() {
    let cart = Cart::net(PerLine).rule("goods", &[rate(1, 0)]);
    assert_eq!(
        cart_discounts(&cart.clone().lines("goods", &[1, 3]).off(percent(500_000)).quote()),
        [0, 2]
    );
    assert_eq!(
        cart_discounts(&cart.lines("goods", &[3, 1]).off(percent(500_000)).quote()),
        [2, 0]
    );
}

/// The line of 10.00 has 5.00 off, so it weighs as much as the line of 5.00: 1.00 splits in halves.
#[test]
fn rule_13_lines_weigh_by_their_discounted_value() {
    let cart = Cart::net(PerLine)
        .rule("goods", &[rate(1, 0)])
        .lines("goods", &[1000, 500])
        .off(amount(100));
    let quote = cart
        .with(|input| input.lines[0].input.discount = Some(amount(500)))
        .quote();
    assert_eq!(cart_discounts(&quote), [50, 50]);
}

#[test]
fn rule_13_an_amount_can_be_spread_over_anything() {
    let weights = |values: &[i64]| -> Vec<Weight> {
        (1..)
            .zip(values)
            .map(|(id, value)| Weight {
                weight_minor: *value,
                id: Key::from(id),
            })
            .collect()
    };
    assert_eq!(allocate(1000, &weights(&[1999, 999, 501])), Ok(vec![571, 286, 143]));
    assert_eq!(allocate(-1000, &weights(&[1999, 999, 501])), Ok(vec![-571, -286, -143]));
    assert_eq!(allocate(3, &weights(&[0, 5, 0])), Ok(vec![0, 3, 0]));
    assert_eq!(allocate(0, &weights(&[0, 0])), Ok(vec![0, 0]));
    assert_eq!(allocate(0, &[]), Ok(vec![]));
    let refused = |amount_minor, values| allocate(amount_minor, &weights(values)).unwrap_err().code();
    assert_eq!(refused(1, &[0, 0]), "bad_weights");
    assert_eq!(refused(1, &[]), "bad_weights");
    assert_eq!(refused(1, &[2, -1]), "bad_weights");
    assert_eq!(refused(0, &[i64::MAX, i64::MAX]), "amount_out_of_range");
    assert_eq!(refused(i64::MIN, &[1]), "amount_out_of_range");
}

/// 12.00 with 20 % and 10.55 with 5.5 % inside, 2.00 off: by gross 1.0643 and 0.9357, so 1.06 and 0.94 (by net, 10.00
/// each, it would be 1.00 and 1.00). Left 10.94 and 9.61, which hold 1.8233 and 0.5010: 1.82 and 0.50.
#[test]
fn rule_14_the_discount_is_spread_over_gross_prices_and_rates_follow() {
    for rounding in [PerLine, PerDocument] {
        let cart = Cart::gross(rounding)
            .rule("goods", &[rate(1, 200_000)])
            .rule("food", &[rate(2, 55_000)]);
        let quote = cart.line("goods", 1200).line("food", 1055).off(amount(200)).quote();
        assert_eq!(cart_discounts(&quote), [106, 94]);
        assert_eq!((taxes(&quote), quote.total_minor), (vec![182, 50], 2055));
        assert_eq!(
            quote.taxes.iter().map(|tax| tax.net_minor).collect::<Vec<_>>(),
            [912, 911]
        );
    }
}

/// The first of the lines above goes back alone: its stored share of the discount stays 1.06.
#[test]
fn rule_14_a_return_uses_the_stored_share() {
    let cart = Cart::gross(PerLine)
        .rule("goods", &[rate(1, 200_000)])
        .rule("food", &[rate(2, 55_000)]);
    let quote = cart.line("goods", 1200).line("food", 1055).off(amount(200)).quote();
    let back = refund_line(&quote.lines[0], 0, 1000).unwrap();
    assert_eq!(
        (back.cart_discount_minor, back.total_minor, back.tax_minor),
        (106, 1094, 182)
    );
}

#[test]
fn rule_15_everything_off_is_nothing_due_and_no_tax() {
    for rounding in [PerLine, PerDocument] {
        for cart in [Cart::net(rounding), Cart::gross(rounding)] {
            let cart = cart
                .rule("goods", &[rate(1, 190_000), rate(2, 73_000)])
                .lines("goods", &[999, 1, 333]);
            let by_line = cart.clone().with(|input| {
                for line in &mut input.lines {
                    line.input.discount = Some(percent(1_000_000));
                }
            });
            for free in [by_line, cart.clone().off(percent(1_000_000)), cart.off(amount(1333))] {
                let quote = free.quote();
                assert_eq!(
                    (
                        quote.total_minor,
                        quote.net_minor,
                        quote.tax_minor,
                        quote.discount_minor
                    ),
                    (0, 0, 0, 1333)
                );
                assert!(
                    quote
                        .lines
                        .iter()
                        .all(|line| line.total_minor == 0 && line.tax_minor == 0)
                );
                assert!(quote.taxes.iter().all(|tax| tax.net_minor == 0 && tax.tax_minor == 0));
            }
        }
    }
}

#[test]
fn rule_15_a_discount_beyond_the_line_or_the_cart_is_refused() {
    let cart = Cart::net(PerLine)
        .rule("goods", &[rate(1, 0)])
        .lines("goods", &[500, 300]);
    assert_eq!(cart.clone().off(amount(800)).quote().total_minor, 0);
    assert_eq!(cart.clone().off(amount(801)).refused(), "discount_exceeds_cart");
    assert_eq!(
        cart.clone().off(percent(500_000)).off(amount(401)).refused(),
        "discount_exceeds_cart"
    );
    let line = |discount| {
        cart.clone()
            .with(|input| input.lines[1].input.discount = Some(discount))
    };
    assert_eq!(line(amount(300)).quote().total_minor, 500);
    assert_eq!(line(amount(301)).refused(), "discount_exceeds_line");
    assert_eq!(line(percent(1_000_001)).refused(), "discount_out_of_range");
    assert_eq!(line(percent(-1)).refused(), "discount_out_of_range");
    assert_eq!(line(amount(-1)).refused(), "discount_out_of_range");
    assert_eq!(cart.off(amount(-1)).refused(), "discount_out_of_range");
}
