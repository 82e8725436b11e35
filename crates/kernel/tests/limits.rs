//! Limits, in memory and in a real Redis: what holds for either, and what holds while Redis is away.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may end with a panic")]

use std::time::{Duration, Instant};

use kernel::{
    Clock,
    limits::{Key, Limiter, Quota, Redis, Verdict, redis},
    tasks::Tasks,
};
use testkit::redis_server::RedisServer;

/// For tests of what Redis counts, on a computer that builds meanwhile.
const PATIENT: Duration = Duration::from_secs(5);
/// Redis is looked for once a second.
const BACK_WITHIN: Duration = Duration::from_secs(10);

const SLOWLY: Quota = Quota {
    name: "slowly",
    burst: 10,
    period: Duration::from_secs(600),
};

/// A process's Redis at this address, once it is used.
async fn process(url: String, call_max: Duration) -> Redis {
    let settings = redis::Settings {
        url,
        password: None,
        tls: false,
        call_max,
    };
    let redis = Redis::open(&settings, &Tasks::default()).unwrap();
    assert!(redis.wait_until_up(BACK_WITHIN).await, "Redis is used");
    redis
}

fn limiter(quota: Quota, redis: Option<&Redis>) -> Limiter {
    Limiter::new(quota, &Clock::system(), redis)
}

async fn passed(limiter: &Limiter, key: &str, tries: usize) -> usize {
    let mut passed = 0;
    for _ in 0..tries {
        passed += usize::from(limiter.take(Key::of(&[key])).await.has_passed());
    }
    passed
}

/// A burst, what is left of it, then one in each period; keys are apart.
async fn counts(redis: Option<&Redis>) {
    let slow = limiter(SLOWLY, redis);
    let first = slow.take(Key::of(&["a"])).await;
    assert_eq!(first, Verdict::Passed { remaining: 9 });
    assert_eq!(passed(&slow, "a", 30).await, 9, "the rest of the burst");
    let Verdict::Stopped { wait } = slow.take(Key::of(&["a"])).await else {
        panic!("it is used up")
    };
    assert!(wait <= SLOWLY.period && wait > SLOWLY.period / 2, "{wait:?}");
    assert_eq!(passed(&slow, "b", 30).await, 10, "another key has its own");

    let quick = Quota {
        name: "quick",
        burst: 5,
        period: Duration::from_secs(1),
    };
    let quick = limiter(quick, redis);
    let start = Instant::now();
    let mut all = passed(&quick, "a", 6).await;
    assert!(all >= 5);
    tokio::time::sleep(Duration::from_millis(2100)).await;
    all += passed(&quick, "a", 20).await;
    // As many as seconds went by, and by then the periods may not have begun together.
    let seconds = usize::try_from(start.elapsed().as_secs()).unwrap();
    assert!((7..=5 + seconds).contains(&all), "{all} in {seconds} s");
}

#[tokio::test]
async fn a_burst_passes_then_one_in_each_period_in_memory() {
    counts(None).await;
}

#[tokio::test]
async fn a_burst_passes_then_one_in_each_period_in_redis() {
    let server = RedisServer::start();
    let redis = process(server.url(), PATIENT).await;
    counts(Some(&redis)).await;
    let keys = server.ask("KEYS novapos:limit:slowly:*");
    assert_eq!(
        keys.matches("novapos:limit:slowly:").count(),
        2,
        "it was counted there: {keys}"
    );
    let key = keys.lines().find(|line| line.starts_with("novapos:")).unwrap();
    let lapses_in = server.ask(&format!("PTTL {key}"));
    assert!(!lapses_in.starts_with(":-"), "each key lapses by itself: {lapses_in}");
}

#[tokio::test]
async fn two_processes_share_one_budget_in_redis_and_have_one_each_in_memory() {
    let server = RedisServer::start();
    let (one, other) = (
        process(server.url(), PATIENT).await,
        process(server.url(), PATIENT).await,
    );
    let (here, there) = (limiter(SLOWLY, Some(&one)), limiter(SLOWLY, Some(&other)));
    assert_eq!(passed(&here, "a", 6).await, 6);
    assert_eq!(passed(&there, "a", 30).await, 4);
    assert_eq!(passed(&here, "a", 30).await, 0);
    let (here, there) = (limiter(SLOWLY, None), limiter(SLOWLY, None));
    assert_eq!(passed(&here, "a", 30).await + passed(&there, "a", 30).await, 20);
}

#[tokio::test]
async fn many_at_once_are_not_more_than_one_after_the_other() {
    let server = RedisServer::start();
    let redis = process(server.url(), PATIENT).await;
    for redis in [None, Some(&redis)] {
        let limiter = limiter(SLOWLY, redis);
        let all = (0..100).map(|_| limiter.take(Key::of(&["at once"])));
        let verdicts = futures_util::future::join_all(all).await;
        assert_eq!(verdicts.iter().filter(|verdict| verdict.has_passed()).count(), 10);
    }
}

#[tokio::test]
async fn a_killed_redis_leaves_half_the_budget_and_is_used_again() {
    let mut server = RedisServer::start();
    let redis = process(server.url(), PATIENT).await;
    let limiter = limiter(SLOWLY, Some(&redis));
    let shared = passed(&limiter, "used", 10).await;
    server.kill();
    assert_eq!(
        (shared, passed(&limiter, "used", 30).await),
        (10, 0),
        "what was used up stays used up"
    );
    assert_eq!(passed(&limiter, "new", 30).await, 5, "half, and not none");
    assert!(!redis.is_up());

    server.start_again();
    assert!(redis.wait_until_up(BACK_WITHIN).await, "it is used again");
    assert_eq!(passed(&limiter, "after", 30).await, 10);
    assert_ne!(
        server.ask("KEYS novapos:limit:slowly:*"),
        "*0\r\n+OK\r\n",
        "it was counted there"
    );
}

#[tokio::test]
async fn a_redis_that_was_never_there_is_no_error() {
    let settings = redis::Settings {
        url: "redis://127.0.0.1:1".to_owned(),
        password: None,
        tls: false,
        call_max: redis::CALL_MAX,
    };
    let redis = Redis::open(&settings, &Tasks::default()).unwrap();
    let limiter = limiter(SLOWLY, Some(&redis));
    assert_eq!(passed(&limiter, "a", 30).await, 5);
}

#[tokio::test]
async fn a_flushed_redis_gives_nobody_more_here() {
    let server = RedisServer::start();
    let redis = process(server.url(), PATIENT).await;
    let limiter = limiter(SLOWLY, Some(&redis));
    assert_eq!(passed(&limiter, "a", 30).await, 10);
    assert!(server.ask("FLUSHALL").starts_with("+OK"));
    assert!(server.ask("SCRIPT FLUSH").starts_with("+OK"));
    assert_eq!(passed(&limiter, "a", 30).await, 0);
    assert_eq!(passed(&limiter, "b", 30).await, 10, "the script was sent again");
    assert!(redis.is_up());
}

/// How long so many uses of new keys took.
async fn time_of(limiter: &Limiter, uses: usize, label: &str) -> Duration {
    let start = Instant::now();
    for use_ in 0..uses {
        assert!(
            passed(limiter, &format!("{label}{use_}"), 1).await == 1,
            "requests go on"
        );
    }
    start.elapsed()
}

#[tokio::test]
async fn a_redis_that_halts_costs_one_timeout_and_is_used_again() {
    let server = RedisServer::start();
    let redis = process(server.url(), redis::CALL_MAX).await;
    let limiter = limiter(SLOWLY, Some(&redis));
    server.halt();
    let first = time_of(&limiter, 1, "first").await;
    assert!(first >= redis::CALL_MAX && first < redis::CALL_MAX * 6, "{first:?}");
    let start = Instant::now();
    let mut waited = Duration::ZERO;
    while start.elapsed() < Duration::from_secs(3) {
        waited += time_of(&limiter, 1, &format!("{:?}", start.elapsed())).await;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(waited < redis::CALL_MAX * 3, "one timeout a second at most: {waited:?}");
    server.go_on();
    assert!(redis.wait_until_up(BACK_WITHIN).await, "it is used again");
}

#[tokio::test]
async fn a_slow_redis_is_not_waited_for() {
    let server = RedisServer::start();
    let network = server.behind_a_network().await;
    let redis = process(network.url(), redis::CALL_MAX).await;
    let limiter = limiter(SLOWLY, Some(&redis));
    network.be_slow(true);
    time_of(&limiter, 1, "first").await;
    // It connects, and answers: later than is waited for. It is not tried on requests.
    for _ in 0..30 {
        assert!(!redis.is_up());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let took = time_of(&limiter, 100, "next").await;
    assert!(took < redis::CALL_MAX * 3, "{took:?}");
    network.be_slow(false);
    assert!(redis.wait_until_up(BACK_WITHIN).await, "it is used again");
}

#[tokio::test]
async fn a_password_is_asked_for_and_given() {
    let server = RedisServer::start();
    assert!(server.ask("CONFIG SET requirepass sesame").starts_with("+OK"));
    let open = |password: Option<&str>| {
        let settings = redis::Settings {
            url: server.url(),
            password: password.map(kernel::secret::Secret::new),
            tls: false,
            call_max: PATIENT,
        };
        Redis::open(&settings, &Tasks::default()).unwrap()
    };
    assert!(open(Some("sesame")).wait_until_up(BACK_WITHIN).await);
    assert!(!open(None).wait_until_up(Duration::from_millis(500)).await);
    assert!(!open(Some("wrong")).wait_until_up(Duration::from_millis(500)).await);
}
