//! The page that says how a device is told to trust this computer. It is no secret and proves itself: whoever installs the certificate compares its
//! fingerprint with the one that the program has said.

use axum::{Router, response::Html, routing::get};
use http::header;

/// Where it is.
pub const PATH: &str = "/trust";
const CERTIFICATE: &str = "/trust/novapos.crt";
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) fn routes(certificate: &[u8], fingerprint: &str) -> Router {
    let page = include_str!("page.html")
        .replace("{certificate}", CERTIFICATE)
        .replace("{fingerprint}", fingerprint);
    let certificate = certificate.to_vec();
    // What makes tablets and computers offer to install it, instead of showing it.
    let kind = [(header::CONTENT_TYPE, "application/x-x509-ca-cert")];
    Router::new()
        .route(
            PATH,
            get(move || async move { ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(page)) }),
        )
        .route(CERTIFICATE, get(move || async move { (kind, certificate) }))
}
