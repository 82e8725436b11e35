//! The list of products in each of its orders.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::{Client, TestApp};
use uuid::Uuid;

use crate::{apple, change, make};

fn skus(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["sku"].as_str().unwrap()).collect()
}

async fn first_cursor(client: &Client, query: &str) -> String {
    let page = client
        .get(&format!("/products?limit=1&{query}"))
        .await
        .expect(200)
        .json();
    page["next_cursor"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn each_order_has_every_product_once_page_by_page() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let admin = shop.admin();
    let food = admin
        .post("/categories", json!({"name": "Food"}))
        .await
        .expect(201)
        .json();
    let food = food["id"].as_str().unwrap();
    let mut made = Vec::new();
    for (sku, name, category) in [
        ("C-3", "Äpfel", Some(food)),
        ("A-1", "Tea", None),
        ("B-2", "Milk", Some(food)),
        ("a-4", "milk", None),
        ("D-5", "Bread", Some(food)),
    ] {
        let mut body = apple(name, sku);
        body["category_id"] = json!(category);
        made.push(make(&admin, body).await);
        // Equal names stand in the order of their ids, which is that of the moments in which they were made.
        app.clock().advance(TimeDelta::milliseconds(1));
    }
    change(&admin, &made[1], json!({"name": "Tea, black"}))
        .await
        .expect(200);
    let orders = [
        ("name", ["C-3", "D-5", "B-2", "a-4", "A-1"]),
        ("-name", ["A-1", "a-4", "B-2", "D-5", "C-3"]),
        ("sku", ["A-1", "B-2", "C-3", "D-5", "a-4"]),
        ("-sku", ["a-4", "D-5", "C-3", "B-2", "A-1"]),
        ("updated_at", ["C-3", "B-2", "a-4", "D-5", "A-1"]),
        ("-updated_at", ["A-1", "D-5", "a-4", "B-2", "C-3"]),
    ];
    for (sort, wanted) in orders {
        let rows = admin.every("/products", &format!("sort={sort}"), 2).await;
        assert_eq!(skus(&rows), wanted, "{sort}");
        let of_food = wanted.into_iter().filter(|sku| ["C-3", "B-2", "D-5"].contains(sku));
        let rows = admin
            .every("/products", &format!("sort={sort}&category_id={food}&active=true"), 2)
            .await;
        assert_eq!(skus(&rows), of_food.collect::<Vec<_>>(), "{sort}");
        let rows = admin.every("/products", &format!("sort={sort}&active=false"), 2).await;
        assert_eq!(rows.len(), 0, "{sort}");
        // A cursor goes on in its own order only.
        let cursor = first_cursor(&admin, &format!("sort={sort}")).await;
        for (other, _) in orders {
            let answer = admin.get(&format!("/products?sort={other}&cursor={cursor}")).await;
            if other == sort {
                answer.expect(200);
            } else {
                assert_eq!(answer.expect(400).code(), "invalid_cursor", "{sort} in {other}");
            }
        }
    }
    let rows = admin.every("/products", "", 2).await;
    assert_eq!(skus(&rows), orders[0].1, "by name when nobody asks");
}

#[tokio::test]
async fn what_is_found_keeps_its_own_order() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let admin = shop.admin();
    shop.product("TEA", 250).await;
    for beside in [
        "query=tea",
        "sku=TEA",
        "barcode=4006381333931",
        &format!("family_id={}", Uuid::nil()),
    ] {
        admin.get(&format!("/products?{beside}")).await.expect(200);
        let refused = admin.get(&format!("/products?sort=name&{beside}")).await.expect(400);
        assert_eq!(refused.code(), "invalid_query", "{beside}");
        assert_eq!(refused.json()["errors"][0]["pointer"], "?sort", "{beside}");
    }
}

#[tokio::test]
async fn families_are_paged_from_either_end_of_their_names() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let admin = shop.admin();
    for name in ["Shirt", "Älter", "bag"] {
        let body = json!({"name": name, "options": [{"name": "Size", "values": ["S", "M"]}], "tax_category": "standard",
            "price": {"amount_minor": 250}, "variants": [{"sku": format!("{name}-S"), "values": ["S"]}]});
        admin.post("/families", body).await.expect(201);
    }
    for (sort, wanted) in [
        ("", ["Älter", "bag", "Shirt"]),
        ("sort=name", ["Älter", "bag", "Shirt"]),
        ("sort=-name", ["Shirt", "bag", "Älter"]),
    ] {
        let rows = admin.every("/families", sort, 1).await;
        let names: Vec<&str> = rows.iter().map(|row| row["name"].as_str().unwrap()).collect();
        assert_eq!(names, wanted, "{sort}");
        assert!(rows.iter().all(|row| row["variants"] == 1), "{rows:?}");
    }
    let page = admin.get("/families?limit=1&sort=-name").await.json();
    let cursor = page["next_cursor"].as_str().unwrap();
    let other = admin.get(&format!("/families?cursor={cursor}")).await.expect(400);
    assert_eq!(other.code(), "invalid_cursor", "of the other order");
}
