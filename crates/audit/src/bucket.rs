//! Checkpoints in a bucket off the database (S3, or what speaks as it does), as lines of JSON. An object is written once and never over another:
//!
//! - `{prefix}/keys/{key}.json`: a public key;
//! - `{prefix}/checkpoints/{day}/{hash}.jsonl`: what was written in one go, under the hash of its content. Written again after a crash it has the same
//!   name and the same content, or another name.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use kernel::{Secrets, secret::SecretRef};
use object_store::{
    BackoffConfig, ClientOptions, CredentialProvider, ObjectMeta, ObjectStore, ObjectStoreExt as _, PutMode,
    RetryConfig,
    aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey, AwsCredential, Checksum},
    path::Path,
};
use serde::de::DeserializeOwned;

use crate::{
    checkpoint::{Checkpoint, CheckpointLine, KeyLine},
    config::BucketSettings,
    entry::hex,
    folder::{Lines, lines_of, text_of},
};

const CONNECT_WITHIN: Duration = Duration::from_secs(3);
/// For one answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
/// Tries after the first, when the store is slow or says that it is busy.
const RETRIES_MAX: usize = 2;
/// No further try begins after this.
const RETRY_WITHIN: Duration = Duration::from_secs(10);
/// Characters of an object's name: the first 128 bits of the SHA-256 of its content.
const NAME_CHARS: usize = 32;
/// What is larger is none of ours: a thousand lines of some 400 bytes are written in one go.
const OBJECT_BYTES_MAX: u64 = 8 << 20;
/// Objects that are read at once.
const READ_AT_ONCE: usize = 16;

/// The bucket, spoken to when it is asked for the first time.
pub struct Bucket {
    settings: BucketSettings,
    store: AmazonS3,
    /// Keys that are known to be there.
    keys: Mutex<BTreeSet<String>>,
}

impl Bucket {
    /// The bucket of these settings. It is not asked yet.
    ///
    /// # Errors
    /// A sentence that says which setting cannot be used.
    pub fn open(settings: BucketSettings, secrets: &Secrets) -> Result<Self, String> {
        let builder = AmazonS3Builder::new()
            .with_bucket_name(&settings.name)
            .with_region(&settings.region)
            // A bucket that locks its objects takes none without a checksum.
            .with_checksum_algorithm(Checksum::SHA256)
            .with_client_options(
                ClientOptions::new()
                    .with_connect_timeout(CONNECT_WITHIN)
                    .with_timeout(ANSWER_WITHIN)
                    .with_allow_http(settings.endpoint.as_deref().is_some_and(|at| at.starts_with("http://"))),
            )
            .with_retry(RetryConfig {
                backoff: BackoffConfig::default(),
                max_retries: RETRIES_MAX,
                retry_timeout: RETRY_WITHIN,
            });
        let builder = match &settings.endpoint {
            Some(endpoint) => builder.with_endpoint(endpoint.trim_end_matches('/')),
            None => builder,
        };
        let builder = match (&settings.access_key, &settings.secret_key) {
            (Some(access_key), Some(secret_key)) => builder.with_credentials(Arc::new(OwnKeys {
                secrets: secrets.clone(),
                access_key: access_key.clone(),
                secret_key: secret_key.clone(),
            })),
            (None, None) => with_role(builder, |variable| std::env::var(variable).ok()),
            _ => return Err("audit.bucket needs access_key and secret_key, or neither of them".to_owned()),
        };
        let store = builder.build().map_err(|why| format!("audit.bucket: {why}"))?;
        Ok(Self {
            settings,
            store,
            keys: Mutex::default(),
        })
    }

    /// Writes keys that are not there yet and then the checkpoints.
    ///
    /// # Errors
    /// Why it does not take them, after bounded tries; and that something else is in an object's place already.
    pub async fn write(&self, keys: &[KeyLine], checkpoints: &[Checkpoint]) -> Result<(), String> {
        for key in keys {
            let is_known = self.known_keys().contains(&key.key);
            if !is_known {
                let text = text_of([key]).map_err(|why| why.to_string())?;
                self.put(&self.at(&format!("keys/{}.json", key.key)), text).await?;
                self.known_keys().insert(key.key.clone());
            }
        }
        let Some(first) = checkpoints.first() else {
            return Ok(());
        };
        let text = text_of(checkpoints.iter().map(Checkpoint::line)).map_err(|why| why.to_string())?;
        let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes());
        let name: String = hex(hash.as_ref()).chars().take(NAME_CHARS).collect();
        let day = first.at.date_naive();
        self.put(&self.at(&format!("checkpoints/{day}/{name}.jsonl")), text)
            .await
    }

    fn known_keys(&self) -> std::sync::MutexGuard<'_, BTreeSet<String>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn at(&self, name: &str) -> Path {
        Path::from(format!("{}/{name}", self.settings.prefix))
    }

    /// Writes an object that is not there; one that is there must be the same.
    async fn put(&self, at: &Path, text: String) -> Result<(), String> {
        let put = self.store.put_opts(at, text.clone().into(), PutMode::Create.into());
        match put.await {
            Ok(_) => Ok(()),
            Err(object_store::Error::AlreadyExists { .. }) if self.get(at).await?.as_ref() == text.as_bytes() => Ok(()),
            Err(object_store::Error::AlreadyExists { .. }) => Err(format!(
                "something else is already at {at}, and nothing is written over it"
            )),
            Err(why) => Err(told(&why)),
        }
    }

    async fn get(&self, at: &Path) -> Result<bytes::Bytes, String> {
        let found = self.store.get(at).await.map_err(|why| told(&why))?;
        found.bytes().await.map_err(|why| told(&why))
    }

    /// Whether it answers, and lets us look.
    ///
    /// # Errors
    /// Why not, after bounded tries.
    pub async fn answers(&self) -> Result<(), String> {
        let keys = self.at("keys");
        let mut listed = self.store.list(Some(&keys));
        listed.try_next().await.map(|_| ()).map_err(|why| told(&why))
    }

    /// The public keys and the checkpoints in it.
    ///
    /// # Errors
    /// Why it cannot be read as a whole.
    pub async fn read(&self) -> Result<(Lines<KeyLine>, Lines<CheckpointLine>), String> {
        Ok((self.lines("keys").await?, self.lines("checkpoints").await?))
    }

    async fn lines<T: DeserializeOwned>(&self, below: &str) -> Result<Lines<T>, String> {
        let below = self.at(below);
        let mut objects: Vec<ObjectMeta> = self
            .store
            .list(Some(&below))
            .try_collect()
            .await
            .map_err(|why| told(&why))?;
        objects.sort_by(|one, other| one.location.cmp(&other.location));
        let mut all = Lines::default();
        let mut read = stream::iter(objects)
            .map(|object| async move {
                if object.size > OBJECT_BYTES_MAX {
                    return Err(format!(
                        "{} is larger than anything that was written here",
                        object.location
                    ));
                }
                let text = self.get(&object.location).await?;
                lines_of(&text[..], object.location.as_ref()).map_err(|why| why.to_string())
            })
            .buffered(READ_AT_ONCE);
        while let Some(lines) = read.try_next().await? {
            all.extend(lines);
        }
        Ok(all)
    }
}

/// What the library says and why, in one line. It names the object, never a key.
fn told(why: &object_store::Error) -> String {
    let mut text = why.to_string();
    let mut cause = std::error::Error::source(why);
    while let Some(next) = cause {
        let more = next.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = next.source();
    }
    text.replace('\n', " ")
}

/// The role of a pod, as EKS tells it: pod identity, or a web identity. This computer's own keys of AWS are not looked for.
fn with_role(builder: AmazonS3Builder, variable: impl Fn(&str) -> Option<String>) -> AmazonS3Builder {
    let told = [
        (
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            AmazonS3ConfigKey::ContainerCredentialsFullUri,
        ),
        (
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            AmazonS3ConfigKey::ContainerAuthorizationTokenFile,
        ),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", AmazonS3ConfigKey::WebIdentityTokenFile),
        ("AWS_ROLE_ARN", AmazonS3ConfigKey::RoleArn),
        ("AWS_ROLE_SESSION_NAME", AmazonS3ConfigKey::RoleSessionName),
    ];
    told.into_iter()
        .fold(builder, |builder, (name, key)| match variable(name) {
            Some(value) => builder.with_config(key, value),
            None => builder,
        })
}

/// An access key, read for each request: one that is changed in Vault is taken within its `fresh_for_s`.
#[derive(Debug)]
struct OwnKeys {
    secrets: Secrets,
    access_key: SecretRef,
    secret_key: SecretRef,
}

#[async_trait]
impl CredentialProvider for OwnKeys {
    type Credential = AwsCredential;

    async fn get_credential(&self) -> object_store::Result<Arc<AwsCredential>> {
        let read = async |reference| {
            let secret = self.secrets.read(reference).await;
            secret.map_err(|error| object_store::Error::Generic {
                store: "S3",
                source: error.chain().into(),
            })
        };
        Ok(Arc::new(AwsCredential {
            key_id: read(&self.access_key).await?.expose().to_owned(),
            secret_key: read(&self.secret_key).await?.expose().to_owned(),
            token: None,
        }))
    }
}
