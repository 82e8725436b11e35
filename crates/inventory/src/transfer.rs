//! Transfers, decided: goods leave a location's shelf, are under way to another, arrive there (also in parts), or are resolved.
//!
//! What is under way lies in the receiver's transit bucket, so that the goods of all locations and buckets together are as many before a
//! step as after it. Only goods that are resolved as lost are fewer.

use std::collections::HashMap;

use contracts::{
    ids::{LocationId, ProductId},
    inventory::{Shortage, TransferOutcome},
};
use kernel::Id;

use crate::{
    document::{EntryLine, Leg},
    posting::Bucket,
};

/// What a transfer's id names.
pub(crate) enum Transfer {}
pub(crate) type TransferId = Id<Transfer>;

/// From where to where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) from: LocationId,
    pub(crate) to: LocationId,
}

impl Route {
    /// The moves when goods leave.
    #[must_use]
    pub(crate) fn ship(self, lines: &[EntryLine]) -> Vec<Leg> {
        legs(lines, (self.from, Bucket::Shelf), (self.to, Bucket::Transit))
    }

    /// The moves when goods arrive.
    #[must_use]
    pub(crate) fn arrive(self, lines: &[EntryLine]) -> Vec<Leg> {
        legs(lines, (self.to, Bucket::Transit), (self.to, Bucket::Shelf))
    }

    /// The moves when it is decided what became of goods.
    #[must_use]
    pub(crate) fn resolve(self, outcome: TransferOutcome, lines: &[EntryLine]) -> Vec<Leg> {
        let transit = (self.to, Bucket::Transit);
        match outcome {
            TransferOutcome::Lost => lines
                .iter()
                .map(|line| line.leg(self.to, Bucket::Transit, line.change.reversed()))
                .collect(),
            TransferOutcome::Found => legs(lines, transit, (self.to, Bucket::Shelf)),
            TransferOutcome::Returned => legs(lines, transit, (self.from, Bucket::Shelf)),
            TransferOutcome::Damaged => legs(lines, transit, (self.to, Bucket::Damaged)),
        }
    }
}

fn legs(lines: &[EntryLine], from: (LocationId, Bucket), to: (LocationId, Bucket)) -> Vec<Leg> {
    lines.iter().flat_map(|line| line.between(from, to)).collect()
}

/// What a line of a transfer has come to, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) product: ProductId,
    pub(crate) shipped_milli: i64,
    pub(crate) received_milli: i64,
    pub(crate) resolved_milli: i64,
}

impl Progress {
    #[must_use]
    pub(crate) const fn in_transit_milli(&self) -> i64 {
        self.shipped_milli - self.received_milli - self.resolved_milli
    }
}

/// What a step takes more of than is under way.
#[must_use]
pub(crate) fn shortages(lines: &[EntryLine], progress: &[Progress]) -> Vec<Shortage> {
    let under_way: HashMap<ProductId, i64> = progress.iter().map(|p| (p.product, p.in_transit_milli())).collect();
    lines
        .iter()
        .filter_map(|line| {
            let available_milli = under_way.get(&line.product).copied().unwrap_or(0);
            (available_milli < line.change.milli()).then(|| Shortage {
                product_id: line.product,
                wanted_milli: line.change.milli(),
                available_milli,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::quantity::Change;

    const OUTCOMES: [TransferOutcome; 4] = [
        TransferOutcome::Lost,
        TransferOutcome::Found,
        TransferOutcome::Returned,
        TransferOutcome::Damaged,
    ];

    fn route() -> Route {
        Route {
            from: LocationId::from_uuid(Uuid::from_u128(1)),
            to: LocationId::from_uuid(Uuid::from_u128(2)),
        }
    }

    fn line(product: u128, milli: i64) -> EntryLine {
        EntryLine {
            id: Uuid::from_u128(100 + product),
            product: ProductId::from_uuid(Uuid::from_u128(product)),
            change: Change::of_milli(milli).unwrap(),
        }
    }

    #[test]
    fn no_step_makes_goods_and_only_what_is_lost_is_fewer() {
        let lines = [line(5, 3_000), line(6, 10)];
        let sum = |legs: Vec<Leg>| legs.iter().map(|leg| leg.change.milli()).sum::<i64>();
        assert_eq!(sum(route().ship(&lines)), 0);
        assert_eq!(sum(route().arrive(&lines)), 0);
        for outcome in OUTCOMES {
            let lost = if outcome == TransferOutcome::Lost { -3_010 } else { 0 };
            assert_eq!(sum(route().resolve(outcome, &lines)), lost, "{outcome:?}");
        }
    }

    #[test]
    fn what_is_under_way_lies_with_the_receiver_and_leaves_from_there() {
        let lines = [line(5, 3_000)];
        let transit = |legs: &[Leg]| -> i64 {
            let there = legs.iter().filter(|leg| leg.bucket == Bucket::Transit);
            there
                .inspect(|leg| assert_eq!(leg.shelf.location, route().to))
                .map(|leg| leg.change.milli())
                .sum()
        };
        assert_eq!(transit(&route().ship(&lines)), 3_000);
        assert_eq!(transit(&route().arrive(&lines)), -3_000);
        for outcome in OUTCOMES {
            assert_eq!(transit(&route().resolve(outcome, &lines)), -3_000, "{outcome:?}");
        }
        let back = route().resolve(TransferOutcome::Returned, &lines);
        assert!(
            back.iter()
                .any(|leg| leg.shelf.location == route().from && leg.bucket == Bucket::Shelf)
        );
    }

    #[test]
    fn no_more_arrives_than_is_under_way() {
        let progress = [Progress {
            product: line(5, 1).product,
            shipped_milli: 10,
            received_milli: 4,
            resolved_milli: 1,
        }];
        assert_eq!(shortages(&[line(5, 5)], &progress), []);
        let short = shortages(&[line(5, 6), line(6, 1)], &progress);
        let short: Vec<_> = short.iter().map(|s| (s.wanted_milli, s.available_milli)).collect();
        assert_eq!(short, [(6, 5), (1, 0)]);
    }
}
