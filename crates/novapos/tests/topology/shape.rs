//! The processes of a shape.

use kernel::db::LOGIN_ROLE;
use testkit::TestApp;

use crate::program::Program;

/// Every service that exists, in the order in which they can be started. Payment, integration, customer, loyalty and analytics do not exist yet.
pub const SERVICES: [&str; 5] = ["auth", "product", "inventory", "order", "audit"];

/// The product as processes.
pub struct Shape {
    /// Of each service, by name; or the one that is all of them.
    pub programs: Vec<(&'static str, Program)>,
    edge: Option<Program>,
    extra: Vec<(&'static str, String)>,
}

impl Shape {
    /// All services in one process.
    pub async fn whole(app: &TestApp) -> Self {
        Self {
            programs: vec![("all", Program::start(app, None, &[]).await)],
            edge: None,
            extra: Vec::new(),
        }
    }

    /// Each service in a process of its own, with its own database role, and the edge in front.
    pub async fn apart(app: &TestApp) -> Self {
        Self::apart_with(app, Vec::new()).await
    }

    /// The same, each with these settings.
    pub async fn apart_with(app: &TestApp, settings: Vec<(&'static str, String)>) -> Self {
        let mut shape = Self {
            programs: Vec::new(),
            edge: None,
            extra: settings,
        };
        for service in SERVICES {
            shape.start(app, service).await;
        }
        let mut settings = shape.peers();
        settings.extend(shape.extra.clone());
        shape.edge = Some(Program::start_as(app, &["serve", "--only", "edge"], "nobody", &settings).await);
        shape
    }

    /// Where it is asked.
    pub fn base(&self) -> String {
        self.edge
            .as_ref()
            .or(self.programs.first().map(|(_, program)| program))
            .unwrap()
            .base
            .clone()
    }

    pub fn base_of(&self, service: &str) -> String {
        self.programs
            .iter()
            .find(|(name, _)| *name == service)
            .unwrap()
            .1
            .base
            .clone()
    }

    /// The pids of all its processes.
    pub fn pids(&self) -> Vec<u32> {
        let services = self.programs.iter().map(|(_, program)| program);
        services.chain(&self.edge).map(Program::pid).collect()
    }

    /// Starts a service beside those that run. One that ran before comes back to its port, which is where the others ask it.
    pub async fn start(&mut self, app: &TestApp, service: &'static str) {
        let mut settings = self.peers();
        settings.extend(self.extra.clone());
        settings.push(("NOVAPOS__PEERS__OWN_KEY", "env:OWN_KEY".to_owned()));
        settings.push(("OWN_KEY", key(service)));
        // The edge is one proxy of ours between the client and each service.
        settings.push(("NOVAPOS__AUTH__TRUSTED_PROXIES", "1".to_owned()));
        let role = format!("{LOGIN_ROLE}_{service}");
        let program = Program::start_as(app, &["serve", "--only", service], &role, &settings).await;
        self.programs.push((service, program));
    }

    /// Stops it: the edge first, then whoever asks before those who are asked.
    pub async fn stop(self) {
        for program in self
            .edge
            .into_iter()
            .chain(self.programs.into_iter().rev().map(|(_, program)| program))
        {
            program.terminate().await;
        }
    }

    /// Kills a service as `kill -9` does. Returns where it listened.
    pub fn kill(&mut self, service: &str) -> String {
        let place = self.programs.iter().position(|(name, _)| *name == service).unwrap();
        self.programs.remove(place).1.base.clone()
    }

    pub fn take(&mut self, service: &str) -> Program {
        let place = self.programs.iter().position(|(name, _)| *name == service).unwrap();
        self.programs.remove(place).1
    }

    /// Starts a service again where it was: on a port that is given, not free.
    pub async fn start_at(&mut self, app: &TestApp, service: &'static str, base: &str) {
        let port = base.rsplit(':').next().unwrap().to_owned();
        self.extra = vec![("NOVAPOS__LISTEN__PORT", port)];
        self.start(app, service).await;
        self.extra.clear();
    }

    /// Where the services are that run already, and their keys.
    fn peers(&self) -> Vec<(&'static str, String)> {
        let mut settings = Vec::new();
        for (name, program) in &self.programs {
            let [url, reference, variable] = names(name);
            settings.push((url, program.base.clone()));
            settings.push((reference, format!("env:{variable}")));
            settings.push((variable, key(name)));
        }
        settings
    }
}

/// A service's own key.
pub fn key(service: &str) -> String {
    format!("the key of {service} in tests, long enough for HS256")
}

fn names(service: &str) -> [&'static str; 3] {
    match service {
        "auth" => [
            "NOVAPOS__PEERS__AUTH__URL",
            "NOVAPOS__PEERS__AUTH__KEY",
            "AUTH_PEER_KEY",
        ],
        "product" => [
            "NOVAPOS__PEERS__PRODUCT__URL",
            "NOVAPOS__PEERS__PRODUCT__KEY",
            "PRODUCT_PEER_KEY",
        ],
        "inventory" => [
            "NOVAPOS__PEERS__INVENTORY__URL",
            "NOVAPOS__PEERS__INVENTORY__KEY",
            "INVENTORY_PEER_KEY",
        ],
        "order" => [
            "NOVAPOS__PEERS__ORDER__URL",
            "NOVAPOS__PEERS__ORDER__KEY",
            "ORDER_PEER_KEY",
        ],
        "audit" => [
            "NOVAPOS__PEERS__AUDIT__URL",
            "NOVAPOS__PEERS__AUDIT__KEY",
            "AUDIT_PEER_KEY",
        ],
        other => panic!("{other}"),
    }
}
