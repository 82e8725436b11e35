//! Random carts with what the native engine says of them, one JSON object a line, for comparison with WebAssembly:
//! `cargo run -p pricing --example random_carts -- <count> <seed>`.
//!
//! The first line holds the codes of all refusals.

mod cart;
mod dice;
mod features;

use std::io::{BufWriter, Write};

use pricing::{CashShare, LineQuote, PricingError, Quote, QuoteInput, TenderInput};
use serde::Serialize;
use serde_json::{Value, json};

use dice::Dice;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments.next().ok_or("how many carts?")?.parse()?;
    let seed: u64 = arguments.next().ok_or("which seed?")?.parse()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, &json!({"codes": PricingError::CODES}))?;
    out.write_all(b"\n")?;
    for number in 0..count {
        let record = record(&mut Dice::new(seed.wrapping_add(number)))?;
        serde_json::to_writer(&mut out, &record)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

/// One cart: its features, and every call made about it with the native answer.
fn record(dice: &mut Dice) -> Result<Value, Failure> {
    let mut input = cart::random(dice)?;
    if dice.percent(25) {
        input.returned = returned(dice, &input)?;
    }
    let quote = native_quote(&input);
    let mut calls = vec![call("quote", &input, &quote)?];
    let mut features = features::of_cart(&input, quote.as_ref());
    if let Ok(quote) = &quote {
        settle(dice, &input, quote, &mut calls, &mut features)?;
        if let Some(line) = quote.lines.first() {
            refund(dice, line, &mut calls, &mut features)?;
        }
        refund_cash(dice, &input, quote, &mut calls)?;
        let text = pricing::format_minor(quote.total_minor, &input.settings.currency);
        let currency = input.settings.currency;
        calls.push(call(
            "parse_minor",
            &json!({"text": text, "currency": currency}),
            &pricing::parse_minor(&text, &currency),
        )?);
        let amount = json!({"amount_minor": quote.total_minor, "currency": currency});
        calls.push(call("format_minor", &amount, &Ok(text))?);
    }
    if let Some(line) = input.lines.first() {
        let prices = json!({"prices": line.item.prices, "scope": input.scope, "at": input.at});
        let found = pricing::price_for(&line.item.prices, &input.scope, input.at);
        calls.push(call("price_for", &prices, &Ok(found))?);
    }
    Ok(json!({"features": features, "calls": calls}))
}

/// The way of the server: borrowed lines, no JSON.
fn native_quote(input: &QuoteInput) -> Result<Quote, PricingError> {
    let QuoteInput {
        settings,
        scope,
        at,
        on,
        lines,
        cart_discounts,
        returned,
    } = input;
    let borrowed: Vec<_> = lines.iter().map(|line| (&line.input, &line.item)).collect();
    if returned.is_empty() {
        pricing::quote(settings, scope, *at, *on, &borrowed, cart_discounts)
    } else {
        pricing::exchange(settings, scope, *at, *on, &borrowed, cart_discounts, returned)
    }
}

/// Lines of an earlier sale under the same rules, in part.
fn returned(dice: &mut Dice, input: &QuoteInput) -> Result<Vec<LineQuote>, Failure> {
    let mut sale = input.clone();
    sale.lines = (0..dice.between(1, 3))
        .map(|number| cart::line(dice, number + 900))
        .collect();
    sale.cart_discounts.clear();
    let Ok(quote) = sale.quote() else { return Ok(Vec::new()) };
    let mut returned = Vec::new();
    for line in &quote.lines {
        let k_milli = dice.between(1, line.quantity_milli);
        returned.push(pricing::refund_line(line, line.quantity_milli - k_milli, k_milli)?);
    }
    Ok(returned)
}

fn settle(
    dice: &mut Dice,
    input: &QuoteInput,
    quote: &Quote,
    calls: &mut Vec<Value>,
    features: &mut Vec<&'static str>,
) -> Result<(), Failure> {
    let cash_rounding = input.settings.cash_rounding;
    let tenders: Vec<TenderInput> = cart::tenders(dice, quote);
    let settled = pricing::settle(
        quote.total_minor,
        &input.settings.currency,
        cash_rounding.as_ref(),
        &tenders,
    );
    features.extend(features::of_settlement(&tenders, settled.as_ref()));
    let arguments = json!({
        "total_minor": quote.total_minor,
        "currency": input.settings.currency,
        "cash_rounding": cash_rounding,
        "tenders": tenders,
    });
    calls.push(call("settle", &arguments, &settled)?);
    Ok(())
}

fn refund(
    dice: &mut Dice,
    line: &LineQuote,
    calls: &mut Vec<Value>,
    features: &mut Vec<&'static str>,
) -> Result<(), Failure> {
    let already_milli = dice.between(0, line.quantity_milli);
    let k_milli = dice.between(1, line.quantity_milli);
    let part = pricing::refund_line(line, already_milli, k_milli);
    if part.is_ok() {
        features.push("partial_refund");
    }
    let arguments = json!({"line": line, "already_milli": already_milli, "k_milli": k_milli});
    calls.push(call("refund_line", &arguments, &part)?);
    let (total_minor, n_milli) = (line.total_minor, line.quantity_milli);
    let share = pricing::refund_share(total_minor, n_milli, already_milli, k_milli);
    let arguments =
        json!({"total_minor": total_minor, "n_milli": n_milli, "already_milli": already_milli, "k_milli": k_milli});
    calls.push(call("refund_share", &arguments, &share)?);
    Ok(())
}

fn refund_cash(dice: &mut Dice, input: &QuoteInput, quote: &Quote, calls: &mut Vec<Value>) -> Result<(), Failure> {
    if quote.total_minor <= 0 {
        return Ok(());
    }
    let paid = CashShare {
        total_minor: quote.total_minor,
        cash_minor: quote.cash_total_minor,
    };
    let refund_minor = dice.between(1, quote.total_minor);
    let cash_rounding = input.settings.cash_rounding;
    let back = pricing::refund_cash(&paid, &CashShare::default(), refund_minor, cash_rounding.as_ref());
    let arguments = json!({
        "paid": paid,
        "refunded": CashShare::default(),
        "refund_minor": refund_minor,
        "cash_rounding": cash_rounding,
    });
    calls.push(call("refund_cash", &arguments, &back)?);
    Ok(())
}

/// A call with its native answer, as the module would put it.
fn call<T: Serialize>(name: &str, input: &impl Serialize, result: &Result<T, PricingError>) -> Result<Value, Failure> {
    let expected = match result {
        Ok(value) => json!({"ok": value}),
        Err(error) => {
            let mut refusal = json!({"code": error.code(), "message": error.to_string()});
            if let Some(line) = error.line() {
                refusal["line"] = json!(line);
            }
            json!({"error": refusal})
        }
    };
    Ok(json!({"call": name, "input": serde_json::to_value(input)?, "expected": expected}))
}
