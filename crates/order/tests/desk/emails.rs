//! Receipts by e-mail, through a mail server that the test is.

use kernel::Clock;
use serde_json::json;
use sqlx::Row as _;
use testkit::{
    Config, Shop, TestApp,
    mail_server::MailServer,
    vault_server::{Fault, admin::VaultPlace},
};
use uuid::Uuid;

async fn app(server: Option<&MailServer>) -> TestApp {
    let mut config = Config::default();
    config.mail.server = server.map(|server| format!("smtp://{}", server.address()));
    config.mail.from = Some("Corner Shop <receipts@example.com>".to_owned());
    TestApp::with(config).await
}

/// A shop, and where the receipt of its one sale is sent from.
async fn sold(app: &TestApp) -> (Shop, String) {
    let shop = app.shop("corner").await;
    let tea = shop.product("TEA", 250).await;
    let sold = shop.sell(&shop.admin(), &[(tea, 1000)]).await.expect(201).json();
    let path = format!("/orders/{}/emails", sold["order"]["id"].as_str().unwrap());
    (shop, path)
}

#[tokio::test]
async fn a_receipt_goes_out_once_as_text_and_pdf_and_the_address_is_kept_nowhere() {
    let server = MailServer::start().await;
    let app = app(Some(&server)).await;
    let (shop, path) = sold(&app).await;
    let request = json!({"id": Uuid::now_v7(), "to": "ada.lovelace@example.com"});
    let first = shop.admin().post(&path, request.clone()).await.expect(200).json();
    let again = shop.admin().post(&path, request).await.expect(200).json();
    assert_eq!(first, again);

    let messages = server.messages();
    assert_eq!(messages.len(), 1, "sent once");
    let message = &messages[0];
    for wanted in [
        "To: ada.lovelace@example.com",
        "From: \"Corner Shop\" <receipts@example.com>",
        "A1-000001",
        "application/pdf",
        "A1-000001.pdf",
    ] {
        assert!(message.contains(wanted), "{wanted}\n{message}");
    }
    let kept = sqlx::query("SELECT count(*) FROM orders.audit_event WHERE action = 'receipt.emailed'")
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap();
    assert_eq!(kept.get::<i64, _>(0), 1);
    let tables = sqlx::query("SELECT query_to_xml('TABLE orders.receipt_sending', true, true, '')::text || query_to_xml('TABLE orders.audit_event', true, true, '')::text")
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap();
    assert!(!tables.get::<String, _>(0).contains("lovelace"));
}

#[tokio::test]
async fn without_the_password_that_vault_keeps_nothing_is_sent_and_it_can_be_tried_again() {
    let server = MailServer::start().await;
    let vault = VaultPlace::stub(Clock::system()).await;
    let mut config = Config {
        vault: Some(vault.settings().await),
        ..Config::default()
    };
    config.mail.server = Some(format!("smtp://{}", server.address()));
    config.mail.from = Some("Corner Shop <receipts@example.com>".to_owned());
    config.mail.user = Some("corner".to_owned());
    config.mail.password = Some("vault:novapos/mail#password".parse().unwrap());
    let app = TestApp::with(config).await;
    let (shop, path) = sold(&app).await;
    let request = json!({"id": Uuid::now_v7(), "to": "ada.lovelace@example.com"});
    vault.stub.as_ref().unwrap().set(Fault::Sealed);
    let refused = shop.admin().post(&path, request).await.expect(503);
    assert_eq!(refused.code(), "secrets_unavailable");
    assert!(refused.header("retry-after").is_some() && server.messages().is_empty());
}

#[tokio::test]
async fn a_mail_server_that_is_away_or_says_no_is_told_and_can_be_tried_again() {
    let server = MailServer::start().await;
    let app = app(Some(&server)).await;
    let (shop, path) = sold(&app).await;
    let request = json!({"id": Uuid::now_v7(), "to": "ada@example.com"});
    server.refuse(true);
    assert_eq!(
        shop.admin().post(&path, request.clone()).await.expect(503).code(),
        "mail_not_sent"
    );
    server.refuse(false);
    shop.admin().post(&path, request).await.expect(200);
    assert_eq!(server.messages().len(), 1);
    for no_address in [
        "",
        "ada",
        "ada@",
        "a b@example.com",
        "ada@example.com\r\nBcc: all@example.com",
    ] {
        let refused = json!({"id": Uuid::now_v7(), "to": no_address});
        assert_eq!(
            shop.admin().post(&path, refused).await.expect(422).code(),
            "address_refused",
            "{no_address:?}"
        );
    }
    assert_eq!(server.messages().len(), 1);
}

#[tokio::test]
async fn a_shop_without_a_mail_server_is_told_so() {
    let app = app(None).await;
    let (shop, path) = sold(&app).await;
    let request = json!({"id": Uuid::now_v7(), "to": "ada@example.com"});
    assert_eq!(
        shop.admin().post(&path, request).await.expect(409).code(),
        "mail_not_configured"
    );
}

#[tokio::test]
async fn a_receipt_goes_out_ten_times_and_the_last_can_be_asked_for_again() {
    let server = MailServer::start().await;
    let app = app(Some(&server)).await;
    let (shop, path) = sold(&app).await;
    let admin = shop.admin();
    let requests: Vec<_> = (0..11)
        .map(|_| json!({"id": Uuid::now_v7(), "to": "ada@example.com"}))
        .collect();
    for request in &requests[..10] {
        admin.post(&path, request.clone()).await.expect(200);
    }
    let refused = admin.post(&path, requests[10].clone()).await;
    assert_eq!(refused.expect(409).code(), "receipt_sent_often");
    admin.post(&path, requests[9].clone()).await.expect(200);
    assert_eq!(server.messages().len(), 10);
}
