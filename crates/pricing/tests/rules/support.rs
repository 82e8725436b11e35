//! Carts in a few words.

use pricing::{
    CashRounding, CashTie, Currency, Date, Discount, Item, Key, LineInput, LineQuote, PriceEntry, Quote, QuoteInput,
    QuoteLine, Rounding, Scope, Settings, Target, TaxRate, TaxRule, TenderInput, TenderKind, Timestamp,
};

/// A quote in the making: EUR, no cash rounding, no rules.
#[derive(Clone)]
pub struct Cart(pub QuoteInput);

pub const STORE: u128 = 100;
pub const REGISTER: u128 = 200;

impl Cart {
    /// Prices without tax.
    pub fn net(rounding: Rounding) -> Self {
        let settings = Settings {
            currency: eur(),
            prices_include_tax: false,
            rounding,
            cash_rounding: None,
            tax_rules: Vec::new(),
        };
        Self(QuoteInput {
            settings,
            scope: scope(),
            at: Timestamp::from(1_000_000),
            on: date("2026-11-25"),
            lines: Vec::new(),
            cart_discounts: Vec::new(),
            returned: Vec::new(),
        })
    }

    /// Prices that include tax.
    pub fn gross(rounding: Rounding) -> Self {
        Self::net(rounding).with(|input| input.settings.prices_include_tax = true)
    }

    /// A tax rule of the tenant; without rates it is an exempt one.
    pub fn rule(self, category: &str, rates: &[TaxRate]) -> Self {
        self.with(|input| input.settings.tax_rules.push(rule(category, rates)))
    }

    /// One piece at this price; ids count from 1.
    pub fn line(self, category: &str, amount_minor: i64) -> Self {
        self.with(|input| {
            let id = input.lines.len() as u128 + 1;
            input.lines.push(piece(id, category, amount_minor));
        })
    }

    pub fn lines(self, category: &str, amounts_minor: &[i64]) -> Self {
        amounts_minor
            .iter()
            .fold(self, |cart, amount_minor| cart.line(category, *amount_minor))
    }

    pub fn returning(self, line: LineQuote) -> Self {
        self.with(|input| input.returned.push(line))
    }

    pub fn off(self, discount: Discount) -> Self {
        self.with(|input| input.cart_discounts.push(discount))
    }

    pub fn cash_rounding(self, increment_minor: i64, tie: CashTie) -> Self {
        self.with(|input| input.settings.cash_rounding = Some(CashRounding { increment_minor, tie }))
    }

    pub fn with(mut self, change: impl FnOnce(&mut QuoteInput)) -> Self {
        change(&mut self.0);
        self
    }

    pub fn quote(&self) -> Quote {
        self.0.quote().unwrap()
    }

    /// The code of the refusal.
    pub fn refused(&self) -> &'static str {
        self.0.quote().unwrap_err().code()
    }
}

pub fn scope() -> Scope {
    Scope {
        store: Key::from(STORE),
        register: Key::from(REGISTER),
    }
}

pub fn piece(id: u128, category: &str, amount_minor: i64) -> QuoteLine {
    let input = LineInput {
        id: Key::from(id),
        quantity_milli: 1000,
        price_override: None,
        discount: None,
        exemption: None,
    };
    let item = Item {
        prices: vec![price(Target::Tenant, amount_minor)],
        tax_category: category.to_owned(),
    };
    QuoteLine { input, item }
}

pub fn price(target: Target, amount_minor: i64) -> PriceEntry {
    PriceEntry {
        target,
        from: None,
        until: None,
        amount_minor,
        per_milli: 1000,
    }
}

pub fn rule(category: &str, rates: &[TaxRate]) -> TaxRule {
    TaxRule {
        target: Target::Tenant,
        category: category.to_owned(),
        from: None,
        until: None,
        rates: rates.to_vec(),
        exempt: rates.is_empty(),
    }
}

pub fn rate(id: u128, rate_micro: i64) -> TaxRate {
    TaxRate {
        id: Key::from(id),
        name: format!("rate {id}"),
        rate_micro,
        compound: false,
    }
}

pub fn compound(id: u128, rate_micro: i64) -> TaxRate {
    TaxRate {
        compound: true,
        ..rate(id, rate_micro)
    }
}

pub fn percent(rate_micro: i64) -> Discount {
    Discount::Percent { rate_micro }
}

pub fn amount(amount_minor: i64) -> Discount {
    Discount::Amount { amount_minor }
}

pub fn cash(amount_minor: i64) -> TenderInput {
    TenderInput {
        kind: TenderKind::Cash,
        amount_minor,
    }
}

pub fn card(amount_minor: i64) -> TenderInput {
    TenderInput {
        kind: TenderKind::Card,
        amount_minor,
    }
}

pub fn nearest(increment_minor: i64) -> CashRounding {
    CashRounding {
        increment_minor,
        tie: CashTie::Away,
    }
}

pub fn eur() -> Currency {
    Currency::new("EUR", 2).unwrap()
}

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn taxes(quote: &Quote) -> Vec<i64> {
    quote.lines.iter().map(|line| line.tax_minor).collect()
}

pub fn cart_discounts(quote: &Quote) -> Vec<i64> {
    quote.lines.iter().map(|line| line.cart_discount_minor).collect()
}
