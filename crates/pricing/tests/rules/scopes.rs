//! Which price and which tax rule apply.

use pricing::Rounding::PerLine;
use pricing::{Date, Key, PriceEntry, Target, Timestamp, UnitPrice, price_for, tax_for};

use crate::support::{Cart, REGISTER, STORE, date, price, rate, rule, scope};

fn store(id: u128) -> Target {
    Target::Store { store: Key::from(id) }
}

fn register(id: u128) -> Target {
    Target::Register {
        register: Key::from(id),
    }
}

fn found(prices: &[PriceEntry], at: i64) -> Option<i64> {
    price_for(prices, &scope(), Timestamp::from(at)).map(|price| price.amount_minor)
}

#[test]
fn a_registers_price_beats_its_stores_and_that_the_tenants() {
    let all = [
        price(register(REGISTER), 3),
        price(Target::Tenant, 1),
        price(store(STORE), 2),
    ];
    assert_eq!(found(&all, 0), Some(3));
    assert_eq!(found(&all[1..], 0), Some(2));
    assert_eq!(found(&all[1..2], 0), Some(1));
    assert_eq!(found(&[price(register(9), 4), price(store(9), 5)], 0), None);
    assert_eq!(found(&[], 0), None);
}

#[test]
fn a_narrow_price_wins_even_if_a_wide_one_is_newer() {
    let mut prices = [price(store(STORE), 2), price(Target::Tenant, 1)];
    prices[1].from = Some(Timestamp::from(500));
    assert_eq!(found(&prices, 1000), Some(2));
}

#[test]
fn the_latest_live_price_wins_and_a_correction_beats_what_it_corrects() {
    let dated = |amount_minor, from, until: Option<i64>| PriceEntry {
        from: Some(Timestamp::from(from)),
        until: until.map(Timestamp::from),
        ..price(Target::Tenant, amount_minor)
    };
    let prices = [
        dated(2, 100, None),
        price(Target::Tenant, 1),
        dated(3, 200, Some(300)),
        dated(4, 250, Some(260)),
    ];
    assert_eq!(found(&prices, 99), Some(1));
    assert_eq!(found(&prices, 100), Some(2));
    assert_eq!(found(&prices, 200), Some(3));
    assert_eq!(found(&prices, 255), Some(4));
    assert_eq!(found(&prices, 260), Some(3));
    assert_eq!(found(&prices, 300), Some(2));
    assert_eq!(found(&[dated(5, 100, None), dated(6, 100, None)], 100), Some(6));
}

#[test]
fn a_lines_own_price_replaces_the_catalogues() {
    let cart = Cart::net(PerLine).rule("goods", &[rate(1, 0)]).line("goods", 500);
    let own = UnitPrice {
        amount_minor: 1499,
        per_milli: 10_000,
    };
    let quote = cart
        .clone()
        .with(|input| input.lines[0].input.price_override = Some(own))
        .quote();
    assert_eq!((quote.lines[0].unit_price, quote.total_minor), (own, 150));
    let unlisted = cart.clone().with(|input| input.lines[0].item.prices.clear());
    assert_eq!(unlisted.refused(), "no_price");
    assert_eq!(
        unlisted
            .with(|input| input.lines[0].input.price_override = Some(own))
            .quote()
            .total_minor,
        150
    );
    let listed = cart
        .with(|input| input.lines[0].item.prices.push(price(store(STORE), 450)))
        .quote();
    assert_eq!(
        listed.lines[0].unit_price,
        UnitPrice {
            amount_minor: 450,
            per_milli: 1000
        }
    );
}

#[test]
fn a_registers_tax_beats_its_stores_and_that_the_tenants() {
    let at = |target, rate_micro| {
        let mut rule = rule("goods", &[rate(1, rate_micro)]);
        rule.target = target;
        rule
    };
    let rules = [
        at(store(STORE), 2),
        at(register(REGISTER), 3),
        at(Target::Tenant, 1),
        at(register(9), 4),
    ];
    let found = |rules: &[_], category| {
        tax_for(rules, category, &scope(), date("2026-11-25")).map(|rule| rule.rates[0].rate_micro)
    };
    assert_eq!(found(&rules, "goods"), Some(3));
    assert_eq!(found(&[rules[2].clone(), rules[0].clone()], "goods"), Some(2));
    assert_eq!(found(&rules[2..], "goods"), Some(1));
    assert_eq!(found(&rules, "food"), None);
    assert_eq!(
        Cart::net(PerLine)
            .rule("food", &[rate(1, 0)])
            .line("goods", 1)
            .refused(),
        "no_tax_rule"
    );
}

#[test]
fn the_latest_live_tax_rule_wins() {
    let dated = |rate_micro, from, until: Option<&str>| {
        let mut rule = rule("goods", &[rate(1, rate_micro)]);
        (rule.from, rule.until) = (Some(date(from)), until.map(date));
        rule
    };
    // Germany's half year at 16 %.
    let rules = [
        dated(190_000, "2007-01-01", None),
        dated(160_000, "2020-07-01", Some("2021-01-01")),
    ];
    let on = |day| tax_for(&rules, "goods", &scope(), date(day)).map(|rule| rule.rates[0].rate_micro);
    assert_eq!(on("2006-12-31"), None);
    assert_eq!(on("2020-06-30"), Some(190_000));
    assert_eq!(on("2020-07-01"), Some(160_000));
    assert_eq!(on("2020-12-31"), Some(160_000));
    assert_eq!(on("2021-01-01"), Some(190_000));
}

#[test]
fn days_are_days() {
    for (year, month, day) in [(2024, 2, 29), (2000, 2, 29), (2026, 11, 30), (1, 1, 1), (9999, 12, 31)] {
        let day_of = Date::new(year, month, day).unwrap();
        assert_eq!((day_of.year(), day_of.month(), day_of.day()), (year, month, day));
        assert_eq!(day_of.to_string().parse(), Ok(day_of));
    }
    for (year, month, day) in [
        (2026, 2, 29),
        (1900, 2, 29),
        (2026, 11, 31),
        (2026, 13, 1),
        (2026, 0, 1),
        (0, 1, 1),
        (10_000, 1, 1),
        (2026, 1, 0),
    ] {
        assert_eq!(Date::new(year, month, day).unwrap_err().code(), "bad_date");
    }
    for text in [
        "2026-1-01",
        "2026-11-2",
        "20261125",
        "2026/11/25",
        "+026-11-25",
        "2026-11-25 ",
        "2026-11-25T",
        "२०२६",
        "",
    ] {
        assert_eq!(text.parse::<Date>().unwrap_err().code(), "bad_date", "{text}");
    }
    assert!(date("2026-11-25") < date("2026-12-01") && date("2026-12-01") < date("2027-01-01"));
}
