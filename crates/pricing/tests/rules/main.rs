//! The numbered rules of `docs/pricing.md`, each as a named test, and the properties that hold for every cart.
#![expect(clippy::unwrap_used, reason = "a test may end with a panic")]

mod carts;
mod cash;
mod discounts;
mod documented;
mod exact;
mod json;
mod money;
mod properties;
mod refusals;
mod returns;
mod scopes;
mod support;
mod tax;
