//! `auth.store`.

use chrono::{DateTime, Utc};
use contracts::{
    Currency,
    auth::{ReceiptLanguage, StockPolicy, Store},
    ids::{LocationId, ProductId, StoreId},
};
use kernel::{Result, TenantTx};
use uuid::Uuid;

use super::unknown;
use crate::store_fields::DayCutoff;

struct Row {
    id: Uuid,
    name: String,
    code: String,
    time_zone: String,
    day_cutoff_minutes: i16,
    currency_code: String,
    currency_exponent: i16,
    receipt_header: String,
    receipt_footer: String,
    receipt_language: String,
    favourites: Vec<Uuid>,
    stock_policy: String,
    location_id: Uuid,
    active: bool,
}

impl TryFrom<Row> for Store {
    type Error = kernel::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: StoreId::from_uuid(row.id),
            name: row.name,
            code: row.code,
            time_zone: row.time_zone,
            day_cutoff: DayCutoff::from_minutes(row.day_cutoff_minutes).to_string(),
            currency: Currency {
                code: row.currency_code,
                exponent: u8::try_from(row.currency_exponent)
                    .map_err(|_| unknown("store.currency_exponent", "a negative number"))?,
            },
            receipt_header: row.receipt_header,
            receipt_footer: row.receipt_footer,
            receipt_language: ReceiptLanguage::named(&row.receipt_language)
                .ok_or_else(|| unknown("store.receipt_language", &row.receipt_language))?,
            favourites: row.favourites.into_iter().map(ProductId::from_uuid).collect(),
            stock_policy: StockPolicy::named(&row.stock_policy)
                .ok_or_else(|| unknown("store.stock_policy", &row.stock_policy))?,
            location_id: LocationId::from_uuid(row.location_id),
            active: row.active,
        })
    }
}

/// The stores after `after` by code, at most `limit`; with `only`, those of them.
pub(crate) async fn page(
    tx: &mut TenantTx<'_>,
    only: Option<&[Uuid]>,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Store>> {
    let tenant = tx.tenant().uuid();
    sqlx::query_as!(
        Row,
        r#"SELECT id, name, code, time_zone, day_cutoff_minutes, currency_code, currency_exponent, receipt_header, receipt_footer,
                  receipt_language, favourites, stock_policy, location_id, active
           FROM auth.store
           WHERE tenant_id = $1 AND ($2::uuid[] IS NULL OR id = ANY($2)) AND ($3::text IS NULL OR code > $3::text COLLATE "C")
           ORDER BY code LIMIT $4"#,
        tenant,
        only,
        after,
        limit
    )
    .fetch_all(&mut **tx)
    .await?
    .into_iter()
    .map(Store::try_from)
    .collect()
}

pub(crate) async fn load(tx: &mut TenantTx<'_>, id: StoreId) -> Result<Option<Store>> {
    let tenant = tx.tenant().uuid();
    sqlx::query_as!(
        Row,
        "SELECT id, name, code, time_zone, day_cutoff_minutes, currency_code, currency_exponent, receipt_header, receipt_footer,
                receipt_language, favourites, stock_policy, location_id, active
         FROM auth.store WHERE tenant_id = $1 AND id = $2",
        tenant,
        id.uuid()
    )
    .fetch_optional(&mut **tx)
    .await?
    .map(Store::try_from)
    .transpose()
}

pub(crate) async fn count(tx: &mut TenantTx<'_>) -> Result<i64> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM auth.store WHERE tenant_id = $1"#,
        tenant
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Adds a store of version 1. A taken code violates `store_code_key`.
pub(crate) async fn insert(tx: &mut TenantTx<'_>, store: &Store, cutoff: DayCutoff, now: DateTime<Utc>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO auth.store (tenant_id, id, name, code, time_zone, day_cutoff_minutes, currency_code, currency_exponent,
                                 receipt_header, receipt_footer, receipt_language, stock_policy, location_id, active, version, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15)",
        tenant,
        store.id.uuid(),
        store.name,
        store.code,
        store.time_zone,
        cutoff.minutes(),
        store.currency.code,
        i16::from(store.currency.exponent),
        store.receipt_header,
        store.receipt_footer,
        store.receipt_language.name(),
        store.stock_policy.name(),
        store.location_id.uuid(),
        store.active,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes what of a store may change, but for its favourites. Returns its new version.
pub(crate) async fn update(tx: &mut TenantTx<'_>, store: &Store, cutoff: DayCutoff) -> Result<i32> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        "UPDATE auth.store SET name = $3, code = $4, time_zone = $5, day_cutoff_minutes = $6, receipt_header = $7, receipt_footer = $8,
                               receipt_language = $9, stock_policy = $10, active = $11, version = version + 1
         WHERE tenant_id = $1 AND id = $2 RETURNING version",
        tenant,
        store.id.uuid(),
        store.name,
        store.code,
        store.time_zone,
        cutoff.minutes(),
        store.receipt_header,
        store.receipt_footer,
        store.receipt_language.name(),
        store.stock_policy.name(),
        store.active
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Puts a page of goods in the place of the one before. Returns the store's new version.
pub(crate) async fn set_favourites(tx: &mut TenantTx<'_>, id: StoreId, favourites: &[ProductId]) -> Result<i32> {
    let tenant = tx.tenant().uuid();
    let favourites: Vec<Uuid> = favourites.iter().map(|id| id.uuid()).collect();
    Ok(sqlx::query_scalar!(
        "UPDATE auth.store SET favourites = $3, version = version + 1 WHERE tenant_id = $1 AND id = $2 RETURNING version",
        tenant,
        id.uuid(),
        &favourites
    )
    .fetch_one(&mut **tx)
    .await?)
}
