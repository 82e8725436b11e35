//! A cart priced: from what the till asks to what every line costs.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::{
    auth::{Directory, Register, Store},
    ids::{OrderLineId, ProductId},
    product::Unit,
};
use kernel::{Caller, Capability, Error, Result};
use pricing::{
    Discount, Item, LineInput, PricingError, Quote, Scope, Settings, Timestamp, UnitPrice, line_amount, price_for,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    business_day::store_day,
    codes,
    discount::{NewDiscount, is_within},
    document::{date, key},
    price_book::Book,
    store::session::SessionFacts,
};

/// Lines in one cart (invariant I9).
pub const LINES_MAX: usize = 500;
/// Characters in a note.
pub const NOTE_CHARS: std::ops::RangeInclusive<usize> = 1..=200;
/// Characters in a reason.
pub const REASON_CHARS: std::ops::RangeInclusive<usize> = 3..=200;

/// A price that someone with the right to do so set for this line.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceOverride {
    /// Minor units, 0..=10^12.
    pub amount_minor: i64,
    /// For this many thousandths of the unit, 1..=10^9.
    pub per_milli: i64,
    /// Why, 3..=200 characters.
    pub reason: String,
}

/// One line of a cart.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CartLine {
    /// Made by the till; unique for ever.
    pub id: OrderLineId,
    pub product_id: ProductId,
    /// Thousandths of the product's unit, 1..=10^9.
    pub quantity_milli: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_override: Option<PriceOverride>,
    /// Taken off the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<NewDiscount>,
    /// For the customer to read, 1..=200 characters: `engraved`, `gift`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a customer wants to buy.
#[derive(Clone, Copy, Debug)]
pub struct Cart<'a> {
    pub lines: &'a [CartLine],
    /// Taken off all of it, after the lines' own discounts.
    pub discount: Option<&'a NewDiscount>,
}

/// Where and when a cart is sold.
#[derive(Clone, Debug)]
pub struct Counter {
    pub directory: Arc<Directory>,
    pub register: Register,
    pub store: Store,
    pub now: DateTime<Utc>,
    pub business_date: NaiveDate,
    /// The drawer, where the shop keeps sessions: then the business date is its.
    pub session: Option<Arc<SessionFacts>>,
}

impl Counter {
    /// # Errors
    /// 409 `register_closed` when the register or store is switched off, `setup_incomplete` when its clock cannot be read.
    pub fn open((directory, register, store): (Arc<Directory>, Register, Store), now: DateTime<Utc>) -> Result<Self> {
        if !register.active || !store.active {
            return Err(codes::REGISTER_CLOSED.error());
        }
        let business_date = store_day(&store, now)?;
        Ok(Self {
            directory,
            register,
            store,
            now,
            business_date,
            session: None,
        })
    }

    /// The same counter within a session, which fixes the business day, also across midnight (rule 40).
    #[must_use]
    pub fn within(self, session: Arc<SessionFacts>) -> Self {
        Self {
            business_date: session.business_date,
            session: Some(session),
            ..self
        }
    }

    fn scope(&self) -> Scope {
        Scope {
            store: key(self.store.id.uuid()),
            register: key(self.register.id.uuid()),
        }
    }
}

/// A cart with its prices.
#[derive(Debug)]
pub struct PricedCart {
    pub settings: Arc<Settings>,
    /// The revision of the book that priced it.
    pub rev: i64,
    pub lines: Vec<PricedLine>,
    pub discount: Option<NewDiscount>,
    pub quote: Quote,
}

/// What a line is called, beside what the quote says it costs (same order).
#[derive(Debug)]
pub struct PricedLine {
    pub id: OrderLineId,
    pub product_id: ProductId,
    pub name: Box<str>,
    pub unit: Unit,
    pub override_reason: Option<String>,
    pub discount: Option<NewDiscount>,
    pub note: Option<String>,
}

/// Prices the lines from the book.
///
/// # Errors
/// 403 when the caller may not override a price in this store, `over_discount_limit` when more is taken off than the caller's role
/// may; 422 `unknown_product`, `no_tax_rule` or `cart_refused`, with a pointer to each line.
pub fn price(caller: &Caller, counter: &Counter, book: &Book, cart: Cart<'_>) -> Result<PricedCart> {
    let lines = cart.lines;
    check(caller, counter, lines)?;
    let settings = book.settings(&counter.store.currency, counter.directory.tenant.prices_include_tax)?;
    let pages = book.read();
    let mut unknown = codes::UNKNOWN_PRODUCT.error();
    let mut missing = false;
    let mut named = Vec::with_capacity(lines.len());
    let mut inputs = Vec::with_capacity(lines.len());
    let mut items = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let Some(item) = pages.item(line.product_id) else {
            unknown = unknown.at(
                format!("/lines/{index}/product_id"),
                "unknown_product",
                "not in the catalogue, or no longer sold",
            );
            missing = true;
            continue;
        };
        named.push(PricedLine {
            id: line.id,
            product_id: line.product_id,
            name: item.name.clone(),
            unit: item.unit,
            override_reason: line.price_override.as_ref().map(|o| o.reason.trim().to_owned()),
            discount: line.discount.clone(),
            note: line.note.as_deref().map(|note| note.trim().to_owned()),
        });
        inputs.push(LineInput {
            id: key(line.id.uuid()),
            quantity_milli: line.quantity_milli,
            price_override: line.price_override.as_ref().map(|o| UnitPrice {
                amount_minor: o.amount_minor,
                per_milli: o.per_milli,
            }),
            discount: discount_of(line.discount.as_ref(), || format!("/lines/{index}/discount"))?,
            exemption: None,
        });
        items.push(item.pricing());
    }
    if missing {
        return Err(unknown);
    }
    let pairs: Vec<_> = inputs.iter().zip(&items).collect();
    let off_cart = discount_of(cart.discount, || "/discount".to_owned())?;
    let quote = pricing::quote(
        &settings,
        &counter.scope(),
        Timestamp::from(counter.now.timestamp_millis()),
        date(counter.business_date)?,
        &pairs,
        off_cart.as_slice(),
    )
    .map_err(|error| refused(&error, lines))?;
    check_limit(
        &quote,
        &pairs,
        counter,
        pages.discounts.limit_micro(caller, counter.store.id),
    )?;
    Ok(PricedCart {
        settings,
        rev: pages.rev,
        lines: named,
        discount: cart.discount.cloned(),
        quote,
    })
}

/// What so much of the goods costs at the shelf's price; nothing where there is none, or none that is a number.
fn shelf_amount(item: &Item, quantity_milli: i64, counter: &Counter, at: Timestamp) -> Option<i64> {
    let shelf = price_for(&item.prices, &counter.scope(), at)?.unit_price();
    line_amount(quantity_milli, &shelf).ok()
}

fn discount_of(given: Option<&NewDiscount>, pointer: impl Fn() -> String) -> Result<Option<Discount>> {
    given.map(|discount| discount.pricing(&pointer())).transpose()
}

/// Nobody takes more off than their role may: off a line by its price and its discount together, measured on the shelf's price; off
/// the cart, measured on what its lines come to.
fn check_limit(quote: &Quote, lines: &[(&LineInput, &Item)], counter: &Counter, limit_micro: i64) -> Result<()> {
    let refusal = |pointer: String| {
        codes::OVER_DISCOUNT_LIMIT.error().with("limit_micro", limit_micro).at(
            pointer,
            "over_limit",
            format!("at most {limit_micro} millionths off"),
        )
    };
    let at = Timestamp::from(counter.now.timestamp_millis());
    for (index, ((input, item), quoted)) in lines.iter().zip(&quote.lines).enumerate() {
        if input.price_override.is_none() && input.discount.is_none() {
            continue;
        }
        let left_minor = quoted.subtotal_minor - quoted.line_discount_minor;
        let full_minor = shelf_amount(item, input.quantity_milli, counter, at).unwrap_or(quoted.subtotal_minor);
        if !is_within(full_minor - left_minor, full_minor, limit_micro) {
            return Err(refusal(format!("/lines/{index}")));
        }
    }
    let (mut off_minor, mut of_minor) = (0, 0);
    for line in &quote.lines {
        off_minor += line.cart_discount_minor;
        of_minor += line.subtotal_minor - line.line_discount_minor;
    }
    if is_within(off_minor, of_minor, limit_micro) {
        Ok(())
    } else {
        Err(refusal("/discount".to_owned()))
    }
}

/// The checks that need no book.
fn check(caller: &Caller, counter: &Counter, lines: &[CartLine]) -> Result<()> {
    if lines.is_empty() || lines.len() > LINES_MAX {
        return Err(codes::CART_REFUSED
            .because(format!(
                "A cart has 1 to {LINES_MAX} lines, this one has {}.",
                lines.len()
            ))
            .at("/lines", "out_of_range", "1 to 500 lines"));
    }
    for (index, line) in lines.iter().enumerate() {
        if line.price_override.is_some() {
            caller.require_in(Capability::PriceOverride, counter.store.id.uuid())?;
        }
        check_words(line, || format!("/lines/{index}"))?;
    }
    Ok(())
}

/// What somebody wrote on a line: its note, and why its price is another.
///
/// # Errors
/// 422 `cart_refused` or `reason_refused` with the pointer.
pub fn check_words(line: &CartLine, pointer: impl Fn() -> String) -> Result<()> {
    check_note(line.note.as_deref(), || format!("{}/note", pointer()))?;
    line.price_override.as_ref().map_or(Ok(()), |price| {
        check_reason(&price.reason, &format!("{}/price_override/reason", pointer()))
    })
}

/// A note that fits on a receipt.
///
/// # Errors
/// 422 `cart_refused` with the pointer.
pub fn check_note(note: Option<&str>, pointer: impl Fn() -> String) -> Result<()> {
    let fits = note
        .is_none_or(|note| NOTE_CHARS.contains(&note.trim().chars().count()) && !note.chars().any(char::is_control));
    if fits {
        Ok(())
    } else {
        Err(codes::CART_REFUSED
            .because("A note has 1 to 200 characters and no control characters.")
            .at(pointer(), "invalid", "1 to 200 characters, no control characters"))
    }
}

/// A reason that a person can read later.
///
/// # Errors
/// 422 `reason_refused` with the pointer.
pub fn check_reason(reason: &str, pointer: &str) -> Result<()> {
    let fits = REASON_CHARS.contains(&reason.trim().chars().count())
        && !reason.chars().any(char::is_control)
        && reason.chars().any(char::is_alphanumeric);
    if fits {
        Ok(())
    } else {
        Err(codes::REASON_REFUSED.error().at(
            pointer,
            "invalid",
            "3 to 200 characters with words among them, no control characters",
        ))
    }
}

fn refused(error: &PricingError, lines: &[CartLine]) -> Error {
    let code = match error.code() {
        "no_tax_rule" => &codes::NO_TAX_RULE,
        _ => &codes::CART_REFUSED,
    };
    let index = error
        .line()
        .and_then(|id| lines.iter().position(|line| key(line.id.uuid()) == id));
    let pointer = index.map_or_else(|| "/lines".to_owned(), |index| format!("/lines/{index}"));
    code.because(format!("{error}."))
        .at(pointer, error.code(), error.to_string())
}
