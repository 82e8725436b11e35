//! A measurement with a bound (F33): nine quiet shops beside one that sends nine tenths of all requests, over HTTP. `make faults-distributed` runs it.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a test may end with a panic and makes its own ids; its numbers are small"
)]

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use novapos::config::Limits;
use serde_json::{Value, json};
use testkit::{Client, Config, Shop, TestApp};
use uuid::Uuid;

const QUIET: usize = 9;
/// Each quiet shop asks so often, half of it sales.
const QUIET_EVERY: Duration = Duration::from_millis(500);
/// The noisy one sends nine times what all of them send, over so many connections.
const NOISY_CONNECTIONS: usize = 32;
const NOISY_EVERY: Duration = Duration::from_micros(500_000 / (QUIET * QUIET) as u64 * NOISY_CONNECTIONS as u64);
/// How long each load runs in each round.
const FOR: Duration = Duration::from_secs(10);
const ROUNDS: usize = 4;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it compares times, which another test on this computer would change: make faults-distributed"]
async fn quiet_shops_are_served_beside_a_noisy_one() {
    // What one account may ask in a minute would end the flood.
    let limits = Limits {
        account_per_minute: u32::MAX,
        tenant_per_minute: u32::MAX,
        ..Limits::default()
    };
    let app = TestApp::with(Config {
        limits,
        ..Config::default()
    })
    .await;
    let address = app.listen().await;
    let mut quiet = Vec::new();
    for number in 0..QUIET {
        quiet.push(Desk::open(&app.shop(&format!("quiet-{number}")).await, address).await);
    }
    let noisy = Desk::open(&app.shop("noisy").await, address).await;
    for desk in &mut quiet {
        desk.ask(&Arc::default()).await;
    }
    // In turn, because the computer may be faster in one minute than in the next.
    let (mut alone, mut beside, mut flooded) = (Load::default(), Load::default(), Load::default());
    for _ in 0..ROUNDS {
        alone.add(load(&mut quiet, None).await);
        beside.add(load(&mut quiet, Some((&noisy, NOISY_EVERY))).await);
        flooded.add(load(&mut quiet, Some((&noisy, Duration::ZERO))).await);
    }
    let base = alone.p99();
    for (name, load) in [
        ("alone", &alone),
        ("beside 90 %", &beside),
        ("beside a flood", &flooded),
    ] {
        println!(
            "{name}: {} requests of quiet shops, p50 {:?}, p99 {:?} ({:.2} of alone); of the noisy one {} answered, {} sent away; Jain {:.3}",
            load.times.len(),
            load.quantile(50),
            load.p99(),
            load.p99().as_secs_f64() / base.as_secs_f64(),
            load.noisy.answered.load(Ordering::Relaxed),
            load.noisy.sent_away.load(Ordering::Relaxed),
            load.jain()
        );
        assert!(load.jain() >= 0.9, "{name}");
    }
    assert!(beside.p99() <= base.mul_f64(1.5), "{:?} after {base:?}", beside.p99());
}

/// What happened under one load.
#[derive(Default)]
struct Load {
    /// How long the quiet shops' answers took, from when they were to be asked, sorted.
    times: Vec<Duration>,
    /// Of what each quiet shop asked, how much was done.
    shares: Vec<f64>,
    noisy: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    answered: AtomicUsize,
    sent_away: AtomicUsize,
}

impl Load {
    fn add(&mut self, round: Self) {
        self.times.extend(round.times);
        self.times.sort_unstable();
        self.shares.extend(round.shares);
        let (all, new) = (&self.noisy, &round.noisy);
        for (all, new) in [(&all.answered, &new.answered), (&all.sent_away, &new.sent_away)] {
            all.fetch_add(new.load(Ordering::Relaxed), Ordering::Relaxed);
        }
    }

    fn quantile(&self, percent: usize) -> Duration {
        self.times[self.times.len() * percent / 100]
    }

    fn p99(&self) -> Duration {
        self.quantile(99)
    }

    /// Of what each shop asked, how much was done: 1 when that is the same for all.
    fn jain(&self) -> f64 {
        let mut shares = self.shares.clone();
        let (answered, sent_away) = (
            self.noisy.answered.load(Ordering::Relaxed),
            self.noisy.sent_away.load(Ordering::Relaxed),
        );
        if answered + sent_away > 0 {
            shares.push(answered as f64 / (answered + sent_away) as f64);
        }
        let sum: f64 = shares.iter().sum();
        sum * sum / (shares.len() as f64 * shares.iter().map(|share| share * share).sum::<f64>())
    }
}

async fn load(quiet: &mut [Desk], noisy: Option<(&Desk, Duration)>) -> Load {
    let is_over = Arc::new(AtomicBool::new(false));
    let counts = Arc::new(Counts::default());
    let noise: Vec<_> = noisy
        .into_iter()
        .flat_map(|(desk, every)| (0..NOISY_CONNECTIONS).map(move |number| (desk.clone(), every, number)))
        .map(|(desk, every, number)| {
            tokio::spawn(make_noise(
                desk,
                every,
                number,
                Arc::clone(&is_over),
                Arc::clone(&counts),
            ))
        })
        .collect();
    let asked = join_all(
        quiet
            .iter_mut()
            .enumerate()
            .map(|(number, desk)| desk.ask_for_a_while(number)),
    )
    .await;
    is_over.store(true, Ordering::Relaxed);
    for worker in noise {
        worker.await.unwrap();
    }
    let mut times: Vec<Duration> = asked.iter().flat_map(|(times, _)| times.clone()).collect();
    times.sort_unstable();
    Load {
        times,
        shares: asked.iter().map(|(_, share)| *share).collect(),
        noisy: counts,
    }
}

async fn make_noise(desk: Desk, every: Duration, number: usize, is_over: Arc<AtomicBool>, counts: Arc<Counts>) {
    tokio::time::sleep(every.mul_f64(number as f64 / NOISY_CONNECTIONS as f64)).await;
    let mut next = Instant::now();
    while !is_over.load(Ordering::Relaxed) {
        // Half of it prices, which are in the lane of sales, half of it a list.
        let was_answered = desk.price_or_list(number.is_multiple_of(2)).await;
        let count = if was_answered {
            &counts.answered
        } else {
            &counts.sent_away
        };
        count.fetch_add(1, Ordering::Relaxed);
        next += every;
        tokio::time::sleep_until(next.into()).await;
    }
}

/// A shop that asks over HTTP.
#[derive(Clone)]
struct Desk {
    http: reqwest::Client,
    address: SocketAddr,
    seller: Client,
    tenant: String,
    order: Value,
    asked: usize,
}

impl Desk {
    async fn open(shop: &Shop, address: SocketAddr) -> Self {
        let product = shop.product("TEA", 250).await;
        let seller = shop.admin();
        Self {
            http: reqwest::Client::new(),
            address,
            order: shop.order(&seller, shop.register_id(), &[(product, 1000)]).await,
            tenant: shop.tenant_id().to_string(),
            seller,
            asked: 0,
        }
    }

    /// At its times, however long the answers take: how long each took from then, and how many of all were answered well.
    async fn ask_for_a_while(&mut self, number: usize) -> (Vec<Duration>, f64) {
        let counts = Arc::new(Counts::default());
        let mut next = Instant::now() + QUIET_EVERY.mul_f64(number as f64 / QUIET as f64);
        let end = Instant::now() + FOR;
        let mut times = Vec::new();
        while next < end {
            tokio::time::sleep_until(next.into()).await;
            self.ask(&counts).await;
            times.push(next.elapsed());
            next += QUIET_EVERY;
        }
        let done = counts.answered.load(Ordering::Relaxed) as f64 / times.len() as f64;
        (times, done)
    }

    /// A sale, then a list, in turn.
    async fn ask(&mut self, counts: &Arc<Counts>) {
        self.asked += 1;
        let was_answered = if self.asked.is_multiple_of(2) {
            self.sell().await
        } else {
            self.price_or_list(false).await
        };
        let count = if was_answered {
            &counts.answered
        } else {
            &counts.sent_away
        };
        count.fetch_add(1, Ordering::Relaxed);
    }

    async fn sell(&mut self) -> bool {
        let status = self.send("/orders", Some(&self.order)).await;
        if status == 201 {
            let number = self.order["receipt_number"].as_i64().unwrap();
            self.order["receipt_number"] = json!(number + 1);
            for place in ["/id", "/lines/0/id", "/tenders/0/id"] {
                *self.order.pointer_mut(place).unwrap() = json!(Uuid::now_v7());
            }
        }
        status == 201
    }

    async fn price_or_list(&self, is_price: bool) -> bool {
        let status = if is_price {
            let cart = json!({"register_id": self.order["register_id"], "lines": self.order["lines"]});
            self.send("/orders/compute", Some(&cart)).await
        } else {
            self.send("/products", None).await
        };
        status == 200
    }

    async fn send(&self, path: &str, body: Option<&Value>) -> u16 {
        let url = format!("http://{}{path}", self.address);
        let request = match body {
            Some(body) => self
                .http
                .post(url)
                .header("idempotency-key", Uuid::now_v7().to_string())
                .json(body),
            None => self.http.get(url),
        };
        let sent = request
            .bearer_auth(self.seller.token())
            .header("x-tenant-id", &self.tenant)
            .send()
            .await;
        let answer = sent.unwrap();
        let status = answer.status().as_u16();
        answer.bytes().await.unwrap();
        assert!([200, 201, 503].contains(&status), "{path}: {status}");
        status
    }
}
