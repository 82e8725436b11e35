//! A Vault for tests: the endpoints that NovaPOS uses and those that set them up, with real encryption, leases and policies, and with
//! switches for what goes wrong. [`admin`] sets up what a test needs, here or on a real server.

pub mod admin;
mod kv;
mod policy;
mod tokens;
mod transit;

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    response::{IntoResponse as _, Response},
};
use futures_util::stream;
use http::{HeaderMap, Method, StatusCode, Uri};
use kernel::{Clock, Entropy};
use serde_json::{Value, json};

use kv::Kv;
use policy::Policy;
use tokens::{Role, Tokens};
use transit::Transit;

/// The token that may everything.
pub const ROOT: &str = "a-root-token-of-tests";

/// What goes wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    #[default]
    None,
    /// Connections break.
    Down,
    /// 503 for everything.
    Sealed,
    /// 403 for everything.
    Forbidden,
    /// Each answer takes this long.
    Slow(Duration),
}

/// An answer: its status and its body, which is empty for 204.
type Answer = (StatusCode, Value);

enum Engine {
    Kv(Kv),
    Transit(Transit),
}

/// A way to sign in, with its roles.
struct LoginMethod {
    is_kubernetes: bool,
    roles: HashMap<String, Role>,
}

struct World {
    clock: Clock,
    entropy: Entropy,
    fault: Fault,
    tokens: Tokens,
    policies: HashMap<String, Policy>,
    engines: HashMap<String, Engine>,
    logins: HashMap<String, LoginMethod>,
    /// The service account tokens that the cluster knows.
    accounts: Vec<String>,
    asked: Vec<String>,
}

/// It runs until the test ends.
pub struct VaultServer {
    address: SocketAddr,
    world: Arc<Mutex<World>>,
}

impl VaultServer {
    /// An empty one: nothing is mounted, nobody has a role. Leases run by this clock.
    pub async fn start(clock: Clock) -> Self {
        let world = Arc::new(Mutex::new(World {
            tokens: Tokens::with_root(ROOT),
            clock,
            entropy: Entropy::system(),
            fault: Fault::None,
            policies: HashMap::new(),
            engines: HashMap::new(),
            logins: HashMap::new(),
            accounts: Vec::new(),
            asked: Vec::new(),
        }));
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().fallback(answer).with_state(Arc::clone(&world));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, world }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on this goes wrong.
    pub fn set(&self, fault: Fault) {
        self.locked().fault = fault;
    }

    /// Every token but root's is gone, as after a restore of Vault.
    pub fn lose_leases(&self) {
        self.locked().tokens.lose();
    }

    /// A service account that the cluster knows.
    pub fn add_account(&self, jwt: &str) {
        self.locked().accounts.push(jwt.to_owned());
    }

    /// How often this was asked: `GET secret/data/a`.
    pub fn asked(&self, what: &str) -> usize {
        self.locked().asked.iter().filter(|asked| *asked == what).count()
    }

    fn locked(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(
    State(world): State<Arc<Mutex<World>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let fault = world.lock().unwrap_or_else(PoisonError::into_inner).fault;
    if let Fault::Slow(by) = fault {
        tokio::time::sleep(by).await;
    }
    if fault == Fault::Down {
        let broken = stream::iter([Err::<Bytes, _>(std::io::Error::other("gone"))]);
        return Body::from_stream(broken).into_response();
    }
    let token = headers.get("x-vault-token").and_then(|token| token.to_str().ok());
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let mut world = world.lock().unwrap_or_else(PoisonError::into_inner);
    let (status, body) = world.answer(&method, &uri, token, &body);
    if status == StatusCode::NO_CONTENT {
        return status.into_response();
    }
    (status, axum::Json(body)).into_response()
}

impl World {
    fn answer(&mut self, method: &Method, uri: &Uri, token: Option<&str>, body: &Value) -> Answer {
        let Some(path) = uri.path().strip_prefix("/v1/") else {
            return refused(404, &[]);
        };
        self.asked.push(format!("{method} {path}"));
        match self.fault {
            Fault::Sealed => return refused(503, &["Vault is sealed"]),
            Fault::Forbidden => return refused(403, &["permission denied"]),
            _ => {}
        }
        if let Some(mount) = path.strip_prefix("auth/").and_then(|rest| rest.strip_suffix("/login")) {
            return self.login(mount, body);
        }
        let now = self.clock.now();
        let Some(holder) = token.and_then(|token| self.tokens.find(token, now)) else {
            return refused(
                403,
                &["2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n"],
            );
        };
        let own = path.strip_prefix("auth/token/").filter(|verb| verb.ends_with("-self"));
        if let (Some(verb), Some(token)) = (own, token) {
            return self.tokens.own(verb, token, body, now);
        }
        let is_allowed = |policy: &String| {
            self.policies
                .get(policy)
                .is_some_and(|policy| policy.allows(method, path))
        };
        if !(holder.is_root() || holder.policies().iter().any(is_allowed)) {
            return refused(403, &["1 error occurred:\n\t* permission denied\n\n"]);
        }
        if let Some(place) = path.strip_prefix("sys/") {
            return self.configure(method, place, body);
        }
        if let Some(place) = path.strip_prefix("auth/") {
            return self.role(method, place, body);
        }
        let mount = self
            .engines
            .keys()
            .find(|mount| path.starts_with(&format!("{mount}/")))
            .cloned();
        let Some(mount) = mount else {
            return refused(404, &["no handler for route"]);
        };
        let rest = &path[mount.len() + 1..];
        match self.engines.get_mut(&mount) {
            Some(Engine::Kv(kv)) => kv.answer(method, rest, uri.query(), body, now),
            Some(Engine::Transit(transit)) => transit.answer(method, rest, body, &self.entropy),
            None => refused(404, &[]),
        }
    }

    /// `sys/`: mounts and policies.
    fn configure(&mut self, method: &Method, place: &str, body: &Value) -> Answer {
        let is_removal = method == Method::DELETE;
        if let Some(mount) = place.strip_prefix("mounts/") {
            let engine = match body["type"].as_str() {
                _ if is_removal => {
                    self.engines.remove(mount);
                    return done();
                }
                Some("kv") => Engine::Kv(Kv::default()),
                Some("transit") => Engine::Transit(Transit::default()),
                _ => return refused(400, &["plugin not found in the catalog"]),
            };
            if self.engines.contains_key(mount) {
                return refused(400, &["path is already in use"]);
            }
            self.engines.insert(mount.to_owned(), engine);
            return done();
        }
        if let Some(mount) = place.strip_prefix("auth/") {
            if is_removal {
                self.logins.remove(mount);
                return done();
            }
            let is_kubernetes = body["type"] == "kubernetes";
            self.logins.insert(
                mount.to_owned(),
                LoginMethod {
                    is_kubernetes,
                    roles: HashMap::new(),
                },
            );
            return done();
        }
        if let Some(name) = place.strip_prefix("policies/acl/") {
            if is_removal {
                self.policies.remove(name);
            } else {
                let text = body["policy"].as_str().unwrap_or_default();
                self.policies.insert(name.to_owned(), Policy::parse(text));
            }
            return done();
        }
        refused(404, &[])
    }

    /// `auth/{mount}/role/{name}`: a role, its id and its secret ids.
    fn role(&mut self, method: &Method, place: &str, body: &Value) -> Answer {
        let parts: Vec<&str> = place.split('/').collect();
        let [mount, "role", name, rest @ ..] = parts.as_slice() else {
            return refused(404, &[]);
        };
        let Some(login) = self.logins.get_mut(*mount) else {
            return refused(404, &[]);
        };
        match (method.as_str(), rest) {
            ("POST", []) => {
                let before = login.roles.remove(*name);
                let role = Role::new(body, &self.entropy).in_place_of(before);
                login.roles.insert((*name).to_owned(), role);
                done()
            }
            ("GET", ["role-id"]) => match login.roles.get(*name) {
                Some(role) => (StatusCode::OK, json!({"data": {"role_id": role.id}})),
                None => refused(404, &[]),
            },
            ("POST", ["secret-id"]) => match login.roles.get_mut(*name) {
                Some(role) => (
                    StatusCode::OK,
                    json!({"data": {"secret_id": role.add_secret(&self.entropy)}}),
                ),
                None => refused(404, &[]),
            },
            _ => refused(405, &["unsupported operation"]),
        }
    }

    fn login(&mut self, mount: &str, body: &Value) -> Answer {
        let text = |name: &str| body[name].as_str().unwrap_or_default();
        let Some(login) = self.logins.get(mount) else {
            return refused(403, &["permission denied"]);
        };
        let role = if login.is_kubernetes {
            if !self.accounts.iter().any(|account| account == text("jwt")) {
                return refused(403, &["permission denied"]);
            }
            login.roles.get(text("role"))
        } else {
            let by_id = login.roles.values().find(|role| role.id == text("role_id"));
            by_id.filter(|role| role.takes(text("secret_id")))
        };
        match role {
            Some(role) => self.tokens.issue(role, &self.entropy, self.clock.now()),
            None => refused(400, &["invalid role or secret ID"]),
        }
    }
}

fn refused(status: u16, errors: &[&str]) -> Answer {
    let status = StatusCode::from_u16(status).expect("a status");
    (status, json!({"errors": errors}))
}

fn done() -> Answer {
    (StatusCode::NO_CONTENT, Value::Null)
}
