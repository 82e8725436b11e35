//! `novapos bench-seed`: fills the catalogues of empty shops for the load generator (docs/performance.md). It is not for shops that sell.

use std::{io, sync::Arc};

use anyhow::{Context as _, Result};
use contracts::{contexts, product::Unit};
use kernel::{
    Caller, Role,
    caller::Grant,
    id::{TenantId, UserId},
};
use product::{NewProduct, Price, seed_products};
use uuid::Uuid;

use super::services::with_services;
use crate::{assembly::Assembly, cli::Where, config::Config, database::told};

/// Products in one transaction.
const CHUNK: usize = 2000;

/// Makes `goods` products for each tenant that standard input names, one a line: its id and its owner's.
pub async fn run(config: &Config, place: &Where, goods: u32) -> Result<()> {
    let owners = io::stdin()
        .lines()
        .map(|line| owner(&line?))
        .collect::<Result<Vec<Caller>>>()?;
    with_services(config, place, async |assembly, _| seed(assembly, &owners, goods).await).await
}

fn owner(line: &str) -> Result<Caller> {
    let (tenant, user) = line
        .split_once(' ')
        .context("a line is a tenant's id and its owner's")?;
    Ok(Caller {
        tenant: TenantId::from_uuid(tenant.parse()?),
        user: UserId::from_uuid(user.parse()?),
        name: "Load generator".into(),
        grants: Arc::new([Grant {
            role: Role::Admin,
            store: None,
        }]),
        session: Uuid::nil(),
        via: None,
    })
}

async fn seed(assembly: &Assembly, owners: &[Caller], goods: u32) -> Result<()> {
    for owner in owners {
        let products = (0..goods).map(product).collect();
        let made = seed_products(assembly.deps(contexts::PRODUCT), owner, products, CHUNK).await;
        made.map_err(|error| told("The goods could not be made", &error))?;
    }
    Ok(())
}

/// Names of a few words, so that the search index has its usual size; every fifth product is taxed at the reduced rate.
fn product(n: u32) -> NewProduct {
    const KINDS: [&str; 8] = [
        "Coffee",
        "Shampoo",
        "Notebook",
        "Chocolate",
        "Olive oil",
        "Light bulb",
        "Apple juice",
        "Batteries",
    ];
    const MAKERS: [&str; 7] = ["Alba", "Borealis", "Castell", "Dorado", "Estrella", "Fontana", "Grove"];
    const SIZES: [&str; 5] = ["small", "large", "family pack", "250 g", "500 ml"];
    let pick = |from: &'static [&'static str], by: u32| from[(n / by) as usize % from.len()];
    NewProduct {
        name: format!("{} {} {} {n}", pick(&MAKERS, 1), pick(&KINDS, 7), pick(&SIZES, 56)),
        sku: format!("SKU-{n:06}"),
        barcodes: vec![format!("29{n:011}")],
        category_id: None,
        tax_category: if n.is_multiple_of(5) { "reduced" } else { "standard" }.to_owned(),
        unit: Unit::Piece,
        price: Price {
            amount_minor: 100 + i64::from(n % 900),
            per_milli: 1000,
        },
        image: None,
        variant: None,
    }
}
