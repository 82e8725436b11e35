//! Whatever goes from where to where: of all places and buckets together nothing is made, and only what was sold, lost or written off is gone.

use chrono::TimeDelta;
use contracts::ids::{LocationId, ProductId};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};
use testkit::{Client, Shop, TestApp};
use uuid::Uuid;

use crate::support::{articles_by, assert_sums, completed, document_lines, places, sale};

const PRODUCTS: usize = 2;

#[derive(Clone, Debug)]
enum Deed {
    Receive(usize, usize, i64),
    Sell(usize, usize, i64),
    /// From this place to the other.
    Ship(usize, usize, i64),
    /// So many thousandths of what is under way with one of the transfers.
    Arrive(usize, i64),
    Resolve(usize, i64, &'static str),
    Damage(usize, usize, i64, &'static str),
    /// What is really there, as far as the account knows, and a little more or less.
    Count(usize, usize, i64),
    Settle,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let (place, product) = (0..2_usize, 0..PRODUCTS);
    let some = 1..4_000_i64;
    let deed = prop_oneof![
        2 => (place.clone(), product.clone(), some.clone()).prop_map(|(l, p, q)| Deed::Receive(l, p, q)),
        3 => (place.clone(), product.clone(), some.clone()).prop_map(|(l, p, q)| Deed::Sell(l, p, q)),
        4 => (place.clone(), product.clone(), some.clone()).prop_map(|(l, p, q)| Deed::Ship(l, p, q)),
        5 => (any::<usize>(), some.clone()).prop_map(|(n, q)| Deed::Arrive(n, q)),
        3 => (any::<usize>(), some.clone(), prop::sample::select(vec!["lost", "found", "returned", "damaged"]))
            .prop_map(|(n, q, outcome)| Deed::Resolve(n, q, outcome)),
        3 => (place.clone(), product.clone(), some, prop::sample::select(vec!["set_aside", "restore", "write_off"]))
            .prop_map(|(l, p, q, action)| Deed::Damage(l, p, q, action)),
        2 => (place, product, -500..500_i64).prop_map(|(l, p, difference)| Deed::Count(l, p, difference)),
        2 => Just(Deed::Settle),
    ];
    vec(deed, 1..25)
}

/// A transfer by the account: from where, of what, how much is still under way.
struct OnTheWay {
    path: String,
    from: usize,
    product: usize,
    milli: i64,
}

/// What was done so far, and where everything should be by an account of the test's own: shelf, in transit, damaged.
struct World<'a> {
    app: &'a TestApp,
    shop: &'a Shop,
    admin: Client,
    locations: [LocationId; 2],
    products: Vec<ProductId>,
    account: [[[i64; 3]; PRODUCTS]; 2],
    transfers: Vec<OnTheWay>,
}

impl World<'_> {
    fn total(&self) -> i64 {
        self.account.as_flattened().as_flattened().iter().sum()
    }

    async fn post(&self, path: &str, body: Value) -> u16 {
        let answer = self.admin.post(path, body.clone()).await;
        if answer.status() == 201 {
            let again = self.admin.post(path, body).await.expect(201);
            assert_eq!(again.header("idempotent-replayed"), Some("true"), "{path}");
        }
        answer.status()
    }

    fn line(&self, product: usize, milli: i64) -> Vec<Value> {
        document_lines(&[(self.products[product], milli)])
    }

    async fn ship(&mut self, from: usize, product: usize, milli: i64) {
        let (id, to) = (Uuid::now_v7(), 1 - from);
        let body = json!({"id": id, "from_location_id": self.locations[from], "to_location_id": self.locations[to],
            "lines": self.line(product, milli)});
        assert_eq!(self.post("/stock/transfers", body).await, 201);
        self.account[from][product][0] -= milli;
        self.account[to][product][1] += milli;
        let path = format!("/stock/transfers/{id}");
        self.transfers.push(OnTheWay {
            path,
            from,
            product,
            milli,
        });
    }

    /// One step of one of the transfers; refused when more is asked for than is under way.
    async fn step(&mut self, n: usize, milli: i64, outcome: Option<&str>) {
        let Some(n) = n.checked_rem(self.transfers.len()) else {
            return;
        };
        let way = &self.transfers[n];
        let (from, to, product, enough) = (way.from, 1 - way.from, way.product, milli <= way.milli);
        let mut body = json!({"id": Uuid::now_v7(), "note": "as it came", "lines": self.line(product, milli)});
        let path = match outcome {
            None => format!("{}/arrivals", way.path),
            Some(outcome) => {
                body["outcome"] = json!(outcome);
                format!("{}/resolutions", way.path)
            }
        };
        assert_eq!(self.post(&path, body).await, if enough { 201 } else { 422 });
        if !enough {
            return;
        }
        self.transfers[n].milli -= milli;
        self.account[to][product][1] -= milli;
        match outcome {
            None | Some("found") => self.account[to][product][0] += milli,
            Some("returned") => self.account[from][product][0] += milli,
            Some("damaged") => self.account[to][product][2] += milli,
            _ => {}
        }
    }

    async fn damage(&mut self, place: usize, product: usize, milli: i64, action: &str) {
        let enough = action == "set_aside" || milli <= self.account[place][product][2];
        let body = json!({"id": Uuid::now_v7(), "location_id": self.locations[place], "action": action, "reason": "other",
            "lines": self.line(product, milli)});
        assert_eq!(self.post("/stock/damages", body).await, if enough { 201 } else { 422 });
        let [shelf, _, damaged] = &mut self.account[place][product];
        match action {
            _ if !enough => {}
            "set_aside" => (*shelf, *damaged) = (*shelf - milli, *damaged + milli),
            "restore" => (*shelf, *damaged) = (*shelf + milli, *damaged - milli),
            _ => *damaged -= milli,
        }
    }

    async fn count(&mut self, place: usize, product: usize, difference: i64) {
        let counted = (self.account[place][product][0] + difference).max(0);
        let begin = json!({"id": Uuid::now_v7(), "location_id": self.locations[place], "scope": "cycle",
            "product_ids": [self.products[product]]});
        let path = format!("/stock/counts/{}", begin["id"].as_str().unwrap());
        self.admin.post("/stock/counts", begin).await.expect(201);
        let found = json!({"lines": [{"product_id": self.products[product], "counted_milli": counted}]});
        self.admin.post(&format!("{path}/lines"), found).await.expect(200);
        // What is sold from here on is not of the count.
        self.app.clock().advance(TimeDelta::milliseconds(1));
        let submit = json!({"uncounted_as_zero": false});
        self.admin.post(&format!("{path}/submit"), submit).await.expect(200);
        // Sales that were told of before the count are booked before it is decided.
        self.app.settle().await;
        self.admin.post(&format!("{path}/approve"), json!({})).await.expect(200);
        self.account[place][product][0] = counted;
    }

    async fn act(&mut self, deed: Deed) {
        let before = self.total();
        match deed {
            Deed::Receive(place, product, milli) => {
                let body = json!({"id": Uuid::now_v7(), "location_id": self.locations[place], "lines": self.line(product, milli)});
                assert_eq!(self.post("/stock/receipts", body).await, 201);
                self.account[place][product][0] += milli;
            }
            Deed::Sell(place, product, milli) => {
                let sold = sale(
                    self.app,
                    self.shop,
                    self.locations[place],
                    &[(self.products[product], milli)],
                );
                completed(self.app, self.shop, &sold).await;
                self.account[place][product][0] -= milli;
            }
            Deed::Ship(place, product, milli) => {
                self.ship(place, product, milli).await;
                assert_eq!(self.total(), before);
            }
            Deed::Arrive(n, milli) => {
                self.step(n, milli, None).await;
                assert_eq!(self.total(), before);
            }
            Deed::Resolve(n, milli, outcome) => self.step(n, milli, Some(outcome)).await,
            Deed::Damage(place, product, milli, action) => self.damage(place, product, milli, action).await,
            Deed::Count(place, product, difference) => self.count(place, product, difference).await,
            Deed::Settle => self.app.settle().await,
        }
        self.app.clock().advance(TimeDelta::milliseconds(1));
    }
}

#[test]
fn nothing_is_made_and_nothing_is_lost_between_places() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let app = runtime.block_on(TestApp::start());
    let shop = runtime.block_on(app.shop("green-grocer"));
    let (_, _, there) = runtime.block_on(shop.another_store("B", "sell_through"));
    let mut runner = TestRunner::new(Config {
        cases: 40,
        max_shrink_iters: 200,
        ..Config::default()
    });
    runner
        .run(&deeds(), |deeds| {
            runtime.block_on(async {
                let admin = shop.admin();
                let products = articles_by(&admin, PRODUCTS).await;
                let mut world = World {
                    app: &app,
                    shop: &shop,
                    admin,
                    locations: [shop.location_id(), there],
                    products,
                    account: [[[0; 3]; PRODUCTS]; 2],
                    transfers: Vec::new(),
                };
                for deed in deeds {
                    world.act(deed).await;
                }
                app.settle().await;
                assert_sums(&app).await;
                for (place, location) in world.locations.iter().enumerate() {
                    for (n, product) in world.products.iter().enumerate() {
                        let [shelf, transit, damaged] = world.account[place][n];
                        let stored = places(&app, *location, *product).await;
                        assert_eq!(stored, (shelf, transit, damaged), "product {n} in place {place}");
                    }
                }
            });
            Ok(())
        })
        .unwrap();
    runtime.block_on(async move { drop(app) });
}
