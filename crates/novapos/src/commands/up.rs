//! `novapos up`: everything on this computer, with a database of its own.

use std::{
    io::{self, Write as _},
    net::SocketAddr,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow};
use order::Printers;

use super::migrate::topics;
use crate::{
    assembly::Assembly,
    cli::Up,
    config::Config,
    database::Database,
    demo, embedded,
    home::Home,
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
    config.listen.port = up.port.or(config.listen.port);
    config.listen.admin_port = up.admin_port.unwrap_or(config.listen.admin_port);
    config.listen.service_ports |= up.service_ports;
    config.printers = Printers::new(up.printer);
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
        opened = open(&database, &config, (!up.no_demo).then_some(&home)) => opened.map(Some),
        () = signals.next() => Ok(None),
    };
    let (assembly, doors) = match opened {
        Ok(Some(opened)) => opened,
        unfinished => {
            database.close().await?;
            return unfinished.and_then(|_| stopped_early());
        }
    };
    let addresses = doors.front()?;
    doors.serve(&assembly, &config);
    greet(addresses, &home, started.elapsed(), &config);

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

/// Everything between a running database and open ports.
async fn open(database: &Database, config: &Config, demo_in: Option<&Home>) -> Result<(Assembly, Doors)> {
    database.migrate().await?;
    // Kafka may be away: a shop sells all the same, and `novapos migrate` makes the topics later.
    if let Err(why) = topics(config, database.secrets()).await {
        say(&format!("Events wait: {why:#}"));
    }
    let assembly = database.assemble(config).await?;
    let doors = Doors::open(&config.listen, &assembly).await?;
    match demo_in {
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
    Ok((assembly, doors))
}

fn greet(addresses: (SocketAddr, SocketAddr), home: &Home, took: Duration, config: &Config) {
    let (whole, admin) = addresses;
    let at = |address: SocketAddr| {
        let host = match address.ip() {
            ip if ip.is_unspecified() => "127.0.0.1".to_owned(),
            ip => ip.to_string(),
        };
        format!("http://{host}:{}", address.port())
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
    say("\nStop it with Ctrl-C.");
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
