//! What an earlier run may have left: a Postgres that still runs, or its files when it was killed.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use super::{StartError, data_folder::DataFolder, socket_folder::socket_name};

/// How long an earlier Postgres may take to shut down properly, then to shut down at once.
const STOP_LIMIT: Duration = Duration::from_secs(20);
const STOP_NOW_LIMIT: Duration = Duration::from_secs(10);
/// How long the helpers of a killed Postgres may take to notice and leave.
const HELPERS_LIMIT: Duration = Duration::from_secs(15);
const INITDB_LIMIT: Duration = Duration::from_secs(5);
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// What `postmaster.pid` says. Postgres writes it, one fact a line: the process first, the state last.
#[derive(Debug, PartialEq)]
pub struct PidFile {
    pub pid: i32,
    pub ready: bool,
}

/// Reads `postmaster.pid`; nothing when there is none, or when it is just being written.
pub fn read_pid_file(data: &Path) -> Option<PidFile> {
    parse_pid_file(&fs::read_to_string(data.join("postmaster.pid")).ok()?)
}

fn parse_pid_file(text: &str) -> Option<PidFile> {
    let mut lines = text.lines();
    let pid = lines.next()?.trim().parse().ok().filter(|pid| *pid > 0)?;
    let ready = lines.nth(6).is_some_and(|state| state.trim() == "ready");
    Some(PidFile { pid, ready })
}

/// Makes sure that no earlier Postgres works on this data. The lock is ours, so whatever still runs has lost its NovaPOS.
pub async fn clear(data: &DataFolder, progress: &(dyn Fn(&str) + Sync)) -> Result<(), StartError> {
    let Some(file) = read_pid_file(&data.path) else {
        return Ok(());
    };
    let Some(pid) = Pid::from_raw(file.pid) else {
        return Ok(());
    };
    let stays = || StartError::LeftoverStays { pid: file.pid };
    if works_on(pid, &data.path) {
        progress("NovaPOS was cut short the last time; waiting for its database to finish.");
        stop(pid, &data.path).await.ok_or_else(stays)?;
    }
    // The helpers of a killed Postgres leave when they notice, and a busy one only when its query is done. What they hold is
    // lost with their Postgres, so they are told to leave at once.
    for helper in helpers(&data.path) {
        let _ = kill_process(helper, Signal::QUIT);
    }
    until(HELPERS_LIMIT, || helpers(&data.path).is_empty())
        .await
        .ok_or_else(stays)?;
    // Postgres copes with its own old file, unless the number in it now belongs to another process, or to a dead one nobody
    // collected.
    let path = data.path.join("postmaster.pid");
    if path.exists() && exists(pid) {
        fs::remove_file(&path).map_err(StartError::disk("remove the stale file", &path))?;
    }
    Ok(())
}

/// Waits for the helpers of a killed `initdb`, which leave when they notice and tidy up; who does not is ended.
pub async fn clear_initdb(fresh: &Path) {
    let left = || processes().filter(|pid| prepares(*pid, fresh)).collect::<Vec<_>>();
    if until(INITDB_LIMIT, || left().is_empty()).await.is_none() {
        for helper in left() {
            let _ = kill_process(helper, Signal::KILL);
        }
        // Whatever stays even then shows when the folder is removed.
        let _ = until(INITDB_LIMIT, || left().is_empty()).await;
    }
}

async fn stop(pid: Pid, data: &Path) -> Option<()> {
    for (signal, limit) in [(Signal::INT, STOP_LIMIT), (Signal::QUIT, STOP_NOW_LIMIT)] {
        // A failure means that it has just ended, or that another user's process is in the way: the wait tells.
        let _ = kill_process(pid, signal);
        if until(limit, || !works_on(pid, data)).await.is_some() {
            return Some(());
        }
    }
    None
}

async fn until(limit: Duration, done: impl Fn() -> bool) -> Option<()> {
    let start = Instant::now();
    while !done() {
        if start.elapsed() > limit {
            return None;
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    Some(())
}

/// Removes the socket of an earlier run. Its lock file names a process too, and would stop Postgres if a stranger now has that
/// number.
pub fn remove_socket(folder: &Path) {
    let socket = folder.join(socket_name());
    let mut lock = socket.clone().into_os_string();
    lock.push(".lock");
    // What cannot be removed here, Postgres complains about in words of its own.
    let _ = fs::remove_file(socket);
    let _ = fs::remove_file(lock);
}

fn exists(pid: Pid) -> bool {
    !matches!(test_kill_process(pid), Err(rustix::io::Errno::SRCH))
}

/// Whether this process is a living Postgres that works on this folder: neither a stranger who got the number, nor one that is
/// dead and not collected.
#[cfg(target_os = "linux")]
pub fn works_on(pid: Pid, data: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let process = Path::new("/proc").join(pid.as_raw_nonzero().to_string());
    if !fs::read_to_string(process.join("comm")).is_ok_and(|name| name.trim() == "postgres") {
        return false;
    }
    // A dead process has no current folder any more; Postgres's is its data. The same inode is the same folder, even renamed.
    let folder = |path: &Path| fs::metadata(path).ok().map(|found| (found.dev(), found.ino()));
    folder(data).is_some_and(|data| folder(&process.join("cwd")) == Some(data))
}

#[cfg(not(target_os = "linux"))]
pub fn works_on(pid: Pid, data: &Path) -> bool {
    let pid = pid.as_raw_nonzero().to_string();
    let output = std::process::Command::new("/bin/ps")
        .args(["-p", &pid, "-o", "command="])
        .output();
    let command = output
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    command.contains("postgres") && command.contains(&*data.to_string_lossy())
}

/// The processes of Postgres that work on this folder. Known on Linux; elsewhere they are waited for.
fn helpers(data: &Path) -> Vec<Pid> {
    processes().filter(|pid| works_on(*pid, data)).collect()
}

fn processes() -> impl Iterator<Item = Pid> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| Pid::from_raw(entry.file_name().to_str()?.parse().ok().filter(|pid| *pid > 0)?))
}

/// Whether this process prepares this folder: `initdb` has it as an argument, what it starts has it as a variable.
fn prepares(pid: Pid, fresh: &Path) -> bool {
    let process = Path::new("/proc").join(pid.as_raw_nonzero().to_string());
    let argument = fresh.as_os_str().as_encoded_bytes();
    let variable = [b"PGDATA=", argument].concat();
    let says = |file: &str, what: &[u8]| {
        fs::read(process.join(file)).is_ok_and(|text| text.split(|byte| *byte == 0).any(|word| word == what))
    };
    says("cmdline", argument) || says("environ", &variable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pid_files_are_read() {
        let full = "4711\n/srv/data\n1764000000\n5432\n/srv/run\n\n  12345678         7\nready   \n";
        assert_eq!(parse_pid_file(full), Some(PidFile { pid: 4711, ready: true }));
        let starting = full.replace("ready", "starting");
        assert_eq!(
            parse_pid_file(&starting),
            Some(PidFile {
                pid: 4711,
                ready: false
            })
        );
        assert_eq!(
            parse_pid_file("4711\n/srv/data\n"),
            Some(PidFile {
                pid: 4711,
                ready: false
            })
        );
        for bad in ["", "\n", "x\n", "-5\n", "0\n"] {
            assert_eq!(parse_pid_file(bad), None, "{bad:?}");
        }
    }
}
