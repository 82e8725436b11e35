//! `/metrics`, read as Prometheus reads it.

use std::collections::BTreeMap;

/// One line of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    pub name: String,
    pub labels: BTreeMap<String, String>,
    pub value: f64,
}

impl Sample {
    /// As PromQL writes a series.
    pub fn series(&self) -> String {
        let labels: Vec<String> = self
            .labels
            .iter()
            .map(|(name, value)| format!("{name}={value:?}"))
            .collect();
        format!("{}{{{}}}", self.name, labels.join(", "))
    }

    pub fn has(&self, name: &str, labels: &[(&str, &str)]) -> bool {
        let wanted = |(label, value): &(&str, &str)| self.labels.get(*label).is_some_and(|v| v == value);
        self.name == name && labels.iter().all(wanted)
    }
}

/// What a process tells; nothing when it does not answer.
pub async fn scrape(http: &reqwest::Client, base: &str) -> Option<Vec<Sample>> {
    let request = http
        .get(format!("{base}/metrics"))
        .bearer_auth(crate::program::METRICS_TOKEN);
    let answer = request.send().await.ok()?;
    assert_eq!(answer.status(), 200);
    Some(read(&answer.text().await.ok()?))
}

fn read(text: &str) -> Vec<Sample> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| read_line(line).unwrap_or_else(|| panic!("no sample: {line}")))
        .collect()
}

fn read_line(line: &str) -> Option<Sample> {
    let end = line.find(['{', ' '])?;
    let (name, mut rest) = line.split_at(end);
    let mut labels = BTreeMap::new();
    if let Some(inside) = rest.strip_prefix('{') {
        rest = inside;
        while !rest.starts_with('}') {
            let (label, quoted) = rest.split_once("=\"")?;
            let mut value = String::new();
            let mut letters = quoted.char_indices();
            let closed = loop {
                match letters.next()? {
                    (_, '\\') => value.push(match letters.next()?.1 {
                        'n' => '\n',
                        other => other,
                    }),
                    (at, '"') => break at,
                    (_, letter) => value.push(letter),
                }
            };
            labels.insert(label.to_owned(), value);
            rest = quoted[closed + 1..].trim_start_matches(',');
        }
        rest = &rest[1..];
    }
    let value = rest.split_whitespace().next()?.parse().ok()?;
    Some(Sample {
        name: name.to_owned(),
        labels,
        value,
    })
}

#[test]
fn a_line_is_read_with_whatever_is_in_its_labels() {
    let lines = read("# HELP x y\nx 1\ny{a=\"b, c}\",d=\"\\\"e\\\\\"} 0.5\n\nz{le=\"+Inf\"} 3 1000\n");
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0].series(), "x{}");
    assert_eq!(lines[1].series(), r#"y{a="b, c}", d="\"e\\"}"#);
    assert!((lines[1].value - 0.5).abs() < f64::EPSILON);
    assert!(lines[2].has("z", &[("le", "+Inf")]));
}
