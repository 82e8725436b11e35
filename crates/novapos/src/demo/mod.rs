//! The demo shop: a grocery with real goods, made on the first start of `novapos up`.
//!
//! It is made as any shop is, through the services, and only once: whatever its visitors change stays changed. What was interrupted is
//! finished the next time, because the cashier is made last: who exists when all else does.

mod goods;
mod people;
mod places;
mod seed;
mod stores;

use anyhow::Result;

use crate::assembly::Assembly;

/// What visitors type to sign in.
pub const SHOP_CODE: &str = "demo";
/// Everybody's password. The shop is made on computers that only their owner can reach.
pub const PASSWORD: &str = "demo-corner-shop";

/// Makes the demo shop where it is not there yet.
///
/// # Errors
/// What a service refused, or the database.
pub async fn seed(assembly: &Assembly, progress: &(dyn Fn(&str) + Sync)) -> Result<()> {
    seed::seed(assembly, progress).await
}

/// The sign-ins as lines for a person: who, e-mail address, password.
#[must_use]
pub fn sign_ins() -> String {
    let line = |person: &people::Person| format!("    {:<9} {:<22} {PASSWORD}", person.role, person.email);
    people::ALL.iter().map(line).collect::<Vec<_>>().join("\n")
}
