//! Signing in and staying signed in.
//!
//! A refused sign-in looks the same whatever was wrong, in its answer and in the work done for it: the same two reads, the same hash.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::auth::{TenantEntry, events};
use kernel::{Caller, Error, Result, audit::AuditEvent, failpoint, id::TenantId, outbox::NewEvent, secret::Secret};
use serde_json::json;
use uuid::Uuid;

use crate::{
    State, codes, device,
    grants::RoleGrant,
    password::Typed,
    refresh::{self, Step, TokenState},
    secrets::{OpaqueToken, TokenHash},
    session::{self, Client, EndReason, Session},
    store,
    texts::{Email, ShopCode},
    user::{User, UserStatus},
};

/// Events of failed sign-ins are this far apart for one account.
const FAILURE_EVENTS_APART: TimeDelta = TimeDelta::seconds(60);

/// What a successful sign-in or refresh gives.
pub(crate) struct SignedIn {
    pub access_token: String,
    pub refresh_token: OpaqueToken,
    /// How long the refresh token can be used.
    pub refresh_usable_s: i64,
    /// The browser's own secret, after a password sign-in to the till.
    pub device: Option<OpaqueToken>,
    pub tenant: TenantEntry,
    pub user: User,
    pub roles: Vec<RoleGrant>,
}

/// What somebody proved who they are with.
pub(crate) enum Proof {
    /// The password, in a browser that presented this secret.
    Password { device: Option<OpaqueToken> },
    /// The PIN, at the device of this secret.
    Pin { device: TokenHash },
}

impl Proof {
    const fn method(&self) -> &'static str {
        match self {
            Self::Password { .. } => "password",
            Self::Pin { .. } => "pin",
        }
    }

    fn refused(&self) -> Error {
        match self {
            Self::Password { .. } => codes::WRONG_CREDENTIALS.error(),
            Self::Pin { .. } => codes::WRONG_PIN.error(),
        }
    }
}

/// Signs in with shop code, address and password, in a browser that presented this secret.
///
/// # Errors
/// 401 `wrong_credentials` whatever was wrong; 503 `busy` when too many sign in at once.
pub(crate) async fn sign_in(
    state: &State,
    shop: Option<ShopCode>,
    email: Option<Email>,
    password: &Typed,
    client: Client,
    device: Option<OpaqueToken>,
) -> Result<SignedIn> {
    let (tenant, user) = find(state, shop.as_ref(), email.as_ref()).await?;
    let hash = user
        .as_ref()
        .filter(|user| user.status == UserStatus::Active)
        .and_then(|user| user.password_hash.as_deref());
    let right = state.hasher.verify(hash, password.secret()).await?;
    match user {
        Some(user) if right => open(state, tenant, user, client, Proof::Password { device }).await,
        Some(user) => {
            note_failure(state, tenant, &user);
            Err(codes::WRONG_CREDENTIALS.error())
        }
        None => Err(codes::WRONG_CREDENTIALS.error()),
    }
}

/// The account, read in two transactions whether or not there is a shop of this code.
pub(crate) async fn find(
    state: &State,
    shop: Option<&ShopCode>,
    email: Option<&Email>,
) -> Result<(TenantId, Option<User>)> {
    let mut tx = state.deps.db.system("sign-in").await?;
    let tenant = store::tenant::by_shop_code(&mut tx, shop.map_or("", ShopCode::as_str)).await?;
    tx.commit().await?;
    let tenant = tenant.unwrap_or_else(|| TenantId::from_uuid(Uuid::nil()));
    let mut tx = state.deps.db.for_tenant(tenant).await?;
    let user = store::users::by_email(&mut tx, email.map_or("", Email::as_str)).await?;
    tx.commit().await?;
    Ok((tenant, user))
}

/// Begins a session for a user whose password or PIN was right a moment ago.
///
/// # Errors
/// 401 when it is no longer.
pub(crate) async fn open(
    state: &State,
    tenant: TenantId,
    seen: User,
    client: Client,
    proof: Proof,
) -> Result<SignedIn> {
    let key = state.keys.signer().await?;
    let now = state.deps.clock.now();
    let session = Session {
        id: state.deps.entropy.id::<()>(now).uuid(),
        user: seen.id,
        client,
        expires_at: now + refresh::LIFE,
        used_at: now,
    };
    let token = OpaqueToken::random(tenant, &state.deps.entropy);

    let mut tx = state.deps.db.for_tenant(tenant).await?;
    // Held, so that a deactivation or a new password either comes before, and is seen here, or after, and ends this session.
    let user = store::users::lock(&mut tx, seen.id).await?;
    let user = user
        .filter(|user| user.status == UserStatus::Active && user.password_hash == seen.password_hash)
        .ok_or_else(|| proof.refused())?;
    let method = proof.method();
    let device = match proof {
        Proof::Password { device } if client == Client::Pos => {
            Some(device::remember(state, &mut tx, user.id, device, now).await?)
        }
        Proof::Password { .. } => None,
        Proof::Pin { device } => {
            let is_known = device::knows(state, &mut tx, &device, user.id, now).await?;
            if !is_known || user.pin_hash != seen.pin_hash {
                return Err(codes::WRONG_PIN.error());
            }
            None
        }
    };
    store::users::wake_pin(&mut tx, user.id).await?;
    let roles = store::role_grant::of(&mut tx, user.id).await?;
    let (entry, _) = store::tenant::load(&mut tx).await?;
    store::session::insert(&mut tx, &session).await?;
    store::refresh_token::insert_live(&mut tx, session.id, &token.hash(), 1, now).await?;
    let event = AuditEvent::new("auth.signed_in", user.id.uuid())
        .after(&json!({"session_id": session.id, "client": client, "method": method}))?;
    state
        .deps
        .record(&mut tx, &user.caller(tenant, &roles, session.id), event)
        .await?;
    failpoint::pass(failpoint::SIGN_IN_WRITTEN);
    tx.commit().await?;
    failpoint::pass(failpoint::SIGN_IN_COMMITTED);

    signed_in(
        &key,
        Standing {
            session,
            device,
            tenant: entry,
            user,
            roles,
        },
        token,
        now,
    )
}

/// A session with all that its answer says.
struct Standing {
    session: Session,
    device: Option<OpaqueToken>,
    tenant: TenantEntry,
    user: User,
    roles: Vec<RoleGrant>,
}

fn signed_in(
    key: &crate::signing_key::SigningKey,
    standing: Standing,
    refresh_token: OpaqueToken,
    now: DateTime<Utc>,
) -> Result<SignedIn> {
    let Standing {
        session,
        device,
        tenant,
        user,
        roles,
    } = standing;
    Ok(SignedIn {
        access_token: session::access_token(key, tenant.id, &user, &roles, session.id, now)?,
        refresh_token,
        refresh_usable_s: refresh::usable_s(session.expires_at, now),
        device,
        tenant,
        user,
        roles,
    })
}

/// Trades a refresh token for a new one and an access token, with the roles as they are now.
///
/// # Errors
/// 401 `session_ended` for anything but a token that earns one.
pub(crate) async fn refresh(state: &State, presented: Option<&Secret>, client: Client) -> Result<SignedIn> {
    let ended = || codes::SESSION_ENDED.error();
    let presented = presented.and_then(OpaqueToken::parse).ok_or_else(ended)?;
    let (tenant, hash) = (presented.tenant(), presented.hash());
    let key = state.keys.signer().await?;
    let next = OpaqueToken::random(tenant, &state.deps.entropy);
    let now = state.deps.clock.now();

    let mut tx = state.deps.db.for_tenant(tenant).await?;
    let (session, user) = store::refresh_token::owner(&mut tx, &hash).await?.ok_or_else(ended)?;
    // The user first, then the session: the order in which a deactivation takes them.
    let user = store::users::lock(&mut tx, user)
        .await?
        .filter(|user| user.status == UserStatus::Active)
        .ok_or_else(ended)?;
    let session = store::session::lock_open(&mut tx, session)
        .await?
        .filter(|session| session.client == client)
        .ok_or_else(ended)?;
    if refresh::is_over(session.expires_at, session.used_at, now) {
        store::session::end(&mut tx, session.id, EndReason::Expired, now).await?;
        tx.commit().await?;
        return Err(ended());
    }
    let (standing, live) = store::refresh_token::standing(&mut tx, session.id, &hash)
        .await?
        .ok_or_else(ended)?;
    let roles = store::role_grant::of(&mut tx, user.id).await?;
    let (as_state, generation) = match refresh::decide(standing, live) {
        Step::Rotate { generation } => (TokenState::Spent, generation),
        Step::Reissue { generation } => (TokenState::Revoked, generation),
        Step::Refuse => return Err(ended()),
        Step::EndFamily => {
            end_replayed(state, &mut tx, &user, &roles, session.id, now).await?;
            tx.commit().await?;
            state.deps.wake.written();
            return Err(ended());
        }
    };
    let (entry, _) = store::tenant::load(&mut tx).await?;
    store::refresh_token::replace_live(&mut tx, session.id, as_state, &next.hash(), generation, now).await?;
    store::session::set_used(&mut tx, session.id, now).await?;
    tx.commit().await?;

    signed_in(
        &key,
        Standing {
            session,
            device: None,
            tenant: entry,
            user,
            roles,
        },
        next,
        now,
    )
}

/// Two parties hold tokens of one family: it ends, and whoever watches is told.
async fn end_replayed(
    state: &State,
    tx: &mut kernel::TenantTx<'_>,
    user: &User,
    roles: &[RoleGrant],
    session: Uuid,
    now: DateTime<Utc>,
) -> Result<()> {
    store::session::end(tx, session, EndReason::Replayed, now).await?;
    let version = store::users::next_version(tx, user.id).await?;
    let audit = AuditEvent::new("auth.refresh_replayed", user.id.uuid()).after(&json!({"session_id": session}))?;
    let payload = events::RefreshReplayed {
        user_id: user.id,
        session_id: session,
        at: now,
    };
    let event = NewEvent::new(events::REFRESH_REPLAYED, user.id.uuid(), version, &payload)?;
    let caller = user.caller(tx.tenant(), roles, session);
    state.tell(tx, &caller, audit, event).await?;
    tracing::warn!(user = %user.id, %session, "a refresh token was replayed; its sign-in has ended");
    Ok(())
}

/// Ends the sign-in that a refresh token belongs to; a token that belongs to none changes nothing.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn sign_out(state: &State, presented: Option<&Secret>) -> Result<()> {
    let Some(token) = presented.and_then(OpaqueToken::parse) else {
        return Ok(());
    };
    let now = state.deps.clock.now();
    let mut tx = state.deps.db.for_tenant(token.tenant()).await?;
    let Some((session, user)) = store::refresh_token::owner(&mut tx, &token.hash()).await? else {
        return Ok(());
    };
    let Some(user) = store::users::lock(&mut tx, user).await? else {
        return Ok(());
    };
    if store::session::lock_open(&mut tx, session).await?.is_none() {
        return Ok(());
    }
    let roles = store::role_grant::of(&mut tx, user.id).await?;
    store::session::end(&mut tx, session, EndReason::SignedOut, now).await?;
    let event = AuditEvent::new("auth.signed_out", user.id.uuid()).after(&json!({"session_id": session}))?;
    state
        .deps
        .record(&mut tx, &user.caller(token.tenant(), &roles, session), event)
        .await?;
    tx.commit().await
}

/// Tells of a failed sign-in to an account that exists, once a minute at most. On a task of its own: an account that does not exist
/// has no event, and must not be told by the time that one takes.
pub(crate) fn note_failure(state: &State, tenant: TenantId, user: &User) {
    let (state, user) = (state.clone(), user.id);
    tracing::info!(%user, "a sign-in failed");
    let tasks = state.deps.tasks.clone();
    tasks.spawn(async move {
        let now = state.deps.clock.now();
        let noted: Result<()> = async {
            let mut tx = state.deps.db.for_tenant(tenant).await?;
            let Some(version) = store::users::note_failure(&mut tx, user, now, now - FAILURE_EVENTS_APART).await?
            else {
                return Ok(());
            };
            let payload = events::LoginFailed { user_id: user, at: now };
            // Whoever tried is nobody that we know.
            let nobody = Caller::service(tenant, "auth");
            let audit = AuditEvent::new("auth.sign_in_failed", user.uuid());
            state.deps.record(&mut tx, &nobody, audit).await?;
            state
                .deps
                .publish(
                    &mut tx,
                    NewEvent::new(events::LOGIN_FAILED, user.uuid(), version, &payload)?,
                )
                .await?;
            tx.commit().await?;
            state.deps.wake.written();
            Ok(())
        }
        .await;
        if let Err(error) = noted {
            tracing::warn!(cause = error.chain(), "a failed sign-in was not told of");
        }
    });
}
