//! That the catalogue's lists and its search run by index as the application's role, under row-level security: there,
//! an operator that is not leakproof silently costs a scan of everything.

use contracts::contexts::PRODUCT;
use product::seed_products;
use sqlx::{AssertSqlSafe, PgConnection, Row};
use testkit::{Shop, TestApp};

use crate::seeding::goods;

/// The plan of a statement for the shop, as the role under which it runs.
async fn plan(connection: &mut PgConnection, shop: &Shop, sql: &str, types: &str, values: &str, mode: &str) -> String {
    let tenant = shop.tenant_id();
    for setup in [
        "SET ROLE product_app".to_owned(),
        format!("SET plan_cache_mode = {mode}"),
        format!("SELECT set_config('app.tenant_id', '{tenant}', false)"),
        format!("PREPARE asked (uuid, {types}) AS {sql}"),
    ] {
        sqlx::raw_sql(AssertSqlSafe(setup))
            .execute(&mut *connection)
            .await
            .unwrap();
    }
    let explain = AssertSqlSafe(format!("EXPLAIN (COSTS OFF) EXECUTE asked ('{tenant}', {values})"));
    let lines = sqlx::raw_sql(explain).fetch_all(&mut *connection).await.unwrap();
    sqlx::raw_sql("RESET ROLE; DEALLOCATE asked")
        .execute(&mut *connection)
        .await
        .unwrap();
    lines
        .iter()
        .map(|line| line.get::<String, _>(0))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Families beside the goods.
async fn families(admin: &mut PgConnection, shop: &Shop) {
    let families = "INSERT INTO product.family (tenant_id, id, name, folded, options, created_at, updated_at)
        SELECT $1, gen_random_uuid(), 'Family ' || n, 'family ' || n, '[{\"name\": \"Size\", \"values\": [\"S\"]}]', now(), now()
        FROM generate_series(1, 1000) n";
    sqlx::query(families)
        .bind(shop.tenant_id().uuid())
        .execute(admin)
        .await
        .unwrap();
}

/// Statements with the types and values of their parameters after the tenant, and the index by which each runs.
fn statements() -> [(&'static str, &'static str, String, &'static str); 14] {
    let nil = "'00000000-0000-0000-0000-000000000000'";
    let end = '\u{10FFFF}';
    let scan = |driver: &str, others: &str, category: &str| {
        format!(
            "false, '{driver}', '{driver}{end}', '{driver}', {nil}, '{{{others}}}', '{{{others}}}', {category}, '{{}}', 51, 10000"
        )
    };
    let scan_types = "bool, text, text, text, uuid, text[], text[], uuid, uuid[], bigint, bigint";
    let near = format!(
        "false, '{{banna,banana}}', '{{banna{end},banana}}', '', {nil}, '{{0,0}}', '{{cafe,caff}}', '{{cafe{end},caffx}}', 1, '{{banna,cafe}}',
         '{{banna{end},cafe{end}}}', NULL, '{{}}', 51, 10000"
    );
    let near_types = "bool, text[], text[], text, uuid, integer[], text[], text[], integer, text[], text[], uuid, uuid[], bigint, bigint";
    [
        (
            include_str!("../../src/store/near_scan.sql"),
            near_types,
            near,
            "product_term_search",
        ),
        (
            include_str!("../../src/store/term_scan.sql"),
            scan_types,
            scan("ba", "", "NULL"),
            "product_term_search",
        ),
        (
            include_str!("../../src/store/term_scan.sql"),
            scan_types,
            scan("cafe", "organic", nil),
            "product_term_search",
        ),
        (
            include_str!("../../src/store/list_by_name.sql"),
            "text, uuid, bool, bigint",
            format!("'', {nil}, NULL, 51"),
            "product_list",
        ),
        (
            include_str!("../../src/store/list_by_category.sql"),
            "text, uuid, bool, uuid, bigint",
            format!("'', {nil}, NULL, {nil}, 51"),
            "product_list_category",
        ),
        (
            include_str!("../../src/store/list_by_name_falling.sql"),
            "text, uuid, bool, bigint",
            format!("'{end}', {nil}, NULL, 51"),
            "product_list",
        ),
        (
            include_str!("../../src/store/list_by_category_falling.sql"),
            "text, uuid, bool, uuid, bigint",
            format!("'{end}', {nil}, NULL, {nil}, 51"),
            "product_list_category",
        ),
        (
            include_str!("../../src/store/list_by_sku.sql"),
            "text, bool, uuid, bigint",
            "'', NULL, NULL, 51".to_owned(),
            "product_sku_key",
        ),
        (
            include_str!("../../src/store/list_by_sku_falling.sql"),
            "text, bool, uuid, bigint",
            format!("'{end}', NULL, NULL, 51"),
            "product_sku_key",
        ),
        (
            include_str!("../../src/store/list_by_change.sql"),
            "bigint, bool, uuid, bigint",
            "0, NULL, NULL, 51".to_owned(),
            "product_rev_key",
        ),
        (
            include_str!("../../src/store/list_by_change_falling.sql"),
            "bigint, bool, uuid, bigint",
            "9000000000, NULL, NULL, 51".to_owned(),
            "product_rev_key",
        ),
        (
            "SELECT DISTINCT word FROM product.word_spelling WHERE tenant_id = $1 AND spelling = ANY($2) ORDER BY word LIMIT $3",
            "text[], bigint",
            "'{banna,bana,anna}', 1000".to_owned(),
            "word_spelling_pkey",
        ),
        (
            include_str!("../../src/store/feed.sql"),
            "bigint, bigint",
            "3900, 1001".to_owned(),
            "product_rev_key",
        ),
        (
            include_str!("../../src/store/product_load.sql"),
            "uuid[]",
            format!("ARRAY[{nil}, {nil}]::uuid[]"),
            "product_pkey",
        ),
    ]
}

/// That each statement runs by its index, whichever plan the database makes. Where it knows the shop's goods, a list is never put in order as
/// a whole.
async fn assert_by_index(admin: &mut PgConnection, shop: &Shop, known: &str) {
    for (sql, types, values, index) in statements() {
        for mode in ["force_custom_plan", "force_generic_plan"] {
            let plan = plan(admin, shop, sql, types, &values, mode).await;
            assert!(
                plan.contains(index) && !plan.contains("Seq Scan"),
                "{mode}, the database knows its tables {known}\n{sql}\n{plan}"
            );
            // A list stands in the order of its index, as soon as the database knows how long it is: it is never put in order as a
            // whole.
            let is_list = ["SELECT folded, id", "SELECT sku, id", "SELECT rev, id"]
                .iter()
                .any(|columns| sql.contains(columns));
            assert!(
                known == "not" || !(is_list && plan.contains("Sort")),
                "{mode}, the database knows its tables {known}\n{sql}\n{plan}"
            );
        }
    }
}

#[tokio::test]
async fn searches_and_lists_run_by_index_under_row_level_security() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("one").await, app.shop("two").await);
    let mut admin = app.admin_connection().await;
    for seeded in [&shop, &other] {
        seed_products(app.deps(PRODUCT), &seeded.caller(), goods(4000), 2000)
            .await
            .unwrap();
        families(&mut admin, seeded).await;
    }
    // As it is right after the goods came, and once the database knows its tables.
    assert_by_index(&mut admin, &shop, "not").await;
    sqlx::raw_sql("ANALYZE").execute(&mut admin).await.unwrap();
    assert_by_index(&mut admin, &shop, "as they are").await;
}

/// What the database knows is of the evening before: of a shop that has its goods since this morning it knows none.
#[tokio::test]
async fn searches_and_lists_run_by_index_with_the_statistics_of_the_day_before() {
    let app = TestApp::start().await;
    let (known, shop) = (app.shop("one").await, app.shop("two").await);
    let mut admin = app.admin_connection().await;
    for (seeded, count) in [(&known, 400), (&shop, 4000)] {
        seed_products(app.deps(PRODUCT), &seeded.caller(), goods(count), 2000)
            .await
            .unwrap();
        families(&mut admin, seeded).await;
        if seeded.tenant_id() == known.tenant_id() {
            sqlx::raw_sql("ANALYZE").execute(&mut admin).await.unwrap();
        }
    }
    assert_by_index(&mut admin, &shop, "as they were the day before").await;
}

#[tokio::test]
async fn a_scan_finds_the_same_whatever_it_knows_first_of_the_other_words() {
    let app = TestApp::start().await;
    let shop = app.shop("one").await;
    seed_products(app.deps(PRODUCT), &shop.caller(), goods(2000), 2000)
        .await
        .unwrap();
    let mut admin = app.admin_connection().await;
    let mut found = Vec::new();
    // Nothing, too little for the 500 that have the word, and all of them.
    for companions in [0_i64, 100, 10_000] {
        let rows = sqlx::query(include_str!("../../src/store/term_scan.sql"))
            .bind(shop.tenant_id().uuid())
            .bind(false)
            .bind("apple")
            .bind("apple\u{10FFFF}")
            .bind("apple")
            .bind(uuid::Uuid::nil())
            .bind(vec!["banana"])
            .bind(vec!["banana\u{10FFFF}"])
            .bind(None::<uuid::Uuid>)
            .bind(Vec::<uuid::Uuid>::new())
            .bind(1000_i64)
            .bind(companions)
            .fetch_all(&mut admin)
            .await
            .unwrap();
        found.push(rows.iter().map(|row| row.get::<uuid::Uuid, _>(1)).collect::<Vec<_>>());
    }
    assert!(found[0].len() > 50);
    assert_eq!((&found[1], &found[2]), (&found[0], &found[0]));
}
