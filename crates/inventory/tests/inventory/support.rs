//! What the tests have in common: sales as the order context tells of them, and the sums that must always hold.

use contracts::{
    Currency,
    ids::{LocationId, OrderId, ProductId},
    inventory::{InventoryClient, Reserve, StockLine},
    order::{CompletedLine, ORDER_COMPLETED, ORDER_VOIDED, OrderCompleted, OrderVoided, VoidedLine},
};
use kernel::{Id, peer::Peer};
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection, Row};
use testkit::{Client, Shop, TestApp, id};
use uuid::Uuid;

pub fn new_id<K>() -> Id<K> {
    Id::from_uuid(Uuid::now_v7())
}

/// A product of this shop.
pub async fn article(shop: &Shop) -> ProductId {
    article_by(&shop.admin()).await
}

/// The same, made by somebody whose token is fresh.
pub async fn article_by(client: &Client) -> ProductId {
    let sku = Uuid::now_v7();
    let body = json!({"name": format!("Product {sku}"), "sku": sku, "tax_category": "standard", "unit": "piece",
        "price": {"amount_minor": 100, "per_milli": 1000}});
    id(&client.post("/products", body).await.expect(201).json()["id"])
}

pub async fn articles(shop: &Shop, count: usize) -> Vec<ProductId> {
    articles_by(&shop.admin(), count).await
}

pub async fn articles_by(client: &Client, count: usize) -> Vec<ProductId> {
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        all.push(article_by(client).await);
    }
    all
}

/// A sale that took these goods (thousandths) from this location.
pub fn sale(app: &TestApp, shop: &Shop, location: LocationId, lines: &[(ProductId, i64)]) -> OrderCompleted {
    OrderCompleted {
        order_id: new_id(),
        store_id: shop.store_id(),
        location_id: location,
        register_id: shop.register_id(),
        session_id: None,
        cashier_id: shop.admin().user_id(),
        receipt_number: 1,
        business_date: "2026-03-02".parse().unwrap(),
        currency: Currency {
            code: "EUR".into(),
            exponent: 2,
        },
        net_minor: 100,
        tax_minor: 20,
        total_minor: 120,
        discount_minor: 0,
        cash_rounding_minor: 0,
        reserved: false,
        lines: lines
            .iter()
            .map(|(product_id, quantity_milli)| CompletedLine {
                line_id: new_id(),
                product_id: *product_id,
                quantity_milli: *quantity_milli,
                net_minor: 100,
                tax_minor: 20,
                total_minor: 120,
            })
            .collect(),
        taxes: Vec::new(),
        tenders: Vec::new(),
        completed_at: app.clock().now(),
    }
}

pub fn void(app: &TestApp, sale: &OrderCompleted) -> OrderVoided {
    OrderVoided {
        order_id: sale.order_id,
        store_id: sale.store_id,
        location_id: sale.location_id,
        register_id: sale.register_id,
        business_date: sale.business_date,
        user_id: sale.cashier_id,
        reason: "wrong goods".into(),
        total_minor: sale.total_minor,
        lines: sale
            .lines
            .iter()
            .map(|line| VoidedLine {
                line_id: line.line_id,
                product_id: line.product_id,
                quantity_milli: line.quantity_milli,
            })
            .collect(),
        voided_at: app.clock().now(),
    }
}

/// Puts an event into the order context's outbox, as a sale does; `app.settle()` brings it here.
pub async fn tell(app: &TestApp, shop: &Shop, kind: &str, aggregate: OrderId, version: i32, payload: &impl Serialize) {
    let mut admin = app.admin_connection().await;
    sqlx::query(
        "INSERT INTO orders.outbox (tenant_id, id, type, aggregate_id, aggregate_version, at, data) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(shop.tenant_id().uuid())
    .bind(Uuid::now_v7())
    .bind(kind)
    .bind(aggregate.uuid())
    .bind(version)
    .bind(app.clock().now())
    .bind(serde_json::to_string(payload).unwrap())
    .execute(&mut admin)
    .await
    .unwrap();
    admin.close().await.unwrap();
}

pub async fn completed(app: &TestApp, shop: &Shop, sale: &OrderCompleted) {
    tell(app, shop, ORDER_COMPLETED, sale.order_id, 1, sale).await;
}

pub async fn voided(app: &TestApp, shop: &Shop, sale: &OrderCompleted) {
    tell(app, shop, ORDER_VOIDED, sale.order_id, 2, &void(app, sale)).await;
}

/// Inventory as the order service asks it.
pub fn as_order_service(app: &TestApp) -> InventoryClient {
    let peer = Peer::local("order", app.assembly().tasks.clone());
    peer.bind(app.router());
    InventoryClient { peer }
}

pub fn wish(id: OrderId, location: LocationId, ttl_s: u32, lines: &[(ProductId, i64)]) -> Reserve {
    Reserve {
        id: Id::from_uuid(id.uuid()),
        location_id: location,
        ttl_s,
        lines: lines
            .iter()
            .map(|(product_id, quantity_milli)| StockLine {
                product_id: *product_id,
                quantity_milli: *quantity_milli,
            })
            .collect(),
    }
}

pub fn reservation(location: LocationId, ttl_s: u32, lines: &[(ProductId, i64)]) -> Value {
    serde_json::to_value(wish(new_id(), location, ttl_s, lines)).unwrap()
}

pub fn adjustment(location: LocationId, reason: &str, lines: &[(ProductId, i64)]) -> Value {
    json!({"id": Uuid::now_v7(), "location_id": location, "reason": reason, "lines": document_lines(lines)})
}

pub fn receipt(location: LocationId, lines: &[(ProductId, i64)]) -> Value {
    json!({"id": Uuid::now_v7(), "location_id": location, "lines": document_lines(lines)})
}

pub fn document_lines(lines: &[(ProductId, i64)]) -> Vec<Value> {
    lines
        .iter()
        .map(|(product, milli)| json!({"id": Uuid::now_v7(), "product_id": product, "quantity_milli": milli}))
        .collect()
}

/// What a shelf holds: on hand and reserved; nothing when it was never seen.
pub async fn level(app: &TestApp, location: LocationId, product: ProductId) -> Option<(i64, i64)> {
    let mut admin = app.admin_connection().await;
    sqlx::query("SELECT on_hand_milli, reserved_milli FROM inventory.level WHERE location_id = $1 AND product_id = $2")
        .bind(location.uuid())
        .bind(product.uuid())
        .fetch_optional(&mut admin)
        .await
        .unwrap()
        .map(|row| (row.get(0), row.get(1)))
}

/// What of a product is in the buckets of a location: on the shelf, under way to it, damaged.
pub async fn places(app: &TestApp, location: LocationId, product: ProductId) -> (i64, i64, i64) {
    let mut admin = app.admin_connection().await;
    sqlx::query("SELECT on_hand_milli, in_transit_milli, damaged_milli FROM inventory.level WHERE location_id = $1 AND product_id = $2")
        .bind(location.uuid())
        .bind(product.uuid())
        .fetch_optional(&mut admin)
        .await
        .unwrap()
        .map_or((0, 0, 0), |row| (row.get(0), row.get(1), row.get(2)))
}

pub async fn count(app: &TestApp, sql: &'static str) -> i64 {
    let mut admin = app.admin_connection().await;
    sqlx::query_scalar(sql).fetch_one(&mut admin).await.unwrap()
}

/// The events of a type that inventory told of, as (aggregate, version, payload), in the order of the log.
pub async fn told(app: &TestApp, kind: &str) -> Vec<(Uuid, i32, Value)> {
    let mut admin = app.admin_connection().await;
    sqlx::query("SELECT aggregate_id, aggregate_version, data FROM inventory.outbox WHERE type = $1 ORDER BY seq")
        .bind(kind)
        .fetch_all(&mut admin)
        .await
        .unwrap()
        .iter()
        .map(|row| (row.get(0), row.get(1), serde_json::from_str(row.get("data")).unwrap()))
        .collect()
}

/// I18, I19, I21: the sums are those of their rows, and what is below zero has its one open exception.
pub async fn assert_sums(app: &TestApp) {
    let mut admin = app.admin_connection().await;
    let wrong = wrong_sums(&mut admin).await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Each check names its faulty rows; none is good.
async fn wrong_sums(admin: &mut PgConnection) -> Vec<String> {
    let checks = [
        "SELECT 'on hand: ' || coalesce(l::text, m::text) FROM inventory.level l
         FULL JOIN (SELECT tenant_id, location_id, product_id, sum(quantity_milli) FILTER (WHERE bucket = 'shelf') AS milli,
                        sum(quantity_milli) FILTER (WHERE bucket = 'transit') AS transit,
                        sum(quantity_milli) FILTER (WHERE bucket = 'damaged') AS damaged FROM inventory.move GROUP BY 1, 2, 3) m
             USING (tenant_id, location_id, product_id)
         WHERE l.on_hand_milli IS NULL OR (l.on_hand_milli, l.in_transit_milli, l.damaged_milli) <>
             (coalesce(m.milli, 0), coalesce(m.transit, 0), coalesce(m.damaged, 0))",
        "SELECT 'low: ' || l::text FROM inventory.level l
         WHERE coalesce(l.on_hand_milli <= l.reorder_milli, false) <> EXISTS (SELECT FROM inventory.low_stock low
             WHERE (low.tenant_id, low.location_id, low.product_id) = (l.tenant_id, l.location_id, l.product_id) AND low.closed_at IS NULL)",
        "SELECT 'in transit: ' || coalesce(l::text, t::text) FROM inventory.level l
         FULL JOIN (SELECT t.tenant_id, t.to_location_id AS location_id, product_id, sum(shipped_milli - received_milli - resolved_milli) AS milli
                    FROM inventory.transfer t JOIN inventory.transfer_line line ON (line.tenant_id, line.transfer_id) = (t.tenant_id, t.id)
                    GROUP BY 1, 2, 3) t
             USING (tenant_id, location_id, product_id)
         WHERE coalesce(l.in_transit_milli, 0) <> coalesce(t.milli, 0)",
        "SELECT 'reserved: ' || coalesce(l::text, h::text) FROM inventory.level l
         FULL JOIN (SELECT r.tenant_id, location_id, product_id, sum(quantity_milli) AS milli
                    FROM inventory.reservation r JOIN inventory.reservation_line line ON (line.tenant_id, line.reservation_id) = (r.tenant_id, r.id)
                    WHERE state = 'held' GROUP BY 1, 2, 3) h
             USING (tenant_id, location_id, product_id)
         WHERE l.reserved_milli IS NULL OR l.reserved_milli <> coalesce(h.milli, 0)",
        "SELECT 'exception: ' || l::text FROM inventory.level l
         WHERE (l.on_hand_milli < 0) <> EXISTS (SELECT FROM inventory.stock_exception e WHERE (e.tenant_id, e.location_id, e.product_id) =
             (l.tenant_id, l.location_id, l.product_id) AND e.closed_at IS NULL)",
    ];
    let mut wrong = Vec::new();
    for check in checks {
        wrong.extend(
            sqlx::query_scalar::<_, String>(check)
                .fetch_all(&mut *admin)
                .await
                .unwrap(),
        );
    }
    wrong
}
