//! A page of goods for the till.

use std::collections::HashSet;

use contracts::ids::ProductId;
use kernel::Result;

use crate::texts::Fault;

/// As many as a till shows on its first page.
pub const FAVOURITES_MAX: usize = 60;

/// # Errors
/// A fault when there are more than a page holds, or one stands there twice.
pub fn page(product_ids: Vec<ProductId>) -> Result<Vec<ProductId>, Fault> {
    if product_ids.len() > FAVOURITES_MAX {
        return Err(Fault::new("too_many", "a page holds at most 60 products"));
    }
    let mut seen = HashSet::new();
    if product_ids.iter().all(|id| seen.insert(id.uuid())) {
        Ok(product_ids)
    } else {
        Err(Fault::new("twice", "a product stands there twice"))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_page_is_full_at_sixty_and_holds_nothing_twice() {
        let ids: Vec<ProductId> = (0..=60).map(|n| ProductId::from_uuid(Uuid::from_u128(n))).collect();
        assert_eq!(page(ids[..60].to_vec()).unwrap(), ids[..60]);
        assert_eq!(page(ids.clone()).unwrap_err().code, "too_many");
        assert_eq!(page(vec![ids[0], ids[1], ids[0]]).unwrap_err().code, "twice");
    }
}
