//! The steps in which the demo shop is made.

use anyhow::{Context as _, Result};
use contracts::{auth::ReceiptLanguage, contexts};
use kernel::{
    Caller, Role,
    caller::Grant,
    id::{TenantId, UserId},
};
use serde_json::Value;
use uuid::Uuid;

use super::{PASSWORD, SHOP_CODE, goods, people, stores};
use crate::{assembly::Assembly, client::Client, database::told};

pub async fn seed(assembly: &Assembly, progress: &(dyn Fn(&str) + Sync)) -> Result<()> {
    let new = open_shop(assembly).await?;
    let nobody = Client::nobody(assembly.routes());
    let Ok((owner, session)) = nobody.sign_in(SHOP_CODE, people::OWNER.email, PASSWORD).await else {
        // Its owner has another password by now: it is a shop of its own, and nothing of it is ours to change.
        return Ok(());
    };
    if !new && people::are_complete(&owner).await? {
        return Ok(());
    }
    progress("Making the demo shop: a grocery with some 300 real goods.");
    goods::stock_the_shelves(assembly.deps(contexts::PRODUCT), &caller(&session)?).await?;
    goods::make_variants(&owner).await?;
    stores::tax(&owner).await?;
    stores::discounts(&owner).await?;
    stores::open(&owner).await?;
    people::hire(&owner).await
}

/// Returns whether it was made now.
async fn open_shop(assembly: &Assembly) -> Result<bool> {
    let new = auth::NewTenant {
        shop_code: SHOP_CODE.to_owned(),
        shop_name: "Corner Grocery".to_owned(),
        currency: "EUR".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        receipt_language: ReceiptLanguage::En,
        prices_include_tax: true,
        owner_name: people::OWNER.name.to_owned(),
        email: people::OWNER.email.to_owned(),
        password: PASSWORD.to_owned(),
    };
    match auth::create_tenant(assembly.deps(contexts::AUTH), new).await {
        Ok(_) => Ok(true),
        Err(error) if error.code() == auth::codes::SHOP_CODE_TAKEN.code => Ok(false),
        Err(error) => Err(told("The demo shop was refused", &error)),
    }
}

/// The owner, for functions that are called directly.
fn caller(session: &Value) -> Result<Caller> {
    let id = |value: &Value| {
        value
            .as_str()
            .and_then(|text| text.parse::<Uuid>().ok())
            .context("an id")
    };
    Ok(Caller {
        tenant: TenantId::from_uuid(id(&session["tenant"]["id"])?),
        user: UserId::from_uuid(id(&session["user"]["id"])?),
        name: people::OWNER.name.into(),
        grants: [Grant {
            role: Role::Admin,
            store: None,
        }]
        .into(),
        session: Uuid::nil(),
        via: None,
    })
}
