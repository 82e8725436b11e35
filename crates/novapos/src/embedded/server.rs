//! The running Postgres: how it is started, reached and stopped.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use rustix::process::Signal;

use super::{
    StartError, StopError, binaries::Binaries, child::Child, data_folder::DataFolder, identity::User,
    leftover::read_pid_file, lock::Lock,
};

/// The superuser of the private database. Only the owner of the socket's folder, and root, can be it.
pub(super) const ADMIN: &str = "novapos_admin";
/// Names the socket; nothing listens on a network.
pub(super) const PORT: u16 = 5432;

/// Long, because after a power cut Postgres first replays its log; stopping it then would only make the next start begin again.
const READY_LIMIT: Duration = Duration::from_mins(10);
const LOOK_EVERY: Duration = Duration::from_millis(2);
const TELL_EVERY: Duration = Duration::from_secs(5);
/// How long a proper shutdown may take; then it is told to leave at once, and replays its log at the next start.
const STOP_LIMIT: Duration = Duration::from_secs(15);
const STOP_NOW_LIMIT: Duration = Duration::from_secs(5);

/// For a computer with two cores and 4 GB or more, shared with NovaPOS itself. Durability is Postgres's default, written down:
/// the command line wins over every file in the data folder.
const SETTINGS: &[(&str, &str)] = &[
    ("listen_addresses", ""),
    ("unix_socket_permissions", "0700"),
    ("max_connections", "100"),
    ("fsync", "on"),
    ("full_page_writes", "on"),
    ("synchronous_commit", "on"),
    ("shared_buffers", "256MB"),
    ("effective_cache_size", "1GB"),
    ("max_wal_size", "2GB"),
    ("checkpoint_timeout", "15min"),
    ("random_page_cost", "1.1"),
    ("jit", "off"),
    ("timezone", "UTC"),
    ("log_timezone", "UTC"),
    ("lc_messages", "C"),
    ("log_line_prefix", "%m [%p] %q%u@%d "),
];

/// Everything that is decided before Postgres is started.
pub(super) struct Plan {
    pub home: PathBuf,
    pub data: DataFolder,
    pub binaries: Binaries,
    pub user: User,
    pub socket_folder: PathBuf,
    pub lock: Lock,
}

/// How to reach the private Postgres.
#[derive(Clone, Debug)]
pub struct ConnectOptions {
    pub socket_folder: PathBuf,
    pub port: u16,
    /// The superuser; no password.
    pub user: &'static str,
}

/// The running private Postgres. Dropped without [`Server::stop`], it is asked to stop and not waited for.
pub struct Server {
    child: Child,
    connect_options: ConnectOptions,
}

/// Starts Postgres and waits until it takes connections.
pub(super) async fn start(plan: Plan, progress: &(dyn Fn(&str) + Sync)) -> Result<Server, StartError> {
    let log = plan.home.join("postgres.log");
    let command = command(&plan);
    let spawned = Child::spawn(command, Some(log.clone()), plan.lock).await;
    let mut child = spawned.map_err(|cause| StartError::Spawn {
        program: plan.binaries.folder.join("postgres"),
        cause,
    })?;
    wait_until_ready(&mut child, &plan.data.path, log, progress).await?;
    let connect_options = ConnectOptions {
        socket_folder: plan.socket_folder,
        port: PORT,
        user: ADMIN,
    };
    Ok(Server { child, connect_options })
}

fn command(plan: &Plan) -> Command {
    let mut command = plan.user.command(&plan.binaries.folder.join("postgres"), "INT");
    command
        .arg("-D")
        .arg(&plan.data.path)
        .arg("-k")
        .arg(&plan.socket_folder)
        .arg("-p")
        .arg(PORT.to_string());
    for (name, value) in SETTINGS {
        command.arg("-c").arg(format!("{name}={value}"));
    }
    if cfg!(target_os = "linux") {
        // After a power cut, one call per disk instead of one per file: seconds instead of minutes.
        command.args(["-c", "recovery_init_sync_method=syncfs"]);
    }
    command
}

async fn wait_until_ready(
    child: &mut Child,
    data: &Path,
    log: PathBuf,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<(), StartError> {
    let start = Instant::now();
    let mut told = start;
    loop {
        if let Some(end) = child.ended_within(LOOK_EVERY).await {
            return Err(StartError::EndedAtStart {
                how: end.how,
                said: child.last_words().await,
                log,
            });
        }
        if read_pid_file(data).is_some_and(|file| file.ready && file.pid == child.pid()) {
            return Ok(());
        }
        if start.elapsed() > READY_LIMIT {
            return Err(StartError::NotReady {
                seconds: READY_LIMIT.as_secs(),
                log,
            });
        }
        if told.elapsed() > TELL_EVERY {
            told = Instant::now();
            progress("The database is still putting its last work in order; it will be ready when that is done.");
        }
    }
}

impl Server {
    /// How to reach it.
    pub fn connect_options(&self) -> &ConnectOptions {
        &self.connect_options
    }

    /// Its process number.
    pub fn pid(&self) -> i32 {
        self.child.pid()
    }

    /// Waits until it has ended, which it does not do by itself, and tells how. Then [`super::start`] can be called again.
    pub async fn exited(&self) -> String {
        self.child.ended().await.how
    }

    /// Stops it: properly, and when that takes too long, at once. Nothing that was confirmed is lost either way.
    ///
    /// # Errors
    /// When it does not even leave at once.
    pub async fn stop(self) -> Result<(), StopError> {
        for (signal, limit) in [(Signal::INT, STOP_LIMIT), (Signal::QUIT, STOP_NOW_LIMIT)] {
            self.child.signal(signal);
            if self.child.ended_within(limit).await.is_some() {
                return Ok(());
            }
        }
        Err(StopError {
            pid: self.pid(),
            seconds: (STOP_LIMIT + STOP_NOW_LIMIT).as_secs(),
        })
    }
}
