//! Lists: keyset pages with opaque cursors and a written limit.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::ToSchema;

use crate::{Error, Result, codes};

/// The most that one page of a list holds.
pub const LIMIT_MAX: u32 = 200;
/// What a page holds when nobody asks.
pub const LIMIT_DEFAULT: u32 = 50;

/// One page of a list; `next_cursor` is absent on the last.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page of rows that were read with one more than `limit`: the extra one only says that there is more.
    /// `key` gives what the next page starts after.
    ///
    /// # Errors
    /// 500 when the key cannot be written as JSON.
    pub fn of<K: Serialize>(mut rows: Vec<T>, limit: u32, key: impl Fn(&T) -> K) -> Result<Self> {
        let limit = limit as usize;
        let next_cursor = if rows.len() > limit {
            rows.truncate(limit);
            rows.last().map(|last| encode_cursor(&key(last))).transpose()?
        } else {
            None
        };
        Ok(Self {
            items: rows,
            next_cursor,
        })
    }

    /// The same page with its items made into something else.
    #[must_use]
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(make).collect(),
            next_cursor: self.next_cursor,
        }
    }
}

/// Checks the `limit` of a query.
///
/// # Errors
/// 400 `invalid_query` when it is not in 1..=200.
pub fn limit(asked: Option<u32>) -> Result<u32> {
    match asked {
        None => Ok(LIMIT_DEFAULT),
        Some(limit) if (1..=LIMIT_MAX).contains(&limit) => Ok(limit),
        Some(_) => Err(codes::INVALID_QUERY
            .error()
            .at("?limit", "out_of_range", "limit is 1 to 200")),
    }
}

/// # Errors
/// 500 when the key cannot be written as JSON.
pub fn encode_cursor(key: &impl Serialize) -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).map_err(Error::internal)?))
}

const NUL: &[u8] = br"\u0000";

/// Reads a cursor that this list gave out. A cursor only says where to go on: whose rows are read is the transaction's tenant.
///
/// # Errors
/// 400 `invalid_cursor` for anything else.
pub fn decode_cursor<K: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<K>> {
    let Some(text) = cursor else { return Ok(None) };
    URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        // A NUL, which JSON can only write so, is in no key, and no text of Postgres can hold it.
        .filter(|bytes| !bytes.windows(NUL.len()).any(|at| at == NUL))
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .map(Some)
        .ok_or_else(|| codes::INVALID_CURSOR.error())
}
