//! The routes, each with who may call it.

mod account;
mod directory;
mod favourites;
mod invitations;
mod jwks;
mod password_resets;
mod pins;
mod registers;
mod roles;
mod sessions;
mod shop;
mod sign_up;
mod stores;
mod user_export;
mod user_list;
mod users;

use axum::{Router, response::Response};
use kernel::{Access, Capability, Error, Result, Role, Routes, admission::Lane, service::RouteEntry};
use serde::de::DeserializeOwned;
use utoipa::openapi::{OpenApi, extensions::ExtensionsBuilder};
use utoipa_axum::routes;

use crate::State;

pub(crate) fn build(state: State) -> (Router, Vec<RouteEntry>, OpenApi) {
    let (router, routes, mut document) = Routes::new("auth", state.deps.gate.clone())
        .add(Access::Public, routes!(sign_up::get_sign_up, sign_up::sign_up))
        .add(Access::Public, routes!(sessions::sign_in))
        .add(Access::Public, routes!(pins::sign_in_by_pin))
        .add(Access::Public, routes!(sessions::refresh))
        .add(Access::Public, routes!(sessions::sign_out))
        .add(Access::SignedIn, routes!(account::get_me))
        .add(Access::SignedIn, routes!(account::change_password))
        .add(Access::SignedIn, routes!(pins::set_pin))
        .add(Access::SignedIn, routes!(pins::remove_pin))
        .add(Access::Public, routes!(jwks::get_jwks))
        .add(Access::With(Capability::UserRead), routes!(user_list::list_users))
        .add_in(
            Lane::Analytics,
            Access::With(Capability::UserRead),
            routes!(user_export::export_users),
        )
        .add(Access::With(Capability::UserRead), routes!(users::get_user))
        .add(Access::With(Capability::UserManage), routes!(invitations::invite_user))
        .add(Access::With(Capability::UserManage), routes!(invitations::invite_again))
        .add(Access::Public, routes!(invitations::accept_invitation))
        .add(Access::With(Capability::UserManage), routes!(roles::put_roles))
        .add(Access::With(Capability::UserManage), routes!(users::deactivate_user))
        .add(Access::With(Capability::UserManage), routes!(users::reactivate_user))
        .add(
            Access::With(Capability::UserManage),
            routes!(users::sign_out_everywhere),
        )
        .add(Access::With(Capability::UserManage), routes!(pins::remove_users_pin))
        .add(
            Access::With(Capability::UserManage),
            routes!(password_resets::make_password_reset),
        )
        .add(Access::Public, routes!(password_resets::accept_password_reset))
        .add(Access::SignedIn, routes!(shop::get_shop))
        .add(Access::Everywhere(Capability::StoreManage), routes!(shop::update_shop))
        .add(Access::With(Capability::StoreRead), routes!(stores::list_stores))
        // A new store is nobody's yet, so it takes the capability for all.
        .add(
            Access::Everywhere(Capability::StoreManage),
            routes!(stores::create_store),
        )
        .add(Access::With(Capability::StoreRead), routes!(stores::get_store))
        .add(Access::With(Capability::StoreManage), routes!(stores::update_store))
        .add(
            Access::With(Capability::CatalogWrite),
            routes!(favourites::put_favourites),
        )
        .add(Access::With(Capability::StoreRead), routes!(registers::list_registers))
        .add(
            Access::With(Capability::StoreManage),
            routes!(registers::create_register),
        )
        .add(
            Access::With(Capability::StoreManage),
            routes!(registers::update_register),
        )
        .add(Access::Services, routes!(directory::get_directory))
        .build(state);
    document.extensions = Some(ExtensionsBuilder::new().add("x-roles", capabilities_of_roles()).build());
    (router, routes, document)
}

/// The table of who may do what, for clients: with each operation's `x-access` it says what a page is for.
fn capabilities_of_roles() -> serde_json::Value {
    let row = |role: &Role| {
        let names: Vec<&str> = role.capabilities().iter().map(|capability| capability.name()).collect();
        (role.name().to_owned(), names.into())
    };
    serde_json::Value::Object(Role::ALL.iter().map(row).collect())
}

/// What was kept of an answer, to be completed with what is not kept.
async fn kept_answer<T: DeserializeOwned>(answer: Response) -> Result<T> {
    let bytes = axum::body::to_bytes(answer.into_body(), kernel::http::BODY_BYTES_MAX)
        .await
        .map_err(Error::internal)?;
    serde_json::from_slice(&bytes).map_err(Error::internal)
}
