//! Bad input, generated from the OpenAPI: every operation that takes a body, every field of a good body made wrong in every way that its
//! name and shape suggest. Each is answered with a documented status and a known code, and nothing is written.

use std::collections::BTreeMap;

use contracts::ids::ProductId;
use http::Method;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, PgConnection, Row};
use testkit::{Answer, Client, Shop, TestApp};
use uuid::Uuid;

/// What operations are called with, and what they must never reach.
struct World {
    app: TestApp,
    shop: Shop,
    other: Shop,
    product: ProductId,
    foreign_product: ProductId,
    register: Value,
    user: Value,
    category: Value,
    order: Value,
    reservation: Value,
    next_order: Value,
}

impl World {
    async fn new() -> Self {
        let app = TestApp::start().await;
        let (shop, other) = (app.shop("corner").await, app.shop("other").await);
        let (product, foreign_product) = (shop.product("TEA", 250).await, other.product("TEA", 250).await);
        let admin = shop.admin();
        shop.receive(shop.location_id(), product, 100_000).await;
        let invite =
            json!({"email": "kim@example.com", "name": "Kim", "roles": [{"role": "cashier", "store_id": null}]});
        let user = admin.post("/users/invitations", invite).await.expect(201).json()["user"]["id"].clone();
        let category = admin
            .post("/categories", json!({"name": "Drinks"}))
            .await
            .expect(201)
            .json()["id"]
            .clone();
        let hold = json!({"id": Uuid::now_v7(), "location_id": shop.location_id(), "ttl_s": 600, "lines": [{"product_id": product, "quantity_milli": 1000}]});
        let reservation = admin.post("/reservations", hold).await.expect(201).json()["id"].clone();
        let sold = shop.sell(&admin, &[(product, 1000)]).await.expect(201).json();
        app.settle().await;
        let next_order = shop.order(&admin, shop.register_id(), &[(product, 1000)]).await;
        Self {
            register: json!(shop.register_id()),
            order: sold["order"]["id"].clone(),
            app,
            shop,
            other,
            product,
            foreign_product,
            user,
            category,
            reservation,
            next_order,
        }
    }

    /// A good body for each operation that takes one.
    async fn bodies(&self) -> BTreeMap<&'static str, Value> {
        let admin = self.shop.admin();
        let read = admin
            .get(&format!("/products/{}", self.product))
            .await
            .expect(200)
            .json();
        let (product, location) = (json!(self.product), json!(self.shop.location_id()));
        let new = || json!(Uuid::now_v7());
        let rate = json!({"id": new(), "name": "VAT", "rate_micro": 100_000, "compound": false});
        BTreeMap::from([
            (
                "accept_invitation",
                json!({"token": "x", "password": "correct horse battery"}),
            ),
            (
                "change_password",
                json!({"current_password": testkit::PASSWORD, "new_password": "another horse battery"}),
            ),
            ("refresh", json!({"client": "api", "refresh_token": "x"})),
            ("sign_out", json!({"client": "api", "refresh_token": "x"})),
            (
                "sign_in",
                json!({"shop_code": "corner", "email": "owner@corner.example.com", "password": testkit::PASSWORD, "client": "api"}),
            ),
            (
                "sign_up",
                json!({"shop_code": "third", "shop_name": "Third", "currency": "EUR", "time_zone": "Europe/Berlin",
                "prices_include_tax": true, "owner_name": "Kim", "email": "kim@example.com", "password": "correct horse battery"}),
            ),
            (
                "create_register",
                json!({"store_id": self.shop.store_id(), "name": "Till 9", "code": "9"}),
            ),
            ("update_register", json!({"name": "Till 7"})),
            (
                "create_store",
                json!({"name": "South", "code": "S9", "time_zone": "Europe/Berlin", "day_cutoff": "04:00", "currency": "EUR",
                "receipt_header": "", "stock_policy": "strict"}),
            ),
            ("update_store", json!({"name": "North"})),
            (
                "invite_user",
                json!({"email": "lee@example.com", "name": "Lee", "roles": [{"role": "cashier", "store_id": self.shop.store_id()}]}),
            ),
            (
                "put_roles",
                json!({"roles": [{"role": "cashier", "store_id": self.shop.store_id()}]}),
            ),
            (
                "create_category",
                json!({"name": "Bread", "color": "#aabbcc", "position": 3}),
            ),
            ("update_category", json!({"name": "Cake"})),
            (
                "create_product",
                json!({"name": "Milk", "sku": "MILK", "barcodes": ["4006381333931"], "category_id": self.category, "tax_category": "standard",
                "unit": "piece", "price": {"amount_minor": 129, "per_milli": 1000}, "image": null}),
            ),
            (
                "update_product",
                json!({"rev": read["rev"], "name": "Green tea", "price": {"amount_minor": 260, "per_milli": 1000}}),
            ),
            (
                "create_reservation",
                json!({"id": new(), "location_id": location, "ttl_s": 60, "lines": [{"product_id": product, "quantity_milli": 1000}]}),
            ),
            (
                "create_adjustment",
                json!({"id": new(), "location_id": location, "reason": "found", "note": "behind the shelf",
                "lines": [{"id": new(), "product_id": product, "quantity_milli": 1000}]}),
            ),
            (
                "create_receipt",
                json!({"id": new(), "location_id": location, "reference": "D1",
                "lines": [{"id": new(), "product_id": product, "quantity_milli": 1000}]}),
            ),
            ("create_order", self.next_order.clone()),
            (
                "compute_order",
                json!({"register_id": self.register, "rev": 1, "lines": self.next_order["lines"]}),
            ),
            ("void_order", json!({"reason": "changed mind"})),
            (
                "create_tax_rule",
                json!({"id": new(), "target": {"type": "tenant"}, "category": "books", "from": null, "until": null, "exempt": false, "rates": [rate]}),
            ),
            (
                "put_tax_settings",
                json!({"prices_include_tax": true, "rounding": "per_line", "cash_rounding": {"increment_minor": 5, "tie": "away"}}),
            ),
            ("nothing", json!({})),
        ])
    }

    /// What stands for each `{...}` of a path.
    fn path(&self, template: &str, foreign: bool) -> String {
        let own = |name: &str| match name {
            "{register_id}" => self.register.clone(),
            "{store_id}" => json!(self.shop.store_id()),
            "{user_id}" => self.user.clone(),
            "{category_id}" => self.category.clone(),
            "{product_id}" => json!(self.product),
            "{reservation_id}" => self.reservation.clone(),
            "{order_id}" => self.order.clone(),
            other => panic!("no id for {other}"),
        };
        let theirs = |name: &str| match name {
            "{register_id}" => json!(self.other.register_id()),
            "{store_id}" => json!(self.other.store_id()),
            "{user_id}" => json!(self.other.admin().user_id()),
            "{product_id}" => json!(self.foreign_product),
            _ => json!(Uuid::now_v7()),
        };
        let part = |part: &str| match part.starts_with('{') {
            true if foreign => theirs(part).as_str().unwrap_or_default().to_owned(),
            true => own(part).as_str().unwrap_or_default().to_owned(),
            false => part.to_owned(),
        };
        template.split('/').map(part).collect::<Vec<_>>().join("/")
    }
}

/// One operation that takes a body.
struct Operation {
    id: String,
    method: Method,
    path: String,
    access: String,
    statuses: Vec<u16>,
}

fn operations(app: &TestApp) -> Vec<Operation> {
    let mut found = Vec::new();
    for service in &app.assembly().services {
        let document = serde_json::to_value(&service.openapi).unwrap();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                found.push(Operation {
                    id: operation["operationId"].as_str().unwrap().to_owned(),
                    method: method.to_uppercase().parse().unwrap(),
                    path: path.clone(),
                    access: operation["x-access"].as_str().unwrap().to_owned(),
                    statuses: operation["responses"]
                        .as_object()
                        .unwrap()
                        .keys()
                        .map(|s| s.parse().unwrap())
                        .collect(),
                });
            }
        }
    }
    found
}

/// Every way to spoil a body: what was done, the spoiled bytes, and the statuses that are right for it.
fn spoiled(body: &Value, world: &World) -> Vec<(String, Vec<u8>, &'static [u16])> {
    let mut cases = Vec::new();
    let mut add =
        |what: String, value: Value, right: &'static [u16]| cases.push((what, value.to_string().into_bytes(), right));
    for (pointer, value) in places(body, String::new()) {
        let with = |replacement: Value| {
            let mut body = body.clone();
            *body.pointer_mut(&pointer).unwrap() = replacement;
            body
        };
        let name = pointer.rsplit('/').next().unwrap_or_default().to_owned();
        match &value {
            Value::Object(fields) => {
                let mut more = fields.clone();
                more.insert("paid".to_owned(), json!(true));
                add(
                    format!("{pointer}: an unknown field"),
                    with(Value::Object(more)),
                    &[400],
                );
                let mut tenant = fields.clone();
                tenant.insert("tenant_id".to_owned(), json!(world.other.tenant_id()));
                add(format!("{pointer}: a tenant's id"), with(Value::Object(tenant)), &[400]);
                add(format!("{pointer}: a list for an object"), with(json!([])), &[400, 422]);
            }
            Value::Array(_) => {
                add(format!("{pointer}: text for a list"), with(json!("x")), &[400]);
                add(
                    format!("{pointer}: ten thousand nulls"),
                    with(json!(vec![Value::Null; 10_000])),
                    &[400],
                );
            }
            Value::Number(number) => {
                add(format!("{pointer}: a float"), with(json!(1.5)), &[400]);
                add(format!("{pointer}: text"), with(json!(number.to_string())), &[400]);
                add(format!("{pointer}: a truth"), with(json!(true)), &[400]);
                add(
                    format!("{pointer}: beyond 64 bits"),
                    with(serde_json::from_str("9223372036854775808").unwrap()),
                    &[400],
                );
                if name != "rev" {
                    add(
                        format!("{pointer}: the largest"),
                        with(json!(i64::MAX)),
                        &[400, 409, 422],
                    );
                    add(
                        format!("{pointer}: the smallest"),
                        with(json!(i64::MIN)),
                        &[400, 409, 422],
                    );
                }
            }
            Value::String(text) => {
                add(format!("{pointer}: a number"), with(json!(1)), &[400]);
                if Uuid::parse_str(text).is_ok() {
                    add(
                        format!("{pointer}: not an id"),
                        with(json!("1; DROP TABLE orders")),
                        &[400],
                    );
                } else {
                    add(format!("{pointer}: NUL"), with(json!("a\u{0}b")), &[400, 401, 404, 422]);
                    add(
                        format!("{pointer}: 10,000 letters"),
                        with(json!("x".repeat(10_000))),
                        &[400, 401, 404, 422],
                    );
                }
                let foreign = match name.as_str() {
                    "register_id" => Some(json!(world.other.register_id())),
                    "store_id" => Some(json!(world.other.store_id())),
                    "location_id" => Some(json!(world.other.location_id())),
                    "category_id" => Some(json!(Uuid::now_v7())),
                    "product_id" if pointer.starts_with("/lines") && body.get("register_id").is_some() => {
                        Some(json!(world.foreign_product))
                    }
                    _ => None,
                };
                if let Some(foreign) = foreign {
                    add(format!("{pointer}: another tenant's"), with(foreign), &[404, 422]);
                }
                if name == "currency" {
                    add(format!("{pointer}: no currency"), with(json!("XXQ")), &[400, 422]);
                }
            }
            Value::Bool(_) => add(format!("{pointer}: a number for a truth"), with(json!(1)), &[400]),
            Value::Null => {}
        }
    }
    let mut padded = body.clone();
    padded["pad"] = json!("x".repeat(300 * 1024));
    add("300 KiB".to_owned(), padded, &[413]);
    let mut foreign_currency = body.clone();
    foreign_currency["currency"] = json!("JPY");
    if body.get("tenders").is_some() {
        add("a foreign currency".to_owned(), foreign_currency, &[400]);
    }
    for (what, text) in [
        ("nothing", String::new()),
        ("half of it", body.to_string()[..body.to_string().len() / 2].to_owned()),
        ("a list", "[]".to_owned()),
        ("depth 200", format!("{}{}", "[".repeat(200), "]".repeat(200))),
        ("two at once", format!("{body}{body}")),
    ] {
        cases.push((what.to_owned(), text.into_bytes(), &[400]));
    }
    cases
}

/// Every place in a body with what stands there, as JSON pointers.
fn places(value: &Value, pointer: String) -> Vec<(String, Value)> {
    let inner: Vec<_> = match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, v)| (format!("{pointer}/{name}"), v))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(i, v)| (format!("{pointer}/{i}"), v))
            .collect(),
        _ => Vec::new(),
    };
    let mut all = vec![(pointer, value.clone())];
    all.extend(inner.into_iter().flat_map(|(pointer, value)| places(value, pointer)));
    all
}

/// How many rows each table has; sessions, attempts and what only remembers refusals aside.
async fn rows(connection: &mut PgConnection) -> BTreeMap<String, i64> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('auth', 'product', 'inventory', 'orders')
         AND tablename NOT LIKE '%migrations%' ORDER BY 1",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    let mut counts = BTreeMap::new();
    for table in tables {
        let row = sqlx::query(AssertSqlSafe(format!(
            "SELECT count(*), COALESCE(sum(hashtext(t::text)::bigint), 0)::bigint FROM {table} t"
        )))
        .fetch_one(&mut *connection)
        .await
        .unwrap();
        counts.insert(table, row.get::<i64, _>(0).wrapping_add(row.get::<i64, _>(1)));
    }
    counts
}

async fn events_but_failed_sign_ins(connection: &mut PgConnection) -> i64 {
    let sql = "SELECT count(*) FROM auth.outbox WHERE type <> 'auth.login_failed'";
    sqlx::query(sql).fetch_one(connection).await.unwrap().get(0)
}

fn problem(answer: &Answer, what: &str, right: &[u16], operation: &Operation) -> Option<String> {
    let fine = right.contains(&answer.status())
        && operation.statuses.contains(&answer.status())
        && !answer.code().is_empty()
        && answer.header("content-type") == Some("application/problem+json");
    (!fine).then(|| {
        format!(
            "{} with {what}: {} {:.300} (right: {right:?}, documented: {:?})",
            operation.id,
            answer.status(),
            answer.text(),
            operation.statuses
        )
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_of_every_operation_made_wrong_is_refused_and_writes_nothing() {
    let world = World::new().await;
    let bodies = world.bodies().await;
    let admin = world.shop.admin();
    let mut connection = world.app.admin_connection().await;
    let before = rows(&mut connection).await;
    let events = events_but_failed_sign_ins(&mut connection).await;
    let (mut faults, mut tried) = (Vec::new(), 0);
    for operation in operations(&world.app)
        .iter()
        .filter(|o| o.access != "services" && [Method::POST, Method::PUT, Method::PATCH].contains(&o.method))
    {
        let body = bodies.get(operation.id.as_str()).or_else(|| {
            bodies
                .get("nothing")
                .filter(|_| operation.path.matches('/').count() >= 3)
        });
        let Some(body) = body else {
            panic!("no good body for {}", operation.id)
        };
        let path = world.path(&operation.path, false);
        for (what, bytes, right) in spoiled(body, &world) {
            tried += 1;
            let closed: &[u16] = &[400, 403, 413];
            let right = if operation.id == "sign_up" { closed } else { right };
            let answer = admin
                .send(
                    operation.method.clone(),
                    &path,
                    &[("idempotency-key", &Uuid::now_v7().to_string())],
                    Some(bytes),
                )
                .await;
            // Signing out of what is no session is signed out.
            if operation.id == "sign_out" && answer.status() == 204 {
                continue;
            }
            faults.extend(problem(&answer, &what, right, operation));
        }
        if operation.access != "public" {
            faults.extend(strangers(&world, operation, &path, body).await);
        }
    }
    assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
    println!("{tried} bad bodies refused");
    assert!(tried > 650, "{tried}");
    let after = rows(&mut connection).await;
    // A wrong password for an account that exists is told of, once a minute: its event, and when that was.
    let told = ["auth.users", "auth.outbox"];
    let changed: Vec<_> = after
        .iter()
        .filter(|(table, count)| before[*table] != **count && !told.contains(&table.as_str()))
        .map(|(table, _)| table)
        .collect();
    assert!(changed.is_empty(), "written: {changed:?}");
    assert_eq!(events_but_failed_sign_ins(&mut connection).await, events);
}

/// The same good body from nobody, for another tenant, with the wrong header, and as another kind of text.
async fn strangers(world: &World, operation: &Operation, path: &str, body: &Value) -> Vec<String> {
    let key = ("idempotency-key", "k");
    let bytes = || Some(body.to_string().into_bytes());
    let admin = world.shop.admin();
    let mut faults = Vec::new();
    let nobody = Client::nobody(world.app.router())
        .send(operation.method.clone(), path, &[key], bytes())
        .await;
    faults.extend(problem(&nobody, "no token", &[401], operation));
    let clash = admin
        .with_tenant(world.other.tenant_id())
        .send(operation.method.clone(), path, &[key], bytes())
        .await;
    faults.extend(problem(&clash, "another tenant's header", &[403], operation));
    let text = admin
        .send(
            operation.method.clone(),
            path,
            &[key, ("content-type", "text/plain")],
            bytes(),
        )
        .await;
    faults.extend(problem(&text, "text/plain", &[415], operation));
    if operation.path.contains('{') {
        let foreign = admin
            .send(
                operation.method.clone(),
                &world.path(&operation.path, true),
                &[key],
                bytes(),
            )
            .await;
        faults.extend(problem(&foreign, "another tenant's id in the path", &[404], operation));
        let odd = operation
            .path
            .split('/')
            .map(|p| if p.starts_with('{') { "1" } else { p })
            .collect::<Vec<_>>()
            .join("/");
        let odd = admin.send(operation.method.clone(), &odd, &[key], bytes()).await;
        faults.extend(problem(&odd, "no id in the path", &[400], operation));
    }
    faults
}

/// What is another tenant's and what does not exist answer alike, on every operation that reads one thing.
#[tokio::test]
async fn another_tenants_things_look_like_nothing() {
    let world = World::new().await;
    let admin = world.shop.admin();
    let same = |answer: &Answer| {
        let mut problem = answer.json();
        problem["trace_id"] = Value::Null;
        (answer.status(), problem)
    };
    let mut compared = 0;
    for operation in operations(&world.app)
        .iter()
        .filter(|o| o.method == Method::GET && o.path.contains("{") && o.access != "services")
    {
        let foreign = world.path(&operation.path, true);
        let nowhere = operation
            .path
            .split('/')
            .map(|p| {
                if p.starts_with('{') {
                    Uuid::now_v7().to_string()
                } else {
                    p.to_owned()
                }
            })
            .collect::<Vec<_>>()
            .join("/");
        let (foreign, nowhere) = (admin.get(&foreign).await, admin.get(&nowhere).await);
        let harmless = operation.id == "get_stock" || operation.id == "list_stock_moves";
        if !harmless {
            assert_eq!(foreign.status(), 404, "{}", operation.id);
        }
        if foreign.status() == 404 {
            assert_eq!(same(&foreign), same(&nowhere), "{}", operation.id);
            compared += 1;
        }
    }
    assert!(compared >= 8, "{compared}");
}

/// A used key with another body, on every operation that takes one.
#[tokio::test]
async fn a_used_key_with_another_body_is_refused() {
    let world = World::new().await;
    let admin = world.shop.admin();
    let bodies = world.bodies().await;
    for (path, id, field, value) in [
        ("/products", "create_product", "/name", json!("Other")),
        ("/categories", "create_category", "/name", json!("Other")),
        ("/stores", "create_store", "/name", json!("Other")),
        ("/registers", "create_register", "/name", json!("Other")),
        (
            "/stock/receipts",
            "create_receipt",
            "/lines/0/quantity_milli",
            json!(2000),
        ),
        (
            "/stock/adjustments",
            "create_adjustment",
            "/lines/0/quantity_milli",
            json!(2000),
        ),
        (
            "/reservations",
            "create_reservation",
            "/lines/0/quantity_milli",
            json!(2000),
        ),
        ("/tax/rules", "create_tax_rule", "/category", json!("other")),
        ("/users/invitations", "invite_user", "/name", json!("Other")),
    ] {
        admin.post_with_key("used", path, bodies[id].clone()).await.expect(201);
        let mut other = bodies[id].clone();
        *other.pointer_mut(field).unwrap() = value;
        assert_eq!(
            admin.post_with_key("used", path, other).await.expect(422).code(),
            "idempotency_key_reused",
            "{path}"
        );
    }
}
