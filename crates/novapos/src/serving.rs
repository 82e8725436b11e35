//! A process that serves: its ports, what runs behind them, and how all of it ends.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context as _, Result};
use axum::Router;
use kernel::{
    Clock, Context, Service,
    db::Pool,
    http::{
        MetricsReaders,
        listener::{self, Limits},
        tls::Tls,
    },
    tasks::Tasks,
};
use tokio::net::TcpListener;

use crate::{
    assembly::Assembly,
    config::{Config, Listen},
    front, ports,
    signals::Signals,
    web_files::App,
};

/// How long everything may take to finish what it holds after the first signal.
const DRAIN_MAX: Duration = Duration::from_secs(20);
/// How long connections to the database may take to close after that.
const CLOSE_MAX: Duration = Duration::from_secs(2);

/// The whole API and both web apps, where nothing else is configured.
const WHOLE_PORT: u16 = 8080;

/// The two ports of the whole product, opened. Until they are served, connections wait.
pub struct Front {
    whole: TcpListener,
    admin: TcpListener,
    tls: Option<Tls>,
    /// What only this front has.
    page: Router,
}

impl Front {
    /// Opens the configured ports.
    ///
    /// # Errors
    /// Which one is taken, by whom, and how to choose another; or which file of `listen.tls` cannot be used.
    pub async fn open(listen: &Listen) -> Result<Self> {
        let tls = listen.open_tls()?;
        let whole = ports::open(
            listen.address,
            listen.port.unwrap_or(WHOLE_PORT),
            "the API and the till",
            "--port 8090 (or NOVAPOS__LISTEN__PORT=8090)",
        )
        .await?;
        let choose = "--admin-port 3002 (or NOVAPOS__LISTEN__ADMIN_PORT=3002)";
        let admin = ports::open(listen.address, listen.admin_port, "the admin portal", choose).await?;
        let page = Router::new();
        Ok(Self {
            whole,
            admin,
            tls,
            page,
        })
    }

    /// Where the API and both web apps are, and where the same is with the portal first.
    ///
    /// # Errors
    /// When the operating system does not say.
    pub fn addresses(&self) -> Result<(SocketAddr, SocketAddr)> {
        Ok((self.whole.local_addr()?, self.admin.local_addr()?))
    }

    /// The same for the log.
    ///
    /// # Errors
    /// When the operating system does not say.
    pub fn told(&self) -> Result<String> {
        let (whole, admin) = self.addresses()?;
        Ok(format!("whole={whole} admin={admin}"))
    }

    /// Serves on each what is made for the app that comes first there.
    pub fn serve(self, tasks: &Tasks, router: impl Fn(App) -> Router) {
        keep(tasks, self.tls.as_ref());
        let complete = |first| router(first).merge(self.page.clone());
        serve(tasks, self.whole, complete(App::Pos), self.tls.as_ref());
        serve(tasks, self.admin, complete(App::Admin), self.tls.as_ref());
    }
}

/// The opened ports of a process. Until they are served, connections wait.
pub struct Doors {
    front: Option<Front>,
    single: Vec<(Context, TcpListener)>,
    /// Of the single ones; the front has it, too.
    tls: Option<Tls>,
}

impl Doors {
    /// The front of the whole product, and each service's own port where that is configured.
    ///
    /// # Errors
    /// Which port is taken, by whom, and how to choose another.
    pub async fn open(listen: &Listen, assembly: &Assembly) -> Result<Self> {
        let front = Front::open(listen).await?;
        let tls = front.tls.clone();
        let mut single = Vec::new();
        for service in assembly.services.iter().filter(|_| listen.service_ports) {
            let choose = "these are fixed; start without --service-ports";
            single.push(open_single(listen, service, service.port, choose).await?);
        }
        Ok(Self {
            front: Some(front),
            single,
            tls,
        })
    }

    /// A port for each service of this process and nothing else: the configured one where it is alone.
    ///
    /// # Errors
    /// Which port is taken, by whom, and how to choose another.
    pub async fn open_apart(listen: &Listen, assembly: &Assembly) -> Result<Self> {
        let (mut single, tls) = (Vec::new(), listen.open_tls()?);
        for service in &assembly.services {
            let chosen = listen.port.filter(|_| assembly.services.len() == 1);
            let choose = "NOVAPOS__LISTEN__PORT=9081, where the service is alone in its process";
            single.push(open_single(listen, service, chosen.unwrap_or(service.port), choose).await?);
        }
        Ok(Self {
            front: None,
            single,
            tls,
        })
    }

    /// Where everything is, for the log: `whole=127.0.0.1:8080 admin=127.0.0.1:3001`, or `order=127.0.0.1:8084`.
    ///
    /// # Errors
    /// When the operating system does not say.
    pub fn addresses(&self) -> Result<String> {
        let mut told: Vec<String> = self.front.iter().map(Front::told).collect::<Result<_>>()?;
        for (context, door) in &self.single {
            told.push(format!("{}={}", context.name, door.local_addr()?));
        }
        Ok(told.join(" "))
    }

    /// Where the API and both web apps are, for a person.
    ///
    /// # Errors
    /// When the operating system does not say.
    pub fn front(&self) -> Result<(SocketAddr, SocketAddr)> {
        self.front.as_ref().context("there is no front")?.addresses()
    }

    /// Also answers these routes, at the front over https and where somebody speaks plain HTTP to a port that speaks https.
    #[must_use]
    pub fn with_page(mut self, page: &Router) -> Self {
        let add = |tls: Tls| tls.with_plain(page.clone());
        self.tls = self.tls.map(add);
        if let Some(front) = &mut self.front {
            front.tls = front.tls.take().map(add);
            front.page = page.clone();
        }
        self
    }

    /// Serves them, and starts what works in the background.
    pub fn serve(self, assembly: &Assembly, config: &Config, readers: &MetricsReaders) {
        assembly.start();
        if let Some(front) = self.front {
            front.serve(&assembly.tasks, |first| front::whole(assembly, config, readers, first));
        } else {
            keep(&assembly.tasks, self.tls.as_ref());
        }
        for (context, door) in self.single {
            if let Some(service) = assembly.services.iter().find(|service| service.context == context) {
                serve(
                    &assembly.tasks,
                    door,
                    front::single(assembly, readers, service),
                    self.tls.as_ref(),
                );
            }
        }
    }
}

async fn open_single(listen: &Listen, service: &Service, port: u16, choose: &str) -> Result<(Context, TcpListener)> {
    let purpose = format!("the {} service", service.context.name);
    let door = ports::open(listen.address, port, &purpose, choose).await?;
    Ok((service.context, door))
}

fn serve(tasks: &Tasks, door: TcpListener, router: Router, tls: Option<&Tls>) {
    tasks.spawn(listener::serve(
        door,
        router,
        Limits::default(),
        tls.cloned(),
        tasks.clone(),
    ));
}

/// Takes another certificate when there is one in the files.
fn keep(tasks: &Tasks, tls: Option<&Tls>) {
    if let Some(tls) = tls {
        tasks.spawn(tls.clone().keep(Clock::system(), tasks.clone()));
    }
}

/// Lets requests, batches and relays finish, then closes the pool. A second signal ends the program at once: what was answered is stored.
pub async fn drain(tasks: &Tasks, pool: Option<&Pool>, signals: &mut Signals) {
    tasks.stop();
    let finish = async {
        if !tasks.wait(DRAIN_MAX).await {
            tracing::warn!(seconds = DRAIN_MAX.as_secs(), "some work did not finish in time");
        }
        if let Some(pool) = pool
            && tokio::time::timeout(CLOSE_MAX, pool.close()).await.is_err()
        {
            tracing::warn!("some connections to the database did not close in time");
        }
    };
    tokio::select! {
        () = finish => {}
        () = signals.next() => {
            eprintln!("Stopping at once.");
            std::process::exit(130);
        }
    }
}
