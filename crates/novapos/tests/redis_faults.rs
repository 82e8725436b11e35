//! A measurement with a bound (F15): while Redis is killed, emptied or slow, a sale takes as long as before. `make faults-distributed` runs it.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids"
)]

use std::time::{Duration, Instant};

use novapos::config::Redis;
use serde_json::{Value, json};
use testkit::{
    Client, Config, TestApp,
    redis_server::{Network, RedisServer},
};
use uuid::Uuid;

/// Each way of failing so often, with calm sales before it: the computer may be faster in one minute than in the next.
const ROUNDS: usize = 4;
const SALES: usize = 250;
/// While it is emptied, once in so many sales.
const EMPTIED_EVERY: usize = 10;
const BACK_WITHIN: Duration = Duration::from_secs(10);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    Killed,
    Emptied,
    Slow,
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it compares times, which another test on this computer would change: make faults-distributed"]
async fn a_sale_takes_as_long_while_redis_fails() {
    let mut server = RedisServer::start();
    let network = server.behind_a_network().await;
    let app = TestApp::with(Config {
        redis: Redis {
            url: Some(network.url()),
            ..Redis::default()
        },
        ..Config::default()
    })
    .await;
    let redis = app.deps(contracts::contexts::AUTH).redis.clone().unwrap();
    assert!(redis.wait_until_up(BACK_WITHIN).await);
    let shop = app.shop("green-grocer").await;
    let product = shop.product("TEA", 250).await;
    let mut till = Till {
        seller: shop.cashier().await,
        order: shop.order(&shop.admin(), shop.register_id(), &[(product, 1000)]).await,
    };
    till.sell(SALES, || ()).await;
    let mut times: Vec<(Fault, Vec<Duration>)> = [Fault::None, Fault::Killed, Fault::Emptied, Fault::Slow]
        .map(|fault| (fault, Vec::new()))
        .into();
    for _ in 0..ROUNDS {
        for fault in [Fault::Killed, Fault::Emptied, Fault::Slow] {
            times[0].1.extend(till.sell(SALES, || ()).await);
            begin(fault, &mut server, &network);
            let mut sold = 0;
            let during = till.sell(SALES, || {
                sold += 1;
                if fault == Fault::Emptied && sold % EMPTIED_EVERY == 0 {
                    server.ask("FLUSHALL");
                }
            });
            let took = during.await;
            assert_eq!(redis.is_up(), fault == Fault::Emptied, "{fault:?}");
            times.iter_mut().find(|(of, _)| *of == fault).unwrap().1.extend(took);
            end(fault, &mut server, &network);
            assert!(
                redis.wait_until_up(BACK_WITHIN).await,
                "it is used again after {fault:?}"
            );
        }
    }
    let calm = quantile(&mut times[0].1, 99);
    for (fault, times) in &mut times {
        let (p50, p99) = (quantile(times, 50), quantile(times, 99));
        let ratio = p99.as_secs_f64() / calm.as_secs_f64();
        println!(
            "Redis {fault:?}: {} sales, p50 {p50:?}, p99 {p99:?}, {ratio:.2} of calm",
            times.len()
        );
        assert!(ratio <= 1.3, "{fault:?}");
    }
}

fn begin(fault: Fault, server: &mut RedisServer, network: &Network) {
    match fault {
        Fault::Killed => server.kill(),
        Fault::Slow => network.be_slow(true),
        Fault::Emptied | Fault::None => {}
    }
}

fn end(fault: Fault, server: &mut RedisServer, network: &Network) {
    match fault {
        Fault::Killed => server.start_again(),
        Fault::Slow => network.be_slow(false),
        Fault::Emptied | Fault::None => {}
    }
}

/// A till that sells the same cart again and again.
struct Till {
    seller: Client,
    order: Value,
}

impl Till {
    /// How long each of so many sales took.
    async fn sell(&mut self, sales: usize, mut after: impl FnMut()) -> Vec<Duration> {
        let mut times = Vec::with_capacity(sales);
        for _ in 0..sales {
            let order = self.order.clone();
            let start = Instant::now();
            self.seller.post("/orders", order).await.expect(201);
            times.push(start.elapsed());
            self.next();
            after();
        }
        times
    }

    fn next(&mut self) {
        let number = self.order["receipt_number"].as_i64().unwrap();
        self.order["receipt_number"] = json!(number + 1);
        for place in ["/id", "/lines/0/id", "/tenders/0/id"] {
            *self.order.pointer_mut(place).unwrap() = json!(Uuid::now_v7());
        }
    }
}

fn quantile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)]
}
