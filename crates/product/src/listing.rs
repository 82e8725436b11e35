//! Which products a list shows, and in which order.
//!
//! Without a search: by folded name. With one: see [`crate::finding`]. Pages are cut by key, so that a row that comes or goes moves no other
//! to another page.

use chrono::{DateTime, Utc};
use kernel::{
    Result, TenantTx,
    codes::INVALID_CURSOR,
    page::{self, Page},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    finding::by_search,
    product::Product,
    search::Search,
    store::{
        self,
        list::{Filter, Named},
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
    pub limit: u32,
    pub cursor: Option<String>,
}

/// One page.
///
/// # Errors
/// 400 `invalid_cursor` for a cursor of another list.
pub(crate) async fn list(tx: &mut TenantTx<'_>, ask: &Ask, now: DateTime<Utc>) -> Result<Page<Product>> {
    let page = match (&ask.sku, &ask.barcode, ask.filter.family, &ask.search) {
        (None, None, None, None) => by_name(tx, ask).await?,
        (None, None, None, Some(search)) => by_search(tx, ask, search).await?,
        _ => few(tx, ask).await?,
    };
    let items = store::product::load(tx, &page.items, now).await?;
    Ok(Page {
        items,
        next_cursor: page.next_cursor,
    })
}

/// Reads a cursor whose texts go into a query.
pub(crate) fn read_cursor<K: DeserializeOwned>(cursor: Option<&str>, text: impl Fn(&K) -> &str) -> Result<Option<K>> {
    let key = page::decode_cursor::<K>(cursor)?;
    // Postgres takes no NUL, and no text of ours has one.
    if key.as_ref().is_some_and(|key| text(key).contains('\0')) {
        Err(INVALID_CURSOR.error())
    } else {
        Ok(key)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NameCursor {
    folded: String,
    id: Uuid,
}

async fn by_name(tx: &mut TenantTx<'_>, ask: &Ask) -> Result<Page<Uuid>> {
    let after = read_cursor::<NameCursor>(ask.cursor.as_deref(), |key| &key.folded)?.map_or(
        Named {
            folded: String::new(),
            id: Uuid::nil(),
        },
        |key| Named {
            folded: key.folded,
            id: key.id,
        },
    );
    let rows = store::list::by_name(tx, ask.filter, &after, i64::from(ask.limit) + 1).await?;
    let page = Page::of(rows, ask.limit, |last| NameCursor {
        folded: last.folded.clone(),
        id: last.id,
    })?;
    Ok(page.map(|row| row.id))
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
