//! Which database a command works on: the private one of a home, or the one that the configuration names.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context as _, Result, anyhow, bail};
use audit::Destination;
use kernel::{
    Clock, Context, Entropy, Error, Secrets,
    db::{Db, LOGIN_ROLE, PoolLimits},
    secret::{Secret, SecretRef},
    tasks::Tasks,
};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Executor, PgConnection, postgres::PgConnectOptions};
use tokio::process::Command;

use crate::{
    assembly::{self, Assembly, Parts},
    config::Config,
    embedded,
    home::Home,
    neighbours::{self, Neighbours},
};

/// The database of NovaPOS, in a private Postgres and by default elsewhere.
const NAME: &str = "novapos";

/// A database that can be reached, and the key that auth's secrets in it are stored under.
pub struct Database {
    /// As the services' login role.
    pub login: PgConnectOptions,
    /// As a role that may create roles and schemas.
    pub admin: PgConnectOptions,
    /// What the role that migrates signs in with, for the programs of Postgres.
    admin_password: Option<Secret>,
    auth_key: Option<Secret>,
    audit_key: Option<Secret>,
    secrets: Secrets,
    /// Where the private one is at home.
    pub home: Option<PathBuf>,
    /// The private Postgres, when this process started it.
    server: Option<embedded::Server>,
}

impl Database {
    /// The private Postgres of this home, which starts now.
    ///
    /// # Errors
    /// Why it could not be started, and what to do.
    pub async fn start(config: &Config, home: &Home, progress: &(dyn Fn(&str) + Sync)) -> Result<Self> {
        let secrets = secrets(config).await?;
        let server = embedded::start(embedded::Options {
            home: home.path().to_owned(),
            progress,
        })
        .await?;
        match Self::private(server.connect_options(), home, secrets) {
            Ok(database) => Ok(Self {
                server: Some(server),
                ..database
            }),
            Err(cause) => {
                server.stop().await?;
                Err(cause)
            }
        }
    }

    /// The one that this command shall work on. A private one that runs is joined; one that does not run is started for the command.
    ///
    /// # Errors
    /// Why it cannot be had, and what to do.
    pub async fn find(config: &Config, home: Option<&Path>) -> Result<Self> {
        let silent = |_: &str| ();
        let asked = home.is_some();
        let chosen = embedded::choose_home(home, &silent)?;
        let configured = config.database.url.is_some();
        let home = Home::at(chosen);
        if asked || (!configured && home.has_data()) {
            if !home.has_data() {
                bail!(
                    "There is no NovaPOS data in {}. Start it there first: novapos up --home {0}",
                    home.path().display()
                );
            }
            return match embedded::running(home.path()) {
                Some(to) => Self::private(&to, &home, secrets(config).await?),
                None => Self::start(config, &home, &silent).await,
            };
        }
        Self::configured(config).await
    }

    fn private(to: &embedded::ConnectOptions, home: &Home, secrets: Secrets) -> Result<Self> {
        let options = PgConnectOptions::new_without_pgpass()
            .socket(&to.socket_folder)
            .port(to.port)
            .database(NAME);
        let options = options.application_name("novapos");
        Ok(Self {
            login: options.clone().username(LOGIN_ROLE),
            admin: options.username(to.user),
            admin_password: None,
            auth_key: Some(home.auth_key(&Entropy::system())?),
            audit_key: None,
            secrets,
            home: Some(home.path().to_owned()),
            server: None,
        })
    }

    /// The Postgres that the configuration names.
    ///
    /// # Errors
    /// What is wrong with the configuration, or that Vault does not give what it names.
    pub async fn configured(config: &Config) -> Result<Self> {
        let database = &config.database;
        let secrets = secrets(config).await?;
        let admin_password = read(&secrets, database.admin_password.as_ref()).await?;
        Ok(Self {
            login: options(database.url(), read(&secrets, database.password.as_ref()).await?)
                .context("database.url in the configuration")?,
            admin: options(database.admin_url(), admin_password.clone())
                .context("database.admin_url in the configuration")?,
            admin_password,
            auth_key: read(&secrets, config.auth.key.as_ref()).await?,
            audit_key: read(&secrets, config.audit.key.as_ref()).await?,
            secrets,
            home: None,
            server: None,
        })
    }

    /// Makes the database where it is missing and brings its tables to this program's version.
    ///
    /// # Errors
    /// When it cannot be reached, or a migration fails.
    pub async fn migrate(&self) -> Result<()> {
        if self.home.is_some() {
            create(&self.admin)
                .await
                .context("the private database could not be made")?;
        }
        kernel::db::migrate(&self.admin, &assembly::migrations())
            .await
            .map_err(|error| {
                told(
                    &format!("The database at {} could not be migrated", place(&self.admin)),
                    &error,
                )
            })
    }

    /// Makes the database where it is missing, and the roles that a dump names. It must be empty.
    ///
    /// # Errors
    /// When it cannot be reached, or has a shop in it.
    pub async fn make_ready_for_a_dump(&self) -> Result<()> {
        if self.home.is_some() {
            create(&self.admin)
                .await
                .context("the private database could not be made")?;
        }
        let mut admin = self.admin.connect().await.with_context(|| self.unreachable())?;
        let contexts = assembly::migrations();
        for migrations in &contexts {
            let schema = migrations.context.schema;
            let is_there: bool = sqlx::query_scalar("SELECT to_regnamespace($1) IS NOT NULL")
                .bind(schema)
                .fetch_one(&mut admin)
                .await?;
            if is_there {
                bail!(
                    "The database at {} is not empty: it has {schema}. Restore into a new one.",
                    place(&self.admin)
                );
            }
        }
        kernel::db::prepare_roles(&mut admin, &contexts)
            .await
            .map_err(|error| told("The roles could not be made", &error))
    }

    /// A program of Postgres (`pg_dump`, `pg_restore`) on this database, as the role that migrates.
    ///
    /// # Errors
    /// When it is not on this computer.
    pub fn program(&self, name: &'static str) -> Result<Command> {
        let home = self.home.as_deref().unwrap_or_else(|| Path::new("."));
        let mut command = Command::new(embedded::program(home, name)?);
        let host = self.admin.get_socket().map_or_else(
            || self.admin.get_host().to_owned(),
            |socket| socket.display().to_string(),
        );
        command
            .env("PGHOST", host)
            .env("PGPORT", self.admin.get_port().to_string())
            .env("PGUSER", self.admin.get_username())
            .env("PGDATABASE", self.admin.get_database().unwrap_or(NAME))
            .arg("--no-password")
            .stdin(Stdio::null());
        if let Some(password) = &self.admin_password {
            command.env("PGPASSWORD", password.expose());
        }
        Ok(command)
    }

    /// The migrations that it lacks, as `context/version`.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub async fn pending(&self) -> Result<Vec<String>> {
        self.pending_of(neighbours::ALL).await
    }

    /// Those of these contexts alone: a service apart sees no other's.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub async fn pending_of(&self, contexts: &[Context]) -> Result<Vec<String>> {
        let mut migrations = assembly::migrations();
        migrations.retain(|migrations| contexts.contains(&migrations.context));
        let mut connection = self.connect().await?;
        kernel::db::pending(&mut connection, &migrations)
            .await
            .map_err(|error| told("The database could not be read", &error))
    }

    /// A connection as the services' login role.
    ///
    /// # Errors
    /// When it cannot be reached, with what to look at.
    pub async fn connect(&self) -> Result<PgConnection> {
        self.login.connect().await.with_context(|| self.unreachable())
    }

    fn unreachable(&self) -> String {
        format!(
            "The database at {} cannot be reached as {} (does it run, and is database.url right?)",
            place(&self.login),
            self.login.get_username()
        )
    }

    /// The key that auth's secrets are stored under.
    ///
    /// # Errors
    /// When it is not configured.
    pub fn auth_key(&self) -> Result<Secret> {
        self.auth_key.clone().context(assembly::AUTH_KEY_MISSING)
    }

    /// The key that the keys of checkpoints are stored under: auth's where none is named.
    ///
    /// # Errors
    /// When neither is configured.
    pub fn audit_key(&self) -> Result<Secret> {
        let key = self.audit_key.clone().or_else(|| self.auth_key.clone());
        key.context(assembly::AUDIT_KEY_MISSING)
    }

    /// Where secrets are read.
    pub const fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// All services over this database, with nothing running in the background yet.
    ///
    /// # Errors
    /// When the key for auth's secrets is not configured, or the bus or Redis cannot be used as configured.
    pub async fn assemble(&self, config: &Config) -> Result<Assembly> {
        self.assemble_with(config, Neighbours::none()).await
    }

    /// Only these services, with the way to the others.
    ///
    /// # Errors
    /// As [`Database::assemble`].
    pub async fn assemble_with(&self, config: &Config, neighbours: Neighbours) -> Result<Assembly> {
        let limits = PoolLimits {
            connections_max: config.database.connections_max,
            ..PoolLimits::default()
        };
        let tasks = Tasks::default();
        let parts = Parts {
            redis: config
                .redis
                .open(&self.secrets, &tasks)
                .await
                .map_err(|why| anyhow!("The configuration cannot be used: {why}."))?,
            pool: Db::open(self.login.clone(), limits),
            bus: config
                .events
                .open(&self.secrets)
                .await
                .map_err(|why| anyhow!("The configuration cannot be used: {why}."))?,
            clock: Clock::system(),
            entropy: Entropy::system(),
            tasks,
            auth_key: self.auth_key.clone(),
            audit_key: self.audit_key.clone().or_else(|| self.auth_key.clone()),
            neighbours,
            secrets: self.secrets.clone(),
        };
        let mut config = config.clone();
        config.audit.checkpoints = self.checkpoints(&config);
        assembly::assemble(parts, &config)
    }

    /// Where checkpoints of the trail are written off the database: what is configured, else beside the private one.
    #[must_use]
    pub fn checkpoints(&self, config: &Config) -> Option<Destination> {
        let beside = || {
            self.home
                .as_ref()
                .map(|home| Destination::Folder(home.join("checkpoints")))
        };
        config.audit.checkpoints.clone().or_else(beside)
    }

    /// The private Postgres, when this process started it.
    pub fn server(&self) -> Option<&embedded::Server> {
        self.server.as_ref()
    }

    /// Puts a restarted Postgres in the place of the one that ended.
    pub fn replace_server(&mut self, server: embedded::Server) {
        self.server = Some(server);
    }

    /// Stops the private Postgres, when this process started it.
    ///
    /// # Errors
    /// When it does not stop.
    pub async fn close(self) -> Result<()> {
        match self.server {
            Some(server) => Ok(server.stop().await?),
            None => Ok(()),
        }
    }
}

/// Where secrets are read, once it answers.
pub async fn secrets(config: &Config) -> Result<Secrets> {
    let secrets = Secrets::open(config.vault.as_ref(), Clock::system(), Entropy::system());
    let secrets = secrets.map_err(|why| anyhow!("The configuration cannot be used: {why}"))?;
    secrets.ready().await.map_err(|why| anyhow!(why))?;
    Ok(secrets)
}

async fn read(secrets: &Secrets, reference: Option<&SecretRef>) -> Result<Option<Secret>> {
    let Some(reference) = reference else { return Ok(None) };
    let read = secrets.read(reference).await;
    read.map(Some)
        .map_err(|error| told(&format!("{reference} in the configuration cannot be read"), &error))
}

/// Where a database is, as people say it.
fn place(options: &PgConnectOptions) -> String {
    match options.get_socket() {
        Some(folder) => folder.display().to_string(),
        None => format!("{}, port {}", options.get_host(), options.get_port()),
    }
}

fn options(url: &str, password: Option<Secret>) -> Result<PgConnectOptions> {
    let options: PgConnectOptions = url.parse()?;
    let options = options.application_name("novapos");
    Ok(match password {
        Some(password) => options.password(password.expose()),
        None => options,
    })
}

async fn create(admin: &PgConnectOptions) -> Result<(), sqlx::Error> {
    let mut connection = admin.clone().database("postgres").connect().await?;
    let known: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
        .bind(NAME)
        .fetch_one(&mut connection)
        .await?;
    if !known {
        connection
            .execute(AssertSqlSafe(format!("CREATE DATABASE {NAME}")))
            .await?;
    }
    Ok(())
}

/// A kernel error with its causes: there is no client here from whom to hide them.
pub fn told(what: &str, error: &Error) -> anyhow::Error {
    anyhow!("{what}: {}", error.chain())
}
