//! What was asked and answered, in a form that two runs can be compared in: what a run makes up itself, ids and times, has a name in it.

use std::{collections::HashMap, time::Duration};

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

/// Somebody of the shop who asks over HTTP. Everything is written down.
pub struct Talk {
    http: reqwest::Client,
    base: String,
    tenant: String,
    pub token: String,
    keys: u128,
    said: Vec<String>,
}

impl Talk {
    pub async fn sign_in(base: &str, email: &str) -> Self {
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            .build()
            .unwrap();
        let who = json!({"shop_code": "corner", "email": email, "password": testkit::PASSWORD, "client": "api"});
        let answer = http
            .post(format!("{base}/auth/sign-in"))
            .json(&who)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
        let session: Value = answer.json().await.unwrap();
        Self {
            http,
            base: base.to_owned(),
            tenant: session["tenant"]["id"].as_str().unwrap().to_owned(),
            token: session["access_token"].as_str().unwrap().to_owned(),
            keys: 0,
            said: Vec::new(),
        }
    }

    pub fn base(&self) -> &str {
        &self.base
    }

    pub async fn get(&mut self, path: &str, status: u16) -> Value {
        self.ask(Method::GET, path, None, status).await
    }

    pub async fn post(&mut self, path: &str, body: Value, status: u16) -> Value {
        self.ask(Method::POST, path, Some(body), status).await
    }

    pub async fn ask(&mut self, method: Method, path: &str, body: Option<Value>, status: u16) -> Value {
        let request = self.request(method.clone(), path);
        let request = match &body {
            Some(body) => request.json(body),
            None => request,
        };
        let (answered, text) = self.write_down(&format!("{method} {path}"), request).await;
        assert_eq!(answered, status, "{method} {path}: {text}");
        serde_json::from_str(&text).unwrap_or(Value::String(text))
    }

    /// Asks with a body of another kind, or with other headers.
    pub async fn send(&mut self, what: &str, request: reqwest::RequestBuilder, status: u16) {
        let (answered, text) = self.write_down(what, request).await;
        assert_eq!(answered, status, "{what}: {text}");
    }

    pub fn request(&mut self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.keys += 1;
        let request = self.bare(method, path);
        self.authorized(request)
    }

    /// The request as this person's, with a key of its own.
    pub fn authorized(&self, request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
        request
            .bearer_auth(&self.token)
            .header("x-tenant-id", &self.tenant)
            .header("idempotency-key", Uuid::from_u128(self.keys).to_string())
    }

    /// Without a token.
    pub fn bare(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base))
    }

    /// Asks until the answer is as it will be in the end: events take their time. Only that answer is written down.
    pub async fn until(&mut self, path: &str, settled: impl Fn(&Value) -> bool) -> Value {
        let since = std::time::Instant::now();
        loop {
            let request = self.request(Method::GET, path);
            let answer: Value = request.send().await.unwrap().json().await.unwrap();
            if settled(&answer) {
                self.said.push(format!("{path} comes to {answer}"));
                return answer;
            }
            assert!(since.elapsed() < crate::program::PATIENCE, "{path}: {answer}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn write_down(&mut self, what: &str, request: reqwest::RequestBuilder) -> (u16, String) {
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let mut headers: Vec<String> = answer
            .headers()
            .iter()
            .filter(|(name, _)| !CONNECTIONS_OWN.contains(&name.as_str()))
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        headers.sort();
        let text = answer.text().await.unwrap();
        self.said
            .push(format!("{what}\n{status} {}\n{text}", headers.join(", ")));
        (status, text)
    }

    /// The whole talk, with names for what was made up, and those names.
    pub fn told(self) -> (Vec<String>, Names) {
        let mut names = Names::default();
        let told = self.said.iter().map(|said| names.give(said)).collect();
        (told, names)
    }
}

/// What concerns the connection, or says when and in which trace it was answered.
const CONNECTIONS_OWN: [&str; 5] = ["connection", "date", "trace-id", "transfer-encoding", "content-length"];

/// The names of what a run makes up: `#1` is the first id that was seen, and so on.
#[derive(Default)]
pub struct Names(HashMap<String, usize>);

impl Names {
    /// The text with a name for each id, and none for times and traces. An id that is new gets the next name.
    pub fn give(&mut self, text: &str) -> String {
        replace(text, &mut |id| {
            let next = self.0.len() + 1;
            format!("#{}", self.0.entry(id.to_owned()).or_insert(next))
        })
    }

    /// The same, but an id that is not known has no name.
    pub fn known(&self, text: &str) -> String {
        replace(text, &mut |id| {
            self.0
                .get(id)
                .map_or_else(|| "#".to_owned(), |known| format!("#{known}"))
        })
    }
}

const ID: usize = 36;
const TRACE: usize = 32;

/// Goes through the text and replaces what a run makes up.
fn replace(text: &str, name: &mut impl FnMut(&str) -> String) -> String {
    let mut told = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(id) = rest.get(..ID).filter(|id| Uuid::parse_str(id).is_ok()) {
            told += &name(id);
            rest = &rest[ID..];
        } else if rest
            .get(..TRACE)
            .is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
        {
            told += "TRACE";
            rest = &rest[TRACE..];
        } else if let Some(length) = moment(rest) {
            told += "TIME";
            rest = &rest[length..];
        } else {
            told.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    told
}

/// The length of the moment that the text begins with: `2026-03-02T10:00:00.000Z`, `...+00:00` as Postgres writes it, or `2026-03-02 10:00` on a
/// receipt.
fn moment(text: &str) -> Option<usize> {
    let shape = text.get(..16)?;
    let fits = shape
        .bytes()
        .zip("0000-00-00T00:00".bytes())
        .all(|(byte, pattern)| match pattern {
            b'0' => byte.is_ascii_digit(),
            b'T' => byte == b'T' || byte == b' ',
            other => byte == other,
        });
    let tail = text[16..]
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || b".Z+:".contains(byte))
        .count();
    fits.then_some(16 + tail)
}

#[test]
fn what_a_run_makes_up_has_a_name_and_the_rest_stays() {
    let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
    let mut names = Names::default();
    let text = format!(
        "{other}|{one}|{other}|2026-03-02T10:00:00.000Z|2026-03-02|{}|12.50",
        "ab".repeat(16)
    );
    assert_eq!(names.give(&text), "#1|#2|#1|TIME|2026-03-02|TRACE|12.50");
    assert_eq!(names.known(&format!("{one} {}", Uuid::now_v7())), "#2 #");
}
