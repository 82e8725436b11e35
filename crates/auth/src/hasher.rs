//! Hashing passwords, a few at a time: each takes 19 MiB and some 20 ms of a core, so a flood of sign-ins waits in a short queue
//! or is sent away, and never takes the machine from the tills (reliability A16, D20).

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{Error as HashError, PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use kernel::{Entropy, Error, Result, codes, secret::Secret};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Hashes computed at once.
const AT_ONCE: usize = 2;
/// Requests that may wait for one: about a second's work.
const WAITING_MAX: usize = 64;
/// OWASP's minimum for Argon2id.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// What is compared when there is nothing to compare with, so that an unknown account takes as long as a known one. Its output
/// is random: no password has it.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$KM+NkE2hlKtFRpDf+sTJzg$lSeA+OOv0Cw1u2XkxYqEYXCk+oHFO/o2Ab1gMTu4/pY";

/// Computes and checks Argon2id hashes.
#[derive(Clone)]
pub struct Hasher {
    /// One for each request that is here at all.
    places: Arc<Semaphore>,
    /// One for each that computes.
    permits: Arc<Semaphore>,
    entropy: Entropy,
}

impl Hasher {
    #[must_use]
    pub fn new(entropy: Entropy) -> Self {
        Self {
            places: Arc::new(Semaphore::new(AT_ONCE + WAITING_MAX)),
            permits: Arc::new(Semaphore::new(AT_ONCE)),
            entropy,
        }
    }

    /// The PHC string to keep of a password.
    ///
    /// # Errors
    /// 503 `busy` when too many wait already.
    pub async fn hash(&self, password: &Secret) -> Result<String> {
        let (password, salt) = (password.clone(), self.entropy.bytes::<16>());
        self.compute(move || {
            let hash = argon2()?
                .hash_password_with_salt(password.expose().as_bytes(), &salt)
                .map_err(failed)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether the password is the one of this PHC string. Without one the same work is done, and the answer is no.
    ///
    /// # Errors
    /// 503 `busy` when too many wait already.
    pub async fn verify(&self, hash: Option<&str>, password: &Secret) -> Result<bool> {
        let known = hash.is_some();
        let (hash, password) = (hash.unwrap_or(DUMMY).to_owned(), password.clone());
        self.compute(move || {
            let hash = PasswordHash::new(&hash).map_err(|error| Error::internal(error.to_string()))?;
            match argon2()?.verify_password(password.expose().as_bytes(), &hash) {
                Ok(()) => Ok(known),
                Err(HashError::PasswordInvalid) => Ok(false),
                Err(error) => Err(failed(error)),
            }
        })
        .await
    }

    async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let place = Arc::clone(&self.places)
            .try_acquire_owned()
            .map_err(|_| codes::BUSY.error())?;
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || {
            let _held: (OwnedSemaphorePermit, OwnedSemaphorePermit) = (place, permit);
            work()
        })
        .await
        .map_err(Error::internal)?
    }
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| Error::internal(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn failed(error: HashError) -> Error {
    Error::internal(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_verifies_against_its_own_hash_only() {
        let hasher = Hasher::new(Entropy::seeded(1));
        let hash = hasher.hash(&Secret::new("three unlike cats")).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(
            hasher
                .verify(Some(&hash), &Secret::new("three unlike cats"))
                .await
                .unwrap()
        );
        for wrong in ["three unlike cat", "three unlike catss", "", "Three unlike cats"] {
            assert!(!hasher.verify(Some(&hash), &Secret::new(wrong)).await.unwrap());
        }
        assert_ne!(
            hash,
            hasher.hash(&Secret::new("three unlike cats")).await.unwrap(),
            "each has its own salt"
        );
    }

    #[test]
    fn the_dummy_costs_what_a_real_one_costs() {
        let dummy = PasswordHash::new(DUMMY).unwrap();
        let params = Params::try_from(&dummy).unwrap();
        assert_eq!(
            (params.m_cost(), params.t_cost(), params.p_cost()),
            (MEMORY_KIB, PASSES, LANES)
        );
        assert_eq!(dummy.hash.unwrap().len(), 32);
    }

    #[tokio::test]
    async fn nobody_matches_without_a_hash() {
        let hasher = Hasher::new(Entropy::seeded(1));
        assert!(!hasher.verify(None, &Secret::new("three unlike cats")).await.unwrap());
    }

    #[tokio::test]
    async fn a_flood_is_sent_away_and_leaves_no_place_taken() {
        let hasher = Hasher::new(Entropy::seeded(1));
        let held = Arc::clone(&hasher.places)
            .try_acquire_many_owned(u32::try_from(AT_ONCE + WAITING_MAX).unwrap())
            .unwrap();
        let error = hasher.verify(None, &Secret::new("x")).await.unwrap_err();
        assert_eq!(error.code(), "busy");
        drop(held);
        assert!(!hasher.verify(None, &Secret::new("x")).await.unwrap());
        assert_eq!(hasher.places.available_permits(), AT_ONCE + WAITING_MAX);
    }
}
