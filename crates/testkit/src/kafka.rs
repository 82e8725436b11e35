//! A real Apache Kafka for tests: a KRaft broker as a child of the test program, on free ports of the loopback, with a folder of its own
//! that is in memory where there is room. `tools/setup-kafka.sh` fetches what it runs.
//!
//! It can be killed as `kill -9` does and started again on the same folder and ports. It ends with whoever started it, however that goes: by
//! its process id when it is dropped, by the parent-death signal (Linux) and by a small watchman (`kafka/watch.sh`) when it is not.

mod ports;
mod secured;
mod several;
mod topic;

use std::{
    env,
    fs::{self, DirBuilder, File, OpenOptions},
    io,
    net::{Ipv4Addr, TcpStream},
    os::unix::{fs::DirBuilderExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use crate::cluster::server::base_folder;

pub use ports::listener_of;
pub use rdkafka::{Message, message::OwnedMessage};
pub use secured::Secured;
pub use several::Several;
pub use topic::{Topic, header, message};

const SETTINGS: &str = include_str!("../../../tools/kafka/server.properties");
const LOGGING: &str = include_str!("../../../tools/kafka/log4j2.yaml");
const WATCHMAN: &str = include_str!("kafka/watch.sh");
/// Small and quick to start: it serves some thousand messages.
const JAVA: &[&str] = &[
    "-Xms64m",
    "-Xmx256m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Xshare:auto",
    "-Djava.awt.headless=true",
    "-Djava.net.preferIPv4Stack=true",
];
/// A start takes 5 to 16 s; this is for a computer that is busy building.
const START_LIMIT: Duration = Duration::from_secs(120);
const LOOK_EVERY: Duration = Duration::from_millis(20);
/// Two programs may take the same free port at the same time.
const STARTS_MAX: usize = 3;

/// A broker. Dropping it ends it and removes its folder.
pub struct Broker {
    folder: PathBuf,
    port: u16,
    child: Mutex<Option<Child>>,
    /// Runs commands on a thread that lives as long as the broker: the parent-death signal comes when the thread that started it ends.
    starter: mpsc::Sender<(Command, mpsc::Sender<io::Result<Child>>)>,
}

impl Broker {
    /// Starts one on a folder of its own, and waits until it accepts connections.
    ///
    /// # Panics
    /// When it does not start, with what it said.
    pub fn start() -> Self {
        let mut said = String::new();
        for _ in 0..STARTS_MAX {
            match Self::new((ports::free(), ports::free()), |_| Ok(Addition::default())) {
                Ok(broker) => return broker,
                Err(why) => said = why,
            }
        }
        panic!("the tests' Kafka did not start: {said}");
    }

    /// One with more in its settings, which may name files that are put into its folder.
    fn new(
        (port, controller): (u16, u16),
        add: impl FnOnce(&Path) -> Result<Addition, String>,
    ) -> Result<Self, String> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = base_folder().join(format!("novapos-kafka-{}-{number}", std::process::id()));
        let place = |cause: io::Error| format!("{}: {cause}", folder.display());
        let _ = fs::remove_dir_all(&folder);
        DirBuilder::new().mode(0o700).create(&folder).map_err(place)?;
        let addition = add(&folder)?;
        // What stands there twice means the second.
        let settings = [SETTINGS, &addition.settings]
            .concat()
            .replace("__folder__", &folder.display().to_string())
            .replace("__broker_port__", &port.to_string())
            .replace("__controller_port__", &controller.to_string());
        fs::write(folder.join("server.properties"), settings).map_err(place)?;
        fs::write(folder.join("log4j2.yaml"), LOGGING).map_err(place)?;
        fs::write(folder.join("watch.sh"), WATCHMAN).map_err(place)?;
        watch(&folder).map_err(place)?;
        let broker = Self {
            folder,
            port,
            child: Mutex::new(None),
            starter: starter(),
        };
        broker.format(&addition.format)?;
        broker.run()?;
        Ok(broker)
    }

    /// `host:port`, for clients.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// The process that runs now.
    ///
    /// # Panics
    /// When it was killed and not started again.
    pub fn pid(&self) -> u32 {
        self.kept().as_ref().expect("a running broker").id()
    }

    /// The version that the broker says it has: `4.4.0`.
    ///
    /// # Panics
    /// When it has not said it.
    pub fn version(&self) -> String {
        let log = self.log();
        let said = log.lines().find_map(|line| line.split_once("Kafka version: "));
        said.unwrap_or_else(|| panic!("no version in:\n{log}"))
            .1
            .trim()
            .to_owned()
    }

    /// Ends it as `kill -9` does. What it has on its folder stays.
    pub fn kill(&self) {
        if let Some(mut child) = self.kept().take() {
            let _ = fs::remove_file(self.folder.join("pid"));
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Starts it again after a kill, on the same folder and ports, and waits until it accepts connections.
    ///
    /// # Panics
    /// When it does not start, with what it said.
    pub fn restart(&self) {
        self.run()
            .unwrap_or_else(|why| panic!("the tests' Kafka did not start again: {why}"));
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Option<Child>> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    fn java(&self, program: &[&str]) -> Result<Command, String> {
        let jars = jars()?;
        // Without setpriv (macOS) the watchman is enough.
        let mut command = if Path::new("/usr/bin/setpriv").is_file() {
            let mut command = Command::new("/usr/bin/setpriv");
            command.args(["--pdeathsig", "KILL", "--", "java"]);
            command
        } else {
            Command::new("java")
        };
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.folder.join("log"));
        let log = log.map_err(|cause| format!("log: {cause}"))?;
        let errors = log.try_clone().map_err(|cause| format!("log: {cause}"))?;
        command
            .args(JAVA)
            .arg(format!(
                "-Dlog4j2.configurationFile=file:{}/log4j2.yaml",
                self.folder.display()
            ))
            .arg("-cp")
            .arg(format!("{}/*", jars.display()))
            .args(program)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(errors);
        Ok(command)
    }

    fn spawn(&self, command: Command) -> Result<Child, String> {
        let (answer, started) = mpsc::channel();
        let gone = "the thread that starts it is gone";
        self.starter.send((command, answer)).map_err(|_| gone)?;
        started
            .recv()
            .map_err(|_| gone)?
            .map_err(|cause| format!("java: {cause}"))
    }

    fn format(&self, more: &[String]) -> Result<(), String> {
        let settings = self.folder.join("server.properties").display().to_string();
        let mut tool = vec![
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            "AAAAAAAAAAAAAAAAAAAAAA",
            "--config",
            &settings,
        ];
        tool.extend(more.iter().map(String::as_str));
        let mut formatting = self.spawn(self.java(&tool)?)?;
        match formatting.wait() {
            Ok(status) if status.success() => Ok(()),
            _ => Err(self.log()),
        }
    }

    fn run(&self) -> Result<(), String> {
        let mut kept = self.kept();
        assert!(kept.is_none(), "it runs already");
        let settings = self.folder.join("server.properties").display().to_string();
        let mut child = self.spawn(self.java(&["kafka.Kafka", &settings])?)?;
        let _ = fs::write(self.folder.join("pid"), child.id().to_string());
        let since = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            let ended = child.try_wait().map_err(|cause| cause.to_string())?.is_some();
            if ended || since.elapsed() > START_LIMIT {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("after {:?}:\n{}", since.elapsed(), self.log()));
            }
            thread::sleep(LOOK_EVERY);
        }
        *kept = Some(child);
        Ok(())
    }
}

/// What a broker has that others have not.
struct Addition {
    /// Lines of `server.properties`.
    settings: String,
    /// Options of `format`.
    format: Vec<String>,
}

impl Default for Addition {
    fn default() -> Self {
        Self {
            settings: String::new(),
            format: vec!["--standalone".to_owned()],
        }
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        self.kill();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Where `tools/setup-kafka.sh` put it.
fn jars() -> Result<PathBuf, String> {
    let cache = match env::var_os("NOVAPOS_KAFKA_HOME") {
        Some(named) => PathBuf::from(named),
        None => PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cache/novapos/kafka"),
    };
    let jars = cache.join("libs");
    if jars.is_dir() {
        Ok(jars)
    } else {
        Err(format!(
            "there is no Kafka in {}: run tools/setup-kafka.sh",
            jars.display()
        ))
    }
}

fn starter() -> mpsc::Sender<(Command, mpsc::Sender<io::Result<Child>>)> {
    let (sender, asked) = mpsc::channel::<(Command, mpsc::Sender<io::Result<Child>>)>();
    thread::spawn(move || {
        for (mut command, answer) in asked {
            let _ = answer.send(command.spawn());
        }
    });
    sender
}

/// Starts the script that ends the broker and removes its folder when this program is gone.
fn watch(folder: &Path) -> io::Result<()> {
    let log = File::create(folder.join("watch.log"))?;
    Command::new("sh")
        .arg(folder.join("watch.sh"))
        .arg(folder)
        .arg(std::process::id().to_string())
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .current_dir("/")
        .spawn()
        .map(drop)
}
