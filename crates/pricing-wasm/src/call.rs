//! The calls, as JSON.

use pricing::{
    CashRounding, CashShare, Currency, Key, LineQuote, PriceEntry, PricingError, QuoteInput, Scope,
    TenderInput, Timestamp,
};
use serde::{Deserialize, Serialize};

/// One call. `call` comes before `input`, so that the input is read only once.
#[derive(Deserialize)]
#[serde(
    tag = "call",
    content = "input",
    rename_all = "snake_case",
    deny_unknown_fields
)]
enum Call {
    Quote(Box<QuoteInput>),
    Settle(SettleInput),
    RefundLine(Box<RefundLineInput>),
    RefundShare(RefundShareInput),
    RefundCash(RefundCashInput),
    PriceFor(PriceForInput),
    ParseMinor(ParseMinorInput),
    FormatMinor(FormatMinorInput),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettleInput {
    total_minor: i64,
    currency: Currency,
    cash_rounding: Option<CashRounding>,
    tenders: Vec<TenderInput>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RefundLineInput {
    line: LineQuote,
    already_milli: i64,
    k_milli: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RefundShareInput {
    total_minor: i64,
    n_milli: i64,
    already_milli: i64,
    k_milli: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RefundCashInput {
    paid: CashShare,
    refunded: CashShare,
    refund_minor: i64,
    cash_rounding: Option<CashRounding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PriceForInput {
    prices: Vec<PriceEntry>,
    scope: Scope,
    at: Timestamp,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ParseMinorInput {
    text: String,
    currency: Currency,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormatMinorInput {
    amount_minor: i64,
    currency: Currency,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Answer<T> {
    Ok(T),
    Error(Refusal),
}

#[derive(Serialize)]
struct Refusal {
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<Key>,
}

impl From<PricingError> for Refusal {
    fn from(error: PricingError) -> Self {
        Self {
            code: error.code(),
            message: error.to_string(),
            line: error.line(),
        }
    }
}

/// Answers one call, both as JSON: `{"ok": ...}`, or `{"error": {"code", "message", "line"?}}` with a code of
/// [`PricingError`] or `bad_input` for what is not a call.
#[must_use]
pub fn answer(call: &[u8]) -> Vec<u8> {
    match serde_json::from_slice(call) {
        Ok(Call::Quote(input)) => written(input.quote()),
        Ok(Call::Settle(input)) => {
            let SettleInput {
                total_minor,
                currency,
                cash_rounding,
                tenders,
            } = input;
            written(pricing::settle(
                total_minor,
                &currency,
                cash_rounding.as_ref(),
                &tenders,
            ))
        }
        Ok(Call::RefundLine(input)) => written(pricing::refund_line(
            &input.line,
            input.already_milli,
            input.k_milli,
        )),
        Ok(Call::RefundShare(input)) => {
            let RefundShareInput {
                total_minor,
                n_milli,
                already_milli,
                k_milli,
            } = input;
            written(pricing::refund_share(
                total_minor,
                n_milli,
                already_milli,
                k_milli,
            ))
        }
        Ok(Call::RefundCash(input)) => {
            let RefundCashInput {
                paid,
                refunded,
                refund_minor,
                cash_rounding,
            } = input;
            written(pricing::refund_cash(
                &paid,
                &refunded,
                refund_minor,
                cash_rounding.as_ref(),
            ))
        }
        Ok(Call::PriceFor(input)) => written(Ok(pricing::price_for(
            &input.prices,
            &input.scope,
            input.at,
        ))),
        Ok(Call::ParseMinor(input)) => written(pricing::parse_minor(&input.text, &input.currency)),
        Ok(Call::FormatMinor(input)) => written(Ok(pricing::format_minor(
            input.amount_minor,
            &input.currency,
        ))),
        Err(error) => bad_input(&error),
    }
}

fn written<T: Serialize>(result: Result<T, PricingError>) -> Vec<u8> {
    let answer = result.map_or_else(|error| Answer::Error(error.into()), Answer::Ok);
    serde_json::to_vec(&answer).unwrap_or_else(|error| bad_input(&error))
}

fn bad_input(error: &serde_json::Error) -> Vec<u8> {
    let refusal = Refusal {
        code: "bad_input",
        message: error.to_string(),
        line: None,
    };
    serde_json::to_vec(&Answer::<()>::Error(refusal)).unwrap_or_else(|_| b"{}".to_vec())
}
