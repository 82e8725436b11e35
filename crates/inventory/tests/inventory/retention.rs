//! What is removed when nobody needs it any more, and what one tenant's trouble does to another.

use chrono::TimeDelta;
use kernel::events::{Bus, prune_outbox};
use sqlx::Executor;
use testkit::TestApp;

use crate::support::{article, completed, count, level, reservation, sale};

#[tokio::test]
async fn kept_answers_are_forgotten_after_ninety_days() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    shop.receive(shop.location_id(), article(&shop).await, 1_000).await;
    let kept = "SELECT count(*) FROM inventory.idempotency";
    app.clock().advance(TimeDelta::days(90));
    app.settle().await;
    assert_eq!(count(&app, kept).await, 1);
    app.clock().advance(TimeDelta::seconds(1));
    app.settle().await;
    assert_eq!(count(&app, kept).await, 0);
}

#[tokio::test]
async fn sales_that_were_applied_are_forgotten_when_they_cannot_come_again() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let goods = article(&shop).await;
    completed(&app, &shop, &sale(&app, &shop, shop.location_id(), &[(goods, 1_000)])).await;
    app.settle().await;
    app.clock().advance(TimeDelta::days(22));
    app.settle().await;
    let known = "SELECT count(*) FROM inventory.inbox";
    assert_eq!(count(&app, known).await, 1, "the event is still in the log");
    let (orders, inventory) = (contracts::contexts::ORDER, contracts::contexts::INVENTORY);
    let pruned = prune_outbox(&app.deps(orders).db, app.clock(), &Bus::Log, &[inventory], 100).await;
    assert_eq!(pruned.unwrap(), 1);
    app.settle().await;
    assert_eq!(count(&app, known).await, 0);
    assert_eq!(level(&app, shop.location_id(), goods).await, Some((-1_000, 0)));
}

#[tokio::test]
async fn holds_that_cannot_be_ended_keep_no_other_tenants_goods() {
    let app = TestApp::start().await;
    let (sick, healthy) = (app.shop("green-grocer").await, app.shop("blue-baker").await);
    let (their_goods, goods) = (article(&sick).await, article(&healthy).await);
    for (shop, goods) in [(&sick, their_goods), (&healthy, goods)] {
        shop.receive(shop.location_id(), goods, 1_000).await;
        let hold = reservation(shop.location_id(), 60, &[(goods, 1_000)]);
        shop.admin().post("/reservations", hold).await.expect(201);
        // The one that is in trouble is looked at first.
        app.clock().advance(TimeDelta::seconds(1));
    }
    let trouble = format!(
        "CREATE FUNCTION inventory.trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'trouble'; END $$;
         CREATE TRIGGER trouble BEFORE UPDATE ON inventory.reservation FOR EACH ROW WHEN (OLD.tenant_id = '{}')
         EXECUTE FUNCTION inventory.trouble()",
        sick.tenant_id()
    );
    let mut admin = app.admin_connection().await;
    admin.execute(sqlx::AssertSqlSafe(trouble)).await.unwrap();
    app.clock().advance(TimeDelta::seconds(61));
    app.settle().await;
    assert_eq!(level(&app, sick.location_id(), their_goods).await, Some((1_000, 1_000)));
    assert_eq!(level(&app, healthy.location_id(), goods).await, Some((1_000, 0)));
}
