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

/// `novapos backup` of a shop that sells meanwhile, restored in another place: everything that was sold before is there, the chains of its trail
/// are as they were signed, and it goes on.
#[tokio::test(flavor = "multi_thread")]
async fn what_backup_writes_restore_brings_back() {
    let (folder, elsewhere) = (Folder::new(), Folder::new());
    let kept = folder.0.join("kept");
    let running = Running::start(&folder, &[]);
    let before = sell_one(&running).await;
    checkpoints_of(&folder);
    run(novapos(&["backup"], &folder).arg(&kept));
    let again = novapos(&["backup"], &folder).arg(&kept).output().unwrap();
    assert!(!again.status.success(), "a backup is never written over another one");
    let after = sell_one(&running).await;
    stop(running);

    run(novapos(&["restore"], &elsewhere).arg(&kept));
    is_sound(&elsewhere);
    let refused = novapos(&["restore"], &elsewhere).arg(&kept).output().unwrap();
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && why.contains("There is data in"), "{why}");
    let restored = Running::start(&elsewhere, &["--no-demo"]);
    assert!(is_there(&restored, before).await && !is_there(&restored, after).await);
    sell_one(&restored).await;
    is_sound(&elsewhere);
    run(&mut novapos(&["audit", "verify"], &elsewhere));
    stop(restored);
}

/// The way to another major version of Postgres (docs/runbook.md): what one wrote, a newer one reads, and the shop goes on. The newer ones have a server
/// alone, as some packages do: `pg_restore` is then another's.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs newer Postgres: NOVAPOS_NEWER_PG, as make test-full sets it"]
async fn a_backup_is_restored_into_newer_versions_of_postgres() {
    let newer =
        std::env::var("NOVAPOS_NEWER_PG").expect("NOVAPOS_NEWER_PG: folders of newer Postgres, with : between them");
    let folder = Folder::new();
    let kept = folder.0.join("kept");
    let running = Running::start(&folder, &[]);
    let before = sell_one(&running).await;
    checkpoints_of(&folder);
    run(novapos(&["backup"], &folder).arg(&kept));
    stop(running);
    let major = |folder: &Folder| -> u32 {
        let version = fs::read_to_string(folder.home().join("data/PG_VERSION")).unwrap();
        version.trim().parse().unwrap()
    };
    for server in newer.split(':') {
        let elsewhere = Folder::new();
        fs::create_dir(elsewhere.home()).unwrap();
        // Where the database's own user can reach it.
        let own = elsewhere.home().join("pgbin");
        run(Command::new("cp").arg("-a").arg(server).arg(&own));
        assert!(!own.join("bin/pg_restore").exists(), "a server alone");
        run(novapos(&["restore"], &elsewhere)
            .env("NOVAPOS_PG_BIN", own.join("bin"))
            .arg(&kept));
        assert!(major(&elsewhere) > major(&folder), "{server}");

        let restored = Running::start(&elsewhere, &["--no-demo"]);
        assert!(is_there(&restored, before).await, "{server}");
        sell_one(&restored).await;
        is_sound(&elsewhere);
        let verified = novapos(&["audit", "verify"], &elsewhere).output().unwrap();
        let said = String::from_utf8_lossy(&verified.stdout).into_owned();
        assert!(
            verified.status.success() && said.contains("all whole") && !said.contains("There are no checkpoints"),
            "{server}: {said}"
        );
        stop(restored);
    }
}

/// Waits until the trail was signed and the signatures written off the database.
fn checkpoints_of(folder: &Folder) {
    let since = std::time::Instant::now();
    while fs::read_dir(folder.home().join("checkpoints")).map_or(0, Iterator::count) < 2 {
        assert!(
            since.elapsed() < std::time::Duration::from_secs(180),
            "checkpoints are written"
        );
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
}

#[test]
fn what_is_no_backup_is_not_restored() {
    let folder = Folder::new();
    let refused = novapos(&["restore"], &folder).arg(&folder.0).output().unwrap();
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        !refused.status.success() && why.contains("there is no database.dump"),
        "{why}"
    );
    assert!(!folder.home().exists(), "nothing was made");
}
