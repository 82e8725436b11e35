//! The staff: who sees whom, and switching off and on.

use serde_json::{Value, json};
use testkit::TestApp;

use crate::support::{audited, credentials, email_of, events, nobody, refresh, session_of};

#[tokio::test]
async fn the_list_pages_by_address_and_shows_no_other_tenant() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("blue-baker").await);
    other.cashier().await;
    for _ in 0..3 {
        shop.cashier().await;
    }
    let (mut seen, mut cursor) = (Vec::<Value>::new(), String::new());
    loop {
        let page = shop
            .admin()
            .get(&format!("/users?limit=2{cursor}"))
            .await
            .expect(200)
            .json();
        seen.extend(page["items"].as_array().unwrap().iter().cloned());
        assert!(page["items"].as_array().unwrap().len() <= 2);
        let Some(next) = page["next_cursor"].as_str() else {
            break;
        };
        cursor = format!("&cursor={next}");
    }
    let emails: Vec<&str> = seen.iter().map(|user| user["email"].as_str().unwrap()).collect();
    assert_eq!(emails.len(), 4);
    assert!(emails.is_sorted() && emails.iter().all(|email| email.ends_with("@green-grocer.example.com")));
    let fields: Vec<&String> = seen[0].as_object().unwrap().keys().collect();
    assert_eq!(
        fields,
        ["created_at", "email", "id", "name", "roles", "status"],
        "and nothing secret"
    );

    for bad in ["limit=0", "limit=201", "cursor=***", "cursor=e30", "offset=3"] {
        shop.admin().get(&format!("/users?{bad}")).await.expect(400);
    }
}

#[tokio::test]
async fn a_manager_of_one_store_sees_who_works_there() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (second, ..) = shop.another_store("B", "sell_through").await;
    let manager = shop.hire("manager", Some(second)).await;
    let there = shop.hire("cashier", Some(second)).await;
    let elsewhere = shop.hire("cashier", Some(shop.store_id())).await;
    let listed = manager.get("/users").await.expect(200).json();
    let ids: Vec<&str> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|user| user["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 3, "the owner, the manager, the cashier");
    assert!(
        ids.contains(&there.user_id().to_string().as_str()) && !ids.contains(&elsewhere.user_id().to_string().as_str())
    );
    assert_eq!(there.get("/users").await.expect(403).code(), "forbidden");
}

#[tokio::test]
async fn who_is_switched_off_is_out_at_once_and_can_come_back() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let cashier = shop.cashier().await;
    let email = email_of(&cashier).await;
    let session = session_of(&app, &shop, &email).await;
    let path = format!("/users/{}", cashier.user_id());
    for _ in 0..2 {
        let user = shop
            .admin()
            .post(&format!("{path}/deactivate"), json!({}))
            .await
            .expect(200)
            .json();
        assert_eq!(user["status"], "deactivated");
    }
    assert_eq!(
        refresh(&app, &session["refresh_token"]).await.expect(401).code(),
        "session_ended"
    );
    nobody(&app)
        .post("/auth/sign-in", credentials(&shop, &email, testkit::PASSWORD, "pos"))
        .await
        .expect(401);
    cashier.get("/auth/me").await.expect(401);
    assert_eq!(
        events(&app, "auth.user_deactivated").await,
        [json!({"user_id": cashier.user_id(), "deactivated_by": shop.admin().user_id()})]
    );
    assert_eq!(
        audited(&app, "auth.user_deactivated").await,
        [(shop.admin().user_id().uuid(), cashier.user_id().uuid())]
    );

    for _ in 0..2 {
        let user = shop
            .admin()
            .post(&format!("{path}/reactivate"), json!({}))
            .await
            .expect(200)
            .json();
        assert_eq!(
            (&user["status"], &user["roles"]),
            (&json!("active"), &json!([{"role": "cashier", "store_id": null}]))
        );
    }
    refresh(&app, &session["refresh_token"]).await.expect(401);
    session_of(&app, &shop, &email).await;
    assert_eq!(events(&app, "auth.user_reactivated").await.len(), 1);
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let cashier = shop.cashier().await;
    let (admin, path) = (shop.admin(), format!("/users/{}", cashier.user_id()));
    let first = admin
        .post_with_key("off", &format!("{path}/deactivate"), json!({}))
        .await
        .expect(200);
    admin.post(&format!("{path}/reactivate"), json!({})).await.expect(200);
    let again = admin
        .post_with_key("off", &format!("{path}/deactivate"), json!({}))
        .await
        .expect(200);
    assert_eq!(
        (again.header("idempotent-replayed"), again.bytes()),
        (Some("true"), first.bytes())
    );
    session_of(&app, &shop, &email_of(&cashier).await).await;
    let no_key = admin
        .send(
            http::Method::POST,
            &format!("{path}/deactivate"),
            &[],
            Some(b"{}".to_vec()),
        )
        .await;
    assert_eq!(no_key.expect(400).code(), "idempotency_key_missing");
}

#[tokio::test]
async fn new_roles_end_the_sign_ins_with_the_old_ones() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let cashier = shop.cashier().await;
    let email = email_of(&cashier).await;
    let session = session_of(&app, &shop, &email).await;
    let roles =
        json!({"roles": [{"role": "manager", "store_id": shop.store_id()}, {"role": "cashier", "store_id": null}]});
    let path = format!("/users/{}/roles", cashier.user_id());
    let user = shop.admin().put(&path, roles.clone()).await.expect(200).json();
    assert_eq!(user["roles"], roles["roles"]);
    refresh(&app, &session["refresh_token"]).await.expect(401);
    let session = session_of(&app, &shop, &email).await;
    assert_eq!(session["user"]["roles"], roles["roles"]);
    // The same again is no change: nobody is signed out.
    shop.admin().put(&path, roles).await.expect(200);
    refresh(&app, &session["refresh_token"]).await.expect(200);
    assert_eq!(events(&app, "auth.roles_changed").await.len(), 1);
    let expected = json!([{"role": "manager", "store": shop.store_id()}, {"role": "cashier"}]);
    assert_eq!(events(&app, "auth.roles_changed").await[0]["roles"], expected);
}
