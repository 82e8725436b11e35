//! Canaries: marks of people, secrets and cards go in through the API wherever such things go in, and must be in no log, no event and no trail. It hears the log of its whole process, so it is alone
//! in it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids"
)]

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use chrono::TimeDelta;
use order::Printers;
use serde_json::{Value, json};
use testkit::{Client, Config, TestApp, mail_server::MailServer, receipt_printer::ReceiptPrinter};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};
use uuid::Uuid;

/// What is planted. No other text of the test has any of them.
const NAME: &str = "Zebulonia Canaryfeather";
const EMAIL: &str = "zebulonia.canaryfeather@mail.example";
const CUSTOMER: &str = "quentin.buyerfeather@mail.example";
const OWNER: &str = "Quillon Ownerfeather";
const OWNER_EMAIL: &str = "quillon.ownerfeather@mail.example";
const PASSWORD: &str = "plumage-9471-of-the-nest";
const WRONG: &str = "plumage-wrong-of-the-nest";
const PIN: &str = "730519";
const PHONE: &str = "+49 1579 2236418";
const CARD: &str = "4539578763621486";

/// Everything that is logged, as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// A shop that was signed up for, with somebody who was invited, came in, set a PIN, kept a drawer and sold. Returns the secrets that were
/// handed out.
async fn live(app: &TestApp) -> Vec<String> {
    let nobody = Client::nobody(app.router());
    let sign_up = json!({"shop_code": "nest", "shop_name": "The Nest", "owner_name": OWNER, "email": OWNER_EMAIL, "password": PASSWORD,
        "currency": "EUR", "time_zone": "Europe/Berlin", "prices_include_tax": true, "receipt_language": "en"});
    nobody.post("/auth/sign-up", sign_up).await.expect(201);
    let shop = app.shop("corner").await;
    let admin = shop.admin();
    let tea = shop.product("TEA", 250).await;
    let invite = json!({"email": EMAIL, "name": NAME, "roles": [{"role": "manager", "store_id": null}]});
    let invited = admin.post("/users/invitations", invite).await.expect(201).json();
    let accept = json!({"token": invited["invitation_token"], "password": PASSWORD});
    nobody.post("/auth/invitations/accept", accept).await.expect(204);
    let who = |password: &str, client: &str| json!({"shop_code": "corner", "email": EMAIL, "password": password, "client": client});
    nobody.post("/auth/sign-in", who(WRONG, "api")).await.expect(401);
    nobody
        .post("/auth/sign-in", json!({"email": EMAIL, "password": PASSWORD}))
        .await
        .expect(400);
    let session = nobody
        .post("/auth/sign-in", who(PASSWORD, "api"))
        .await
        .expect(200)
        .json();
    let person = admin.with_token(&text(&session["access_token"]));
    let pin = json!({"password": PASSWORD, "pin": PIN});
    person.put("/auth/me/pin", pin).await.expect(204);
    // At the till; and with the PIN in a browser that does not know the person.
    let at_the_till = nobody.post("/auth/sign-in", who(PASSWORD, "pos")).await.expect(200);
    let by_pin = json!({"shop_code": "corner", "email": EMAIL, "pin": PIN});
    nobody.post("/auth/pin-sign-in", by_pin).await.expect(401);
    let reset = admin
        .post(
            &format!("/users/{}/password-reset", text(&invited["user"]["id"])),
            json!({}),
        )
        .await
        .expect(201)
        .json();
    // Refused, with the marks in what is refused.
    person
        .post("/users/invitations", json!({"email": EMAIL, "name": NAME, "roles": []}))
        .await;
    person.get(&format!("/users?query={}", "Canaryfeather")).await;
    admin.get("/users/export?query=Canaryfeather").await.expect(200);
    admin.get("/orders?cursor=4539578763621486").await.expect(400);

    // A drawer, kept and closed; a sale with notes, sent to a customer; one that waits.
    let id = Uuid::now_v7();
    let float = json!([{"value_minor": 1000, "count": 5}]);
    let open = json!({"id": id, "register_id": shop.register_id(), "float": float});
    person.post("/sessions", open).await.expect(201);
    let mut order = shop.order(&person, shop.register_id(), &[(tea, 1000)]).await;
    order["session_id"] = json!(id);
    order["note"] = json!(format!("call {PHONE}"));
    order["lines"][0]["note"] = json!(format!("card {CARD}"));
    let sold = person.post("/orders", order).await.expect(201).json();
    let order_id = text(&sold["order"]["id"]);
    let send = json!({"id": Uuid::now_v7(), "to": CUSTOMER});
    person
        .post(&format!("/orders/{order_id}/emails"), send)
        .await
        .expect(200);
    let send = json!({"id": Uuid::now_v7(), "to": CUSTOMER.replace('@', " ")});
    person.post(&format!("/orders/{order_id}/emails"), send).await;
    let line = json!({"id": Uuid::now_v7(), "product_id": tea, "quantity_milli": 1000, "note": CARD});
    let cart = json!({"lines": [line], "note": format!("call {PHONE}")});
    let parked = json!({"id": Uuid::now_v7(), "register_id": shop.register_id(), "cart": cart});
    person.post("/parked-sales", parked).await.expect(201);
    let movement = json!({"id": Uuid::now_v7(), "kind": "drop", "amount_minor": 500, "reason": "to the safe"});
    person
        .post(&format!("/sessions/{id}/movements"), movement)
        .await
        .expect(201);
    let count = json!({"count_number": 1, "pieces": float});
    person.post(&format!("/sessions/{id}/counts"), count).await.expect(201);
    person
        .post(&format!("/sessions/{id}/close"), json!({"left_minor": 0}))
        .await
        .expect(200);
    let deposit = json!({"id": Uuid::now_v7(), "amount_minor": 500, "reference": "Bag 17"});
    person
        .post(&format!("/stores/{}/deposits", shop.store_id()), deposit)
        .await
        .expect(201);
    person
        .post(&format!("/orders/{order_id}/void"), json!({"reason": "wrong article"}))
        .await;
    let refreshed = json!({"refresh_token": session["refresh_token"], "client": "api"});
    let next = nobody.post("/auth/refresh", refreshed.clone()).await.expect(200).json();
    nobody.post("/auth/refresh", refreshed).await;
    app.settle().await;
    app.clock().advance(TimeDelta::seconds(70));
    app.settle().await;
    let device = at_the_till.header("set-cookie").unwrap_or_default();
    let mut secrets = vec![
        text(&session["access_token"]),
        text(&session["refresh_token"]),
        text(&next["refresh_token"]),
        text(&invited["invitation_token"]),
        text(&reset["reset_token"]),
    ];
    secrets.extend(device.split(['=', ';']).nth(1).map(str::to_owned));
    secrets
}

#[tokio::test(flavor = "multi_thread")]
async fn no_person_no_secret_and_no_card_is_in_a_log_an_event_or_the_trail() {
    let log = Log::default();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("debug"))
        .with_writer(log.clone())
        .with_ansi(false)
        .init();
    let mail = MailServer::start().await;
    let mut config = Config::default();
    config.auth.sign_up_open = true;
    config.mail.server = Some(format!("smtp://{}", mail.address()));
    config.mail.from = Some("Corner Shop <receipts@example.com>".to_owned());
    let printer = ReceiptPrinter::start().await.address().to_string();
    config.printers = Printers::new(vec![printer.parse().unwrap()]);
    let app = TestApp::with(config).await;
    let secrets = live(&app).await;
    assert_eq!(mail.messages().len(), 1, "the customer got the receipt");

    let mut marks: Vec<String> = [
        NAME,
        EMAIL,
        CUSTOMER,
        OWNER,
        OWNER_EMAIL,
        PASSWORD,
        WRONG,
        PIN,
        PHONE,
        CARD,
    ]
    .map(str::to_owned)
    .to_vec();
    // Names and addresses in whatever form, too.
    marks.extend(
        [
            "Zebulonia",
            "anaryfeather",
            "wnerfeather",
            "uyerfeather",
            "Olive",
            "plumage",
        ]
        .map(str::to_owned),
    );
    marks.extend(secrets);
    let mut found = Vec::new();
    let written = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(written.contains("request refused"), "the log is heard");
    for mark in &marks {
        for line in written.lines().filter(|line| line.contains(mark.as_str())) {
            found.push(format!("{mark} in the log: {line}"));
        }
    }
    let mut connection = app.admin_connection().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
         WHERE tablename IN ('outbox', 'audit_event', 'dead_letter', 'unreadable_message') OR schemaname = 'audit' AND tablename NOT LIKE '\\_%'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    assert!(
        tables.len() > 20 && tables.contains(&"audit.entry".to_owned()),
        "{tables:?}"
    );
    for table in tables {
        let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT t::text FROM {table} t")))
            .fetch_all(&mut connection)
            .await
            .unwrap();
        for mark in &marks {
            for row in rows.iter().filter(|row| row.contains(mark.as_str())) {
                found.push(format!("{mark} in {table}: {row:.400}"));
            }
        }
    }
    assert!(found.is_empty(), "{} times:\n{}", found.len(), found.join("\n"));
    let trail: i64 = sqlx::query_scalar("SELECT count(*) FROM audit.entry")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert!(trail > 20, "{trail} entries were looked at");
}
