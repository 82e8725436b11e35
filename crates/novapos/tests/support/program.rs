//! The program as a process of its own over a test's database, and tills that sell at it until it dies.
#![allow(dead_code, reason = "each test program uses its part")]

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, ChildStderr, Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use contracts::ids::ProductId;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use testkit::{Shop, TestApp};
use uuid::Uuid;

use crate::serving::until_serving;

/// A limit on what hangs, not a measure: on a busy machine everything takes its time.
pub const PATIENCE: Duration = Duration::from_secs(180);
/// What opens its metrics.
pub const METRICS_TOKEN: &str = "a token of tests that is long enough";

/// The program as a process of its own over a test's database.
pub struct Program {
    child: Child,
    pub base: String,
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
            .env("NOVAPOS__METRICS__TOKEN", "env:NOVAPOS_TEST_METRICS")
            .env("NOVAPOS_TEST_METRICS", METRICS_TOKEN)
            .env("NOVAPOS__LISTEN__PORT", "0")
            .env("NOVAPOS__LISTEN__ADMIN_PORT", "0")
            .stdin(Stdio::null())
            .stderr(Stdio::piped());
        command.envs(settings.iter().map(|(name, value)| (*name, value)));
        let mut child = command.spawn().expect("the program starts");
        let log = BufReader::new(child.stderr.take().expect("its log"));
        let port = tokio::task::spawn_blocking(move || port_of(log)).await.unwrap();
        let is_secure = settings
            .iter()
            .any(|(name, _)| name.starts_with("NOVAPOS__LISTEN__TLS__"));
        let scheme = if is_secure { "https" } else { "http" };
        Self {
            child,
            base: format!("{scheme}://127.0.0.1:{port}"),
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to stop, and waits until it has.
    pub async fn terminate(mut self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).expect("it runs");
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
}

/// The port that the program says it serves on. What it says afterwards is read, so that it can go on, and shown where it is an error.
fn port_of(mut log: BufReader<ChildStderr>) -> u16 {
    let (port, _) = until_serving(&mut log);
    std::thread::spawn(move || {
        for line in log
            .lines()
            .map_while(Result::ok)
            .filter(|line| line.contains("\"ERROR\""))
        {
            eprintln!("{line}");
        }
    });
    port
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
}

impl Till {
    /// A till at a new register of the shop.
    pub async fn open(shop: &Shop, number: usize, http: &reqwest::Client, product: ProductId) -> Self {
        let register =
            json!({"store_id": shop.store_id(), "name": format!("Till {number}"), "code": format!("T{number}")});
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
            self.accepted.push(*id);
            self.next_number += 1;
        }
        status == 201
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
    let body = json!({"shop_code": "corner", "email": email, "password": testkit::PASSWORD, "client": "api"});
    let answer = http
        .post(format!("{base}/auth/sign-in"))
        .json(&body)
        .send()
        .await
        .unwrap();
    let session: Value = answer.json().await.unwrap();
    session["access_token"]
        .as_str()
        .unwrap_or_else(|| panic!("{session}"))
        .to_owned()
}
