//! Sales found by what was sold and for how much, and as a file.

use serde_json::json;
use testkit::TestApp;

#[tokio::test]
async fn a_sale_is_found_by_its_goods_and_its_amount_and_the_file_has_what_the_list_has() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let (tea, milk) = (shop.product("TEA", 250).await, shop.product("MILK", 120).await);
    let admin = shop.admin();
    for lines in [vec![(tea, 1000)], vec![(milk, 1000)], vec![(tea, 1000), (milk, 2000)]] {
        shop.sell(&admin, &lines).await.expect(201);
    }
    let days = "from=2026-03-02&to=2026-03-02";
    for (query, receipts) in [
        (format!("{days}&product_id={milk}"), vec![3, 2]),
        ("total_from_minor=250&total_to_minor=489".to_owned(), vec![1]),
        ("total_from_minor=490".to_owned(), vec![3]),
        ("total_to_minor=249".to_owned(), vec![2]),
    ] {
        let page = admin.get(&format!("/orders?{query}")).await.expect(200).json();
        let found: Vec<i64> = page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|o| o["receipt_number"].as_i64().unwrap())
            .collect();
        assert_eq!(found, receipts, "{query}");
        if !query.starts_with("total") {
            let file = admin.get(&format!("/orders/export?{query}")).await.expect(200).text();
            let numbers: Vec<&str> = file.lines().skip(1).map(|l| l.split(',').next().unwrap()).collect();
            assert_eq!(numbers.len(), receipts.len(), "{file}");
        }
    }
    // Each order's pages have each sale once.
    for (sort, receipts) in [
        ("-created_at", [3, 2, 1]),
        ("created_at", [1, 2, 3]),
        ("-total", [3, 1, 2]),
        ("total", [2, 1, 3]),
    ] {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        while seen.len() < 4 {
            let page = admin
                .get(&format!("/orders?{days}&sort={sort}&limit=1{cursor}"))
                .await
                .expect(200)
                .json();
            seen.push(page["items"][0]["receipt_number"].as_i64().unwrap());
            let Some(next) = page["next_cursor"].as_str() else {
                break;
            };
            let other = if sort == "total" { "created_at" } else { "total" };
            let mixed = admin.get(&format!("/orders?{days}&sort={other}&cursor={next}")).await;
            assert_eq!(mixed.expect(400).code(), "invalid_cursor");
            cursor = format!("&cursor={next}");
        }
        assert_eq!(seen, receipts, "{sort}");
    }
    for refused in [
        "/orders?sort=-total".to_owned(),
        "/orders?sort=total&from=2026-03-01&to=2026-04-01".to_owned(),
        "/orders?sort=size".to_owned(),
        format!("/orders?product_id={milk}"),
        format!("/orders?product_id={milk}&from=2026-03-01&to=2026-04-01"),
        "/orders/export".to_owned(),
        "/orders/export?from=2025-01-01&to=2026-01-02".to_owned(),
    ] {
        assert_eq!(
            admin.get(&refused).await.expect(400).code(),
            "invalid_query",
            "{refused}"
        );
    }
}

/// More sales than one page of the file, with a store's name that a spreadsheet would take for a formula.
#[tokio::test]
async fn the_file_has_every_sale_once_and_nothing_that_calculates() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let tea = shop.product("TEA", 250).await;
    let renamed = json!({"name": "=SUM(A1)"});
    shop.admin()
        .patch(&format!("/stores/{}", shop.store_id()), renamed)
        .await
        .expect(200);
    // Longer than a service remembers a store.
    app.clock().advance(chrono::TimeDelta::minutes(2));
    shop.sell(&shop.admin(), &[(tea, 1000)]).await.expect(201);
    let mut admin = app.admin_connection().await;
    // 1,500 copies of it, each with a number and an id of its own.
    sqlx::raw_sql(
        "CREATE TEMP TABLE copy AS SELECT * FROM orders.orders;
        INSERT INTO orders.orders SELECT (jsonb_populate_record(NULL::orders.orders, to_jsonb(copy) || jsonb_build_object(
            'id', gen_random_uuid(), 'receipt_number', copy.receipt_number + n))).* FROM copy, generate_series(1, 1500) AS n",
    )
    .execute(&mut admin)
    .await
    .unwrap();
    let file = shop
        .admin()
        .get("/orders/export?from=2026-03-02&to=2026-03-02")
        .await
        .expect(200)
        .text();
    let mut lines: Vec<&str> = file.lines().skip(1).collect();
    assert_eq!(lines.len(), 1501);
    assert!(
        lines
            .iter()
            .all(|line| line.contains(",'=SUM(A1),") && line.contains(",2.50,")),
        "{}",
        lines[0]
    );
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), 1501, "each once");
}
