//! A tenant's goods, read from the same feed as the tills read.

use anyhow::{Result, bail};
use pricing::{Item, PriceEntry};
use serde::Deserialize;
use uuid::Uuid;

use crate::client::Client;

/// Products in one page of the feed, and the most pages that are read.
const PAGE: u32 = 5000;
const PAGES_MAX: usize = 1000;

/// A tenant's goods as its tills know them.
pub struct Catalogue {
    pub goods: Vec<(Uuid, Item)>,
}

#[derive(Deserialize)]
struct Changes {
    items: Vec<CatalogItem>,
    next_cursor: String,
    has_more: bool,
}

#[derive(Deserialize)]
struct CatalogItem {
    id: Uuid,
    tax_category: String,
    prices: Vec<PriceEntry>,
}

/// Reads the whole feed.
pub async fn read(client: &mut Client) -> Result<Catalogue> {
    let mut goods = Vec::new();
    let mut path = format!("/catalog/changes?limit={PAGE}");
    for _ in 0..PAGES_MAX {
        let page: Changes = client.get(&path).await?;
        let item = |item: CatalogItem| {
            (
                item.id,
                Item {
                    prices: item.prices,
                    tax_category: item.tax_category,
                },
            )
        };
        goods.extend(page.items.into_iter().map(item));
        if !page.has_more {
            return Ok(Catalogue { goods });
        }
        path = format!("/catalog/changes?limit={PAGE}&cursor={}", page.next_cursor);
    }
    bail!("the catalogue's feed does not end")
}
