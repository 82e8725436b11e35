//! Every limit from both sides, and every refusal with its code.

use std::collections::HashSet;

use pricing::Rounding::{PerDocument, PerLine};
use pricing::{AMOUNT_MINOR_MAX, Key, PricingError, UnitPrice};

use crate::support::{Cart, amount, compound, eur, percent, rate};

fn cart() -> Cart {
    Cart::net(PerLine).rule("goods", &[rate(1, 200_000)]).line("goods", 100)
}

fn every_refusal() -> [PricingError; 27] {
    let (line, currency) = (Key::from(1), eur());
    let (due_minor, paid_minor, category) = (500, 400, "goods".to_owned());
    [
        PricingError::TooManyLines { count: 501 },
        PricingError::DuplicateLine { line },
        PricingError::QuantityOutOfRange {
            line: Some(line),
            quantity_milli: 0,
        },
        PricingError::AmountOutOfRange { line: Some(line) },
        PricingError::NoPrice { line },
        PricingError::NoTaxRule {
            line,
            category: category.clone(),
        },
        PricingError::BadTaxRule { category },
        PricingError::RateOutOfRange { rate_micro: -1 },
        PricingError::BadExemption { line },
        PricingError::TooManyDiscounts { count: 11 },
        PricingError::DiscountOutOfRange { line: Some(line) },
        PricingError::DiscountExceedsLine { line },
        PricingError::DiscountExceedsCart,
        PricingError::IncrementOutOfRange { increment_minor: 0 },
        PricingError::TooManyTenders { count: 11 },
        PricingError::TenderOutOfRange { amount_minor: -1 },
        PricingError::NotEnoughPaid {
            due_minor,
            paid_minor,
            currency,
        },
        PricingError::ChangeFromNonCash {
            change_minor: 100,
            currency,
        },
        PricingError::PaidOutTooMuch {
            due_minor,
            paid_minor,
            currency,
        },
        PricingError::RefundExceedsSale,
        PricingError::NotRefundable { line },
        PricingError::InconsistentLine { line },
        PricingError::BadWeights,
        PricingError::BadKey,
        PricingError::BadDate,
        PricingError::BadCurrency,
        PricingError::BadAmount,
    ]
}

#[test]
fn every_refusal_has_its_code_and_says_what_is_wrong() {
    for (error, code) in every_refusal().iter().zip(PricingError::CODES) {
        assert_eq!(error.code(), code);
        assert!(error.to_string().contains(' '), "{code}: {error}");
        let names_a_line = format!("{error:?}").contains("line: ");
        assert_eq!(error.line(), names_a_line.then(|| Key::from(1)), "{code}");
    }
}

#[test]
fn codes_are_unique_snake_case_words() {
    let unique: HashSet<_> = PricingError::CODES.into_iter().collect();
    assert_eq!(unique.len(), PricingError::CODES.len());
    assert!(
        unique
            .iter()
            .all(|code| { code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') })
    );
}

#[test]
fn five_hundred_lines_are_the_most() {
    let lines = |count| {
        Cart::net(PerDocument)
            .rule("goods", &[rate(1, 200_000)])
            .lines("goods", &vec![1; count])
    };
    assert_eq!(lines(500).quote().total_minor, 600);
    assert_eq!(lines(501).refused(), "too_many_lines");
    let back = pricing::refund_line(&cart().quote().lines[0], 0, 1000).unwrap();
    let exchanged = lines(499).returning(pricing::LineQuote {
        id: 900.into(),
        ..back.clone()
    });
    assert_eq!(exchanged.quote().returned.len(), 1);
    assert_eq!(
        exchanged
            .returning(pricing::LineQuote { id: 901.into(), ..back })
            .refused(),
        "too_many_lines"
    );
    assert_eq!(lines(0).quote().total_minor, 0);
}

#[test]
fn ids_are_unique_over_sold_and_returned_lines() {
    let twice = cart()
        .line("goods", 200)
        .with(|input| input.lines[1].input.id = 1.into());
    let error = twice.0.quote().unwrap_err();
    assert_eq!(error, PricingError::DuplicateLine { line: 1.into() });
    let back = pricing::refund_line(&cart().quote().lines[0], 0, 1000).unwrap();
    assert_eq!(cart().returning(back).refused(), "duplicate_line");
}

#[test]
fn quantities_lie_within_a_thousandth_and_a_million() {
    let of = |quantity_milli| cart().with(|input| input.lines[0].input.quantity_milli = quantity_milli);
    assert_eq!(of(1).quote().lines[0].subtotal_minor, 0);
    assert_eq!(of(1_000_000_000).quote().lines[0].subtotal_minor, 100_000_000);
    for quantity_milli in [0, -1, 1_000_000_001, i64::MAX, i64::MIN] {
        let error = of(quantity_milli).0.quote().unwrap_err();
        assert_eq!((error.code(), error.line()), ("quantity_out_of_range", Some(1.into())));
    }
}

#[test]
fn amounts_stay_within_ten_to_the_twelfth() {
    let at = |amount_minor, per_milli| {
        cart().with(|input| {
            input.lines[0].input.price_override = Some(UnitPrice {
                amount_minor,
                per_milli,
            })
        })
    };
    let exempt = |cart: Cart| cart.with(|input| input.settings.tax_rules[0].rates[0].rate_micro = 0);
    assert_eq!(exempt(at(AMOUNT_MINOR_MAX, 1000)).quote().total_minor, AMOUNT_MINOR_MAX);
    let error = at(AMOUNT_MINOR_MAX, 1000).0.quote().unwrap_err(); // tax goes beyond
    assert_eq!((error.code(), error.line()), ("amount_out_of_range", Some(1.into())));
    for (amount_minor, per_milli) in [
        (AMOUNT_MINOR_MAX + 1, 1000),
        (-1, 1000),
        (AMOUNT_MINOR_MAX, 1),
        (i64::MAX, 1),
    ] {
        assert_eq!(at(amount_minor, per_milli).refused(), "amount_out_of_range");
    }
    for per_milli in [0, -1000, 1_000_000_001] {
        assert_eq!(at(100, per_milli).refused(), "quantity_out_of_range");
    }
    let two = exempt(at(AMOUNT_MINOR_MAX, 1000).line("goods", 1));
    assert_eq!(two.refused(), "amount_out_of_range"); // only the sum goes beyond
    assert_eq!(two.off(amount(1)).refused(), "amount_out_of_range");
}

#[test]
fn tax_rules_are_exempt_or_have_one_to_eight_different_rates() {
    let rates = |count: u128| (1..=count).map(|id| rate(id, 10_000)).collect::<Vec<_>>();
    let with = |rates: &[_]| Cart::net(PerLine).rule("goods", rates).line("goods", 100);
    assert_eq!(with(&rates(8)).quote().tax_minor, 8);
    assert_eq!(with(&rates(9)).refused(), "bad_tax_rule");
    assert_eq!(with(&[rate(1, 1), rate(1, 2)]).refused(), "bad_tax_rule");
    assert_eq!(
        cart().with(|input| input.settings.tax_rules[0].exempt = true).refused(),
        "bad_tax_rule"
    );
    assert_eq!(
        cart().with(|input| input.settings.tax_rules[0].rates.clear()).refused(),
        "bad_tax_rule"
    );
    // A rule that is not used harms nobody.
    assert_eq!(cart().rule("other", &rates(9)).quote().tax_minor, 20);
}

#[test]
fn rates_lie_within_nothing_and_everything() {
    let at = |rate_micro| cart().with(|input| input.settings.tax_rules[0].rates[0].rate_micro = rate_micro);
    assert_eq!(at(1_000_000).quote().tax_minor, 100);
    for rate_micro in [-1, 1_000_001, i64::MAX, i64::MIN] {
        assert_eq!(at(rate_micro).refused(), "rate_out_of_range");
    }
    let deep: Vec<_> = (1..=8).map(|id| compound(id, 1_000_000)).collect();
    assert_eq!(
        Cart::net(PerLine).rule("goods", &deep).line("goods", 1).refused(),
        "rate_out_of_range"
    );
    let shallow: Vec<_> = (1..=8).map(|id| compound(id, 200_000)).collect(); // 1.2^8 = 4.29981696
    let quote = Cart::net(PerLine)
        .rule("goods", &shallow)
        .line("goods", 100_000_000)
        .quote();
    assert_eq!(quote.total_minor, 429_981_696);
}

#[test]
fn ten_cart_discounts_are_the_most() {
    let off = |count| (0..count).fold(cart(), |cart, _| cart.off(percent(100_000)));
    assert_eq!(off(10).quote().net_minor, 35); // 100 90 81 73 66 59 53 48 43 39 35: each rounded
    assert_eq!(off(11).refused(), "too_many_discounts");
}
