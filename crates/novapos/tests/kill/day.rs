//! A bit of everything that a shop does, one request after the other, each kept until it is answered.

use std::time::{Duration, Instant};

use contracts::ids::{LocationId, ProductId};
use serde_json::{Value, json};
use testkit::TestApp;
use uuid::Uuid;

use crate::program::{PATIENCE, Till, try_sign_in};

/// What a strict store has: more than a test sells.
const STOCK_MILLI: i64 = 100_000_000;
/// A person's hold is long over when the sweeper looks for it.
const HOLD_S: u32 = 1;

/// What is asked for in turn.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Sell,
    SellReserved,
    Void,
    /// A sale in the strict store that is refused after its goods are held.
    SellRefused,
    /// A hold that nobody ends.
    Hold,
}

const STEPS: [Step; 5] = [
    Step::Sell,
    Step::SellReserved,
    Step::Void,
    Step::SellRefused,
    Step::Hold,
];

/// A request, the same however often it is sent.
struct Kept {
    step: Step,
    path: String,
    id: Uuid,
    body: Value,
}

pub struct Day {
    http: reqwest::Client,
    /// In the store that sells what the customer holds, and in the strict one.
    pub tills: [Till; 2],
    location: LocationId,
    token: Option<String>,
    asked: usize,
    kept: Option<Kept>,
    pub voided: Vec<Uuid>,
}

impl Day {
    /// A shop with two stores, a till in each.
    pub async fn open(app: &TestApp) -> Self {
        let shop = app.shop("corner").await;
        let product = shop.product("TEA", 250).await;
        let (store, _, location) = shop.another_store("S", "strict").await;
        shop.receive(location, product, STOCK_MILLI).await;
        app.settle().await;
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            .build()
            .unwrap();
        let tills = [
            Till::open(&shop, 1, &http, product).await,
            Till::open_in(&shop, store, 2, &http, product).await,
        ];
        Self {
            http,
            tills,
            location,
            token: None,
            asked: 0,
            kept: None,
            voided: Vec::new(),
        }
    }

    /// Whoever worked here signs in again.
    pub fn sign_out(&mut self) {
        self.token = None;
    }

    /// Sends what is kept, or what comes next. Returns whether it was answered.
    pub async fn go_on(&mut self, base: &str) -> bool {
        let Some(token) = self.token.clone() else {
            self.token = try_sign_in(base, &self.http, "owner@corner.example.com").await;
            return self.token.is_some();
        };
        let kept = self.kept.take().unwrap_or_else(|| self.next());
        let request = self
            .http
            .post(format!("{base}{}", kept.path))
            .bearer_auth(token)
            .header("x-tenant-id", &self.tills[0].tenant)
            .header("idempotency-key", kept.id.to_string());
        let Ok(answer) = request.json(&kept.body).send().await else {
            self.kept = Some(kept);
            return false;
        };
        let status = answer.status().as_u16();
        if status == 503 {
            self.kept = Some(kept);
            return false;
        }
        let said = answer.text().await.unwrap_or_default();
        let wanted = match kept.step {
            Step::Sell | Step::SellReserved | Step::Hold => 201,
            Step::Void => 200,
            Step::SellRefused => 422,
        };
        assert_eq!(status, wanted, "{:?}: {said}", kept.step);
        match kept.step {
            Step::Sell => self.tills[0].sold(kept.id),
            Step::SellReserved => self.tills[1].sold(kept.id),
            Step::Void => self.voided.push(kept.id),
            Step::SellRefused => assert!(said.contains("line_id_reused"), "{said}"),
            Step::Hold => {}
        }
        true
    }

    /// Sends what is kept until it is answered.
    pub async fn finish(&mut self, base: &str) {
        let since = Instant::now();
        while self.token.is_none() || self.kept.is_some() {
            self.go_on(base).await;
            assert!(
                since.elapsed() < PATIENCE,
                "the same request is answered after the restart"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn next(&mut self) -> Kept {
        let step = STEPS[self.asked % STEPS.len()];
        self.asked += 1;
        let [open, strict] = &mut self.tills;
        let (path, id, body) = match step {
            Step::Sell => sale(open),
            Step::SellReserved => sale(strict),
            Step::Void => {
                let sold = *open.accepted.last().unwrap();
                (
                    format!("/orders/{sold}/void"),
                    sold,
                    json!({"reason": "The customer changed her mind"}),
                )
            }
            Step::SellRefused => {
                let (path, id, mut body) = sale(strict);
                body["lines"][0]["id"] = strict.last_line.clone();
                (path, id, body)
            }
            Step::Hold => {
                let (id, line) = (Uuid::now_v7(), line(strict.product));
                let body = json!({"id": id, "location_id": self.location, "ttl_s": HOLD_S, "lines": [line]});
                ("/reservations".to_owned(), id, body)
            }
        };
        if step == Step::SellReserved {
            self.tills[1].last_line = body["lines"][0]["id"].clone();
        }
        Kept { step, path, id, body }
    }
}

fn sale(till: &Till) -> (String, Uuid, Value) {
    let (id, body) = till.sale();
    ("/orders".to_owned(), id, body)
}

fn line(product: ProductId) -> Value {
    json!({"product_id": product, "quantity_milli": 1000})
}
