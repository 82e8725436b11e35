//! The shops that are loaded: made over HTTP as their owners would, but for the goods, which a hidden command of NovaPOS brings in fast.

use std::{collections::BTreeMap, net::SocketAddr};

use anyhow::{Context, Result};
use futures_util::{StreamExt, TryStreamExt, stream};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    client::{Account, Client},
    load::{Load, Plan, TillPlan},
    server::Server,
};

/// Stores of the chain, and tenants of the other load.
pub const SHOPS: usize = 32;
/// Registers of each store: so many clients may sell in one store.
const REGISTERS: usize = 4;
/// Tenants that are set up at once.
const AT_ONCE: usize = 4;
/// Everybody's password.
const PASSWORD: &str = "a till that never sleeps";
/// Lines of one receipt of goods: its body must be smaller than 64 KiB.
const RECEIPT_LINES: usize = 400;
/// What each shelf begins with, in thousandths: enough for any run.
const STOCK_MILLI: i64 = 100_000_000;
/// Where the numbers of owners' and cashiers' devices begin; tills have those below. Each device has an address of its own, as limits on
/// trying passwords expect.
const OWNERS_FROM: u16 = 20_000;
const CASHIERS_FROM: u16 = 30_000;
const WAREHOUSE_OWNER: u16 = 29_000;
const CORNER_OWNER: u16 = 29_001;
pub const CORNER_CASHIER: u16 = 29_002;

/// How much there is of everything.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Goods of the chain's tenant.
    pub chain_goods: usize,
    /// Goods of each of the many.
    pub many_goods: usize,
    pub seed: u64,
}

/// A tenant with its owner signed in.
struct Shop {
    code: String,
    tenant: String,
    owner_id: String,
    owner: Client,
    stores: Vec<Store>,
}

struct Store {
    id: String,
    location: String,
    registers: Vec<String>,
}

#[derive(Deserialize)]
struct Opened {
    tenant_id: String,
    user_id: String,
    store_id: String,
    register_id: String,
}

/// Makes all shops and says which tills there are.
pub async fn open(server: &Server, size: Size) -> Result<Plan> {
    let address = server.address;
    let mut chain = open_shop(address, "chain", OWNERS_FROM).await?;
    add_stores(&mut chain, SHOPS - 1).await?;
    let many = stream::iter(0..SHOPS).map(|n| {
        let number = OWNERS_FROM + 1 + u16::try_from(n).unwrap_or(u16::MAX);
        async move { open_shop(address, &format!("shop-{n:02}"), number).await }
    });
    let mut many: Vec<Shop> = many.buffered(AT_ONCE).try_collect().await?;
    for shop in std::iter::once(&mut chain).chain(&mut many) {
        add_registers(shop).await?;
        add_tax(shop).await?;
    }
    eprintln!("bench:         bringing in the goods");
    seed_goods(server, &[&chain], size.chain_goods).await?;
    seed_goods(server, &many.iter().collect::<Vec<_>>(), size.many_goods).await?;
    eprintln!("bench:         filling the shelves");
    stream::iter(many.iter_mut().chain([&mut chain]).map(Ok))
        .try_for_each_concurrent(AT_ONCE, receive_goods)
        .await?;
    let chain_tills = tills(address, std::slice::from_mut(&mut chain), CASHIERS_FROM).await?;
    let tills = BTreeMap::from([
        (Load::Chain, chain_tills),
        (Load::Many, tills(address, &mut many, CASHIERS_FROM + 1000).await?),
    ]);
    Ok(Plan {
        server: address,
        seed: size.seed,
        tills,
    })
}

/// Opens one more shop, with nothing in it, and signs its owner in.
pub async fn open_empty(server: &Server) -> Result<Client> {
    Ok(open_shop(server.address, "warehouse", WAREHOUSE_OWNER).await?.owner)
}

/// Opens a shop with one till and goods on its shelves, signs its owner in, and says where the cashier stands.
pub async fn open_corner_shop(server: &Server, goods: usize) -> Result<(Client, TillPlan)> {
    let mut shop = open_shop(server.address, "corner", CORNER_OWNER).await?;
    add_tax(&mut shop).await?;
    seed_goods(server, &[&shop], goods).await?;
    receive_goods(&mut shop).await?;
    let tills = tills(server.address, std::slice::from_mut(&mut shop), CORNER_CASHIER).await?;
    let till = tills.into_iter().next().context("a shop without a till")?;
    Ok((shop.owner, till))
}

async fn open_shop(server: SocketAddr, code: &str, number: u16) -> Result<Shop> {
    let mut owner = Client::new(server, number);
    let email = format!("owner@{code}.example.com");
    let sign_up = json!({"shop_code": code, "shop_name": format!("Shop {code}"), "currency": "EUR", "time_zone": "Europe/Berlin",
        "prices_include_tax": true, "owner_name": "Olive Owner", "email": email, "password": PASSWORD});
    let opened: Opened = owner.post("/auth/sign-up", &sign_up).await?;
    owner
        .sign_in(&Account {
            shop_code: code.to_owned(),
            email,
            password: PASSWORD.to_owned(),
        })
        .await?;
    let first: Value = owner.get(&format!("/stores/{}", opened.store_id)).await?;
    let store = Store {
        id: opened.store_id,
        location: text(&first, "location_id")?,
        registers: vec![opened.register_id],
    };
    Ok(Shop {
        code: code.to_owned(),
        tenant: opened.tenant_id,
        owner_id: opened.user_id,
        owner,
        stores: vec![store],
    })
}

fn text(value: &Value, field: &str) -> Result<String> {
    value[field]
        .as_str()
        .map(str::to_owned)
        .with_context(|| format!("no {field} in {value}"))
}

async fn add_stores(shop: &mut Shop, count: usize) -> Result<()> {
    for n in 0..count {
        let new = json!({"name": format!("Store {n}"), "code": format!("S{n:02}"), "time_zone": "Europe/Berlin",
            "day_cutoff": "04:00", "currency": "EUR", "receipt_header": "Store of the chain\n1 High Street",
            "stock_policy": "sell_through"});
        let store: Value = shop.owner.post("/stores", &new).await?;
        let (id, location) = (text(&store, "id")?, text(&store, "location_id")?);
        shop.stores.push(Store {
            id,
            location,
            registers: Vec::new(),
        });
    }
    Ok(())
}

async fn add_registers(shop: &mut Shop) -> Result<()> {
    for store in &mut shop.stores {
        for n in store.registers.len()..REGISTERS {
            let new = json!({"store_id": store.id, "name": format!("Till {}", n + 1), "code": format!("T{}", n + 1)});
            let register: Value = shop.owner.post("/registers", &new).await?;
            store.registers.push(text(&register, "id")?);
        }
    }
    Ok(())
}

/// Two categories, so that most sales have two rates.
async fn add_tax(shop: &mut Shop) -> Result<()> {
    for (category, name, rate_micro) in [("standard", "VAT", 200_000), ("reduced", "VAT reduced", 50_000)] {
        let rate = json!({"id": Uuid::now_v7(), "name": name, "rate_micro": rate_micro, "compound": false});
        let rule = json!({"id": Uuid::now_v7(), "target": {"type": "tenant"}, "category": category, "from": null, "until": null,
            "exempt": false, "rates": [rate]});
        let _: Value = shop.owner.post("/tax/rules", &rule).await?;
    }
    Ok(())
}

async fn seed_goods(server: &Server, shops: &[&Shop], goods: usize) -> Result<()> {
    let tenants: String = shops
        .iter()
        .map(|shop| format!("{} {}\n", shop.tenant, shop.owner_id))
        .collect();
    server.seed_goods(&tenants, goods).await
}

/// Puts goods on the shelves of every store.
async fn receive_goods(shop: &mut Shop) -> Result<()> {
    let products = products(&mut shop.owner).await?;
    for store in &shop.stores {
        for some in products.chunks(RECEIPT_LINES) {
            let line =
                |product: &Uuid| json!({"id": Uuid::now_v7(), "product_id": product, "quantity_milli": STOCK_MILLI});
            let lines: Vec<Value> = some.iter().map(line).collect();
            let receipt = json!({"id": Uuid::now_v7(), "location_id": store.location, "lines": lines});
            let _: Value = shop.owner.post("/stock/receipts", &receipt).await?;
        }
    }
    Ok(())
}

async fn products(owner: &mut Client) -> Result<Vec<Uuid>> {
    let goods = crate::catalogue::read(owner).await?.goods;
    Ok(goods.into_iter().map(|(id, _)| id).collect())
}

/// One cashier for each store. Tills are listed store by store and then again, so that few clients stand in many stores.
async fn tills(server: SocketAddr, shops: &mut [Shop], mut number: u16) -> Result<Vec<TillPlan>> {
    let mut places: Vec<(Account, Vec<String>)> = Vec::new();
    for shop in shops {
        for (n, store) in shop.stores.iter().enumerate() {
            let email = format!("cashier-{n}@{}.example.com", shop.code);
            let roles = json!([{"role": "cashier", "store_id": store.id}]);
            let invitation = json!({"email": email, "name": "Carol Cashier", "roles": roles});
            let invited: Value = shop.owner.post("/users/invitations", &invitation).await?;
            let accept = json!({"token": text(&invited, "invitation_token")?, "password": PASSWORD});
            let _: Value = Client::new(server, number)
                .post("/auth/invitations/accept", &accept)
                .await?;
            number += 1;
            let account = Account {
                shop_code: shop.code.clone(),
                email,
                password: PASSWORD.to_owned(),
            };
            places.push((account, store.registers.clone()));
        }
    }
    let till = |(account, registers): &(Account, Vec<String>), n: usize| {
        registers.get(n).map(|register| TillPlan {
            account: account.clone(),
            register_id: register.clone(),
        })
    };
    Ok((0..REGISTERS)
        .flat_map(|n| places.iter().filter_map(move |place| till(place, n)))
        .collect())
}
