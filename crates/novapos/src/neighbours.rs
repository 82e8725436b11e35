//! Services as processes of their own: which of them this process runs, and where the others are.

use std::sync::Arc;

use anyhow::{Context as _, Result, bail, ensure};
use clap::ValueEnum;
use contracts::contexts;
use kernel::{
    Clock, Context, Entropy, Secrets,
    peer::{self, RemoteService},
    secret::{Secret, SecretRef},
};

use crate::{
    config::{PeerAt, Peers},
    database::told,
};

/// What `novapos serve --only` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Only {
    Auth,
    Product,
    Inventory,
    Order,
    Audit,
    /// The front of all of them: both web apps, and each request passed on to its service.
    Edge,
}

impl Only {
    /// The service's context; the edge has none.
    #[must_use]
    pub const fn context(self) -> Option<Context> {
        match self {
            Self::Auth => Some(contexts::AUTH),
            Self::Product => Some(contexts::PRODUCT),
            Self::Inventory => Some(contexts::INVENTORY),
            Self::Order => Some(contexts::ORDER),
            Self::Audit => Some(contexts::AUDIT),
            Self::Edge => None,
        }
    }
}

/// All services, each after those that it asks: an order in which they can be started.
pub const ALL: &[Context] = &[
    contexts::AUTH,
    contexts::PRODUCT,
    contexts::INVENTORY,
    contexts::ORDER,
    contexts::AUDIT,
];

/// Whom a service asks. Everybody asks auth, for its keys and its directory; there is no circle (ARCHITECTURE.md).
#[must_use]
pub fn asks(context: Context) -> &'static [Context] {
    match context {
        contexts::ORDER => &[contexts::AUTH, contexts::PRODUCT, contexts::INVENTORY],
        contexts::INVENTORY => &[contexts::AUTH, contexts::PRODUCT],
        contexts::PRODUCT | contexts::AUDIT => &[contexts::AUTH],
        _ => &[],
    }
}

/// The services of this process, and the way to those that they ask elsewhere.
pub struct Neighbours {
    here: Vec<Context>,
    elsewhere: Vec<(Context, Arc<RemoteService>)>,
    own_key: Option<Secret>,
}

impl Neighbours {
    /// All services are in this process, and no other may ask them.
    #[must_use]
    pub fn none() -> Self {
        Self::out_of_reach(ALL)
    }

    /// Only these services are in this process, and the others cannot be asked: for commands that need no more.
    #[must_use]
    pub fn out_of_reach(here: &[Context]) -> Self {
        Self {
            here: here.to_vec(),
            elsewhere: Vec::new(),
            own_key: None,
        }
    }

    /// Only these services are in this process.
    ///
    /// # Errors
    /// Which address or key is missing or cannot be used, and where to set it.
    pub async fn apart(
        here: Vec<Context>,
        peers: &Peers,
        secrets: &Secrets,
        clock: &Clock,
        entropy: &Entropy,
    ) -> Result<Self> {
        let client =
            peer::client(peers.authorities()?).map_err(|error| told("Other services cannot be asked", &error))?;
        let mut elsewhere = Vec::new();
        for callee in asked_elsewhere(&here) {
            let name = callee.name;
            let at = found(peers, callee)?;
            let key = at.key.as_ref().with_context(|| {
                format!("{name} is asked, which is in another process: name where its key is, as peers.{name}.key.")
            })?;
            let key = long_enough(secrets, key, &format!("peers.{name}.key")).await?;
            let service = RemoteService::new(name, &at.url, key, client.clone(), clock.clone(), entropy.clone());
            elsewhere.push((callee, Arc::new(service)));
        }
        let own_key = match &peers.own_key {
            Some(key) => Some(long_enough(secrets, key, "peers.own_key").await?),
            None => None,
        };
        Ok(Self {
            here,
            elsewhere,
            own_key,
        })
    }

    /// The services of this process.
    #[must_use]
    pub fn here(&self) -> &[Context] {
        &self.here
    }

    #[must_use]
    pub fn is_here(&self, context: Context) -> bool {
        self.here.contains(&context)
    }

    /// The service where it is in another process.
    #[must_use]
    pub fn elsewhere(&self, context: Context) -> Option<&Arc<RemoteService>> {
        self.elsewhere
            .iter()
            .find(|(known, _)| *known == context)
            .map(|(_, service)| service)
    }

    /// What others must prove to have before the services here answer them.
    #[must_use]
    pub const fn own_key(&self) -> Option<&Secret> {
        self.own_key.as_ref()
    }
}

/// The services that those here ask, and that are not here.
#[must_use]
pub fn asked_elsewhere(here: &[Context]) -> Vec<Context> {
    ALL.iter()
        .copied()
        .filter(|context| !here.contains(context) && here.iter().any(|asker| asks(*asker).contains(context)))
        .collect()
}

/// Where a service is that this process needs.
///
/// # Errors
/// That it is not configured, and how it is.
pub fn found(peers: &Peers, service: Context) -> Result<&PeerAt> {
    let name = service.name;
    let at = peers.at(name).with_context(|| {
        format!("{name} is asked, and is not in this process: say where it is, as peers.{name}.url (NOVAPOS__PEERS__{}__URL).", name.to_uppercase())
    })?;
    let url = reqwest::Url::parse(&at.url)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"));
    if url.is_none_or(|url| url.path() != "/" || url.query().is_some()) {
        bail!(
            "peers.{name}.url is {:?}, and must be like http://{name}:8080, without a path.",
            at.url
        );
    }
    Ok(at)
}

/// RFC 7518, 3.2: a key of HS256 has 256 bits at least.
const KEY_BYTES_MIN: usize = 32;

async fn long_enough(secrets: &Secrets, reference: &SecretRef, name: &str) -> Result<Secret> {
    let key = secrets.read(reference).await;
    let key = key.map_err(|error| told(&format!("{name} cannot be read"), &error))?;
    ensure!(
        key.expose().len() >= KEY_BYTES_MIN,
        "{name} is too short: make one with `openssl rand -base64 32`."
    );
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_start_after_those_that_they_ask() {
        for (index, context) in ALL.iter().enumerate() {
            for asked in asks(*context) {
                let before = ALL.iter().position(|known| known == asked);
                assert!(
                    before.is_some_and(|before| before < index),
                    "{context:?} asks {asked:?}"
                );
            }
        }
    }

    #[tokio::test]
    async fn what_is_missing_is_named_with_the_way_to_set_it() {
        let apart = async |peers: &Peers| {
            let (here, clock, entropy) = (vec![contexts::PRODUCT], Clock::system(), Entropy::system());
            let apart = Neighbours::apart(here, peers, &Secrets::Here, &clock, &entropy).await;
            apart.err().map(|why| why.to_string()).unwrap_or_default()
        };
        let with = |url: &str, key: Option<&str>| Peers {
            auth: Some(PeerAt {
                url: url.to_owned(),
                key: key.map(|key| key.parse().unwrap()),
            }),
            ..Peers::default()
        };
        assert!(apart(&Peers::default()).await.contains("peers.auth.url"));
        for wrong in ["auth:8085", "ftp://auth", "http://auth:8085/api", "http://auth/?a=b"] {
            let refused = apart(&with(wrong, None)).await;
            assert!(refused.contains("must be like http://auth:8080"), "{wrong}: {refused}");
        }
        assert!(apart(&with("http://auth:8085", None)).await.contains("peers.auth.key"));
        let file = std::env::temp_dir().join(format!("novapos-short-key-{}", std::process::id()));
        std::fs::write(&file, "short").unwrap();
        let short = apart(&with("http://auth:8085", Some(&format!("file:{}", file.display())))).await;
        std::fs::remove_file(&file).unwrap();
        assert!(short.contains("peers.auth.key is too short"), "{short}");
    }
}
