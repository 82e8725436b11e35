//! The refresh token as a cookie: out of reach of scripts, sent to this context's paths only and never from another site.

use axum::http::{HeaderMap, HeaderValue, header};
use kernel::{Error, Result, secret::Secret};

/// The `Set-Cookie` that keeps a token for `max_age_s` seconds; 0 removes it.
///
/// # Errors
/// 500 when the token has characters that no header takes; ours have none.
pub fn set(name: &str, token: Option<&Secret>, max_age_s: i64, secure: bool) -> Result<HeaderValue> {
    let value = token.map_or("", Secret::expose);
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/auth; Max-Age={max_age_s}; HttpOnly; SameSite=Strict{secure}");
    let mut header = HeaderValue::from_str(&text).map_err(Error::internal)?;
    header.set_sensitive(true);
    Ok(header)
}

/// The token in the cookie of this name.
#[must_use]
pub fn read(headers: &HeaderMap, name: &str) -> Option<Secret> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| Secret::new(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_has_every_guard_and_reads_back() {
        let cookie = set("novapos_refresh_pos", Some(&Secret::new("abc")), 60, true).unwrap();
        assert!(cookie.is_sensitive());
        assert_eq!(
            cookie,
            "novapos_refresh_pos=abc; Path=/auth; Max-Age=60; HttpOnly; SameSite=Strict; Secure"
        );
        let mut headers = HeaderMap::new();
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("a=1; novapos_refresh_admin=other"),
        );
        headers.append(header::COOKIE, HeaderValue::from_static("novapos_refresh_pos=abc"));
        assert_eq!(read(&headers, "novapos_refresh_pos").unwrap().expose(), "abc");
        assert_eq!(read(&headers, "novapos_refresh_admin").unwrap().expose(), "other");
        assert!(read(&headers, "novapos_refresh").is_none());
    }

    #[test]
    fn removing_sends_an_empty_value_that_is_over() {
        assert_eq!(
            set("x", None, 0, false).unwrap(),
            "x=; Path=/auth; Max-Age=0; HttpOnly; SameSite=Strict"
        );
    }
}
