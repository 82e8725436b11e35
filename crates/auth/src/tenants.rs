//! How a tenant begins: with its owner, one store and one register, all in one transaction, so that it can sell at once.

use chrono::{DateTime, Utc};
use contracts::{
    auth::{ReceiptLanguage, Register, StockPolicy, Store, TenantEntry, events},
    ids::{LocationId, RegisterId, StoreId},
};
use kernel::{
    Error, Result, TenantTx,
    audit::AuditEvent,
    id::{TenantId, UserId},
    outbox::NewEvent,
    secret::Secret,
    service::Deps,
};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    codes,
    faults::Faults,
    grants::Roles,
    hasher::Hasher,
    password::Chosen,
    store,
    store_fields::{self, DayCutoff, TimeZone},
    texts::{Email, Name, ShopCode},
    user::{User, UserStatus},
};

/// The codes of a tenant's first store and register.
const FIRST_STORE: &str = "A";
const FIRST_REGISTER: &str = "1";

/// What a new tenant is made of, as somebody typed it. It has a password in it, so it does not print itself.
pub struct NewTenant {
    pub shop_code: String,
    /// The name of the shop, and of its first store.
    pub shop_name: String,
    /// ISO 4217 code of the first store.
    pub currency: String,
    /// IANA name, of the first store.
    pub time_zone: String,
    /// What the first store prints in.
    pub receipt_language: ReceiptLanguage,
    pub prices_include_tax: bool,
    pub owner_name: String,
    /// The owner's address, to sign in with.
    pub email: String,
    pub password: String,
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedTenant {
    pub tenant_id: TenantId,
    /// As it was stored: in lower case.
    pub shop_code: String,
    /// The owner, an administrator of every store.
    pub user_id: UserId,
    pub store_id: StoreId,
    /// Where the store's sales take stock from.
    pub location_id: LocationId,
    pub register_id: RegisterId,
}

/// Makes a tenant with its owner, one store `A` and one register `1`, whose receipts are numbered in the series `A1`.
///
/// # Errors
/// 400 `invalid_body` with a pointer to each wrong field, 409 `shop_code_taken`, 422 `currency_not_supported`, 422 `weak_password`.
pub async fn create_tenant(deps: &Deps, new: NewTenant) -> Result<CreatedTenant> {
    create(deps, &Hasher::new(deps.entropy.clone()), new).await
}

/// The same with the hasher that sign-ins share.
pub(crate) async fn create(deps: &Deps, hasher: &Hasher, new: NewTenant) -> Result<CreatedTenant> {
    let plan = plan(deps, new)?;
    let password_hash = hasher.hash(plan.password.secret()).await?;
    let created = plan.created();
    let mut tx = deps.db.for_tenant(plan.tenant.id).await?;
    write(deps, &mut tx, plan, password_hash).await?;
    tx.commit().await?;
    deps.wake.written();
    Ok(created)
}

/// Everything that will be written, checked and with its ids.
struct Plan {
    tenant: TenantEntry,
    store: Store,
    register: Register,
    owner_id: UserId,
    owner_name: Name,
    email: Email,
    password: Chosen,
}

impl Plan {
    fn created(&self) -> CreatedTenant {
        CreatedTenant {
            tenant_id: self.tenant.id,
            shop_code: self.tenant.shop_code.clone(),
            user_id: self.owner_id,
            store_id: self.store.id,
            location_id: self.store.location_id,
            register_id: self.register.id,
        }
    }
}

fn plan(deps: &Deps, new: NewTenant) -> Result<Plan> {
    let mut faults = Faults::default();
    let shop_code = faults.take("/shop_code", ShopCode::parse(&new.shop_code));
    let shop_name = faults.take("/shop_name", Name::parse(&new.shop_name));
    let time_zone = faults.take("/time_zone", TimeZone::parse(&new.time_zone));
    let owner_name = faults.take("/owner_name", Name::parse(&new.owner_name));
    let email = faults.take("/email", Email::parse(&new.email));
    let password = faults.take("/password", Chosen::parse(&Secret::new(&Zeroizing::new(new.password))));
    let (Some(shop_code), Some(shop_name), Some(time_zone), Some(owner_name)) =
        (shop_code, shop_name, time_zone, owner_name)
    else {
        return Err(faults.error());
    };
    let (Some(email), Some(password)) = (email, password) else {
        return Err(faults.error());
    };
    password.refuse_guessable(email.as_str(), shop_code.as_str())?;
    let currency = store_fields::currency(&new.currency)?;

    let now = deps.clock.now();
    let store_id = deps.entropy.id(now);
    Ok(Plan {
        tenant: TenantEntry {
            id: deps.entropy.id(now),
            shop_code: shop_code.to_string(),
            name: shop_name.to_string(),
            prices_include_tax: new.prices_include_tax,
        },
        store: Store {
            id: store_id,
            name: shop_name.to_string(),
            code: FIRST_STORE.to_owned(),
            time_zone: time_zone.name().to_owned(),
            day_cutoff: DayCutoff::DEFAULT.to_string(),
            currency,
            receipt_header: shop_name.to_string(),
            receipt_footer: String::new(),
            receipt_language: new.receipt_language,
            favourites: Vec::new(),
            stock_policy: StockPolicy::SellThrough,
            location_id: deps.entropy.id(now),
            active: true,
        },
        register: Register {
            id: deps.entropy.id(now),
            store_id,
            name: "Register 1".to_owned(),
            code: FIRST_REGISTER.to_owned(),
            series: store_fields::series(FIRST_STORE, FIRST_REGISTER),
            active: true,
        },
        owner_id: deps.entropy.id(now),
        owner_name,
        email,
        password,
    })
}

async fn write(deps: &Deps, tx: &mut TenantTx<'_>, plan: Plan, password_hash: String) -> Result<()> {
    let now = deps.clock.now();
    let taken = |error: Error| {
        if error.violates("tenant_shop_code_key") {
            codes::SHOP_CODE_TAKEN.error()
        } else {
            error
        }
    };
    store::tenant::insert(tx, &plan.tenant, now).await.map_err(taken)?;
    store::store::insert(tx, &plan.store, DayCutoff::DEFAULT, now).await?;
    store::register::insert(tx, &plan.register, now).await?;
    let owner = User {
        id: plan.owner_id,
        email: plan.email.to_string(),
        name: plan.owner_name.to_string(),
        status: UserStatus::Active,
        password_hash: Some(password_hash),
        pin_hash: None,
        version: 1,
        created_at: now,
    };
    store::users::insert(tx, &owner).await?;
    let roles = Roles::owner();
    store::role_grant::replace(tx, owner.id, &roles).await?;

    let caller = owner.caller(plan.tenant.id, roles.list(), Uuid::nil());
    let event = AuditEvent::new("auth.tenant_created", plan.tenant.id.uuid()).after(&plan.tenant)?;
    deps.record(tx, &caller, event).await?;
    for event in first_events(plan, owner.id, now)? {
        deps.publish(tx, event).await?;
    }
    Ok(())
}

/// The tenant, and what is in it: whoever follows stores, registers or users hears of the first ones, too.
fn first_events(plan: Plan, owner_id: UserId, now: DateTime<Utc>) -> Result<Vec<NewEvent>> {
    let (tenant_id, store_id, register_id) = (plan.tenant.id, plan.store.id.uuid(), plan.register.id.uuid());
    let store = events::StoreChanged {
        tenant_id,
        directory_version: 1,
        store: plan.store.clone(),
    };
    let register = events::RegisterChanged {
        tenant_id,
        directory_version: 1,
        register: plan.register.clone(),
    };
    let joined = events::UserJoined {
        user_id: owner_id,
        joined_at: now,
    };
    let tenant = events::TenantCreated {
        tenant: plan.tenant,
        owner_id,
        store: plan.store,
        register: plan.register,
        created_at: now,
    };
    Ok(vec![
        NewEvent::new(events::TENANT_CREATED, tenant_id.uuid(), 1, &tenant)?,
        NewEvent::new(events::STORE_CHANGED, store_id, 1, &store)?,
        NewEvent::new(events::REGISTER_CHANGED, register_id, 1, &register)?,
        NewEvent::new(events::USER_JOINED, owner_id.uuid(), 1, &joined)?,
    ])
}
