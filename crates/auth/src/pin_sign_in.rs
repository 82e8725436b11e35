//! Signing in to the till with a PIN: at a device that knows the person, with at most five tries.
//!
//! A refused PIN looks the same whatever was wrong, in its answer and in the work done for it: the same four reads and writes, the
//! same hash. That a PIN sleeps is told to a device that knows its person, and to nobody else.

use kernel::{Result, TenantTx, id::UserId};
use uuid::Uuid;

use crate::{
    State, codes, device,
    pin::{Pin, TRIES_MAX},
    secrets::{OpaqueToken, TokenHash},
    session::Client,
    sign_in::{self, Proof, SignedIn},
    store,
    texts::{Email, ShopCode},
    user::{User, UserStatus},
};

/// What no device has the secret of: SHA-256 gives it to nobody.
const NO_DEVICE: TokenHash = [0; 32];

/// Signs in to the till with shop code, address and PIN at the device of this secret.
///
/// # Errors
/// 401 `wrong_pin` whatever was wrong; 401 `pin_sleeps` when the tries are used up; 503 `busy` when too many sign in at once.
pub(crate) async fn sign_in(
    state: &State,
    shop: Option<ShopCode>,
    email: Option<Email>,
    pin: &Pin,
    device: Option<OpaqueToken>,
) -> Result<SignedIn> {
    let (tenant, user) = sign_in::find(state, shop.as_ref(), email.as_ref()).await?;
    let secret = device
        .filter(|device| device.tenant() == tenant)
        .map_or(NO_DEVICE, |device| device.hash());
    let mut tx = state.deps.db.for_tenant(tenant).await?;
    let tried = count(state, &mut tx, user.as_ref(), &secret).await?;
    tx.commit().await?;

    let hash = match &tried {
        Tried::Asleep => return Err(codes::PIN_SLEEPS.error()),
        Tried::Nothing => None,
        Tried::Counted(_) => user.as_ref().and_then(|user| user.pin_hash.as_deref()),
    };
    let right = state.hasher.verify(hash, pin.secret()).await?;
    match user {
        Some(user) if right => sign_in::open(state, tenant, user, Client::Pos, Proof::Pin { device: secret }).await,
        Some(user) => {
            sign_in::note_failure(state, tenant, &user);
            Err(match tried {
                Tried::Counted(TRIES_MAX) => codes::PIN_SLEEPS.error(),
                _ => codes::WRONG_PIN.error(),
            })
        }
        None => Err(codes::WRONG_PIN.error()),
    }
}

/// What a try is held against.
enum Tried {
    /// There is no account, no PIN, or the device does not know the person.
    Nothing,
    /// The PIN, of which this is the n-th try since the last good sign-in.
    Counted(i16),
    /// The PIN has had its tries.
    Asleep,
}

/// Counts the try before anything is compared, so that many at once are no more than one after the other.
async fn count(state: &State, tx: &mut TenantTx<'_>, user: Option<&User>, secret: &TokenHash) -> Result<Tried> {
    let nobody = UserId::from_uuid(Uuid::nil());
    let known = device::knows(
        state,
        tx,
        secret,
        user.map_or(nobody, |user| user.id),
        state.deps.clock.now(),
    )
    .await?;
    let whose = user.filter(|user| known && user.status == UserStatus::Active && user.pin_hash.is_some());
    let counted = store::users::count_pin_try(tx, whose.map_or(nobody, |user| user.id)).await?;
    Ok(match (whose, counted) {
        (None, _) => Tried::Nothing,
        (Some(_), Some(tries)) => Tried::Counted(tries),
        (Some(_), None) => Tried::Asleep,
    })
}
