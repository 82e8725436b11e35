//! Stores and registers.

use serde_json::{Value, json};
use testkit::{Client, TestApp};
use uuid::Uuid;

use crate::support::{audited, events};

fn store(code: &str) -> Value {
    json!({"name": "Second", "code": code, "time_zone": "Asia/Tokyo", "day_cutoff": "03:30", "currency": "JPY",
        "receipt_header": "Second\nStreet 2", "stock_policy": "strict"})
}

#[tokio::test]
async fn a_tenant_begins_with_a_store_and_a_register_that_can_sell() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let stores = shop.admin().get("/stores").await.expect(200).json();
    let expected = json!({
        "id": shop.store_id(), "name": "Shop green-grocer", "code": "A", "time_zone": "Europe/Berlin", "day_cutoff": "04:00",
        "currency": {"code": "EUR", "exponent": 2}, "receipt_header": "Shop green-grocer", "receipt_footer": "", "receipt_language": "en", "favourites": [], "stock_policy": "sell_through",
        "location_id": shop.location_id(), "active": true,
    });
    assert_eq!(stores, json!({"items": [expected], "next_cursor": null}));
    let registers = shop.admin().get("/registers").await.expect(200).json();
    let expected = json!({"id": shop.register_id(), "store_id": shop.store_id(), "name": "Register 1", "code": "1", "series": "A1", "active": true});
    assert_eq!(registers, json!({"items": [expected], "next_cursor": null}));
}

#[tokio::test]
async fn a_store_is_made_read_and_changed_field_by_field() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let first = admin.post_with_key("k", "/stores", store("b")).await.expect(201);
    let made = first.json();
    assert_eq!(
        (&made["code"], &made["currency"]),
        (&json!("B"), &json!({"code": "JPY", "exponent": 0}))
    );
    let again = admin.post_with_key("k", "/stores", store("b")).await.expect(201);
    assert_eq!(
        (again.header("idempotent-replayed"), again.bytes()),
        (Some("true"), first.bytes())
    );
    let path = format!("/stores/{}", made["id"].as_str().unwrap());
    assert_eq!(admin.get(&path).await.expect(200).json(), made);

    for (field, value) in [
        ("name", json!("Renamed")),
        ("code", json!("C")),
        ("time_zone", json!("Europe/Lisbon")),
        ("day_cutoff", json!("00:00")),
        ("receipt_header", json!("")),
        ("receipt_footer", json!("Thank you\nCome again")),
        ("receipt_language", json!("de")),
        ("stock_policy", json!("sell_through")),
        ("active", json!(false)),
    ] {
        let mut expected = admin.get(&path).await.expect(200).json();
        expected[field] = value.clone();
        assert_eq!(
            admin.patch(&path, json!({field: value})).await.expect(200).json(),
            expected,
            "{field}"
        );
        assert_eq!(admin.get(&path).await.expect(200).json(), expected, "{field}");
    }
    let changes = events(&app, "auth.store_changed").await;
    assert_eq!(changes.len(), 1 + 1 + 9, "the first store, this one, its changes");
    assert_eq!(
        changes.last().unwrap()["store"],
        admin.get(&path).await.expect(200).json()
    );
    assert_eq!(audited(&app, "auth.store_updated").await.len(), 9);
}

#[tokio::test]
async fn what_a_store_is_made_of_is_checked_all_at_once() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let body = json!({"name": " ", "code": "A-1", "time_zone": "Berlin", "day_cutoff": "12:00", "currency": "EUR", "receipt_header": "\u{1b}@",
        "receipt_footer": "\u{1b}@"});
    let problem = shop.admin().post("/stores", body.clone()).await.expect(400).json();
    let pointers: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(
        pointers,
        [
            "/name",
            "/code",
            "/time_zone",
            "/day_cutoff",
            "/receipt_header",
            "/receipt_footer"
        ]
    );
    let mut body = body;
    body.as_object_mut().unwrap().remove("currency");
    let path = format!("/stores/{}", shop.store_id());
    let problem = shop.admin().patch(&path, body).await.expect(400).json();
    assert_eq!(problem["errors"].as_array().unwrap().len(), 6);

    let mut other = store("X");
    for currency in ["XAU", "CLF", "EURO", "eur", ""] {
        other["currency"] = json!(currency);
        assert_eq!(
            shop.admin().post("/stores", other.clone()).await.expect(422).code(),
            "currency_not_supported",
            "{currency}"
        );
    }
    other["currency"] = json!("KWD");
    assert_eq!(
        shop.admin().post("/stores", other).await.expect(201).json()["currency"]["exponent"],
        3
    );
}

#[tokio::test]
async fn a_currency_is_fixed_and_a_code_is_one_stores() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let path = format!("/stores/{}", shop.store_id());
    assert_eq!(
        shop.admin()
            .patch(&path, json!({"currency": "USD"}))
            .await
            .expect(422)
            .code(),
        "currency_fixed"
    );
    shop.admin().patch(&path, json!({"currency": "EUR"})).await.expect(200);
    assert_eq!(
        shop.admin().post("/stores", store("a")).await.expect(409).code(),
        "store_code_taken"
    );
    shop.admin().post("/stores", store("B")).await.expect(201);
    assert_eq!(
        shop.admin().patch(&path, json!({"code": "b"})).await.expect(409).code(),
        "store_code_taken"
    );
    let other = app.shop("blue-baker").await;
    other.admin().post("/stores", store("B")).await.expect(201);
}

#[tokio::test]
async fn a_manager_lays_out_the_first_page_of_the_tills_of_their_store() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (second, ..) = shop.another_store("B", "sell_through").await;
    let manager = shop.hire("manager", Some(shop.store_id())).await;
    let path = |store: contracts::ids::StoreId| format!("/stores/{store}/favourites");
    let ids = [Uuid::now_v7(), Uuid::now_v7()];
    let page = json!({"product_ids": ids});
    let laid = manager
        .put(&path(shop.store_id()), page.clone())
        .await
        .expect(200)
        .json();
    assert_eq!(laid["favourites"], json!(ids));
    manager.put(&path(shop.store_id()), page.clone()).await.expect(200);
    assert_eq!(
        audited(&app, "auth.store_updated").await.len(),
        1,
        "the same again changes nothing"
    );
    let read = |store: contracts::ids::StoreId| {
        let admin = shop.admin();
        async move { admin.get(&format!("/stores/{store}")).await.expect(200).json()["favourites"].clone() }
    };
    assert_eq!(read(shop.store_id()).await, json!(ids), "in the order that was given");
    assert_eq!(
        events(&app, "auth.store_changed").await.last().unwrap()["store"]["favourites"],
        json!(ids)
    );

    assert_eq!(
        manager.put(&path(second), page.clone()).await.expect(403).code(),
        "forbidden"
    );
    assert_eq!(
        shop.cashier()
            .await
            .put(&path(second), page.clone())
            .await
            .expect(403)
            .code(),
        "forbidden"
    );
    assert_eq!(read(second).await, json!([]));
    let full: Vec<Uuid> = (0..61).map(|_| Uuid::now_v7()).collect();
    for wrong in [json!(full), json!([ids[0], ids[0]])] {
        let refused = shop
            .admin()
            .put(&path(second), json!({"product_ids": wrong}))
            .await
            .expect(400);
        assert_eq!(refused.json()["errors"][0]["pointer"], "/product_ids");
    }
    shop.admin()
        .put(&path(second), json!({"product_ids": &full[..60]}))
        .await
        .expect(200);
    let other = app.shop("blue-baker").await;
    other.admin().put(&path(second), page).await.expect(404);
}

async fn register(client: &Client, store: &Value, code: &str) -> (u16, Value) {
    let answer = client
        .post("/registers", json!({"store_id": store, "name": "Till", "code": code}))
        .await;
    (answer.status(), answer.json())
}

#[tokio::test]
async fn a_series_is_unique_and_outlives_the_codes_that_it_was_made_of() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let first = json!(shop.store_id());
    let second = admin.post("/stores", store("A1")).await.expect(201).json()["id"].clone();
    let (status, till) = register(&admin, &second, "1").await;
    assert_eq!((status, &till["series"]), (201, &json!("A11")));
    let (status, clash) = register(&admin, &first, "11").await;
    assert_eq!(
        (status, &clash["code"]),
        (409, &json!("series_taken")),
        "A and 11 make what A1 and 1 made"
    );
    let (status, clash) = register(&admin, &first, "1").await;
    assert_eq!((status, &clash["code"]), (409, &json!("register_code_taken")));

    let path = format!("/registers/{}", till["id"].as_str().unwrap());
    let changed = admin
        .patch(&path, json!({"code": "7", "name": "Front till", "active": false}))
        .await
        .expect(200)
        .json();
    assert_eq!(
        changed,
        json!({"id": till["id"], "store_id": second, "name": "Front till", "code": "7", "series": "A11", "active": false})
    );
    admin
        .patch(&format!("/stores/{}", second.as_str().unwrap()), json!({"code": "Z"}))
        .await
        .expect(200);
    let listed = admin
        .get(&format!("/registers?store_id={}", second.as_str().unwrap()))
        .await
        .expect(200)
        .json();
    assert_eq!(listed["items"], json!([changed]));
    // The old series stays taken, although nothing shows the codes it came from.
    assert_eq!(register(&admin, &first, "11").await.0, 409);
    let (status, fresh) = register(&admin, &second, "1").await;
    assert_eq!((status, &fresh["series"]), (201, &json!("Z1")));
    assert_eq!(events(&app, "auth.register_changed").await.len(), 4);
}

#[tokio::test]
async fn who_works_in_one_store_sees_and_an_admin_of_one_store_changes_that_one() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (second, register, _) = shop.another_store("B", "sell_through").await;
    let cashier = shop.hire("cashier", Some(second)).await;
    let local = shop.hire("admin", Some(second)).await;
    for client in [&cashier, &local] {
        let stores = client.get("/stores").await.expect(200).json();
        assert_eq!(
            (stores["items"].as_array().unwrap().len(), &stores["items"][0]["id"]),
            (1, &json!(second))
        );
        let registers = client.get("/registers").await.expect(200).json();
        assert_eq!(
            (
                registers["items"].as_array().unwrap().len(),
                &registers["items"][0]["id"]
            ),
            (1, &json!(register))
        );
        client.get(&format!("/stores/{}", shop.store_id())).await.expect(403);
        client
            .get(&format!("/registers?store_id={}", shop.store_id()))
            .await
            .expect(403);
    }
    local
        .patch(&format!("/stores/{second}"), json!({"name": "Mine"}))
        .await
        .expect(200);
    local
        .patch(&format!("/registers/{register}"), json!({"name": "Mine"}))
        .await
        .expect(200);
    for (path, id) in [
        ("stores", shop.store_id().uuid()),
        ("registers", shop.register_id().uuid()),
    ] {
        assert_eq!(
            local
                .patch(&format!("/{path}/{id}"), json!({"name": "Mine"}))
                .await
                .expect(403)
                .code(),
            "forbidden"
        );
    }
    assert_eq!(local.post("/stores", store("Q")).await.expect(403).code(), "forbidden");
    local
        .post(
            "/registers",
            json!({"store_id": shop.store_id(), "name": "Till", "code": "9"}),
        )
        .await
        .expect(403);
    cashier
        .patch(&format!("/stores/{second}"), json!({"name": "Mine"}))
        .await
        .expect(403);
    shop.manager().await.post("/stores", store("Q")).await.expect(403);
}

#[tokio::test]
async fn lists_page_to_their_end() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    for code in ["B", "C", "D", "E"] {
        shop.another_store(code, "sell_through").await;
    }
    for (path, key) in [("stores", "code"), ("registers", "series")] {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = shop
                .admin()
                .get(&format!("/{path}?limit=2{cursor}"))
                .await
                .expect(200)
                .json();
            seen.extend(
                page["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|item| item[key].as_str().unwrap().to_owned()),
            );
            let Some(next) = page["next_cursor"].as_str() else {
                break;
            };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(seen.len(), 5);
        assert!(seen.is_sorted());
    }
}
