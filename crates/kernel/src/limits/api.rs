//! The limits that stand before every operation: of a tenant, of an account, and of an address where nobody is signed in.

use std::net::IpAddr;

use http::request::Parts;

use super::{Key, Limiter, Near, Quota, Redis, Verdict, client_address, stopped};
use crate::{Caller, Clock, Result, admission::Lane, codes};

/// How much of the API is allowed. Whatever is 0 is taken as 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiQuotas {
    /// Requests of one tenant in a minute, whoever sends them.
    pub tenant_per_minute: u32,
    /// Requests of one account in a minute, without what a till asks at full speed.
    pub account_per_minute: u32,
    /// Requests from one address in a minute that show no valid token.
    pub address_per_minute: u32,
    /// How many proxies of our own stand in front ([`client_address`]).
    pub trusted_proxies: u8,
}

impl Default for ApiQuotas {
    /// Far above what people, tills and our own benches send: 10,000, 100 and 50 a second for ever.
    fn default() -> Self {
        Self {
            tenant_per_minute: 600_000,
            account_per_minute: 6000,
            address_per_minute: 3000,
            trusted_proxies: 0,
        }
    }
}

/// The limiters that all services of a process share.
pub struct ApiLimits {
    tenant: Limiter,
    account: Limiter,
    address: Limiter,
    trusted_proxies: u8,
}

impl ApiLimits {
    #[must_use]
    pub fn new(quotas: ApiQuotas, clock: &Clock, redis: Option<&Redis>) -> Self {
        let limiter = |name, count| Limiter::new(Quota::per_minute(name, count), clock, redis);
        Self {
            tenant: limiter("tenant", quotas.tenant_per_minute),
            account: limiter("account", quotas.account_per_minute),
            address: limiter("address", quotas.address_per_minute),
            trusted_proxies: quotas.trusted_proxies,
        }
    }

    /// Counts a request of somebody who is signed in. The account is asked first: whoever is stopped there takes nothing from the others
    /// of the tenant.
    ///
    /// # Errors
    /// 429 `too_many_requests`.
    pub(crate) async fn signed_in(&self, caller: &Caller, lane: Lane) -> Result<Near> {
        let mut near = Near::default();
        if !lane.is_of_tills() {
            take(&self.account, caller.user.into(), &mut near).await?;
        }
        take(&self.tenant, caller.tenant.into(), &mut near).await?;
        Ok(near)
    }

    /// Where a request comes from, as limits count it.
    pub(crate) fn address(&self, request: &Parts) -> Option<IpAddr> {
        client_address(request, self.trusted_proxies)
    }

    /// Counts a request of nobody in particular. One that came by no socket is our own.
    ///
    /// # Errors
    /// 429 `too_many_requests`.
    pub(crate) async fn unknown(&self, request: &Parts) -> Result<Near> {
        let mut near = Near::default();
        if let Some(address) = self.address(request) {
            take(&self.address, address.into(), &mut near).await?;
        }
        Ok(near)
    }
}

async fn take(limiter: &Limiter, key: Key, near: &mut Near) -> Result<()> {
    let verdict = limiter.take(key).await;
    if let Verdict::Passed { remaining } = verdict {
        near.note(limiter.quota(), remaining);
    }
    stopped(&codes::TOO_MANY_REQUESTS, limiter.quota(), verdict).map_or(Ok(()), Err)
}
