//! Prices of single stores: what the till of each store is told, and what its sales cost.

use serde_json::{Value, json};
use testkit::{Client, TestApp, id};

use crate::{apple, change, field, make, path};

/// What the till of a store is told of the only product, by the feed: the amount and whose price it is.
async fn told(client: &Client, store: Option<&str>) -> Vec<(i64, String)> {
    let store = store.map(|store| format!("?store_id={store}")).unwrap_or_default();
    let page = client.get(&format!("/catalog/changes{store}")).await.expect(200).json();
    let prices = page["items"][0]["prices"].as_array().unwrap().clone();
    let price = |price: &Value| {
        let whose = price["target"]["store"].as_str().unwrap_or("all").to_owned();
        (price["amount_minor"].as_i64().unwrap(), whose)
    };
    prices.iter().map(price).collect()
}

async fn set(client: &Client, product: &Value, store: &str, amount: Option<i64>) -> Value {
    let price = amount.map(|amount_minor| json!({"amount_minor": amount_minor}));
    let body = json!({"store_id": store, "price": price});
    client
        .post(&path(product, "/store-prices"), body)
        .await
        .expect(200)
        .json()
}

#[tokio::test]
async fn a_stores_own_price_is_told_to_its_tills_and_paid_there() {
    let app = TestApp::start().await;
    let shop = app.shop("chain").await;
    let admin = shop.admin();
    let (south, south_till, _) = shop.another_store("S2", "sell_through").await;
    let (north, south) = (shop.store_id().to_string(), south.to_string());
    let product = make(&admin, apple("Apple", "A")).await;
    let product_id = id(&product["id"]);
    let read = set(&admin, &product, &south, Some(199)).await;
    assert_eq!(read["price"]["amount_minor"], 249);
    assert_eq!(
        read["store_prices"],
        json!([{"store_id": south, "price": {"amount_minor": 199, "per_milli": 1000}}])
    );
    let (all, own) = ((249, "all".to_owned()), (199, south.clone()));
    assert_eq!(told(&admin, Some(&south)).await, [all.clone(), own.clone()]);
    assert_eq!(
        told(&admin, Some(&north)).await,
        std::slice::from_ref(&all),
        "another store's till hears nothing of it"
    );
    assert_eq!(
        told(&admin, None).await,
        [all.clone(), own.clone()],
        "who prices for all stores knows all"
    );

    // What the checkout takes agrees to the cent: three pieces at each price.
    for (till, total) in [(shop.register_id(), 747), (south_till, 597)] {
        let sold = shop
            .sell_at(&admin, till, &[(product_id, 3000)])
            .await
            .expect(201)
            .json();
        assert_eq!(sold["order"]["total_minor"], total, "{sold}");
    }
    // A change of the price of all leaves it, and another shop's till knows nothing of it; ended, the store sells at the price of all.
    change(&admin, &read, json!({"price": {"amount_minor": 300}}))
        .await
        .expect(200);
    assert_eq!(told(&admin, Some(&south)).await, [(300, "all".to_owned()), own]);
    let ended = set(&admin, &product, &south, None).await;
    assert_eq!(ended["store_prices"], json!([]));
    assert_eq!(told(&admin, Some(&south)).await, [(300, "all".to_owned())]);
    // Its events tell the checkout that the catalogue has changed.
    app.settle().await;
    let sold = shop
        .sell_at(&admin, south_till, &[(product_id, 1000)])
        .await
        .expect(201)
        .json();
    assert_eq!(sold["order"]["total_minor"], 300);

    let history = admin.get(&path(&product, "/history")).await.expect(200).json();
    assert_eq!(
        field(&history, "action"),
        ["price_changed", "price_changed", "price_changed", "created"]
    );
    let prices = admin.get(&path(&product, "/prices")).await.expect(200).json();
    let whose = |n: usize| {
        (
            prices["items"][n]["store_id"].clone(),
            prices["items"][n]["amount_minor"].clone(),
        )
    };
    assert_eq!(
        [whose(0), whose(1), whose(2), whose(3)],
        [
            (json!(south), json!(null)),
            (json!(null), json!(300)),
            (json!(south), json!(199)),
            (json!(null), json!(249))
        ]
    );
}

#[tokio::test]
async fn a_feed_that_is_followed_tells_of_a_stores_price_and_a_till_that_moves_begins_anew() {
    let app = TestApp::start().await;
    let shop = app.shop("chain").await;
    let admin = shop.admin();
    let store = shop.store_id().to_string();
    let product = make(&admin, apple("Apple", "A")).await;
    let first = admin
        .get(&format!("/catalog/changes?store_id={store}"))
        .await
        .expect(200)
        .json();
    let cursor = first["next_cursor"].as_str().unwrap().to_owned();
    set(&admin, &product, &store, Some(100)).await;
    let next = admin
        .get(&format!("/catalog/changes?store_id={store}&cursor={cursor}"))
        .await
        .expect(200)
        .json();
    assert_eq!(next["items"][0]["prices"][1]["amount_minor"], 100);
    // The same price again is no change.
    let rev = next["rev"].clone();
    assert_eq!(set(&admin, &product, &store, Some(100)).await["rev"], rev);
    let elsewhere = admin
        .get(&format!("/catalog/changes?cursor={cursor}"))
        .await
        .expect(410);
    assert_eq!(elsewhere.code(), "cursor_expired");
}

#[tokio::test]
async fn a_price_for_a_store_of_nobody_or_of_another_shop_is_refused() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("chain").await, app.shop("other").await);
    let admin = shop.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    for store in [other.store_id().to_string(), uuid::Uuid::now_v7().to_string()] {
        let body = json!({"store_id": store, "price": {"amount_minor": 1}});
        let refused = admin.post(&path(&product, "/store-prices"), body).await.expect(422);
        assert_eq!(refused.code(), "unknown_store");
    }
    let body = json!({"store_id": shop.store_id(), "price": {"amount_minor": -1}});
    admin.post(&path(&product, "/store-prices"), body).await.expect(400);
    let body = json!({"store_id": other.store_id(), "price": null});
    let theirs = other
        .admin()
        .post(&path(&product, "/store-prices"), body)
        .await
        .expect(404);
    assert_eq!(theirs.code(), "not_found");
}
