//! What a search finds, and in which order.
//!
//! First the product whose barcode or SKU is what was typed, then products that have the words, by the one that was found: those on sale and
//! those off sale. Where these are few, products follow that have words one slip away from those that were typed.

use kernel::{
    Result, TenantTx,
    codes::INVALID_CURSOR,
    page::{self, Page},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    listing::Ask,
    search::{Driving, Meant, Search},
    store::{
        self,
        term::{Hit, NearScan, Scan},
    },
};

/// A search that finds fewer products than this as it was typed forgives slips.
const FEW: usize = 20;

/// The parts of a search's list, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Part {
    Code,
    OnSale,
    OffSale,
    NearOnSale,
    NearOffSale,
}

/// The parts that are found by words, and whether their products are off sale.
const TYPED: [(Part, bool); 2] = [(Part::OnSale, false), (Part::OffSale, true)];
const NEAR: [(Part, bool); 2] = [(Part::NearOnSale, false), (Part::NearOffSale, true)];

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SearchCursor {
    part: Part,
    /// The word that drives: a later page must go on with the same, whatever has become the rarest.
    driver: String,
    /// The word at which the last product was found.
    term: String,
    id: Uuid,
}

impl SearchCursor {
    /// Whether a page of this search can have ended here.
    fn continues(&self, search: &Search) -> bool {
        let driven = if search.words.is_empty() {
            self.driver.is_empty()
        } else {
            search.words.contains(&self.driver)
        };
        let found = match self.part {
            Part::OnSale | Part::OffSale => self.term.starts_with(&self.driver),
            Part::Code | Part::NearOnSale | Part::NearOffSale => true,
        };
        driven && found
    }
}

/// A page of what is found.
///
/// # Errors
/// 400 `invalid_cursor` for a cursor of another search.
pub(crate) async fn by_search(tx: &mut TenantTx<'_>, ask: &Ask, search: &Search) -> Result<Page<Uuid>> {
    let cursor = page::decode_cursor::<SearchCursor>(ask.cursor.as_deref())?;
    if cursor.as_ref().is_some_and(|key| !key.continues(search)) {
        return Err(INVALID_CURSOR.error());
    }
    let of_code = store::list::by_code(tx, search.barcode.as_deref(), Some(&search.sku)).await?;
    let finding = Finding {
        ask,
        search,
        cursor,
        of_code,
    };
    let rows = finding.rows(tx).await?;
    Ok(Page::of(rows, ask.limit, SearchCursor::clone)?.map(|row| row.id))
}

struct Finding<'a> {
    ask: &'a Ask,
    search: &'a Search,
    cursor: Option<SearchCursor>,
    /// Products whose code is what was typed: no other part shows them again.
    of_code: Vec<Uuid>,
}

impl Finding<'_> {
    /// The rows of the page and one more, where there is one.
    async fn rows(&self, tx: &mut TenantTx<'_>) -> Result<Vec<SearchCursor>> {
        let wanted = self.ask.limit as usize + 1;
        let mut rows = Vec::new();
        if self.cursor.as_ref().is_none_or(|cursor| cursor.part < Part::NearOnSale) {
            rows = self.typed(tx, self.cursor.as_ref(), wanted).await?;
        }
        if rows.len() < wanted && self.forgives(tx, rows.len()).await? {
            let near = self.near(tx, wanted - rows.len()).await?;
            rows.extend(near);
        }
        Ok(rows)
    }

    /// Products that are found as it was typed, after the cursor.
    async fn typed(
        &self,
        tx: &mut TenantTx<'_>,
        after: Option<&SearchCursor>,
        wanted: usize,
    ) -> Result<Vec<SearchCursor>> {
        let by = driving(tx, self.search, &self.search.meant(&[]), after).await?;
        let mut rows = Vec::new();
        if after.is_none_or(|cursor| cursor.part == Part::Code) {
            let seen = after.map(|cursor| cursor.id);
            let shown = store::list::passing(tx, &self.of_code, self.ask.filter).await?;
            let shown = shown.into_iter().filter(|id| seen.is_none_or(|seen| *id > seen));
            rows.extend(shown.map(|product_id| {
                let hit = Hit {
                    term: String::new(),
                    product_id,
                };
                row(Part::Code, &by.driver, hit)
            }));
        }
        for (part, inactive) in TYPED {
            let room = wanted.saturating_sub(rows.len());
            if by.driver.is_empty() || room == 0 || !self.shows(part, inactive, after) {
                continue;
            }
            let scan = Scan {
                by: &by,
                inactive,
                after: place(part, after),
                category: self.ask.filter.category,
                except: &self.of_code,
            };
            let hits = store::term::scan(tx, &scan, limit(room)).await?;
            rows.extend(hits.into_iter().map(|hit| row(part, &by.driver, hit)));
        }
        Ok(rows)
    }

    /// Whether slips are forgiven: where few products are found as it was typed, on whatever page.
    async fn forgives(&self, tx: &mut TenantTx<'_>, on_this_page: usize) -> Result<bool> {
        let found = match &self.cursor {
            None => on_this_page,
            Some(cursor) if cursor.part >= Part::NearOnSale => return Ok(true),
            Some(_) => self.typed(tx, None, FEW).await?.len(),
        };
        Ok(found < FEW)
    }

    /// Products that are found by words one slip away, after the cursor.
    async fn near(&self, tx: &mut TenantTx<'_>, wanted: usize) -> Result<Vec<SearchCursor>> {
        let spellings = self.search.spellings();
        if spellings.is_empty() {
            return Ok(Vec::new());
        }
        let meant = self.search.meant(&store::spelling::sharing(tx, &spellings).await?);
        if meant.iter().all(|word| word.ranges.len() == 1) {
            return Ok(Vec::new());
        }
        let after = self.cursor.as_ref().filter(|cursor| cursor.part >= Part::NearOnSale);
        let by = driving(tx, self.search, &meant, after).await?;
        let mut rows = Vec::new();
        for (part, inactive) in NEAR {
            let room = wanted.saturating_sub(rows.len());
            if room == 0 || !self.shows(part, inactive, after) {
                continue;
            }
            let scan = NearScan {
                by: &by,
                meant: &meant,
                inactive,
                after: place(part, after),
                category: self.ask.filter.category,
                except: &self.of_code,
            };
            let hits = store::term::near_scan(tx, &scan, limit(room)).await?;
            rows.extend(hits.into_iter().map(|hit| row(part, &by.driver, hit)));
        }
        Ok(rows)
    }

    /// Whether a part is asked for, and not past.
    fn shows(&self, part: Part, inactive: bool, after: Option<&SearchCursor>) -> bool {
        let past = after.is_some_and(|cursor| cursor.part > part);
        !past && self.ask.filter.active != Some(inactive)
    }
}

/// What to scan by: on a first page the rarest of what is meant, on a later one what the pages before were scanned by.
async fn driving(
    tx: &mut TenantTx<'_>,
    search: &Search,
    meant: &[Meant],
    after: Option<&SearchCursor>,
) -> Result<Driving> {
    if let Some(cursor) = after {
        return Ok(Driving::going_on(&cursor.driver, search));
    }
    let hits = match search.words.len() {
        0 | 1 => vec![0],
        _ => store::term::hits(tx, meant).await?,
    };
    Ok(Driving::by_the_rarest(&search.words, &hits))
}

fn row(part: Part, driver: &str, hit: Hit) -> SearchCursor {
    SearchCursor {
        part,
        driver: driver.to_owned(),
        term: hit.term,
        id: hit.product_id,
    }
}

/// Where a part goes on.
fn place(part: Part, after: Option<&SearchCursor>) -> Option<(&str, Uuid)> {
    after
        .filter(|cursor| cursor.part == part)
        .map(|cursor| (cursor.term.as_str(), cursor.id))
}

fn limit(room: usize) -> i64 {
    i64::try_from(room).unwrap_or(i64::MAX)
}
