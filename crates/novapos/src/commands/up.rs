//! `novapos up`: everything on this computer, with a database of its own.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
    net::{IpAddr, SocketAddr},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use kernel::{Clock, http::MetricsReaders};
use order::Printers;

use super::migrate::topics;
use crate::{
    assembly::Assembly,
    cli::Up,
    config::Config,
    database::Database,
    demo, embedded,
    home::Home,
    own_tls::{self, OwnTls},
    serving::{self, Doors},
    signals::Signals,
    web_files::App,
};

/// How often a database that ends by itself is started again before the program gives up.
const RESTARTS_MAX: u32 = 3;
/// A database that ran this long is not counted among them.
const RESTARTS_WITHIN: Duration = Duration::from_mins(10);

/// Says it to whoever listens; a shop does not stop selling because nobody does any more.
fn say(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

pub async fn run(mut config: Config, up: Up) -> Result<()> {
    let mut signals = Signals::listen().context("signals cannot be received")?;
    ensure!(
        !up.tls || config.listen.tls.is_none(),
        "listen.tls names a certificate: start without --tls, or without listen.tls."
    );
    config.listen.address = up.address.unwrap_or(config.listen.address);
    config.listen.port = up.port.or(config.listen.port);
    config.listen.admin_port = up.admin_port.unwrap_or(config.listen.admin_port);
    config.listen.service_ports |= up.service_ports;
    config.printers = Printers::new(up.printer.clone());
    let home = Home::at(embedded::choose_home(up.place.home.as_deref(), &say)?);
    let started = Instant::now();
    say(if home.has_data() {
        "Starting NovaPOS."
    } else {
        "Starting NovaPOS for the first time."
    });

    let mut database = tokio::select! {
        database = Database::start(&config, &home, &say) => database?,
        () = signals.next() => return stopped_early(),
    };
    let opened = tokio::select! {
        opened = open(&database, &mut config, &home, &up) => opened.map(Some),
        () = signals.next() => Ok(None),
    };
    let Opened {
        assembly,
        doors,
        readers,
        own_tls,
    } = match opened {
        Ok(Some(opened)) => opened,
        unfinished => {
            database.close().await?;
            return unfinished.and_then(|_| stopped_early());
        }
    };
    let addresses = doors.front()?;
    doors.serve(&assembly, &config, &readers);
    greet(addresses, &home, started.elapsed(), &config);
    if let Some(own_tls) = own_tls {
        say(&trust(addresses.0, &own_tls.fingerprint()));
        assembly.tasks.spawn(own_tls.keep(assembly.tasks.clone()));
    }
    say("\nStop it with Ctrl-C.");

    let ended = watch(&mut database, &home, &mut signals).await;
    say("Stopping: finishing what is under way.");
    serving::drain(&assembly.tasks, Some(&assembly.pool), &mut signals).await;
    database.close().await?;
    ended?;
    say("Stopped. Everything is saved.");
    Ok(())
}

fn stopped_early() -> Result<()> {
    say("Stopped before it was ready. Nothing is lost; start it again when you like.");
    Ok(())
}

/// What is ready to serve.
struct Opened {
    assembly: Assembly,
    doors: Doors,
    readers: MetricsReaders,
    own_tls: Option<OwnTls>,
}

/// Everything between a running database and open ports.
async fn open(database: &Database, config: &mut Config, home: &Home, up: &Up) -> Result<Opened> {
    let own_tls = up.tls.then(|| OwnTls::open(home, Clock::system())).transpose()?;
    if let Some(own_tls) = &own_tls {
        config.listen.tls = Some(own_tls.files());
    }
    let config = &*config;
    database.migrate().await?;
    // Kafka may be away: a shop sells all the same, and `novapos migrate` makes the topics later.
    if let Err(why) = topics(config, database.secrets()).await {
        say(&format!("Events wait: {why:#}"));
    }
    let assembly = database.assemble(config).await?;
    let secrets = database.secrets();
    let readers = config.metrics.readers(secrets, MetricsReaders::ThisComputer).await?;
    let mut doors = Doors::open(&config.listen, &assembly).await?;
    if let Some(own_tls) = &own_tls {
        doors = doors.with_page(&own_tls.page());
    }
    match (!up.no_demo).then_some(home) {
        Some(home) if home.has_demo() => {}
        Some(_) if !config.listen.address.is_loopback() => {
            say("No demo shop: its passwords are known to everybody, and other computers can reach this one.");
        }
        Some(home) => {
            demo::seed(&assembly, &say)
                .await
                .context("The demo shop could not be made")?;
            home.remember_demo()?;
        }
        None => {}
    }
    Ok(Opened {
        assembly,
        doors,
        readers,
        own_tls,
    })
}

fn greet(addresses: (SocketAddr, SocketAddr), home: &Home, took: Duration, config: &Config) {
    let (whole, admin) = addresses;
    let at = |address: SocketAddr| {
        let host = match address.ip() {
            ip if ip.is_unspecified() => "127.0.0.1".to_owned(),
            ip => ip.to_string(),
        };
        format!("{}://{host}:{}", config.listen.scheme(), address.port())
    };
    say(&format!("\nNovaPOS is ready ({:.1} s).\n", took.as_secs_f64()));
    say(&format!("  Till:          {}{}", at(whole), App::Pos.address()));
    say(&format!("  Admin portal:  {}{}", at(admin), App::Admin.address()));
    say(&format!("  API:           {}/openapi.json", at(whole)));
    say(&format!("  Data:          {}", home.path().display()));
    if home.has_demo() {
        say(&format!(
            "\n  The demo shop. Shop code: {}\n{}",
            demo::SHOP_CODE,
            demo::sign_ins()
        ));
    }
    for app in App::ALL
        .iter()
        .filter(|app| app.folder(config.web.root.as_deref()).is_none())
    {
        say(&format!(
            "\n  The web app at {} is not built yet: make build-web",
            app.address()
        ));
    }
}

/// How other devices reach it over https, and what they need to be told once.
fn trust(whole: SocketAddr, fingerprint: &str) -> String {
    let port = whole.port();
    let at = |ip: IpAddr| SocketAddr::new(ip, port);
    let mut told = String::from(
        "\n  Each device must be told once to trust this computer. Open on it, and follow the words there:\n",
    );
    let others = own_tls::reachable_at(whole.ip());
    if others.is_empty() {
        let _ = writeln!(told, "    http://{}{}", at(whole.ip()), own_tls::PAGE);
        let why = if whole.ip().is_loopback() {
            "Only this computer reaches it. For tablets, start it with --address 0.0.0.0"
        } else {
            "This computer has no address of a home network. For others to reach it, name a certificate of your own: listen.tls"
        };
        let _ = writeln!(told, "  {why}");
    }
    for ip in others {
        let _ = writeln!(
            told,
            "    http://{}{}    then the till: https://{0}{}",
            at(ip),
            own_tls::PAGE,
            App::Pos.address()
        );
    }
    let _ = write!(told, "  It shows this fingerprint (SHA-256):\n    {fingerprint}");
    told
}

/// Waits for a signal. A database that ends by itself is started again; what is under way then is refused with 503 and may be sent again.
async fn watch(database: &mut Database, home: &Home, signals: &mut Signals) -> Result<()> {
    let (mut restarts, mut since) = (0, Instant::now());
    loop {
        let Some(server) = database.server() else { return Ok(()) };
        let how = tokio::select! {
            how = server.exited() => how,
            () = signals.next() => return Ok(()),
        };
        restarts = if since.elapsed() > RESTARTS_WITHIN {
            1
        } else {
            restarts + 1
        };
        since = Instant::now();
        if restarts > RESTARTS_MAX {
            return Err(anyhow!(
                "The database ended by itself {restarts} times in a short while ({how}). Look at {}, then start NovaPOS again.",
                home.path().join("postgres.log").display()
            ));
        }
        say(&format!("The database ended by itself ({how}); starting it again."));
        let options = embedded::Options {
            home: home.path().to_owned(),
            progress: &say,
        };
        let server = tokio::select! {
            server = embedded::start(options) => server?,
            () = signals.next() => return Ok(()),
        };
        database.replace_server(server);
        say("The database is back.");
    }
}
