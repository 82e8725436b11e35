//! What the trail keeps of documents: they name people as they were called that day, and the trail has ids alone.

use kernel::{Error, Result};
use serde::Serialize;
use serde_json::Value;

/// The document with nobody's name in it: of each person (`{"id", "name"}`, see [`crate::cash::z_report::Person`]) the id is left.
///
/// # Errors
/// 500 when it cannot be written as JSON.
pub fn nameless(document: &impl Serialize) -> Result<Value> {
    let mut value = serde_json::to_value(document).map_err(Error::internal)?;
    forget_names(&mut value);
    Ok(value)
}

fn forget_names(value: &mut Value) {
    match value {
        Value::Object(members) if members.len() == 2 && members.contains_key("id") => {
            members.remove("name");
        }
        Value::Object(members) => members.values_mut().for_each(forget_names),
        Value::Array(items) => items.iter_mut().for_each(forget_names),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn people_lose_their_names_and_nothing_else_does() {
        let document = json!({"id": 1, "name": "Till 1", "by": {"id": 2, "name": "Kim"}, "counts": [{"by": {"id": 3, "name": "Jo"}, "n": 1}]});
        let wanted = json!({"id": 1, "name": "Till 1", "by": {"id": 2}, "counts": [{"by": {"id": 3}, "n": 1}]});
        assert_eq!(nameless(&document).unwrap(), wanted);
    }
}
