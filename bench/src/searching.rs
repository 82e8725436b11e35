//! A large catalogue: how long it takes to bring in, and how fast its search answers.

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use rand::{RngExt, SeedableRng, rngs::SmallRng, seq::IndexedRandom};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    client::Client,
    generate::percentile_ms,
    goods::{self, Good},
};

/// Searches that are timed, and those before them.
const SEARCHES: usize = 1000;
const WARM_UP: usize = 200;
/// How long an import may take, and how often it is looked at.
const IMPORT_LIMIT: Duration = Duration::from_secs(300);
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// What came out.
#[derive(Clone, Debug, Serialize)]
pub struct CatalogueReport {
    pub goods: usize,
    /// From the first byte sent until the last row was applied; and of it until the file was read and checked.
    pub import_s: f64,
    pub check_s: f64,
    pub searches: usize,
    /// Searches that found something.
    pub found: usize,
    pub search_p50_ms: f64,
    pub search_p95_ms: f64,
    pub search_p99_ms: f64,
    pub search_max_ms: f64,
    /// The slowest searches, for whoever wants to know why.
    pub slowest: Vec<(String, f64)>,
}

impl CatalogueReport {
    /// The figures in one line.
    pub fn line(&self) -> String {
        format!("import_s={:.1} search_p99_ms={:.1}", self.import_s, self.search_p99_ms)
    }
}

#[derive(Deserialize)]
struct Import {
    state: String,
    created: usize,
    rows_applied: usize,
}

#[derive(Deserialize)]
struct Found {
    items: Vec<Value>,
}

/// Imports the goods into the owner's shop, and then searches in it. `settle` brings the database to rest in between.
pub async fn measure(
    owner: &mut Client,
    goods: &[Good],
    seed: u64,
    settle: impl AsyncFnOnce() -> Result<()>,
) -> Result<CatalogueReport> {
    let (check_s, import_s) = import(owner, goods).await?;
    settle().await?;
    let mut random = SmallRng::seed_from_u64(seed);
    let mut asked = Vec::with_capacity(SEARCHES);
    let mut found = 0;
    for n in 0..WARM_UP + SEARCHES {
        let query = query(goods, &mut random);
        let path = format!("/products?query={}", escaped(&query));
        let begun = Instant::now();
        let answer: Found = owner.get(&path).await?;
        let took_us = u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX);
        if n >= WARM_UP {
            found += usize::from(!answer.items.is_empty());
            asked.push((took_us, query));
        }
    }
    asked.sort_unstable();
    let sorted_us: Vec<u32> = asked.iter().map(|(us, _)| *us).collect();
    let slowest = asked.iter().rev().take(10);
    Ok(CatalogueReport {
        goods: goods.len(),
        import_s,
        check_s,
        searches: asked.len(),
        found,
        search_p50_ms: percentile_ms(&sorted_us, 0.50),
        search_p95_ms: percentile_ms(&sorted_us, 0.95),
        search_p99_ms: percentile_ms(&sorted_us, 0.99),
        search_max_ms: percentile_ms(&sorted_us, 1.0),
        slowest: slowest
            .map(|(us, query)| (query.clone(), f64::from(*us) / 1000.0))
            .collect(),
    })
}

/// Sends the file, has it applied, and waits. Returns how long the check took, and all of it.
async fn import(owner: &mut Client, goods: &[Good]) -> Result<(f64, f64)> {
    let file = goods::file(goods);
    let path = format!("/imports/{}", Uuid::now_v7());
    let begun = Instant::now();
    let checked: Import = owner.put_csv(&format!("{path}?decimals=2"), file).await?;
    let check_s = begun.elapsed().as_secs_f64();
    let _: Import = owner.post(&format!("{path}/apply"), &json!({})).await?;
    loop {
        let import: Import = owner.get(&path).await?;
        if import.state == "applied" {
            let took_s = begun.elapsed().as_secs_f64();
            ensure!(
                import.created == checked.created && import.created > goods.len() / 2,
                "of {} goods {} were brought in and {} applied",
                goods.len(),
                import.created,
                import.rows_applied
            );
            return Ok((check_s, took_s));
        }
        if begun.elapsed() > IMPORT_LIMIT {
            bail!("the import is not applied after {} s", IMPORT_LIMIT.as_secs());
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// What somebody types who looks for one of the goods, as it is typed: beginnings of words, several words, slips, codes, and what is not there.
fn query(goods: &[Good], random: &mut SmallRng) -> String {
    let Some(good) = goods.choose(random) else {
        return String::new();
    };
    let words: Vec<&str> = good.name.split_whitespace().collect();
    let long: Vec<&str> = words.iter().copied().filter(|word| word.chars().count() >= 5).collect();
    let word = words.choose(random).copied().unwrap_or("x");
    let long = long.choose(random).copied().unwrap_or(word);
    match random.random_range(0..100) {
        0..35 => beginning(word, random),
        35..50 => format!(
            "{} {}",
            words.choose(random).copied().unwrap_or("x"),
            beginning(word, random)
        ),
        50..65 => slip(long, random),
        65..70 => format!("{} {}", slip(long, random), beginning(word, random)),
        70..80 => good.name.to_uppercase(),
        80..90 => good.barcode.clone(),
        90..95 => beginning(&good.barcode, random),
        _ => (0..8)
            .map(|_| char::from(b'a' + random.random_range(0..26_u8)))
            .collect(),
    }
}

/// At least two letters of the word.
fn beginning(word: &str, random: &mut SmallRng) -> String {
    let letters = word.chars().count();
    word.chars().take(random.random_range(2..=letters.max(2))).collect()
}

/// The word with a letter left out, doubled, wrong, or swapped with its neighbour.
fn slip(word: &str, random: &mut SmallRng) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.random_range(0..letters.len().max(2) - 1).min(letters.len() - 1);
    match random.random_range(0..4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = char::from(b'a' + random.random_range(0..26_u8)),
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {}
    }
    letters.into_iter().collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    // The limit of a search is 200 characters and 16 words.
    let text: Vec<&str> = text.split_whitespace().take(8).collect();
    for byte in text.join(" ").bytes() {
        if byte.is_ascii_alphanumeric() {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}
