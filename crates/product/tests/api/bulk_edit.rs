//! The same change of many products: tried, done as a whole or not at all, and told once.

use serde_json::{Value, json};
use testkit::{Answer, Client, TestApp};

use crate::{apple, field, make, path, pointers};

async fn edit(client: &Client, products: &[&Value], dry_run: bool, change: Value) -> Answer {
    let ids: Vec<&Value> = products.iter().map(|product| &product["id"]).collect();
    let mut body = json!({"product_ids": ids, "dry_run": dry_run});
    body.as_object_mut()
        .unwrap()
        .extend(change.as_object().unwrap().clone());
    client.post("/products/bulk-edit", body).await
}

async fn prices(client: &Client, products: &[&Value]) -> Vec<i64> {
    let mut prices = Vec::new();
    for product in products {
        prices.push(
            client.get(&path(product, "")).await.json()["price"]["amount_minor"]
                .as_i64()
                .unwrap(),
        );
    }
    prices
}

#[tokio::test]
async fn a_change_of_many_is_tried_and_then_done_once() {
    let app = TestApp::start().await;
    let admin = app.shop("green-grocer").await.admin();
    let fruit = admin
        .post("/categories", json!({"name": "Fruit"}))
        .await
        .expect(201)
        .json()["id"]
        .clone();
    let (one, two) = (
        make(&admin, apple("Apple", "A")).await,
        make(&admin, apple("Pear", "P")).await,
    );
    let mut third = apple("Plum", "U");
    third["category_id"] = fruit.clone();
    third["price"]["amount_minor"] = json!(100);
    let third = make(&admin, third).await;
    let all = [&one, &two, &third];
    let change = json!({"category_id": fruit, "active": false, "price": {"share_micro": 100_000, "round_to_minor": 5}});
    let tried = edit(&admin, &all, true, change.clone()).await.expect(200).json();
    assert_eq!((&tried["changed"], &tried["unchanged"]), (&json!(3), &json!(0)));
    let after = &tried["items"][0]["after"];
    assert_eq!(
        (&after["price"]["amount_minor"], &after["active"], &after["category_id"]),
        (&json!(275), &json!(false), &fruit)
    );
    assert_eq!(tried["items"][0]["before"]["price"]["amount_minor"], 249);
    assert_eq!(prices(&admin, &all).await, [249, 249, 100], "it was only tried");

    let cursor = admin.get("/catalog/changes").await.json()["next_cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    let done = edit(&admin, &all, false, change).await.expect(200).json();
    assert_eq!((&done["items"], &done["dry_run"]), (&tried["items"], &json!(false)));
    assert_eq!(prices(&admin, &all).await, [275, 275, 110]);
    let told = admin.get(&format!("/catalog/changes?cursor={cursor}")).await.json();
    assert_eq!(
        (told["deleted"].as_array().unwrap().len(), &told["total"]),
        (3, &json!(0))
    );
    let history = admin.get(&path(&one, "/history")).await.json();
    assert_eq!(field(&history, "action"), ["deactivated", "created"]);
    assert_eq!(
        admin
            .get(&format!("/products?query=plum&category_id={}", fruit.as_str().unwrap()))
            .await
            .json()["items"][0]["active"],
        false
    );
    for (what, sql) in [
        (
            "events",
            "SELECT count(*) FROM product.outbox WHERE type = 'product.imported'",
        ),
        (
            "audit rows",
            "SELECT count(*) FROM product.audit_event WHERE action = 'product.bulk_edited'",
        ),
    ] {
        let count: i64 = sqlx::query_scalar(sql)
            .fetch_one(&mut app.admin_connection().await)
            .await
            .unwrap();
        assert_eq!(count, 1, "{what}");
    }
    // What is so already does not change.
    let again = edit(&admin, &all, false, json!({"active": false}))
        .await
        .expect(200)
        .json();
    assert_eq!((&again["changed"], &again["unchanged"]), (&json!(0), &json!(3)));
}

#[tokio::test]
async fn one_that_cannot_be_changed_keeps_all_as_they_are() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("other").await);
    let admin = shop.admin();
    let dear = make(&admin, apple("Apple", "A")).await;
    let mut cheap = apple("Pear", "P");
    cheap["price"]["amount_minor"] = json!(10);
    let cheap = make(&admin, cheap).await;
    let theirs = make(&other.admin(), apple("Plum", "U")).await;
    let lower = json!({"price": {"add_minor": -50}});
    let refused = edit(&admin, &[&dear, &cheap, &theirs], false, lower.clone())
        .await
        .expect(422);
    assert_eq!(
        (refused.code().as_str(), pointers(&refused)),
        (
            "bulk_edit_refused",
            vec!["/product_ids/2".to_owned(), "/product_ids/1".to_owned()]
        )
    );
    assert_eq!(prices(&admin, &[&dear, &cheap]).await, [249, 10]);
    edit(&admin, &[&dear], false, lower).await.expect(200);
    assert_eq!(prices(&admin, &[&dear]).await, [199]);
}

#[tokio::test]
async fn a_change_that_says_nothing_too_much_or_two_things_is_refused() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    for (change, pointer) in [
        (json!({}), ""),
        (json!({"price": {}}), "/price"),
        (json!({"price": {"share_micro": 1, "add_minor": 1}}), "/price"),
        (json!({"price": {"add_minor": 1, "round_to_minor": 5}}), "/price"),
        (json!({"price": {"share_micro": -1_000_001}}), "/price/share_micro"),
        (
            json!({"price": {"share_micro": 1, "round_to_minor": 0}}),
            "/price/round_to_minor",
        ),
        (json!({"tax_category": "X"}), "/tax_category"),
    ] {
        let refused = edit(&admin, &[&product], false, change.clone()).await.expect(400);
        assert_eq!(pointers(&refused), [pointer], "{change}");
    }
    let active = json!({"active": true});
    assert_eq!(
        pointers(&edit(&admin, &[], false, active.clone()).await.expect(400)),
        ["/product_ids"]
    );
    assert_eq!(
        pointers(
            &edit(&admin, &[&product, &product], false, active.clone())
                .await
                .expect(400)
        ),
        ["/product_ids"]
    );
    let nowhere = json!({"category_id": uuid::Uuid::now_v7()});
    assert_eq!(
        edit(&admin, &[&product], false, nowhere).await.expect(422).code(),
        "unknown_category"
    );
    edit(&shop.cashier().await, &[&product], true, active).await.expect(403);
}
