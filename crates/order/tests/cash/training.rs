//! Sales made to learn (rule 43).

use serde_json::json;
use testkit::TestApp;

use super::*;

#[tokio::test]
async fn training_has_a_series_of_its_own_and_reaches_nothing() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    shop.receive(shop.location_id(), product, 5000).await;
    let cashier = shop.cashier().await;
    let session = open_with(&shop, &cashier, 1000, json!({"training": true}))
        .await
        .expect(201)
        .json();
    let mut order = order_in(&shop, &cashier, &session, &[(product, 1000)]).await;
    let sold = cashier.post("/orders", order.clone()).await.expect(201).json();
    assert_eq!(
        (&sold["order"]["kind"], &sold["order"]["receipt_number"]),
        (&json!("training"), &json!(1))
    );
    assert!(
        sold["order"]["receipt_label"]
            .as_str()
            .unwrap()
            .starts_with("TRAINING-")
    );
    let again = cashier.post("/orders", order.clone()).await.expect(201).json();
    assert_eq!(again, sold);
    order["id"] = json!(Uuid::now_v7());
    let refused = cashier.post("/orders", order).await.expect(409);
    assert_eq!(
        (refused.code().as_str(), &refused.json()["next_receipt_number"]),
        ("receipt_number_taken", &json!(2))
    );
    let id = sold["order"]["id"].as_str().unwrap();
    let receipt = cashier.get(&format!("/orders/{id}/receipt")).await.expect(200).text();
    assert!(receipt.contains("TRAINING: NOT A SALE"), "{receipt}");
    app.settle().await;
    let stock = shop.admin().get(&format!("/stock/{product}")).await.expect(200).json();
    assert_eq!(stock["on_hand_milli"], 5000);
    count(&cashier, &session, 1, 1000).await.expect(201);
    let closed = close(&cashier, &session, 0).await.expect(200).json();
    assert_eq!(closed["z_number"], json!(null));
    let mut admin = app.admin_connection().await;
    let traces: i64 = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM orders.orders) + (SELECT count(*) FROM orders.ledger_entry) + (SELECT count(*) FROM orders.outbox)
            + (SELECT count(*) FROM orders.z_document)",
    )
    .fetch_one(&mut admin)
    .await
    .unwrap();
    assert_eq!(traces, 0);
    // The receipt numbers of real sales did not move.
    let real = shop.sell(&cashier, &[(product, 1000)]).await.expect(201).json();
    assert_eq!(real["order"]["receipt_number"], 1);
}
