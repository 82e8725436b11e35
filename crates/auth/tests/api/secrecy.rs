//! What must be nowhere: secrets in tables, people in events, rows without their tenant.

use chrono::TimeDelta;
use serde_json::json;
use sqlx::Row;
use testkit::{Client, TestApp};

use crate::support::{client_of, credentials, device_cookie, nobody, owner_of, refreshed, session};

const CANARY: &str = "canary-pa55-of-nina";

/// Everything that can be written: joins, sign-ins, rotations, changes.
async fn everything(app: &TestApp) -> Vec<String> {
    let shop = app.shop("green-grocer").await;
    let body = json!({"email": "nina.canary@example.com", "name": "Nina Canary", "roles": [{"role": "cashier", "store_id": null}]});
    let invited = shop.admin().post("/users/invitations", body).await.expect(201).json();
    let accept = json!({"token": invited["invitation_token"], "password": CANARY});
    nobody(app).post("/auth/invitations/accept", accept).await.expect(204);
    let signed_in = nobody(app)
        .post(
            "/auth/sign-in",
            credentials(&shop, "nina.canary@example.com", CANARY, "api"),
        )
        .await
        .expect(200)
        .json();
    let next = refreshed(app, &signed_in["refresh_token"]).await;
    let nina: Client = client_of(app, &next);
    nina.put("/auth/me/pin", json!({"password": CANARY, "pin": "2580"}))
        .await
        .expect(204);
    let at_the_till = credentials(&shop, "nina.canary@example.com", CANARY, "pos");
    let at_the_till = nobody(app).post("/auth/sign-in", at_the_till).await.expect(200);
    let device = device_cookie(&at_the_till).unwrap();
    let device = device.split(['=', ';']).nth(1).unwrap().to_owned();
    let change = json!({"current_password": CANARY, "new_password": format!("{CANARY}-2")});
    nina.post("/auth/password", change).await.expect(204);
    let path = format!("/users/{}", invited["user"]["id"].as_str().unwrap());
    shop.admin()
        .put(
            &format!("{path}/roles"),
            json!({"roles": [{"role": "manager", "store_id": null}]}),
        )
        .await
        .expect(200);
    let reset = shop
        .admin()
        .post(&format!("{path}/password-reset"), json!({}))
        .await
        .expect(201)
        .json();
    let accept = json!({"token": reset["reset_token"], "password": format!("{CANARY}-3")});
    nobody(app)
        .post("/auth/password-resets/accept", accept)
        .await
        .expect(204);
    shop.admin()
        .post(&format!("{path}/sign-out"), json!({}))
        .await
        .expect(200);
    shop.admin()
        .post(&format!("{path}/deactivate"), json!({}))
        .await
        .expect(200);
    shop.admin()
        .post(&format!("{path}/reactivate"), json!({}))
        .await
        .expect(200);
    shop.admin()
        .patch(&format!("/stores/{}", shop.store_id()), json!({"name": "New"}))
        .await
        .expect(200);
    shop.admin()
        .patch("/shop", json!({"name": "Renamed"}))
        .await
        .expect(200);
    let owner = session(app, &shop).await;
    let stolen = refreshed(app, &refreshed(app, &owner["refresh_token"]).await["refresh_token"]).await;
    crate::support::refresh(app, &owner["refresh_token"]).await.expect(401);
    nobody(app)
        .post(
            "/auth/sign-in",
            credentials(&shop, &owner_of(&shop), "canary-pa55-wrong", "api"),
        )
        .await
        .expect(401);
    app.clock().advance(TimeDelta::days(31));
    app.settle().await;
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    vec![
        "canary-pa55".to_owned(),
        text(&invited["invitation_token"]),
        text(&reset["reset_token"]),
        text(&signed_in["refresh_token"]),
        text(&next["refresh_token"]),
        text(&stolen["refresh_token"]),
        text(&signed_in["access_token"]),
        device,
        "PRIVATE KEY".to_owned(),
    ]
}

#[tokio::test]
async fn no_secret_is_in_any_row_and_no_person_in_any_event() {
    let app = TestApp::start().await;
    let secrets = everything(&app).await;
    let mut connection = app.admin_connection().await;
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'auth'")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    assert!(tables.len() >= 17);
    for table in &tables {
        for secret in &secrets {
            let sql = format!("SELECT count(*) FROM {table} t WHERE strpos(t::text, $1) > 0");
            let found: i64 = sqlx::query(sqlx::AssertSqlSafe(sql))
                .bind(secret)
                .fetch_one(&mut connection)
                .await
                .unwrap()
                .get(0);
            assert_eq!(found, 0, "{secret} is in {table}");
        }
    }
    let people = "SELECT count(*) FROM auth.outbox WHERE strpos(data, '@') > 0 OR strpos(data, 'Canary') > 0 OR strpos(data, 'Olive') > 0";
    assert_eq!(crate::support::count(&app, people).await, 0);
    let versions = "SELECT count(*) FROM (SELECT aggregate_id FROM auth.outbox GROUP BY aggregate_id
                    HAVING max(aggregate_version) <> count(*) OR min(aggregate_version) <> 1) broken";
    assert_eq!(
        crate::support::count(&app, versions).await,
        0,
        "an aggregate's versions have no hole"
    );
}

#[tokio::test]
async fn every_table_with_a_tenant_is_protected_and_only_the_shop_code_is_unique_over_all() {
    let app = TestApp::start().await;
    let mut connection = app.admin_connection().await;
    let open: Vec<String> = sqlx::query_scalar(
        "SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
         WHERE c.relnamespace = 'auth'::regnamespace AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    assert_eq!(open, Vec::<String>::new());
    let global: Vec<String> = sqlx::query_scalar(
        "SELECT i.indexrelid::regclass::text FROM pg_index i
         JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'auth'::regnamespace
         JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'tenant_id'
         WHERE i.indisunique AND i.indkey[0] <> t.attnum AND c.relname NOT IN ('outbox', 'audit_event')",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    assert_eq!(global, ["auth.tenant_shop_code_key"]);
}
