//! PINs: where one signs in, how often it may be tried, and what ends it.

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

/// Only a hash that was left out shows here, as with the password.
#[tokio::test]
async fn an_unknown_device_or_account_takes_as_long_as_a_known_one() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, email, known) = known(&app, &shop).await;
    let stranger = Browser::new(app.router());
    let cases = [
        (known, email.as_str()),
        (stranger.clone(), email.as_str()),
        (stranger, "nobody@example.com"),
    ];
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..4 {
        for (times, (browser, email)) in times.iter_mut().zip(&cases) {
            let started = std::time::Instant::now();
            browser.clone().pin(&shop, email, ANOTHER).await.expect(401);
            times.push(started.elapsed());
        }
        app.clock().advance(TimeDelta::seconds(12));
    }
    let best = times.map(|times| times.into_iter().min().unwrap());
    assert!(
        best.iter().all(|time| *time * 3 > best[0] && best[0] * 3 > *time),
        "{best:?}"
    );
}

#[tokio::test]
async fn a_device_is_one_cookie_that_only_a_password_sign_in_to_the_till_gives() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, email, mut browser) = known(&app, &shop).await;
    let mut secure = Browser::new(process(
        &app,
        AuthConfig {
            secure_cookies: true,
            ..config()
        },
    ));
    let cookie = device_cookie(&secure.sign_in(&shop, &email).await.expect(200)).unwrap();
    let (value, guards) = cookie.split_once(';').unwrap();
    assert_eq!(value.len(), "novapos_device=".len() + 64);
    assert_eq!(
        guards,
        " Path=/auth; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure"
    );

    for client in ["admin", "api"] {
        let answer = nobody(&app)
            .post("/auth/sign-in", credentials(&shop, &email, PASSWORD, client))
            .await;
        assert_eq!(device_cookie(&answer.expect(200)), None, "{client}");
    }
    let first = browser.device.clone();
    browser.sign_in(&shop, &owner_of(&shop)).await.expect(200);
    assert_eq!(browser.device, first, "one of the browser, not of the person");
    browser.pin(&shop, &email, PIN).await.expect(200);

    // A secret that somebody knows, as they brought it into the browser: of this tenant, with bits of their own choice.
    let mut planted = Browser::new(app.router());
    planted.device = first.map(|mut cookie| {
        cookie.truncate(cookie.len() - 40);
        cookie + &"A".repeat(40)
    });
    let brought = planted.device.clone();
    planted.sign_in(&shop, &email).await.expect(200);
    assert_ne!(planted.device, brought);
    planted.device = brought;
    planted.pin(&shop, &email, PIN).await.expect(401);
}

#[tokio::test]
async fn a_device_is_known_for_thirty_days_after_the_last_password() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, email, mut browser) = known(&app, &shop).await;
    app.clock().advance(TimeDelta::days(29));
    browser.pin(&shop, &email, PIN).await.expect(200);
    app.clock().advance(TimeDelta::days(1));
    assert_eq!(browser.pin(&shop, &email, PIN).await.expect(401).code(), "wrong_pin");
    app.clock().advance(TimeDelta::seconds(1));
    app.settle().await;
    assert_eq!(
        count(&app, "SELECT count(*) FROM auth.known_device").await,
        0,
        "forgotten"
    );
    browser.sign_in(&shop, &email).await.expect(200);
    browser.pin(&shop, &email, PIN).await.expect(200);

    let never = AuthConfig {
        device_known_for: TimeDelta::zero(),
        ..config()
    };
    let mut elsewhere = Browser {
        client: Client::nobody(process(&app, never)),
        ..browser
    };
    elsewhere.pin(&shop, &email, PIN).await.expect(401);
}

#[tokio::test]
async fn a_person_is_known_at_fifty_devices_at_most() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (cashier, email, mut first) = known(&app, &shop).await;
    let router = unslowed(&app);
    for _ in 0..50 {
        app.clock().advance(TimeDelta::seconds(1));
        Browser::new(router.clone()).sign_in(&shop, &email).await.expect(200);
    }
    assert_eq!(count(&app, "SELECT count(*) FROM auth.known_device").await, 50);
    first.pin(&shop, &email, PIN).await.expect(401);
    assert!(cashier.get("/auth/me").await.status() == 200);
}

#[tokio::test]
async fn after_five_wrong_tries_the_pin_sleeps_until_the_password_wakes_it() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, email, mut browser) = known(&app, &shop).await;
    browser.client = Client::nobody(unslowed(&app));
    for _ in 0..4 {
        assert_eq!(
            browser.pin(&shop, &email, ANOTHER).await.expect(401).code(),
            "wrong_pin"
        );
    }
    browser.pin(&shop, &email, PIN).await.expect(200);
    // A good sign-in gives all five again.
    for _ in 0..4 {
        assert_eq!(
            browser.pin(&shop, &email, ANOTHER).await.expect(401).code(),
            "wrong_pin"
        );
    }
    assert_eq!(
        browser.pin(&shop, &email, ANOTHER).await.expect(401).code(),
        "pin_sleeps"
    );
    assert_eq!(browser.pin(&shop, &email, PIN).await.expect(401).code(), "pin_sleeps");
    let mut stranger = Browser::new(app.router());
    assert_eq!(
        stranger.pin(&shop, &email, PIN).await.expect(401).code(),
        "wrong_pin",
        "who does not know the person is not told"
    );
    let mut elsewhere = Browser::new(unslowed(&app));
    elsewhere.sign_in(&shop, &email).await.expect(200);
    browser.pin(&shop, &email, PIN).await.expect(200);
    elsewhere.pin(&shop, &email, PIN).await.expect(200);
}

#[tokio::test]
async fn tries_at_a_device_that_does_not_know_the_person_put_nothing_to_sleep() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, email, mut browser) = known(&app, &shop).await;
    let mut stranger = Browser::new(unslowed(&app));
    for _ in 0..7 {
        stranger.pin(&shop, &email, ANOTHER).await.expect(401);
    }
    browser.pin(&shop, &email, PIN).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_wrong_tries_at_once_five_count() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, email, mut browser) = known(&app, &shop).await;
    browser.client = Client::nobody(unslowed(&app));
    for round in 0..3 {
        let tries = (0..20).map(|_| {
            let mut browser = browser.clone();
            let (shop, email) = (&shop, &email);
            async move { browser.pin(shop, email, ANOTHER).await.expect(401).code() }
        });
        let codes = join_all(tries).await;
        let wrong = codes.iter().filter(|code| *code == "wrong_pin").count();
        assert_eq!(
            wrong, 4,
            "round {round}: the fifth puts it to sleep, and the others do not come to it: {codes:?}"
        );
        assert!(codes.iter().all(|code| code == "wrong_pin" || code == "pin_sleeps"));
        assert_eq!(count(&app, "SELECT max(pin_failures)::bigint FROM auth.users").await, 5);
        assert_eq!(browser.pin(&shop, &email, PIN).await.expect(401).code(), "pin_sleeps");
        browser.sign_in(&shop, &email).await.expect(200);
    }
}

#[tokio::test]
async fn the_limits_of_sign_ins_hold_for_pins() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let mut browser = Browser::new(app.router());
    for _ in 0..10 {
        browser.pin(&shop, "nobody@example.com", PIN).await.expect(401);
    }
    let answer = browser.pin(&shop, "NOBODY@example.com", PIN).await.expect(429);
    assert_eq!(
        (answer.code().as_str(), answer.header("retry-after")),
        ("too_many_attempts", Some("6"))
    );
    let password = credentials(&shop, "nobody@example.com", PASSWORD, "pos");
    browser.post("/auth/sign-in", &password).await.expect(429);
}

/// What each of these does to a device that knew the person: the PIN is right, and not taken until they sign in with the password.
#[tokio::test]
async fn what_ends_every_sign_in_makes_the_devices_forget() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    for what in [
        "signed out everywhere",
        "password changed",
        "password reset",
        "deactivated",
    ] {
        let (cashier, email, mut browser) = known(&app, &shop).await;
        browser.client = Client::nobody(unslowed(&app));
        browser.pin(&shop, &email, PIN).await.expect(200);
        for _ in 0..5 {
            browser.pin(&shop, &email, ANOTHER).await.expect(401);
        }
        let user = format!("/users/{}", cashier.user_id());
        let mut password = PASSWORD;
        match what {
            "signed out everywhere" => {
                admin.post(&format!("{user}/sign-out"), json!({})).await.expect(200);
            }
            "password changed" => {
                password = "three unlike cats";
                let body = json!({"current_password": PASSWORD, "new_password": password});
                cashier.post("/auth/password", body).await.expect(204);
            }
            "password reset" => {
                password = "three unlike cats";
                let made = admin
                    .post(&format!("{user}/password-reset"), json!({}))
                    .await
                    .expect(201)
                    .json();
                let body = json!({"token": made["reset_token"], "password": password});
                nobody(&app)
                    .post("/auth/password-resets/accept", body)
                    .await
                    .expect(204);
            }
            _ => {
                admin.post(&format!("{user}/deactivate"), json!({})).await.expect(200);
                admin.post(&format!("{user}/reactivate"), json!({})).await.expect(200);
            }
        }
        assert_eq!(
            browser.pin(&shop, &email, PIN).await.expect(401).code(),
            "wrong_pin",
            "{what}"
        );
        if password != PASSWORD {
            assert_eq!(
                count(&app, "SELECT max(pin_failures)::bigint FROM auth.users").await,
                0,
                "{what}"
            );
        }
        let body = credentials(&shop, &email, password, "pos");
        browser.post("/auth/sign-in", &body).await.expect(200);
        browser.pin(&shop, &email, PIN).await.expect(200);
    }
}

/// Somebody signs the person out everywhere between the check of the PIN and the start of the session: it does not start.
#[tokio::test]
async fn a_sign_in_that_a_sign_out_everywhere_overtakes_is_refused() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, email, mut browser) = known(&app, &shop).await;
    let mut other = app.admin_connection().await;
    let mut signing_out = sqlx::Connection::begin(&mut other).await.unwrap();
    for statement in [
        "UPDATE auth.users SET version = version",
        "DELETE FROM auth.known_device",
    ] {
        sqlx::query(statement).execute(&mut *signing_out).await.unwrap();
    }
    let overtaken = async {
        // The PIN's device is known when it is read; the try then waits for the row that is held here.
        let mut watch = app.admin_connection().await;
        let waiting = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')";
        while !sqlx::query_scalar::<_, bool>(waiting)
            .fetch_one(&mut watch)
            .await
            .unwrap()
        {}
        signing_out.commit().await.unwrap();
    };
    let (answer, ()) = tokio::join!(browser.pin(&shop, &email, PIN), overtaken);
    assert_eq!(answer.expect(401).code(), "wrong_pin");
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
