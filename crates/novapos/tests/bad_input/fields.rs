//! Every field of every body.

use testkit::Client;
use uuid::Uuid;

use crate::{
    fault,
    openapi::{Operation, operations},
    spoil::{Spoiled, spoiled},
    world::World,
    written::Tables,
};

async fn send(client: &Client, operation: &Operation, path: &str, bytes: Vec<u8>) -> testkit::Answer {
    let key = Uuid::now_v7().to_string();
    client
        .send(
            operation.method.clone(),
            path,
            &[("idempotency-key", &key)],
            Some(bytes),
        )
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_of_every_operation_made_wrong_is_refused_and_writes_nothing() {
    let world = World::new().await;
    let admin = world.shop.admin();
    let before = Tables::of(&world.app).await;
    let (mut faults, mut tried) = (Vec::new(), 0);
    for operation in operations(&world.app)
        .iter()
        .filter(|o| o.is_for_users() && o.takes_a_body())
    {
        let path = world.path(&operation.path);
        for body in world.bodies(operation) {
            for Spoiled { what, bytes, right } in spoiled(&world, operation, &body) {
                tried += 1;
                let answer = send(&admin, operation, &path, bytes).await;
                // Signing out of what is no session is signed out.
                if operation.id == "sign_out" && answer.status() == 204 && what.starts_with("/refresh_token") {
                    continue;
                }
                faults.extend(fault(&answer, &what, right, operation));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
    println!("{tried} bad bodies refused");
    assert!(tried > 1500, "{tried}");
    let changed = before.changed().await;
    assert!(changed.is_empty(), "written: {changed:?}");
}
