//! Tax settings and rules.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Caller, Error, Result, TenantTx};
use pricing::{CashRounding, CashTie, Rounding, Target, TaxRate, TaxRule};
use uuid::Uuid;

use crate::{
    document,
    tax::{Taxation, rounding_name},
};

/// The tenant's taxation; `None` when it has neither settings nor rules.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn read(tx: &mut TenantTx<'_>) -> Result<Option<Taxation>> {
    let settings = sqlx::query!(
        "SELECT prices_include_tax, rounding, cash_increment_minor, cash_tie FROM orders.tax_settings WHERE tenant_id = $1",
        tx.tenant().uuid(),
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(settings) = settings else { return Ok(None) };
    let rules = rules(tx).await?.into_iter().map(|stored| stored.rule).collect();
    Ok(Some(Taxation {
        prices_include_tax: settings.prices_include_tax,
        rounding: if settings.rounding == "per_line" {
            Rounding::PerLine
        } else {
            Rounding::PerDocument
        },
        cash_rounding: settings.cash_increment_minor.map(|increment_minor| CashRounding {
            increment_minor,
            tie: if settings.cash_tie.as_deref() == Some("down") {
                CashTie::Down
            } else {
                CashTie::Away
            },
        }),
        rules,
    }))
}

/// Takes the tenant's taxation for this transaction and counts the change, before anything of it is read: who changes settings or rules
/// does so one after the other. A tenant that set nothing begins with `unset`.
///
/// # Errors
/// 503 `busy` while another change lasts too long, and when the database cannot be reached.
pub async fn lock(tx: &mut TenantTx<'_>, unset: &Taxation) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders.tax_settings (tenant_id, version, prices_include_tax, rounding) VALUES ($1, 1, $2, $3)
         ON CONFLICT (tenant_id) DO UPDATE SET version = tax_settings.version + 1",
        tx.tenant().uuid(),
        unset.prices_include_tax,
        rounding_name(unset.rounding),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Stores the settings, in a transaction that holds them ([`lock`]).
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn save(tx: &mut TenantTx<'_>, taxation: &Taxation) -> Result<()> {
    sqlx::query!(
        "UPDATE orders.tax_settings SET prices_include_tax = $2, rounding = $3, cash_increment_minor = $4, cash_tie = $5
         WHERE tenant_id = $1",
        tx.tenant().uuid(),
        taxation.prices_include_tax,
        rounding_name(taxation.rounding),
        taxation.cash_rounding.as_ref().map(|r| r.increment_minor),
        taxation.cash_rounding.as_ref().map(|r| if r.tie == CashTie::Down { "down" } else { "away" }),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A rule with its id.
pub struct StoredRule {
    pub id: Uuid,
    pub rule: TaxRule,
}

/// The tenant's rules, oldest first; there are at most [`crate::routes::tax::RULES_MAX`].
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn rules(tx: &mut TenantTx<'_>) -> Result<Vec<StoredRule>> {
    let rows = sqlx::query!(
        "SELECT id, target, target_id, category, valid_from, valid_until, exempt, rates FROM orders.tax_rule
         WHERE tenant_id = $1 ORDER BY created_at, id",
        tx.tenant().uuid(),
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let target = match (row.target.as_str(), row.target_id) {
                ("store", Some(id)) => Target::Store {
                    store: document::key(id),
                },
                ("register", Some(id)) => Target::Register {
                    register: document::key(id),
                },
                _ => Target::Tenant,
            };
            Ok(StoredRule {
                id: row.id,
                rule: TaxRule {
                    target,
                    category: row.category,
                    from: row.valid_from.map(document::date).transpose()?,
                    until: row.valid_until.map(document::date).transpose()?,
                    rates: serde_json::from_value::<Vec<TaxRate>>(row.rates).map_err(Error::internal)?,
                    exempt: row.exempt,
                },
            })
        })
        .collect()
}

/// Adds a rule.
///
/// # Errors
/// A violation of `tax_rule_start` or `tax_rule_pkey` where there is one like it; 503 when the database cannot be reached.
pub async fn insert(
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    now: DateTime<Utc>,
    id: Uuid,
    rule: &TaxRule,
    dates: (Option<NaiveDate>, Option<NaiveDate>),
) -> Result<()> {
    let (target, target_id) = match rule.target {
        Target::Tenant => ("tenant", None),
        Target::Store { store } => ("store", Some(document::uuid(store))),
        Target::Register { register } => ("register", Some(document::uuid(register))),
    };
    sqlx::query!(
        "INSERT INTO orders.tax_rule (tenant_id, id, target, target_id, category, valid_from, valid_until, exempt, rates, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        tx.tenant().uuid(),
        id,
        target,
        target_id,
        rule.category,
        dates.0,
        dates.1,
        rule.exempt,
        serde_json::to_value(&rule.rates).map_err(Error::internal)?,
        caller.user.uuid(),
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
