//! `auth.role_grant`.

use std::collections::HashMap;

use contracts::ids::StoreId;
use kernel::{Result, Role, TenantTx, id::UserId};
use uuid::Uuid;

use super::unknown;
use crate::grants::{RoleGrant, Roles};

/// The roles of these users, in the order in which they were given.
pub(crate) async fn of_all(tx: &mut TenantTx<'_>, users: &[UserId]) -> Result<HashMap<UserId, Vec<RoleGrant>>> {
    let tenant = tx.tenant().uuid();
    let ids: Vec<Uuid> = users.iter().map(|user| user.uuid()).collect();
    let rows = sqlx::query!(
        "SELECT user_id, role, store_id FROM auth.role_grant WHERE tenant_id = $1 AND user_id = ANY($2) ORDER BY user_id, position",
        tenant,
        &ids
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut of = HashMap::<UserId, Vec<RoleGrant>>::new();
    for row in rows {
        let role = Role::named(&row.role).ok_or_else(|| unknown("role_grant.role", &row.role))?;
        let grant = RoleGrant {
            role,
            store_id: row.store_id.map(StoreId::from_uuid),
        };
        of.entry(UserId::from_uuid(row.user_id)).or_default().push(grant);
    }
    Ok(of)
}

/// The roles of one user.
pub(crate) async fn of(tx: &mut TenantTx<'_>, user: UserId) -> Result<Vec<RoleGrant>> {
    Ok(of_all(tx, &[user]).await?.remove(&user).unwrap_or_default())
}

/// Gives the user these roles and no others. A store that is not the tenant's violates `role_grant_store_fkey`.
pub(crate) async fn replace(tx: &mut TenantTx<'_>, user: UserId, roles: &Roles) -> Result<()> {
    let tenant = tx.tenant().uuid();
    sqlx::query!(
        "DELETE FROM auth.role_grant WHERE tenant_id = $1 AND user_id = $2",
        tenant,
        user.uuid()
    )
    .execute(&mut **tx)
    .await?;
    let names: Vec<String> = roles.list().iter().map(|grant| grant.role.name().to_owned()).collect();
    let stores: Vec<Option<Uuid>> = roles
        .list()
        .iter()
        .map(|grant| grant.store_id.map(StoreId::uuid))
        .collect();
    sqlx::query!(
        "INSERT INTO auth.role_grant (tenant_id, user_id, position, role, store_id)
         SELECT $1, $2, (n - 1)::smallint, role, store_id
         FROM unnest($3::text[], $4::uuid[]) WITH ORDINALITY AS given (role, store_id, n)",
        tenant,
        user.uuid(),
        &names,
        &stores as &[Option<Uuid>]
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whether somebody else who can sign in administers the whole tenant. Hold the tenant's row when something hangs on it.
pub(crate) async fn another_admin(tx: &mut TenantTx<'_>, but: UserId) -> Result<bool> {
    let tenant = tx.tenant().uuid();
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (
               SELECT FROM auth.role_grant g JOIN auth.users u ON u.tenant_id = g.tenant_id AND u.id = g.user_id
               WHERE g.tenant_id = $1 AND g.role = 'admin' AND g.store_id IS NULL AND u.status = 'active' AND u.id <> $2
           ) AS "there!""#,
        tenant,
        but.uuid()
    )
    .fetch_one(&mut **tx)
    .await?)
}
