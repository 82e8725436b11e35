//! Prints how long a 20-line cart takes: `cargo run --release -p pricing --example time_quote`.

use std::hint::black_box;
use std::time::Instant;

use pricing::{
    CashRounding, CashTie, Currency, Date, Discount, Item, Key, LineInput, PriceEntry, PricingError, Rounding, Scope,
    Settings, Target, TaxRate, TaxRule, Timestamp, UnitPrice, quote,
};

const LINES: u32 = 20;
const ROUNDS: u32 = 50;
const CARTS_PER_ROUND: u32 = 2_000;

fn main() -> Result<(), PricingError> {
    for rounding in [Rounding::PerLine, Rounding::PerDocument] {
        let ns = time_cart(rounding)?;
        println!("{rounding:?}: {ns} ns per cart of {LINES} lines (best of {ROUNDS} x {CARTS_PER_ROUND})");
    }
    Ok(())
}

fn time_cart(rounding: Rounding) -> Result<u128, PricingError> {
    let settings = settings(rounding)?;
    let scope = Scope {
        store: Key::from(1),
        register: Key::from(2),
    };
    let lines: Vec<(LineInput, Item)> = (0..LINES).map(line).collect();
    let borrowed: Vec<(&LineInput, &Item)> = lines.iter().map(|(input, item)| (input, item)).collect();
    let discounts = [Discount::Percent { rate_micro: 50_000 }];
    let (at, on) = (Timestamp::from(1_795_600_000_000), Date::new(2026, 11, 25)?);
    let mut best = u128::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..CARTS_PER_ROUND {
            black_box(quote(
                black_box(&settings),
                &scope,
                at,
                on,
                black_box(&borrowed),
                &discounts,
            )?);
        }
        best = best.min(start.elapsed().as_nanos() / u128::from(CARTS_PER_ROUND));
    }
    Ok(best)
}

/// Two rates, one of them compound, in three categories, among thirty rules.
fn settings(rounding: Rounding) -> Result<Settings, PricingError> {
    let rate = |id, rate_micro, compound| TaxRate {
        id: Key::from(id),
        name: format!("Rate {id}"),
        rate_micro,
        compound,
    };
    let mut tax_rules = Vec::new();
    for category in 0..10_u32 {
        let rates = vec![rate(11, 50_000, false), rate(12, 99_750, category == 1)];
        for target in [
            Target::Tenant,
            Target::Store { store: Key::from(1) },
            Target::Register { register: Key::from(9) },
        ] {
            let (from, until) = (Some(Date::new(2020, 1, 1)?), None);
            tax_rules.push(TaxRule {
                target,
                category: format!("category-{category}"),
                from,
                until,
                rates: rates.clone(),
                exempt: false,
            });
        }
    }
    Ok(Settings {
        currency: Currency::new("CAD", 2)?,
        prices_include_tax: false,
        rounding,
        cash_rounding: Some(CashRounding {
            increment_minor: 5,
            tie: CashTie::Away,
        }),
        tax_rules,
    })
}

fn line(number: u32) -> (LineInput, Item) {
    let amount_minor = i64::from(number) * 137 + 199;
    let entry = |target, from| PriceEntry {
        target,
        from,
        until: None,
        amount_minor,
        per_milli: 1000,
    };
    let input = LineInput {
        id: Key::from(u128::from(number) << 64 | 7),
        quantity_milli: i64::from(number % 3 + 1) * 1000 + i64::from(number % 2) * 255,
        price_override: (number.is_multiple_of(7)).then_some(UnitPrice {
            amount_minor,
            per_milli: 1000,
        }),
        discount: (number.is_multiple_of(4)).then_some(Discount::Percent { rate_micro: 100_000 }),
        exemption: None,
    };
    let prices = vec![
        entry(Target::Tenant, None),
        entry(Target::Tenant, Some(Timestamp::from(1_700_000_000_000))),
        entry(Target::Store { store: Key::from(1) }, None),
    ];
    (
        input,
        Item {
            prices,
            tax_category: format!("category-{}", number % 3),
        },
    )
}
