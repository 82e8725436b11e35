//! What a client is told of limits: `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers), and `Retry-After`.

use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Quota, Verdict, quota::whole_seconds};
use crate::{Code, Error};

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const STANDING: HeaderName = HeaderName::from_static("ratelimit");

/// The limits that a request came near to; usually none.
#[derive(Clone, Debug, Default)]
pub struct Near(Vec<(Quota, u32)>);

impl Near {
    /// Notes what is left of a limit, where that is little.
    pub(super) fn note(&mut self, quota: Quota, remaining: u32) {
        if remaining <= quota.near() {
            self.0.push((quota, remaining));
        }
    }

    /// Says so in an answer.
    pub fn tell(&self, headers: &mut HeaderMap) {
        for (quota, remaining) in &self.0 {
            append(headers, POLICY, policy(*quota));
            append(
                headers,
                STANDING,
                standing(*quota, *remaining, whole_seconds(quota.period)),
            );
        }
    }
}

/// The refusal of a use that was stopped, with its code: how long to wait, and which limit it was.
#[must_use]
pub fn stopped(code: &Code, quota: Quota, verdict: Verdict) -> Option<Error> {
    let Verdict::Stopped { wait } = verdict else {
        return None;
    };
    metrics::counter!("limit_stops_total", "limit" => quota.name).increment(1);
    let wait_s = whole_seconds(wait);
    let error = code.error().retry_after(u32::try_from(wait_s).unwrap_or(u32::MAX));
    Some(
        error
            .header(POLICY, policy(quota))
            .header(STANDING, standing(quota, 0, wait_s)),
    )
}

/// So many in so many seconds.
fn policy(quota: Quota) -> String {
    format!("\"{}\";q={};w={}", quota.name, quota.burst, quota.window_s())
}

/// So many are left, and more in so many seconds.
fn standing(quota: Quota, remaining: u32, more_in_s: u64) -> String {
    format!("\"{}\";r={remaining};t={more_in_s}", quota.name)
}

fn append(headers: &mut HeaderMap, name: HeaderName, value: String) {
    if let Ok(value) = HeaderValue::try_from(value) {
        headers.append(name, value);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::response::IntoResponse as _;

    use super::*;
    use crate::codes;

    const QUOTA: Quota = Quota {
        name: "account",
        burst: 100,
        period: Duration::from_millis(600),
    };

    #[test]
    fn a_refusal_says_which_limit_and_when_to_come_again() {
        let wait = Duration::from_millis(1200);
        let error = stopped(&codes::TOO_MANY_REQUESTS, QUOTA, Verdict::Stopped { wait }).unwrap();
        let response = error.into_response();
        assert_eq!(response.status(), 429);
        let header = |name: &str| response.headers()[name].to_str().unwrap();
        assert_eq!(header("retry-after"), "2");
        assert_eq!(header("ratelimit-policy"), "\"account\";q=100;w=60");
        assert_eq!(header("ratelimit"), "\"account\";r=0;t=2");
    }

    #[test]
    fn only_who_is_near_a_limit_is_told() {
        let mut near = Near::default();
        near.note(QUOTA, 11);
        let mut headers = HeaderMap::new();
        near.tell(&mut headers);
        assert!(headers.is_empty());
        near.note(QUOTA, 10);
        near.tell(&mut headers);
        assert_eq!(headers["ratelimit"], "\"account\";r=10;t=1");
    }
}
