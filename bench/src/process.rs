//! What /proc says of a process: CPU time and memory.
//!
//! CPU time is user and system time together. The kernel counts it in nanoseconds and tells it in hundredths of a second, so a slice of
//! some seconds is exact enough.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

/// Ticks a second in /proc, whatever the kernel's own clock does: part of its interface.
const TICKS_A_SECOND: f64 = 100.0;

/// One process's line in /proc, as far as it concerns us.
struct Stat {
    parent: i32,
    /// Its own, in ticks.
    own: u64,
    /// Of its children that have ended and were waited for.
    ended_children: u64,
}

fn folder(pid: i32) -> PathBuf {
    Path::new("/proc").join(pid.to_string())
}

fn stat(pid: i32) -> Option<Stat> {
    parse_stat(&fs::read_to_string(folder(pid).join("stat")).ok()?)
}

/// The name of a process may hold spaces and brackets: fields are counted from the last bracket.
fn parse_stat(text: &str) -> Option<Stat> {
    let fields: Vec<&str> = text.get(text.rfind(')')? + 1..)?.split_whitespace().collect();
    let number = |index: usize| fields.get(index)?.parse::<u64>().ok();
    Some(Stat {
        parent: fields.get(1)?.parse().ok()?,
        own: number(11)? + number(12)?,
        ended_children: number(13)? + number(14)?,
    })
}

/// CPU seconds that the process has used, without its children.
pub fn cpu_s(pid: i32) -> Result<f64> {
    let stat = stat(pid).with_context(|| format!("process {pid} is gone"))?;
    Ok(stat.own as f64 / TICKS_A_SECOND)
}

/// CPU seconds of the process and its children, those that have ended included: of Postgres, whose backends come and go.
pub fn tree_cpu_s(pid: i32) -> Result<f64> {
    let own = stat(pid).with_context(|| format!("process {pid} is gone"))?;
    let living: u64 = children(pid)
        .into_iter()
        .filter_map(stat)
        .map(|child| child.own + child.ended_children)
        .sum();
    Ok((own.own + own.ended_children + living) as f64 / TICKS_A_SECOND)
}

/// CPU seconds of our own children that have ended: pgbench, when it is the only one that does.
pub fn ended_children_cpu_s() -> Result<f64> {
    let own = parse_stat(&fs::read_to_string("/proc/self/stat")?).context("reading /proc/self/stat")?;
    Ok(own.ended_children as f64 / TICKS_A_SECOND)
}

/// The living children of a process.
pub fn children(pid: i32) -> Vec<i32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    numbers
        .filter(|child| stat(*child).is_some_and(|stat| stat.parent == pid))
        .collect()
}

/// The program that a process runs.
pub fn program(pid: i32) -> Result<PathBuf> {
    fs::read_link(folder(pid).join("exe")).with_context(|| format!("looking at process {pid}"))
}

/// Waits until a process has ended; an error when it does not within the limit.
pub async fn wait_until_gone(pid: i32, limit: Duration) -> Result<()> {
    let start = Instant::now();
    while folder(pid).exists() {
        ensure!(start.elapsed() < limit, "process {pid} does not end");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(())
}

/// What a process holds in memory, in megabytes of 10^6 bytes.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Memory {
    /// Resident, shared pages included.
    pub rss_mb: f64,
    /// Resident, each shared page divided among those who share it.
    pub pss_mb: f64,
    /// The most that was resident at any time.
    pub peak_rss_mb: f64,
}

pub fn memory(pid: i32) -> Result<Memory> {
    let rollup = fs::read_to_string(folder(pid).join("smaps_rollup")).context("reading smaps_rollup")?;
    let status = fs::read_to_string(folder(pid).join("status")).context("reading status")?;
    Ok(Memory {
        rss_mb: mb(&rollup, "Rss:"),
        pss_mb: mb(&rollup, "Pss:"),
        peak_rss_mb: mb(&status, "VmHWM:"),
    })
}

/// The value of a `Name:   123 kB` line.
fn mb(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let kib = line
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse::<f64>().ok());
    kib.unwrap_or(0.0) * 1024.0 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stat_is_read_past_odd_names() {
        let text = "4711 (a) name) (x) S 42 4711 4711 0 -1 4194560 1 2 3 4 100 20 7 3 20 0 1 0 1 1 1";
        let stat = parse_stat(text).unwrap();
        assert_eq!((stat.parent, stat.own, stat.ended_children), (42, 120, 10));
    }

    #[test]
    fn our_own_memory_is_more_than_nothing() {
        let memory = memory(i32::try_from(std::process::id()).unwrap()).unwrap();
        assert!(memory.rss_mb > 0.5 && memory.peak_rss_mb >= memory.pss_mb);
    }
}
