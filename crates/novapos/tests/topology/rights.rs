//! What a service that is a process of its own may reach, and who may reach it.

use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, PgConnection, Row as _};
use testkit::TestApp;

use crate::{
    scenario::shop,
    shape::{SERVICES, Shape},
};

/// Every service is connected, and as itself.
pub async fn each_signed_in_as_itself(app: &TestApp) {
    let names = sqlx::query("SELECT DISTINCT usename::text FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'novapos\\_%'")
        .fetch_all(&mut app.admin_connection().await)
        .await
        .unwrap();
    let names: Vec<String> = names.iter().map(|row| row.get(0)).collect();
    for service in SERVICES {
        assert!(
            names.contains(&format!("novapos_{service}")),
            "{service} is not among {names:?}"
        );
    }
}

/// A service's role becomes its own context's roles, reads the log that it hears, and nothing else.
#[tokio::test(flavor = "multi_thread")]
async fn a_services_role_reaches_its_own_tables_and_the_log_that_it_hears() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    shop.product("TEA", 250).await;
    let connect = async |role: &str| app.database().options_as(role).connect().await.unwrap();
    let mut order = connect("novapos_order").await;
    for allowed in [
        "SET LOCAL ROLE order_app",
        "SET LOCAL ROLE order_system; SELECT count(*) FROM orders.orders",
        "SET LOCAL ROLE product_log; SELECT count(*) FROM product.outbox",
        "SET LOCAL ROLE inventory_log; SELECT min(position) FROM inventory.consumer_cursor",
    ] {
        assert_eq!(tried(&mut order, allowed).await, None, "{allowed}");
    }
    for refused in [
        "SET LOCAL ROLE product_app",
        "SET LOCAL ROLE product_system",
        "SET LOCAL ROLE auth_system",
        "SET LOCAL ROLE auth_log",
        "SET LOCAL ROLE novapos_owner",
        "SET LOCAL ROLE novapos",
        "SELECT count(*) FROM orders.orders",
        "SELECT count(*) FROM product.outbox",
        "SET LOCAL ROLE product_log; SELECT count(*) FROM product.product",
        "SET LOCAL ROLE product_log; DELETE FROM product.outbox",
        "SET LOCAL ROLE product_log; UPDATE product.consumer_cursor SET position = 0",
        "SET LOCAL ROLE order_system; SELECT count(*) FROM product.product",
    ] {
        // insufficient_privilege
        assert_eq!(tried(&mut order, refused).await.as_deref(), Some("42501"), "{refused}");
    }
}

/// The error's code, if it is refused. Nothing stays.
async fn tried(connection: &mut PgConnection, sql: &str) -> Option<String> {
    let mut tx = connection.begin().await.unwrap();
    let done = tx.execute(AssertSqlSafe(sql.to_owned())).await;
    done.err()
        .map(|error| error.as_database_error().unwrap().code().unwrap().into_owned())
}

/// Opening a shop is auth's alone: its role is enough, as in its pod, and another service's is not.
#[tokio::test(flavor = "multi_thread")]
async fn a_shop_is_opened_with_the_role_of_auth() {
    let app = TestApp::start().await;
    let database = app.database();
    let create = |role: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_novapos"));
        let socket = database.socket_folder().display().to_string();
        let url = format!(
            "postgres:///{}?host={socket}&port={}&user={role}",
            database.name(),
            testkit::cluster::PORT
        );
        command
            .args([
                "tenant",
                "create",
                "--shop-code",
                "corner",
                "--name",
                "Corner",
                "--owner",
                "Ada",
            ])
            .args(["--email", "ada@example.com", "--password", "env:OWNERS"])
            .env("NOVAPOS__DATABASE__URL", url)
            .env("NOVAPOS__AUTH__KEY", "env:KEY")
            .env("KEY", testkit::AUTH_KEY)
            .env("OWNERS", testkit::PASSWORD)
            .stdin(std::process::Stdio::null());
        command
    };
    let mut refused = create("novapos_order");
    let refused = tokio::task::spawn_blocking(move || refused.output().unwrap())
        .await
        .unwrap();
    assert!(!refused.status.success());
    let mut opened = create("novapos_auth");
    let opened = tokio::task::spawn_blocking(move || opened.output().unwrap())
        .await
        .unwrap();
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
}

/// What services ask each other has no way from outside: the edge does not know the address, and a service wants proof.
#[tokio::test(flavor = "multi_thread")]
async fn what_services_ask_each_other_is_not_for_others() {
    let app = TestApp::start().await;
    let (_shop, _) = shop(&app).await;
    let shape = Shape::apart(&app).await;
    let status = async |base: String| {
        reqwest::get(format!("{base}/internal/directory"))
            .await
            .unwrap()
            .status()
            .as_u16()
    };
    assert_eq!(status(shape.base()).await, 404);
    assert_eq!(status(shape.base_of("auth")).await, 403);
    for (base, path, serves) in [
        (shape.base(), "/livez", true),
        (shape.base(), "/readyz", true),
        (shape.base(), "/pos/", true),
        (shape.base_of("order"), "/readyz", true),
        (shape.base_of("order"), "/products", false),
        (shape.base_of("order"), "/pos/", false),
    ] {
        let status = reqwest::get(format!("{base}{path}")).await.unwrap().status().as_u16();
        // Without the web apps' build, which tests do not need, `/pos/` says that they are not built: 503.
        assert_eq!(status == 404, !serves, "{base}{path}: {status}");
    }
}
