//! A product's stock over several locations: the sums of `inventory.level`.

use kernel::{Result, db::TenantTx};
use uuid::Uuid;

/// Which products.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Having {
    Anything,
    /// Nothing or less than nothing that could be sold.
    Out,
    /// A record below zero somewhere.
    Negative,
    InTransit,
    Damaged,
}

/// What they are sorted by; then by product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    OnHand,
    Available,
}

/// A page of products.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) locations: &'a [Uuid],
    /// Only these, when something narrowed them down.
    pub(crate) products: Option<&'a [Uuid]>,
    pub(crate) having: Having,
    pub(crate) measure: Measure,
    pub(crate) falling: bool,
    /// The measure (its sign turned where it falls) and the product that the page begins after.
    pub(crate) after: (i64, Uuid),
    pub(crate) count: i64,
}

/// A product's place in the list.
#[derive(Debug)]
pub(crate) struct Ranked {
    pub(crate) product_id: Uuid,
    pub(crate) rank_milli: i64,
}

/// A page of products by how much there is of them.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn ranked(tx: &mut TenantTx<'_>, wanted: &Wanted<'_>) -> Result<Vec<Ranked>> {
    Ok(sqlx::query_as!(
        Ranked,
        r#"WITH product AS (
               SELECT product_id, sum(on_hand_milli)::bigint AS on_hand, sum(on_hand_milli - reserved_milli)::bigint AS available,
                   sum(in_transit_milli)::bigint AS in_transit, sum(damaged_milli)::bigint AS damaged, min(on_hand_milli) AS least
               FROM inventory.level
               WHERE tenant_id = $1 AND location_id = ANY($2) AND ($3::uuid[] IS NULL OR product_id = ANY($3))
               GROUP BY product_id
           ), ranked AS (
               SELECT product_id, (CASE WHEN $8 THEN -1 ELSE 1 END) * (CASE WHEN $9 THEN on_hand ELSE available END) AS rank
               FROM product
               WHERE (NOT $4 OR available <= 0) AND (NOT $5 OR least < 0) AND (NOT $6 OR in_transit > 0) AND (NOT $7 OR damaged > 0)
           )
           SELECT product_id, rank AS "rank_milli!" FROM ranked WHERE (rank, product_id) > ($10, $11)
           ORDER BY rank, product_id LIMIT $12"#,
        tx.tenant().uuid(),
        wanted.locations,
        wanted.products,
        wanted.having == Having::Out,
        wanted.having == Having::Negative,
        wanted.having == Having::InTransit,
        wanted.having == Having::Damaged,
        wanted.falling,
        wanted.measure == Measure::OnHand,
        wanted.after.0,
        wanted.after.1,
        wanted.count,
    )
    .fetch_all(&mut **tx)
    .await?)
}
