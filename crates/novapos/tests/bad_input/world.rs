//! What operations are called with, and what they must never reach.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use contracts::ids::{LocationId, ProductId};
use novapos::config::Config;
use order::Printers;
use serde_json::{Value, json};
use testkit::{Client, Shop, TestApp, mail_server::MailServer, receipt_printer::ReceiptPrinter};
use uuid::Uuid;

/// One thing of each kind in a shop, and another tenant with the same.
pub struct World {
    pub app: TestApp,
    pub shop: Shop,
    pub other: Shop,
    pub product: ProductId,
    pub product_rev: Value,
    pub user: Value,
    pub invitation_token: Value,
    pub reset_token: Value,
    pub refresh_token: Value,
    /// Of a browser where the owner, who has a PIN, signed in to the till.
    pub device_cookie: String,
    pub category: Value,
    /// Of one option with one value, without products.
    pub family: Value,
    /// A hold that is still open.
    pub reservation: Value,
    pub order: Value,
    /// A file that was read.
    pub import: Value,
    /// A price that waits for its moment.
    pub scheduled_price: Value,
    /// The hash of a picture.
    pub picture: Value,
    /// The register's drawer, open; a session before it has the register's first Z report.
    pub session: Value,
    /// An opening of that drawer without a sale.
    pub no_sale: Value,
    /// Where a second store's stock is.
    pub second: LocationId,
    /// Goods that are under way to it.
    pub transfer: Value,
    /// A count that is being taken.
    pub count: Value,
    /// A sale that waits.
    pub parked: Value,
    /// An entry of the audit trail.
    pub entry: Value,
    /// A sale with a price override, discounts and notes that the server will take.
    pub next_order: Value,
    /// The sale after that.
    pub later_order: Value,
    theirs: Theirs,
}

/// The other tenant's things.
pub struct Theirs {
    pub product: ProductId,
    category: Value,
    family: Value,
    reservation: Value,
    order: Value,
    import: Value,
    scheduled_price: Value,
    picture: Value,
    session: Value,
    transfer: Value,
    count: Value,
    parked: Value,
    entry: Value,
}

impl World {
    pub async fn new() -> Self {
        let mut config = Config::default();
        config.auth.sign_up_open = true;
        // The owner's password is tried with every wrong body.
        config.auth.account_attempts = Some(1000);
        // The clock stands still: all of it is one minute.
        config.limits.account_per_minute = 1_000_000;
        let mail_server = MailServer::start().await;
        config.mail.server = Some(format!("smtp://{}", mail_server.address()));
        config.mail.from = Some("Corner Shop <receipts@example.com>".to_owned());
        let printer = ReceiptPrinter::start().await.address().to_string();
        config.printers = Printers::new(vec![printer.parse().unwrap()]);
        let app = TestApp::with(config).await;
        let (shop, other) = (app.shop("corner").await, app.shop("other").await);
        let mut theirs = Theirs::new(&other).await;
        let product = shop.product("TEA", 250).await;
        let admin = shop.admin();
        shop.receive(shop.location_id(), product, 100_000).await;
        let invite =
            json!({"email": "kim@example.com", "name": "Kim", "roles": [{"role": "cashier", "store_id": null}]});
        let invited = admin.post("/users/invitations", invite).await.expect(201).json();
        let who = json!({"shop_code": "corner", "email": "owner@corner.example.com", "password": testkit::PASSWORD, "client": "api"});
        let session = admin.post("/auth/sign-in", who).await.expect(200).json();
        let device_cookie = device_cookie(&admin).await;
        let forgetful = format!("/users/{}/password-reset", shop.cashier().await.user_id());
        let reset = admin.post(&forgetful, json!({})).await.expect(201).json();
        let category = category(&shop).await;
        let family = family(&shop).await;
        let reservation = hold(&shop, product).await;
        let sold = shop.sell(&admin, &[(product, 1000)]).await.expect(201).json();
        app.settle().await;
        theirs.entry = entry(&other.admin()).await;
        let (_, _, second) = shop.another_store("S2", "sell_through").await;
        let read = admin.get(&format!("/products/{product}")).await.expect(200).json();
        closed(&shop).await;
        let drawer = open(&shop).await;
        let off = json!({"amount_minor": 5, "reason": "opening day"});
        let mut next_order = with_an_override(&shop, product, off).await;
        next_order["session_id"] = drawer.clone();
        let off = json!({"rate_micro": 50_000, "reason": "opening day"});
        let mut later_order = with_an_override(&shop, product, off).await;
        later_order["session_id"] = drawer.clone();
        later_order["receipt_number"] = json!(next_order["receipt_number"].as_i64().unwrap() + 1);
        Self {
            product_rev: read["rev"].clone(),
            user: invited["user"]["id"].clone(),
            invitation_token: invited["invitation_token"].clone(),
            reset_token: reset["reset_token"].clone(),
            refresh_token: session["refresh_token"].clone(),
            device_cookie,
            order: sold["order"]["id"].clone(),
            no_sale: no_sale(&shop, &drawer).await,
            import: import(&shop).await,
            scheduled_price: scheduled_price(&shop, product).await,
            picture: picture(&shop, PICTURE).await,
            transfer: transfer(&shop, second, product).await,
            count: count(&shop, product).await,
            parked: parked(&shop, product).await,
            entry: entry(&admin).await,
            second,
            app,
            shop,
            other,
            product,
            category,
            family,
            reservation,
            session: drawer,
            next_order,
            later_order,
            theirs,
        }
    }

    /// The address of an operation with the shop's own things in it.
    pub fn path(&self, template: &str) -> String {
        fill(template, |name| match name {
            "{register_id}" => json!(self.shop.register_id()),
            "{store_id}" => json!(self.shop.store_id()),
            "{user_id}" => self.user.clone(),
            "{category_id}" => self.category.clone(),
            "{family_id}" => self.family.clone(),
            "{product_id}" => json!(self.product),
            "{reservation_id}" => self.reservation.clone(),
            "{order_id}" => self.order.clone(),
            "{import_id}" => self.import.clone(),
            "{scheduled_price_id}" => self.scheduled_price.clone(),
            "{hash}" => self.picture.clone(),
            "{session_id}" => self.session.clone(),
            "{z_number}" => json!("1"),
            "{transfer_id}" => self.transfer.clone(),
            "{count_id}" => self.count.clone(),
            "{parked_sale_id}" => self.parked.clone(),
            "{entry_id}" => self.entry.clone(),
            other => panic!("no id for {other}"),
        })
    }

    /// The same with the other tenant's.
    pub fn foreign_path(&self, template: &str) -> String {
        fill(template, |name| match name {
            "{register_id}" => json!(self.other.register_id()),
            "{store_id}" => json!(self.other.store_id()),
            "{user_id}" => json!(self.other.admin().user_id()),
            "{category_id}" => self.theirs.category.clone(),
            "{family_id}" => self.theirs.family.clone(),
            "{product_id}" => json!(self.theirs.product),
            "{reservation_id}" => self.theirs.reservation.clone(),
            "{order_id}" => self.theirs.order.clone(),
            "{import_id}" => self.theirs.import.clone(),
            "{scheduled_price_id}" => self.theirs.scheduled_price.clone(),
            "{hash}" => self.theirs.picture.clone(),
            "{session_id}" => self.theirs.session.clone(),
            "{z_number}" => json!("1"),
            "{transfer_id}" => self.theirs.transfer.clone(),
            "{count_id}" => self.theirs.count.clone(),
            "{parked_sale_id}" => self.theirs.parked.clone(),
            "{entry_id}" => self.theirs.entry.clone(),
            other => panic!("no id for {other}"),
        })
    }

    /// What of the other tenant's could stand in a field of this name, in an operation that looks at it.
    pub fn foreign(&self, operation: &str, field: &str) -> Option<Value> {
        match field {
            "register_id" | "register" => Some(json!(self.other.register_id())),
            "store_id" | "store" => Some(json!(self.other.store_id())),
            "location_id" | "from_location_id" | "to_location_id" => Some(json!(self.other.location_id())),
            "category_id" => Some(self.theirs.category.clone()),
            "family_id" => Some(self.theirs.family.clone()),
            "session_id" => Some(self.theirs.session.clone()),
            // A hold takes what is on the shelf, and another tenant's goods are on none of them: 409 `out_of_stock`.
            "product_id" if operation != "create_reservation" => Some(json!(self.theirs.product)),
            _ => None,
        }
    }

    /// Every id that is the other tenant's: none may ever be answered.
    pub fn foreign_ids(&self) -> Vec<String> {
        let things = [
            &self.theirs.category,
            &self.theirs.family,
            &self.theirs.reservation,
            &self.theirs.order,
            &self.theirs.import,
            &self.theirs.scheduled_price,
            &self.theirs.picture,
            &self.theirs.session,
            &self.theirs.transfer,
            &self.theirs.count,
            &self.theirs.parked,
        ];
        let mut ids: Vec<String> = things
            .into_iter()
            .filter_map(|id| id.as_str().map(str::to_owned))
            .collect();
        ids.extend([
            self.theirs.product.to_string(),
            self.other.store_id().to_string(),
            self.other.location_id().to_string(),
        ]);
        ids.extend([
            self.other.register_id().to_string(),
            self.other.admin().user_id().to_string(),
        ]);
        ids
    }
}

impl Theirs {
    async fn new(shop: &Shop) -> Self {
        let product = shop.product("TEA", 250).await;
        shop.receive(shop.location_id(), product, 100_000).await;
        let sold = shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201).json();
        closed(shop).await;
        let (_, _, second) = shop.another_store("S2", "sell_through").await;
        Self {
            category: category(shop).await,
            family: family(shop).await,
            transfer: transfer(shop, second, product).await,
            count: count(shop, product).await,
            parked: parked(shop, product).await,
            reservation: hold(shop, product).await,
            order: sold["order"]["id"].clone(),
            import: import(shop).await,
            scheduled_price: scheduled_price(shop, product).await,
            picture: picture(shop, THEIR_PICTURE).await,
            session: open(shop).await,
            // Nothing is chained yet.
            entry: Value::Null,
            product,
        }
    }
}

/// An address with something in place of each `{...}`.
pub fn fill(template: &str, thing: impl Fn(&str) -> Value) -> String {
    let part = |part: &str| match part.starts_with('{') {
        true => thing(part).as_str().unwrap().to_owned(),
        false => part.to_owned(),
    };
    template.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// The newest entry of the shop's trail.
async fn entry(admin: &Client) -> Value {
    let page = admin.get("/audit/entries?limit=1").await.expect(200).json();
    page["items"][0]["id"].clone()
}

async fn category(shop: &Shop) -> Value {
    shop.admin()
        .post("/categories", json!({"name": "Drinks"}))
        .await
        .expect(201)
        .json()["id"]
        .clone()
}

async fn family(shop: &Shop) -> Value {
    let family = json!({"name": "Mug", "tax_category": "standard", "price": {"amount_minor": 900},
        "options": [{"name": "Size", "values": ["M"]}]});
    shop.admin().post("/families", family).await.expect(201).json()["id"].clone()
}

async fn import(shop: &Shop) -> Value {
    let path = format!("/imports/{}?decimals=2", Uuid::now_v7());
    let file = "sku,name,price\nNEW,New,1.00\nBAD,,1.00\nBAD,,x\n";
    let csv = [("content-type", "text/csv")];
    let read = shop
        .admin()
        .send(http::Method::PUT, &path, &csv, Some(file.into()))
        .await;
    read.expect(200).json()["id"].clone()
}

async fn scheduled_price(shop: &Shop, product: ProductId) -> Value {
    let later = json!({"store_id": shop.store_id(), "from": "2026-12-01T00:00:00Z", "price": {"amount_minor": 275}});
    let path = format!("/products/{product}/scheduled-prices");
    shop.admin().post(&path, later).await.expect(201).json()["id"].clone()
}

/// Pictures of a single pixel: one black, one white.
const PICTURE: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";
const THEIR_PICTURE: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==";

/// Gives goods of their own a picture.
async fn picture(shop: &Shop, file: &str) -> Value {
    let file = STANDARD.decode(file).unwrap();
    let path = format!("/products/{}/picture", shop.product("PIC", 100).await);
    let png = [("content-type", "image/png")];
    let answer = shop.admin().send(http::Method::PUT, &path, &png, Some(file)).await;
    let image = answer.expect(200).json()["image"].as_str().unwrap().to_owned();
    json!(image.strip_prefix("pictures/"))
}

async fn transfer(shop: &Shop, to: LocationId, product: ProductId) -> Value {
    let line = json!({"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 5000});
    let shipment =
        json!({"id": Uuid::now_v7(), "from_location_id": shop.location_id(), "to_location_id": to, "lines": [line]});
    shop.admin().post("/stock/transfers", shipment).await.expect(201).json()["id"].clone()
}

async fn count(shop: &Shop, product: ProductId) -> Value {
    let begin =
        json!({"id": Uuid::now_v7(), "location_id": shop.location_id(), "scope": "cycle", "product_ids": [product]});
    let count = shop.admin().post("/stock/counts", begin).await.expect(201).json();
    let path = format!("/stock/counts/{}/lines", count["id"].as_str().unwrap());
    let found = json!({"lines": [{"product_id": product, "counted_milli": 90_000}]});
    shop.admin().post(&path, found).await.expect(200);
    count["id"].clone()
}

async fn parked(shop: &Shop, product: ProductId) -> Value {
    let line = json!({"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 1000});
    let sale = json!({"id": Uuid::now_v7(), "register_id": shop.register_id(), "cart": {"lines": [line]}});
    shop.admin().post("/parked-sales", sale).await.expect(201).json()["id"].clone()
}

async fn hold(shop: &Shop, product: ProductId) -> Value {
    let hold = json!({"id": Uuid::now_v7(), "location_id": shop.location_id(), "ttl_s": 600,
        "lines": [{"product_id": product, "quantity_milli": 1000}]});
    shop.admin().post("/reservations", hold).await.expect(201).json()["id"].clone()
}

/// An open session of the register's drawer.
async fn open(shop: &Shop) -> Value {
    let float = json!([{"value_minor": 1000, "count": 5}]);
    let session = json!({"id": Uuid::now_v7(), "register_id": shop.register_id(), "float": float});
    shop.admin().post("/sessions", session).await.expect(201).json()["id"].clone()
}

/// Sets the owner's PIN and signs them in to the till.
async fn device_cookie(owner: &Client) -> String {
    let pin = json!({"password": testkit::PASSWORD, "pin": "2580"});
    owner.put("/auth/me/pin", pin).await.expect(204);
    let who = json!({"shop_code": "corner", "email": "owner@corner.example.com", "password": testkit::PASSWORD, "client": "pos"});
    let answer = owner.post("/auth/sign-in", who).await.expect(200);
    let cookies = answer.headers().get_all("set-cookie").iter();
    let mut texts = cookies.map(|cookie| cookie.to_str().unwrap());
    let device = texts.find(|cookie| cookie.starts_with("novapos_device=")).unwrap();
    device.split(';').next().unwrap().to_owned()
}

async fn no_sale(shop: &Shop, session: &Value) -> Value {
    let opening = json!({"id": Uuid::now_v7(), "kind": "no_sale", "amount_minor": 0, "reason": "change for a note"});
    let path = format!("/sessions/{}/movements", session.as_str().unwrap());
    shop.admin().post(&path, opening).await.expect(201).json()["id"].clone()
}

/// A session that was closed with a Z report.
async fn closed(shop: &Shop) {
    let session = open(shop).await;
    let path = |what| format!("/sessions/{}/{what}", session.as_str().unwrap());
    let count = json!({"count_number": 1, "pieces": []});
    shop.admin().post(&path("counts"), count).await.expect(201);
    shop.admin()
        .post(&path("close"), json!({"left_minor": 0}))
        .await
        .expect(200);
}

async fn with_an_override(shop: &Shop, product: ProductId, discount: Value) -> Value {
    let mut order = shop
        .order(&shop.admin(), shop.register_id(), &[(product, 1000), (product, 2000)])
        .await;
    order["lines"][1]["price_override"] = json!({"amount_minor": 199, "per_milli": 1000, "reason": "dented tin"});
    order["lines"][0]["discount"] = json!({"rate_micro": 100_000, "reason": "regular"});
    order["lines"][0]["note"] = json!("engraved");
    order["lines"][1]["discount"] = json!({"amount_minor": 10, "reason": "regular"});
    order["discount"] = discount;
    order["note"] = json!("a gift");
    let cart = json!({"register_id": order["register_id"], "lines": order["lines"], "discount": order["discount"]});
    let quote = shop.admin().post("/orders/compute", cart).await.expect(200).json();
    let due = &quote["cash_total_minor"];
    order["tenders"][0]["amount_minor"] = due.clone();
    order["expected"] = json!({"total_minor": quote["total_minor"], "due_minor": due, "change_minor": 0});
    order
}
