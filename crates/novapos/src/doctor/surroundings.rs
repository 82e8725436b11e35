//! What is around the program: the built web apps and the disk.

use std::path::Path;

use super::Finding;
use crate::{config::Config, web_files::App};

/// Below this, Postgres may soon have no room for its log.
const FREE_MB_MIN: u64 = 1000;

pub fn web_apps(config: &Config) -> Vec<Finding> {
    let examine = |app: &App| match app.folder(config.web.root.as_deref()) {
        Some(folder) => Finding::ok(format!(
            "The web app at {} is built, in {}.",
            app.address(),
            folder.display()
        )),
        None => Finding::problem(
            format!("The web app at {} is not built.", app.address()),
            "Build it with `make build-web`, or say in web.root where it is.",
        ),
    };
    App::ALL.iter().map(examine).collect()
}

pub fn disk(home: &Path) -> Finding {
    match rustix::fs::statvfs(home) {
        Ok(disk) => {
            let free_mb = disk.f_bavail.saturating_mul(disk.f_frsize) / 1_000_000;
            let what = format!("The disk of {} has {free_mb} MB left.", home.display());
            Finding::when(
                free_mb >= FREE_MB_MIN,
                what,
                "Make room: when it is full, nothing can be sold.",
            )
        }
        Err(cause) => Finding::problem(
            format!("The disk of {} cannot be looked at: {cause}.", home.display()),
            "Check the folder.",
        ),
    }
}
