//! The test of the tests: each invariant that `verify` asks the database for is broken once, and `verify` names exactly that one.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids, tasks and clients"
)]

use chrono::{DateTime, Utc};
use contracts::ids::ProductId;
use novapos::verify::{self, Proof, Report, State};
use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use testkit::{Shop, TestApp};
use uuid::Uuid;

/// How each active invariant is broken, by a superuser with triggers switched off. Each breaks its own alone.
const CORRUPTIONS: &[(u8, &str)] = &[
    (1, "UPDATE orders.ledger_entry SET amount_minor = amount_minor + 1 WHERE account = 'cash' AND order_id = :completed"),
    (2, "UPDATE orders.order_line SET net_minor = net_minor + 1, tax_minor = tax_minor - 1 WHERE order_id = :completed AND line_number = 1"),
    (3, "UPDATE orders.tender SET amount_minor = amount_minor + 1 WHERE order_id = :completed"),
    (5, "UPDATE orders.orders SET version = 3 WHERE id = :completed"),
    (6, "UPDATE orders.z_document SET body = body || ' ' WHERE kind = 'z'"),
    (
        7,
        "UPDATE orders.ledger_entry SET amount_minor = amount_minor + CASE account WHEN 'revenue' THEN 1 ELSE -1 END
         WHERE order_id = :completed AND account IN ('revenue', 'cash')",
    ),
    (8, "UPDATE orders.ledger_entry SET currency = 'USD' WHERE transaction_id = :completed"),
    (9, "ALTER TABLE orders.order_line DROP CONSTRAINT order_line_quantity_milli_check"),
    (12, "GRANT UPDATE (request_hash) ON orders.orders TO order_app"),
    (14, "UPDATE orders.register_counter SET last_receipt_number = last_receipt_number + 1"),
    (17, "UPDATE product.price SET amount_minor = amount_minor + 1"),
    (18, "UPDATE inventory.level SET on_hand_milli = on_hand_milli + 1000 WHERE on_hand_milli > 0"),
    (19, "UPDATE inventory.level SET reserved_milli = reserved_milli + 1000 WHERE on_hand_milli > 0"),
    (
        20,
        "UPDATE inventory.move SET quantity_milli = quantity_milli - 1000 WHERE kind = 'sale' AND document_id = :completed;
         UPDATE inventory.level l SET on_hand_milli = (SELECT sum(quantity_milli) FROM inventory.move m
             WHERE (m.tenant_id, m.location_id, m.product_id) = (l.tenant_id, l.location_id, l.product_id) AND m.bucket = 'shelf')
         WHERE on_hand_milli <> 0",
    ),
    (21, "UPDATE inventory.reservation SET expires_at = expires_at - interval '1 day' WHERE state = 'held'"),
    (22, "UPDATE inventory.transfer SET state = 'done'"),
    (23, "UPDATE inventory.low_stock SET closed_at = opened_at"),
    (24, "DELETE FROM orders.outbox WHERE aggregate_id = :completed"),
    (25, "UPDATE product.outbox SET position = NULL, at = at - interval '5 minutes' WHERE type = 'product.created'"),
    (26, "DELETE FROM inventory.inbox WHERE event_id IN (SELECT id FROM orders.outbox WHERE aggregate_id = :completed)"),
    (27, "UPDATE orders.outbox SET aggregate_version = 5 WHERE type = 'order.voided'"),
    (
        28,
        "INSERT INTO product.dead_letter (tenant_id, consumer, event_id, source, position, type, aggregate_id, aggregate_version, event_at,
             data, state, reason, attempts, at)
         SELECT tenant_id, 'product.nobody', id, 'order', 1, type, aggregate_id, 1, at, data, 'dead', 'poison', 3, at
         FROM orders.outbox WHERE type = 'order.voided'",
    ),
    (32, "ALTER TABLE orders.tender NO FORCE ROW LEVEL SECURITY"),
    (35, "UPDATE audit.entry SET hash = sha256(hash) WHERE number = 3"),
    (36, "DELETE FROM orders.audit_event WHERE subject_id = :completed"),
    (37, "GRANT UPDATE (amount_minor) ON orders.ledger_entry TO order_app"),
    (
        39,
        "DROP INDEX auth.refresh_token_live;
         INSERT INTO auth.refresh_token (tenant_id, token_hash, session_id, generation, state, changed_at)
         SELECT tenant_id, decode(repeat('ab', 32), 'hex'), session_id, generation + 1, 'live', changed_at
         FROM auth.refresh_token WHERE state = 'live' LIMIT 1",
    ),
    (41, "UPDATE product.family SET options = jsonb_set(options, '{0,values}', '[\"S\"]')"),
];

/// Corruptions of the second kind: where an invariant is more than one query or rule, each gets its own.
const MORE: &[(u8, &str)] = &[
    (6, "DELETE FROM orders.cash_movement"),
    (6, "UPDATE orders.register_session SET expected_minor = expected_minor + 1 WHERE status = 'closed'"),
    (6, "UPDATE orders.z_document SET document_number = document_number + 100"),
    (6, "UPDATE orders.register_total SET sales_minor = sales_minor + 1"),
    (
        7,
        "UPDATE orders.z_document SET body = replace(body, '\"total_minor\":250', '\"total_minor\":251'), hash = sha256(previous_hash || int8send(document_number)
             || convert_to(replace(body, '\"total_minor\":250', '\"total_minor\":251'), 'UTF8')) WHERE kind = 'correction';
         UPDATE orders.register_total t SET last_hash = (SELECT hash FROM orders.z_document d WHERE d.register_id = t.register_id
             ORDER BY document_number DESC LIMIT 1)",
    ),
    (36, "DELETE FROM orders.audit_event WHERE action = 'session.closed'"),
    (36, "DELETE FROM orders.audit_event WHERE action = 'deposit.made'"),
    (37, "GRANT DELETE ON orders.z_document TO order_app"),
    (
        2,
        "UPDATE orders.orders SET subtotal_minor = subtotal_minor + 1 WHERE id = :completed",
    ),
    (3, "DELETE FROM orders.tender WHERE order_id = :completed"),
    (5, "DELETE FROM orders.order_void"),
    (
        9,
        "UPDATE orders.orders SET line_count = line_count + 1 WHERE id = :completed",
    ),
    (12, "ALTER TABLE orders.order_line DROP CONSTRAINT order_line_id_key"),
    (
        14,
        "UPDATE orders.orders SET receipt_number = 7 WHERE receipt_number = 2; UPDATE orders.register_counter SET last_receipt_number = 7",
    ),
    (18, "UPDATE inventory.stock_count_line SET book_milli = book_milli + 1"),
    (
        18,
        "UPDATE inventory.level SET damaged_milli = damaged_milli + 1000 WHERE damaged_milli > 0",
    ),
    (19, "UPDATE inventory.stock_exception SET closed_at = opened_at"),
    (
        22,
        "UPDATE inventory.transfer_line SET received_milli = received_milli - 1, resolved_milli = resolved_milli + 1",
    ),
    (
        22,
        "UPDATE inventory.transfer_line SET received_milli = received_milli + 1;
         UPDATE inventory.move SET quantity_milli = quantity_milli - 1 WHERE kind = 'arrive' AND bucket = 'transit';
         UPDATE inventory.level SET in_transit_milli = in_transit_milli - 1 WHERE in_transit_milli > 0",
    ),
    (23, "DELETE FROM inventory.outbox WHERE type = 'inventory.low_stock'"),
    (24, "DELETE FROM inventory.outbox WHERE type = 'inventory.transferred'"),
    (36, "DELETE FROM inventory.audit_event WHERE action = 'count.approved'"),
    (
        20,
        "UPDATE inventory.move SET cause_id = document_id WHERE kind = 'void'",
    ),
    (
        21,
        "UPDATE inventory.reservation SET state = 'released' WHERE state = 'committed' AND holder = 'person'",
    ),
    (24, "DELETE FROM product.outbox WHERE type = 'product.created'"),
    (24, "DELETE FROM orders.outbox WHERE type = 'order.voided'"),
    (24, "DELETE FROM inventory.outbox WHERE type = 'inventory.adjusted'"),
    (26, "ALTER TABLE inventory.inbox DROP CONSTRAINT inbox_pkey"),
    (
        27,
        "UPDATE orders.outbox SET aggregate_version = 1 WHERE type = 'order.voided'",
    ),
    (32, "GRANT SELECT ON orders.orders TO product_app"),
    (32, "ALTER ROLE order_app BYPASSRLS"),
    (32, "DROP POLICY tenant_rows ON inventory.move"),
    (
        32,
        "ALTER POLICY batch_rows ON orders.orders USING (true) WITH CHECK (true)",
    ),
    (32, "CREATE UNIQUE INDEX sku_of_all ON product.product (sku)"),
    // A store that sells at its own price no longer has it; one that sells at that of all had its own.
    (17, "UPDATE product.price SET store_id = gen_random_uuid() WHERE store_id IS NOT NULL"),
    (
        17,
        "INSERT INTO product.price (tenant_id, product_id, rev, store_id, from_at, amount_minor, per_milli, user_id, at)
         SELECT l.tenant_id, l.product_id, p.rev + 1, o.store_id, p.from_at - interval '1 hour', 1, 1000, p.user_id, p.at
         FROM orders.order_line l JOIN orders.orders o ON o.tenant_id = l.tenant_id AND o.id = l.order_id
         JOIN product.price p ON p.tenant_id = l.tenant_id AND p.product_id = l.product_id
         WHERE l.order_id = :completed AND l.line_number = 1",
    ),
    (36, "DELETE FROM product.audit_event WHERE action = 'product.created'"),
    (36, "DELETE FROM inventory.audit_event WHERE action = 'stock.received'"),
    (37, "ALTER TABLE inventory.move DISABLE TRIGGER append_only"),
    (37, "GRANT DELETE ON auth.inbox TO auth_app"),
    (37, "GRANT INSERT, UPDATE ON audit.entry TO audit_app"),
    (
        37,
        "DROP TRIGGER append_only ON orders.audit_event;
         CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OF after ON orders.audit_event FOR EACH ROW EXECUTE FUNCTION orders.refuse_change()",
    ),
    (35, "DELETE FROM audit.entry WHERE number = 3"),
    (35, "DELETE FROM audit.entry WHERE number = 1"),
    (35, "DELETE FROM audit.entry WHERE number > 3"),
    (35, "DELETE FROM audit.entry WHERE number > 3; UPDATE audit.chain SET size = 3, head = (SELECT hash FROM audit.entry WHERE number = 3)"),
    (35, "DELETE FROM audit.chain"),
    (
        35,
        "INSERT INTO auth.audit_event (tenant_id, id, at, user_id, action, subject_id, trace_id)
         SELECT tenant_id, gen_random_uuid(), at - interval '5 minutes', user_id, action, subject_id, trace_id FROM auth.audit_event LIMIT 1",
    ),
];

/// Stock in a second place: a transfer of which a part arrived and a part was lost, damage, a count, and goods that run low.
async fn spread(shop: &Shop, apple: ProductId) {
    let (_, _, there) = shop.another_store("B", "sell_through").await;
    let (here, admin) = (shop.location_id(), shop.admin());
    let line = |milli: i64| json!([{"id": Uuid::now_v7(), "product_id": apple, "quantity_milli": milli}]);
    let transfer = Uuid::now_v7();
    let step = |way: &str| format!("/stock/transfers/{transfer}/{way}");
    for (path, body) in [
        (
            "/stock/transfers".to_owned(),
            json!({"id": transfer, "from_location_id": here, "to_location_id": there, "lines": line(9_000)}),
        ),
        (step("arrivals"), json!({"id": Uuid::now_v7(), "lines": line(5_000)})),
        (
            step("resolutions"),
            json!({"id": Uuid::now_v7(), "outcome": "lost", "note": "fell off", "lines": line(1_000)}),
        ),
        (
            "/stock/damages".to_owned(),
            json!({"id": Uuid::now_v7(), "location_id": there, "action": "set_aside", "reason": "broken", "lines": line(2_000)}),
        ),
        (
            "/stock/thresholds".to_owned(),
            json!({"location_id": there, "lines": [{"product_id": apple, "reorder_milli": 8_000}]}),
        ),
    ] {
        let answer = admin.post(&path, body).await;
        assert!([200, 201].contains(&answer.status()), "{path}: {}", answer.text());
    }
    let count = json!({"id": Uuid::now_v7(), "location_id": here, "scope": "cycle", "product_ids": [apple]});
    let path = format!("/stock/counts/{}", count["id"].as_str().unwrap());
    admin.post("/stock/counts", count).await.expect(201);
    let found = json!({"lines": [{"product_id": apple, "counted_milli": 80_000}]});
    admin.post(&format!("{path}/lines"), found).await.expect(200);
    admin
        .post(&format!("{path}/submit"), json!({"uncounted_as_zero": false}))
        .await
        .expect(200);
    admin.post(&format!("{path}/approve"), json!({})).await.expect(200);
}

/// A shop in which everything that is checked has happened: sales, one of them at the store's own price, a void, holds in each of their states, an oversold shelf, stock in two
/// places.
async fn busy_shop(app: &TestApp) -> (Shop, String) {
    let shop = app.shop("busy").await;
    let (apple, pear) = (shop.product("A", 250).await, shop.product("B", 199).await);
    shop.receive(shop.location_id(), apple, 100_000).await;
    let seller = shop.admin();
    let completed = shop
        .sell(&seller, &[(apple, 3000), (pear, 1000)])
        .await
        .expect(201)
        .json();
    let voided = shop.sell(&seller, &[(apple, 1000)]).await.expect(201).json();
    let path = format!("/orders/{}/void", voided["order"]["id"].as_str().unwrap());
    seller
        .post(&path, serde_json::json!({"reason": "wrong article"}))
        .await
        .expect(200);
    let plum = shop.product("C", 300).await;
    let own = json!({"store_id": shop.store_id(), "price": {"amount_minor": 99}});
    seller
        .post(&format!("/products/{plum}/store-prices"), own)
        .await
        .expect(200);
    shop.sell(&seller, &[(plum, 1000)]).await.expect(201);
    let mugs = serde_json::json!({"name": "Mug", "tax_category": "standard", "price": {"amount_minor": 900},
        "options": [{"name": "Size", "values": ["S", "M"]}, {"name": "Colour", "values": ["red"]}],
        "variants": [{"values": ["S", "red"], "sku": "MUG-S"}, {"values": ["M", "red"], "sku": "MUG-M"}]});
    seller.post("/families", mugs).await.expect(201);
    drawer(&shop, apple).await;
    for end in ["", "/commit", "/release"] {
        let id = uuid::Uuid::now_v7();
        let hold = serde_json::json!({"id": id, "location_id": shop.location_id(), "ttl_s": 900,
            "lines": [{"product_id": apple, "quantity_milli": 2000}]});
        seller.post("/reservations", hold).await.expect(201);
        if !end.is_empty() {
            seller
                .post(&format!("/reservations/{id}{end}"), serde_json::json!({}))
                .await
                .expect(200);
        }
    }
    app.settle().await;
    spread(&shop, apple).await;
    let id = completed["order"]["id"].as_str().unwrap().to_owned();
    (shop, id)
}

/// A drawer that was closed, a sale that came after, and money taken to the bank.
async fn drawer(shop: &Shop, product: contracts::ids::ProductId) {
    let admin = shop.admin();
    let id = uuid::Uuid::now_v7();
    let float = serde_json::json!([{"value_minor": 1000, "count": 5}]);
    let session = serde_json::json!({"id": id, "register_id": shop.register_id(), "float": float});
    admin.post("/sessions", session).await.expect(201);
    let sell = || async {
        let mut order = shop.order(&admin, shop.register_id(), &[(product, 1000)]).await;
        order["session_id"] = serde_json::json!(id);
        admin.post("/orders", order).await.expect(201);
    };
    sell().await;
    let movement =
        serde_json::json!({"id": uuid::Uuid::now_v7(), "kind": "drop", "amount_minor": 500, "reason": "to the safe"});
    admin
        .post(&format!("/sessions/{id}/movements"), movement)
        .await
        .expect(201);
    let count = serde_json::json!({"count_number": 1, "pieces": float});
    admin.post(&format!("/sessions/{id}/counts"), count).await.expect(201);
    admin
        .post(&format!("/sessions/{id}/close"), serde_json::json!({"left_minor": 0}))
        .await
        .expect(200);
    sell().await;
    let deposit = serde_json::json!({"id": uuid::Uuid::now_v7(), "amount_minor": 500, "reference": "Bag 17"});
    admin
        .post(&format!("/stores/{}/deposits", shop.store_id()), deposit)
        .await
        .expect(201);
}

/// Breaks something in a transaction of a superuser with triggers and foreign keys switched off, looks, and undoes it.
async fn look_at(connection: &mut PgConnection, now: DateTime<Utc>, sql: &str, completed: &str) -> Report {
    let mut tx = connection.begin().await.unwrap();
    let sql = format!(
        "SET LOCAL session_replication_role = replica; {}",
        sql.replace(":completed", &format!("'{completed}'"))
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.clone()))
        .execute(&mut *tx)
        .await
        .unwrap_or_else(|cause| panic!("{sql}: {cause}"));
    let report = verify::check_within(&mut tx, now)
        .await
        .unwrap_or_else(|cause| panic!("{sql}: {cause:#}"));
    tx.rollback().await.unwrap();
    report
}

#[tokio::test]
async fn each_corruption_is_named_and_nothing_else_is() {
    let app = TestApp::start().await;
    let (_shop, completed) = busy_shop(&app).await;
    let whole = verify::check(&app.database().options_as(kernel::db::LOGIN_ROLE), app.clock().now())
        .await
        .unwrap();
    assert!(whole.holds(), "before anything is broken:\n{whole}");
    let mut connection = app.admin_connection().await;
    let mut wrong = Vec::new();
    for (number, sql) in CORRUPTIONS.iter().chain(MORE) {
        let report = look_at(&mut connection, app.clock().now(), sql, &completed).await;
        if report.violated() != [*number] {
            wrong.push(format!(
                "I{number}, broken by {sql}, was found as {:?}:\n{report}",
                report.violated()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_active_invariant_is_broken_once() {
    let active = verify::ALL
        .iter()
        .filter(|invariant| matches!(invariant.proof, Proof::Queries(_)))
        .map(|invariant| invariant.number);
    assert!(CORRUPTIONS.iter().map(|(number, _)| *number).eq(active));
}

#[tokio::test]
async fn a_breach_names_the_tenant_and_the_row() {
    let app = TestApp::start().await;
    let (shop, completed) = busy_shop(&app).await;
    let broken = "UPDATE orders.orders SET version = 3 WHERE id = :completed";
    let report = look_at(&mut app.admin_connection().await, app.clock().now(), broken, &completed).await;
    let states = report.outcomes.iter().find(|outcome| outcome.number == 5).unwrap();
    let State::Violated(breaches) = &states.state else {
        panic!("{states}")
    };
    assert_eq!(breaches[0].tenant, Some(shop.tenant_id().uuid()));
    assert!(breaches[0].what.contains(&completed), "{}", breaches[0].what);
}

/// The command as a person or a script meets it: it says what is broken, and fails.
#[tokio::test]
async fn the_command_names_what_is_broken_and_fails() {
    let app = TestApp::start().await;
    let shop = app.shop("busy").await;
    let product = shop.product("A", 250).await;
    let sold = shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201).json();
    let completed = sold["order"]["id"].as_str().unwrap();
    app.settle().await;
    let database = app.database();
    let url = format!(
        "postgres:///{}?host={}&port={}&user={}",
        database.name(),
        database.socket_folder().display(),
        testkit::cluster::PORT,
        kernel::db::LOGIN_ROLE
    );
    let verify = async || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_novapos"));
        command.arg("verify").env("NOVAPOS__DATABASE__URL", &url);
        let output = tokio::task::spawn_blocking(move || command.output().unwrap())
            .await
            .unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    };
    let (well, said) = verify().await;
    assert!(well && said.contains(" 0 violated,"), "{said}");
    let broken = format!("UPDATE orders.tender SET amount_minor = amount_minor + 1 WHERE order_id = '{completed}'");
    let broken = format!("SET session_replication_role = replica; {broken}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(broken))
        .execute(&mut app.admin_connection().await)
        .await
        .unwrap();
    let (well, said) = verify().await;
    assert!(!well && said.contains(" 1 violated,"), "{said}");
    let named = said.lines().find(|line| line.starts_with("I3 ")).unwrap();
    assert!(
        named.contains("VIOLATED") && named.contains("a completed sale is paid in full"),
        "{said}"
    );
    assert!(said.contains(completed), "{said}");
}
