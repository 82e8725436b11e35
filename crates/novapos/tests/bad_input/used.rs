//! A used key or id with another body, on every operation that takes one.

use http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    bodies::places,
    openapi::{Operation, operations},
    world::World,
    written::Tables,
};

/// The same body with one thing different that could be good, for each thing that could.
fn changed(body: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for (pointer, value) in places(body) {
        let other = match &value {
            Value::Number(number) => json!(number.as_i64().unwrap() + 1),
            Value::String(text) if Uuid::parse_str(text).is_err() => json!(format!("{text}x")),
            Value::Bool(truth) => json!(!truth),
            _ => continue,
        };
        let mut body = body.clone();
        *body.pointer_mut(&pointer).unwrap() = other;
        all.push((pointer, body));
    }
    all
}

/// Whether it is known by a key: all that change something do, but those of signing in, of one's own password and PIN, sales, receipts that go out and
/// drawers that open, which are known by what they say.
fn takes_a_key(operation: &Operation) -> bool {
    operation.method == Method::POST
        && operation.is_for_users()
        && !operation.is_public()
        && ![
            "create_order",
            "compute_order",
            "email_receipt",
            "print_receipt",
            "open_drawer",
            "change_password",
            "remove_pin",
        ]
        .contains(&operation.id.as_str())
}

async fn post(world: &World, key: &str, path: &str, text: String) -> testkit::Answer {
    world
        .shop
        .admin()
        .send(Method::POST, path, &[("idempotency-key", key)], Some(text.into_bytes()))
        .await
}

/// How much is on the audit record, of all services.
async fn audited(world: &World) -> i64 {
    let of = |service: &str| format!("(SELECT count(*) FROM {service}.audit_event)");
    let all = ["auth", "product", "inventory", "orders"].map(of).join(" + ");
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT {all}")))
        .fetch_one(&mut world.app.admin_connection().await)
        .await
        .unwrap()
}

/// Each in a shop of its own, as some end what others need.
async fn used_up(id: &str) -> usize {
    let world = World::new().await;
    let all = operations(&world.app);
    let operation = all.iter().find(|operation| operation.id == id).unwrap();
    let (path, body) = (world.path(&operation.path), world.bodies(operation).remove(0));
    prepare(&world, id).await;
    let audited = audited(&world).await;
    let first = post(&world, "used", &path, body.to_string()).await;
    assert!([200, 201].contains(&first.status()), "{id}: {}", first.text());
    assert_eq!(
        self::audited(&world).await,
        audited + i64::from(id != "compute_order"),
        "{id} is on the record, once"
    );
    let before = Tables::of(&world.app).await;

    let again = post(&world, "used", &path, body.to_string()).await;
    assert_eq!((again.status(), again.bytes()), (first.status(), first.bytes()), "{id}");
    let spaced = body.to_string().replacen('}', " }", 1);
    let mut refused = 0;
    if takes_a_key(operation) {
        assert_eq!(
            post(&world, "used", &path, spaced).await.expect(422).code(),
            "idempotency_key_reused",
            "{id}"
        );
        for (place, other) in changed(&body) {
            let answer = post(&world, "used", &path, other.to_string()).await;
            assert!(
                [400, 403, 422].contains(&answer.status()),
                "{id} with another {place}: {}",
                answer.text()
            );
            refused += usize::from(answer.code() == "idempotency_key_reused");
        }
        assert!(refused > 0 || body == json!({}), "{id}");
    }
    if body["id"].is_string() {
        // How long a hold shall last is not what it is.
        for (place, other) in changed(&body).into_iter().filter(|(place, _)| place != "/ttl_s") {
            let answer = post(&world, &Uuid::now_v7().to_string(), &path, other.to_string()).await;
            assert!(
                [400, 409, 422].contains(&answer.status()),
                "{id} with another {place}: {}",
                answer.text()
            );
            refused += 1;
        }
    }
    let after = before.changed().await;
    assert!(after.is_empty(), "{id} wrote {after:?}");
    refused
}

/// What must be so for an operation to have its good answer.
async fn prepare(world: &World, id: &str) {
    if id == "make_password_reset" {
        let join = json!({"token": world.invitation_token, "password": testkit::PASSWORD});
        let joined = world.shop.admin().post("/auth/invitations/accept", join).await;
        joined.expect(204);
        return;
    }
    if id == "remove_users_pin" {
        let admin = world.shop.admin();
        let join = json!({"token": world.invitation_token, "password": testkit::PASSWORD});
        admin.post("/auth/invitations/accept", join).await.expect(204);
        let who =
            json!({"shop_code": "corner", "email": "kim@example.com", "password": testkit::PASSWORD, "client": "api"});
        let session = admin.post("/auth/sign-in", who).await.expect(200).json();
        let kim = admin.with_token(session["access_token"].as_str().unwrap());
        let pin = json!({"password": testkit::PASSWORD, "pin": "2580"});
        kim.put("/auth/me/pin", pin).await.expect(204);
        return;
    }
    if id == "close_session" {
        let count = json!({"count_number": 1, "pieces": [{"value_minor": 1000, "count": 1}]});
        let path = world.path("/sessions/{session_id}/counts");
        world.shop.admin().post(&path, count).await.expect(201);
        return;
    }
    let (path, body) = match id {
        "reactivate_user" => ("/users/{user_id}/deactivate", json!({})),
        "activate_product" => ("/products/{product_id}/deactivate", json!({})),
        "approve_count" | "reopen_count" => ("/stock/counts/{count_id}/submit", json!({"uncounted_as_zero": false})),
        _ => return,
    };
    world.shop.admin().post(&world.path(path), body).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_key_or_id_with_another_body_is_refused_and_writes_nothing() {
    let world = World::new().await;
    let known = operations(&world.app);
    let known: Vec<&Operation> = known
        .iter()
        .filter(|o| {
            takes_a_key(o) || ["create_order", "email_receipt", "print_receipt", "open_drawer"].contains(&o.id.as_str())
        })
        .collect();
    assert!(known.len() >= 18, "{}", known.len());
    let mut refused = 0;
    for operation in &known {
        refused += used_up(&operation.id).await;
    }
    println!(
        "{refused} changed bodies refused under {} used keys and ids",
        known.len()
    );
}

/// The bodies that are made wrong elsewhere are right as they are.
#[tokio::test(flavor = "multi_thread")]
async fn every_good_body_is_good() {
    let ids: Vec<String> = {
        let world = World::new().await;
        let all = operations(&world.app);
        all.into_iter()
            .filter(|o| o.is_for_users() && o.takes_a_body() && !takes_a_key(o))
            .map(|o| o.id)
            .collect()
    };
    assert!(ids.len() >= 12, "{ids:?}");
    for id in ids {
        let world = World::new().await;
        let all = operations(&world.app);
        let operation = all.iter().find(|operation| operation.id == id).unwrap();
        for body in world.bodies(operation) {
            let (method, path) = (operation.method.clone(), world.path(&operation.path));
            let answer = world
                .shop
                .admin()
                .send(
                    method,
                    &path,
                    &[("cookie", &world.device_cookie)],
                    Some(body.to_string().into_bytes()),
                )
                .await;
            assert!((200..300).contains(&answer.status()), "{id}: {}", answer.text());
        }
    }
}
