use serde_json::{Value, json};
use testkit::TestApp;
use uuid::Uuid;

use crate::{apple, field, pointers};

#[tokio::test]
async fn a_category_is_made_changed_and_listed_by_position() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let fruit = admin
        .post(
            "/categories",
            json!({"name": " Fruit ", "color": "#00AA7F", "position": 5}),
        )
        .await
        .expect(201)
        .json();
    assert_eq!(
        (&fruit["name"], &fruit["color"], &fruit["position"]),
        (&json!("Fruit"), &json!("#00aa7f"), &json!(5))
    );
    let last = admin
        .post("/categories", json!({"name": "Bread"}))
        .await
        .expect(201)
        .json();
    assert_eq!((&last["color"], &last["position"]), (&Value::Null, &json!(6)));

    let address = format!("/categories/{}", last["id"].as_str().unwrap());
    let moved = admin
        .patch(&address, json!({"position": 0, "color": "#123456"}))
        .await
        .expect(200)
        .json();
    assert_eq!(
        (&moved["name"], &moved["position"], &moved["color"]),
        (&json!("Bread"), &json!(0), &json!("#123456"))
    );
    let bare = admin.patch(&address, json!({"color": null})).await.expect(200).json();
    assert_eq!(bare["color"], Value::Null);
    assert_eq!(
        field(&admin.get("/categories").await.expect(200).json(), "name"),
        ["Bread", "Fruit"]
    );

    let mut rows = app.admin_connection().await;
    let audited: Vec<String> =
        sqlx::query_scalar("SELECT action FROM product.audit_event WHERE tenant_id = $1 ORDER BY id")
            .bind(shop.tenant_id().uuid())
            .fetch_all(&mut rows)
            .await
            .unwrap();
    assert_eq!(audited.iter().filter(|action| *action == "category.created").count(), 2);
    assert_eq!(audited.iter().filter(|action| *action == "category.updated").count(), 2);
}

#[tokio::test]
async fn names_are_unique_whatever_their_case_in_each_shop() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("one").await, app.shop("two").await);
    let fruit = shop
        .admin()
        .post("/categories", json!({"name": "Käse"}))
        .await
        .expect(201)
        .json();
    assert_eq!(
        shop.admin()
            .post("/categories", json!({"name": "KASE"}))
            .await
            .expect(409)
            .code(),
        "category_taken"
    );
    other
        .admin()
        .post("/categories", json!({"name": "Käse"}))
        .await
        .expect(201);
    let wine = shop
        .admin()
        .post("/categories", json!({"name": "Wine"}))
        .await
        .expect(201)
        .json();
    let address = format!("/categories/{}", wine["id"].as_str().unwrap());
    assert_eq!(
        shop.admin()
            .patch(&address, json!({"name": "käse"}))
            .await
            .expect(409)
            .code(),
        "category_taken"
    );
    // Two names without a letter are two names.
    shop.admin()
        .post("/categories", json!({"name": "🍎"}))
        .await
        .expect(201);
    shop.admin()
        .post("/categories", json!({"name": "🍌"}))
        .await
        .expect(201);

    let foreign = format!("/categories/{}", fruit["id"].as_str().unwrap());
    assert_eq!(
        other
            .admin()
            .patch(&foreign, json!({"name": "Mine"}))
            .await
            .expect(404)
            .code(),
        "not_found"
    );
    assert_eq!(
        shop.admin()
            .patch(&format!("/categories/{}", Uuid::now_v7()), json!({}))
            .await
            .expect(404)
            .code(),
        "not_found"
    );
}

#[tokio::test]
async fn a_category_is_checked_and_cashiers_only_read() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let wrong = shop
        .admin()
        .post("/categories", json!({"name": "", "color": "red", "position": 10_001}))
        .await
        .expect(400);
    assert_eq!(pointers(&wrong), ["/name", "/color", "/position"]);
    assert_eq!(
        shop.admin()
            .post("/categories", json!({"name": "x", "id": Uuid::now_v7()}))
            .await
            .expect(400)
            .code(),
        "invalid_body"
    );
    let cashier = shop.cashier().await;
    assert_eq!(
        cashier
            .post("/categories", json!({"name": "Fruit"}))
            .await
            .expect(403)
            .code(),
        "forbidden"
    );
    cashier.get("/categories").await.expect(200);
}

#[tokio::test]
async fn pages_have_no_holes_and_no_doubles() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    for n in 0..7 {
        admin
            .post("/categories", json!({"name": format!("Group {n}"), "position": n / 3}))
            .await
            .expect(201);
    }
    let (mut names, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = admin
            .get(&format!("/categories?limit=2{cursor}"))
            .await
            .expect(200)
            .json();
        names.extend(field(&page, "name"));
        let Some(next) = page["next_cursor"].as_str() else {
            break;
        };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(names, (0..7).map(|n| format!("Group {n}")).collect::<Vec<_>>());
    assert_eq!(
        admin.get("/categories?cursor=e30").await.expect(400).code(),
        "invalid_cursor"
    );
}

#[tokio::test]
async fn a_product_is_only_put_into_a_category_of_its_own_shop() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("one").await, app.shop("two").await);
    let fruit = shop
        .admin()
        .post("/categories", json!({"name": "Fruit"}))
        .await
        .expect(201)
        .json();
    let mut body = apple("Apple", "A");
    body["category_id"] = fruit["id"].clone();
    let product = shop.admin().post("/products", body.clone()).await.expect(201).json();
    assert_eq!(product["category_id"], fruit["id"]);
    assert_eq!(
        other.admin().post("/products", body.clone()).await.expect(422).code(),
        "unknown_category"
    );
    body["category_id"] = json!(Uuid::now_v7());
    body["sku"] = json!("B");
    assert_eq!(
        shop.admin().post("/products", body).await.expect(422).code(),
        "unknown_category"
    );

    let listed = shop
        .admin()
        .get(&format!("/products?category_id={}", fruit["id"].as_str().unwrap()))
        .await
        .expect(200)
        .json();
    assert_eq!(field(&listed, "sku"), ["A"]);
    let out = crate::change(&shop.admin(), &product, json!({"category_id": null}))
        .await
        .expect(200)
        .json();
    assert_eq!(out["category_id"], Value::Null);
}
