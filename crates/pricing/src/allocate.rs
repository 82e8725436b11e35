//! Spreading an amount over lines so that the parts sum to the whole (rule 13).

use std::cmp::Reverse;

use crate::arithmetic::{add, floor_ratio, multiply, narrow, negate, subtract, sum};
use crate::error::PricingError;
use crate::key::Key;
use crate::limits::check_amount;

/// How much of an amount a line attracts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Minor units, 0 to 10^12.
    pub weight_minor: i64,
    /// The line's id, the last word in a tie.
    pub id: Key,
}

/// Spreads an amount over weights by largest remainder: each part is the exact share rounded down, and the units
/// left go one each to the largest remainders; ties go to the larger weight, then to the lower id. The parts come
/// in the order of the weights, do not depend on it, and sum to the amount. A negative amount is the mirror image.
///
/// # Errors
/// `bad_weights` if a weight is negative or, with an amount other than 0, all are 0; `amount_out_of_range` if the
/// amount or the sum of the weights goes beyond 10^12.
pub fn allocate(amount_minor: i64, weights: &[Weight]) -> Result<Vec<i64>, PricingError> {
    if weights.iter().any(|weight| weight.weight_minor < 0) {
        return Err(PricingError::BadWeights);
    }
    let total_minor = check_amount(sum(weights.iter().map(|weight| weight.weight_minor))?, None)?;
    if amount_minor == 0 {
        return Ok(vec![0; weights.len()]);
    }
    if total_minor == 0 {
        return Err(PricingError::BadWeights);
    }
    let size_minor = check_amount(amount_minor, None)?.abs();
    let mut parts = Vec::with_capacity(weights.len());
    let mut claims = Vec::with_capacity(weights.len());
    for (at, weight) in weights.iter().enumerate() {
        let (whole, rest) = floor_ratio(multiply(size_minor, weight.weight_minor)?, total_minor)?;
        parts.push(narrow(whole)?);
        claims.push((Reverse(rest), Reverse(weight.weight_minor), weight.id, at));
    }
    let left = usize::try_from(subtract(size_minor, sum(parts.iter().copied())?)?).unwrap_or_default();
    if (1..claims.len()).contains(&left) {
        claims.select_nth_unstable(left); // the first `left` are those that come before all others
    }
    for (.., at) in claims.into_iter().take(left) {
        if let Some(part) = parts.get_mut(at) {
            *part = add(*part, 1)?;
        }
    }
    if amount_minor < 0 {
        for part in &mut parts {
            *part = negate(*part)?;
        }
    }
    Ok(parts)
}
