//! The one connection of a process to Redis, and whether it is used at the moment.
//!
//! There is a connection, or Redis is away. The first call that fails or takes too long puts the connection down: from then on nobody waits
//! for Redis, and a task of its own looks once a second whether it answers in time again. So Redis that is gone or slow costs each request
//! that was under way one [`CALL_MAX`], and no other anything.

use std::{
    fmt,
    sync::{
        Arc, LazyLock, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use ::redis::{
    AsyncConnectionConfig, Client, ConnectionAddr, IntoConnectionInfo as _, Script, aio::MultiplexedConnection,
};

use super::{Key, Quota, Verdict};
use crate::{secret::Secret, tasks::Tasks};

/// How long one call may take.
pub const CALL_MAX: Duration = Duration::from_millis(50);
/// How long making a connection may take, with its TLS and its password; no request waits for it.
const CONNECT_MAX: Duration = Duration::from_secs(1);
/// How often a Redis that is away is looked for.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Calls that wait to be sent; further ones wait for room, at most [`CALL_MAX`].
const CALLS_MAX: usize = 1024;
/// What a look takes from: it shows that scripts run, may write, and answer in time.
const LOOK: Quota = Quota {
    name: "look",
    burst: 1,
    period: Duration::from_millis(1),
};

static TAKE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("take.lua")));

/// Where Redis is and how it is spoken to.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `redis://host:6379/0` or `unix:///path`, without a password.
    pub url: String,
    pub password: Option<Secret>,
    /// Whether it is spoken to by TLS, with a certificate that the usual authorities signed.
    pub tls: bool,
    /// How long one call may take: [`CALL_MAX`], but for tests on a computer that does other things as well.
    pub call_max: Duration,
}

/// A process's Redis. Clones are the same.
#[derive(Clone)]
pub struct Redis(Arc<Inner>);

struct Inner {
    client: Client,
    call_max: Duration,
    tasks: Tasks,
    /// The connection in use, with its number; none while Redis is away.
    connection: Mutex<Option<(u64, MultiplexedConnection)>>,
    /// Whether it was told that Redis is away: once until it is back.
    is_told: AtomicBool,
}

impl Redis {
    /// Begins to look for it: until it was found it is away.
    ///
    /// # Errors
    /// A sentence about the settings. That Redis is not there is no error.
    pub fn open(settings: &Settings, tasks: &Tasks) -> Result<Self, String> {
        let redis = Self(Arc::new(Inner {
            client: client(settings)?,
            call_max: settings.call_max,
            tasks: tasks.clone(),
            connection: Mutex::new(None),
            is_told: AtomicBool::new(false),
        }));
        metrics::gauge!("redis_up").set(0.0);
        tasks.spawn(look(Arc::downgrade(&redis.0), 0, tasks.clone()));
        Ok(redis)
    }

    /// Takes one from a bucket in Redis; none while it is away.
    pub(super) async fn take(&self, quota: Quota, key: Key) -> Option<Verdict> {
        let (number, mut connection) = self.0.current()?;
        let taken = tokio::time::timeout(self.0.call_max, run(&mut connection, quota, key)).await;
        match taken {
            Ok(Ok(verdict)) => Some(verdict),
            Ok(Err(cause)) => self.put_down(number, &cause),
            Err(_) => self.put_down(number, &"no answer in time"),
        }
    }

    /// Whether it is in use.
    #[must_use]
    pub fn is_up(&self) -> bool {
        self.0.current().is_some()
    }

    /// Waits until it is in use, at most so long, and says whether it is.
    pub async fn wait_until_up(&self, limit: Duration) -> bool {
        const LOOK_AGAIN: Duration = Duration::from_millis(5);
        let up = async {
            while !self.is_up() {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        tokio::time::timeout(limit, up).await.is_ok()
    }

    /// The connection of this number is used no more; looks for another. A later one that is in use already stays.
    fn put_down(&self, number: u64, cause: &(dyn fmt::Display + Sync)) -> Option<Verdict> {
        let mut connection = self.0.lock();
        if connection.as_ref().is_some_and(|(current, _)| *current == number) {
            *connection = None;
            self.0.tell_away(cause);
            let next = look_later(Arc::downgrade(&self.0), number + 1, self.0.tasks.clone());
            self.0.tasks.spawn(next);
        }
        None
    }
}

impl Inner {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<(u64, MultiplexedConnection)>> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn current(&self) -> Option<(u64, MultiplexedConnection)> {
        self.lock().clone()
    }

    fn tell_away(&self, cause: &(dyn fmt::Display + Sync)) {
        metrics::gauge!("redis_up").set(0.0);
        if !self.is_told.swap(true, Ordering::Relaxed) {
            metrics::counter!("redis_lost_total").increment(1);
            tracing::warn!(%cause, "Redis is away: every process goes on with half of each limit");
        }
    }

    fn tell_back(&self) {
        metrics::gauge!("redis_up").set(1.0);
        if self.is_told.swap(false, Ordering::Relaxed) {
            tracing::warn!("Redis is back: limits are shared again");
        }
    }

    /// A new connection over which a bucket was taken from in time.
    async fn connect(&self) -> Result<MultiplexedConnection, String> {
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(None)
            .set_response_timeout(None)
            .set_pipeline_buffer_size(CALLS_MAX);
        let connecting = self.client.get_multiplexed_async_connection_with_config(&config);
        let mut connection = tokio::time::timeout(CONNECT_MAX, connecting)
            .await
            .map_err(|_| "no connection in time".to_owned())?
            .map_err(|cause| cause.to_string())?;
        // Twice: the first time the script may have to be sent.
        for _ in 0..2 {
            tokio::time::timeout(self.call_max, run(&mut connection, LOOK, Key::of(&[])))
                .await
                .map_err(|_| "no answer in time".to_owned())?
                .map_err(|cause| cause.to_string())?;
        }
        Ok(connection)
    }
}

async fn run(connection: &mut MultiplexedConnection, quota: Quota, key: Key) -> ::redis::RedisResult<Verdict> {
    let (passed, figure): (u8, i64) = TAKE
        .key(format!("novapos:limit:{}:{}", quota.name, key.digest()))
        .arg(u64::try_from(quota.period.as_micros()).unwrap_or(u64::MAX).max(1))
        .arg(quota.burst.max(1))
        .invoke_async(connection)
        .await?;
    Ok(match passed {
        1 => Verdict::Passed {
            remaining: u32::try_from(figure).unwrap_or(0),
        },
        _ => Verdict::Stopped {
            wait: Duration::from_micros(u64::try_from(figure).unwrap_or(0)),
        },
    })
}

async fn look_later(inner: Weak<Inner>, number: u64, tasks: Tasks) {
    if rest(&tasks).await {
        look(inner, number, tasks).await;
    }
}

/// Looks until Redis answers in time, or nobody needs it any more.
async fn look(inner: Weak<Inner>, number: u64, tasks: Tasks) {
    while let Some(redis) = inner.upgrade() {
        match redis.connect().await {
            Ok(connection) => {
                *redis.lock() = Some((number, connection));
                redis.tell_back();
                return;
            }
            Err(cause) => redis.tell_away(&cause),
        }
        drop(redis);
        if !rest(&tasks).await {
            return;
        }
    }
}

/// Waits until the next look; false when the process stops.
async fn rest(tasks: &Tasks) -> bool {
    tokio::select! {
        () = tokio::time::sleep(LOOK_EVERY) => true,
        () = tasks.stopping() => false,
    }
}

fn client(settings: &Settings) -> Result<Client, String> {
    let refused = |cause: ::redis::RedisError| format!("redis.url cannot be used: {cause}");
    let info = settings.url.as_str().into_connection_info().map_err(refused)?;
    if info.redis_settings().password().is_some() {
        return Err("redis.url has a password in it: name where it is in redis.password".to_owned());
    }
    let mut address = info.addr().clone();
    address = match address {
        ConnectionAddr::Tcp(host, port) if settings.tls => ConnectionAddr::TcpTls {
            host,
            port,
            insecure: false,
            tls_params: None,
        },
        ConnectionAddr::TcpTls { insecure: true, .. } => {
            return Err("redis.url asks for TLS without checking: leave #insecure away".to_owned());
        }
        ConnectionAddr::Unix(_) if settings.tls => {
            return Err("redis.tls is for an address in a network, not for a socket".to_owned());
        }
        other => other,
    };
    let mut login = info.redis_settings().clone();
    if let Some(password) = &settings.password {
        login = login.set_password(password.expose());
    }
    Client::open(info.set_addr(address).set_redis_settings(login)).map_err(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(url: &str, tls: bool) -> Settings {
        Settings {
            url: url.to_owned(),
            password: None,
            tls,
            call_max: CALL_MAX,
        }
    }

    #[test]
    fn settings_that_cannot_be_meant_are_refused_and_no_secret_is_shown() {
        let told = client(&settings("redis://:hunter2@127.0.0.1/", false)).unwrap_err();
        assert!(told.contains("redis.password") && !told.contains("hunter2"), "{told}");
        assert!(client(&settings("http://127.0.0.1/", false)).is_err());
        assert!(client(&settings("unix:///run/redis.sock", true)).is_err());
        assert!(client(&settings("rediss://redis.example/#insecure", false)).is_err());
    }

    #[test]
    fn tls_is_a_setting_or_a_scheme() {
        for (url, tls, wanted) in [
            ("redis://127.0.0.1:7000/2", false, false),
            ("redis://127.0.0.1:7000/2", true, true),
            ("rediss://127.0.0.1:7000/2", false, true),
        ] {
            let client = client(&settings(url, tls)).unwrap();
            let info = client.get_connection_info();
            assert_eq!(matches!(info.addr(), ConnectionAddr::TcpTls { .. }), wanted, "{url}");
            assert_eq!(info.redis_settings().db(), 2);
        }
    }
}
