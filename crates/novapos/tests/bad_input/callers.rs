//! The wrong caller of every operation, and another tenant's things in every address.

use http::Method;
use serde_json::{Value, json};
use testkit::{Answer, Client};
use uuid::Uuid;

use crate::{
    fault,
    openapi::{Operation, operations},
    world::{World, fill},
    written::Tables,
};

/// Sends the good body, where there is one.
async fn send(world: &World, client: &Client, operation: &Operation, path: &str, headers: &[(&str, &str)]) -> Answer {
    let body = operation
        .takes_a_body()
        .then(|| world.bodies(operation).remove(0).to_string().into_bytes());
    let headers = [&[("idempotency-key", "k")], headers].concat();
    client.send(operation.method.clone(), path, &headers, body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wrong_caller_is_refused_by_every_operation_and_writes_nothing() {
    let world = World::new().await;
    let (admin, nobody) = (world.shop.admin(), Client::nobody(world.app.router()));
    let theirs = admin.with_tenant(world.other.tenant_id());
    let before = Tables::of(&world.app).await;
    let (mut faults, mut tried) = (Vec::new(), 0);
    for operation in operations(&world.app).iter().filter(|operation| !operation.is_public()) {
        let path = world.path(&operation.path);
        let wrong = if operation.is_for_users() {
            [401, 403, 400, 401]
        } else {
            [403; 4]
        };
        let no_tenant = nobody.with_token(admin.token());
        let forged = admin.with_token(&format!("{}x", admin.token()));
        let callers = [
            ("no token", &nobody),
            ("another tenant's header", &theirs),
            ("no tenant's header", &no_tenant),
            ("a forged token", &forged),
        ];
        for ((what, client), status) in callers.into_iter().zip(wrong) {
            tried += 1;
            let answer = send(&world, client, operation, &path, &[]).await;
            faults.extend(fault(&answer, what, &[status], operation));
        }
    }
    assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
    assert!(tried > 200, "{tried}");
    let changed = before.changed().await;
    assert!(changed.is_empty(), "written: {changed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tenants_id_no_id_and_no_json_are_refused_and_write_nothing() {
    let world = World::new().await;
    let admin = world.shop.admin();
    let before = Tables::of(&world.app).await;
    let mut faults = Vec::new();
    for operation in operations(&world.app)
        .iter()
        .filter(|operation| operation.is_for_users())
    {
        if operation.takes_a_body() {
            let path = world.path(&operation.path);
            let answer = send(&world, &admin, operation, &path, &[("content-type", "text/plain")]).await;
            faults.extend(fault(&answer, "text/plain", &[415], operation));
        }
        // The id of an import is its client's to make: another tenant's is free.
        if operation.path.contains('{') && operation.id != "put_import" {
            let foreign = send(&world, &admin, operation, &world.foreign_path(&operation.path), &[]).await;
            faults.extend(fault(&foreign, "another tenant's id in the path", &[404], operation));
            let no_id = send(&world, &admin, operation, &fill(&operation.path, |_| json!("1")), &[]).await;
            faults.extend(fault(&no_id, "no id in the path", &[400], operation));
        }
    }
    assert!(faults.is_empty(), "{}:\n{}", faults.len(), faults.join("\n"));
    let changed = before.changed().await;
    assert!(changed.is_empty(), "written: {changed:?}");
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
        .filter(|o| o.method == Method::GET && o.path.contains('{') && o.is_for_users())
    {
        let foreign = admin.get(&world.foreign_path(&operation.path)).await;
        let unknown = |part: &str| match part {
            "{z_number}" => json!("1"),
            "{hash}" => json!("0".repeat(64)),
            _ => json!(Uuid::now_v7()),
        };
        let nowhere = admin.get(&fill(&operation.path, unknown)).await;
        assert_eq!(foreign.status(), 404, "{}", operation.id);
        assert_eq!(same(&foreign), same(&nowhere), "{}", operation.id);
        compared += 1;
    }
    assert!(compared >= 8, "{compared}");
}
