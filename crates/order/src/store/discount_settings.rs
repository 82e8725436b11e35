//! How much a tenant's people may take off.

use kernel::{Result, TenantTx};

use crate::discount::DiscountSettings;

/// The tenant's settings, or those of a shop that set nothing.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn read(tx: &mut TenantTx<'_>) -> Result<DiscountSettings> {
    let row = sqlx::query!(
        "SELECT cashier_limit_micro, manager_limit_micro, reasons FROM orders.discount_settings WHERE tenant_id = $1",
        tx.tenant().uuid()
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map_or_else(DiscountSettings::default, |row| DiscountSettings {
        cashier_limit_micro: row.cashier_limit_micro,
        manager_limit_micro: row.manager_limit_micro,
        reasons: row.reasons,
    }))
}

/// Writes the settings.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn save(tx: &mut TenantTx<'_>, settings: &DiscountSettings) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders.discount_settings (tenant_id, cashier_limit_micro, manager_limit_micro, reasons) VALUES ($1, $2, $3, $4)
         ON CONFLICT (tenant_id) DO UPDATE SET cashier_limit_micro = excluded.cashier_limit_micro,
            manager_limit_micro = excluded.manager_limit_micro, reasons = excluded.reasons",
        tx.tenant().uuid(),
        settings.cashier_limit_micro,
        settings.manager_limit_micro,
        &settings.reasons,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
