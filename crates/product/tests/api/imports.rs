//! Catalogues that come as CSV files, and go as such.

use chrono::TimeDelta;
use contracts::contexts::PRODUCT;
use http::Method;
use serde_json::{Value, json};
use testkit::{Answer, Client, TestApp};
use uuid::Uuid;

use crate::{coded, field, make};

async fn put(client: &Client, id: Uuid, csv: &str) -> Answer {
    let path = format!("/imports/{id}?decimals=2");
    client
        .send(Method::PUT, &path, &[("content-type", "text/csv")], Some(csv.into()))
        .await
}

/// Sends the file, applies it, and waits until it is applied.
async fn import(app: &TestApp, client: &Client, csv: &str) -> Value {
    let id = Uuid::now_v7();
    put(client, id, csv).await.expect(200);
    client
        .post(&format!("/imports/{id}/apply"), json!({}))
        .await
        .expect(200);
    app.settle().await;
    let import = client.get(&format!("/imports/{id}")).await.expect(200).json();
    assert_eq!(import["state"], "applied", "{import}");
    import
}

fn counts(import: &Value) -> [i64; 5] {
    ["rows", "created", "updated", "unchanged", "refused"].map(|name| import[name].as_i64().unwrap())
}

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap()
}

async fn export(client: &Client) -> String {
    client.get("/products/export?decimals=2").await.expect(200).text()
}

const FILE: &str = "\
SKU;Name;Barcode;Category;Tax category;Unit;Price;Colour
T-1;Green tea;4006381333931 96385074;Drinks;reduced;piece;2,50;green
T-2;\"Black tea; strong\";;drinks;;;3;black
C-1;Cheddar;;Cheese;reduced;kg;19.90;
";

#[tokio::test]
async fn a_file_says_what_it_will_do_and_does_it_once() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let admin = shop.admin();
    make(&admin, coded("Cheddar", "C-1", &[])).await;
    let id = Uuid::now_v7();
    let checked = put(&admin, id, FILE).await.expect(200).json();
    assert_eq!(
        (checked["state"].as_str(), counts(&checked)),
        (Some("checked"), [3, 2, 1, 0, 0])
    );
    assert_eq!(checked["ignored_columns"], json!(["Colour"]));
    assert_eq!(
        admin.get("/products?sku=T-1").await.json()["items"],
        json!([]),
        "nothing is changed yet"
    );

    let path = format!("/imports/{id}/apply");
    admin.post(&path, json!({})).await.expect(200);
    app.settle().await;
    let applied = admin.get(&format!("/imports/{id}")).await.expect(200).json();
    assert_eq!(
        (applied["state"].as_str(), counts(&applied)),
        (Some("applied"), [3, 2, 1, 0, 0])
    );
    assert_eq!(applied["rows_applied"], 3);
    let tea = &admin.get("/products?barcode=4006381333931").await.json()["items"][0];
    assert_eq!(
        (
            &tea["name"],
            &tea["price"]["amount_minor"],
            &tea["tax_category"],
            &tea["barcodes"]
        ),
        (
            &json!("Green tea"),
            &json!(250),
            &json!("reduced"),
            &json!(["4006381333931", "96385074"])
        )
    );
    assert_eq!(
        field(&admin.get("/products?query=strong%20tea").await.json(), "sku"),
        ["T-2"]
    );
    assert_eq!(
        field(&admin.get("/products?query=stong%20teh").await.json(), "sku"),
        Vec::<String>::new(),
        "a short word is taken as it is"
    );
    assert_eq!(
        field(&admin.get("/products?query=stong%20tea").await.json(), "sku"),
        ["T-2"]
    );
    let categories = admin.get("/categories").await.json();
    assert_eq!(
        field(&categories, "name"),
        ["Drinks", "Cheese"],
        "each made once, as it was written first"
    );
    let cheddar = &admin.get("/products?sku=C-1").await.json()["items"][0];
    assert_eq!(
        (&cheddar["unit"], &cheddar["price"]["amount_minor"]),
        (&json!("kilogram"), &json!(1990))
    );
    let history = admin
        .get(&format!("/products/{}/history", cheddar["id"].as_str().unwrap()))
        .await
        .json();
    assert_eq!(field(&history, "action"), ["updated", "created"]);

    // Said and sent again it changes nothing.
    admin.post(&path, json!({})).await.expect(200);
    assert_eq!(put(&admin, id, FILE).await.expect(200).json(), applied);
    assert_eq!(counts(&import(&app, &admin, FILE).await), [3, 0, 0, 3, 0]);
    assert_eq!(count(&app, "SELECT count(*) FROM product.product_change").await, 4);
    let told = "SELECT count(*) FROM product.outbox WHERE type = 'product.imported'";
    assert_eq!(
        count(&app, told).await,
        1,
        "one event for the chunk, and none for a chunk that changed nothing"
    );
    let changes = admin.get("/catalog/changes").await.json();
    assert_eq!(field(&changes, "sku").len(), 3, "tills follow");
}

#[tokio::test]
async fn every_fault_has_its_line_and_its_reason_and_good_rows_go_in() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let admin = shop.admin();
    make(&admin, coded("Known", "K-1", &["111"])).await;
    let file = "sku,name,barcodes,price\n\
        A-1,Apple,,1.00\n\
        ,Nameless,,1.00\n\
        A-2,,,abc\n\
        A-1,Apple again,,1.00\n\
        A-3,Takes a code,111,1.00\n\
        A-4,Too,many,1.00,cells\n\
        A-5,No price,,\n\
        A-6,Pear,222,2.00\n\
        A-7,Same code,222,2.00\n";
    let import = import(&app, &admin, file).await;
    assert_eq!(counts(&import), [9, 2, 0, 0, 7]);
    let faults = format!("/imports/{}/faults", import["id"].as_str().unwrap());
    let all = admin.get(&faults).await.expect(200).json();
    let told: Vec<_> = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| {
            (
                fault["line"].as_i64().unwrap(),
                fault["column"].as_str().unwrap(),
                fault["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (3, "sku", "empty"),
            (4, "name", "empty"),
            (4, "price", "not_a_number"),
            (5, "sku", "duplicate"),
            (6, "barcodes", "barcode_taken"),
            (7, "", "too_many_cells"),
            (8, "price", "missing"),
            (10, "barcodes", "duplicate"),
        ]
    );
    let first = admin.get(&format!("{faults}?limit=3")).await.expect(200).json();
    let rest = admin
        .get(&format!(
            "{faults}?limit=200&cursor={}",
            first["next_cursor"].as_str().unwrap()
        ))
        .await;
    assert_eq!(
        rest.expect(200).json()["items"].as_array().unwrap().as_slice(),
        &all["items"].as_array().unwrap()[3..]
    );
}

#[tokio::test]
async fn the_newest_import_comes_first_whatever_its_id() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let admin = shop.admin();
    let ids = [3_u128, 1, 2].map(Uuid::from_u128);
    for (n, id) in ids.into_iter().enumerate() {
        app.clock().advance(TimeDelta::seconds(1));
        put(&admin, id, &format!("sku,name,price\nT-{n},Tea,2.50\n"))
            .await
            .expect(200);
    }
    let (mut seen, mut path) = (Vec::new(), "/imports?limit=1".to_owned());
    for _ in ids {
        let page = admin.get(&path).await.expect(200).json();
        seen.push(page["items"][0]["id"].clone());
        path = format!(
            "/imports?limit=1&cursor={}",
            page["next_cursor"].as_str().unwrap_or_default()
        );
    }
    assert_eq!(seen, [json!(ids[2]), json!(ids[1]), json!(ids[0])]);
    let oldest = admin.every("/imports", "sort=created_at", 1).await;
    let oldest: Vec<&Value> = oldest.iter().map(|import| &import["id"]).collect();
    assert_eq!(oldest, [&json!(ids[0]), &json!(ids[1]), &json!(ids[2])]);
    let page = admin.get("/imports?limit=1&sort=created_at").await.json();
    let cursor = page["next_cursor"].as_str().unwrap();
    let other = admin.get(&format!("/imports?cursor={cursor}")).await.expect(400);
    assert_eq!(other.code(), "invalid_cursor", "of the other order");
}

#[tokio::test]
async fn an_export_that_comes_back_changes_nothing_and_no_cell_is_a_formula() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let admin = shop.admin();
    let names = [
        "=1+1",
        "+49 tea",
        "-5 % sale",
        "@home",
        "'quoted'",
        "Tea, \"green\"",
        "plain",
    ];
    for (number, name) in names.iter().enumerate() {
        make(&admin, coded(name, &format!("-S{number}"), &[&format!("40{number}")])).await;
    }
    import(
        &app,
        &admin,
        "sku,name,price,price_per,category,active,image,family,options\nX-1,Loose,0.05,0.1,Bulk,no,x.png,-Tea,Size=M; Kind=green\n",
    )
    .await;
    let file = export(&admin).await;
    assert!(
        file.starts_with("sku,name,barcodes,category,tax_category,unit,price,price_per,image,active,family,options\n"),
        "{file}"
    );
    for cell in csv_cells(&file) {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    assert_eq!(counts(&import(&app, &admin, &file).await), [8, 0, 0, 8, 0], "{file}");
    // A till buyer who changes one price in it changes one price.
    let dearer = file.replace("Loose,,Bulk,standard,piece,0.05", "Loose,,Bulk,standard,piece,0.06");
    assert_eq!(counts(&import(&app, &admin, &dearer).await), [8, 0, 1, 7, 0]);
}

fn csv_cells(file: &str) -> Vec<String> {
    let cells = file.lines().flat_map(|line| line.split(','));
    cells.map(|cell| cell.trim_matches('"').to_owned()).collect()
}

#[tokio::test]
async fn many_chunks_are_trailed_once_and_announced_once_each() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let admin = shop.admin();
    let rows: String = (0..4500)
        .map(|n| format!("S-{n:05},Product {n},{}.00\n", n % 90 + 1))
        .collect();
    let id = Uuid::now_v7();
    let checked = put(&admin, id, &format!("sku,name,price\n{rows}"))
        .await
        .expect(200)
        .json();
    assert_eq!(counts(&checked), [4500, 4500, 0, 0, 0]);
    admin.post(&format!("/imports/{id}/apply"), json!({})).await.expect(200);
    // One run of the job is one chunk, as if the program had ended after it.
    let jobs = &app
        .assembly()
        .services
        .iter()
        .find(|service| service.context == PRODUCT)
        .unwrap()
        .jobs;
    let apply = jobs.iter().find(|job| job.name == "product.apply_imports").unwrap();
    assert_eq!((apply.run)().await.unwrap(), 2000);
    let half = admin.get(&format!("/imports/{id}")).await.json();
    assert_eq!(
        (half["state"].as_str(), half["rows_applied"].as_i64()),
        (Some("applying"), Some(2000))
    );
    assert_eq!(count(&app, "SELECT count(*) FROM product.product").await, 2000);
    app.settle().await;
    let applied = admin.get(&format!("/imports/{id}")).await.json();
    assert_eq!(
        (applied["state"].as_str(), counts(&applied)),
        (Some("applied"), [4500, 4500, 0, 0, 0])
    );
    assert_eq!(count(&app, "SELECT count(*) FROM product.product_change").await, 4500);
    assert_eq!(
        count(&app, "SELECT count(DISTINCT rev) FROM product.product").await,
        4500
    );
    let told = "SELECT count(*) FROM product.outbox WHERE type = 'product.imported'";
    assert_eq!(count(&app, told).await, 3);
    assert_eq!(count(&app, "SELECT count(*) FROM product.import_chunk").await, 0);
    assert_eq!(admin.get("/catalog/changes?limit=1").await.json()["total"], 4500);
}

#[tokio::test]
async fn files_that_cannot_be_read_and_ids_that_stand_for_others_are_refused() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("corner").await, app.shop("other").await);
    let admin = shop.admin();
    for bad in ["", "name,price\nTea,1\n", "sku,name\n", "sku\nA\n"] {
        let id = Uuid::now_v7();
        assert_eq!(
            put(&admin, id, bad).await.expect(422).code(),
            "import_unreadable",
            "{bad:?}"
        );
        admin.get(&format!("/imports/{id}")).await.expect(404);
    }
    let id = Uuid::now_v7();
    put(&admin, id, FILE).await.expect(200);
    assert_eq!(
        put(&admin, id, "sku,name\nA,B\n").await.expect(422).code(),
        "import_id_reused"
    );
    // Another tenant's import is not there, and its id is free.
    let theirs = other.admin();
    theirs.get(&format!("/imports/{id}")).await.expect(404);
    theirs.get(&format!("/imports/{id}/faults")).await.expect(404);
    theirs
        .post(&format!("/imports/{id}/apply"), json!({}))
        .await
        .expect(404);
    assert_eq!(theirs.get("/imports").await.expect(200).json()["items"], json!([]));
    assert_eq!(
        counts(&put(&theirs, id, "sku,name,price\nA,B,1\n").await.expect(200).json()),
        [1, 1, 0, 0, 0]
    );
    assert_eq!(
        field(&admin.get("/imports").await.expect(200).json(), "id"),
        [id.to_string()]
    );
    let path = |decimals: u8| format!("/imports/{}?decimals={decimals}", Uuid::now_v7());
    let csv = [("content-type", "text/csv")];
    let refused = admin.send(Method::PUT, &path(1), &csv, Some(FILE.into())).await;
    assert_eq!(refused.expect(400).code(), "invalid_query");
    let json = admin.send(Method::PUT, &path(2), &[], Some("{}".into())).await;
    assert_eq!(json.expect(415).code(), "unsupported_media_type");
}

#[tokio::test]
async fn imports_are_for_those_who_change_the_catalogue_of_every_store() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let of_one_store = shop.hire("manager", Some(shop.store_id())).await;
    for client in [shop.cashier().await, of_one_store] {
        assert_eq!(put(&client, Uuid::now_v7(), FILE).await.expect(403).code(), "forbidden");
    }
    assert_eq!(
        shop.cashier()
            .await
            .get("/products/export?decimals=2")
            .await
            .expect(403)
            .code(),
        "forbidden"
    );
}

#[tokio::test]
async fn families_come_and_go_with_a_file() {
    let app = TestApp::start().await;
    let shop = app.shop("outfitter").await;
    let admin = shop.admin();
    let file = "\
sku,name,price,family,options
TS-S,Small shirt,19.90,T-shirt,Size=S; Colour=red
TS-M,Medium shirt,19.90,t-shirt,colour=RED; size=M
MUG,Mug,9.00,,
TS-X,Twin,19.90,T-shirt,Size=s; Colour=Red
TS-Y,Other,19.90,T-shirt,Size=L
";
    let id = Uuid::now_v7();
    let checked = put(&admin, id, file).await.expect(200).json();
    assert_eq!(counts(&checked), [5, 3, 0, 0, 2]);
    let faults = admin.get(&format!("/imports/{id}/faults")).await.json();
    assert_eq!(field(&faults, "code"), ["duplicate", "other_options"]);
    assert_eq!(field(&faults, "column"), ["options", "options"]);
    let families = "SELECT count(*) FROM product.family";
    assert_eq!(count(&app, families).await, 0, "it was only checked");
    assert_eq!(counts(&import(&app, &admin, file).await), [5, 3, 0, 0, 2]);
    let family = admin.get("/families").await.json()["items"][0].clone();
    assert_eq!(
        (&family["name"], &family["options"][0]["values"], &family["variants"]),
        (&json!("T-shirt"), &json!(["S", "M"]), &json!(2))
    );
    // What comes back unchanged changes nothing; a new value joins the others, and an empty cell takes a product out.
    let exported = export(&admin).await;
    assert!(exported.contains("T-shirt,Size=M; Colour=red"), "{exported}");
    assert_eq!(counts(&import(&app, &admin, &exported).await), [3, 0, 0, 3, 0]);
    let more = "sku,name,price,family,options\nTS-L,Large shirt,19.90,T-shirt,Size=L; Colour=red\nTS-S,Small shirt,19.90,,\nTS-M,Medium,19.90,T-shirt,Size=S; Colour=red\n";
    let applied = import(&app, &admin, more).await;
    assert_eq!(counts(&applied), [3, 1, 1, 0, 1], "S was somebody's when the file came");
    assert_eq!(
        counts(&import(&app, &admin, more).await),
        [3, 0, 1, 2, 0],
        "now it is nobody's"
    );
    let family = admin
        .get(&format!("/families/{}", family["id"].as_str().unwrap()))
        .await
        .json();
    assert_eq!(family["options"][0]["values"], json!(["S", "M", "L"]));
    assert_eq!(field(&json!({"items": family["variants"]}), "sku"), ["TS-M", "TS-L"]);
    assert_eq!(count(&app, families).await, 1);
}
