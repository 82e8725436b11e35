//! A private Postgres that another NovaPOS runs: found by what it says of itself, for commands that look into its database.

use std::{fs, path::Path};

use rustix::process::Pid;

use super::{
    leftover::{read_pid_file, works_on},
    server::{ADMIN, ConnectOptions, PORT},
};

/// How to reach the Postgres that runs in this home; nothing when none does.
pub fn running(home: &Path) -> Option<ConnectOptions> {
    let data = home.join("data");
    let file = read_pid_file(&data).filter(|file| file.ready)?;
    // The file outlives a Postgres that was killed, and its number may be another process's by now.
    let runs = Pid::from_raw(file.pid).is_some_and(|pid| works_on(pid, &data));
    let socket_folder = socket_folder(&fs::read_to_string(data.join("postmaster.pid")).ok()?)?;
    runs.then(|| ConnectOptions {
        socket_folder: socket_folder.into(),
        port: PORT,
        user: ADMIN,
    })
}

/// The fifth line of `postmaster.pid`.
fn socket_folder(pid_file: &str) -> Option<String> {
    pid_file
        .lines()
        .nth(4)
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_socket_folder_is_the_fifth_line() {
        let file = "4711\n/srv/data\n1764000000\n5432\n/srv/run\n\n  12345678         7\nready   \n";
        assert_eq!(socket_folder(file).as_deref(), Some("/srv/run"));
        assert_eq!(socket_folder("4711\n/srv/data\n"), None);
    }
}
