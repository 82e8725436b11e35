//! A catalogue from a CSV file: read as it arrives, checked against the catalogue, and applied when somebody says so.
//!
//! Reading ([`upload`]) cuts the file into chunks of rows and says of each row what it would do; nothing of the catalogue changes. Applying
//! ([`apply`]) writes one chunk in a transaction, with its place in the file: killed half-way it goes on with the next chunk, and each change
//! is in the trail once and told once. Both decide by the same pure functions ([`row`], [`plan`]).

pub(crate) mod apply;
pub(crate) mod columns;
pub(crate) mod families;
pub(crate) mod known;
pub(crate) mod plan;
pub(crate) mod records;
pub(crate) mod row;
pub(crate) mod upload;

/// The rows of one chunk, and so of one transaction: other writers of the tenant's catalogue wait for it, and give up after a second.
pub(crate) const CHUNK_ROWS: usize = 2000;
/// The most rows of one file.
pub(crate) const ROWS_MAX: usize = 200_000;
/// The most bytes of one file.
pub(crate) const BYTES_MAX: u64 = 64 * 1024 * 1024;
/// The most faults that are kept of one file: more are only counted.
pub(crate) const FAULTS_KEPT_MAX: usize = 5000;
