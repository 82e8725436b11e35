//! Families of products.

use chrono::{DateTime, Utc};
use contracts::ids::FamilyId;
use kernel::{Error, Result, TenantTx};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    codes::FAMILY_TAKEN,
    family::{Family, FamilyOption},
    fold,
    text::Name,
};

struct Row {
    id: Uuid,
    name: String,
    options: String,
}

impl Row {
    fn family(self) -> Result<Family> {
        stored(self.id, self.name, &self.options)
    }
}

/// The family of a row whose options are JSON.
fn stored(id: Uuid, name: String, options: &str) -> Result<Family> {
    Ok(Family {
        id: id.into(),
        name: Name::stored(name),
        options: serde_json::from_str(options).map_err(Error::internal)?,
    })
}

/// The family as the row of a product has it.
pub(super) fn from_json(json: &str) -> Result<Family> {
    #[derive(Deserialize)]
    struct Whole {
        id: FamilyId,
        name: String,
        options: Vec<FamilyOption>,
    }
    let Whole { id, name, options } = serde_json::from_str(json).map_err(Error::internal)?;
    Ok(Family {
        id,
        name: Name::stored(name),
        options,
    })
}

/// # Errors
/// 503 when the database cannot be reached.
pub async fn find(tx: &mut TenantTx<'_>, id: FamilyId) -> Result<Option<Family>> {
    let tenant = tx.tenant().uuid();
    let row = sqlx::query_as!(
        Row,
        r#"SELECT id, name, options::text AS "options!" FROM product.family WHERE tenant_id = $1 AND id = $2"#,
        tenant,
        id.uuid()
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(Row::family).transpose()
}

/// The families whose folded name has this part, by name after the given one; where the list falls, from the last on. With the number of
/// their products.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn list(
    tx: &mut TenantTx<'_>,
    part: &str,
    after: &str,
    falling: bool,
    limit: i64,
) -> Result<Vec<(Family, i64)>> {
    macro_rules! page {
        ($from_here_on:tt) => {
            sqlx::query_as!(
                Listed,
                r#"SELECT id, name, options::text AS "options!",
                    (SELECT count(*) FROM product.product p WHERE p.tenant_id = $1 AND p.family_id = f.id) AS "variants!"
                FROM product.family f
                WHERE tenant_id = $1 AND strpos(folded, $2) > 0 "# + $from_here_on,
                tx.tenant().uuid(),
                part,
                after,
                limit,
            )
            .fetch_all(&mut **tx)
            .await?
        };
    }
    let rows = if falling {
        page!("AND folded < $3 ORDER BY folded DESC LIMIT $4")
    } else {
        page!("AND folded > $3 ORDER BY folded LIMIT $4")
    };
    rows.into_iter()
        .map(|row| Ok((stored(row.id, row.name, &row.options)?, row.variants)))
        .collect()
}

struct Listed {
    id: Uuid,
    name: String,
    options: String,
    variants: i64,
}

/// Those of these folded names.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn named(tx: &mut TenantTx<'_>, folded: &[String]) -> Result<Vec<Family>> {
    let tenant = tx.tenant().uuid();
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT id, name, options::text AS "options!" FROM product.family WHERE tenant_id = $1 AND folded = ANY($2)"#,
        tenant,
        folded
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(Row::family).collect()
}

/// The products of the family, on sale or not, by id: in the order in which they were made.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn members(tx: &mut TenantTx<'_>, id: FamilyId) -> Result<Vec<Uuid>> {
    let tenant = tx.tenant().uuid();
    let ids = sqlx::query_scalar!(
        "SELECT id FROM product.product WHERE tenant_id = $1 AND family_id = $2 ORDER BY id",
        tenant,
        id.uuid()
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(ids)
}

/// A product of a family, as an import knows it.
#[derive(Debug)]
pub struct Member {
    pub family_id: Uuid,
    pub values: Vec<String>,
    pub sku: String,
}

/// The products of these families.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn members_of(tx: &mut TenantTx<'_>, families: &[Uuid]) -> Result<Vec<Member>> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_as!(
        Member,
        r#"SELECT family_id AS "family_id!", option_values AS "values!", sku FROM product.product
           WHERE tenant_id = $1 AND family_id = ANY($2)"#,
        tenant,
        families
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// # Errors
/// 409 `family_taken` when the tenant has one of this name.
pub async fn insert(tx: &mut TenantTx<'_>, family: &Family, now: DateTime<Utc>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "INSERT INTO product.family (tenant_id, id, name, folded, options, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5::text::jsonb, $6, $6)",
        tenant,
        family.id.uuid(),
        family.name.as_str(),
        fold::fold(family.name.as_str()),
        serde_json::to_string(&family.options).map_err(Error::internal)?,
        now,
    )
    .execute(&mut **tx)
    .await
    .map_err(clash)?;
    Ok(())
}

/// # Errors
/// 409 `family_taken` when the tenant has another one of this name.
pub async fn update(tx: &mut TenantTx<'_>, family: &Family, now: DateTime<Utc>) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "UPDATE product.family SET name = $3, folded = $4, options = $5::text::jsonb, updated_at = $6 WHERE tenant_id = $1 AND id = $2",
        tenant,
        family.id.uuid(),
        family.name.as_str(),
        fold::fold(family.name.as_str()),
        serde_json::to_string(&family.options).map_err(Error::internal)?,
        now,
    )
    .execute(&mut **tx)
    .await
    .map_err(clash)?;
    Ok(())
}

fn clash(error: sqlx::Error) -> Error {
    let error = Error::from(error);
    if error.violates("family_name_key") {
        FAMILY_TAKEN.error().caused_by(error)
    } else {
        error
    }
}
