//! One random cart.

use pricing::{
    CashRounding, CashTie, Currency, Date, Discount, Item, Key, LineInput, PriceEntry, PricingError, Quote, QuoteInput,
    QuoteLine, Rounding, Scope, Settings, Target, TaxRate, TaxRule, TenderInput, TenderKind, Timestamp, UnitPrice,
};

use crate::dice::Dice;

const STORE: u128 = 0x0190_0000_0000_7000_8000_0000_0000_0001;
const REGISTER: u128 = 0x0190_0000_0000_7000_8000_0000_0000_0002;
const CATEGORIES: [&str; 5] = ["standard", "reduced", "two rates", "compound", "exempt"];
const NOW: i64 = 1_795_600_000_000;

pub fn random(dice: &mut Dice) -> Result<QuoteInput, PricingError> {
    let (code, exponent) = dice.pick(&[("JPY", 0), ("EUR", 2), ("KWD", 3)]);
    let settings = Settings {
        currency: Currency::new(code, exponent)?,
        prices_include_tax: dice.percent(50),
        rounding: dice.pick(&[Rounding::PerLine, Rounding::PerDocument]),
        cash_rounding: dice.percent(75).then(|| CashRounding {
            increment_minor: dice.pick(&[5, 10, 25, 100]),
            tie: dice.pick(&[CashTie::Away, CashTie::Down]),
        }),
        tax_rules: tax_rules(dice)?,
    };
    let scope = Scope {
        store: Key::from(STORE),
        register: Key::from(REGISTER),
    };
    let on = if dice.percent(50) {
        Date::new(2026, 6, 30)?
    } else {
        Date::new(2026, 11, 25)?
    };
    let mut input = QuoteInput {
        settings,
        scope,
        at: Timestamp::from(NOW),
        on,
        lines: Vec::new(),
        cart_discounts: Vec::new(),
        returned: Vec::new(),
    };
    let count = dice.between(1, 24);
    if dice.percent(30) {
        half_off(dice, &mut input, count.max(4));
    } else if dice.percent(22) {
        input.lines = (0..count.min(6)).map(|number| large(dice, number)).collect();
        input.cart_discounts = cart_discounts(dice);
    } else {
        input.lines = (0..count).map(|number| line(dice, number)).collect();
        input.cart_discounts = cart_discounts(dice);
    }
    Ok(input)
}

/// Small odd prices and half off: remainders are equal wherever the sum is even, between unlike and like lines.
fn half_off(dice: &mut Dice, input: &mut QuoteInput, count: i64) {
    input.cart_discounts = vec![Discount::Percent { rate_micro: 500_000 }];
    for number in 0..count {
        let mut line = line(dice, number);
        line.input.quantity_milli = 1000;
        line.input.discount = None;
        line.input.price_override = Some(UnitPrice {
            amount_minor: dice.between(1, 6) * 2 - 1,
            per_milli: 1000,
        });
        input.lines.push(line);
    }
}

/// A line whose tax needs more than 64 bits on the way.
fn large(dice: &mut Dice, number: i64) -> QuoteLine {
    let mut line = line(dice, number);
    line.input.quantity_milli = dice.between(1, 2000);
    let amount_minor = dice.between(1_000_000_000, 50_000_000_000);
    line.input.price_override = Some(UnitPrice {
        amount_minor,
        per_milli: 1000,
    });
    line
}

fn cart_discounts(dice: &mut Dice) -> Vec<Discount> {
    let mut discounts = Vec::new();
    if dice.percent(30) {
        discounts.push(Discount::Percent {
            rate_micro: dice.pick(&[10_000, 50_000, 125_000, 333_333, 1_000_000]),
        });
    }
    if dice.percent(30) {
        discounts.push(Discount::Amount {
            amount_minor: dice.between(1, 400),
        });
    }
    discounts
}

/// Each category at the tenant, and now and then at the store, the register or elsewhere, before and since July.
fn tax_rules(dice: &mut Dice) -> Result<Vec<TaxRule>, PricingError> {
    let july = Date::new(2026, 7, 1)?;
    let mut rules = Vec::new();
    for category in CATEGORIES {
        let mut targets = vec![Target::Tenant];
        for (chance, target) in [
            (
                35,
                Target::Store {
                    store: Key::from(STORE),
                },
            ),
            (
                25,
                Target::Register {
                    register: Key::from(REGISTER),
                },
            ),
            (20, Target::Store { store: Key::from(7) }),
        ] {
            if dice.percent(chance) {
                targets.push(target);
            }
        }
        for target in targets {
            let mut rule = |from, until| {
                let rates = rates(dice, category);
                TaxRule {
                    target,
                    category: category.to_owned(),
                    from,
                    until,
                    exempt: rates.is_empty(),
                    rates,
                }
            };
            rules.push(rule(None, Some(july)));
            rules.push(rule(Some(july), None));
        }
    }
    Ok(rules)
}

fn rates(dice: &mut Dice, category: &str) -> Vec<TaxRate> {
    let mut rate = |id: u128, compound| TaxRate {
        id: Key::from(0x0190_0000_0000_7000_8000_0000_0000_0100 + id),
        name: format!("Tax {id} §"),
        rate_micro: dice.pick(&[0, 50_000, 55_000, 70_000, 99_750, 190_000, 200_000, 210_000, 333_333]),
        compound,
    };
    match category {
        "standard" => vec![rate(1, false)],
        "reduced" => vec![rate(2, false)],
        "two rates" => vec![rate(1, false), rate(3, false)],
        "compound" => vec![rate(4, false), rate(5, true), rate(6, true)],
        _ => Vec::new(),
    }
}

pub fn line(dice: &mut Dice, number: i64) -> QuoteLine {
    let quantity_milli = match dice.between(1, 10) {
        1..=5 => 1000,
        6..=7 => dice.between(1, 12) * 1000,
        _ => dice.between(1, 9999),
    };
    let discount = match dice.between(1, 12) {
        1..=2 => Some(Discount::Percent {
            rate_micro: dice.pick(&[25_000, 100_000, 333_333, 1_000_000]),
        }),
        3 => Some(Discount::Amount {
            amount_minor: dice.between(0, 9),
        }),
        _ => None,
    };
    let price_override = dice.percent(6).then(|| UnitPrice {
        amount_minor: dice.between(0, 999),
        per_milli: 1000,
    });
    let mut id = [u128::from(dice.key()), 0x4000_8000];
    id[1] += u128::from(number.unsigned_abs());
    let input = LineInput {
        id: Key::from(id[0] ^ id[1]),
        quantity_milli,
        price_override,
        discount,
        exemption: dice.percent(5).then(|| "EX-4711 é".to_owned()),
    };
    QuoteLine {
        input,
        item: Item {
            prices: prices(dice),
            tax_category: dice.pick(&CATEGORIES).to_owned(),
        },
    }
}

/// The tenant's price, now and then an announced or past one, and the store's, the register's or another store's.
fn prices(dice: &mut Dice) -> Vec<PriceEntry> {
    let per_milli = if dice.percent(15) {
        dice.pick(&[1, 100, 10_000, 500_000])
    } else {
        1000
    };
    let few = dice.percent(30);
    let mut entry = |target, from: Option<i64>, until: Option<i64>| {
        let amount_minor = if few {
            dice.pick(&[99, 500, 999])
        } else {
            dice.between(10, 9999)
        };
        let instant = |ms: Option<i64>| ms.map(Timestamp::from);
        PriceEntry {
            target,
            from: instant(from),
            until: instant(until),
            amount_minor,
            per_milli,
        }
    };
    let mut prices = vec![entry(Target::Tenant, None, None)];
    for (target, from, until) in [
        (Target::Tenant, Some(NOW - 1000), None),
        (Target::Tenant, Some(NOW + 1), None),
        (
            Target::Store {
                store: Key::from(STORE),
            },
            None,
            None,
        ),
        (
            Target::Store {
                store: Key::from(STORE),
            },
            Some(NOW),
            Some(NOW + 1),
        ),
        (
            Target::Store {
                store: Key::from(STORE),
            },
            Some(NOW - 5),
            Some(NOW),
        ),
        (
            Target::Register {
                register: Key::from(REGISTER),
            },
            None,
            None,
        ),
        (Target::Register { register: Key::from(7) }, None, None),
    ] {
        prices.push(entry(target, from, until));
    }
    let chances = [100, 20, 20, 15, 10, 15, 12, 20];
    let mut at = 0;
    prices.retain(|_| {
        at += 1;
        dice.percent(chances[at - 1])
    });
    prices
}

/// Tenders that mostly fit, in the order they are made.
pub fn tenders(dice: &mut Dice, quote: &Quote) -> Vec<TenderInput> {
    let tender = |kind, amount_minor| TenderInput { kind, amount_minor };
    let (total, in_cash) = (quote.total_minor, quote.cash_total_minor);
    let note = if total < 0 { 0 } else { dice.pick(&[0, 0, 500, 10_000]) };
    match dice.between(1, 6) {
        1 | 2 => vec![tender(TenderKind::Cash, in_cash + note)],
        3 => vec![tender(TenderKind::Card, total)],
        4 => {
            let by_card = dice.between(0, 100) * total / 100;
            vec![
                tender(TenderKind::Card, by_card),
                tender(TenderKind::Cash, total - by_card + note),
            ]
        }
        5 => {
            let by_cash = dice.between(0, 100) * total / 100;
            vec![
                tender(TenderKind::Cash, by_cash),
                tender(TenderKind::Other, total - by_cash),
            ]
        }
        _ => vec![tender(
            dice.pick(&[TenderKind::Cash, TenderKind::Card]),
            dice.between(0, 20_000),
        )],
    }
}
