//! When tax is rounded to whole minor units. How is always the same: half away from zero (rule 2).

use serde::{Deserialize, Serialize};

/// When tax is rounded. A tenant's or country's choice; stored on the sale and used again for its refund (rule 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Each rate on each line by itself.
    PerLine,
    /// Each rate once over all lines; the lines get their share by largest remainder (rule 7).
    PerDocument,
}
