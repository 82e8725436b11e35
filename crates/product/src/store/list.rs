//! Which products a list shows: ids only, in the list's order.

use kernel::{Result, TenantTx};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::fold;

/// Which products, whatever the search.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// On sale or not; `None` is both.
    pub active: Option<bool>,
    pub category: Option<Uuid>,
    pub family: Option<Uuid>,
}

/// A product's place in the list by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub folded: String,
    pub id: Uuid,
}

/// A product's place in the list by SKU, of which there is one in a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coded {
    pub sku: String,
    pub id: Uuid,
}

/// A product's place in the list by last change: the tenant's revision, of which there is one for each product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changed {
    pub rev: i64,
    pub id: Uuid,
}

// A list goes on after a place, also at its beginning: a bound that may be missing would have the statement walk its index from the start.
impl Named {
    /// Before every product, or after every one where the list falls.
    #[must_use]
    pub fn start(falling: bool) -> Self {
        Self {
            folded: fold::edge(falling),
            id: if falling { Uuid::max() } else { Uuid::nil() },
        }
    }
}

impl Coded {
    /// Before every product, or after every one where the list falls.
    #[must_use]
    pub fn start(falling: bool) -> Self {
        Self {
            sku: fold::edge(falling),
            id: Uuid::nil(),
        }
    }
}

impl Changed {
    /// Before every product, or after every one where the list falls.
    #[must_use]
    pub const fn start(falling: bool) -> Self {
        let rev = if falling { i64::MAX } else { i64::MIN };
        Self { rev, id: Uuid::nil() }
    }
}

/// The rows of a list's statement. Each order has one of its own, so that each goes by its index; a category's names have theirs.
macro_rules! listed {
    ($place:ident, $tx:ident, $file:literal, $($bound:expr),+) => {
        sqlx::query_file_as!($place, $file, $tx.tenant().uuid(), $($bound),+)
            .fetch_all(&mut **$tx)
            .await?
    };
}

/// The products by folded name and id after the given one; where the list falls, from the last on.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn by_name(
    tx: &mut TenantTx<'_>,
    filter: Filter,
    after: &Named,
    falling: bool,
    limit: i64,
) -> Result<Vec<Named>> {
    let (folded, id, active) = (&after.folded, after.id, filter.active);
    Ok(match (filter.category, falling) {
        (None, false) => listed!(Named, tx, "src/store/list_by_name.sql", folded, id, active, limit),
        (None, true) => listed!(
            Named,
            tx,
            "src/store/list_by_name_falling.sql",
            folded,
            id,
            active,
            limit
        ),
        (Some(of), false) => listed!(
            Named,
            tx,
            "src/store/list_by_category.sql",
            folded,
            id,
            active,
            of,
            limit
        ),
        (Some(of), true) => listed!(
            Named,
            tx,
            "src/store/list_by_category_falling.sql",
            folded,
            id,
            active,
            of,
            limit
        ),
    })
}

/// The products by SKU after the given one; where the list falls, from the last on.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn by_sku(
    tx: &mut TenantTx<'_>,
    filter: Filter,
    after: &str,
    falling: bool,
    limit: i64,
) -> Result<Vec<Coded>> {
    let Filter { active, category, .. } = filter;
    Ok(if falling {
        listed!(
            Coded,
            tx,
            "src/store/list_by_sku_falling.sql",
            after,
            active,
            category,
            limit
        )
    } else {
        listed!(Coded, tx, "src/store/list_by_sku.sql", after, active, category, limit)
    })
}

/// The products by their last change after the given revision; where the list falls, from the newest on.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn by_change(
    tx: &mut TenantTx<'_>,
    filter: Filter,
    after: i64,
    falling: bool,
    limit: i64,
) -> Result<Vec<Changed>> {
    let Filter { active, category, .. } = filter;
    Ok(if falling {
        listed!(
            Changed,
            tx,
            "src/store/list_by_change_falling.sql",
            after,
            active,
            category,
            limit
        )
    } else {
        listed!(
            Changed,
            tx,
            "src/store/list_by_change.sql",
            after,
            active,
            category,
            limit
        )
    })
}

/// The most products that one code names: SKUs that differ in nothing but case, accents and punctuation.
const SAME_CODE_MAX: i64 = 20;

/// The product that has this barcode, and those with a SKU that folds to this one; by id.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn by_code(tx: &mut TenantTx<'_>, barcode: Option<&str>, sku: Option<&str>) -> Result<Vec<Uuid>> {
    let tenant = tx.tenant().uuid();
    let ids = sqlx::query_scalar!(
        r#"SELECT product_id AS "id!" FROM product.barcode WHERE tenant_id = $1 AND lookup = $2
           UNION
           SELECT id FROM product.product WHERE tenant_id = $1 AND sku_folded = $3
           ORDER BY 1 LIMIT $4"#,
        tenant,
        barcode,
        sku,
        SAME_CODE_MAX,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(ids)
}

/// Those of the products that pass the filter, by id.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn passing(tx: &mut TenantTx<'_>, ids: &[Uuid], filter: Filter) -> Result<Vec<Uuid>> {
    let tenant = tx.tenant().uuid();
    let ids = sqlx::query_scalar!(
        "SELECT id FROM product.product
         WHERE tenant_id = $1 AND id = ANY($2)
           AND ($3::bool IS NULL OR active = $3) AND ($4::uuid IS NULL OR category_id = $4)
           AND ($5::uuid IS NULL OR family_id = $5)
         ORDER BY id",
        tenant,
        ids,
        filter.active,
        filter.category,
        filter.family,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(ids)
}
