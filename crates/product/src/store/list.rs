//! Which products a list shows: ids only, in the list's order.

use kernel::{Result, TenantTx};
use uuid::Uuid;

/// Which products, whatever the search.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// On sale or not; `None` is both.
    pub active: Option<bool>,
    pub category: Option<Uuid>,
    pub family: Option<Uuid>,
}

/// A product's place in the list by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub folded: String,
    pub id: Uuid,
}

/// The products by folded name and id, after the given one.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn by_name(tx: &mut TenantTx<'_>, filter: Filter, after: &Named, limit: i64) -> Result<Vec<Named>> {
    let tenant = tx.tenant().uuid();
    let rows = match filter.category {
        None => {
            sqlx::query_file_as!(
                Named,
                "src/store/list_by_name.sql",
                tenant,
                after.folded,
                after.id,
                filter.active,
                limit
            )
            .fetch_all(&mut **tx)
            .await?
        }
        Some(category) => {
            sqlx::query_file_as!(
                Named,
                "src/store/list_by_category.sql",
                tenant,
                after.folded,
                after.id,
                filter.active,
                category,
                limit
            )
            .fetch_all(&mut **tx)
            .await?
        }
    };
    Ok(rows)
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
