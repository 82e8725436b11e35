//! The directory that other contexts keep.

use contracts::{
    auth::{Directories, Directory},
    contexts,
};
use kernel::{Caller, id::TenantId, peer::Peer};
use serde_json::json;
use testkit::TestApp;
use uuid::Uuid;

use crate::support::nobody;

fn auth_peer(app: &TestApp) -> Peer {
    let peer = Peer::local("order", app.deps(contexts::AUTH).tasks.clone());
    peer.bind(app.router());
    peer
}

async fn directory(app: &TestApp, caller: &Caller) -> Directory {
    auth_peer(app).get(Some(caller), "/internal/directory").await.unwrap()
}

#[tokio::test]
async fn it_holds_the_callers_tenant_and_no_other() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("blue-baker").await);
    other.another_store("B", "strict").await;
    let (second, register, location) = shop.another_store("B", "strict").await;
    let directory = directory(&app, &shop.caller()).await;
    assert_eq!(
        (directory.tenant.id, directory.tenant.shop_code.as_str()),
        (shop.tenant_id(), "green-grocer")
    );
    assert!(directory.tenant.prices_include_tax);
    assert_eq!((directory.stores.len(), directory.registers.len()), (2, 2));
    assert_eq!(directory.store_at(location).unwrap().id, second);
    assert_eq!(directory.register(register).unwrap().store_id, second);
    assert!(directory.store(other.store_id()).is_none());
}

#[tokio::test]
async fn its_version_rises_with_every_change_and_with_nothing_else() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (admin, caller) = (shop.admin(), shop.caller());
    let mut version = directory(&app, &caller).await.version;
    let mut raised = async |by: i64| {
        let now = directory(&app, &caller).await.version;
        assert_eq!(now - version, by);
        version = now;
    };
    let (store, register, _) = shop.another_store("B", "strict").await;
    raised(2).await;
    admin
        .patch(&format!("/stores/{store}"), json!({"name": "Other"}))
        .await
        .expect(200);
    admin
        .patch(&format!("/registers/{register}"), json!({"active": false}))
        .await
        .expect(200);
    raised(2).await;
    admin
        .patch(&format!("/stores/{store}"), json!({"name": "Other"}))
        .await
        .expect(200);
    admin
        .patch(&format!("/registers/{register}"), json!({}))
        .await
        .expect(200);
    admin
        .patch(&format!("/stores/{store}"), json!({"code": "A"}))
        .await
        .expect(409);
    admin
        .post("/registers", json!({"store_id": store, "name": "Till", "code": "1"}))
        .await
        .expect(409);
    shop.cashier().await;
    raised(0).await;
}

#[tokio::test]
async fn services_read_it_and_people_do_not() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    assert_eq!(
        shop.admin().get("/internal/directory").await.expect(403).code(),
        "services_only"
    );
    assert_eq!(
        nobody(&app).get("/internal/directory").await.expect(403).code(),
        "services_only"
    );
    let peer = auth_peer(&app);
    assert_eq!(
        peer.get::<Directory>(None, "/internal/directory")
            .await
            .unwrap_err()
            .code(),
        "unauthenticated"
    );
    let stranger = Caller::service(TenantId::from_uuid(Uuid::now_v7()), "order");
    assert_eq!(
        peer.get::<Directory>(Some(&stranger), "/internal/directory")
            .await
            .unwrap_err()
            .code(),
        "not_found"
    );
}

#[tokio::test]
async fn whoever_keeps_it_finds_a_register_that_was_made_a_moment_ago() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let directories = Directories::new(auth_peer(&app), app.clock().clone());
    directories.register(&shop.caller(), shop.register_id()).await.unwrap();
    let (store, register, _) = shop.another_store("B", "strict").await;
    let (_, found, home) = directories.register(&shop.caller(), register).await.unwrap();
    assert_eq!((found.series.as_str(), home.id), ("B1", store));
}
