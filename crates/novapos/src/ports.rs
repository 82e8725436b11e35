//! Opening a port, and saying who has it when it is taken.

use std::{
    fs, io,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use anyhow::{Result, anyhow};
use tokio::net::TcpListener;

/// Opens a port. `purpose` is what it is for, `choose` how another one is chosen.
///
/// # Errors
/// Which port it is, who probably has it, and how to choose another.
pub async fn open(address: IpAddr, port: u16, purpose: &str, choose: &str) -> Result<TcpListener> {
    TcpListener::bind(SocketAddr::new(address, port))
        .await
        .map_err(|cause| match cause.kind() {
            io::ErrorKind::AddrInUse => {
                let holder = holder(port).unwrap_or_else(|| "another program".to_owned());
                anyhow!(
                    "Port {port}, for {purpose}, is taken by {holder}. Stop that one, or choose another port: {choose}"
                )
            }
            io::ErrorKind::PermissionDenied => {
                anyhow!("Port {port}, for {purpose}, may only be opened by root. Choose one above 1023: {choose}")
            }
            io::ErrorKind::AddrNotAvailable => {
                anyhow!("This computer has no address {address}. Correct listen.address in the configuration.")
            }
            _ => anyhow!("Port {port}, for {purpose}, cannot be opened: {cause}. Choose another one: {choose}"),
        })
}

/// The program that listens on this port, as `nginx (process 4711)`. Known on Linux, for programs that we may look at.
fn holder(port: u16) -> Option<String> {
    let socket = ["/proc/net/tcp", "/proc/net/tcp6"]
        .iter()
        .filter_map(|table| fs::read_to_string(table).ok())
        .find_map(|table| {
            table
                .lines()
                .find_map(|line| listening_socket(line, port).map(str::to_owned))
        })?;
    let link = format!("socket:[{socket}]");
    let processes = fs::read_dir("/proc").ok()?.flatten().map(|entry| entry.path());
    // Beside the processes' numbers there are other names, such as `self`.
    let is_number = |process: &PathBuf| {
        process
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().iter().all(u8::is_ascii_digit))
    };
    let process = processes.filter(is_number).find(|process| holds(process, &link))?;
    let name = fs::read_to_string(process.join("comm")).ok()?;
    Some(format!("{} (process {})", name.trim(), process.file_name()?.to_str()?))
}

/// The socket's number, when this line of /proc/net/tcp is about a socket that listens on this port (state 0A).
fn listening_socket(line: &str, port: u16) -> Option<&str> {
    let mut columns = line.split_whitespace();
    let local = columns.nth(1)?;
    let state = columns.nth(1)?;
    let (_, hex) = local.rsplit_once(':')?;
    let socket = columns.nth(5)?;
    (state == "0A" && u16::from_str_radix(hex, 16) == Ok(port)).then_some(socket)
}

fn holds(process: &Path, link: &str) -> bool {
    let descriptors = fs::read_dir(process.join("fd")).into_iter().flatten().flatten();
    descriptors
        .filter_map(|entry| fs::read_link(entry.path()).ok())
        .any(|target| target.as_os_str() == link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listening_sockets_are_found_in_the_kernels_table() {
        let line =
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12345 1 0";
        assert_eq!(listening_socket(line, 8080), Some("12345"));
        assert_eq!(listening_socket(line, 8081), None);
        assert_eq!(
            listening_socket(&line.replace(" 0A ", " 01 "), 8080),
            None,
            "connected, not listening"
        );
        assert_eq!(
            listening_socket("  sl  local_address rem_address   st tx_queue rx_queue", 8080),
            None
        );
    }

    #[tokio::test]
    async fn a_taken_port_is_explained() {
        let first = open(IpAddr::from([127, 0, 0, 1]), 0, "tests", "--port").await.unwrap();
        let port = first.local_addr().unwrap().port();
        let refusal = open(IpAddr::from([127, 0, 0, 1]), port, "tests", "--port 9")
            .await
            .unwrap_err()
            .to_string();
        assert!(
            refusal.contains(&format!("Port {port}, for tests, is taken by ")),
            "{refusal}"
        );
        assert!(refusal.ends_with("choose another port: --port 9"), "{refusal}");
        if cfg!(target_os = "linux") {
            assert!(
                refusal.contains(&format!("(process {})", std::process::id())),
                "{refusal}"
            );
        }
    }
}
