//! How a tenant handles its drawers.

use kernel::{Result, TenantTx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a shop handles its drawers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CashSettings {
    /// Whether a sale needs an open session.
    pub sessions_required: bool,
    /// The most that may be over or short at a close without approval by somebody else, in minor units, 0..=10^12; null = any amount.
    #[serde(default)]
    pub variance_limit_minor: Option<i64>,
}

/// The tenant's settings; those of a shop that set nothing ask for nothing.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn read(tx: &mut TenantTx<'_>) -> Result<CashSettings> {
    let row = sqlx::query!(
        "SELECT sessions_required, variance_limit_minor FROM orders.cash_settings WHERE tenant_id = $1",
        tx.tenant().uuid()
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map_or_else(CashSettings::default, |row| CashSettings {
        sessions_required: row.sessions_required,
        variance_limit_minor: row.variance_limit_minor,
    }))
}

/// Writes the settings.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn save(tx: &mut TenantTx<'_>, settings: CashSettings) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders.cash_settings (tenant_id, sessions_required, variance_limit_minor) VALUES ($1, $2, $3)
         ON CONFLICT (tenant_id) DO UPDATE SET sessions_required = excluded.sessions_required,
            variance_limit_minor = excluded.variance_limit_minor",
        tx.tenant().uuid(),
        settings.sessions_required,
        settings.variance_limit_minor,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
