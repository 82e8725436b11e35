//! The life cycle against the real Postgres of this computer: every way in, every way to be killed.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use sqlx::{ConnectOptions as _, Connection, PgConnection, postgres::PgConnectOptions};

use super::{Options, Server, StartError, identity, running, start};

/// A home of its own for one test, removed at its end.
struct Home(PathBuf);

impl Home {
    fn new() -> Self {
        Self::named("home")
    }

    fn named(name: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        // In memory where that is possible: a busy disk would make these tests slow, and they are not about the disk.
        let memory = PathBuf::from("/dev/shm");
        let base = if memory.is_dir() { memory } else { env::temp_dir() };
        let outer = base.join(format!("novapos-embedded-{}-{number}", std::process::id()));
        fs::create_dir_all(&outer).unwrap();
        fs::set_permissions(&outer, fs::Permissions::from_mode(0o711)).unwrap();
        Self(outer.join(name))
    }

    fn outer(&self) -> &Path {
        self.0.parent().unwrap()
    }

    async fn start(&self) -> Result<Server, StartError> {
        start(Options {
            home: self.0.clone(),
            progress: &|_| (),
        })
        .await
    }

    async fn refusal(&self) -> String {
        match self.start().await {
            Ok(_) => panic!("it started"),
            Err(refusal) => refusal.to_string(),
        }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.outer());
    }
}

async fn connect(server: &Server) -> PgConnection {
    let to = server.connect_options();
    let options = PgConnectOptions::new_without_pgpass()
        .socket(&to.socket_folder)
        .port(to.port)
        .username(to.user)
        .database("postgres");
    options.connect().await.unwrap()
}

async fn setting(connection: &mut PgConnection, name: &str) -> String {
    sqlx::query_scalar("select current_setting($1)")
        .bind(name)
        .fetch_one(connection)
        .await
        .unwrap()
}

async fn note(server: &Server, text: &str) {
    let mut connection = connect(server).await;
    sqlx::query("create table if not exists note (text text)")
        .execute(&mut connection)
        .await
        .unwrap();
    sqlx::query("insert into note values ($1)")
        .bind(text)
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

async fn notes(server: &Server) -> Vec<String> {
    sqlx::query_scalar("select text from note")
        .fetch_all(&mut connect(server).await)
        .await
        .unwrap()
}

fn kill(pid: i32) {
    kill_process(Pid::from_raw(pid).unwrap(), Signal::KILL).unwrap();
}

#[tokio::test]
async fn starts_cold_then_warm_with_durable_settings() {
    let home = Home::new();
    let cold = Instant::now();
    let server = home.start().await.unwrap();
    let cold = cold.elapsed();
    note(&server, "kept").await;
    let mut connection = connect(&server).await;
    for (name, value) in [
        ("fsync", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("TimeZone", "UTC"),
        ("server_encoding", "UTF8"),
    ] {
        assert_eq!(setting(&mut connection, name).await, value, "{name}");
    }
    drop(connection);
    assert_eq!(
        running(&home.0).unwrap().socket_folder,
        server.connect_options().socket_folder
    );
    let socket_folder = fs::metadata(&server.connect_options().socket_folder).unwrap();
    assert_eq!(socket_folder.permissions().mode() & 0o777, 0o700);
    server.stop().await.unwrap();

    let warm = Instant::now();
    let server = home.start().await.unwrap();
    println!("cold {cold:?}, warm {:?}", warm.elapsed());
    assert_eq!(notes(&server).await, ["kept"]);
    let stop = Instant::now();
    server.stop().await.unwrap();
    println!("stop {:?}", stop.elapsed());
}

#[tokio::test]
async fn a_second_start_names_the_process_that_has_the_data() {
    let home = Home::new();
    let server = home.start().await.unwrap();
    let refusal = home.refusal().await;
    assert!(
        refusal.contains("already running") && refusal.contains(&format!("(process {})", std::process::id())),
        "{refusal}"
    );
    server.stop().await.unwrap();
}

#[tokio::test]
async fn root_never_runs_the_database_itself() {
    let home = Home::new();
    let server = home.start().await.unwrap();
    if cfg!(target_os = "linux") {
        let status = fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
        let line = |name: &str| {
            status
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .unwrap()
                .split_whitespace()
                .collect::<Vec<_>>()
        };
        assert!(line("Uid:").iter().all(|uid| *uid != "0"), "{status}");
        if identity::am_root() {
            assert!(
                line("Gid:").iter().all(|gid| *gid != "0") && line("Groups:").is_empty(),
                "{status}"
            );
        }
    }
    server.stop().await.unwrap();
}

#[tokio::test]
async fn a_folder_that_root_s_helpers_cannot_reach_is_explained() {
    if !identity::am_root() {
        return;
    }
    let home = Home::new();
    fs::set_permissions(home.outer(), fs::Permissions::from_mode(0o700)).unwrap();
    let refusal = home.refusal().await;
    assert!(
        refusal.contains("refuses to run as root") && refusal.contains("nobody cannot reach"),
        "{refusal}"
    );
}

/// This test program once more, as a NovaPOS that is killed when this is dropped.
struct Helper(Child);

impl Helper {
    fn start(home: &Home) -> Self {
        let mut program = Command::new(env::current_exe().unwrap());
        program.args([
            "embedded::tests::helper_that_is_killed",
            "--exact",
            "--ignored",
            "--nocapture",
        ]);
        program
            .env("NOVAPOS_TEST_HOME", &home.0)
            .process_group(0)
            .stdout(Stdio::piped());
        Self(program.spawn().unwrap())
    }

    fn database(&mut self) -> i32 {
        let mut lines = BufReader::new(self.0.stdout.take().unwrap()).lines();
        lines
            .find_map(|line| line.unwrap().strip_prefix("database ")?.parse().ok())
            .unwrap()
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Not a test: what a `Helper` runs.
#[tokio::test]
#[ignore = "started by other tests"]
async fn helper_that_is_killed() {
    let Some(home) = env::var_os("NOVAPOS_TEST_HOME") else {
        return;
    };
    let server = start(Options {
        home: home.into(),
        progress: &|_| (),
    })
    .await
    .unwrap();
    note(&server, "confirmed").await;
    println!("\ndatabase {}", server.pid());
    tokio::time::sleep(Duration::from_secs(20)).await;
}

#[tokio::test]
async fn a_killed_program_takes_its_database_along_and_starts_again() {
    let home = Home::new();
    let mut helper = Helper::start(&home);
    let database = helper.database();
    drop(helper);

    let again = Instant::now();
    let server = home.start().await.unwrap();
    println!("after kill -9 of the program {:?}", again.elapsed());
    assert_ne!(server.pid(), database);
    assert_eq!(notes(&server).await, ["confirmed"]);
    server.stop().await.unwrap();
}

#[tokio::test]
async fn a_program_killed_while_it_prepares_begins_again() {
    let home = Home::new();
    fs::create_dir_all(home.0.join("data")).unwrap();
    let helper = Helper::start(&home);
    let start = Instant::now();
    while !home.0.join("data.new/global/pg_control").exists() && !home.0.join("data/PG_VERSION").exists() {
        assert!(start.elapsed() < Duration::from_secs(30), "it does not even begin");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    drop(helper);
    home.start().await.unwrap().stop().await.unwrap();
    assert!(!home.0.join("data.new").exists());
}

#[tokio::test]
async fn a_killed_database_is_noticed_and_starts_again() {
    let home = Home::new();
    let server = home.start().await.unwrap();
    note(&server, "confirmed").await;
    // A helper of Postgres that is busy notices late: the next start has to wait for it.
    let mut busy = connect(&server).await;
    #[expect(clippy::disallowed_methods, reason = "it ends with the database that it keeps busy")]
    let busy = tokio::spawn(async move {
        let _ = sqlx::query("select count(*) from generate_series(1, 30000000)")
            .execute(&mut busy)
            .await;
    });
    kill(server.pid());
    let how = tokio::time::timeout(Duration::from_secs(5), server.exited())
        .await
        .unwrap();
    assert!(how.contains("signal: 9"), "{how}");
    drop(server);

    let again = Instant::now();
    let server = home.start().await.unwrap();
    println!("after kill -9 of the database {:?}", again.elapsed());
    assert_eq!(notes(&server).await, ["confirmed"]);
    server.stop().await.unwrap();
    busy.await.unwrap();
}

#[tokio::test]
async fn a_stale_pid_file_that_names_a_stranger_is_no_obstacle() {
    let home = Home::new();
    let server = home.start().await.unwrap();
    let pid_file = home.0.join("data/postmaster.pid");
    let text = fs::read_to_string(&pid_file).unwrap();
    let database = server.pid().to_string();
    server.stop().await.unwrap();
    fs::write(&pid_file, text.replacen(&database, &std::process::id().to_string(), 1)).unwrap();
    fs::set_permissions(&pid_file, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(running(&home.0).is_none());
    home.start().await.unwrap().stop().await.unwrap();
}

#[tokio::test]
async fn a_foreign_folder_is_refused_and_left_alone() {
    let files = Home::new();
    fs::create_dir_all(files.0.join("data")).unwrap();
    fs::write(files.0.join("data/letters.txt"), "dear").unwrap();
    let refusal = files.refusal().await;
    assert!(
        refusal.contains("did not make") && refusal.contains("another folder"),
        "{refusal}"
    );
    assert_eq!(fs::read_to_string(files.0.join("data/letters.txt")).unwrap(), "dear");

    let other = Home::new();
    fs::create_dir_all(other.0.join("data")).unwrap();
    fs::write(other.0.join("data/PG_VERSION"), "15\n").unwrap();
    let refusal = other.refusal().await;
    assert!(refusal.contains("database of another program"), "{refusal}");

    let unfinished = Home::new();
    fs::create_dir_all(unfinished.0.join("data.new/letters")).unwrap();
    assert!(unfinished.refusal().await.contains("did not make"));
    assert!(unfinished.0.join("data.new/letters").exists());
}

#[tokio::test]
async fn a_long_path_gets_a_short_socket() {
    let home = Home::named(&"long".repeat(30));
    let server = home.start().await.unwrap();
    let folder = server.connect_options().socket_folder.clone();
    assert!(
        folder.as_os_str().len() < 60 && !folder.starts_with(&home.0),
        "{}",
        folder.display()
    );
    connect(&server).await.close().await.unwrap();
    server.stop().await.unwrap();
    fs::remove_dir(&folder).unwrap();
}

#[tokio::test]
async fn data_of_another_version_says_which_one_is_needed() {
    let home = Home::new();
    home.start().await.unwrap().stop().await.unwrap();
    let version = home.0.join("data/PG_VERSION");
    let ours: u32 = fs::read_to_string(&version).unwrap().trim().parse().unwrap();
    fs::write(&version, if ours == 18 { "17\n" } else { "18\n" }).unwrap();
    let refusal = home.refusal().await;
    assert!(
        refusal.contains("was made by PostgreSQL 1") && refusal.contains("untouched"),
        "{refusal}"
    );
    fs::write(&version, "9\n").unwrap();
    assert!(home.refusal().await.contains("works with 15 to 18"));
}
