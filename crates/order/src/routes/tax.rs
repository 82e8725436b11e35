//! Tax settings and rules.

use axum::{extract::State as AxumState, response::Response};
use chrono::NaiveDate;
use contracts::{auth::Directory, product::TargetShape};
use http::StatusCode;
use kernel::{
    Caller, Capability, Result,
    audit::AuditEvent,
    http::{Body, extract::Json},
    idempotency::{Claim, Idempotent},
    page::Page,
};
use pricing::{CashRounding, Rounding, Target, TaxRate, TaxRule};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{State, codes, document, store, tax::Taxation};

/// Rules of one tenant: they are in every till's snapshot.
pub const RULES_MAX: usize = 500;
const RATES_MAX: usize = 8;
const CATEGORY_CHARS_MAX: usize = 40;
const NAME_CHARS_MAX: usize = 60;

#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = Rounding)]
#[serde(rename_all = "snake_case")]
pub enum RoundingShape {
    PerLine,
    PerDocument,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = CashRounding)]
pub struct CashRoundingShape {
    /// The smallest coin in use, in minor units: 5 for 0.05.
    pub increment_minor: i64,
    pub tie: CashTieShape,
}

/// Where exactly half a coin goes.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = CashTie)]
#[serde(rename_all = "snake_case")]
pub enum CashTieShape {
    Away,
    Down,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = TaxRate)]
pub struct TaxRateShape {
    pub id: Uuid,
    pub name: String,
    /// Millionths: 20 % is 200000.
    pub rate_micro: i64,
    /// Whether it is charged on the price with the rates before it.
    #[serde(default)]
    pub compound: bool,
}

/// How the tenant's prices are meant and rounded.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaxSettings {
    pub prices_include_tax: bool,
    #[schema(value_type = RoundingShape)]
    pub rounding: Rounding,
    #[schema(value_type = Option<CashRoundingShape>)]
    pub cash_rounding: Option<CashRounding>,
}

/// A tax rule. It is never edited: add one with a later date.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaxRuleView {
    pub id: Uuid,
    #[schema(value_type = TargetShape)]
    pub target: Target,
    /// The tax category of the products it is for: 1..=40 of a-z, 0-9, `_`, `-`.
    pub category: String,
    /// First business date; null = always.
    #[serde(default, deserialize_with = "kernel::dates::maybe_date")]
    pub from: Option<NaiveDate>,
    /// The business date from which it no longer holds; null = for ever.
    #[serde(default, deserialize_with = "kernel::dates::maybe_date")]
    pub until: Option<NaiveDate>,
    pub exempt: bool,
    /// 1..=8 rates, none when exempt.
    #[schema(value_type = Vec<TaxRateShape>)]
    pub rates: Vec<TaxRate>,
}

/// The settings in force.
#[utoipa::path(get, path = "/tax/settings", operation_id = "get_tax_settings", tag = "order", responses((status = 200, body = TaxSettings)))]
pub async fn get_tax_settings(AxumState(state): AxumState<State>, caller: Caller) -> Result<Json<TaxSettings>> {
    let taxation = state.taxation(&caller).await?;
    Ok(Json(settings_of(&taxation)))
}

/// Replaces the settings. Sales that were made keep what they were taxed with.
#[utoipa::path(put, path = "/tax/settings", operation_id = "put_tax_settings", tag = "order", request_body = TaxSettings,
    responses((status = 200, body = TaxSettings), (status = 422, description = "tax_rule_refused")))]
pub async fn put_tax_settings(
    AxumState(state): AxumState<State>,
    caller: Caller,
    Body(new): Body<TaxSettings>,
) -> Result<Json<TaxSettings>> {
    if new
        .cash_rounding
        .as_ref()
        .is_some_and(|r| !(1..=100_000).contains(&r.increment_minor))
    {
        return Err(codes::TAX_RULE_REFUSED.error().at(
            "/cash_rounding/increment_minor",
            "out_of_range",
            "1 to 100000",
        ));
    }
    let unset = state.unset_taxation(&caller).await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    store::tax::lock(&mut tx, &unset).await?;
    let before = store::tax::read(&mut tx).await?.unwrap_or(unset);
    let after = Taxation {
        prices_include_tax: new.prices_include_tax,
        rounding: new.rounding,
        cash_rounding: new.cash_rounding,
        rules: Vec::new(),
    };
    store::tax::save(&mut tx, &after).await?;
    let audit = AuditEvent::new("tax.settings_changed", caller.tenant.uuid());
    state
        .deps
        .record(&mut tx, &caller, audit.before(&settings_of(&before))?.after(&new)?)
        .await?;
    tx.commit().await?;
    state.books.stale(caller.tenant);
    Ok(Json(settings_of(&after)))
}

/// All rules, oldest first.
#[utoipa::path(get, path = "/tax/rules", operation_id = "list_tax_rules", tag = "order", responses((status = 200, body = Page<TaxRuleView>)))]
pub async fn list_tax_rules(AxumState(state): AxumState<State>, caller: Caller) -> Result<Json<Page<TaxRuleView>>> {
    let mut tx = state.deps.db.tenant(&caller).await?;
    let rules = store::tax::rules(&mut tx).await?;
    let items = rules
        .into_iter()
        .map(|stored| rule_of(stored.id, stored.rule))
        .collect::<Result<_>>()?;
    Ok(Json(Page {
        items,
        next_cursor: None,
    }))
}

/// Adds a rule.
#[utoipa::path(post, path = "/tax/rules", operation_id = "create_tax_rule", tag = "order", request_body = TaxRuleView,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = TaxRuleView), (status = 409, description = "tax_rule_exists"),
        (status = 422, description = "tax_rule_refused, too_many_tax_rules")))]
pub async fn create_tax_rule(
    AxumState(state): AxumState<State>,
    caller: Caller,
    request: Idempotent<TaxRuleView>,
) -> Result<Response> {
    let new = &request.body;
    check(new)?;
    let rule = new.rule()?;
    if !rule.can_be_charged() {
        return Err(codes::TAX_RULE_REFUSED
            .error()
            .at("/rates", "out_of_range", "together they compound too far"));
    }
    state.may_set_for(&caller, new.target).await?;
    let unset = state.unset_taxation(&caller).await?;
    let mut tx = state.deps.db.tenant(&caller).await?;
    if let Claim::Replay(answer) = request.claim(&mut tx, &state.deps.clock).await? {
        return Ok(answer);
    }
    store::tax::lock(&mut tx, &unset).await?;
    if store::tax::rules(&mut tx).await?.len() >= RULES_MAX {
        return Err(codes::TOO_MANY_TAX_RULES.error());
    }
    store::tax::insert(
        &mut tx,
        &caller,
        state.deps.clock.now(),
        new.id,
        &rule,
        (new.from, new.until),
    )
    .await
    .map_err(|error| {
        if error.violates("tax_rule_start") || error.violates("tax_rule_pkey") {
            codes::TAX_RULE_EXISTS.error()
        } else {
            error
        }
    })?;
    state
        .deps
        .record(
            &mut tx,
            &caller,
            AuditEvent::new("tax.rule_created", new.id).after(new)?,
        )
        .await?;
    let answer = request.keep(&mut tx, StatusCode::CREATED, new).await?;
    tx.commit().await?;
    state.books.stale(caller.tenant);
    Ok(answer)
}

impl TaxRuleView {
    fn rule(&self) -> Result<TaxRule> {
        Ok(TaxRule {
            target: self.target,
            category: self.category.clone(),
            from: self.from.map(document::date).transpose()?,
            until: self.until.map(document::date).transpose()?,
            rates: self.rates.clone(),
            exempt: self.exempt,
        })
    }
}

fn settings_of(taxation: &Taxation) -> TaxSettings {
    TaxSettings {
        prices_include_tax: taxation.prices_include_tax,
        rounding: taxation.rounding,
        cash_rounding: taxation.cash_rounding,
    }
}

fn rule_of(id: Uuid, rule: TaxRule) -> Result<TaxRuleView> {
    let date = |date: pricing::Date| date.to_string().parse::<NaiveDate>().map_err(kernel::Error::internal);
    Ok(TaxRuleView {
        id,
        target: rule.target,
        category: rule.category,
        from: rule.from.map(date).transpose()?,
        until: rule.until.map(date).transpose()?,
        exempt: rule.exempt,
        rates: rule.rates,
    })
}

/// All that is wrong with a rule, at once.
fn check(rule: &TaxRuleView) -> Result<()> {
    let mut faults: Vec<(String, &'static str)> = Vec::new();
    let category = rule
        .category
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
    if rule.category.is_empty() || rule.category.len() > CATEGORY_CHARS_MAX || !category {
        faults.push(("/category".into(), "1 to 40 of a-z, 0-9, _ and -"));
    }
    if rule.exempt != rule.rates.is_empty() || rule.rates.len() > RATES_MAX {
        faults.push(("/rates".into(), "1 to 8 rates, or none when exempt"));
    }
    if rule.from.zip(rule.until).is_some_and(|(from, until)| from >= until) {
        faults.push(("/until".into(), "after `from`"));
    }
    for (index, rate) in rule.rates.iter().enumerate() {
        if !(0..=1_000_000).contains(&rate.rate_micro) {
            faults.push((format!("/rates/{index}/rate_micro"), "0 to 1000000"));
        }
        let name = rate.name.trim();
        if name.is_empty() || name.chars().count() > NAME_CHARS_MAX || name.chars().any(char::is_control) {
            faults.push((format!("/rates/{index}/name"), "1 to 60 characters"));
        }
        if rule.rates.iter().take(index).any(|other| other.id == rate.id) {
            faults.push((format!("/rates/{index}/id"), "used twice"));
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(faults
        .into_iter()
        .fold(codes::TAX_RULE_REFUSED.error(), |error, (pointer, detail)| {
            error.at(pointer, "invalid", detail)
        }))
}

impl State {
    /// What is stored, or what a tenant has that set nothing.
    async fn taxation(&self, caller: &Caller) -> Result<Taxation> {
        let unset = self.unset_taxation(caller).await?;
        let mut tx = self.deps.db.tenant(caller).await?;
        Ok(store::tax::read(&mut tx).await?.unwrap_or(unset))
    }

    /// What the tenant has until it sets anything.
    async fn unset_taxation(&self, caller: &Caller) -> Result<Taxation> {
        let directory = self.directories.of(caller).await?;
        Ok(Taxation::default_for(directory.tenant.prices_include_tax))
    }

    /// A rule for the whole shop is for those whose role is for all stores, one for a store or a register for those of that store. One for a
    /// store or register of another tenant, or of none, is refused.
    async fn may_set_for(&self, caller: &Caller, target: Target) -> Result<()> {
        let store_of = |directory: &Directory| match target {
            Target::Tenant => None,
            Target::Store { store } => {
                let mut stores = directory.stores.iter().map(|s| s.id.uuid());
                stores.find(|id| document::key(*id) == store)
            }
            Target::Register { register } => {
                let mut registers = directory.registers.iter();
                let register = registers.find(|r| document::key(r.id.uuid()) == register);
                register.map(|r| r.store_id.uuid())
            }
        };
        if target == Target::Tenant {
            return caller.require_everywhere(Capability::TaxManage);
        }
        let (_, store) = self.directories.find(caller, store_of).await?;
        let store = store.ok_or_else(|| {
            codes::TAX_RULE_REFUSED
                .error()
                .at("/target", "unknown", "no such store or register in this shop")
        })?;
        caller.require_in(Capability::TaxManage, store)
    }
}
