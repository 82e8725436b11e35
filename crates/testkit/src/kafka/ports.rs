//! Ports of this computer: free ones, and who listens on one.

use std::{fs, net::TcpListener};

/// A port that nobody listens on at the moment.
pub(super) fn free() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// Whether this process is the one that listens on the port, by what the kernel says of sockets. Linux only.
pub fn listener_of(port: u16, pid: u32) -> bool {
    let sockets = fs::read_to_string("/proc/net/tcp").expect("/proc");
    let Some(inode) = sockets.lines().find_map(|line| listening(line, port)) else {
        return false;
    };
    let socket = format!("socket:[{inode}]");
    let Ok(open) = fs::read_dir(format!("/proc/{pid}/fd")) else {
        return false;
    };
    open.flatten()
        .filter_map(|file| fs::read_link(file.path()).ok())
        .any(|link| link.to_string_lossy() == socket)
}

/// The inode of a line of `/proc/net/tcp`, when it is a socket that listens on the port.
fn listening(line: &str, port: u16) -> Option<&str> {
    const LISTENS: &str = "0A";
    let fields: Vec<&str> = line.split_whitespace().collect();
    let (_, local) = fields.get(1)?.rsplit_once(':')?;
    (u16::from_str_radix(local, 16) == Ok(port) && *fields.get(3)? == LISTENS).then_some(*fields.get(9)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_known_who_listens() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(listener_of(port, std::process::id()));
        assert!(!listener_of(port, 1), "not the first process of all");
        drop(listener);
        assert!(!listener_of(port, std::process::id()));
    }
}
