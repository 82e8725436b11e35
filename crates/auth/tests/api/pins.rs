//! PINs: signing in with one, choosing and removing it.

mod devices;
mod tries;

use auth::{AttemptLimits, AuthConfig};
use axum::Router;
use chrono::TimeDelta;
use futures_util::future::join_all;
use http::Method;
use serde_json::{Value, json};
use testkit::{Answer, Client, PASSWORD, Shop, TestApp};

use crate::support::{
    audited, client_of, config, count, credentials, device_cookie, email_of, nobody, owner_of, problem, process,
};

const PIN: &str = "2580";
const ANOTHER: &str = "7391";

/// A browser that keeps the device's cookie, and nothing else.
#[derive(Clone)]
struct Browser {
    client: Client,
    device: Option<String>,
}

impl Browser {
    fn new(router: Router) -> Self {
        Self {
            client: Client::nobody(router),
            device: None,
        }
    }

    async fn post(&mut self, path: &str, body: &Value) -> Answer {
        let cookie = self.device.clone().unwrap_or_default();
        let body = Some(body.to_string().into_bytes());
        let answer = self.client.send(Method::POST, path, &[("cookie", &cookie)], body).await;
        if let Some(kept) = device_cookie(&answer) {
            self.device = kept.split(';').next().map(str::to_owned);
        }
        answer
    }

    /// To the till, with the password.
    async fn sign_in(&mut self, shop: &Shop, email: &str) -> Answer {
        self.post("/auth/sign-in", &credentials(shop, email, PASSWORD, "pos"))
            .await
    }

    async fn pin(&mut self, shop: &Shop, email: &str, pin: &str) -> Answer {
        self.post("/auth/pin-sign-in", &with_pin(shop, email, pin)).await
    }
}

fn with_pin(shop: &Shop, email: &str, pin: &str) -> Value {
    json!({"shop_code": shop.code(), "email": email, "pin": pin})
}

async fn set_pin(client: &Client, pin: &str) -> Answer {
    client
        .put("/auth/me/pin", json!({"password": PASSWORD, "pin": pin}))
        .await
}

/// Somebody with this PIN, and the browser where they signed in to the till.
async fn known(app: &TestApp, shop: &Shop) -> (Client, String, Browser) {
    let cashier = shop.cashier().await;
    let email = email_of(&cashier).await;
    set_pin(&cashier, PIN).await.expect(204);
    let mut browser = Browser::new(app.router());
    browser.sign_in(shop, &email).await.expect(200);
    (cashier, email, browser)
}

/// Auth without the limits that slow sign-ins down, so that the tries alone do.
fn unslowed(app: &TestApp) -> Router {
    let limits = AttemptLimits {
        account_burst: 1000,
        address_burst: 1000,
        ..AttemptLimits::default()
    };
    process(app, AuthConfig { limits, ..config() })
}

#[tokio::test]
async fn a_pin_signs_in_to_the_till_where_its_person_signed_in_with_the_password() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (cashier, email, mut browser) = known(&app, &shop).await;
    let answer = browser.pin(&shop, &email, PIN).await.expect(200);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert!(answer.header("set-cookie").unwrap().starts_with("novapos_refresh_pos="));
    assert_eq!(
        device_cookie(&answer),
        None,
        "only the password makes a device known for longer"
    );
    let session = answer.json();
    assert_eq!(session["user"]["has_pin"], true);
    assert_eq!(session["user"]["email"], email.as_str());
    assert_eq!(session["refresh_token"], Value::Null);

    let me = client_of(&app, &session).get("/auth/me").await.expect(200).json();
    assert_eq!(me["user"], session["user"]);
    let cookie = answer
        .header("set-cookie")
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let body = Some(json!({"client": "pos"}).to_string().into_bytes());
    nobody(&app)
        .send(Method::POST, "/auth/refresh", &[("cookie", &cookie)], body)
        .await
        .expect(200);

    let listed = shop.admin().get("/users").await.expect(200).json();
    let has_pin = |email: &str| {
        let found = listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|user| user["email"] == email);
        found.unwrap()["has_pin"].clone()
    };
    assert_eq!(
        (has_pin(&email), has_pin(&owner_of(&shop))),
        (json!(true), json!(false))
    );
    let details = shop
        .admin()
        .get(&format!("/users/{}", cashier.user_id()))
        .await
        .expect(200)
        .json();
    let clients: Vec<&str> = details["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["client"].as_str().unwrap())
        .collect();
    assert_eq!(clients.iter().filter(|client| **client == "pos").count(), 2);
    let by_pin =
        "SELECT count(*) FROM auth.audit_event WHERE action = 'auth.signed_in' AND after::jsonb ->> 'method' = 'pin'";
    assert_eq!(count(&app, by_pin).await, 1);
}

#[tokio::test]
async fn a_pin_is_four_to_six_digits_that_are_not_tried_first_and_takes_the_password() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let cashier = shop.cashier().await;
    for malformed in ["258", "2580134", "25a0", ""] {
        let answer = set_pin(&cashier, malformed).await.expect(400);
        assert_eq!(answer.json()["errors"][0]["pointer"], "/pin", "{malformed}");
    }
    for weak in ["1111", "1234", "654321", "7890"] {
        assert_eq!(set_pin(&cashier, weak).await.expect(422).code(), "weak_pin", "{weak}");
    }
    let wrong = json!({"password": "not the password", "pin": PIN});
    assert_eq!(
        cashier.put("/auth/me/pin", wrong).await.expect(422).code(),
        "wrong_password"
    );
    nobody(&app)
        .put("/auth/me/pin", json!({"password": PASSWORD, "pin": PIN}))
        .await
        .expect(401);
    assert_eq!(cashier.get("/auth/me").await.json()["user"]["has_pin"], false);
    set_pin(&cashier, PIN).await.expect(204);
    let told =
        "SELECT count(*) FROM auth.audit_event WHERE action = 'auth.pin_set' AND before IS NULL AND after IS NULL";
    assert_eq!(
        count(&app, told).await,
        1,
        "that it was set is on the record, and nothing of it"
    );
    let hashed = "SELECT count(*) FROM auth.users WHERE pin_hash LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'";
    assert_eq!(count(&app, hashed).await, 1);

    let mut browser = Browser::new(app.router());
    let email = email_of(&cashier).await;
    browser.sign_in(&shop, &email).await.expect(200);
    set_pin(&cashier, ANOTHER).await.expect(204);
    browser.pin(&shop, &email, PIN).await.expect(401);
    browser.pin(&shop, &email, ANOTHER).await.expect(200);
}

#[tokio::test]
async fn a_refusal_is_the_same_whatever_was_wrong() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let other = app.shop("bakery").await;
    let (_, email, browser) = known(&app, &shop).await;
    let plain = shop.cashier().await;
    let plain_email = email_of(&plain).await;
    let (gone, gone_email, gone_browser) = known(&app, &shop).await;
    let path = format!("/users/{}/deactivate", gone.user_id());
    shop.admin().post(&path, json!({})).await.expect(200);
    let (_, _, theirs) = known(&app, &other).await;
    let mut plain_browser = browser.clone();
    plain_browser.sign_in(&shop, &plain_email).await.expect(200);
    let forged = |device: &str| Browser {
        device: Some(format!("novapos_device={device}")),
        ..browser.clone()
    };

    let (code, unknown) = (shop.code(), "nobody@example.com");
    let cases = [
        ("wrong PIN", browser.clone(), code, email.as_str(), ANOTHER),
        ("no PIN", plain_browser, code, plain_email.as_str(), PIN),
        ("no device", Browser::new(app.router()), code, email.as_str(), PIN),
        (
            "another person's device",
            gone_browser.clone(),
            code,
            email.as_str(),
            PIN,
        ),
        ("another tenant's device", theirs, code, email.as_str(), PIN),
        (
            "another tenant's person",
            browser.clone(),
            other.code(),
            email.as_str(),
            PIN,
        ),
        ("a made-up device", forged(&"A".repeat(64)), code, email.as_str(), PIN),
        ("a malformed device", forged("..."), code, email.as_str(), PIN),
        ("unknown address", browser.clone(), code, unknown, PIN),
        ("no address at all", browser.clone(), code, "\u{0}", PIN),
        ("unknown shop", browser.clone(), "no-such-shop", email.as_str(), PIN),
        ("deactivated", gone_browser, code, gone_email.as_str(), PIN),
        (
            "digits that no PIN may have",
            browser.clone(),
            code,
            email.as_str(),
            "1234",
        ),
    ];
    let mut refusals = Vec::new();
    for (case, mut browser, shop_code, email, pin) in cases {
        let body = json!({"shop_code": shop_code, "email": email, "pin": pin});
        let answer = browser.post("/auth/pin-sign-in", &body).await;
        assert_eq!(answer.code(), "wrong_pin", "{case}");
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
async fn a_pin_is_removed_by_its_person_with_the_password_or_by_who_manages_them() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (cashier, email, mut browser) = known(&app, &shop).await;
    let remove = async |password: &str| cashier.post("/auth/me/pin/remove", json!({"password": password})).await;
    assert_eq!(remove("not the password").await.expect(422).code(), "wrong_password");
    browser.pin(&shop, &email, PIN).await.expect(200);
    remove(PASSWORD).await.expect(204);
    remove(PASSWORD).await.expect(204);
    browser.pin(&shop, &email, PIN).await.expect(401);
    assert_eq!(cashier.get("/auth/me").await.json()["user"]["has_pin"], false);
    assert_eq!(
        audited(&app, "auth.pin_removed").await.len(),
        1,
        "the second time there was none"
    );

    set_pin(&cashier, PIN).await.expect(204);
    let path = format!("/users/{}/pin/remove", cashier.user_id());
    assert_eq!(cashier.post(&path, json!({})).await.expect(403).code(), "forbidden");
    let answer = shop.admin().post(&path, json!({})).await.expect(200).json();
    assert_eq!(answer["has_pin"], false);
    shop.admin().post(&path, json!({})).await.expect(200);
    browser.pin(&shop, &email, PIN).await.expect(401);
    let by_whom = audited(&app, "auth.pin_removed").await;
    assert_eq!(by_whom.len(), 2);
    assert!(by_whom.contains(&(shop.admin().user_id().uuid(), cashier.user_id().uuid())));

    let own = format!("/users/{}/pin/remove", shop.admin().user_id());
    assert_eq!(shop.admin().post(&own, json!({})).await.expect(403).code(), "own_pin");
    let other = app.shop("bakery").await;
    other.admin().post(&path, json!({})).await.expect(404);
}
