use serde_json::{Value, json};
use testkit::TestApp;
use uuid::Uuid;

use crate::{apple, change, coded, field, make, path, pointers};

#[tokio::test]
async fn a_product_is_made_and_read() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let body = json!({"name": " Apple Braeburn ", "sku": "FRT-001", "barcodes": ["4006381333931", "ABC-1"], "tax_category": "reduced",
        "unit": "kilogram", "price": {"amount_minor": 249, "per_milli": 500}, "image": "apple.webp"});
    let made = make(&shop.manager().await, body).await;
    assert_eq!(
        made,
        json!({"id": made["id"], "name": "Apple Braeburn", "sku": "FRT-001", "barcodes": ["4006381333931", "ABC-1"], "category_id": null,
            "tax_category": "reduced", "unit": "kilogram", "price": {"amount_minor": 249, "per_milli": 500}, "store_prices": [], "image": "apple.webp",
            "variant": null, "active": true, "rev": 1, "created_at": "2026-03-02T10:00:00Z", "updated_at": "2026-03-02T10:00:00Z"})
    );
    assert_eq!(
        shop.cashier().await.get(&path(&made, "")).await.expect(200).json(),
        made
    );
    let plain = make(&shop.admin(), apple("Pear", "FRT-002")).await;
    assert_eq!(
        (&plain["unit"], &plain["price"], &plain["barcodes"]),
        (
            &json!("piece"),
            &json!({"amount_minor": 249, "per_milli": 1000}),
            &json!([])
        )
    );
}

#[tokio::test]
async fn a_change_moves_the_revision_and_needs_the_newest_one() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let first = make(&admin, coded("Apple", "A", &["1", "2"])).await;
    app.clock().advance(chrono::TimeDelta::seconds(5));
    let body = json!({"name": "Apple red", "barcodes": ["2", "3"], "price": {"amount_minor": 199}, "unit": "litre", "tax_category": "standard"});
    let second = change(&admin, &first, body).await.expect(200).json();
    assert_eq!(
        (&second["name"], &second["sku"], &second["barcodes"]),
        (&json!("Apple red"), &json!("A"), &json!(["2", "3"]))
    );
    assert_eq!(
        (&second["price"]["amount_minor"], &second["rev"], &second["unit"]),
        (&json!(199), &json!(2), &json!("litre"))
    );
    assert_eq!(
        (&second["created_at"], &second["updated_at"]),
        (&first["created_at"], &json!("2026-03-02T10:00:05Z"))
    );

    let late = change(&admin, &first, json!({"name": "Apple green"})).await.expect(409);
    assert_eq!(
        (late.code(), &late.json()["rev"]),
        ("product_changed".to_owned(), &json!(2))
    );
    assert_eq!(admin.get(&path(&first, "")).await.expect(200).json(), second);
    // Nothing new is no change: no revision, no row in the history.
    let same = change(&admin, &second, json!({"name": "Apple red"}))
        .await
        .expect(200)
        .json();
    assert_eq!(same, second);
    assert_eq!(
        admin.get(&path(&first, "/history")).await.expect(200).json()["items"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[tokio::test]
async fn of_two_changes_at_once_one_is_refused() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    let changes = (0..8).map(|n| change(&admin, &product, json!({"name": format!("Apple {n}")})));
    let answers = futures_util::future::join_all(changes).await;
    let (made, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status() == 200);
    assert_eq!((made.len(), refused.len()), (1, 7));
    assert!(refused.iter().all(|answer| answer.code() == "product_changed"));
    assert_eq!(admin.get(&path(&product, "")).await.json(), made[0].json());
}

#[tokio::test]
async fn a_product_leaves_the_sale_and_comes_back() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    let off = admin
        .post(&path(&product, "/deactivate"), json!({}))
        .await
        .expect(200)
        .json();
    assert_eq!((&off["active"], &off["rev"]), (&json!(false), &json!(2)));
    // Again, with another key: it is off sale already.
    let again = admin
        .post(&path(&product, "/deactivate"), json!({}))
        .await
        .expect(200)
        .json();
    assert_eq!(again, off);
    assert_eq!(field(&admin.get("/products?active=false").await.json(), "sku"), ["A"]);
    assert!(field(&admin.get("/products?active=true").await.json(), "sku").is_empty());
    let back = admin
        .post(&path(&product, "/activate"), json!({}))
        .await
        .expect(200)
        .json();
    assert_eq!((&back["active"], &back["rev"]), (&json!(true), &json!(3)));
    assert_eq!(
        admin
            .post(&path(&product, "/activate"), json!({"x": 1}))
            .await
            .expect(400)
            .code(),
        "invalid_body"
    );
}

#[tokio::test]
async fn a_sku_and_a_barcode_name_one_product_of_the_shop_on_sale_or_not() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("one").await, app.shop("two").await);
    let admin = shop.admin();
    let first = make(&admin, coded("Apple", "A", &["036000291452"])).await;
    admin.post(&path(&first, "/deactivate"), json!({})).await.expect(200);
    assert_eq!(
        admin.post("/products", apple("Pear", "A")).await.expect(409).code(),
        "sku_taken"
    );
    let taken = admin
        .post("/products", coded("Pear", "B", &["77", "0036000291452"]))
        .await
        .expect(409);
    assert_eq!(taken.code(), "barcode_taken");
    let problem = taken.json();
    assert_eq!(
        (&problem["barcode"], &problem["product_id"]),
        (&json!("0036000291452"), &first["id"])
    );
    assert!(problem["detail"].as_str().unwrap().contains("0036000291452"));

    let second = make(&admin, coded("Pear", "a", &["77"])).await;
    assert_eq!(
        change(&admin, &second, json!({"sku": "A"})).await.expect(409).code(),
        "sku_taken"
    );
    assert_eq!(
        change(&admin, &second, json!({"barcodes": ["036000291452"]}))
            .await
            .expect(409)
            .code(),
        "barcode_taken"
    );
    // Nothing of a refused change stays, and its revision is not lost to the feed.
    assert_eq!(admin.get(&path(&second, "")).await.json(), second);
    // Another shop has its own numbers, and cannot tell that these exist.
    make(&other.admin(), coded("Apple", "A", &["036000291452"])).await;
    // A barcode that a product gave up is free.
    change(&admin, &second, json!({"barcodes": []})).await.expect(200);
    make(&admin, coded("Plum", "C", &["77"])).await;
}

#[tokio::test]
async fn two_products_made_at_once_with_one_number_are_one() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let same_sku = (0..6).map(|n| admin.post("/products", apple(&format!("Apple {n}"), "A")));
    let answers = futures_util::future::join_all(same_sku).await;
    assert_eq!(answers.iter().filter(|answer| answer.status() == 201).count(), 1);
    assert!(
        answers
            .iter()
            .all(|answer| answer.status() == 201 || answer.code() == "sku_taken")
    );
    let bodies: Vec<Value> = (0..6).map(|n| coded("Apple", &format!("B{n}"), &["1"])).collect();
    let answers = futures_util::future::join_all(bodies.into_iter().map(|body| admin.post("/products", body))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status() == 201).count(), 1);
    assert!(
        answers
            .iter()
            .all(|answer| answer.status() == 201 || answer.code() == "barcode_taken")
    );
}

#[tokio::test]
async fn the_same_request_twice_is_one_product_and_one_answer() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let first = admin
        .post_with_key("k-1", "/products", apple("Apple", "A"))
        .await
        .expect(201);
    let again = admin
        .post_with_key("k-1", "/products", apple("Apple", "A"))
        .await
        .expect(201);
    assert_eq!(first.bytes(), again.bytes());
    assert_eq!(
        (first.header("idempotent-replayed"), again.header("idempotent-replayed")),
        (None, Some("true"))
    );
    assert_eq!(
        admin
            .post_with_key("k-1", "/products", apple("Apple", "B"))
            .await
            .expect(422)
            .code(),
        "idempotency_key_reused"
    );
    assert_eq!(
        admin.get("/products").await.json()["items"].as_array().unwrap().len(),
        1
    );
    // A refusal is not kept: the same key may be used for the mended request.
    admin
        .post_with_key("k-2", "/products", apple("Pear", "A"))
        .await
        .expect(409);
    admin
        .post_with_key("k-2", "/products", apple("Pear", "B"))
        .await
        .expect(201);

    let off = admin
        .post_with_key("k-3", &path(&first.json(), "/deactivate"), json!({}))
        .await
        .expect(200);
    admin
        .post(&path(&first.json(), "/activate"), json!({}))
        .await
        .expect(200);
    let replayed = admin
        .post_with_key("k-3", &path(&first.json(), "/deactivate"), json!({}))
        .await
        .expect(200);
    assert_eq!(off.bytes(), replayed.bytes());
    assert_eq!(admin.get(&path(&first.json(), "")).await.json()["active"], true);
}

#[tokio::test]
async fn what_is_wrong_is_told_with_its_place() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let body = json!({"name": "a\u{0}b", "sku": "A B", "barcodes": ["1 2"], "tax_category": "VAT 20", "image": "x".repeat(501),
        "price": {"amount_minor": 1_000_000_000_001_i64, "per_milli": 0}});
    let wrong = admin.post("/products", body).await.expect(400);
    let expected = [
        "/name",
        "/sku",
        "/barcodes/0",
        "/tax_category",
        "/price/amount_minor",
        "/price/per_milli",
        "/image",
    ];
    assert_eq!(
        (wrong.code(), pointers(&wrong)),
        ("invalid_body".to_owned(), expected.map(str::to_owned).to_vec())
    );
    for (field, value) in [
        ("price", json!({"amount_minor": 2.5})),
        ("price", json!({"amount_minor": "2"})),
        ("unit", json!("dozen")),
        ("active", json!(false)),
        ("tenant_id", json!(Uuid::now_v7())),
        ("barcodes", json!(["1", "1"])),
        ("barcodes", json!((0..21).map(|n| n.to_string()).collect::<Vec<_>>())),
        ("category_id", json!("x")),
    ] {
        let mut body = apple("Apple", "A");
        body[field] = value;
        assert_eq!(
            admin.post("/products", body).await.expect(400).code(),
            "invalid_body",
            "{field}"
        );
    }
    let product = make(&admin, apple("Apple", "A")).await;
    assert_eq!(
        admin
            .patch(&path(&product, ""), json!({"name": "Pear"}))
            .await
            .expect(400)
            .code(),
        "invalid_body"
    );
    assert_eq!(
        pointers(
            &change(&admin, &product, json!({"name": " ", "image": ""}))
                .await
                .expect(400)
        ),
        ["/name", "/image"]
    );
    assert_eq!(admin.get("/products/7").await.expect(400).code(), "invalid_path");
}

#[tokio::test]
async fn cashiers_read_and_never_write() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let product = make(&shop.admin(), apple("Apple", "A")).await;
    let cashier = shop.cashier().await;
    assert_eq!(
        cashier.post("/products", apple("Pear", "B")).await.expect(403).code(),
        "forbidden"
    );
    assert_eq!(
        change(&cashier, &product, json!({"price": {"amount_minor": 1}}))
            .await
            .expect(403)
            .code(),
        "forbidden"
    );
    for address in ["/deactivate", "/activate"] {
        assert_eq!(
            cashier
                .post(&path(&product, address), json!({}))
                .await
                .expect(403)
                .code(),
            "forbidden"
        );
    }
    for address in ["/history", "/prices"] {
        assert_eq!(
            cashier.get(&path(&product, address)).await.expect(403).code(),
            "forbidden"
        );
    }
    cashier.get("/products").await.expect(200);
    cashier.get("/catalog/changes").await.expect(200);
}

#[tokio::test]
async fn another_shops_product_is_like_none_at_all() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("one").await, app.shop("two").await);
    let product = make(&shop.admin(), apple("Apple", "A")).await;
    let (foreign, random) = (path(&product, ""), format!("/products/{}", Uuid::now_v7()));
    let stranger = other.admin();
    for below in ["", "/history", "/prices"] {
        let (seen, unseen) = (
            stranger.get(&format!("{foreign}{below}")).await,
            stranger.get(&format!("{random}{below}")).await,
        );
        assert_eq!((seen.status(), seen.code()), (404, "not_found".to_owned()), "{below}");
        assert_eq!((seen.status(), seen.code()), (unseen.status(), unseen.code()));
    }
    assert_eq!(
        stranger
            .patch(&foreign, json!({"rev": 1, "name": "Mine"}))
            .await
            .expect(404)
            .code(),
        "not_found"
    );
    assert_eq!(
        stranger
            .post(&format!("{foreign}/deactivate"), json!({}))
            .await
            .expect(404)
            .code(),
        "not_found"
    );
    assert!(field(&stranger.get("/products?query=apple").await.json(), "id").is_empty());
    assert_eq!(shop.admin().get(&foreign).await.expect(200).json(), product);
}
