//! The NovaPOS under test: the release binary as a child, with its private Postgres in a folder of this run and everything at its default.

use std::{
    fs::File,
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use bytes::Bytes;
use http::{Method, StatusCode};
use rustix::process::{Pid, Signal, kill_process};
use tokio::{
    io::AsyncWriteExt,
    process::{Child, Command},
};

use crate::{client::Client, postgres::Postgres, process};

/// How long a start may take: the first one prepares a database.
const READY_LIMIT: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(2);
/// How long a stop may take: NovaPOS drains for 20 s at most, and its Postgres after it.
const STOP_LIMIT: Duration = Duration::from_secs(45);
const SEED_LIMIT: Duration = Duration::from_secs(300);
/// The device number of the one who asks whether it is ready.
const PROBE: u16 = u16::MAX - 1;

/// Where a NovaPOS lives and where it listens, whether or not it runs.
#[derive(Clone, Debug)]
pub struct Place {
    pub program: PathBuf,
    pub home: PathBuf,
    pub address: SocketAddr,
    admin_port: u16,
    /// What is not at its default: variables of its surroundings.
    settings: Vec<(&'static str, String)>,
}

impl Place {
    /// A place in this folder, on two ports that are free now.
    pub fn new(program: PathBuf, home: PathBuf) -> Result<Self> {
        let loopback = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let free = || TcpListener::bind((loopback, 0)).and_then(|listener| Ok((listener.local_addr()?, listener)));
        let ((address, _first), (admin, _second)) = (free()?, free()?);
        Ok(Self {
            program,
            home,
            address,
            admin_port: admin.port(),
            settings: Vec::new(),
        })
    }

    /// The same place with these settings.
    pub fn with(self, settings: Vec<(&'static str, String)>) -> Self {
        Self { settings, ..self }
    }

    fn command(&self) -> Command {
        // When this process dies, however it does, NovaPOS is asked to stop, and stops its Postgres (setpriv is util-linux's).
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "TERM", "--"]).arg(&self.program);
        self.surround(&mut command);
        command
    }

    /// The surroundings of its commands: everything is at its default, but that shops may be opened over HTTP, and what it was given.
    fn surround(&self, command: &mut Command) {
        command.env("NOVAPOS__AUTH__SIGN_UP_OPEN", "true");
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).kill_on_drop(true);
    }

    /// The end of what it said, for whoever reads why a run failed.
    pub fn last_words(&self) -> String {
        let text = std::fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        format!(
            "the end of NovaPOS's log:\n{}",
            lines[lines.len().saturating_sub(20)..].join("\n")
        )
    }

    fn log(&self) -> PathBuf {
        self.home.with_extension("log")
    }

    /// Starts it and waits until it is ready. Returns how long that took.
    pub async fn start(&self) -> Result<(Server, Duration)> {
        let started = Instant::now();
        let mut child = self.spawn()?;
        self.wait_until_ready(&mut child, started).await?;
        let took = started.elapsed();
        let postgres = Postgres::of(&self.home)?;
        Ok((
            Server {
                place: self.clone(),
                address: self.address,
                pid: pid(&child)?,
                postgres,
                child,
            },
            took,
        ))
    }

    fn spawn(&self) -> Result<Child> {
        let log = File::options().create(true).append(true).open(self.log())?;
        let mut command = self.command();
        command
            .args(["up", "--no-demo", "--home"])
            .arg(&self.home)
            .stdout(log.try_clone()?)
            .stderr(log);
        command.args([
            "--port",
            &self.address.port().to_string(),
            "--admin-port",
            &self.admin_port.to_string(),
        ]);
        command
            .spawn()
            .with_context(|| format!("running {}", self.program.display()))
    }

    async fn wait_until_ready(&self, child: &mut Child, started: Instant) -> Result<()> {
        loop {
            if let Some(status) = child.try_wait()? {
                bail!(
                    "NovaPOS ended while it was starting ({status}); see {}",
                    self.log().display()
                );
            }
            if is_ready(self.address).await {
                return Ok(());
            }
            ensure!(
                started.elapsed() < READY_LIMIT,
                "NovaPOS is not ready after {} s",
                READY_LIMIT.as_secs()
            );
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}

fn pid(child: &Child) -> Result<i32> {
    child
        .id()
        .and_then(|pid| i32::try_from(pid).ok())
        .context("the server has ended at once")
}

async fn is_ready(address: SocketAddr) -> bool {
    let mut probe = Client::new(address, PROBE);
    probe
        .send(Method::GET, "/readyz", Bytes::new())
        .await
        .is_ok_and(|answer| answer.status == StatusCode::OK)
}

/// A NovaPOS that runs.
pub struct Server {
    place: Place,
    pub address: SocketAddr,
    pub pid: i32,
    pub postgres: Postgres,
    child: Child,
}

impl Server {
    /// Stops it as an operator does, and waits until it and its Postgres have ended.
    pub async fn stop(&mut self) -> Result<()> {
        self.end(Signal::TERM).await?;
        process::wait_until_gone(self.postgres.pid, STOP_LIMIT).await
    }

    /// Cuts it short, as `kill -9` does; its Postgres notices and stops by itself.
    pub async fn kill(&mut self) -> Result<()> {
        self.end(Signal::KILL).await
    }

    async fn end(&mut self, signal: Signal) -> Result<()> {
        if self.child.try_wait()?.is_none() {
            kill_process(Pid::from_raw(self.pid).context("a process number")?, signal)?;
        }
        tokio::time::timeout(STOP_LIMIT, self.child.wait())
            .await
            .context("NovaPOS does not stop")??;
        Ok(())
    }

    /// Starts it again on what it left. Returns how long it took until it was ready.
    pub async fn start_again(&mut self) -> Result<Duration> {
        let started = Instant::now();
        self.child = self.place.spawn()?;
        self.pid = pid(&self.child)?;
        self.place.wait_until_ready(&mut self.child, started).await?;
        let took = started.elapsed();
        self.postgres = Postgres::of(&self.place.home)?;
        Ok(took)
    }

    /// Brings goods into the catalogues of tenants, each a line of its id and its owner's.
    pub async fn seed_goods(&self, tenants: &str, goods: usize) -> Result<()> {
        self.command(&["bench-seed", "--goods", &goods.to_string()], tenants, SEED_LIMIT)
            .await
            .map(drop)
    }

    /// Checks every invariant of the data. Returns what it said and whether it was content.
    pub async fn verify(&self) -> Result<String> {
        self.command(&["verify"], "", SEED_LIMIT).await
    }

    /// Runs a command of NovaPOS beside the server, on the same database.
    async fn command(&self, arguments: &[&str], input: &str, limit: Duration) -> Result<String> {
        let mut command = Command::new(&self.place.program);
        self.place.surround(&mut command);
        command.args(arguments).arg("--home").arg(&self.place.home);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command
            .spawn()
            .with_context(|| format!("running {}", self.place.program.display()))?;
        let mut stdin = child.stdin.take().context("a child's input")?;
        stdin.write_all(input.as_bytes()).await?;
        drop(stdin);
        let output = tokio::time::timeout(limit, child.wait_with_output()).await;
        let output = output.with_context(|| format!("`novapos {}` does not end", arguments.join(" ")))??;
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        ensure!(
            output.status.success(),
            "`novapos {}` failed ({}): {said}",
            arguments.join(" "),
            output.status
        );
        Ok(said)
    }
}

/// The folder of a run: on a real disk, removed at the end unless it is kept.
pub struct Folder {
    pub path: PathBuf,
    kept: bool,
}

impl Folder {
    /// Makes it under `parent`, which must not lie in memory: an fsync there costs nothing, and the figures would say nothing.
    pub fn make(parent: &Path, kept: bool) -> Result<Self> {
        const TMPFS: u64 = 0x0102_1994;
        let found = rustix::fs::statfs(parent).with_context(|| format!("looking at {}", parent.display()))?;
        let kind = u64::try_from(found.f_type).unwrap_or_default();
        ensure!(
            kind != TMPFS,
            "{} lies in memory; name a folder on a disk with --folder",
            parent.display()
        );
        let path = parent.join(format!("novapos-bench-{}", std::process::id()));
        std::fs::create_dir(&path).with_context(|| format!("creating {}", path.display()))?;
        Ok(Self { path, kept })
    }

    /// The kept one of an earlier run.
    pub fn again(path: PathBuf) -> Result<Self> {
        ensure!(
            path.join(PLAN).is_file(),
            "{} was not kept by an earlier run",
            path.display()
        );
        Ok(Self { path, kept: true })
    }

    /// Where the shops are described, for a run that uses them again.
    pub fn plan(&self) -> PathBuf {
        self.path.join(PLAN)
    }
}

const PLAN: &str = "plan.json";

impl Drop for Folder {
    fn drop(&mut self) {
        if self.kept {
            eprintln!("bench: kept {}", self.path.display());
        } else if let Err(error) = std::fs::remove_dir_all(&self.path) {
            eprintln!("bench: {} could not be removed: {error}", self.path.display());
        }
    }
}
