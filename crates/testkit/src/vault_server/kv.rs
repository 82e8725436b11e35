//! KV version 2: versions that are numbered, check-and-set, soft deletion.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Answer, done, refused};

/// As the engine's default.
const VERSIONS_KEPT: usize = 10;

#[derive(Default)]
pub struct Kv(BTreeMap<String, Vec<Version>>);

struct Version {
    number: u64,
    data: Value,
    created_at: DateTime<Utc>,
    deleted_at: Option<DateTime<Utc>>,
}

impl Version {
    fn metadata(&self) -> Value {
        json!({
            "version": self.number,
            "created_time": self.created_at.to_rfc3339(),
            "deletion_time": self.deleted_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
            "destroyed": false,
            "custom_metadata": null,
        })
    }
}

impl Kv {
    pub fn answer(
        &mut self,
        method: &Method,
        place: &str,
        query: Option<&str>,
        body: &Value,
        now: DateTime<Utc>,
    ) -> Answer {
        if let Some(folder) = place.strip_prefix("metadata/") {
            return match method.as_str() {
                "LIST" => self.list(folder),
                "DELETE" => {
                    self.0.remove(folder);
                    done()
                }
                _ => refused(405, &["unsupported operation"]),
            };
        }
        let Some(path) = place.strip_prefix("data/") else {
            return refused(404, &["no handler for route"]);
        };
        match method.as_str() {
            "GET" => self.read(path, query),
            "POST" | "PUT" => self.write(path, body, now),
            "DELETE" => {
                if let Some(version) = self.0.get_mut(path).and_then(|versions| versions.last_mut()) {
                    version.deleted_at = Some(now);
                }
                done()
            }
            _ => refused(405, &["unsupported operation"]),
        }
    }

    fn read(&self, path: &str, query: Option<&str>) -> Answer {
        let asked: Option<u64> = query
            .and_then(|query| query.strip_prefix("version="))
            .and_then(|number| number.parse().ok())
            .filter(|number| *number > 0);
        let version = self.0.get(path).and_then(|versions| match asked {
            Some(number) => versions.iter().find(|version| version.number == number),
            None => versions.last(),
        });
        match version {
            None => refused(404, &[]),
            Some(gone) if gone.deleted_at.is_some() => (
                StatusCode::NOT_FOUND,
                json!({"data": {"data": null, "metadata": gone.metadata()}}),
            ),
            Some(version) => (
                StatusCode::OK,
                json!({"data": {"data": version.data, "metadata": version.metadata()}}),
            ),
        }
    }

    fn write(&mut self, path: &str, body: &Value, now: DateTime<Utc>) -> Answer {
        if !body["data"].is_object() {
            return refused(400, &["no data provided"]);
        }
        let versions = self.0.entry(path.to_owned()).or_default();
        let current = versions.last().map_or(0, |version| version.number);
        if body["options"]["cas"].as_u64().is_some_and(|cas| cas != current) {
            return refused(400, &["check-and-set parameter did not match the current version"]);
        }
        versions.push(Version {
            number: current + 1,
            data: body["data"].clone(),
            created_at: now,
            deleted_at: None,
        });
        if versions.len() > VERSIONS_KEPT {
            versions.remove(0);
        }
        let metadata = versions.last().map(Version::metadata);
        (StatusCode::OK, json!({"data": metadata}))
    }

    fn list(&self, folder: &str) -> Answer {
        let start = format!("{}/", folder.trim_end_matches('/'));
        let mut keys: Vec<String> = self
            .0
            .keys()
            .filter_map(|path| path.strip_prefix(&start))
            .map(|rest| rest.split_inclusive('/').next().unwrap_or_default().to_owned())
            .collect();
        keys.dedup();
        if keys.is_empty() {
            return refused(404, &[]);
        }
        (StatusCode::OK, json!({"data": {"keys": keys}}))
    }
}
