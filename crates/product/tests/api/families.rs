//! Products that differ in size, colour and the like only.

use serde_json::{Value, json};
use testkit::{Client, TestApp};
use uuid::Uuid;

use crate::{apple, change, field, make, path, pointers};

/// A T-shirt in two sizes and two colours, one of which is not sold.
fn shirt() -> Value {
    json!({"name": "T-shirt", "tax_category": "standard", "price": {"amount_minor": 1990},
    "options": [{"name": "Size", "values": ["S", "M"]}, {"name": "Colour", "values": ["red", "blue"]}],
    "variants": [
        {"values": ["M", "red"], "sku": "TS-M-R", "price": {"amount_minor": 2190}},
        {"values": ["S", "blue"], "sku": "TS-S-B", "barcodes": ["96385074"], "name": "Small blue shirt"},
        {"values": ["S", "red"], "sku": "TS-S-R"},
    ]})
}

async fn make_family(client: &Client, body: Value) -> Value {
    client.post("/families", body).await.expect(201).json()
}

fn address(family: &Value) -> String {
    format!("/families/{}", family["id"].as_str().unwrap())
}

/// Of each variant.
fn of_variants(family: &Value, name: &str) -> Vec<Value> {
    let variants = family["variants"].as_array().unwrap();
    variants.iter().map(|product| product[name].clone()).collect()
}

async fn found(client: &Client, query: &str) -> Vec<String> {
    let list = client.get(&format!("/products?{query}")).await.expect(200).json();
    let mut skus = field(&list, "sku");
    skus.sort_unstable();
    skus
}

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_family_is_made_with_its_products_and_told_of_once() {
    let app = TestApp::start().await;
    let shop = app.shop("outfitter").await;
    let admin = shop.admin();
    let key = [("idempotency-key", "make-shirts")];
    let body = shirt().to_string().into_bytes();
    let send = || admin.send(http::Method::POST, "/families", &key, Some(body.clone()));
    let family = send().await.expect(201).json();
    assert_eq!(send().await.expect(201).json(), family, "a retry makes nothing");
    // By the places of their values, whatever the order in which they were sent.
    assert_eq!(of_variants(&family, "sku"), ["TS-S-R", "TS-S-B", "TS-M-R"]);
    assert_eq!(
        of_variants(&family, "name"),
        ["T-shirt S red", "Small blue shirt", "T-shirt M red"]
    );
    let prices: Vec<Value> = of_variants(&family, "price");
    let amounts: Vec<i64> = prices
        .iter()
        .map(|price| price["amount_minor"].as_i64().unwrap())
        .collect();
    assert_eq!(amounts, [1990, 1990, 2190]);
    let variant = json!({"family_id": family["id"], "family": "T-shirt", "options": [
        {"name": "Size", "value": "S", "position": 0}, {"name": "Colour", "value": "blue", "position": 1}]});
    assert_eq!(family["variants"][1]["variant"], variant);
    assert_eq!(admin.get(&address(&family)).await.expect(200).json(), family);
    let list = admin.get("/families?query=SHIRT").await.expect(200).json();
    assert_eq!(
        (&list["items"][0]["name"], &list["items"][0]["variants"]),
        (&json!("T-shirt"), &json!(3))
    );
    assert_eq!(field(&admin.get("/families?query=mug").await.json(), "name"), [""; 0]);

    // A till hears of each with its place in the family.
    let feed = admin.get("/catalog/changes").await.expect(200).json();
    let blue = feed["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["sku"] == "TS-S-B");
    assert_eq!(blue.unwrap()["variant"], variant);
    make(&admin, apple("Apple", "A")).await;
    let feed = admin.get("/catalog/changes").await.expect(200).json();
    let apple = feed["items"].as_array().unwrap().iter().find(|item| item["sku"] == "A");
    assert_eq!(
        apple.unwrap().get("variant"),
        None,
        "a product of no family says nothing of one"
    );

    // Found by the family's words and by values, whatever their own names are.
    assert_eq!(found(&admin, "query=t-shirt%20blue").await, ["TS-S-B"]);
    let of_family = format!("family_id={}", family["id"].as_str().unwrap());
    assert_eq!(found(&admin, &of_family).await.len(), 3);
    assert_eq!(
        found(&admin, &format!("{of_family}&query=red")).await,
        ["TS-M-R", "TS-S-R"]
    );
    assert_eq!(found(&admin, &format!("{of_family}&active=false")).await, [""; 0]);
    assert_eq!(found(&admin, &format!("family_id={}", Uuid::now_v7())).await, [""; 0]);

    for (what, sql, wanted) in [
        (
            "events",
            "SELECT count(*) FROM product.outbox WHERE type = 'product.imported'",
            1,
        ),
        (
            "audit rows",
            "SELECT count(*) FROM product.audit_event WHERE action = 'family.created'",
            1,
        ),
        (
            "trail",
            "SELECT count(*) FROM product.product_change WHERE action = 'created'",
            4,
        ),
    ] {
        assert_eq!(count(&app, sql).await, wanted, "{what}");
    }
}

#[tokio::test]
async fn what_clashes_is_told_at_its_place_and_nothing_is_made() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("outfitter").await, app.shop("other").await);
    let admin = shop.admin();
    make(&admin, apple("Apple", "TS-M-R")).await;
    make(&admin, crate::coded("Pear", "P", &["96385074"])).await;
    let refused = admin.post("/families", shirt()).await.expect(409);
    assert_eq!(
        (refused.code().as_str(), pointers(&refused)),
        ("sku_taken", vec!["/variants/0/sku".to_owned()])
    );
    let mut body = shirt();
    body["variants"][0]["sku"] = json!("TS-M-R2");
    let refused = admin.post("/families", body).await.expect(409);
    assert_eq!(
        (refused.code().as_str(), pointers(&refused)),
        ("barcode_taken", vec!["/variants/1/barcodes".to_owned()])
    );
    let mut body = shirt();
    body["options"][1]["values"] = json!(["red", "Red", "a=b"]);
    let refused = admin.post("/families", body).await.expect(400);
    assert_eq!(pointers(&refused), ["/options/1/values/1", "/options/1/values/2"]);
    let mut body = shirt();
    body["variants"] = json!([
        {"values": ["M", "red"], "sku": "1"}, {"values": ["m", "RED"], "sku": "2"}, {"values": ["M"], "sku": "3"},
        {"values": ["M", "pink"], "sku": "4"}, {"values": ["S", "red"], "sku": "1"},
    ]);
    let refused = admin.post("/families", body).await.expect(400);
    assert_eq!(
        pointers(&refused),
        [
            "/variants/1/values",
            "/variants/2/values",
            "/variants/3/values",
            "/variants/4/sku"
        ]
    );
    assert_eq!(count(&app, "SELECT count(*) FROM product.family").await, 0);
    // Another shop has its own.
    let theirs = make_family(&other.admin(), shirt()).await;
    assert_eq!(admin.get(&address(&theirs)).await.status(), 404);
    let mine = json!({"name": "T-SHIRT", "tax_category": "standard", "price": {"amount_minor": 1}, "options": [{"name": "Size", "values": ["S"]}]});
    let mine_made = make_family(&admin, mine.clone()).await;
    assert_eq!(mine_made["variants"], json!([]));
    assert_eq!(admin.post("/families", mine).await.expect(409).code(), "family_taken");
}

#[tokio::test]
async fn a_product_joins_a_family_and_leaves_it() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("outfitter").await, app.shop("other").await);
    let admin = shop.admin();
    let family = make_family(&admin, shirt()).await;
    let theirs = make_family(&other.admin(), shirt()).await;
    let place = |family: &Value, values: &[&str]| json!({"family_id": family["id"], "values": values});
    let mut new = apple("Shirt", "TS-M-B");
    for (values, status, code) in [
        (place(&theirs, &["M", "blue"]), 422, "unknown_family"),
        (place(&family, &["L", "blue"]), 422, "unknown_option_value"),
        (place(&family, &["M"]), 422, "unknown_option_value"),
        (place(&family, &["m", "Red"]), 409, "variant_taken"),
    ] {
        new["variant"] = values;
        assert_eq!(admin.post("/products", new.clone()).await.expect(status).code(), code);
    }
    new["variant"] = place(&family, &["m", "blue"]);
    let joined = make(&admin, new).await;
    assert_eq!(joined["variant"]["options"][0]["value"], "M", "as the family writes it");

    let lone = make(&admin, apple("Apple", "A")).await;
    let clash = change(&admin, &lone, json!({"variant": place(&family, &["M", "blue"])})).await;
    assert_eq!(clash.expect(409).code(), "variant_taken");
    let left = change(&admin, &joined, json!({"variant": null}))
        .await
        .expect(200)
        .json();
    assert_eq!(left["variant"], Value::Null);
    let moved = change(
        &admin,
        &lone,
        json!({"variant": place(&family, &["M", "blue"]), "name": "Shirt, blue"}),
    )
    .await
    .expect(200)
    .json();
    assert_eq!(moved["variant"]["options"][1]["value"], "blue");
    assert_eq!(found(&admin, "query=t-shirt%20blue").await, ["A", "TS-S-B"]);
    // What does not speak of the family leaves it as it is.
    let renamed = change(&admin, &moved, json!({"name": "Apple"}))
        .await
        .expect(200)
        .json();
    assert_eq!(renamed["variant"], moved["variant"]);
    let history = admin.get(&path(&joined, "/history")).await.json();
    assert_eq!(
        (
            &history["items"][0]["before"]["variant"]["family"],
            history["items"][0]["after"].get("variant")
        ),
        (&json!("T-shirt"), None)
    );
}

#[tokio::test]
async fn a_family_changes_and_its_products_with_it() {
    let app = TestApp::start().await;
    let shop = app.shop("outfitter").await;
    let admin = shop.admin();
    let family = make_family(&admin, shirt()).await;
    let cursor = admin.get("/catalog/changes").await.json()["next_cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    let options = |sizes: &[&str], colours: &[&str]| json!({"options": [{"name": "Size", "values": sizes}, {"name": "Color", "values": colours}]});
    let refused = admin
        .patch(&address(&family), options(&["M"], &["red", "blue"]))
        .await
        .expect(409);
    assert_eq!(refused.code(), "option_value_in_use");
    // One of the two that are S.
    let names = refused.json()["sku"].clone();
    assert!(["TS-S-B", "TS-S-R"].contains(&names.as_str().unwrap()), "{names}");
    let fewer = json!({"options": [{"name": "Size", "values": ["S", "M"]}]});
    assert_eq!(
        pointers(&admin.patch(&address(&family), fewer).await.expect(400)),
        ["/options"]
    );

    let mut body = options(&["L", "M", "S"], &["blue", "Red"]);
    body["name"] = json!("Tee");
    let changed = admin.patch(&address(&family), body.clone()).await.expect(200).json();
    assert_eq!(
        of_variants(&changed, "sku"),
        ["TS-M-R", "TS-S-B", "TS-S-R"],
        "in their new order"
    );
    assert_eq!(
        of_variants(&changed, "name"),
        ["Tee M Red", "Small blue shirt", "Tee S Red"]
    );
    let first = &changed["variants"][0]["variant"];
    assert_eq!(
        (
            &first["family"],
            &first["options"][0]["position"],
            &first["options"][1]["name"]
        ),
        (&json!("Tee"), &json!(1), &json!("Color"))
    );
    // Tills hear of all three, search knows the new name, and the trail has it.
    let told = admin.get(&format!("/catalog/changes?cursor={cursor}")).await.json();
    assert_eq!(told["items"].as_array().unwrap().len(), 3);
    assert_eq!(found(&admin, "query=tee").await.len(), 3);
    assert_eq!(found(&admin, "query=t-shirt%20red").await, [""; 0]);
    let history = admin.get(&path(&changed["variants"][0], "/history")).await.json();
    assert_eq!(field(&history, "action"), ["updated", "created"]);
    // The same again is no change.
    admin.patch(&address(&family), body).await.expect(200);
    let audited = count(
        &app,
        "SELECT count(*) FROM product.audit_event WHERE action = 'family.updated'",
    )
    .await;
    assert_eq!(audited, 1);
    assert_eq!(
        admin
            .patch(&format!("/families/{}", Uuid::now_v7()), json!({"name": "X"}))
            .await
            .status(),
        404
    );
    assert_eq!(
        shop.cashier()
            .await
            .patch(&address(&family), json!({"name": "X"}))
            .await
            .status(),
        403
    );
}

/// Two who add a product with the same values, and one who takes a value away meanwhile: never two, and never one without its value.
#[tokio::test(flavor = "multi_thread")]
async fn at_once_no_two_have_the_same_values_and_none_is_left_without() {
    let app = TestApp::start().await;
    let shop = app.shop("outfitter").await;
    let family = make_family(&shop.admin(), shirt()).await;
    let place = address(&family);
    let new = |sku: &str, values: [&str; 2]| {
        let mut new = apple("Shirt", sku);
        new["variant"] = json!({"family_id": family["id"], "values": values});
        new
    };
    let sizes = |sizes: Vec<String>| json!({"options": [{"name": "Size", "values": sizes}, {"name": "Colour", "values": ["red", "blue"]}]});
    let (one, two, three) = (shop.admin(), shop.admin(), shop.admin());
    let mut kept = vec!["S".to_owned(), "M".to_owned()];
    for round in 0..12 {
        let size = format!("L{round}");
        let with = sizes(kept.iter().cloned().chain([size.clone()]).collect());
        one.patch(&place, with).await.expect(200);
        let (first, second, gone) = tokio::join!(
            one.post("/products", new(&format!("A-{round}"), [&size, "blue"])),
            two.post("/products", new(&format!("B-{round}"), [&size, "blue"])),
            three.patch(&place, sizes(kept.clone())),
        );
        let mut statuses = [first.status(), second.status()];
        statuses.sort_unstable();
        match gone.status() {
            200 => assert_eq!(statuses, [422, 422], "round {round}"),
            409 => {
                assert_eq!(
                    (gone.code().as_str(), statuses),
                    ("option_value_in_use", [201, 409]),
                    "round {round}"
                );
                kept.push(size);
            }
            other => panic!("round {round}: {other} {}", gone.text()),
        }
    }
    let now = shop.admin().get(&place).await.expect(200).json();
    assert_eq!(now["variants"].as_array().unwrap().len(), 3 + kept.len() - 2);
}
