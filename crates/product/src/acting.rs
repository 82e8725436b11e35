//! Work that is done later for somebody who said that it shall be done.

use std::sync::Arc;

use kernel::{
    Caller, Role,
    caller::Grant,
    id::{TenantId, UserId},
};
use uuid::Uuid;

/// Whoever said so, as the trail names them.
pub(crate) fn as_whoever_said_so(tenant: TenantId, user_id: Uuid, user_name: &str) -> Caller {
    Caller {
        tenant,
        user: UserId::from_uuid(user_id),
        name: user_name.into(),
        grants: Arc::new([Grant {
            role: Role::Admin,
            store: None,
        }]),
        session: Uuid::nil(),
        via: None,
    }
}
