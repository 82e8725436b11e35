//! Coming in again with a forgotten password.

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use testkit::{Answer, Client, PASSWORD, Shop, TestApp};

use crate::support::{audited, credentials, email_of, nobody, owner_of, refresh, session, session_of};

const NEW: &str = "three unlike cats";

fn path(of: &Client) -> String {
    format!("/users/{}/password-reset", of.user_id())
}

async fn reset(by: &Client, of: &Client) -> Value {
    by.post(&path(of), json!({})).await.expect(201).json()
}

async fn accept(app: &TestApp, token: &Value, password: &str) -> Answer {
    nobody(app)
        .post(
            "/auth/password-resets/accept",
            json!({"token": token, "password": password}),
        )
        .await
}

async fn sign_in(app: &TestApp, shop: &Shop, email: &str, password: &str) -> u16 {
    nobody(app)
        .post("/auth/sign-in", credentials(shop, email, password, "pos"))
        .await
        .status()
}

/// Refused, as any that never was.
async fn is_over(app: &TestApp, made: &Value) {
    let answer = accept(app, &made["reset_token"], NEW).await.expect(404);
    assert_eq!(answer.code(), "reset_ended");
}

#[tokio::test]
async fn who_forgot_their_password_chooses_another_and_is_signed_out_everywhere() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let cashier = shop.cashier().await;
    let email = email_of(&cashier).await;
    let open = session_of(&app, &shop, &email).await;
    let made = reset(&shop.admin(), &cashier).await;
    assert_eq!(
        (&made["user"]["email"], &made["expires_at"]),
        (&json!(email), &json!("2026-03-03T10:00:00Z"))
    );
    // Until it is used nothing changes.
    let open = crate::support::refreshed(&app, &open["refresh_token"]).await;
    assert_eq!(sign_in(&app, &shop, &email, PASSWORD).await, 200);

    accept(&app, &made["reset_token"], NEW).await.expect(204);
    refresh(&app, &open["refresh_token"]).await.expect(401);
    assert_eq!(sign_in(&app, &shop, &email, PASSWORD).await, 401);
    assert_eq!(sign_in(&app, &shop, &email, NEW).await, 200);
    let of = |user: &Client| (user.user_id().uuid(), cashier.user_id().uuid());
    assert_eq!(
        audited(&app, "auth.password_reset_made").await,
        [of(&shop.admin())],
        "who made it, for whom"
    );
    assert_eq!(audited(&app, "auth.password_reset").await, [of(&cashier)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_is_good_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let cashier = shop.cashier().await;
    let email = email_of(&cashier).await;
    let made = reset(&shop.admin(), &cashier).await;
    let tries = (0..10).map(|n| {
        let (app, token) = (&app, &made["reset_token"]);
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
    assert_eq!(
        sign_in(&app, &shop, &email, &format!("password number {}", won[0])).await,
        200
    );
    is_over(&app, &made).await;
}

#[tokio::test]
async fn a_reset_ends_after_a_day_and_by_the_next_one() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let cashier = shop.cashier().await;
    let first = reset(&shop.admin(), &cashier).await;
    let second = reset(&shop.admin(), &cashier).await;
    is_over(&app, &first).await;
    app.clock().advance(TimeDelta::hours(24));
    is_over(&app, &second).await;
    let admin = shop.sign_in_again().await;
    let third = reset(&admin, &cashier).await;
    app.clock().advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
    accept(&app, &third["reset_token"], NEW).await.expect(204);
}

#[tokio::test]
async fn a_repeated_request_gets_the_same_token_though_it_is_stored_nowhere() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let cashier = shop.cashier().await;
    let ask = async || {
        shop.admin()
            .post_with_key("once", &path(&cashier), json!({}))
            .await
            .expect(201)
    };
    let (first, again) = (ask().await, ask().await);
    assert_eq!(
        (again.header("idempotent-replayed"), again.bytes()),
        (Some("true"), first.bytes())
    );
    assert_eq!(audited(&app, "auth.password_reset_made").await.len(), 1);
    accept(&app, &again.json()["reset_token"], NEW).await.expect(204);
}

#[tokio::test]
async fn a_reset_ends_with_whatever_secures_the_account() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    for what in ["password", "roles", "sign-out", "deactivate"] {
        let cashier = shop.cashier().await;
        let made = reset(&admin, &cashier).await;
        end(&admin, &cashier, what).await;
        if what == "deactivate" {
            let on = format!("/users/{}/reactivate", cashier.user_id());
            admin.post(&on, json!({})).await.expect(200);
        }
        is_over(&app, &made).await;
    }
}

/// Else somebody who leaves would keep a way in as somebody else.
#[tokio::test]
async fn a_reset_ends_with_the_standing_of_whoever_made_it() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    for what in ["password", "roles", "sign-out", "deactivate"] {
        let (leaver, cashier) = (shop.hire("admin", None).await, shop.cashier().await);
        let made = reset(&leaver, &cashier).await;
        end(&shop.admin(), &leaver, what).await;
        is_over(&app, &made).await;
    }
    // A token outlives its sign-in by minutes, but makes no way in.
    let (leaver, cashier) = (shop.hire("admin", None).await, shop.cashier().await);
    end(&shop.admin(), &leaver, "sign-out").await;
    let refused = leaver.post(&path(&cashier), json!({})).await.expect(401);
    assert_eq!(refused.code(), "unauthenticated");
}

/// What ends the standing of a user, done by an administrator or by themselves.
async fn end(admin: &Client, user: &Client, what: &str) {
    let of = format!("/users/{}", user.user_id());
    match what {
        "password" => {
            let body = json!({"current_password": PASSWORD, "new_password": "another password"});
            user.post("/auth/password", body).await.expect(204);
        }
        "roles" => {
            let body = json!({"roles": [{"role": "manager", "store_id": null}]});
            admin.put(&format!("{of}/roles"), body).await.expect(200);
        }
        _ => {
            admin.post(&format!("{of}/{what}"), json!({})).await.expect(200);
        }
    }
}

#[tokio::test]
async fn only_an_administrator_who_reaches_that_far_makes_one_and_never_for_themselves() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("blue-baker").await);
    let (second, ..) = shop.another_store("B", "sell_through").await;
    let (cashier, there) = (shop.cashier().await, shop.hire("cashier", Some(second)).await);
    let local = shop.hire("admin", Some(second)).await;
    let refused = async |by: &Client, of: &Client| {
        let answer = by.post(&path(of), json!({})).await;
        (answer.status(), answer.code())
    };
    let code = |status: u16, code: &str| (status, code.to_owned());
    assert_eq!(refused(&shop.manager().await, &cashier).await, code(403, "forbidden"));
    assert_eq!(refused(&local, &cashier).await, code(403, "role_above_own"));
    assert_eq!(refused(&local, &shop.admin()).await, code(403, "role_above_own"));
    assert_eq!(refused(&shop.admin(), &shop.admin()).await, code(403, "own_password"));
    assert_eq!(refused(&other.admin(), &cashier).await, code(404, "not_found"));
    reset(&local, &there).await;

    let off = format!("/users/{}/deactivate", cashier.user_id());
    shop.admin().post(&off, json!({})).await.expect(200);
    assert_eq!(refused(&shop.admin(), &cashier).await, code(409, "not_active"));
    let invite = json!({"email": "nina@example.com", "name": "Nina", "roles": [{"role": "cashier", "store_id": null}]});
    let invited = shop.admin().post("/users/invitations", invite).await.expect(201).json();
    let of_invited = format!("/users/{}/password-reset", invited["user"]["id"].as_str().unwrap());
    let answer = shop.admin().post(&of_invited, json!({})).await.expect(409);
    assert_eq!(answer.code(), "not_active");
}

#[tokio::test]
async fn bad_tokens_and_passwords_are_refused() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let cashier = shop.cashier().await;
    let email = email_of(&cashier).await;
    let made = reset(&shop.admin(), &cashier).await;
    let token = &made["reset_token"];
    let invite = json!({"email": "nina@example.com", "name": "Nina", "roles": [{"role": "cashier", "store_id": null}]});
    let invited = shop.admin().post("/users/invitations", invite).await.expect(201).json();
    for bad in [
        json!(""),
        json!("x"),
        json!(format!("{}A", token.as_str().unwrap())),
        invited["invitation_token"].clone(),
        session(&app, &shop).await["refresh_token"].clone(),
    ] {
        assert_eq!(accept(&app, &bad, NEW).await.expect(404).code(), "reset_ended");
    }
    let join = json!({"token": token, "password": NEW});
    nobody(&app).post("/auth/invitations/accept", join).await.expect(404);
    assert_eq!(
        accept(&app, token, "short").await.expect(400).json()["errors"][0]["pointer"],
        "/password"
    );
    for weak in ["password1234", email.as_str(), "green-grocer"] {
        assert_eq!(accept(&app, token, weak).await.expect(422).code(), "weak_password");
    }
    assert_eq!(sign_in(&app, &shop, &email, PASSWORD).await, 200, "nothing has changed");
    accept(&app, token, NEW).await.expect(204);
}

#[tokio::test]
async fn an_administrator_ends_every_sign_in_of_a_user_and_of_nobody_else() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let cashier = shop.cashier().await;
    let email = email_of(&cashier).await;
    let theirs = [
        session_of(&app, &shop, &email).await,
        session_of(&app, &shop, &email).await,
    ];
    let mine = session(&app, &shop).await;
    let of = format!("/users/{}", cashier.user_id());
    let admin = shop.admin();
    let answer = admin
        .post_with_key("out", &format!("{of}/sign-out"), json!({}))
        .await
        .expect(200);
    assert_eq!(answer.json(), json!({"sessions": 3}));
    for session in &theirs {
        refresh(&app, &session["refresh_token"]).await.expect(401);
    }
    refresh(&app, &mine["refresh_token"]).await.expect(200);
    let later = session_of(&app, &shop, &email).await;
    let again = admin
        .post_with_key("out", &format!("{of}/sign-out"), json!({}))
        .await
        .expect(200);
    assert_eq!(again.bytes(), answer.bytes());
    refresh(&app, &later["refresh_token"]).await.expect(200);
    assert_eq!(
        audited(&app, "auth.signed_out_everywhere").await,
        [(admin.user_id().uuid(), cashier.user_id().uuid())]
    );
    let local = shop.hire("admin", Some(shop.store_id())).await;
    let above = local.post(&format!("{of}/sign-out"), json!({})).await.expect(403);
    assert_eq!(above.code(), "role_above_own");
    // One's own, when a device is lost.
    let myself = format!("/users/{}/sign-out", admin.user_id());
    admin.post(&myself, json!({})).await.expect(200);
    nobody(&app)
        .post("/auth/sign-in", credentials(&shop, &owner_of(&shop), PASSWORD, "api"))
        .await
        .expect(200);
}
