//! The stock list and its file.

use contracts::ids::ProductId;
use serde_json::{Value, json};
use testkit::{Client, Shop, TestApp, id};
use uuid::Uuid;

use crate::support::{adjustment, document_lines, receipt, reservation};

async fn named(shop: &Shop, name: &str) -> ProductId {
    let sku = format!("S{}", name.len());
    let body = json!({"name": name, "sku": format!("{sku}-{}", Uuid::now_v7()), "barcodes": [], "tax_category": "standard",
        "unit": "piece", "price": {"amount_minor": 100, "per_milli": 1000}});
    id(&shop.admin().post("/products", body).await.expect(201).json()["id"])
}

/// All pages of the list, as the names of its products.
async fn names(client: &Client, path: &str) -> Vec<String> {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("{path}{cursor}")).await.expect(200).json();
        let items = page["items"].as_array().unwrap();
        all.extend(
            items
                .iter()
                .map(|item| item["product"]["name"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page["next_cursor"].as_str() else {
            return all;
        };
        cursor = format!("&cursor={next}");
    }
}

struct Stocked {
    app: TestApp,
    shop: Shop,
    apples: ProductId,
}

/// Four goods: apples in two places, pears that are low, plums below zero, and quinces that never were there.
async fn stocked() -> Stocked {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let (_, _, there) = shop.another_store("B", "sell_through").await;
    let (here, admin) = (shop.location_id(), shop.admin());
    let (apples, pears, plums) = (
        named(&shop, "Apples").await,
        named(&shop, "Pears").await,
        named(&shop, "Plums").await,
    );
    named(&shop, "Quinces").await;
    admin
        .post("/stock/receipts", receipt(here, &[(apples, 10_000), (pears, 3_000)]))
        .await
        .expect(201);
    admin
        .post("/stock/receipts", receipt(there, &[(apples, 1_000)]))
        .await
        .expect(201);
    admin
        .post("/stock/adjustments", adjustment(here, "lost", &[(plums, -2_000)]))
        .await
        .expect(201);
    admin
        .post("/reservations", reservation(here, 600, &[(apples, 500)]))
        .await
        .expect(201);
    let points = json!({"location_id": here, "lines": [{"product_id": pears, "reorder_milli": 3_000}, {"product_id": apples, "reorder_milli": 10}]});
    admin.post("/stock/thresholds", points).await.expect(200);
    let aside = json!({"id": Uuid::now_v7(), "location_id": here, "action": "set_aside", "reason": "broken", "lines": document_lines(&[(apples, 1_000)])});
    admin.post("/stock/damages", aside).await.expect(201);
    let van = json!({"id": Uuid::now_v7(), "from_location_id": here, "to_location_id": there, "lines": document_lines(&[(apples, 2_000)])});
    admin.post("/stock/transfers", van).await.expect(201);
    Stocked { app, shop, apples }
}

#[tokio::test]
async fn each_product_is_listed_with_its_stock_by_location_and_in_total() {
    let Stocked {
        shop,
        apples,
        app: _app,
    } = stocked().await;
    let list = shop.admin().get("/stock/goods").await.expect(200).json();
    let first = &list["items"][0];
    assert_eq!(
        (&first["product_id"], &first["product"]["name"]),
        (&json!(apples), &json!("Apples"))
    );
    let sums = |value: &Value| {
        [
            "on_hand_milli",
            "reserved_milli",
            "available_milli",
            "in_transit_milli",
            "damaged_milli",
        ]
        .map(|name| value[name].as_i64().unwrap())
    };
    assert_eq!(sums(first), [8_000, 500, 7_500, 2_000, 1_000]);
    let here = first["locations"]
        .as_array()
        .unwrap()
        .iter()
        .find(|l| l["location_id"] == json!(shop.location_id()))
        .unwrap();
    assert_eq!(sums(here), [7_000, 500, 6_500, 0, 1_000]);
    assert_eq!((&here["reorder_milli"], &here["low"]), (&json!(10), &json!(false)));
    let one = shop.admin().get(&format!("/stock/{apples}")).await.expect(200).json();
    assert_eq!(
        sums(&one),
        [8_000, 500, 7_500, 2_000, 1_000],
        "the same as the product's own page"
    );
}

#[tokio::test]
async fn goods_are_found_filtered_sorted_and_paged() {
    let Stocked { app, shop, .. } = stocked().await;
    let admin = shop.admin();
    assert_eq!(
        names(&admin, "/stock/goods?limit=3").await,
        ["Apples", "Pears", "Plums", "Quinces"],
        "also what never was there"
    );
    assert_eq!(
        names(&admin, "/stock/goods?limit=3&sort=-name").await,
        ["Quinces", "Plums", "Pears", "Apples"]
    );
    let page = admin.get("/stock/goods?limit=1&sort=-name").await.json();
    let cursor = page["next_cursor"].as_str().unwrap();
    let other = admin.get(&format!("/stock/goods?sort=name&cursor={cursor}")).await;
    assert_eq!(other.expect(400).code(), "invalid_cursor", "of the other order");
    assert_eq!(names(&admin, "/stock/goods?limit=3&query=p%C3%A9ar").await, ["Pears"]);
    for (state, wanted) in [
        ("low", vec!["Pears"]),
        ("out", vec!["Plums"]),
        ("negative", vec!["Plums"]),
        ("in_transit", vec!["Apples"]),
        ("damaged", vec!["Apples"]),
    ] {
        assert_eq!(
            names(&admin, &format!("/stock/goods?limit=1&state={state}")).await,
            wanted,
            "{state}"
        );
    }
    assert_eq!(
        names(&admin, "/stock/goods?limit=1&sort=available").await,
        ["Plums", "Pears", "Apples"]
    );
    assert_eq!(
        names(&admin, "/stock/goods?limit=1&sort=-on_hand").await,
        ["Apples", "Pears", "Plums"]
    );
    assert_eq!(
        names(&admin, "/stock/goods?limit=1&sort=-available&query=pears").await,
        ["Pears"]
    );
    assert_eq!(
        names(&admin, "/stock/goods?limit=1&state=low&query=apples").await,
        Vec::<String>::new()
    );
    for wrong in [
        "state=broken",
        "sort=colour",
        "limit=0",
        "state=low&sort=name",
        "state=low&sort=-name",
        "query=pears&sort=-name",
    ] {
        let refused = admin.get(&format!("/stock/goods?{wrong}")).await.expect(400);
        assert_eq!(refused.code(), "invalid_query", "{wrong}");
    }
    let other = app.shop("other").await;
    assert_eq!(
        names(&other.admin(), "/stock/goods?limit=1").await,
        Vec::<String>::new()
    );
    assert_eq!(
        names(&other.admin(), "/stock/goods?limit=1&sort=on_hand").await,
        Vec::<String>::new()
    );
    let theirs = other
        .admin()
        .get(&format!("/stock/goods?location_id={}", shop.location_id()))
        .await;
    assert_eq!(theirs.expect(404).code(), "not_found");
}

#[tokio::test]
async fn the_levels_are_a_file_that_no_spreadsheet_takes_for_formulas() {
    let Stocked { shop, app, .. } = stocked().await;
    let (admin, here) = (shop.admin(), shop.location_id());
    let evil = named(&shop, "=cmd|' /C calc'!A0").await;
    admin
        .post("/stock/receipts", receipt(here, &[(evil, 1_500)]))
        .await
        .expect(201);
    let file = admin.get("/stock/export").await.expect(200);
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    let text = file.text();
    let mut lines = text.lines();
    assert_eq!(
        lines.next().unwrap(),
        "store,sku,name,unit,on_hand,reserved,available,in_transit,damaged,reorder_point,product_id"
    );
    let lines: Vec<&str> = lines.collect();
    assert_eq!(lines.len(), 5, "a line for each shelf");
    assert!(text.contains(",'=cmd|' /C calc'!A0,piece,1.500,"), "{text}");
    assert!(
        text.contains(",Plums,piece,-2.000,0.000,-2.000,0.000,0.000,,"),
        "{text}"
    );
    assert!(
        text.contains(",Apples,piece,7.000,0.500,6.500,0.000,1.000,0.010,"),
        "{text}"
    );
    let one = admin
        .get(&format!("/stock/export?location_id={here}"))
        .await
        .expect(200)
        .text();
    assert_eq!(one.lines().count(), 5);
    let other = app.shop("other").await;
    assert_eq!(
        other
            .admin()
            .get("/stock/export")
            .await
            .expect(200)
            .text()
            .lines()
            .count(),
        1
    );
}
