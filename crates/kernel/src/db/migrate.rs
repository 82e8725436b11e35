//! Migrations: the cluster's roles, each context's schema, the shared tables in it, and the context's own tables.
//!
//! Run over a connection that may create roles and schemas; the tables belong to [`super::OWNER_ROLE`]. The shared tables are one
//! set of files with the context's name put in, so they cannot differ between contexts.

use std::borrow::Cow;

use sqlx::{
    AssertSqlSafe, Connection, Executor, PgConnection, Row, SqlSafeStr,
    migrate::{Migration, MigrationType, Migrator},
    postgres::PgConnectOptions,
};

use super::{Context, OWNER_ROLE};
use crate::{Error, Result};

const ROLES: &str = include_str!("../../sql/roles.sql");
const CONTEXT_ROLES: &str = include_str!("../../sql/context_roles.sql");
const CONTEXT_SCHEMA: &str = include_str!("../../sql/context_schema.sql");
static SHARED: Migrator = sqlx::migrate!("./migrations");

/// The versions below this are kernel's; a context numbers its own from here.
const CONTEXT_VERSIONS_FROM: i64 = 1000;

/// A context and its own migrations (`sqlx::migrate!("./migrations")` in its crate).
#[derive(Clone, Copy)]
pub struct ContextMigrations {
    pub context: Context,
    pub own: &'static Migrator,
    /// The contexts whose events it hears: its service may read their logs, and theirs how far it has read.
    pub hears: &'static [Context],
    /// The contexts whose trail it keeps: its service may read them.
    pub keeps_trail_of: &'static [Context],
}

impl ContextMigrations {
    /// Differs when any migration of this context, or of the shared tables, does.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let checksum = |migration: &Migration| {
            migration
                .checksum
                .iter()
                .take(8)
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        };
        SHARED.iter().chain(self.own.iter()).map(checksum).collect()
    }
}

/// Makes the cluster's roles. Safe to run again, also by several at once.
///
/// # Errors
/// When the role may not create roles, or the database cannot be reached.
pub async fn prepare_database(connection: &mut PgConnection) -> Result<()> {
    connection.execute(ROLES).await?;
    Ok(())
}

/// Makes the cluster's roles and those of these contexts, and no table: a dump that is restored brings the tables, and names the roles.
///
/// # Errors
/// When the role may not create roles, or the database cannot be reached.
pub async fn prepare_roles(connection: &mut PgConnection, contexts: &[ContextMigrations]) -> Result<()> {
    prepare_database(connection).await?;
    for migrations in contexts {
        connection
            .execute(AssertSqlSafe(fill(CONTEXT_ROLES, migrations.context)))
            .await?;
    }
    Ok(())
}

/// Brings the database to this binary's version: adds what is missing, changes nothing that was applied.
///
/// # Errors
/// When a migration fails (it is rolled back and named), or one that was applied has been edited since.
pub async fn migrate(options: &PgConnectOptions, contexts: &[ContextMigrations]) -> Result<()> {
    let mut connection = super::open_connection(options).await?;
    prepare_roles(&mut connection, contexts).await?;
    for migrations in contexts {
        let context = migrations.context;
        connection.execute(AssertSqlSafe(fill(CONTEXT_SCHEMA, context))).await?;
        enter(&mut connection, context).await?;
        let outcome = all(migrations)?.run_direct(None, &mut connection, false).await;
        // So that a service, which owns nothing, can see whether it is up to date.
        let seen = AssertSqlSafe(format!("GRANT SELECT ON _sqlx_migrations TO {}_system", context.name));
        let granted = if outcome.is_ok() {
            connection.execute(seen).await.map(drop)
        } else {
            Ok(())
        };
        connection.execute("RESET ROLE; RESET search_path").await?;
        outcome.map_err(Error::internal)?;
        granted?;
    }
    for ContextMigrations {
        context,
        hears,
        keeps_trail_of,
        ..
    } in contexts
    {
        for source in *keeps_trail_of {
            let grant = format!("GRANT {}_trail TO {}", source.name, context.login_role());
            connection.execute(AssertSqlSafe(grant)).await?;
        }
        for heard in *hears {
            let grants = format!(
                "GRANT {}_log TO {}; GRANT {}_log TO {}",
                heard.name,
                context.login_role(),
                context.name,
                heard.login_role()
            );
            connection.execute(AssertSqlSafe(grants)).await?;
        }
    }
    connection.close().await?;
    Ok(())
}

/// The migrations that this binary has and the database lacks, as `context/version`: a service refuses to start while there are any.
/// Any role that may become the contexts' system roles can ask.
///
/// # Errors
/// When the database cannot be reached.
pub async fn pending(connection: &mut PgConnection, contexts: &[ContextMigrations]) -> Result<Vec<String>> {
    let mut missing = Vec::new();
    for migrations in contexts {
        let applied = applied(connection, migrations.context).await?;
        let lacking = |migration: &&Migration| !applied.contains(&migration.version);
        let name = |migration: &Migration| format!("{}/{}", migrations.context.name, migration.version);
        missing.extend(all(migrations)?.iter().filter(lacking).map(name));
    }
    Ok(missing)
}

/// The versions that the database has of one context; none before its roles and schema are there.
async fn applied(connection: &mut PgConnection, context: Context) -> Result<Vec<i64>> {
    let role = format!("{}_system", context.name);
    let begun: bool =
        sqlx::query("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AND to_regnamespace($2) IS NOT NULL")
            .bind(&role)
            .bind(context.schema)
            .fetch_one(&mut *connection)
            .await?
            .get(0);
    if !begun {
        return Ok(Vec::new());
    }
    let table = format!("{}._sqlx_migrations", context.schema);
    let mut tx = connection
        .begin_with(AssertSqlSafe(format!("BEGIN; SET LOCAL ROLE {role}")))
        .await?;
    let known: bool = sqlx::query("SELECT to_regclass($1) IS NOT NULL")
        .bind(&table)
        .fetch_one(&mut *tx)
        .await?
        .get(0);
    if !known {
        return Ok(Vec::new());
    }
    let versions = sqlx::query_scalar(AssertSqlSafe(format!("SELECT version FROM {table} WHERE success")));
    Ok(versions.fetch_all(&mut *tx).await?)
}

/// Works as the owner, in the context's schema, so that tables belong to it and are found there.
async fn enter(connection: &mut PgConnection, context: Context) -> Result<()> {
    connection
        .execute(AssertSqlSafe(format!(
            "SET ROLE {OWNER_ROLE}; SET search_path = {}",
            context.schema
        )))
        .await?;
    Ok(())
}

/// Kernel's shared tables, made this context's, followed by the context's own migrations.
fn all(migrations: &ContextMigrations) -> Result<Migrator> {
    if let Some(low) = migrations.own.iter().find(|m| m.version < CONTEXT_VERSIONS_FROM) {
        return Err(Error::internal(format!(
            "{} numbers a migration {}, below {CONTEXT_VERSIONS_FROM}",
            migrations.context.name, low.version
        )));
    }
    let shared = SHARED.iter().map(|migration| {
        Migration::new(
            migration.version,
            Cow::Owned(migration.description.to_string()),
            MigrationType::Simple,
            AssertSqlSafe(fill(migration.sql.as_str(), migrations.context)).into_sql_str(),
            false,
        )
    });
    Ok(Migrator::with_migrations(
        shared.chain(migrations.own.iter().cloned()).collect(),
    ))
}

fn fill(sql: &str, context: Context) -> String {
    sql.replace("__context__", context.name)
        .replace("__schema__", context.schema)
}
