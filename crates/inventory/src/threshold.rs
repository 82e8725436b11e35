//! Reorder points as they are entered: for one location, a point for each product, or none any more.

use std::collections::BTreeMap;

use contracts::ids::{LocationId, ProductId};

use crate::{document::LINES_MAX, faults::Faults, quantity::Quantity};

#[derive(Debug)]
pub(crate) struct Threshold {
    pub(crate) location: LocationId,
    /// In thousandths; none takes the point away.
    pub(crate) points: BTreeMap<ProductId, Option<i64>>,
}

impl Threshold {
    /// Reads the lines of a body: 1..=500, one for each product. What is wrong is noted.
    pub(crate) fn read(
        location: LocationId,
        lines: impl ExactSizeIterator<Item = (ProductId, Option<i64>)>,
        faults: &mut Faults,
    ) -> Self {
        if !(1..=LINES_MAX).contains(&lines.len()) {
            faults.add("/lines", "out_of_range", "1 to 500 lines");
        }
        let mut points = BTreeMap::new();
        for (n, (product, milli)) in lines.take(LINES_MAX).enumerate() {
            if milli.is_some_and(|milli| !(0..=Quantity::MILLI_MAX).contains(&milli)) {
                faults.add(
                    format!("/lines/{n}/reorder_milli"),
                    "out_of_range",
                    "a reorder point is 0 to 1000000000 thousandths, or null for none",
                );
            }
            if points.insert(product, milli).is_some() {
                let pointer = format!("/lines/{n}/product_id");
                faults.add(pointer, "duplicate", "there is one line for each product");
            }
        }
        Self { location, points }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn every_faulty_line_is_named() {
        let product = |n| ProductId::from_uuid(Uuid::from_u128(n));
        let read = |lines: Vec<(ProductId, Option<i64>)>| {
            let mut faults = Faults::default();
            Threshold::read(LocationId::from_uuid(Uuid::nil()), lines.into_iter(), &mut faults);
            faults.finish().map_err(|error| error.problem()["errors"].to_string())
        };
        assert!(
            read(vec![
                (product(1), Some(0)),
                (product(2), None),
                (product(3), Some(1_000_000_000))
            ])
            .is_ok()
        );
        let faults = read(vec![
            (product(1), Some(-1)),
            (product(2), Some(1_000_000_001)),
            (product(2), None),
        ])
        .unwrap_err();
        for pointer in [
            "/lines/0/reorder_milli",
            "/lines/1/reorder_milli",
            "/lines/2/product_id",
        ] {
            assert!(faults.contains(pointer), "{faults}");
        }
        assert!(read(Vec::new()).unwrap_err().contains("/lines"));
    }
}
