//! What the limits cost a request where no Redis is configured: `cargo run --release -p kernel --example limit_cost`.

use std::time::Instant;

use kernel::{
    Clock,
    limits::{Key, Limiter, Quota},
};
use uuid::Uuid;

const REQUESTS: u32 = 1_000_000;
/// Accounts, each in a shop of its own.
const ACCOUNTS: u128 = 1000;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let clock = Clock::system();
    let tenant = Limiter::new(Quota::per_minute("tenant", u32::MAX), &clock, None);
    let account = Limiter::new(Quota::per_minute("account", u32::MAX), &clock, None);
    let start = Instant::now();
    let mut passed = 0_u32;
    for request in 0..REQUESTS {
        let key = Key::from(Uuid::from_u128(u128::from(request) % ACCOUNTS));
        passed += u32::from(account.take(key).await.has_passed() && tenant.take(key).await.has_passed());
    }
    let each = start.elapsed() / REQUESTS;
    println!("{each:?} for the two limits of a request ({passed} of {REQUESTS} passed)");
}
