//! Which roles a user may hold, and who may give and take them.

use contracts::ids::StoreId;
use kernel::{Capability, Role, caller::Grant};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::texts::Fault;

/// A role in one store, or in every store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleGrant {
    pub role: Role,
    /// The store that it is held for; null = every store.
    pub store_id: Option<StoreId>,
}

/// The most roles that one user holds: all of them travel in every token.
pub const ROLES_MAX: usize = 50;

/// A user's roles: at least one, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roles(Vec<RoleGrant>);

impl Roles {
    /// # Errors
    /// A fault when there is none, there are too many, or one is there twice.
    pub fn parse(grants: &[RoleGrant]) -> Result<Self, Fault> {
        let twice = |(index, grant): (usize, &RoleGrant)| grants.iter().take(index).any(|earlier| earlier == grant);
        if grants.is_empty() {
            Err(Fault::new("too_few", "a user has at least one role"))
        } else if grants.len() > ROLES_MAX {
            Err(Fault::new("too_many", "a user has at most 50 roles"))
        } else if grants.iter().enumerate().any(twice) {
            Err(Fault::new("duplicate", "each role is named once for each store"))
        } else {
            Ok(Self(grants.to_vec()))
        }
    }

    /// The one role of a tenant's first user.
    #[must_use]
    pub fn owner() -> Self {
        Self(vec![RoleGrant {
            role: Role::Admin,
            store_id: None,
        }])
    }

    #[must_use]
    pub fn list(&self) -> &[RoleGrant] {
        &self.0
    }
}

/// As tokens and events carry them.
#[must_use]
pub fn for_token(roles: &[RoleGrant]) -> Vec<Grant> {
    roles
        .iter()
        .map(|grant| Grant {
            role: grant.role,
            store: grant.store_id.map(StoreId::uuid),
        })
        .collect()
}

/// Everything that the roles allow somewhere, in the order of the table.
#[must_use]
pub fn capabilities(roles: &[RoleGrant]) -> Vec<Capability> {
    let held = |capability: &Capability| roles.iter().any(|grant| grant.role.capabilities().contains(capability));
    Capability::ALL.iter().copied().filter(held).collect()
}

/// Whether the roles make their holder an administrator of the whole tenant, of whom there is always at least one.
#[must_use]
pub fn administers_all(roles: &[RoleGrant]) -> bool {
    roles
        .iter()
        .any(|grant| grant.role == Role::Admin && grant.store_id.is_none())
}

/// Whether somebody with the roles of `actor` may give or take each of `roles`: the capability held at least as widely, by a role at
/// least as high. So nobody gives away more than they have, nor reaches beyond their stores.
#[must_use]
pub fn may_manage(actor: &[Grant], roles: &[RoleGrant]) -> bool {
    let covers = |own: &Grant, grant: &RoleGrant| {
        own.role.capabilities().contains(&Capability::UserManage)
            && own.role >= grant.role
            && own
                .store
                .is_none_or(|store| grant.store_id.map(StoreId::uuid) == Some(store))
    };
    roles.iter().all(|grant| actor.iter().any(|own| covers(own, grant)))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn store(n: u128) -> StoreId {
        StoreId::from_uuid(Uuid::from_u128(n))
    }

    fn held(role: Role, at: Option<u128>) -> Grant {
        Grant {
            role,
            store: at.map(Uuid::from_u128),
        }
    }

    fn given(role: Role, at: Option<u128>) -> RoleGrant {
        RoleGrant {
            role,
            store_id: at.map(store),
        }
    }

    #[test]
    fn nobody_gives_more_than_they_have() {
        for role in Role::ALL.iter().copied() {
            for at in [None, Some(1), Some(2)] {
                assert!(may_manage(&[held(Role::Admin, None)], &[given(role, at)]));
                assert_eq!(
                    may_manage(&[held(Role::Admin, Some(1))], &[given(role, at)]),
                    at == Some(1),
                    "{role:?} {at:?}"
                );
                assert!(!may_manage(&[held(Role::Manager, None)], &[given(role, at)]));
                assert!(!may_manage(&[held(Role::Cashier, None)], &[given(role, at)]));
                assert!(!may_manage(&[], &[given(role, at)]));
            }
        }
        let both = [held(Role::Admin, Some(1)), held(Role::Admin, Some(2))];
        assert!(may_manage(
            &both,
            &[given(Role::Admin, Some(1)), given(Role::Cashier, Some(2))]
        ));
        assert!(!may_manage(
            &both,
            &[given(Role::Admin, Some(1)), given(Role::Cashier, Some(3))]
        ));
        assert!(
            !may_manage(&both, &[given(Role::Cashier, None)]),
            "two stores are not all stores"
        );
    }

    #[test]
    fn only_an_admin_of_every_store_administers_the_tenant() {
        assert!(administers_all(Roles::owner().list()));
        assert!(!administers_all(&[
            given(Role::Admin, Some(1)),
            given(Role::Manager, None)
        ]));
    }

    #[test]
    fn roles_are_one_to_fifty_each_once() {
        assert!(Roles::parse(&[]).is_err());
        assert!(Roles::parse(&[given(Role::Cashier, None), given(Role::Cashier, None)]).is_err());
        assert!(Roles::parse(&[given(Role::Cashier, None), given(Role::Cashier, Some(1))]).is_ok());
        let many: Vec<RoleGrant> = (0..51).map(|n| given(Role::Cashier, Some(n))).collect();
        assert!(Roles::parse(&many).is_err());
        assert!(Roles::parse(&many[..50]).is_ok());
    }

    #[test]
    fn capabilities_are_the_union_in_the_table_s_order() {
        let two = capabilities(&[given(Role::Manager, Some(1)), given(Role::Cashier, Some(2))]);
        assert!(two.contains(&Capability::OrderVoid) && !two.contains(&Capability::UserManage));
        assert!(two.is_sorted());
        assert_eq!(capabilities(Roles::owner().list()), Capability::ALL);
    }
}
