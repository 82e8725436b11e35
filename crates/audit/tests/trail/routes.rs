//! Searching and taking out.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::{Folder, app, shop};

fn numbers(page: &Value) -> Vec<i64> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["number"].as_i64().unwrap())
        .collect()
}

#[tokio::test]
async fn entries_are_found_by_each_filter_and_paged_without_a_gap() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = shop(&app, "corner", 3).await;
    let (admin, manager) = (shop.admin(), shop.manager().await);
    app.clock().advance(TimeDelta::seconds(90));
    let renamed = manager
        .post("/categories", json!({"name": "Drinks"}))
        .await
        .expect(201)
        .json();
    app.settle().await;
    let list = async |query: &str| admin.get(&format!("/audit/entries?{query}")).await.expect(200).json();
    let all = list("limit=200").await;
    assert!(all["next_cursor"].is_null());
    let all_numbers = numbers(&all);
    let mut paged = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = list(&format!("limit=3{cursor}")).await;
        paged.extend(numbers(&page));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(paged, all_numbers);
    assert_eq!(
        all_numbers.len(),
        usize::try_from(*all_numbers.iter().max().unwrap()).unwrap()
    );

    let newest = numbers(&all)[0];
    let category = renamed["id"].as_str().unwrap();
    assert_eq!(numbers(&list(&format!("subject_id={category}")).await), [newest]);
    assert_eq!(numbers(&list("action=category.created").await), [newest]);
    let of_manager = list(&format!("user_id={}&from=2026-03-02T10:01:00Z", manager.user_id())).await;
    assert_eq!(numbers(&of_manager), [newest]);
    assert_eq!(list("to=2026-03-02T10:00:00Z").await["items"], json!([]));
    let in_store = list(&format!("store_id={}&action=order.completed", shop.store_id())).await;
    assert_eq!(in_store["items"].as_array().unwrap().len(), 3);
    for wrong in [
        "action=",
        "action=Order",
        "action=a%27b",
        "from=yesterday",
        "limit=201",
        "user_id=1",
    ] {
        let refused = admin.get(&format!("/audit/entries?{wrong}")).await.expect(400);
        assert_eq!(refused.code(), "invalid_query", "{wrong}");
    }
}

/// A void keeps its sale's number nowhere, and a plan for a price not the product's name: other entries about the same have them.
#[tokio::test]
async fn an_entry_says_what_it_is_about_by_the_name_that_the_trail_knows() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let (shop, other) = (shop(&app, "corner", 1).await, shop(&app, "other", 1).await);
    let admin = shop.admin();
    let list =
        async |query: &str| admin.get(&format!("/audit/entries?{query}")).await.expect(200).json()["items"].clone();
    let sold = list("action=order.completed").await[0].clone();
    let order = sold["subject_id"].as_str().unwrap().to_owned();
    let sale = admin.get(&format!("/orders/{order}")).await.expect(200).json();
    assert_eq!(sold["subject"], sale["receipt_label"]);
    admin
        .post(&format!("/orders/{order}/void"), json!({"reason": "wrong goods"}))
        .await
        .expect(200);
    let made = list("action=product.created").await[0].clone();
    let product = made["subject_id"].as_str().unwrap();
    let tea = admin.get(&format!("/products/{product}")).await.expect(200).json();
    assert_eq!(made["subject"], tea["name"]);
    app.settle().await;
    let voided = list("action=order.voided").await[0].clone();
    assert_eq!(voided["subject"], sale["receipt_label"]);
    let detail = admin
        .get(&format!("/audit/entries/{}", voided["id"].as_str().unwrap()))
        .await
        .expect(200)
        .json();
    assert_eq!(detail["subject"], sale["receipt_label"]);
    // Nobody's name, and nothing of another shop.
    assert_eq!(list("action=auth.signed_in").await[0]["subject"], Value::Null);
    let theirs = other
        .admin()
        .get(&format!("/audit/entries?subject_id={order}"))
        .await
        .expect(200)
        .json();
    assert_eq!(theirs["items"], json!([]));
}

#[tokio::test]
async fn one_entry_says_what_changed_and_another_tenants_is_not_found() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let (shop, other) = (shop(&app, "corner", 0).await, shop(&app, "other", 0).await);
    let admin = shop.admin();
    admin.patch("/shop", json!({"name": "Renamed"})).await.expect(200);
    app.settle().await;
    let page = admin
        .get("/audit/entries?action=auth.shop_updated")
        .await
        .expect(200)
        .json();
    let path = format!("/audit/entries/{}", page["items"][0]["id"].as_str().unwrap());
    let entry = admin.get(&path).await.expect(200).json();
    assert!(entry["before"].as_str().unwrap().contains("Shop corner"));
    assert!(entry["after"].as_str().unwrap().contains("Renamed"));
    assert_eq!(entry["hash"].as_str().unwrap().len(), 64);
    assert_eq!(other.admin().get(&path).await.expect(404).code(), "not_found");
    assert!(page["items"][0].get("after").is_none(), "a list is light");
}

#[tokio::test]
async fn the_trail_is_for_those_who_may_see_all_of_it() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = shop(&app, "corner", 0).await;
    let of_one_store = shop.hire("admin", Some(shop.store_id())).await;
    for caller in [shop.cashier().await, shop.manager().await, of_one_store] {
        for path in ["/audit/entries", "/audit/entries/export", "/audit/checkpoints"] {
            assert_eq!(caller.get(path).await.expect(403).code(), "forbidden", "{path}");
        }
    }
}

#[tokio::test]
async fn the_file_has_every_entry_with_its_hash_and_no_formula() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = shop(&app, "corner", 2).await;
    let admin = shop.admin();
    let sold = admin.get("/orders").await.expect(200).json();
    let path = format!("/orders/{}/void", sold["items"][0]["id"].as_str().unwrap());
    admin.post(&path, json!({"reason": "=HYPERLINK(1)"})).await.expect(200);
    app.settle().await;
    let all = admin.get("/audit/entries?limit=200").await.expect(200).json();
    let file = admin.get("/audit/entries/export").await.expect(200);
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    let text = file.text();
    assert_eq!(text.lines().count(), 1 + numbers(&all).len());
    assert!(text.contains(",'=HYPERLINK(1),"), "{text}");
    let id = all["items"][0]["id"].as_str().unwrap();
    let newest = admin.get(&format!("/audit/entries/{id}")).await.expect(200).json();
    assert!(text.lines().nth(1).unwrap().ends_with(newest["hash"].as_str().unwrap()));
    let voided = admin
        .get("/audit/entries/export?action=order.voided")
        .await
        .expect(200)
        .text();
    assert_eq!(voided.lines().count(), 2);
}

#[tokio::test]
async fn a_shop_can_keep_its_own_checkpoints() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let (shop, _other) = (shop(&app, "corner", 1).await, shop(&app, "other", 1).await);
    let page = shop.admin().get("/audit/checkpoints").await.expect(200).json();
    let line: audit::CheckpointLine = serde_json::from_value(page["items"][0].clone()).unwrap();
    let key: audit::KeyLine = serde_json::from_value(page["keys"][0].clone()).unwrap();
    assert_eq!(
        (page["items"].as_array().unwrap().len(), line.tenant),
        (1, shop.tenant_id().uuid())
    );
    let mut keys = audit::Keys::default();
    assert!(keys.add(&key) && keys.signed(&audit::Checkpoint::of(&line).unwrap()));
}
