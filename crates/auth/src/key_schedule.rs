//! When a signing key is made, used and dropped. A key is published before it signs, so that nobody meets a token whose key they
//! cannot fetch, and stays published until every token that it signed has expired (reliability F37, D18).

use chrono::{DateTime, TimeDelta, Utc};
use kernel::token;

/// A new key is made when the newest is this old.
pub const ROTATE_AFTER: TimeDelta = TimeDelta::days(30);
/// A new key is published this long before it signs: verifiers ask for an unknown key at most once a minute, and processes of this
/// service read the table once a minute.
pub const PUBLISHED_BEFORE: TimeDelta = TimeDelta::minutes(10);
/// A key stays this long after the next one began to sign: a token's life, and as much again as clocks may differ and a process may
/// be behind.
pub const KEPT_AFTER: TimeDelta = TimeDelta::seconds(token::LIFETIME_S_MAX + 300);

/// A key's place in the sequence and in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyTimes {
    pub generation: i32,
    pub created_at: DateTime<Utc>,
    pub signs_from: DateTime<Utc>,
}

/// The place of the key that comes after these, and when it may sign: at once when it is the first.
#[must_use]
pub fn next(keys: &[KeyTimes], now: DateTime<Utc>) -> KeyTimes {
    match keys.iter().max_by_key(|key| key.generation) {
        None => KeyTimes {
            generation: 1,
            created_at: now,
            signs_from: now,
        },
        Some(newest) => KeyTimes {
            generation: newest.generation + 1,
            created_at: now,
            signs_from: now + PUBLISHED_BEFORE,
        },
    }
}

/// Whether it is time for a new key.
#[must_use]
pub fn is_due(keys: &[KeyTimes], now: DateTime<Utc>) -> bool {
    keys.iter()
        .max_by_key(|key| key.generation)
        .is_none_or(|newest| newest.created_at + ROTATE_AFTER <= now)
}

/// The key that is published and does not sign yet, if there is one.
#[must_use]
pub fn upcoming(keys: &[KeyTimes], now: DateTime<Utc>) -> Option<KeyTimes> {
    keys.iter()
        .copied()
        .filter(|key| key.signs_from > now)
        .max_by_key(|key| key.generation)
}

/// The generation that signs now: the newest whose time has come; the oldest on a machine whose clock is behind.
#[must_use]
pub fn signing(keys: &[KeyTimes], now: DateTime<Utc>) -> Option<i32> {
    let ready = keys
        .iter()
        .filter(|key| key.signs_from <= now)
        .map(|key| key.generation)
        .max();
    ready.or_else(|| keys.iter().map(|key| key.generation).min())
}

/// The generations that no living token can need.
#[must_use]
pub fn droppable(keys: &[KeyTimes], now: DateTime<Utc>) -> Vec<i32> {
    let replaced = |key: &KeyTimes| {
        keys.iter()
            .any(|later| later.generation > key.generation && later.signs_from + KEPT_AFTER <= now)
    };
    keys.iter()
        .filter(|key| replaced(key))
        .map(|key| key.generation)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_772_445_600 + minutes * 60, 0).unwrap()
    }

    #[test]
    fn the_first_key_signs_at_once_and_the_second_after_the_overlap() {
        let first = next(&[], at(0));
        assert_eq!((first.generation, first.signs_from), (1, at(0)));
        let second = next(&[first], at(100));
        assert_eq!(
            (second.generation, second.created_at, second.signs_from),
            (2, at(100), at(110))
        );
        let keys = [first, second];
        assert_eq!(signing(&keys, at(109)), Some(1));
        assert_eq!(upcoming(&keys, at(109)), Some(second));
        assert_eq!(signing(&keys, at(110)), Some(2));
        assert_eq!(upcoming(&keys, at(110)), None);
        assert_eq!(droppable(&keys, at(124)), Vec::<i32>::new());
        assert_eq!(droppable(&keys, at(125)), vec![1]);
    }

    #[test]
    fn a_key_is_due_every_thirty_days() {
        assert!(is_due(&[], at(0)));
        let first = next(&[], at(0));
        assert!(!is_due(&[first], at(30 * 24 * 60 - 1)));
        assert!(is_due(&[first], at(30 * 24 * 60)));
    }

    #[test]
    fn a_machine_whose_clock_is_behind_signs_with_the_oldest() {
        assert_eq!(signing(&[next(&[], at(10))], at(9)), Some(1));
        assert_eq!(signing(&[], at(9)), None);
    }

    proptest! {
        /// Whenever keys are made and dropped, every unexpired token's key is still there, and was there ten minutes before it signed.
        #[test]
        fn no_living_token_loses_its_key(steps in prop::collection::vec((1i64..2000, any::<bool>()), 1..60)) {
            let (mut minute, mut keys) = (0, vec![next(&[], at(0))]);
            let mut signed: Vec<(i32, i64)> = Vec::new();
            for (wait, rotate) in steps {
                minute += wait;
                if rotate {
                    keys.push(next(&keys, at(minute)));
                }
                let dropped = droppable(&keys, at(minute));
                keys.retain(|key| !dropped.contains(&key.generation));
                let signer = signing(&keys, at(minute)).unwrap();
                let key = keys.iter().find(|key| key.generation == signer).unwrap();
                prop_assert!(key.generation == 1 || key.created_at + PUBLISHED_BEFORE <= at(minute));
                signed.push((signer, minute));
                for (generation, when) in &signed {
                    if at(*when) + TimeDelta::seconds(token::LIFETIME_S_MAX) > at(minute) {
                        prop_assert!(keys.iter().any(|key| key.generation == *generation));
                    }
                }
            }
        }
    }
}
