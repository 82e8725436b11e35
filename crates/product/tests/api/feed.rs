use std::collections::BTreeMap;

use contracts::product::CatalogChanges;
use serde_json::{Value, json};
use testkit::{Client, TestApp};

use crate::{apple, change, coded, make, path};

async fn read(client: &Client, cursor: Option<&str>, limit: u32) -> CatalogChanges {
    let cursor = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
    let answer = client
        .get(&format!("/catalog/changes?limit={limit}{cursor}"))
        .await
        .expect(200);
    serde_json::from_slice(answer.bytes()).expect("a page of the feed")
}

/// A reader as the till is one: what it holds, and how far it has read.
#[derive(Default)]
struct Till {
    cursor: Option<String>,
    goods: BTreeMap<String, (i64, String)>,
    pages: usize,
}

impl Till {
    async fn catch_up(&mut self, client: &Client, limit: u32) {
        loop {
            let page = read(client, self.cursor.as_deref(), limit).await;
            self.pages += 1;
            for item in page.items {
                self.goods.insert(item.id.to_string(), (item.rev, item.name));
            }
            for id in page.deleted {
                self.goods.remove(&id.to_string());
            }
            self.cursor = Some(page.next_cursor);
            if !page.has_more {
                return;
            }
        }
    }

    fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.goods.values().map(|(_, name)| name.as_str()).collect();
        names.sort_unstable();
        names
    }
}

#[tokio::test]
async fn an_empty_catalogue_has_a_page_to_begin_with() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let first = read(&admin, None, 10).await;
    assert!(first.items.is_empty() && first.deleted.is_empty() && !first.has_more);
    assert_eq!((first.rev, first.total, first.epoch.as_str()), (0, 0, "1"));
    make(&admin, apple("Apple", "A")).await;
    let next = read(&admin, Some(&first.next_cursor), 10).await;
    assert_eq!(
        (next.items.len(), next.rev, next.total, &next.epoch),
        (1, 1, 1, &first.epoch)
    );
}

#[tokio::test]
async fn a_page_carries_what_a_till_needs() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let mut body = coded("Apple", "A", &["2", "1"]);
    body["image"] = json!("a.webp");
    body["price"] = json!({"amount_minor": 1499, "per_milli": 10_000});
    let product = make(&admin, body).await;
    let page = shop.cashier().await.get("/catalog/changes").await.expect(200).json();
    assert_eq!(
        page["items"],
        json!([{"id": product["id"], "rev": 1, "name": "Apple", "sku": "A", "barcodes": ["2", "1"], "category_id": null,
            "tax_category": "reduced", "unit": "piece", "image": "a.webp",
            "prices": [{"target": {"type": "tenant"}, "from": null, "until": null, "amount_minor": 1499, "per_milli": 10_000}]}])
    );
}

#[tokio::test]
async fn a_reader_follows_changes_deletions_and_returns() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let mut till = Till::default();
    let apple_ = make(&admin, apple("Apple", "A")).await;
    let pear = make(&admin, apple("Pear", "P")).await;
    make(&admin, apple("Zucchini", "Z")).await;
    till.catch_up(&admin, 2).await;
    assert_eq!((till.names(), till.pages), (vec!["Apple", "Pear", "Zucchini"], 2));

    let apple_ = change(&admin, &apple_, json!({"name": "Apple red"}))
        .await
        .expect(200)
        .json();
    admin.post(&path(&pear, "/deactivate"), json!({})).await.expect(200);
    change(&admin, &apple_, json!({"price": {"amount_minor": 99}}))
        .await
        .expect(200);
    let delta = read(&admin, till.cursor.as_deref(), 10).await;
    assert_eq!(
        (delta.items.len(), delta.deleted.len(), delta.rev, delta.total),
        (1, 1, 6, 2)
    );
    assert_eq!(delta.items[0].prices[0].amount_minor, 99);
    till.catch_up(&admin, 1).await;
    assert_eq!(till.names(), ["Apple red", "Zucchini"]);

    admin.post(&path(&pear, "/activate"), json!({})).await.expect(200);
    till.catch_up(&admin, 1).await;
    assert_eq!(till.names(), ["Apple red", "Pear", "Zucchini"]);
    // Nothing new: the cursor stays good.
    let (cursor, quiet) = (till.cursor.clone(), read(&admin, till.cursor.as_deref(), 1).await);
    assert!(quiet.items.is_empty() && quiet.deleted.is_empty() && !quiet.has_more);
    assert_eq!((Some(quiet.next_cursor), quiet.rev), (cursor, 7));
    // Whoever begins now sees the same.
    let mut fresh = Till::default();
    fresh.catch_up(&admin, 2).await;
    assert_eq!(fresh.goods, till.goods);
}

/// Waits until a transaction waits for a lock; each look is a round trip, and there is an end to it.
async fn until_somebody_waits(admin: &mut sqlx::PgConnection) {
    for _ in 0..5000 {
        let waiting: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        )
        .fetch_one(&mut *admin)
        .await
        .unwrap();
        if waiting > 0 {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("nobody waits: the second change did not queue behind the first");
}

#[tokio::test]
async fn a_change_that_commits_late_is_not_passed_over() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let (slow, fast) = (
        make(&admin, apple("Slow", "S")).await,
        make(&admin, apple("Fast", "F")).await,
    );
    let mut till = Till::default();
    till.catch_up(&admin, 10).await;

    // One change has its revision and does not commit.
    let mut open = app.admin_connection().await;
    let mut looking = app.admin_connection().await;
    sqlx::query("BEGIN").execute(&mut open).await.unwrap();
    let rev: i64 =
        sqlx::query_scalar("UPDATE product.catalog_head SET rev = rev + 1 WHERE tenant_id = $1 RETURNING rev")
            .bind(shop.tenant_id().uuid())
            .fetch_one(&mut open)
            .await
            .unwrap();
    sqlx::query("UPDATE product.product SET name = 'Slow changed', rev = $2 WHERE id = $1::uuid")
        .bind(slow["id"].as_str().unwrap())
        .bind(rev)
        .execute(&mut open)
        .await
        .unwrap();
    // Another one comes after it and would be done at once.
    let (client, second) = (admin.clone(), fast.clone());
    let second = tokio::spawn(async move { change(&client, &second, json!({"name": "Fast changed"})).await });
    until_somebody_waits(&mut looking).await;
    for _ in 0..2 {
        till.catch_up(&admin, 10).await;
        assert_eq!(
            till.names(),
            ["Fast", "Slow"],
            "an uncommitted change, or one behind it, was given out"
        );
    }
    sqlx::query("COMMIT").execute(&mut open).await.unwrap();
    let answer = second.await.unwrap();
    if answer.code() == "busy" {
        // A machine under load made it wait for more than the lock timeout: it may be sent again.
        change(&admin, &fast, json!({"name": "Fast changed"})).await.expect(200);
    } else {
        assert_eq!(answer.expect(200).json()["rev"], rev + 1);
    }
    till.catch_up(&admin, 10).await;
    assert_eq!(till.names(), ["Fast changed", "Slow changed"]);
}

#[tokio::test]
async fn nothing_is_lost_while_many_write_and_somebody_reads() {
    const WRITERS: usize = 4;
    const CHANGES: usize = 15;
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let mut products = Vec::new();
    for n in 0..WRITERS * 2 {
        products.push(make(&admin, apple(&format!("P{n}"), &format!("P{n}"))).await);
    }
    let mut till = Till::default();
    let writers = products.chunks(2).map(|mine| {
        let (client, mut mine) = (admin.clone(), mine.to_vec());
        tokio::spawn(async move {
            for n in 0..CHANGES {
                let product: &mut Value = &mut mine[n % 2];
                let renamed = json!({"name": format!("{} {n}", product["sku"].as_str().unwrap())});
                *product = change(&client, product, renamed).await.expect(200).json();
            }
        })
    });
    let mut writing = futures_util::future::join_all(writers.collect::<Vec<_>>());
    loop {
        let done = futures_util::FutureExt::now_or_never(&mut writing);
        till.catch_up(&admin, 3).await;
        if let Some(results) = done {
            results.into_iter().for_each(|result| result.unwrap());
            break;
        }
    }
    let mut fresh = Till::default();
    fresh.catch_up(&admin, 100).await;
    assert_eq!(till.goods, fresh.goods);
    let newest = till.goods.values().map(|(rev, _)| *rev).max();
    assert_eq!(newest, i64::try_from(WRITERS * 2 + WRITERS * CHANGES).ok());
}

#[tokio::test]
async fn the_head_counts_what_is_on_sale() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let mut made = Vec::new();
    for n in 0..5 {
        made.push(make(&admin, apple(&format!("P{n}"), &format!("P{n}"))).await);
    }
    for product in &made[..2] {
        admin.post(&path(product, "/deactivate"), json!({})).await.expect(200);
    }
    admin.post(&path(&made[0], "/activate"), json!({})).await.expect(200);
    admin.post("/products", apple("Twin", "P1")).await.expect(409);
    assert_eq!(read(&admin, None, 1).await.total, 4);
    let mut rows = app.admin_connection().await;
    let (head, counted): ((i64, i64), (i64, i64)) = (
        sqlx::query_as("SELECT rev, on_sale FROM product.catalog_head")
            .fetch_one(&mut rows)
            .await
            .unwrap(),
        sqlx::query_as("SELECT max(rev), count(*) FILTER (WHERE active) FROM product.product")
            .fetch_one(&mut rows)
            .await
            .unwrap(),
    );
    assert_eq!(head, counted);
}

#[tokio::test]
async fn each_shop_has_its_own_revisions() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("one").await, app.shop("two").await);
    make(&shop.admin(), apple("Apple", "A")).await;
    make(&shop.admin(), apple("Pear", "P")).await;
    let mine = make(&other.admin(), apple("Plum", "A")).await;
    assert_eq!(mine["rev"], 1);
    let page = read(&other.admin(), None, 10).await;
    assert_eq!((page.items.len(), page.rev, page.total), (1, 1, 1));
    // A cursor is only a place: another shop's shows nothing of that shop, and one that is ahead has no place here.
    let foreign = read(&shop.admin(), None, 10).await.next_cursor;
    let answer = other
        .admin()
        .get(&format!("/catalog/changes?cursor={foreign}"))
        .await
        .expect(410);
    assert_eq!(answer.code(), "cursor_expired");
}

#[tokio::test]
async fn limits_and_cursors_are_checked() {
    let app = TestApp::start().await;
    let admin = app.shop("green-grocer").await.admin();
    for wrong in ["limit=0", "limit=5001", "limit=-1", "since=3"] {
        assert_eq!(
            admin.get(&format!("/catalog/changes?{wrong}")).await.expect(400).code(),
            "invalid_query",
            "{wrong}"
        );
    }
    assert_eq!(
        admin.get("/catalog/changes?cursor=abc").await.expect(400).code(),
        "invalid_cursor"
    );
    admin.get("/catalog/changes?limit=5000").await.expect(200);
}

#[tokio::test]
async fn a_new_epoch_makes_readers_begin_anew() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    make(&admin, apple("Apple", "A")).await;
    let old = read(&admin, None, 10).await;
    let mut rows = app.admin_connection().await;
    sqlx::query("UPDATE product.catalog_head SET epoch = 2")
        .execute(&mut rows)
        .await
        .unwrap();
    let answer = admin.get(&format!("/catalog/changes?cursor={}", old.next_cursor)).await;
    assert_eq!(answer.expect(410).code(), "cursor_expired");
    let new = read(&admin, None, 10).await;
    assert_eq!((new.epoch.as_str(), new.items.len()), ("2", 1));
}

#[tokio::test]
async fn a_price_of_later_comes_with_its_date_and_takes_over_by_itself() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    let mut rows = app.admin_connection().await;
    sqlx::query(
        "INSERT INTO product.price (tenant_id, product_id, rev, from_at, amount_minor, per_milli, user_id, at)
         VALUES ($1, $2::uuid, 1000, '2026-03-02T10:05:00Z', 99, 1000, gen_random_uuid(), now())",
    )
    .bind(shop.tenant_id().uuid())
    .bind(product["id"].as_str().unwrap())
    .execute(&mut rows)
    .await
    .unwrap();
    let prices = |page: CatalogChanges| {
        page.items[0]
            .prices
            .iter()
            .map(|price| (price.from.map(i64::from), price.amount_minor))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        prices(read(&admin, None, 10).await),
        [(None, 249), (Some(1_772_445_900_000), 99)]
    );
    app.clock().advance(chrono::TimeDelta::minutes(5));
    assert_eq!(prices(read(&admin, None, 10).await), [(None, 99)]);
    assert_eq!(admin.get(&path(&product, "")).await.json()["price"]["amount_minor"], 99);
}

/// Many goods come compressed to whoever takes it, byte for byte the same; nothing else does.
#[tokio::test]
async fn the_feed_is_compressed_for_whoever_takes_it() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    for number in 0..40 {
        shop.product(&format!("SKU-{number}"), 100 + number).await;
    }
    let admin = shop.admin();
    let read = |path: &'static str, encoding: &'static str| {
        let admin = admin.clone();
        async move {
            let headers = [("accept-encoding", encoding)];
            let headers = if encoding.is_empty() {
                &headers[..0]
            } else {
                &headers[..]
            };
            admin.send(http::Method::GET, path, headers, None).await.expect(200)
        }
    };
    let plain = read("/catalog/changes", "").await;
    assert_eq!(plain.header("content-encoding"), None);
    let small = read("/catalog/changes", "gzip, deflate, br, zstd").await;
    assert_eq!(small.header("content-encoding"), Some("zstd"));
    assert!(small.bytes().starts_with(&[0x28, 0xb5, 0x2f, 0xfd]));
    assert!(small.bytes().len() * 4 < plain.bytes().len());
    let older = read("/catalog/changes", "gzip").await;
    assert_eq!(older.header("content-encoding"), Some("gzip"));
    let mut unpacked = Vec::new();
    let mut reader = flate2::read::GzDecoder::new(older.bytes());
    std::io::Read::read_to_end(&mut reader, &mut unpacked).unwrap();
    assert_eq!(unpacked, plain.bytes());
    let list = read("/products", "gzip, zstd").await;
    assert_eq!(list.header("content-encoding"), None);
}
