//! Secrets in Vault. What is named `given` runs against a real server, too, where one is given (`make check-vault`); the rest needs
//! faults that only the stub makes.
#![expect(clippy::unwrap_used, reason = "a test may end with a panic")]

use std::{
    io::Write,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta};
use kernel::{
    Clock, Entropy, Secrets,
    secret::SecretRef,
    vault::{Login, Vault, VaultSettings},
};
use serde_json::json;
use testkit::vault_server::{Fault, admin::VaultPlace};

const PASSWORD: &str = "vault:novapos/database#password";

fn clock() -> Clock {
    Clock::fixed("2026-03-02T10:00:00Z".parse::<DateTime<chrono::Utc>>().unwrap())
}

fn open(settings: &VaultSettings, clock: &Clock) -> Secrets {
    Secrets::open(Some(settings), clock.clone(), Entropy::system()).unwrap()
}

fn named(text: &str) -> SecretRef {
    text.parse().unwrap()
}

async fn read(secrets: &Secrets, text: &str) -> String {
    secrets.read(&named(text)).await.unwrap().expose().to_owned()
}

async fn refusal(secrets: &Secrets, text: &str) -> String {
    let error = secrets.read(&named(text)).await.unwrap_err();
    assert_eq!(
        (error.kind().status().as_u16(), error.code()),
        (503, "secrets_unavailable")
    );
    error.chain()
}

/// A stub whose leases run by the same clock, with one secret.
async fn stubbed() -> (VaultPlace, Clock, VaultSettings) {
    let clock = clock();
    let place = VaultPlace::stub(clock.clone()).await;
    place.put("database", json!({"password": "first"})).await;
    let settings = place.settings().await;
    (place, clock, settings)
}

fn set(place: &VaultPlace, fault: Fault) {
    place.stub.as_ref().unwrap().set(fault);
}

#[tokio::test]
async fn a_given_vaults_secret_is_read_its_change_holds_and_its_end_too() {
    let place = VaultPlace::given().await;
    let clock = clock();
    let secrets = open(&place.settings().await, &clock);
    place.put("database", json!({"password": "first", "port": 5432})).await;
    assert_eq!(read(&secrets, PASSWORD).await, "first");
    assert!(
        refusal(&secrets, "vault:novapos/database#port")
            .await
            .contains("novapos/database#port")
    );
    assert!(refusal(&secrets, "vault:novapos/nowhere#x").await.contains("404"));
    assert!(
        refusal(&secrets, "vault:another/database#x").await.contains("403"),
        "the policy"
    );

    place.put("database", json!({"password": "second"})).await;
    assert_eq!(read(&secrets, PASSWORD).await, "first", "it is fresh");
    clock.advance(TimeDelta::seconds(60));
    assert_eq!(read(&secrets, PASSWORD).await, "second");
    place.delete("database").await;
    clock.advance(TimeDelta::seconds(60));
    refusal(&secrets, PASSWORD).await;
    place.remove().await;
}

#[tokio::test]
async fn a_given_vaults_key_encrypts_for_a_context_and_is_rotated() {
    let place = VaultPlace::given().await;
    let vault = Vault::open(place.settings().await, clock(), Entropy::system()).unwrap();
    let first = vault.encrypt("signing key 1", b"private").await.unwrap();
    assert!(first.starts_with("vault:v1:"), "{first}");
    assert_eq!(
        vault.decrypt("signing key 1", &first).await.unwrap().as_slice(),
        b"private"
    );
    let moved = vault.decrypt("signing key 2", &first).await.unwrap_err();
    assert_eq!(moved.code(), "internal", "{}", moved.chain());

    place.rotate().await;
    let newest = vault.rewrap("signing key 1", &first).await.unwrap();
    assert!(newest.starts_with("vault:v2:"), "{newest}");
    let fresh = Vault::open(place.settings().await, clock(), Entropy::system()).unwrap();
    assert_eq!(
        fresh.decrypt("signing key 1", &first).await.unwrap().as_slice(),
        b"private"
    );
    place.decrypt_from(2).await;
    let fresh = Vault::open(place.settings().await, clock(), Entropy::system()).unwrap();
    assert_eq!(
        fresh.decrypt("signing key 1", &first).await.unwrap_err().code(),
        "internal"
    );
    assert_eq!(
        fresh.decrypt("signing key 1", &newest).await.unwrap().as_slice(),
        b"private"
    );
    place.remove().await;
}

#[tokio::test]
async fn a_given_vaults_token_is_looked_up_and_a_wrong_sign_in_is_refused_at_once() {
    let place = VaultPlace::given().await;
    let settings = place.settings().await;
    let vault = Vault::open(settings.clone(), clock(), Entropy::system()).unwrap();
    let standing = vault.standing().await.unwrap();
    assert!(
        standing.is_renewable && (3590..=3600).contains(&standing.good_for_s.unwrap()),
        "{standing:?}"
    );
    let admin = Vault::open(place.settings_with(place.admin()), clock(), Entropy::system()).unwrap();
    admin.standing().await.unwrap();

    let Login::Approle { role_id, mount, .. } = settings.login.clone() else {
        unreachable!()
    };
    let secret_id = place.file("wrong", "not-a-secret-id");
    let wrong = place.settings_with(Login::Approle {
        role_id,
        secret_id,
        mount,
    });
    let began = Instant::now();
    let refused = open(&wrong, &clock()).ready().await.unwrap_err();
    assert!(
        refused.contains("vault.login") && !refused.contains("not-a-secret-id"),
        "{refused}"
    );
    assert!(began.elapsed() < Duration::from_secs(10));
    place.remove().await;
}

/// What the stub must do as a real server does, beside what NovaPOS asks.
#[tokio::test]
async fn a_given_vault_has_versions_check_and_set_data_keys_and_refusals() {
    let place = VaultPlace::given().await;
    let kv = async |method: &str, path: &str, body| place.raw(method, "kv", path, body).await;
    let write = |cas: u32, value: &str| json!({"options": {"cas": cas}, "data": {"key": value}});
    let (status, body) = kv("POST", "data/novapos/a", write(0, "one")).await;
    assert_eq!((status, &body["data"]["version"]), (200, &json!(1)));
    let (status, body) = kv("POST", "data/novapos/a", write(0, "two")).await;
    assert!(status == 400 && body["errors"].is_array(), "{status} {body}");
    assert_eq!(kv("POST", "data/novapos/a", write(1, "two")).await.0, 200);
    let (_, old) = kv("GET", "data/novapos/a?version=1", json!(null)).await;
    let (_, new) = kv("GET", "data/novapos/a", json!(null)).await;
    assert_eq!(
        (&old["data"]["data"]["key"], &old["data"]["metadata"]["version"]),
        (&json!("one"), &json!(1))
    );
    assert_eq!(
        (&new["data"]["data"]["key"], &new["data"]["metadata"]["version"]),
        (&json!("two"), &json!(2))
    );
    assert_eq!(
        kv("LIST", "metadata/novapos", json!(null)).await.1["data"]["keys"],
        json!(["a"])
    );
    assert_eq!(kv("DELETE", "data/novapos/a", json!(null)).await.0, 204);
    let (status, gone) = kv("GET", "data/novapos/a", json!(null)).await;
    assert_eq!((status, &gone["data"]["data"]), (404, &json!(null)));
    assert_ne!(gone["data"]["metadata"]["deletion_time"], json!(""));
    assert_eq!(
        kv("GET", "data/novapos/b", json!(null)).await,
        (404, json!({"errors": []}))
    );

    let transit = async |path: &str, body| place.raw("POST", "transit", path, body).await;
    let context = "Y29udGV4dA==";
    let (status, key) = transit("datakey/plaintext/novapos", json!({"bits": 256, "context": context})).await;
    assert_eq!((status, key["data"]["plaintext"].as_str().unwrap().len()), (200, 44));
    let unwrapped = json!({"ciphertext": key["data"]["ciphertext"], "context": context});
    assert_eq!(
        transit("decrypt/novapos", unwrapped).await.1["data"]["plaintext"],
        key["data"]["plaintext"]
    );
    let (_, wrapped) = transit("datakey/wrapped/novapos", json!({"context": context})).await;
    assert!(
        wrapped["data"]["ciphertext"].is_string() && wrapped["data"]["plaintext"].is_null(),
        "{wrapped}"
    );
    assert_eq!(
        transit("encrypt/novapos", json!({"plaintext": "YQ=="})).await.0,
        400,
        "a derived key needs a context"
    );
    place.remove().await;
}

#[tokio::test]
async fn a_service_account_signs_in() {
    let (place, clock, _) = stubbed().await;
    let login = place.kubernetes("a-token-of-the-cluster").await;
    let Login::Kubernetes { token_file, .. } = &login else {
        unreachable!()
    };
    let secrets = open(&place.settings_with(login.clone()), &clock);
    assert_eq!(read(&secrets, PASSWORD).await, "first");
    std::fs::write(token_file, "another").unwrap();
    assert!(open(&place.settings_with(login), &clock).ready().await.is_err());
}

#[tokio::test]
async fn a_token_is_renewed_in_time_and_when_its_last_hour_comes_it_signs_in_anew() {
    let (place, clock, settings) = stubbed().await;
    let vault = Vault::open(settings, clock.clone(), Entropy::system()).unwrap();
    vault.ready().await.unwrap();
    let left = async || vault.standing().await.unwrap().good_for_s.unwrap();
    assert_eq!((place.logins(), left().await), (1, 3600));
    // Two thirds of an hour, a tenth more or less.
    clock.advance(TimeDelta::minutes(35));
    vault.tend().await;
    assert_eq!(left().await, 1500, "not yet");
    clock.advance(TimeDelta::minutes(9));
    vault.tend().await;
    assert_eq!((place.logins(), left().await), (1, 3600), "renewed");
    // Of two hours at most, 32 minutes are left: less than an hour.
    clock.advance(TimeDelta::minutes(44));
    vault.tend().await;
    assert_eq!((place.logins(), left().await), (2, 3600), "signed in anew");
    // Nobody asked for anything for longer than the token lasts.
    clock.advance(TimeDelta::hours(3));
    vault.read("novapos/database", "password").await.unwrap();
    assert_eq!(place.logins(), 3);
}

#[tokio::test]
async fn a_lost_lease_costs_one_sign_in_and_what_is_forbidden_one_try() {
    let (place, clock, settings) = stubbed().await;
    let secrets = open(&settings, &clock);
    assert_eq!(read(&secrets, PASSWORD).await, "first");
    place.stub.as_ref().unwrap().lose_leases();
    place.put("other", json!({"key": "other"})).await;
    assert_eq!(read(&secrets, "vault:novapos/other#key").await, "other");
    assert_eq!(place.logins(), 2);

    assert!(refusal(&secrets, "vault:elsewhere/x#y").await.contains("403"));
    assert_eq!(place.logins(), 3, "once more, not for ever");
}

#[tokio::test]
async fn what_was_read_serves_through_an_outage_for_an_hour_and_nothing_else_does() {
    for fault in [Fault::Down, Fault::Sealed, Fault::Forbidden] {
        let (place, clock, settings) = stubbed().await;
        let secrets = open(&settings, &clock);
        assert_eq!(read(&secrets, PASSWORD).await, "first");
        place.put("database", json!({"password": "second"})).await;
        set(&place, fault);
        clock.advance(TimeDelta::minutes(59));
        assert_eq!(read(&secrets, PASSWORD).await, "first", "{fault:?}");
        refusal(&secrets, "vault:novapos/other#key").await;
        clock.advance(TimeDelta::seconds(59));
        assert_eq!(read(&secrets, PASSWORD).await, "first", "{fault:?}");
        clock.advance(TimeDelta::seconds(1));
        refusal(&secrets, PASSWORD).await;
        set(&place, Fault::None);
        clock.advance(TimeDelta::seconds(5));
        assert_eq!(read(&secrets, PASSWORD).await, "second", "{fault:?}");
    }
}

#[tokio::test]
async fn what_may_serve_no_more_is_wiped_while_nobody_asks() {
    let (place, clock, settings) = stubbed().await;
    let vault = Vault::open(settings, clock.clone(), Entropy::system()).unwrap();
    vault.read("novapos/database", "password").await.unwrap();
    set(&place, Fault::Down);
    clock.advance(TimeDelta::hours(1));
    vault.tend().await;
    clock.advance(TimeDelta::hours(-1));
    assert!(
        vault.read("novapos/database", "password").await.is_err(),
        "it would be fresh"
    );
}

#[tokio::test]
async fn a_slow_vault_slows_one_request_and_a_second_answer_is_waited_for() {
    let (place, clock, mut settings) = stubbed().await;
    settings.answer_within_ms = 200;
    let secrets = open(&settings, &clock);
    assert_eq!(read(&secrets, PASSWORD).await, "first");
    clock.advance(TimeDelta::seconds(60));
    set(&place, Fault::Slow(Duration::from_secs(2)));
    let reads = place.reads("database");
    let began = Instant::now();
    for _ in 0..100 {
        assert_eq!(read(&secrets, PASSWORD).await, "first");
    }
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    set(&place, Fault::None);
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(place.reads("database") <= reads + 2, "asked twice, then left alone");
}

#[tokio::test]
async fn many_who_need_the_same_ask_once() {
    let (place, clock, settings) = stubbed().await;
    let secrets = open(&settings, &clock);
    let all = (0..20).map(|_| read(&secrets, PASSWORD));
    assert_eq!(futures_util::future::join_all(all).await, vec!["first"; 20]);
    assert_eq!((place.reads("database"), place.logins()), (1, 1));
}

#[tokio::test]
async fn a_start_waits_for_vault_and_then_says_what_to_do() {
    let (place, clock, mut settings) = stubbed().await;
    settings.start_within_s = 1;
    set(&place, Fault::Sealed);
    let refused = open(&settings, &clock).ready().await.unwrap_err();
    assert!(
        refused.contains("sealed") && refused.contains("then start again"),
        "{refused}"
    );

    settings.start_within_s = 30;
    let secrets = open(&settings, &clock);
    let unsealed = async {
        tokio::time::sleep(Duration::from_millis(400)).await;
        set(&place, Fault::None);
    };
    let (ready, ()) = tokio::join!(secrets.ready(), unsealed);
    ready.unwrap();
}

#[tokio::test]
async fn without_vault_a_reference_to_it_is_refused() {
    assert!(refusal(&Secrets::Here, PASSWORD).await.contains("[vault]"));
}

/// What is logged, for looking at it.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_secret_is_in_a_log_an_error_or_a_debug() {
    let log = Log::default();
    let written = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || written.clone())
        .finish();
    let _here = tracing::subscriber::set_default(subscriber);
    let (place, clock, settings) = stubbed().await;
    place
        .put(
            "database",
            json!({"password": "canary-secret", "canary-secret": {"canary-secret": 1}}),
        )
        .await;
    let secrets = open(&settings, &clock);
    assert_eq!(read(&secrets, PASSWORD).await, "canary-secret");
    let vault = secrets.vault().unwrap();
    let wrapped = vault.encrypt("c", b"canary-plain").await.unwrap();
    vault.decrypt("c", &wrapped).await.unwrap();
    let mut said = format!("{secrets:?} {settings:?} {:?}", vault.decrypt("d", &wrapped).await);
    for fault in [
        Fault::Down,
        Fault::Sealed,
        Fault::Forbidden,
        Fault::Slow(Duration::from_millis(10)),
    ] {
        set(&place, fault);
        clock.advance(TimeDelta::minutes(50));
        vault.tend().await;
        said += &format!("{:?}", secrets.read(&named(PASSWORD)).await);
        said += &format!("{:?}", vault.encrypt("c", b"canary-plain").await.map(drop));
    }
    place.stub.as_ref().unwrap().lose_leases();
    set(&place, Fault::None);
    clock.advance(TimeDelta::minutes(50));
    vault.tend().await;
    said += &format!("{:?}", secrets.read(&named(PASSWORD)).await);
    let Login::Approle { secret_id, .. } = &settings.login else {
        unreachable!()
    };
    let secret_id = secret_id.read_here().unwrap().expose().to_owned();
    said += &String::from_utf8_lossy(&log.0.lock().unwrap());
    assert!(
        said.contains("signed in to Vault") && said.contains("Vault gives nothing"),
        "{said}"
    );
    // Y2FuYXJ5 is "canary" in base64, hvs. the beginning of every token.
    for canary in ["canary", "Y2FuYXJ5", "hvs.", secret_id.as_str()] {
        assert!(!said.contains(canary), "{canary}:\n{said}");
    }
}
