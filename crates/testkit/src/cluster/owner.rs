//! Whose cluster it is: the process whose end is the end of the cluster.

use std::{env, fs, process};

/// A process, named so that a later one with the same number is not mistaken for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Owner {
    pub pid: u32,
    /// In the operating system's ticks; 0 where it does not tell.
    pub started: u64,
}

/// How many generations up a cargo is looked for.
const ANCESTORS_MAX: usize = 10;

impl Owner {
    /// The process that NOVAPOS_TEST_OWNER names, else the nearest cargo that this process descends from, else this process.
    pub fn find() -> Self {
        let named = env::var("NOVAPOS_TEST_OWNER").ok().and_then(|pid| pid.parse().ok());
        let pid = named.or_else(cargo).unwrap_or_else(process::id);
        Self {
            pid,
            started: Process::read(pid).map_or(0, |process| process.started),
        }
    }
}

fn cargo() -> Option<u32> {
    let mut pid = process::id();
    for _ in 0..ANCESTORS_MAX {
        pid = Process::read(pid)?.parent;
        if Process::read(pid)?.name.starts_with("cargo") {
            return Some(pid);
        }
    }
    None
}

/// What `/proc/<pid>/stat` says; nothing where there is no such file (macOS).
struct Process {
    name: String,
    parent: u32,
    started: u64,
}

impl Process {
    fn read(pid: u32) -> Option<Self> {
        Self::parse(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
    }

    /// `17 (some (odd) name) S 1 ...`: the name may hold anything, so the last parenthesis ends it.
    fn parse(stat: &str) -> Option<Self> {
        let (front, rest) = stat.rsplit_once(')')?;
        let (_, name) = front.split_once('(')?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        Some(Self {
            name: name.to_owned(),
            parent: fields.get(1)?.parse().ok()?,
            started: fields.get(19)?.parse().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_read_whatever_its_name() {
        let stat = "17 (some (odd) name) S 4 17 17 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 98765 1 2";
        let process = Process::parse(stat).unwrap();
        assert_eq!(
            (process.name.as_str(), process.parent, process.started),
            ("some (odd) name", 4, 98765)
        );
        assert!(Process::parse("").is_none());
    }
}
