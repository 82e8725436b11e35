//! The pricing engine as a WebAssembly module without imports: `np_alloc`, `np_free` and `np_call`.
//!
//! `np_call` takes one call and gives its answer, both in the compact binary form of `wire.rs`; the typed wrapper in
//! `web/packages/pricing` writes and reads it. JSON was tried first: reading and writing it took more than ten times
//! as long as the pricing, and half of the module. No state is kept between calls.
//!
//! `abi.rs` is the one place of the project where `unsafe` is allowed: pointers and lengths cross the border of the
//! module there.
#![deny(missing_docs, unsafe_op_in_unsafe_fn)]

#[cfg(target_arch = "wasm32")]
#[expect(unsafe_code, reason = "pointers and lengths cross the border of the module here")]
mod abi;
mod call;
mod shapes;
mod wire;

pub use call::answer;
