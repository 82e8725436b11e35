//! Rules 17, 56 and 57.

use pricing::Rounding::{PerDocument, PerLine};
use pricing::{LineQuote, refund_line, refund_share, settle};

use crate::support::{Cart, amount, card, cash, eur, nearest, percent, rate};

/// Three for 8.99: 2.99667 each. Cumulative 3.00, 5.99, 8.99, so 3.00, 2.99 and 3.00.
#[test]
fn rule_17_the_last_unit_absorbs_the_cents() {
    let shares = [0, 1000, 2000].map(|already_milli| refund_share(899, 3000, already_milli, 1000).unwrap());
    assert_eq!(shares, [300, 299, 300]);
    assert_eq!(refund_share(899, 3000, 0, 3000), Ok(899));
    assert_eq!(refund_share(899, 3000, 1000, 2000), Ok(599));
    // Thousandths in thousandths: nothing is lost.
    let parts = (0..2750).map(|already_milli| refund_share(899, 2750, already_milli, 1).unwrap());
    assert_eq!(parts.sum::<i64>(), 899);
}

fn three_for_discounted() -> LineQuote {
    let cart = Cart::gross(PerLine)
        .rule("goods", &[rate(1, 190_000), rate(2, 70_000)])
        .line("goods", 333);
    let cart = cart.with(|input| {
        input.lines[0].input.quantity_milli = 3000;
        input.lines[0].input.discount = Some(percent(100_000));
    });
    cart.off(amount(1)).quote().lines[0].clone()
}

/// 9.99 less 1.00 (10 %) less 0.01 is 8.98 with 19 % and 7 % inside: 1.3541 and 0.4989, so 1.35 and 0.50, net 7.13.
/// Total by unit: cumulative 2.99, 5.99, 8.98. Tax: 2.99 x 1.85/8.98 = 0.616, 5.99 x 1.85/8.98 = 1.234, 1.85, so
/// 0.62, 0.61, 0.62. Its first rate: 0.62 x 135/185 = 0.452, 1.23 x 135/185 = 0.898, 1.35, so 0.45, 0.45, 0.45.
#[test]
fn rule_17_every_part_of_a_line_returns_in_whole_cents() {
    let line = three_for_discounted();
    assert_eq!((line.total_minor, line.tax_minor, line.net_minor), (898, 185, 713));
    let parts = [0, 1000, 2000].map(|already_milli| refund_line(&line, already_milli, 1000).unwrap());
    assert_eq!(parts.each_ref().map(|part| part.total_minor), [299, 300, 299]);
    assert_eq!(parts.each_ref().map(|part| part.tax_minor), [62, 61, 62]);
    assert_eq!(parts.each_ref().map(|part| part.taxes[0].tax_minor), [45, 45, 45]);
    assert_eq!(parts.each_ref().map(|part| part.taxes[1].tax_minor), [17, 16, 17]);
    assert_eq!(parts.each_ref().map(|part| part.net_minor), [237, 239, 237]);
    assert_eq!(parts.each_ref().map(|part| part.line_discount_minor), [33, 34, 33]);
    assert_eq!(parts.each_ref().map(|part| part.cart_discount_minor), [0, 1, 0]);
    assert_eq!(parts.each_ref().map(|part| part.subtotal_minor), [332, 335, 332]);
    assert_eq!(refund_line(&line, 0, 3000), Ok(line));
}

#[test]
fn rule_56_no_more_goes_back_than_was_sold() {
    let line = three_for_discounted();
    let refused = |already_milli, k_milli| refund_line(&line, already_milli, k_milli).unwrap_err().code();
    assert_eq!(refused(0, 3001), "refund_exceeds_sale");
    assert_eq!(refused(2000, 1001), "refund_exceeds_sale");
    assert_eq!(refused(3000, 1), "refund_exceeds_sale");
    assert_eq!(refused(0, 0), "quantity_out_of_range");
    assert_eq!(refused(0, -1), "quantity_out_of_range");
    assert_eq!(refused(-1, 1), "quantity_out_of_range");
    assert_eq!(refused(i64::MAX, i64::MAX), "quantity_out_of_range");
    assert_eq!(
        refund_share(899, 3000, 2000, 1001).unwrap_err().code(),
        "refund_exceeds_sale"
    );
}

#[test]
fn rule_56_a_returned_line_is_never_refundable() {
    let back = refund_line(&three_for_discounted(), 0, 3000).unwrap();
    let exchange = Cart::gross(PerLine)
        .rule("goods", &[rate(1, 190_000)])
        .returning(back)
        .quote();
    assert_eq!(
        refund_line(&exchange.returned[0], 0, 1000).unwrap_err().code(),
        "not_refundable"
    );
    let again = Cart::gross(PerLine).returning(exchange.returned[0].clone());
    assert_eq!(again.refused(), "not_refundable");
}

#[test]
fn rule_56_a_line_that_no_sale_stored_is_refused() {
    let refused = |change: fn(&mut LineQuote)| {
        let mut line = three_for_discounted();
        change(&mut line);
        assert_eq!(
            Cart::gross(PerLine)
                .returning(line.clone())
                .0
                .quote()
                .unwrap_err()
                .line(),
            Some(line.id)
        );
        refund_line(&line, 0, 1000).unwrap_err().code()
    };
    assert_eq!(refused(|line| line.total_minor += 1), "inconsistent_line");
    assert_eq!(refused(|line| line.subtotal_minor += 1), "inconsistent_line");
    assert_eq!(refused(|line| line.net_minor += 1), "inconsistent_line");
    assert_eq!(refused(|line| line.taxes[0].tax_minor += 1), "inconsistent_line");
    assert_eq!(refused(|line| line.total_minor = -1), "amount_out_of_range");
    assert_eq!(refused(|line| line.tax_minor = i64::MAX), "amount_out_of_range");
    assert_eq!(refused(|line| line.quantity_milli = 0), "quantity_out_of_range");
}

fn sold(amount_minor: i64) -> LineQuote {
    let cart = Cart::net(PerLine)
        .rule("goods", &[rate(1, 200_000)])
        .line("goods", amount_minor);
    cart.off(percent(100_000))
        .with(|input| input.lines[0].input.id = 77.into())
        .quote()
        .lines[0]
        .clone()
}

/// Bought at 10.00 less 10 % and 20 % tax: 10.80 go back, not today's price. The new line is 15.00 and 3.00 of tax.
/// 7.20 are due; the other way round 7.20 would be owed.
#[test]
fn rule_57_an_exchange_takes_old_lines_at_their_price_and_new_ones_at_todays() {
    let back = refund_line(&sold(1000), 0, 1000).unwrap();
    assert_eq!(back.total_minor, 1080);
    let quote = Cart::net(PerLine)
        .rule("goods", &[rate(1, 200_000)])
        .line("goods", 1500)
        .returning(back.clone())
        .quote();
    assert_eq!((quote.net_minor, quote.tax_minor, quote.total_minor), (600, 120, 720));
    assert_eq!((quote.subtotal_minor, quote.discount_minor), (500, -100));
    let returned = &quote.returned[0];
    assert_eq!(
        (returned.id, returned.quantity_milli, returned.unit_price),
        (back.id, -1000, back.unit_price)
    );
    assert_eq!(
        (returned.net_minor, returned.total_minor, returned.taxes[0].net_minor),
        (-900, -1080, -900)
    );
    let cheaper = Cart::net(PerLine)
        .rule("goods", &[rate(1, 200_000)])
        .line("goods", 300)
        .returning(back)
        .quote();
    assert_eq!(cheaper.total_minor, 360 - 1080);
}

/// A discount on the cart is for the new lines: 10 % of 15.00, not of the difference.
#[test]
fn rule_57_cart_discounts_do_not_touch_returned_lines() {
    let cart = Cart::net(PerDocument)
        .rule("goods", &[rate(1, 200_000)])
        .line("goods", 1500);
    let quote = cart
        .returning(refund_line(&sold(1000), 0, 1000).unwrap())
        .off(percent(100_000))
        .quote();
    assert_eq!(
        (
            quote.lines[0].cart_discount_minor,
            quote.returned[0].cart_discount_minor
        ),
        (150, -100)
    );
    assert_eq!(quote.total_minor, 1620 - 1080);
}

#[test]
fn rule_57_money_leaves_only_if_the_total_is_negative() {
    let code = |total_minor, tenders: &[_]| settle(total_minor, &eur(), None, tenders).map_err(|error| error.code());
    assert_eq!(code(720, &[cash(-100), card(820)]), Err("tender_out_of_range"));
    assert_eq!(code(0, &[card(-1), cash(1)]), Err("tender_out_of_range"));
    assert_eq!(code(0, &[]).map(|settled| settled.due_minor), Ok(0));
    assert_eq!(code(-720, &[cash(1)]), Err("tender_out_of_range"));
    assert_eq!(code(-720, &[card(-720)]).map(|settled| settled.paid_minor), Ok(-720));
    let rounded = settle(-722, &eur(), Some(&nearest(5)), &[cash(-720)]).unwrap();
    assert_eq!(rounded.cash_rounding_minor, 2);
}
