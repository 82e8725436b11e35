//! `novapos tenant create`: opens a shop.

use std::io;

use anyhow::{Context as _, Result, anyhow};
use contracts::contexts;
use kernel::secret::Secret;

use super::services::with_these;
use crate::{cli::NewTenant, config::Config, database::told};

pub async fn create(config: &Config, new: NewTenant) -> Result<()> {
    let tenant = auth::NewTenant {
        password: password(&new)?.expose().to_owned(),
        shop_code: new.shop_code,
        shop_name: new.name,
        currency: new.currency,
        time_zone: new.time_zone,
        receipt_language: new.receipt_language,
        prices_include_tax: !new.prices_without_tax,
        owner_name: new.owner,
        email: new.email,
    };
    let created = with_these(config, &new.place, &[contexts::AUTH], async |assembly, _| {
        auth::create_tenant(assembly.deps(contexts::AUTH), tenant)
            .await
            .map_err(|error| refused(&error))
    });
    let created = created.await?;
    println!(
        "The shop {} is open; its owner can sign in. Tenant {}.",
        created.shop_code, created.tenant_id
    );
    Ok(())
}

/// Names each field that is wrong.
fn refused(error: &kernel::Error) -> anyhow::Error {
    let problem = error.problem();
    let fields = problem
        .get("errors")
        .and_then(|fields| fields.as_array())
        .into_iter()
        .flatten();
    let fields: Vec<String> = fields
        .filter_map(|field| {
            Some(format!(
                "{}: {}",
                field["pointer"].as_str()?.trim_start_matches('/'),
                field["detail"].as_str()?
            ))
        })
        .collect();
    if fields.is_empty() {
        told("The shop was not opened", error)
    } else {
        anyhow!("The shop was not opened. {}", fields.join("; "))
    }
}

fn password(new: &NewTenant) -> Result<Secret> {
    if let Some(place) = &new.password {
        return place
            .read_here()
            .map_err(|why| anyhow!("The owner's password could not be read: {why}"));
    }
    eprintln!("The owner's password (at least 10 characters), then Enter:");
    let mut line = String::new();
    io::stdin()
        .read_line(&mut line)
        .context("The owner's password could not be read")?;
    Ok(Secret::new(line.trim_end_matches(['\n', '\r'])))
}
