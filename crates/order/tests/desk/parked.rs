//! Sales that wait for their customers.
use serde_json::{Value, json};
use testkit::TestApp;
use uuid::Uuid;

fn cart(product: impl serde::Serialize) -> Value {
    json!({"lines": [{"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 2000, "note": "With milk"}],
        "discount": {"rate_micro": 50_000, "reason": "Regular"}, "note": "For the blue coat"})
}

#[tokio::test]
async fn what_is_parked_at_one_register_is_taken_up_once_at_another() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let tea = shop.product("TEA", 250).await;
    let (first, second) = (shop.cashier().await, shop.manager().await);
    let id = Uuid::now_v7();
    let parked = json!({"id": id, "register_id": shop.register_id(), "label": " Blue coat ", "cart": cart(tea)});
    first.post("/parked-sales", parked.clone()).await.expect(201);
    assert_eq!(
        first.post("/parked-sales", parked.clone()).await.expect(422).code(),
        "id_reused"
    );

    let waiting = |answer: Value| answer["items"].as_array().unwrap().clone();
    let list = format!("/parked-sales?store_id={}", shop.store_id());
    let seen = waiting(second.get(&list).await.expect(200).json());
    assert_eq!(
        (seen.len(), &seen[0]["label"], &seen[0]["cart"]),
        (1, &json!("Blue coat"), &parked["cart"])
    );
    let recall = format!("/parked-sales/{id}/recall");
    let taken = second.post(&recall, json!({})).await.expect(200).json();
    assert_eq!(taken["cart"], parked["cart"]);
    assert_eq!(
        first.post(&recall, json!({})).await.expect(409).code(),
        "already_recalled"
    );
    assert!(waiting(first.get(&list).await.expect(200).json()).is_empty());
}

/// Many tills at once: one has it.
#[tokio::test]
async fn of_ten_that_take_it_up_at_once_one_gets_it() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let tea = shop.product("TEA", 250).await;
    let id = Uuid::now_v7();
    let parked = json!({"id": id, "register_id": shop.register_id(), "cart": cart(tea)});
    shop.admin().post("/parked-sales", parked).await.expect(201);
    let path = format!("/parked-sales/{id}/recall");
    let admin = shop.admin();
    let tries = (0..10).map(|_| admin.post(&path, json!({})));
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.status() == 200).count(), 1);
    assert_eq!(answers.iter().filter(|answer| answer.status() == 409).count(), 9);
}

#[tokio::test]
async fn another_shop_sees_and_takes_nothing() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("corner").await, app.shop("other").await);
    let tea = shop.product("TEA", 250).await;
    let id = Uuid::now_v7();
    let parked = json!({"id": id, "register_id": shop.register_id(), "cart": cart(tea)});
    shop.admin().post("/parked-sales", parked.clone()).await.expect(201);
    let list = format!("/parked-sales?store_id={}", shop.store_id());
    let seen = other.admin().get(&list).await.expect(200).json();
    assert_eq!(seen["items"], json!([]));
    other
        .admin()
        .post(&format!("/parked-sales/{id}/recall"), json!({}))
        .await
        .expect(404);
    other.admin().post("/parked-sales", parked).await.expect(404);
}

#[tokio::test]
async fn what_cannot_wait_is_refused_where_it_is_wrong() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let tea = shop.product("TEA", 250).await;
    let parked = |change: fn(&mut Value)| {
        let mut body = json!({"id": Uuid::now_v7(), "register_id": shop.register_id(), "cart": cart(tea)});
        change(&mut body);
        body
    };
    type Change = fn(&mut Value);
    let wrong: [(Change, &str); 5] = [
        (|body| body["cart"]["lines"] = json!([]), "/cart/lines"),
        (
            |body| body["cart"]["lines"][0]["quantity_milli"] = json!(0),
            "/cart/lines/0/quantity_milli",
        ),
        (
            |body| body["cart"]["lines"][0]["note"] = json!(""),
            "/cart/lines/0/note",
        ),
        (
            |body| body["cart"]["discount"]["rate_micro"] = json!(0),
            "/cart/discount",
        ),
        (|body| body["label"] = json!("l".repeat(61)), "/label"),
    ];
    for (change, pointer) in wrong {
        let refused = shop
            .admin()
            .post("/parked-sales", parked(change))
            .await
            .expect(422)
            .json();
        assert_eq!(refused["errors"][0]["pointer"], pointer);
    }
}
