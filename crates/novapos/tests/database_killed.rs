//! The database is killed (`kill -9`, all of its processes) while tills sell, and comes back by itself. Tills send again what was not
//! acknowledged; in the end each acknowledged sale is there once and `novapos verify` is clean (fault F4). Relay and consumers do not wait
//! for the disk (docs/adr/0006), so what they had done last is lost here, and must be done again.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may end with a panic and makes its own ids and tasks"
)]

#[path = "support/api.rs"]
mod api;
#[path = "support/running.rs"]
mod running;
#[path = "support/tills.rs"]
mod tills;

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use api::{Api, PATIENCE};
use running::{Folder, Running, novapos};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tills::Till;
use tokio::time::sleep;

/// As often as the program starts its database again in a short while before it gives up.
const KILLS: u64 = 3;
/// Kills the Postgres of this home, whole: what only its memory held is gone.
fn kill_database(folder: &Folder) {
    let file = fs::read_to_string(folder.home().join("data/postmaster.pid")).unwrap();
    let postmaster: i32 = file.lines().next().unwrap().parse().unwrap();
    let children = fs::read_to_string(format!("/proc/{postmaster}/task/{postmaster}/children")).unwrap();
    let children: Vec<i32> = children.split_whitespace().map(|pid| pid.parse().unwrap()).collect();
    for pid in std::iter::once(postmaster).chain(children) {
        // A child may have ended meanwhile.
        let _ = kill_process(Pid::from_raw(pid).unwrap(), Signal::KILL);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_database_comes_back_and_no_sale_is_lost_or_doubled() {
    let folder = Folder::new();
    let running = Running::start(&folder, &[]);
    let api = Api::sign_in(running.port).await;
    let registers = api.get("/registers").await;
    let product = api.get("/products?sku=DAI-001").await["items"][0]["id"].clone();
    let stop = Arc::new(AtomicBool::new(false));
    let mut tills = Vec::new();
    // The first store sells what its record says has run out; the second would refuse.
    let of_the_first = |register: &&Value| register["series"].as_str().unwrap().starts_with('A');
    for register in registers["items"].as_array().unwrap().iter().filter(of_the_first) {
        let (mut till, stop) = (Till::open(&api, register, &product).await, Arc::clone(&stop));
        tills.push(tokio::spawn(async move {
            let mut accepted = Vec::new();
            while !stop.load(Ordering::Relaxed) {
                accepted.push(till.sell().await);
            }
            accepted
        }));
    }
    assert!(tills.len() >= 2, "several tills");
    for kill in 1..=KILLS {
        sleep(Duration::from_millis(500 + 170 * kill)).await;
        kill_database(&folder);
        let since = Instant::now();
        while !matches!(api.ask(reqwest::Method::GET, "/registers", None).await, Some((200, _))) {
            assert!(since.elapsed() < PATIENCE, "kill {kill}: the database comes back");
            sleep(Duration::from_millis(50)).await;
        }
        println!("kill {kill}: back after {} ms", since.elapsed().as_millis());
    }
    sleep(Duration::from_millis(300)).await;
    stop.store(true, Ordering::Relaxed);
    let mut accepted = 0;
    for till in tills {
        for id in till.await.unwrap() {
            let order = api.get(&format!("/orders/{id}")).await;
            assert_eq!(order["status"], "completed", "{id}");
            accepted += 1;
        }
    }
    // Every line's stock has moved, once, when the record of the shelves stands where the sales brought it.
    let sold = || async {
        let mut sum = 0;
        let mut path = format!("/stock/{}/moves?limit=200", product.as_str().unwrap());
        loop {
            let page = api.get(&path).await;
            sum += page["items"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|m| m["kind"] == "sale")
                .count();
            match page["next_cursor"].as_str() {
                Some(cursor) => path = format!("/stock/{}/moves?limit=200&cursor={cursor}", product.as_str().unwrap()),
                None => return sum,
            }
        }
    };
    let since = Instant::now();
    while sold().await != accepted {
        assert!(
            since.elapsed() < PATIENCE,
            "{accepted} sales accepted, {} moved stock",
            sold().await
        );
        sleep(Duration::from_millis(200)).await;
    }
    println!("killed {KILLS} times, {accepted} sales, each once");
    let verified = novapos(&["verify"], &folder).output().unwrap();
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stdout)
    );
    running.signal(Signal::TERM);
    assert!(running.end().0);
}
