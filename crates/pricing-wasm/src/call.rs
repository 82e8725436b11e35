//! The calls: a byte that says which, then its arguments in order. Nothing may follow them.

use pricing::{PriceEntry, PricingError, QuoteInput};

use crate::wire::{Read, Reader, Write};

const REFUSED: u8 = 0;
const OK: u8 = 1;

/// Answers one call: the byte 1 and the result; or the byte 0, the code and text of the refusal, and the id of the
/// line that is to blame, if any. The code is one of [`PricingError`] or `bad_input` for bytes that are not a call.
#[must_use]
pub fn answer(call: &[u8]) -> Vec<u8> {
    let mut from = Reader::new(call);
    dispatch(&mut from)
        .filter(|_| from.is_at_end())
        .unwrap_or_else(bad_input)
}

fn dispatch(from: &mut Reader<'_>) -> Option<Vec<u8>> {
    match from.byte()? {
        0 => Some(written(QuoteInput::read(from)?.quote())),
        1 => settle(from),
        2 => refund_line(from),
        3 => refund_share(from),
        4 => refund_cash(from),
        5 => price_for(from),
        6 => parse_minor(from),
        7 => format_minor(from),
        _ => None,
    }
}

fn settle(from: &mut Reader<'_>) -> Option<Vec<u8>> {
    let (total_minor, currency) = (Read::read(from)?, Read::read(from)?);
    let (cash_rounding, tenders) = (Option::read(from)?, Vec::read(from)?);
    Some(written(pricing::settle(
        total_minor,
        &currency,
        cash_rounding.as_ref(),
        &tenders,
    )))
}

fn refund_line(from: &mut Reader<'_>) -> Option<Vec<u8>> {
    let (line, already_milli, k_milli) = (Read::read(from)?, Read::read(from)?, Read::read(from)?);
    Some(written(pricing::refund_line(&line, already_milli, k_milli)))
}

fn refund_share(from: &mut Reader<'_>) -> Option<Vec<u8>> {
    let (total_minor, n_milli) = (Read::read(from)?, Read::read(from)?);
    let (already_milli, k_milli) = (Read::read(from)?, Read::read(from)?);
    Some(written(pricing::refund_share(
        total_minor,
        n_milli,
        already_milli,
        k_milli,
    )))
}

fn refund_cash(from: &mut Reader<'_>) -> Option<Vec<u8>> {
    let (paid, refunded) = (Read::read(from)?, Read::read(from)?);
    let (refund_minor, cash_rounding) = (Read::read(from)?, Option::read(from)?);
    Some(written(pricing::refund_cash(
        &paid,
        &refunded,
        refund_minor,
        cash_rounding.as_ref(),
    )))
}

fn price_for(from: &mut Reader<'_>) -> Option<Vec<u8>> {
    let (prices, scope, at) = (Vec::<PriceEntry>::read(from)?, Read::read(from)?, Read::read(from)?);
    Some(written(Ok(pricing::price_for(&prices, &scope, at))))
}

fn parse_minor(from: &mut Reader<'_>) -> Option<Vec<u8>> {
    let (text, currency) = (String::read(from)?, Read::read(from)?);
    Some(written(pricing::parse_minor(&text, &currency)))
}

fn format_minor(from: &mut Reader<'_>) -> Option<Vec<u8>> {
    let (amount_minor, currency) = (Read::read(from)?, Read::read(from)?);
    Some(written(Ok(pricing::format_minor(amount_minor, &currency))))
}

fn written<T: Write>(result: Result<T, PricingError>) -> Vec<u8> {
    match result {
        Ok(value) => {
            let mut to = vec![OK];
            value.write(&mut to);
            to
        }
        Err(error) => refused(error.code(), &error.to_string(), error.line()),
    }
}

fn refused(code: &str, message: &str, line: Option<pricing::Key>) -> Vec<u8> {
    let mut to = vec![REFUSED];
    code.write(&mut to);
    message.write(&mut to);
    line.write(&mut to);
    to
}

fn bad_input() -> Vec<u8> {
    refused("bad_input", "the bytes are not a call of this engine", None)
}
