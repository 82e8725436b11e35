//! Finding orders again: the list, its pages and filters, and the receipt.

use serde_json::{Value, json};
use sqlx::Executor as _;
use testkit::TestApp;

#[tokio::test]
async fn pages_have_no_hole_and_no_twin_and_filters_narrow() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let (admin, cashier) = (shop.admin(), shop.cashier().await);
    let product = shop.product("TEA", 250).await;
    let mut sold: Vec<String> = Vec::new();
    for index in 0..7 {
        let seller = if index % 2 == 0 { &admin } else { &cashier };
        let order = shop.sell(seller, &[(product, 1000)]).await.expect(201).json();
        sold.push(order["order"]["id"].as_str().unwrap().to_owned());
        if index % 3 == 0 {
            app.clock().advance(chrono::TimeDelta::milliseconds(1));
        }
    }
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = admin.get(&format!("/orders?limit=2{cursor}")).await.expect(200).json();
        seen.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|o| o["id"].as_str().unwrap().to_owned()),
        );
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let mut sorted = seen.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), 7, "each once");
    let found = |answer: Value| answer["items"].as_array().unwrap().len();
    for (query, wanted) in [
        (format!("cashier_id={}", cashier.user_id()), 3),
        ("receipt_number=4".to_owned(), 1),
        ("status=voided".to_owned(), 0),
        ("status=completed".to_owned(), 7),
        (
            format!("store_id={}&register_id={}", shop.store_id(), shop.register_id()),
            7,
        ),
        ("from=2026-03-02&to=2026-03-02".to_owned(), 7),
        ("from=2026-03-03".to_owned(), 0),
    ] {
        assert_eq!(
            found(admin.get(&format!("/orders?{query}")).await.expect(200).json()),
            wanted,
            "{query}"
        );
    }
    let nothing = admin.get("/orders?receipt_number=0").await.expect(400);
    assert_eq!(nothing.code(), "invalid_query");
    for bad in [
        "limit=0",
        "limit=201",
        "cursor=x",
        "status=lost",
        "colour=red",
        "from=yesterday",
    ] {
        assert_eq!(admin.get(&format!("/orders?{bad}")).await.status(), 400, "{bad}");
    }
}

#[tokio::test]
async fn the_receipt_says_what_was_sold() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let header = json!({"receipt_header": "Corner Shop Ltd\n1 Market Street\nVAT DE123456789"});
    shop.admin()
        .patch(&format!("/stores/{}", shop.store_id()), header)
        .await
        .expect(200);
    app.clock().advance(chrono::TimeDelta::seconds(6));
    let weighed = json!({"name": "Bananas", "sku": "BAN", "tax_category": "reduced", "unit": "kilogram", "price": {"amount_minor": 199, "per_milli": 1000}});
    let bananas = testkit::id(&shop.admin().post("/products", weighed).await.expect(201).json()["id"]);
    let tea = shop.product("TEA", 250).await;
    let mut order = shop
        .order(&shop.admin(), shop.register_id(), &[(bananas, 1250), (tea, 2000)])
        .await;
    order["tenders"][0]["amount_minor"] = json!(1000);
    order["expected"]["change_minor"] = json!(251);
    let sold = shop.admin().post("/orders", order).await.expect(201).json();
    let path = format!(
        "/orders/{}/receipt?original=true",
        sold["order"]["id"].as_str().unwrap()
    );
    let receipt = shop.admin().get(&path).await.expect(200);
    assert_eq!(receipt.header("content-type"), Some("text/plain; charset=utf-8"));
    let wanted = "\
             Corner Shop Ltd
             1 Market Street
             VAT DE123456789
------------------------------------------
A1-000001                 2026-03-02 11:00
Served by                      Olive Owner
------------------------------------------
Bananas
  1.25 kg x 1.99                      2.49
Product TEA
  2 x 2.50                            5.00
------------------------------------------
incl. VAT 20 % on 4.17                0.83
incl. VAT reduced 5 % on 2.37         0.12
TOTAL EUR                             7.49
Cash                                 10.00
Change                                2.51
------------------------------------------
                Thank you!
";
    let label = sold["order"]["receipt_label"].as_str().unwrap();
    let text = receipt.text().replace(label, "A1-000001");
    let lines = |text: &str| {
        let mut lines: Vec<String> = text
            .lines()
            .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&text), lines(wanted), "\n{text}");
    assert!(receipt.text().lines().all(|line| line.chars().count() <= 42));
}

/// However often lists were asked for before, and with whatever filters: a receipt in a customer's hand is found by its index.
#[tokio::test]
async fn a_receipt_number_is_looked_up_and_not_searched_for() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let product = shop.product("TEA", 250).await;
    shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201);
    let mut admin = app.admin_connection().await;
    for statement in [
        "INSERT INTO orders.orders SELECT (jsonb_populate_record(o, jsonb_build_object(
             'id', gen_random_uuid(), 'receipt_number', 1000 + g, 'created_at', o.created_at - g * interval '1 minute'))).*
         FROM orders.orders o, generate_series(1, 3000) g",
        "ANALYZE orders.orders",
    ] {
        admin.execute(statement).await.unwrap();
    }
    // By now a plan would be kept for good, if Postgres took one that fits all filters for cheaper.
    for _ in 0..20 {
        shop.admin().get("/orders?limit=2").await.expect(200);
    }
    let lookups = 12;
    for _ in 0..lookups {
        let found = shop.admin().get("/orders?receipt_number=2500").await.expect(200).json();
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
    }
    // Postgres counts an index's uses a little later, and when the connection is used again.
    let mut used: i64 = 0;
    for _ in 0..60 {
        shop.admin().get("/orders?limit=2").await.expect(200);
        used = sqlx::query_scalar("SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'orders_receipt'")
            .fetch_one(&mut admin)
            .await
            .unwrap();
        if used >= lookups {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
    }
    panic!("the index was used {used} times for {lookups} lookups");
}
