use std::collections::BTreeSet;

use contracts::contexts::PRODUCT;
use product::seed_products;
use serde_json::json;
use testkit::{Client, TestApp};

use crate::{apple, change, coded, field, make, path, seeding::goods};

async fn found(client: &Client, query: &str) -> Vec<String> {
    field(
        &client.get(&format!("/products?{query}")).await.expect(200).json(),
        "sku",
    )
}

/// The same without an order: products found at the same word come by id, which tells nothing.
async fn found_some(client: &Client, query: &str) -> BTreeSet<String> {
    BTreeSet::from_iter(found(client, query).await)
}

fn set<const N: usize>(skus: [&str; N]) -> BTreeSet<String> {
    BTreeSet::from(skus.map(str::to_owned))
}

/// Every page of a list, `limit` at a time.
async fn all_pages(client: &Client, query: &str, limit: usize) -> Vec<String> {
    let (mut skus, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client
            .get(&format!("/products?{query}&limit={limit}{cursor}"))
            .await
            .expect(200)
            .json();
        let rows = field(&page, "sku");
        assert!(rows.len() <= limit);
        skus.extend(rows);
        let Some(next) = page["next_cursor"].as_str() else {
            return skus;
        };
        cursor = format!("&cursor={next}");
    }
}

#[tokio::test]
async fn words_are_found_by_their_beginnings_whatever_case_and_accents() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    for (name, sku) in [
        ("Café Crème 250 g", "COF-1"),
        ("Cafe latte", "COF-2"),
        ("Weiße Schokolade", "CHO-1"),
        ("Apfelsaft naturtrüb", "JUI-1"),
        ("Saft Apfel-Birne", "JUI-2"),
    ] {
        make(&admin, apple(name, sku)).await;
    }
    assert_eq!(found_some(&admin, "query=caf").await, set(["COF-1", "COF-2"]));
    assert_eq!(found(&admin, "query=CAF%C3%89%20creme").await, ["COF-1"]);
    assert_eq!(found(&admin, "query=creme%20cafe%20250").await, ["COF-1"]);
    assert_eq!(found(&admin, "query=weisse").await, ["CHO-1"]);
    assert_eq!(found(&admin, "query=apfel%20birne").await, ["JUI-2"]);
    // By the word that was found: apfel before apfelsaft.
    assert_eq!(found(&admin, "query=apfel").await, ["JUI-2", "JUI-1"]);
    assert_eq!(found(&admin, "query=naturtrub").await, ["JUI-1"]);
    // Not in the middle of a word.
    assert!(found(&admin, "query=saft%20latte").await.is_empty());
    assert_eq!(found(&admin, "query=saft").await, ["JUI-2"]);
    for nothing in ["query=zzz", "query=%25", "query=_", "query=!!!", "query=%27%3B--"] {
        assert!(found(&admin, nothing).await.is_empty(), "{nothing}");
    }
    // Space alone asks for nothing: the whole list, by name.
    assert_eq!(
        found(&admin, "query=%20").await,
        ["JUI-1", "COF-1", "COF-2", "JUI-2", "CHO-1"]
    );
}

#[tokio::test]
async fn skus_and_barcodes_are_found_in_the_same_box() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    make(&admin, coded("Soap", "FRT-001", &["036000291452"])).await;
    make(&admin, coded("Towel FRT001", "XX-9", &["4006381333931", "ABC/1"])).await;
    // A UPC-A and its EAN-13, whichever is stored and whichever is scanned.
    for code in ["036000291452", "0036000291452"] {
        assert_eq!(found(&admin, &format!("query={code}")).await, ["FRT-001"], "{code}");
        assert_eq!(found(&admin, &format!("barcode={code}")).await, ["FRT-001"], "{code}");
    }
    make(&admin, coded("Cloth", "XX-10", &["0012345678905"])).await;
    assert_eq!(found(&admin, "query=012345678905").await, ["XX-10"]);
    assert_eq!(found(&admin, "barcode=ABC/1").await, ["XX-9"]);
    assert!(found(&admin, "barcode=abc/1").await.is_empty());
    // SKUs: whole or the beginning, any case, with or without punctuation; the exact one comes first.
    assert_eq!(found(&admin, "query=frt-001").await, ["FRT-001"]);
    assert_eq!(found(&admin, "query=frt-0").await, ["FRT-001"]);
    assert_eq!(found(&admin, "query=FRT001").await, ["FRT-001", "XX-9"]);
    assert_eq!(found(&admin, "sku=frt-001").await, ["FRT-001"]);
    assert!(found(&admin, "sku=frt-00").await.is_empty());
    make(&admin, apple("Soap twin", "frt-001")).await;
    assert_eq!(found_some(&admin, "sku=FRT001").await, set(["FRT-001", "frt-001"]));
}

#[tokio::test]
async fn filters_combine() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let fruit = admin
        .post("/categories", json!({"name": "Fruit"}))
        .await
        .expect(201)
        .json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let in_fruit = |name: &str, sku: &str, code: &str| {
        let mut body = coded(name, sku, &[code]);
        body["category_id"] = json!(fruit);
        body
    };
    make(&admin, in_fruit("Apple red", "A", "1")).await;
    let off = make(&admin, in_fruit("Apple green", "B", "2")).await;
    make(&admin, coded("Apple pie", "C", &["3"])).await;
    admin.post(&path(&off, "/deactivate"), json!({})).await.expect(200);

    // On sale first, then off sale.
    let all = found(&admin, "query=apple").await;
    assert_eq!(
        (BTreeSet::from_iter(all[..2].to_vec()), all[2].as_str()),
        (set(["A", "C"]), "B")
    );
    assert_eq!(found_some(&admin, "query=apple&active=true").await, set(["A", "C"]));
    assert_eq!(found(&admin, "query=apple&active=false").await, ["B"]);
    assert_eq!(
        found(&admin, &format!("query=apple&category_id={fruit}")).await,
        ["A", "B"]
    );
    assert_eq!(
        found(&admin, &format!("query=2&category_id={fruit}&active=true")).await,
        Vec::<String>::new()
    );
    assert_eq!(found(&admin, &format!("query=2&category_id={fruit}")).await, ["B"]);
    assert_eq!(found(&admin, "barcode=3&query=pie").await, ["C"]);
    assert!(found(&admin, "barcode=3&query=red").await.is_empty());
    assert_eq!(found(&admin, "barcode=3&query=3&sku=c&active=true").await, ["C"]);
    assert!(found(&admin, "barcode=3&sku=a").await.is_empty());
    assert!(found(&admin, &format!("sku=c&category_id={fruit}")).await.is_empty());
    assert_eq!(found(&admin, &format!("category_id={fruit}")).await, ["B", "A"]);
    assert_eq!(found(&admin, &format!("category_id={fruit}&active=true")).await, ["A"]);
    // A search follows a product into its category.
    let pie = admin.get("/products?sku=c").await.json()["items"][0].clone();
    change(&admin, &pie, json!({"category_id": fruit})).await.expect(200);
    assert_eq!(found(&admin, &format!("query=pie&category_id={fruit}")).await, ["C"]);
}

#[tokio::test]
async fn a_search_follows_what_a_product_becomes() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let first = make(&admin, coded("Apple", "A-1", &["1"])).await;
    let second = change(
        &admin,
        &first,
        json!({"name": "Pear ripe", "sku": "P-1", "barcodes": ["2"]}),
    )
    .await
    .expect(200)
    .json();
    for gone in ["query=apple", "query=a-1", "query=1", "barcode=1", "sku=A-1"] {
        let rows = found(&admin, gone).await;
        assert!(rows.is_empty() || gone == "query=1", "{gone}: {rows:?}");
    }
    for there in [
        "query=pear",
        "query=ripe%20pear",
        "query=p-1",
        "query=2",
        "barcode=2",
        "sku=p-1",
    ] {
        assert_eq!(found(&admin, there).await, ["P-1"], "{there}");
    }
    admin.post(&path(&second, "/deactivate"), json!({})).await.expect(200);
    let third = admin.get(&path(&second, "")).await.json();
    change(&admin, &third, json!({"name": "Plum"})).await.expect(200);
    assert_eq!(found(&admin, "query=plum&active=false").await, ["P-1"]);
    assert!(found(&admin, "query=plum&active=true").await.is_empty());
    admin.post(&path(&second, "/activate"), json!({})).await.expect(200);
    assert_eq!(found(&admin, "query=plum&active=true").await, ["P-1"]);
}

#[tokio::test]
async fn pages_have_no_holes_and_no_doubles() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    // Names that begin with the searched word twice, equal names, and one product whose barcode is the searched word.
    for n in 0..23 {
        let name = format!("{} Bar{} banana", ["Ba", "Bak", "Ba"][n % 3], n % 5);
        make(&admin, apple(&name, &format!("S{n:02}"))).await;
    }
    let coded = make(&admin, coded("Zebra bag", "Z", &["ba"])).await;
    for n in [3, 8, 20] {
        let listed = admin.get(&format!("/products?sku=S{n:02}")).await.json();
        admin
            .post(&path(&listed["items"][0], "/deactivate"), json!({}))
            .await
            .expect(200);
    }
    assert_eq!(coded["sku"], "Z");
    for query in [
        "query=ba",
        "query=ba%20banana",
        "query=ba&active=false",
        "active=true",
        "query=banana%20bar1",
        "x",
    ] {
        let query = if query == "x" { "" } else { query };
        let whole = found(&admin, &format!("{query}&limit=200")).await;
        assert_eq!(BTreeSet::from_iter(&whole).len(), whole.len(), "{query}");
        for limit in [1, 2, 7, 24] {
            assert_eq!(all_pages(&admin, query, limit).await, whole, "{query} by {limit}");
        }
    }
    let whole = found(&admin, "query=ba").await;
    assert_eq!((whole.len(), whole[0].as_str()), (24, "Z"));
    assert_eq!(BTreeSet::from_iter(whole[21..].to_vec()), set(["S03", "S08", "S20"]));
}

#[tokio::test]
async fn words_that_many_products_have_find_who_has_them_all() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    // Each word in 1,000 products, each two of them in 100 or so.
    let goods = goods(4000);
    let having = |beginnings: &str| -> BTreeSet<String> {
        let has = |name: &str, beginning: &str| name.split(' ').any(|word| word.starts_with(beginning));
        let named = goods
            .iter()
            .map(|good| (good.name.to_lowercase().replace('\u{e9}', "e"), &good.sku));
        let with_all = named.filter(|(name, _)| beginnings.split(' ').all(|beginning| has(name, beginning)));
        with_all.map(|(_, sku)| sku.clone()).collect()
    };
    seed_products(app.deps(PRODUCT), &shop.caller(), goods.clone(), 2000)
        .await
        .unwrap();
    let admin = shop.admin();
    for typed in [
        "apple banana",
        "ban apple chee",
        "juice caf",
        "apple 3",
        "apple banana 1",
    ] {
        let (wanted, query) = (having(typed), format!("query={}", typed.replace(' ', "%20")));
        assert!(wanted.len() > 5 || typed == "ban apple chee", "{typed}");
        let all = all_pages(&admin, &query, 50).await;
        assert_eq!(all.len(), wanted.len(), "{typed}");
        assert_eq!(BTreeSet::from_iter(all), wanted, "{typed}");
    }
}

#[tokio::test]
async fn a_row_that_comes_between_two_pages_moves_no_other() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    for n in 0..6 {
        make(&admin, apple(&format!("Apple {n}"), &format!("A{n}"))).await;
    }
    let first = admin.get("/products?limit=3").await.json();
    make(&admin, apple("Apple 00", "NEW")).await;
    let next = admin
        .get(&format!(
            "/products?limit=3&cursor={}",
            first["next_cursor"].as_str().unwrap()
        ))
        .await
        .json();
    assert_eq!(field(&next, "sku"), ["A3", "A4", "A5"]);
    assert_eq!(next["next_cursor"], serde_json::Value::Null);
}

#[tokio::test]
async fn queries_and_cursors_are_checked() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    for n in 0..3 {
        make(&admin, apple(&format!("Apple {n}"), &format!("A{n}"))).await;
    }
    let many = (0..17).map(|n| format!("w{n}x")).collect::<Vec<_>>().join("+");
    for wrong in [
        "limit=0",
        "limit=201",
        "limit=x",
        "active=yes",
        "category_id=7",
        "colour=red",
        "barcode=",
        "sku=a+b",
        "barcode=%00",
    ] {
        assert_eq!(
            admin.get(&format!("/products?{wrong}")).await.expect(400).code(),
            "invalid_query",
            "{wrong}"
        );
    }
    assert_eq!(
        admin.get(&format!("/products?query={many}")).await.expect(400).code(),
        "invalid_query"
    );
    assert_eq!(
        admin
            .get(&format!("/products?query={}", "a".repeat(201)))
            .await
            .expect(400)
            .code(),
        "invalid_query"
    );
    let by_name = admin.get("/products?limit=1").await.json()["next_cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    let by_word = admin.get("/products?limit=1&query=apple").await.json()["next_cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    // {"sort":"name","key":{"folded":"\u0000","id":"00000000-0000-0000-0000-000000000000"}}
    let nul = "eyJzb3J0IjoibmFtZSIsImtleSI6eyJmb2xkZWQiOiJcdTAwMDAiLCJpZCI6IjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMCJ9fQ";
    for wrong in [
        format!("limit=1&cursor={by_word}"),
        format!("limit=1&query=apple&cursor={by_name}"),
        format!("limit=1&query=pear&cursor={by_word}"),
        format!("cursor={nul}"),
        "cursor=x".to_owned(),
    ] {
        assert_eq!(
            admin.get(&format!("/products?{wrong}")).await.expect(400).code(),
            "invalid_cursor",
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn a_slip_is_forgiven_and_what_was_typed_comes_first() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    for (name, sku) in [
        ("Café Crème 250 g", "COF-1"),
        ("Schokolade Nuss", "CHO-1"),
        ("Schokolade bitter", "CHO-2"),
        ("Tomatensuppe", "SUP-1"),
        ("Nass Rasur", "RAZ-1"),
        ("Pralinen", "4711"),
    ] {
        make(&admin, apple(name, sku)).await;
    }
    // A letter too few, too many, wrong, or two in the wrong order; with an accent or without; beside another word.
    for slip in ["schokolde", "schokoladee", "SCHOKOLATE", "schkoolade", "chokolade"] {
        assert_eq!(
            found_some(&admin, &format!("query={slip}")).await,
            set(["CHO-1", "CHO-2"]),
            "{slip}"
        );
    }
    for (query, sku) in [
        ("schokolde%20nuss", "CHO-1"),
        ("nus%20schokolde", "CHO-1"),
        ("schokolade%20nusss", "CHO-1"),
        ("schokolde%20biter", "CHO-2"),
        ("cr%C3%A9mme", "COF-1"),
        ("caff%20cremes", "COF-1"),
        ("tomatensupe", "SUP-1"),
    ] {
        assert_eq!(found(&admin, &format!("query={query}")).await, [sku], "{query}");
    }
    // What was typed comes first, also when it is off sale.
    assert_eq!(found(&admin, "query=nuss").await, ["CHO-1", "RAZ-1"]);
    // And once only, also where a page ends between what was typed and what is near.
    assert_eq!(all_pages(&admin, "query=nuss", 1).await, ["CHO-1", "RAZ-1"]);
    let nuts = admin.get("/products?sku=CHO-1").await.json()["items"][0].clone();
    admin.post(&path(&nuts, "/deactivate"), json!({})).await.expect(200);
    assert_eq!(found(&admin, "query=nuss").await, ["CHO-1", "RAZ-1"]);
    assert_eq!(found(&admin, "query=nuss&active=true").await, ["RAZ-1"]);
    assert_eq!(found(&admin, "query=nuss&active=false").await, ["CHO-1"]);
    assert_eq!(found(&admin, "query=schokolde").await, ["CHO-2", "CHO-1"]);
    // Two slips in one word, a short word, and a number are taken as they are.
    for nothing in ["schoklde", "schokolde%20bter", "cfa", "4712", "zzzzzz"] {
        assert!(found(&admin, &format!("query={nothing}")).await.is_empty(), "{nothing}");
    }
    // A name that is new is known at once; one that is gone leads nowhere.
    let soup = admin.get("/products?sku=SUP-1").await.json()["items"][0].clone();
    change(&admin, &soup, json!({"name": "Gulaschsuppe"})).await.expect(200);
    assert_eq!(found(&admin, "query=gulashsuppe").await, ["SUP-1"]);
    assert!(found(&admin, "query=tomatensupe").await.is_empty());
    // Another shop's words are its own.
    let other = app.shop("tobacconist").await.admin();
    make(&other, apple("Tabak", "TAB-1")).await;
    assert_eq!(found(&other, "query=tabac").await, ["TAB-1"]);
    assert!(found(&other, "query=schokolde").await.is_empty());
}

#[tokio::test]
async fn slips_are_forgiven_only_where_little_is_found_and_pages_agree() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let mut last = json!(null);
    for n in 0..20 {
        last = make(&admin, apple(&format!("Birne {n}"), &format!("PEAR-{n:02}"))).await;
    }
    for n in 0..5 {
        make(&admin, apple(&format!("Birke Birme {n}"), &format!("TREE-{n}"))).await;
    }
    let whole = found(&admin, "query=birne").await;
    assert_eq!(whole.len(), 20, "twenty are enough");
    assert_eq!(all_pages(&admin, "query=birne", 7).await, whole);
    change(&admin, &last, json!({"name": "Quitte"})).await.expect(200);
    let whole = found(&admin, "query=birne").await;
    assert_eq!(
        whole.len(),
        24,
        "nineteen are few: each birch once, although two of its words are near"
    );
    assert!(whole[19..].iter().all(|sku| sku.starts_with("TREE")), "{whole:?}");
    for limit in [1, 2, 7, 19, 20, 23, 24] {
        assert_eq!(all_pages(&admin, "query=birne", limit).await, whole, "by {limit}");
    }
    let tree = admin.get("/products?sku=TREE-3").await.json()["items"][0].clone();
    admin.post(&path(&tree, "/deactivate"), json!({})).await.expect(200);
    let whole = found(&admin, "query=birne").await;
    assert_eq!(whole[23], "TREE-3", "off sale comes last");
    assert_eq!(all_pages(&admin, "query=birne", 3).await, whole);
}
