//! Rules 1 to 3.

use pricing::Rounding::{PerDocument, PerLine};
use pricing::{Currency, UnitPrice, format_minor, line_amount, parse_minor, refund_share};

use crate::support::{Cart, cash, eur, nearest, piece, rate, taxes};

fn per_unit(amount_minor: i64) -> UnitPrice {
    UnitPrice {
        amount_minor,
        per_milli: 1000,
    }
}

#[test]
fn rule_01_minor_units_have_exponent_0_2_or_3() {
    let written = |code, exponent, amount_minor| format_minor(amount_minor, &Currency::new(code, exponent).unwrap());
    assert_eq!(written("EUR", 2, 1230), "12.30");
    assert_eq!(written("JPY", 0, 1230), "1230");
    assert_eq!(written("KWD", 3, 1230), "1.230");
    assert_eq!(written("EUR", 2, -5), "-0.05");
    assert_eq!(written("KWD", 3, 7), "0.007");
    assert_eq!(Currency::new("MRU", 1).unwrap_err().code(), "bad_currency");
    assert_eq!(Currency::new("UYW", 4).unwrap_err().code(), "bad_currency");
    assert_eq!(Currency::new("eur", 2).unwrap_err().code(), "bad_currency");
    assert_eq!(Currency::new("EURO", 2).unwrap_err().code(), "bad_currency");
}

#[test]
fn rule_01_text_is_read_back_exactly_or_refused() {
    let read = |text| parse_minor(text, &eur()).map_err(|error| error.code());
    assert_eq!(read("12.30"), Ok(1230));
    assert_eq!(read("12.3"), Ok(1230));
    assert_eq!(read("12"), Ok(1200));
    assert_eq!(read("-0.05"), Ok(-5));
    assert_eq!(read("10000000000.00"), Ok(1_000_000_000_000));
    for text in [
        "", "-", ".", "1.", ".5", "1.234", "1,20", "+1", " 1", "1e2", "--1", "1.-2", "0x1", "١",
    ] {
        assert_eq!(read(text), Err("bad_amount"), "{text:?}");
    }
    assert_eq!(read("10000000000.01"), Err("amount_out_of_range"));
    assert_eq!(read("99999999999999999999"), Err("amount_out_of_range"));
    assert_eq!(
        parse_minor("12.3", &Currency::new("JPY", 0).unwrap()).map_err(|error| error.code()),
        Err("bad_amount")
    );
}

/// 0.01 with 20 % inside holds 0.01 x 20/120 = a sixth of a cent; three of them are half a cent exactly, which
/// rounds up. Any rounding on the way, even to 18 decimals, would end below the half.
#[test]
fn rule_01_nothing_is_rounded_on_the_way() {
    let quote = Cart::gross(PerDocument)
        .rule("goods", &[rate(1, 200_000)])
        .lines("goods", &[1, 1, 1])
        .quote();
    assert_eq!((quote.tax_minor, quote.net_minor, quote.total_minor), (1, 2, 3));
    assert_eq!(taxes(&quote), [1, 0, 0]);
}

/// Half a unit at 0.01, 0.03 and 0.05 is half a cent, one and a half and two and a half: 1, 2, 3.
/// (To even it would be 0, 2, 2; half down 0, 1, 2.)
#[test]
fn rule_02_half_goes_away_from_zero() {
    let amounts = [1, 3, 5].map(|amount_minor| line_amount(500, &per_unit(amount_minor)).unwrap());
    assert_eq!(amounts, [1, 2, 3]);
}

#[test]
fn rule_02_negative_amounts_are_the_mirror_image() {
    for amount_minor in [1, 2, 3, 7, 8, 12, 13, 498, 1250] {
        let rounded = nearest(5).round(amount_minor).unwrap();
        assert_eq!(nearest(5).round(-amount_minor).unwrap(), -rounded);
        let share = refund_share(amount_minor, 2000, 0, 1000).unwrap();
        assert_eq!(refund_share(-amount_minor, 2000, 0, 1000).unwrap(), -share);
    }
    let paid = pricing::settle(492, &eur(), Some(&nearest(5)), &[cash(500)]).unwrap();
    let back = pricing::settle(-492, &eur(), Some(&nearest(5)), &[cash(-490)]).unwrap();
    assert_eq!((paid.due_minor, back.due_minor), (490, -490));
}

/// 0.333 kg at 9.99: 3.32667, so 3.33. 40.123 l at 1.499 a litre: 60.144377, so 60.14 (at 1.50 it would be 60.18).
/// 0.125 at 0.04: half a cent, so 0.01.
#[test]
fn rule_03_quantity_times_price_is_rounded_once() {
    assert_eq!(line_amount(333, &per_unit(999)), Ok(333));
    assert_eq!(
        line_amount(
            40_123,
            &UnitPrice {
                amount_minor: 14_990,
                per_milli: 100_000
            }
        ),
        Ok(6014)
    );
    assert_eq!(
        line_amount(
            40_123,
            &UnitPrice {
                amount_minor: 1499,
                per_milli: 10_000
            }
        ),
        Ok(6014)
    );
    assert_eq!(line_amount(125, &per_unit(4)), Ok(1));
    let mut line = piece(1, "goods", 999);
    line.input.quantity_milli = 333;
    let cart = Cart::net(PerLine)
        .rule("goods", &[rate(1, 0)])
        .with(|input| input.lines.push(line));
    let quote = cart.quote();
    assert_eq!((quote.lines[0].quantity_milli, quote.subtotal_minor), (333, 333));
}

#[test]
fn rule_03_a_price_may_be_for_a_thousandth_or_for_a_million() {
    assert_eq!(
        line_amount(
            1,
            &UnitPrice {
                amount_minor: 7,
                per_milli: 1
            }
        ),
        Ok(7)
    );
    assert_eq!(
        line_amount(
            1_000_000_000,
            &UnitPrice {
                amount_minor: 1_000_000_000_000,
                per_milli: 1_000_000_000
            }
        ),
        Ok(1_000_000_000_000)
    );
    assert_eq!(
        line_amount(
            1,
            &UnitPrice {
                amount_minor: 499_999_999,
                per_milli: 1_000_000_000
            }
        ),
        Ok(0)
    );
    assert_eq!(
        line_amount(
            1,
            &UnitPrice {
                amount_minor: 500_000_000,
                per_milli: 1_000_000_000
            }
        ),
        Ok(1)
    );
}
