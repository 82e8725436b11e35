//! Transit: keys with versions that never leave; AES-256-GCM, with a key of its own for each context where the key is derived.

use std::collections::HashMap;

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey},
    hmac,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{Method, StatusCode};
use kernel::Entropy;
use serde_json::{Value, json};

use super::{Answer, done, refused};

#[derive(Default)]
pub struct Transit(HashMap<String, Key>);

struct Key {
    is_derived: bool,
    /// The first is version 1.
    versions: Vec<[u8; 32]>,
    decrypts_from: usize,
}

/// What is answered with 400.
type Refusal = &'static str;

impl Transit {
    pub fn answer(&mut self, method: &Method, place: &str, body: &Value, entropy: &Entropy) -> Answer {
        let parts: Vec<&str> = place.split('/').collect();
        match (method.as_str(), parts.as_slice()) {
            ("POST", ["keys", name]) => {
                let is_derived = body["derived"].as_bool().unwrap_or_default();
                self.0.entry((*name).to_owned()).or_insert_with(|| Key {
                    is_derived,
                    versions: vec![entropy.bytes()],
                    decrypts_from: 1,
                });
                done()
            }
            ("DELETE", ["keys", name]) => {
                self.0.remove(*name);
                done()
            }
            ("POST", ["keys", name, verb]) => match self.0.get_mut(*name) {
                Some(key) => key.change(verb, body, entropy),
                None => refused(400, &["no existing key named that could be found"]),
            },
            ("POST", [verb, rest @ ..]) => {
                let Some(key) = rest.last().and_then(|name| self.0.get(*name)) else {
                    return refused(400, &["encryption key not found"]);
                };
                let shown = rest.len() == 2 && rest[0] == "plaintext";
                match key.work(verb, shown, body, entropy) {
                    Ok(data) => (StatusCode::OK, json!({"data": data})),
                    Err(why) => refused(400, &[why]),
                }
            }
            _ => refused(405, &["unsupported operation"]),
        }
    }
}

impl Key {
    fn change(&mut self, verb: &str, body: &Value, entropy: &Entropy) -> Answer {
        match verb {
            "rotate" => self.versions.push(entropy.bytes()),
            "config" => {
                if let Some(from) = body["min_decryption_version"].as_u64() {
                    self.decrypts_from = usize::try_from(from).unwrap_or(1);
                }
            }
            _ => return refused(404, &[]),
        }
        done()
    }

    fn work(&self, verb: &str, is_shown: bool, body: &Value, entropy: &Entropy) -> Result<Value, Refusal> {
        let bytes = |name: &str| STANDARD.decode(body[name].as_str().unwrap_or_default());
        let context = bytes("context").map_err(|_| "failed to base64-decode context")?;
        if self.is_derived && context.is_empty() {
            return Err("missing 'context' for key derivation; the key was created using a derived key");
        }
        let ciphertext = body["ciphertext"].as_str().unwrap_or_default();
        match verb {
            "encrypt" => {
                let plain = bytes("plaintext").map_err(|_| "failed to base64-decode plaintext")?;
                Ok(json!({"ciphertext": self.encrypt(&context, plain)?, "key_version": self.versions.len()}))
            }
            "decrypt" => Ok(json!({"plaintext": STANDARD.encode(self.decrypt(&context, ciphertext)?)})),
            "rewrap" => {
                let plain = self.decrypt(&context, ciphertext)?;
                Ok(json!({"ciphertext": self.encrypt(&context, plain)?, "key_version": self.versions.len()}))
            }
            "datakey" => {
                let fresh: [u8; 32] = entropy.bytes();
                let mut data = json!({"ciphertext": self.encrypt(&context, fresh.to_vec())?});
                if is_shown {
                    data["plaintext"] = STANDARD.encode(fresh).into();
                }
                Ok(data)
            }
            _ => Err("unsupported operation"),
        }
    }

    fn cipher(&self, version: usize, context: &[u8]) -> Option<RandomizedNonceKey> {
        let key = self.versions.get(version.checked_sub(1)?)?;
        let derived = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), context);
        let bytes: &[u8] = if self.is_derived { derived.as_ref() } else { key };
        RandomizedNonceKey::new(&AES_256_GCM, bytes).ok()
    }

    fn encrypt(&self, context: &[u8], mut bytes: Vec<u8>) -> Result<String, Refusal> {
        let version = self.versions.len();
        let cipher = self.cipher(version, context).ok_or("no such version")?;
        let nonce = cipher
            .seal_in_place_append_tag(Aad::empty(), &mut bytes)
            .map_err(|_| "cannot be encrypted")?;
        let sealed = [nonce.as_ref().as_slice(), &bytes].concat();
        Ok(format!("vault:v{version}:{}", STANDARD.encode(sealed)))
    }

    fn decrypt(&self, context: &[u8], text: &str) -> Result<Vec<u8>, Refusal> {
        const BROKEN: &str = "cipher: message authentication failed";
        let rest = text.strip_prefix("vault:v").ok_or("invalid ciphertext: no prefix")?;
        let (version, sealed) = rest
            .split_once(':')
            .ok_or("invalid ciphertext: wrong number of fields")?;
        let version: usize = version.parse().map_err(|_| "invalid ciphertext: version")?;
        if version < self.decrypts_from {
            return Err("ciphertext or signature version is disallowed by policy (too old)");
        }
        let cipher = self
            .cipher(version, context)
            .ok_or("invalid ciphertext: version is too new")?;
        let sealed = STANDARD
            .decode(sealed)
            .map_err(|_| "invalid ciphertext: could not decode base64")?;
        let (nonce, rest) = sealed.split_at_checked(NONCE_LEN).ok_or(BROKEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| BROKEN)?;
        let mut bytes = rest.to_vec();
        let plain = cipher
            .open_in_place(nonce, Aad::empty(), &mut bytes)
            .map_err(|_| BROKEN)?;
        Ok(plain.to_vec())
    }
}
