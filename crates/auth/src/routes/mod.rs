//! The routes, each with who may call it.

mod account;
mod directory;
mod invitations;
mod jwks;
mod registers;
mod roles;
mod sessions;
mod sign_up;
mod stores;
mod users;

use axum::Router;
use kernel::{Access, Capability, Routes, service::RouteEntry};
use utoipa::openapi::OpenApi;
use utoipa_axum::routes;

use crate::State;

pub(crate) fn build(state: State) -> (Router, Vec<RouteEntry>, OpenApi) {
    Routes::new("auth", state.deps.gate.clone())
        .add(Access::Public, routes!(sign_up::sign_up))
        .add(Access::Public, routes!(sessions::sign_in))
        .add(Access::Public, routes!(sessions::refresh))
        .add(Access::Public, routes!(sessions::sign_out))
        .add(Access::SignedIn, routes!(account::get_me))
        .add(Access::SignedIn, routes!(account::change_password))
        .add(Access::Public, routes!(jwks::get_jwks))
        .add(Access::With(Capability::UserRead), routes!(users::list_users))
        .add(Access::With(Capability::UserManage), routes!(invitations::invite_user))
        .add(Access::With(Capability::UserManage), routes!(invitations::invite_again))
        .add(Access::Public, routes!(invitations::accept_invitation))
        .add(Access::With(Capability::UserManage), routes!(roles::put_roles))
        .add(Access::With(Capability::UserManage), routes!(users::deactivate_user))
        .add(Access::With(Capability::UserManage), routes!(users::reactivate_user))
        .add(Access::With(Capability::StoreRead), routes!(stores::list_stores))
        .add(Access::With(Capability::StoreManage), routes!(stores::create_store))
        .add(Access::With(Capability::StoreRead), routes!(stores::get_store))
        .add(Access::With(Capability::StoreManage), routes!(stores::update_store))
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
        .build(state)
}

/// The body of a request that says all it has to say by its address: `{}`.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}
