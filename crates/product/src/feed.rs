//! A page of the change feed.
//!
//! Revisions become visible in their order (the head of the catalogue sees to that), so a page is "the next products
//! by revision" and its cursor is the last of them. A product that changes again while somebody reads moves to the
//! end: it is seen late, or twice, never not.
//!
//! Who begins reads a snapshot: what was off sale when they began is left out, as they never had it. Products are never removed, so no
//! cursor is ever too old for its changes; but a catalogue that was rebuilt, or restored to an older state, has no place for it.

use contracts::{
    ids::StoreId,
    product::{CatalogChanges, CatalogItem},
};
use kernel::{
    Error, Result,
    codes::{INVALID_CURSOR, INVALID_QUERY},
    page,
};
use serde::{Deserialize, Serialize};

use crate::{codes::CURSOR_EXPIRED, product::Product, store::head::Head};

const LIMIT_MAX: u32 = 5000;
const LIMIT_DEFAULT: u32 = 1000;
/// The most bytes of a page, by estimate: half of what a peer reads.
const PAGE_BYTES_MAX: usize = 8 * 1024 * 1024;

/// How far somebody has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cursor {
    /// The store whose prices are read; those of all where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    store: Option<StoreId>,
    epoch: i32,
    pub rev: i64,
    /// While a snapshot is read: the newest revision when it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    snapshot: Option<i64>,
}

/// Checks the `limit` of the feed.
///
/// # Errors
/// 400 `invalid_query` when it is not in 1..=5000.
pub(crate) fn limit(asked: Option<u32>) -> Result<u32> {
    match asked.unwrap_or(LIMIT_DEFAULT) {
        limit @ 1..=LIMIT_MAX => Ok(limit),
        _ => Err(INVALID_QUERY
            .error()
            .at("?limit", "out_of_range", format!("limit is 1 to {LIMIT_MAX}"))),
    }
}

/// Where to go on: at the beginning of a snapshot without a cursor.
///
/// # Errors
/// 400 `invalid_cursor` for anything that this feed did not give out; 410 `cursor_expired` for one of another epoch, of another store, or from
/// a future that the catalogue does not have.
pub(crate) fn read_cursor(cursor: Option<&str>, store: Option<StoreId>, head: Head) -> Result<Cursor> {
    match page::decode_cursor::<Cursor>(cursor)? {
        None => Ok(Cursor {
            store,
            epoch: head.epoch,
            rev: 0,
            snapshot: Some(head.rev),
        }),
        Some(cursor) if cursor.rev < 0 => Err(INVALID_CURSOR.error()),
        Some(cursor) if (cursor.epoch, cursor.store) == (head.epoch, store) && cursor.rev <= head.rev => Ok(cursor),
        Some(_) => Err(CURSOR_EXPIRED.error()),
    }
}

/// Makes the page of the products after the cursor, which were read with one more than `limit`. `head` was read before
/// them.
///
/// # Errors
/// 500 when the cursor cannot be written as JSON.
pub(crate) fn page(mut products: Vec<Product>, from: Cursor, limit: u32, head: Head) -> Result<CatalogChanges> {
    let fits = fitting(&products, limit as usize);
    let has_more = products.len() > fits;
    products.truncate(fits);
    let rev = products.last().map_or(from.rev, |last| last.rev);
    let (on_sale, mut off_sale): (Vec<Product>, Vec<Product>) =
        products.into_iter().partition(|product| product.details.active);
    let snapshot = from.snapshot.unwrap_or(0);
    off_sale.retain(|product| product.rev > snapshot);
    let next = Cursor {
        store: from.store,
        epoch: head.epoch,
        rev,
        snapshot: from.snapshot.filter(|_| has_more),
    };
    let cursor = page::encode_cursor(&next).map_err(Error::internal)?;
    Ok(CatalogChanges {
        items: on_sale
            .iter()
            .map(|product| product.item(from.store))
            .collect::<Vec<CatalogItem>>(),
        deleted: off_sale.iter().map(|product| product.id).collect(),
        next_cursor: cursor,
        has_more,
        epoch: head.epoch.to_string(),
        rev,
        total: head.on_sale,
    })
}

/// How many of the products go into the page: at least one.
fn fitting(products: &[Product], limit: usize) -> usize {
    let mut bytes = 0;
    let within = products.iter().take(limit).take_while(|product| {
        bytes += estimated_bytes(product);
        bytes <= PAGE_BYTES_MAX
    });
    within.count().max(1).min(products.len())
}

/// About what a product takes in JSON.
fn estimated_bytes(product: &Product) -> usize {
    const FIXED: usize = 300;
    const PER_PRICE: usize = 100;
    let details = &product.details;
    let texts = details.name.as_str().len()
        + details.sku.as_str().len()
        + details.image.as_ref().map_or(0, |image| image.as_str().len());
    let barcodes: usize = details.barcodes.iter().map(|code| code.as_str().len() + 3).sum();
    FIXED + texts + barcodes + PER_PRICE * (1 + product.later_prices.len() + details.own_prices.len())
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use contracts::ids::ProductId;
    use serde_json::json;

    use super::*;
    use crate::product::NewProduct;

    const HEAD: Head = Head {
        rev: 40,
        on_sale: 3,
        epoch: 1,
    };

    fn product(rev: i64, active: bool, image_bytes: usize) -> Product {
        let body = json!({"name": "Apple", "sku": "A", "tax_category": "x", "price": {"amount_minor": 100}});
        let mut details = serde_json::from_value::<NewProduct>(body).unwrap().parse("").unwrap();
        details.active = active;
        details.image = Some(crate::text::ImageRef::stored("x".repeat(image_bytes)));
        let at = DateTime::UNIX_EPOCH;
        let id = ProductId::from_uuid(uuid::Uuid::from_u128(rev.unsigned_abs().into()));
        Product {
            id,
            details,
            price_from: at,
            later_prices: vec![],
            rev,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn a_page_ends_at_its_last_product_and_goes_on_there() {
        let page = page(
            vec![product(3, true, 1), product(7, false, 1), product(9, true, 1)],
            at(2, None),
            2,
            HEAD,
        )
        .unwrap();
        assert_eq!(
            (
                page.items.len(),
                page.deleted.len(),
                page.has_more,
                page.rev,
                page.total
            ),
            (1, 1, true, 7, 3)
        );
        assert_eq!(read_cursor(Some(&page.next_cursor), None, HEAD).unwrap(), at(7, None));
    }

    fn at(rev: i64, snapshot: Option<i64>) -> Cursor {
        Cursor {
            store: None,
            epoch: 1,
            rev,
            snapshot,
        }
    }

    #[test]
    fn a_page_without_changes_stays_where_it_is() {
        let page = page(vec![], at(40, None), 10, HEAD).unwrap();
        assert_eq!((page.has_more, page.rev), (false, 40));
        assert_eq!(read_cursor(Some(&page.next_cursor), None, HEAD).unwrap(), at(40, None));
    }

    #[test]
    fn a_snapshot_leaves_out_what_was_off_sale_when_it_began() {
        let first = read_cursor(None, None, HEAD).unwrap();
        let products = || vec![product(3, false, 1), product(7, true, 1), product(41, false, 1)];
        let page_of = |from, limit| page(products(), from, limit, Head { rev: 41, ..HEAD }).unwrap();
        let half = page_of(first, 2);
        assert_eq!((half.items.len(), half.deleted.len(), half.rev), (1, 0, 7));
        // What went off sale meanwhile may have been on a page before.
        let whole = page_of(first, 3);
        assert_eq!((whole.items.len(), whole.deleted.len()), (1, 1));
        // The next page knows that it belongs to the snapshot; who has read it all is told of everything.
        assert_eq!(
            read_cursor(Some(&half.next_cursor), None, HEAD).unwrap(),
            at(7, Some(40))
        );
        let head = Head { rev: 41, ..HEAD };
        assert_eq!(read_cursor(Some(&whole.next_cursor), None, head).unwrap(), at(41, None));
    }

    #[test]
    fn a_cursor_of_another_epoch_or_from_the_future_has_expired_and_a_foreign_one_is_refused() {
        let cursor = |epoch, rev| {
            let cursor = Cursor { epoch, ..at(rev, None) };
            page::encode_cursor(&cursor).unwrap()
        };
        assert_eq!(read_cursor(Some(&cursor(1, 40)), None, HEAD).unwrap().rev, 40);
        let refused = |text: &str| read_cursor(Some(text), None, HEAD).unwrap_err().code().to_owned();
        for old in [cursor(2, 9), cursor(1, 41)] {
            assert_eq!(refused(&old), "cursor_expired", "{old}");
        }
        for bad in [cursor(1, -1), "e30".to_owned(), "?".to_owned()] {
            assert_eq!(refused(&bad), "invalid_cursor", "{bad}");
        }
    }

    #[test]
    fn a_cursor_goes_on_with_the_prices_of_its_own_store() {
        let store = |n| Some(StoreId::from_uuid(uuid::Uuid::from_u128(n)));
        let first = read_cursor(None, store(1), HEAD).unwrap();
        let next = page(vec![], first, 10, HEAD).unwrap().next_cursor;
        assert!(read_cursor(Some(&next), store(1), HEAD).is_ok());
        for other in [store(2), None] {
            let error = read_cursor(Some(&next), other, HEAD).unwrap_err();
            assert_eq!(error.code(), "cursor_expired", "{other:?}");
        }
    }

    #[test]
    fn a_page_is_never_larger_than_a_peer_reads_and_never_empty() {
        let large = || product(1, true, 3 * 1024 * 1024);
        assert_eq!(fitting(&[large(), large(), large(), large()], 5000), 2);
        assert_eq!(fitting(&[product(1, true, 9 * 1024 * 1024)], 5000), 1);
        assert_eq!(fitting(&[], 5000), 0);
    }

    #[test]
    fn the_limit_is_the_feeds_own() {
        assert_eq!((limit(None).unwrap(), limit(Some(5000)).unwrap()), (1000, 5000));
        assert!(limit(Some(0)).is_err() && limit(Some(5001)).is_err());
    }
}
