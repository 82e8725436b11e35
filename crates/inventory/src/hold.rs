//! Holds on goods, decided: what a request for one means beside what is stored, and whether the goods are there.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use contracts::{
    ids::{LocationId, ProductId, ReservationId},
    inventory::{Reservation, ReservationState, Reserve, Shortage, StockLine},
};
use kernel::Result;
use uuid::Uuid;

use crate::{faults::Faults, posting::Shelf, quantity::Quantity};

/// The longest that a hold may last, in seconds.
const TTL_S_MAX: u32 = 3600;
const LINES_MAX: usize = pricing::LINES_MAX;

/// Whose hold it is. The two never share an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// Made through the public operations; the same id is the same hold for ever.
    Person,
    /// Made for an order under the order's id; a sale that is tried again holds again.
    Order,
}

impl Holder {
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Order => "order",
        }
    }

    #[must_use]
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Person, Self::Order]
            .into_iter()
            .find(|holder| holder.name() == name)
    }
}

/// A hold as it is asked for. One line for each product.
#[derive(Debug)]
pub(crate) struct Wish {
    pub(crate) id: ReservationId,
    pub(crate) location: LocationId,
    pub(crate) holder: Holder,
    pub(crate) lasts: TimeDelta,
    pub(crate) lines: BTreeMap<ProductId, Quantity>,
}

impl Wish {
    /// # Errors
    /// 400 `invalid_body` with every field that is wrong.
    pub(crate) fn read(body: &Reserve, holder: Holder) -> Result<Self> {
        let mut faults = Faults::default();
        if !(1..=TTL_S_MAX).contains(&body.ttl_s) {
            faults.add("/ttl_s", "out_of_range", "a hold lasts 1 to 3600 seconds");
        }
        if !(1..=LINES_MAX).contains(&body.lines.len()) {
            faults.add("/lines", "out_of_range", "a hold has 1 to 500 lines");
        }
        let mut lines = BTreeMap::new();
        for (n, line) in body.lines.iter().take(LINES_MAX).enumerate() {
            let Some(quantity) = Quantity::read(
                line.quantity_milli,
                || format!("/lines/{n}/quantity_milli"),
                &mut faults,
            ) else {
                continue;
            };
            if lines.insert(line.product_id, quantity).is_some() {
                faults.add(
                    format!("/lines/{n}/product_id"),
                    "duplicate",
                    "a hold has one line for each product",
                );
            }
        }
        faults.finish()?;
        let lasts = TimeDelta::seconds(i64::from(body.ttl_s));
        Ok(Self {
            id: body.id,
            location: body.location_id,
            holder,
            lasts,
            lines,
        })
    }
}

/// A line of a stored hold. Its id is the cause of the move when the goods are taken.
#[derive(Clone, Debug)]
pub(crate) struct HeldLine {
    pub(crate) id: Uuid,
    pub(crate) product: ProductId,
    pub(crate) quantity: Quantity,
}

/// A hold as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) id: ReservationId,
    pub(crate) location: LocationId,
    pub(crate) holder: Holder,
    /// What the shelves' sums count: a hold keeps its goods until it is swept, also past its end.
    pub(crate) state: ReservationState,
    pub(crate) expires_at: DateTime<Utc>,
    /// Events that told of it so far.
    pub(crate) event_version: i32,
    pub(crate) lines: Vec<HeldLine>,
}

impl Held {
    /// Whether its goods may still be taken.
    #[must_use]
    pub(crate) fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.state == ReservationState::Held && now < self.expires_at
    }

    /// How it looks from outside: past its end it has expired, swept or not.
    #[must_use]
    pub(crate) fn seen(&self, now: DateTime<Utc>) -> Reservation {
        let lapsed = self.state == ReservationState::Held && !self.is_live(now);
        Reservation {
            id: self.id,
            location_id: self.location,
            state: if lapsed { ReservationState::Expired } else { self.state },
            expires_at: self.expires_at,
            lines: self.stock_lines(),
        }
    }

    #[must_use]
    pub(crate) fn stock_lines(&self) -> Vec<StockLine> {
        self.lines
            .iter()
            .map(|line| StockLine {
                product_id: line.product,
                quantity_milli: line.quantity.milli(),
            })
            .collect()
    }

    fn keeps(&self, wish: &Wish) -> bool {
        self.location == wish.location
            && self.lines.len() == wish.lines.len()
            && self
                .lines
                .iter()
                .all(|line| wish.lines.get(&line.product) == Some(&line.quantity))
    }
}

/// What a request for a hold under a known id comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// It is answered as it is.
    Answer,
    /// The order's goods are held already: only the end moves.
    Prolong,
    /// The goods are taken (anew); what the id holds until now is given back with it.
    Take,
    /// The id stands for something else.
    Reused,
}

/// Decides about a known id. A person's id is one hold for ever. An order's is answered once the sale took the goods, and otherwise
/// made to hold what the order now asks for: the till may have changed the cart after a refusal, under the same id.
#[must_use]
pub(crate) fn step(held: &Held, wish: &Wish, now: DateTime<Utc>) -> Step {
    match (held.holder, wish.holder) {
        (Holder::Person, Holder::Person) if held.keeps(wish) => Step::Answer,
        (Holder::Order, Holder::Order) if held.state == ReservationState::Committed => Step::Answer,
        (Holder::Order, Holder::Order) if held.is_live(now) && held.keeps(wish) => Step::Prolong,
        (Holder::Order, Holder::Order) => Step::Take,
        _ => Step::Reused,
    }
}

/// What a hold does to one shelf.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Claim {
    /// Thousandths that the id shall hold; 0 only gives back.
    pub(crate) wanted_milli: i64,
    /// Thousandths that the id holds until now.
    pub(crate) held_milli: i64,
}

impl Claim {
    /// By how much the shelf's reserved sum changes.
    #[must_use]
    pub(crate) const fn delta_milli(self) -> i64 {
        self.wanted_milli - self.held_milli
    }
}

/// The shelves that a hold touches, in the one order in which rows are locked.
#[must_use]
pub(crate) fn claims(held: Option<&Held>, wish: &Wish) -> BTreeMap<Shelf, Claim> {
    let mut claims: BTreeMap<Shelf, Claim> = BTreeMap::new();
    if let Some(held) = held.filter(|held| held.state == ReservationState::Held) {
        for line in &held.lines {
            claims
                .entry(Shelf {
                    location: held.location,
                    product: line.product,
                })
                .or_default()
                .held_milli = line.quantity.milli();
        }
    }
    for (product, quantity) in &wish.lines {
        claims
            .entry(Shelf {
                location: wish.location,
                product: *product,
            })
            .or_default()
            .wanted_milli = quantity.milli();
    }
    claims
}

/// What is short: each shelf that cannot give what is wanted of it. `free` is on hand less reserved; a shelf that was never seen is empty.
#[must_use]
pub(crate) fn shortages(claims: &BTreeMap<Shelf, Claim>, free: &BTreeMap<Shelf, i64>) -> Vec<Shortage> {
    claims
        .iter()
        .filter(|(_, claim)| claim.wanted_milli > 0)
        .filter_map(|(shelf, claim)| {
            let available_milli = free.get(shelf).copied().unwrap_or(0) + claim.held_milli;
            (available_milli < claim.wanted_milli).then(|| Shortage {
                product_id: shelf.product,
                wanted_milli: claim.wanted_milli,
                available_milli: available_milli.max(0),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(n: u128) -> ProductId {
        ProductId::from_uuid(Uuid::from_u128(n))
    }

    fn quantity(milli: i64) -> Quantity {
        Quantity::of_milli(milli).unwrap()
    }

    fn at(s: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(s, 0).unwrap()
    }

    fn location(n: u128) -> LocationId {
        LocationId::from_uuid(Uuid::from_u128(n))
    }

    fn wish(holder: Holder, lines: &[(u128, i64)]) -> Wish {
        Wish {
            id: ReservationId::from_uuid(Uuid::from_u128(1)),
            location: location(9),
            holder,
            lasts: TimeDelta::seconds(60),
            lines: lines.iter().map(|(p, q)| (product(*p), quantity(*q))).collect(),
        }
    }

    fn held(holder: Holder, state: ReservationState, lines: &[(u128, i64)]) -> Held {
        Held {
            id: ReservationId::from_uuid(Uuid::from_u128(1)),
            location: location(9),
            holder,
            state,
            expires_at: at(100),
            event_version: 1,
            lines: lines
                .iter()
                .map(|(p, q)| HeldLine {
                    id: Uuid::from_u128(*p),
                    product: product(*p),
                    quantity: quantity(*q),
                })
                .collect(),
        }
    }

    #[test]
    fn a_persons_id_is_one_hold_for_ever() {
        use ReservationState as S;
        for state in [S::Held, S::Committed, S::Released, S::Expired] {
            assert_eq!(
                step(
                    &held(Holder::Person, state, &[(1, 5)]),
                    &wish(Holder::Person, &[(1, 5)]),
                    at(0)
                ),
                Step::Answer
            );
            assert_eq!(
                step(
                    &held(Holder::Person, state, &[(1, 5)]),
                    &wish(Holder::Person, &[(1, 6)]),
                    at(0)
                ),
                Step::Reused
            );
            assert_eq!(
                step(
                    &held(Holder::Person, state, &[(1, 5)]),
                    &wish(Holder::Order, &[(1, 5)]),
                    at(0)
                ),
                Step::Reused
            );
            assert_eq!(
                step(
                    &held(Holder::Order, state, &[(1, 5)]),
                    &wish(Holder::Person, &[(1, 5)]),
                    at(0)
                ),
                Step::Reused
            );
        }
    }

    #[test]
    fn an_orders_id_holds_what_the_order_asks_for_until_the_sale_took_it() {
        use ReservationState as S;
        let same = wish(Holder::Order, &[(1, 5)]);
        let other = wish(Holder::Order, &[(1, 4), (2, 1)]);
        assert_eq!(
            step(&held(Holder::Order, S::Held, &[(1, 5)]), &same, at(0)),
            Step::Prolong
        );
        assert_eq!(
            step(&held(Holder::Order, S::Held, &[(1, 5)]), &same, at(100)),
            Step::Take,
            "past its end it must be won again"
        );
        assert_eq!(
            step(&held(Holder::Order, S::Held, &[(1, 5)]), &other, at(0)),
            Step::Take
        );
        assert_eq!(
            step(&held(Holder::Order, S::Released, &[(1, 5)]), &same, at(0)),
            Step::Take
        );
        assert_eq!(
            step(&held(Holder::Order, S::Expired, &[(1, 5)]), &same, at(0)),
            Step::Take
        );
        assert_eq!(
            step(&held(Holder::Order, S::Committed, &[(1, 5)]), &other, at(0)),
            Step::Answer
        );
    }

    #[test]
    fn a_hold_made_anew_counts_what_it_held_and_gives_back_the_rest() {
        let wish = wish(Holder::Order, &[(1, 3), (2, 1)]);
        let before = held(Holder::Order, ReservationState::Held, &[(1, 5), (3, 2)]);
        let claims = claims(Some(&before), &wish);
        let deltas: Vec<i64> = claims.values().map(|claim| claim.delta_milli()).collect();
        assert_eq!(deltas, [-2, 1, -2]);
        let shelf = |n| Shelf {
            location: location(9),
            product: product(n),
        };
        let free = BTreeMap::from([(shelf(1), -2), (shelf(2), 1), (shelf(3), -100)]);
        assert_eq!(
            shortages(&claims, &free),
            [],
            "5 held and 2 oversold leave 3; what is only given back is never short"
        );
        let free = BTreeMap::from([(shelf(1), -3), (shelf(3), 0)]);
        let short: Vec<_> = shortages(&claims, &free)
            .iter()
            .map(|s| (s.wanted_milli, s.available_milli))
            .collect();
        assert_eq!(short, [(3, 2), (1, 0)]);
    }

    #[test]
    fn an_ended_hold_has_nothing_to_give_back() {
        let claims = claims(
            Some(&held(Holder::Order, ReservationState::Expired, &[(1, 5)])),
            &wish(Holder::Order, &[(1, 5)]),
        );
        assert_eq!(
            claims.values().copied().collect::<Vec<_>>(),
            [Claim {
                wanted_milli: 5,
                held_milli: 0
            }]
        );
    }

    #[test]
    fn every_fault_of_a_wish_is_named() {
        let line = |n, quantity_milli| StockLine {
            product_id: product(n),
            quantity_milli,
        };
        let body = Reserve {
            id: ReservationId::from_uuid(Uuid::from_u128(1)),
            location_id: location(9),
            ttl_s: 3601,
            lines: vec![line(1, 0), line(2, 1), line(2, 1)],
        };
        let problem = Wish::read(&body, Holder::Person).unwrap_err().problem();
        let pointers: Vec<&str> = problem["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["pointer"].as_str().unwrap())
            .collect();
        assert_eq!(pointers, ["/ttl_s", "/lines/0/quantity_milli", "/lines/2/product_id"]);
    }
}
