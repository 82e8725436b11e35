//! Whatever happens in whatever order: on hand is the sum of the moves, reserved the sum of the holds.

use chrono::TimeDelta;
use contracts::{ids::ProductId, order::OrderCompleted};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};
use testkit::{Client, Shop, TestApp};

use crate::support::{
    adjustment, articles_by, as_order_service, assert_sums, completed, level, receipt, reservation, sale, voided, wish,
};

#[derive(Clone, Debug)]
enum Deed {
    Receive(Vec<(usize, i64)>),
    Adjust(Vec<(usize, i64)>),
    Sell(Vec<(usize, i64)>),
    /// Held for the order first, as a strict store does.
    SellHeld(Vec<(usize, i64)>),
    Void(usize),
    Reserve(Vec<(usize, i64)>),
    Release(usize),
    Commit(usize),
    /// The last document, sale or hold is sent once more.
    Again,
    /// Holds last a minute.
    Wait(i64),
    /// Consumers, relays and jobs run.
    Settle,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let lines = |range: std::ops::RangeInclusive<i64>| vec((0..4_usize, range), 1..4);
    let deed = prop_oneof![
        3 => lines(1..=5_000).prop_map(Deed::Receive),
        2 => lines(-3_000..=3_000).prop_map(|mut lines| { for line in &mut lines { if line.1 == 0 { line.1 = 1 } } Deed::Adjust(lines) }),
        4 => lines(1..=3_000).prop_map(Deed::Sell),
        3 => lines(1..=2_000).prop_map(Deed::SellHeld),
        2 => any::<usize>().prop_map(Deed::Void),
        4 => lines(1..=2_000).prop_map(Deed::Reserve),
        2 => any::<usize>().prop_map(Deed::Release),
        2 => any::<usize>().prop_map(Deed::Commit),
        2 => Just(Deed::Again),
        1 => (1..40_i64).prop_map(Deed::Wait),
        3 => Just(Deed::Settle),
    ];
    vec(deed, 1..30)
}

/// What was asked for, its lines, and whether the goods were taken.
type Hold = (Value, Vec<(usize, i64)>, bool);

/// What was done so far, and what the shelves should hold by an account of the test's own.
struct World<'a> {
    app: &'a TestApp,
    shop: &'a Shop,
    admin: Client,
    products: Vec<ProductId>,
    on_hand: [i64; 4],
    sales: Vec<(OrderCompleted, bool)>,
    holds: Vec<Hold>,
    last: Option<(&'static str, Value)>,
}

impl World<'_> {
    fn named(&self, lines: &[(usize, i64)]) -> Vec<(ProductId, i64)> {
        lines.iter().map(|(n, milli)| (self.products[*n], *milli)).collect()
    }

    fn count(&mut self, lines: &[(usize, i64)], sign: i64) {
        for (n, milli) in lines {
            self.on_hand[*n] += sign * milli;
        }
    }

    async fn post(&mut self, path: &'static str, body: Value) -> u16 {
        let status = self.admin.post(path, body.clone()).await.status();
        self.last = Some((path, body));
        status
    }

    async fn sell(&mut self, lines: &[(usize, i64)], hold: bool) {
        let location = self.shop.location_id();
        let mut sold = sale(self.app, self.shop, location, &self.named(lines));
        if hold {
            let goods = self.named(&one_line_each(lines));
            let asked = wish(sold.order_id, location, 60, &goods);
            sold.reserved = as_order_service(self.app)
                .reserve(&self.shop.caller(), &asked)
                .await
                .is_ok();
            if !sold.reserved {
                return;
            }
        }
        completed(self.app, self.shop, &sold).await;
        self.count(lines, -1);
        self.sales.push((sold, false));
    }

    async fn void(&mut self, n: usize) {
        let open: Vec<usize> = (0..self.sales.len()).filter(|n| !self.sales[*n].1).collect();
        let Some(n) = n.checked_rem(open.len()).map(|n| open[n]) else {
            return;
        };
        self.sales[n].1 = true;
        let sold = self.sales[n].0.clone();
        voided(self.app, self.shop, &sold).await;
        for line in &sold.lines {
            let shelf = self
                .products
                .iter()
                .position(|product| *product == line.product_id)
                .unwrap();
            self.on_hand[shelf] += line.quantity_milli;
        }
    }

    async fn end_hold(&mut self, n: usize, how: &str) {
        let Some(n) = n.checked_rem(self.holds.len()) else {
            return;
        };
        let (body, lines, taken) = self.holds[n].clone();
        let path = format!("/reservations/{}/{how}", body["id"].as_str().unwrap());
        let status = self.admin.post(&path, json!({})).await.status();
        assert!(matches!(status, 200 | 409), "{status}");
        if how == "commit" && status == 200 && !taken {
            self.holds[n].2 = true;
            self.count(&lines, -1);
        }
    }

    async fn again(&mut self) {
        if let Some((path, body)) = self.last.clone() {
            let status = self.admin.post(path, body).await.status();
            assert!(matches!(status, 201 | 409), "{status}");
        }
        if let Some((sold, _)) = self.sales.last() {
            completed(self.app, self.shop, sold).await;
        }
    }

    async fn act(&mut self, deed: Deed) {
        let location = self.shop.location_id();
        match deed {
            Deed::Receive(lines) => {
                assert_eq!(
                    self.post("/stock/receipts", receipt(location, &self.named(&lines)))
                        .await,
                    201
                );
                self.count(&lines, 1);
            }
            Deed::Adjust(lines) => {
                assert_eq!(
                    self.post(
                        "/stock/adjustments",
                        adjustment(location, "counted", &self.named(&lines))
                    )
                    .await,
                    201
                );
                self.count(&lines, 1);
            }
            Deed::Sell(lines) => self.sell(&lines, false).await,
            Deed::SellHeld(lines) => self.sell(&lines, true).await,
            Deed::Void(n) => self.void(n).await,
            Deed::Reserve(lines) => {
                let lines = one_line_each(&lines);
                let body = reservation(location, 60, &self.named(&lines));
                match self.post("/reservations", body.clone()).await {
                    201 => self.holds.push((body, lines, false)),
                    status => {
                        assert_eq!(status, 409);
                        // Sent again, it may be held: then the account would have to follow.
                        self.last = None;
                    }
                }
            }
            Deed::Release(n) => self.end_hold(n, "release").await,
            Deed::Commit(n) => self.end_hold(n, "commit").await,
            Deed::Again => self.again().await,
            Deed::Wait(seconds) => self.app.clock().advance(TimeDelta::seconds(seconds)),
            Deed::Settle => self.app.settle().await,
        }
    }
}

fn one_line_each(lines: &[(usize, i64)]) -> Vec<(usize, i64)> {
    let mut sums = std::collections::BTreeMap::new();
    for (n, milli) in lines {
        *sums.entry(*n).or_insert(0) += milli;
    }
    sums.into_iter().collect()
}

#[test]
fn sums_hold_after_any_sequence_of_deeds() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let app = runtime.block_on(TestApp::start());
    let shop = runtime.block_on(app.shop("green-grocer"));
    let mut runner = TestRunner::new(Config {
        cases: 40,
        max_shrink_iters: 200,
        ..Config::default()
    });
    runner
        .run(&deeds(), |deeds| {
            runtime.block_on(async {
                let admin = shop.sign_in_again().await;
                let products = articles_by(&admin, 4).await;
                let mut world = World {
                    app: &app,
                    shop: &shop,
                    admin,
                    products,
                    on_hand: [0; 4],
                    sales: Vec::new(),
                    holds: Vec::new(),
                    last: None,
                };
                for deed in deeds {
                    world.act(deed).await;
                }
                app.settle().await;
                assert_sums(&app).await;
                for (n, product) in world.products.iter().enumerate() {
                    let stored = level(&app, shop.location_id(), *product)
                        .await
                        .map_or(0, |level| level.0);
                    assert_eq!(stored, world.on_hand[n], "shelf {n}");
                }
                // Everything ends: nothing is held for ever.
                app.clock().advance(TimeDelta::seconds(61));
                app.settle().await;
                for product in &world.products {
                    assert_eq!(
                        level(&app, shop.location_id(), *product)
                            .await
                            .map_or(0, |level| level.1),
                        0
                    );
                }
            });
            Ok(())
        })
        .unwrap();
    runtime.block_on(async move { drop(app) });
}
