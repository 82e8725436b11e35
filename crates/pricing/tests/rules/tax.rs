//! Rules 4 to 11.

use pricing::Rounding::{PerDocument, PerLine};
use pricing::{CashTie, refund_line, tax_for};

use crate::support::{Cart, compound, date, rate, rule, scope, taxes};

/// 9.99 with 20 % inside: 9.99 x 20/120 = 1.665, so tax 1.67 and net 8.32. (Net first would give 8.33 and 1.66.)
/// 9.99 and 20 % on top: 1.998, so 2.00.
#[test]
fn rule_04_inclusive_tax_is_taken_out_of_the_gross() {
    for rounding in [PerLine, PerDocument] {
        let inside = Cart::gross(rounding)
            .rule("goods", &[rate(1, 200_000)])
            .line("goods", 999)
            .quote();
        assert_eq!(
            (inside.tax_minor, inside.net_minor, inside.total_minor),
            (167, 832, 999)
        );
        let on_top = Cart::net(rounding)
            .rule("goods", &[rate(1, 200_000)])
            .line("goods", 999)
            .quote();
        assert_eq!(
            (on_top.tax_minor, on_top.net_minor, on_top.total_minor),
            (200, 999, 1199)
        );
    }
}

/// 21 % of 5.92, 1.52, 1.54 and 0.39: 1.2432 + 0.3192 + 0.3234 + 0.0819. By line 1.24 + 0.32 + 0.32 + 0.08 = 1.96;
/// by document 1.9677, so 1.97.
#[test]
fn rule_05_per_line_and_per_document_give_different_cents() {
    let cart = |rounding| {
        Cart::net(rounding)
            .rule("goods", &[rate(1, 210_000)])
            .lines("goods", &[592, 152, 154, 39])
    };
    assert_eq!(cart(PerLine).quote().tax_minor, 196);
    assert_eq!(cart(PerDocument).quote().tax_minor, 197);
}

/// 28.90 with 22 % inside is 5.2115, 1.25 with 10 % is 0.1136: 5.21 + 0.11 = 5.32 either way, because each rate is
/// rounded by itself; rounding the sum 5.3251 would give 5.33.
#[test]
fn rule_05_rates_are_rounded_apart() {
    for rounding in [PerLine, PerDocument] {
        let cart = Cart::gross(rounding)
            .rule("goods", &[rate(1, 220_000)])
            .rule("food", &[rate(2, 100_000)]);
        let quote = cart.line("goods", 2890).line("food", 125).quote();
        assert_eq!(quote.tax_minor, 532);
        assert_eq!(
            quote.taxes.iter().map(|tax| tax.tax_minor).collect::<Vec<_>>(),
            [521, 11]
        );
    }
}

/// Nine lines of 0.99 with 19 % inside: 0.158067 each. By line 0.16 x 9 = 1.44; by document 1.4226, so 1.42: the
/// customer pays 8.91 both times and the nets take up the difference.
#[test]
fn rule_06_inclusive_total_never_changes_and_the_net_takes_the_correction() {
    let cart = |rounding| {
        Cart::gross(rounding)
            .rule("goods", &[rate(1, 190_000)])
            .lines("goods", &[99; 9])
    };
    let by_line = cart(PerLine).quote();
    assert_eq!(
        (by_line.total_minor, by_line.tax_minor, by_line.net_minor),
        (891, 144, 747)
    );
    let by_document = cart(PerDocument).quote();
    assert_eq!(
        (by_document.total_minor, by_document.tax_minor, by_document.net_minor),
        (891, 142, 749)
    );
    assert!(
        by_document
            .lines
            .iter()
            .all(|line| line.total_minor == 99 && line.net_minor + line.tax_minor == 99)
    );
}

/// Ten lines of 0.01 with two rates of 10 % inside: 10 x 0.8333 cents... of each rate 0.8333 of a cent, so one cent
/// each. The first line takes the first; its price is used up, so the second goes to the second line.
#[test]
fn rule_06_tax_inside_a_price_never_exceeds_it() {
    let cart = Cart::gross(PerDocument).rule("goods", &[rate(1, 100_000), rate(2, 100_000)]);
    let quote = cart.lines("goods", &[1; 10]).quote();
    assert_eq!(taxes(&quote), [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert!(quote.lines.iter().all(|line| line.net_minor >= 0));
    // Three rates of 100 % inside 0.02 hold half a cent each: the third finds nothing left.
    let cart = Cart::gross(PerLine).rule("goods", &[rate(1, 1_000_000), rate(2, 1_000_000), rate(3, 1_000_000)]);
    assert_eq!(taxes(&cart.line("goods", 2).quote()), [2]);
}

/// The lines of rule 5 by document: rounded down 1.24, 0.31, 0.32 and 0.08 make 1.95 of 1.97; the two cents go to
/// the remainders 0.92 (second line) and 0.34 (third), not to 0.32 (first) or 0.19 (fourth).
#[test]
fn rule_07_the_difference_goes_to_the_largest_remainders() {
    let cart = Cart::net(PerDocument)
        .rule("goods", &[rate(1, 210_000)])
        .lines("goods", &[592, 152, 154, 39]);
    assert_eq!(taxes(&cart.quote()), [124, 32, 33, 8]);
}

/// 10 % of 0.15 and of 0.05 leave half a cent each, together 2 cents. Rounded down 1 and 0: the cent goes to the
/// larger line, wherever it stands.
#[test]
fn rule_07_ties_go_to_the_larger_line_then_to_the_lower_id() {
    let cart = Cart::net(PerDocument).rule("goods", &[rate(1, 100_000)]);
    assert_eq!(taxes(&cart.clone().lines("goods", &[15, 5]).quote()), [2, 0]);
    assert_eq!(taxes(&cart.clone().lines("goods", &[5, 15]).quote()), [0, 2]);
    assert_eq!(taxes(&cart.clone().lines("goods", &[5, 5]).quote()), [1, 0]);
    let swapped = cart.lines("goods", &[5, 5]).with(|input| input.lines.reverse());
    assert_eq!(taxes(&swapped.quote()), [0, 1]);
}

/// 20 % inside 0.04 is 4/6 of a cent; beside another 10 %, inside 0.16, it is 16 x 2/13 = 2.46. Together 3.13, so 3;
/// the cent goes to 0.67, not to 0.46 of the larger line.
#[test]
fn rule_07_remainders_of_unlike_rates_compare() {
    let cart = Cart::gross(PerDocument).rule("food", &[rate(1, 200_000)]);
    let cart = cart.rule("goods", &[rate(1, 200_000), rate(2, 100_000)]);
    let quote = cart.line("food", 4).line("goods", 16).quote();
    assert_eq!(
        quote
            .lines
            .iter()
            .map(|line| line.taxes[0].tax_minor)
            .collect::<Vec<_>>(),
        [1, 2]
    );
}

/// 10 % of two lines of 0.05 are half a cent each; a returned line brings back 0.01 of the same rate. The group's
/// raw total is 0.5 + 0.5 - 1 = 0, and still its parts must be whole: 1 + 0 - 1. Rounded apart they would be 1 + 1 - 1.
#[test]
fn rule_07_the_difference_is_spread_even_if_the_raw_total_is_zero() {
    let cart = Cart::net(PerDocument).rule("goods", &[rate(1, 100_000)]);
    let sold = cart
        .clone()
        .line("goods", 10)
        .with(|input| input.lines[0].input.id = 9.into())
        .quote();
    let back = refund_line(&sold.lines[0], 0, 1000).unwrap();
    let quote = cart.lines("goods", &[5, 5]).returning(back).quote();
    assert_eq!((quote.tax_minor, quote.taxes[0].tax_minor), (0, 0));
    assert_eq!(taxes(&quote), [1, 0]);
    assert_eq!(quote.returned[0].tax_minor, -1);
}

/// Food and books pay one rate: 10 % of 0.05 twice is one cent, not two. Two jurisdictions that both take 10 % of
/// 0.05 are rounded apart: one cent each.
#[test]
fn rule_08_groups_are_rate_and_jurisdiction_not_product() {
    let one = Cart::net(PerDocument)
        .rule("food", &[rate(1, 100_000)])
        .rule("books", &[rate(1, 100_000)]);
    let quote = one.line("food", 5).line("books", 5).quote();
    assert_eq!(
        (quote.taxes.len(), quote.tax_minor, quote.taxes[0].net_minor),
        (1, 1, 10)
    );
    let two = Cart::net(PerDocument).rule("food", &[rate(1, 100_000), rate(2, 100_000)]);
    let quote = two.line("food", 5).quote();
    assert_eq!((quote.taxes.len(), quote.tax_minor), (2, 2));
}

/// 10 % of 0.15 is 1.5 cents, and 2 cents come back with the returned line: together -0.5, so -1. Rounded apart
/// they would cancel out.
#[test]
fn rule_08_both_sides_of_an_exchange_are_one_rounding_group() {
    let cart = Cart::net(PerDocument).rule("goods", &[rate(1, 100_000)]);
    let sold = cart
        .clone()
        .line("goods", 20)
        .with(|input| input.lines[0].input.id = 9.into())
        .quote();
    assert_eq!(sold.tax_minor, 2);
    let quote = cart
        .line("goods", 15)
        .returning(refund_line(&sold.lines[0], 0, 1000).unwrap())
        .quote();
    assert_eq!((quote.taxes.len(), quote.tax_minor), (1, -1));
    assert_eq!((quote.lines[0].tax_minor, quote.returned[0].tax_minor), (1, -2));
    assert_eq!(quote.taxes[0].net_minor, 15 - 20);
}

/// 19 % until the new year, 20 % from then on.
#[test]
fn rule_09_the_rate_is_that_of_the_business_day() {
    let mut rules = vec![rule("goods", &[rate(1, 190_000)]), rule("goods", &[rate(1, 200_000)])];
    rules[0].until = Some(date("2027-01-01"));
    rules[1].from = Some(date("2027-01-01"));
    let on = |day| tax_for(&rules, "goods", &scope(), date(day)).map(|rule| rule.rates[0].rate_micro);
    assert_eq!(on("2026-12-31"), Some(190_000));
    assert_eq!(on("2027-01-01"), Some(200_000));
    let cart = Cart::net(PerLine)
        .with(|input| input.settings.tax_rules = rules)
        .line("goods", 10_000);
    assert_eq!(cart.quote().tax_minor, 1900);
    assert_eq!(cart.with(|input| input.on = date("2027-02-01")).quote().tax_minor, 2000);
}

/// Bought at 19 %, exchanged when 20 % is in force: 19.00 of tax come back, in a group of their own.
#[test]
fn rule_09_a_return_uses_the_rate_and_amounts_of_its_sale() {
    let old = Cart::net(PerDocument)
        .rule("goods", &[rate(1, 190_000)])
        .line("goods", 10_000);
    let sold = old.with(|input| input.lines[0].input.id = 9.into()).quote();
    let back = refund_line(&sold.lines[0], 0, 1000).unwrap();
    let quote = Cart::net(PerDocument)
        .rule("goods", &[rate(1, 200_000)])
        .line("goods", 10_000)
        .returning(back)
        .quote();
    let by_rate: Vec<_> = quote
        .taxes
        .iter()
        .map(|tax| (tax.rate_micro, tax.tax_minor, tax.name.as_str()))
        .collect();
    assert_eq!(by_rate, [(190_000, -1900, "rate 1"), (200_000, 2000, "rate 1")]);
    assert_eq!((quote.net_minor, quote.tax_minor), (0, 100));
}

/// On 100.00: 5 % is 5.00, and 9.975 % of 105.00 is 10.47375, so 10.47. Not compound it is 9.975, so 9.98. Listed the
/// other way round, the compound rate finds no tax before it: 9.98 too.
#[test]
fn rule_10_compound_rates_follow_the_listed_order() {
    let by_rate = |rates: &[pricing::TaxRate]| {
        let quote = Cart::net(PerLine).rule("goods", rates).line("goods", 10_000).quote();
        quote.lines[0].taxes.iter().map(|tax| tax.tax_minor).collect::<Vec<_>>()
    };
    assert_eq!(by_rate(&[rate(1, 50_000), compound(2, 99_750)]), [500, 1047]);
    assert_eq!(by_rate(&[rate(1, 50_000), rate(2, 99_750)]), [500, 998]);
    assert_eq!(by_rate(&[compound(2, 99_750), rate(1, 50_000)]), [998, 500]);
    // 10 % three deep: 10.00, 11.00, 12.10.
    assert_eq!(
        by_rate(&[rate(1, 100_000), compound(2, 100_000), compound(3, 100_000)]),
        [1000, 1100, 1210]
    );
}

/// 115.47 holds 115.47 / 1.1547375 x 0.05 = 4.99983 and x 0.1047375 = 10.47345: 5.00 and 10.47.
#[test]
fn rule_10_compound_rates_inside_a_price() {
    let rates = [rate(1, 50_000), compound(2, 99_750)];
    let quote = Cart::gross(PerLine).rule("goods", &rates).line("goods", 11_547).quote();
    assert_eq!(
        quote.taxes.iter().map(|tax| tax.tax_minor).collect::<Vec<_>>(),
        [500, 1047]
    );
    assert_eq!((quote.net_minor, quote.total_minor), (10_000, 11_547));
}

/// 1.00 of drink at 19 % and 0.25 of deposit at 0 %, which is reported, unlike an exempt category.
#[test]
fn rule_10_a_deposit_has_its_own_tax_category() {
    let cart = Cart::net(PerLine)
        .rule("drink", &[rate(1, 190_000)])
        .rule("deposit", &[rate(2, 0)])
        .rule("stamps", &[]);
    let quote = cart.line("drink", 100).line("deposit", 25).line("stamps", 85).quote();
    assert_eq!(taxes(&quote), [19, 0, 0]);
    assert_eq!(
        quote
            .taxes
            .iter()
            .map(|tax| (tax.net_minor, tax.tax_minor))
            .collect::<Vec<_>>(),
        [(100, 19), (25, 0)]
    );
    assert!(quote.lines[2].taxes.is_empty());
}

#[test]
fn rule_10_an_exemption_carries_its_certificate() {
    let cart = |certificate: &str| {
        let cart = Cart::net(PerLine)
            .rule("goods", &[rate(1, 190_000)])
            .lines("goods", &[100, 100]);
        cart.with(|input| input.lines[0].input.exemption = Some(certificate.to_owned()))
    };
    let quote = cart("DE-4711").quote();
    assert_eq!(quote.lines[0].exemption.as_deref(), Some("DE-4711"));
    assert_eq!((taxes(&quote), quote.lines[1].exemption.as_ref()), (vec![0, 19], None));
    for certificate in ["", "  ", &"x".repeat(65)] {
        assert_eq!(cart(certificate).refused(), "bad_exemption");
    }
}

/// 10.01 and 5 %: 0.5005, so 0.50 and 10.51 in all. Cash is 10.50; the tax is the same 0.50.
#[test]
fn rule_11_tax_comes_before_cash_rounding() {
    let exact = Cart::net(PerLine).rule("goods", &[rate(1, 50_000)]).line("goods", 1001);
    let rounded = exact.clone().cash_rounding(5, CashTie::Away);
    let (exact, rounded) = (exact.quote(), rounded.quote());
    assert_eq!(
        (exact.total_minor, exact.cash_total_minor, exact.cash_rounding_minor),
        (1051, 1051, 0)
    );
    assert_eq!(
        (
            rounded.total_minor,
            rounded.cash_total_minor,
            rounded.cash_rounding_minor
        ),
        (1051, 1050, -1)
    );
    assert_eq!(
        (rounded.net_minor, rounded.tax_minor, &rounded.taxes),
        (1001, 50, &exact.taxes)
    );
}
