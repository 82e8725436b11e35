//! The tests' Postgres: shared by programs that run at once, one database each, and gone when its owner is gone.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use sqlx::{ConnectOptions, Connection, Executor};
use testkit::cluster::{ADMIN, Template, database};

const BUILDS: &str = "NOVAPOS_TEST_BUILDS";
const DATABASES_PER_PROGRAM: usize = 4;

/// As many tables as the real thing has.
const TABLES: &str = "DO $$ BEGIN FOR i IN 1..120 LOOP
    EXECUTE format('CREATE TABLE t%s (id uuid PRIMARY KEY, name text NOT NULL UNIQUE)', i);
END LOOP; END $$; CREATE TABLE note (text text); INSERT INTO note VALUES ('from the template')";

fn template() -> Template {
    Template::new("the tests of the cluster, 1", |options| async move {
        let mut connection = options.connect().await?;
        connection.execute(TABLES).await?;
        if let Some(builds) = env::var_os(BUILDS) {
            let line = format!("{}\n", fs::read_to_string(&builds).unwrap_or_default());
            fs::write(builds, line).map_err(sqlx::Error::Io)?;
        }
        // The connection is left open on purpose: a builder's pool may be, too.
        std::mem::forget(connection);
        Ok::<(), sqlx::Error>(())
    })
}

#[tokio::test]
async fn each_test_has_a_copy_of_its_own_which_goes_with_it() {
    let template = template();
    let (one, two) = (database(&template).await, database(&template).await);
    assert_ne!(one.name(), two.name());
    let mut connection = one.options_as(ADMIN).connect().await.unwrap();
    connection.execute("INSERT INTO note VALUES ('one')").await.unwrap();
    let mut other = two.options_as(ADMIN).connect().await.unwrap();
    let notes: Vec<String> = sqlx::query_scalar("SELECT text FROM note")
        .fetch_all(&mut other)
        .await
        .unwrap();
    assert_eq!(notes, ["from the template"]);

    let name = one.name().to_owned();
    drop(one);
    let start = Instant::now();
    loop {
        let find = sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)").bind(&name);
        let exists: bool = find.fetch_one(&mut other).await.unwrap();
        if !exists {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(10), "{name} stays");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    other.close().await.unwrap();
}

#[tokio::test]
async fn another_fingerprint_is_another_template() {
    let empty = Template::new("the tests of the cluster, empty", |_| async {
        Ok::<(), sqlx::Error>(())
    });
    let database = database(&empty).await;
    let mut connection = database.options_as(ADMIN).connect().await.unwrap();
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(tables, 0);
}

/// Not a test: what the programs of the tests below do.
#[tokio::test]
#[ignore = "started by other tests"]
async fn program_that_uses_databases() {
    let template = template();
    let mut kept = Vec::new();
    for _ in 0..DATABASES_PER_PROGRAM {
        let start = Instant::now();
        let database = database(&template).await;
        println!("database {} after {:?}", database.name(), start.elapsed());
        kept.push(database);
    }
    println!("\nsocket {}", kept[0].socket_folder().display());
}

/// A process that a cluster belongs to, and the folder of what its programs leave.
struct Run {
    owner: Child,
    folder: PathBuf,
}

impl Run {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("novapos-cluster-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self {
            owner: Command::new("sleep").arg("60").spawn().unwrap(),
            folder,
        }
    }

    fn program(&self) -> Child {
        let mut program = Command::new(env::current_exe().unwrap());
        program
            .args(["program_that_uses_databases", "--exact", "--ignored", "--nocapture"])
            .stdout(Stdio::piped());
        program
            .env("NOVAPOS_TEST_OWNER", self.owner.id().to_string())
            .env(BUILDS, self.folder.join("builds"));
        program.spawn().unwrap()
    }

    /// Runs so many programs at once and returns the folder of the cluster that they used.
    fn programs(&self, count: usize) -> PathBuf {
        let programs: Vec<Child> = (0..count).map(|_| self.program()).collect();
        let outputs = programs.into_iter().map(|program| program.wait_with_output().unwrap());
        let texts: Vec<String> = outputs
            .map(|output| String::from_utf8(output.stdout).unwrap())
            .collect();
        print!("{}", texts.concat());
        let sockets: Vec<&str> = texts
            .iter()
            .filter_map(|text| text.lines().find_map(|line| line.strip_prefix("socket ")))
            .collect();
        assert_eq!(sockets.len(), count, "a program failed");
        assert!(sockets.iter().all(|socket| *socket == sockets[0]), "{sockets:?}");
        Path::new(sockets[0]).parent().unwrap().to_owned()
    }

    fn end(&mut self) {
        let _ = self.owner.kill();
        let _ = self.owner.wait();
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.end();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn wait_until(what: &str, done: impl Fn() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(10), "{what}: not within 10 s");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn postgres(cluster: &Path) -> u32 {
    fs::read_to_string(cluster.join("data/postmaster.pid"))
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .parse()
        .unwrap()
}

fn runs(pid: u32) -> bool {
    let status = Command::new("ps")
        .args(["-o", "stat=", "-p", &pid.to_string()])
        .output()
        .unwrap();
    let status = String::from_utf8_lossy(&status.stdout).trim().to_owned();
    !status.is_empty() && !status.starts_with('Z')
}

#[test]
fn programs_at_once_share_one_cluster_which_ends_with_its_owner() {
    let mut run = Run::new("share");
    let cluster = run.programs(4);
    assert_eq!(run.programs(1), cluster, "a later program finds it too");
    assert_eq!(
        fs::read_to_string(run.folder.join("builds")).unwrap().lines().count(),
        1,
        "the template is built once"
    );
    let postgres = postgres(&cluster);
    assert!(runs(postgres));
    run.end();
    wait_until("the folder goes", || !cluster.exists());
    wait_until("Postgres goes", || !runs(postgres));
}

#[test]
#[cfg(target_os = "linux")]
fn a_killed_supervisor_takes_postgres_along_and_its_folder_goes_with_the_next_run() {
    let mut run = Run::new("killed");
    let cluster = run.programs(1);
    let postgres = postgres(&cluster);
    let stat = fs::read_to_string(format!("/proc/{postgres}/stat")).unwrap();
    let supervisor: i32 = stat
        .rsplit(')')
        .next()
        .unwrap()
        .split_whitespace()
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    rustix::process::kill_process(
        rustix::process::Pid::from_raw(supervisor).unwrap(),
        rustix::process::Signal::KILL,
    )
    .unwrap();
    wait_until("Postgres goes", || !runs(postgres));
    run.end();
    assert!(cluster.exists());
    let mut next = Run::new("next");
    let other = next.programs(1);
    assert!(!cluster.exists());
    next.end();
    wait_until("the folder goes", || !other.exists());
}
