//! `novapos up` as a process of its own, in a folder of its own.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _},
    os::unix::fs::PermissionsExt as _,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use rustix::process::{Pid, Signal, kill_process};

/// The folder of one test, removed at its end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("novapos-up-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o711)).unwrap();
        Self(folder)
    }

    pub fn home(&self) -> PathBuf {
        self.0.join("home")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn novapos(arguments: &[&str], folder: &Folder) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_novapos"));
    command
        .args(arguments)
        .arg("--home")
        .arg(folder.home())
        .current_dir(&folder.0)
        .stdin(Stdio::null());
    command
}

/// A running `novapos up`.
pub struct Running {
    pub child: Child,
    /// What it says to whoever started it, until nobody listens any more.
    pub output: Option<BufReader<std::process::ChildStdout>>,
    pub port: u16,
    /// What it said until it was ready.
    pub said: String,
}

impl Running {
    /// Starts it on free ports and waits until it says that it is ready.
    pub fn start(folder: &Folder, options: &[&str]) -> Self {
        let mut command = novapos(&["up", "--port", "0", "--admin-port", "0"], folder);
        command.args(options);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut running = Self {
            child,
            output: None,
            port: 0,
            said: String::new(),
        };
        let said = &mut running.said;
        loop {
            let mut line = String::new();
            assert_ne!(
                output.read_line(&mut line).unwrap(),
                0,
                "it ended instead of becoming ready:\n{said}"
            );
            if let Some(rest) = line.split("://127.0.0.1:").nth(1)
                && running.port == 0
            {
                running.port = rest.split('/').next().unwrap().parse().unwrap();
            }
            if line.starts_with("Stop it with Ctrl-C") {
                running.output = Some(output);
                return running;
            }
            said.push_str(&line);
        }
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Waits for its end. Returns whether it was a good one, and all that it said.
    pub fn end(mut self) -> (bool, String) {
        let mut said = std::mem::take(&mut self.said);
        if let Some(mut output) = self.output.take() {
            output.read_to_string(&mut said).unwrap();
        }
        (self.child.wait().unwrap().success(), said)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
