//! Receipts on the printer of a register, which the test is.

use order::{Printer, Printers};
use serde_json::{Value, json};
use testkit::{Config, Shop, TestApp, receipt_printer::ReceiptPrinter};
use tokio::net::TcpListener;
use uuid::Uuid;

/// Opens the drawer.
const DRAWER: &[u8] = b"\x1bp\x00\x32\x32";
const CUT: &[u8] = b"\x1dV\x42\x03";

async fn app(printer: Option<&str>) -> TestApp {
    let mut config = Config::default();
    let printers = printer.iter().map(|address| address.parse::<Printer>().unwrap());
    config.printers = Printers::new(printers.collect());
    TestApp::with(config).await
}

/// A shop, and where the receipt of its one sale is printed from.
async fn sold(app: &TestApp) -> (Shop, String) {
    let shop = app.shop("corner").await;
    let tea = shop.product("TEA", 250).await;
    let sold = shop.sell(&shop.admin(), &[(tea, 1000)]).await.expect(201).json();
    let path = format!("/orders/{}/prints", sold["order"]["id"].as_str().unwrap());
    (shop, path)
}

fn request(shop: &Shop, original: bool) -> Value {
    json!({"id": Uuid::now_v7(), "register_id": shop.register_id(), "original": original})
}

fn has(sheet: &[u8], text: &str) -> bool {
    sheet.windows(text.len()).any(|part| part == text.as_bytes())
}

#[tokio::test]
async fn a_receipt_is_printed_once_and_opens_the_drawer_only_at_the_sale() {
    let printer = ReceiptPrinter::start().await;
    let app = app(Some(&printer.address().to_string())).await;
    let (shop, path) = sold(&app).await;
    let setup = format!("/registers/{}/setup", shop.register_id());
    let setup = shop.admin().get(&setup).await.expect(200).json();
    assert_eq!(setup["receipts"], json!({"printer": true, "email": false}));

    let original = request(&shop, true);
    let first = shop.admin().post(&path, original.clone()).await.expect(200).json();
    let again = shop.admin().post(&path, original.clone()).await.expect(200).json();
    assert_eq!(first, again);
    shop.admin().post(&path, request(&shop, false)).await.expect(200);

    let sheets = printer.sheets();
    assert_eq!(sheets.len(), 2, "the same id is printed once");
    assert!(
        sheets[0].starts_with(DRAWER) && sheets[0].ends_with(CUT),
        "{:?}",
        sheets[0]
    );
    assert!(has(&sheets[0], "A1-000001") && !has(&sheets[0], "COPY"));
    assert!(!sheets[1].starts_with(DRAWER), "a copy leaves the drawer closed");
    assert!(has(&sheets[1], "COPY"));
    let audited =
        sqlx::query_scalar::<_, i64>("SELECT count(*) FROM orders.audit_event WHERE action = 'receipt.printed'")
            .fetch_one(&mut app.admin_connection().await)
            .await
            .unwrap();
    assert_eq!(audited, 2);

    let mut other = original;
    other["original"] = json!(false);
    assert_eq!(shop.admin().post(&path, other).await.expect(422).code(), "id_reused");
}

#[tokio::test]
async fn a_printer_that_is_off_is_told_and_can_be_tried_again() {
    // A port that nobody listens on, until somebody does.
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let app = app(Some(&address.to_string())).await;
    let (shop, path) = sold(&app).await;
    let request = request(&shop, true);
    assert_eq!(
        shop.admin().post(&path, request.clone()).await.expect(503).code(),
        "printer_not_reached"
    );
    let listener = TcpListener::bind(address).await.unwrap();
    let admin = shop.admin();
    let (printed, taken) = tokio::join!(admin.post(&path, request), listener.accept());
    printed.expect(200);
    taken.unwrap();
}

#[tokio::test]
async fn without_a_printer_nothing_is_connected_to() {
    let app = app(None).await;
    let (shop, path) = sold(&app).await;
    assert_eq!(
        shop.admin().post(&path, request(&shop, true)).await.expect(409).code(),
        "printer_not_configured"
    );
}

/// A drawer that is open at the register, and where it is opened from without a sale.
async fn at_work(shop: &Shop) -> (String, Value) {
    let session = Uuid::now_v7();
    let body = json!({"id": session, "register_id": shop.register_id(), "float": []});
    shop.admin().post("/sessions", body).await.expect(201);
    let reason = json!({"id": Uuid::now_v7(), "kind": "no_sale", "amount_minor": 0, "reason": "change for a note"});
    let movements = format!("/sessions/{session}/movements");
    shop.admin().post(&movements, reason.clone()).await.expect(201);
    (format!("/sessions/{session}/openings"), json!({"id": reason["id"]}))
}

#[tokio::test]
async fn a_no_sale_opens_the_drawer_once() {
    let printer = ReceiptPrinter::start().await;
    let app = app(Some(&printer.address().to_string())).await;
    let shop = app.shop("corner").await;
    let (path, opening) = at_work(&shop).await;
    let admin = shop.admin();
    let first = admin.post(&path, opening.clone()).await.expect(200).json();
    let again = admin.post(&path, opening.clone()).await.expect(200).json();
    assert_eq!(first, again);
    assert_eq!(printer.sheets(), [DRAWER], "no paper, and once");
    let audited =
        sqlx::query_scalar::<_, i64>("SELECT count(*) FROM orders.audit_event WHERE action = 'drawer.opened'")
            .fetch_one(&mut app.admin_connection().await)
            .await
            .unwrap();
    assert_eq!(audited, 1);

    // Only what stands on the record with its reason opens it, in the drawer that it was written for, to whom it is.
    admin.post(&path, json!({"id": Uuid::now_v7()})).await.expect(404);
    let loan = json!({"id": Uuid::now_v7(), "kind": "loan", "amount_minor": 500, "reason": "more coins"});
    admin
        .post(&path.replace("openings", "movements"), loan.clone())
        .await
        .expect(201);
    admin.post(&path, json!({"id": loan["id"]})).await.expect(404);
    let other = app.shop("bakery").await;
    other.admin().post(&path, opening.clone()).await.expect(404);
    let count = json!({"count_number": 1, "pieces": []});
    admin.post(&path.replace("openings", "counts"), count).await.expect(201);
    assert_eq!(admin.post(&path, opening).await.expect(409).code(), "session_not_open");
    assert_eq!(printer.sheets().len(), 1);
}

#[tokio::test]
async fn a_drawer_that_did_not_open_can_be_tried_again() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let app = app(Some(&address.to_string())).await;
    let shop = app.shop("corner").await;
    let (path, opening) = at_work(&shop).await;
    let refused = shop.admin().post(&path, opening.clone()).await.expect(503);
    assert_eq!(refused.code(), "printer_not_reached");
    let listener = TcpListener::bind(address).await.unwrap();
    let admin = shop.admin();
    let (opened, taken) = tokio::join!(admin.post(&path, opening), listener.accept());
    opened.expect(200);
    taken.unwrap();
}

#[tokio::test]
async fn a_drawer_without_a_printer_is_opened_by_hand() {
    let app = app(None).await;
    let shop = app.shop("corner").await;
    let (path, opening) = at_work(&shop).await;
    let refused = shop.admin().post(&path, opening).await.expect(409);
    assert_eq!(refused.code(), "printer_not_configured");
}
