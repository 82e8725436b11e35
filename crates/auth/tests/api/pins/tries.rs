//! How often a PIN may be tried.

use super::*;

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
