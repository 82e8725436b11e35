//! The directory that other contexts keep.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    extract::Request,
    middleware::{Next, from_fn},
    response::IntoResponse,
};
use chrono::TimeDelta;
use contracts::{
    auth::{Directories, Directory},
    contexts,
};
use kernel::{Caller, Id, id::TenantId, peer::Peer};
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

/// The directory as another context keeps it.
fn keeper(app: &TestApp, auth: Peer) -> Directories {
    Directories::new(auth, app.clock().clone(), app.assembly().tasks.clone())
}

/// Auth as the network has it: fails or hangs when it is told to, and counts who asked.
#[derive(Clone, Default)]
struct Network {
    asked: Arc<AtomicUsize>,
    away: Arc<AtomicBool>,
    hangs_for: Arc<Mutex<Option<TenantId>>>,
}

impl Network {
    fn to_auth(&self, app: &TestApp) -> Peer {
        let (network, peer) = (self.clone(), Peer::local("order", app.assembly().tasks.clone()));
        peer.bind(app.router().layer(from_fn(move |request: Request, next: Next| {
            let network = network.clone();
            async move {
                network.asked.fetch_add(1, Ordering::SeqCst);
                let tenant = request.extensions().get::<Caller>().map(|caller| caller.tenant);
                if tenant.is_some() && *network.hangs_for.lock().unwrap() == tenant {
                    std::future::pending::<()>().await;
                }
                if network.away.load(Ordering::SeqCst) {
                    return kernel::codes::PEER_UNAVAILABLE.error().into_response();
                }
                next.run(request).await
            }
        })));
        peer
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn what_was_read_last_serves_for_a_day_while_auth_is_away() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let network = Network::default();
    let directories = keeper(&app, network.to_auth(&app));
    let read = directories.of(&shop.caller()).await.unwrap();
    network.away.store(true, Ordering::SeqCst);
    app.clock().advance(TimeDelta::hours(23));
    for _ in 0..10 {
        assert_eq!(directories.of(&shop.caller()).await.unwrap(), read);
    }
    assert_eq!(network.asked(), 2, "a read that failed is not tried again at once");
    app.clock().advance(TimeDelta::hours(1));
    for _ in 0..10 {
        let error = directories.of(&shop.caller()).await.unwrap_err();
        assert_eq!(error.code(), "peer_unavailable");
    }
    assert_eq!(network.asked(), 3);
    network.away.store(false, Ordering::SeqCst);
    app.clock().advance(TimeDelta::seconds(5));
    assert_eq!(directories.of(&shop.caller()).await.unwrap(), read);
}

#[tokio::test]
async fn a_read_that_hangs_holds_up_nobody_who_has_something_to_go_by() {
    let app = TestApp::start().await;
    let (slow, other) = (app.shop("green-grocer").await, app.shop("blue-baker").await);
    let network = Network::default();
    let directories = keeper(&app, network.to_auth(&app));
    directories.of(&slow.caller()).await.unwrap();
    app.clock().advance(TimeDelta::seconds(6));
    *network.hangs_for.lock().unwrap() = Some(slow.tenant_id());
    let quick = |caller: Caller| {
        let directories = directories.clone();
        async move { tokio::time::timeout(Duration::from_secs(2), directories.of(&caller)).await }
    };
    quick(slow.caller()).await.expect("what is kept").unwrap();
    quick(slow.caller()).await.expect("what is kept").unwrap();
    quick(other.caller()).await.expect("another tenant's own read").unwrap();
}

#[tokio::test]
async fn ids_that_nobody_knows_do_not_make_it_read_each_time() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let network = Network::default();
    let directories = keeper(&app, network.to_auth(&app));
    let unknown = || Id::from_uuid(Uuid::now_v7());
    for _ in 0..50 {
        let error = directories.register(&shop.caller(), unknown()).await.unwrap_err();
        assert_eq!(error.code(), "not_found");
    }
    assert!(network.asked() < 12, "{} reads", network.asked());
    app.clock().advance(TimeDelta::seconds(6));
    let before = network.asked();
    directories.register(&shop.caller(), unknown()).await.unwrap_err();
    assert_eq!(network.asked(), before + 2, "kept anew, and once more for the id");
}

#[tokio::test]
async fn whoever_keeps_it_finds_a_register_that_was_made_a_moment_ago() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let directories = keeper(&app, auth_peer(&app));
    directories.register(&shop.caller(), shop.register_id()).await.unwrap();
    let (store, register, _) = shop.another_store("B", "strict").await;
    let (_, found, home) = directories.register(&shop.caller(), register).await.unwrap();
    assert_eq!((found.series.as_str(), home.id), ("B1", store));
}
