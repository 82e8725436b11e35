//! Rotation of the signing keys, driven by the clock.

use auth::{AuthConfig, rotate_keys};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use contracts::contexts;
use futures_util::future::join_all;
use kernel::secret::Secret;
use serde_json::{Value, json};
use testkit::{Client, TestApp};

use crate::support::{client_of, config, count, nobody, process, session};

async fn published(client: &Client) -> Vec<String> {
    let keys = client.get("/.well-known/jwks.json").await.expect(200).json();
    keys["keys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|key| key["kid"].as_str().unwrap().to_owned())
        .collect()
}

fn signed_by(session: &Value) -> String {
    let header = session["access_token"].as_str().unwrap().split('.').next().unwrap();
    let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).unwrap()).unwrap();
    header["kid"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn keys_are_published_as_rfc_7517_has_it() {
    let app = TestApp::start().await;
    let answer = nobody(&app).get("/.well-known/jwks.json").await.expect(200);
    assert_eq!(answer.header("cache-control"), Some("public, max-age=60"));
    let keys = answer.json();
    let key = &keys["keys"][0];
    assert_eq!(
        (&key["kty"], &key["use"], &key["alg"], &key["e"]),
        (&json!("RSA"), &json!("sig"), &json!("RS256"), &json!("AQAB"))
    );
    assert_eq!(
        URL_SAFE_NO_PAD.decode(key["n"].as_str().unwrap()).unwrap().len(),
        256,
        "2048 bits"
    );
    assert_eq!(key.as_object().unwrap().len(), 6, "and nothing of the private half");
}

#[tokio::test]
async fn a_new_key_is_published_before_it_signs_and_the_old_one_stays_as_long_as_its_tokens() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let old = signed_by(&session(&app, &shop).await);
    let deps = app.deps(contexts::AUTH);
    let rotation = rotate_keys(deps, &config()).await.unwrap();
    assert_eq!(rotation.signs_from, app.clock().now() + TimeDelta::minutes(10));
    assert_eq!(
        rotate_keys(deps, &config()).await.unwrap(),
        rotation,
        "one that is under way is found"
    );
    let trail = "SELECT count(*) FROM auth.audit_event WHERE action = 'auth.key_made' AND tenant_id = '00000000-0000-0000-0000-000000000000'";
    assert_eq!(count(&app, trail).await, 2, "both are in the trail");

    app.clock().advance(TimeDelta::seconds(61));
    assert_eq!(published(&nobody(&app)).await, [old.clone(), rotation.kid.clone()]);
    assert_eq!(signed_by(&session(&app, &shop).await), old);

    app.clock().advance(TimeDelta::seconds(600 - 62));
    let last = session(&app, &shop).await;
    assert_eq!(signed_by(&last), old, "the second before");
    app.clock().advance(TimeDelta::seconds(1));
    let first = session(&app, &shop).await;
    assert_eq!(signed_by(&first), rotation.kid);
    client_of(&app, &first).get("/auth/me").await.expect(200);

    app.clock().advance(TimeDelta::seconds(598));
    app.settle().await;
    client_of(&app, &last).get("/auth/me").await.expect(200);
    app.clock().advance(TimeDelta::seconds(300));
    app.settle().await;
    assert_eq!(
        published(&nobody(&app)).await.len(),
        2,
        "as long as a process could be behind"
    );
    app.clock().advance(TimeDelta::seconds(62));
    app.settle().await;
    assert_eq!(published(&nobody(&app)).await, [rotation.kid]);
}

#[tokio::test]
async fn the_job_rotates_every_thirty_days_and_comes_to_rest() {
    let app = TestApp::start().await;
    app.settle().await;
    let first = published(&nobody(&app)).await;
    app.clock().advance(TimeDelta::days(30) - TimeDelta::seconds(1));
    app.settle().await;
    assert_eq!(published(&nobody(&app)).await, first);
    app.clock().advance(TimeDelta::seconds(1));
    app.settle().await;
    let both = published(&nobody(&app)).await;
    assert_eq!((both.len(), &both[0]), (2, &first[0]));
    app.clock().advance(TimeDelta::minutes(25));
    app.settle().await;
    assert_eq!(published(&nobody(&app)).await, both[1..]);
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_that_start_at_once_make_one_key() {
    let app = TestApp::start().await;
    let clients: Vec<Client> = (0..4).map(|_| Client::nobody(process(&app, config()))).collect();
    let answers = join_all(clients.iter().map(published)).await;
    assert!(
        answers.iter().all(|keys| keys == &answers[0] && keys.len() == 1),
        "{answers:?}"
    );
    assert_eq!(count(&app, "SELECT count(*) FROM auth.signing_key").await, 1);
}

#[tokio::test]
async fn a_process_with_another_secret_says_so_and_signs_nothing() {
    let app = TestApp::start().await;
    published(&nobody(&app)).await;
    let wrong = AuthConfig {
        key_encryption: Secret::new("another secret altogether"),
        ..config()
    };
    let error = rotate_keys(app.deps(contexts::AUTH), &wrong).await.unwrap_err();
    assert!(error.chain().contains("key_encryption"), "{}", error.chain());
    assert!(!error.detail().contains("key_encryption"), "the client is not told");
    Client::nobody(process(&app, wrong))
        .get("/.well-known/jwks.json")
        .await
        .expect(500);
    assert_eq!(count(&app, "SELECT count(*) FROM auth.signing_key").await, 1);
}

#[tokio::test]
async fn forged_key_ids_cost_one_look_a_minute_and_hide_no_new_key() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let signed_in = session(&app, &shop).await;
    let client = client_of(&app, &signed_in);
    let token = signed_in["access_token"].as_str().unwrap();
    let (_, rest) = token.split_once('.').unwrap();
    let rotation = rotate_keys(app.deps(contexts::AUTH), &config()).await.unwrap();
    app.clock().advance(TimeDelta::minutes(10));
    for n in 0..20 {
        let header = json!({"alg": "RS256", "typ": "at+jwt", "kid": format!("forged-{n}")});
        let forged = format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header.to_string()));
        client.with_token(&forged).get("/auth/me").await.expect(401);
    }
    // The look that the first of them caused brought the new key, which was published long before.
    let fresh = session(&app, &shop).await;
    assert_eq!(signed_by(&fresh), rotation.kid);
    client_of(&app, &fresh).get("/auth/me").await.expect(200);
}
