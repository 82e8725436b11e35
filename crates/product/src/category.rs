//! Categories: groups of products for people. Nothing is priced or taxed by them.

use contracts::ids::CategoryId;
use kernel::Result;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    faults::{Fault, Faults},
    product::given,
    text::{Color, Name},
};

/// The highest place in the list.
pub const POSITION_MAX: i32 = 10_000;

/// A category as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Category {
    pub id: CategoryId,
    pub name: Name,
    pub color: Option<Color>,
    pub position: i32,
}

/// A category to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCategory {
    /// 1 to 200 characters, unique in the shop.
    #[schema(example = "Fruit", min_length = 1, max_length = 200)]
    pub name: String,
    /// For its tile on the till.
    #[serde(default)]
    #[schema(example = "#00aa7f", pattern = "^#[0-9A-Fa-f]{6}$")]
    pub color: Option<String>,
    /// Its place in the list, 0 to 10,000; behind the last one where it is left out.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10_000)]
    pub position: Option<i32>,
}

/// A checked category without its id.
#[derive(Clone, Debug)]
pub struct Draft {
    pub name: Name,
    pub color: Option<Color>,
    pub position: Option<i32>,
}

impl NewCategory {
    /// # Errors
    /// 400 `invalid_body` with every field that is wrong.
    pub(crate) fn parse(self) -> Result<Draft> {
        let mut faults = Faults::default();
        let name = faults.take("/name", Name::parse(&self.name));
        let color = self.color.map(|text| faults.take("/color", Color::parse(&text)));
        let position = self
            .position
            .map(|position| faults.take("/position", check_position(position)));
        match name {
            Some(name) if faults.is_empty() => Ok(Draft {
                name,
                color: color.flatten(),
                position: position.flatten(),
            }),
            _ => Err(faults.error("")),
        }
    }
}

/// Changes to a category: what is left out stays as it is.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeCategory {
    #[schema(min_length = 1, max_length = 200)]
    pub name: Option<String>,
    /// Null removes the colour.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, pattern = "^#[0-9A-Fa-f]{6}$")]
    pub color: Option<Option<String>>,
    #[schema(minimum = 0, maximum = 10_000)]
    pub position: Option<i32>,
}

/// Checked changes.
#[derive(Clone, Debug)]
pub struct Edit {
    name: Option<Name>,
    color: Option<Option<Color>>,
    position: Option<i32>,
}

impl ChangeCategory {
    /// # Errors
    /// 400 `invalid_body` with every field that is wrong.
    pub(crate) fn parse(self) -> Result<Edit> {
        let mut faults = Faults::default();
        let edit = Edit {
            name: self.name.and_then(|text| faults.take("/name", Name::parse(&text))),
            color: self
                .color
                .map(|text| text.and_then(|text| faults.take("/color", Color::parse(&text)))),
            position: self
                .position
                .and_then(|position| faults.take("/position", check_position(position))),
        };
        if faults.is_empty() {
            Ok(edit)
        } else {
            Err(faults.error(""))
        }
    }
}

impl Edit {
    /// The category as it is after the changes.
    #[must_use]
    pub fn apply(self, before: &Category) -> Category {
        Category {
            id: before.id,
            name: self.name.unwrap_or_else(|| before.name.clone()),
            color: self.color.unwrap_or_else(|| before.color.clone()),
            position: self.position.unwrap_or(before.position),
        }
    }
}

fn check_position(position: i32) -> Result<i32, Fault> {
    if (0..=POSITION_MAX).contains(&position) {
        Ok(position)
    } else {
        Err(Fault::new("out_of_range", format!("this is 0 to {POSITION_MAX}")))
    }
}
