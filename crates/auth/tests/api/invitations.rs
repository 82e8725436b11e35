//! Joining the staff.

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use testkit::{Answer, PASSWORD, Shop, TestApp};

use crate::support::{credentials, events, nobody, session_of};

fn invitation(email: &str) -> Value {
    json!({"email": email, "name": "Nina New", "roles": [{"role": "cashier", "store_id": null}]})
}

async fn invite(shop: &Shop, email: &str) -> Value {
    shop.admin()
        .post("/users/invitations", invitation(email))
        .await
        .expect(201)
        .json()
}

async fn accept(app: &TestApp, token: &Value, password: &str) -> Answer {
    nobody(app)
        .post(
            "/auth/invitations/accept",
            json!({"token": token, "password": password}),
        )
        .await
}

#[tokio::test]
async fn who_is_invited_joins_with_a_password_of_their_own() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let invited = invite(&shop, " Nina@Example.com ").await;
    let user = &invited["user"];
    assert_eq!(
        (&user["email"], &user["status"]),
        (&json!("nina@example.com"), &json!("invited"))
    );
    assert_eq!(invited["expires_at"], "2026-03-05T10:00:00Z");
    accept(&app, &invited["invitation_token"], "three unlike cats")
        .await
        .expect(204);
    let body = credentials(&shop, "nina@example.com", "three unlike cats", "pos");
    let session = nobody(&app).post("/auth/sign-in", body).await.expect(200).json();
    assert_eq!(
        (&session["user"]["id"], &session["user"]["name"]),
        (&user["id"], &json!("Nina New"))
    );
    assert_eq!(events(&app, "auth.user_invited").await[0]["user_id"], user["id"]);
    assert_eq!(
        events(&app, "auth.user_joined").await.last().unwrap()["user_id"],
        user["id"]
    );
}

#[tokio::test]
async fn an_invitation_is_good_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let invited = invite(&shop, "nina@example.com").await;
    accept(&app, &invited["invitation_token"], PASSWORD).await.expect(204);
    assert_eq!(
        accept(&app, &invited["invitation_token"], "another password")
            .await
            .expect(404)
            .code(),
        "invitation_ended"
    );
    session_of(&app, &shop, "nina@example.com").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_acceptances_at_once_one_counts() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let invited = invite(&shop, "nina@example.com").await;
    let tries = (0..10).map(|n| {
        let (app, token) = (&app, &invited["invitation_token"]);
        async move { (n, accept(app, token, &format!("password number {n}")).await.status()) }
    });
    let outcomes = join_all(tries).await;
    let won: Vec<i32> = outcomes
        .iter()
        .filter(|(_, status)| *status == 204)
        .map(|(n, _)| *n)
        .collect();
    assert_eq!(won.len(), 1, "{outcomes:?}");
    assert!(
        outcomes.iter().all(|(_, status)| matches!(status, 204 | 404)),
        "{outcomes:?}"
    );
    let body = credentials(&shop, "nina@example.com", &format!("password number {}", won[0]), "pos");
    nobody(&app).post("/auth/sign-in", body).await.expect(200);
}

#[tokio::test]
async fn an_invitation_ends_after_seventy_two_hours_and_another_can_be_sent() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let first = invite(&shop, "nina@example.com").await;
    app.clock().advance(TimeDelta::hours(72));
    assert_eq!(
        accept(&app, &first["invitation_token"], PASSWORD)
            .await
            .expect(404)
            .code(),
        "invitation_ended"
    );

    let admin = crate::support::client_of(&app, &crate::support::session(&app, &shop).await);
    let path = format!("/users/{}/invitations", first["user"]["id"].as_str().unwrap());
    let second = admin.post(&path, json!({})).await.expect(201).json();
    let third = admin.post_with_key("third", &path, json!({})).await.expect(201).json();
    let again = admin.post_with_key("third", &path, json!({})).await.expect(201);
    assert_eq!(
        (again.json(), again.header("idempotent-replayed")),
        (third.clone(), Some("true"))
    );
    assert_ne!(second["invitation_token"], third["invitation_token"]);
    accept(&app, &second["invitation_token"], PASSWORD).await.expect(404);
    app.clock().advance(TimeDelta::hours(72) - TimeDelta::seconds(1));
    accept(&app, &third["invitation_token"], PASSWORD).await.expect(204);
    let admin = crate::support::client_of(&app, &crate::support::session(&app, &shop).await);
    assert_eq!(admin.post(&path, json!({})).await.expect(409).code(), "not_invited");
}

#[tokio::test]
async fn a_repeated_invitation_gets_the_same_token_though_it_is_stored_nowhere() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let first = shop
        .admin()
        .post_with_key("once", "/users/invitations", invitation("nina@example.com"))
        .await
        .expect(201);
    let again = shop
        .admin()
        .post_with_key("once", "/users/invitations", invitation("nina@example.com"))
        .await
        .expect(201);
    assert_eq!(
        (again.header("idempotent-replayed"), again.bytes()),
        (Some("true"), first.bytes())
    );
    let other = shop
        .admin()
        .post_with_key("once", "/users/invitations", invitation("else@example.com"))
        .await;
    assert_eq!(other.expect(422).code(), "idempotency_key_reused");
    accept(&app, &again.json()["invitation_token"], PASSWORD)
        .await
        .expect(204);
}

#[tokio::test]
async fn an_address_is_one_persons_within_its_tenant() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("blue-baker").await);
    invite(&shop, "nina@example.com").await;
    for email in ["nina@example.com", "NINA@example.com", "owner@green-grocer.example.com"] {
        assert_eq!(
            shop.admin()
                .post("/users/invitations", invitation(email))
                .await
                .expect(409)
                .code(),
            "email_taken"
        );
    }
    invite(&other, "nina@example.com").await;
}

#[tokio::test]
async fn who_was_switched_off_before_joining_does_not_join() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let invited = invite(&shop, "nina@example.com").await;
    let path = format!("/users/{}", invited["user"]["id"].as_str().unwrap());
    shop.admin()
        .post(&format!("{path}/deactivate"), json!({}))
        .await
        .expect(200);
    accept(&app, &invited["invitation_token"], PASSWORD).await.expect(404);
    assert_eq!(
        shop.admin()
            .post(&format!("{path}/invitations"), json!({}))
            .await
            .expect(409)
            .code(),
        "not_invited"
    );
    let back = shop
        .admin()
        .post(&format!("{path}/reactivate"), json!({}))
        .await
        .expect(200)
        .json();
    assert_eq!(back["status"], "invited");
    accept(&app, &invited["invitation_token"], PASSWORD).await.expect(404);
    let again = shop
        .admin()
        .post(&format!("{path}/invitations"), json!({}))
        .await
        .expect(201)
        .json();
    accept(&app, &again["invitation_token"], PASSWORD).await.expect(204);
}

#[tokio::test]
async fn bad_tokens_passwords_and_fields_are_refused() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let invited = invite(&shop, "nina@example.com").await;
    let token = &invited["invitation_token"];
    for bad in [
        json!(""),
        json!("x"),
        json!(format!("{}A", token.as_str().unwrap())),
        json!(token.as_str().unwrap().to_uppercase()),
    ] {
        assert_eq!(
            accept(&app, &bad, PASSWORD).await.expect(404).code(),
            "invitation_ended"
        );
    }
    let session = crate::support::session(&app, &shop).await;
    accept(&app, &session["refresh_token"], PASSWORD).await.expect(404);
    assert_eq!(
        accept(&app, token, "short").await.expect(400).json()["errors"][0]["pointer"],
        "/password"
    );
    assert_eq!(
        accept(&app, token, "password1234").await.expect(422).code(),
        "weak_password"
    );
    assert_eq!(
        accept(&app, token, "Nina@example.com").await.expect(422).code(),
        "weak_password"
    );
    accept(&app, token, PASSWORD).await.expect(204);

    let answer = shop
        .admin()
        .post(
            "/users/invitations",
            json!({"email": "nobody", "name": "\u{1b}[2J", "roles": []}),
        )
        .await
        .expect(400);
    let pointers: Vec<String> = answer.json()["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["pointer"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(pointers, ["/email", "/name", "/roles"], "all at once");
}

/// The kept answers to invitations hold names and addresses: they go when nobody sends the request again.
#[tokio::test]
async fn kept_answers_are_forgotten_after_ninety_days() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    shop.cashier().await;
    let kept = async || -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM auth.idempotency WHERE body LIKE '%@green-grocer%'")
            .fetch_one(&mut app.admin_connection().await)
            .await
            .unwrap()
    };
    app.clock().advance(TimeDelta::days(90));
    app.settle().await;
    assert!(kept().await > 0, "for ninety days");
    app.clock().advance(TimeDelta::seconds(1));
    app.settle().await;
    assert_eq!(kept().await, 0);
}
