//! What is older than it must be kept goes, from the front alone, and the rest still verifies.

use audit::{Destination, Fault, Kept};
use chrono::TimeDelta;
use testkit::{Config, Shop, TestApp};

use crate::support::{Folder, count, fault, force, kept, shop, sign};

async fn app_that_keeps(folder: &Folder, days: u16) -> TestApp {
    let mut config = Config::default();
    config.audit.checkpoints = Some(Destination::Folder(folder.0.clone()));
    config.audit.keep_days = days;
    TestApp::with(config).await
}

/// The first number that is left of the shop's chain. The chain of the keys, which are made anew in such a time, is another.
fn first_of(shop: &Shop) -> String {
    format!(
        "SELECT min(number) FROM audit.entry WHERE tenant_id = '{}'",
        shop.tenant_id()
    )
}

#[tokio::test]
async fn old_entries_go_up_to_a_checkpoint_and_the_rest_verifies() {
    let folder = Folder::new();
    let app = app_that_keeps(&folder, 30).await;
    let shop = shop(&app, "corner", 1).await;
    let signed = count(&app, "SELECT max(size) FROM audit.checkpoint").await;
    app.clock().advance(TimeDelta::days(29));
    let admin = shop.sign_in_again().await;
    admin
        .patch("/shop", serde_json::json!({"name": "New"}))
        .await
        .expect(200);
    sign(&app).await;
    assert_eq!(count(&app, &first_of(&shop)).await, 1, "not old enough");
    app.clock().advance(TimeDelta::days(2));
    app.settle().await;
    assert_eq!(count(&app, &first_of(&shop)).await, signed + 1);
    let told = "SELECT count(*) FROM audit.entry WHERE action = 'audit.forgotten'";
    assert_eq!(count(&app, told).await, 1, "it is in the trail");
    sign(&app).await;
    assert_eq!(fault(&app, kept(&folder)).await, None);
    assert_eq!(fault(&app, Kept::default()).await, None);
    // The anchor is what was signed.
    force(
        &app,
        "UPDATE audit.chain SET anchor = sha256(anchor) WHERE forgotten IS NOT NULL",
    )
    .await;
    assert!(matches!(
        fault(&app, kept(&folder)).await,
        Some(Fault::Rewritten { .. })
    ));
}

#[tokio::test]
async fn what_is_left_cannot_lose_another_entry() {
    let folder = Folder::new();
    let app = app_that_keeps(&folder, 30).await;
    let shop = shop(&app, "corner", 1).await;
    app.clock().advance(TimeDelta::days(31));
    let admin = shop.sign_in_again().await;
    admin
        .patch("/shop", serde_json::json!({"name": "New"}))
        .await
        .expect(200);
    sign(&app).await;
    let first = count(&app, &first_of(&shop)).await;
    assert!(first > 1);
    force(
        &app,
        &format!(
            "DELETE FROM audit.entry WHERE number = {first} AND tenant_id = '{}'",
            shop.tenant_id()
        ),
    )
    .await;
    assert_eq!(fault(&app, kept(&folder)).await, Some(Fault::Missing { number: first }));
}
