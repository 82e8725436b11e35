//! Which products a list shows, and in which order.
//!
//! Without a search: by folded name, or as the reader asks. With one: see [`crate::finding`]. Pages are cut by key, so that a row that comes
//! or goes moves no other to another page.

use chrono::{DateTime, Utc};
use kernel::{
    Result, TenantTx,
    page::{self, Page},
    sorted::{self, Place},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    finding::by_search,
    product::Product,
    search::Search,
    store::{
        self,
        list::{Changed, Coded, Filter, Named},
    },
};

/// What a list is asked for. The filters combine.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ask {
    pub filter: Filter,
    /// Folded.
    pub sku: Option<String>,
    /// As scans are compared.
    pub barcode: Option<String>,
    pub search: Option<Search>,
    pub sort: ProductSort,
    pub limit: u32,
    pub cursor: Option<String>,
}

/// In which order the products of a list without a search stand: what comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) enum ProductSort {
    #[default]
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameFalling,
    #[serde(rename = "sku")]
    Sku,
    #[serde(rename = "-sku")]
    SkuFalling,
    /// What nobody has changed for longest.
    #[serde(rename = "updated_at")]
    LeastRecent,
    #[serde(rename = "-updated_at")]
    MostRecent,
}

impl ProductSort {
    const fn is_falling(self) -> bool {
        matches!(self, Self::NameFalling | Self::SkuFalling | Self::MostRecent)
    }
}

/// One page.
///
/// # Errors
/// 400 `invalid_cursor` for a cursor of another list.
pub(crate) async fn list(tx: &mut TenantTx<'_>, ask: &Ask, now: DateTime<Utc>) -> Result<Page<Product>> {
    let page = match (&ask.sku, &ask.barcode, ask.filter.family, &ask.search) {
        (None, None, None, None) => in_order(tx, ask).await?,
        (None, None, None, Some(search)) => by_search(tx, ask, search).await?,
        _ => few(tx, ask).await?,
    };
    let items = store::product::load(tx, &page.items, now).await?;
    Ok(Page {
        items,
        next_cursor: page.next_cursor,
    })
}

/// Everything, in the order that was asked for.
async fn in_order(tx: &mut TenantTx<'_>, ask: &Ask) -> Result<Page<Uuid>> {
    let (sort, count) = (ask.sort, i64::from(ask.limit) + 1);
    let falling = sort.is_falling();
    let cursor = ask.cursor.as_deref();
    Ok(match sort {
        ProductSort::Name | ProductSort::NameFalling => {
            let after = sorted::after(cursor, sort)?.unwrap_or_else(|| Named::start(falling));
            let rows = store::list::by_name(tx, ask.filter, &after, falling, count).await?;
            Page::of(rows, ask.limit, |last| Place::of(sort, last.clone()))?.map(|row| row.id)
        }
        ProductSort::Sku | ProductSort::SkuFalling => {
            let after = sorted::after(cursor, sort)?.unwrap_or_else(|| Coded::start(falling));
            let rows = store::list::by_sku(tx, ask.filter, &after.sku, falling, count).await?;
            Page::of(rows, ask.limit, |last| Place::of(sort, last.clone()))?.map(|row| row.id)
        }
        ProductSort::LeastRecent | ProductSort::MostRecent => {
            let after = sorted::after(cursor, sort)?.unwrap_or_else(|| Changed::start(falling));
            let rows = store::list::by_change(tx, ask.filter, after.rev, falling, count).await?;
            Page::of(rows, ask.limit, |last| Place::of(sort, *last))?.map(|row| row.id)
        }
    })
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct IdCursor {
    id: Uuid,
}

/// Products of one SKU, barcode or family: so few that a search is one more filter of them.
async fn few(tx: &mut TenantTx<'_>, ask: &Ask) -> Result<Page<Uuid>> {
    let mut ids = match (&ask.sku, &ask.barcode) {
        (None, None) => match ask.filter.family {
            Some(family) => store::family::members(tx, family.into()).await?,
            None => Vec::new(),
        },
        (Some(sku), None) => store::list::by_code(tx, None, Some(sku)).await?,
        (None, barcode) => store::list::by_code(tx, barcode.as_deref(), None).await?,
        (Some(sku), Some(barcode)) => {
            let of_barcode = store::list::by_code(tx, Some(barcode), None).await?;
            let of_sku = store::list::by_code(tx, None, Some(sku)).await?;
            of_sku.into_iter().filter(|id| of_barcode.contains(id)).collect()
        }
    };
    ids = store::list::passing(tx, &ids, ask.filter).await?;
    if let Some(search) = &ask.search {
        let mut found = store::list::by_code(tx, search.barcode.as_deref(), Some(&search.sku)).await?;
        if !search.words.is_empty() {
            found.extend(store::term::having_all(tx, &ids, &search.words).await?);
        }
        ids.retain(|id| found.contains(id));
    }
    if let Some(cursor) = page::decode_cursor::<IdCursor>(ask.cursor.as_deref())? {
        ids.retain(|id| *id > cursor.id);
    }
    Page::of(ids, ask.limit, |last| IdCursor { id: *last })
}
