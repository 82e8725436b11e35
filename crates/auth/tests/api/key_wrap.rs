//! Signing keys that Vault wraps: moved there and back, rotated, and what an outage does.

use auth::{AuthConfig, rewrap_keys, rotate_keys};
use chrono::TimeDelta;
use contracts::contexts;
use kernel::{Clock, Entropy, vault::Vault};
use sqlx::Row as _;
use testkit::{
    Client, Config, PASSWORD, TestApp,
    vault_server::{Fault, admin::VaultPlace},
};

use super::support::{config, count, credentials, nobody, owner_of, process};

async fn vault(place: &VaultPlace, clock: &Clock, wrap_keys: bool) -> Vault {
    let settings = kernel::vault::VaultSettings {
        wrap_keys,
        ..place.settings().await
    };
    Vault::open(settings, clock.clone(), Entropy::system()).unwrap()
}

async fn with(place: &VaultPlace, app: &TestApp, wrap_keys: bool) -> AuthConfig {
    AuthConfig {
        vault: Some(vault(place, app.clock(), wrap_keys).await),
        ..config()
    }
}

/// Who wrapped the newest key, and how what is stored begins.
async fn stored(app: &TestApp) -> (String, String) {
    let row = sqlx::query(
        "SELECT wrapped_by, encode(private_key, 'escape') FROM auth.signing_key ORDER BY generation DESC LIMIT 1",
    )
    .fetch_one(&mut app.admin_connection().await)
    .await
    .unwrap();
    (row.get(0), row.get::<String, _>(1).chars().take(9).collect())
}

async fn signs_in(app: &TestApp, config: AuthConfig) -> u16 {
    let shop_code = "green-grocer";
    let client = Client::nobody(process(app, config));
    let body = serde_json::json!({"shop_code": shop_code, "email": format!("owner@{shop_code}.example.com"),
        "password": PASSWORD, "client": "api"});
    client.post("/auth/sign-in", body).await.status()
}

#[tokio::test]
async fn keys_move_into_vault_and_back_and_follow_its_rotation() {
    let app = TestApp::start().await;
    app.shop("green-grocer").await;
    let place = VaultPlace::stub(Clock::system()).await;
    let deps = app.deps(contexts::AUTH);
    assert_eq!(stored(&app).await.0, "local");

    let inside = with(&place, &app, true).await;
    assert_eq!(
        signs_in(&app, inside.clone()).await,
        200,
        "what was wrapped here is read"
    );
    assert_eq!(rewrap_keys(deps, &inside).await.unwrap(), 1);
    assert_eq!(stored(&app).await, ("transit".to_owned(), "vault:v1:".to_owned()));
    assert_eq!(signs_in(&app, inside.clone()).await, 200);
    assert_eq!(rewrap_keys(deps, &inside).await.unwrap(), 0, "it is as it should be");

    place.rotate().await;
    assert_eq!(
        signs_in(&app, with(&place, &app, true).await).await,
        200,
        "the old version"
    );
    assert_eq!(rewrap_keys(deps, &inside).await.unwrap(), 1);
    assert_eq!(stored(&app).await, ("transit".to_owned(), "vault:v2:".to_owned()));
    place.decrypt_from(2).await;
    assert_eq!(
        signs_in(&app, with(&place, &app, true).await).await,
        200,
        "the new version"
    );

    assert_eq!(signs_in(&app, config()).await, 503, "without [vault] nobody opens it");
    let outside = with(&place, &app, false).await;
    assert_eq!(
        signs_in(&app, outside.clone()).await,
        200,
        "what Vault has wrapped is read"
    );
    assert_eq!(rewrap_keys(deps, &outside).await.unwrap(), 1);
    assert_eq!(stored(&app).await.0, "local");
    assert_eq!(signs_in(&app, config()).await, 200);
}

#[tokio::test]
async fn a_key_moved_to_another_row_is_not_opened() {
    let app = TestApp::start().await;
    app.shop("green-grocer").await;
    let place = VaultPlace::stub(Clock::system()).await;
    let inside = with(&place, &app, true).await;
    rewrap_keys(app.deps(contexts::AUTH), &inside).await.unwrap();
    sqlx::query("UPDATE auth.signing_key SET kid = 'another'")
        .execute(&mut app.admin_connection().await)
        .await
        .unwrap();
    assert_eq!(signs_in(&app, inside).await, 500);
}

#[tokio::test]
async fn without_vault_no_key_is_made_and_none_is_stored_otherwise() {
    let app = TestApp::start().await;
    let place = VaultPlace::stub(Clock::system()).await;
    let inside = with(&place, &app, true).await;
    place.stub.as_ref().unwrap().set(Fault::Down);
    let refused = rotate_keys(app.deps(contexts::AUTH), &inside).await.unwrap_err();
    assert_eq!(refused.code(), "secrets_unavailable", "{}", refused.chain());
    assert_eq!(count(&app, "SELECT count(*) FROM auth.signing_key").await, 0);
}

#[tokio::test]
async fn people_sign_in_through_an_hour_without_vault_and_no_longer() {
    let place = VaultPlace::stub(Clock::system()).await;
    let settings = kernel::vault::VaultSettings {
        wrap_keys: true,
        ..place.settings().await
    };
    let app = TestApp::with(Config {
        vault: Some(settings),
        ..Config::default()
    })
    .await;
    let shop = app.shop("green-grocer").await;
    assert_eq!(stored(&app).await.0, "transit");
    let sign_in = async || {
        let body = credentials(&shop, &owner_of(&shop), PASSWORD, "api");
        nobody(&app).post("/auth/sign-in", body).await
    };
    place.stub.as_ref().unwrap().set(Fault::Sealed);
    app.clock().advance(TimeDelta::minutes(59));
    sign_in().await.expect(200);
    app.clock().advance(TimeDelta::minutes(1));
    assert_eq!(sign_in().await.expect(503).code(), "secrets_unavailable");
    nobody(&app).get("/.well-known/jwks.json").await.expect(200);
    place.stub.as_ref().unwrap().set(Fault::None);
    app.clock().advance(TimeDelta::seconds(5));
    sign_in().await.expect(200);
}
