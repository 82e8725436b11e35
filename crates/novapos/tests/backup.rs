//! Backups as docs/runbook.md describes them, restored: whatever was answered before the backup is there after it (invariant I40).
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids"
)]

#[path = "support/api.rs"]
mod api;
#[path = "support/running.rs"]
mod running;
#[path = "support/tills.rs"]
mod tills;

use std::{fs, path::Path, process::Command};

use api::Api;
use running::{Folder, Running, novapos};
use rustix::process::Signal;
use tills::Till;
use uuid::Uuid;

/// A sale in the demo shop, and who can read it back.
async fn sell_one(running: &Running) -> Uuid {
    let api = Api::sign_in(running.port).await;
    let register = api.get("/registers").await["items"][0].clone();
    let product = api.get("/products?sku=DAI-001").await["items"][0]["id"].clone();
    Till::open(&api, &register, &product).await.sell().await
}

async fn is_there(running: &Running, sale: Uuid) -> bool {
    let api = Api::sign_in(running.port).await;
    let answer = api.ask(reqwest::Method::GET, &format!("/orders/{sale}"), None).await;
    matches!(answer, Some((200, _)))
}

fn stop(running: Running) {
    running.signal(Signal::TERM);
    assert!(running.end().0);
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn is_sound(folder: &Folder) {
    let verified = novapos(&["verify"], folder).output().unwrap();
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stdout)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_home_is_a_backup() {
    let (folder, elsewhere) = (Folder::new(), Folder::new());
    let running = Running::start(&folder, &[]);
    let before = sell_one(&running).await;
    stop(running);
    run(Command::new("cp").arg("-a").arg(folder.home()).arg(elsewhere.home()));
    let running = Running::start(&folder, &[]);
    let after = sell_one(&running).await;
    stop(running);

    let restored = Running::start(&elsewhere, &[]);
    assert!(is_there(&restored, before).await && !is_there(&restored, after).await);
    // It goes on from there: the next number is free in the copy.
    sell_one(&restored).await;
    is_sound(&elsewhere);
    stop(restored);
}

/// A Postgres program on the database of this home.
fn postgres(program: &str, home: &Path) -> Command {
    let mut folders: Vec<_> = fs::read_dir("/usr/lib/postgresql")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let mut command = Command::new(folders.last().unwrap().join("bin").join(program));
    command.arg("-h").arg(home.join("run")).args(["-U", "novapos_admin"]);
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dump_of_a_running_shop_is_a_backup() {
    let (folder, elsewhere) = (Folder::new(), Folder::new());
    let dump = folder.0.join("novapos.dump");
    let running = Running::start(&folder, &[]);
    let before = sell_one(&running).await;
    run(postgres("pg_dump", &folder.home())
        .arg("-Fc")
        .arg("-f")
        .arg(&dump)
        .arg("novapos"));
    stop(running);

    let restored = Running::start(&elsewhere, &["--no-demo"]);
    run(postgres("pg_restore", &elsewhere.home())
        .args(["--clean", "--if-exists", "-d", "novapos"])
        .arg(&dump));
    stop(restored);
    run(Command::new("cp")
        .arg("-a")
        .arg(folder.home().join("auth.key"))
        .arg(elsewhere.home()));
    let restored = Running::start(&elsewhere, &["--no-demo"]);
    assert!(is_there(&restored, before).await);
    sell_one(&restored).await;
    is_sound(&elsewhere);
    stop(restored);
}
