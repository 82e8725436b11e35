//! A child process that cannot outlive NovaPOS by accident.

use std::{
    io,
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use tokio::sync::{oneshot, watch};

use super::log::Log;

/// How a child ended.
#[derive(Clone, Debug)]
pub struct End {
    pub success: bool,
    /// In the operating system's words, such as "exit status: 1".
    pub how: String,
}

/// A running or ended child. Dropped while it runs, it is asked to stop.
pub struct Child {
    pid: Pid,
    end: watch::Receiver<Option<End>>,
    log: Log,
}

impl Child {
    /// Starts a command in a process group of its own (Ctrl-C must reach NovaPOS, not it), keeping what it says on standard
    /// error.
    ///
    /// The parent-death signal comes when the *thread* that started the child ends, so that is a thread which waits for it.
    /// `held` is kept until the child has ended.
    pub async fn spawn(mut command: Command, log_file: Option<PathBuf>, held: impl Send + 'static) -> io::Result<Self> {
        command.process_group(0).stdout(Stdio::null()).stderr(Stdio::piped());
        let (started, starting) = oneshot::channel();
        let (ended, end) = watch::channel(None);
        thread::Builder::new()
            .name("postgres-owner".to_owned())
            .spawn(move || {
                let mut child = match command.spawn() {
                    Ok(child) => child,
                    Err(cause) => return drop(started.send(Err(cause))),
                };
                let id = Pid::from_child(&child);
                // When nobody waits for the start any more, the child is asked to stop, and waited for like any other.
                if started.send(Ok((id, child.stderr.take()))).is_err() {
                    let _ = kill_process(id, Signal::INT);
                }
                let end = match child.wait() {
                    Ok(status) => End {
                        success: status.success(),
                        how: status.to_string(),
                    },
                    Err(cause) => End {
                        success: false,
                        how: cause.to_string(),
                    },
                };
                drop(held);
                ended.send_replace(Some(end));
            })?;
        let (pid, stderr) = starting.await.map_err(io::Error::other)??;
        let log = Log::follow(stderr, log_file).inspect_err(|_| {
            let _ = kill_process(pid, Signal::INT);
        })?;
        Ok(Self { pid, end, log })
    }

    /// The child's process number.
    pub fn pid(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// Waits until the child has ended.
    pub async fn ended(&self) -> End {
        let mut end = self.end.clone();
        match end.wait_for(Option::is_some).await.as_deref() {
            Ok(Some(end)) => end.clone(),
            _ => End {
                success: false,
                how: "unknown".to_owned(),
            },
        }
    }

    /// Waits until the child has ended, but not longer than `limit`.
    pub async fn ended_within(&self, limit: Duration) -> Option<End> {
        tokio::time::timeout(limit, self.ended()).await.ok()
    }

    /// Sends a signal, unless the child has ended.
    pub fn signal(&self, signal: Signal) {
        if self.end.borrow().is_none() {
            // It may end at this very moment; then there is nothing to signal.
            let _ = kill_process(self.pid, signal);
        }
    }

    /// The last lines of its standard error.
    pub async fn last_words(&mut self) -> String {
        self.log.last_words().await
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.signal(Signal::INT);
    }
}
