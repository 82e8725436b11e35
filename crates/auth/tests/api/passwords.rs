//! Changing one's own password.

use serde_json::json;
use testkit::{PASSWORD, TestApp};

use crate::support::{audited, client_of, credentials, nobody, owner_of, refresh, refreshed, session};

const NEW: &str = "three unlike cats";

#[tokio::test]
async fn a_new_password_ends_every_other_sign_in_of_the_user() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let cashier = shop.cashier().await;
    let cashier_email = crate::support::email_of(&cashier).await;
    let others = crate::support::session_of(&app, &shop, &cashier_email).await;
    let (mine, other) = (session(&app, &shop).await, session(&app, &shop).await);
    let client = client_of(&app, &mine);
    client
        .post(
            "/auth/password",
            json!({"current_password": PASSWORD, "new_password": NEW}),
        )
        .await
        .expect(204);

    refresh(&app, &other["refresh_token"]).await.expect(401);
    refreshed(&app, &mine["refresh_token"]).await;
    refreshed(&app, &others["refresh_token"]).await;
    nobody(&app)
        .post("/auth/sign-in", credentials(&shop, &owner_of(&shop), PASSWORD, "api"))
        .await
        .expect(401);
    nobody(&app)
        .post("/auth/sign-in", credentials(&shop, &owner_of(&shop), NEW, "api"))
        .await
        .expect(200);
    assert_eq!(audited(&app, "auth.password_changed").await.len(), 1);
    // The other sign-in's access token lives on for minutes, but changes no password.
    let stale = client_of(&app, &other)
        .post(
            "/auth/password",
            json!({"current_password": NEW, "new_password": PASSWORD}),
        )
        .await;
    assert_eq!(stale.expect(401).code(), "unauthenticated");
}

#[tokio::test]
async fn a_refused_change_changes_nothing() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let client = client_of(&app, &session(&app, &shop).await);
    let long = "x".repeat(1025);
    let owner = owner_of(&shop);
    let cases = [
        ("not my password", NEW, 422, "wrong_password"),
        (PASSWORD, "short", 400, "invalid_body"),
        (PASSWORD, long.as_str(), 400, "invalid_body"),
        (long.as_str(), NEW, 400, "invalid_body"),
        (PASSWORD, "password123", 422, "weak_password"),
        (PASSWORD, owner.as_str(), 422, "weak_password"),
        (PASSWORD, "green-grocer", 422, "weak_password"),
    ];
    for (current, new, status, code) in cases {
        let answer = client
            .post(
                "/auth/password",
                json!({"current_password": current, "new_password": new}),
            )
            .await;
        assert_eq!((answer.status(), answer.code().as_str()), (status, code), "{new:.20}");
    }
    session(&app, &shop).await;
    assert!(audited(&app, "auth.password_changed").await.is_empty());
}

#[tokio::test]
async fn whoever_has_only_the_access_token_cannot_guess_for_long() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let client = client_of(&app, &session(&app, &shop).await);
    for _ in 0..10 {
        client
            .post(
                "/auth/password",
                json!({"current_password": "a guess", "new_password": NEW}),
            )
            .await
            .expect(422);
    }
    let answer = client
        .post(
            "/auth/password",
            json!({"current_password": PASSWORD, "new_password": NEW}),
        )
        .await
        .expect(429);
    assert_eq!(answer.header("retry-after"), Some("6"));
    session(&app, &shop).await;
}
