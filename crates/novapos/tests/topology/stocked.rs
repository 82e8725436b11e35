//! A shop that can sell.

use contracts::ids::ProductId;
use testkit::{Shop, TestApp};

use crate::scenario::shop;

/// A shop with goods. What follows from them is there before any program runs: afterwards the programs do that work.
pub async fn stocked(app: &TestApp) -> (Shop, ProductId) {
    let (shop, _) = shop(app).await;
    let product = shop.product("TEA", 250).await;
    app.settle().await;
    (shop, product)
}
