//! The version before this one and this one, side by side on one database, as they are while an update rolls through.

use std::time::{Duration, Instant};

use testkit::TestApp;

use crate::{
    program::{PATIENCE, Program, Till, sign_in},
    scenario::shop,
};

/// Tills of both versions sell and void; a sale of one is sent again to the other; the old one is stopped in the middle, and everything holds.
/// `tools/before.sh` builds the program of before; `make test-full` runs this.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the program of before: NOVAPOS_BEFORE, as make test-full sets it"]
async fn the_version_before_and_this_one_work_side_by_side() {
    let before = std::env::var("NOVAPOS_BEFORE").expect("the path of the program of before");
    let app = TestApp::start().await;
    let (shop, _) = shop(&app).await;
    let product = shop.product("TEA", 250).await;
    app.settle().await;
    let old = Program::start_of(&before, &app, &["serve"], kernel::db::LOGIN_ROLE, &[]).await;
    let new = Program::start(&app, None, &[]).await;
    assert_ne!(old.pid(), new.pid());
    let http = reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .build()
        .unwrap();
    let mut till = Till::open(&shop, 7, &http, product).await;
    till.token = sign_in(&old.base, &http, "owner@corner.example.com").await;
    for round in 0..40 {
        // One till's sales come to either, one after the other: each knows what the other has written.
        let (first, second) = if round % 2 == 0 { (&old, &new) } else { (&new, &old) };
        let sale = till.sale();
        assert!(till.send(&first.base, &sale).await, "round {round}");
        let again = http
            .post(format!("{}/orders", second.base))
            .bearer_auth(&till.token)
            .header("x-tenant-id", &till.tenant)
            .json(&sale.1)
            .send()
            .await
            .unwrap();
        assert_eq!(again.status(), 201, "the other knows the sale");
        let void = http
            .post(format!("{}/orders/{}/void", second.base, sale.0))
            .bearer_auth(&till.token)
            .header("x-tenant-id", &till.tenant)
            .header("idempotency-key", sale.0.to_string())
            .json(&serde_json::json!({"reason": "changed mind"}));
        if round % 5 == 0 {
            assert_eq!(void.send().await.unwrap().status(), 200, "the other voids it");
        }
    }
    old.terminate().await;
    till.token = sign_in(&new.base, &http, "owner@corner.example.com").await;
    let sale = till.sale();
    assert!(till.send(&new.base, &sale).await);
    let (since, wanted) = (Instant::now(), i64::try_from((till.accepted.len() + 8) * 2).unwrap());
    let mut admin = app.admin_connection().await;
    loop {
        let moves: i64 = sqlx::query_scalar("SELECT count(*) FROM inventory.move WHERE kind IN ('sale', 'void')")
            .fetch_one(&mut admin)
            .await
            .unwrap();
        if moves == wanted {
            break;
        }
        assert!(since.elapsed() < PATIENCE, "{moves} moves of {wanted}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    new.terminate().await;
    app.settle().await;
    let login = app.database().options_as(kernel::db::LOGIN_ROLE);
    let report = novapos::verify::check(&login, chrono::Utc::now()).await.unwrap();
    assert!(report.holds(), "{report}");
}
