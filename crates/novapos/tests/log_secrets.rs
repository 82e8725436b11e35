//! Everything that a real run writes, at every level that can be configured: no password, PIN, token or key is in it, and whatever other crates would
//! write below `info`, where headers and statements are, is not there at all.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids and clients"
)]

#[path = "support/serving.rs"]
mod serving;

use std::{
    fs,
    io::{BufReader, Read as _},
    process::{Child, ChildStderr, Command, Output, Stdio},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use kernel::{Clock, secret::SecretRef, vault::Login};
use reqwest::Method;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use serving::until_serving;
use testkit::{
    AUTH_KEY, Shop, TestApp,
    vault_server::{Fault, admin::VaultPlace},
};
use uuid::Uuid;

const DATABASE_PASSWORD: &str = "canary-of-the-database";
const URL_PASSWORD: &str = "canary-of-the-url";
const REDIS_PASSWORD: &str = "canary-of-redis";
const MAIL_PASSWORD: &str = "canary-of-the-mail";
const METRICS_TOKEN: &str = "canary-of-the-metrics-long-enough";
const OWN_KEY: &str = "canary-of-the-peers-that-is-long-enough";
const FORGED: &str = "canary-that-is-forged";
const WRONG_PASSWORD: &str = "canary-of-a-wrong-password";
const PIN: &str = "730519";

/// Whose lines may be below `info`.
const OURS: [&str; 8] = [
    "audit",
    "auth",
    "contracts",
    "inventory",
    "kernel",
    "novapos",
    "order",
    "product",
];

/// What each of the crates that speak to others would tell, if it were let.
const EACH: &str = "info,hyper=trace,hyper_util=trace,h2=trace,reqwest=trace,sqlx=trace,redis=trace,rdkafka=trace,rustls=trace,\
    tokio_rustls=trace,lettre=trace,tower=trace,tower_http=trace,opentelemetry=trace,opentelemetry_sdk=trace,log=trace";

/// A shop's program with every secret that it can have, all of them known here.
struct Run {
    folder: std::path::PathBuf,
    place: VaultPlace,
    marks: Vec<String>,
    certificate: String,
}

impl Run {
    async fn new() -> Self {
        let place = VaultPlace::stub(Clock::system()).await;
        place.put("database", json!({"password": DATABASE_PASSWORD})).await;
        place.put("auth", json!({"key": AUTH_KEY})).await;
        let folder = std::env::temp_dir().join(format!("novapos-log-secrets-{}", Uuid::now_v7()));
        fs::create_dir_all(&folder).unwrap();
        let wanted = rcgen::CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
        let key = rcgen::KeyPair::generate().unwrap();
        let certificate = wanted.self_signed(&key).unwrap().pem();
        let key = key.serialize_pem();
        fs::write(folder.join("tls.crt"), &certificate).unwrap();
        fs::write(folder.join("tls.key"), &key).unwrap();
        let mut marks: Vec<String> = [
            DATABASE_PASSWORD,
            REDIS_PASSWORD,
            MAIL_PASSWORD,
            METRICS_TOKEN,
            OWN_KEY,
            FORGED,
            WRONG_PASSWORD,
            PIN,
            testkit::PASSWORD,
            AUTH_KEY,
            &format!("\0receipts\0{MAIL_PASSWORD}"),
            "PRIVATE KEY",
            // How Vault's tokens begin.
            "hvs.",
        ]
        .map(str::to_owned)
        .to_vec();
        marks.extend(key.lines().filter(|line| !line.starts_with('-')).map(str::to_owned));
        Self {
            folder,
            place,
            marks,
            certificate,
        }
    }

    /// The program, with this to say how much is heard.
    async fn command(&mut self, app: &TestApp, filter: &str) -> Command {
        let vault = self.place.settings().await;
        let Login::Approle {
            role_id,
            secret_id: SecretRef::File(secret_id),
            mount,
        } = &vault.login
        else {
            unreachable!()
        };
        self.marks
            .push(fs::read_to_string(secret_id).unwrap().trim().to_owned());
        let login = format!(
            "{{approle={{role_id={role_id:?}, secret_id=\"file:{}\", mount={mount:?}}}}}",
            secret_id.display()
        );
        let socket = app.database().socket_folder().display().to_string();
        let url = format!("postgres:///{}?host={socket}&user=novapos", app.database().name());
        let (cert_file, key_file) = (self.folder.join("tls.crt"), self.folder.join("tls.key"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_novapos"));
        command
            .arg("serve")
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .env("NOVAPOS__LOG__FILTER", filter)
            .env("NOVAPOS__LISTEN__PORT", "0")
            .env("NOVAPOS__LISTEN__ADMIN_PORT", "0")
            .env("NOVAPOS__LISTEN__TLS__CERT_FILE", cert_file)
            .env("NOVAPOS__LISTEN__TLS__KEY_FILE", key_file)
            .env("NOVAPOS__DATABASE__URL", url)
            .env("NOVAPOS__DATABASE__PASSWORD", "vault:novapos/database#password")
            .env("NOVAPOS__AUTH__KEY", "vault:novapos/auth#key")
            .env("NOVAPOS__VAULT__ADDRESS", &vault.address)
            .env("NOVAPOS__VAULT__MOUNT", &vault.mount)
            .env("NOVAPOS__VAULT__TRANSIT_MOUNT", &vault.transit_mount)
            .env("NOVAPOS__VAULT__WRAP_KEYS", "true")
            .env("NOVAPOS__VAULT__START_WITHIN_S", "1")
            .env("NOVAPOS__VAULT__LOGIN", login);
        // Nobody is there: what cannot be reached is what is told most of.
        command
            .env("NOVAPOS__REDIS__URL", "redis://127.0.0.1:1/0")
            .env("NOVAPOS__MAIL__SERVER", "smtp://127.0.0.1:1")
            .env("NOVAPOS__MAIL__FROM", "Corner Shop <receipts@example.com>")
            .env("NOVAPOS__MAIL__USER", "receipts")
            .env("NOVAPOS__TRACES__ENDPOINT", "http://127.0.0.1:1")
            .env("NOVAPOS__TRACES__SAMPLE_PERCENT", "100");
        for (name, variable, value) in [
            ("NOVAPOS__REDIS__PASSWORD", "A", REDIS_PASSWORD),
            ("NOVAPOS__MAIL__PASSWORD", "B", MAIL_PASSWORD),
            ("NOVAPOS__METRICS__TOKEN", "C", METRICS_TOKEN),
            ("NOVAPOS__PEERS__OWN_KEY", "D", OWN_KEY),
        ] {
            command.env(name, format!("env:{variable}")).env(variable, value);
        }
        command
    }

    /// Whatever of it is in what was written, in itself or in base64.
    fn found(&self, written: &str) -> Vec<String> {
        let is_in =
            |line: &str, mark: &str| line.contains(mark) || line.contains(STANDARD.encode(mark).trim_end_matches('='));
        let lines = written.lines();
        lines
            .flat_map(|line| {
                self.marks
                    .iter()
                    .filter(move |mark| is_in(line, mark))
                    .map(move |mark| format!("{mark}: {line}"))
            })
            .collect()
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A client of the program, who keeps every token that is handed out.
struct Client<'a> {
    http: reqwest::Client,
    base: String,
    tenant: String,
    token: Option<String>,
    kept: &'a mut Vec<String>,
}

impl Client<'_> {
    async fn ask(&mut self, method: Method, path: &str, body: Value) -> (u16, Value) {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.base))
            .header("x-tenant-id", &self.tenant)
            .header("idempotency-key", Uuid::now_v7().to_string())
            .header("cookie", format!("novapos_refresh_pos={FORGED}"));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if !body.is_null() {
            request = request.json(&body);
        }
        let answer = request.send().await.unwrap();
        for cookie in answer.headers().get_all("set-cookie") {
            let value = cookie.to_str().unwrap().split(['=', ';']).nth(1).unwrap_or_default();
            self.kept.extend((!value.is_empty()).then(|| value.to_owned()));
        }
        let status = answer.status().as_u16();
        let body: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default();
        for name in ["access_token", "refresh_token", "invitation_token", "reset_token"] {
            self.kept.extend(body[name].as_str().map(str::to_owned));
        }
        (status, body)
    }

    async fn post(&mut self, path: &str, body: Value, status: u16) -> Value {
        let (is, answer) = self.ask(Method::POST, path, body).await;
        assert_eq!(is, status, "{path}: {answer}");
        answer
    }
}

/// Somebody signs in, wrongly and rightly, at the office and at the till, with password and PIN, is refused, sells, and sends a receipt.
async fn live(base: &str, shop: &Shop, certificate: &str, kept: &mut Vec<String>) {
    let certificate = reqwest::Certificate::from_pem(certificate.as_bytes()).unwrap();
    let http = reqwest::Client::builder()
        .tls_certs_only([certificate])
        .build()
        .unwrap();
    let mut client = Client {
        http,
        base: base.to_owned(),
        tenant: shop.tenant_id().to_string(),
        token: None,
        kept,
    };
    let who = |password: &str, client: &str| json!({"shop_code": "corner", "email": "owner@corner.example.com", "password": password, "client": client});
    client.post("/auth/sign-in", who(WRONG_PASSWORD, "api"), 401).await;
    client
        .post("/auth/sign-in", json!({"passwort": WRONG_PASSWORD}), 400)
        .await;
    client.post("/auth/sign-in", who(testkit::PASSWORD, "pos"), 200).await;
    let session = client.post("/auth/sign-in", who(testkit::PASSWORD, "api"), 200).await;
    let refresh = json!({"refresh_token": session["refresh_token"], "client": "api"});
    let session = client.post("/auth/refresh", refresh.clone(), 200).await;
    client
        .ask(
            Method::POST,
            "/auth/refresh",
            json!({"refresh_token": FORGED, "client": "api"}),
        )
        .await;
    client.token = Some(FORGED.to_owned());
    assert_eq!(client.ask(Method::GET, "/orders", Value::Null).await.0, 401);
    client.token = session["access_token"].as_str().map(str::to_owned);
    let (status, _) = client
        .ask(
            Method::PUT,
            "/auth/me/pin",
            json!({"password": testkit::PASSWORD, "pin": PIN}),
        )
        .await;
    assert_eq!(status, 204);
    let by_pin = json!({"shop_code": "corner", "email": "owner@corner.example.com", "pin": PIN});
    client.post("/auth/pin-sign-in", by_pin, 401).await;
    let invite =
        json!({"email": "robin@corner.example.com", "name": "Robin", "roles": [{"role": "cashier", "store_id": null}]});
    let invited = client.post("/users/invitations", invite, 201).await;
    let accept = json!({"token": invited["invitation_token"], "password": testkit::PASSWORD});
    client.post("/auth/invitations/accept", accept, 204).await;
    let reset = format!("/users/{}/password-reset", invited["user"]["id"].as_str().unwrap());
    client.post(&reset, json!({}), 201).await;
    client
        .post(
            "/auth/invitations/accept",
            json!({"token": FORGED, "password": WRONG_PASSWORD}),
            404,
        )
        .await;
    let products = client.ask(Method::GET, "/products?sku=TEA", Value::Null).await.1;
    let line = json!({"id": Uuid::now_v7(), "product_id": products["items"][0]["id"], "quantity_milli": 1000});
    let order_id = Uuid::now_v7();
    let sale = json!({"id": order_id, "register_id": shop.register_id(), "receipt_number": 1, "rev": 1, "lines": [line],
        "tenders": [{"id": Uuid::now_v7(), "kind": "cash", "amount_minor": 250}],
        "expected": {"total_minor": 250, "due_minor": 250, "change_minor": 0}, "device_at": "2026-03-02T10:00:00.000Z"});
    client.post("/orders", sale, 201).await;
    let send = json!({"id": Uuid::now_v7(), "to": "somebody@example.com"});
    client
        .ask(Method::POST, &format!("/orders/{order_id}/emails"), send)
        .await;
    let forged = client
        .http
        .get(format!("{base}/internal/directory"))
        .header("x-service-token", FORGED);
    assert_eq!(forged.send().await.unwrap().status(), 401);
    for (token, status) in [(FORGED, 401), (METRICS_TOKEN, 200)] {
        let metrics = client.http.get(format!("{base}/metrics")).bearer_auth(token);
        assert_eq!(metrics.send().await.unwrap().status(), status);
    }
}

/// A child that does not outlive its test.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn begin(mut command: Command) -> (Killed, BufReader<ChildStderr>, u16, String) {
    let mut child = Killed(command.spawn().unwrap());
    let mut log = BufReader::new(child.0.stderr.take().unwrap());
    let (port, said) = until_serving(&mut log);
    (child, log, port, said)
}

async fn away<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_configured_no_secret_is_written_and_others_are_not_heard_below_info() {
    for filter in ["trace", EACH] {
        let app = TestApp::start().await;
        let shop = app.shop("corner").await;
        shop.product("TEA", 250).await;
        app.settle().await;
        let mut run = Run::new().await;
        let command = run.command(&app, filter).await;
        let (child, log, port, said) = away(move || begin(command)).await;
        // It is read as it is written: a full pipe would hold up the program.
        let reading = tokio::task::spawn_blocking(move || {
            let (mut log, mut rest) = (log, String::new());
            log.read_to_string(&mut rest).unwrap();
            rest
        });
        let mut kept = Vec::new();
        live(&format!("https://127.0.0.1:{port}"), &shop, &run.certificate, &mut kept).await;
        assert!(kept.len() > 8, "{} tokens were handed out", kept.len());
        run.marks.extend(kept);
        let seen = run.found(&format!("{FORGED}\nbasic {}", STANDARD.encode(METRICS_TOKEN)));
        assert_eq!(seen.len(), 2, "what is looked for is found: {seen:?}");
        run.place.stub.as_ref().unwrap().set(Fault::Sealed);
        kill_process(Pid::from_child(&child.0), Signal::TERM).unwrap();
        let written = said + &reading.await.unwrap();
        let mut child = child;
        assert!(away(move || child.0.wait().unwrap()).await.success());

        assert_eq!(run.found(&written), Vec::<String>::new(), "{filter}");
        let lines: Vec<Value> = written
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}")))
            .collect();
        let others = lines.iter().filter(|line| {
            let of = line["target"].as_str().unwrap().split("::").next().unwrap();
            matches!(line["level"].as_str(), Some("DEBUG" | "TRACE")) && !OURS.contains(&of)
        });
        assert_eq!(others.collect::<Vec<_>>(), Vec::<&Value>::new(), "{filter}");
        assert!(
            written.contains("request refused") && written.contains("\"stopped\""),
            "the log is heard"
        );
    }
}

/// What does not even start says why, and not with what.
#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_to_start_repeats_no_secret() {
    let app = TestApp::start().await;
    let mut run = Run::new().await;
    run.marks.push(URL_PASSWORD.to_owned());
    let nobody = format!("postgres://novapos:{URL_PASSWORD}@127.0.0.1:1/novapos");
    let wrong = format!("postgres://novapos:{URL_PASSWORD}@[/novapos");
    let spoilt = run.folder.join("spoilt.key").display().to_string();
    fs::write(
        &spoilt,
        fs::read_to_string(run.folder.join("tls.key"))
            .unwrap()
            .replacen("MIGH", "MIGI", 1),
    )
    .unwrap();
    for (name, value, says) in [
        ("NOVAPOS__DATABASE__URL", nobody.as_str(), "127.0.0.1"),
        ("NOVAPOS__DATABASE__URL", wrong.as_str(), "database"),
        // Written where it should be named.
        ("NOVAPOS__METRICS__TOKEN", METRICS_TOKEN, "metrics.token"),
        ("NOVAPOS__DATABASE__PASSWORD", DATABASE_PASSWORD, "database.password"),
        ("NOVAPOS__REDIS__URL", "redis://:canary-of-redis@127.0.0.1:1/0", "redis"),
        (
            "NOVAPOS__LISTEN__TLS__KEY_FILE",
            spoilt.as_str(),
            "holds no private key",
        ),
        (
            "NOVAPOS__LISTEN__TLS__CERT_FILE",
            spoilt.as_str(),
            "holds no certificate",
        ),
    ] {
        let mut command = run.command(&app, "trace").await;
        command.env("NOVAPOS__LISTEN__WAIT_S", "0").env(name, value);
        let Output { status, stdout, stderr } = away(move || command.output().unwrap()).await;
        let said = String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned();
        assert!(
            !status.success() && said.to_lowercase().contains(says),
            "{name}={value}: {said}"
        );
        assert_eq!(run.found(&said), Vec::<String>::new(), "{name}");
    }
}
