//! Checkpoints in a folder off the database, as lines of JSON: `checkpoints-2026-03-02.jsonl` for each day on which they were made,
//! `keys.jsonl` for the public keys. Lines are only ever added.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{File, OpenOptions},
    io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use serde::de::DeserializeOwned;

use crate::checkpoint::{Checkpoint, CheckpointLine, KeyLine};

const KEYS_FILE: &str = "keys.jsonl";
const FILE_START: &str = "checkpoints-";
const FILE_END: &str = ".jsonl";
/// A line is some 400 bytes; what is longer is none of ours.
const LINE_BYTES_MAX: u64 = 4096;

/// Writes keys that are not there yet and then the checkpoints, and waits until they are on the disk. Work that blocks.
///
/// # Errors
/// What the folder refuses.
pub fn write(folder: &Path, keys: &[KeyLine], checkpoints: &[Checkpoint]) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let known: BTreeSet<String> = match read_lines::<KeyLine>(&folder.join(KEYS_FILE)) {
        Ok(lines) => lines.read.into_iter().map(|line| line.key).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeSet::new(),
        Err(error) => return Err(error),
    };
    let new: Vec<&KeyLine> = keys.iter().filter(|key| !known.contains(&key.key)).collect();
    if !new.is_empty() {
        append(&folder.join(KEYS_FILE), new)?;
    }
    let mut by_day: BTreeMap<String, Vec<CheckpointLine>> = BTreeMap::new();
    for checkpoint in checkpoints {
        let day = format!("{FILE_START}{}{FILE_END}", checkpoint.at.date_naive());
        by_day.entry(day).or_default().push(checkpoint.line());
    }
    for (day, lines) in by_day {
        append(&folder.join(day), lines)?;
    }
    Ok(())
}

/// The lines as they are written.
///
/// # Errors
/// None: all of them can be JSON.
pub(crate) fn text_of(lines: impl IntoIterator<Item = impl serde::Serialize>) -> io::Result<String> {
    let mut text = String::new();
    for line in lines {
        text.push_str(&serde_json::to_string(&line)?);
        text.push('\n');
    }
    Ok(text)
}

fn append(file: &Path, lines: impl IntoIterator<Item = impl serde::Serialize>) -> io::Result<()> {
    let mut text = text_of(lines)?;
    let mut file = OpenOptions::new().create(true).read(true).append(true).open(file)?;
    // A line that a crash left half-written stays one of its own.
    if !ends_a_line(&mut file)? {
        text.insert(0, '\n');
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn ends_a_line(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// What was read of files of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines<T> {
    pub read: Vec<T>,
    /// Where lines are that cannot be read: a crash leaves such a half line, and what it was to say is written again.
    pub unreadable: Vec<String>,
}

impl<T> Default for Lines<T> {
    fn default() -> Self {
        Self {
            read: Vec::new(),
            unreadable: Vec::new(),
        }
    }
}

impl<T> Lines<T> {
    pub(crate) fn extend(&mut self, more: Self) {
        self.read.extend(more.read);
        self.unreadable.extend(more.unreadable);
    }
}

/// The public keys in the folder.
///
/// # Errors
/// What cannot be opened, or is not there.
pub fn read_keys(folder: &Path) -> io::Result<Lines<KeyLine>> {
    read_lines(&folder.join(KEYS_FILE))
}

/// The checkpoints in the folder.
///
/// # Errors
/// What cannot be opened, or is not there.
pub fn read_checkpoints(folder: &Path) -> io::Result<Lines<CheckpointLine>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        let name = file.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(FILE_START) && name.ends_with(FILE_END) {
            files.push(file.path());
        }
    }
    files.sort();
    let mut all = Lines::default();
    for file in files {
        all.extend(read_lines(&file)?);
    }
    Ok(all)
}

fn read_lines<T: DeserializeOwned>(file: &Path) -> io::Result<Lines<T>> {
    lines_of(BufReader::new(File::open(file)?), &file.display().to_string())
}

/// The lines of what is called `name`.
pub(crate) fn lines_of<T: DeserializeOwned>(mut reader: impl io::BufRead, name: &str) -> io::Result<Lines<T>> {
    let mut lines = Lines::default();
    for number in 1.. {
        let mut line = Vec::new();
        if reader.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        match serde_json::from_slice(&line) {
            Ok(read) => lines.read.push(read),
            Err(_) => lines.unreadable.push(format!("{name}, line {number}")),
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use kernel::{Entropy, sealing::SealingKey, secret::Secret};

    use super::*;
    use crate::checkpoint::{Signer, StoredKey};

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("novapos-audit-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        folder
    }

    fn some() -> (KeyLine, Vec<Checkpoint>) {
        let sealing = SealingKey::derive(&Secret::new("a secret"), b"tests");
        let at = "2026-03-02T23:59:59.5Z".parse().unwrap();
        let key = StoredKey::generate(&Entropy::seeded(1), &sealing, at).unwrap();
        let signer = Signer::open(&key, &sealing).unwrap();
        let tenant = kernel::id::TenantId::from_uuid(uuid::Uuid::from_u128(1));
        let checkpoints = (1..4)
            .map(|n| signer.sign(tenant, n, [7; 32], at + chrono::TimeDelta::seconds(n)))
            .collect();
        (key.line(), checkpoints)
    }

    #[test]
    fn what_was_written_is_read_and_a_key_is_written_once() {
        let folder = folder("written");
        let (key, checkpoints) = some();
        write(&folder, std::slice::from_ref(&key), &checkpoints[..1]).unwrap();
        write(&folder, std::slice::from_ref(&key), &checkpoints[1..]).unwrap();
        assert_eq!(read_keys(&folder).unwrap().read, [key]);
        let read = read_checkpoints(&folder).unwrap();
        let lines: Vec<CheckpointLine> = checkpoints.iter().map(Checkpoint::line).collect();
        assert_eq!((read.read, read.unreadable), (lines, Vec::new()));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_line_that_a_crash_left_half_written_spoils_no_other() {
        let folder = folder("half");
        let (key, checkpoints) = some();
        write(&folder, std::slice::from_ref(&key), &checkpoints[..1]).unwrap();
        let day = folder.join("checkpoints-2026-03-03.jsonl");
        let whole = std::fs::read(&day).unwrap();
        std::fs::write(&day, &whole[..whole.len() / 2]).unwrap();
        write(&folder, &[key], &checkpoints).unwrap();
        let read = read_checkpoints(&folder).unwrap();
        assert_eq!(read.read.len(), 3);
        assert_eq!(read.unreadable.len(), 1, "{:?}", read.unreadable);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
