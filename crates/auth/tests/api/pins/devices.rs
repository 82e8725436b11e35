//! Where a PIN is good: the devices that know its person, and what makes them forget.

use super::*;

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
