//! A shop's day in requests: goods, prices, sales, refusals, a void, stock, files. Everything that asks another service is in it.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use testkit::{Shop, TestApp};
use uuid::Uuid;

use crate::talk::Talk;

/// A shop before anything runs: with a strict store, and a cashier.
pub async fn shop(app: &TestApp) -> (Shop, Value) {
    let shop = app.shop("corner").await;
    // Ids that are made in the same moment have no order of their own, and lists are ordered by them.
    app.clock().advance(TimeDelta::seconds(1));
    let (_, strict, cellar) = shop.another_store("STRICT", "strict").await;
    let invitation = json!({"email": "cashier@corner.example.com", "name": "Robin", "roles": [{"role": "cashier", "store_id": null}]});
    let invited = shop
        .admin()
        .post("/users/invitations", invitation)
        .await
        .expect(201)
        .json();
    let accept = json!({"token": invited["invitation_token"], "password": testkit::PASSWORD});
    shop.admin().post("/auth/invitations/accept", accept).await.expect(204);
    app.settle().await;
    let places = json!({"register": shop.register_id(), "location": shop.location_id(), "strict_register": strict, "cellar": cellar});
    (shop, places)
}

/// The day, as it was told.
pub async fn day(base: &str, places: &Value) -> Talk {
    let mut owner = Talk::sign_in(base, "owner@corner.example.com").await;
    let (register, strict) = (&places["register"], &places["strict_register"]);
    owner.get("/stores", 200).await;
    let tea = goods(&mut owner, "TEA", 250).await;
    let milk = goods(&mut owner, "MILK", 120).await;
    owner.get("/catalog/changes?limit=100", 200).await;
    // Of one of them alone a sale takes more than is there: exceptions that are opened together have no order among themselves.
    receive(&mut owner, &places["location"], &milk, 10_000).await;

    // Sales: accepted, sent again, changed, short of money, and at another price than the till showed.
    let sale = order(&mut owner, register, &[(&tea, 2000), (&milk, 1000)]).await;
    owner.post("/orders", sale.clone(), 201).await;
    owner.post("/orders", sale.clone(), 201).await;
    let here = &places["location"];
    holds(&mut owner, (&tea, here), -2000).await;
    holds(&mut owner, (&milk, here), 9000).await;
    let mut other = sale.clone();
    other["lines"][0]["quantity_milli"] = json!(3000);
    owner.post("/orders", other, 422).await;
    let mut cheap = order(&mut owner, register, &[(&tea, 1000)]).await;
    cheap["expected"]["total_minor"] = json!(1);
    owner.post("/orders", cheap, 409).await;
    let next = order(&mut owner, register, &[(&milk, 4000)]).await;
    let sold = owner.post("/orders", next, 201).await;
    holds(&mut owner, (&milk, here), 5000).await;
    let path = format!("/orders/{}", sold["order"]["id"].as_str().unwrap());
    owner.get(&path, 200).await;
    owner
        .post(&format!("{path}/void"), json!({"reason": "changed mind"}), 200)
        .await;
    holds(&mut owner, (&milk, here), 9000).await;
    owner.get(&path, 200).await;
    owner.get(&format!("{path}/receipt?format=text"), 200).await;

    // A new price reaches the sale by an event, or because the till names its revision.
    let read = owner.get(&format!("/products/{}", tea.as_str().unwrap()), 200).await;
    let changed = json!({"rev": read["rev"], "price": {"amount_minor": 275, "per_milli": 1000}});
    let path = format!("/products/{}", tea.as_str().unwrap());
    let changed = owner.ask(Method::PATCH, &path, Some(changed), 200).await;
    let cart = json!({"register_id": register, "rev": changed["rev"], "lines": [{"id": line_id(900), "product_id": tea, "quantity_milli": 1000}]});
    let quote = owner.post("/orders/compute", cart, 200).await;
    assert_eq!(quote["total_minor"], 275);
    let dearer = order(&mut owner, register, &[(&tea, 1000)]).await;
    owner.post("/orders", dearer, 201).await;
    holds(&mut owner, (&tea, here), -3000).await;

    // A strict store sells what it has: inventory is asked before, and nothing is there at first.
    let wanted = order(&mut owner, strict, &[(&tea, 1000)]).await;
    owner.post("/orders", wanted.clone(), 409).await;
    receive(&mut owner, &places["cellar"], &tea, 5000).await;
    owner.post("/orders", wanted, 201).await;

    holds(&mut owner, (&tea, &places["cellar"]), 4000).await;
    owner.get(&format!("/stock/{}", tea.as_str().unwrap()), 200).await;
    owner.get("/stock/exceptions", 200).await;
    refusals(&mut owner).await;
    files(&mut owner).await;
    owner
}

/// Stock follows by events: waits until it has followed, because what was short when is told of, too.
async fn holds(owner: &mut Talk, (product, place): (&Value, &Value), milli: i64) {
    let path = format!(
        "/stock?product_id={}&location_id={}",
        product.as_str().unwrap(),
        place.as_str().unwrap()
    );
    let held =
        |answer: &Value| answer["items"][0]["on_hand_milli"] == milli && answer["items"][0]["reserved_milli"] == 0;
    owner.until(&path, held).await;
}

/// Each refused by the one that guards it, in the same words.
async fn refusals(owner: &mut Talk) {
    let mut cashier = Talk::sign_in(owner.base(), "cashier@corner.example.com").await;
    std::mem::swap(&mut cashier.token, &mut owner.token);
    owner.post("/products", json!({}), 403).await;
    owner.get("/users", 403).await;
    std::mem::swap(&mut cashier.token, &mut owner.token);
    let bare = owner.bare(Method::GET, "/orders");
    owner.send("without a token", bare, 401).await;
    let stranger = owner.bare(Method::GET, "/orders").bearer_auth(&owner.token);
    let stranger = stranger.header("x-tenant-id", line_id(903).to_string());
    owner.send("for another tenant", stranger, 403).await;
    let forged = owner.bare(Method::GET, "/orders").header("x-service-token", "forged");
    owner.send("with a forged proof", forged, 401).await;
    owner.get(&format!("/orders/{}", line_id(904)), 404).await;
    owner.get("/nowhere", 404).await;
    owner.ask(Method::DELETE, "/orders", None, 405).await;
    owner.get("/orders?limit=many", 400).await;
    let broken = owner
        .request(Method::POST, "/orders")
        .header("content-type", "application/json")
        .body("{");
    owner.send("a body that ends too early", broken, 400).await;
    let large = owner
        .request(Method::POST, "/orders")
        .header("content-type", "application/json")
        .body(" ".repeat(300 * 1024));
    owner.send("a body that is too large", large, 413).await;
}

/// What comes and goes in pieces.
async fn files(owner: &mut Talk) {
    let import = line_id(905);
    let csv = "sku,name,price\nCOFFEE,Coffee,4.90\nSUGAR,Sugar,1.10\n";
    let path = format!("/imports/{import}");
    let put = owner
        .request(Method::PUT, &format!("{path}?decimals=2"))
        .header("content-type", "text/csv")
        .body(csv);
    owner.send("an import", put, 200).await;
    owner.post(&format!("{path}/apply"), json!({}), 200).await;
    owner.until(&path, |import| import["state"] == "applied").await;
    owner.get("/products/export?decimals=2", 200).await;
    owner.get("/products?limit=50", 200).await;
}

async fn goods(owner: &mut Talk, sku: &str, amount_minor: i64) -> Value {
    let body = json!({"name": format!("Product {sku}"), "sku": sku, "barcodes": [], "tax_category": "standard", "unit": "piece",
        "price": {"amount_minor": amount_minor, "per_milli": 1000}});
    owner.post("/products", body, 201).await["id"].clone()
}

async fn receive(owner: &mut Talk, place: &Value, product: &Value, quantity_milli: i64) {
    let line = json!({"id": Uuid::now_v7(), "product_id": product, "quantity_milli": quantity_milli});
    let receipt = json!({"id": Uuid::now_v7(), "location_id": place, "lines": [line]});
    owner.post("/stock/receipts", receipt, 201).await;
}

/// The body of a cash sale that will be taken.
async fn order(owner: &mut Talk, register: &Value, lines: &[(&Value, i64)]) -> Value {
    let setup = owner
        .get(&format!("/registers/{}/setup", register.as_str().unwrap()), 200)
        .await;
    let lines: Vec<Value> = lines
        .iter()
        .map(|(product, quantity_milli)| json!({"id": Uuid::now_v7(), "product_id": product, "quantity_milli": quantity_milli}))
        .collect();
    let quote = owner
        .post("/orders/compute", json!({"register_id": register, "lines": lines}), 200)
        .await;
    let due = quote["cash_total_minor"].clone();
    json!({"id": Uuid::now_v7(), "register_id": register, "receipt_number": setup["next_receipt_number"], "rev": quote["rev"],
        "lines": lines, "tenders": [{"id": Uuid::now_v7(), "kind": "cash", "amount_minor": due}],
        "expected": {"total_minor": quote["total_minor"], "due_minor": due, "change_minor": 0}, "device_at": "2026-03-02T10:00:00.000Z"})
}

/// An id that is the same in every run.
fn line_id(number: u128) -> Uuid {
    Uuid::from_u128((0x0193_0000_0000_7000 << 64) | (0x8000 << 48) | number)
}
