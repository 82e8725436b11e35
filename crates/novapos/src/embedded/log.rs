//! What a child says on its standard error: kept in a file of limited size, and its end in memory for messages.

use std::{
    collections::VecDeque,
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::PathBuf,
    process::ChildStderr,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use tokio::sync::oneshot;

/// The log file is set aside as `<name>.1` at this size, so the two together take twice as much.
const FILE_LIMIT_BYTES: u64 = 10_000_000;
const LINE_LIMIT_BYTES: u64 = 64_000;
const LINES_IN_MEMORY: usize = 20;
/// After the child has ended, its helpers may still hold the other end of the pipe.
const END_LIMIT: Duration = Duration::from_millis(500);

/// The log of one child.
pub struct Log {
    lines: Arc<Mutex<VecDeque<String>>>,
    end: Option<oneshot::Receiver<()>>,
}

impl Log {
    /// Follows a child's standard error to its end, on a thread of its own: a child must never wait for its log.
    pub fn follow(stderr: Option<ChildStderr>, path: Option<PathBuf>) -> io::Result<Self> {
        let lines = Arc::new(Mutex::new(VecDeque::new()));
        let (ended, end) = oneshot::channel();
        let kept = Arc::clone(&lines);
        let mut file = path.map(LogFile::new);
        thread::Builder::new().name("postgres-log".to_owned()).spawn(move || {
            let mut reader = stderr.map(BufReader::new);
            while let Some(line) = reader.as_mut().and_then(next_line) {
                if let Some(file) = &mut file {
                    file.append(&line);
                }
                keep(&kept, String::from_utf8_lossy(&line).trim_end().to_owned());
            }
            let _ = ended.send(());
        })?;
        Ok(Self { lines, end: Some(end) })
    }

    /// The last lines, once the child has ended.
    pub async fn last_words(&mut self) -> String {
        if let Some(end) = self.end.take() {
            let _ = tokio::time::timeout(END_LIMIT, end).await;
        }
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
    }
}

fn next_line(reader: &mut BufReader<ChildStderr>) -> Option<Vec<u8>> {
    let mut line = Vec::new();
    match reader.by_ref().take(LINE_LIMIT_BYTES).read_until(b'\n', &mut line) {
        Ok(1..) => Some(line),
        _ => None,
    }
}

fn keep(lines: &Mutex<VecDeque<String>>, line: String) {
    let mut lines = lines.lock().unwrap_or_else(PoisonError::into_inner);
    if lines.len() == LINES_IN_MEMORY {
        lines.pop_front();
    }
    lines.push_back(line);
}

struct LogFile {
    path: PathBuf,
    file: Option<File>,
    size_bytes: u64,
}

impl LogFile {
    fn new(path: PathBuf) -> Self {
        Self {
            path,
            file: None,
            size_bytes: 0,
        }
    }

    /// Appends a line. A log that cannot be written (the disk is full) must not stop the database, so failures are passed over.
    fn append(&mut self, line: &[u8]) {
        if self.size_bytes >= FILE_LIMIT_BYTES {
            self.file = None;
            let _ = fs::rename(&self.path, self.path.with_extension("log.1"));
        }
        if self.file.is_none() {
            self.file = OpenOptions::new()
                .create(true)
                .append(true)
                .mode(0o600)
                .open(&self.path)
                .ok();
            self.size_bytes = self
                .file
                .as_ref()
                .and_then(|file| file.metadata().ok())
                .map_or(0, |found| found.len());
        }
        if let Some(file) = &mut self.file
            && file.write_all(line).is_ok()
        {
            self.size_bytes += line.len() as u64;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_lines_are_kept() {
        let lines = Mutex::new(VecDeque::new());
        for number in 0..LINES_IN_MEMORY + 5 {
            keep(&lines, number.to_string());
        }
        let lines = lines.into_inner().unwrap();
        assert_eq!(lines.len(), LINES_IN_MEMORY);
        assert_eq!(lines.front().map(String::as_str), Some("5"));
    }
}
