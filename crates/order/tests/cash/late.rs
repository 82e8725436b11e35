//! Sales that arrive after their session's Z report, and sales that race with a close.

use serde_json::json;
use testkit::TestApp;

use super::*;

#[tokio::test]
async fn a_late_sale_makes_a_numbered_correction_and_the_z_stays() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let cashier = shop.cashier().await;
    let session = open(&shop, &cashier, 1000).await;
    sell_in(&shop, &cashier, &session, &[(product, 1000)]).await.expect(201);
    // Sold before the count, sent after the close: the drawer held its money.
    count(&cashier, &session, 1, 1750).await.expect(201);
    close(&cashier, &session, 0).await.expect(200);
    let z = cashier.get(&z_path(&shop, 1)).await.expect(200);
    for late in 1..=2 {
        let order = order_in(&shop, &cashier, &session, &[(product, 1000)]).await;
        let sold = cashier.post("/orders", order.clone()).await.expect(201);
        assert_eq!(sold.json()["order"]["business_date"], session["business_date"]);
        // Sent again, it is corrected once.
        cashier.post("/orders", order).await.expect(201);
        let corrections = cashier
            .get(&format!("{}/corrections", z_path(&shop, 1)))
            .await
            .expect(200)
            .json();
        let items = corrections["items"].as_array().unwrap();
        assert_eq!(items.len(), late);
        assert_eq!(items[late - 1]["correction_number"], late);
        assert_eq!(items[late - 1]["grand_totals"]["sales_minor"], 250 * (late + 1));
    }
    assert_eq!(cashier.get(&z_path(&shop, 1)).await.expect(200).bytes(), z.bytes());
    // 5.00 were over at the close, and both late sales explain them.
    let mut admin = app.admin_connection().await;
    let over: i64 =
        sqlx::query_scalar("SELECT sum(amount_minor)::bigint FROM orders.ledger_entry WHERE account = 'over_short'")
            .fetch_one(&mut admin)
            .await
            .unwrap();
    assert_eq!(over, 0);
    let next = open(&shop, &cashier, 0).await;
    count(&cashier, &next, 1, 0).await.expect(201);
    close(&cashier, &next, 0).await.expect(200);
    let z = cashier.get(&z_path(&shop, 2)).await.expect(200).json();
    assert_eq!(z["grand_totals"]["sales_minor"], 750);
}

/// Whatever the order in which they come: each sale is in the Z report or in a correction of it, never in both or none. Of eight, the
/// first comes before the close and the last after it; those between race with it.
#[tokio::test(flavor = "multi_thread")]
async fn sales_that_race_with_a_close_are_counted_once() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    let admin = shop.admin();
    for round in 1..=4 {
        let session = open(&shop, &admin, 0).await;
        let first = order_in(&shop, &admin, &session, &[(product, 1000)]).await;
        let sell = async |n: i64| {
            let mut order = first.clone();
            order["id"] = json!(Uuid::now_v7());
            order["lines"][0]["id"] = json!(Uuid::now_v7());
            order["receipt_number"] = json!(first["receipt_number"].as_i64().unwrap() + n);
            admin.post("/orders", order).await.expect(201);
        };
        sell(0).await;
        count(&admin, &session, 1, 0).await.expect(201);
        let racing = async {
            for n in 1..7 {
                sell(n).await;
            }
        };
        let ((), closed) = tokio::join!(racing, close(&admin, &session, 0));
        closed.expect(200);
        sell(7).await;
        let z = admin.get(&z_path(&shop, round)).await.expect(200).json();
        let path = format!("{}/corrections", z_path(&shop, round));
        let late = admin.get(&path).await.expect(200).json()["items"]
            .as_array()
            .unwrap()
            .len();
        let counted = z["takings"]["sales"]["count"].as_u64().unwrap();
        assert!(
            counted >= 1 && late >= 1,
            "round {round}: {counted} in the report, {late} after it"
        );
        assert_eq!(
            counted + late as u64,
            8,
            "round {round}: {counted} in the report, {late} after it"
        );
    }
}
