//! One till: it prices a cart itself, as the real one does, and sells it with one request.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use bytes::Bytes;
use chrono::{Datelike, NaiveDate, SecondsFormat, Utc};
use http::{Method, StatusCode};
use pricing::{Date, LineInput, Scope, Settings, TenderInput, TenderKind, Timestamp};
use rand::{RngExt, SeedableRng, rngs::SmallRng};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{catalogue::Catalogue, client::Client, http::Answer, load::TillPlan};

/// Lines of a sale.
const LINES: usize = 5;
/// Pieces of a line, at most.
const PIECES_MAX: i64 = 3;
/// How long a till rests after an answer that is not a sale: a broken server is not asked ten thousand times a second.
const AFTER_ERROR: Duration = Duration::from_millis(50);

/// What a till is told when it starts.
#[derive(Deserialize)]
struct Setup {
    store: StoreSetup,
    pricing: Settings,
    rev: i64,
    next_receipt_number: i64,
}

#[derive(Deserialize)]
struct StoreSetup {
    id: Uuid,
}

/// A till that sells.
pub struct Till {
    client: Client,
    catalogue: Arc<Catalogue>,
    settings: Settings,
    scope: Scope,
    today: NaiveDate,
    register_id: Uuid,
    /// The drawer that it sells out of, where it has one.
    pub session_id: Option<Uuid>,
    rev: i64,
    next_receipt_number: i64,
    random: SmallRng,
}

/// When a till sells that does not sell as fast as it can.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub first: Instant,
    pub every: Duration,
}

/// What one till did in a slice.
#[derive(Default)]
pub struct Tally {
    pub latencies_us: Vec<u32>,
    /// Cash that stays in the drawer.
    pub taken_minor: i64,
    pub errors: BTreeMap<String, u64>,
}

#[derive(Serialize)]
struct NewOrder {
    id: Uuid,
    register_id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    session_id: Option<Uuid>,
    receipt_number: i64,
    rev: i64,
    lines: Vec<CartLine>,
    tenders: [Tender; 1],
    expected: Expected,
    device_at: String,
}

#[derive(Serialize)]
struct CartLine {
    id: Uuid,
    product_id: Uuid,
    quantity_milli: i64,
}

#[derive(Serialize)]
struct Tender {
    id: Uuid,
    kind: &'static str,
    amount_minor: i64,
}

#[derive(Serialize)]
struct Expected {
    total_minor: i64,
    due_minor: i64,
    change_minor: i64,
}

impl Till {
    /// Starts a till whose cashier is signed in.
    pub async fn start(mut client: Client, plan: &TillPlan, catalogue: Arc<Catalogue>, seed: u64) -> Result<Self> {
        let setup: Setup = client.get(&format!("/registers/{}/setup", plan.register_id)).await?;
        let register_id: Uuid = plan.register_id.parse().context("a register's id")?;
        Ok(Self {
            client,
            catalogue,
            settings: setup.pricing,
            scope: Scope {
                store: setup.store.id.as_u128().into(),
                register: register_id.as_u128().into(),
            },
            today: Utc::now().date_naive(),
            register_id,
            session_id: None,
            rev: setup.rev,
            next_receipt_number: setup.next_receipt_number,
            random: SmallRng::seed_from_u64(seed),
        })
    }

    /// Makes ready to sell for so long: a fresh token and an open connection.
    pub async fn make_ready(&mut self, selling: Duration) -> Result<()> {
        const MARGIN: Duration = Duration::from_secs(60);
        self.client.refresh_within(selling + MARGIN).await?;
        self.client.connect().await
    }

    /// Sells one cart after the other until the time is over, but one at least; the last one is waited for. At a pace, a sale that has to wait for
    /// the one before it is as late as that makes it: its time counts from when it was due.
    pub async fn sell_until(&mut self, end: Instant, pace: Option<Pace>) -> Result<Tally> {
        let mut tally = Tally::default();
        let mut due = pace.map(|pace| pace.first);
        loop {
            let (body, taken_minor) = self.next_sale()?;
            if let Some(due) = due {
                tokio::time::sleep_until(due.into()).await;
            }
            let started = due.unwrap_or_else(Instant::now);
            due = due.zip(pace).map(|(due, pace)| due + pace.every);
            let answer = self.client.send(Method::POST, "/orders", body).await;
            let took = started.elapsed();
            match answer {
                Ok(answer) if answer.status == StatusCode::CREATED => {
                    self.next_receipt_number += 1;
                    tally.taken_minor += taken_minor;
                    tally
                        .latencies_us
                        .push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
                }
                Ok(answer) => {
                    *tally.errors.entry(answer.code()).or_default() += 1;
                    self.learn(&answer);
                    tokio::time::sleep(AFTER_ERROR).await;
                }
                // Whether that sale was stored is unknown: its number is asked for, and the next sale goes on from there.
                Err(error) => {
                    *tally.errors.entry(format!("no_answer: {error:#}")).or_default() += 1;
                    tokio::time::sleep(AFTER_ERROR).await;
                }
            }
            if Instant::now() >= end {
                return Ok(tally);
            }
        }
    }

    /// Takes over the number that the server says is next.
    fn learn(&mut self, answer: &Answer) {
        #[derive(Deserialize)]
        struct NumberTaken {
            next_receipt_number: i64,
        }
        if let Ok(taken) = serde_json::from_slice::<NumberTaken>(&answer.body) {
            self.next_receipt_number = taken.next_receipt_number;
        }
    }

    /// A cart of random goods, priced, as the body of its request; and the cash for it.
    fn next_sale(&mut self) -> Result<(Bytes, i64)> {
        let now = Utc::now();
        let mut picked = Vec::with_capacity(LINES);
        let mut inputs = Vec::with_capacity(LINES);
        let mut lines = Vec::with_capacity(LINES);
        for _ in 0..LINES {
            let (product_id, item) = &self.catalogue.goods[self.random.random_range(0..self.catalogue.goods.len())];
            let (id, quantity_milli) = (Uuid::now_v7(), 1000 * self.random.random_range(1..=PIECES_MAX));
            picked.push(item);
            inputs.push(LineInput {
                id: id.as_u128().into(),
                quantity_milli,
                price_override: None,
                discount: None,
                exemption: None,
            });
            lines.push(CartLine {
                id,
                product_id: *product_id,
                quantity_milli,
            });
        }
        let pairs: Vec<_> = inputs.iter().zip(picked).collect();
        let at = Timestamp::from(now.timestamp_millis());
        let on = Date::new(self.today.year(), self.today.month(), self.today.day())?;
        let quote = pricing::quote(&self.settings, &self.scope, at, on, &pairs, &[])?;
        let amount_minor = quote.cash_total_minor;
        let paid = [TenderInput {
            kind: TenderKind::Cash,
            amount_minor,
        }];
        let rounding = self.settings.cash_rounding.as_ref();
        let settled = pricing::settle(quote.total_minor, &self.settings.currency, rounding, &paid)?;
        let order = NewOrder {
            id: Uuid::now_v7(),
            register_id: self.register_id,
            session_id: self.session_id,
            receipt_number: self.next_receipt_number,
            rev: self.rev,
            lines,
            tenders: [Tender {
                id: Uuid::now_v7(),
                kind: "cash",
                amount_minor,
            }],
            expected: Expected {
                total_minor: quote.total_minor,
                due_minor: settled.due_minor,
                change_minor: settled.change_minor,
            },
            device_at: now.to_rfc3339_opts(SecondsFormat::Millis, true),
        };
        Ok((serde_json::to_vec(&order)?.into(), amount_minor))
    }
}
