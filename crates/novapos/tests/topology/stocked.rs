//! A shop that can sell.

use contracts::ids::ProductId;
use testkit::{Shop, TestApp};

use crate::{
    program::{Till, sign_in},
    scenario::shop,
};

/// A shop with goods. What follows from them is there before any program runs: afterwards the programs do that work.
pub async fn stocked(app: &TestApp) -> (Shop, ProductId) {
    let (shop, _) = shop(app).await;
    let product = shop.product("TEA", 250).await;
    app.settle().await;
    (shop, product)
}

/// A till in it, whose owner is signed in here.
pub async fn till((shop, product): &(Shop, ProductId), base: &str, http: &reqwest::Client) -> Till {
    let mut till = Till::open(shop, 7, http, *product).await;
    till.token = sign_in(base, http, "owner@corner.example.com").await;
    till
}
