//! Rules 19 to 24.

use pricing::Rounding::PerLine;
use pricing::{
    CashRefund, CashRounding, CashShare, CashTie, PricingError, Settlement, TenderInput, TenderKind, refund_cash,
    settle,
};

use crate::support::{Cart, card, cash, eur, nearest, rate};

fn pay(total_minor: i64, tenders: &[TenderInput]) -> Result<Settlement, &'static str> {
    settle(total_minor, &eur(), Some(&nearest(5)), tenders).map_err(|error| error.code())
}

/// 4.92 is 4.90 in cash and 4.92 by card, cheque or gift card.
#[test]
fn rule_19_only_cash_is_rounded() {
    let by_cash = pay(492, &[cash(490)]).unwrap();
    assert_eq!(
        (by_cash.due_minor, by_cash.cash_rounding_minor, by_cash.cash_minor),
        (490, -2, 490)
    );
    for kind in [TenderKind::Card, TenderKind::Other] {
        let exact = pay(
            492,
            &[TenderInput {
                kind,
                amount_minor: 492,
            }],
        )
        .unwrap();
        assert_eq!(
            (exact.due_minor, exact.cash_rounding_minor, exact.cash_minor),
            (492, 0, 0)
        );
        assert_eq!(
            pay(
                492,
                &[TenderInput {
                    kind,
                    amount_minor: 490
                }]
            ),
            Err("not_enough_paid")
        );
    }
    let unrounded = settle(492, &eur(), None, &[cash(500)]).unwrap();
    assert_eq!((unrounded.due_minor, unrounded.change_minor), (492, 8));
}

/// To 0.05: 1.27 is 1.25, 1.28 is 1.30. To 0.10: 1.25 lies between; away gives 1.30, down 1.20. To 1: 10.50 is 11.
#[test]
fn rule_20_nearest_multiple_with_the_ties_of_the_country() {
    let round = |increment_minor, tie, amount_minor| CashRounding { increment_minor, tie }.round(amount_minor);
    assert_eq!(
        (round(5, CashTie::Away, 127), round(5, CashTie::Away, 128)),
        (Ok(125), Ok(130))
    );
    assert_eq!(
        (round(10, CashTie::Away, 125), round(10, CashTie::Down, 125)),
        (Ok(130), Ok(120))
    );
    assert_eq!(
        (round(10, CashTie::Away, -125), round(10, CashTie::Down, -125)),
        (Ok(-130), Ok(-120))
    );
    assert_eq!(
        (round(10, CashTie::Down, 126), round(10, CashTie::Down, 124)),
        (Ok(130), Ok(120))
    );
    assert_eq!(
        (round(100, CashTie::Away, 1050), round(1, CashTie::Away, 1051)),
        (Ok(1100), Ok(1051))
    );
    assert_eq!(round(0, CashTie::Away, 1).unwrap_err().code(), "increment_out_of_range");
}

/// 10.02: with 5.00 by card first, 5.02 are left to cash, so 5.00. With 5.00 in cash first, the card pays the exact 5.02.
#[test]
fn rule_21_a_split_is_rounded_only_if_cash_comes_last() {
    let cash_last = pay(1002, &[card(500), cash(500)]).unwrap();
    assert_eq!(
        (cash_last.due_minor, cash_last.cash_rounding_minor, cash_last.cash_minor),
        (1000, -2, 500)
    );
    let card_last = pay(1002, &[cash(500), card(502)]).unwrap();
    assert_eq!((card_last.due_minor, card_last.cash_rounding_minor), (1002, 0));
    assert_eq!(pay(1002, &[cash(500), card(500)]), Err("not_enough_paid"));
    let twice = pay(1002, &[cash(200), card(500), cash(300)]).unwrap();
    assert_eq!((twice.due_minor, twice.cash_minor), (1000, 500));
}

/// 4.92 and 4.98 in exact coins are taken as they are; 4.97 is not enough for 4.98, which is 5.00 in cash.
#[test]
fn rule_21_exact_coins_are_taken_unrounded() {
    for total_minor in [492, 498] {
        let exact = pay(total_minor, &[cash(total_minor)]).unwrap();
        assert_eq!(
            (exact.due_minor, exact.cash_rounding_minor, exact.change_minor),
            (total_minor, 0, 0)
        );
    }
    assert_eq!(pay(498, &[cash(497)]), Err("not_enough_paid"));
    let rounded = pay(498, &[cash(500)]).unwrap();
    assert_eq!(
        (rounded.due_minor, rounded.cash_rounding_minor, rounded.change_minor),
        (500, 2, 0)
    );
    // 0.02 is nothing in cash, but somebody must have said "cash".
    assert_eq!(pay(2, &[cash(0)]).unwrap().due_minor, 0);
    assert_eq!(pay(2, &[]), Err("not_enough_paid"));
}

/// -4.92 is paid out as 4.90 in cash and as 4.92 to a card.
#[test]
fn rule_21_cash_refunds_are_rounded_too() {
    let by_cash = pay(-492, &[cash(-490)]).unwrap();
    assert_eq!(
        (by_cash.due_minor, by_cash.cash_rounding_minor, by_cash.cash_minor),
        (-490, 2, -490)
    );
    assert_eq!((by_cash.paid_minor, by_cash.change_minor), (-490, 0));
    let by_card = pay(-492, &[card(-492)]).unwrap();
    assert_eq!((by_card.due_minor, by_card.cash_rounding_minor), (-492, 0));
    let split = pay(-1002, &[card(-500), cash(-500)]).unwrap();
    assert_eq!((split.due_minor, split.cash_rounding_minor), (-1000, 2));
    assert_eq!(pay(-492, &[cash(-495)]), Err("paid_out_too_much"));
    assert_eq!(pay(-492, &[card(-493)]), Err("paid_out_too_much"));
    assert_eq!(pay(-492, &[card(-494), cash(0)]), Err("paid_out_too_much")); // rounding hides no 0.02
    assert_eq!(pay(-492, &[cash(-485)]), Err("not_enough_paid"));
    assert_eq!(pay(-492, &[card(-491)]), Err("not_enough_paid"));
    assert_eq!(pay(-492, &[]), Err("not_enough_paid"));
}

/// 9.98 and 5 %: 0.499, so 0.50 and 10.48; in cash 10.50. The 0.02 are neither net nor tax nor discount.
#[test]
fn rule_22_the_difference_is_neither_revenue_nor_taxed() {
    let cart = Cart::net(PerLine).rule("goods", &[rate(1, 50_000)]).line("goods", 998);
    let quote = cart.cash_rounding(5, CashTie::Away).quote();
    assert_eq!(
        (
            quote.net_minor,
            quote.tax_minor,
            quote.total_minor,
            quote.discount_minor
        ),
        (998, 50, 1048, 0)
    );
    assert_eq!((quote.cash_total_minor, quote.cash_rounding_minor), (1050, 2));
    assert_eq!(
        quote.net_minor + quote.tax_minor + quote.cash_rounding_minor,
        quote.cash_total_minor
    );
    let paid = settle(quote.total_minor, &eur(), Some(&nearest(5)), &[cash(2000)]).unwrap();
    assert_eq!(
        (paid.cash_minor, paid.cash_rounding_minor, paid.change_minor),
        (1050, 2, 950)
    );
}

/// 4.92 was paid with 4.90.
#[test]
fn rule_23_a_full_refund_returns_what_was_paid() {
    let paid = CashShare {
        total_minor: 492,
        cash_minor: 490,
    };
    let back = refund_cash(&paid, &CashShare::default(), 492, Some(&nearest(5))).unwrap();
    assert_eq!(
        back,
        CashRefund {
            cash_minor: 490,
            cash_rounding_minor: -2
        }
    );
    // Paid in exact coins: exactly those go back, although a fresh 4.92 would be 4.90.
    let exact = CashShare {
        total_minor: 492,
        cash_minor: 492,
    };
    let back = refund_cash(&exact, &CashShare::default(), 492, Some(&nearest(5))).unwrap();
    assert_eq!(
        back,
        CashRefund {
            cash_minor: 492,
            cash_rounding_minor: 0
        }
    );
}

/// 4.92 in thirds of 1.64: 1.65, then 3.28 is 3.30 less 1.65, then the rest of 4.90: 1.60.
/// In 246 steps of 0.02 the cash goes back in step with the amounts: never more than 4.90, and all of it at the end.
#[test]
fn rule_23_partial_refunds_never_exceed_the_cash_paid() {
    let paid = CashShare {
        total_minor: 492,
        cash_minor: 490,
    };
    let in_steps = |step_minor: i64| {
        let (mut done, mut steps) = (CashShare::default(), Vec::new());
        while done.total_minor < paid.total_minor {
            let back = refund_cash(&paid, &done, step_minor, Some(&nearest(5))).unwrap();
            assert_eq!(back.cash_rounding_minor, back.cash_minor - step_minor);
            done.total_minor += step_minor;
            done.cash_minor += back.cash_minor;
            assert!(done.cash_minor <= paid.cash_minor && (done.cash_minor - done.total_minor).abs() <= 2);
            steps.push(back.cash_minor);
        }
        (done.cash_minor, steps)
    };
    assert_eq!(in_steps(164), (490, vec![165, 165, 160]));
    assert_eq!(in_steps(2).0, 490);
    // 4.99 in exact coins: 4.98 of it would round up to 5.00, more than was paid.
    let coins = CashShare {
        total_minor: 499,
        cash_minor: 499,
    };
    let back = refund_cash(&coins, &CashShare::default(), 498, Some(&nearest(5))).unwrap();
    assert_eq!(back.cash_minor, 499);
    // More was given back before than this rounding would have: nothing is asked for now.
    let ahead = CashShare {
        total_minor: 100,
        cash_minor: 105,
    };
    assert_eq!(refund_cash(&paid, &ahead, 1, Some(&nearest(5))).unwrap().cash_minor, 0);
    let done = CashShare {
        total_minor: 400,
        cash_minor: 400,
    };
    assert_eq!(
        refund_cash(&paid, &done, 93, None).unwrap_err().code(),
        "refund_exceeds_sale"
    );
    assert_eq!(
        refund_cash(&paid, &done, -1, None).unwrap_err().code(),
        "amount_out_of_range"
    );
}

/// 12.34 with 5.00 by card: cash 7.35 is due; 10.00 handed over gives 2.65 of change.
#[test]
fn rule_24_tenders_less_change_make_the_total() {
    let paid = pay(1234, &[card(500), cash(1000)]).unwrap();
    assert_eq!((paid.due_minor, paid.paid_minor, paid.change_minor), (1235, 1500, 265));
    assert_eq!(paid.paid_minor - paid.change_minor, 1234 + paid.cash_rounding_minor);
    let twice = pay(1000, &[cash(500), cash(600)]).unwrap();
    assert_eq!((twice.change_minor, twice.cash_minor), (100, 1000));
    let free = pay(0, &[]).unwrap();
    assert_eq!((free.due_minor, free.paid_minor, free.change_minor), (0, 0, 0));
    assert_eq!(pay(1000, &[cash(999)]), Err("not_enough_paid"));
}

/// A card gives no change, not even with cash beside it: 11.00 by card for 10.00 would need 1.00 more than the cash.
#[test]
fn rule_24_change_comes_from_cash_alone() {
    assert_eq!(pay(1000, &[card(1100)]), Err("change_from_non_cash"));
    assert_eq!(pay(1000, &[card(1100), cash(500)]), Err("change_from_non_cash"));
    let all_back = pay(1000, &[card(1000), cash(500)]).unwrap();
    assert_eq!((all_back.change_minor, all_back.cash_minor), (500, 0));
    let error = settle(1000, &eur(), None, &[card(1100)]).unwrap_err();
    assert_eq!(
        error,
        PricingError::ChangeFromNonCash {
            change_minor: 100,
            currency: eur()
        }
    );
    assert_eq!(
        error.to_string(),
        "1.00 EUR of change would be needed, and only cash gives change"
    );
    let error = settle(1000, &eur(), None, &[cash(400)]).unwrap_err();
    assert_eq!(error.to_string(), "10.00 EUR is due, 4.00 is tendered");
}

#[test]
fn rule_24_tenders_have_limits() {
    assert_eq!(pay(1000, &[cash(100); 11]), Err("too_many_tenders"));
    assert_eq!(pay(1000, &[cash(100); 10]).unwrap().change_minor, 0);
    assert_eq!(pay(1000, &[cash(1_000_000_000_001)]), Err("tender_out_of_range"));
    assert_eq!(pay(1000, &[cash(i64::MAX), cash(i64::MAX)]), Err("tender_out_of_range"));
    assert_eq!(pay(1_000_000_000_001, &[cash(1)]), Err("amount_out_of_range"));
    assert_eq!(pay(i64::MIN, &[]), Err("amount_out_of_range"));
}
