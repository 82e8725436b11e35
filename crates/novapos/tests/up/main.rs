//! The program as its user meets it: started, started twice, killed, stopped, and told no.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids and clients"
)]

#[path = "../support/api.rs"]
mod api;
#[path = "../support/running.rs"]
mod running;
mod secure;
#[path = "../support/serving.rs"]
mod serving;
#[path = "../support/tills.rs"]
mod tills;

use std::{
    fs,
    io::{BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Command, Output, Stdio},
    sync::LazyLock,
};

use running::{Folder, Running, novapos};
use rustix::process::{Pid, Signal, kill_process};
use serving::until_serving;
use testkit::{
    TestApp,
    cluster::{Template, database},
};

const NO_DEMO: &[&str] = &["--no-demo"];

fn run(arguments: &[&str], folder: &Folder) -> Output {
    novapos(arguments, folder).output().unwrap()
}

fn refusal(output: &Output) -> String {
    assert!(!output.status.success(), "it was not refused");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn get(port: u16, path: &str) -> String {
    exchange(
        port,
        &format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"),
    )
}

fn exchange(port: u16, request: &str) -> String {
    let mut connection = TcpStream::connect(("127.0.0.1", port)).unwrap();
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    answer
}

/// `novapos up | head`, or a terminal that was closed.
#[test]
fn it_serves_on_and_stops_cleanly_when_nobody_reads_what_it_says() {
    let folder = Folder::new();
    let mut running = Running::start(&folder, NO_DEMO);
    running.output = None;
    running.signal(Signal::TERM);
    assert!(running.end().0);
}

#[test]
fn it_starts_once_stops_cleanly_and_survives_being_killed() {
    let folder = Folder::new();
    let first = Running::start(&folder, NO_DEMO);
    assert!(get(first.port, "/readyz").starts_with("HTTP/1.1 200"));
    assert!(get(first.port, "/openapi.json").contains("\"/orders/compute\""));
    assert!(
        get(first.port, "/metrics").starts_with("HTTP/1.1 200"),
        "without a token, for whoever is on this computer"
    );
    assert!(
        get(first.port, "/internal/directory").starts_with("HTTP/1.1 403"),
        "services' routes are not for users"
    );

    let second = refusal(&run(&["up", "--port", "0", "--admin-port", "0"], &folder));
    assert!(
        second.contains("NovaPOS is already running") && second.contains(&format!("process {}", first.child.id())),
        "{second}"
    );
    let verified = run(&["verify"], &folder);
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stdout)
    );

    first.signal(Signal::TERM);
    let (well, said) = first.end();
    assert!(well && said.contains("Stopped. Everything is saved."), "{said}");

    let again = Running::start(&folder, NO_DEMO);
    again.signal(Signal::KILL);
    drop(again);
    let after_kill = Running::start(&folder, NO_DEMO);
    assert!(get(after_kill.port, "/livez").starts_with("HTTP/1.1 200"));
    after_kill.signal(Signal::INT);
    assert!(after_kill.end().0);
    // With nothing running, a command starts the database for itself.
    assert!(run(&["verify"], &folder).status.success());
}

/// A sign-in that is refused, with what must be in no log, metric or answer: a password, and one under a field that is not known.
fn plant_secrets(port: u16) -> String {
    let secret = "planted-secret-7f3a";
    let bodies = [
        format!(r#"{{"shop_code":"nobody","email":"a@example.com","password":"{secret}-1","client":"api"}}"#),
        format!(r#"{{"shop_code":"nobody","email":"a@example.com","passwort":"{secret}-2","client":"api"}}"#),
        format!(r#"{{"shop_code":"nobody","email":"a@example.com","password":["{secret}-3"],"client":"api"}}"#),
    ];
    let mut answers = String::new();
    for body in bodies {
        let head = format!("content-type: application/json\r\ncontent-length: {}", body.len());
        answers += &exchange(
            port,
            &format!("POST /auth/sign-in HTTP/1.1\r\nhost: localhost\r\n{head}\r\nconnection: close\r\n\r\n{body}"),
        );
    }
    answers += &exchange(
        port,
        &format!(
            "GET /orders HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {secret}-4\r\ncookie: refresh={secret}-5\r\nconnection: close\r\n\r\n"
        ),
    );
    answers += &get(port, "/nothing-here");
    assert!(!answers.contains(secret), "{answers}");
    answers
}

/// Opens a shop with the command, while the program runs or while it does not.
fn open_a_shop(folder: &Folder, code: &str) {
    let mut command = novapos(
        &[
            "tenant",
            "create",
            "--shop-code",
            code,
            "--name",
            "Corner",
            "--owner",
            "Olive",
        ],
        folder,
    );
    command
        .args(["--email", "olive@example.com", "--password", "env:PASSWORD"])
        .env("PASSWORD", testkit::PASSWORD);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

impl Running {
    /// Whether the owner of this shop can sign in.
    fn knows(&self, code: &str) -> bool {
        let body = format!(
            r#"{{"shop_code":"{code}","email":"olive@example.com","password":"{}","client":"api"}}"#,
            testkit::PASSWORD
        );
        let head = format!(
            "host: localhost\r\ncontent-type: application/json\r\ncontent-length: {}",
            body.len()
        );
        let answer = exchange(
            self.port,
            &format!("POST /auth/sign-in HTTP/1.1\r\n{head}\r\nconnection: close\r\n\r\n{body}"),
        );
        assert!(
            answer.starts_with("HTTP/1.1 200") || answer.starts_with("HTTP/1.1 401"),
            "{answer}"
        );
        answer.starts_with("HTTP/1.1 200")
    }
}

#[test]
fn a_second_start_and_one_after_a_kill_keep_the_data() {
    let folder = Folder::new();
    let first = Running::start(&folder, NO_DEMO);
    assert!(!first.knows("corner"));
    open_a_shop(&folder, "corner");
    assert!(first.knows("corner"));
    first.signal(Signal::TERM);
    assert!(first.end().0);

    let second = Running::start(&folder, NO_DEMO);
    assert!(second.knows("corner"), "after a stop");
    open_a_shop(&folder, "market");
    second.signal(Signal::KILL);
    drop(second);
    let third = Running::start(&folder, NO_DEMO);
    assert!(third.knows("corner") && third.knows("market"), "after a kill");
    third.signal(Signal::TERM);
    assert!(third.end().0);
    assert!(run(&["verify"], &folder).status.success());
}

/// Somebody who looks after a shop at night: `doctor` names what is wrong and the command that mends it.
#[tokio::test(flavor = "multi_thread")]
async fn doctor_names_an_event_that_could_not_be_applied_and_redrive_mends_it() {
    let folder = Folder::new();
    let running = Running::start(&folder, NO_DEMO);
    // The web apps may not be built where tests run.
    let problems = || {
        let output = run(&["doctor"], &folder);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let all = said
            .split("\nPROBLEM ")
            .skip(1)
            .filter(|problem| !problem.contains("web app"));
        all.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(problems(), Vec::<String>::new());

    let id = uuid::Uuid::from_u128(7).to_string();
    let options = sqlx::postgres::PgConnectOptions::new()
        .socket(folder.home().join("run"))
        .username("novapos_admin")
        .database("novapos");
    let mut connection = sqlx::ConnectOptions::connect(&options).await.unwrap();
    // A type that the consumer passes over, so that it can be applied once the cause is mended.
    sqlx::query(
        "INSERT INTO inventory.dead_letter (tenant_id, consumer, event_id, source, position, type, aggregate_id, aggregate_version,
             event_at, data, state, reason, attempts, at)
         VALUES ($1::uuid, 'inventory.orders', $1::uuid, 'order', 1, 'order.noted', $1::uuid, 1, now(), '{}', 'dead', 'poison', 3, now())",
    )
    .bind(&id)
    .execute(&mut connection)
    .await
    .unwrap();
    let found = problems();
    assert!(
        found.len() == 1 && found[0].contains("could not be applied"),
        "{found:?}"
    );
    assert!(found[0].contains("novapos events redrive"), "{found:?}");
    assert!(!run(&["doctor"], &folder).status.success());
    let letters = run(&["events", "dead-letters"], &folder);
    let said = String::from_utf8_lossy(&letters.stdout);
    assert!(
        said.contains("poison") && said.contains(&format!("aggregate={id}")),
        "{said}"
    );
    let redriven = run(
        &[
            "events",
            "redrive",
            "--consumer",
            "inventory.orders",
            "--tenant",
            &id,
            "--aggregate",
            &id,
        ],
        &folder,
    );
    assert!(
        redriven.status.success(),
        "{}",
        String::from_utf8_lossy(&redriven.stderr)
    );
    assert_eq!(problems(), Vec::<String>::new());
    running.signal(Signal::TERM);
    assert!(running.end().0);
}

#[test]
fn a_taken_port_is_named_with_its_holder_and_the_way_out() {
    let folder = Folder::new();
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let refused = refusal(&run(
        &["up", "--no-demo", "--port", &port, "--admin-port", "0"],
        &folder,
    ));
    assert!(
        refused.contains(&format!("Port {port}, for the API and the till, is taken by ")),
        "{refused}"
    );
    assert!(refused.contains("choose another port: --port 8090"), "{refused}");
    // Its database has ended with it: it can be started at once.
    let started = Running::start(&folder, NO_DEMO);
    started.signal(Signal::TERM);
    assert!(started.end().0);
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let folder = Folder::new();
    fs::create_dir_all(folder.home().join("data")).unwrap();
    fs::write(folder.home().join("data/letter.txt"), "not yours").unwrap();
    let refused = refusal(&run(&["up", "--port", "0", "--admin-port", "0"], &folder));
    assert!(
        refused.contains("did not make") && refused.contains("It was left alone."),
        "{refused}"
    );
    assert!(
        refused.contains(&folder.home().join("data").display().to_string()),
        "{refused}"
    );
    assert_eq!(
        fs::read_to_string(folder.home().join("data/letter.txt")).unwrap(),
        "not yours"
    );
}

#[test]
fn a_home_without_data_and_a_configuration_with_a_slip_are_explained() {
    let folder = Folder::new();
    let refused = refusal(&run(&["verify"], &folder));
    assert!(
        refused.contains("There is no NovaPOS data in") && refused.contains("novapos up --home"),
        "{refused}"
    );
    let slipped = novapos(&["verify"], &folder)
        .env("NOVAPOS__LISTEN__PROT", "8090")
        .output()
        .unwrap();
    let refused = refusal(&slipped);
    assert!(
        refused.contains("The configuration cannot be used") && refused.contains("prot"),
        "{refused}"
    );
}

#[tokio::test]
async fn serve_refuses_a_database_that_lacks_migrations() {
    static EMPTY: LazyLock<Template> = LazyLock::new(|| {
        Template::new("roles and nothing else".to_owned(), |options| async move {
            use sqlx::ConnectOptions as _;
            kernel::db::prepare_database(&mut options.connect().await?).await
        })
    });
    let empty = database(&EMPTY).await;
    let url = format!(
        "postgres:///{}?host={}&user=novapos",
        empty.name(),
        empty.socket_folder().display()
    );
    let folder = Folder::new();
    let mut serve = Command::new(env!("CARGO_BIN_EXE_novapos"));
    serve
        .arg("serve")
        .env("NOVAPOS__DATABASE__URL", url)
        .env("NOVAPOS__LISTEN__WAIT_S", "0")
        .current_dir(&folder.0)
        .stdin(Stdio::null());
    let refused = refusal(
        &tokio::task::spawn_blocking(move || serve.output().unwrap())
            .await
            .unwrap(),
    );
    assert!(
        refused.contains("The database is older than this program") && refused.contains("`novapos migrate`"),
        "{refused}"
    );
}

#[tokio::test]
async fn serve_serves_a_migrated_database_and_drains_when_told() {
    let app = TestApp::start().await;
    let folder = Folder::new();
    let socket = app.database().socket_folder().display().to_string();
    let url = format!("postgres:///{}?host={socket}&user=novapos", app.database().name());
    let mut serve = Command::new(env!("CARGO_BIN_EXE_novapos"));
    serve
        .arg("serve")
        .current_dir(&folder.0)
        .stdin(Stdio::null())
        .stderr(Stdio::piped());
    serve
        .env("NOVAPOS__DATABASE__URL", url)
        .env("NOVAPOS__AUTH__KEY", "env:KEY")
        .env("KEY", "a key of tests, and of nothing else");
    serve
        .env("NOVAPOS__LISTEN__PORT", "0")
        .env("NOVAPOS__LISTEN__ADMIN_PORT", "0");
    let token = "a token of tests that is long enough";
    serve
        .env("NOVAPOS__METRICS__TOKEN", "env:METRICS")
        .env("METRICS", token);
    let served = tokio::task::spawn_blocking(move || {
        let mut child = serve.spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let (port, mut said) = until_serving(&mut log);
        let answer = get(port, "/readyz");
        let refusals = plant_secrets(port);
        // What was counted before anybody looked at the metrics is there at the first look.
        let metrics = exchange(
            port,
            &format!(
                "GET /metrics HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n"
            ),
        );
        let without = get(port, "/metrics");
        assert!(without.starts_with("HTTP/1.1 401"), "{without}");
        kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
        log.read_to_string(&mut said).unwrap();
        (child.wait().unwrap().success(), answer, said, refusals, metrics)
    });
    let (well, answer, said, refusals, metrics) = served.await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    for counted in [
        r#"http_errors_total{service="auth",code="invalid_body"} 2"#,
        r#"http_errors_total{service="order",code="unauthenticated"} 1"#,
        r#"http_errors_total{service="none",code="not_found"} 1"#,
    ] {
        assert!(metrics.contains(counted), "{counted} is not in {metrics}");
    }
    assert!(
        !said.contains("planted-secret") && !metrics.contains("planted-secret"),
        "{said}"
    );
    // Each refusal is one line of JSON, with the trace that its answer names.
    for trace in refusals.lines().filter_map(|line| line.strip_prefix("trace-id: ")) {
        let lines: Vec<serde_json::Value> = said
            .lines()
            .filter(|line| line.contains(trace))
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), 1, "{trace}: {lines:?}");
        assert!(
            lines[0]["code"].is_string() && lines[0]["trace_id"] == trace,
            "{lines:?}"
        );
    }
    assert_eq!(refusals.matches("trace-id: ").count(), 5, "{refusals}");
    assert!(well && said.contains("\"stopped\""), "{said}");
}
