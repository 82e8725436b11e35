//! A shop with people in it, and the shortest ways to goods and sales.

use contracts::{
    auth::ReceiptLanguage,
    ids::{LocationId, ProductId, RegisterId, StoreId},
};
use kernel::{
    Caller, Role,
    caller::Grant,
    id::{Id, TenantId},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    app::TestApp,
    client::{Answer, Client},
};

/// The password of everybody in tests.
pub const PASSWORD: &str = "correct horse battery";

/// A tenant with its owner signed in.
pub struct Shop {
    admin: Client,
    code: String,
    tenant: TenantId,
    store: StoreId,
    register: RegisterId,
    location: LocationId,
}

impl Shop {
    pub(crate) async fn open(app: &TestApp, code: &str, currency: &str, time_zone: &str) -> Self {
        let created = auth::create_tenant(
            app.auth_deps(),
            auth::NewTenant {
                shop_code: code.to_owned(),
                shop_name: format!("Shop {code}"),
                currency: currency.to_owned(),
                time_zone: time_zone.to_owned(),
                receipt_language: ReceiptLanguage::En,
                prices_include_tax: true,
                owner_name: "Olive Owner".to_owned(),
                email: format!("owner@{code}.example.com"),
                password: PASSWORD.to_owned(),
            },
        )
        .await
        .expect("a tenant");
        let nobody = Client::nobody(app.router());
        let admin = sign_in(&nobody, code, &format!("owner@{code}.example.com")).await;
        let store = admin
            .get(&format!("/stores/{}", created.store_id))
            .await
            .expect(200)
            .json();
        let shop = Self {
            admin,
            code: code.to_owned(),
            tenant: created.tenant_id,
            store: created.store_id,
            register: created.register_id,
            location: id(&store["location_id"]),
        };
        for (category, name, rate_micro) in [("standard", "VAT", 200_000), ("reduced", "VAT reduced", 50_000)] {
            let rate = json!({"id": Uuid::now_v7(), "name": name, "rate_micro": rate_micro, "compound": false});
            let rule = json!({"id": Uuid::now_v7(), "target": {"type": "tenant"}, "category": category, "from": null, "until": null,
                "exempt": false, "rates": [rate]});
            shop.admin.post("/tax/rules", rule).await.expect(201);
        }
        shop
    }

    /// The owner: admin of everything.
    pub fn admin(&self) -> Client {
        self.admin.clone()
    }

    /// The owner with a fresh token: one lasts ten minutes of the app's clock.
    pub async fn sign_in_again(&self) -> Client {
        sign_in(
            &Client::nobody(self.admin.router.clone()),
            &self.code,
            &format!("owner@{}.example.com", self.code),
        )
        .await
    }

    /// A new manager of all stores, signed in.
    pub async fn manager(&self) -> Client {
        self.hire("manager", None).await
    }

    /// A new cashier of all stores, signed in.
    pub async fn cashier(&self) -> Client {
        self.hire("cashier", None).await
    }

    /// Somebody new with this role, in one store or in all.
    pub async fn hire(&self, role: &str, store: Option<StoreId>) -> Client {
        let email = format!("{role}-{}@{}.example.com", Uuid::now_v7(), self.code);
        let body =
            json!({"email": email, "name": format!("Robin {role}"), "roles": [{"role": role, "store_id": store}]});
        let invited = self.admin.post("/users/invitations", body).await.expect(201).json();
        let accept = json!({"token": invited["invitation_token"], "password": PASSWORD});
        let nobody = Client::nobody(self.admin.router.clone());
        nobody.post("/auth/invitations/accept", accept).await.expect(204);
        sign_in(&nobody, &self.code, &email).await
    }

    /// One more store with this policy, with one register: what they are called, and where its stock is.
    pub async fn another_store(&self, code: &str, policy: &str) -> (StoreId, RegisterId, LocationId) {
        let store = json!({"name": format!("Store {code}"), "code": code, "time_zone": "Europe/Berlin", "day_cutoff": "04:00",
            "currency": "EUR", "receipt_header": "", "stock_policy": policy});
        let store = self.admin.post("/stores", store).await.expect(201).json();
        let register = json!({"store_id": store["id"], "name": "Till 1", "code": "1"});
        let register = self.admin.post("/registers", register).await.expect(201).json();
        (id(&store["id"]), id(&register["id"]), id(&store["location_id"]))
    }

    /// A product at this price, taxed at the standard rate.
    pub async fn product(&self, sku: &str, amount_minor: i64) -> ProductId {
        let body = json!({"name": format!("Product {sku}"), "sku": sku, "barcodes": [], "tax_category": "standard",
            "unit": "piece", "price": {"amount_minor": amount_minor, "per_milli": 1000}});
        id(&self.admin.post("/products", body).await.expect(201).json()["id"])
    }

    /// Brings goods to a location.
    pub async fn receive(&self, location: LocationId, product: ProductId, quantity_milli: i64) {
        let line = json!({"id": Uuid::now_v7(), "product_id": product, "quantity_milli": quantity_milli});
        let body = json!({"id": Uuid::now_v7(), "location_id": location, "lines": [line]});
        self.admin.post("/stock/receipts", body).await.expect(201);
    }

    /// Sells pieces for cash at this shop's register, as the till does: quote, then the exact amount.
    pub async fn sell(&self, seller: &Client, lines: &[(ProductId, i64)]) -> Answer {
        self.sell_at(seller, self.register, lines).await
    }

    /// The same at another register.
    pub async fn sell_at(&self, seller: &Client, register: RegisterId, lines: &[(ProductId, i64)]) -> Answer {
        let order = self.order(seller, register, lines).await;
        seller.post("/orders", order).await
    }

    /// The body of a cash sale that the server will take: nothing is sold yet.
    pub async fn order(&self, seller: &Client, register: RegisterId, lines: &[(ProductId, i64)]) -> Value {
        let setup = seller
            .get(&format!("/registers/{register}/setup"))
            .await
            .expect(200)
            .json();
        let lines: Vec<Value> = lines
            .iter()
            .map(|(product, quantity_milli)| json!({"id": Uuid::now_v7(), "product_id": product, "quantity_milli": quantity_milli}))
            .collect();
        let quote = seller
            .post("/orders/compute", json!({"register_id": register, "lines": lines}))
            .await
            .expect(200)
            .json();
        let due = quote["cash_total_minor"].clone();
        json!({
            "id": Uuid::now_v7(), "register_id": register, "receipt_number": setup["next_receipt_number"], "rev": quote["rev"],
            "lines": lines, "tenders": [{"id": Uuid::now_v7(), "kind": "cash", "amount_minor": due}],
            "expected": {"total_minor": quote["total_minor"], "due_minor": due, "change_minor": 0},
            "device_at": "2026-03-02T10:00:00.000Z",
        })
    }

    /// The owner as services see the caller, for functions that are called directly.
    pub fn caller(&self) -> Caller {
        Caller {
            tenant: self.tenant,
            user: self.admin.user_id(),
            name: "Olive Owner".into(),
            grants: std::sync::Arc::new([Grant {
                role: Role::Admin,
                store: None,
            }]),
            session: Uuid::nil(),
            via: None,
        }
    }

    pub fn code(&self) -> &str {
        &self.code
    }

    pub fn tenant_id(&self) -> TenantId {
        self.tenant
    }

    pub fn store_id(&self) -> StoreId {
        self.store
    }

    pub fn register_id(&self) -> RegisterId {
        self.register
    }

    pub fn location_id(&self) -> LocationId {
        self.location
    }
}

async fn sign_in(nobody: &Client, code: &str, email: &str) -> Client {
    let body = json!({"shop_code": code, "email": email, "password": PASSWORD, "client": "api"});
    let session = nobody.post("/auth/sign-in", body).await.expect(200).json();
    Client {
        router: nobody.router.clone(),
        tenant: Some(id(&session["tenant"]["id"])),
        token: session["access_token"].as_str().map(str::to_owned),
        user: Some(id(&session["user"]["id"])),
    }
}

/// An id out of an answer.
#[track_caller]
pub fn id<K>(value: &Value) -> Id<K> {
    value
        .as_str()
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(|| panic!("not an id: {value}"))
}
