//! The goods that documents and lists name, as the catalogue knows them.

use std::collections::{HashMap, HashSet};

use contracts::{
    ids::ProductId,
    product::{ProductClient, ProductLabel},
};
use kernel::{Caller, Error, Result};
use uuid::Uuid;

use crate::codes;

/// Asks the catalogue. Never within a transaction.
#[derive(Clone)]
pub(crate) struct Goods {
    pub(crate) catalogue: ProductClient,
}

impl Goods {
    /// Refuses what the tenant does not have, on sale or not. `products` are those of a body's lines, in their order.
    ///
    /// # Errors
    /// 422 `no_such_product` with the lines; 503 when product does not answer.
    pub(crate) async fn require_in_lines(
        &self,
        caller: &Caller,
        products: impl Iterator<Item = ProductId>,
    ) -> Result<()> {
        self.require(caller, |n| format!("/lines/{n}/product_id"), products)
            .await
    }

    /// The same for ids that stand elsewhere in the body: `pointer` says where.
    ///
    /// # Errors
    /// 422 `no_such_product` with the places; 503 when product does not answer.
    pub(crate) async fn require(
        &self,
        caller: &Caller,
        pointer: impl Fn(usize) -> String,
        products: impl Iterator<Item = ProductId>,
    ) -> Result<()> {
        let products: Vec<ProductId> = products.collect();
        let distinct: HashSet<ProductId> = products.iter().copied().collect();
        let wanted: Vec<ProductId> = distinct.into_iter().collect();
        let labels = self.catalogue.labels(caller, &wanted).await?;
        let known: HashSet<ProductId> = labels.iter().map(|label| label.id).collect();
        unknown(&products, &known, pointer).map_or(Ok(()), Err)
    }

    /// What these are called, by their ids.
    ///
    /// # Errors
    /// 503 when product does not answer.
    pub(crate) async fn labels(&self, caller: &Caller, ids: &[Uuid]) -> Result<HashMap<Uuid, ProductLabel>> {
        let ids: Vec<ProductId> = ids.iter().copied().map(ProductId::from_uuid).collect();
        let labels = self.catalogue.labels(caller, &ids).await?;
        Ok(labels.into_iter().map(|label| (label.id.uuid(), label)).collect())
    }
}

/// Lines that one answer names at most.
const NAMED_MAX: usize = 50;

fn unknown(products: &[ProductId], known: &HashSet<ProductId>, pointer: impl Fn(usize) -> String) -> Option<Error> {
    let missing = products
        .iter()
        .enumerate()
        .filter(|(_, product)| !known.contains(product));
    missing.take(NAMED_MAX).fold(None, |error: Option<Error>, (n, _)| {
        let error = error.unwrap_or_else(|| codes::NO_SUCH_PRODUCT.error());
        Some(error.at(pointer(n), "no_such_product", "this product is not in the catalogue"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_with_unknown_products_are_named() {
        let pointer = |n| format!("/lines/{n}/product_id");
        let product = |n| ProductId::from_uuid(Uuid::from_u128(n));
        let known = HashSet::from([product(1), product(2)]);
        assert!(unknown(&[product(1), product(2), product(1)], &known, pointer).is_none());
        let problem = unknown(&[product(1), product(3), product(4)], &known, pointer)
            .unwrap()
            .problem();
        assert_eq!(problem["errors"][0]["pointer"], "/lines/1/product_id");
        assert_eq!(problem["errors"][1]["pointer"], "/lines/2/product_id");
        let many: Vec<_> = (10..100).map(product).collect();
        assert_eq!(
            unknown(&many, &known, pointer).unwrap().problem()["errors"]
                .as_array()
                .unwrap()
                .len(),
            50
        );
    }
}
