//! The shop itself.

use serde_json::json;
use testkit::TestApp;

use crate::support::{audited, events, session};

#[tokio::test]
async fn the_shop_is_renamed_by_whoever_manages_all_stores() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("blue-baker").await);
    let read = shop.cashier().await.get("/shop").await.expect(200).json();
    let expected = json!({"id": shop.tenant_id(), "shop_code": "green-grocer", "name": "Shop green-grocer", "prices_include_tax": true});
    assert_eq!(read, expected);

    for _ in 0..2 {
        let renamed = shop
            .admin()
            .patch("/shop", json!({"name": " The Green Grocer "}))
            .await
            .expect(200)
            .json();
        assert_eq!(renamed["name"], "The Green Grocer");
    }
    assert_eq!(session(&app, &shop).await["tenant"]["name"], "The Green Grocer");
    assert_eq!(
        other.admin().get("/shop").await.expect(200).json()["name"],
        "Shop blue-baker"
    );
    let told = events(&app, "auth.tenant_changed").await;
    assert_eq!(told.len(), 1, "the same name again is no change");
    assert_eq!(told[0]["tenant"]["name"], "The Green Grocer");
    assert_eq!(
        audited(&app, "auth.shop_updated").await,
        [(shop.admin().user_id().uuid(), shop.tenant_id().uuid())]
    );

    let local = shop.hire("admin", Some(shop.store_id())).await;
    for by in [&shop.manager().await, &local] {
        let refused = by.patch("/shop", json!({"name": "Mine"})).await.expect(403);
        assert_eq!(refused.code(), "forbidden");
    }
    for bad in ["", " ", "a\u{1b}b"] {
        let refused = shop.admin().patch("/shop", json!({"name": bad})).await.expect(400);
        assert_eq!(refused.json()["errors"][0]["pointer"], "/name");
    }
}
