//! The database is killed (`kill -9`, all of its processes) while tills sell, and comes back by itself. Tills send again what was not
//! acknowledged; in the end each acknowledged sale is there once and `novapos verify` is clean (fault F4). Relay and consumers do not wait
//! for the disk (docs/adr/0006), so what they had done last is lost here, and must be done again.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids and tasks"
)]

#[path = "support/running.rs"]
mod running;

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use running::{Folder, Running, novapos};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use tokio::time::sleep;
use uuid::Uuid;

/// As often as the program starts its database again in a short while before it gives up.
const KILLS: u64 = 3;
/// A limit on what hangs, not a measure: on a busy machine everything takes its time.
const PATIENCE: Duration = Duration::from_secs(120);

/// The API as somebody of the demo shop reaches it.
#[derive(Clone)]
struct Api {
    http: reqwest::Client,
    base: String,
    token: String,
    tenant: String,
}

impl Api {
    async fn sign_in(port: u16) -> Self {
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(20))
            .build()
            .unwrap();
        let base = format!("http://127.0.0.1:{port}");
        let who = json!({"shop_code": "demo", "email": "manager@demo.example", "password": "demo-corner-shop", "client": "api"});
        let answer = http
            .post(format!("{base}/auth/sign-in"))
            .json(&who)
            .send()
            .await
            .unwrap();
        let session: Value = answer.json().await.unwrap();
        Self {
            http,
            base,
            token: session["access_token"].as_str().unwrap().to_owned(),
            tenant: session["tenant"]["id"].as_str().unwrap().to_owned(),
        }
    }

    /// The answer's status and body; nothing when it was lost.
    async fn ask(&self, method: reqwest::Method, path: &str, body: Option<&Value>) -> Option<(u16, Value)> {
        let request = self
            .http
            .request(method, format!("{}{path}", self.base))
            .bearer_auth(&self.token)
            .header("x-tenant-id", &self.tenant);
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        let answer = request.send().await.ok()?;
        Some((answer.status().as_u16(), answer.json().await.ok()?))
    }

    async fn get(&self, path: &str) -> Value {
        let (status, body) = self.ask(reqwest::Method::GET, path, None).await.unwrap();
        assert_eq!(status, 200, "{path}: {body}");
        body
    }
}

/// What a till knows before it sells, and what it sold.
struct Till {
    api: Api,
    register: String,
    product: Value,
    quote: Value,
    next_number: i64,
    accepted: Vec<Uuid>,
}

impl Till {
    async fn open(api: &Api, register: &Value, product: &Value) -> Self {
        let register = register["id"].as_str().unwrap().to_owned();
        let setup = api.get(&format!("/registers/{register}/setup")).await;
        let cart = json!({"register_id": register, "lines": [{"id": Uuid::now_v7(), "product_id": product, "quantity_milli": 1000}]});
        let (_, quote) = api
            .ask(reqwest::Method::POST, "/orders/compute", Some(&cart))
            .await
            .unwrap();
        Self {
            api: api.clone(),
            register,
            product: product.clone(),
            quote,
            next_number: setup["next_receipt_number"].as_i64().unwrap(),
            accepted: Vec::new(),
        }
    }

    /// Sells until it is told to stop; the last sale is accepted then, too.
    async fn sell(mut self, stop: Arc<AtomicBool>) -> Vec<Uuid> {
        while !stop.load(Ordering::Relaxed) {
            let id = Uuid::now_v7();
            let due = &self.quote["cash_total_minor"];
            let sale = json!({"id": id, "register_id": self.register, "receipt_number": self.next_number, "rev": self.quote["rev"],
                "lines": [{"id": Uuid::now_v7(), "product_id": self.product, "quantity_milli": 1000}],
                "tenders": [{"id": Uuid::now_v7(), "kind": "cash", "amount_minor": due}],
                "expected": {"total_minor": self.quote["total_minor"], "due_minor": due, "change_minor": 0},
                "device_at": "2026-03-02T10:00:00.000Z"});
            let since = Instant::now();
            loop {
                match self.api.ask(reqwest::Method::POST, "/orders", Some(&sale)).await {
                    Some((201, _)) => break,
                    Some((503, _)) | None => {}
                    Some((status, body)) => panic!("{status}: {body}"),
                }
                assert!(
                    since.elapsed() < PATIENCE,
                    "the same sale is accepted once the database is back"
                );
                sleep(Duration::from_millis(20)).await;
            }
            self.next_number += 1;
            self.accepted.push(id);
        }
        self.accepted
    }
}

/// Kills the Postgres of this home, whole: what only its memory held is gone.
fn kill_database(folder: &Folder) {
    let file = fs::read_to_string(folder.home().join("data/postmaster.pid")).unwrap();
    let postmaster: i32 = file.lines().next().unwrap().parse().unwrap();
    let children = fs::read_to_string(format!("/proc/{postmaster}/task/{postmaster}/children")).unwrap();
    let children: Vec<i32> = children.split_whitespace().map(|pid| pid.parse().unwrap()).collect();
    for pid in std::iter::once(postmaster).chain(children) {
        // A child may have ended meanwhile.
        let _ = kill_process(Pid::from_raw(pid).unwrap(), Signal::KILL);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_database_comes_back_and_no_sale_is_lost_or_doubled() {
    let folder = Folder::new();
    let running = Running::start(&folder, &[]);
    let api = Api::sign_in(running.port).await;
    let registers = api.get("/registers").await;
    let product = api.get("/products?sku=DAI-001").await["items"][0]["id"].clone();
    let stop = Arc::new(AtomicBool::new(false));
    let mut tills = Vec::new();
    // The first store sells what its record says has run out; the second would refuse.
    let of_the_first = |register: &&Value| register["series"].as_str().unwrap().starts_with('A');
    for register in registers["items"].as_array().unwrap().iter().filter(of_the_first) {
        let till = Till::open(&api, register, &product).await;
        tills.push(tokio::spawn(till.sell(Arc::clone(&stop))));
    }
    assert!(tills.len() >= 2, "several tills");
    for kill in 1..=KILLS {
        sleep(Duration::from_millis(500 + 170 * kill)).await;
        kill_database(&folder);
        let since = Instant::now();
        while !matches!(api.ask(reqwest::Method::GET, "/registers", None).await, Some((200, _))) {
            assert!(since.elapsed() < PATIENCE, "kill {kill}: the database comes back");
            sleep(Duration::from_millis(50)).await;
        }
        println!("kill {kill}: back after {} ms", since.elapsed().as_millis());
    }
    sleep(Duration::from_millis(300)).await;
    stop.store(true, Ordering::Relaxed);
    let mut accepted = 0;
    for till in tills {
        for id in till.await.unwrap() {
            let order = api.get(&format!("/orders/{id}")).await;
            assert_eq!(order["status"], "completed", "{id}");
            accepted += 1;
        }
    }
    // Every line's stock has moved, once, when the record of the shelves stands where the sales brought it.
    let sold = || async {
        let mut sum = 0;
        let mut path = format!("/stock/{}/moves?limit=200", product.as_str().unwrap());
        loop {
            let page = api.get(&path).await;
            sum += page["items"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|m| m["kind"] == "sale")
                .count();
            match page["next_cursor"].as_str() {
                Some(cursor) => path = format!("/stock/{}/moves?limit=200&cursor={cursor}", product.as_str().unwrap()),
                None => return sum,
            }
        }
    };
    let since = Instant::now();
    while sold().await != accepted {
        assert!(
            since.elapsed() < PATIENCE,
            "{accepted} sales accepted, {} moved stock",
            sold().await
        );
        sleep(Duration::from_millis(200)).await;
    }
    println!("killed {KILLS} times, {accepted} sales, each once");
    let verified = novapos(&["verify"], &folder).output().unwrap();
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stdout)
    );
    running.signal(Signal::TERM);
    assert!(running.end().0);
}
