//! Who may what: `path "secret/data/x" { capabilities = ["read"] }`, with `*` at a path's end.

use http::Method;

pub struct Policy(Vec<(String, Vec<String>)>);

impl Policy {
    pub fn parse(text: &str) -> Self {
        let quoted = |text: &str| {
            text.split('"')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let rule = |rule: &str| {
            let (path, capabilities) = rule.split_once('{')?;
            Some((quoted(path).pop()?, quoted(capabilities)))
        };
        Self(text.split('}').filter_map(rule).collect())
    }

    pub fn allows(&self, method: &Method, path: &str) -> bool {
        let needed: &[&str] = match method.as_str() {
            "GET" => &["read"],
            "LIST" => &["list"],
            "DELETE" => &["delete"],
            _ => &["create", "update"],
        };
        self.0.iter().any(|(pattern, capabilities)| {
            let fits = match pattern.strip_suffix('*') {
                Some(start) => path.starts_with(start),
                None => path == pattern,
            };
            fits && capabilities
                .iter()
                .any(|capability| needed.contains(&capability.as_str()))
        })
    }
}
