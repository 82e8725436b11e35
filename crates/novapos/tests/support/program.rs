//! The program as a process of its own over a test's database, and tills that sell at it until it dies.
#![allow(dead_code, reason = "each test program uses its part")]

use std::{
    io::{BufRead as _, BufReader},
    os::unix::process::ExitStatusExt as _,
    process::{Child, ChildStderr, Command, ExitStatus, Output, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use contracts::ids::{ProductId, StoreId};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use testkit::{Shop, TestApp};
use uuid::Uuid;

use crate::serving::{addresses, port_of};

/// A limit on what hangs, not a measure: on a busy machine everything takes its time.
pub const PATIENCE: Duration = Duration::from_secs(180);
/// What opens its metrics.
pub const METRICS_TOKEN: &str = "a token of tests that is long enough";

/// The program as a process of its own over a test's database.
pub struct Program {
    child: Child,
    pub base: String,
    /// Where its metrics are; nothing with a version of the program that does not say it.
    admin: Option<String>,
}

impl Program {
    /// Starts it on a port that it takes itself, and waits until it serves.
    pub async fn start(app: &TestApp, failpoint: Option<String>, settings: &[(&str, String)]) -> Self {
        let mut settings = settings.to_vec();
        if let Some(failpoint) = failpoint {
            settings.push(("NOVAPOS_FAILPOINT", failpoint));
        }
        Self::start_as(app, &["serve"], kernel::db::LOGIN_ROLE, &settings).await
    }

    /// The same with these arguments, signing in to the database as this role.
    pub async fn start_as(app: &TestApp, arguments: &[&str], role: &str, settings: &[(&str, String)]) -> Self {
        Self::start_of(env!("CARGO_BIN_EXE_novapos"), app, arguments, role, settings).await
    }

    /// The same, of another version of the program.
    pub async fn start_of(
        program: &str,
        app: &TestApp,
        arguments: &[&str],
        role: &str,
        settings: &[(&str, String)],
    ) -> Self {
        Self::spawn(Self::command(program, app, arguments, role, settings))
            .await
            .unwrap_or_else(|(said, _)| panic!("it ended instead of serving:\n{said}"))
    }

    fn command(program: &str, app: &TestApp, arguments: &[&str], role: &str, settings: &[(&str, String)]) -> Command {
        let database = app.database();
        let url = format!(
            "postgres:///{}?host={}&port={}&user=",
            database.name(),
            database.socket_folder().display(),
            testkit::cluster::PORT
        );
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env("NOVAPOS__DATABASE__URL", format!("{url}{role}"))
            .env(
                "NOVAPOS__DATABASE__ADMIN_URL",
                format!("{url}{}", testkit::cluster::ADMIN),
            )
            .env("NOVAPOS__AUTH__KEY", "env:NOVAPOS_TEST_KEY")
            .env("NOVAPOS_TEST_KEY", testkit::AUTH_KEY)
            .env("NOVAPOS__LISTEN__PORT", "0")
            .env("NOVAPOS__LISTEN__ADMIN_PORT", "0")
            .stdin(Stdio::null())
            .stderr(Stdio::piped());
        // An older version does not know it, and refuses what it does not know.
        if program == env!("CARGO_BIN_EXE_novapos") {
            command
                .env("NOVAPOS__METRICS__TOKEN", "env:NOVAPOS_TEST_METRICS")
                .env("NOVAPOS_TEST_METRICS", METRICS_TOKEN);
        }
        command.envs(settings.iter().map(|(name, value)| (*name, value)));
        command
    }

    /// Runs a command of it to its end.
    pub async fn run(app: &TestApp, arguments: &[&str], settings: &[(&str, String)]) -> Output {
        let program = env!("CARGO_BIN_EXE_novapos");
        let mut command = Self::command(program, app, arguments, kernel::db::LOGIN_ROLE, settings);
        let ended = tokio::task::spawn_blocking(move || command.output()).await.unwrap();
        ended.expect("the program starts")
    }

    /// Starts it, killed at this place: perhaps before it serves, and then there is nothing.
    pub async fn start_to_die(app: &TestApp, failpoint: String, settings: &[(&str, String)]) -> Option<Self> {
        let mut settings = settings.to_vec();
        settings.push(("NOVAPOS_FAILPOINT", failpoint));
        let program = env!("CARGO_BIN_EXE_novapos");
        let command = Self::command(program, app, &["serve"], kernel::db::LOGIN_ROLE, &settings);
        match Self::spawn(command).await {
            Ok(program) => Some(program),
            Err((said, how)) => {
                assert!(was_killed(how), "it ended by itself, with {how}:\n{said}");
                None
            }
        }
    }

    /// Starts it and waits until it serves; else what it said, and how it ended.
    async fn spawn(mut command: Command) -> Result<Self, (String, ExitStatus)> {
        let is_secure = command
            .get_envs()
            .any(|(name, _)| name.to_string_lossy().starts_with("NOVAPOS__LISTEN__TLS__"));
        let mut child = command.spawn().expect("the program starts");
        let log = BufReader::new(child.stderr.take().expect("its log"));
        let addresses = match tokio::task::spawn_blocking(move || serving(log)).await.unwrap() {
            Ok(addresses) => addresses,
            Err(said) => {
                return Err((said, child.wait().expect("it ended")));
            }
        };
        let scheme = if is_secure { "https" } else { "http" };
        let at = |address| format!("{scheme}://127.0.0.1:{}", port_of(address));
        let mut addresses = addresses.split(' ');
        Ok(Self {
            child,
            base: at(addresses.next().unwrap()),
            admin: addresses.find(|address| address.starts_with("admin=")).map(at),
        })
    }

    /// A counter as `/metrics` tells it, over all series with this text in their labels; zero when there is none.
    pub async fn counted(&self, name: &str, label: &str) -> f64 {
        let url = format!("{}/metrics", self.admin.as_ref().expect("an address for metrics"));
        let asked = reqwest::Client::new().get(url).bearer_auth(METRICS_TOKEN);
        let told = asked.send().await.unwrap().text().await.unwrap();
        told.lines()
            .filter(|line| line.starts_with(name) && line.contains(label))
            .map(|line| line.rsplit(' ').next().unwrap().parse::<f64>().unwrap())
            .sum()
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).expect("it runs");
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to stop, and waits until it has.
    pub async fn terminate(mut self) {
        self.signal(Signal::TERM);
        let since = Instant::now();
        while !self.is_dead() {
            assert!(since.elapsed() < PATIENCE, "it ends when it is told to");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let code = self.child.wait().expect("it ended");
        assert!(code.success(), "it ended with {code}");
    }

    pub fn is_dead(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_some()
    }

    /// Whether it is dead because it was killed. It never ends by itself.
    pub fn is_killed(&mut self) -> bool {
        let ended = self.child.try_wait().expect("a child");
        ended
            .inspect(|how| assert!(was_killed(*how), "it ended by itself, with {how}"))
            .is_some()
    }
}

fn was_killed(how: ExitStatus) -> bool {
    how.signal() == Some(Signal::KILL.as_raw())
}

/// Where the program says it serves. What it says afterwards is read, so that it can go on, and shown where it is an error.
fn serving(mut log: BufReader<ChildStderr>) -> Result<String, String> {
    let (addresses, _) = addresses(&mut log)?;
    std::thread::spawn(move || {
        for line in log
            .lines()
            .map_while(Result::ok)
            .filter(|line| line.contains("\"ERROR\""))
        {
            eprintln!("{line}");
        }
    });
    Ok(addresses)
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A till: it makes its sale, keeps it, and sends it until it is accepted.
pub struct Till {
    pub http: reqwest::Client,
    pub tenant: String,
    pub token: String,
    pub register: String,
    pub product: ProductId,
    pub rev: i64,
    pub next_number: i64,
    pub accepted: Vec<Uuid>,
    /// A line of the last sale, where a test wants to use it again.
    pub last_line: Value,
}

impl Till {
    /// A till at a new register of the shop.
    pub async fn open(shop: &Shop, number: usize, http: &reqwest::Client, product: ProductId) -> Self {
        Self::open_in(shop, shop.store_id(), number, http, product).await
    }

    /// The same in another store.
    pub async fn open_in(
        shop: &Shop,
        store: StoreId,
        number: usize,
        http: &reqwest::Client,
        product: ProductId,
    ) -> Self {
        let register = json!({"store_id": store, "name": format!("Till {number}"), "code": format!("T{number}")});
        let register = shop.admin().post("/registers", register).await.expect(201).json();
        Self {
            http: http.clone(),
            tenant: shop.tenant_id().to_string(),
            token: String::new(),
            register: register["id"].as_str().unwrap().to_owned(),
            product,
            rev: 1,
            next_number: 1,
            accepted: Vec::new(),
            last_line: Value::Null,
        }
    }

    pub fn sale(&self) -> (Uuid, Value) {
        let id = Uuid::now_v7();
        let line = || json!({"id": Uuid::now_v7(), "product_id": self.product, "quantity_milli": 1000});
        let body = json!({"id": id, "register_id": self.register, "receipt_number": self.next_number, "rev": self.rev, "lines": [line(), line()],
            "tenders": [{"id": Uuid::now_v7(), "kind": "cash", "amount_minor": 500}],
            "expected": {"total_minor": 500, "due_minor": 500, "change_minor": 0}, "device_at": "2026-03-02T10:00:00.000Z"});
        (id, body)
    }

    /// Whether the sale was accepted; an error is a lost answer.
    pub async fn send(&mut self, base: &str, (id, body): &(Uuid, Value)) -> bool {
        let request = self
            .http
            .post(format!("{base}/orders"))
            .bearer_auth(&self.token)
            .header("x-tenant-id", &self.tenant);
        let Ok(answer) = request.json(body).send().await else {
            return false;
        };
        let status = answer.status().as_u16();
        assert!(
            status == 201 || status == 503,
            "{status}: {}",
            answer.text().await.unwrap_or_default()
        );
        if status == 201 {
            self.sold(*id);
        }
        status == 201
    }

    /// Sells once, however often it must be sent.
    pub async fn sell(&mut self, base: &str) {
        let sale = self.sale();
        self.send_until_accepted(base, &sale, "").await;
    }

    /// Sends the same sale until it is accepted.
    pub async fn send_until_accepted(&mut self, base: &str, sale: &(Uuid, Value), when: &str) {
        let since = Instant::now();
        while !self.send(base, sale).await {
            assert!(since.elapsed() < PATIENCE, "{when}: the sale is accepted");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The sale was accepted.
    pub fn sold(&mut self, id: Uuid) {
        self.accepted.push(id);
        self.next_number += 1;
    }
}

/// Sells until the program is dead. Returns the sale whose answer is outstanding.
pub async fn sell_until(dead: &AtomicBool, till: &mut Till, base: &str) -> (Uuid, Value) {
    let mut kept = till.sale();
    while !dead.load(Ordering::Relaxed) {
        if till.send(base, &kept).await {
            kept = till.sale();
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    kept
}

pub async fn sign_in(base: &str, http: &reqwest::Client, email: &str) -> String {
    try_sign_in(base, http, email).await.expect("an answer")
}

/// The same where the answer may be lost.
pub async fn try_sign_in(base: &str, http: &reqwest::Client, email: &str) -> Option<String> {
    let body = json!({"shop_code": "corner", "email": email, "password": testkit::PASSWORD, "client": "api"});
    let answer = http
        .post(format!("{base}/auth/sign-in"))
        .json(&body)
        .send()
        .await
        .ok()?;
    let session: Value = answer.json().await.ok()?;
    let token = session["access_token"].as_str();
    Some(token.unwrap_or_else(|| panic!("{session}")).to_owned())
}
