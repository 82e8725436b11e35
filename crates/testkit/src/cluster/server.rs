//! The cluster itself: found or started, once for all test programs of one run.

use std::{
    env,
    fs::{self, DirBuilder, File, OpenOptions},
    os::unix::{
        fs::{DirBuilderExt, MetadataExt},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use rustix::fs::{FlockOperation, flock, statvfs};
use sqlx::postgres::PgConnectOptions;
use tokio::sync::OnceCell;

use super::owner::Owner;

/// The superuser.
pub const ADMIN: &str = "novapos_admin";
/// Names the socket; nothing listens on a network.
pub const PORT: u16 = 5432;

const SUPERVISOR: &str = include_str!("supervise.sh");
const SETTINGS: &[&str] = &[
    "listen_addresses=",
    "port=5432",
    "max_connections=300",
    "shared_buffers=128MB",
    "fsync=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "min_wal_size=8MB",
    "max_wal_size=128MB",
    "autovacuum=off",
    "jit=off",
    "timezone=UTC",
    "lc_messages=C",
    "log_checkpoints=off",
];
/// The whole start takes one second; this is for a computer that is busy building.
const START_LIMIT: Duration = Duration::from_mins(1);
const LOOK_EVERY: Duration = Duration::from_millis(5);
/// Less than this free in memory, and the cluster is put on the disk.
const MEMORY_NEEDED_MB: u64 = 1000;

/// The cluster of this run.
#[derive(Clone, Debug)]
pub struct Cluster {
    pub socket_folder: PathBuf,
}

impl Cluster {
    /// The one cluster, started when nobody has done so.
    pub async fn get() -> Result<&'static Self, String> {
        static CLUSTER: OnceCell<Cluster> = OnceCell::const_new();
        CLUSTER.get_or_try_init(find_or_start).await
    }

    /// How to reach a database of it.
    pub fn options(&self, role: &str, database: &str) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(&self.socket_folder)
            .port(PORT)
            .username(role)
            .database(database)
    }
}

async fn find_or_start() -> Result<Cluster, String> {
    let owner = Owner::find();
    let folder = base_folder().join(format!("novapos-testdb-{}-{}", owner.pid, owner.started));
    let place = |cause| format!("{}: {cause}", folder.display());
    // Root's helper must be able to cross it; what it holds is private.
    DirBuilder::new()
        .recursive(true)
        .mode(0o711)
        .create(&folder)
        .map_err(place)?;
    if fs::symlink_metadata(&folder).map_err(place)?.uid() != rustix::process::geteuid().as_raw() {
        return Err(format!("{} belongs to another user; remove it", folder.display()));
    }
    let start = Instant::now();
    let _lock = lock(&folder, start).await?;
    if !is_ready(&folder) {
        let mut supervisor = supervise(&folder, owner)?;
        while !is_ready(&folder) {
            let ended = supervisor.try_wait().map_err(place)?.is_some();
            if ended || start.elapsed() > START_LIMIT {
                let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
                return Err(format!(
                    "the tests' Postgres did not start (after {:?}):\n{log}",
                    start.elapsed()
                ));
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
    Ok(Cluster {
        socket_folder: folder.join("run"),
    })
}

/// Memory where there is enough of it, else the temporary folder.
pub(crate) fn base_folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let free_mb = statvfs(memory).map_or(0, |disk| disk.f_bavail.saturating_mul(disk.f_frsize) / 1_000_000);
    if free_mb >= MEMORY_NEEDED_MB {
        memory.to_owned()
    } else {
        env::temp_dir()
    }
}

/// One test program at a time starts the cluster; the others wait and find it.
async fn lock(folder: &Path, start: Instant) -> Result<File, String> {
    let file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join("lock"))
        .map_err(|cause| format!("lock: {cause}"))?;
    while flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
        if start.elapsed() > START_LIMIT {
            return Err("another test program is starting Postgres and does not finish".to_owned());
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    Ok(file)
}

/// The last line of `postmaster.pid` is the state. There is no such file when Postgres has ended.
fn is_ready(folder: &Path) -> bool {
    fs::read_to_string(folder.join("data/postmaster.pid"))
        .is_ok_and(|text| text.lines().nth(7).is_some_and(|state| state.trim() == "ready"))
}

/// Starts the script that owns Postgres, in a process group of its own: it outlives this program, and ends with the owner.
fn supervise(folder: &Path, owner: Owner) -> Result<Child, String> {
    let script = folder.join("supervise.sh");
    fs::write(&script, SUPERVISOR).map_err(|cause| format!("{}: {cause}", script.display()))?;
    let log = File::create(folder.join("log")).map_err(|cause| format!("log: {cause}"))?;
    let errors = log.try_clone().map_err(|cause| format!("log: {cause}"))?;
    let mut command = Command::new("sh");
    command
        .arg(script)
        .arg(folder)
        .arg(programs()?)
        .arg(owner.pid.to_string())
        .arg(owner.started.to_string());
    command.arg(user_for_root()).arg(ADMIN);
    command.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
    command
        .env_clear()
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
        .env("LC_ALL", "C")
        .current_dir("/");
    command.process_group(0).stdin(Stdio::null()).stdout(log).stderr(errors);
    command.spawn().map_err(|cause| format!("sh: {cause}"))
}

/// Postgres refuses to run as root: root runs it as `postgres`, which its package makes, else as `nobody`.
fn user_for_root() -> &'static str {
    if !rustix::process::geteuid().is_root() {
        return "";
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    if users.lines().any(|line| line.starts_with("postgres:")) {
        "postgres"
    } else {
        "nobody"
    }
}

/// The folder of `postgres` and `initdb`: NOVAPOS_PG_BIN, else on the PATH, else where the packages put the newest.
fn programs() -> Result<PathBuf, String> {
    if let Some(named) = env::var_os("NOVAPOS_PG_BIN") {
        return Ok(named.into());
    }
    let path: Vec<PathBuf> = env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect())
        .unwrap_or_default();
    let packages = [18, 17, 16, 15].into_iter().flat_map(|version| {
        [
            format!("/usr/lib/postgresql/{version}/bin"),
            format!("/usr/pgsql-{version}/bin"),
            format!("/opt/homebrew/opt/postgresql@{version}/bin"),
            format!("/usr/local/opt/postgresql@{version}/bin"),
        ]
    });
    path.into_iter()
        .chain(packages.map(PathBuf::from))
        .find(|folder| folder.join("postgres").is_file() && folder.join("initdb").is_file())
        .ok_or_else(|| "no PostgreSQL found: run tools/setup-postgres.sh, or set NOVAPOS_PG_BIN".to_owned())
}
