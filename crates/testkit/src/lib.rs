//! What the tests of every crate share. A dev-dependency only.

pub mod cluster;
