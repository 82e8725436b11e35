//! Inviting somebody: a token that is shown once, stored as a hash, and good for one acceptance within three days.
//!
//! The token is made from the invitation's id with a secret of the deployment, so the answer to a repeated request can have it again
//! although it is stored nowhere.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::auth::events;
use kernel::{Caller, Result, TenantTx, audit::AuditEvent, outbox::NewEvent};
use serde_json::json;
use uuid::Uuid;

use crate::{
    State,
    grants::{self, RoleGrant},
    store::{self, invitation::Invitation},
    user::User,
};

/// How long an invitation can be accepted.
pub const GOOD_FOR: TimeDelta = TimeDelta::hours(72);

/// What the answer needs of an invitation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Issued {
    pub id: Uuid,
    pub expires_at: DateTime<Utc>,
}

/// Writes an invitation for a user of this version, with its audit row and its event. What the user was sent before is taken back.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn issue(
    state: &State,
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    user: &User,
    roles: &[RoleGrant],
    version: i32,
) -> Result<Issued> {
    let now = state.deps.clock.now();
    let id = state.deps.entropy.id::<()>(now).uuid();
    let invitation = Invitation {
        id,
        user: user.id,
        created_at: now,
        expires_at: now + GOOD_FOR,
    };
    store::invitation::revoke(tx, user.id).await?;
    store::invitation::insert(tx, &invitation, &state.invitations.token(tx.tenant(), id).hash()).await?;
    let audit = AuditEvent::new("auth.user_invited", user.id.uuid())
        .after(&json!({"roles": roles, "expires_at": invitation.expires_at}))?;
    let payload = events::UserInvited {
        user_id: user.id,
        roles: grants::for_token(roles),
        invited_by: caller.user,
        expires_at: invitation.expires_at,
    };
    let event = NewEvent::new(events::USER_INVITED, user.id.uuid(), version, &payload)?;
    state.tell(tx, caller, audit, event).await?;
    Ok(Issued {
        id,
        expires_at: invitation.expires_at,
    })
}
