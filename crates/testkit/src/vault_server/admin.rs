//! What a test needs in a Vault, set up through its API: here, or on the real server that VAULT_ADDR and VAULT_TOKEN name when
//! NOVAPOS_CHECK_VAULT is set (`make check-vault`). Everything has a name of its own and is removed by [`VaultPlace::remove`].

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use http::Method;
use kernel::{
    Clock,
    secret::SecretRef,
    vault::{Login, VaultSettings},
};
use serde_json::{Value, json};

use super::{ROOT, VaultServer};

/// How often, and after how long, a new engine is asked again.
const UPGRADE_TRIES_MAX: u32 = 50;
const UPGRADE_REST: Duration = Duration::from_millis(100);

/// Mounts, a policy and a role of one test.
pub struct VaultPlace {
    /// Where the test does not run against a real server.
    pub stub: Option<VaultServer>,
    url: String,
    token: String,
    name: String,
    client: reqwest::Client,
    folder: std::path::PathBuf,
}

impl VaultPlace {
    /// On the real server where one is given, else on a stub whose leases run by the machine's clock.
    pub async fn given() -> Self {
        let variable = |name: &str| std::env::var(name).ok();
        match (
            variable("NOVAPOS_CHECK_VAULT"),
            variable("VAULT_ADDR"),
            variable("VAULT_TOKEN"),
        ) {
            (Some(_), Some(url), Some(token)) => Self::set_up(None, url, token).await,
            (Some(_), ..) => panic!("set VAULT_ADDR and VAULT_TOKEN to a Vault or OpenBao whose mounts may be changed"),
            _ => Self::stub(Clock::system()).await,
        }
    }

    /// On a stub whose leases run by this clock.
    pub async fn stub(clock: Clock) -> Self {
        let server = VaultServer::start(clock).await;
        let url = server.url();
        Self::set_up(Some(server), url, ROOT.to_owned()).await
    }

    async fn set_up(stub: Option<VaultServer>, url: String, token: String) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("novapos-test-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&folder).expect("a folder");
        let place = Self {
            stub,
            url: url.trim_end_matches('/').to_owned(),
            token,
            client: reqwest::Client::new(),
            folder,
            name,
        };
        let name = &place.name;
        place
            .post(
                &format!("sys/mounts/{name}-kv"),
                json!({"type": "kv", "options": {"version": "2"}}),
            )
            .await;
        place
            .post(&format!("sys/mounts/{name}-transit"), json!({"type": "transit"}))
            .await;
        let key = json!({"type": "aes256-gcm96", "derived": true});
        place.post(&format!("{name}-transit/keys/novapos"), key).await;
        let transit = ["encrypt", "decrypt", "rewrap"]
            .map(|verb| format!(r#"path "{name}-transit/{verb}/novapos" {{ capabilities = ["update"] }}"#));
        let policy = format!(
            "path \"{name}-kv/data/novapos/*\" {{ capabilities = [\"read\"] }}\n{}",
            transit.join("\n")
        );
        place
            .post(&format!("sys/policies/acl/{name}"), json!({"policy": policy}))
            .await;
        place
            .post(&format!("sys/auth/{name}"), json!({"type": "approle"}))
            .await;
        place.role("1h", "2h").await;
        place
    }

    /// Gives the role these lifetimes.
    pub async fn role(&self, ttl: &str, max_ttl: &str) {
        let name = &self.name;
        let role = json!({"token_policies": [name], "token_ttl": ttl, "token_max_ttl": max_ttl});
        self.post(&format!("auth/{name}/role/novapos"), role).await;
    }

    /// The settings to reach it, signed in by the role: its secret id is in a file.
    pub async fn settings(&self) -> VaultSettings {
        let name = &self.name;
        let role_id = self
            .ask(Method::GET, &format!("auth/{name}/role/novapos/role-id"), None)
            .await;
        let secret_id = self
            .post(&format!("auth/{name}/role/novapos/secret-id"), json!({}))
            .await;
        let file = self.file(
            "secret-id",
            secret_id["data"]["secret_id"].as_str().expect("a secret id"),
        );
        self.settings_with(Login::Approle {
            role_id: role_id["data"]["role_id"].as_str().expect("a role id").to_owned(),
            secret_id: file,
            mount: name.clone(),
        })
    }

    /// The settings to reach it, signed in otherwise.
    pub fn settings_with(&self, login: Login) -> VaultSettings {
        VaultSettings {
            mount: format!("{}-kv", self.name),
            transit_mount: format!("{}-transit", self.name),
            ..VaultSettings::at(&self.url, login)
        }
    }

    /// Writes a file of this test.
    pub fn file(&self, name: &str, text: &str) -> SecretRef {
        let path = self.folder.join(name);
        std::fs::write(&path, text).expect("a file");
        SecretRef::File(path)
    }

    /// Writes a secret below `novapos/`.
    pub async fn put(&self, path: &str, data: Value) {
        self.post(&format!("{}-kv/data/novapos/{path}", self.name), json!({"data": data}))
            .await;
    }

    /// Takes a secret away.
    pub async fn delete(&self, path: &str) {
        self.ask(Method::DELETE, &format!("{}-kv/data/novapos/{path}", self.name), None)
            .await;
    }

    /// How often a secret was read, on the stub.
    pub fn reads(&self, path: &str) -> usize {
        let stub = self.stub.as_ref().expect("the stub");
        stub.asked(&format!("GET {}-kv/data/novapos/{path}", self.name))
    }

    /// How often somebody signed in by the role, on the stub.
    pub fn logins(&self) -> usize {
        let stub = self.stub.as_ref().expect("the stub");
        stub.asked(&format!("POST auth/{}/login", self.name))
    }

    /// Makes a new version of the transit key.
    pub async fn rotate(&self) {
        self.post(&format!("{}-transit/keys/novapos/rotate", self.name), json!({}))
            .await;
    }

    /// Versions before this one decrypt nothing any more.
    pub async fn decrypt_from(&self, version: u32) {
        let body = json!({"min_decryption_version": version});
        self.post(&format!("{}-transit/keys/novapos/config", self.name), body)
            .await;
    }

    /// Makes a way to sign in by a service account, on the stub.
    pub async fn kubernetes(&self, jwt: &str) -> Login {
        let mount = format!("{}-k8s", self.name);
        self.post(&format!("sys/auth/{mount}"), json!({"type": "kubernetes"}))
            .await;
        let role = json!({"token_policies": [self.name], "token_ttl": "1h"});
        self.post(&format!("auth/{mount}/role/novapos"), role).await;
        self.stub.as_ref().expect("the stub").add_account(jwt);
        let SecretRef::File(token_file) = self.file("service-account", jwt) else {
            unreachable!("it is a file");
        };
        Login::Kubernetes {
            role: "novapos".to_owned(),
            token_file,
            mount,
        }
    }

    /// What an administrator's token may ask.
    pub fn admin(&self) -> Login {
        Login::Token(self.file("token", &self.token))
    }

    /// Removes all of it.
    pub async fn remove(&self) {
        let name = &self.name;
        for place in ["mounts/{}-kv", "mounts/{}-transit", "policies/acl/{}", "auth/{}"] {
            self.ask(Method::DELETE, &format!("sys/{}", place.replace("{}", name)), None)
                .await;
        }
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        self.ask(Method::POST, path, Some(body)).await
    }

    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let (status, body) = self.answer(method, path, body).await;
        assert!((200..300).contains(&status), "{path}: {status} {body}");
        body
    }

    /// What Vault answers an administrator below the mount `kv` or `transit` of this test: the status and the body.
    pub async fn raw(&self, method: &str, mount: &str, place: &str, body: Value) -> (u16, Value) {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        self.answer(
            method,
            &format!("{}-{mount}/{place}", self.name),
            Some(body).filter(|body| !body.is_null()),
        )
        .await
    }

    /// A KV engine that was just mounted on a real server says for a moment that it is being upgraded.
    async fn answer(&self, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
        for _ in 0..UPGRADE_TRIES_MAX {
            let mut request = self
                .client
                .request(method.clone(), format!("{}/v1/{path}", self.url))
                .header("x-vault-token", &self.token);
            if let Some(body) = &body {
                request = request.json(body);
            }
            let response = request.send().await.expect("Vault answers");
            let status = response.status().as_u16();
            let text = response.text().await.expect("a body");
            if !(status == 400 && text.contains("Upgrading")) {
                return (status, serde_json::from_str(&text).unwrap_or(Value::Null));
            }
            tokio::time::sleep(UPGRADE_REST).await;
        }
        panic!("{path}: the engine is upgraded for ever");
    }
}

impl Drop for VaultPlace {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
