//! Access tokens: ours pass kernel's verifier, and nothing else does.

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rsa::KeySize,
    signature::{KeyPair as _, RsaKeyPair},
};
use axum::{Router, routing::get};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::{Clock, peer::Peer, tasks::Tasks, token::Verifier};
use serde_json::{Value, json};
use testkit::{START, TestApp};

use crate::support::{client_of, session};

fn part(token: &str, index: usize) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').nth(index).unwrap()).unwrap()).unwrap()
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn rsa() -> (EncodingKey, String, String) {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        STANDARD.encode(der.as_ref())
    );
    let public = pair.public_key();
    let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    (
        EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap(),
        text(public.modulus().big_endian_without_leading_zero()),
        text(public.exponent().big_endian_without_leading_zero()),
    )
}

#[tokio::test]
async fn a_token_says_what_it_must_and_nothing_more() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let session = session(&app, &shop).await;
    let token = session["access_token"].as_str().unwrap();
    let header = part(token, 0);
    assert_eq!((&header["alg"], &header["typ"]), (&json!("RS256"), &json!("at+jwt")));
    assert_eq!(header.as_object().unwrap().len(), 3, "alg, typ and kid");
    let claims = part(token, 1);
    let now = START.parse::<DateTime<Utc>>().unwrap().timestamp();
    let expected = json!({
        "iss": "novapos", "aud": "novapos", "sub": session["user"]["id"], "tid": shop.tenant_id(), "sid": claims["sid"],
        "name": "Olive Owner", "grants": [{"role": "admin"}], "iat": now, "exp": now + 600,
    });
    assert_eq!(claims, expected);
}

#[tokio::test]
async fn a_token_lives_ten_minutes() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let client = client_of(&app, &session(&app, &shop).await);
    app.clock().advance(TimeDelta::seconds(599));
    client.get("/auth/me").await.expect(200);
    app.clock().advance(TimeDelta::seconds(1));
    assert_eq!(client.get("/auth/me").await.expect(401).code(), "unauthenticated");
}

#[tokio::test]
async fn no_forgery_passes() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let signed_in = session(&app, &shop).await;
    let client = client_of(&app, &signed_in);
    let token = signed_in["access_token"].as_str().unwrap();
    let (header, claims) = (part(token, 0), part(token, 1));
    let jwks = client.get("/.well-known/jwks.json").await.expect(200).json();
    let (body, signature) = (encoded(&claims), token.rsplit_once('.').unwrap().1);
    let (foreign, n, e) = rsa();
    let kid = header["kid"].as_str().unwrap().to_owned();
    let signed = |alg: Algorithm, kid: &str, key: &EncodingKey| {
        let mut header = Header::new(alg);
        (header.typ, header.kid) = (Some("at+jwt".to_owned()), Some(kid.to_owned()));
        jsonwebtoken::encode(&header, &claims, key).unwrap()
    };
    let mut embedded = Header::new(Algorithm::RS256);
    (embedded.typ, embedded.kid) = (Some("at+jwt".to_owned()), Some(kid.clone()));
    embedded.jwk = serde_json::from_value(json!({"kty": "RSA", "kid": kid, "n": n, "e": e})).unwrap();
    let with = |name: &str, value: Value| {
        let mut changed = header.clone();
        changed[name] = value;
        format!("{}.{body}.{signature}", encoded(&changed))
    };
    let mut raised = claims.clone();
    raised["exp"] = json!(claims["exp"].as_i64().unwrap() + 3600);
    let public = jwks["keys"][0]["n"].as_str().unwrap();
    let forgeries = [
        (
            "no algorithm",
            format!(
                "{}.{body}.",
                encoded(&json!({"alg": "none", "typ": "at+jwt", "kid": kid}))
            ),
        ),
        ("no algorithm, kept signature", with("alg", json!("none"))),
        (
            "HS256 with the public modulus",
            signed(Algorithm::HS256, &kid, &EncodingKey::from_secret(public.as_bytes())),
        ),
        (
            "HS256 with its bytes",
            signed(
                Algorithm::HS256,
                &kid,
                &EncodingKey::from_secret(&URL_SAFE_NO_PAD.decode(public).unwrap()),
            ),
        ),
        ("RS512 in the header", with("alg", json!("RS512"))),
        ("another type", with("typ", json!("JWT"))),
        (
            "a foreign key under our key id",
            signed(Algorithm::RS256, &kid, &foreign),
        ),
        (
            "a foreign key under its own id",
            signed(Algorithm::RS256, "my-own-key", &foreign),
        ),
        (
            "a key id that is a path",
            signed(Algorithm::RS256, "../../dev/null", &foreign),
        ),
        (
            "a key id that is SQL",
            signed(Algorithm::RS256, "' OR 1=1 --", &foreign),
        ),
        (
            "a key id of 5 KB",
            signed(Algorithm::RS256, &"k".repeat(5000), &foreign),
        ),
        (
            "a key in the header",
            jsonwebtoken::encode(&embedded, &claims, &foreign).unwrap(),
        ),
        (
            "a longer life",
            format!("{}.{}.{signature}", encoded(&header), encoded(&raised)),
        ),
        ("no signature", format!("{}.{body}.", encoded(&header))),
        (
            "a refresh token",
            signed_in["refresh_token"].as_str().unwrap().to_owned(),
        ),
        ("nothing", String::new()),
        ("dots", "..".to_owned()),
    ];
    for (what, forgery) in forgeries {
        let answer = client.with_token(&forgery).get("/auth/me").await;
        assert_eq!(
            (answer.status(), answer.code().as_str()),
            (401, "unauthenticated"),
            "{what}"
        );
    }
    client.get("/auth/me").await.expect(200);
}

/// A verifier whose auth is a key of this test: what a key of ours could sign and never does.
struct Signer {
    verifier: Verifier,
    key: EncodingKey,
    now: i64,
}

impl Signer {
    fn new() -> Self {
        let (key, n, e) = rsa();
        let jwks =
            json!({"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "k1", "n": n, "e": e}]}).to_string();
        let clock = Clock::fixed(START.parse().unwrap());
        let peer = Peer::local("test", Tasks::default());
        peer.bind(Router::new().route("/.well-known/jwks.json", get(move || async move { jwks })));
        Self {
            now: clock.now().timestamp(),
            verifier: Verifier::new(peer, clock),
            key,
        }
    }

    fn claims(&self) -> Value {
        json!({
            "iss": "novapos", "aud": "novapos", "sub": "01958c5e-0000-7000-8000-000000000001", "tid": "01958c5e-0000-7000-8000-000000000002",
            "sid": "01958c5e-0000-7000-8000-000000000003", "name": "Ann", "grants": [{"role": "cashier"}],
            "iat": self.now, "exp": self.now + 600,
        })
    }

    async fn verify(&self, claims: &Value, typ: Option<&str>) -> u16 {
        let mut header = Header::new(Algorithm::RS256);
        (header.typ, header.kid) = (typ.map(str::to_owned), Some("k1".to_owned()));
        let token = jsonwebtoken::encode(&header, claims, &self.key).unwrap();
        self.verifier
            .verify(&token)
            .await
            .map_or_else(|error| error.kind().status().as_u16(), |_| 200)
    }
}

#[tokio::test]
async fn a_good_signature_alone_is_not_enough() {
    let signer = Signer::new();
    let (good, now) = (signer.claims(), signer.now);
    assert_eq!(signer.verify(&good, Some("at+jwt")).await, 200);
    for typ in [None, Some("JWT"), Some("id+jwt"), Some("AT+JWT ")] {
        assert_eq!(signer.verify(&good, typ).await, 401, "{typ:?}");
    }
    let changes = [
        ("another audience", "aud", json!("payment")),
        ("two audiences without ours", "aud", json!(["a", "b"])),
        ("another issuer", "iss", json!("somebody")),
        ("expired", "exp", json!(now)),
        ("issued in the future", "iat", json!(now + 61)),
        ("too long a life", "exp", json!(now + 601)),
        ("no such role", "grants", json!([{"role": "owner"}])),
        ("no tenant", "tid", json!("")),
    ];
    for (what, name, value) in changes {
        let mut claims = good.clone();
        claims[name] = value;
        assert_eq!(signer.verify(&claims, Some("at+jwt")).await, 401, "{what}");
    }
    for name in ["iss", "aud", "sub", "tid", "sid", "iat", "exp", "grants"] {
        let mut claims = good.clone();
        claims.as_object_mut().unwrap().remove(name);
        assert_eq!(signer.verify(&claims, Some("at+jwt")).await, 401, "without {name}");
    }
}
