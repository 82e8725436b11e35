//! Who works in the demo shop.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::PASSWORD;
use crate::client::{Client, unless};

/// Somebody of the staff.
pub struct Person {
    pub role: &'static str,
    pub name: &'static str,
    pub email: &'static str,
}

pub const OWNER: Person = Person {
    role: "owner",
    name: "Olive Berg",
    email: "owner@demo.example",
};
const MANAGER: Person = Person {
    role: "manager",
    name: "Max Winter",
    email: "manager@demo.example",
};
const CASHIER: Person = Person {
    role: "cashier",
    name: "Cora Lind",
    email: "cashier@demo.example",
};

pub const ALL: &[Person] = &[OWNER, MANAGER, CASHIER];

/// Hires manager and cashier, the cashier last.
pub async fn hire(owner: &Client) -> Result<()> {
    for person in [MANAGER, CASHIER] {
        let role = json!({"role": person.role, "store_id": null});
        let invitation = json!({"email": person.email, "name": person.name, "roles": [role]});
        let invited = owner
            .post(&format!("demo:{}", person.email), "/users/invitations", &invitation)
            .await;
        let invited = match unless(invited, "email_taken")? {
            Some(invited) => invited,
            None => invite_again(owner, &person).await?,
        };
        let accepted = json!({"token": invited["invitation_token"], "password": PASSWORD});
        unless(
            owner.post("demo:accept", "/auth/invitations/accept", &accepted).await,
            "invitation_ended",
        )?;
    }
    Ok(())
}

async fn invite_again(owner: &Client, person: &Person) -> Result<Value> {
    let user = find(owner, person)
        .await?
        .with_context(|| format!("{} is taken, and nobody has it", person.email))?;
    let path = format!("/users/{}/invitations", user["id"].as_str().unwrap_or_default());
    Ok(owner.post("demo:again", &path, &json!({})).await?)
}

/// Whether the last of them has joined.
pub async fn are_complete(owner: &Client) -> Result<bool> {
    Ok(find(owner, &CASHIER)
        .await?
        .is_some_and(|cashier| cashier["status"] != "invited"))
}

async fn find(owner: &Client, person: &Person) -> Result<Option<Value>> {
    let users = owner.get("/users?limit=200").await?;
    Ok(users["items"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|user| user["email"] == person.email)
        .cloned())
}
