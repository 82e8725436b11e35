//! Discounts and notes: what they come to, who may give how much, and where it is written.

use serde_json::{Value, json};
use sqlx::Row as _;
use testkit::{Client, Shop, TestApp};
use uuid::Uuid;

use crate::count;

/// An order of these lines with this discount, as the server prices it.
async fn order(shop: &Shop, seller: &Client, lines: Value, discount: Value) -> Value {
    let register = shop.register_id();
    let cart = json!({"register_id": register, "lines": lines, "discount": discount});
    let quote = seller.post("/orders/compute", cart).await.expect(200).json();
    let setup = seller
        .get(&format!("/registers/{register}/setup"))
        .await
        .expect(200)
        .json();
    let due = quote["cash_total_minor"].clone();
    json!({
        "id": Uuid::now_v7(), "register_id": register, "receipt_number": setup["next_receipt_number"], "rev": quote["rev"],
        "lines": lines, "discount": discount, "tenders": [{"id": Uuid::now_v7(), "kind": "cash", "amount_minor": due}],
        "expected": {"total_minor": quote["total_minor"], "due_minor": due, "change_minor": 0},
        "device_at": "2026-03-02T10:00:00.000Z",
    })
}

fn line(product: impl serde::Serialize, discount: Value) -> Value {
    json!({"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 1000, "discount": discount})
}

fn percent(rate_micro: i64) -> Value {
    json!({"rate_micro": rate_micro, "reason": "Regular"})
}

/// 19.99, 9.99 and 5.01 less 10.00: 5.71, 2.86 and 1.43 (rule 13), after 10 % off a fourth line of 20.00.
#[tokio::test]
async fn a_sale_keeps_what_was_taken_off_each_line_and_all_of_it_and_prints_it() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let mut lines = Vec::new();
    for (sku, price) in [("A", 1999), ("B", 999), ("C", 501)] {
        lines.push(line(shop.product(sku, price).await, Value::Null));
    }
    let off = json!({"amount_minor": 1000, "reason": "Opening day"});
    let mut first = order(&shop, &shop.admin(), json!(lines), off).await;
    first["note"] = json!(" Gift: wrap it ");
    first["lines"][2]["note"] = json!("Engrave: LB");
    let sold = shop.admin().post("/orders", first.clone()).await.expect(201).json();
    let sold = &sold["order"];
    let shares: Vec<_> = sold["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l["discount_minor"].clone())
        .collect();
    assert_eq!(shares, [571, 286, 143]);
    assert_eq!(sold["total_minor"], 2499);
    assert_eq!(
        sold["discount"],
        json!({"amount_minor": 1000, "reason": "Opening day", "off_minor": 1000})
    );

    let tea = shop.product("TEA", 2000).await;
    let second = order(
        &shop,
        &shop.admin(),
        json!([line(tea, percent(100_000))]),
        percent(50_000),
    )
    .await;
    let id = second["id"].as_str().unwrap().to_owned();
    shop.admin().post("/orders", second).await.expect(201);
    let stored = shop.admin().get(&format!("/orders/{id}")).await.expect(200).json();
    assert_eq!(
        stored["lines"][0]["discount"],
        json!({"rate_micro": 100_000, "reason": "Regular", "off_minor": 200})
    );
    assert_eq!(stored["discount"]["off_minor"], 90);
    assert_eq!(
        (&stored["discount_minor"], &stored["total_minor"]),
        (&json!(290), &json!(1710))
    );
    let text = shop
        .admin()
        .get(&format!("/orders/{id}/receipt"))
        .await
        .expect(200)
        .text();
    for (label, amount) in [
        ("  Discount 10 %", "-2.00"),
        ("Subtotal", "18.00"),
        ("Discount 5 %", "-0.90"),
        ("TOTAL EUR", "17.10"),
    ] {
        assert!(
            text.lines().any(|l| l.starts_with(label) && l.ends_with(amount)),
            "{label} {amount}\n{text}"
        );
    }

    let first_id = first["id"].as_str().unwrap();
    let again = shop
        .admin()
        .get(&format!("/orders/{first_id}"))
        .await
        .expect(200)
        .json();
    assert_eq!(
        (&again["note"], &again["lines"][2]["note"]),
        (&json!("Gift: wrap it"), &json!("Engrave: LB"))
    );
    let text = shop
        .admin()
        .get(&format!("/orders/{first_id}/receipt"))
        .await
        .expect(200)
        .text();
    assert!(text.contains("Gift: wrap it") && text.contains("Engrave: LB"), "{text}");

    let trail: Vec<String> =
        sqlx::query("SELECT after FROM orders.audit_event WHERE action = 'order.completed' ORDER BY at, id")
            .fetch_all(&mut app.admin_connection().await)
            .await
            .unwrap()
            .iter()
            .map(|row| row.get(0))
            .collect();
    let second: Value = trail
        .iter()
        .map(|text| serde_json::from_str::<Value>(text).unwrap())
        .find(|after| after["total_minor"] == 1710)
        .unwrap();
    assert_eq!(second["line_discounts"][0]["discount"]["off_minor"], 200);
    assert_eq!(second["discount"]["reason"], "Regular");
}

#[tokio::test]
async fn a_role_takes_off_what_it_may_and_not_a_cent_more() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let tea = shop.product("TEA", 1000).await;
    let (cashier, manager) = (shop.cashier().await, shop.manager().await);
    let compute = |line_off: Value, cart_off: Value| json!({"register_id": shop.register_id(), "lines": [line(tea, line_off)], "discount": cart_off});
    let one = json!({"amount_minor": 1, "reason": "Regular"});
    // A shop that set nothing trusts its cashiers with the prices as they are.
    for cart in [compute(one.clone(), Value::Null), compute(Value::Null, one)] {
        assert_eq!(
            cashier.post("/orders/compute", cart).await.expect(403).code(),
            "over_discount_limit"
        );
    }
    let settings =
        json!({"cashier_limit_micro": 100_000, "manager_limit_micro": 300_000, "reasons": ["Regular", "Damaged"]});
    assert_eq!(
        manager
            .put("/discounts/settings", settings.clone())
            .await
            .expect(403)
            .code(),
        "forbidden"
    );
    shop.admin()
        .put("/discounts/settings", settings.clone())
        .await
        .expect(200);
    assert_eq!(manager.get("/discounts/settings").await.expect(200).json(), settings);

    let amount = |amount_minor: i64| json!({"amount_minor": amount_minor, "reason": "Regular"});
    for (who, most) in [(&cashier, 100), (&manager, 300)] {
        who.post("/orders/compute", compute(amount(most), Value::Null))
            .await
            .expect(200);
        who.post("/orders/compute", compute(Value::Null, amount(most)))
            .await
            .expect(200);
        for cart in [
            compute(amount(most + 1), Value::Null),
            compute(Value::Null, amount(most + 1)),
        ] {
            let refused = who.post("/orders/compute", cart).await.expect(403);
            assert_eq!(
                (refused.code().as_str(), &refused.json()["limit_micro"]),
                ("over_discount_limit", &json!(most * 1000))
            );
        }
    }
    shop.admin()
        .post("/orders/compute", compute(percent(1_000_000), Value::Null))
        .await
        .expect(200);
    // The sale itself is refused, too, and not only its quote.
    let mut sale = order(&shop, &shop.admin(), json!([line(tea, amount(400))]), Value::Null).await;
    assert_eq!(
        manager.post("/orders", sale.clone()).await.expect(403).code(),
        "over_discount_limit"
    );
    assert_eq!(count(&app, "SELECT count(*) FROM orders.orders").await, 0);
    sale["lines"] = json!([line(tea, amount(300))]);
    sale["tenders"][0]["amount_minor"] = json!(700);
    sale["expected"] = json!({"total_minor": 700, "due_minor": 700, "change_minor": 0});
    manager.post("/orders", sale).await.expect(201);

    let setup = cashier
        .get(&format!("/registers/{}/setup", shop.register_id()))
        .await
        .expect(200)
        .json();
    assert_eq!(
        setup["discounts"],
        json!({"limit_micro": 100_000, "reasons": ["Regular", "Damaged"]})
    );
}

/// A price and a discount on the same line are measured together, on the shelf's price.
#[tokio::test]
async fn a_price_override_and_a_discount_together_stay_within_the_limit() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let tea = shop.product("TEA", 1000).await;
    let manager = shop.manager().await;
    let settings = json!({"cashier_limit_micro": 0, "manager_limit_micro": 300_000, "reasons": []});
    shop.admin().put("/discounts/settings", settings).await.expect(200);
    let cart = |price_minor: i64, off_minor: i64| {
        let mut line = line(tea, json!({"amount_minor": off_minor, "reason": "Regular"}));
        line["price_override"] = json!({"amount_minor": price_minor, "per_milli": 1000, "reason": "Damaged"});
        json!({"register_id": shop.register_id(), "lines": [line]})
    };
    assert_eq!(
        manager.post("/orders/compute", cart(800, 100)).await.expect(200).json()["total_minor"],
        700
    );
    assert_eq!(
        manager.post("/orders/compute", cart(800, 101)).await.expect(403).code(),
        "over_discount_limit"
    );
    assert_eq!(
        manager.post("/orders/compute", cart(699, 1)).await.expect(403).code(),
        "over_discount_limit"
    );
    // A dearer price gives no more room.
    assert_eq!(
        manager
            .post("/orders/compute", cart(1200, 300))
            .await
            .expect(200)
            .json()["total_minor"],
        900
    );
}

#[tokio::test]
async fn discounts_and_notes_that_make_no_sense_are_refused_where_they_are() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let tea = shop.product("TEA", 1000).await;
    let compute = |discount: Value| json!({"register_id": shop.register_id(), "lines": [line(tea, discount)]});
    for (discount, code, pointer) in [
        (json!({"reason": "Regular"}), "cart_refused", "/lines/0/discount"),
        (
            json!({"rate_micro": 1, "amount_minor": 1, "reason": "Regular"}),
            "cart_refused",
            "/lines/0/discount",
        ),
        (
            json!({"rate_micro": 0, "reason": "Regular"}),
            "cart_refused",
            "/lines/0/discount",
        ),
        (
            json!({"rate_micro": 1_000_001, "reason": "Regular"}),
            "cart_refused",
            "/lines/0/discount",
        ),
        (
            json!({"amount_minor": 1001, "reason": "Regular"}),
            "cart_refused",
            "/lines/0",
        ),
        (
            json!({"amount_minor": 1, "reason": "x"}),
            "reason_refused",
            "/lines/0/discount/reason",
        ),
    ] {
        let refused = shop
            .admin()
            .post("/orders/compute", compute(discount.clone()))
            .await
            .expect(422);
        assert_eq!(
            (refused.code().as_str(), &refused.json()["errors"][0]["pointer"]),
            (code, &json!(pointer)),
            "{discount}"
        );
    }
    let mut noted = order(&shop, &shop.admin(), json!([line(tea, Value::Null)]), Value::Null).await;
    for note in ["", "  ", "two\nlines", &"n".repeat(201)] {
        noted["note"] = json!(note);
        assert_eq!(
            shop.admin().post("/orders", noted.clone()).await.expect(422).code(),
            "cart_refused",
            "{note:?}"
        );
    }
    for settings in [
        json!({"cashier_limit_micro": 1_000_001, "manager_limit_micro": 0, "reasons": []}),
        json!({"cashier_limit_micro": -1, "manager_limit_micro": 0, "reasons": []}),
        json!({"cashier_limit_micro": 0, "manager_limit_micro": 0, "reasons": ["x"]}),
        json!({"cashier_limit_micro": 0, "manager_limit_micro": 0, "reasons": vec!["Regular"; 2]}),
    ] {
        let refused = shop.admin().put("/discounts/settings", settings).await.expect(422);
        assert_eq!(refused.code(), "discount_settings_refused");
    }
}

/// All of it off: nothing is due, and nothing is handed over.
#[tokio::test]
async fn a_sale_that_costs_nothing_needs_no_money() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let tea = shop.product("TEA", 1000).await;
    let mut gift = order(
        &shop,
        &shop.admin(),
        json!([line(tea, Value::Null)]),
        percent(1_000_000),
    )
    .await;
    assert_eq!(gift["expected"]["total_minor"], 0);
    gift["tenders"] = json!([]);
    shop.admin().post("/orders", gift).await.expect(201);
}
