//! What `novapos serve` says when it serves.

#![allow(dead_code, reason = "each test program uses its part")]

use std::{io::BufRead, process::ChildStderr};

/// Reads the log until it says where it serves: that port, and what it said before.
pub fn until_serving(log: &mut std::io::BufReader<ChildStderr>) -> (u16, String) {
    let served = addresses(log).map_err(|said| format!("it ended instead of serving:\n{said}"));
    let (addresses, said) = served.unwrap();
    // The first is where it is asked.
    (port_of(addresses.split(' ').next().unwrap()), said)
}

/// The port of `order=127.0.0.1:8084`.
pub fn port_of(address: &str) -> u16 {
    address.rsplit(':').next().unwrap().parse().unwrap()
}

/// Reads the log until it says where it serves, and what it said before.
///
/// # Errors
/// What it said, when it ended instead.
pub fn addresses(log: &mut std::io::BufReader<ChildStderr>) -> Result<(String, String), String> {
    let mut said = String::new();
    loop {
        let mut line = String::new();
        let read = log.read_line(&mut line).unwrap();
        if read == 0 {
            return Err(said);
        }
        if line.contains("\"serving\"") {
            let line: serde_json::Value = serde_json::from_str(&line).unwrap();
            // `whole=127.0.0.1:8080 admin=...`, or `order=127.0.0.1:8084`. Before there were services apart, `whole` was a field of its own.
            let addresses = line["addresses"].as_str().or(line["whole"].as_str()).unwrap();
            return Ok((addresses.to_owned(), said));
        }
        said.push_str(&line);
    }
}
