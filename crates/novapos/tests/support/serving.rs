//! What `novapos serve` says when it serves.

use std::{io::BufRead, process::ChildStderr};

/// Reads the log until it says where it serves: that port, and what it said before.
pub fn until_serving(log: &mut std::io::BufReader<ChildStderr>) -> (u16, String) {
    let mut said = String::new();
    loop {
        let mut line = String::new();
        let read = log.read_line(&mut line).unwrap();
        assert_ne!(read, 0, "it ended instead of serving:\n{said}");
        if line.contains("\"serving\"") {
            let line: serde_json::Value = serde_json::from_str(&line).unwrap();
            // `whole=127.0.0.1:8080 admin=...`, or `order=127.0.0.1:8084`: the first is where it is asked. Before there were
            // services apart, `whole` was a field of its own.
            let addresses = line["addresses"].as_str().or(line["whole"].as_str()).unwrap();
            let first = addresses.split(' ').next().unwrap();
            let port = first.rsplit(':').next().unwrap();
            return (port.parse().unwrap(), said);
        }
        said.push_str(&line);
    }
}
