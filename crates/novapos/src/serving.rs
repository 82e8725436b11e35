//! A process that serves: its ports, what runs behind them, and how all of it ends.

use std::{net::SocketAddr, time::Duration};

use anyhow::Result;
use axum::Router;
use kernel::http::listener::{self, Limits};
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

/// The opened ports. Until they are served, connections wait.
pub struct Doors {
    whole: TcpListener,
    admin: TcpListener,
    single: Vec<(u16, TcpListener)>,
}

impl Doors {
    /// Opens the configured ports.
    ///
    /// # Errors
    /// Which one is taken, by whom, and how to choose another.
    pub async fn open(listen: &Listen, assembly: &Assembly) -> Result<Self> {
        let address = listen.address;
        let whole = ports::open(
            address,
            listen.port,
            "the API and the till",
            "--port 8090 (or NOVAPOS__LISTEN__PORT=8090)",
        )
        .await?;
        let choose = "--admin-port 3002 (or NOVAPOS__LISTEN__ADMIN_PORT=3002)";
        let admin = ports::open(address, listen.admin_port, "the admin portal", choose).await?;
        let mut single = Vec::new();
        for service in assembly.services.iter().filter(|_| listen.service_ports) {
            let purpose = format!("the {} service", service.context.name);
            let door = ports::open(
                address,
                service.port,
                &purpose,
                "these are fixed; start without --service-ports",
            )
            .await?;
            single.push((service.port, door));
        }
        Ok(Self { whole, admin, single })
    }

    /// Where the API and both web apps are.
    ///
    /// # Errors
    /// When the operating system does not say.
    pub fn addresses(&self) -> Result<(SocketAddr, SocketAddr)> {
        Ok((self.whole.local_addr()?, self.admin.local_addr()?))
    }

    /// Serves them, and starts what works in the background.
    pub fn serve(self, assembly: &Assembly, config: &Config) {
        assembly.start();
        serve(assembly, self.whole, front::whole(assembly, config, App::Pos));
        serve(assembly, self.admin, front::whole(assembly, config, App::Admin));
        for (port, door) in self.single {
            if let Some(service) = assembly.services.iter().find(|service| service.port == port) {
                serve(assembly, door, front::single(assembly, service));
            }
        }
    }
}

fn serve(assembly: &Assembly, door: TcpListener, router: Router) {
    assembly
        .tasks
        .spawn(listener::serve(door, router, Limits::default(), assembly.tasks.clone()));
}

/// Lets requests, batches and relays finish, then closes the pool. A second signal ends the program at once: what was answered is stored.
pub async fn drain(assembly: &Assembly, signals: &mut Signals) {
    assembly.tasks.stop();
    let finish = async {
        if !assembly.tasks.wait(DRAIN_MAX).await {
            tracing::warn!(seconds = DRAIN_MAX.as_secs(), "some work did not finish in time");
        }
        if tokio::time::timeout(CLOSE_MAX, assembly.pool.close()).await.is_err() {
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
