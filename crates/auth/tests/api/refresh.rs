//! Staying signed in: one live token a family, whatever is lost, repeated or stolen.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use testkit::{Answer, Client, PASSWORD, TestApp};

use crate::support::{
    audited, client_of, count, credentials, events, nobody, owner_of, process, refresh, refreshed, session,
};

#[tokio::test]
async fn each_use_gives_another_token_and_a_working_session() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let first = session(&app, &shop).await;
    let second = refreshed(&app, &first["refresh_token"]).await;
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    assert_eq!(first["user"], second["user"]);
    client_of(&app, &second).get("/auth/me").await.expect(200);
    refreshed(&app, &second["refresh_token"]).await;
}

#[tokio::test]
async fn a_lost_answer_is_made_good_until_its_successor_was_used() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let first = session(&app, &shop).await;
    let lost = refreshed(&app, &first["refresh_token"]).await;
    let lost_too = refreshed(&app, &first["refresh_token"]).await;
    let got = refreshed(&app, &first["refresh_token"]).await;
    for unused in [&lost, &lost_too] {
        assert_eq!(
            refresh(&app, &unused["refresh_token"]).await.expect(401).code(),
            "session_ended"
        );
    }
    refreshed(&app, &got["refresh_token"]).await;
}

#[tokio::test]
async fn a_replay_after_the_successor_was_used_ends_the_family() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let other = session(&app, &shop).await;
    let first = session(&app, &shop).await;
    let second = refreshed(&app, &first["refresh_token"]).await;
    let third = refreshed(&app, &second["refresh_token"]).await;
    for token in [&first, &third, &second, &first] {
        assert_eq!(
            refresh(&app, &token["refresh_token"]).await.expect(401).code(),
            "session_ended"
        );
    }
    let told = events(&app, "auth.refresh_replayed").await;
    assert_eq!(told.len(), 1, "the family ends once");
    assert_eq!(told[0]["user_id"], first["user"]["id"]);
    assert_eq!(audited(&app, "auth.refresh_replayed").await.len(), 1);
    refreshed(&app, &other["refresh_token"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_at_once_end_with_one_live_token() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    for round in 0..3 {
        let first = session(&app, &shop).await;
        let answers = join_all((0..20).map(|_| refresh(&app, &first["refresh_token"]))).await;
        let tokens: BTreeSet<String> = answers
            .iter()
            .filter(|answer| answer.status() == 200)
            .map(|answer| answer.json()["refresh_token"].as_str().unwrap().to_owned())
            .collect();
        assert!(!tokens.is_empty());
        assert!(
            answers.iter().all(|answer| matches!(answer.status(), 200 | 401 | 503)),
            "round {round}"
        );
        let mut working = 0;
        for token in &tokens {
            working += usize::from(refresh(&app, &json!(token)).await.status() == 200);
        }
        assert_eq!(working, 1, "of {} tokens one is live", tokens.len());
    }
    let doubled = "SELECT count(*) FROM (SELECT FROM auth.refresh_token WHERE state = 'live' GROUP BY session_id HAVING count(*) > 1) d";
    assert_eq!(count(&app, doubled).await, 0);
}

#[tokio::test]
async fn a_session_ends_when_it_idles_and_in_any_case_after_thirty_days() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (idle, mut busy) = (session(&app, &shop).await, session(&app, &shop).await);
    for _ in 0..2 {
        app.clock().advance(TimeDelta::days(13));
        busy = refreshed(&app, &busy["refresh_token"]).await;
    }
    refresh(&app, &idle["refresh_token"]).await.expect(401);
    app.clock().advance(TimeDelta::days(4) - TimeDelta::seconds(1));
    busy = refreshed(&app, &busy["refresh_token"]).await;
    app.clock().advance(TimeDelta::seconds(1));
    assert_eq!(
        refresh(&app, &busy["refresh_token"]).await.expect(401).code(),
        "session_ended"
    );
}

#[tokio::test]
async fn a_token_is_good_for_its_own_client_and_tenant_only() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("blue-baker").await);
    let (mine, theirs) = (session(&app, &shop).await, session(&app, &other).await);
    let token = mine["refresh_token"].as_str().unwrap();
    let cookie = format!("novapos_refresh_pos={token}");
    let body = Some(json!({"client": "pos"}).to_string().into_bytes());
    let answer = nobody(&app)
        .send(http::Method::POST, "/auth/refresh", &[("cookie", &cookie)], body)
        .await;
    assert_eq!(answer.expect(401).code(), "session_ended");
    // The tenant in front of the token: 16 bytes are 21 whole characters and a part of the 22nd.
    let mixed = format!("{}{}", &theirs["refresh_token"].as_str().unwrap()[..21], &token[21..]);
    for bad in [mixed.as_str(), "", "x", &token[1..], &token.to_uppercase()] {
        assert_eq!(refresh(&app, &json!(bad)).await.expect(401).code(), "session_ended");
    }
    refresh(&app, &Value::Null).await.expect(401);
    refreshed(&app, &mine["refresh_token"]).await;
}

/// The refresh cookie that an answer sets.
fn set_cookie(answer: &Answer) -> (String, String) {
    let text = answer.header("set-cookie").expect("a cookie");
    let (pair, attributes) = text.split_once("; ").unwrap();
    (pair.to_owned(), attributes.to_owned())
}

async fn with_cookie(client: &Client, path: &str, cookie: &str, body: Value) -> Answer {
    client
        .send(
            http::Method::POST,
            path,
            &[("cookie", cookie)],
            Some(body.to_string().into_bytes()),
        )
        .await
}

#[tokio::test]
async fn browsers_keep_the_token_in_a_cookie_of_their_own() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let client = nobody(&app);
    let answer = client
        .post("/auth/sign-in", credentials(&shop, &owner_of(&shop), PASSWORD, "pos"))
        .await
        .expect(200);
    assert_eq!(answer.json()["refresh_token"], Value::Null);
    let (pos, attributes) = set_cookie(&answer);
    assert!(pos.starts_with("novapos_refresh_pos="));
    assert_eq!(attributes, "Path=/auth; Max-Age=1209600; HttpOnly; SameSite=Strict");
    assert!(!answer.text().contains(pos.split_once('=').unwrap().1), "never both");
    let answer = client
        .post("/auth/sign-in", credentials(&shop, &owner_of(&shop), PASSWORD, "admin"))
        .await
        .expect(200);
    let (admin, _) = set_cookie(&answer);
    assert!(admin.starts_with("novapos_refresh_admin="));

    let both = format!("{admin}; {pos}");
    let refreshed = with_cookie(&client, "/auth/refresh", &both, json!({"client": "pos"}))
        .await
        .expect(200);
    let (next, _) = set_cookie(&refreshed);
    assert!(next.starts_with("novapos_refresh_pos=") && next != pos);
    let in_body = json!({"client": "pos", "refresh_token": next.split_once('=').unwrap().1});
    let refused = with_cookie(&client, "/auth/refresh", &next, in_body).await.expect(400);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/refresh_token");
    with_cookie(&client, "/auth/refresh", &admin, json!({"client": "pos"}))
        .await
        .expect(401);

    let out = with_cookie(&client, "/auth/sign-out", &next, json!({"client": "pos"}))
        .await
        .expect(204);
    assert_eq!(
        set_cookie(&out),
        (
            "novapos_refresh_pos=".to_owned(),
            "Path=/auth; Max-Age=0; HttpOnly; SameSite=Strict".to_owned()
        )
    );
    with_cookie(&client, "/auth/refresh", &next, json!({"client": "pos"}))
        .await
        .expect(401);
    with_cookie(&client, "/auth/refresh", &admin, json!({"client": "admin"}))
        .await
        .expect(200);
}

#[tokio::test]
async fn a_page_of_another_site_cannot_use_the_cookie() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let answer = nobody(&app)
        .post("/auth/sign-in", credentials(&shop, &owner_of(&shop), PASSWORD, "admin"))
        .await
        .expect(200);
    let (cookie, _) = set_cookie(&answer);
    for path in ["/auth/refresh", "/auth/sign-out"] {
        for form in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
            let body = Some(br#"{"client":"admin"}"#.to_vec());
            let headers = [("cookie", cookie.as_str()), ("content-type", form)];
            nobody(&app)
                .send(http::Method::POST, path, &headers, body)
                .await
                .expect(415);
        }
    }
    with_cookie(&nobody(&app), "/auth/refresh", &cookie, json!({"client": "admin"}))
        .await
        .expect(200);
}

#[tokio::test]
async fn cookies_are_secure_where_the_configuration_says_so() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let router = process(
        &app,
        auth::AuthConfig {
            secure_cookies: true,
            ..crate::support::config()
        },
    );
    let answer = Client::nobody(router)
        .post("/auth/sign-in", credentials(&shop, &owner_of(&shop), PASSWORD, "pos"))
        .await
        .expect(200);
    assert!(set_cookie(&answer).1.ends_with("; Secure"));
}

#[tokio::test]
async fn signing_out_ends_the_family_and_twice_is_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let first = session(&app, &shop).await;
    let second = refreshed(&app, &first["refresh_token"]).await;
    for token in [
        &second["refresh_token"],
        &second["refresh_token"],
        &json!("no token at all"),
        &Value::Null,
    ] {
        nobody(&app)
            .post("/auth/sign-out", json!({"client": "api", "refresh_token": token}))
            .await
            .expect(204);
    }
    refresh(&app, &second["refresh_token"]).await.expect(401);
    assert_eq!(audited(&app, "auth.signed_out").await.len(), 1);
    assert!(
        events(&app, "auth.refresh_replayed").await.is_empty(),
        "a token of an ended session is no theft"
    );
}

#[tokio::test]
async fn what_ended_is_removed_in_time() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let first = session(&app, &shop).await;
    let second = refreshed(&app, &first["refresh_token"]).await;
    app.clock().advance(TimeDelta::days(8));
    app.settle().await;
    assert_eq!(
        count(&app, "SELECT count(*) FROM auth.refresh_token WHERE state <> 'live'").await,
        0
    );
    let third = refreshed(&app, &second["refresh_token"]).await;
    app.clock().advance(TimeDelta::days(61));
    app.settle().await;
    assert_eq!(count(&app, "SELECT count(*) FROM auth.session").await, 0);
    assert_eq!(count(&app, "SELECT count(*) FROM auth.refresh_token").await, 0);
    refresh(&app, &third["refresh_token"]).await.expect(401);
}
