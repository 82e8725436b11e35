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
        ["created_at", "email", "has_pin", "id", "name", "roles", "status"],
        "and nothing secret"
    );

    for bad in ["limit=0", "limit=201", "cursor=***", "cursor=e30", "offset=3"] {
        shop.admin().get(&format!("/users?{bad}")).await.expect(400);
    }
}

/// The names that a list has, page by page.
async fn names(client: &testkit::Client, query: &str) -> Vec<String> {
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client
            .get(&format!("/users?limit=2&{query}{cursor}"))
            .await
            .expect(200)
            .json();
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|user| user["name"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_cursor"].as_str() else {
            return seen;
        };
        cursor = format!("&cursor={next}");
    }
}

#[tokio::test]
async fn people_are_found_by_name_or_address_and_status_in_either_order() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    for (name, email) in [
        ("anna Berg", "zoe@example.com"),
        ("Bob", "bob@example.com"),
        ("Carla 100%", "anna@example.com"),
        ("anna Berg", "abe@example.com"),
    ] {
        let body = json!({"email": email, "name": name, "roles": [{"role": "cashier", "store_id": null}]});
        admin.post("/users/invitations", body).await.expect(201);
    }
    assert_eq!(
        names(&admin, "sort=name").await,
        ["anna Berg", "anna Berg", "Bob", "Carla 100%", "Olive Owner"]
    );
    assert_eq!(
        names(&admin, "sort=email").await,
        ["anna Berg", "Carla 100%", "Bob", "Olive Owner", "anna Berg"]
    );
    assert_eq!(
        names(&admin, "query=%20ANNA%20&sort=name").await,
        ["anna Berg", "anna Berg", "Carla 100%"]
    );
    assert_eq!(
        names(&admin, "query=%25").await,
        ["Carla 100%"],
        "what is typed is no pattern"
    );
    assert_eq!(names(&admin, "query=nobody").await, Vec::<String>::new());
    assert_eq!(names(&admin, "status=active").await, ["Olive Owner"]);
    assert_eq!(names(&admin, "status=invited&query=bob").await, ["Bob"]);
    for (sort, wanted) in [
        ("-name", ["Olive Owner", "Carla 100%", "Bob", "anna Berg", "anna Berg"]),
        ("-email", ["anna Berg", "Olive Owner", "Bob", "Carla 100%", "anna Berg"]),
        ("role", ["Olive Owner", "anna Berg", "anna Berg", "Bob", "Carla 100%"]),
        ("-role", ["Carla 100%", "Bob", "anna Berg", "anna Berg", "Olive Owner"]),
    ] {
        assert_eq!(names(&admin, &format!("sort={sort}")).await, wanted, "{sort}");
    }
    let by_name = admin.get("/users?limit=1&sort=name").await.expect(200).json();
    let cursor = by_name["next_cursor"].as_str().unwrap();
    for other in ["", "sort=-name&", "sort=role&"] {
        let refused = admin.get(&format!("/users?{other}cursor={cursor}")).await.expect(400);
        assert_eq!(refused.code(), "invalid_cursor", "of the other order");
    }
    let long = "x".repeat(201);
    for bad in ["status=gone", "sort=age", "query=a%00b", &format!("query={long}")] {
        admin.get(&format!("/users?{bad}")).await.expect(400);
    }
}

#[tokio::test]
async fn the_file_of_the_staff_has_what_the_list_has_and_nothing_that_calculates() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("blue-baker").await);
    other.cashier().await;
    let admin = shop.admin();
    let roles = json!([{"role": "manager", "store_id": shop.store_id()}, {"role": "cashier", "store_id": null}]);
    let body = json!({"email": "zoe@example.com", "name": "=Zoe", "roles": roles});
    admin.post("/users/invitations", body).await.expect(201);
    let file = admin.get("/users/export").await.expect(200).text();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines[0], "name,email,status,roles,created_at,user_id");
    assert_eq!(lines.len(), 3, "{file}");
    assert!(
        lines[1].starts_with("Olive Owner,") && lines[1].contains(",active,admin: all stores,"),
        "{file}"
    );
    let store = admin.get("/stores").await.json()["items"][0]["name"]
        .as_str()
        .unwrap()
        .to_owned();
    let zoe = format!("'=Zoe,zoe@example.com,invited,manager: {store}; cashier: all stores,");
    assert!(lines[2].starts_with(&zoe), "{file}");
    for (query, rows) in [("query=zoe", 1), ("status=active", 1), ("query=nobody", 0)] {
        let file = admin.get(&format!("/users/export?{query}")).await.expect(200).text();
        assert_eq!(file.lines().count(), 1 + rows, "{query}");
    }
    admin.get("/users/export?query=a%00b").await.expect(400);
    assert_eq!(
        shop.cashier().await.get("/users/export").await.expect(403).code(),
        "forbidden"
    );
}

#[tokio::test]
async fn one_user_is_read_with_what_is_open_for_them() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("blue-baker").await);
    let (second, ..) = shop.another_store("B", "sell_through").await;
    let cashier = shop.hire("cashier", Some(second)).await;
    let of = format!("/users/{}", cashier.user_id());
    shop.admin()
        .post(&format!("{of}/password-reset"), json!({}))
        .await
        .expect(201);
    let read = shop.admin().get(&of).await.expect(200).json();
    assert_eq!(read["user"]["email"], email_of(&cashier).await);
    assert_eq!(
        (&read["invitation_expires_at"], &read["password_reset_expires_at"]),
        (&Value::Null, &json!("2026-03-03T10:00:00Z"))
    );
    let clients: Vec<&Value> = read["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| &s["client"])
        .collect();
    assert_eq!(clients, ["api"]);

    let invite = json!({"email": "nina@example.com", "name": "Nina", "roles": [{"role": "cashier", "store_id": null}]});
    let invited = shop.admin().post("/users/invitations", invite).await.expect(201).json();
    let of_invited = format!("/users/{}", invited["user"]["id"].as_str().unwrap());
    let read = shop.admin().get(&of_invited).await.expect(200).json();
    assert_eq!(read["invitation_expires_at"], invited["expires_at"]);
    assert_eq!(read["sessions"], json!([]));

    let here = shop.hire("manager", Some(shop.store_id())).await;
    here.get(&of).await.expect(403);
    here.get(&of_invited).await.expect(200);
    shop.hire("manager", Some(second)).await.get(&of).await.expect(200);
    other.admin().get(&of).await.expect(404);
    // A sign-in that nobody used for two weeks is over.
    app.clock().advance(chrono::TimeDelta::days(14));
    let read = shop.sign_in_again().await.get(&of).await.expect(200).json();
    assert_eq!(
        (&read["sessions"], &read["password_reset_expires_at"]),
        (&json!([]), &Value::Null)
    );
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
