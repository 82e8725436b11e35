//! What order does about other contexts' events.

use std::sync::Arc;

use contracts::{
    contexts,
    product::{PRODUCT_CREATED, PRODUCT_DEACTIVATED, PRODUCT_PRICE_CHANGED, PRODUCT_UPDATED},
};
use kernel::events::{Consumer, Log};

use crate::price_book::PriceBooks;

/// The catalogue changed: the next sale catches up its price book first. Other processes of this service notice within a second.
pub fn price_book(books: PriceBooks) -> Consumer {
    Consumer {
        name: "order.price_book",
        source: contexts::PRODUCT,
        log: Log::Outbox,
        kinds: &[
            PRODUCT_CREATED,
            PRODUCT_UPDATED,
            PRODUCT_DEACTIVATED,
            PRODUCT_PRICE_CHANGED,
            contracts::product::PRODUCT_IMPORTED,
        ],
        // A stale book is stale, whatever changed first; and imports leave out numbers.
        in_order: false,
        apply: Arc::new(move |tx, _events| {
            let books = books.clone();
            Box::pin(async move {
                books.stale(tx.tenant());
                Ok(())
            })
        }),
    }
}
