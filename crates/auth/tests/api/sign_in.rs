//! Signing in: what it gives, and that a refusal says nothing.

use chrono::TimeDelta;
use serde_json::json;
use testkit::{PASSWORD, TestApp};

use crate::support::{audited, client_of, credentials, events, nobody, owner_of, problem, session};

#[tokio::test]
async fn a_session_has_all_that_a_client_needs() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let answer = nobody(&app)
        .post("/auth/sign-in", credentials(&shop, &owner_of(&shop), PASSWORD, "api"))
        .await
        .expect(200);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("set-cookie"), None);
    let session = answer.json();
    assert_eq!(
        (&session["token_type"], &session["expires_in_s"]),
        (&json!("Bearer"), &json!(600))
    );
    assert_eq!(
        session["tenant"],
        json!({"id": shop.tenant_id(), "shop_code": "green-grocer", "name": "Shop green-grocer"})
    );
    assert_eq!(session["user"]["email"], owner_of(&shop));
    assert_eq!(session["user"]["roles"], json!([{"role": "admin", "store_id": null}]));
    assert_eq!(
        session["user"]["capabilities"].as_array().unwrap().len(),
        kernel::Capability::ALL.len()
    );
    assert_eq!(session["refresh_token"].as_str().unwrap().len(), 64);

    let me = client_of(&app, &session).get("/auth/me").await.expect(200).json();
    assert_eq!(me, json!({"tenant": session["tenant"], "user": session["user"]}));
    let signed_in = audited(&app, "auth.signed_in").await;
    assert!(
        signed_in
            .iter()
            .all(|(user, subject)| user == subject && user.to_string() == session["user"]["id"])
    );
}

#[tokio::test]
async fn shop_code_and_address_are_taken_in_any_case() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let body = json!({"shop_code": " Green-Grocer ", "email": "OWNER@Green-Grocer.example.com", "password": PASSWORD, "client": "api"});
    nobody(&app).post("/auth/sign-in", body).await.expect(200);
    let wrong_case = credentials(&shop, &owner_of(&shop), &PASSWORD.to_uppercase(), "api");
    nobody(&app).post("/auth/sign-in", wrong_case).await.expect(401);
}

#[tokio::test]
async fn a_refusal_is_the_same_whatever_was_wrong() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let invitation =
        json!({"email": "new@example.com", "name": "New", "roles": [{"role": "cashier", "store_id": null}]});
    shop.admin().post("/users/invitations", invitation).await.expect(201);
    let gone = shop.cashier().await;
    let gone_email = crate::support::email_of(&gone).await;
    shop.admin()
        .post(&format!("/users/{}/deactivate", gone.user_id()), json!({}))
        .await
        .expect(200);

    let owner = owner_of(&shop);
    let cases = [
        ("unknown shop", "no-such-shop", owner.as_str(), PASSWORD),
        ("no shop at all", "\u{0}", owner.as_str(), PASSWORD),
        ("unknown address", "green-grocer", "nobody@example.com", PASSWORD),
        ("no address at all", "green-grocer", "\u{0}", PASSWORD),
        ("wrong password", "green-grocer", owner.as_str(), "correct horse batter"),
        ("no password", "green-grocer", owner.as_str(), ""),
        ("deactivated", "green-grocer", gone_email.as_str(), PASSWORD),
        ("invited only", "green-grocer", "new@example.com", PASSWORD),
    ];
    let mut refusals = Vec::new();
    for (case, shop_code, email, password) in cases {
        let body = json!({"shop_code": shop_code, "email": email, "password": password, "client": "admin"});
        let answer = nobody(&app).post("/auth/sign-in", body).await;
        assert_eq!(answer.code(), "wrong_credentials", "{case}");
        let names: Vec<String> = answer.headers().keys().map(ToString::to_string).collect();
        refusals.push((case, problem(&answer), names));
    }
    let (_, first, headers) = &refusals[0];
    assert_eq!(first.0, 401);
    for (case, refusal, names) in &refusals {
        assert_eq!((refusal, names), (first, headers), "{case}");
    }
}

#[tokio::test]
async fn a_body_of_the_wrong_shape_is_400_and_a_long_password_always() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let good = credentials(&shop, &owner_of(&shop), PASSWORD, "api");
    for (field, value) in [
        ("client", json!("web")),
        ("password", json!(7)),
        ("remember", json!(true)),
    ] {
        let mut body = good.clone();
        body[field] = value;
        assert_eq!(
            nobody(&app).post("/auth/sign-in", body).await.expect(400).code(),
            "invalid_body",
            "{field}"
        );
    }
    for (shop_code, status) in [("green-grocer", 400), ("no-such-shop", 400)] {
        let body =
            json!({"shop_code": shop_code, "email": "x@example.com", "password": "x".repeat(1025), "client": "api"});
        let answer = nobody(&app).post("/auth/sign-in", body).await.expect(status);
        assert_eq!(answer.json()["errors"][0]["pointer"], "/password");
    }
    // 1,024 bytes are only wrong; a password is never cut to fit.
    let body = credentials(&shop, &owner_of(&shop), &"x".repeat(1024), "api");
    nobody(&app).post("/auth/sign-in", body).await.expect(401);
}

#[tokio::test]
async fn failures_are_told_of_once_a_minute_for_accounts_that_exist() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let wrong = credentials(&shop, &owner_of(&shop), "not the password", "api");
    let told = async |failures: usize| {
        // The telling has a task of its own: each look is a round trip in which it can go on.
        for _ in 0..500 {
            let found = events(&app, "auth.login_failed").await;
            if found.len() >= failures {
                return found;
            }
        }
        panic!("nothing was told");
    };
    nobody(&app).post("/auth/sign-in", wrong.clone()).await.expect(401);
    assert_eq!(told(1).await[0]["user_id"], session(&app, &shop).await["user"]["id"]);
    for _ in 0..3 {
        nobody(&app).post("/auth/sign-in", wrong.clone()).await.expect(401);
    }
    nobody(&app)
        .post(
            "/auth/sign-in",
            credentials(&shop, "nobody@example.com", PASSWORD, "api"),
        )
        .await
        .expect(401);
    app.clock().advance(TimeDelta::seconds(61));
    nobody(&app).post("/auth/sign-in", wrong).await.expect(401);
    assert_eq!(
        told(2).await.len(),
        2,
        "five failures a minute and a second apart are two events"
    );
}

/// The work done for an account that is not there is the work done for one that is: it takes about as long. Only a hash that was left
/// out shows here, which makes a factor of ten; finer differences drown in a busy machine.
#[tokio::test]
async fn an_unknown_account_takes_as_long_as_a_known_one() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let owner = owner_of(&shop);
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for _ in 0..9 {
        for (email, times) in [(owner.as_str(), &mut known), ("nobody@example.com", &mut unknown)] {
            let started = std::time::Instant::now();
            nobody(&app)
                .post("/auth/sign-in", credentials(&shop, email, "not the password", "api"))
                .await
                .expect(401);
            times.push(started.elapsed());
        }
        app.clock().advance(TimeDelta::seconds(6));
    }
    known.sort();
    unknown.sort();
    let (known, unknown) = (known[4], unknown[4]);
    assert!(
        unknown * 2 > known && known * 2 > unknown,
        "known {known:?}, unknown {unknown:?}"
    );
}

/// A user is switched off between the check of their password and the start of their session: it does not start.
#[tokio::test]
async fn a_sign_in_that_a_deactivation_overtakes_is_refused() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let mut other = app.admin_connection().await;
    let mut deactivation = sqlx::Connection::begin(&mut other).await.unwrap();
    let done = sqlx::query("UPDATE auth.users SET status = 'deactivated'")
        .execute(&mut *deactivation)
        .await
        .unwrap();
    assert_eq!(done.rows_affected(), 1);
    let overtaken = async {
        // The sign-in reads the user as active, hashes, and then waits for the row that is held here.
        let mut watch = app.admin_connection().await;
        let waiting = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')";
        while !sqlx::query_scalar::<_, bool>(waiting)
            .fetch_one(&mut watch)
            .await
            .unwrap()
        {}
        deactivation.commit().await.unwrap();
    };
    let body = credentials(&shop, &owner_of(&shop), PASSWORD, "api");
    let client = nobody(&app);
    let (answer, ()) = tokio::join!(client.post("/auth/sign-in", body), overtaken);
    assert_eq!(answer.expect(401).code(), "wrong_credentials");
    let sessions = "SELECT count(*) FROM auth.session";
    assert_eq!(
        crate::support::count(&app, sessions).await,
        1,
        "the shop's own, from before"
    );
}
