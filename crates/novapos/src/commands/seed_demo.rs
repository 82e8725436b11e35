//! `novapos seed-demo`: makes the demo shop in any database.

use anyhow::Result;

use super::services::with_services;
use crate::{cli::Where, config::Config, demo};

pub async fn run(config: &Config, place: &Where) -> Result<()> {
    with_services(config, place, async |assembly, _| {
        demo::seed(assembly, &|text| println!("{text}")).await
    })
    .await?;
    println!(
        "The demo shop is there. Shop code: {}\n{}",
        demo::SHOP_CODE,
        demo::sign_ins()
    );
    Ok(())
}
