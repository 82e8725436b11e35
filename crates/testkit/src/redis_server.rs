//! A Redis of one test: a real server on a socket in a folder of its own, that the test kills, halts, empties and starts again.

use std::{
    env, fs,
    io::{Read as _, Write as _},
    net::SocketAddr,
    os::unix::{fs::symlink, net::UnixStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

/// It is ready in milliseconds; this is for a computer that is busy building.
const START_LIMIT: Duration = Duration::from_secs(20);
const LOOK_EVERY: Duration = Duration::from_millis(5);
/// What a slow network adds to each answer.
const DELAY: Duration = Duration::from_millis(500);

/// It ends, with its folder, when it is dropped, or when the test program ends however that was.
pub struct RedisServer {
    folder: PathBuf,
    child: Child,
}

impl RedisServer {
    /// An empty one.
    ///
    /// # Panics
    /// When there is no Redis, or it does not start.
    pub fn start() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("novapos-redis-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let child = run(&folder);
        let server = Self { folder, child };
        server.until_ready();
        server
    }

    /// Where it is, now and after [`RedisServer::start_again`].
    pub fn url(&self) -> String {
        format!("unix://{}", self.socket().display())
    }

    /// As a power cut does.
    pub fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }

    /// After it was killed: a new one, empty, at the same address.
    pub fn start_again(&mut self) {
        self.child = run(&self.folder);
        self.until_ready();
    }

    /// It takes what is sent, and answers nothing until it goes on.
    pub fn halt(&self) {
        kill_process(Pid::from_child(&self.child), Signal::STOP).expect("it can be halted");
    }

    pub fn go_on(&self) {
        kill_process(Pid::from_child(&self.child), Signal::CONT).expect("it can go on");
    }

    /// What it answers to a command, as it came.
    pub fn ask(&self, command: &str) -> String {
        self.try_ask(command).expect("it answers")
    }

    fn try_ask(&self, command: &str) -> std::io::Result<String> {
        let mut stream = UnixStream::connect(self.socket())?;
        stream.write_all(format!("{command}\r\nQUIT\r\n").as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    /// An address in the network of the loopback that leads to it, as slowly as is asked for.
    pub async fn behind_a_network(&self) -> Network {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let is_slow = Arc::new(AtomicBool::new(false));
        let (socket, slow) = (self.socket(), Arc::clone(&is_slow));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(carry(stream, socket.clone(), Arc::clone(&slow)));
            }
        });
        Network { address, is_slow }
    }

    fn socket(&self) -> PathBuf {
        self.folder.join("socket")
    }

    fn until_ready(&self) {
        let start = Instant::now();
        while !self.try_ask("PING").is_ok_and(|answer| answer.starts_with("+PONG")) {
            let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(start.elapsed() < START_LIMIT, "Redis did not start:\n{}", log());
            thread::sleep(LOOK_EVERY);
        }
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A way to a Redis that can be slow.
pub struct Network {
    address: SocketAddr,
    is_slow: Arc<AtomicBool>,
}

impl Network {
    pub fn url(&self) -> String {
        format!("redis://{}", self.address)
    }

    /// From now on each answer takes half a second more, or no longer.
    pub fn be_slow(&self, is_slow: bool) {
        self.is_slow.store(is_slow, Ordering::SeqCst);
    }
}

async fn carry(stream: tokio::net::TcpStream, socket: PathBuf, is_slow: Arc<AtomicBool>) -> std::io::Result<()> {
    let redis = tokio::net::UnixStream::connect(socket).await?;
    let ((mut from, mut to), (mut answers, mut asked)) = (stream.into_split(), redis.into_split());
    tokio::spawn(async move { tokio::io::copy(&mut from, &mut asked).await });
    let mut bytes = vec![0; 4096];
    loop {
        let read = answers.read(&mut bytes).await?;
        if read == 0 {
            return Ok(());
        }
        if is_slow.load(Ordering::SeqCst) {
            tokio::time::sleep(DELAY).await;
        }
        to.write_all(&bytes[..read]).await?;
    }
}

/// Where there is setpriv (Linux), it does not outlive the test that started it.
fn run(folder: &Path) -> Child {
    let program = program(folder);
    let mut command = match in_path("setpriv") {
        Some(guard) => {
            let mut command = Command::new(guard);
            command.args(["--pdeathsig", "KILL", "--"]).arg(program);
            command
        }
        None => Command::new(program),
    };
    let log = fs::File::create(folder.join("log")).expect("a log");
    command.args(["--port", "0", "--save", "", "--appendonly", "no", "--unixsocket"]);
    command.arg(folder.join("socket")).arg("--dir").arg(folder);
    command.stdin(Stdio::null()).stdout(log).stderr(Stdio::null());
    command.spawn().expect("Redis starts")
}

/// NOVAPOS_REDIS_SERVER, else `redis-server`, else what Debian's tools have under another name: it is what it is called.
fn program(folder: &Path) -> PathBuf {
    let named = env::var_os("NOVAPOS_REDIS_SERVER").map(PathBuf::from);
    if let Some(program) = named.or_else(|| in_path("redis-server")) {
        return program;
    }
    let other =
        in_path("redis-check-rdb").expect("no Redis found: run tools/setup-redis.sh, or set NOVAPOS_REDIS_SERVER");
    let program = folder.join("redis-server");
    if !program.exists() {
        symlink(other, &program).expect("a link");
    }
    program
}

fn in_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}
