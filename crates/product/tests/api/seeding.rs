use contracts::contexts::PRODUCT;
use product::{NewCategory, NewProduct, Price, seed_categories, seed_products};
use serde_json::{Value, json};
use testkit::{Shop, TestApp};

use crate::{apple, coded, field, make};

/// Goods as a supermarket has them.
pub fn goods(count: usize) -> Vec<NewProduct> {
    const WORDS: [&str; 8] = ["Apple", "Banana", "Café", "Milk", "Bread", "Cheese", "Organic", "Juice"];
    let word = |n: usize| WORDS[n % WORDS.len()];
    (0..count)
        .map(|n| NewProduct {
            name: format!("{} {} {n}", word(n), word(n / 8 + 1)),
            sku: format!("SKU-{n:06}"),
            barcodes: vec![format!("20{n:011}")],
            category_id: None,
            tax_category: "standard".to_owned(),
            unit: contracts::product::Unit::Piece,
            price: Price {
                amount_minor: 100 + n as i64 % 900,
                per_milli: 1000,
            },
            image: None,
            variant: None,
        })
        .collect()
}

async fn counts(app: &TestApp, shop: &Shop) -> Vec<i64> {
    let mut rows = app.admin_connection().await;
    let mut counts = Vec::new();
    for table in ["product", "barcode", "price", "product_change"] {
        let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM product.{table} WHERE tenant_id = $1"));
        counts.push(
            sqlx::query_scalar(sql)
                .bind(shop.tenant_id().uuid())
                .fetch_one(&mut rows)
                .await
                .unwrap(),
        );
    }
    counts
}

#[tokio::test]
async fn thousands_are_made_at_once_as_if_one_by_one() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let known = make(&admin, coded("Known", "SKU-000003", &["77"])).await;
    let made = seed_products(app.deps(PRODUCT), &shop.caller(), goods(2500), 1000)
        .await
        .unwrap();
    assert_eq!(made, 2499);
    assert_eq!(counts(&app, &shop).await, [2500; 4]);
    // Once more makes nothing: what is there is passed over.
    assert_eq!(
        seed_products(app.deps(PRODUCT), &shop.caller(), goods(2500), 1000)
            .await
            .unwrap(),
        0
    );
    assert_eq!(admin.get("/products?sku=SKU-000003").await.json()["items"][0], known);

    // They are like any other: found, changed, followed.
    let found = admin
        .get("/products?query=caf%20banana%20sku-000010")
        .await
        .expect(200)
        .json();
    assert_eq!(found["items"].as_array().unwrap().len(), 0);
    let found = admin.get("/products?barcode=2000000000010").await.expect(200).json();
    assert_eq!(field(&found, "sku"), ["SKU-000010"]);
    let product = &found["items"][0];
    let changed = crate::change(&admin, product, json!({"price": {"amount_minor": 1}}))
        .await
        .expect(200)
        .json();
    assert_eq!(changed["rev"], 2501);
    assert_eq!(
        field(&admin.get(&crate::path(product, "/history")).await.json(), "action"),
        ["price_changed", "created"]
    );
    let page = admin.get("/catalog/changes?limit=5000").await.expect(200).json();
    assert_eq!(
        (page["items"].as_array().unwrap().len(), &page["total"], &page["rev"]),
        (2500, &json!(2500), &json!(2501))
    );
}

#[tokio::test]
async fn a_chunk_tells_one_event_with_its_revisions() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    seed_products(app.deps(PRODUCT), &shop.caller(), goods(25), 10)
        .await
        .unwrap();
    app.settle().await;
    let mut rows = app.admin_connection().await;
    let told: Vec<(String, String)> =
        sqlx::query_as("SELECT type, data FROM product.outbox WHERE type LIKE 'product.%' ORDER BY position")
            .fetch_all(&mut rows)
            .await
            .unwrap();
    let told: Vec<Value> = told
        .iter()
        .map(|(kind, data)| {
            assert_eq!(kind, contracts::product::PRODUCT_IMPORTED);
            serde_json::from_str(data).unwrap()
        })
        .collect();
    let expected = [(1, 10, 10), (11, 20, 10), (21, 25, 5)];
    assert_eq!(
        told,
        expected.map(|(from, to, rows)| json!({"from_rev": from, "to_rev": to, "rows": rows}))
    );
    // The first event about an imported product is its number one.
    let product = shop.admin().get("/products?sku=SKU-000001").await.json()["items"][0].clone();
    crate::change(&shop.admin(), &product, json!({"name": "Other"}))
        .await
        .expect(200);
    let versions: Vec<i32> =
        sqlx::query_scalar("SELECT aggregate_version FROM product.outbox WHERE type = 'product.updated'")
            .fetch_all(&mut rows)
            .await
            .unwrap();
    assert_eq!(versions, [1]);
}

#[tokio::test]
async fn a_list_with_a_fault_writes_nothing_and_says_where() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let mut list = goods(30);
    list[17].price.amount_minor = -1;
    let error = seed_products(app.deps(PRODUCT), &shop.caller(), list, 10)
        .await
        .unwrap_err();
    assert_eq!(
        (error.code(), &error.problem()["errors"][0]["pointer"]),
        ("invalid_body", &json!("/17/price/amount_minor"))
    );
    make(&shop.admin(), coded("Taken", "T", &["2000000000005"])).await;
    let error = seed_products(app.deps(PRODUCT), &shop.caller(), goods(30), 100)
        .await
        .unwrap_err();
    assert_eq!(error.code(), "barcode_taken");
    assert_eq!(counts(&app, &shop).await, [1; 4]);
    // A SKU twice in one list is one product.
    let twice: NewProduct = serde_json::from_value(apple("Apple", "A")).unwrap();
    assert_eq!(
        seed_products(app.deps(PRODUCT), &shop.caller(), vec![twice.clone(), twice], 10)
            .await
            .unwrap(),
        1
    );
    let mut cashier = shop.caller();
    cashier.grants = std::sync::Arc::new([kernel::caller::Grant {
        role: kernel::Role::Cashier,
        store: None,
    }]);
    assert_eq!(
        seed_products(app.deps(PRODUCT), &cashier, goods(1), 10)
            .await
            .unwrap_err()
            .code(),
        "forbidden"
    );
}

#[tokio::test]
async fn categories_are_made_once_by_name() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let named = |name: &str| NewCategory {
        name: name.to_owned(),
        color: None,
        position: None,
    };
    let deps = app.deps(PRODUCT);
    let first = seed_categories(deps, &shop.caller(), vec![named("Fruit"), named("Bread")])
        .await
        .unwrap();
    let again = seed_categories(
        deps,
        &shop.caller(),
        vec![named("bread"), named("Wine"), named("Fruit")],
    )
    .await
    .unwrap();
    assert_eq!((again[0], again[2]), (first[1], first[0]));
    assert_eq!(
        field(&shop.admin().get("/categories").await.json(), "name"),
        ["Fruit", "Bread", "Wine"]
    );
}
