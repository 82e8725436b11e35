//! What a till needs to start: its store, how it prices, and its next number.

use axum::extract::State as AxumState;
use contracts::{
    auth::{Register, Store},
    ids::{RegisterId, SessionId},
    product::TargetShape,
};
use kernel::{
    Caller, Capability, Result,
    http::{Path, extract::Json},
};
use pricing::Settings;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    State,
    store::{cash_settings::CashSettings, orders, session, training},
};

/// Everything that a till needs to price and number its sales.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegisterSetup {
    pub register: Register,
    pub store: Store,
    /// The rules snapshot of the pricing engine: see docs/pricing.md.
    #[schema(value_type = SettingsShape)]
    pub pricing: Settings,
    /// The catalogue's revision that the server prices with.
    pub rev: i64,
    pub next_receipt_number: i64,
    /// The next number of the series that training sales have.
    pub next_training_number: i64,
    /// The session of the register's drawer, or of the caller's own at this register, that is not closed.
    pub session_id: Option<SessionId>,
    pub cash: CashSettings,
    pub discounts: RegisterDiscounts,
    pub receipts: RegisterReceipts,
    /// What the caller may do in this store.
    pub cashier_may: Vec<Capability>,
}

/// What the caller may take off here, and the reasons to choose from.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegisterDiscounts {
    /// Millionths off a line, and off a cart: 0 is nothing.
    pub limit_micro: i64,
    pub reasons: Vec<String>,
}

/// How a receipt can go out here, beside the browser's own printing.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct RegisterReceipts {
    /// On the register's printer.
    pub printer: bool,
    /// By e-mail.
    pub email: bool,
}

/// The shape of the rules snapshot in documents.
#[derive(Serialize, ToSchema)]
#[schema(as = PricingSettings)]
pub struct SettingsShape {
    pub currency: contracts::Currency,
    pub prices_include_tax: bool,
    pub rounding: super::tax::RoundingShape,
    pub cash_rounding: Option<super::tax::CashRoundingShape>,
    pub tax_rules: Vec<SettingsRuleShape>,
}

/// A tax rule in the snapshot.
#[derive(Serialize, ToSchema)]
#[schema(as = PricingTaxRule)]
pub struct SettingsRuleShape {
    #[schema(inline)]
    pub target: TargetShape,
    pub category: String,
    pub from: Option<chrono::NaiveDate>,
    pub until: Option<chrono::NaiveDate>,
    pub rates: Vec<super::tax::TaxRateShape>,
    pub exempt: bool,
}

/// What a till needs to sell at this register.
#[utoipa::path(get, path = "/registers/{register_id}/setup", operation_id = "get_register_setup", tag = "order", params(("register_id" = Uuid, Path)),
    responses((status = 200, body = RegisterSetup), (status = 404, description = "not_found")))]
pub async fn get_register_setup(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Path(id): Path<RegisterId>,
) -> Result<Json<RegisterSetup>> {
    let (directory, register, store) = state.directories.register(&caller, id).await?;
    caller.require_in(Capability::OrderCreate, store.id.uuid())?;
    let book = state.books.of(&caller, 0, std::iter::empty()).await?;
    let pricing = book.settings(&store.currency, directory.tenant.prices_include_tax)?;
    let (rev, cash, discounts) = {
        let pages = book.read();
        let discounts = RegisterDiscounts {
            limit_micro: pages.discounts.limit_micro(&caller, store.id),
            reasons: pages.discounts.reasons.clone(),
        };
        (pages.rev, pages.cash, discounts)
    };
    let mut tx = state.deps.db.tenant(&caller).await?;
    let next_receipt_number = orders::next_receipt_number(&mut tx, id).await?;
    let next_training_number = training::next_number(&mut tx, id).await?;
    let session_id = session::at(&mut tx, &caller, id).await?;
    drop(tx);
    let cashier_may = Capability::ALL
        .iter()
        .copied()
        .filter(|c| caller.can_in(*c, store.id.uuid()))
        .collect();
    let receipts = RegisterReceipts {
        printer: state.printers.of(&register.series).is_ok(),
        email: state.mailer.is_configured(),
    };
    Ok(Json(RegisterSetup {
        register,
        store,
        pricing: Settings::clone(&pricing),
        rev,
        next_receipt_number,
        next_training_number,
        session_id,
        cash,
        discounts,
        receipts,
        cashier_may,
    }))
}
